"""Models and functions that files hold: a number from others, by a network, trees, or code.

In: made by `semantics.models`. Out: frozen values that every backend reads.
"""

from __future__ import annotations

from hepir.light_dataclasses import dataclass
from hepir.types.dimensions import NONE, Dimension


@dataclass(frozen=True)
class ModelInput:
    """A number that a model takes: its name, its dimension, how many canonical units one of its units is, and what makes it
    what the model was trained on: `(value - mean) / scale`."""

    name: str
    dimension: Dimension = NONE
    unit_size: float = 1.0
    mean: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True)
class Feed:
    """An input of the file: its name, how many numbers it takes, and of which type (of numpy)."""

    name: str
    width: int
    dtype: str


@dataclass(frozen=True)
class Model:
    """A model: its file in the folder of the program with its checksum, its numbers in their order, the inputs of the file
    that they fill one after the other, the output and which of its columns, and how many rows the file takes at a time (0:
    any)."""

    name: str
    path: str
    sha256: str
    inputs: tuple[ModelInput, ...]
    feeds: tuple[Feed, ...]
    output: str
    place: int = 0
    batch: int = 0


@dataclass(frozen=True)
class ExternalFunction:
    """A function of a Python file that whoever runs the program names: the file's name and checksum, its numbers in their
    order, and the dimension of the result with how many canonical units one of its units is."""

    name: str
    path: str
    sha256: str
    inputs: tuple[ModelInput, ...]
    dimension: Dimension = NONE
    unit_size: float = 1.0


@dataclass(frozen=True)
class ModelArgument:
    """What a call of a model or an external function gives: a number, or a number of each of the first `places` objects of
    a collection; `pad`, in canonical units, stands where there is none."""

    name: str
    inputs: tuple[ModelInput, ...]
    places: int | None
    pad: float | None


@dataclass(frozen=True)
class ModelSignature:
    """A model or an external function, and how it is called."""

    model: Model | ExternalFunction
    arguments: tuple[ModelArgument, ...]

    def signature(self) -> str:
        """For people: `bdt(ht, jet_pt (3 places))`."""
        parts = (
            f"{each.name} ({each.places} places)" if each.places else each.name for each in self.arguments
        )
        return f"{self.model.name}({', '.join(parts)})"
