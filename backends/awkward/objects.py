"""Objects as columnar code: reading kinds, filtering, combining, choosing.

In: a plan and its definitions. Out: lines of Python, each statement under a comment that cites it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hepir.backends.awkward.expressions import Writer, is_local, leaf_paths
from hepir.backends.awkward.names import ATTRIBUTES, FOUR, Here, View, field, variable
from hepir.ir.needs import needs_of_expression
from hepir.ir.plan import BoundKind, BoundProperty, Computed, Fixed, Stored
from hepir.semantics.expressions import Add, Apply, Contains, Expression, Member, Reduce, Reference, walk
from hepir.semantics.program import (
    Choice,
    Combination,
    Definition,
    Derivation,
    Filter,
    ObjectDefinition,
    Origin,
    Ranking,
    Rule,
    Sorting,
    ValueDefinition,
)
from hepir.semantics.usage import definition_expressions, region_expressions
from hepir.types.core import Boolean, Collection, Composite, Element, Momentum, Number


def comment(origin: Origin) -> Iterator[str]:
    """A statement as comment, with its line and what it rests on."""
    yield f"# line {origin.line}: {printable(origin.text)}"
    for evidence in origin.evidence:
        yield f"#   {printable(evidence)}"


def printable(text: str) -> str:
    """Text that cannot end a comment."""
    return "".join(character if character.isprintable() else " " for character in text)


class Objects:
    """Writes the objects of a plan; remembers which fields each array has."""

    def __init__(self, writer: Writer) -> None:
        self.writer, self.plan = writer, writer.plan
        program = self.plan.program
        everything = [
            *(each for definition in program.definitions for each in definition_expressions(definition)),
            *(each for region in program.regions for each in region_expressions(region)),
        ]
        self.everything = everything
        self.identities = any(
            isinstance(node, Contains) for each in everything for node in walk(each)
        ) or any(isinstance(each, Combination) and each.disjoint for each in program.definitions)
        self.numbers = {name: index for index, name in enumerate(sorted(self.plan.kinds))}
        self.flavors = any(
            isinstance(node, Member) and node.name == "flavor" for each in everything for node in walk(each)
        )
        self.with_momentum = frozenset(
            name
            for each in everything
            for node in walk(each)
            for kind in asked_for_momentum(node)
            for name in combinations_in(kind)
        )
        self.added = frozenset(
            name for each in everything for node in walk(each) for name in kinds_added(node)
        )
        self.fields: dict[str, tuple[str, ...]] = {}
        self.field_by_field: set[str] = set()

    def at(self, here: Here) -> None:
        """Write for these events from now on."""
        self.writer = replace(self.writer, here=here)

    # ---- what is stored ----
    def kind_lines(self, kind: BoundKind) -> Iterator[str]:
        """A kind as the files hold it."""
        name = variable(kind.name)
        parts = {
            field(each.name): self.stored_code(each.source, each, kind)
            for each in kind.properties.values()
            if not isinstance(each.source, Computed)
        }
        if not kind.singular and self.flavors and kind.flavor is not None and "flavor" not in kind.properties:
            parts["flavor"] = str(kind.flavor)
        if not kind.singular and self.identities:
            start = self.numbers[kind.name] << 32
            parts["identity"] = (
                f"ak.local_index({self.writer.here.events}[{kind.length!r}], axis=1) + {start}"
            )
        if not kind.singular and not any("events[" in code for code in parts.values()):
            parts["position"] = f"ak.local_index({self.writer.here.events}[{kind.length!r}], axis=1)"
        yield f"# {kind.name}, as the files hold it"
        if self.by_fields(kind):
            yield f"{name} = {{"
            yield from (f'    "{key}": {code},' for key, code in parts.items())
            yield "}"
            self.field_by_field.add(kind.name)
            return
        yield f"{name} = ak.zip("
        yield "    {"
        yield from (f'        "{key}": {code},' for key, code in parts.items())
        yield "    },"
        yield f"    depth_limit={1 if kind.singular else 2},"
        yield ")"
        for each in kind.properties.values():
            if isinstance(each.source, Computed):
                code = self.own_code(each.source.value, kind)
                yield f'{name} = ak.with_field({name}, {converted(code, each, stored=False)}, "{field(each.name)}")'
                parts[field(each.name)] = code
        if kind.where is not None:
            yield f"{name} = {name}[{self.own_truth(kind.where, kind)}]"
        self.fields[kind.name] = tuple(parts)
        yield from self.named(kind.name)
        if kind.name in self.added:
            yield f'{name} = ak.with_field({name}, cartesian({name}), "momentum")'
            self.fields[kind.name] = (*self.fields[kind.name], "momentum")

    def by_fields(self, kind: BoundKind) -> bool:
        """Whether the one object of an event is only asked for stored properties."""
        stored = all(isinstance(each.source, Stored) for each in kind.properties.values())
        return kind.singular and stored and kind.where is None and not self.wholly_used(kind.name)

    def wholly_used(self, name: str) -> bool:
        """Whether a single object is asked for more than its properties."""
        nodes = [node for each in self.everything for node in walk(each)]
        uses = sum(isinstance(node, Reference) and node.name == name for node in nodes)
        asked = (node.base for node in nodes if isinstance(node, Member))
        return uses > sum(isinstance(base, Reference) and base.name == name for base in asked)

    def view(self, kind: BoundKind) -> View:
        """An object of a kind in its schema's expressions; a single one is an event's value."""
        return View((("this", variable(kind.name)),))

    def own_code(self, value: Expression, kind: BoundKind) -> str:
        """A schema's expression about an object of the kind."""
        return self.writer.code(value, self.view(kind))

    def own_truth(self, value: Expression, kind: BoundKind) -> str:
        """A schema's condition about an object of the kind."""
        return self.writer.truth(value, self.view(kind))

    def stored_code(self, source: Stored | Fixed | Computed, bound: BoundProperty, kind: BoundKind) -> str:
        """What is done to the stored values of a branch."""
        if isinstance(source, Fixed):
            return repr(source.value)
        assert isinstance(source, Stored)
        code = f"{self.writer.here.events}[{source.branch!r}]"
        if kind.singular and kind.entry is not None:
            code = entry_code(code, kind.entry, 1)
        if source.entry is not None:
            code = entry_code(code, source.entry, 1 if kind.singular else 2)
        for value in source.missing:
            good = f"~np.isnan({code})" if value != value else f"{code} != {value!r}"
            code = f"ak.mask({code}, {good})"
        if source.minimum is not None:
            code = f"np.maximum({code}, {source.minimum!r})"
        if source.bit is not None:
            return f"((ak.values_astype({code}, np.int64) >> {source.bit}) & 1) == 1"
        code = converted(code, bound, stored=True)
        if source.divisor != 1:
            code = f"{code} / {source.divisor!r}"
        return f"{code} * {source.factor!r}" if source.factor != 1 else code

    def named(self, name: str) -> Iterator[str]:
        """Arrays that have the coordinates of a vector are vectors."""
        there = self.fields[name]
        levels = [each in there for each in ("pt", "phi", "eta", "mass")]
        known = {2: "Momentum2D", 3: "Momentum3D", 4: "Momentum4D"}
        depth = next((index for index, found in enumerate(levels) if not found), 4)
        if depth >= 2:
            array = variable(name)
            yield f'{array} = ak.with_name({array}, "{known[depth]}")'

    # ---- what is defined ----
    def definition_lines(self, definition: Definition) -> Iterator[str]:
        """One definition."""
        yield from comment(definition.origin)
        match definition:
            case ObjectDefinition():
                yield from self.object_lines(definition)
            case Combination():
                yield from self.combination_lines(definition)
            case Choice():
                yield from self.choice_lines(definition)
            case ValueDefinition(name, value=value):
                yield f"{variable(name)} = {self.writer.for_events(value)}"

    def object_lines(self, definition: ObjectDefinition) -> Iterator[str]:
        """Filters and unions."""
        name, sources = variable(definition.name), definition.sources
        if len(sources) == 1:
            yield f"{name} = {self.writer.here.array(sources[0])}"
            self.fields[definition.name] = self.fields.get(sources[0], ())
        else:
            first, *rest = (self.fields[source] for source in sources)
            used = self.used_of(definition.type.element)
            shared = tuple(each for each in first if each in used and all(each in other for other in rest))
            parts = ", ".join(with_fields(self.writer.here.array(source), shared) for source in sources)
            yield f"{name} = ak.concatenate([{parts}], axis=1)"
            self.fields[definition.name] = shared or ("position",)
            yield from self.named(definition.name)
        yield from self.rule_lines(definition.name, definition.rules)

    def used_of(self, element: object) -> frozenset[str]:
        """The fields that anything asks of objects of several kinds, or of unions that hold them; at least one."""
        assert isinstance(element, Element)
        needs = (need for each in self.everything for need in needs_of_union(each, element.kinds))
        return frozenset(
            (*(field(name) for name in needs), "flavor", "identity", "momentum", "position", "pt")
        )

    def rule_lines(self, owner: str, rules: tuple[Rule, ...]) -> Iterator[str]:
        """Rules in the order in which they are written."""
        name = variable(owner)
        view = View((("this", name),))
        for rule in rules:
            yield from comment(rule.origin)
            match rule:
                case Filter(condition=condition, keep=keep):
                    code = self.writer.truth(condition, view)
                    if not is_local(condition):
                        code = f"for_each({code}, {name})"
                    code = code if keep else f"np.logical_not({code})"
                    yield f"{name} = select({name}, {code})"
                case Sorting(key=key, descending=descending):
                    code = self.writer.code(key, view)
                    code = code if is_local(key) else f"for_each({code}, {name})"
                    yield f"{name} = ordered({name}, {code}, descending={descending})"
                case Derivation(name=new, value=value):
                    code = self.writer.code(value, view)
                    code = code if is_local(value) else f"for_each({code}, {name})"
                    yield f'{name} = ak.with_field({name}, {code}, "{field(new)}")'
                    self.fields[owner] = (*self.fields.get(owner, ()), field(new))

    def combination_lines(self, definition: Combination) -> Iterator[str]:
        """Tuples, and the sum of their momenta where it is asked for."""
        name, sources = variable(definition.name), definition.sources
        if len(sources) == 1:
            slots = ", ".join(repr(field(slot)) for slot in definition.slots)
            count = len(definition.slots)
            yield f"{name} = ak.combinations({self.writer.here.array(sources[0])}, {count}, fields=[{slots}], axis=1)"
        else:
            pairs = zip(definition.slots, sources, strict=True)
            inside = ", ".join(f"{field(slot)!r}: {self.writer.here.array(source)}" for slot, source in pairs)
            yield f"{name} = ak.cartesian({{{inside}}}, axis=1)"
        composite = definition.type.element
        assert isinstance(composite, Composite)
        if definition.disjoint:
            yield f"{name} = select({name}, {self.disjoint(name, composite)})"
        first = next((index for index, rule in enumerate(definition.rules) if asks_momentum(rule)), None)
        yield from self.rule_lines(definition.name, definition.rules[:first])
        if self.needs_momentum(definition.name):
            parts = ", ".join(f'{name}["{field(slot)}"]["momentum"]' for slot, _ in composite.slots)
            yield f'{name} = ak.with_field({name}, added({parts}), "momentum")'
        if first is not None:
            yield from self.rule_lines(definition.name, definition.rules[first:])

    def disjoint(self, name: str, composite: Composite) -> str:
        """No particle stands in two slots."""
        groups = [
            [f'{name}["{field(slot)}"]{path}["identity"]' for path in leaf_paths(part)]
            for slot, part in composite.slots
        ]
        tests = [
            f"({mine} != {other})"
            for index, group in enumerate(groups)
            for later in groups[index + 1 :]
            for mine in group
            for other in later
        ]
        return " & ".join(tests)

    def needs_momentum(self, name: str) -> bool:
        """Whether anything but slots and given properties is asked of a combination, or of one that holds it."""
        return name in self.with_momentum

    def choice_lines(self, definition: Choice) -> Iterator[str]:
        """The best by one ranking after another."""
        name, array = variable(definition.name), self.writer.here.array(definition.collection)
        view = View((("this", array),))
        *earlier, last = definition.rankings
        for ranking in earlier:
            code = self.ranking_code(ranking, view)
            candidates = f"{name}_candidates"
            yield f"{candidates} = {array}[is_smallest({code})]"
            array, view = candidates, View((("this", candidates),))
        yield f"{name} = best({array}, {self.ranking_code(last, view)})"

    def ranking_code(self, ranking: Ranking, view: View) -> str:
        """A number for each object, the best one smallest."""
        code = self.writer.code(ranking.key, view)
        if not is_local(ranking.key):
            code = f"for_each({code}, {view.axes[0][1]})"
        return code if ranking.minimizing else f"-({code})"


