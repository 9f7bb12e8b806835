"""Files beside a program.

In: the folder of a program, and paths that it names. Out: what stands in the files, and which were read; raises `TableError`.
Nothing outside of the folder is read, and nothing that is larger than a table is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path

LARGEST = 64 * 1024 * 1024


class TableError(Exception):
    """Why a file gives no table."""


@dataclass
class Folder:
    """The folder of a program. `read`: the checksums of the files that were read, by their paths in it."""

    place: Path
    read: dict[str, str] = field(default_factory=dict)

    def named(self, path: str) -> str:
        """How a path is called among those that were read."""
        return Path(path).as_posix()

    def content(self, path: str, largest: int = LARGEST) -> bytes:
        """The bytes of a file, as they are stored."""
        relative = Path(path)
        outside = "the file must stand in the folder of the program, or below it"
        if relative.is_absolute() or ".." in relative.parts:
            raise TableError(outside)
        if "\\" in path or any(part.startswith(".") or not part.isprintable() for part in relative.parts):
            raise TableError(
                "parts of its path begin with a dot, or hold signs that no name of a file should"
            )
        try:
            full = (self.place / relative).resolve()
            if not full.is_relative_to(self.place.resolve()):
                raise TableError(outside)
            if full.exists() and not full.is_file():
                raise TableError("the file cannot be read: it is no regular file")
            with full.open("rb") as file:
                data = file.read(largest + 1)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise TableError(f"the file cannot be read: {reason.lower()}") from None
        if len(data) > largest:
            raise TableError(f"the file is larger than {largest // 1024**2} MB")
        self.read[self.named(path)] = sha256(data).hexdigest()
        return data

    def unpacked(self, path: str) -> bytes:
        """The bytes of a file that may be packed by gzip."""
        data = self.content(path)
        if data[:2] != b"\x1f\x8b":
            return data
        import gzip  # few programs have such a file
        import zlib

        try:
            with gzip.open(BytesIO(data)) as packed:
                data = packed.read(LARGEST + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise TableError(f"the file cannot be unpacked: {str(error).lower()}") from None
        if len(data) > LARGEST:
            raise TableError(f"the file is larger than {LARGEST // 1024**2} MB once it is unpacked")
        return data
