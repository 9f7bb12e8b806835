"""`hepir score`: how well drafts say what a gold program says.

In: a gold program and drafts of it, or folders in which they have the same names. Out: a table, or JSON. A draft that has
errors or is not there says nothing, and all is omitted; its diagnostics go to the standard error.
"""

from __future__ import annotations

import argparse
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from hepir.cli.console import CommandError, Console
from hepir.cli.errors import NoSuchFile
from hepir.cli.files import fail, read_program
from hepir.cli.numbers import positive
from hepir.cli.readings import reading_of
from hepir.diagnostics.places import NOWHERE

if TYPE_CHECKING:
    from hepir.extract.grounding import Stands
    from hepir.extract.showing_scores import Scored

FORMATS = ("text", "json")
PROGRAMS = "*.hep"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir score`."""
    parser.add_argument("gold", metavar="GOLD", help="the right program, or a folder of such")
    parser.add_argument("drafts", nargs="+", metavar="DRAFT", help="a draft of it, or a folder of such")
    parser.add_argument(
        "--paper",
        metavar="PAPER",
        help="the publication, or a folder with one NAME.pdf (or .tex, .md, ...) for each NAME.hep: look up the quotes",
    )
    parser.add_argument(
        "--references",
        metavar="DIR",
        action="append",
        default=[],
        help="a folder with publications that are quoted too, named by arXiv id or DOI",
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to show the scores")
    parser.add_argument("--seed", type=int, default=0, help="of the random events (0)")
    parser.add_argument("--events", type=positive, default=300, metavar="N", help="random events (300)")


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Score all pairs; status 1 where a draft has errors or is missing."""
    from hepir.extract.showing_scores import score_document, score_text

    check_places(arguments)
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


def check_places(arguments: argparse.Namespace) -> None:
    """What is named must be there, and references need a publication that refers to them."""
    if arguments.references and arguments.paper is None:
        arguments.parser.error("--references needs the publication: --paper FILE")
    if arguments.paper is not None and not Path(arguments.paper).exists():
        fail(arguments.paper, NoSuchFile(NOWHERE, arguments.paper))
    for folder in arguments.references:
        if not Path(folder).is_dir():
            fail(folder, NoSuchFile(NOWHERE, folder, folder=True))


def paper_of(gold: str, paper: str | None) -> Path | None:
    """The publication of a program: the one that is given, or that of the program's name in the folder that is given; None
    where there is none."""
    if paper is None or not Path(paper).is_dir():
        return None if paper is None else Path(paper)
    named = sorted(Path(paper).glob(f"{escape(Path(gold).stem)}.*"))
    return next((each for each in named if each.is_file() and each.suffix != ".hep"), None)


def lookup(paper: Path, references: list[str]) -> Stands:
    """What tells whether a quote stands in the publication or in one that it refers to."""
    from hepir.extract.against import opened
    from hepir.extract.verifying import stands

    against = opened(paper, references)
    return lambda source: stands(source, against.document, against.library)


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
    from hepir.extract.grounding import unquestioned
    from hepir.extract.scoring import agreement, score
    from hepir.extract.showing_scores import Scored
    from hepir.extract.sides import nothing

    paper = paper_of(gold, arguments.paper)
    stands = unquestioned if paper is None else lookup(paper, arguments.references)
    right = reading_of(read_program(gold))
    status, found = 0, []
    for path in drafts:
        try:
            found.append(reading_of(read_program(path)))
        except CommandError as failure:
            status = max(status, console.complain(failure))
            found.append(nothing(path))
    scores = tuple(
        (path, score(right, each, seed=arguments.seed, events=arguments.events, stands=stands))
        for path, each in zip(drafts, found, strict=True)
    )
    shown = str(paper) if paper is not None else None
    return status, Scored(gold, scores, agreement(right, found), shown)
