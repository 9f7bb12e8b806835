"""The beginning of a statement: its block, the variables it will use, its keyword, and names.

In: a scene. Out: the grammar of heads, and what a finished head says. A head is either a whole statement (`region search from
preselection`), or ends with the word after which an expression comes (`in muons for x in Jet reject`): then the place of
the expression and the types of its variables are known, and `bodies` gives the rest. Where a list that an object has is to be
named, it ends with `with`, and `further` goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hepir.extract.typed.literals import Quoted
from hepir.extract.typed.openings import DIRECTIONS
from hepir.extract.typed.rules import Rules, literal, one_of, pattern
from hepir.extract.typed.scene import VARIABLES, Scene
from hepir.extract.typed.views import by_owners
from hepir.syntax.words import NOTES, RESERVED
from hepir.types.core import Composite, Type
from hepir.types.dimensions import ENERGY, INVERSE_CROSS_SECTION

STEMS = ("l", "j", "m", "e", "g", "t", "b", "v", "w", "h", "p", "q", "z")
TEXT = r"/[ !#-\[\]-~]{3,240}/"
OBJECT_RULES = ("select", "reject", "sort by", "let", "limit")
REGION_RULES = ("select", "reject", "when", "weight", "hist", "bin", "expect")
NAMED = ("let", "weight", "hist", "expect", "define")
FACTS = {"sqrt_s": ENERGY, "luminosity": INVERSE_CROSS_SECTION}
EXPERIMENTS = (
    *("ALICE", "ATLAS", "CDF", "CMS", "D0", "LHCb", "ALEPH", "DELPHI", "L3", "OPAL"),
    *("BaBar", "Belle", "H1", "PHENIX", "STAR", "ZEUS"),
)
BETWEEN = one_of((" ", ", "))
WITH = one_of(("with ",))


def head_grammar(scene: Scene, quoted: Quoted, references: tuple[str, ...], facts: frozenset[str]) -> str:
    """The grammar of all statements' beginnings. `references` may be delegated to; `facts` are said already."""
    return grammar_of(Heads(scene, Rules(), quoted, references, facts))


def grammar_of(heads: Heads) -> str:
    """Its text."""
    return "\n".join((heads.rules.text(heads.rules.rule(heads.head)), *new_names(heads), ""))


def new_names(heads: Heads) -> Iterator[str]:
    """The terminals of names that are not taken: in the program, by objects, inside of regions."""
    taken, by_objects = heads.scene.taken, heads.scene.taken_by_objects
    yield "NAME: /[A-Za-z][A-Za-z0-9_]{0,30}/"
    yield f"RESERVED: {words(RESERVED)}"
    yield f"TAKEN: RESERVED|{words(taken - RESERVED)}"
    yield "NEW: NAME & ~TAKEN"
    yield f"PROPERTY: NAME & ~(TAKEN|{words(by_objects - taken)})"
    for those, terminal in heads.inner.items():
        own = f"|{words(those - RESERVED)}" if those > RESERVED else ""
        yield f"{terminal}: NAME & ~(RESERVED{own})"


def words(those: Iterable[str]) -> str:
    """Words as a terminal."""
    return pattern(tuple(sorted(those)))


