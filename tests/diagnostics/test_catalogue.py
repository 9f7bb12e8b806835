"""Finding and explaining diagnostics."""

import subprocess
import sys
from importlib import metadata
from types import ModuleType

import made_diagnostics
import pytest
from made_diagnostics import Made

from hepir.diagnostics import HepirError, catalogue
from hepir.diagnostics.catalogue import all_diagnostics, built_in_diagnostics, error_modules, explain
from hepir.diagnostics.errors import CodeClash, UnknownCode, UnusableEntryPoint
from hepir.source import Span

HEAVY = {"numpy", "awkward", "uproot", "hist", "matplotlib", "rich", "vector", "pymupdf", "torch", "lark"}


class Intruder(Made):
    """Has a code that is taken."""

    code = "HEP1001"


@pytest.fixture
def entry(monkeypatch: pytest.MonkeyPatch):
    """Installs entry points that load the given objects."""

    def install(*loaded: object) -> None:
        module = ModuleType("plugin_for_tests")
        for number, value in enumerate(loaded):
            setattr(module, f"entry{number}", value)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        entries = [
            metadata.EntryPoint(f"mine{number}", f"{module.__name__}:entry{number}", "hepir.diagnostics")
            for number in range(len(loaded))
        ]
        monkeypatch.setattr(catalogue, "entry_points", lambda _: tuple(entries))

    return install


def only(error: pytest.ExceptionInfo[HepirError]) -> object:
    (diagnostic,) = error.value.diagnostics
    return diagnostic


def test_the_stages_are_found_by_the_name_of_their_modules() -> None:
    assert "hepir.diagnostics.errors" in error_modules()
    assert built_in_diagnostics()["HEP1001"] is UnknownCode
    assert list(built_in_diagnostics()) == sorted(built_in_diagnostics())


def test_collecting_all_imports_nothing_heavy() -> None:
    program = (
        "import sys; from hepir.diagnostics.catalogue import built_in_diagnostics; built_in_diagnostics();"
        f"print(sorted({HEAVY!r} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_a_module_and_a_class_of_another_package_join(entry) -> None:
    entry(made_diagnostics, Made)
    assert all_diagnostics()["TST0301"] is Made
    assert all_diagnostics()["TST0302"] is made_diagnostics.MadeWarning
    assert "TST0301" not in built_in_diagnostics()
    assert explain("tst0301").startswith("TST0301 made-up (error)\n")


def test_a_clash_names_both_owners(entry) -> None:
    entry(Intruder)
    with pytest.raises(HepirError) as error:
        all_diagnostics()
    clash = only(error)
    assert isinstance(clash, CodeClash)
    assert clash.message == (
        "the code HEP1001 belongs to both hepir (hepir.diagnostics.errors.UnknownCode) "
        f"and plugin_for_tests:entry0 ({__name__}.Intruder)"
    )


def test_an_entry_that_is_no_diagnostic_is_refused(entry) -> None:
    entry("text")
    with pytest.raises(HepirError) as error:
        all_diagnostics()
    assert isinstance(only(error), UnusableEntryPoint)
    assert "neither a module nor a diagnostic" in str(error.value)


def test_an_entry_that_cannot_be_imported_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = metadata.EntryPoint("mine", "no_such_module_at_all", "hepir.diagnostics")
    monkeypatch.setattr(catalogue, "entry_points", lambda _: (missing,))
    with pytest.raises(HepirError, match="No module named 'no_such_module_at_all'"):
        all_diagnostics()


@pytest.mark.parametrize("written", ["HEP1001", "hep1001", "1001", " Hep1001\n", "unknown-code"])
def test_a_code_is_understood_however_it_is_written(written: str) -> None:
    lines = explain(written).splitlines()
    assert lines[:3] == ["HEP1001 unknown-code (error)", "", "No diagnostic has this code."]
    assert "    $ hepir explain HEP9999" in lines
    assert all(len(line) <= 80 for line in lines)


def test_leading_zeros_may_be_left_out() -> None:
    code = next(iter(built_in_diagnostics()))
    assert explain(code.removeprefix("HEP").lstrip("0")) == explain(code)


@pytest.mark.parametrize(
    ("written", "close"), [("HEP1O01", "HEP1001"), ("hep10001", "HEP1001"), ("unknown-cod", "unknown-code")]
)
def test_an_unknown_code_leads_to_the_nearest(written: str, close: str) -> None:
    with pytest.raises(HepirError) as error:
        explain(written)
    unknown = only(error)
    assert isinstance(unknown, UnknownCode)
    assert unknown.message == f"there is no diagnostic `{written}`"
    assert close in unknown.nearest


def test_what_resembles_nothing_has_no_hint() -> None:
    assert UnknownCode(Span(0, 0), "?").hints == ()
    with pytest.raises(HepirError, match="no diagnostic `&&`"):
        explain("&&")
