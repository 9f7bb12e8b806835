"""Programs as LaTeX, as graphs and as ADL."""

import re
from pathlib import Path

import awkward as ak
import numpy as np
import pytest
from agreement import plan_of
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from made_adl_events import BRANCHES, DATA, EVENTS
from random_programs import programs
from slow_adl import counted

from hepir.api import reading
from hepir.backends.interpreter import interpret
from hepir.compiling import analyse
from hepir.extract.comparing import compare
from hepir.interop.adl.exporting import NOT_SAID, export_adl
from hepir.interop.adl.importing import import_adl
from hepir.interop.graph import dot, mermaid
from hepir.interop.latex import escaped, table
from hepir.source import Source
from hepir.syntax import wording
from hepir.syntax.folding import on_one_line
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


SEPARATOR = re.compile(r"(?<!\\)&")


def assert_latex(written):
    """LaTeX that a strict parser reads: all that is opened is closed, and a row has its two cells."""
    walker = pytest.importorskip("pylatexenc.latexwalker", reason="pylatexenc is not installed")
    (table_of_rows,), *_ = walker.LatexWalker(written.strip(), tolerant_parsing=False).get_latex_nodes()
    assert table_of_rows.environmentname == "longtable"
    rows = [each for each in written.split(" \\\\\n") if r"\quad " in each]
    assert all(len(SEPARATOR.findall(row)) == 1 for row in rows), rows
    assert all(row.replace(r"\$", "").count("$") % 2 == 0 for row in rows), rows
    assert all(character.isalpha() for character in written if character > "~"), written


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_strict_parser_reads_the_latex_of_examples(path):
    assert_latex(table(tree_of(path.read_text(encoding="utf-8"))))


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30), programs())
def test_a_strict_parser_reads_the_latex_of_any_text(text, program):
    words = text.replace("\\", "\\\\").replace('"', '\\"')
    head = f'source s = page 1 "{words}"\nunresolved "{words}"\nregion quoted\n  select MET.pt > 5 GeV  @s\n'
    assert_latex(table(tree_of(head + program)))


def test_signs_of_publications_are_those_of_latex():
    written = escaped("p ≥ 5 − ΔR·γΑ 10° √s→ℓ∓ ×10⁻³ é “x” 中")
    assert written == (
        r"p \ensuremath{\geq} 5 \ensuremath{-} \ensuremath{\Delta}R\ensuremath{\cdot}\ensuremath{\gamma}A "
        r"10\ensuremath{{}^{\circ}} \ensuremath{\surd}s\ensuremath{\to}\ensuremath{\ell}\ensuremath{\mp} "
        r"\ensuremath{\times}10\ensuremath{^{\text{\ensuremath{-}}}}\ensuremath{^{\text{3}}} é ``x'' \texttt{U+4E2D}"
    )


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
object light from jets
  let ratio = mass / pt
  select ratio < 0.3
define ht = sum(jets.pt)
define mt = transverse_mass(muons[0], MET)
define w = muons[0] + MET
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
  select w.pt > 20 GeV
  select size(light) >= 1
  select light[0].ratio < 0.25
"""
TABLE = """
table efficiency
  axis pt in bins [20, 50, 200] GeV
  axis abseta in bins [0, 1.5, 2.5]
  values [0.6, 0.7, 0.75, 0.9]
  errors up [0.1, 0.1, 0.1, 0.2]
  errors down [0.1, 0.1, 0.2, 0.1]
object tagged from Jet
  select hit_or_miss(efficiency(pt, |eta|), this)
region r
  select size(tagged) >= 2
  select any(efficiency(j.pt, |j.eta|) > 0.7 for j in tagged)
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


def test_tables_come_back():
    again = import_adl(Source("x.adl", export_adl(tree_of(TABLE)))).text
    first, second = (plan_of(each) for each in (TABLE, again))
    for name in (
        "values [0.6, 0.7, 0.75, 0.9]",
        "errors down [0.1, 0.1, 0.2, 0.1]",
        "errors up [0.1, 0.1, 0.1, 0.2]",
    ):
        assert name in again
    types = {"run": np.int32, "luminosityBlock": np.uint32, "event": np.uint64}
    branches = BRANCHES | {name: ak.Array(np.arange(EVENTS, dtype=each)) for name, each in types.items()}
    counts = [
        interpret(each, {name: branches[name] for name in each.columns}, "data")
        .regions["r"]
        .steps[-1]
        .entries
        for each in (first, second)
    ]
    assert counts[0] == counts[1] > 0


