"""`hepir schema`: the formats of event files.

In: a name or an event file. Out: the known formats, one of them, the ranking of all for a file, or the draft
of a new one.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hepir.cli.console import Console
from hepir.cli.files import check_output, write_text

if TYPE_CHECKING:
    from hepir.schemas.matching import Match
    from hepir.schemas.model import Schema

Action = Callable[[argparse.Namespace, Console], int]
TREE_HELP = "the tree to look at, where a file has several"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The subcommands of `hepir schema`."""
    commands = parser.add_subparsers(dest="schema_command", metavar="COMMAND", required=True)
    list_parser = add_command(commands, "list", "the formats that are known")
    list_parser.set_defaults(action=list_all)
    show_parser = add_command(commands, "show", "what a format has, and from which branches")
    show_parser.add_argument("name", metavar="NAME", help="a name, or the path of a .toml file")
    show_parser.set_defaults(action=show)
    match_parser = add_command(commands, "match", "which format a file is in")
    match_parser.add_argument("file", metavar="FILE", help="an event file")
    match_parser.add_argument("--tree", metavar="NAME", help=TREE_HELP)
    match_parser.set_defaults(action=match)
    draft_parser = add_command(commands, "draft", "a first version of a schema for a file")
    draft_parser.add_argument("file", metavar="FILE", help="an event file")
    draft_parser.add_argument("--tree", metavar="NAME", help=TREE_HELP)
    draft_parser.add_argument("-o", "--output", metavar="OUT", help="the file to write")
    draft_parser.set_defaults(action=draft)


def add_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, summary: str
) -> argparse.ArgumentParser:
    """One of the commands under `hepir schema`."""
    return commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")


def run(arguments: argparse.Namespace, console: Console) -> int:
    """The subcommand that was asked for."""
    action: Action = arguments.action
    return action(arguments, console)


def list_all(_arguments: argparse.Namespace, console: Console) -> int:
    """All schemas, a line each."""
    from hepir.schemas.loading import all_schemas
    from hepir.schemas.showing import list_schemas

    console.write(list_schemas(all_schemas()) + "\n")
    return 0


def show(arguments: argparse.Namespace, console: Console) -> int:
    """One schema."""
    from hepir.schemas.loading import find_schema
    from hepir.schemas.showing import show_schema

    console.write(show_schema(find_schema(arguments.name)))
    return 0


def match(arguments: argparse.Namespace, console: Console) -> int:
    """The ranking of all schemas for a file; status 1, and why, where none is the right one."""
    from hepir.run.files import open_events
    from hepir.schemas.loading import all_schemas
    from hepir.schemas.matching import match_schema, recognise

    schemas = all_schemas()
    with open_events(Path(arguments.file), arguments.tree, preferred_trees(schemas)) as events:
        names, tree = tuple(events.branches), events.tree
    console.write(ranking(match_schema(names, tree, schemas)) + "\n")
    recognise(names, tree, schemas)
    return 0


def ranking(matches: Sequence[Match]) -> str:
    """Schemas, best first, each with how well it fits."""
    from hepir.schemas.showing import table

    rows = [(one.schema.name, "yes" if one.fits else "no", one.reason) for one in matches]
    return table(("schema", "fits", "why"), rows)


def draft(arguments: argparse.Namespace, console: Console) -> int:
    """A schema to be looked through and mended by a person."""
    from hepir.run.files import open_events
    from hepir.schemas.drafting import draft_schema
    from hepir.schemas.loading import all_schemas

    output: str | None = arguments.output
    if output is not None:
        check_output(output, arguments.file)
    preferred = preferred_trees(all_schemas())
    with open_events(Path(arguments.file), arguments.tree, preferred) as events:
        text = draft_schema(events.branches, events.tree)
    if output is None:
        console.write(text)
        return 0
    write_text(output, text)
    console.remark(f"wrote {output}; look through what it guessed, then use it: --schema {output}")
    return 0


def preferred_trees(schemas: Iterable[Schema]) -> tuple[str, ...]:
    """The names of trees that these formats use."""
    return tuple(dict.fromkeys(tree for schema in schemas for tree in schema.trees))
