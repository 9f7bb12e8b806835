"""The plan as text, before and after each pass."""

from pathlib import Path

import pytest
from agreement import plan_of

from hepir.api import compile_source, plan_text
from hepir.cli.entry import main
from hepir.compiling import show_plan
from hepir.diagnostics.core import HepirError
from hepir.ir.showing import shown
from hepir.passes import PASSES, optimised
from hepir.source import Source

PROGRAM = """object jets from Jet
  select pt > 2 * 15 GeV
object muons from Muon
  select pt > 20 GeV
combine pairs = (a, b) from muons
  select a.charge != b.charge
region base
  select size(jets) >= 2 and size(pairs) >= 1
  weight generator = 2 on simulation
  hist mass = pairs.mass in 10 bins from 60 GeV to 120 GeV
region more
  select size(jets) >= 2
  when MET.pt > 50 GeV select sum(j.pt for j in jets) > 100 GeV
  hist phi = MET.phi in bins [-180, 0, 180] deg
"""
BOUND = """\
plan
  schema cms_opendata_2012
  read Jet_pt
  read MET_phi
  read MET_pt
  read Muon_charge
  read Muon_eta
  read Muon_mass
  read Muon_phi
  read Muon_pt
  kind Jet
    pt = Jet_pt
  kind Muon
    pt = Muon_pt
    charge = Muon_charge
    eta = Muon_eta
    phi = Muon_phi
    mass = Muon_mass
  kind MET
    pt = MET_pt
    phi = MET_phi
  objects jets from Jet
    keep this.pt > (2 * 15.0)
  objects muons from Muon
    keep this.pt > 20.0
  tuples pairs = (a, b) from muons
    keep this.a.charge != this.b.charge
  region base
    weight generator = 2 on simulation
    keep (size(jets) >= 2) and (size(pairs) >= 1)
    fill mass: each.mass for each in pairs in 10 bins from 60.0 to 120.0
  region more
    keep size(jets) >= 2
    when MET.pt > 50.0 keep sum(j.pt for j in jets) > 100.0
    fill phi: MET.phi / 0.017453292519943295 in bins -180.0, 0.0, 180.0
"""


def changes(name: str) -> tuple[str, ...]:
    """The lines that a pass alone adds."""
    plan = plan_of(PROGRAM)
    before = shown(plan).splitlines()
    after = shown(optimised(plan, [each for each in PASSES if each != name])).splitlines()
    return tuple(line.strip() for line in after if line not in before)


def test_what_was_bound() -> None:
    assert shown(plan_of(PROGRAM)) == BOUND


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("constants folded", ("keep this.pt > 30.0",)),
        (
            "sizes before combinations",
            ("keep (size(jets) >= 2) and (size(Muon) >= 2) and (size(pairs) >= 1)",),
        ),
        ("columns that are read", ()),
        (
            "cuts before combinatorics",
            (
                "kind Muon for events that pass 0 cuts and 1 of the next of base",
                "objects muons from Muon for events that pass 0 cuts and 1 of the next of base",
                "tuples pairs = (a, b) from muons for events that pass 0 cuts and 1 of the next of base",
                "drop all but events that pass 0 cuts and 1 of the next of base, going on with "
                "Muon_charge, Muon_eta, Muon_mass, Muon_phi, Muon_pt",
                "drop all but events that pass 1 cut of base, going on with pairs",
            ),
        ),
    ],
)
def test_what_a_pass_changes(name: str, lines: tuple[str, ...]) -> None:
    assert changes(name) == lines


def test_what_several_statements_need_is_worked_out_once() -> None:
    program = PROGRAM.replace("size(jets)", "count(j.pt > 30 GeV for j in Jet)").replace(">= 2\n", ">= 3\n")
    text = shown(optimised(plan_of(program), [each for each in PASSES if each != "shared expressions"]))
    assert "value shared1 = count(j.pt > 30.0 for j in Jet)" in text
    assert "keep (shared1 >= 2) and (size(pairs) >= 1)" in text
    assert "keep shared1 >= 3" in text


def test_columns_of_what_is_only_counted_are_not_read() -> None:
    program = "object jets from Jet\n  sort by eta descending\nregion r\n  select size(jets) >= 2\n"
    plan = plan_of(program)
    assert "Jet_eta" in plan.columns
    assert len(optimised(plan).columns) == 1
    assert plan_of(program).columns == optimised(plan, tuple(PASSES)).columns


def test_a_trace_names_each_pass_in_order() -> None:
    text = show_plan(plan_of(PROGRAM), trace=True)
    heads = [line for line in text.splitlines() if line.startswith("== ")]
    assert (heads[0], heads[-1]) == ("== before all passes", "== in the code")
    named = [head.removeprefix("== after ").removesuffix(": nothing changed") for head in heads[1:-1]]
    assert named == list(PASSES)
    assert text == show_plan(plan_of(PROGRAM), trace=True)


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "selection.hep"
    path.write_text(PROGRAM)
    command = ["compile", str(path), "--schema", "cms_opendata_2012"]
    assert main([*command, "--emit", "plan", "--without-pass", "constants folded"]) == 0
    assert "keep this.pt > (2 * 15.0)" in capsys.readouterr().out
    assert main([*command, "--trace-passes"]) == 0
    assert "== after cuts before combinatorics" in capsys.readouterr().out
    assert main([*command, "--without-pass", "inlining"]) == 1
    assert "HEP0606" in capsys.readouterr().err


def test_code_without_a_pass() -> None:
    source = Source("selection.hep", PROGRAM)
    code = compile_source(source, "cms_opendata_2012", without_passes=["cuts before combinatorics"]).text
    assert "of_events(" not in code
    with pytest.raises(HepirError):
        compile_source(source, "cms_opendata_2012", without_passes=["nothing"])
    assert "for events that pass" not in plan_text(source, "cms_opendata_2012", backend="fused")
