"""What commands write to.

In: the two standard streams and the choice of `--color`. Out: diagnostics and remarks on them, coloured where
a person looks on. `CommandError` carries the diagnostics of a command to its end, with their source.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from hepir.cli.errors import UnwritableFile
from hepir.datasets.raising import DatasetError
from hepir.diagnostics.core import Diagnostic, HepirError, Severity
from hepir.diagnostics.places import NOWHERE
from hepir.diagnostics.rendering import render
from hepir.light_dataclasses import dataclass
from hepir.source import Source

COLOR_CHOICES = ("auto", "always", "never")
NO_SOURCE = Source("", "")
SYNTAX = "HEP00"  # codes of what is wrong with a text, which may be wrong as a whole


class CommandError(Exception):
    """A command cannot go on; the diagnostics say why, and `source` is what they are about."""

    def __init__(self, source: Source, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__("; ".join(diagnostic.message for diagnostic in diagnostics))
        self.source = source
        self.diagnostics = tuple(diagnostics)


@contextmanager
def about(source: Source) -> Iterator[None]:
    """Diagnostics that are raised inside are about this source, or about a schema or an event file.

    Those others have no place in the source, and naming it would mislead.
    """
    try:
        yield
    except HepirError as error:
        found = error.diagnostics
        if isinstance(error, DatasetError):
            raise CommandError(error.source, found) from error
        of_program = any(one.span != NOWHERE or one.code.startswith(SYNTAX) for one in found)
        raise CommandError(source if of_program else NO_SOURCE, found) from error


@dataclass(frozen=True)
class Console:
    """Results go to `output`, all that is about them to `remarks`; `color` is one of COLOR_CHOICES."""

    output: TextIO
    remarks: TextIO
    color: str = "auto"

    def colored(self, stream: TextIO) -> bool:
        """Whether to colour what goes to a stream: `--color` decides, then NO_COLOR, then the stream."""
        if self.color != "auto":
            return self.color == "always"
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return not plain and stream.isatty()

    def write(self, text: str) -> None:
        """A result, or a part of one; raises CommandError where the output takes no more."""
        try:
            self.output.write(text)
            self.output.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise CommandError(NO_SOURCE, (UnwritableFile(NOWHERE, "standard output", reason),)) from error

    def remark(self, text: str) -> None:
        """A line for the person at the terminal."""
        self.remarks.write(f"{text}\n")

    def complain(self, failure: CommandError) -> int:
        """Show why a command could not go on. Returns the exit status."""
        text = render("text", failure.source, failure.diagnostics, self.colored(self.remarks))
        self.remarks.write(text)
        return status(failure.diagnostics)


def status(diagnostics: Sequence[Diagnostic]) -> int:
    """1 where one of them is an error, else 0."""
    return int(any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics))
