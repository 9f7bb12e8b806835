"""`hepir explain`: what a diagnostic means. In: its code. Out: its explanation, with an example."""

from __future__ import annotations

import argparse

from hepir.cli.console import Console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir explain`."""
    parser.add_argument("code", metavar="CODE", help="such as HEP0301, 301 or missing-unit")


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Print the explanation."""
    from hepir.diagnostics.catalogue import explain

    console.write(explain(arguments.code))
    return 0
