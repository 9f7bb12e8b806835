"""Kinds that join others: which properties they have, and what they may join."""

import pytest

from hepir.diagnostics import HepirError
from hepir.schemas.joined import branches_of, is_there, parts_of
from hepir.schemas.loading import builtin_schema, load_schema
from hepir.schemas.naming import available, mapped_branches
from hepir.schemas.showing import show_schema

PARTS = """
name = "mine"
trees = ["Events"]
[collections.Track.properties]
pt = { branch = "Track_pt", unit = "GeV" }
eta = { branch = "Track_eta" }
phi = { branch = "Track_phi", unit = "rad" }
charge = { branch = "Track_charge", missing = [-9] }
mass = { compute = "0 GeV * pt / pt", unit = "GeV" }
d0 = { branch = "Track_d0", unit = "cm" }
z0 = { branch = "Track_z0", unit = "mm" }
[collections.Tower]
like = "Candidate"
[collections.Tower.properties]
pt = { branch = "Tower_et", unit = "GeV", approximation = "transverse energy" }
eta = { constant = 0 }
phi = { branch = "Tower_phi", unit = "deg" }
charge = { constant = 0 }
mass = { constant = 0, unit = "GeV" }
d0 = { branch = "Tower_d0", unit = "cm" }
[collections.Candidate]
"""
JOINED = 'joins = ["Track", "Tower"]\n'


def candidate(text):
    return load_schema(PARTS + text, "mine.toml").collections["Candidate"]


def test_what_all_store_alike_is_joined():
    found = candidate(JOINED).properties
    assert {name: source.branch for name, source in found.items()} == {
        "pt": "Track_pt, then Tower_et",
        "eta": "Track_eta, then 0.0 for Tower_et",
        "d0": "Track_d0, then Tower_d0",
        # not phi, whose units differ; not charge, of which one part has values that are none; not mass, which one computes
    }
    assert found["pt"].unit == "GeV"
    assert found["pt"].approximation == "transverse energy"


def test_a_property_of_its_own_goes_first():
    own = 'mass = { constant = 0, unit = "GeV" }\npt = { compute = "2 GeV * d0 / d0", unit = "GeV" }\n'
    found = candidate(f"{JOINED}[collections.Candidate.properties]\n{own}").properties
    assert found["pt"].branch is None
    assert found["mass"].constant == 0
    assert found["d0"].branch == "Track_d0, then Tower_d0"


@pytest.mark.parametrize(
    "wrong",
    [
        'joins = ["Track", "Towr"]\n',
        'joins = ["Candidate"]\n',
        'joins = ["Track", "MET"]\n[collections.MET]\nentry = 0\n'
        '[collections.MET.properties]\npt = { branch = "m", unit = "GeV" }\n',
        'joins = ["Track", "Jet"]\n[collections.Jet]\nwhere = "pt > 1 GeV"\n'
        '[collections.Jet.properties]\npt = { branch = "j", unit = "GeV" }\n',
    ],
)
def test_what_may_not_be_joined(wrong):
    with pytest.raises(HepirError) as failure:
        candidate(wrong)
    (found,) = failure.value.diagnostics
    assert (found.code, found.key) == ("HEP0503", "collections.Candidate.joins")
    assert "kinds of this schema" in found.message


def test_names_of_joined_branches():
    name = "Track_pt, then 0.5 for Tower_et, then Tower_et"
    assert parts_of(name) == ((None, "Track_pt"), (0.5, "Tower_et"), (None, "Tower_et"))
    assert branches_of(name) == ("Track_pt", "Tower_et")
    assert is_there(name, {"Track_pt", "Tower_et"})
    assert not is_there(name, {"Track_pt"})


def test_a_file_has_what_all_its_parts_are_there_for():
    schema = load_schema(PARTS + JOINED, "mine.toml")
    assert "Tower_et" in mapped_branches(schema)
    branches = [each for each in mapped_branches(schema) if each != "Tower_d0"]
    kinds = available(schema, branches).collections
    assert set(kinds["Candidate"].properties) == {"pt", "eta"}


def test_delphes_shows_what_constituents_are_joined_of():
    shown = show_schema(builtin_schema("delphes"))
    assert "Candidate (all of FlowTrack, FlowPhoton, FlowNeutralHadron)" in shown
    lists = builtin_schema("delphes").collections["Jet"].lists
    assert lists["constituents"].of == "Candidate"
    assert len(branches_of(lists["constituents"].identifiers or "")) == 3
