"""The page about conversions shows what is written."""

from pathlib import Path

from fences import fences

from hepir.interop.adl.importing import import_adl
from hepir.source import Source

PAGE = Path(__file__).parents[3] / "docs" / "importing-adl.md"


def test_the_page_shows_what_is_written():
    blocks = list(fences(PAGE.read_text(encoding="utf-8")))
    given = next(block for block in blocks if block.options.get("file") == "search.adl")
    shown = next(block for block in blocks if block.language == "hep")
    assert import_adl(Source("search.adl", given.code)).text.strip() == shown.code.strip()
