"""Captions of tables in PDFs made here, as journals set them: their tables must be found, with all of the caption."""

import pytest
from made_pdfs import MadePdf

from hepir.reading.document import Label

HEAD, ROWS = (
    ("", "SR-A", "SR-B"),
    (("MET (GeV)", ">200", ">350"), ("Jets", ">=4", ">=6"), ("HT (GeV)", ">700", "-")),
)
COLUMNS = {"left": (72, 190, 230), "wide": (80, 260, 420)}
LEFT, RIGHT = 72, 320  # of two columns of text


def cells(made, places, top, ruled=(0, 1, 4), right=None):
    """Draw the cells of a table below a height, its rules over all of it."""
    for number, row in enumerate((HEAD, *ROWS)):
        for place, cell in zip(places, row, strict=True):
            made.put(place, top + 14 + 16 * number, cell, size=9)
    for number in ruled:
        made.rule(places[0] - 4, right or places[-1] + 60, top + 2 + 16 * number)


def two_columns(made, top):
    """Text in two columns from a height to the end of the page."""
    for x in (LEFT, RIGHT):
        made.y = top
        made.lines(*(f"text of line {number} of a column of this page" for number in range(25)), x=x)
    return made


def read_table(read, made):
    (table,) = read(made.bytes()).tables
    assert (table.header, table.rows) == (HEAD, ROWS)
    return table


def test_a_wide_gap_behind_the_label_of_a_caption_does_not_part_it_from_its_table(read) -> None:
    made = MadePdf().new_page()
    made.put(LEFT, 100, "TABLE II.", size=9)
    made.put(LEFT + 60, 100, "Requirements of the two regions", size=9)
    made.put(LEFT, 110, "of this search for heavy particles.", size=9)
    cells(made, COLUMNS["left"], 112)
    table = read_table(read, two_columns(made, 240))
    assert table.number == "II"
    assert table.caption == "TABLE II. Requirements of the two regions of this search for heavy particles."


def bold_label(made, words, x, y, size=9):
    end = made.put(x, y, words, size=size, font="bold")
    return end + 8


def test_a_bold_label_without_a_colon_begins_a_caption(read) -> None:
    made = MadePdf().new_page()
    made.put(bold_label(made, "Table 3", LEFT, 100), 100, "Overview of the regions", size=9)
    cells(made, COLUMNS["left"], 104)
    table = read_table(read, two_columns(made, 240))
    assert (table.number, table.caption) == ("3", "Table 3 Overview of the regions")


def test_a_bold_label_on_a_line_of_its_own_begins_a_caption(read) -> None:
    made = MadePdf().new_page()
    bold_label(made, "Table 1", LEFT, 100)
    made.put(LEFT, 110, "Overview of the regions that are used in this paper.", size=9)
    cells(made, COLUMNS["left"], 114)
    table = read_table(read, two_columns(made, 240))
    assert table.caption == "Table 1 Overview of the regions that are used in this paper."


@pytest.mark.parametrize("font", ["normal", "bold"], ids=["not bold", "all bold"])
def test_a_sentence_about_a_table_is_no_caption(read, font) -> None:
    made = MadePdf().new_page()
    made.line("Table 2 shows what each of these regions asks of its events, and in which order", font=font)
    made.lines("of the cuts that happens.")
    assert not [each for each in read(made.bytes()).blocks if each.label is Label.CAPTION]


def test_the_short_last_line_of_a_caption_over_both_columns_is_of_it(read) -> None:
    made = MadePdf().new_page()
    words = "Overview of the criteria of all the signal regions. The symbol x refers to the ratio of the masses of the two"
    made.put(bold_label(made, "Table 3", LEFT, 100, 8), 100, words, size=8)
    made.put(LEFT, 109, "particles as in Sect. 3", size=8)
    cells(made, COLUMNS["wide"], 112)
    table = read_table(read, two_columns(made, 240))
    assert table.caption == f"Table 3 {words} particles as in Sect. 3"


@pytest.mark.parametrize("left", [True, False], ids=["left of it", "right of it"])
def test_a_caption_may_stand_beside_its_table(read, left) -> None:
    made = MadePdf().new_page()
    x, columns = (LEFT, (220, 380, 470)) if left else (430, (76, 240, 330))
    caption = ("Overview of", "the criteria for the", "two signal regions. The", "symbol N counts jets")
    for number, line in enumerate(caption):
        place = x if number else bold_label(made, "Table 2", x, 108)
        made.put(place, 108 + 10 * number, line, size=9)
    cells(made, columns, 100)
    table = read_table(read, two_columns(made, 240))
    assert table.caption == f"Table 2 {' '.join(caption)}"


def test_a_caption_beside_the_table_of_another_is_not_of_it(read) -> None:
    made = MadePdf().new_page()
    made.put(LEFT, 100, "Table 1: Words alone, no rules.", size=9)
    made.put(RIGHT, 100, "Table 2: The criteria of the regions.", size=9)
    cells(made, (RIGHT + 4, RIGHT + 110, RIGHT + 160), 104)
    table = read_table(read, two_columns(made, 240))
    assert table.number == "2"
