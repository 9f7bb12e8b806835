"""`hepir score`: how well drafts say what a gold program says.

In: a gold program and drafts of it, or folders in which they have the same names. Out: a table, or JSON. A draft that has
errors or is not there says nothing, and all is omitted; its diagnostics go to the standard error.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from hepir.cli.console import CommandError, Console
from hepir.cli.files import read_program
from hepir.cli.numbers import positive
from hepir.cli.readings import reading_of

if TYPE_CHECKING:
    from hepir.extract.showing_scores import Scored

FORMATS = ("text", "json")
PROGRAMS = "*.hep"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir score`."""
    parser.add_argument("gold", metavar="GOLD", help="the right program, or a folder of such")
    parser.add_argument("drafts", nargs="+", metavar="DRAFT", help="a draft of it, or a folder of such")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to show the scores")
    parser.add_argument("--seed", type=int, default=0, help="of the random events (0)")
    parser.add_argument("--events", type=positive, default=300, metavar="N", help="random events (300)")


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Score all pairs; status 1 where a draft has errors or is missing."""
    from hepir.extract.showing_scores import score_document, score_text

    status, scored = 0, []
    for gold, drafts in pairs(arguments):
        failed, one = score_one(gold, drafts, arguments, console)
        status = max(status, failed)
        scored.append(one)
    if arguments.format == "json":
        import json

        console.write(json.dumps(score_document(scored), indent=2, ensure_ascii=False) + "\n")
    else:
        console.write(score_text(scored))
    return status


def pairs(arguments: argparse.Namespace) -> list[tuple[str, list[str]]]:
    """Each gold program with its drafts; usage is wrong where files and folders are mixed or a folder is empty."""
    gold, drafts = arguments.gold, arguments.drafts
    folders = {Path(each).is_dir() for each in (gold, *drafts)}
    if folders == {False}:
        return [(gold, drafts)]
    if folders != {True}:
        arguments.parser.error("give files alone, or folders alone")
    names = sorted(each.name for each in Path(gold).glob(PROGRAMS))
    if not names:
        arguments.parser.error(f"there is no {PROGRAMS} in `{gold}`")
    return [(str(Path(gold, name)), [str(Path(each, name)) for each in drafts]) for name in names]


def score_one(
    gold: str, drafts: list[str], arguments: argparse.Namespace, console: Console
) -> tuple[int, Scored]:
    """The scores of the drafts of one program."""
    from hepir.extract.scoring import agreement, score
    from hepir.extract.showing_scores import Scored
    from hepir.extract.sides import nothing

    right = reading_of(read_program(gold))
    status, found = 0, []
    for path in drafts:
        try:
            found.append(reading_of(read_program(path)))
        except CommandError as failure:
            status = max(status, console.complain(failure))
            found.append(nothing(path))
    scores = tuple(
        (path, score(right, each, seed=arguments.seed, events=arguments.events))
        for path, each in zip(drafts, found, strict=True)
    )
    return status, Scored(gold, scores, agreement(right, found))
