"""Fixtures for all tests."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis_profiles  # noqa: F401 (loads the profile that HYPOTHESIS_PROFILE names)
import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache of the tests' own; nothing is read from the user's, and nothing is left there."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEPIR_CACHE_DIR", str(folder))
        yield folder


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real event files, which are not in the repository; tests that need it skip without it."""
    place = os.environ.get("HEPIR_SHARED_DATA")
    folder = Path(place) if place else REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder of real event files is absent (HEPIR_SHARED_DATA names it)")
    return folder


@pytest.fixture(scope="session")
def papers() -> Path:
    """The folder of real publications, which are not in the repository; tests that need it skip without it."""
    place = os.environ.get("HEPIR_SHARED_PAPERS")
    folder = Path(place) if place else REPOSITORY.parent / "shared" / "papers"
    if not folder.is_dir():
        pytest.skip("the folder of real publications is absent (HEPIR_SHARED_PAPERS names it)")
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes the golden files anew; read the difference before you commit it."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden file of a name, or write it."""

    def compare(name: str, text: str) -> None:
        path = REPOSITORY / "tests" / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text, (
            f"{name} changed: pytest --update-golden, then read the diff"
        )

    return compare
