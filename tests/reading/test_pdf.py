"""PDFs made here: what stands where must be read as a person reads it."""

import pymupdf
import pytest
from made_pdfs import MadePdf, paragraph

from hepir.reading.document import Label
from hepir.reading.pdf.spanning import spanned


def texts(document, label):
    return [block.text for block in document.blocks if block.label is label]


def sentences(document):
    return [sentence.text for sentence in document.sentences]


def test_a_symbol_from_a_larger_font_makes_no_heading(read) -> None:
    made = MadePdf().new_page()
    made.lines(*paragraph("Some text", 3))
    start = made.put(60, made.y, "is asked to lie within ")
    end = made.put(start, made.y, "abc", size=12.1)
    made.put(end, made.y, " < 2.5 of the beam, as all others")
    made.y += 12
    made.lines("that are used here. These must have a charge.")
    found = read(made.bytes())
    assert not texts(found, Label.SECTION)
    assert "within abc < 2.5 of the beam, as all others that are used here." in found.text


def test_two_columns_are_read_one_after_the_other(read) -> None:
    made = MadePdf().new_page()
    made.line("A title over the whole width of the page in large type", size=16)
    made.y += 10
    top = made.y
    for column, left in (("Left", 60), ("Right", 320)):
        made.y = top
        for number in range(12):
            made.line(f"{column} words of line {number} which fill the column", x=left)
        made.line(f"{column} end.", x=left)
    found = read(made.bytes())
    text = found.text
    assert text.index("Left words of line 11") < text.index("Right words of line 0")
    assert text.index("Left end.") < text.index("Right words of line 0")
    assert "Right words of line 3 which fill the column Right words of line 4" in text
    assert found.title.startswith("A title over")


def test_indices_are_joined_and_powers_keep_a_caret(read) -> None:
    made = MadePdf().new_page()
    made.lines(*paragraph("Some text"))
    made.line(
        "We require ",
        "p",
        "_T",
        "^miss",
        " > 300 GeV in 10",
        "^6",
        " events of e",
        "^+",
        "e",
        "^-",
        " pairs,",
    )
    made.line("with H", "_T", " > 50 GeV and 35.9 fb", "^-1", " of data.")
    found = read(made.bytes())
    assert (
        "We require pTmiss > 300 GeV in 10^6 events of e^+e^- pairs, with HT > 50 GeV and 35.9 fb^-1 of data."
        in (sentences(found))
    )
    assert "106" not in found.text


def test_ligatures_hyphens_and_dashes_are_normalised(read) -> None:
    made = MadePdf().new_page()
    made.lines(
        "The ef\ufb01ciency of the identi\ufb01-",
        "cation was measured in non-",
        "prompt events, and the non-prompt rate was 5\u20137 % at \u22122.5 < \u03b7.",
    )
    (sentence,) = sentences(read(made.bytes()))
    assert sentence == (
        "The efficiency of the identification was measured in non-prompt events, "
        "and the non-prompt rate was 5-7 % at -2.5 < η."
    )


ANIMALS = ("ants", "bees", "cats", "dogs", "eels")


def numbered_pages(count, written=str):
    made = MadePdf()
    for number in range(1, count + 1):
        made.new_page()
        made.put(72, 50, "A running head of the journal")
        made.put(300, 760, written(number))
        made.lines(*paragraph(f"Page {number}", 4))
        made.y = 600
        made.line(f"A sentence about {ANIMALS[number]} is inter-" if number < count else "An end.")
        if number > 1:
            made.put(72, 86, f"rupted, as {ANIMALS[number - 1]} know.")
    return made


def test_heads_and_page_numbers_are_no_sentences_and_paragraphs_run_over_pages(read) -> None:
    found = read(numbered_pages(4).bytes())
    assert not any("running head" in each for each in sentences(found))
    assert "A sentence about bees is interrupted, as bees know." in sentences(found)
    furniture = [word for text in texts(found, Label.FURNITURE) for word in text.split()]
    assert {"1", "2", "3", "4", "running"} <= set(furniture)
    (span,) = found.find("bees is interrupted, as bees know.")
    assert {box.page for box in found.boxes(span)} == {1, 2}


