"""Forms of ADL and CutLang that are met beside the usual ones: what each becomes, and that all of it checks."""

import re
from pathlib import Path

import pytest

from hepir.compiling import analyse
from hepir.interop.adl.importing import import_adl
from hepir.source import Source

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.adl"))
FORMS = {
    "an object called as its kind": (
        "object jet : JET\n  select pT(JET) > 30\nregion r\n  select size(jet) > 1\n",
        "object jet from Jet\n  select pt > 30 GeV",
    ),
    "a kind under its own name": (
        "object Electron\n  take Electron\n  select pT > 5\nregion r\n  select size(Electron) > 0\n",
        "object Electron_ from Electron",
    ),
    "units": (
        "region r\n  select MET > 0.2 TeV\n  select pT(JET[0]) [] 30 GeV 5000000 MeV\n",
        "select MET.pt > 0.2 TeV",
    ),
    "numbers of settings": (
        "minpt = 30\nobject j\n  take Jet\n  select pT > minpt\nregion r\n  select size(j) > 1\n",
        "select pt > 30 GeV",
    ),
    "a list of collections": (
        "object lep\n  take ELE, MUO\n  select pT > 10\nregion r\n  select size(lep) > 1\n",
        "object lep from Electron, Muon",
    ),
    "a quantifier of a quantity": (
        "region r\n  select anyof(pT(JET)) > 50\n  select allof(dR(JET, ELE)) > 0.4\n",
        "select any(each_Jet.pt > 50 GeV for each_Jet in Jet)",
    ),
    "numbers by cases": (
        "define w = size(JET) > 2 ? 1.2 : 0.9\nregion r\n  weight x w\n",
        "define w = 1.2 if size(Jet) > 2 else 0.9",
    ),
    "energies by cases": (
        "define x = size(JET) > 2 ? MET : 50\nregion r\n  select x > 30\n",
        "define x = MET.pt if size(Jet) > 2 else 50 GeV",
    ),
    "candidates": (
        "composite t\n  take disjoint(JET a, JET b, JET c)\n  candidate W = a + b\n  select m(W) [] 60 100\n"
        "region r\n  select size(t) > 0\n",
        "select 60 GeV <= (a + b).mass <= 100 GeV",
    ),
    "a define inside of a region": (
        "region r\n  select size(JET) > 1\n  define x = pT(JET[0])\n  select x > 30\n",
        "region r\n  select size(Jet) > 1\n  select x > 30 GeV",
    ),
    "a property that is a condition": (
        "object m\n  take MUO\n  define big = pT > 40\n  select big\nregion r\n  select m[0].big\n",
        "let big = pt > 40 GeV",
    ),
    "two stars": ("region r\n  select MET ** 2 > 10000\n", "MET.pt ^ 2 > 10000 GeV^2"),
    "missing momentum in an object": (
        "object m\n  take MUO\n  select pT / MET > 0.5\n  select dphi(m, MET) > 0.4\nregion r\n  select size(m) > 0\n",
        "select pt / MET.pt > 0.5\n  select dphi(this, MET) > 0.4",
    ),
    "an order that is handed on": (
        "object a\n  take JET\n  sort eta(JET) ascend\nobject b\n  take a\n  select pT > 30\n"
        "region r\n  select b[0].pT > 50\n  select b[1].pT > 40\n",
        'object b from a\n  select pt > 30 GeV  @assumed "numbers are in GeV"\n\n',
    ),
    "the first alone": (
        "object c\n  take JET\n  select pT > 3\nregion r\n  select c[0].pT > 5\n  select size(c) > 1 and MUO[0].pT > 3\n",
        "select leading(c).pt > 5 GeV",
    ),
    "a condition as a number": (
        "region r\n  select (MET > 3) == 1\n  select (MET > 3) == 0\n",
        "select not MET.pt > 3 GeV",
    ),
    "conditions that are alike": (
        "region r\n  select (MET > 3) != (size(JET) > 3)\n",
        "select (MET.pt > 3 GeV) != (size(Jet) > 3)",
    ),
    "a transverse mass": (
        "define x = sqrt(2 * MET * pT(MUO[0]) * (1 - cos(dPhi(MUO[0], METLV[0]))))\nregion r\n  select x > 30\n",
        "define x = transverse_mass(MET, leading(Muon))",
    ),
    "a transverse mass of two": (
        "define x = sqrt(2*MUO[0].pt*MUO[1].pt*(1 - cos(dphi(MUO[0], MUO[1]))))\nregion r\n  select x > 30\n",
        "define x = transverse_mass(muons_by_pt[0], muons_by_pt[1])",
    ),
    "no transverse mass": (
        "define x = sqrt(2 * MUO[0].pt * MUO[1].pt * (1 - cos(dphi(MUO[0], MUO[2]))))\nregion r\n  select x > 30\n",
        "define x = sqrt(2 * ",
    ),
    "a root as a power": (
        "region r\n  select (MET^3)^(1/3) > 30\n  select MET^(-1 / 2) < 3\n",
        "select (MET.pt ^ 3) ^ (1 / 3) > 30 GeV",
    ),
    "a table called as a function": (
        "table trigger\n  nvars 1\n  errors false\n  0.5 0 10\n  0.7 10 20\nregion r\n  weight w trigger(MET)\n",
        "table trigger_",
    ),
    "histograms at once": ("region r\n  select MET > 3\n  select FillHistos\n", "dismissed"),
    "missing momentum of jets": ("define x = fMHT(JET)\nregion r\n  select x > 30\n", "define x = mht(Jet)"),
    "signs of publications": ("region r\n  select MET ≥ 30 and eta(JET[0]) > −2.4\n", "MET.pt >= 30 GeV"),
}


