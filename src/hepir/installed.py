"""What other installed packages add to hepir.

In: the name of a group of entry points. Out: its entry points. To import `importlib.metadata` and to ask it takes
20 ms, a tenth of a check from the shell, and hardly anybody has such a package: it is asked only where a package
may have the group.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

RECORDS = ("dist-info", "egg-info")  # how the folder of a package's record ends


def entry_points(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of a group, by name and value."""
    return found_in(tuple(sys.path), group) if may_be_announced(group) else ()


@lru_cache(maxsize=16)
def found_in(places: tuple[str, ...], group: str) -> tuple[EntryPoint, ...]:  # noqa: ARG001 (it depends on them)
    """The entry points of a group where Python looks in these places."""
    from importlib import metadata

    return tuple(sorted(metadata.entry_points(group=group), key=lambda entry: (entry.name, entry.value)))


def may_be_announced(group: str) -> bool:
    """False where certainly no installed package has entry points of a group."""
    if any(hasattr(finder, "find_distributions") and finder is not PathFinder for finder in sys.meta_path):
        return True
    return any(may_announce(place or os.curdir, group.encode()) for place in dict.fromkeys(sys.path))


def may_announce(place: str, group: bytes) -> bool:
    """Whether a place where Python looks for packages may hold one with a group. An archive may."""
    if not os.path.isdir(place):
        return os.path.exists(place)
    return any(group in text for text in announcements(place, os.stat(place).st_mtime_ns))


@lru_cache(maxsize=64)
def announcements(folder: str, changed: int) -> tuple[bytes, ...]:  # noqa: ARG001 (what was found then)
    """The texts that list entry points in a folder of packages, which was last changed then."""
    return tuple(texts_in(folder))


def texts_in(folder: str) -> Iterator[bytes]:
    """The texts that list entry points in a folder of packages."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        if name.lower().endswith(RECORDS):
            try:
                with open(os.path.join(folder, name, "entry_points.txt"), "rb") as file:
                    yield file.read()
            except OSError:
                continue
