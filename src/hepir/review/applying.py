"""The program that decisions lead to.

In: the text of a draft and decisions. Out: the text with edits, claims and without what was rejected, and for each statement
its name and place in both. The draft itself is never changed: the same decisions always give the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.review.decisions import Decision, standing
from hepir.review.errors import UnusableDecision
from hepir.source import Source, Span
from hepir.syntax import tree
from hepir.syntax.parsing import parse

TOP = ""  # claims that are blocks of their own


@dataclass(frozen=True)
class Placed:
    """A statement of the draft: its name (`s0`, ...), its node, its block's name, and the end of all of its rules."""

    name: str
    node: tree.Statement
    block: str
    whole: Span


@dataclass(frozen=True)
class Change:
    """A piece of the draft and what stands there instead; `name` is the statement, `mark` where it begins in the new text."""

    span: Span
    text: str
    name: str = ""
    mark: int = 0


@dataclass(frozen=True)
class Reviewed:
    """The text that decisions lead to; `places` are the statements that were edited or added, by name."""

    text: str
    places: Mapping[str, Span]
    decided: Mapping[str, Decision]


@lru_cache(maxsize=16)
def parsed_text(text: str) -> tree.Program | None:
    """The tree of a text, kept for the next question about it."""
    return parse(Source("", text)).program


def placed(program: tree.Program) -> tuple[Placed, ...]:
    """All statements of a draft but sources, in the order of the text."""
    found: list[tuple[tree.Statement, str, Span]] = [(note, TOP, note.span) for note in program.notes]
    for block in program.blocks:
        if isinstance(block, tree.SourceStatement):
            continue
        name = block_name(block)
        rules = tuple(block.rules)
        end = max((each.span.end for each in rules), default=block.span.end)
        found.append((block, name, Span(block.span.start, end)))
        found += ((rule, name, rule.span) for rule in rules)
    found.sort(key=lambda each: each[0].span.start)
    return tuple(Placed(f"s{place}", *each) for place, each in enumerate(found))


def block_name(block: tree.Block) -> str:
    """The name of a block; `analysis` for the one without a name."""
    name = getattr(block, "name", None)
    return name.text if isinstance(name, tree.Identifier) else "analysis"


def applied(source: Source, decisions: Sequence[Decision]) -> Reviewed:
    """The program after decisions. Raises HepirError (HEP1203) where one cannot be carried out."""
    parsed = parsed_text(source.text)
    if parsed is None:
        raise HepirError(parse(source).diagnostics)
    statements = {each.name: each for each in placed(parsed)}
    counting = standing(decisions)
    latest: dict[str, Decision] = {}
    for each in counting:
        latest[f"c{each.number}" if each.action == "claim" else each.statement] = each
    claims = {f"c{each.number}": each for each in counting if each.action == "claim"}
    changes = [
        *draft_changes(source, statements, latest),
        *claim_changes(source, parsed, claims, latest),
        *source_changes(source, parsed, counting, latest),
    ]
    return rewritten(source.text, changes, latest)


def draft_changes(
    source: Source, statements: Mapping[str, Placed], latest: Mapping[str, Decision]
) -> Iterator[Change]:
    """Edits and rejections of statements of the draft; inside a rejected block nothing else counts."""
    gone = [
        statements[name].whole
        for name, each in latest.items()
        if each.action == "reject" and name in statements
    ]
    for name, each in latest.items():
        if name.startswith("c"):
            continue
        if name not in statements:
            unusable(f"the draft has no statement `{name}`")
        own = statements[name]
        if any(
            span != own.whole and span.start <= own.whole.start and own.whole.end <= span.end for span in gone
        ):
            continue
        if each.action == "reject":
            yield Change(whole_lines(source.text, own.whole), "")
        elif each.action == "edit":
            yield Change(own.node.span, each.text.strip(), name)


