"""Runs whose sums depend on their order: a program with weights, files of several sizes, and what is written."""

from pathlib import Path

import awkward as ak
from made_files import write_ttree

from hepir.api import run_source
from hepir.source import Source

PROGRAM = """\
combine pairs = (a, b) from Muon
  select a.charge != b.charge
choose z from pairs minimizing |mass - 91.2 GeV|
define mass = z.mass
region found
  select exists(z)
  weight recoil = z.pt / 7 GeV else 1
  hist mass = mass in 30 bins from 60 GeV to 120 GeV
region heavy from found
  select mass > 90 GeV
  weight more = a_third else 1
define a_third = z.pt / 3 GeV
"""
SOURCE = Source("z.hep", PROGRAM)
SIZES = (700, 0, 1500, 300)
OUTPUTS = ("cutflow.json", "histograms.json", "events.parquet", "run.json")


def event_files(folder: Path) -> list[str]:
    """Files of several sizes, one of them without events."""
    paths = [folder / f"{number}.root" for number in range(len(SIZES))]
    for path, size in zip(paths, SIZES, strict=True):
        write_ttree(path, {name: column[:size] for name, column in columns(max(SIZES)).items()})
    return [str(path) for path in paths]


def columns(number: int) -> dict[str, ak.Array]:
    """Events of the demonstration, by branch."""
    from hepir.demo.events import generate

    events = generate(number)
    objects = {
        f"{name}_{key}": ak.unflatten(values, each.counts)
        for name, each in events.objects.items()
        for key, values in each.values.items()
    }
    return {**{name: ak.Array(values) for name, values in events.values.items()}, **objects}


def written(files: list[str], folder: Path, **options: object) -> dict[str, bytes]:
    """What a run writes."""
    run_source(SOURCE, files, output=folder, events=True, pictures=False, **options)
    return {name: (folder / name).read_bytes() for name in OUTPUTS}