@pytest.mark.parametrize("written", ["{}-".format, "-{}-".format, "\N{EN DASH}{}".format])
def test_a_page_number_may_have_dashes_beside_it(read, written) -> None:
    found = read(numbered_pages(4, written).bytes())
    furniture = [word.strip("-–") for text in texts(found, Label.FURNITURE) for word in text.split()]
    assert {"1", "2", "3", "4"} <= set(furniture)


def test_the_only_line_of_each_page_is_no_head(read) -> None:
    made = MadePdf()
    for number in range(1, 7):
        made.new_page()
        made.put(72, 60, f"Events must have at least {number} jets with pT > {number}0 GeV.")
    assert len(sentences(read(made.bytes()))) == 6


def drawn_pages(step):
    """Four pages of text with something drawn behind it, `step` points lower on each."""
    made = MadePdf()
    for number in range(1, 5):
        made.new_page().lines(*paragraph(f"Page {number}", 20))
        top = 100 + step * number
        made.page.draw_rect((100, top, 400, top + 200), fill=(0.9, 0.9, 0.9), overlay=False)
    return made


def test_a_watermark_on_every_page_is_no_picture(read) -> None:
    assert not texts(read(drawn_pages(0).bytes()), Label.FIGURE)


def test_what_stands_elsewhere_on_each_page_is_a_picture(read) -> None:
    assert len(texts(read(drawn_pages(20).bytes()), Label.FIGURE)) == 4


def test_line_numbers_are_no_text(read) -> None:
    made = MadePdf().new_page()
    for number in range(1, 15):
        made.put(40, made.y, str(number), size=6)
        made.line(
            f"the words of this line {'and more' if number < 14 else 'end here'} to fill the width of it"
        )
    found = read(made.bytes())
    assert found.sentences[0].text.startswith(
        "the words of this line and more to fill the width of it the words"
    )


def table_pdf(upright):
    made = MadePdf().new_page()
    made.lines(*paragraph("Before the table"))
    made.line("Table 1: The regions of the search, and what each of them requires of its events.")
    rows = [("Region", "Jets", "Mass"), ("SR1", "2-4", "> 300 GeV"), ("SR2", ">= 5", "> 450 GeV")]
    top = made.y
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            made.put(80 + 120 * column, top + 14 + 18 * number, cell)
    for number in range(4) if upright else (0, 1, 3):
        made.rule(72, 430, top + 2 + 18 * number)
    for column in range(4) if upright else ():
        made.upright((72, 192, 312, 430)[column], top + 2, top + 56)
    made.y = top + 90
    made.lines(*paragraph("After the table"))
    return made


@pytest.mark.parametrize("upright", [True, False], ids=["ruled", "open"])
def test_tables_are_rows_of_cells_and_each_row_can_be_cited(read, upright) -> None:
    found = read(table_pdf(upright).bytes())
    (table,) = found.tables
    assert table.header == ("Region", "Jets", "Mass")
    assert table.rows == (("SR1", "2-4", "> 300 GeV"), ("SR2", ">= 5", "> 450 GeV"))
    assert table.number == "1"
    assert table.caption is not None and table.caption.startswith("Table 1: The regions")
    rows = [found.sentence(each) for each in table.row_ids]
    assert [row.text for row in rows] == [
        "Region: SR1; Jets: 2-4; Mass: > 300 GeV",
        "Region: SR2; Jets: >= 5; Mass: > 450 GeV",
    ]
    assert table.row_ids == ("p1r1", "p1r2")
    (span,) = found.find("> 450 GeV")
    (box,) = found.boxes(span)
    assert 310 < box.left < 325
    assert not any("SR1" in each.text for each in found.sentences if each.label is not Label.TABLE)


def test_a_table_without_lines_below_its_head_spans_none() -> None:
    assert spanned([]) == []