class Heads:
    """Writes the rules of heads."""

    def __init__(
        self, scene: Scene, rules: Rules, quoted: Quoted, references: tuple[str, ...], facts: frozenset[str]
    ) -> None:
        self.scene, self.rules, self.quoted, self.references = scene, rules, quoted, references
        self.known = facts
        taken = dict.fromkeys(scene.taken_inside(name) for name in scene.regions)
        self.inner = {words: f"INNER_{number}" for number, words in enumerate(taken)}
        self.naming = any(scene.lists(each.element) for each in scene.collections.values())
        self.spoken: tuple[Type | None, ...] = (None,)

    def speaks(self, this: Type | None) -> bool:
        """Whether rules may follow that speak of such an object; None: of no object."""
        return None in self.spoken or this in self.spoken

    def head(self) -> Iterator[str]:
        """Any beginning."""
        yield self.rules.rule(self.new_object)
        yield from self.combinations()
        yield from self.values()
        yield self.rules.rule(self.new_region)
        yield f'"systematic " {self.rules.rule(self.name)} "\\n"'
        if len(self.quoted.literals) > 2:
            yield f'"table " {self.rules.rule(self.name)} " axis"'
        yield self.rules.rule(self.note)
        yield from self.facts()
        keywords = dict.fromkeys(self.scene.regions, self.region_rules())
        for name, each in self.scene.objects.items():
            keywords[name] = OBJECT_RULES if each.type.ordering is not None else OBJECT_RULES[:-1]
        for name, those in keywords.items():
            seen, inner = self.scene.visible(name), self.inner.get(self.scene.taken_inside(name), "")
            yield f"{literal(f'in {name} ')} {self.rules.rule(self.rest, seen, those, inner)}"
        for name in self.scene.program.systematics:
            yield f"{literal(f'in {name} ')} {self.rules.rule(self.variation, name)}"

    def values(self) -> Iterator[str]:
        """`define ht =`, `choose best from pairs minimizing`"""
        loops = self.rules.rule(self.loops, frozenset(self.scene.types))
        if self.speaks(None):
            yield f'{loops} "define " {self.rules.rule(self.name)} " ="'
        chosen = [name for name, each in self.scene.collections.items() if self.speaks(each.element)]
        if chosen:
            yield (
                f'{loops} "choose " {self.rules.rule(self.name)} " from " {one_of(chosen)}'
                ' (" minimizing" | " maximizing")'
            )
        yield from self.lists(loops)

    def lists(self, loops: str) -> Iterator[str]:
        """`for x in jets with`: a list of an object is to be named."""
        if self.naming:
            yield f"{loops} {WITH}"

    def region_rules(self) -> tuple[str, ...]:
        """The rules of regions for which the quote has the numbers."""
        numbers = {each.unit for each in self.quoted.literals}
        lacking = () if numbers else ("hist", "bin", "expect")
        return tuple(each for each in REGION_RULES if each not in lacking)

    def rest(self, seen: frozenset[str], keywords: tuple[str, ...], name: str) -> Iterator[str]:
        """What follows `in block`; `name` is the terminal of what is named inside."""
        yield self.rules.rule(self.note)
        plain = [each for each in keywords if each not in (*NAMED, "limit")]
        inner = [f"{each} " for each in keywords if each in ("weight", "hist")]
        loops = self.rules.rule(self.loops, seen)
        yield f"{loops} {one_of(plain)}"
        yield from self.lists(loops)
        if "let" in keywords:
            yield f'{loops} "let " PROPERTY " ="'
        if inner:
            yield f'{loops} {one_of(inner)} {name} " ="'
        if "expect" in keywords:
            yield f'"expect " {name} " "'
        if "limit" in keywords:
            yield '"limit"'

    def variation(self, systematic: str) -> Iterator[str]:
        """`up jets.pt =`: what the systematic does not vary yet."""
        yield self.rules.rule(self.note)
        loops = self.rules.rule(self.loops, frozenset(self.scene.types))
        known = self.scene.varied[systematic]
        every = (*self.scene.collections, *self.scene.singles)
        owners = [name for name in every if self.speaks(self.scene.owner_of(name))]
        weights = {each.name for region in self.scene.regions.values() for each in region.weights}
        for direction in DIRECTIONS:
            free = (
                tuple(
                    each for each in self.scene.variable(owner) if f"{direction} {owner}.{each}" not in known
                )
                for owner in owners
            )
            for those, names in by_owners(owners, free):
                yield f'{loops} {literal(f"{direction} ")} {one_of(those)} "." {one_of(names)} " ="'
            factors = sorted(each for each in weights if f"{direction} weight {each}" not in known)
            if factors and self.speaks(None):
                yield f'{loops} {literal(f"{direction} weight ")} {one_of(factors)} " ="'
        yield from self.lists(loops)

    def loops(self, seen: frozenset[str]) -> Iterator[str]:
        """`for x in jets for y in muons, over u in photons`, or nothing. Behind a comma are variables that are bound apart,
        behind `over` those that are summed."""
        yield f'({self.chain(seen, VARIABLES)} " ")?'

    def chain(self, seen: frozenset[str], variables: Sequence[str]) -> str:
        """At least the first of some variables."""
        place, inner = self.rules.rule(self.place, seen), ""
        for variable in reversed(variables):
            word = one_of((f"for {variable} in ", f"over {variable} in "))
            inner = f"{word} {place} {f'({BETWEEN} {inner})?' if inner else ''}"
        return inner

    def place(self, seen: frozenset[str]) -> Iterator[str]:
        """A collection, or its first objects if it has an order."""
        names = [name for name in self.scene.collections if name in seen]
        ordered = [name for name in names if self.scene.collections[name].ordering is not None]
        yield one_of(names)
        if ordered:
            yield f'"first(" {one_of(ordered)} {self.rules.rule(self.few)}'

    def few(self) -> Iterator[str]:
        """How many of the first objects."""
        yield f'", " {one_of("23456")} ")"'

    def name(self) -> Iterator[str]:
        """A name that is not taken; the words that must not be new names are left out."""
        yield "NEW"

    def new_object(self) -> Iterator[str]:
        """`object jets from Jet`"""
        simple = [
            name for name, each in self.scene.collections.items() if not isinstance(each.element, Composite)
        ]
        composite = [name for name in self.scene.collections if name not in simple]
        opening = f'"object " {self.rules.rule(self.name)} " from "'
        yield f'{opening} {one_of(simple)} (", " {one_of(simple)}){{0,3}} "\\n"'
        if composite:
            yield f'{opening} {one_of(composite)} "\\n"'

    def combinations(self) -> Iterator[str]:
        """`combine pairs = (l1, l2) from leptons`"""
        collections = one_of(self.scene.collections)
        for count in (2, 3, 4):
            slots = (tuple(f"{stem}{index + 1}" for index in range(count)) for stem in STEMS)
            free = [f"({', '.join(each)})" for each in slots if not self.scene.taken.intersection(each)]
            sources = f'{collections} (", " {collections}){{{count - 1}}}'
            if free:
                yield (
                    f'"combine " {self.rules.rule(self.name)} " = " {one_of(free)} " from "'
                    f' ({collections} | {sources}) " disjoint"? "\\n"'
                )

    def new_region(self) -> Iterator[str]:
        """`region search from preselection`"""
        opening = f'"region " {self.rules.rule(self.name)}'
        yield f'{opening} "\\n"'
        if self.scene.regions:
            parents = one_of(self.scene.regions)
            yield f'{opening} " from " {parents} (", " {parents}){{0,2}} "\\n"'

    def note(self) -> Iterator[str]:
        """`unresolved "..."`, `delegated "..."`, `dismissed "..."`: always there."""
        free = [f"{each} " for each in NOTES if each != "delegated" or not self.references]
        yield f'{one_of(free)} "\\"" {TEXT} "\\"\\n"'
        if self.references:
            yield f'"delegated " {one_of(f"{chr(34)}{each}{chr(34)}" for each in self.references)} "\\n"'

    def facts(self) -> Iterator[str]:
        """`in analysis sqrt_s 13 TeV`"""
        for keyword, dimension in FACTS.items():
            texts = [each.text for each in self.quoted.literals if each.dimension == dimension]
            if texts and keyword not in self.known:
                yield f'{literal(f"in analysis {keyword} ")} {one_of(texts)} "\\n"'
        if self.quoted.papers and "paper" not in self.known:
            papers = one_of(f'"{each}"' for each in self.quoted.papers)
            yield f'"in analysis paper " {papers} "\\n"'
        experiments = [each for each in EXPERIMENTS if each in self.quoted.words]
        if experiments and "experiment" not in self.known:
            yield f'"in analysis experiment " {one_of(experiments)} "\\n"'
