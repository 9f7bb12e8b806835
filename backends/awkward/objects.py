"""Objects as columnar code: filtering, combining, choosing.

In: a plan and its definitions. Out: lines of Python, each statement under a comment that cites it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hepir.backends.awkward.comments import comment
from hepir.backends.awkward.demands import asks_momentum, needs_of_union
from hepir.backends.awkward.forms import leaf_paths
from hepir.backends.awkward.kinds import THIS, Kinds
from hepir.backends.awkward.names import FOUR, field, variable
from hepir.semantics.program import (
    Choice,
    Combination,
    Definition,
    Derivation,
    Filter,
    Limit,
    ObjectDefinition,
    Ranking,
    Replacement,
    Rule,
    Sorting,
    ValueDefinition,
)
from hepir.types.core import Composite, Element


class Objects(Kinds):
    """Writes the objects that a program defines."""

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
            yield f"{name} = union({parts})"
            self.fields[definition.name] = shared or ("position",)
        yield from self.rule_lines(definition.name, definition.rules)

    def used_of(self, element: object) -> frozenset[str]:
        """The fields that anything asks of objects of several kinds, or of unions that hold them; at least one."""
        assert isinstance(element, Element)
        needs = set(needs_of_union(self.nodes, element.kinds))
        if not self.added.isdisjoint(element.kinds) and not self.plan.components.issuperset(element.kinds):
            needs |= set(FOUR)  # from which the momentum follows that is added up
        if needs >= {"phi", "mass"}:  # pt is always there: with a mass, a momentum has three dimensions
            needs.add("eta")
        return frozenset(
            (*(field(name) for name in needs), "flavor", "identity", "momentum", "position", "pt")
        )

    def rule_lines(self, owner: str, rules: tuple[Rule, ...]) -> Iterator[str]:
        """Rules in the order in which they are written."""
        name = variable(owner)
        for rule in rules:
            yield from comment(rule.origin)
            match rule:
                case Filter(condition=condition, keep=keep):
                    code = self.writer.truth(condition, THIS)
                    code = code if keep else f"np.logical_not({code})"
                    yield f"{name} = select({name}, lambda this: {code})"
                case Limit(count=count):
                    yield f"{name} = {name}[:, :{count}]"
                case Sorting(key=key, descending=descending):
                    code = self.writer.code(key, THIS)
                    yield f"{name} = ordered({name}, lambda this: {code}, descending={descending})"
                case Replacement(name=old, value=value):
                    code = self.writer.code(value, THIS)
                    yield f'{name} = with_property({name}, "{field(old)}", lambda this: {code})'
                    yield from self.momentum_again(owner)
                case Derivation(name=new, value=value):
                    code = self.writer.code(value, THIS)
                    yield f'{name} = with_property({name}, "{field(new)}", lambda this: {code})'
                    self.fields[owner] = (*self.fields.get(owner, ()), field(new))

    def momentum_again(self, owner: str) -> Iterator[str]:
        """The Cartesian momentum of objects that have one, after a property of theirs was replaced."""
        if "momentum" in self.fields.get(owner, ()):
            name = variable(owner)
            yield f"{name} = with_momentum({name})"

    def combination_lines(self, definition: Combination) -> Iterator[str]:
        """Tuples, and the sum of their momenta where it is asked for."""
        name = variable(definition.name)
        if definition.name in self.chosen_alone:
            yield f"# of them `{variable(self.chosen_alone[definition.name].name)}` alone is needed"
        yield f"{name} = {self.tuples_code(definition)}"
        composite = definition.type.element
        assert isinstance(composite, Composite)
        if definition.disjoint:
            members = composite.slots if len(definition.sources) == 1 else composite.slots[:2]
            yield f"{name} = select({name}, lambda this: {self.disjoint('this', members)})"
            yield from self.wider_lines(definition, composite)
        first = next((index for index, rule in enumerate(definition.rules) if asks_momentum(rule)), None)
        yield from self.rule_lines(definition.name, definition.rules[:first])
        if self.needs_momentum(definition.name):
            parts = ", ".join(repr(field(slot)) for slot, _ in composite.slots)
            yield f"{name} = with_momentum({name}, {parts})"
        if first is not None:
            yield from self.rule_lines(definition.name, definition.rules[first:])

    def tuples_code(self, definition: Combination) -> str:
        """All tuples of a combination, or the best of each event where nothing else is asked for; of three and more
        collections that share no particle, those of the first two."""
        array, (first, *others) = self.writer.here.array, definition.sources
        slots = [field(slot) for slot in definition.slots]
        if definition.name in self.chosen_alone:
            (ranking,) = self.chosen_alone[definition.name].rankings
            key = f"lambda this: {self.ranking_code(ranking)}"
            return f"best_combination({array(first)}, {tuple(slots)!r}, {key})"
        if not others:
            return f"combinations({array(first)}, {', '.join(map(repr, slots))})"
        inside = [
            f"{slot!r}: {array(source)}" for slot, source in zip(slots, definition.sources, strict=True)
        ]
        return f"products({{{', '.join(inside[:2] if definition.disjoint else inside)}}})"

    def wider_lines(self, definition: Combination, composite: Composite) -> Iterator[str]:
        """The third slot and those after it, of other collections: what shares a particle goes before the next is added."""
        name = variable(definition.name)
        for place, source in list(enumerate(definition.sources))[2:]:
            slot = field(definition.slots[place])
            yield f"{name} = widened({name}, {slot!r}, {self.writer.here.array(source)})"
            tests = self.disjoint("this", composite.slots[: place + 1])
            yield f"{name} = select({name}, lambda this: {tests})"

    def disjoint(self, name: str, slots: Sequence[tuple[str, Element | Composite]]) -> str:
        """No particle stands in two slots."""
        groups = [
            [f'{name}["{field(slot)}"]{path}["identity"]' for path in leaf_paths(part)]
            for slot, part in slots
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
        if definition.collection in self.chosen_alone:
            yield f"{name} = at({array}, 0)"
            return
        *earlier, last = definition.rankings
        for ranking in earlier:
            code = self.ranking_code(ranking)
            yield f"{name}_candidates = select({array}, lambda this: is_smallest(this, lambda this: {code}))"
            array = f"{name}_candidates"
        yield f"{name} = best({array}, lambda this: {self.ranking_code(last)})"

    def ranking_code(self, ranking: Ranking) -> str:
        """A number for each object, the best one smallest."""
        code = self.writer.code(ranking.key, THIS)
        return code if ranking.minimizing else f"-({code})"


def with_fields(array: str, names: tuple[str, ...]) -> str:
    """Objects with these fields only; where there are none, their positions tell how many objects there are."""
    if not names:
        return f'objects({{"position": positions({array})}})'
    return f"{array}[[{', '.join(repr(each) for each in names)}]]"
