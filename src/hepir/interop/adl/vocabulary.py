"""The words of ADL and what they are here.

In: `vocabulary.toml`. Out: kinds, properties and functions by their spelling in any dialect; capitals do not matter.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hepir.intrinsics.registry import functions
from hepir.types.dimensions import BY_NAME, Dimension

POSTFIX = 9
OBJECTS = ("lep", "ele", "el", "electron", "mu", "muon", "tau", "photon", "ph", "jet", "fatjet", "met")


@dataclass(frozen=True)
class Template:
    """How a call of a function is written here; `takes` says what each argument is, `level` how tightly the text binds."""

    name: str
    takes: tuple[str, ...]
    text: str
    dimension: Dimension
    needs: tuple[str, ...]
    level: int = POSTFIX

    @property
    def is_there(self) -> bool:
        """Whether the language has the functions that the text calls."""
        return all(name in functions() for name in self.needs)


@cache
def tables() -> Mapping[str, Mapping[str, object]]:
    """The tables of the file."""
    return tomllib.loads(files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8"))


def kind_of(word: str) -> str | None:
    """The kind of object that a word of ADL means."""
    found = tables()["kinds"].get(word.lower().removeprefix("delphes_"))
    return found if isinstance(found, str) else None


def event_value(word: str) -> str | None:
    """What a word for a value of the event is here."""
    found = tables()["event"].get(word.lower())
    return found if isinstance(found, str) else None


def properties_of(word: str) -> tuple[str, ...]:
    """The properties that a word may mean, the likeliest first; formats write the object before it: `lep_z0`."""
    own = tables()["properties"]
    first, _, rest = word.lower().partition("_")
    found = own.get(word.lower()) or (own.get(rest) if first in OBJECTS else None)
    return tuple(map(str, found)) if isinstance(found, list) else ()


def has_levels(word: str) -> bool:
    """Whether a word is a number that stands for working points."""
    return word.lower().removeprefix("jet_") in tables()["levels"]


def level_of(word: str, kinds: Sequence[str], number: float, *, above: bool) -> str | None:
    """The property that a working point is: the one of this number, or the next above it."""
    rows = tables()["levels"].get(word.lower().removeprefix("jet_"))
    assert isinstance(rows, list)
    own = sorted((int(level), str(name)) for kind, level, name in rows if list(kinds) == [kind])
    if above:
        return next((name for level, name in own if level > number), None)
    return next((name for level, name in own if level == number), None)


@cache
def templates() -> Mapping[str, Template]:
    """The functions that are written in another way here."""
    return {name: template(name, entry) for name, entry in tables()["functions"].items()}


def template(name: str, entry: object) -> Template:
    """One function."""
    assert isinstance(entry, dict)
    return Template(
        name,
        tuple(entry["takes"]),
        entry["text"][0],
        BY_NAME[entry["dimension"]],
        tuple(entry.get("needs", ())),
        int(entry.get("level", POSTFIX)),
    )


def known_words() -> tuple[str, ...]:
    """All words that ADL has by itself, for suggestions."""
    return (*tables()["kinds"], *tables()["properties"])
