"""Markdown to drafts: headings, paragraphs, lists, pipe tables, captions, footnotes and a reference list.

In: Markdown text as papers are converted to. Out: drafts. Marks of emphasis, links and code are left out of the text; what
they surround stays, and its offsets lead to where it stands in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from hepir.reading.document import Label
from hepir.reading.drafts import Draft, Drafted, Grid
from hepir.reading.formulas import FORMULA, with_formulas
from hepir.reading.normalising import spelled
from hepir.reading.plain import CAPTION, REFERENCES, entries
from hepir.reading.written import EMPTY, Written, joined, part, stripped

HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>.*?)\s*#*\s*")
UNDERLINED = re.compile(r"(?P<text>[^\n]+)\n(?P<line>=+|-{3,})\s*")
ITEM = re.compile(r"^(?=\s*(?:[-*+]|\d{1,3}[.)])\s)", re.MULTILINE)
ITEM_MARK = re.compile(r"\A\s*(?:[-*+]|\d{1,3}[.)])\s+")
TABLE_LINE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)[`~]*\s*$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:\s*")
# What is left out: pictures, the targets of links, marks of emphasis and code, tags, references to footnotes.
MARKS = re.compile(
    r"!\[[^\]]*\]\([^)]*\)|(?<=\])\([^)\s]*\)|\[\^[^\]\s]+\]|(?<!\\)(?:\*{1,3}(?=\S)|(?<=\S)\*{1,3})|"
    r"(?<![\w\\])_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)|`+|</?[a-zA-Z][^>]*>|\\(?=[*_\[\]#|>+.!-])"
)
SECTIONED = re.compile(r"# +(?:\d+\b|[IVX]+\.|introduction|abstract)", re.IGNORECASE)
RUNNING = re.compile(r"(?:[\w,)\]%]|(?<=[^.]\s)\$|[^.]\$\$|-)\s*\Z")  # a paragraph without an end
JOINT = re.compile(r"\b(?:and|or|with|of|the|to|have|than|is|are|for|in|by)\s*\Z")
FORMAL = re.compile(r"\s*(?:#|[-*+] |\d{1,3}[.)] |>|\||!\[|<|(?:Figure|Fig\.|Table)\s+\d)")
CELL_EDGE = re.compile(r"(?<!\\)\|")


def read_markdown(text: str) -> Drafted:
    """The drafts of a Markdown text; the title is its first heading of level 1, if there is just one such, or if it stands
    first and sections with numbers follow it."""
    clean = COMMENT.sub("", FENCE.sub("", text.replace("\r\n", "\n")))
    chunks = [each for each in re.split(r"\n[^\S\n]*\n\s*", clean) if each.strip()]
    chunks = list(gone_on(part_ for chunk in chunks for part_ in apart(chunk)))
    outermost = [each for each in chunks if (found := HEADING.fullmatch(each)) and len(found["marks"]) == 1]
    titled = (
        outermost[:1] == chunks[:1]
        and not any(map(SECTIONED.match, outermost[:1]))
        and any(map(SECTIONED.match, outermost))
    )
    drafts: list[Draft] = []
    listing = False
    for chunk in chunks:
        heading = heading_of(chunk)
        if heading is not None:
            level, words = heading
            listing = bool(REFERENCES.fullmatch(words))
            title = (len(outermost) == 1 and level == 1) or (titled and not drafts)
            label = Label.TITLE if title else Label.SECTION
            drafts.append(Draft(label, inline(words), max(1, level - (len(outermost) == 1))))
        else:
            drafts += block_drafts(chunk, listing, drafts)
    return Drafted(tuple(drafts))


def gone_on(chunks: Iterable[str]) -> Iterator[str]:
    """Paragraphs whole that a page or a displayed formula had cut: the rest begins with a small letter, or is the formula."""
    held = ""
    for chunk in chunks:
        if held and goes_on(held, chunk):
            held = f"{held.rstrip()}\n{chunk}"
            continue
        if held:
            yield held
        held = chunk
    if held:
        yield held


def goes_on(before: str, chunk: str) -> bool:
    """Whether a paragraph is the rest of the one before it."""
    if (
        not RUNNING.search(before)
        or heading_of(before)
        or FORMAL.match(chunk)
        or "|--" in before.replace(" ", "")
    ):
        return False
    display = chunk.startswith("$$") or before.rstrip().endswith("$$")
    return chunk[:1].islower() or (display and not ITEM_MARK.match(before)) or bool(JOINT.search(before))


def apart(chunk: str) -> Iterator[str]:
    """Headings that no blank line parts from what follows."""
    rest: list[str] = []
    for line in chunk.split("\n"):
        if HEADING.fullmatch(line):
            if rest:
                yield "\n".join(rest)
            rest = []
            yield line
        else:
            rest.append(line)
    if any(line.strip() for line in rest):
        yield "\n".join(rest)


def heading_of(chunk: str) -> tuple[int, str] | None:
    """Level and words of a heading in either style."""
    found = HEADING.fullmatch(chunk.strip())
    if found:
        return len(found["marks"]), found["text"]
    under = UNDERLINED.fullmatch(chunk.strip())
    return (1 if under["line"].startswith("=") else 2, under["text"]) if under else None


def block_drafts(chunk: str, listing: bool, before: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts of what is no heading."""
    lines = chunk.split("\n")
    bare = re.sub(r"^\s*[*_]*", "", chunk)
    table = next(
        (place for place, line in enumerate(lines) if place and is_rule(line, lines[place - 1])), None
    )
    if table is not None:
        if table > 1:
            yield from block_drafts("\n".join(lines[: table - 1]), listing, before)
        yield Draft(Label.TABLE, EMPTY, grid=grid_of(lines[table - 1 :], before))
    elif listing:
        yield from entries(ITEM.sub("", chunk), spelled(iter([chunk])))
    elif FOOTNOTE.match(chunk):
        yield Draft(Label.FOOTNOTE, inline(FOOTNOTE.sub("", chunk, count=1)))
    elif CAPTION.match(bare):
        yield Draft(Label.CAPTION, inline(chunk))
    else:
        for item in ITEM.split(chunk):
            content = inline(re.sub(r"^>\s?", "", ITEM_MARK.sub("", item, count=1), flags=re.MULTILINE))
            if content.text:
                yield Draft(Label.PARAGRAPH, content)


