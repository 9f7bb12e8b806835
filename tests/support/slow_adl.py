"""ADL by event, slowly, as its documentation says it (arXiv:2101.09031): what conversions are compared with.

In: the text of an ADL program and events as dictionaries: kind -> objects with pt, eta, phi, mass, charge, flavor, and `MET`.
Out: the number of events that each region and each of its bins keeps. Collections are in the order of pt; what a program
needs to be there, it asks for before; so what is missing never decides.
"""

import math
from itertools import combinations, product

from hepir.interop.adl import tree
from hepir.interop.adl.blocks import blocks_of
from hepir.interop.adl.lines import statements
from hepir.interop.adl.parsing import parse

PREDEFINED = {"ele": "Electron", "electron": "Electron", "muo": "Muon", "muon": "Muon", "jet": "Jet"}
MISSING = ("met", "metlv", "missinget")
OPERATORS = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}
FUNCTIONS = {"sqrt": math.sqrt, "cos": math.cos, "sin": math.sin, "cosh": math.cosh, "exp": math.exp}
FUNCTIONS |= {"hstep": lambda x: int(x > 0), "delta": lambda x: int(x == 0)}


class Loop(list):
    """The values of an expression for each object of a collection that it names without an index."""


def four(particle):
    """px, py, pz, energy."""
    if "parts" in particle:
        return [sum(column) for column in zip(*map(four, particle["parts"]), strict=True)]
    pt, eta, mass = particle["pt"], particle.get("eta", 0.0), particle.get("mass", 0.0)
    pz = pt * math.sinh(eta)
    px, py = pt * math.cos(particle["phi"]), pt * math.sin(particle["phi"])
    return [px, py, pz, math.sqrt(px * px + py * py + pz * pz + mass * mass)]


def quantity(particle, word):
    """A property of an object or of a sum."""
    word = word.lower()
    if word in ("q", "charge") and "parts" in particle:
        return sum(quantity(each, "q") for each in particle["parts"])
    if word == "pdgid" and "parts" in particle:
        return sum(-each["charge"] * each["flavor"] for each in particle["parts"])
    names = {
        "pt": "pt",
        "eta": "eta",
        "phi": "phi",
        "m": "mass",
        "mass": "mass",
        "q": "charge",
        "charge": "charge",
        "met": "pt",
    }
    if word == "p":
        return math.hypot(*four(particle)[:3])
    if word in particle.get("given", {}):
        return particle["given"][word]
    if word in particle.get("names", {}):
        return particle["names"][word]
    if word == "abseta":
        return abs(quantity(particle, "eta"))
    if word == "pdgid":
        return -particle["charge"] * particle["flavor"]
    name = names[word]
    if "parts" not in particle:
        return particle[name]
    px, py, pz, energy = four(particle)
    return {
        "pt": math.hypot(px, py),
        "phi": math.atan2(py, px),
        "eta": math.asinh(pz / math.hypot(px, py)),
        "mass": math.sqrt(max(0.0, energy**2 - px**2 - py**2 - pz**2)),
    }[name]


def difference(first, second):
    """The angle between two, from 0 to pi."""
    angle = abs(quantity(first, "phi") - quantity(second, "phi")) % (2 * math.pi)
    return min(angle, 2 * math.pi - angle)


