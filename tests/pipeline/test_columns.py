"""A run reads the columns that its code needs, not all that the program names."""

from pathlib import Path

import pytest

from hepir.api import run_source
from hepir.demo.events import generate
from hepir.demo.root_file import write_tree
from hepir.run.files import EventFile
from hepir.source import Source

# Only how many there are is asked for: no order needs eta.
PROGRAM = """\
object muons from Muon
  select pt > 5 GeV
  sort by eta descending
object electrons from Electron
  select pt > 5 GeV
  sort by eta descending
region counted
  select size(muons) >= 1 and size(electrons) >= 1
  hist met = MET.pt in 10 bins from 0 GeV to 100 GeV
"""


@pytest.mark.parametrize("backend", ["awkward", "fused", "interpreter"])
@pytest.mark.parametrize("events", [False, True], ids=["", "with the list of events"])
def test_what_is_read(backend: str, events: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "sample.root"
    write_tree(path, generate(300))
    read: set[str] = set()
    whole = EventFile.read_columns

    def noted(self: EventFile, names: tuple[str, ...], start: int, stop: int) -> object:
        read.update(names)
        return whole(self, names, start, stop)

    monkeypatch.setattr(EventFile, "read_columns", noted)
    run_source(
        Source("counted.hep", PROGRAM),
        [str(path)],
        schema="cms_opendata_2012",
        dataset_kind="simulation",
        backend=backend,
        output=tmp_path / "out",
        events=events,
        pictures=False,
    )
    assert {"Muon_eta", "Electron_eta"} & read == (
        {"Muon_eta", "Electron_eta"} if backend == "interpreter" else set()
    )
    assert "MET_pt" in read
    assert ("luminosityBlock" in read) is events
