"""Diagnostics of external functions."""

from __future__ import annotations

from typing import ClassVar

from hepir.diagnostics.core import Diagnostic
from hepir.light_dataclasses import dataclass


@dataclass(frozen=True)
class UnusableFunction(Diagnostic):
    """What a program says of an external function is not complete, or cannot be.

    A function of a Python file is declared: what it takes, in order and with units, the unit of its result, the name of its
    file and that file's checksum. The file is not looked at before somebody names it: `hepir run ... --functions FILE`.

    Example: a function without the hash of its file.

        function calibration from "my_functions.py"
          input pt GeV
          output GeV

        region search
          select calibration(MET.pt) > 200 GeV

    Instead: with the hash that `sha256sum my_functions.py` says.

        function calibration from "my_functions.py"
          hash "sha256:350881d47d70663063418d0a0b6c33c36dca87e81f63ba11094203559b918941"
          input pt GeV
          output GeV

        region search
          select calibration(MET.pt) > 200 GeV
    """

    code: ClassVar[str] = "HEP0244"
    name: ClassVar[str] = "unusable-function"
    function: str
    problem: str

    @property
    def message(self) -> str:
        """What is wrong."""
        return f"`{self.function}` cannot be used as a function: {self.problem}"

    @property
    def hints(self) -> tuple[str, ...]:
        """How the hash is written."""
        return (
            ('write `hash "sha256:..."` with what `sha256sum FILE` says',) if "hash" in self.problem else ()
        )
