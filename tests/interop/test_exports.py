"""Programs as LaTeX, as graphs and as ADL."""

import re
from pathlib import Path

import pytest
from agreement import plan_of
from made_adl_events import BRANCHES, DATA
from slow_adl import counted

from hepir.backends.interpreter import interpret
from hepir.compiling import analyse
from hepir.interop.adl.exporting import export_adl
from hepir.interop.adl.importing import import_adl
from hepir.interop.graph import dot, mermaid
from hepir.interop.latex import table
from hepir.source import Source
from hepir.syntax.parsing import parse

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.hep"))
HOSTILE = (
    'analysis "a \\" b $x$ \\\\input{/etc/passwd} %"\n'
    'source s = page 3 "pT > 5 & |eta| < 2_0 #1 \\\\write18{x}"\n'
    "object end_it from Jet\n  select pt > 5 GeV  @s\n"
    'region r\n  select size(end_it) > 0\n  unresolved "~^_${}"\n'
)


def tree_of(text):
    """The syntax tree of a text."""
    found = parse(Source("x.hep", text)).program
    assert found is not None
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_in_all_forms(path):
    text = path.read_text(encoding="utf-8")
    tree, typed = tree_of(text), analyse(Source(path.name, text)).program
    written = table(tree)
    assert written.count("{") == written.count("}")
    assert written.count(r"\left") == written.count(r"\right")
    names = {each.name for each in (*typed.definitions, *typed.regions)}
    assert names <= set(re.findall(r'^  "(\w+)" \[', dot(typed), re.MULTILINE))
    assert mermaid(typed).count("-->") == dot(typed).count(" -> ")


def test_nothing_of_a_program_becomes_a_command_of_latex():
    written = table(tree_of(HOSTILE))
    assert r"\input" not in written
    assert r"\write" not in written
    assert r"\textbackslash{}write18\{x\}" in written
    assert not re.search(r"(?<!\\)[#%&](?![^\n]* \\\\$)", written.replace(" & ", " "))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_adl_holds_every_statement(path):
    tree = tree_of(path.read_text(encoding="utf-8"))
    written = export_adl(tree)
    imported = import_adl(Source("x.adl", written))
    wrong = [each for each in imported.diagnostics if each.code in ("HEP1101", "HEP1103", "HEP1104")]
    assert not wrong, written


PROGRAM = """
object muons from Muon
  select pt > 15 GeV and |eta| < 2.4
  sort by pt descending
object jets from Jet
  select pt > 25 GeV
  reject any(dr(this, m) < 0.6 for m in muons)
  sort by pt descending
combine pairs = (a, b) from muons
  select a.charge != b.charge
choose z from pairs minimizing |mass - 91.2 GeV|
define ht = sum(jets.pt)
define mt = transverse_mass(muons[0], MET)
region base
  select size(muons) >= 1 or size(jets) >= 1
  when size(jets) >= 2 select dphi(jets[0], jets[1]) > 0.5
region pair from base
  select size(muons) >= 2
  select exists(z)
  select 30 GeV < z.mass < 150 GeV
region hadronic from base
  select size(jets) >= 1
  reject ht < 60 GeV
  select min(dphi(j, MET) for j in jets) > 0.3
  select not (MET.pt > 100 GeV)
region leptonic from base
  select size(muons) >= 1
  select mt > 30 GeV
"""


def test_adl_keeps_the_same_events():
    written = export_adl(tree_of(PROGRAM))
    assert "not said" not in written
    plan = plan_of(PROGRAM)
    regions = interpret(plan, {name: BRANCHES[name] for name in plan.columns}, "data").regions
    found = {name: region.steps[-1].entries for name, region in regions.items()}
    assert counted(written, DATA) == found
    again = plan_of(import_adl(Source("x.adl", written)).text)
    regions = interpret(again, {name: BRANCHES[name] for name in again.columns}, "data").regions
    assert {name: region.steps[-1].entries for name, region in regions.items()} == found


def test_what_adl_cannot_say_stands_as_a_comment():
    written = export_adl(
        tree_of(
            "object jets from Jet\n  let heavy = mass > 50 GeV\n"
            "choose best from jets maximizing pt\n"
            "region r\n  select best.pt > 20 GeV\n  weight w = event.mc_weight on simulation\n"
        )
    )
    for line in (
        "  # not said: let heavy = mass > 50 GeV",
        "# not said: choose best from jets maximizing pt",
        "  # not said: select best.pt > 20 GeV",
        "  # not said: weight w = event.mc_weight on simulation",
    ):
        assert line in written