def with_fields(array: str, names: tuple[str, ...]) -> str:
    """Objects with these fields only; where there are none, their positions tell how many objects there are."""
    if not names:
        return f'ak.zip({{"position": ak.local_index({array}, axis=1)}}, depth_limit=2)'
    return f"{array}[[{', '.join(repr(each) for each in names)}]]"


def entry_code(code: str, entry: int, axis: int) -> str:
    """One of several stored values, None where it is not there."""
    stop = "" if entry == -1 else str(entry + 1)
    return f"ak.firsts({code}[..., {entry}:{stop}], axis={axis})"


def converted(code: str, bound: BoundProperty, *, stored: bool) -> str:
    """Values as the property's type has them: real numbers in double precision."""
    match bound.type:
        case Boolean():
            return f"ak.values_astype({code}, np.bool_)" if stored else code
        case Number(integer=True):
            return f"ak.values_astype({code}, np.int64)"
        case _:
            return f"ak.values_astype({code}, np.float64)" if stored else code


def asked_for_momentum(node: Expression) -> Iterator[object]:
    """The types of the objects whose momentum a node needs, where they are combinations."""
    match node:
        case Member(base, name, slot=slot):
            kind = base.type
            given = isinstance(kind, Composite) and any(each.name == name for each in kind.derived)
            if not slot and not given:
                yield kind
        case Apply(arguments=used):
            yield from (each.type for each in used)
        case Add(terms=terms, type=Momentum()):
            yield from (term.type for _, term in terms)
        case Reduce(body=body, type=Momentum()):
            yield body.type
        case _:
            return


