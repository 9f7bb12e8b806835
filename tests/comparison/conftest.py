"""Runs of the demonstration's sample under small changes of one program."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from hepir.api import run_source
from hepir.demo.folder import write_sample
from hepir.source import Source

PROGRAM = """object muons from Muon
  select pt > 20 GeV and |eta| < 2.4
  sort by pt descending
object jets from Jet
  select pt > 30 GeV
define ht = sum(jets.pt)
region dimuon
  select size(muons) >= 2
  select ht > 40 GeV
  select muons[0].pt > 30 GeV
  weight trigger = 0.9 + 0.001 * size(jets)
  weight tracking = 0.98
  hist pt = muons[0].pt in bins [20, 30, 40, 60, 100] GeV
  hist met = MET.pt in 10 bins from 0 GeV to 100 GeV
  expect observed 45 +- 3
"""


class Runs:
    """Output folders of changed programs, each made once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made = 0
        write_sample(folder)
        self.inputs = [str(each) for each in folder.glob("*.root")]
        self.of = cache(self.make)

    def make(self, *changes: str) -> Path:
        """A run of the program; changes are pairs of a text and what stands there instead."""
        text = PROGRAM
        for old, new in zip(changes[::2], changes[1::2], strict=True):
            assert old in text
            text = text.replace(old, new)
        self.made += 1
        output = self.folder / f"run{self.made}"
        run_source(
            Source("search.hep", text),
            self.inputs,
            output=output,
            events=True,
            pictures=False,
            max_events=4000,
            dataset_kind="simulation",
        )
        return output


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    return Runs(tmp_path_factory.mktemp("runs")).of


@pytest.fixture(scope="session")
def sample(runs: Callable[..., Path]) -> list[str]:
    return [str(each) for each in runs().parent.glob("*.root")]
