"""What blocks are: titles, headings, captions, footnotes, references, authors, the abstract.

In: the blocks of a document in reading order, and the headings that the file's outline names. Out: the same blocks, with
labels.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from hepir.reading.document import Label
from hepir.reading.pdf.blocks import ENTRY, Measures, RowBlock, caption_of
from hepir.reading.pdf.levels import NUMBERED, with_levels

NAMED = re.compile(
    r"(?:\d+\.?\s*)?(abstract|references|bibliography|acknowledge?ments?|introduction|summary|conclusions?|"
    r"appendi(?:x|ces)\b.*|the [\w-]+ collaboration\S*)",
    re.IGNORECASE,
)
REFERENCES = re.compile(r"(?:[A-Z\d.]+\s+)?(?:references|bibliography)\W*", re.IGNORECASE)
AUTHORS = re.compile(r".*\b(?:collaboration|author list|authors)\b.*", re.IGNORECASE)
WORDED = re.compile(r"\s*[\dA-Z.]+\.\s+(?:(?=[^=~]*\Z)[^\W\d](?=.*[A-Za-z]{4})|(?:.*?\b[A-Za-z-]{3,}){3})")
CONTENTS = ("contents", "tableofcontents")
LONGEST_TITLE = 60  # words
SHORTEST_ABSTRACT = 40
MOST_ROWS_APART = 2  # of a heading that its font alone tells
MOSTLY = 0.7  # of the letters of a heading
MARK = re.compile(r"\s*(?:[*∗†‡§¶]|\d{1,2}(?=\D)|[a-z](?=[A-Z]))")


def key_of(text: str) -> str:
    """A heading without all that outline and page may write differently."""
    return re.sub(r"[\W_]+", "", text).lower()


def labelled(
    blocks: Sequence[RowBlock], usual: Measures, outline: Mapping[str, int], heights: Mapping[int, float]
) -> list[RowBlock]:
    """All blocks with their labels."""
    title = title_of(blocks, usual)
    found: list[RowBlock] = []
    section = ""
    for block in blocks:
        done = block
        if listed_in_contents(block, found):
            done = block.labelled(Label.FURNITURE)
        elif block is title:
            done = block.labelled(Label.TITLE)
        elif block.label is Label.PARAGRAPH:
            done = one_label(block, usual, outline, heights, section)
        if done.label is Label.SECTION:
            section = done.text.strip()
        found.append(done)
    return front_matter(back_matter(with_levels(found)))


def listed_in_contents(block: RowBlock, before: Sequence[RowBlock]) -> bool:
    """The heading of the table of contents, or a line of it, which ends with the number of a page."""
    if key_of(block.text) in CONTENTS:
        return True
    heading = any(b.page == block.page and key_of(b.text) in CONTENTS for b in before)
    ends = sum(bool(re.search(r"[\s.]\d{1,3}\s*$", row.text)) for row in block.rows)
    return heading and 2 * ends >= len(block.rows)


def title_of(blocks: Sequence[RowBlock], usual: Measures) -> RowBlock | None:
    """The largest type on the first page, if it is larger than that of the text, and a few words."""
    first = [b for b in blocks if b.page == blocks[0].page and b.label is Label.PARAGRAPH]
    large = [b for b in first if b.size > 1.1 * usual.size and 3 <= len(b.text.split()) <= LONGEST_TITLE]
    worded = [b for b in large if sum(each.isalpha() for each in b.text) >= 10 and not NUMBERED.match(b.text)]
    return max(worded, key=lambda b: b.size, default=None)


def one_label(
    block: RowBlock, usual: Measures, outline: Mapping[str, int], heights: Mapping[int, float], section: str
) -> RowBlock:
    """The label of a block outside the front matter."""
    if caption_of(block.rows[0]) and len(block.text.split()) > 2:
        return block.labelled(Label.CAPTION)
    level = heading_level(block, usual, outline)
    if level:
        return block.labelled(Label.SECTION, level)
    if REFERENCES.fullmatch(section) and ENTRY.match(block.text):
        return block.labelled(Label.REFERENCE)
    if is_footnote(block, usual, heights[block.page]):
        return block.labelled(Label.FOOTNOTE)
    return block


def heading_level(block: RowBlock, usual: Measures, outline: Mapping[str, int]) -> int:
    """1 for the outermost headings; 0 for what is none."""
    text = block.text.strip()
    if len(block.rows) > 4 or len(text) > 250 or not any(each.isalpha() for each in text):
        return 0
    numbered = NUMBERED.match(text)
    level = outline.get(key_of(text)) or (outline.get(key_of(text[numbered.end() :])) if numbered else None)
    bold = all(row.bold for row in block.rows) or (numbered is not None and in_another_font(block, usual))
    stands_out = block.size > 1.06 * usual.size or bold
    if level and (stands_out or numbered or len(block.rows) == 1):
        return level
    if NAMED.fullmatch(text) and (stands_out or text.isupper() or len(block.rows) == 1):
        return 1
    if text.endswith((".", ",", ";")) or not stands_out:
        capitals = (
            numbered is not None and text[numbered.end() :].isupper() and len(text) > numbered.end() + 5
        )
        return 1 if capitals and not text.endswith(".") else 0
    if numbered:
        return numbered["number"].count(".") + 1
    return (1 if block.size > 1.15 * usual.size else 2) if sum(c.isalpha() for c in text) >= 4 else 0


def in_another_font(block: RowBlock, usual: Measures) -> bool:
    """`B. Event selection` in one font that is not that of the text, which the file does not call bold."""
    letters = [each.font for row in block.rows for each in row.glyphs if each.character.isalpha()]
    if len(block.rows) > MOST_ROWS_APART or not WORDED.match(block.text):
        return False
    font, times = Counter(letters).most_common(1)[0]
    return font != usual.font and times > MOSTLY * len(letters)


def is_footnote(block: RowBlock, usual: Measures, height: float) -> bool:
    """Small type in the lower half of a page that begins with a mark."""
    low = block.box.top > 0.5 * height
    return (
        low and block.size < 0.95 * usual.size and bool(MARK.match(block.text) or 0 in block.rows[0].carets)
    )


def back_matter(blocks: Sequence[RowBlock]) -> list[RowBlock]:
    """A list of authors behind the text has headings of its own, which are institutes."""
    done: list[RowBlock] = []
    level = 0
    begun = False
    for block in blocks:
        begun = begun or is_section(block)
        if block.label is Label.SECTION and begun:
            if AUTHORS.fullmatch(block.text.strip()):
                level = block.level
                done.append(block)
                continue
            level = 0 if block.level <= level else level
        listed = level and block.label in (Label.SECTION, Label.PARAGRAPH, Label.FOOTNOTE, Label.ABSTRACT)
        done.append(block.labelled(Label.AUTHORS) if listed else block)
    return done


def front_matter(blocks: list[RowBlock]) -> list[RowBlock]:
    """Between the title and the first section stand the authors and the abstract; before the title, other matter.

    Where neither an abstract nor a section is found, everything stays text: nothing is taken for an author lightly.
    """
    place = next((i for i, b in enumerate(blocks) if b.label is Label.TITLE), None)
    if place is None:
        return blocks
    sections = (i for i, b in enumerate(blocks) if i > place and is_section(b))
    end = next(sections, next((i for i, b in enumerate(blocks) if b.page > blocks[place].page), len(blocks)))
    begin = next((i for i in range(place + 1, end) if begins_abstract(blocks[i])), end)
    if begin == end and not (end < len(blocks) and is_section(blocks[end])):
        return blocks
    end = end_of_abstract(blocks, begin, end)
    return [
        *(about_authors(b) for b in blocks[:place]),
        blocks[place],
        *(about_authors(b) for b in blocks[place + 1 : begin]),
        *(abstract_label(b) for b in blocks[begin:end]),
        *blocks[end:],
    ]


def end_of_abstract(blocks: Sequence[RowBlock], begin: int, section: int) -> int:
    """Where the text begins: a letter has no headings, and its abstract ends with the page, or with the sentence there."""
    later = (i for i in range(begin, section) if blocks[i].page > blocks[begin].page)
    return next((i for i in later if not blocks[i].text.lstrip()[:1].islower()), section)


def is_section(block: RowBlock) -> bool:
    """The heading of a section of the text."""
    return block.label is Label.SECTION and not abstract(block) and is_start(block)


def begins_abstract(block: RowBlock) -> bool:
    """The heading of the abstract, or where there is none a long paragraph."""
    if block.label is Label.SECTION:
        return abstract(block)
    return block.label is Label.PARAGRAPH and len(block.text.split()) >= SHORTEST_ABSTRACT


def about_authors(block: RowBlock) -> RowBlock:
    """Headings and short paragraphs of the front page."""
    return block.labelled(Label.AUTHORS) if block.label in (Label.PARAGRAPH, Label.SECTION) else block


def abstract_label(block: RowBlock) -> RowBlock:
    """Paragraphs of the abstract; a date or a notice below it stays what it is."""
    long = len(block.text.split()) >= SHORTEST_ABSTRACT / 2
    return block.labelled(Label.ABSTRACT) if block.label is Label.PARAGRAPH and long else block


def abstract(block: RowBlock) -> bool:
    """The heading of the abstract."""
    return key_of(block.text) == "abstract"


def is_start(block: RowBlock) -> bool:
    """A heading of a section, not a line of the front page set in bold."""
    text = block.text.strip()
    return bool(NUMBERED.match(text) or NAMED.fullmatch(text)) and not AUTHORS.fullmatch(text)
