"""The conformance corpus: what is accepted, what is refused, and that both say all there is to say."""

from pathlib import Path

import pytest

from hepir.diagnostics.fixing import fix_until_stable
from hepir.source import Source
from hepir.syntax import errors
from hepir.syntax.building import BUILDERS
from hepir.syntax.formatting import format_source
from hepir.syntax.parsing import parse
from hepir.syntax.tables import parser

CORPUS = Path(__file__).resolve().parents[2] / "grammar" / "corpus"
VALID = sorted((CORPUS / "valid").glob("*.hep"))
INVALID = sorted((CORPUS / "invalid").glob("HEP00*.hep"))
MENDED = {
    "HEP0001_double_ampersand": "select pt > 30 GeV and |eta| < 2.4",
    "HEP0001_single_equals": "select size(Jet) == 2",
    "HEP0001_missing_from": "object jets from Jet",
    "HEP0001_missing_in": "hist met = MET.pt in 100 bins from 0 GeV to 200 GeV",
    "HEP0001_not_a_statement": "select pt > 30 GeV",
    "HEP0001_printed_symbols": "select |eta| <= 2.4",
    "HEP0001_braces": "select MET.pt > 30 GeV\n",
    "HEP0003_lower_case": "select pt > 30 GeV",
}


def read(path: Path) -> str:
    return path.read_bytes().decode()


def name(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", VALID, ids=name)
def test_a_valid_program_is_read_and_canonical(path: Path) -> None:
    assert parse(Source(path.name, read(path))).diagnostics == ()
    assert format_source(read(path)) == read(path)


def test_valid_programs_use_every_rule_of_the_grammar() -> None:
    used = {node.data for path in VALID for node in parser().parse(read(path)).iter_subtrees()}
    assert used >= set(BUILDERS)


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_an_invalid_program_gives_its_diagnostic_and_no_other(path: Path) -> None:
    parsed = parse(Source(path.name, read(path)))
    assert parsed.program is None
    assert {diagnostic.code for diagnostic in parsed.diagnostics} == {path.name.partition("_")[0]}


@pytest.mark.parametrize(("stem", "line"), MENDED.items(), ids=list(MENDED))
def test_edits_mend_an_invalid_program(stem: str, line: str) -> None:
    def check(text: str) -> tuple[errors.Diagnostic, ...]:
        return parse(Source(stem, text)).diagnostics

    mended, _ = fix_until_stable(read(CORPUS / "invalid" / f"{stem}.hep"), check)
    assert check(mended) == ()
    assert line in mended


def test_every_code_has_an_invalid_program() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and hasattr(kind, "code")]
    assert {kind.code for kind in kinds} == {path.name.partition("_")[0] for path in INVALID}
