"""Random well-typed programs for `cms_opendata_2012`, as text, so that what a test finds can be read.

In: nothing. Out: a Hypothesis strategy. Thresholds lie between the values that random events have.
"""

from dataclasses import dataclass, field, replace

import hypothesis_profiles  # noqa: F401 (loads the profile)
from hypothesis import strategies as st

THRESHOLDS = {
    "GeV": ("2.3 GeV", "11.3 GeV", "23.7 GeV", "46.3 GeV", "91.2 GeV", "137.9 GeV"),
    "rad": ("0.31 rad", "1.37 rad", "2.21 rad"),
    "": ("0.13", "0.61", "1.29", "2.43", "4.7"),
    "int": ("0", "1", "2", "3"),
}
EDGES = {
    "GeV": (
        "7 bins from 1.7 GeV to 163.9 GeV",
        "bins [3.1, 12.7, 33.3, 71.9] GeV",
        "5 log bins from 3.3 GeV to 217.7 GeV",
    ),
    "rad": ("5 bins from -3.03 rad to 3.01 rad", "bins [-1.13, 0.67, 2.77] rad"),
    "": ("6 bins from -2.17 to 3.11", "bins [-0.77, 0.33, 1.61, 5.3]"),
    "int": ("4 bins from 0 to 4", "bins [-1, 0, 1, 3]"),
}


@dataclass(frozen=True)
class Shape:
    """What may be said of an object: numbers (dimension, may be missing), conditions, members."""

    numbers: tuple[tuple[str, str, bool], ...]
    conditions: tuple[tuple[str, bool], ...] = ()
    slots: tuple[tuple[str, "Shape"], ...] = ()


MOMENTUM = (("pt", "GeV", False), ("eta", "", False), ("phi", "rad", False), ("mass", "GeV", False))
FURTHER = (("px", "GeV", False), ("pz", "GeV", False), ("energy", "GeV", False))
LEPTON = (
    *MOMENTUM,
    *FURTHER,
    ("charge", "int", False),
    ("relative_isolation", "", True),
    ("d0_significance", "", True),
    ("flavor", "int", False),
)
KINDS = {
    "Muon": Shape(LEPTON, (("tight_id", False),)),
    "Electron": Shape(LEPTON, (("loose_id", False),)),
    "Jet": Shape((*MOMENTUM, *FURTHER, ("btag", "", True)), (("pileup_id", False), ("btag_medium", True))),
}


@dataclass(frozen=True)
class Named:
    """A collection of the program."""

    name: str
    shape: Shape
    ordered: bool = False
    composite: bool = False
    pairs_only: bool = False


