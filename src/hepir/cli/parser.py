"""The words after `hepir`. In: the table of commands. Out: a parser for them, whose help is in groups."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import NoReturn

from hepir.cli.commands import COMMANDS, GROUPS
from hepir.cli.console import COLOR_CHOICES
from hepir.diagnostics.nearest import nearest
from hepir.version import __version__

DESCRIPTION = "A typed language for collider event selections, and its compiler."
FOOT = """\
`hepir COMMAND --help` lists the options of a command. A file `-` is the standard input.
Colours: --color auto|always|never, or NO_COLOR=1. Version: --version.
Exit status: 0 clean, 1 diagnostics with errors, 2 wrong usage or a fault of hepir.
"""


INVALID_CHOICE = re.compile(r"argument (?P<name>[^:]+): invalid choice: '(?P<given>[^']*)'")


class Parser(argparse.ArgumentParser):
    """Says which word was perhaps meant, where argparse lists all or none."""

    def error(self, message: str) -> NoReturn:
        """Ends with the usage and the message."""
        found = INVALID_CHOICE.match(message)
        if found and found["name"] == "COMMAND":
            known = next(tuple(each.choices or ()) for each in self._actions if each.metavar == "COMMAND")
            message = f"there is no command `{found['given']}`" + meant(found["given"], known)
        super().error(message)

    def refuse(self, words: Sequence[str]) -> NoReturn:
        """Ends where there are words that no command takes."""
        options = [option for action in self._actions for option in action.option_strings]
        first = words[0].partition("=")[0]
        if first.startswith("-"):
            self.error(f"there is no option `{first}`" + meant(first, options))
        self.error(f"nothing is known to be done with `{first}`")


def meant(word: str, known: Iterable[str]) -> str:
    """`; did you mean ...?`, if there is something near."""
    found = nearest(word, known, 1)
    return f"; did you mean `{found[0]}`?" if found else ""


class MainParser(Parser):
    """Shows the commands in groups, which argparse cannot."""

    def parse_all(self, words: Sequence[str] | None) -> argparse.Namespace:
        """The arguments; words that nobody takes end the program, with the usage of the command they stand behind."""
        arguments, rest = self.parse_known_args(words)
        if rest:
            getattr(arguments, "parser", self).refuse(rest)
        return arguments

    def format_help(self) -> str:
        """A screenful."""
        return f"usage: hepir COMMAND ...\n\n{DESCRIPTION}\n\n{overview()}\n{FOOT}"

    def format_usage(self) -> str:
        """One line, and where the rest is."""
        return "usage: hepir COMMAND ...   (`hepir --help` lists the commands)\n"


def overview() -> str:
    """The commands by group, a line each."""
    width = max(len(f"{command.name} {command.usage}") for command in COMMANDS.values())
    return (
        "".join(
            f"{group}\n"
            + "".join(f"  {f'{one.name} {one.usage}':<{width}}  {one.summary}\n" for one in commands)
            + "\n"
            for group, commands in GROUPS.items()
        ).rstrip("\n")
        + "\n"
    )


def build_parser() -> MainParser:
    """The parser of the whole command line; `command` names the one that was asked for."""
    parser = MainParser(prog="hepir", description=DESCRIPTION, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"hepir {__version__}")
    add_color(parser, "auto")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for command in COMMANDS.values():
        subparser = commands.add_parser(
            command.name,
            description=f"{command.summary[0].upper()}{command.summary[1:]}.",
            allow_abbrev=False,
        )
        command.add_arguments(subparser)
        # Suppressed where it is not given, so that `hepir --color never check` keeps its choice.
        add_color(subparser, argparse.SUPPRESS)
        subparser.set_defaults(parser=subparser)
    return parser


def add_color(parser: argparse.ArgumentParser, default: str) -> None:
    """The option that all commands share."""
    parser.add_argument("--color", choices=COLOR_CHOICES, default=default, help="when to use colours")
