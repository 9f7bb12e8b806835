"""Files of functions, which whoever runs a program names.

In: a plan, its program's text, and the paths that were named. Out: functions with the content of their files, which go with
the job to whoever counts; there they become callables that check what they give. HepirError where a file is not named
(HEP0610), is another (HEP0611), or cannot be used (HEP0612), and while counting, where a function fails (HEP0613).
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from hepir.compiling import parsed_once
from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.intrinsics.external_functions import module_of, numbers_from, register
from hepir.ir.plan import Plan
from hepir.light_dataclasses import dataclass
from hepir.pipeline.errors import FunctionFailed, FunctionFileFails, FunctionFileNotNamed, OtherFunctionFile
from hepir.pipeline.models import looked_at
from hepir.source import Source, Span
from hepir.syntax import tree
from hepir.types.models import ExternalFunction

if TYPE_CHECKING:
    from hepir.intrinsics.external_functions import Called, Numbers

LARGEST = 64 * 1024 * 1024
MOST_CHARACTERS = 200


@dataclass(frozen=True)
class NamedFunction:
    """A function whose file was named: where the program declares it, and the content of the file."""

    function: ExternalFunction
    span: Span
    content: bytes = field(repr=False)


def named_functions(plan: Plan, source: Source, paths: Sequence[str]) -> tuple[NamedFunction, ...]:
    """The functions that a plan calls, ready to be called."""
    wanted = tuple(looked_at(plan, ExternalFunction))
    if not wanted:
        return ()
    spans = declared(source)
    files = contents(paths, wanted[0], spans[wanted[0].name])
    found: list[NamedFunction] = []
    problems: list[Diagnostic] = []
    for each in wanted:
        match chosen(each, spans[each.name], files):
            case bytes() as content:
                found.append(NamedFunction(each, spans[each.name], content))
            case problem:
                problems.append(problem)
    if problems:
        raise HepirError(tuple(problems))
    ready(found)
    return tuple(found)


def contents(paths: Sequence[str], wanted: ExternalFunction, span: Span) -> Mapping[str, bytes]:
    """What stands in files, by their paths; one that cannot be read is told of where a function is `wanted`."""
    files: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    for path in paths:
        try:
            files[path] = content_of(Path(path))
        except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            problem = f"it cannot be read: {reason.lower()}"
            problems.append(FunctionFileFails(span, wanted.name, path, problem))
    if problems:
        raise HepirError(tuple(problems))
    return files


def declared(source: Source) -> Mapping[str, Span]:
    """Where a program declares its functions."""
    program = parsed_once(source).program
    blocks = program.blocks if program is not None else ()
    return {each.name.text: each.name.span for each in blocks if isinstance(each, tree.FunctionBlock)}


def content_of(path: Path) -> bytes:
    """The bytes of a file; OSError also where it is too large to be code."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise OSError(f"it is larger than {LARGEST // 1024**2} MB")
    return data


def chosen(function: ExternalFunction, span: Span, files: Mapping[str, bytes]) -> bytes | Diagnostic:
    """The content of the file with the hash of a function; else what was found."""
    hashes = {path: sha256(content).hexdigest() for path, content in files.items()}
    for path, content in files.items():
        if hashes[path] == function.sha256:
            return content
    alike = [path for path in files if Path(path).name == function.path]
    if alike:
        return OtherFunctionFile(span, function.name, alike[0], function.sha256, hashes[alike[0]])
    return FunctionFileNotNamed(span, function.name, function.path, function.sha256, tuple(files))


def not_needed(functions: Sequence[NamedFunction], paths: Sequence[str]) -> tuple[str, ...]:
    """Remarks on files that were named, and of which nothing is called."""
    used = {each.content for each in functions}
    names = [Path(path).name for path in paths if not is_one_of(path, used)]
    return tuple(f"`{each}` was named, and nothing calls a function of it" for each in names)


def is_one_of(path: str, used: Collection[bytes]) -> bool:
    """Whether a file has one of some contents."""
    with suppress(OSError, ValueError):
        return content_of(Path(path)) in used
    return False


def ready(functions: Sequence[NamedFunction]) -> Mapping[str, Called]:
    """The functions as they are called here, by their names; the interpreter is given them, too."""
    found: dict[str, Called] = {}
    problems: list[Diagnostic] = []
    for each in functions:
        try:
            found[each.function.name] = partial(guarded, each, loaded(each))
            register(each.function, found[each.function.name])
        except HepirError as error:
            problems += error.diagnostics
    if problems:
        raise HepirError(tuple(problems))
    return found


def loaded(named: NamedFunction) -> Callable[..., object]:
    """The function of a file's module."""
    function = named.function
    try:
        module = module_of(named.content, function.path, function.sha256)
    except (Exception, SystemExit) as error:
        raise failing(named, FunctionFileFails, said_by(error, function.path)) from error
    found = vars(module).get(function.name)
    if not callable(found):
        wrong = "has no function" if found is None else f"has {type(found).__name__}, no function,"
        raise failing(named, FunctionFileFails, f"it {wrong} of this name{nearby(module)}")
    called: Callable[..., object] = found
    return called


def nearby(module: ModuleType) -> str:
    """The functions that a module has, for a message."""
    names = [name for name, each in vars(module).items() if callable(each) and not name.startswith("_")]
    return f", but {', '.join(f'`{name}`' for name in names[:8])}" if names else ""


def guarded(named: NamedFunction, function: Callable[..., object], *columns: Numbers) -> Numbers:
    """The numbers of a function; HepirError where it fails, or gives something else."""
    try:
        return numbers_from(function, *columns)
    except (Exception, SystemExit) as error:
        raise failing(named, FunctionFailed, said_by(error, named.function.path)) from error


def failing(
    named: NamedFunction, kind: type[FunctionFailed] | type[FunctionFileFails], problem: str
) -> HepirError:
    """What went wrong with a function, at the place where the program declares it."""
    return HepirError((kind(named.span, named.function.name, named.function.path, problem),))


def said_by(error: BaseException, path: str) -> str:
    """What an exception says, and on which line of the file it arose; what was found wrong in a result says it itself."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
    if not lines and isinstance(error, SyntaxError) and error.filename == path:
        lines = [error.lineno]
    if not lines and isinstance(error, ValueError):
        return str(error)
    words = " ".join(str(error).split()) or "it says no more"
    shown = words if len(words) <= MOST_CHARACTERS else f"{words[:MOST_CHARACTERS]}..."
    place = f"line {lines[-1]}: " if lines else ""
    return f"{place}{type(error).__name__}: {shown}"


def put_into(module: ModuleType, called: Mapping[str, Called]) -> None:
    """Give a generated module the functions that it calls."""
    if called:
        vars(module)["OUTSIDE_FUNCTIONS"] = dict(called)
