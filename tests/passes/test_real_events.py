"""Real events count the same with each pass on and off, in columns and in a loop, as in the interpreter."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from agreement import assert_agreement

from hepir.passes import PASSES
from hepir.pipeline.options import RunOptions
from hepir.pipeline.preparing import prepare
from hepir.source import Source

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FIRST, LAST = 80, 140  # no rounding decides about one of these events


@pytest.mark.parametrize(
    ("example", "file", "schema"),
    [
        ("adl_benchmarks", "nanoaod/Run2012B_SingleMu_1000.root", "cms_opendata_2012"),
        ("atlas_4l_d", "atlas/data_A.4lep.root", "atlas_opendata_2020"),
        ("delphes_zh", "delphes/zh_tag_1_delphes_events.root", None),
        ("physlite_zee", "physlite/PHYSLITE_example.root", None),
        ("hzz", "generic/uproot-HZZ.root", str(EXAMPLES / "hzz.toml")),
    ],
)
def test_passes(shared_data: Path, example: str, file: str, schema: str | None) -> None:
    path = EXAMPLES / f"{example}.hep"
    source = Source(path.name, path.read_text(encoding="utf-8"))
    with ExitStack() as stack:
        prepared = prepare(source, [str(shared_data / file)], RunOptions(schema=schema), stack)
        columns = prepared.files[0].read(prepared.columns, FIRST, LAST)
    for without in ((), *((name,) for name in PASSES), tuple(PASSES)):
        assert_agreement(prepared.plan, columns, prepared.kind, without)