@dataclass
class Writer:
    """Draws a program, statement by statement."""

    draw: st.DrawFn
    collections: list[Named] = field(default_factory=lambda: [Named(*each) for each in KINDS.items()])
    chosen: list[tuple[str, Shape]] = field(default_factory=list)
    numbers: list[tuple[str, str]] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    counter: int = 0

    # ---- small help ----
    def pick(self, *options):
        return self.draw(st.sampled_from(options))

    def chance(self, percent):
        return self.draw(st.integers(0, 99)) >= 100 - percent

    def fresh(self, letter):
        self.counter += 1
        return f"{letter}{self.counter}"

    # ---- objects in an expression ----
    def collection(self):
        named = self.pick(*self.collections)
        if named.ordered and self.chance(15):
            return replace(named, name=f"first({named.name}, 2)")
        return named

    def objects(self, view):
        """All objects that can be spoken of: those in view, chosen ones, those at a position."""
        found = [*view]
        found += [(name, shape, True) for name, shape in self.chosen]
        for each in self.collections:
            if each.ordered:
                found += [(f"{each.name}[{place}]", each.shape, True) for place in (0, 1, -1, -2)]
            found.append((f"leading({each.name})", each.shape, True))
        return found

    def thing(self, view):
        """An object and its shape; preferably one in view, sometimes a member of it."""
        text, shape, missing = self.pick(*(view if view and self.chance(75) else self.objects(view)))
        while shape.slots and self.chance(50):
            slot, shape = self.pick(*shape.slots)
            text = slot if not text else f"{text}.{slot}"
        return text or "this", shape, missing

    def member(self, dimension, view):
        """A property of an object, and whether it may be missing."""
        text, shape, missing = self.thing(view)
        fitting = [each for each in shape.numbers if each[1] == dimension]
        if not fitting:
            return self.constant(dimension)
        name, _, optional = self.pick(*fitting)
        return (name if text == "this" and self.chance(80) else f"{text}.{name}"), missing or optional

    # ---- numbers: a text and whether the value may be missing ----
    def constant(self, dimension):
        return self.pick(*THRESHOLDS[dimension]), False

    def number(self, dimension, view=(), depth=2, present=False):
        text, missing = self.any_number(dimension, view, depth)
        if present and missing:
            return f"({text} else {self.constant(dimension)[0]})", False
        return text, missing

    def any_number(self, dimension, view, depth):
        if depth <= 0:
            return self.member(dimension, view) if self.chance(75) else self.event(dimension)
        form = self.pick(
            *("member",) * 6, *("event",) * 2, "reduce", "reduce", "sum", "magnitude", "function", "if", "else",
            "extreme", "scaled", "angle",
        )  # fmt: skip
        return getattr(self, f"number_{form}")(dimension, view, depth - 1)

    def number_member(self, dimension, view, _depth):
        return self.member(dimension, view)

    def number_event(self, dimension, _view, _depth):
        return self.event(dimension)

    def event(self, dimension):
        """A number of the event."""
        named = [(name, True) for name, own in self.numbers if own == dimension]
        if named and self.chance(50):
            return self.pick(*named)
        if dimension == "int":
            if self.chance(30):
                return "event.n_primary_vertices", False
            return f"size({self.collection().name})", False
        known = {"GeV": "MET.pt", "rad": "MET.phi", "": "MET.significance"}
        return known[dimension], False

    def number_reduce(self, dimension, view, depth):
        operation = self.pick("sum", "sum", "min", "max", "mean")
        if dimension == "int":
            if self.chance(50):
                return f"count({self.binders(view, depth, self.condition)})", False
            operation = self.pick("sum", "min", "max")
        if operation == "sum" and dimension == "GeV" and self.chance(20):
            several = self.pick(*self.collections)
            return f"sum({several.name}).{self.pick('pt', 'energy', 'px')}", False
        inside = self.binders(
            view, depth, lambda inner, left: self.number(dimension, inner, left, present=True)[0]
        )
        return f"{operation}({inside})", operation != "sum"

    def number_sum(self, dimension, view, depth):
        parts = [self.number(dimension, view, depth) for _ in range(self.pick(2, 2, 3))]
        signs = [self.pick(" + ", " - ") for _ in parts[1:]]
        text = parts[0][0] + "".join(sign + part for sign, (part, _) in zip(signs, parts[1:], strict=True))
        return f"({text})", any(missing for _, missing in parts)

    def number_magnitude(self, dimension, view, depth):
        text, missing = self.number(dimension, view, depth)
        return f"|{text} - {self.constant(dimension)[0]}|", missing

    def number_function(self, dimension, view, depth):
        if dimension == "" and self.chance(50):
            (first, one), (second, other) = (self.number("GeV", view, depth) for _ in range(2))
            return f"({first} / ({second}))", one or other
        text, missing = self.number("GeV", view, depth)
        table = {
            "GeV": f"interpolate({text}, 10.1 GeV, 3.3 GeV, 50.1 GeV, 20.7 GeV, 90.1 GeV, 5.9 GeV)",
            "rad": f"atan2({text}, 13.1 GeV)",
            "": f"sqrt(|{text}| / 7.7 GeV)",
            "int": f"({self.number('int', view, depth)[0]} * 2)",
        }
        return (table[dimension], missing) if dimension != "int" else (f"({self.event('int')[0]} * 2)", True)

    def number_if(self, dimension, view, depth):
        first, second = (self.number(dimension, view, depth) for _ in range(2))
        return f"({first[0]} if {self.condition(view, depth)} else {second[0]})", first[1] or second[1]

    def number_else(self, dimension, view, depth):
        text, _ = self.number(dimension, view, depth)
        other, missing = self.number(dimension, view, 0)
        return f"({text} else {other})", missing

    def number_extreme(self, dimension, view, depth):
        parts = [self.number(dimension, view, depth) for _ in range(2)]
        inside = ", ".join(text for text, _ in parts)
        return f"{self.pick('min', 'max')}({inside})", any(missing for _, missing in parts)

    def number_scaled(self, dimension, view, depth):
        text, missing = self.number(dimension, view, depth)
        return (f"(-{text})" if dimension == "int" else f"({text} * 1.7)"), missing

    def number_angle(self, dimension, view, _depth):
        functions = {"GeV": ("transverse_mass",), "rad": ("dphi", "signed_dphi"), "": ("dr", "deta")}
        if dimension not in functions:
            return self.event(dimension)
        (first, _, one), (second, _, other) = self.thing(view), self.thing(view)
        name = self.pick(*functions[dimension])
        if dimension != "" and self.chance(30):
            second, other = "MET", False
        return f"{name}({first}, {second})", one or other

    def binders(self, view, depth, body):
        """`body for x in xs where condition`, with one variable or two."""
        inner, text = list(view), ""
        for _ in range(self.pick(1, 1, 1, 2) if len(view) < 2 else 1):
            variable, named = self.fresh("x"), self.collection()
            text += f" for {variable} in {named.name}"
            inner.append((variable, named.shape, False))
        inner = inner[len(view) :] if self.chance(60) else inner
        left = min(depth, 1)
        where = f" where {self.condition(inner, left)}" if self.chance(40) else ""
        return f"{body(inner, left)}{text}{where}"

    # ---- conditions ----
    def condition(self, view=(), depth=2):
        if depth <= 0:
            return self.condition_compare(view, 0)
        form = self.pick(
            *("compare",) * 5, "chain", "equal", "logic", "logic", "negated", "property", "quantified",
            "quantified", "exists", "contains", "named", "same",
        )  # fmt: skip
        return getattr(self, f"condition_{form}")(view, depth - 1)

    def condition_compare(self, view, depth):
        dimension = self.pick(*THRESHOLDS)
        left, _ = self.number(dimension, view, depth)
        right = self.number(dimension, view, 0)[0] if self.chance(30) else self.constant(dimension)[0]
        return f"{left} {self.pick('<', '<=', '>', '>=')} {right}"

    def condition_chain(self, view, depth):
        dimension = self.pick(*THRESHOLDS)
        low, high = THRESHOLDS[dimension][0], THRESHOLDS[dimension][-1]
        return f"{low} {self.pick('<', '<=')} {self.number(dimension, view, depth)[0]} {self.pick('<', '<=')} {high}"

    def condition_equal(self, view, depth):
        left, right = (self.number("int", view, depth)[0] for _ in range(2))
        return f"{left} {self.pick('==', '!=')} {right}"

    def condition_same(self, view, depth):
        left, right = (self.condition(view, depth) for _ in range(2))
        return f"({left}) {self.pick('==', '!=')} ({right})"

    def condition_logic(self, view, depth):
        parts = [self.condition(view, depth) for _ in range(self.pick(2, 2, 3))]
        return f"({self.pick(' and ', ' or ').join(parts)})"

    def condition_negated(self, view, depth):
        return f"not ({self.condition(view, depth)})"

    def condition_property(self, view, _depth):
        text, shape, _ = self.thing(view)
        if not shape.conditions:
            return self.pick("true", "false", 'trigger("HLT_IsoMu24")')
        name = self.pick(*shape.conditions)[0]
        return name if text == "this" else f"{text}.{name}"

    def condition_quantified(self, view, depth):
        return f"{self.pick('any', 'all', 'none')}({self.binders(view, depth, self.condition)})"

    def condition_exists(self, view, depth):
        if self.chance(40):
            return f"exists({self.thing(view)[0]})"
        return f"exists({self.number(self.pick('GeV', '', 'int'), view, depth)[0]})"

    def condition_contains(self, view, _depth):
        whole = self.pick(self.thing(view)[0], self.pick(*self.collections).name)
        return f"contains({whole}, {self.thing(view)[0]})"

    def condition_named(self, view, depth):
        return self.pick(*self.conditions) if self.conditions else self.condition_compare(view, depth)

    # ---- statements ----
    def rules(self, shape):
        """Rules about objects; returns what is known of them then, and whether they are sorted."""
        ordered = False
        for _ in range(self.pick(0, 1, 1, 2, 3)):
            view = [("", shape, False)]
            match self.pick("select", "select", "reject", "let", "sort"):
                case "let":
                    name = self.fresh("extra")
                    if self.chance(70):
                        dimension = self.pick(*THRESHOLDS)
                        text, missing = self.number(dimension, view, 1)
                        shape = replace(shape, numbers=(*shape.numbers, (name, dimension, missing)))
                    else:
                        text = self.condition(view, 1)
                        shape = replace(shape, conditions=(*shape.conditions, (name, True)))
                    self.lines.append(f"  let {name} = {text}")
                case "sort":
                    ordered = True
                    self.sort(view)
                case word:
                    self.lines.append(f"  {word} {self.condition(view, 2)}")
        if self.chance(50):
            ordered = True
            self.sort([("", shape, False)])
        return shape, ordered

    def sort(self, view):
        key = self.number(self.pick(*THRESHOLDS), view, 1, present=True)[0]
        self.lines.append(f"  sort by {key} {self.pick('ascending', 'descending')}")

    def object_block(self):
        single = [each for each in self.collections if not each.composite]
        sources = [self.pick(*single)]
        if self.chance(30):
            sources.append(self.pick(*(each for each in single if each != sources[0])))
        name = self.fresh("objects")
        self.lines.append(f"object {name} from {', '.join(each.name for each in sources)}")
        shape, ordered = self.rules(united([each.shape for each in sources]))
        ordered = ordered or (len(sources) == 1 and sources[0].ordered)
        self.collections.append(Named(name, shape, ordered))

    def combine_block(self):
        name, disjoint = self.fresh("tuples"), self.pick("", " disjoint")
        basic = [each for each in self.collections if not each.pairs_only]
        first = self.pick(*basic)
        slots = [self.fresh("slot"), self.fresh("slot")]
        sources = [first, self.pick(*basic)] if self.chance(40) else [first]
        if not first.composite and len(sources) == 1 and self.chance(20):
            slots.append(self.fresh("slot"))
        heads = ", ".join(each.name for each in sources)
        self.lines.append(f"combine {name} = ({', '.join(slots)}) from {heads}{disjoint}")
        shapes = [each.shape for each in sources] * (len(slots) if len(sources) == 1 else 1)
        shape = Shape((*MOMENTUM, ("energy", "GeV", False)), (), tuple(zip(slots, shapes, strict=True)))
        shape, ordered = self.rules(shape)
        nested = any(each.composite for each in sources)
        self.collections.append(Named(name, shape, ordered, composite=True, pairs_only=nested))

    def choose_block(self):
        named, name = self.pick(*self.collections), self.fresh("best")
        rankings = []
        for _ in range(self.pick(1, 1, 2)):
            key = self.number(self.pick("GeV", "", "int"), [("", named.shape, False)], 1, present=True)[0]
            rankings.append(f"{self.pick('minimizing', 'maximizing')} {key}")
        self.lines.append(f"choose {name} from {named.name} {' then '.join(rankings)}")
        self.chosen.append((name, named.shape))

    def define_block(self):
        name = self.fresh("value")
        if self.chance(65):
            dimension = self.pick(*THRESHOLDS)
            self.lines.append(f"define {name} = {self.number(dimension, (), 3)[0]}")
            self.numbers.append((name, dimension))
        else:
            self.lines.append(f"define {name} = {self.condition((), 3)}")
            self.conditions.append(name)

    def region_block(self, regions):
        name = self.fresh("region")
        parents = self.draw(st.lists(st.sampled_from(regions), max_size=2, unique=True)) if regions else []
        self.lines.append(f"region {name}{' from ' if parents else ''}{', '.join(parents)}")
        for _ in range(self.pick(0, 1, 2, 3)):
            match self.pick("select", "select", "reject", "when"):
                case "when":
                    self.lines.append(f"  when {self.condition()} select {self.condition()}")
                case word:
                    self.lines.append(f"  {word} {self.condition()}")
        for _ in range(self.pick(0, 0, 1, 2)):
            weight = self.number(self.pick("", "int"), (), 1, present=True)[0]
            applies = self.pick("", " on data", " on simulation")
            self.lines.append(f"  weight {self.fresh('factor')} = {weight}{applies}")
        for _ in range(self.pick(0, 1, 2, 3)):
            self.lines.append(f"  hist {self.fresh('h')} = {self.axes()}")
        binned = {}
        for _ in range(self.pick(0, 0, 1, 2)):
            dimension = self.pick(*THRESHOLDS)
            value = self.number(dimension, (), 1, present=True)[0]
            binned[f"{value} + {self.constant(dimension)[0]}"] = self.pick(*EDGES[dimension])
        self.lines += [f"  bin {value} in {edges}" for value, edges in binned.items()]
        self.conditions.append(name)
        return name

    def axes(self):
        """One axis or two; of values of the event, or of the objects of one collection."""
        named = self.collection() if self.chance(50) else None
        axes = []
        for _ in range(self.pick(1, 1, 2)):
            if named is not None and (not axes or self.chance(60)):
                name, dimension, _ = self.pick(*named.shape.numbers)
                value = self.pick(f"{named.name}.{name}", f"|{named.name}.{name}|")
            else:
                dimension = self.pick(*THRESHOLDS)
                value = self.number(dimension, (), 2)[0]
            axes.append(f"{value} in {self.pick(*EDGES[dimension])}")
        return ", ".join(axes)

    def program(self):
        for _ in range(self.pick(0, 1, 2, 3)):
            self.object_block()
        for _ in range(self.pick(0, 0, 1, 2)):
            self.combine_block()
        for _ in range(self.pick(0, 0, 1, 1)):
            self.choose_block()
        for _ in range(self.pick(0, 1, 2)):
            self.define_block()
        if self.chance(25):
            self.object_block()
        regions: list[str] = []
        for _ in range(self.pick(1, 2, 3)):
            regions.append(self.region_block(regions))
        return "\n".join(self.lines) + "\n"


def united(shapes):
    """What may be said of objects of all shapes."""
    first, *rest = shapes
    numbers = tuple(
        (
            name,
            dimension,
            any(name == other for each in shapes for other, _, missing in each.numbers if missing),
        )
        for name, dimension, _ in first.numbers
        if all(name in [other for other, _, _ in each.numbers] for each in rest)
        and (
            not name.startswith("extra") or all((name, dimension) in [o[:2] for o in e.numbers] for e in rest)
        )
    )
    conditions = tuple(each for each in first.conditions if all(each in other.conditions for other in rest))
    return Shape(numbers, conditions)


@st.composite
def programs(draw):
    """Texts of well-typed programs."""
    return Writer(draw).program()
