"""Writes the table of built-in functions into `docs/language.md`, from the table that the checker reads.

In: `hepir.intrinsics.registry`. Out: the lines between the two comments of the page. With `--check` nothing is
written; the exit status is 1 if the page differs.
"""

from __future__ import annotations

import sys
from pathlib import Path

from page_tables import write_table

from hepir.intrinsics.core import Function, Signature
from hepir.intrinsics.registry import signatures

PAGE = Path(__file__).parent / "language.md"
BEGIN = "<!-- functions: written by `docs/generate_functions.py` -->\n"
END = "<!-- end of functions -->\n"


def table() -> str:
    """A row for each function that hepir has itself, in the order of the registry."""
    own = [each for each in signatures().values() if written_here(each)]
    return "| Function | Result | What it is |\n| --- | --- | --- |\n" + "".join(map(row, own))


def written_here(function: Signature) -> bool:
    """Whether a function is not one of another package."""
    code = function.columnar if isinstance(function, Function) else function.text  # type: ignore[attr-defined]
    return code.__module__.startswith("hepir.")


def row(function: Signature) -> str:
    """The signature, what comes out, the description, and where that is from."""
    call, _, result = function.signature().partition(" -> ")
    source = f" ({function.source})" if function.source else ""
    text = f"{function.description.removesuffix('.')}{source}."
    return f"| `{call}` | {result} | {text} |\n".replace("\\", "\\\\")


def main(arguments: list[str]) -> int:
    """Writes the table, or with `--check` says whether it differs; returns the exit status."""
    return write_table(arguments, Path(__file__), PAGE, (BEGIN, END), table())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
