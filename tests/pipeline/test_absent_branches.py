"""Branches that a schema names and a file has not: a diagnostic with the branch, the nearest, and the statement."""

from pathlib import Path

import pytest

from hepir.api import run_source
from hepir.diagnostics.core import HepirError
from hepir.source import Source

pytest.importorskip("uproot", reason="running needs the extra `run`")

SCHEMA = """
name = "own"
trees = ["Events"]
[match]
required = ["Muon_eta"]
[collections.Muon.properties]
scaled = { branch = "Muon_ptt", unit = "GeV", description = "the name is mistyped" }
pt = { compute = "scaled * 1", unit = "GeV" }
eta = { branch = "Muon_eta" }
phi = { branch = "Muon_phi", unit = "rad" }
mass = { constant = 0.1, unit = "GeV" }
energy = { compute = "pt * 2", unit = "GeV" }
charge = { branch = "Muon_charge" }
"""
PROGRAM = """\
combine pairs = (a, b) from Muon
  select a.charge != b.charge
region r
  select any(p.mass > 60 GeV for p in pairs)
  select any(m.energy > 20 GeV for m in Muon)
"""


def test_what_is_computed_from_them_says_so(tmp_path: Path) -> None:
    from hepir.demo.events import generate
    from hepir.demo.root_file import write_tree

    write_tree(tmp_path / "sample.root", generate(20))
    (tmp_path / "own.toml").write_text(SCHEMA)
    source = Source("r.hep", PROGRAM)
    with pytest.raises(HepirError) as caught:
        run_source(source, [str(tmp_path / "sample.root")], schema=str(tmp_path / "own.toml"))
    (found,) = caught.value.diagnostics
    assert source.slice(found.span) == "p.mass"
    assert found.message.startswith("the schema own has no `pt` for Muon: the file has no branch `Muon_ptt`")
    assert "the nearest are Muon_pt" in found.message
