"""Diagnostics of backends: HEP06xx."""

from __future__ import annotations

from typing import ClassVar

from hepir.diagnostics.core import Diagnostic, Label
from hepir.light_dataclasses import dataclass
from hepir.source import Span


@dataclass(frozen=True)
class UnknownBackend(Diagnostic):
    """There is no backend of this name.

    Example:

        hepir compile selection.hep --schema cms_nanoaod --backend fortran

    Instead:

        hepir compile selection.hep --schema cms_nanoaod --backend awkward
    """

    code: ClassVar[str] = "HEP0601"
    name: ClassVar[str] = "unknown-backend"
    word: str
    available: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"there is no backend `{self.word}` for this"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"there is {', '.join(f'`{each}`' for each in self.available)}",)


@dataclass(frozen=True)
class UnknownPass(Diagnostic):
    """There is no pass of this name to switch off.

    Example:

        hepir compile selection.hep --schema cms_nanoaod --without-pass inlining

    Instead:

        hepir compile selection.hep --schema cms_nanoaod --without-pass "cuts before combinatorics"
    """

    code: ClassVar[str] = "HEP0606"
    name: ClassVar[str] = "unknown-pass"
    word: str
    available: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"there is no pass `{self.word}`"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"there is {', '.join(f'`{each}`' for each in self.available)}",)


@dataclass(frozen=True)
class NoCompiler(Diagnostic):
    """The fused backend compiles a loop, and the package that does so is not installed.

    Example:

        hepir run selection.hep events.root --backend fused

    Instead: install it, or let the columnar backend do the work.

        pip install "hepir[fast]"
        hepir run selection.hep events.root --backend awkward
    """

    code: ClassVar[str] = "HEP0604"
    name: ClassVar[str] = "no-compiler"

    @property
    def message(self) -> str:
        return "the fused backend needs numba, which is not installed"

    @property
    def hints(self) -> tuple[str, ...]:
        return (
            'install it: `pip install "hepir[fast]"`',
            "or say `--backend awkward`, which needs no compiler",
        )


@dataclass(frozen=True)
class NoModelRuntime(Diagnostic):
    """The program has a model, and the package that runs ONNX files is not installed.

    Checking and compiling a program need no package for its models; running it does.

    Example:

        hepir run classified.hep events.root

    Instead: install it.

        pip install "hepir[onnx]"
        hepir run classified.hep events.root
    """

    code: ClassVar[str] = "HEP0609"
    name: ClassVar[str] = "no-model-runtime"
    models: tuple[str, ...]

    @property
    def message(self) -> str:
        named = ", ".join(f"`{each}`" for each in self.models)
        return f"{named} needs onnxruntime, which is not installed"

    @property
    def hints(self) -> tuple[str, ...]:
        return ('install it: `pip install "hepir[onnx]"`',)


@dataclass(frozen=True)
class LoopNotCompiled(Diagnostic):
    """The loop that was generated for a program could not be compiled.

    The program is right, or the checker would have said otherwise: what fails is the code that hepir wrote, or the compiler.
    Nothing is written.

    Example:

        hepir run selection.hep events.root --backend fused

    Instead:

        hepir run selection.hep events.root --backend awkward
    """

    code: ClassVar[str] = "HEP0605"
    name: ClassVar[str] = "loop-not-compiled"
    reason: str

    @property
    def message(self) -> str:
        return f"the loop over events could not be compiled: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (
            "run it with `--backend awkward`, which needs no compiler",
            "please report it with the program, and with what HEPIR_DEBUG=1 prints",
        )


@dataclass(frozen=True)
class OnlyInColumns(Diagnostic):
    """A program calls functions that are written for whole columns of events, and is to become a loop over single events.

    All functions that come with hepir have both forms. One of another package may have code for columns alone. A run takes
    the columnar backend by itself then, and says so; what is compiled to a file is what was asked for, or nothing.

    Example:

        hepir compile selection.hep --schema cms_nanoaod --backend fused

    Instead:

        hepir compile selection.hep --schema cms_nanoaod --backend awkward
    """

    code: ClassVar[str] = "HEP0607"
    name: ClassVar[str] = "only-in-columns"
    functions: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"{', '.join(f'`{each}`' for each in self.functions)} can only be worked out in columns"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("say `--backend awkward`", "or give the function a `looped` form, for one event")


@dataclass(frozen=True)
class UnknownDatasetKind(Diagnostic):
    """The program has weights for simulation or data, and nothing tells which the files hold.

    Example:

        hepir run selection.hep events.root

    Instead: say it.

        hepir run selection.hep events.root --kind data
    """

    code: ClassVar[str] = "HEP0602"
    name: ClassVar[str] = "unknown-dataset-kind"
    weights: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"the weights {', '.join(self.weights)} depend on whether the files hold data or simulation"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("say `--kind data` or `--kind simulation`",)


@dataclass(frozen=True)
class GeneratedCodeFailed(Diagnostic):
    """The code that was generated for a statement failed on some events.

    The program is right, or the checker would have said otherwise, and the files could be read: what fails is
    the code that hepir wrote, in a library that it calls. The place is the statement whose code failed; the
    message says on which entries of which file, and what the library said. Nothing is written.

    The interpreter computes the same without generated code. It is slow, so that `--max-events` is of help.

    Example:

        hepir run selection.hep events.root

    Instead:

        hepir run selection.hep events.root --backend interpreter
    """

    code: ClassVar[str] = "HEP0603"
    name: ClassVar[str] = "generated-code-failed"
    file: str
    start: int
    stop: int
    reason: str
    block: str = ""
    comment: str = ""
    further: tuple[Span, ...] = ()
    out_of_memory: bool = False

    @property
    def message(self) -> str:
        inside = f" of `{self.block}`" if self.block else f" of `{self.comment}`" if self.comment else ""
        entries = f"entries {self.start} to {self.stop - 1} of `{self.file}`"
        return f"the generated code{inside} failed on {entries}: {self.reason}"

    @property
    def labels(self) -> tuple[Label, ...]:
        return tuple(Label(span, "the same code computes this") for span in self.further)

    @property
    def hints(self) -> tuple[str, ...]:
        interpreter = "run it with `--backend interpreter`, which is slow and needs no generated code"
        if self.out_of_memory:
            count = max(1, (self.stop - self.start) // 10)
            return (f"take fewer events at a time: `--chunk-events {count}`", interpreter)
        return (interpreter, "please report it with the program, and with what HEPIR_DEBUG=1 prints")
