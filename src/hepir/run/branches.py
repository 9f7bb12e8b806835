"""The branches of a file, by whatever name they are asked for.

In: for each branch the spellings of its name, and how to find out a type. Out: a mapping from name to type. For branches
of a TTree, the spellings from their paths.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from hepir.schemas.joined import THEN, branches_of


class Branches(Mapping[str, str]):
    """Names to types. Going through it gives each branch once, by its usual name; looking up takes every
    spelling.

    Types are found when they are asked for: a file may have thousands of branches.
    """

    def __init__(self, spellings: Sequence[tuple[str, ...]], type_of: Callable[[str], str]) -> None:
        # Files of one run have the same names: interned, a thousand files hold them once.
        self._names = tuple(dict.fromkeys(sys.intern(names[0]) for names in spellings))
        self._usual = dict(zip(self._names, self._names, strict=True))
        for names in spellings:
            for name in names[1:]:
                self._usual.setdefault(sys.intern(name), sys.intern(names[0]))
        self._type_of = type_of
        self._types: dict[str, str] = {}

    def usual(self, name: str) -> str | None:
        """The usual name of the branch that goes by `name`; None where there is none. One that is joined of several is
        there where they all are."""
        if THEN not in name:
            return self._usual.get(name)
        return name if all(branch in self._usual for branch in branches_of(name)) else None

    def __getitem__(self, name: str) -> str:
        usual = self._usual[branches_of(name)[0]]
        if usual not in self._types:
            self._types[usual] = self._type_of(usual)
        return self._types[usual]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.usual(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def depth(type_name: str) -> int:
    """How many levels of lists a type has."""
    return type_name.count("var *")


def spellings_of(branches: Sequence[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Names of branches, the usual one first, from their paths and own names.

    The own name is the usual one, unless several have it.
    """
    count = Counter(name for _, name in branches)
    return tuple(_with_short_form((name, path) if count[name] == 1 else (path,)) for path, name in branches)


def _with_short_form(names: tuple[str, ...]) -> tuple[str, ...]:
    """`Edges[4]`, as a branch with a fixed number of values is called, is also `Edges`."""
    return (*names, *(name.partition("[")[0] for name in names if name.endswith("]")))
