"""The words of ADL and what they are here.

In: `vocabulary.toml`. Out: kinds, properties and functions by their spelling in any dialect; capitals do not matter.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hepir.intrinsics.registry import functions
from hepir.types.dimensions import BY_NAME, Dimension

POSTFIX = 9


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
    found = tables()["kinds"].get(word.lower())
    return found if isinstance(found, str) else None


def properties_of(word: str) -> tuple[str, ...]:
    """The properties that a word may mean, the likeliest first."""
    found = tables()["properties"].get(word.lower())
    return tuple(map(str, found)) if isinstance(found, list) else ()


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
