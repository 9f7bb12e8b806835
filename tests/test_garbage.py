"""Python's search for rubbish is put off, and goes on as it was."""

import gc
from collections.abc import Iterator

import pytest

from hepir import garbage
from hepir.api import check_source
from hepir.source import Source


@pytest.fixture(params=[True, False])
def enabled(request: pytest.FixtureRequest) -> Iterator[bool]:
    before = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    (gc.enable if before else gc.disable)()


def test_it_goes_on_as_it_was(enabled: bool) -> None:
    with garbage.not_searched_for(), garbage.not_searched_for():
        assert not gc.isenabled()
    assert gc.isenabled() is enabled


def test_it_goes_on_after_an_error(enabled: bool) -> None:
    with pytest.raises(ValueError, match="no"), garbage.not_searched_for():
        raise ValueError("no")
    assert gc.isenabled() is enabled


def test_a_check_leaves_it_as_it_was(enabled: bool) -> None:
    assert check_source(Source("a.hep", "region a\n  select nothing > 2\n"))
    assert gc.isenabled() is enabled
