"""What every code owes: a name, a docstring with an example, a page, and a program that triggers it."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from hepir.api import check_source
from hepir.diagnostics import Diagnostic, Severity
from hepir.diagnostics.catalogue import built_in_diagnostics
from hepir.diagnostics.documentation import Code, Heading, documentation
from hepir.diagnostics.fixing import fix_until_stable
from hepir.extract.against import opened
from hepir.source import Source

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "grammar" / "corpus" / "invalid"
KINDS = built_in_diagnostics()
# Later stages need a schema, a backend, an input file or a publication; their own tests trigger them.
CHECKED = {code: kind for code, kind in KINDS.items() if "HEP00" <= code < "HEP05"}
FILES = sorted(CORPUS.glob("*.hep"))

Check = Callable[[Source], tuple[Diagnostic, ...]]


@pytest.fixture(scope="module")
def check() -> Check:
    """Evidence and coverage are asked for where the corpus file is about them; its publication stands beside it."""

    def found(source: Source) -> tuple[Diagnostic, ...]:
        papers = [each for each in CORPUS.glob(f"{Path(source.name).stem}.*") if each.suffix != ".hep"]
        against = opened(papers[0], strict=source.name.startswith("HEP0421")) if papers else None
        strict = source.name.startswith("HEP0402")
        return check_source(source, strict_evidence=strict, against=against)

    return found


@pytest.fixture(params=KINDS.values(), ids=KINDS.keys())
def kind(request: pytest.FixtureRequest) -> type[Diagnostic]:
    return request.param


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="surrogateescape")


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [diagnostic.code for diagnostic in found]


def shown_under(kind: type[Diagnostic], title: str) -> str | None:
    """The program text under a heading of the docstring."""
    blocks = documentation(kind).blocks
    for before, after in pairwise(blocks):
        if before == Heading(title) and isinstance(after, Code) and not after.text.startswith("$ "):
            return f"{after.text}\n"
    return None


def test_the_code_is_hep_and_four_digits(kind: type[Diagnostic]) -> None:
    assert re.fullmatch(r"HEP\d{4}", kind.code)


def test_the_name_is_in_kebab_case(kind: type[Diagnostic]) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", kind.name)
    assert [other.code for other in KINDS.values() if other.name == kind.name] == [kind.code]


def test_the_severity_is_one_of_three(kind: type[Diagnostic]) -> None:
    assert kind.severity in Severity


def test_the_docstring_starts_with_a_title(kind: type[Diagnostic]) -> None:
    first, *others = (kind.__doc__ or "").split("\n")
    assert first.strip().endswith(".")
    assert others, "the docstring is the title alone"
    assert not others[0].strip(), "the line after the title is blank"


def test_the_docstring_holds_an_example(kind: type[Diagnostic]) -> None:
    assert any(isinstance(block, Code) for block in documentation(kind).blocks)


def test_there_is_a_page(kind: type[Diagnostic]) -> None:
    assert (ROOT / "docs" / "errors" / f"{kind.code}.md").is_file()


@pytest.mark.parametrize("code", CHECKED)
def test_there_is_a_program_in_the_corpus(code: str) -> None:
    assert [path for path in FILES if path.name.startswith(f"{code}_")], f"no {CORPUS / code}_*.hep"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_corpus_program_is_reported(path: Path, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)  # where the files are that some of them read
    code = path.name.partition("_")[0]
    assert code in KINDS
    assert code in codes(check(Source(path.name, read(path))))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_applying_the_edits_removes_it(path: Path, check: Check) -> None:
    def same_code(text: str) -> list[Diagnostic]:
        return [one for one in check(Source(path.name, text)) if one.code == path.name.partition("_")[0]]

    text = read(path)
    for_people = [one for one in same_code(text) if not one.edits]
    mended, _ = fix_until_stable(text, same_code)
    assert len(same_code(mended)) == len(for_people)


@pytest.mark.parametrize("code", CHECKED)
def test_the_example_of_the_docstring_does_what_it_says(code: str, check: Check) -> None:
    example, instead = (shown_under(CHECKED[code], title) for title in ("Example", "Instead"))
    assert example is None or code in codes(check(Source("example.hep", example)))
    assert instead is None or code not in codes(check(Source("instead.hep", instead)))
