"""What is wrong or unclear in an ADL program is told where it stands, and nothing of the text is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hepir.interop.adl.importing import import_adl
from hepir.source import Source
from hepir.syntax.parsing import parse

# The text, and the code and the line of each diagnostic that is no note.
WRONG = {
    "no branch": (
        "object muons\n  take Muon\n  select abs(d0) < 2 ?\nregion r\n  select size(muons) > 0\n",
        [("HEP1101", 3)],
    ),
    "broken word": ("object e\n  take Elec tron\n  select pT > 5\nregion r\n  select size(e) > 0\n", None),
    "no name": ("region r\n  select LepT > 250\n", [("HEP1102", 2)]),
    "no region": ("region r\n  preselektion\nregion preselection\n  select MET > 20\n", [("HEP1102", 2)]),
    "no property": (
        "object m\n  take Muon\n  select dO < 2\nregion r\n  select size(m) > 0\n",
        [("HEP1103", 3)],
    ),
    "no function": ("region r\n  select fQuark(Jet[0]) > 1\n", [("HEP1104", 2)]),
    "empty axis": ('region r\n  histo h, "MET", 50, 0, 0, MET\n', [("HEP1105", 2)]),
    "rests on": (
        "define best = fQuark(Jet[0])\nregion r\n  select best > 1\n",
        [("HEP1104", 1), ("HEP1108", 3)],
    ),
    "bins share": ("region r\n  bin MET [] 200 350\n  bin MET [] 300 400\n", [("HEP1107", 3)]),
    "bins are the same": ("region r\n  bin MET > 200\n  bin MET > 200\n", [("HEP1107", 3)]),
    "bins touch": ("region r\n  bin MET [] 200 300\n  bin MET [] 300 400\n", []),
    "bins of whole numbers share": (
        "region r\n  bin size(Jet) [] 2 3\n  bin size(Jet) [] 3 4\n",
        [("HEP1107", 3)],
    ),
    "no root": (
        "define MCT = 2*Muo[0].pT*Muo[1].pT*(1 + cos(dPhi(Muo[0], Muo[1])))\nregion r\n  select MCT > 170\n",
        [("HEP1109", 3)],
    ),
    "no pt": ("define top = Jet[0] + Jet[1]\nregion r\n  select top > 200\n", [("HEP1109", 3)]),
    "contradiction": (
        "region low\n  select MET < 200\nregion both\n  low\n  select MET > 300\n",
        [("HEP1110", 5)],
    ),
    "distance to missing momentum": ("region r\n  select dR(Jet[0], MET) > 0.4\n", [("HEP1109", 2)]),
    "search without optimisation": ("define Z = Muo[-1] Muo[-1]\nregion r\n  select m(Z) > 12\n", None),
    "mass of a sum with missing momentum": (
        "define W = Muo[0] METLV[0]\nregion r\n  select m(W) > 80\n",
        [("HEP1105", 3)],
    ),
    "sorted by what is unknown": (
        "region r\n  select size(Jet) > 1\n  sort zork(Jet) descend\n  select pT(Jet[0]) > 20\n",
        [("HEP1104", 3), ("HEP1105", 4)],
    ),
    "defined by the order before": (
        "define lead = pT(Jet[0])\nregion r\n  sort m(Jet) descend\n  select lead > 20\n",
        [("HEP1105", 4)],
    ),
    "a word that is no statement": (
        "region r\n  select MET > 20\n  vetoed size(Jet) > 3\n",
        [("HEP1101", 3)],
    ),
    "a variation of what is unknown": (
        'systematic ON "a_up" "a_down" weight_zork\nregion r\n  select MET > 20\n',
        [("HEP1105", 1)],
    ),
    "a range that is not known": ('region r\n  histo h, "HT", 50, 0, 0, fHT(Jet)\n', [("HEP1105", 2)]),
    "an index that is no number": ("region r\n  select pT(Jet[size(Muo)]) > 20\n", [("HEP1105", 2)]),
    "rules about jets of jets": (
        "object fat\n  take antikT(Jet, 1.4)\n  select pT > 30\nregion r\n  select sum(fat.m) > 100\n",
        [("HEP1105", 1), ("HEP1108", 2), ("HEP1108", 3), ("HEP1108", 5)],
    ),
    "outside": ("select MET > 20\n", [("HEP1101", 1)]),
    "nothing": ("", [("HEP1101", 1)]),
    "comments alone": ("# nothing\n", [("HEP1101", 1)]),
}


def told(text):
    """The codes and lines of what is wrong."""
    source = Source("x.adl", text)
    imported = import_adl(source)
    assert parse(Source("x.hep", imported.text)).program is not None, imported.text
    return imported, [
        (each.code, source.position(each.span.start).line)
        for each in imported.diagnostics
        if each.code != "HEP1106" and each.name != "adl-unused" and "unused-object" not in each.message
    ]


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_where_it_stands(name):
    text, expected = WRONG[name]
    imported, found = told(text)
    if expected is None:
        assert found
        assert imported.converted < imported.statements
    else:
        assert found == expected, imported.text


@pytest.mark.parametrize(
    "text", ["select Jet[1e999] > 1", "histo h(, 10, 0, 1, MET", "select pT(Jet_99999999999) > 1"]
)
def test_what_no_event_has_is_told(text):
    imported, found = told(f"region r\n  {text}\n")
    assert [line for _, line in found] == [2], imported.text


def test_unprintable_characters_are_left_out():
    imported, _ = told("info analysis\n  id a\x00b\n  title c\x07d\nregion r\n  select MET > 1 # e\x00f\n")
    assert "\x00" not in imported.text


def test_what_is_not_converted_is_kept():
    text = 'region r\n  # before\n  select fQuark("a \\ b") > 1 # behind\n  save x csv MET\n'
    imported, _ = told(text)
    assert 'unresolved "ADL: select fQuark(\\"a \\\\ b\\") > 1"  # behind' in imported.text
    assert "# before" in imported.text
    assert "save shows or stores values, selects nothing: x csv MET" in imported.text


def test_information_is_kept():
    text = (
        'info analysis\n  title "Search"\n  experiment CMS\n  sqrtS 13.0\n  lumi 35.9 # fb\n'
        "  arXiv 1709.05406\n  hepdata ins1\n"
    )
    imported, _ = told(text)
    for line in (
        'analysis "Search"',
        "experiment CMS",
        "sqrt_s 13.0 TeV",
        "luminosity 35.9 /fb",
        "# hepdata: ins1",
    ):
        assert line in imported.text
    assert 'paper "arXiv:1709.05406"' in imported.text


def test_each_decision_stands_on_its_statement():
    imported, _ = told("region r\n  select pT(Jet) > 25\n")
    assert '@assumed "numbers are in GeV; `Jet` without an index means all of them"' in imported.text
    assert {each.message for each in imported.diagnostics} == {
        "numbers are in GeV",
        "`Jet` without an index means all of them",
    }


# The text, and a line of what it becomes.
WRITTEN = {
    "systematic": (
        'systematic ON "weight_pileup_UP" "weight_pileup_DOWN" weight_pileup\n',
        'up event.pileup_weight from branch "weight_pileup_UP"',
    ),
    "systematic of leptons": (
        'systematic on "weight_leptonSF_EL_SF_ID_UP" "weight_leptonSF_EL_SF_ID_DOWN" weight_leptonSF\n',
        'down event.electron_scale_factor from branch "weight_leptonSF_EL_SF_ID_DOWN"',
    ),
    "tree": ('systematic ON "MUON_ID__1up" "MUON_ID__1down" ttree\n', 'up from tree "MUON_ID__1up"'),
    "switched off": ('systematic Off "a_up" "a_down" weight_jvt\n', "# switched off: systematic a_up a_down"),
    "scale factors": ("region s\n  cmd LEPsf\n", "weight lepsf = event.electron_scale_factor"),
    "shown on a condition": ("region s\n  cmd MET > 5 ? print MET : ALL\n", "dismissed"),
    "direction without a range": (
        'region s\n  histo h, "eta", 25, 0, 0, eta(Jet[0])\n',
        "in 25 bins from -5 to 5",
    ),
    "edges beside bins": (
        'region s\n  histo h, "x", 0.0 10.0 50.0, 40, 0, 100, MET, pT(Jet[0])\n',
        "MET.pt in bins [0.0, 10.0, 50.0] GeV",
    ),
    "working points": ("object j\n  take Jet\n  select jetId >= 6\n", "select tight_lepton_veto_id"),
    "words of formats": (
        "object e\n  take Ele\n  select lep_ptcone30(Ele) / lep_pt(Ele) < 0.15\n",
        "select track_isolation / pt < 0.15",
    ),
    "values of the event": ("region s\n  select eventNumber > 5\n", "select event.event > 5"),
    "triggers": ("region s\n  trigger HLT_Mu50\n  select trigE == 1\n", 'select trigger("HLT_Mu50")'),
    "daughters": (
        "object d\n  take GEN\n  select daughters(GEN) > 1\n  select pT(GEN daughters) > 5\n",
        "select all(daughter.pt > 5 GeV for daughter in this.daughters)",
    ),
    "hit or miss": (
        "table t\n  nvars 1\n  errors false\n  0.4 0 20\n  0.7 20 500\n"
        "object b\n  take Jet\n  select applyHM(t(pT(Jet)) == 1)\n",
        "select hit_or_miss(t(pt), this)",
    ),
    "hit or miss of one object": (
        "table t\n  nvars 1\n  errors false\n  0.4 0 20\n  0.7 20 500\n"
        "region s\n  select size(Jet) > 0\n  select applyHM(t(pT(Jet[0])) == 0)\n",
        "select not hit_or_miss(t(leading(Jet).pt), leading(Jet))",
    ),
    "jets of jets": (
        "object fat\n  take antikT(Jet, 1.4)\nregion s\n  select sum(fat.m) > 100 and pT(fat[0]) > 50\n",
        "select anti_kt_mass_sum(Jet, 1.4) > 100 GeV and anti_kt_jet(Jet, 1.4, 0).pt > 50 GeV",
    ),
    "links": (
        "region s\n  select abs(pdgID(GEN[genPartIdx(Muo[0])])) == 13\n",
        "leading(Muon).gen_particle.pdg_id",
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written(name):
    text, line = WRITTEN[name]
    imported, _ = told(text + "region r\n  select size(Jet) > 0\n")
    assert line in " ".join(imported.text.split()), imported.text


WORDS = [
    *("object", "region", "define", "select", "reject", "take", "bin", "histo", "weight", "counts", "table"),
    *("info", "sort", "jets", "Jet", "Muon", "MET", "pT", "eta", "size", "dR", "min", "sum", "Union", "COMB"),
    *(
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "|",
        "[]",
        "][",
        "~=",
        "?",
        ":",
        ",",
        "+",
        "-",
        "*",
        "/",
        "^",
        "<",
        ">",
        "==",
    ),
    *("1", "0.5", "-1", '"', "#", "\n", "\n  ", "and", "or", "not", "ALL", "=", ".", "_0", "é", "\\", "\t"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_nothing_makes_it_fail(words):
    told(" ".join(words))


@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text):
    told(f"region r\n  select {text}\n")


def test_deep_and_long_texts_end():
    told("region r\n  select " + "(" * 10_000 + "MET" + ")" * 10_000 + " > 1\n")
    for nested in ("-" * 5000, "not " * 5000, "MET > 3 ? " * 1000, "MET + " * 5000, "abs(" * 50):
        told(f"region r\n  select {nested}MET > 1\n")
    told("region r\n  select MET" + "^2" * 3000 + " > 1\n")
    told("region r\n" + "  bin (MET)^-1 10 20 30\n" * 60)
    told("define a = b\ndefine b = a\nregion r\n  select a > 1\n")
    told(
        "".join(f"define m{each} = m{each - 1} m{each - 1}\n" for each in range(40, 0, -1))
        + "define m0 = Jet[0]\n"
    )
    told("object a\n  take b\nobject b\n  take a\nregion r\n  select size(a) > 1\n")
    told("region r\n" + "  select MET > 20\n" * 2000)
