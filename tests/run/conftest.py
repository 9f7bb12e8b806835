"""The same events in every container, written once a session."""

from pathlib import Path

import pytest
from made_files import Columns, made_events, write_parquet, write_rntuple, write_ttree

from hepir.run.reader import Container


@pytest.fixture(scope="session")
def columns() -> Columns:
    return made_events()


@pytest.fixture(scope="session")
def containers(tmp_path_factory: pytest.TempPathFactory, columns: Columns) -> dict[Container, Path]:
    folder = tmp_path_factory.mktemp("containers")
    return {
        "ttree": write_ttree(folder / "ttree.root", columns),
        "rntuple": write_rntuple(folder / "rntuple.root", columns),
        "parquet": write_parquet(folder / "events.parquet", columns),
    }


@pytest.fixture(params=["ttree", "rntuple", "parquet"])
def container(request: pytest.FixtureRequest) -> Container:
    """Each container in turn."""
    chosen: Container = request.param
    return chosen


@pytest.fixture
def event_path(container: Container, containers: dict[Container, Path]) -> Path:
    return containers[container]
