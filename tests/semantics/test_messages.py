"""What diagnostics of the semantics stage say to the person who made the mistake."""

from textwrap import dedent

import pytest

from hepir.api import check
from hepir.diagnostics.core import Diagnostic


def only(program: str) -> Diagnostic:
    (diagnostic,) = check(dedent(program).lstrip())
    return diagnostic


def test_a_let_that_is_repeated_points_at_the_first() -> None:
    text = "object jets from Jet\n  let x = pt / 2\n  let x = pt\nregion search\n  select size(jets) > 1\n"
    found = only(text)
    assert found.message == "`x` has been defined already"
    assert [label.span.start for label in found.labels] == [text.index("x = pt / 2")]


@pytest.mark.parametrize(
    "source",
    ["object jets from Jet\n", "object all_jets from Jet\n  let pt2 = pt\nobject jets from all_jets\n"],
)
def test_a_let_of_a_property_says_so(source: str) -> None:
    name = "pt2" if "pt2" in source else "pt"
    found = only(f"{source}  let {name} = eta\nregion search\n  select size(jets) > 1\n")
    assert found.message == f"`{name}` is already a property of these objects"
    assert found.labels == ()


@pytest.mark.parametrize("block", ["region Jet\n", "object Jet from Jet\n", "define Jet = size(Jet)\n"])
def test_a_name_of_a_kind_gives_one_diagnostic(block: str) -> None:
    rule = (
        ""
        if block.startswith("define")
        else "  select " + ("pt" if "from" in block else "MET.pt") + " > 9 GeV\n"
    )
    found = only(f"{block}{rule}region search\n  select size(Jet) > 1\n")
    assert found.message == "`Jet` is already a kind of object"


@pytest.mark.parametrize(
    ("program", "advice"),
    [
        (
            "object a from b\nobject b from a\nregion r\n  select size(a) > 1\n",
            "a kind of object, such as `Jet`",
        ),
        (
            "region a from b\n  select MET.pt > 9 GeV\nregion b from a\n  select size(Jet) > 1\n",
            "start from no other",
        ),
        ("define p = q\ndefine q = p\nregion r\n  select p > 1\n", "write one of them without the others"),
    ],
)
def test_the_way_out_of_a_circle_fits_what_is_in_it(program: str, advice: str) -> None:
    (hint,) = only(program).hints
    assert advice in hint


def test_only_code_stands_in_code() -> None:
    (hint,) = only("region search\n  select dphi(MET) > 0.5\n").hints
    assert hint == "it is used as `dphi(a, b)`, the result is an angle"


def test_an_index_behind_a_property_belongs_to_the_objects() -> None:
    block = "object jets from Jet\n  sort by pt descending\nregion search\n"
    found = only(f"{block}  select jets.pt[0] > 50 GeV\n")
    assert found.hints == ("the position belongs to the objects: write `jets[0].pt`",)


@pytest.mark.parametrize("sign", ["+", "and"])
def test_several_collections_are_separated_by_commas(sign: str) -> None:
    block = f"object leptons from Electron {sign} Muon\n  select pt > 9 GeV\n"
    found = only(f"{block}region search\n  select size(leptons) > 1\n")
    assert found.hints == ("several collections are separated by commas",)
    assert [edit.text for edit in found.edits] == [","]