def asks_momentum(rule: Rule) -> bool:
    """Whether a rule of combinations may ask for the momentum of one."""
    match rule:
        case Filter(condition=value) | Sorting(key=value) | Derivation(value=value):
            return any(
                isinstance(kind, Composite) for node in walk(value) for kind in asked_for_momentum(node)
            )


def needs_of_union(value: Expression, kinds: tuple[str, ...]) -> Iterator[str]:
    """The stored properties that an expression reads of objects of all of these kinds."""
    for node in walk(value):
        match node:
            case Member(base, name, slot=False) if holds_all(base.type, kinds):
                yield from (name, *(FOUR if name in ATTRIBUTES and name not in FOUR else ()))
            case Apply(arguments=used) if any(holds_all(each.type, kinds) for each in used):
                yield from (name for _, name in needs_of_expression(node))
            case _:
                pass


def holds_all(kind: object, kinds: tuple[str, ...]) -> bool:
    """Whether a type is that of an object of all of these kinds, and maybe of others."""
    return isinstance(kind, Element) and set(kinds) <= set(kind.kinds)


def kinds_added(node: Expression) -> Iterator[str]:
    """The kinds whose momenta a node adds up, as terms or as members of a combination."""
    match node:
        case Add(terms=terms, type=Momentum()):
            yield from (name for _, term in terms for name in kinds_in(term.type))
        case Reduce(body=body, type=Momentum()):
            yield from kinds_in(body.type)
        case _:
            asked = (kind for kind in asked_for_momentum(node) if isinstance(kind, Composite))
            yield from (name for kind in asked for name in kinds_in(kind))


def kinds_in(kind: object) -> Iterator[str]:
    """The kinds of the particles that an object is made of."""
    match kind:
        case Element(kinds):
            yield from kinds
        case Composite(slots=slots):
            for _, part in slots:
                yield from kinds_in(part)
        case _:
            return


def combinations_in(kind: object) -> Iterator[str]:
    """The names of the combinations that a type is or has inside."""
    match kind:
        case Composite(own, slots):
            yield own
            for _, part in slots:
                yield from combinations_in(part)
        case Collection(element):
            yield from combinations_in(element)
        case _:
            return
