"""Choosing a format by its name."""

import subprocess
import sys

import pytest
from made_diagnostics import SUSY, missing_unit

from hepir.diagnostics.rendering import FORMATS, render


def test_every_format_renders_and_ends_its_last_line() -> None:
    shown = {name: render(name, SUSY, (missing_unit(),), False) for name in FORMATS}
    assert len(set(shown.values())) == len(FORMATS)
    assert all("TST0301" in text and text.endswith("\n") for text in shown.values())


def test_colours_are_for_text_alone() -> None:
    coloured = {name for name in FORMATS if "\x1b" in render(name, SUSY, (missing_unit(),), True)}
    assert coloured == {"text"}


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="no format 'xml': one of text, concise, json, sarif, github"):
        render("xml", SUSY, (), False)


def test_text_needs_neither_json_nor_urllib() -> None:
    program = (
        "import sys; before = set(sys.modules);"  # what the interpreter itself loads at start is not ours
        "from hepir.diagnostics.rendering import render; from hepir.source import Source;"
        "render('text', Source('a', ''), (), False);"
        "print(sorted({'json', 'urllib.parse'} & set(sys.modules) - before))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"
