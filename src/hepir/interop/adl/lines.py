"""The statements of an ADL text.

In: the text. Out: `Line` values: the first word, the rest with comments blanked out at the same places, and the comments that
belong to it. A line goes on the statement before where that is unfinished, or where the line begins with a sign, a number,
`and` or `or`; in a table a line may begin with a number, in a region be a single name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from hepir.source import Span

BLOCKS = {
    "info": "info",
    "object": "object",
    "obj": "object",
    "composite": "object",
    "define": "define",
    "def": "define",
    "region": "region",
    "algo": "region",
    "algorithm": "region",
    "histolist": "histolist",
    "table": "table",
    "countsformat": "countsformat",
    "systematic": "systematic",
}
RULES = {
    "take": "take",
    "using": "take",
    "select": "select",
    "cut": "select",
    "reject": "reject",
    "cmd": "command",
    "command": "command",
    "sort": "sort",
    "weight": "weight",
    "bin": "bin",
    "histo": "histo",
    "hist": "histo",
    "print": "print",
    "save": "save",
    "counts": "counts",
    "process": "process",
    "bins": "bin",
    "trigger": "trigger",
    "tabletype": "tabletype",
    "nvars": "nvars",
    "errors": "errors",
    "candidate": "candidate",
}
WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
ALONE = re.compile(r"\s*(?!\d+e\d)\d*[A-Za-z_][\w.-]*\s*$", re.IGNORECASE)
JOINING = ("and", "or")
SETTING = re.compile(r"\s*([A-Za-z_][A-Za-z_0-9]*)\s*=\s*(-?[0-9.]+|\"[^\"]*\"|[A-Za-z_]\w*)\s*$")
NUMERIC = re.compile(r"\s*[-+]?[0-9.]")
UNFINISHED = re.compile(r"(?:[,+*/(\[{<>=:]|\b(?:and|or|not)|&&|\|\|)\s*$", re.IGNORECASE)
# Words that begin a statement also where another one stands before them on the line.
INLINE = re.compile(r"(?<=\s)(?:select|reject|cmd|define|histo)(?=\s)", re.IGNORECASE)
OF_INFO = re.compile(r"(?<=\s)(?:title|experiment|id|publication|sqrtS|lumi|arXiv|hepdata|doi)(?=\s)")
# Statements that have something to say, if not on this line, then on the next.
EXPECTING = ("select", "reject", "command", "define", "take", "histo", "weight", "bin", "trigger")
OPENING, CLOSING = "({", ")}"
# What editors and publications put for plain signs, each of one character, so that places stay.
PLAIN = str.maketrans(
    {"\u2212": "-", "\u2013": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\ufeff": " "}
)
QUOTES = str.maketrans({"\u201c": '"', "\u201d": '"', "\u201e": '"'})


@dataclass(frozen=True)
class Line:
    """A statement: its keyword in its usual spelling, what follows, and where. `before` and `after` are its comments."""

    keyword: str
    body: str
    start: int  # where `body` begins in the text
    span: Span
    before: tuple[str, ...] = ()
    after: str = ""
    indent: int = 0

    def place(self, start: int, end: int) -> Span:
        """Characters of the body, as a place in the text."""
        return Span(self.start + start, self.start + end)


def statements(text: str) -> tuple[Line, ...]:
    """All statements, in the order of the text; comments after the last belong to an empty one of keyword `end`."""
    found: list[Line] = []
    comments: list[str] = []
    offset, block = 0, ""
    for line in text.splitlines(keepends=True):
        code, comment = without_comment(line.translate(QUOTES))
        code = plain(code)
        if not code.strip():
            comments += [comment] if comment else []
        pieces = pieces_of(code, block)
        for piece in pieces:
            after = comment if piece is pieces[-1] else ""
            if found and goes_on(found[-1], piece, block):
                found[-1] = longer(found[-1], offset, piece, after)
                continue
            statement = begun(piece, offset, block, tuple(comments), after)
            block = statement.keyword if statement.keyword in BLOCKS.values() else block
            found.append(statement)
            comments = []
        offset += len(line)
    found.append(Line("end", "", len(text), Span(len(text), len(text)), tuple(comments)))
    return tuple(found)


def pieces_of(code: str, block: str) -> list[str]:
    """The statements of a line, each behind blanks so that places stay: `object j take JET select pT > 30`."""
    word = WORD.match(code.strip())
    first = word.group().lower() if word else ""
    if not code.strip() or (block == "info" and first not in BLOCKS and first not in RULES):
        return [code] if code.strip() else []
    inside = OF_INFO if first == "info" else INLINE
    starts = [each.start() for each in inside.finditer(code) if is_outside(code, each.start())]
    edges = [0, *starts, len(code)]
    return [" " * start + code[start:end] for start, end in pairwise(edges) if code[start:end].strip()]


def is_outside(code: str, place: int) -> bool:
    """Whether a place is behind the first word, in no quotes and in no parentheses."""
    before = code[:place]
    closed = all(
        before.count(one) <= before.count(other) for one, other in zip(OPENING, CLOSING, strict=True)
    )
    return bool(before.strip()) and before.count('"') % 2 == 0 and closed


def plain(code: str) -> str:
    """A line with plain signs and blanks outside of quotes."""
    parts = code.split('"')
    return '"'.join(part if number % 2 else part.translate(PLAIN) for number, part in enumerate(parts))


def without_comment(line: str) -> tuple[str, str]:
    """The code of a line, filled up with blanks to its length, and its comment, behind `#`, or behind `//` after a blank.
    Neither begins one within quotes."""
    quoted = False
    for index, character in enumerate(line):
        if character == '"':
            quoted = not quoted
        elif begins_comment(line, index) and not (quoted and '"' in line[index:]):
            return line[:index].ljust(len(line)), printable(line[index:].strip().lstrip("#/"))
    return " ".join(line.splitlines()).ljust(len(line)), ""


def begins_comment(line: str, index: int) -> bool:
    """Whether a comment begins here: an address has `//` behind a colon."""
    return line[index] == "#" or (line.startswith("//", index) and not line[index - 1 : index].strip())


def printable(text: str) -> str:
    """A comment as it may stand in a program."""
    return "".join(each for each in " ".join(text.split()) if each.isprintable())


def goes_on(last: Line, code: str, block: str) -> bool:
    """Whether a line of code belongs to the statement before it."""
    word = WORD.match(code.strip())
    first = word.group().lower() if word else ""
    if first in BLOCKS or first in RULES:
        return False
    if last.keyword in EXPECTING and not last.body.strip():
        return True
    if is_open(last.body) or (block == "info" and last.body.count('"') % 2) or UNFINISHED.search(last.body):
        return True
    if block in ("info", "table") or SETTING.match(code):
        return False
    return not (word or ALONE.match(code)) or first in JOINING


def is_open(body: str) -> bool:
    """Whether a parenthesis is open at the end."""
    return sum(body.count(each) for each in OPENING) > sum(body.count(each) for each in CLOSING)


def longer(last: Line, offset: int, code: str, comment: str) -> Line:
    """A statement with one more line of code; places stay those of the text."""
    gap = offset - last.start - len(last.body)
    body = last.body + " " * gap + code.rstrip()
    after = "; ".join(each for each in (last.after, comment) if each)
    return replace(last, body=body, span=Span(last.span.start, last.start + len(body)), after=after)


def begun(code: str, offset: int, block: str, before: tuple[str, ...], comment: str) -> Line:
    """The first line of a statement."""
    indent = len(code) - len(code.lstrip())
    span = Span(offset + indent, offset + len(code.rstrip()))
    word = WORD.match(code, indent)
    first = word.group().lower() if word else ""
    keyword = BLOCKS.get(first) or RULES.get(first) or ""
    if not keyword and block == "info":
        keyword = "fact"
    elif not keyword and SETTING.match(code):
        keyword = "setting"
    elif not keyword and block == "table" and NUMERIC.match(code):
        keyword = "row"
    elif not keyword and ALONE.match(code):
        keyword = "name"
    known = keyword and keyword not in ("fact", "setting", "row", "name")
    start = word.end() if known and word else indent
    body = code[start:].rstrip()
    return Line(keyword or "unknown", body, offset + start, span, before, comment, indent)
