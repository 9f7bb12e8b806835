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
    told("define a = b\ndefine b = a\nregion r\n  select a > 1\n")
    told("object a\n  take b\nobject b\n  take a\nregion r\n  select size(a) > 1\n")
    told("region r\n" + "  select MET > 20\n" * 2000)
