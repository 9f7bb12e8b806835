"""The one canonical text of a program.

In: a syntax tree and the text it was read from. Out: text that means the same and is the same for everyone
who wrote that program: two spaces before rules, single spaces, long statements on several lines, comments
where they were. Formatting twice changes nothing, and reading what was formatted gives an equal tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from hepir.diagnostics.core import HepirError
from hepir.source import Source
from hepir.syntax import tree, wording
from hepir.syntax.folding import BREAK, WIDTH, fold, on_one_line
from hepir.syntax.parsing import parse

RULE = "  "
CONTINUATION = "    "
LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement and where it stands; `spacious` is a block that has rules."""

    statement: tree.Statement
    indent: str
    spacious: bool = False

    @property
    def begins_block(self) -> bool:
        """Whether it is not a rule of the block above."""
        return not self.indent


@dataclass(frozen=True, slots=True)
class Group:
    """An entry with its comments, as lines; `blank` tells where a person left a line empty."""

    entry: Entry
    above: tuple[Line, ...]  # what still belongs to the block above
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of output and whether a person left an empty line before it."""

    text: str
    blank: bool = False


def format_source(text: str) -> str:
    """The canonical text of a program; raises HepirError with its syntax errors."""
    parsed = parse(Source("<text>", text))
    if parsed.program is None:
        raise HepirError(parsed.diagnostics)
    return format_program(parsed.program, text)


def format_program(program: tree.Program, text: str) -> str:
    """The canonical text of `program`, read from `text`: comments and empty lines come from there."""
    groups = list(_groups(program, text))
    lines: list[Line] = []
    block: Entry | None = None
    for group in groups:
        lines += [*group.above, *_spaced(group, block)]
        if group.entry.begins_block:
            block = group.entry
    end = _line_end(text, groups[-1].entry.statement.span.end) if groups else 0
    lines += [_comment_line(comment, text) for comment in program.comments if comment.span.start >= end]
    return _joined(lines)


def _joined(lines: list[Line]) -> str:
    """Lines as text, with no empty line at the top."""
    gaps = ["", *("\n" if line.blank else "" for line in lines[1:])]
    return "".join(f"{gap}{line.text}\n" for gap, line in zip(gaps, lines, strict=False))


def _entries(program: tree.Program) -> Iterator[Entry]:
    """All statements in the order of the text."""
    for note in program.notes:
        yield Entry(note, "")
    for block in program.blocks:
        yield Entry(block, "", bool(block.rules))
        for rule in block.rules:
            yield Entry(rule, RULE)


# ---- comments ----


def _groups(program: tree.Program, text: str) -> Iterator[Group]:
    """Each statement with the comments that belong to it."""
    entries = list(_entries(program))
    comments = list(reversed(program.comments))  # the next one is the last
    starts = [entry.statement.span.start for entry in entries]
    for entry, following in zip(entries, [*starts[1:], len(text)], strict=True):
        span = entry.statement.span
        before, within = _taken(comments, span.start), _taken(comments, span.end)
        trailing = _taken(comments, min(following, _line_end(text, span.end)))
        above: list[tree.Comment] = []
        if entry.begins_block and entry is not entries[0]:
            above = list(takewhile(partial(_is_indented, text), before))
        own = [_own_line(comment, entry.indent, text) for comment in before[len(above) :]]
        own += _statement_lines(entry, within, trailing, text)
        yield Group(entry, tuple(_own_line(comment, RULE, text) for comment in above), tuple(own))


def _taken(comments: list[tree.Comment], limit: int) -> list[tree.Comment]:
    """The next comments that begin before `limit`, which are taken off."""
    found: list[tree.Comment] = []
    while comments and comments[-1].span.start < limit:
        found.append(comments.pop())
    return found


def _statement_lines(
    entry: Entry, within: list[tree.Comment], trailing: list[tree.Comment], text: str
) -> Iterator[Line]:
    """The statement after the comments inside it, and before the one behind it."""
    blank = _follows_blank(text, entry.statement.span.start)
    lines = [entry.indent + comment.text for comment in within]
    lines += _statement(entry.statement, entry.indent)
    for comment in trailing:
        lines[-1] += f"  {comment.text}"
    for number, line in enumerate(lines):
        yield Line(line, blank and number == 0)


def _own_line(comment: tree.Comment, indent: str, text: str) -> Line:
    return Line(indent + comment.text, _follows_blank(text, comment.span.start))


def _comment_line(comment: tree.Comment, text: str) -> Line:
    """A comment after the last statement keeps to its block if it was indented."""
    return _own_line(comment, RULE if _is_indented(text, comment) else "", text)


def _is_indented(text: str, comment: tree.Comment) -> bool:
    start = comment.span.start
    return start > 0 and text[start - 1] in " \t"


def _line_end(text: str, offset: int) -> int:
    """Where the line of an offset ends."""
    found = LINE_END.search(text, offset)
    return found.start() if found else len(text)


# ---- empty lines ----


def _follows_blank(text: str, offset: int) -> bool:
    """Whether a person left a line empty before an offset."""
    start = offset
    while start and text[start - 1] in " \t\r\n":
        start -= 1
    return len(LINE_END.findall(text[start:offset])) > 1


def _spaced(group: Group, above: Entry | None) -> list[Line]:
    """The lines of a group with the empty lines that the canonical text has."""
    lines = list(group.lines)
    entry = group.entry
    if above is None:
        return lines
    if entry.begins_block:
        roomy = entry.spacious or above.spacious
        if roomy and not any(line.blank for line in lines):
            lines[0] = Line(lines[0].text, True)
    elif entry.statement.span.start == _first_rule(above):
        lines[0] = Line(lines[0].text)
    return lines


def _first_rule(block: Entry) -> int:
    rules = getattr(block.statement, "rules", ())
    return rules[0].span.start if rules else -1


# ---- statements ----


def _statement(node: tree.Statement, indent: str) -> list[str]:
    """A statement as lines: on one if it fits, else its evidence on the next, else folded."""
    body = wording.rule(node) if indent or isinstance(node, tree.Note) else wording.header(node)
    evidence = BREAK.join(map(wording.evidence, node.evidence))
    others = indent + CONTINUATION
    whole = fold(body, indent, others)
    if isinstance(node, tree.Choose) and not _fits(whole, evidence):
        whole = _ranked(node)
    if not evidence:
        return whole
    if len(whole) > 1 or _fits(whole, evidence):
        joined = f"{whole[-1]}  {on_one_line(evidence)}"
        if len(joined) <= WIDTH:
            return [*whole[:-1], joined]
    return [*whole, *fold(evidence, others, others)]


def _fits(lines: list[str], evidence: str) -> bool:
    """Whether a statement takes one line, its evidence included."""
    behind = len(on_one_line(evidence)) + 2 if evidence else 0
    return len(lines) == 1 and len(lines[0]) + behind <= WIDTH


def _ranked(node: tree.Choose) -> list[str]:
    """`choose` with a line for each ranking."""
    lines = [f"choose {node.name.text} from {node.collection.text}"]
    for ranking in wording.rankings(node):
        lines += fold(ranking, RULE, RULE + CONTINUATION)
    return lines
