"""The branches of a file, by whatever name they are asked for."""

import pytest

from hepir.run.branches import Branches
from hepir.run.ttree import spellings_of


def test_each_branch_once_and_every_spelling_understood() -> None:
    asked: list[str] = []

    def type_of(name: str) -> str:
        asked.append(name)
        return f"type of {name}"

    branches = Branches([("Jet.PT", "Jet/Jet.PT"), ("MET",)], type_of)
    assert (list(branches), len(branches), asked) == (["Jet.PT", "MET"], 2, [])
    assert "Jet/Jet.PT" in branches
    assert branches["Jet/Jet.PT"] == branches["Jet.PT"] == "type of Jet.PT"
    assert asked == ["Jet.PT"]
    assert (branches.usual("Jet/Jet.PT"), branches.usual("MET"), branches.usual("pt")) == (
        "Jet.PT",
        "MET",
        None,
    )
    with pytest.raises(KeyError):
        branches["pt"]


def test_a_usual_name_is_not_taken_by_another_spelling() -> None:
    branches = Branches([("x:y", "x.y"), ("x.y",)], str)
    assert branches["x.y"] == "x.y"
    assert branches["x:y"] == "x:y"


def test_own_names_of_nested_branches_are_usual_unless_they_are_shared() -> None:
    paths = [
        ("Jet/Jet.PT", "Jet.PT"),
        ("Jet/Jet.E[4]", "Jet.E[4]"),
        ("a/pt", "pt"),
        ("b/pt", "pt"),
        ("MET", "MET"),
    ]
    assert spellings_of(paths) == (
        ("Jet.PT", "Jet/Jet.PT"),
        ("Jet.E[4]", "Jet/Jet.E[4]", "Jet.E", "Jet/Jet.E"),
        ("a/pt",),
        ("b/pt",),
        ("MET", "MET"),
    )