def test_references_and_citations(read) -> None:
    made = MadePdf().new_page()
    made.lines("The method of Ref. [2] is used, as in Refs. [1,3-4]. It is described below in more words.")
    made.heading("References")
    for number, what in enumerate(
        ("arXiv:1711.08008", "doi:10.1016/j.physletb.2018.02.045", "hep-ex/0005002", "x"), 1
    ):
        made.line(f"[{number}] A. Author, A title, {what}.")
    found = read(made.bytes())
    assert [each.number for each in found.references] == ["1", "2", "3", "4"]
    assert found.references[0].arxiv == ("1711.08008",)
    assert found.references[1].dois == ("10.1016/j.physletb.2018.02.045",)
    assert found.references[2].arxiv == ("hep-ex/0005002",)
    assert [each.numbers for each in found.citations] == [("2",), ("1", "3", "4")]
    assert [each.sentence for each in found.citations] == ["p1s1", "p1s1"]
    assert len(texts(found, Label.PARAGRAPH)) == 1


def test_a_section_path_leads_to_each_sentence(read) -> None:
    made = MadePdf().new_page()
    for number, heading in enumerate(("1 Introduction", "2 Selection", "2.1 Jets", "3 Results")):
        made.heading(heading)
        made.lines(*paragraph(f"Part {number}", 3))
    found = read(made.bytes())
    paths = {sentence.text.split(" of")[0]: sentence.section for sentence in found.sentences}
    assert paths["Part 2"] == ("2 Selection", "2.1 Jets")
    assert paths["Part 3"] == ("3 Results",)


def test_boxes_hold_the_words_of_a_quote(read) -> None:
    data = numbered_pages(3).bytes()
    found = read(data)
    (span,) = found.find("Page 2 of line 3 goes on")
    (box,) = found.boxes(span)
    page = pymupdf.open(stream=data, filetype="pdf")[box.page - 1]
    inside = page.get_text("text", clip=(box.left - 1, box.top, box.right + 1, box.bottom)).split()
    assert inside == ["Page", "2", "of", "line", "3", "goes", "on"]


def test_reading_twice_gives_the_same(read) -> None:
    data = table_pdf(True).bytes()
    assert read(data) == read(data)


def test_a_quote_is_found_however_it_is_typed(read) -> None:
    made = MadePdf().new_page()
    made.lines("Events with a mass of 76-106 GeV are rejected in this search.")
    found = read(made.bytes())
    assert found.find("76\u2013106\u2009GeV") == found.find("76-106 GeV") != ()
    assert found.find("") == ()
    assert found.find("76-107 GeV") == ()


def letter(*, last: str, first: str) -> MadePdf:
    """A letter without sections: its abstract on one page, its text on the next ones."""
    made = MadePdf().new_page()
    made.line("Search for particles in events with one muon", size=17)
    made.y += 10
    made.line("Abstract", size=12, font="bold")
    made.lines(
        *paragraph("A search is presented"),
        "that uses events with one muon and several jets in data of",
        last,
    )
    made.new_page()
    made.lines(first, *paragraph("More of the text"), "Jets must have pT > 31 GeV.")
    made.heading("Acknowledgments").lines("We thank all.")
    return made


def test_the_text_of_a_letter_without_sections_is_not_its_abstract(read) -> None:
    found = read(letter(last="two years.", first="Muons are tracks in two systems.").bytes())
    labels = {each.text: (each.label, each.section) for each in found.sentences}
    assert labels["Jets must have pT > 31 GeV."] == (Label.PARAGRAPH, ())
    assert labels["Muons are tracks in two systems."] == (Label.PARAGRAPH, ())
    assert [each.section for each in found.blocks if each.label is Label.ABSTRACT] == [("Abstract",)]


def test_an_abstract_that_a_page_interrupts_goes_on(read) -> None:
    found = read(letter(last="two", first="years with the whole detector.").bytes())
    [abstract] = texts(found, Label.ABSTRACT)
    assert "in data of two years with the whole detector." in abstract