def is_rule(line: str, above: str) -> bool:
    """Whether a line parts the header of a pipe table from its rows."""
    return "|" in above and "-" in line and bool(TABLE_LINE.fullmatch(line))


def grid_of(lines: Sequence[str], before: Sequence[Draft]) -> Grid:
    """The cells of a pipe table: a header, a line of dashes, rows."""
    rows = [cells_of(line) for line in (lines[0], *lines[2:]) if "|" in line]
    width = max(map(len, rows))
    padded = [(*row, *[EMPTY] * (width - len(row))) for row in rows]
    caption = before[-1].content.text if before and before[-1].label is Label.CAPTION else None
    number = re.match(r"Table\s+(\d+)", caption or "")
    return Grid(padded[0], tuple(padded[1:]), caption, number[1] if number else None)


def cells_of(line: str) -> tuple[Written, ...]:
    """The cells of a line of a pipe table."""
    bare = line.strip().strip("|")
    inside = [each.span() for each in FORMULA.finditer(bare)]
    edges = [
        each.start()
        for each in CELL_EDGE.finditer(bare)
        if not any(low < each.start() < high for low, high in inside)
    ]
    starts, ends = [0, *(each + 1 for each in edges)], [*edges, len(bare)]
    return tuple(inline(bare[start:end].replace("\\|", "|")) for start, end in zip(starts, ends, strict=True))


def inline(text: str) -> Written:
    """A text without the marks of Markdown, with its formulas read."""
    mixed = with_formulas(text, spelled(iter([text])))
    whole = mixed.written
    kept: list[Written] = []
    place = 0
    for found in MARKS.finditer(whole.text):
        if any(each.start < found.end() and found.start() < each.end for each in mixed.formulas):
            continue
        kept.append(part(whole, place, found.start()))
        place = found.end()
    kept.append(part(whole, place, len(whole.text)))
    filled = [each for each in kept if each.text]
    return stripped(same_original(tuple(filled))) if filled else EMPTY


def same_original(parts: tuple[Written, ...]) -> Written:
    """Parts of one text next to each other; they share its original."""
    rejoined = joined(tuple(Written(each.text, "", each.offsets) for each in parts), "")
    # `joined` counts a line for each part, which a shared original does not have.
    pieces = []
    for number, each in enumerate(parts):
        pieces += [(number, piece) for piece in each.offsets.pieces]
    moved = tuple(
        type(piece)(new.start, new.end, piece.original_start, piece.original_end)
        for new, (_, piece) in zip(rejoined.offsets.pieces, pieces, strict=True)
    )
    return Written(rejoined.text, parts[0].original, type(parts[0].offsets)(moved), parts[0].words)
