"""ROOT files hold no time: the same result gives the same bytes, whenever it is written."""

import datetime
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import uproot
from made_results import grid_histogram, mass_histogram, met_histogram, plane_histogram, region, result

from hepir.backend.result import Result
from hepir.report.histograms import histograms_root


class Clock(datetime.datetime):
    """A clock that says what the test wants, and another second at each look."""

    moment = datetime.datetime(2003, 5, 17, 11, 4, 2)

    @classmethod
    def now(cls, _zone: datetime.tzinfo | None = None) -> datetime.datetime:
        """The next second."""
        Clock.moment += datetime.timedelta(seconds=1)
        return Clock.moment


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Clock]]:
    """What uproot takes for the time."""
    monkeypatch.setattr("uproot.writing._cascade.datetime", SimpleNamespace(datetime=Clock))
    return Clock


def large() -> Result:
    """So many histograms that the lists of keys outgrow their places several times."""
    return result(
        *(region(f"r{number}", **{f"h{i}": met_histogram() for i in range(60)}) for number in range(5)),
        region("first", mass=mass_histogram(), plane=plane_histogram(), grid=grid_histogram(3)),
        region("none"),
    )


@pytest.mark.parametrize("made", [result(region("none")), large()], ids=["empty", "large"])
def test_the_same_bytes_at_any_time(made: Result, clock: type[Clock]) -> None:
    first = histograms_root(made)
    clock.moment = datetime.datetime(2031, 12, 31, 23, 59, 58)
    assert histograms_root(made) == first


def test_nothing_is_lost(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = large()
    path = tmp_path_factory.mktemp("root") / "histograms.root"
    path.write_bytes(histograms_root(made))
    with uproot.open(path) as file:
        assert len(file.keys(filter_classname="TH*")) == 303
        assert file["first/grid"].to_hist().sum(flow=True) == made.regions[5].histograms["grid"].sum(
            flow=True
        )
        assert file.key("r3").fDatime == 1 << 22 | 1 << 17
