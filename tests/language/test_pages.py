"""The literate specification: every program of `tests/language/*.md` gives exactly the diagnostics it says.

In: Markdown pages whose `hep` blocks are programs with `#! HEP0301` at the end of the lines where a
diagnostic is due. Out: one test a program. A block marked `schema=NAME` is checked for that format too; one marked
`layout=free` is what `hepir fmt` makes the next block of, which is marked `layout=canonical`.
"""

from itertools import pairwise
from pathlib import Path

import pytest
from expectations import differences, reported, statuses
from fences import Fence, fences

from hepir.api import format_source

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
    schema = block.options.get("schema")
    assert differences(block.code, reported(block.code, schema)) == []
    # What a format lacks is an error; then there is nothing to judge.
    assert not schema or "#!" in block.code.replace("#! HEP0211", "") or statuses(block.code, schema) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_has_programs_and_only_programs(page: Path) -> None:
    languages = {block.language for block in fences(page.read_text(encoding="utf-8"))}
    assert "hep" in languages
    assert languages <= {"hep", "text"}, "a block in another language would be read by nobody"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_layout(page: Path) -> None:
    blocks = [each for each in fences(page.read_text(encoding="utf-8")) if "layout" in each.options]
    for before, block in pairwise([None, *blocks]):
        assert block is not None
        assert block.options["layout"] in ("free", "canonical")
        if block.options["layout"] == "canonical":
            assert format_source(block.code) == block.code
            assert (
                before is None
                or before.options["layout"] == "canonical"
                or format_source(before.code) == block.code
            )
