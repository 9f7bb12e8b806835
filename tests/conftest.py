"""Fixtures for all tests."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real event files, which are not in the repository; tests that need it skip without it."""
    place = os.environ.get("HEPIR_SHARED_DATA")
    folder = Path(place) if place else REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder of real event files is absent (HEPIR_SHARED_DATA names it)")
    return folder
