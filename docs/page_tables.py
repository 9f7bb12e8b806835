"""Tables that scripts write into pages, between two comments.

In: a page, the comments, the table of now, and the words of the command line. Out: the page with the table; with `--check`
nothing is written, and the exit status is 1 if the page differs.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def write_table(arguments: list[str], script: Path, page: Path, comments: tuple[str, str], table: str) -> int:
    """Writes a table, or with `--check` says whether it differs; returns the exit status."""
    parser = argparse.ArgumentParser(description=f"Write the table of {page.name}.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the page is out of date")
    check: bool = parser.parse_args(arguments).check
    present = page.read_text(encoding="utf-8")
    expected = updated(page, present, comments, table)
    if not check:
        page.write_text(expected, encoding="utf-8", newline="\n")
        return 0
    if present != expected:
        print(f"docs/{page.name} is out of date: run `python docs/{script.name}`", file=sys.stderr)
    return int(present != expected)


def updated(page: Path, text: str, comments: tuple[str, str], table: str) -> str:
    """The text of a page with a table; ValueError where it lacks the comments."""
    before, begin, rest = text.partition(comments[0])
    _, end, after = rest.partition(comments[1])
    if not (begin and end):
        raise ValueError(
            f"{page.name} has no place for the table: {comments[0].strip()} ... {comments[1].strip()}"
        )
    return f"{before}{begin}\n{table}\n{end}{after}"
