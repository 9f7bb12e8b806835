"""Tables of PDFs made here whose entries stand over several columns, with rules between some of these, or in a pile."""

import pymupdf
from made_pdfs import MadePdf

CAPTION = "Table 1: The regions of the search, and what each of them requires of its events."
STEP = 14.0  # points between lines


class Lines:
    """A table under way: lines of entries, each in the middle of its place, between rules."""

    def __init__(self, made=None):
        self.made = made or MadePdf().new_page()
        if made is None:
            self.made.line(CAPTION)
        self.left, self.right, self.y = 72, 480, self.made.y + 2
        self.rule()

    def rule(self):
        self.made.rule(self.left, self.right, self.y)
        return self

    def line(self, head, *entries, uprights=(), ruled=False):
        """A line with its head at the left and entries by their middle; `uprights`: where rules stand beside it."""
        self.made.put(self.left + 6, self.y + 10, head, size=9)
        for middle, text in entries:
            width = pymupdf.get_text_length(text, fontname="tiro", fontsize=9)
            self.made.put(middle - width / 2, self.y + 10, text, size=9)
        for x in uprights:
            self.made.upright(x, self.y, self.y + STEP)
        self.y += STEP
        return self.rule() if ruled else self

    def read(self, read):
        return read(self.made.bytes()).tables


COLUMNS = (220, 300, 380, 450)
UPRIGHTS = (170, 260, 340, 420)


def test_an_entry_between_upright_rules_is_said_of_all_columns_that_none_of_them_parts(read) -> None:
    lines = Lines()
    lines.line(
        "Variable", *zip(COLUMNS, ("SRA", "SRB", "SRC", "SRD"), strict=True), uprights=UPRIGHTS, ruled=True
    )
    lines.line("MET", (335, "> 200 GeV"), uprights=(170,), ruled=True)
    lines.line("HT", (260, "> 300 GeV"), (415, "> 500 GeV"), uprights=(170, 340), ruled=True)
    lines.line("mT2", (220, "> 90"), (375, "> 80"), uprights=(170, 260), ruled=True)
    lines.line("njets", *zip(COLUMNS, ("2", "3", "4", "5"), strict=True), uprights=UPRIGHTS, ruled=True)
    (table,) = lines.read(read)
    assert table.header == ("Variable", "SRA", "SRB", "SRC", "SRD")
    assert table.rows == (
        ("MET", *["> 200 GeV"] * 4),
        ("HT", "> 300 GeV", "> 300 GeV", "> 500 GeV", "> 500 GeV"),
        ("mT2", "> 90", "> 80", "> 80", "> 80"),
        ("njets", "2", "3", "4", "5"),
    )


def test_an_entry_in_the_middle_of_columns_without_rules_is_said_of_all_of_them(read) -> None:
    lines = Lines()
    lines.line("Variable", *zip(COLUMNS[:3], ("SRA", "SRB", "SRC"), strict=True), ruled=True)
    lines.line("MET", (300, "> 200 GeV"))
    lines.line("HT", (260, "> 300"), (380, "> 500"))
    lines.line("mT2", (220, "> 90"), (300, "-"), (380, "> 70"))
    lines.line("njets", (220, "> 2"), (340, "> 4"), ruled=True)
    (table,) = lines.read(read)
    assert table.rows == (
        ("MET", *["> 200 GeV"] * 3),
        ("HT", "> 300", "> 300", "> 500"),
        ("mT2", "> 90", "-", "> 70"),
        ("njets", "> 2", "> 4", "> 4"),
    )


def test_an_entry_of_the_middle_column_is_its_own_where_no_dash_says_that_nothing_is_asked(read) -> None:
    lines = Lines()
    lines.line("Variable", *zip(COLUMNS[:3], ("SRA", "SRB", "SRC"), strict=True), ruled=True)
    lines.line("MET", (300, "> 200 GeV"))
    lines.line("mT2", (220, "> 90"), (300, "> 80"), (380, "> 70"), ruled=True)
    (table,) = lines.read(read)
    assert table.rows[0] == ("MET", "", "> 200 GeV", "")