@pytest.mark.parametrize("name", FORMS)
def test_forms(name):
    text, wanted = FORMS[name]
    found = import_adl(Source("x.adl", text))
    assert wanted in found.text, found.text
    assert found.converted == found.statements, [each.message for each in found.diagnostics]
    errors = [
        each for each in analyse(Source("x.hep", found.text)).diagnostics if each.severity.name == "ERROR"
    ]
    assert errors == []


def test_a_rule_that_cannot_be_read_leaves_the_object():
    text = "object g\n  take GEN\n  select (status(GEN) >> 3\nregion r\n  select size(g) > 1\n"
    found = import_adl(Source("x.adl", text))
    assert "object g from GenParticle" in found.text
    assert found.statements - found.converted == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("region r\n  take\n  select MET > 3\n", "a name is missing"),
        ("object j\n  take JET\n  foo bar\n", "`foo` has no place in an object"),
    ],
)
def test_messages(text, words):
    found = import_adl(Source("x.adl", text))
    assert words in " ".join(each.message for each in found.diagnostics)


KEYWORDS = re.compile(
    r"(?m)^(\s*)(object|take|select|reject|region|define|histo|weight|bin|sort|table|info|algo|cmd)\b"
)
SPELLINGS = {
    "lines of other systems": lambda text: text.replace("\n", "\r\n"),
    "lines of old systems": lambda text: text.replace("\n", "\r"),
    "tabs": lambda text: text.replace("  ", "\t"),
    "blanks that do not break": lambda text: text.replace(" ", "\u00a0"),
    "a mark at the beginning": lambda text: f"\ufeff{text}",
    "minus signs": lambda text: text.replace("-", "\u2212"),
    "capitals": lambda text: KEYWORDS.sub(lambda found: found[1] + found[2].upper(), text),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_spellings_mean_the_same(path, spelling):
    text = re.sub(r'"[^"\n]*"|#[^\n]*', "", path.read_text(encoding="utf-8"))
    plain, other = (import_adl(Source("x.adl", each)) for each in (text, SPELLINGS[spelling](text)))
    assert other.text == plain.text
    assert [each.code for each in other.diagnostics] == [each.code for each in plain.diagnostics]