class Event:
    """One event, and what the program defines in it."""

    def __init__(self, program, data):
        self.data = data
        self.blocks = {block.name: block for block in program.blocks if block.name}
        self.objects = {}
        self.found = {}
        self.members = {}

    def collection(self, name):
        """The objects of a collection, in the order of pt."""
        if name not in self.objects:
            self.objects[name] = self.made(name)
        return self.objects[name]

    def is_collection(self, name):
        """Whether a word is a collection."""
        return name.lower() in PREDEFINED or (name in self.blocks and self.blocks[name].kind == "object")

    def made(self, name):
        """A predefined collection, or what an object block makes."""
        block = self.blocks.get(name)
        if block is None:
            return sorted(self.data[PREDEFINED[name.lower()]], key=lambda each: -each["pt"])
        sources, alias, combined = self.sources(block)
        chosen = (
            combined
            if combined is not None
            else [each for source in sources for each in self.collection(source)]
        )
        for line in block.rules:
            names = {name, "this", *alias, *(sources if len(sources) == 1 else ())}
            if line.keyword in ("select", "reject"):
                node = parse(line.body, line.start)
                wanted = line.keyword == "select"
                if isinstance(node, tree.Nearest):
                    chosen = self.nearest_of(node, names, chosen)
                    continue
                chosen = [each for each in chosen if self.kept(node, wanted, names, each)]
            elif line.keyword in ("define", "candidate"):
                chosen = [self.with_given(each, line, names) for each in chosen]
        return self.sorted_as_taken(block, chosen)

    def nearest_of(self, node, names, chosen):
        """The one whose value is nearest to a target."""

        def distance(each):
            self.members = dict(zip(each.get("indices", ()), each.get("parts", ()), strict=True))
            return abs(self.value(node.value, names, each) - self.value(node.target))

        return sorted(chosen, key=distance, reverse=not node.nearest)[:1]

    def with_given(self, each, line, names):
        """An object with one more property, or with a name for the sum of its members."""
        word, _, text = line.body.partition("=")
        self.members = dict(zip(each.get("indices", ()), each.get("parts", ()), strict=True))
        value = self.value(parse(text, 0), names, each)
        key = "names" if line.keyword == "candidate" else "given"
        return {**each, key: {**each.get(key, {}), word.strip().lower(): value}}

    def sorted_as_taken(self, block, chosen):
        """The order of pt, or that of `take sort(...)`."""
        for line in block.rules:
            if line.keyword == "take" and line.body.strip().startswith("sort("):
                _, key, order = parse(line.body, line.start).arguments
                sign = -1 if order.text == "descend" else 1
                return sorted(chosen, key=lambda each: sign * self.value(key, (), each))
        return sorted(chosen, key=lambda each: -quantity(each, "pt"))

    def kept(self, node, wanted, names, each):
        """Whether an object is kept; members of a combination are meant by their negative index."""
        self.members = dict(zip(each.get("indices", ()), each.get("parts", ()), strict=True))
        return self.holds(node, wanted, names, each) == wanted

    def sources(self, block):
        """The collections that an object is taken from, what it is called in its rules, or its combinations."""
        texts = [(line.body, line.start) for line in block.rules if line.keyword == "take"]
        texts += [(block.tail, block.start)] if block.tail.strip() else []
        sources, alias, combined = [], [], None
        for text, start in texts:
            node = parse(text, start)
            first, *others = node.parts if isinstance(node, tree.Momenta) else (node,)
            alias += [each.text for each in others]
            if isinstance(first, tree.Name):
                sources.append(first.text)
            elif first.name.lower() == "union":
                sources += [each.text for each in first.arguments]
            elif first.name.lower() == "sort":
                sources.append(first.arguments[0].text)
            else:
                combined = self.combined(first)
        return sources, alias, combined

    def combined(self, node):
        """All combinations of the members."""
        if all(isinstance(each, tree.Momenta) for each in node.arguments) and node.name.lower() != "comb":
            return self.combined_by_name(node)
        parts = node.arguments[0].parts if len(node.arguments) == 1 else node.arguments
        indices = [(each.of.text, each.number) for each in parts]
        return [{"parts": list(each), "indices": indices} for each in self.pools(parts)]

    def combined_by_name(self, node):
        """All combinations of members that have names."""
        names = [each.parts[1].text for each in node.arguments]
        pools = [self.collection(each.parts[0].text) for each in node.arguments]
        same = len({each.parts[0].text for each in node.arguments}) == 1 and node.name.lower() == "disjoint"
        tuples = combinations(pools[0], len(pools)) if same else product(*pools)
        return [
            {
                "parts": list(each),
                "indices": names,
                "names": dict(zip(map(str.lower, names), each, strict=True)),
            }
            for each in tuples
        ]

    def pools(self, parts):
        """Distinct objects for indices that are to be found."""
        names = [each.of.text for each in parts]
        if len(set(names)) == 1:
            return list(combinations(self.collection(names[0]), len(names)))
        return list(product(*(self.collection(name) for name in names)))

    def holds(self, node, wanted, this=(), each=None):
        """A condition; a loop holds where all of its values do, in a rejection where one does."""
        value = self.value(node, this, each)
        if isinstance(value, Loop):
            return all(value) if wanted else any(value)
        return bool(value)

    def value(self, node, this=(), each=None):
        """The value of an expression."""
        match node:
            case tree.Number(value=value):
                return value
            case tree.Group(inside=inner):
                return self.value(inner, this, each)
            case tree.Magnitude(inside=inner):
                return lifted(abs, self.value(inner, this, each))
            case tree.Name(text=text):
                return self.named(text, this, each)
            case tree.Index(of=tree.Name(text=text), number=number):
                if text.lower() in ("metlv", "met"):
                    return self.data["MET"]
                return self.members[text, number] if number < 0 else self.collection(text)[number]
            case tree.Ternary(condition=condition, then=tree.Nearest() as then):
                return self.search(then) if self.value(condition, this, each) else True
            case tree.Slice(of=tree.Name(text=text), first=first, last=last):
                return Loop(self.collection(text)[first or 0 : None if last is None else last + 1])
            case tree.Attribute(of=of, name="size"):
                return len(self.collection(of.text))
            case tree.Attribute(of=of, name=name):
                return lifted(lambda found: quantity(found, name), self.value(of, this, each))
            case tree.Momenta(parts=parts):
                return {"parts": [self.value(part, this, each) for part in parts]}
            case tree.Signed(operator=sign, operand=inner):
                return lifted(lambda found: -found if sign == "-" else found, self.value(inner, this, each))
            case tree.Binary():
                return self.binary(node, this, each)
            case tree.Call():
                return self.call(node, this, each)
            case _:
                return self.logic(node, this, each)

    def logic(self, node, this, each):
        """Conditions."""
        match node:
            case tree.Compared(operands=(left, right), operators=(operator,)):
                both = self.value(left, this, each), self.value(right, this, each)
                return lifted(OPERATORS[operator], *map(self.number, both))
            case tree.Within(value=value, low=low, high=high, inside=inside):
                ends = self.value(low), self.value(high)
                found = self.number(self.value(value, this, each))
                return lifted(lambda x: (ends[0] <= x <= ends[1]) == inside, found)
            case tree.Joined(word=word, parts=parts):
                values = [self.value(part, this, each) for part in parts]
                return lifted(lambda *all_of: (all if word == "and" else any)(all_of), *values)
            case tree.Negated(inside=inner):
                return lifted(lambda found: not found, self.value(inner, this, each))
            case tree.Nearest():
                return self.search(node)
            case tree.Ternary(condition=condition, then=then, otherwise=otherwise):
                if self.value(condition, this, each):
                    return self.value(then, this, each)
                return True if otherwise is None else self.value(otherwise, this, each)
        raise AssertionError(node)

    def number(self, value):
        """Missing momentum as a number."""
        return value["pt"] if isinstance(value, dict) and value is self.data["MET"] else value

    def named(self, text, this, each):
        """A word: the object at hand, one of its properties, a variable, a collection, a region."""
        if text in this:
            return each
        if text in self.members:
            return self.members[text]
        if each is not None and text.lower() in {**each.get("given", {}), **each.get("names", {})}:
            return quantity(each, text)
        if text.lower() in ("all", "none"):
            return text.lower() == "all"
        if text in self.blocks:
            block = self.blocks[text]
            if text in self.found:
                return self.found[text]
            if block.kind == "define":
                return self.value(parse(block.tail, block.start))
            if block.kind == "object" and block.rules[0].body.strip().lower() in MISSING:
                return self.data["MET"]
            if block.kind == "object":
                return Loop(self.collection(text))
            return Region(self, block).passes()
        if text.lower() in MISSING:
            return self.data["MET"]
        if text.lower() in PREDEFINED:
            return Loop(self.collection(text))
        if (place := text.rpartition("_"))[2].isdigit():
            return self.collection(place[0])[int(place[2])]
        return quantity(each, text)

    def binary(self, node, this, each):
        """Arithmetic, or a sum of momenta."""
        left, right = self.value(node.left, this, each), self.value(node.right, this, each)
        both = isinstance(left, dict) and isinstance(right, dict)
        if node.operator == "+" and both and not left is right is self.data["MET"]:
            return {"parts": [left, right]}
        table = {
            "+": lambda a, b: a + b,
            "-": lambda a, b: a - b,
            "*": lambda a, b: a * b,
            "/": lambda a, b: a / b,
            "^": lambda a, b: a**b,
        }
        return lifted(table[node.operator], self.number(left), self.number(right))

    def call(self, node, this, each):
        """A function or a property."""
        word = node.name.lower()
        if word in ("size", "count"):
            return len(self.collection(node.arguments[0].text))
        values = [self.value(argument, this, each) for argument in node.arguments]
        if word == "fht":
            return sum(found["pt"] for found in values[0])
        if word in ("sum", "min", "max", "ave") and isinstance(values[0], Loop) and len(values) == 1:
            if word == "sum" and isinstance(node.arguments[0], tree.Name):
                return {"parts": list(values[0])}
            return {"sum": sum, "min": min, "max": max, "ave": mean}[word](values[0])
        if word in ("min", "max"):
            return {"min": min, "max": max}[word](map(self.number, values))
        if word in ("any", "anyof"):
            return any(values[0])
        if word in ("all", "allof"):
            return all(values[0])
        if word == "abs":
            return lifted(abs, values[0])
        if word == "dphi":
            return lifted(difference, *values)
        if word == "deta":
            return lifted(lambda a, b: abs(quantity(a, "eta") - quantity(b, "eta")), *values)
        if word == "dr":
            return lifted(
                lambda a, b: math.hypot(quantity(a, "eta") - quantity(b, "eta"), difference(a, b)), *values
            )
        if word in ("dot", "cross"):
            a, b = (four(each)[:3] for each in values)
            along = sum(x * y for x, y in zip(a, b, strict=True))
            squared = sum(x * x for x in a) * sum(x * x for x in b) - along**2
            return along if word == "dot" else math.sqrt(squared)
        if word in FUNCTIONS:
            return lifted(FUNCTIONS[word], values[0])
        whole = values[0] if len(values) == 1 else {"parts": values}
        return lifted(lambda found: quantity(found, node.name), whole)

    def search(self, node):
        """Find the objects that bring a property of their sum, or a value, nearest to its target."""
        if not isinstance(node.value, tree.Call) or node.value.name.lower() not in ("m", "mass", "pt"):
            return self.assigned(node)
        inner = node.value.arguments[0]
        name = inner.text if isinstance(inner, tree.Name) else ""
        whole = parse(self.blocks[name].tail, self.blocks[name].start) if name else inner
        pools = self.pools(whole.parts if isinstance(whole, tree.Momenta) else (whole,))
        sums = [chosen[0] if len(chosen) == 1 else {"parts": list(chosen)} for chosen in pools]
        target = self.value(node.target)
        if sums:
            best = min(sums, key=lambda each: abs(quantity(each, node.value.name) - target))
            self.found[name] = best
            parts = whole.parts if isinstance(whole, tree.Momenta) else (whole,)
            if not name:
                chosen = best["parts"] if len(parts) > 1 else [best]
                self.members = {
                    (part.of.text, part.number): each for part, each in zip(parts, chosen, strict=True)
                }
        return bool(sums)

    def assigned(self, node):
        """Find objects for all names that a value rests on, no particle twice."""
        names = dict.fromkeys(self.to_be_found(node.value))
        wholes = [parse(self.blocks[name].tail, 0) for name in names]
        pools = [self.pools(each.parts if isinstance(each, tree.Momenta) else (each,)) for each in wholes]
        best, target = None, self.value(node.target)
        for chosen in product(*pools):
            used = [id(particle) for each in chosen for particle in each]
            if len(set(used)) < len(used):
                continue
            self.found = {
                name: each[0] if len(each) == 1 else {"parts": list(each)}
                for name, each in zip(names, chosen, strict=True)
            }
            distance = abs(self.value(node.value) - target)
            if best is None or distance < best[0]:
                best = distance, self.found
        self.found = best[1] if best else {}
        return best is not None

    def to_be_found(self, node):
        """The names with negative indices that an expression rests on."""
        for each in tree.walk(node):
            if (
                isinstance(each, tree.Name)
                and each.text in self.blocks
                and self.blocks[each.text].kind == "define"
            ):
                inner = parse(self.blocks[each.text].tail, 0)
                own = inner.parts if isinstance(inner, tree.Momenta) else (inner,)
                if all(isinstance(part, tree.Index) and part.number < 0 for part in own):
                    yield each.text
                else:
                    yield from self.to_be_found(inner)


