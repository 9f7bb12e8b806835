"""Items of lists in PDFs are paragraphs of their own, and so is what goes on behind a list."""

from made_pdfs import MadePdf

from hepir.extract.assembling import program_text
from hepir.extract.builtin import read_selection

LEAD = "The analysis is performed in two regions of the plane of both variables:"
ITEMS = (
    "• R1 (CR): MT < 140 GeV, HT > 250 GeV,",
    "• R2 (SR): MT > 140 GeV, HT > 250 GeV and at least four",
)
MORE = "jets."  # of the last item, as far in as its words
REST = "Both regions are divided in bins of the missing momentum. They are"


def made() -> bytes:
    pdf = MadePdf().new_page()
    pdf.line(LEAD)
    for item in ITEMS:
        pdf.line(item, x=pdf.left + 16)
    pdf.line(MORE, x=pdf.left + 26)
    pdf.line(REST).line("described below.")
    return pdf.bytes()


def test_items_and_what_goes_on_behind_them(read) -> None:
    document = read(made(), "paper.pdf")
    texts = [block.text.replace("\n", " ") for block in document.blocks]
    assert texts == [LEAD, ITEMS[0], f"{ITEMS[1]} {MORE}", f"{REST} described below."]


def test_each_item_is_of_its_region(read) -> None:
    program = program_text(read_selection(read(made(), "paper.pdf")))
    first, second = (program.partition(f"region {name}")[2].partition("\n\n")[0] for name in ("R1", "R2"))
    assert "select mt < 140 GeV" in first
    assert "select mt > 140 GeV" in second
    assert "select size(Jet) >= 4" in second
    assert "size(" not in first
