"""`hepir compare`: results against published numbers, another run, or the program's own `expect` rows; two event lists.

In: an output folder or an event list, and what to compare it with. Out: what departs, and which statements may explain it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from hepir.cli.console import Console
from hepir.cli.errors import NoSuchFile
from hepir.cli.files import add_functions, fail
from hepir.cli.numbers import positive
from hepir.diagnostics.places import NOWHERE

FORMATS = ("text", "json")


def deviations(text: str) -> float:
    """A number of standard deviations."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"`{text}` is no number above zero")
    return value


def mapping(text: str) -> tuple[str, str]:
    """`TABLE=REGION` or `TABLE=REGION.HISTOGRAM`."""
    table, sign, target = text.rpartition("=")
    if not (sign and table.strip() and target.strip()):
        raise argparse.ArgumentTypeError(f"`{text}` is not TABLE=REGION or TABLE=REGION.HISTOGRAM")
    return table.strip(), target.strip()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir compare`."""
    parser.add_argument("here", metavar="RESULTS", help="the folder of a run, or its events.parquet")
    parser.add_argument("other", nargs="?", metavar="OTHER", help="another run, event list or HEPData file")
    parser.add_argument("--to", metavar="OTHER", help="the same; without any, the program's `expect` rows")
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        type=mapping,
        metavar="TABLE=TARGET",
        help="what a table is: a region, or REGION.HISTOGRAM; may be given several times",
    )
    parser.add_argument("--column", metavar="NAME", help="the column of the tables that is compared")
    parser.add_argument(
        "--deviations", type=deviations, default=3.0, metavar="N", help="from here on a number departs (3)"
    )
    parser.add_argument(
        "--inputs",
        nargs="+",
        default=[],
        metavar="INPUT",
        help="the event files that both lists come from: say what removed events",
    )
    parser.add_argument(
        "--most", type=positive, default=20, metavar="N", help="events to explain in each region (20)"
    )
    add_functions(parser)
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to show what differs")


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Compare; status 1 where something departs."""
    other: str | None = arguments.to or arguments.other
    if arguments.to and arguments.other:
        arguments.parser.error("give what to compare with once")
    for path in (arguments.here, other):
        if path is not None and not Path(path).exists():
            fail(path, NoSuchFile(NOWHERE, path))
    if Path(arguments.here).is_file():
        return run_events(arguments, other, console)
    if arguments.inputs:
        arguments.parser.error("--inputs goes with event lists")
    from hepir.api import compare
    from hepir.comparison.showing import comparison_document, comparison_text

    found = compare(
        arguments.here,
        other,
        mapped=dict(arguments.map),
        column=arguments.column,
        deviations=arguments.deviations,
    )
    console.write(
        as_json(comparison_document(found)) if arguments.format == "json" else comparison_text(found)
    )
    return int(not found.agrees)


def run_events(arguments: argparse.Namespace, other: str | None, console: Console) -> int:
    """Compare two event lists."""
    from hepir.comparison.showing import events_document, events_text

    if other is None:
        arguments.parser.error("an event list is compared with another: hepir compare A B")
    from hepir.api import compare_events

    found = compare_events(
        arguments.here,
        str(other),
        inputs=arguments.inputs,
        most=arguments.most,
        functions=arguments.functions,
    )
    console.write(as_json(events_document(found)) if arguments.format == "json" else events_text(found))
    return int(not found.equal)


def as_json(document: dict[str, object]) -> str:
    """JSON for other programs."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
