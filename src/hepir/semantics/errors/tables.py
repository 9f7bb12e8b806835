"""What can be wrong with tables and what is made of them: HEP0240 to HEP0249.

In: what was found. Out: one diagnostic each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic, Edit
from hepir.source import Span


@dataclass(frozen=True)
class UnusableTable(Diagnostic):
    """A table has a hole, or is no table.

    A table has one to four axes, whose edges increase, and one value for each cell, the last axis fastest. Errors have as
    many numbers as the values.

    A file of a table stands in the folder of the program or below it: HEPData YAML, YODA, or correctionlib JSON. Its bins
    touch each other, each has a value, and units are those of the language; `unit` says one that the file does not.

    Example:

        table efficiency
          axis pt in bins [20, 50, 100] GeV
          axis abseta in bins [0, 1.5, 2.5]
          values [0.8, 0.7, 0.9]

        region search
          select efficiency(MET.pt, 1) > 0.5

    Instead:

        table efficiency
          axis pt in bins [20, 50, 100] GeV
          axis abseta in bins [0, 1.5, 2.5]
          values [0.8, 0.7, 0.9, 0.85]

        region search
          select efficiency(MET.pt, 1) > 0.5
    """

    code: ClassVar[str] = "HEP0240"
    name: ClassVar[str] = "unusable-table"
    table: str
    problem: str

    @property
    def message(self) -> str:
        """What is wrong."""
        return f"`{self.table}` cannot be used as a table: {self.problem}" if self.table else self.problem


@dataclass(frozen=True)
class UnsaidObject(Diagnostic):
    """A random number is asked for, and it is not said of which object.

    `hit_or_miss(efficiency(...))` is one random number an event, the same for all its objects. Where the efficiency is that
    of an object, the object has a number of its own: it is the second argument. The same object has the same number wherever
    it is asked for under the same table, also under systematic variations.

    Example:

        table efficiency
          axis pt in bins [20, 50, 100] GeV
          values [0.8, 0.9]
          outside clamp

        object tagged from Jet
          select hit_or_miss(efficiency(pt))

        region search
          select size(tagged) >= 1

    Instead:

        table efficiency
          axis pt in bins [20, 50, 100] GeV
          values [0.8, 0.9]
          outside clamp

        object tagged from Jet
          select hit_or_miss(efficiency(pt), this)

        region search
          select size(tagged) >= 1
    """

    code: ClassVar[str] = "HEP0241"
    name: ClassVar[str] = "unsaid-object"
    variables: tuple[str, ...]

    @property
    def message(self) -> str:
        """What is not said."""
        return "the efficiency is that of an object, and the random number that of the event"

    @property
    def hints(self) -> tuple[str, ...]:
        """What to type."""
        named = " or ".join(f"`{name}`" for name in self.variables)
        return (f"say whose number it is, as second argument: {named}",)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The one object that is in view."""
        if len(self.variables) > 1:
            return ()
        return (Edit(Span(self.span.end, self.span.end), f", {self.variables[0]}"),)


@dataclass(frozen=True)
class UnusableModel(Diagnostic):
    """A model cannot be used: its file is not there, or is another than the program says.

    A model is an ONNX file in the folder of the program, or below it. The program says what it takes, in order and in which
    units, and which output counts; the file is looked at to see that it takes as many numbers and has this output.

    Example:

        model classifier from "not_there.onnx"
          hash "sha256:00"
          input met GeV

        region search
          select classifier(MET.pt) > 0.5

    Instead: name a file that is there, with its hash.

        model classifier from "classifier.onnx"
          hash "sha256:3b1f..."
          input met GeV mean 80 scale 40
          output "probabilities" 1

        region search
          select classifier(MET.pt) > 0.5
    """

    code: ClassVar[str] = "HEP0242"
    name: ClassVar[str] = "unusable-onnx-file"
    model: str
    problem: str

    @property
    def message(self) -> str:
        """What is wrong."""
        return f"`{self.model}` cannot be used as a model: {self.problem}"


@dataclass(frozen=True)
class WrongHash(Diagnostic):
    """The file of a model is not the one that the program was written for.

    A model decides about events as a cut does, and cannot be read. So the program holds the checksum of its file
    (`sha256sum FILE`): what was run is known, and another file is not taken by mistake.

    Example: a model without its hash, or with that of another file.

        model classifier from "classifier.onnx"
          input met GeV

        region search
          select classifier(MET.pt) > 0.5

    Instead:

        model classifier from "classifier.onnx"
          hash "sha256:3b1f..."
          input met GeV

        region search
          select classifier(MET.pt) > 0.5
    """

    code: ClassVar[str] = "HEP0243"
    name: ClassVar[str] = "wrong-hash"
    model: str
    said: str
    found: str

    @property
    def message(self) -> str:
        """What was found."""
        if not self.said:
            return f"`{self.model}` does not say the hash of its file"
        return f"the file of `{self.model}` has another hash than the program says"

    @property
    def hints(self) -> tuple[str, ...]:
        """What to type, if the file is the right one."""
        return (f'if this file is meant, write: hash "{self.found}"',)
