"""Publications on this machine, by arXiv id or DOI.

In: folders whose files are named by the publications that they are, and a function that reads one. Out: documents.
What asks for one is text of unknown origin: it is only ever compared with the names that a folder lists, and a file is
read only where it lies in its folder, links followed. Nothing is fetched from a network.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from hepir.caches import cache_folder
from hepir.diagnostics.core import HepirError
from hepir.extract.identifiers import Identifier, of_file
from hepir.reading.document import Document


@dataclass(frozen=True)
class Held:
    """A file and the publication that its name says it is."""

    identifier: Identifier
    path: Path


@dataclass(frozen=True)
class Library:
    """Folders of publications, the first with a file wins; `read` raises HepirError for a file it cannot read."""

    folders: tuple[Path, ...]
    read: Callable[[Path], Document]
    opened: dict[Path, Document] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def files(self) -> tuple[Held, ...]:
        """All files, folder by folder; of one publication the latest version first."""
        return tuple(each for folder in self.folders for each in listed(folder))

    def find(self, names: Iterable[Identifier]) -> Held | None:
        """The file of a publication, by any of its names. A version that is asked for is the version that is found."""
        for name in names:
            for held in self.files:
                same = held.identifier.key == name.key
                if same and name.version in (0, held.identifier.version):
                    return held
        return None

    def document(self, held: Held) -> Document:
        """A file of `files`, read once. Raises HepirError."""
        if held.path not in self.opened:
            self.opened[held.path] = self.read(held.path)
        return self.opened[held.path]

    def open(self, names: Iterable[Identifier]) -> tuple[Document | None, str]:
        """The document of a publication; else None, and why."""
        wanted = tuple(names)
        if not wanted:
            return None, "it has neither an arXiv id nor a DOI"
        held = self.find(wanted)
        if held is None:
            return None, f"there is no file of {' or '.join(map(str, wanted))}"
        try:
            return self.document(held), ""
        except HepirError as error:
            return None, error.diagnostics[0].message


def listed(folder: Path) -> Iterator[Held]:
    """The publications in a folder, not in folders below it. A folder that is not there has none."""
    try:
        names = sorted(os.listdir(folder))
        root = folder.resolve(strict=True)
    except OSError:
        return
    found = [Held(identifier, folder / name) for name in names if (identifier := of_file(name)) is not None]
    for held in sorted(found, key=lambda each: (each.identifier.key, -each.identifier.version)):
        if stays_in(root, held.path):
            yield held


def stays_in(root: Path, path: Path) -> bool:
    """Whether a path, all links followed, is a file inside a folder."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):  # a link that points to itself
        return False
    return real.is_file() and real.is_relative_to(root)


def cache_folders() -> tuple[Path, ...]:
    """Where publications may lie that every analysis shares: `references` in the cache folder, where there is one."""
    folder = cache_folder()
    return (folder / "references",) if folder is not None else ()
