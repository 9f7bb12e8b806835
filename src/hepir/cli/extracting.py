"""`hepir extract`: from a publication to a program; `hepir replay`: the same program again from its record.

In: a publication, and a model or none. Out: the program on the standard output or in a file, its record in another, and in a
few lines what was kept, dropped and left open.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from hepir.cli.console import NO_SOURCE, CommandError, Console
from hepir.cli.errors import NoSuchFile
from hepir.cli.files import check_output, check_writable, fail, write_text
from hepir.cli.numbers import positive
from hepir.cli.writing_progress import writing_progress
from hepir.diagnostics.places import NOWHERE

if TYPE_CHECKING:
    from hepir.extract.session.extraction import Extraction


def fraction(text: str) -> float:
    """A number of zero or more."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"`{text}` is no number of zero or more")
    return value


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir extract`."""
    parser.add_argument(
        "paper", metavar="PAPER", help="a publication: PDF, LaTeX, Markdown, text, docling JSON"
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="where the program goes; else the standard output"
    )
    parser.add_argument("--record", metavar="FILE", help="where the record goes, for `hepir replay`")
    parser.add_argument(
        "--model",
        metavar="NAME",
        help="transformers:FOLDER, openai:URL#NAME or replay:FILE; without or with builtin: the built-in reader",
    )
    parser.add_argument(
        "--references",
        metavar="DIR",
        action="append",
        default=[],
        help="a folder with publications that this one refers to, named by arXiv id or DOI",
    )
    parser.add_argument(
        "--samples", type=positive, default=1, metavar="N", help="drafts to write and to merge"
    )
    parser.add_argument(
        "--temperature",
        type=fraction,
        default=None,
        metavar="T",
        help="0 takes the likeliest token (default for one sample)",
    )
    parser.add_argument(
        "--thinking",
        type=positive,
        default=0,
        metavar="N",
        help="characters that a model may write freely before",
    )
    parser.add_argument(
        "--context",
        type=positive,
        metavar="N",
        help="tokens that prompt and answer may have together, where a server does not tell (8192 is assumed)",
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of what is drawn")
    parser.add_argument(
        "--max-tokens", type=positive, default=8192, metavar="N", help="that a text may have at most"
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Extract, write, and say what was done; 1 where a model did not come to its end. What cannot be written is found before
    a model writes for an hour."""
    from hepir.api import extract

    check_places(arguments)
    with writing_progress(console.remarks) as progress:
        found = extract(
            arguments.paper,
            arguments.model,
            samples=arguments.samples,
            temperature=arguments.temperature,
            seed=arguments.seed,
            max_tokens=arguments.max_tokens,
            thinking=arguments.thinking,
            context=arguments.context,
            references=arguments.references,
            progress=progress,
        )
    if arguments.record:
        write_text(arguments.record, json.dumps(found.record, indent=1, ensure_ascii=False) + "\n")
    if arguments.output:
        write_text(arguments.output, found.program)
    else:
        console.write(found.program)
    for line in summary(found):
        console.remark(line)
    return console.complain(CommandError(NO_SOURCE, found.unfinished)) if found.unfinished else 0


def check_places(arguments: argparse.Namespace) -> None:
    """Raises CommandError where a folder of references is absent, or an output cannot be written or is an input."""
    output, record = arguments.output, arguments.record
    for folder in arguments.references:
        if not Path(folder).is_dir():
            fail(folder, NoSuchFile(NOWHERE, folder, folder=True))
    if output and record and os.path.realpath(output) == os.path.realpath(record):
        arguments.parser.error("-o and --record name the same file")
    for path in (output, record):
        if path:
            check_output(path, arguments.paper)
            check_writable(path)


def nothing_taken(found: Extraction) -> list[str]:
    """Documents that were read for what they define, and of which nothing fits."""
    used = {evidence.document for each in found.draft.statements for evidence in each.evidence}
    keys = (key for resolution in found.followed.resolutions for key, _ in resolution.documents)
    return [
        f"nothing taken of {key}: it has no criteria for what is delegated to it, as far as it was understood"
        for key in dict.fromkeys(keys)
        if key not in used
    ]


def summary(found: Extraction) -> list[str]:
    """What was kept, what was not, what is left open."""
    from hepir.extract.showing_coverage import counts
    from hepir.syntax.words import NOTES

    statements = found.draft.statements
    notes = [each for each in statements if each.text.split()[0] in NOTES]
    lines = [*wrote(found), f"{len(statements) - len(notes)} statements, {len(notes)} notes"]
    lines += [f"dropped: `{each.text}`: {each.reason}" for each in found.draft.dropped]
    for resolution in found.followed.resolutions:
        lines += [
            f"not followed: {each.key or resolution.statement.text}: {each.reason}"
            for each in resolution.referred
            if each.reason
        ]
    lines += nothing_taken(found)
    lines += [each.text for each in found.followed.conflicts]
    return [*lines, f"{counts(found.coverage)} (`hepir check --paper` lists them)"]


def wrote(found: Extraction) -> list[str]:
    """Which model wrote, and how it was kept to the grammar."""
    match found.record:
        case {"identity": {"provider": "openai", "model": model, "grammar": grammar}}:
            return [f"{model} wrote with {grammar}"]
    return []


def add_replay_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir replay`."""
    parser.add_argument("file", metavar="RECORD", help="what `hepir extract --record` wrote")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="where the program goes; else the standard output"
    )


def run_replay(arguments: argparse.Namespace, console: Console) -> int:
    """Build the program again."""
    from hepir.extract.session.record import replay

    if arguments.output:
        check_output(arguments.output, arguments.file)
    text = replay(Path(arguments.file))
    if arguments.output:
        write_text(arguments.output, text)
    else:
        console.write(text)
    return 0
