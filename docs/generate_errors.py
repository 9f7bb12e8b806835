"""Writes `docs/errors/`: a page for each diagnostic and an index, from the docstrings.

In: the diagnostics of hepir itself. Out: `HEPnnnn.md` for each and `README.md` with a table of all. With
`--check` nothing is written; the exit status is 1 and the differing pages are named if any differs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from hepir.diagnostics.catalogue import built_in_diagnostics
from hepir.diagnostics.core import Diagnostic
from hepir.diagnostics.documentation import documentation, heading, markdown

FOLDER = Path(__file__).parent / "errors"
INDEX = "README.md"
# The examples are run where their codes are known, not with the other pages' code blocks.
ABOVE_CODE = "<!-- not run: see tests/diagnostics/test_contracts.py -->\n"
STAGES = {
    "00": "syntax",
    "01": "names",
    "02": "types",
    "03": "units",
    "04": "evidence",
    "05": "schemas",
    "06": "plans and backends",
    "07": "running and reports",
    "08": "reading publications",
    "09": "extraction",
    "10": "diagnostics",
    "11": "other languages",
    "12": "reviews",
}


def pages() -> Mapping[str, str]:
    """File name to content for everything that belongs into the folder."""
    kinds = built_in_diagnostics()
    return {INDEX: _index(kinds)} | {f"{code}.md": _page(kind) for code, kind in kinds.items()}


def stale(folder: Path) -> tuple[str, ...]:
    """Names of pages in `folder` that are missing, differ, or belong to no diagnostic any more."""
    expected = pages()
    present = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    names = expected.keys() | present.keys()
    return tuple(sorted(name for name in names if expected.get(name) != present.get(name)))


def write(folder: Path) -> None:
    """Brings `folder` up to date."""
    folder.mkdir(parents=True, exist_ok=True)
    expected = pages()
    for name in stale(folder):
        if name in expected:
            (folder / name).write_text(expected[name], encoding="utf-8", newline="\n")
        else:
            (folder / name).unlink()


def _page(kind: type[Diagnostic]) -> str:
    origin = (
        f"Written by `docs/generate_errors.py` from the docstring of `{kind.__module__}.{kind.__name__}`."
    )
    facts = f"Severity: {kind.severity}. Stage: {STAGES[kind.code[3:5]]}. [All diagnostics]({INDEX})."
    text = markdown(documentation(kind), ABOVE_CODE)
    return f"# {heading(kind)}\n\n{text}\n\n{facts}\n\n<!-- {origin} -->\n"


def _index(kinds: Mapping[str, type[Diagnostic]]) -> str:
    rows = "".join(
        f"| [{code}]({code}.md) | {kind.name} | {kind.severity} | {STAGES[code[3:5]]} | {_cell(kind)} |\n"
        for code, kind in kinds.items()
    )
    return (
        "# Diagnostics\n\n"
        "Everything `hepir` can complain about. `hepir explain CODE` prints a page in the terminal.\n\n"
        f"| Code | Name | Severity | Stage | What it says |\n| --- | --- | --- | --- | --- |\n{rows}"
        "\n<!-- Written by `docs/generate_errors.py`. -->\n"
    )


def _cell(kind: type[Diagnostic]) -> str:
    return documentation(kind).title.replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Writes the pages, or with `--check` says which ones differ; returns the exit status."""
    parser = argparse.ArgumentParser(description="Write a page for each diagnostic.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a page is out of date")
    if not parser.parse_args(arguments).check:
        write(FOLDER)
        return 0
    differing = stale(FOLDER)
    for name in differing:
        print(f"docs/errors/{name} is out of date: run `python docs/generate_errors.py`", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
