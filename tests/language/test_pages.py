"""The literate specification: every program of `tests/language/*.md` gives exactly the diagnostics it says.

In: Markdown pages whose `hep` blocks are programs with `#! HEP0301` at the end of the lines where a
diagnostic is due. Out: one test a program.
"""

from pathlib import Path

import pytest
from expectations import differences, reported
from fences import Fence, fences

PAGES = sorted(Path(__file__).parent.glob("*.md"))


def programs() -> list[object]:
    """Every `hep` block of every page, as a parameter named after its page, heading and line."""
    return [
        pytest.param(block, id=f"{page.stem}:{block.line}:{block.heading}")
        for page in PAGES
        for block in fences(page.read_text(encoding="utf-8"))
        if block.language == "hep"
    ]


@pytest.mark.parametrize("block", programs())
def test_program_gives_the_diagnostics_it_says(block: Fence) -> None:
    assert differences(block.code, reported(block.code)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_has_programs_and_only_programs(page: Path) -> None:
    languages = {block.language for block in fences(page.read_text(encoding="utf-8"))}
    assert "hep" in languages
    assert languages <= {"hep", "text"}, "a block in another language would be read by nobody"
