"""How well a draft says what the gold program says.

In: the gold program and a draft of it, or several. Out: counts, from which rates follow; no model judges, and the random
events of the comparison by behaviour depend on a seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from itertools import combinations

from hepir.extract.behaving import EVENTS, Trial
from hepir.extract.canonical.aligning import aligned
from hepir.extract.canonical.model import Statement
from hepir.extract.comparing import Comparison, Difference, compare
from hepir.extract.grounding import Stands, grounded_places, unquestioned
from hepir.extract.sides import ReadProgram, Side


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    hits: int = 0
    total: int = 0

    @property
    def value(self) -> float | None:
        """From 0 to 1; None where there is nothing to share."""
        return self.hits / self.total if self.total else None

    def __add__(self, other: Share) -> Share:
        return Share(self.hits + other.hits, self.total + other.total)


@dataclass(frozen=True)
class Rates:
    """How much of the draft is in the gold program (precision), and of that in the draft (recall)."""

    precision: Share = Share()
    recall: Share = Share()

    @property
    def f1(self) -> float | None:
        """The harmonic mean; None where one of the two has no meaning."""
        precision, recall = self.precision.value, self.recall.value
        if precision is None or recall is None:
            return None
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def __add__(self, other: Rates) -> Rates:
        return Rates(self.precision + other.precision, self.recall + other.recall)


@dataclass(frozen=True)
class Score:
    """One draft against the gold program.

    `criteria` and `others` (objects, orders, weights, histograms, ...) match by canonical statements; `behaviour` adds
    criteria that agree on all random objects or events. `numbers`, `operators`, `units` and `scopes` are shares of the pairs
    that speak of the same quantity. `grounded` is the share of the draft's criteria that cite a quote with all their numbers;
    with the publication at hand, a quote that stands in its document.
    """

    criteria: Rates = Rates()
    behaviour: Rates = Rates()
    others: Rates = Rates()
    numbers: Share = Share()
    operators: Share = Share()
    units: Share = Share()
    scopes: Share = Share()
    grounded: Share = Share()
    omitted: tuple[Statement, ...] = field(default=(), repr=False)
    invented: tuple[Statement, ...] = field(default=(), repr=False)
    different: tuple[Difference, ...] = field(default=(), repr=False)

    def __add__(self, other: Score) -> Score:
        return Score(
            **{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(Score)}
        )


def score(
    gold: ReadProgram,
    draft: ReadProgram,
    *,
    seed: int = 0,
    events: int = EVENTS,
    stands: Stands = unquestioned,
) -> Score:
    """Score a draft. `stands` tells whether a quote is in its document; without, quotes are believed."""
    comparison = compare(gold, draft)
    alike = alike_pairs(comparison, Trial(gold, draft, seed, events))
    criteria = rates(comparison, lambda each: each.kind == "criterion")
    count = len(alike)
    pairs = [(one, other, ()) for one, other in comparison.same if one.kind == "criterion"]
    found = [*pairs, *((each.first, each.second, each.aspects) for each in comparison.different)]
    chosen = [each for each in found if each[0].kind == "criterion"]
    compared = [each for each in chosen if each[0].relation]
    numeric = [each for each in compared if each[0].number is not None]
    with_unit = [each for each in numeric if each[0].number is not None and each[0].number.unit]
    in_alike = {each.key for pair in alike for each in pair}
    return Score(
        criteria,
        Rates(criteria.precision + Share(count, 0), criteria.recall + Share(count, 0)),
        rates(comparison, lambda each: each.kind != "criterion"),
        without("number", numeric),
        without("operator", compared),
        without("unit", with_unit),
        without("scope", chosen),
        grounded(comparison, draft, stands),
        tuple(
            each for each in comparison.only_first if each.kind == "criterion" and each.key not in in_alike
        ),
        tuple(
            each for each in comparison.only_second if each.kind == "criterion" and each.key not in in_alike
        ),
        tuple(each for each in comparison.different if each.first.kind == "criterion"),
    )


def rates(comparison: Comparison, wanted: Callable[[Statement], bool]) -> Rates:
    """Precision and recall of the statements of some kinds; one that is said elsewhere to the same effect is right."""
    same = sum(wanted(each) for each, _ in comparison.same)
    different = sum(wanted(each.first) for each in comparison.different)
    ours = same + sum(map(wanted, comparison.repeated_first))
    theirs = same + sum(map(wanted, comparison.repeated_second))
    return Rates(
        Share(theirs, theirs + different + sum(map(wanted, comparison.only_second))),
        Share(ours, ours + different + sum(map(wanted, comparison.only_first))),
    )


def without(aspect: str, pairs: Sequence[tuple[Statement, Statement, tuple[str, ...]]]) -> Share:
    """The share of pairs that do not differ in an aspect."""
    return Share(sum(aspect not in aspects for _, _, aspects in pairs), len(pairs))


def alike_pairs(comparison: Comparison, trial: Trial) -> list[tuple[Statement, Statement]]:
    """Criteria of one scope that one program has alone, and that behave like one of the other."""
    first_names, second_names = aligned(trial.first.program, trial.second.program)
    own_first = {shown: name for name, shown in first_names.items()}
    own_second = {shown: name for name, shown in second_names.items()}
    waiting = [each for each in comparison.only_second if each.kind == "criterion"]
    found: list[tuple[Statement, Statement]] = []
    for one in comparison.only_first:
        for other in waiting:
            if one.kind != "criterion" or one.scope != other.scope or one.scope not in own_second:
                continue
            if trial.alike(one, own_first[one.scope], other, own_second[other.scope]):
                found.append((one, other))
                waiting.remove(other)
                break
    return found


def grounded(comparison: Comparison, draft: ReadProgram, stands: Stands = unquestioned) -> Share:
    """How many criteria of the draft rest on quotes that say their numbers."""
    places = grounded_places(draft.text, stands)
    own = [
        *(other for _, other in comparison.same),
        *(each.second for each in comparison.different),
        *comparison.only_second,
        *comparison.repeated_second,
    ]
    criteria = [each for each in own if each.kind == "criterion"]
    resting = [each for each in criteria if all((one.line, one.text) in places for one in each.origins)]
    return Share(len(resting), len(criteria))


def agreement(gold: ReadProgram, drafts: Sequence[ReadProgram]) -> float | None:
    """How much several drafts agree with each other, from 0 to 1: the mean over all pairs of the criteria that both have, as
    a share of those that one of them has. None for a single draft."""
    keys = [
        frozenset(
            each.key
            for each in Side.of(draft, aligned(gold.program, draft.program)[1]).statements
            if each.kind == "criterion"
        )
        for draft in drafts
    ]
    shares = [
        len(one & other) / len(one | other) if one | other else 1.0 for one, other in combinations(keys, 2)
    ]
    return sum(shares) / len(shares) if shares else None


def total(scores: Iterable[Score]) -> Score:
    """All scores as one: counts are added."""
    return sum(scores, start=Score())
