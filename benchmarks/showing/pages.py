"""Pages that hold figures.

In: a record. Out: what stands between the two marks of a page is replaced; a page without them is left alone.
"""

from __future__ import annotations

from pathlib import Path

BEGIN = "<!-- benchmarks: written by `python -m benchmarks publish` -->\n"
END = "<!-- end of benchmarks -->"


class NoMarksError(Exception):
    """A page has no place for figures."""


def replaced(page: str, figures: str) -> str:
    """The page with these figures; raises NoMarksError."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise NoMarksError
    return f"{before}{BEGIN}\n{figures.strip()}\n\n{END}{after}"


def publish(pages: dict[Path, str]) -> None:
    """Write figures into pages: all of them, or none; raises NoMarksError with the name of a page."""
    texts = {}
    for path, figures in pages.items():
        try:
            texts[path] = replaced(path.read_text(encoding="utf-8"), figures)
        except NoMarksError:
            raise NoMarksError(f"{path.name} has no line {BEGIN.strip()}, followed by {END}") from None
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
