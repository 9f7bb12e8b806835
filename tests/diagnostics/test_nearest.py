"""Suggestions for unknown names."""

import hypothesis_profiles  # noqa: F401
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hepir.diagnostics.nearest import nearest

KINDS = ["Electron", "Muon", "Tau", "Photon", "Jet", "FatJet", "Track", "Vertex", "GenParticle"]


@pytest.mark.parametrize(
    ("name", "candidates", "expected"),
    [
        ("Muons", KINDS, ("Muon",)),
        ("MUON", KINDS, ("Muon",)),
        ("Elektron", KINDS, ("Electron",)),
        ("Gen", KINDS, ("GenParticle",)),
        ("pT", ["pt", "eta", "p", "ptcone"], ("pt", "p", "ptcone")),
        ("xyzzy", KINDS, ()),
        ("Muon", ["Muon"], ()),
        ("ab", ["ab2", "ab1", "ab3", "ab4"], ("ab1", "ab2", "ab3")),
        ("", KINDS, ()),
        ("M" * 100_000, KINDS, ()),
    ],
)
def test_names(name: str, candidates: list[str], expected: tuple[str, ...]) -> None:
    assert nearest(name, candidates) == expected


def test_the_limit_is_kept() -> None:
    assert nearest("jets", ["jets1", "jets2", "jets3"], limit=1) == ("jets1",)


@given(st.text(max_size=8), st.lists(st.text("abAB_1", max_size=8)), st.randoms())
def test_the_order_of_the_candidates_does_not_matter(name: str, candidates: list[str], random) -> None:
    expected = nearest(name, candidates)
    random.shuffle(candidates)
    assert nearest(name, candidates) == expected
    assert set(expected) <= set(candidates) - {name}
    assert len(expected) <= 3
