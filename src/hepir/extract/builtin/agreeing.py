"""Criteria that exclude each other are none that a publication has together: what was read of one place belongs to several.

In: a draft that type-checks. Out: the draft without what the checker says that nothing can pass. Two criteria of one block
become notes; two counts with all that their sentences ask of the block. A criterion that excludes what regions below it ask
becomes one where it excludes most of them; a region that is alone in this, as control regions are, does not start from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from hepir.extract.builtin.judging import judged, unresolved
from hepir.extract.draft import Draft, DraftStatement
from hepir.semantics.errors import NeverPasses
from hepir.source import Span
from hepir.syntax import tree, wording
from hepir.syntax.folding import on_one_line

ROUNDS = 4  # what is mended may show what it hid
OTHERWISE = re.compile(r"control|validation|sideband|(?:\A|_)(?:CR|VR)")
COUNT = re.compile(r"\b(?:size|count)\(")
Key = tuple[str, str]  # the block of a criterion, and its text


@dataclass(frozen=True)
class Excluded:
    """A criterion that nothing passes, and the earlier one that is why."""

    later: Key
    earlier: Key


def agreeing(draft: Draft) -> Draft:
    """A draft whose criteria do not exclude each other."""
    for _ in range(ROUNDS):
        found = tuple(excluded(draft))
        if not found:
            break
        draft = mended(draft, found)
    return draft


def excluded(draft: Draft) -> Iterator[Excluded]:
    """The criteria of a draft that the checker says nothing can pass."""
    program, diagnostics = judged(draft)
    wrong = [each for each in diagnostics if isinstance(each, NeverPasses)]
    known = tuple(rules(program)) if wrong and program is not None else ()
    for each in wrong:
        later = key_at(each.span, known)
        earlier = key_at(each.earlier, known) if each.earlier is not None else later
        if later is not None and earlier is not None:
            yield Excluded(later, earlier)


def rules(program: tree.Program) -> Iterator[tuple[Span, Key]]:
    """The criteria of objects and regions, and where they stand."""
    for block in program.blocks:
        if isinstance(block, tree.ObjectBlock | tree.CombineBlock | tree.RegionBlock):
            for rule in block.rules:
                yield rule.span, (block.name.text, on_one_line(wording.rule(rule)))


def key_at(span: Span, known: Iterable[tuple[Span, Key]]) -> Key | None:
    """The criterion that stands around a place."""
    return next((key for place, key in known if place.start <= span.start and span.end <= place.end), None)


def mended(draft: Draft, found: tuple[Excluded, ...]) -> Draft:
    """A draft in which each of these criteria is a note, or is not asked of a region below it."""
    parents = dict(parents_of(draft))
    noted: set[Key] = set()
    apart: dict[str, set[str]] = {}
    for each in found:
        (below, _), (above, _) = each.later, each.earlier
        through = [one for one in parents.get(below, ()) if above in (one, *starts(one, parents))]
        if not through:
            noted |= {each.later, each.earlier}
        elif is_for_few(each.earlier, found, parents):
            noted.add(each.earlier)
        else:
            apart.setdefault(below, set()).update(through)
    noted |= {key for each in found for key in company(each, draft) if {each.later, each.earlier} <= noted}
    statements = (changed(each, noted, apart) for each in draft.statements)
    return replace(draft, statements=tuple(dict.fromkeys(statements)))


def company(pair: Excluded, draft: Draft) -> Iterator[Key]:
    """What the sentences of two counts ask besides them: `Events with one lepton must have MET > 100 GeV. Events without
    leptons must have MET > 200 GeV` asks neither of all events."""
    if not all(COUNT.search(text) for _, text in (pair.later, pair.earlier)):
        return
    sentences = [
        {evidence.unit for each in draft.statements if key_of(each) == key for evidence in each.evidence}
        for key in (pair.later, pair.earlier)
    ]
    if sentences[0] & sentences[1]:
        return
    for each in draft.statements:
        told = {evidence.unit for evidence in each.evidence}
        if each.target == pair.later[0] and told and told <= sentences[0] | sentences[1]:
            yield key_of(each)


def key_of(statement: DraftStatement) -> Key:
    """Where a criterion stands, and its text."""
    return statement.target, statement.text


def parents_of(draft: Draft) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The regions of a draft with those that they start from."""
    for each in draft.statements:
        if not each.target and each.text.startswith("region "):
            name, _, above = each.text.removeprefix("region ").partition(" from ")
            yield name, tuple(above.split(", ")) if above else ()


def starts(region: str, parents: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The regions that one starts from, directly or through others."""
    given = parents.get(region, ())
    return (*given, *(above for each in given for above in starts(each, parents)))


def is_for_few(criterion: Key, found: Iterable[Excluded], parents: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a criterion excludes more than half of the regions that start from its own, control regions aside."""
    above = criterion[0]
    below = {name for name in parents if above in starts(name, parents) and not OTHERWISE.search(name)}
    without = {each.later[0] for each in found if each.earlier == criterion} & below
    return 2 * len(without) > len(below)


def changed(statement: DraftStatement, noted: set[Key], apart: Mapping[str, set[str]]) -> DraftStatement:
    """A statement as it is, as a note, or of a region that starts from less."""
    if key_of(statement) in noted:
        return unresolved(f"criteria that exclude each other: `{statement.text}`", statement.evidence)
    head, _, above = statement.text.partition(" from ")
    if statement.target or not head.startswith("region ") or not apart.get(head.removeprefix("region ")):
        return statement
    kept = [each for each in above.split(", ") if each not in apart[head.removeprefix("region ")]]
    return replace(statement, text=f"{head} from {', '.join(kept)}" if kept else head)
