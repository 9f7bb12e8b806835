"""Reading programs and writing files.

In: a path, or `-` for the standard input. Out: a `Source`; a file that is replaced as a whole or not at all.
Whatever is wrong with a file becomes one diagnostic.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from hepir.cli.console import CommandError
from hepir.cli.errors import NoSuchFile, NotAFile, OutputIsInput, UnreadableFile, UnwritableFile
from hepir.diagnostics.core import Diagnostic
from hepir.diagnostics.places import NOWHERE
from hepir.source import Source, Span

if TYPE_CHECKING:
    import argparse

STANDARD_INPUT = "-"
STANDARD_INPUT_NAME = "<stdin>"
# Far more than any program has: it keeps an endless device from filling the memory.
MAXIMUM_BYTES = 64 * 1024 * 1024


def add_functions(parser: argparse.ArgumentParser) -> None:
    """The option that names files of functions."""
    parser.add_argument(
        "--functions",
        metavar="FILE",
        action="append",
        default=[],
        help="Python with functions that the program declares; may be given several times, and is run",
    )


def read_program(path: str) -> Source:
    """The program in a file or on the standard input. Raises CommandError where there is no text."""
    name = STANDARD_INPUT_NAME if path == STANDARD_INPUT else path
    return Source(name, decoded(name, read_bytes(path)))


def read_bytes(path: str) -> bytes:
    """The bytes of a file or of the standard input."""
    try:
        if path == STANDARD_INPUT:
            if sys.stdin is None:  # the shell has closed it
                fail(path, UnreadableFile(NOWHERE, STANDARD_INPUT_NAME, "it is closed"))
            return sys.stdin.buffer.read(MAXIMUM_BYTES)
        with open(path, "rb") as file:
            return file.read(MAXIMUM_BYTES)
    except FileNotFoundError:
        fail(path, NoSuchFile(NOWHERE, path, neighbours(path)))
    except IsADirectoryError:
        fail(path, NotAFile(NOWHERE, path))
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        fail(path, UnreadableFile(NOWHERE, path, reason_of(error)))


def decoded(name: str, data: bytes) -> str:
    """UTF-8 as text; a mark at its beginning, which some editors write, is left out."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        from hepir.syntax.errors import NotText

        text = data.decode("utf-8", errors="replace")
        place = len(data[: error.start].decode("utf-8"))
        what = f"the byte 0x{data[error.start]:02X}, which is not UTF-8"
        raise CommandError(Source(name, text), (NotText(Span(place, place + 1), what),)) from error


def neighbours(path: str) -> tuple[str, ...]:
    """Files of nearly this name in the same folder."""
    from hepir.diagnostics.nearest import nearest

    place = Path(path)
    with suppress(OSError, ValueError):
        names = sorted(entry.name for entry in place.parent.iterdir() if entry.is_file())
        return tuple(str(place.with_name(name)) for name in nearest(place.name, names))
    return ()


def check_output(output: str, *inputs: str) -> None:
    """Raises CommandError where an output would replace one of the inputs."""
    for path in inputs:
        with suppress(OSError, ValueError):
            if os.path.samefile(output, path):
                fail(output, OutputIsInput(NOWHERE, output))


def check_writable(path: str) -> None:
    """Raises CommandError where a file could not be replaced or made; leaves everything as it is."""
    try:
        target = replaceable(path)
        if target.is_file() or not target.exists():
            # What permissions, quotas and file systems allow is only known by trying.
            probe = temporary_beside(target)
            probe.touch(exist_ok=False)
            probe.unlink()
    except (OSError, ValueError) as error:
        fail(path, UnwritableFile(NOWHERE, path, reason_of(error)))


def replaceable(path: str) -> Path:
    """The file that a path leads to, all links followed. Raises CommandError where it is a folder or read-only."""
    target = Path(os.path.realpath(path))
    if target.is_dir():
        fail(path, NotAFile(NOWHERE, path, written=True))
    if target.exists() and not os.access(target, os.W_OK):
        fail(path, UnwritableFile(NOWHERE, path, "it is read-only"))
    return target


def temporary_beside(target: Path) -> Path:
    """A new name in the folder of a file."""
    from secrets import token_hex

    return target.with_name(f".hepir-{token_hex(8)}.part")


def write_text(path: str, text: str) -> None:
    """Replace a file by a text, as a whole, or raise CommandError."""
    try:
        data = text.encode("utf-8")
    except ValueError as error:
        fail(path, UnwritableFile(NOWHERE, path, reason_of(error)))
    write_data(path, data)


def write_data(path: str, data: bytes) -> None:
    """Replace a file as a whole, or leave it as it was and raise CommandError.

    A link stays a link, and the permissions stay as they are.
    """
    temporary: Path | None = None
    try:
        target = replaceable(path)
        if target.exists() and not target.is_file():  # a device or a pipe: there is nothing to replace
            target.write_bytes(data)
            return
        temporary = temporary_beside(target)
        with temporary.open("xb") as file:
            file.write(data)
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        os.replace(temporary, target)
    except (OSError, ValueError) as error:
        fail(path, UnwritableFile(NOWHERE, path, reason_of(error)))
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Raises HepirError where the folder cannot be written to."""
    from hepir.report.errors import output_error
    from hepir.report.files import write_all

    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_all(folder, files, {})
    except OSError as error:
        raise output_error(str(folder), error) from error


def reason_of(error: OSError | ValueError) -> str:
    """What the operating system says, in lower case."""
    said = error.strerror if isinstance(error, OSError) else None
    return (said or str(error) or type(error).__name__).lower()


def fail(path: str, diagnostic: Diagnostic) -> NoReturn:
    """One diagnostic about a file as a whole."""
    name = STANDARD_INPUT_NAME if path == STANDARD_INPUT else path
    raise CommandError(Source(name, ""), (diagnostic,)) from None
