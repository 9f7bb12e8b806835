"""Generated code, whole: what a person reads, and the same bytes on any machine."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hepir.api import compile_source
from hepir.source import Source

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PROGRAMS = [
    ("adl_benchmarks", "cms_opendata_2012"),
    ("atlas_4l_d", "atlas_opendata_2020"),
    ("delphes_zh", "delphes"),
    ("hzz", str(EXAMPLES / "hzz.toml")),
    ("multijet", "cms_nanoaod"),
    ("physlite_zee", "physlite"),
]


LOOPS = [each for each in PROGRAMS if each[0] in ("atlas_4l_d", "multijet")]


@pytest.mark.parametrize(("name", "schema"), LOOPS, ids=[name for name, _ in LOOPS])
def test_generated_loop(name: str, schema: str, golden: Callable[[str, str], None]) -> None:
    path = EXAMPLES / f"{name}.hep"
    source = Source(path.name, path.read_text(encoding="utf-8"))
    golden(f"{name}.fused.py.txt", compile_source(source, schema, "fused").text)


@pytest.mark.parametrize(("name", "schema"), PROGRAMS, ids=[name for name, _ in PROGRAMS])
def test_generated_code(name: str, schema: str, golden: Callable[[str, str], None]) -> None:
    path = EXAMPLES / f"{name}.hep"
    source = Source(path.name, path.read_text(encoding="utf-8"))
    golden(f"{name}.py.txt", compile_source(source, schema).text)
