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
    "constituents of the jet at hand": (
        "object j\n  take JET\n  select anyof(pT(JET constituents)) > 20\n  select sum(pT(JET constituents)) < 600\n"
        "region r\n  select size(j) > 0\n",
        "select any(constituent.pt > 20 GeV for constituent in this.constituents)",
    ),
    "a list behind a dot": (
        "object f\n  take FJET\ndefine x = sum(f[0].constituents.pT) / f[0].pT\nregion r\n  select x > 0.8\n"
        "  select size(f[0].subjets) == 2\n",
        "select size(leading(f).subjets) == 2",
    ),
    "lists of all objects": (
        "define x = sum(pT(JET constituents))\nregion r\n  select x > 30\n",
        "sum(constituent.pt for each_Jet in Jet for constituent in each_Jet.constituents)",
    ),
    "an object of a list": (
        "object c\n  take FJET[0].constituents\n  select pT > 1\nregion r\n  select size(c) > 10\n",
        "object c from Candidate\n  select contains(leading(FatJet).constituents, this)\n  select pt > 1 GeV",
    ),
    "an object of all lists, under a name": (
        "object c\n  take JET constituents p\n  select pT(p) > 1\nregion r\n  select size(c) > 10\n",
        "select any(contains(each_Jet.constituents, this) for each_Jet in Jet)\n  select pt > 1 GeV",
    ),
    "an object of the list of a call": (
        "object c : constituents(JET[0])\nregion r\n  select any(dR(c, JET[0]) < 0.2)\n",
        "select contains(leading(Jet).constituents, this)",
    ),
    "daughters are a list": (
        "object z\n  take GEN\n  select daughters(GEN) == 2\nregion r\n  select size(z) > 0\n",
        "select size(this.daughters) == 2",
    ),
    "the mother by its index": (
        "object m\n  take GenPart\n  select abs(GenPart[genPartIdxMother].pdgId) == 24\nregion r\n  select size(m) > 0\n",
        "select |this.mother.pdg_id| == 24",
    ),
    "jets that are tagged": (
        "region r\n  select size(BJET) == 2\n  select pT(BJET[0]) > 50\n",
        'object bjets from Jet\n  select btag_medium  @assumed "`BJET` is Jet with btag_medium"\n  sort by pt descending',
    ),
    "a bit by a shift": (
        "object g\n  take GEN\n  select (statusFlags >> 13) & 1\n  select statusFlags & (1 << 8) != 0\n"
        "region r\n  select size(g) > 0\n",
        'select bit(status_flags, 13)  @assumed "`&` binds tighter than a comparison"\n  select bit(status_flags, 8)',
    ),
    "several bits": (
        "object g\n  take GEN\n  select (statusFlags & 12) == 12\n  select (statusFlags & 12) == 0\n"
        "  reject statusFlags & 12 > 0\nregion r\n  select size(g) > 0\n",
        "select bit(status_flags, 2) and bit(status_flags, 3)",
    ),
    "a bit by a function": (
        "object g\n  take GEN\n  select bitset(statusFlags, 8) == 1 and not bit(statusFlags, 0)\n"
        "region r\n  select size(g) > 0\n",
        "select bit(status_flags, 8) and not bit(status_flags, 0)",
    ),
    "arithmetic of bits": ("region r\n  select size(JET) > (9 >> 1) & 6\n", "select size(Jet) > 4"),
    "several triggers": (
        "region r\n  trigger HLT_A OR HLT_B || HLT_C\n",
        'select trigger("HLT_A", "HLT_B", "HLT_C")',
    ),
    "energies of the machine": (
        'info analysis\n  title "t"\n  sqrtS 13000 GeV\n  lumi 20300 pb^-1\nregion r\n  select MET > 3\n',
        "sqrt_s 13000 GeV\n  luminosity 20300 /pb",
    ),
    "luminosities": (
        'info analysis\n  title "t"\n  sqrtS 13.6 TeV\n  lumi 4.7e1 1/fb\nregion r\n  select MET > 3\n',
        "sqrt_s 13.6 TeV\n  luminosity 4.7e1 /fb",
    ),
    "comments of other languages": (
        '// a search\ninfo analysis\n  title "t" // title\n  hepdata https://x.org/y\nregion r\n  select MET > 3 // cut\n',
        'select MET.pt > 3 GeV  @assumed "numbers are in GeV"  # cut',
    ),
    "a define of combinations": (
        "composite z\n  take comb(MUO a, MUO b)\n  define zm = m(a + b)\n  select zm > 60\n"
        "region r\n  select z[0].zm < 100\n",
        "let zm = (a + b).mass\n  select zm > 60 GeV",
    ),
    "weights by their names": (
        "region r\n  select MET > 3\n  weight mcWeight\n  weight k = 1.2 * 0.5\n",
        "weight k = 1.2 * 0.5",
    ),
    "numbers without a format": (
        "region r\n  select MET > 3\n  counts obs 12\n  counts bkg 10.5 +- 2\n",
        "expect bkg 10.5 +- 2",
    ),
    "numbers of objects": ("region r\n  cmd nJET >= 4\n", "select size(Jet) >= 4"),
    "the transverse mass of a sum": (
        "define w = MUO[0] METLV[0]\nregion r\n  select mT(w) > 30\n",
        "select w.mt > 30 GeV",
    ),
    "megajets where they are used": (
        "define x = fMR(fmegajets(JET))\nregion r\n  select x > 800\n",
        "razor_mr(first_megajet(Jet), second_megajet(Jet))",
    ),
    "an object on one line": (
        "object j take JET select pT > 30 select abs(eta) < 2.4\nregion r select size(j) > 1 select MET > 100\n",
        'object j from Jet\n  select pt > 30 GeV  @assumed "numbers are in GeV"\n  select |eta| < 2.4',
    ),
    "information on one line": (
        'info analysis title "A search" experiment CMS\nregion r\n  select MET > 3\n',
        'analysis "A search"\n  experiment CMS',
    ),
    "a statement that begins on the next line": (
        'region r\n  select\n    MET\n    > 3\n  histo\n    h, "x", 10, 0, 100, MET\n',
        "select MET.pt > 3 GeV",
    ),
    "words within quotes and parentheses begin no statement": (
        'region r\n  histo h, "before select this", 10, 0, 100, MET\n  select (MET > 3)\n',
        "hist h = MET.pt in 10 bins",
    ),
    "words of formats": (
        "object g take GEN select abs(PID) == 5 and isPU == 0\nobject m take MUO select tkRelIso < 0.1\n"
        "define x = transverseMass(m[0], MET)\ndefine y = invariantMass(m[0], m[1])\n"
        "region r\n  select size(g) > 0\n  select x > 30 and y > 20\n",
        "select relative_track_isolation < 0.1",
    ),
    "vertices": (
        "object v\n  take Vertex\n  select nTracks > 4\nregion r\n  select size(v) > 0\n",
        "object v from Vertex",
    ),
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
        ("region r\n  trigger HLT_A HLT_B\n", "a trigger has one name"),
        ("object g\n  take GEN\n  select (statusFlags & 12) == 4\n", "bits are compared with zero"),
        ("object g\n  take GEN\n  select statusFlags >> 3 > 2\n", "a test of its bits is"),
        ("object g\n  take GEN\n  select statusFlags & 0\n", "no bit is asked for"),
        (
            "object m\n  take MUO\n  select size(MUO constituents) > 2\n",
            "`constituents` is no known property of Muon",
        ),
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
