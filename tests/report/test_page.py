"""The page and the notebook view: complete, escaped, readable without colours, nothing from outside."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from made_results import empty_histogram, met_histogram, region, result, steps

from hepir.backend.result import Expectation, InputFile, Result, StatementStatus, Step
from hepir.report.names import picture_paths
from hepir.report.notebook import MOST_PICTURES, result_html
from hepir.report.page import page_html

EMPTY_ELEMENTS = {"meta", "img", "br", "link", "input"}
HOSTILE = "\"><script>alert(1)</script><img src=x onerror='alert(2)'> $title ${x} &amp; \x1b\u202e"


class Reader(HTMLParser):
    """Elements and text of a page; complains where elements are not closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY_ELEMENTS:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(made: Result) -> str:
    return page_html(made, dict.fromkeys(picture_paths(made).values(), b"PNG"))


def hostile() -> Result:
    """A result in which every text tries to leave its place."""
    made = region(HOSTILE, **{HOSTILE: empty_histogram()})
    made = replace(
        made,
        steps=(Step(HOSTILE, 1, 1, 1.0, 1.0),),
        expectations=(Expectation(HOSTILE, 1.0, None, 1),),
    )
    made.histograms[HOSTILE].axes[0].label = HOSTILE
    plain = result(made)
    record = replace(
        plain.provenance,
        **dict.fromkeys(
            ("hepir_version", "program", "program_sha256", "schema", "schema_sha256", "backend"), HOSTILE
        ),
        packages={HOSTILE: HOSTILE},
        files=(InputFile(HOSTILE, HOSTILE, HOSTILE, 1),),
        options={HOSTILE: HOSTILE},
    )
    texts = dict.fromkeys(("title", "experiment", "sqrt_s", "luminosity"), HOSTILE)
    status = StatementStatus(1, HOSTILE, "approximated", HOSTILE)
    return replace(plain, **texts, statuses=(status,), notes=(HOSTILE,), provenance=record)


def test_everything_is_on_the_page() -> None:
    text = Reader(page(result())).text
    for expected in (
        "Search in multijet events",
        "CMS · 13 TeV · 35.9 /fb · search.hep",
        "simulation",
        "3 of 4",
        'unresolved: "how overlapping jets are removed"',
        "delegated: arXiv:1704.07781",
        "48 ± 7",
        "reject size(leptons) > 0",
        "45.0 %",
        "3 missing values left out",
        "jets start at 15 GeV in the input",
        "two.root",
        "c" * 64,
        "option skip_holes",
        "not given",
        "awkward",
    ):
        assert expected in text, expected


def test_a_status_is_said_by_mark_and_word() -> None:
    text = Reader(page(result())).text
    for said in ("● faithful", "◐ approximated", "○ implicit", "✕ unsupported"):
        assert text.count(said) == 2, said


def test_the_page_needs_nothing_and_runs_nothing() -> None:
    reader = Reader(page(result()))
    assert {tag for tag, _ in reader.elements}.isdisjoint({"script", "link", "iframe", "object", "form"})
    policies = [one["content"] for one in reader.all("meta") if "http-equiv" in one]
    assert policies == ["default-src 'none'; img-src data:; style-src 'unsafe-inline'"]
    assert all((one["src"] or "").startswith("data:image/png;base64,") for one in reader.all("img"))
    assert "url(" not in page(result())
    assert "://" not in page(result())


@pytest.mark.parametrize("write", [page, result_html])
def test_no_text_becomes_anything_else(write: object) -> None:
    assert callable(write)
    reader = Reader(write(hostile()))
    assert reader.all("script") == []
    assert not [name for _, attributes in reader.elements for name in attributes if name.startswith("on")]
    assert "\x1b" not in reader.text
    assert "\u202e" not in reader.text
    shown = HOSTILE.replace("\x1b", "\N{REPLACEMENT CHARACTER}").replace(
        "\u202e", "\N{REPLACEMENT CHARACTER}"
    )
    assert reader.text.count(shown) >= 3


def test_tables_name_their_columns_and_rows() -> None:
    reader = Reader(page(result()))
    assert {one.get("scope") for one in reader.all("th")} == {"col", "row"}
    assert len(reader.all("caption")) == len(reader.all("table")) == 5
    assert all(one["alt"] for one in reader.all("img"))
    assert reader.all("html") == [{"lang": "en"}]


def test_every_link_of_the_navigation_leads_somewhere() -> None:
    reader = Reader(page(result()))
    targets = {f"#{attributes['id']}" for _, attributes in reader.elements if "id" in attributes}
    links = {one["href"] for one in reader.all("a")}
    assert len(links) == 6
    assert links <= targets


def test_sections_with_nothing_to_say_are_left_out() -> None:
    made = replace(result(replace(region("search"), expectations=())), notes=(), statuses=())
    reader = Reader(page_html(made, {}))
    assert {one["href"] for one in reader.all("a")} == {"#regions", "#inputs", "#provenance"}
    assert reader.all("img") == []


def test_a_program_without_regions_has_a_page() -> None:
    made = replace(result(), regions=())
    assert "Provenance" in Reader(page(made)).text


def test_weights_add_a_column_and_bars_stay_within_their_track() -> None:
    made = result(replace(region("search"), steps=steps(10, 30, weight=-1.0)))
    written = page(made)
    assert "Sum of weights" in written
    assert "Sum of weights" not in page(result())
    assert set(re.findall(r"width:([\d.]+)%", written)) == {"100.00"}


def test_three_hundred_steps() -> None:
    made = result(replace(region("search"), steps=steps(*range(1000, 700, -1))))
    assert len(Reader(page(made)).all("tr")) > 300


def test_a_notebook_shows_cutflow_pictures_and_notes() -> None:
    reader = Reader(result_html(result()))
    assert "reject size(leptons) > 0" in reader.text
    assert "delegated: arXiv:1704.07781" in reader.text
    assert len(reader.all("img")) == 1
    assert reader.all("style") == []


def test_a_notebook_draws_a_few_pictures_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hepir.report.pictures.picture", lambda *_: b"PNG")
    histograms = {f"h{number}": met_histogram() for number in range(MOST_PICTURES + 3)}
    reader = Reader(result_html(result(region("search", **histograms))))
    assert len(reader.all("img")) == MOST_PICTURES
    assert "and 3 more histograms" in reader.text


CITING = """source s1 = page 7 "Jets with <b>pT</b> > 30 GeV"
object jets from Jet
  select pt > 30 GeV  @s1
region base
  select size(jets) >= 2  @assumed "the title"
region search from base
region other from base, search
"""


def test_what_statements_rest_on_and_the_regions_are_shown() -> None:
    made = result(region("base"), region("search"), region("other"))
    statuses = (
        StatementStatus(3, "select pt > 30 GeV", "faithful"),
        StatementStatus(5, "select size(jets) >= 2", "faithful"),
    )
    cited = replace(made, statuses=statuses, provenance=replace(made.provenance, program_text=CITING))
    page = page_html(cited, {})
    assert "page 7: &quot;Jets with &lt;b&gt;pT&lt;/b&gt; &gt; 30 GeV&quot;" in page
    assert "assumed: the title" in page
    assert 'aria-label="search from base; other from base, search"' in page
    assert page.count("<rect ") == 3 and page.count("<path ") == 3
    assert "<rect" not in page_html(made, {})
