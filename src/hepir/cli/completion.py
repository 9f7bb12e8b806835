"""`hepir completion`: what a shell completes.

In: the name of a shell, and the parser. Out: a script for that shell, which needs hepir only when it is
written.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from hepir.cli.console import Console
from hepir.light_dataclasses import dataclass

SHELLS = ("bash", "zsh", "fish")


@dataclass(frozen=True)
class Words:
    """What may follow a command: options with the values they take, and words in place of a file."""

    command: str
    options: tuple[str, ...]
    values: tuple[tuple[str, tuple[str, ...]], ...]
    words: tuple[str, ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir completion`."""
    parser.add_argument("shell", choices=SHELLS, help='for bash: eval "$(hepir completion bash)"')


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Print the script."""
    from hepir.cli.parser import build_parser

    shell: str = arguments.shell
    commands = list(completions(build_parser()))
    match shell:
        case "fish":
            console.write(fish(commands))
        case "zsh":
            console.write("autoload -U +X bashcompinit && bashcompinit\n" + bash(commands))
        case _:
            console.write(bash(commands))
    return 0


def completions(parser: argparse.ArgumentParser) -> Iterator[Words]:
    """The words of each command, from its parser."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, subparser in action.choices.items():
                yield words_of(name, subparser)


def words_of(command: str, parser: argparse.ArgumentParser) -> Words:
    """The words of one command."""
    options = tuple(option for action in parser._actions for option in action.option_strings)
    values = tuple(
        (option, tuple(action.choices) if action.choices else value_words(option))
        for action in parser._actions
        for option in action.option_strings
        if action.choices or value_words(option)
    )
    positional = tuple(
        str(word)
        for action in parser._actions
        if not action.option_strings and action.choices
        for word in action.choices
    )
    return Words(command, options, values, positional)


def value_words(option: str) -> tuple[str, ...]:
    """What may follow an option whose values argparse does not list."""
    from hepir.schemas.loading import builtin_names

    return builtin_names() if option == "--schema" else ()


def bash(commands: list[Words]) -> str:
    """A function for bash, which zsh takes as well; files where nothing else fits."""
    names = " ".join(command.command for command in commands)
    return f"""\
_hepir() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} words=
  if ((COMP_CWORD == 1)); then
    words="{names} --help --version --color"
  else
    case "${{COMP_WORDS[1]}} $before" in
{"".join(bash_values(command) for command in commands)}\
    *)
      case "${{COMP_WORDS[1]}}" in
{"".join(bash_words(command) for command in commands)}\
      esac ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _hepir hepir
"""


def bash_values(command: Words) -> str:
    """A case for each option with known values."""
    return "".join(
        f'    "{command.command} {option}") words="{" ".join(values)}" ;;\n'
        for option, values in command.values
    )


def bash_words(command: Words) -> str:
    """A case for the command's own words: options only once a `-` is typed, so that files come first."""
    options = " ".join(command.options)
    words = " ".join(command.words)
    return f'      {command.command}) [[ $word == -* ]] && words="{options}" || words="{words}" ;;\n'


def fish(commands: list[Words]) -> str:
    """A line for each word."""
    names = " ".join(command.command for command in commands)
    lines = [f"complete -c hepir -n __fish_use_subcommand -f -a '{names}'"]
    for command in commands:
        condition = f"complete -c hepir -n '__fish_seen_subcommand_from {command.command}'"
        values = dict(command.values)
        if command.words:
            lines.append(f"{condition} -f -a '{' '.join(command.words)}'")
        for option in command.options:
            kind = f"-l {option[2:]}" if option.startswith("--") else f"-s {option[1:]}"
            extra = f" -x -a '{' '.join(values[option])}'" if option in values else ""
            lines.append(f"{condition} {kind}{extra}")
    return "".join(f"{line}\n" for line in lines)
