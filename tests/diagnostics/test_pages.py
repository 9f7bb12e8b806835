"""The pages of docs/errors are those that the docstrings give."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "generate_errors.py"


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    specification = importlib.util.spec_from_file_location("generate_errors", SCRIPT)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_the_pages_are_up_to_date(generator: ModuleType) -> None:
    assert generator.stale(SCRIPT.parent / "errors") == (), "run `python docs/generate_errors.py`"


def test_checking_finds_missing_changed_and_left_over_pages(generator: ModuleType, tmp_path: Path) -> None:
    generator.write(tmp_path)
    assert generator.stale(tmp_path) == ()
    (tmp_path / "HEP1001.md").write_text("changed")
    (tmp_path / "HEP1002.md").unlink()
    (tmp_path / "HEP9999.md").write_text("left over")
    assert generator.stale(tmp_path) == ("HEP1001.md", "HEP1002.md", "HEP9999.md")
    generator.write(tmp_path)
    assert generator.stale(tmp_path) == ()


def test_check_mode_tells_by_its_exit_status(
    generator: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generator, "FOLDER", tmp_path)
    assert generator.main(["--check"]) == 1
    assert "docs/errors/README.md is out of date" in capsys.readouterr().err
    assert generator.main([]) == 0
    assert generator.main(["--check"]) == 0


def test_the_index_has_a_row_for_each(generator: ModuleType) -> None:
    pages = generator.pages()
    for name in pages.keys() - {generator.INDEX}:
        assert pages[generator.INDEX].count(f"]({name}) |") == 1