def claim_changes(
    source: Source, program: tree.Program, claims: Mapping[str, Decision], latest: Mapping[str, Decision]
) -> Iterator[Change]:
    """Statements that were added: rules at the end of their block, others at the end of the program."""
    ends = {
        block_name(each): end_of(each)
        for each in program.blocks
        if not isinstance(each, tree.SourceStatement)
    }
    for name, claim in claims.items():
        last = latest.get(name, claim)
        if last.action == "reject":
            continue
        text = (last.text if last.action == "edit" else claim.text).strip()
        if claim.block and claim.block not in ends:
            unusable(f"there is no block `{claim.block}`")
        place = line_end(source.text, ends[claim.block]) if claim.block else len(source.text)
        start = "\n  " if claim.block else ("\n" if source.text.endswith("\n") else "\n\n")
        end = "" if claim.block else "\n"
        yield Change(Span(place, place), f"{start}{text}{end}", name, len(start))


def source_changes(
    source: Source, program: tree.Program, counting: Sequence[Decision], latest: Mapping[str, Decision]
) -> Iterator[Change]:
    """The quotes that statements bring along, at the end of the program, each once."""
    sources = {
        each.name.text: source.slice(each.span)
        for each in program.blocks
        if isinstance(each, tree.SourceStatement)
    }
    place = Span(len(source.text), len(source.text))
    for each in counting:
        last = latest[f"c{each.number}" if each.action == "claim" else each.statement]
        if last.action == "reject" or (each.action == "edit" and last is not each):
            continue
        for line in filter(None, map(str.strip, each.source.splitlines())):
            if is_new(line, sources):
                yield Change(place, ("" if source.text.endswith("\n") else "\n") + f"{line}\n")


def is_new(line: str, sources: dict[str, str]) -> bool:
    """Whether a source statement has to be added; refused where its name is that of another quote."""
    name = next(iter(line.split()[1:]), "")
    same = " ".join(sources.setdefault(name, line).split()) == " ".join(line.split())
    if not same:
        unusable(f"another quote is called `{name}` already")
    return sources[name] is line


def end_of(block: tree.Block) -> int:
    """Where the last rule of a block ends."""
    return max((each.span.end for each in block.rules), default=block.span.end)


def line_end(text: str, place: int) -> int:
    """The end of the line of a place."""
    found = text.find("\n", place)
    return len(text) if found < 0 else found


def whole_lines(text: str, span: Span) -> Span:
    """The lines of a span, with what stands beside it on them, where that is only a comment."""
    start = text.rfind("\n", 0, span.start) + 1
    end = line_end(text, span.end)
    before, after = text[start : span.start], text[span.end : end]
    if before.strip() or not re.fullmatch(r"\s*(#.*)?", after):
        return span
    return Span(start, min(len(text), end + 1))


def rewritten(text: str, changes: Sequence[Change], decided: Mapping[str, Decision]) -> Reviewed:
    """The text with all changes; those of one place follow each other as they were made."""
    pieces: list[str] = []
    places: dict[str, Span] = {}
    end, length = 0, 0
    for each in sorted(changes, key=lambda change: (change.span.start, change.span.end)):
        if each.span.start < end:
            unusable("two decisions are about the same place")
        kept = text[end : each.span.start]
        pieces += [kept, each.text]
        length += len(kept)
        if each.name:
            stripped = each.text.rstrip()
            places[each.name] = Span(length + each.mark, length + len(stripped))
        length += len(each.text)
        end = each.span.end
    return Reviewed("".join([*pieces, text[end:]]), places, decided)


def unusable(reason: str) -> None:
    """One diagnostic about a decision."""
    raise HepirError((UnusableDecision(NOWHERE, reason),))


def names_of(source: Source, reviewed: Reviewed) -> dict[int, str]:
    """The name of each statement of the reviewed program, by where it begins in the reviewed text."""
    parsed = parsed_text(source.text)
    assert parsed is not None
    starts = {span.start: name for name, span in reviewed.places.items()}
    gone = {name for name, each in reviewed.decided.items() if each.action == "reject"}
    parents = {each.name: each for each in placed(parsed)}
    left = [
        each
        for each in parents.values()
        if each.name not in gone and not any(inside(each, parents[name]) for name in gone if name in parents)
    ]
    now = parsed_text(reviewed.text)
    order = [each.node.span.start for each in placed(now)] if now is not None else []
    rest = [start for start in order if start not in starts]
    unnamed = [each.name for each in left if each.name not in reviewed.places]
    return {**dict(zip(rest, unnamed, strict=False)), **starts}


def inside(own: Placed, other: Placed) -> bool:
    """Whether a statement is part of a block."""
    return other.whole.start <= own.whole.start and own.whole.end <= other.whole.end