def test_a_paragraph_does_not_go_on_several_pages_later(read) -> None:
    made = MadePdf().new_page()
    made.line("Search for particles in events with one muon", size=17)
    made.heading("1 Introduction").lines(*paragraph("Some text"), "A licence without a full stop")
    for number in range(2):
        made.new_page().heading(f"{number + 2} Section")
        made.y += 10
    made.new_page().lines("Muons must have pT > 21 GeV.")
    found = read(made.bytes())
    assert "Muons must have pT > 21 GeV." in sentences(found)


def grouped_pdf(label_lines):
    """Two groups of four and three regions between rules, a label for each group on some line of it (may be halves)."""
    made = MadePdf().new_page()
    made.lines(*paragraph("Before the table"))
    made.line("Table 1: The regions of the search, and what each of them requires of its events.")
    top = made.y
    for place, cell in enumerate(("Region", "Leptons", "Jets")):
        made.put(80 + 120 * place, top + 14, cell)
    for number in range(7):
        made.put(80, top + 34 + 14 * number, f"SR{number + 1}")
        made.put(320, top + 34 + 14 * number, f">= {number + 2}")
    for label, line in label_lines.items():
        made.put(200, top + 34 + 14 * line, label)
    for line in (2, 20, 38 + 14 * 3, 38 + 14 * 6):
        made.rule(72, 430, top + line)
    made.y = top + 160
    made.lines(*paragraph("After the table"))
    return made


def test_a_label_in_the_middle_of_a_group_is_one_for_all_its_lines(read) -> None:
    (table,) = read(grouped_pdf({"HH": 1.5, "LL": 5}).bytes()).tables
    assert [row[0] for row in table.rows] == [f"SR{number}" for number in range(1, 8)]
    assert [row[1] for row in table.rows] == ["HH"] * 4 + ["LL"] * 3
    assert [row[2] for row in table.rows] == [f">= {number}" for number in range(2, 9)]


def test_an_entry_that_is_not_in_the_middle_of_its_group_is_of_its_line(read) -> None:
    (table,) = read(grouped_pdf({"HH": 0, "LL": 6}).bytes()).tables
    assert [row[1] for row in table.rows] == ["HH", *[""] * 5, "LL"]


def nested_pdf():
    """Two bins of jets with two of missing momentum each, their labels between the lines, short rules between them."""
    made = MadePdf().new_page()
    made.lines(*paragraph("Before the table"))
    made.line("Table 1: The regions of the search, and what each of them requires of its events.")
    top = made.y
    for place, cell in enumerate(("Jets", "MET (GeV)", "HT (GeV)", "Region")):
        made.put(80 + 100 * place, top + 14, cell)
    for number in range(8):
        made.put(280, top + 34 + 14 * number, "< 500" if number % 2 == 0 else "> 500")
        made.put(380, top + 34 + 14 * number, f"SR{number + 1}")
    for number in range(4):
        made.put(180, top + 41 + 28 * number, "50-150" if number % 2 == 0 else "150-300")
    for number in range(2):
        made.put(80, top + 55 + 56 * number, "2-4" if number == 0 else ">= 5")
    for left, line in ((72, -1.4), (72, 0), (172, 2), (72, 4), (172, 6), (72, 8)):
        made.rule(left, 460, top + 22 + 14 * line)
    made.y = top + 180
    made.lines(*paragraph("After the table"))
    return made


def test_short_rules_part_the_columns_that_they_run_over(read) -> None:
    (table,) = read(nested_pdf().bytes()).tables
    assert table.header == ("Jets", "MET (GeV)", "HT (GeV)", "Region")
    assert [row[0] for row in table.rows] == ["2-4"] * 4 + [">= 5"] * 4
    assert [row[1] for row in table.rows] == (["50-150"] * 2 + ["150-300"] * 2) * 2
    assert [row[2] for row in table.rows] == ["< 500", "> 500"] * 4
    assert [row[3] for row in table.rows] == [f"SR{number}" for number in range(1, 9)]
