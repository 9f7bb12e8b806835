"""Ruled tables of PDFs made here whose rules part groups of lines: each line must be a row, with what stands for several."""

from made_pdfs import MadePdf

from hepir.reading.pdf.bands import rows_of_band

CAPTION = "Table 1: The regions of the search, and what each of them requires of its events."
STEP = 14.0  # points between lines


class Ruled:
    """A table under way, between upright rules at given places."""

    def __init__(self, *edges):
        self.made = MadePdf().new_page()
        self.made.line(CAPTION)
        self.edges, self.y = edges, self.made.y + 6
        self.made.rule(edges[0], edges[-1], self.y)

    def band(self, *columns, lines=1, apart=()):
        """A band between rules: for each column its entries by their line, from 0; `apart`: edges without a rule."""
        top = self.y
        for place, entries in enumerate(columns):
            for line, text in entries.items() if isinstance(entries, dict) else ((0, entries),):
                self.made.put(self.edges[place] + 6, top + 11 + STEP * line, text, size=9)
        self.y = top + 4 + STEP * lines
        for edge in self.edges:
            if edge not in apart:
                self.made.upright(edge, top, self.y)
        self.made.rule(self.edges[0], self.edges[-1], self.y)
        return self

    def read(self, read):
        (table,) = read(self.made.bytes()).tables
        return table


HEADS = ("MET (GeV)", "mass (GeV)", "Region", "Other")


def test_lines_of_a_band_are_rows_and_labels_in_the_middle_are_said_of_all(read) -> None:
    ruled = Ruled(72, 150, 230, 310, 400).band(*HEADS)
    ruled.band({1.5: "100-150"}, bins(4), {n: f"SR{n + 1}" for n in range(4)}, {1.5: "SRX"}, lines=4)
    ruled.band({1: "> 150"}, bins(3), {n: f"SR{n + 5}" for n in range(3)}, {1: "SRY"}, lines=3)
    table = ruled.band("> 200", "> 300", "SR8", "SRZ").read(read)
    assert table.header == HEADS
    assert [row[0] for row in table.rows] == ["100-150"] * 4 + ["> 150"] * 3 + ["> 200"]
    assert [row[2] for row in table.rows] == [f"SR{n}" for n in range(1, 9)]
    assert [row[3] for row in table.rows] == ["SRX"] * 4 + ["SRY"] * 3 + ["SRZ"]


def bins(count):
    """Entries of so many lines."""
    return {n: f"{100 * n + 50}-{100 * n + 150}" for n in range(count)}


def test_an_entry_between_two_lines_is_said_of_both_and_one_on_a_line_of_that_alone(read) -> None:
    ruled = Ruled(72, 150, 230, 310, 400).band(*HEADS)
    jets, met = {0: "120-200", 1.5: "> 200"}, {0: "> 110", 1: "110-160", 2: "> 160"}
    table = ruled.band({1: ">= 1"}, jets, met, {0: "SRa", 1: "SRb", 2: "SRc"}, lines=3).read(read)
    assert table.rows == (
        (">= 1", "120-200", "> 110", "SRa"),
        (">= 1", "> 200", "110-160", "SRb"),
        (">= 1", "> 200", "> 160", "SRc"),
    )


def test_a_band_of_heads_and_limits_is_a_row_for_each_head(read) -> None:
    ruled = Ruled(72, 200, 300, 400).band("", "SRA", "SRB")
    heads = {0: "Number of jets", 1: "MET (GeV)", 2: "HT (GeV)"}
    table = ruled.band(heads, {0: ">= 2", 1: "> 100"}, {0: ">= 4", 2: "> 300"}, lines=3).read(read)
    assert table.rows == (
        ("Number of jets", ">= 2", ">= 4"),
        ("MET (GeV)", "> 100", ""),
        ("HT (GeV)", "", "> 300"),
    )


def test_an_entry_over_two_columns_without_a_rule_is_of_both(read) -> None:
    ruled = Ruled(72, 200, 260, 320, 400).band("", "SRA", "SRB", "SRC")
    heads = {0: "Number of jets", 1: "MET (GeV)", 2: "HT (GeV)"}
    ruled.band(
        heads,
        {0: "    >= 2", 1: ">50", 2: "    > 400"},
        {1: "> 90"},
        {0: "3", 1: "> 40", 2: "-"},
        lines=3,
        apart=(260,),
    )
    assert ruled.read(read).rows == (
        ("Number of jets", ">= 2", ">= 2", "3"),
        ("MET (GeV)", ">50", "> 90", "> 40"),
        ("HT (GeV)", "> 400", "> 400", "-"),
    )


def test_text_that_is_broken_into_lines_is_one_cell(read) -> None:
    ruled = Ruled(72, 200, 330, 420).band("Region", "Leptons", "Jets")
    ruled.band("SRA", {0: "exactly two of the", 1: "same flavour"}, {0: "at least two", 1: "b jets"}, lines=2)
    table = ruled.band("SRB", "one", "none").read(read)
    assert table.rows == (
        ("SRA", "exactly two of the same flavour", "at least two b jets"),
        ("SRB", "one", "none"),
    )


def test_text_beside_lines_of_three_columns_is_of_these_lines(read) -> None:
    ruled = Ruled(72, 150, 220, 290, 430).band("Region", "Jets", "MET", "Target")
    targets = {0: "models of one sort", 1: "models of another"}
    ruled.band({0: "SR1", 1: "SR2"}, {0: ">= 4", 1: ">= 6"}, {0: "> 100", 1: "> 200"}, targets, lines=2)
    assert ruled.band("SR3", "-", "> 300", "all").read(read).rows[:2] == (
        ("SR1", ">= 4", "> 100", "models of one sort"),
        ("SR2", ">= 6", "> 200", "models of another"),
    )


def test_a_band_without_columns_has_one_empty_row() -> None:
    assert rows_of_band([]) == [()]
    assert [[each.text for each in row] for row in rows_of_band([[], []])] == [["", ""]]