def mean(values):
    """The mean of values; not a number of none, which no cut passes."""
    return sum(values) / len(values) if values else math.nan


def lifted(function, *values):
    """A function of values, of which one may be a loop."""
    loops = [each for each in values if isinstance(each, Loop)]
    if not loops:
        return function(*values)
    return Loop(
        function(*(each[index] if isinstance(each, Loop) else each for each in values))
        for index in range(len(loops[0]))
    )


class Region:
    """A region in one event."""

    def __init__(self, event, block):
        self.event, self.block = event, block

    def passes(self, until=None):
        """Whether all its cuts pass, up to a line."""
        for line in self.block.rules:
            if line is until:
                return True
            if line.keyword in ("name", "take") and not self.event.named(line.body.strip(), (), None):
                return False
            if line.keyword == "sort":
                self.sort(line)
            if line.keyword in ("select", "reject"):
                wanted = line.keyword == "select"
                try:
                    if self.event.holds(parse(line.body, line.start), wanted) != wanted:
                        return False
                except (
                    IndexError,
                    ValueError,
                ):  # a cut on what is missing does not hold, nor on the least of nothing
                    return not wanted
        return True

    def sort(self, line):
        """Another order for a collection, for the lines that follow."""
        text, _, order = line.body.strip().rpartition(" ")
        node = parse(text, line.start)
        name = node.arguments[0].text
        sign = -1 if order.startswith("desc") else 1
        found = self.event.collection(name)
        self.event.objects[name] = sorted(found, key=lambda each: sign * quantity(each, node.name))


def counted(text, data):
    """The number of events that each region and each bin keeps; bins by their region and number from one."""
    program = blocks_of(statements(text))
    regions = [block for block in program.blocks if block.kind == "region"]
    counts = {}
    for event in data:
        for block in regions:
            own = Event(program, event)
            counts[block.name] = counts.get(block.name, 0) + Region(own, block).passes()
            bins = [line for line in block.rules if line.keyword == "bin"]
            for number, line in enumerate(bins, 1):
                own = Event(program, event)
                inside = Region(own, block).passes(line) and own.holds(parse(line.body, line.start), True)
                key = f"{block.name}_bin{number}"
                counts[key] = counts.get(key, 0) + inside
    return counts
