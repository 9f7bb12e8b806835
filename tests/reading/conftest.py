"""Fixtures for reading: documents that a test writes, and the published schemas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hepir.reading.document import Document
from hepir.reading.opening import read_document

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def schemas() -> Path:
    """The published JSON schemas."""
    return REPOSITORY / "docs" / "schemas"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Document]:
    """Read bytes or text as a file of a name."""

    def read_as(content: bytes | str, name: str = "paper.pdf") -> Document:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_document(path)

    return read_as
