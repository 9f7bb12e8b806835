"""The table of functions in docs/language.md is the one that the checker reads."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "generate_functions.py"


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    specification = importlib.util.spec_from_file_location("generate_functions", SCRIPT)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date(generator: ModuleType) -> None:
    assert generator.main(["--check"]) == 0, "run `python docs/generate_functions.py`"


def test_checking_finds_a_changed_table_and_writing_mends_it(
    generator: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "language.md"
    page.write_text(f"before\n{generator.BEGIN}old\n{generator.END}after\n", encoding="utf-8")
    monkeypatch.setattr(generator, "PAGE", page)
    assert generator.main(["--check"]) == 1
    assert "out of date" in capsys.readouterr().err
    assert generator.main([]) == 0
    text = page.read_text(encoding="utf-8")
    assert "| `dphi(a, b)` | an angle |" in text
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert generator.main(["--check"]) == 0


def test_a_page_without_a_place_for_the_table_is_refused(
    generator: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "language.md"
    page.write_text("a page", encoding="utf-8")
    monkeypatch.setattr(generator, "PAGE", page)
    with pytest.raises(ValueError, match="no place for the table"):
        generator.main([])
    assert page.read_text(encoding="utf-8") == "a page"
