"""Diagnostics of external functions that are to run, and of models without a file: HEP0610 to HEP0614."""

from __future__ import annotations

from typing import ClassVar

from hepir.diagnostics.core import Diagnostic
from hepir.light_dataclasses import dataclass


@dataclass(frozen=True)
class FunctionFileNotNamed(Diagnostic):
    """The program calls a function of a file, and no file with this content was named.

    A program is text that anybody may have written, and never makes code of its folder run by itself. Whoever runs it names
    the file of its functions, and by that decides to run what stands in it. The file is known by its hash, which the program
    states; its name and its folder do not matter.

    Example:

        hepir run calibrated.hep events.root

    Instead: after a look at the file.

        hepir run calibrated.hep events.root --functions my_functions.py
    """

    code: ClassVar[str] = "HEP0610"
    name: ClassVar[str] = "function-file-not-named"
    function: str
    file: str
    sha256: str
    given: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        others = f"; {', '.join(f'`{each}`' for each in self.given)} is another" if self.given else ""
        return f"`{self.function}` is a function of the file `{self.file}`, which nobody named{others}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (
            f"look at the file and name it: `--functions {self.file}`",
            f"the program is written for the file with the hash sha256:{self.sha256}",
        )


@dataclass(frozen=True)
class OtherFunctionFile(Diagnostic):
    """The file that was named for a function is not the one that the program was written for.

    A function decides about events as a cut does. So the program holds the checksum of its file (`sha256sum FILE`): what was
    run is known, and another file is not taken by mistake. Nothing of the other file is run.

    Example: `my_functions.py` was changed since the program was written.

        hepir run calibrated.hep events.root --functions my_functions.py

    Instead: name the file that is meant; or, if it is this one, write its hash into the program.

        function calibration from "my_functions.py"
          hash "sha256:3b1f..."
          input pt GeV
          output GeV
    """

    code: ClassVar[str] = "HEP0611"
    name: ClassVar[str] = "other-function-file"
    function: str
    file: str
    said: str
    found: str

    @property
    def message(self) -> str:
        return (
            f"`{self.file}` is not the file of `{self.function}`: its hash is sha256:{self.found}, "
            f"and the program says sha256:{self.said}"
        )

    @property
    def hints(self) -> tuple[str, ...]:
        return (f'if this file is meant, write: hash "sha256:{self.found}"',)


@dataclass(frozen=True)
class FunctionFileFails(Diagnostic):
    """The file of a function cannot be used: it cannot be read, fails when it is run, or has no function of this name.

    A file of functions is Python. It is run once, and must then have a function with the name that the program uses.

    Example: `my_functions.py` defines `calibrate`, and the program calls `calibration`.

        hepir run calibrated.hep events.root --functions my_functions.py

    Instead: a function of the same name.

        function calibrate from "my_functions.py"
          hash "sha256:3b1f..."
          input pt GeV
          output GeV
    """

    code: ClassVar[str] = "HEP0612"
    name: ClassVar[str] = "function-file-fails"
    function: str
    file: str
    problem: str

    @property
    def message(self) -> str:
        return f"`{self.file}` cannot be used for the function `{self.function}`: {self.problem}"


@dataclass(frozen=True)
class FunctionFailed(Diagnostic):
    """A function of a file fails on events, or does not give a number for each.

    A function is called with one-dimensional arrays of numpy of equal length (float64), one for each input, in the units that
    the program declares. It gives one such array, in the unit of `output`: the number of each row, from the values of that
    row alone. How many rows come together is not said: many events, or one in the interpreter. There must be a number for
    every value of the inputs, since events may be asked for that another criterion removes; only where an input is not a
    number, the result need not be one.

    Example:

        $ cat my_functions.py
        def calibration(pt):
            return pt.mean()

    Instead:

        $ cat my_functions.py
        def calibration(pt):
            return 1.02 * pt
    """

    code: ClassVar[str] = "HEP0613"
    name: ClassVar[str] = "function-failed"
    function: str
    file: str
    problem: str

    @property
    def message(self) -> str:
        return f"the function `{self.function}` of `{self.file}` fails: {self.problem}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("it takes arrays of numpy of equal length, and gives one number for each of their rows",)


@dataclass(frozen=True)
class ModelContentUnknown(Diagnostic):
    """A program was read from JSON, and what stands in the files of its models was not.

    The JSON of a program names the files of its models with their hashes, and holds no contents. Whoever reads it to run it
    says in which folder they stand; then they are read and their hashes compared.

    Example:

        from_json(text)

    Instead:

        from_json(text, folder=Path("results"))
    """

    code: ClassVar[str] = "HEP0614"
    name: ClassVar[str] = "model-content-unknown"
    models: tuple[str, ...]

    @property
    def message(self) -> str:
        named = ", ".join(f"`{each}`" for each in self.models)
        return f"the program was read without the files of its models {named}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("say in which folder they stand: `from_json(text, folder=...)`",)
