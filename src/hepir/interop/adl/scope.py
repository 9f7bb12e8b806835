"""What the names of an ADL program mean.

In: its blocks. Out: `Scope`, which finds a name in any capitalisation and gives each the name it has here. What is defined is
converted when it is first asked for, so blocks may refer to later ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from hepir.interop.adl import tree
from hepir.interop.adl.blocks import Block
from hepir.interop.adl.pieces import Many, Momentum, Piece, Quantity
from hepir.interop.adl.vocabulary import kind_of
from hepir.syntax.words import OPERATORS, RESERVED, UNITS
from hepir.tabular.files import Folder
from hepir.types.kinds import standard_kinds

MOST_NESTED = 25
# Objects that CutLang has by itself: the word, the kind, the condition, and what it is called here.
PREDEFINED = {"BJET": ("Jet", "btag_medium", "bjets")}
MET = Momentum("MET", kinds=("MET",), transverse=True)


class UnresolvedError(Exception):
    """A name whose definition could not be converted."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass
class Entry:
    """A name: what it means once it is known. `indexed`: its objects are asked for by their rank."""

    name: str
    sort: str
    piece: Piece | None = None
    broken: bool = False
    working: bool = False
    indexed: bool = False
    make: Callable[[], Piece | None] | None = None
    members: dict[str, str] = field(default_factory=dict)  # of combinations, by what ADL calls them
    count: int = 0  # of a table: its variables, and their units once it is called
    units: list[str] = field(default_factory=list)
    verbatim: bool = False  # it is written as it is found, not by its name


@dataclass
class Scope:
    """All names of a program. `taken` are the names given here."""

    entries: dict[str, Entry] = field(default_factory=dict)
    taken: set[str] = field(default_factory=lambda: set(reserved()))
    by_rank: dict[str, str] = field(default_factory=dict)
    predefined: dict[str, str] = field(
        default_factory=dict
    )  # those of them that are used, and their names here
    length: str = "mm"
    depth: int = 0  # of definitions that are worked out for others
    derived: dict[str, Quantity] = field(default_factory=dict)  # properties that objects are given
    lists: dict[str, Block] = field(default_factory=dict)  # of values, by their names in small letters
    settings: dict[str, Quantity] = field(default_factory=dict)  # numbers of the program that runs ADL
    folder: Folder = field(default_factory=lambda: Folder(Path()))  # where files of models may stand

    def add(self, word: str, sort: str) -> Entry:
        """A new name, or a second meaning of one, which the checker will complain about."""
        entry = Entry(self.given(word), sort)
        if word not in self.entries:
            self.entries[word] = entry
        return entry

    def given(self, word: str) -> str:
        """A name that is free here; one that is none here gets letters before its digits."""
        name = re.sub(r"\W", "_", word)
        name = f"n{name}" if name[:1].isdigit() else name
        while name in self.taken:
            name += "_"
        return name

    def kinds_of(self, node: tree.Node) -> tuple[str, ...]:
        """The kinds of the objects of a collection by name."""
        found = self.meaning(node.text) if isinstance(node, tree.Name) else None
        return found.kinds if isinstance(found, Many) else ()

    def fresh(self, stem: str) -> str:
        """A new name that nothing else has."""
        words = {each.lower() for each in self.entries} | {each.lower() for each in self.taken}
        name, number = stem, 2
        while name.lower() in words:
            name, number = f"{stem}{number}", number + 1
        self.taken.add(name)
        return name

    def find(self, word: str) -> Entry | None:
        """The entry of a name, its own capitals first."""
        if word in self.entries:
            return self.entries[word]
        return next((entry for name, entry in self.entries.items() if name.lower() == word.lower()), None)

    def meaning(self, word: str) -> Piece | None:
        """What a name means; None where nothing has it. Raises UnresolvedError."""
        entry, kind = self.find(word), kind_of(word)
        if entry is None and word in PREDEFINED:
            of, _, name = PREDEFINED[word]
            self.predefined[word] = self.predefined.get(word) or self.fresh(name)
            return Many(self.predefined[word], (of,))
        if entry is None or (entry.working and kind is not None):
            return MET if kind == "MET" else Many(kind, (kind,)) if kind is not None else None
        fresh = entry.piece is None and not entry.working and not entry.broken
        if fresh and entry.make is not None and self.depth < MOST_NESTED:
            entry.working = True
            self.depth += 1
            entry.piece = entry.make()
            self.depth -= 1
            entry.working, entry.broken = False, entry.piece is None
        if entry.piece is None:
            raise UnresolvedError(word)
        return entry.piece if entry.verbatim else named(entry.piece, entry.name)

    def known(self, word: str) -> Piece | None:
        """What a name means; None also where that could not be converted."""
        try:
            return self.meaning(word)
        except UnresolvedError:
            return None

    def variable(self, stem: str) -> str:
        """A name for a variable; it holds in its expression alone."""
        name, number = stem, 2
        while name in self.taken or name in self.entries:
            name, number = f"{stem}{number}", number + 1
        return name

    def ranked(self, collection: Many) -> str:
        """A collection whose objects may be asked for by rank; a kind gets an object of its own, sorted."""
        if collection.text not in standard_kinds():
            for entry in self.entries.values():
                if entry.name == collection.text:
                    entry.indexed = True
            return collection.text
        if collection.text not in self.by_rank:
            self.by_rank[collection.text] = self.fresh(f"{collection.text.lower()}s_by_pt")
        return self.by_rank[collection.text]


def named(piece: Piece, name: str) -> Piece:
    """What is defined under a name is used by it."""
    match piece:
        case Quantity(dimension=None):
            return piece  # a number alone is written where it is used
        case Quantity():
            return replace(piece, text=name, level=9, value=None, name=name, difference=False)
        case Momentum(text="MET"):
            return piece
        case Momentum():
            return replace(piece, text=name, level=9)
        case _:
            return piece


def reserved() -> Mapping[str, None]:
    """Words that cannot be names here."""
    return dict.fromkeys((*RESERVED, *OPERATORS, *UNITS, *standard_kinds()))
