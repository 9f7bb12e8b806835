"""Where the command line begins and ends.

In: the words after `hepir`. Out: an exit status: 0 clean, 1 diagnostics with errors, 2 wrong usage or a fault
of hepir, 130 interrupted, 141 where nobody reads the output any more. Whatever is raised ends here.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO

from hepir.cli.console import NO_SOURCE, CommandError, Console
from hepir.cli.errors import MissingPackage, UnwritableFile
from hepir.cli.files import reason_of
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE

CLEAN, FAULT, INTERRUPTED, NOBODY_READS = 0, 2, 130, 141
DEBUG = "HEPIR_DEBUG"
RUN_PACKAGES = frozenset(
    {
        "awkward",
        "boost_histogram",
        "hist",
        "matplotlib",
        "mplhep",
        "numpy",
        "pyarrow",
        "rich",
        "uhi",
        "uproot",
        "vector",
        "xxhash",
    }
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; `argv` are the words after `hepir`, by default those of this process.

    Returns the exit status, and raises nothing.
    """
    # Where the shell has closed a stream there is none, and what goes there is for nobody.
    sys.stdout, sys.stderr = sys.stdout or open_nothing(), sys.stderr or open_nothing()
    for stream in (sys.stdout, sys.stderr):
        # A name in Greek must not end a command on a terminal that knows no Greek.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = guarded(argv)
        sys.stdout.flush()
    except BrokenPipeError:
        code = NOBODY_READS
        silence(sys.stdout)
    except OSError as error:
        failure = UnwritableFile(NOWHERE, "standard output", reason_of(error))
        code = Console(sys.stderr, sys.stderr).complain(CommandError(NO_SOURCE, (failure,)))
        silence(sys.stdout)
    if argv is None:  # this process ends now: its memory goes with it, and need not be searched for rubbish
        gc.freeze()
    return code


def guarded(argv: Sequence[str] | None) -> int:
    """The command, with everything that it may raise turned into words and a status."""
    console = Console(sys.stdout, sys.stderr)
    try:
        from hepir.cli.commands import COMMANDS
        from hepir.cli.parser import build_parser

        parser = build_parser()
        arguments = parser.parse_all(argv)
        console = Console(sys.stdout, sys.stderr, arguments.color)
        if arguments.command is None:
            console.remarks.write(parser.format_help())
            return FAULT
        return COMMANDS[arguments.command].run(arguments, console)
    except SystemExit as end:  # argparse has said what it wanted to say
        return end.code if isinstance(end.code, int) else FAULT
    except CommandError as failure:
        trace(failure, console)
        return console.complain(failure)
    except HepirError as error:
        trace(error, console)
        return console.complain(CommandError(NO_SOURCE, error.diagnostics))
    except KeyboardInterrupt:
        console.remark("interrupted")
        return INTERRUPTED
    except ImportError as error:
        return not_importable(error, console)
    except BrokenPipeError:
        raise
    except Exception as error:
        return fault(error, console)


def not_importable(error: ImportError, console: Console) -> int:
    """A package that is not there is the user's to install; any other is a fault."""
    package = missing_package(error)
    if package is None:
        return fault(error, console)
    return console.complain(CommandError(NO_SOURCE, (MissingPackage(NOWHERE, package),)))


def missing_package(error: ImportError) -> str | None:
    """The package of the extra `run` that could not be imported, if it is one of those.

    Some packages import others late, and then say only in words which one they miss.
    """
    name = (error.name or "").partition(".")[0]
    if name in RUN_PACKAGES:
        return name
    words = set(str(error).replace("'", " ").replace("`", " ").split()) if not name else set()
    return min(words & RUN_PACKAGES, default=None)


def fault(error: Exception, console: Console) -> int:
    """What should not happen, in one line."""
    trace(error, console)
    said = " ".join(f"{type(error).__name__}: {error}".split())
    console.remark(
        f"internal error: {said} (a fault of hepir: please report it with the program, and with what "
        f"{DEBUG}=1 prints)"
    )
    return FAULT


def trace(error: Exception, console: Console) -> None:
    """All that led to an error, for those who look for its cause."""
    if os.environ.get(DEBUG):
        import traceback

        console.remarks.write("".join(traceback.format_exception(error)))


def open_nothing() -> TextIO:
    """A stream that forgets what is written to it."""
    return open(os.devnull, "w", encoding="utf-8")


def silence(stream: TextIO) -> None:
    """Send what is still to be written nowhere, so that the interpreter does not complain at its end."""
    with suppress(OSError, ValueError):
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, stream.fileno())
        os.close(descriptor)
