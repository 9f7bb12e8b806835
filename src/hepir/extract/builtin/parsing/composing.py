"""From the phrases of a sentence to the phrases that its compositions stand for, by `compositions.lark`.

In: phrases in order. Out: phrases in order, in which what stands in many words is said as other sentences say it: what
objects are made of is left out, each value stands behind a variable of its own. Never raises for any phrases.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lark import Token, Tree

from hepir.extract.builtin.collections import LEVELS_TOLD
from hepir.extract.builtin.parsing.composition import Composition
from hepir.extract.builtin.parsing.nodes import Node
from hepir.extract.builtin.parsing.rewriting import REWRITINGS, Rewriting
from hepir.extract.builtin.parsing.scanning import Rule, beginnings, possible_ends, whole
from hepir.extract.builtin.parsing.sorts import sort_of
from hepir.extract.builtin.phrases import Condition, Count, Noun, Phrase, Word, is_word


@dataclass(frozen=True)
class Grammar:
    """A grammar of phrases of this package: what its rules stand for, and the terminal of a phrase."""

    name: str
    rewritings: Mapping[str, Rewriting]
    sort: Callable[[Phrase], str]

    @cached_property
    def rules(self) -> Mapping[str, tuple[Rule, ...]]:
        """Its rules, by the terminals that they begin with."""
        found: dict[str, list[Rule]] = {}
        for name in self.rewritings:
            rule = Rule(self.name, name, tuple(self.rewritings))
            for terminal in sorted(beginnings(rule)):
                found.setdefault(terminal, []).append(rule)
        return {terminal: tuple(rules) for terminal, rules in found.items()}


COMPOSITIONS = Grammar("compositions", REWRITINGS, sort_of)


def composed(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The phrases of a sentence, with what its compositions stand for in their place."""
    phrases = with_shared_qualities(with_pronouns(with_such(phrases)))
    return with_pronouns(composed_by(COMPOSITIONS, phrases))


def composed_by(grammar: Grammar, phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Phrases, with what the compositions of a grammar stand for in their place."""
    tokens = tuple(Token(grammar.sort(each), str(place)) for place, each in enumerate(phrases))
    found: list[Phrase] = []
    place = 0
    while place < len(tokens):
        made, place = composition_at(grammar, phrases, tokens, place)
        found += made
    return tuple(found)


def with_such(phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """`one b jet with pT > 50 GeV, two such jets`: objects like the last ones of their kind, with their limits."""
    found: list[Phrase] = []
    for phrase in phrases:
        noun = phrase.noun if isinstance(phrase, Count) else phrase
        if not isinstance(noun, Noun) or "such" not in noun.words:
            found.append(phrase)
            continue
        like, limits = last_like(noun, found)
        own = replace(noun, kind=like.kind, words=like.words)
        found += [replace(phrase, noun=own) if isinstance(phrase, Count) else own, *limits]
    return tuple(found)


def last_like(noun: Noun, before: Sequence[Phrase]) -> tuple[Noun, tuple[Phrase, ...]]:
    """The objects that `such` means, and what stands behind them of their limits; the noun itself where there are none."""
    for place in range(len(before) - 1, -1, -1):
        each = before[place]
        other = each.noun if isinstance(each, Count) else each
        if isinstance(other, Noun) and other.kind in (noun.kind, f"B{noun.kind}", f"Fat{noun.kind}"):
            behind = before[place + 1 :]
            limiting = [
                is_word(one, "WITH", "AND", "DETERMINER") or isinstance(one, Condition) for one in behind
            ]
            end = [*limiting, False].index(False)
            limits = behind[:end]
            while limits and not isinstance(limits[-1], Condition):
                limits = limits[:-1]
            begins = bool(limits) and is_word(limits[0], "WITH")
            return other, tuple(limits) if begins else ()
    return noun, ()


def with_shared_qualities(phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """`loose electrons and muons`: both loose."""
    found: list[Phrase] = []
    for phrase in phrases:
        first = found[-2] if len(found) > 1 and is_word(found[-1], "AND", "OR", "COMMA") else None
        if isinstance(phrase, Noun) and isinstance(first, Noun) and is_like(first, phrase):
            phrase = replace(phrase, words=tuple(each for each in first.words if each in LEVELS_TOLD))
        found.append(phrase)
    return tuple(found)


def is_like(first: Noun, second: Noun) -> bool:
    """Whether nouns that are joined may share what stands before the first: leptons or photons, both without more."""
    bare = not (second.words or second.determiner or second.ranks or second.number or second.other)
    plain = first.plural and second.plural and not (first.ranks or first.number or first.other)
    return bare and plain and {first.kind, second.kind} <= {"Photon", "Electron", "Muon", "Tau"}


def with_pronouns(phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """`those with`: the objects that were spoken of last, all of them where the sentence began with all."""
    found: list[Phrase] = []
    last: Noun | None = None
    for place, phrase in enumerate(phrases):
        behind = phrases[place + 1] if place + 1 < len(phrases) else None
        begins = not place or is_word(phrases[place - 1], "SEPARATOR", "COMMA", "AND", "WORD")
        if last and begins and sort_of(phrase) == "THOSE" and is_word(behind, "WITH"):
            phrase = replace(plain(last, phrases[:place]), determiner="those", ranks=(), number=None)
        last = phrase if isinstance(phrase, Noun) else last
        found.append(phrase)
    return tuple(found)


def plain(noun: Noun, before: Sequence[Phrase]) -> Noun:
    """`jets with pT > 20 GeV are baseline jets, and those with`: of all jets, where the sentence is about these."""
    whole = (each for each in before if isinstance(each, Noun) and each.name == each.kind == noun.kind)
    return next(whole, noun)


def composition_at(
    grammar: Grammar, phrases: tuple[Phrase, ...], tokens: tuple[Token, ...], start: int
) -> tuple[list[Phrase], int]:
    """What the longest composition that begins at a phrase stands for, and the place behind it."""
    rules = grammar.rules.get(tokens[start].type, ())
    found = ((end, rule) for rule in rules for end in possible_ends(rule, tokens, start))
    for end, rule in sorted(found, key=lambda each: -each[0]):
        tree = whole(rule, tokens[start:end])
        made = made_of(grammar, rule, tree, phrases, (start, end)) if tree else None
        if made is not None:
            return made, end
    return [phrases[start]], start + 1


def made_of(
    grammar: Grammar, rule: Rule, tree: Node, phrases: tuple[Phrase, ...], place: tuple[int, int]
) -> list[Phrase] | None:
    """What a composition in a place stands for; None where the words say something else."""
    given = tuple(parts(tree, phrases))
    return grammar.rewritings[rule.name](Composition(given, phrases[: place[0]], phrases[place[1] :]))


def parts(tree: Node, phrases: tuple[Phrase, ...]) -> list[Phrase]:
    """The phrases of a composition; a number and its unit are a quantity."""
    found: list[Phrase] = []
    for each in tree.children:
        if isinstance(each, Tree):
            number, *unit = [phrases[int(str(token))] for token in each.children if isinstance(token, Token)]
            found.append(
                Word("VALUE", " ".join(part.text for part in (number, *unit) if isinstance(part, Word)))
            )
        else:
            found.append(phrases[int(str(each))])
    return found