def sayable(text):
    """The statements of a program that ADL can say, as a program."""
    program = tree_of(text)
    lost = set(export_adl(program).splitlines())
    lines = []
    for block in program.blocks:
        header = on_one_line(wording.header(block))
        if f"# {NOT_SAID}: {header}" not in lost:
            rules = (on_one_line(wording.rule(each)) for each in getattr(block, "rules", ()))
            lines += [header, *(f"  {each}" for each in rules if f"  # {NOT_SAID}: {each}" not in lost)]
    return "\n".join(lines) + "\n"


# What comes back in other words: a region asked for by its name is one that is gone on from, what holds always is left out,
# numbers alone are on no axis, and parentheses that change nothing are left out.
OTHERWISE = re.compile(
    r"^ +(?:select|reject) (?:region\d+|true|false)$|(?:=|bin) \(?-?[\d.]+\)? in |\) [-+] ", re.MULTILINE
)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(programs().map(sayable))
def test_what_random_programs_can_say_in_adl_comes_back_with_its_meaning(text):
    written = export_adl(tree_of(text))
    program = analyse(Source("x.hep", text)).program
    assume(program is not None and NOT_SAID not in written and not OTHERWISE.search(text))
    again = import_adl(Source("x.adl", written)).text
    found = compare(reading(Source("x.hep", text)), reading(Source("again.hep", again)))
    assert found.equal, (written, again, found.only_first, found.only_second, found.different)


LOST = {
    "an order that is another": (
        "object jets from Jet\n  sort by eta ascending\nobject some from jets\nregion r\n"
        "  select leading(some).pt > 30 GeV\n",
        "  # not said: select leading(some).pt > 30 GeV",
    ),
    "each with each": (
        "combine pairs = (a, b) from Jet, Jet\nregion r\n  select size(pairs) > 1\n",
        "# not said: combine pairs = (a, b) from Jet, Jet",
    ),
    "units of factors": (
        "region r\n  select MET.pt * MET.pt / 40 GeV > 30 GeV\n",
        "  # not said: select MET.pt * MET.pt / 40 GeV > 30 GeV",
    ),
    "a difference of momenta": (
        "region r\n  select (leading(Jet) - leading(Muon)).eta > 1\n",
        "  # not said: select (leading(Jet) - leading(Muon)).eta > 1",
    ),
    "two of a kind": (
        "region r\n  select any(all(a.pt > b.eta * a.pt for b in Muon) for a in Muon)\n",
        "  # not said: select any(all(a.pt > b.eta * a.pt for b in Muon) for a in Muon)",
    ),
    "what is not about the object": (
        "region r\n  select any(MET.pt > 30 GeV for m in Muon)\n",
        "  # not said: select any(MET.pt > 30 GeV for m in Muon)",
    ),
    "others of the same kind": (
        "object jets from Jet\n  select size(Jet) > 2\nregion r\n  select size(jets) > 1\n",
        "  # not said: select size(Jet) > 2",
    ),
    "a list of one object": (
        "object jets from Jet\n  select size(this.muons) == 0\nregion r\n  select size(jets) > 1\n",
        "  # not said: select size(this.muons) == 0",
    ),
}


@pytest.mark.parametrize("name", LOST)
def test_what_would_mean_something_else_is_a_comment(name):
    text, line = LOST[name]
    assert line in export_adl(tree_of(text))


def test_a_number_at_the_end_of_a_value_is_no_edge():
    text = "region r\n  bin MET.pt + 20 GeV in bins [30, 50, 70] GeV\n"
    again = import_adl(Source("x.adl", export_adl(tree_of(text)))).text
    assert compare(reading(Source("x.hep", text)), reading(Source("y.hep", again))).equal


def test_tables_of_files_and_what_stands_beyond_edges_are_comments():
    written = export_adl(tree_of(TABLE.replace("  errors up", "  outside clamp\n  errors up")))
    assert "# not said: table efficiency" in written
    assert "# not said: select hit_or_miss(efficiency(pt, |eta|), this)" in written


def test_what_rests_on_an_unsaid_property_is_a_comment():
    written = export_adl(
        tree_of(
            "object jets from Jet\n  let heavy = mass > 50 GeV\n  select heavy\n"
            "region r\n  select any(jets.heavy) and (leading(Muon) + MET).mt > 50 GeV\n"
        )
    )
    assert "  # not said: select heavy" in written
    assert "  # not said: select any(jets.heavy)" in written


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
