"""All commands, in the groups in which the help shows them.

In: nothing. Out: for each command its name, a few words, its options and what runs it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from hepir.cli import (
    check,
    comparing,
    comparing_results,
    compiling,
    completion,
    demonstrating,
    explaining,
    explaining_events,
    exporting,
    extracting,
    formatting,
    importing,
    reading,
    reviewing,
    running,
    schema,
    scoring,
)
from hepir.cli.console import Console
from hepir.light_dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """One command. `run` returns the exit status."""

    name: str
    summary: str
    usage: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Console], int]


GROUPS: dict[str, tuple[Command, ...]] = {
    "Write a program": (
        Command("read", "show what is in a publication", "PAPER", reading.add_arguments, reading.run),
        Command(
            "extract", "turn a publication into a program", "PAPER", extracting.add_arguments, extracting.run
        ),
        Command(
            "replay",
            "build an extracted program again",
            "RECORD",
            extracting.add_replay_arguments,
            extracting.run_replay,
        ),
        Command(
            "import", "turn an ADL program into one of these", "FILE", importing.add_arguments, importing.run
        ),
        Command(
            "review", "decide on a draft beside its paper", "PROGRAM", reviewing.add_arguments, reviewing.run
        ),
        Command("check", "say what is wrong with programs", "FILE...", check.add_arguments, check.run),
        Command(
            "fmt", "bring programs into canonical layout", "FILE...", formatting.add_arguments, formatting.run
        ),
        Command(
            "diff",
            "what differs in meaning between two",
            "FIRST SECOND",
            comparing.add_arguments,
            comparing.run,
        ),
        Command(
            "score",
            "how well drafts match a program",
            "GOLD DRAFT...",
            scoring.add_arguments,
            scoring.run,
        ),
        Command(
            "explain",
            "a diagnostic, or a program in English",
            "CODE|PROGRAM",
            explaining.add_arguments,
            explaining.run,
        ),
    ),
    "Use it": (
        Command(
            "compile", "turn a program into readable Python", "FILE", compiling.add_arguments, compiling.run
        ),
        Command(
            "export",
            "write a program or results in another form",
            "FILE",
            exporting.add_arguments,
            exporting.run,
        ),
        Command("run", "run a program on event files", "FILE INPUT...", running.add_arguments, running.run),
        Command(
            "compare",
            "results against published numbers",
            "RESULTS [OTHER]",
            comparing_results.add_arguments,
            comparing_results.run,
        ),
        Command(
            "explain-event",
            "what a program makes of one event",
            "PROGRAM EVENT",
            explaining_events.add_arguments,
            explaining_events.run,
        ),
    ),
    "Formats of data": (
        Command("schema", "list, show, match or draft a format", "COMMAND", schema.add_arguments, schema.run),
    ),
    "Get started": (
        Command(
            "demo",
            "a program and a sample to try",
            "[FOLDER]",
            demonstrating.add_arguments,
            demonstrating.run,
        ),
        Command(
            "completion", "words to complete in a shell", "SHELL", completion.add_arguments, completion.run
        ),
    ),
}
COMMANDS = {command.name: command for commands in GROUPS.values() for command in commands}
