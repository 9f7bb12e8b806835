"""Quotes are marked where their words stand on the pages: over columns, over pages, in tables, with ligatures."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from made_pdfs import MadePdf, paragraph
from review_desk import Desk

from hepir.reading.normalising import normalised
from hepir.review.session import Session
from hepir.source import Span

pytest.importorskip("selenium", reason="selenium is not installed")
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

FILLING = "Words of this column are here to fill"


def columns() -> bytes:
    """A sentence that begins at the foot of one column and ends at the head of the next."""
    made = MadePdf().new_page()
    for number in range(40):
        made.put(50, 90 + 14 * number, f"{FILLING} its line {number:02d} of"[:46])
    made.put(50, 90 + 14 * 40, "text. Jets are required to have a transverse")
    made.put(320, 90, "momentum pT > 30 GeV in both of the columns.")
    for number in range(1, 40):
        made.put(320, 90 + 14 * number, f"{FILLING} its line {number:02d} of"[:46])
    made.put(320, 90 + 14 * 40, "text of it.")
    return made.bytes()


def pages() -> bytes:
    """A sentence that runs over the end of a page."""
    made = MadePdf().new_page()
    for number in range(44):
        made.line(f"Line {number:02d} of the first page goes on and on up to the right margin of the")
    made.line("last line. Muons are required to have a transverse momentum that is larger")
    made.new_page()
    made.line("than 25 GeV on two pages. And here the text of the second page goes on to the")
    for number in range(40):
        made.line(f"line {number:02d} of the second page, which goes on and on up to the right margin of the")
    made.line("end.")
    return made.bytes()


def ligatures() -> bytes:
    """Words with ligatures, and one that a line end has split."""
    made = MadePdf().new_page()
    made.lines(*paragraph("Before it all"))
    made.line("Events with \ufb01ve or more jets with su\ufb03cient transverse momen-")
    made.line("tum, e\ufb00ectively pT > 45 GeV, are selected for the search here.")
    made.lines(*paragraph("After it all"))
    return made.bytes()


def table() -> bytes:
    """A row of a table."""
    made = MadePdf().new_page()
    made.lines(*paragraph("Before the table"))
    made.line("Table 1: The regions of the search, and what each of them requires of its events.")
    rows = [
        ("Region", "Jets", "Mass"),
        ("SR1", "2-4", "> 300 GeV"),
        ("SR2", ">= 5", "> 450 GeV"),
    ]
    top = made.y
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            made.put(80 + 120 * column, top + 14 + 18 * number, cell)
    for number in (0, 1, 3):
        made.rule(72, 430, top + 2 + 18 * number)
    made.y = top + 90
    made.lines(*paragraph("After the table"))
    return made.bytes()


CASES = {
    "columns": (
        columns,
        1,
        "Jets are required to have a transverse momentum pT > 30 GeV in both of the columns.",
        2,
    ),
    "pages": (
        pages,
        1,
        "Muons are required to have a transverse momentum that is larger than 25 GeV on two pages.",
        2,
    ),
    "ligatures": (
        ligatures,
        1,
        "Events with five or more jets with sufficient transverse momentum, effectively pT > 45 GeV, are selected",
        2,
    ),
    "table": (table, 1, "Region: SR2; Jets: >= 5; Mass: > 450 GeV", 6),
}


def words_of(data: bytes, quote: str) -> list[tuple[int, pymupdf.Rect]]:
    """Where the PDF itself has the words of a quote: page and rectangle, found without hepir."""
    wanted = normalised(quote).replace(";", " ").split()
    file = pymupdf.open(stream=data, filetype="pdf")
    every = [
        (page.number + 1, pymupdf.Rect(*word[:4]), normalised(word[4]))
        for page in file
        for word in page.get_text("words", sort=False)
    ]
    for start in range(len(every)):
        found, place = [], 0
        for number, box, text in every[start:]:
            if place == len(wanted):
                break
            if text == wanted[place] or (text.endswith("-") and wanted[place].startswith(text[:-1])):
                found.append((number, box))
                place += not text.endswith("-")
            elif wanted[place].endswith(text) and found:
                found.append((number, box))
                place += 1
            else:
                break
        if place == len(wanted):
            return found
    return []


def program_of(page: int, quote: str) -> str:
    return f'source q = page {page} "{quote}"\nregion r\n  select MET.pt > 30 GeV  @q\n'


@pytest.mark.parametrize("case", CASES)
def test_boxes_are_where_the_words_are(make_session: Callable[..., Session], case: str) -> None:
    make, page, quote, lines = CASES[case]
    data = make()
    session = make_session(program_of(page, quote), data, "paper.pdf")
    (found,) = session.state()["items"][-1]["quotes"]  # type: ignore[index]
    assert found["state"] == "found", found
    boxes = [(int(number), pymupdf.Rect(x, y, x + w, y + h)) for number, x, y, w, h in found["boxes"]]
    assert len(boxes) == lines, boxes
    if case == "table":  # a row is said with the heads of its columns, which are marked as well
        words = [
            (1, box)
            for each in ("Region", "Jets", "Mass", "SR2", ">= 5", "> 450 GeV")
            for box in pymupdf.open(stream=data)[0].search_for(each)
            if box.y0 > 215  # below the caption
        ]
    else:
        words = words_of(data, quote)
    assert words
    for number, word in words:
        middle = (word.tl + word.br) / 2
        assert any(other == number and box.contains(middle) for other, box in boxes), (number, word, boxes)
    for number, box in boxes:  # and nothing else is marked
        inside = pymupdf.Rect()
        for other, word in words:
            if other == number and box.contains((word.tl + word.br) / 2):
                inside |= word
        assert abs(inside.x0 - box.x0) < 4 and abs(inside.x1 - box.x1) < 6, (inside, box)


@pytest.mark.parametrize("case", ["columns", "pages"])
def test_marks_of_the_page_are_the_boxes(browser, make_desk: Callable[..., Desk], case: str) -> None:
    make, page, quote, lines = CASES[case]
    desk: Desk = make_desk(program_of(page, quote), make(), "paper.pdf")
    (found,) = desk.session.state()["items"][-1]["quotes"]  # type: ignore[index]
    browser.get("about:blank")
    browser.get(f"{desk.url}#{desk.session.state()['items'][-1]['id']}")  # type: ignore[index]
    waiting = WebDriverWait(browser, 60)
    waiting.until(lambda _: len(browser.find_elements(By.CSS_SELECTOR, ".box.mark")) == lines)
    waiting.until(lambda _: browser.find_elements(By.CSS_SELECTOR, ".page img"))
    script = """
      return [...document.querySelectorAll('.box.mark')].map((mark) => {
        const frame = mark.parentElement, outer = frame.getBoundingClientRect(), inner = mark.getBoundingClientRect();
        const scale = 612 / outer.width;
        return [Number(frame.dataset.page), (inner.left - outer.left) * scale, (inner.top - outer.top) * scale,
                inner.width * scale, inner.height * scale];
      });"""
    marks = browser.execute_script(script)
    for mark, box in zip(marks, found["boxes"], strict=True):
        assert mark == pytest.approx(box, abs=2.0)


def test_pages_of_real_papers_are_drawn(papers: Path) -> None:
    from hepir.reading.opening import read_document
    from hepir.review.documents import shown

    path = papers / "CMS-SUS-16-046_1711.08008.pdf"
    found = shown("d0", read_document(path), path)
    picture = found.picture(2)
    assert picture is not None and picture.startswith(b"\x89PNG") and len(picture) < 600_000
    assert found.picture(0) is None and found.picture(9999) is None


def test_lines_know_their_words(make_session: Callable[..., Session]) -> None:
    session = make_session('analysis "x"\n', ligatures(), "paper.pdf")
    sentences = {each["text"]: each["boxes"] for each in session.fixed["every"]}  # type: ignore[attr-defined]
    text, lines = next((text, lines) for text, lines in sentences.items() if "pT > 45 GeV" in text)
    assert [text[line[5] : line[6]].strip() for line in lines] == [
        "Events with five or more jets with sufficient transverse momentum,",
        "effectively pT > 45 GeV, are selected for the search here.",
    ]
    boxes = [list(box) for box in session.documents[""].boxes(find(session, text))]
    assert [line[:5] for line in lines] == boxes


def find(session: Session, text: str) -> Span:
    return next(each.span for each in session.documents[""].document.sentences if each.text == text)