def test_wide_gaps_part_columns_between_two_upright_rules(read) -> None:
    lines = Lines()
    for head, *entries in (("Variable", "SRA", "SRB"), ("MET", "> 200", "> 300"), ("HT", "> 500", "> 700")):
        lines.line(head, *zip((250, 400), entries, strict=True), uprights=(72, 170, 480), ruled=True)
    lines.line("njets", (325, "> 2"), uprights=(72, 170, 480), ruled=True)
    (table,) = lines.read(read)
    assert table.header == ("Variable", "SRA", "SRB")
    assert table.rows == (("MET", "> 200", "> 300"), ("HT", "> 500", "> 700"), ("njets", "> 2", "> 2"))


def test_the_first_and_the_last_column_of_a_table_without_rules_at_its_sides_are_read(read) -> None:
    lines = Lines()
    for head, *entries in (
        ("MET", "HT", "jets", "bin"),
        ("50-100", "> 300", "2", "SR1"),
        ("> 100", "> 500", "3", "SR2"),
    ):
        lines.line(head, *zip((200, 300, 420), entries, strict=True), uprights=(150, 250, 350), ruled=True)
    (table,) = lines.read(read)
    assert (table.header, *table.rows) == (
        ("MET", "HT", "jets", "bin"), ("50-100", "> 300", "2", "SR1"), ("> 100", "> 500", "3", "SR2")
    )  # fmt: skip


def test_tables_in_a_pile_below_one_caption_are_all_its_tables(read) -> None:
    lines = Lines()
    for names in (("SRA", "SRB"), ("SRC", "SRD"), ("SRE", "SRF")):
        lines.line("Region", *zip((250, 380), names, strict=True), ruled=True)
        lines.line("MET", (250, "> 200"), (380, "> 300"), ruled=True)
        lines.line("HT", (250, "> 500"), (380, "> 700"), ruled=True)
        lines.y += 8
        lines.left, lines.right = (100, 450) if names[0] == "SRA" else (lines.left, lines.right)
        lines.rule()
    tables = lines.read(read)
    assert [table.header for table in tables] == [
        ("Region", "SRA", "SRB"),
        ("Region", "SRC", "SRD"),
        ("Region", "SRE", "SRF"),
    ]
    assert all(table.caption == CAPTION for table in tables)
    assert [table.rows for table in tables] == [(("MET", "> 200", "> 300"), ("HT", "> 500", "> 700"))] * 3


def test_lines_of_one_rectangle_have_the_labels_of_their_lines(read) -> None:
    lines = Lines()
    lines.line("", *zip((250, 400), ("SRA", "SRB"), strict=True), uprights=(170, 325), ruled=True)
    for head, *entries in (
        ("njets", "2", "3"),
        ("MET", "> 1", "> 2"),
        ("HT", "> 3", "> 4"),
        ("mT2", "> 5", "-"),
        ("", "or", "or"),
    ):
        lines.line(head, *zip((250, 400), entries, strict=True), uprights=(170, 325))
    lines.rule()
    (table,) = lines.read(read)
    assert [row[0] for row in table.rows][:4] == ["njets", "MET", "HT", "mT2"]


def test_heads_in_two_pieces_above_entries_in_their_middle_are_of_one_column(read) -> None:
    lines = Lines()
    lines.line(
        "", (210, "Nb = 2,"), (270, "MET > 100"), (380, "Nb = 3,"), (440, "MET > 300"), uprights=(170, 325)
    )
    lines.rule()
    lines.line("off-Z", (240, "SR1"), (410, "SR2"), uprights=(170, 325))
    lines.line("on-Z", (240, "SR3"), (410, "SR4"), uprights=(170, 325), ruled=True)
    (table,) = lines.read(read)
    assert table.header == ("", "Nb = 2, MET > 100", "Nb = 3, MET > 300")
    assert table.rows == (("off-Z", "SR1", "SR2"), ("on-Z", "SR3", "SR4"))


def test_the_sign_of_a_root_that_hangs_below_its_baseline_is_on_the_line_that_it_reaches(read) -> None:
    lines = Lines()
    lines.line("Variable", (250, "SRA"), (400, "SRB"), ruled=True)
    lines.line("HT", (250, "> 500"), (400, "> 700"))
    y = lines.y + 10
    lines.line("Significance", (400, "> 16"))
    end = lines.made.put(240, y, "> 18 ", size=9)
    lines.made.put(lines.made.put(end, y - 7, "√", size=9), y, "GeV", size=9)
    lines.rule()
    (table,) = lines.read(read)
    assert [row[0] for row in table.rows] == ["HT", "Significance"]
    assert table.rows[1][1].replace(" ", "") == ">18√GeV"
