r"""Formulas in TeX inside of other text: `$p_{\mathrm{T}} > 25 \, \mathrm{GeV}$` in Markdown, as converters write it.

In: text as a file has it. Out: the normalised text, in which formulas read as those of LaTeX sources (`pT > 25 GeV`), with
the map to the original, and where the formulas stand in it. Raised text of HTML reads like a superscript; marks of footnotes
behind words are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from hepir.diagnostics.core import HepirError
from hepir.reading.normalising import NO_WORDS, normalise
from hepir.reading.offsets import Offsets, Piece
from hepir.reading.written import Written, part, shifted, stripped
from hepir.source import Span

LONGEST = 2000  # characters of a formula
FORMULA = re.compile(
    r"(?P<display>(?<!\\)\$\$(?:[^$]|\\\$)+?(?<!\\)\$\$|\\\[.+?\\\])"
    r"|(?P<inline>(?<![\\$\w])\$(?![\s$])(?:[^$\n]|\n(?!\s*\n)|\\\$)+?(?<![\s\\])\$(?![\d$])|\\\((?:(?!\n\s*\n).)+?\\\))"
    r"|(?P<raised><sup>(?P<inner>[^<]{1,12})</sup>)",
    re.DOTALL,
)
MARK = re.compile(r"\$\s*\{?\}?\^\s*\{?\s*(?:\\(?:dag|ddag)(?:ger)?|[\d,*]+)\s*\}?\s*\$\Z")
BEHIND_WORD = re.compile(r"(?:[a-z]{3}|[.,;:)\]])\Z")
# Spaces that converters put between a formula and what it is joined to: `anti- $k_t$ -jets ( $p_T$ ) , ...`.
OPENED = re.compile(r"(?:(?<=\w-)|(?<=[(\[])) +\Z")
CLOSED = re.compile(r"\A +(?=-\w|[.,;:)\]](?!\w))")


@dataclass(frozen=True)
class Mixed:
    """A text with formulas, and where these stand in it."""

    written: Written
    formulas: tuple[Span, ...]


def with_formulas(original: str, words: Set[str] = NO_WORDS) -> Mixed:
    """A text whose formulas are read, not stripped of white space; `words` are those of `normalise`."""
    parts: list[tuple[str, list[Piece]]] = []
    formulas: list[Span] = []
    length = 0
    for start, end, text, offsets, formula in stretches(original, words):
        parts.append((text, shifted(offsets, length, start)))
        if formula and end > start:
            formulas.append(Span(length, length + len(text)))
        length += len(text)
    whole = "".join(text for text, _ in parts)
    return Mixed(
        Written(whole, original, Offsets(tuple(piece for _, pieces in parts for piece in pieces))),
        tuple(formulas),
    )


def stretches(original: str, words: Set[str]) -> Iterator[tuple[int, int, str, Offsets, bool]]:
    """The stretches of a text: where they begin and end, what they become, and whether they are formulas."""
    place = 0
    ended_blank = True
    joined = False
    for found in [*FORMULA.finditer(original), None]:
        start = found.start() if found is not None else len(original)
        text, offsets = plain_between(original[place:start], words, before=joined, after=found is not None)
        if ended_blank and text.startswith(" "):
            text, offsets = cut(text, offsets)
        yield place, start, text, offsets, False
        ended_blank = text.endswith(" ") if text else ended_blank
        if found is None:
            return
        formula, offsets, base = read_formula(found, original[max(0, start - 8) : start].rstrip())
        if ended_blank and formula.startswith(" "):
            formula, offsets = cut(formula, offsets)
        yield base, found.end(), formula, offsets, True
        ended_blank = formula.endswith(" ") if formula else ended_blank
        place, joined = found.end(), True


def plain_between(text: str, words: Set[str], *, before: bool, after: bool) -> tuple[str, Offsets]:
    """What stands between formulas, without the spaces that converters put where something is joined to them."""
    plain, offsets = normalise(text, words=words)
    found = Written(plain, text, offsets)
    low, high = 0, len(plain)
    if before and (blank := CLOSED.match(plain)):
        low = blank.end()
    if after and (blank := OPENED.search(plain)):
        high = max(low, blank.start())
    if (low, high) == (0, len(plain)):
        return plain, offsets
    kept = part(found, low, high)
    return kept.text, kept.offsets


def cut(text: str, offsets: Offsets) -> tuple[str, Offsets]:
    """A text without the blanks in front of it."""
    kept = stripped(Written(text + "|", text, offsets))
    return kept.text[:-1], kept.offsets


def read_formula(found: re.Match[str], before: str) -> tuple[str, Offsets, int]:
    """What a formula becomes, with the map to the original from where that begins; empty for the mark of a footnote."""
    source = found[0]
    alone = not found.string[found.end() : found.end() + 1].isalnum()
    if alone and MARK.match(source) and BEHIND_WORD.search(before):
        return "", Offsets(), found.start()
    if found["raised"]:
        return raised(found, before)
    if len(source) > LONGEST:
        return (*normalise(source), found.start())
    content = content_of_formula(source)
    if content is None:
        return (*normalise(source), found.start())
    base = found.start() + source.find(content.original) if content.original else found.start()
    blank = " " if found["display"] else ""
    moved = shifted(content.offsets, len(blank), 0)
    return f"{blank}{content.text}{blank}", Offsets(tuple(moved)), base


def content_of_formula(source: str) -> Written | None:
    """A formula as LaTeX reads it, None where it does not. It needs pylatexenc, which is imported here: a text without
    formulas needs no package."""
    from hepir.reading.latex.parsing import parse
    from hepir.reading.latex.words import Setting, atoms_of
    from hepir.reading.latex.writing import Writing, content_of

    try:
        nodes = parse("", source)
    except HepirError:
        return None
    return content_of(Writing(source, range(len(source)), Setting()), atoms_of(nodes, Setting()))


def raised(found: re.Match[str], before: str) -> tuple[str, Offsets, int]:
    """`<sup>6</sup>` as `^6`; empty for the number of a footnote."""
    inner = found["inner"].strip()
    text, offsets = normalise(inner)
    if re.fullmatch(r"[\d, *†‡]+", inner) and BEHIND_WORD.search(before):
        return "", Offsets(), found.start()
    caret = "^" if text[:1].isdigit() or text[:1] in "+-" else ""
    moved = shifted(offsets, len(caret), 0)
    return f"{caret}{text}", Offsets(tuple(moved)), found.start("inner") + found["inner"].find(inner)
