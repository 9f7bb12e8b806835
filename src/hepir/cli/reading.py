"""`hepir read`: what is in a publication.

In: a publication. Out: its sections, sentences with their ids, tables and references on the standard output; the same as
JSON; or the passages that a model would be shown.
"""

from __future__ import annotations

import argparse

from hepir.cli.console import Console
from hepir.cli.numbers import positive


def pages(text: str) -> object:
    """Pages as `3` or `3-10`."""
    from hepir.reading.pages import page_range

    found = page_range(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"`{text}` are no pages: write `7` or `1-60`")
    return found


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir read`."""
    parser.add_argument(
        "file", metavar="PAPER", help="a publication: PDF, LaTeX, Markdown, text, or JSON of docling or hepir"
    )
    parser.add_argument("--pages", type=pages, metavar="A-B", help="only these pages of a PDF")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="everything, as JSON that `hepir read` reads again")
    form.add_argument("--passages", action="store_true", help="what a model is shown, by section")
    parser.add_argument(
        "--budget", type=positive, metavar="N", help="tokens that the passages may take; all without"
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Read, and write what is asked for."""
    from hepir.reading.opening import read_document

    if arguments.budget is not None and not arguments.passages:
        arguments.parser.error("--budget goes with --passages")
    document = read_document(arguments.file, arguments.pages)
    if arguments.json:
        from hepir.reading.json_form import to_json

        console.write(to_json(document))
    elif arguments.passages:
        from hepir.reading.passages import characters, passages

        budget = None if arguments.budget is None else characters(arguments.budget)
        found = passages(document, budget)
        console.write("\n\n".join(each.text for each in found) + "\n" if found else "")
    else:
        from hepir.reading.showing import shown

        console.write(shown(document))
    return 0
