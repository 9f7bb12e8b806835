"""Applying edits."""

from itertools import combinations, pairwise

import hypothesis_profiles  # noqa: F401
from hypothesis import given
from hypothesis import strategies as st
from made_diagnostics import Made
from random_diagnostics import LISTS, TEXTS

from hepir.diagnostics import Edit
from hepir.diagnostics.fixing import apply_edits, fix_until_stable
from hepir.source import Span


def mending(*edits: tuple[int, int, str]) -> Made:
    return Made(Span(0, 0), mended=tuple(Edit(Span(start, end), text) for start, end, text in edits))


def test_edits_refer_to_the_text_as_it_was() -> None:
    assert apply_edits("pt > 25 and m > 5", (mending((16, 17, "5 GeV")), mending((5, 7, "25 GeV")))) == (
        "pt > 25 GeV and m > 5 GeV",
        2,
    )


def test_the_first_of_two_that_overlap_wins() -> None:
    assert apply_edits("abcdef", (mending((1, 3, "X")), mending((2, 4, "Y")), mending((3, 4, "Z")))) == (
        "aXZef",
        2,
    )


def test_all_edits_of_a_diagnostic_or_none() -> None:
    assert apply_edits("abcdef", (mending((1, 2, "X")), mending((0, 1, "Y"), (1, 2, "Y")))) == ("aXcdef", 1)
    assert apply_edits("abcdef", (mending((0, 1, "("), (5, 6, ")")),)) == ("(bcde)", 1)


def test_two_insertions_at_one_place_wait_for_each_other() -> None:
    assert apply_edits("ab", (mending((1, 1, "X")), mending((1, 1, "Y")))) == ("aXb", 1)
    assert apply_edits("ab", (mending((1, 2, "X")), mending((1, 1, "Y")))) == ("aX", 1)
    assert apply_edits("ab", (mending((0, 1, "X")), mending((1, 1, "Y")))) == ("Xb", 1)


def test_one_diagnostic_may_insert_next_to_its_own_edit() -> None:
    assert apply_edits("ab", (mending((0, 1, "X"), (1, 1, "Y"), (1, 1, "Z")),)) == ("XYZb", 1)


def test_unusable_edits_are_left_out() -> None:
    for unusable in (
        mending(),
        mending((0, 9, "X")),
        mending((-1, 1, "X")),
        mending((2, 1, "X")),
        mending((0, 2, "X"), (1, 2, "Y")),
        mending((0, 1, "a")),
    ):
        assert apply_edits("ab", (unusable,)) == ("ab", 0)


OFFSETS = st.integers(0, 10)
EDITS = st.builds(
    lambda one, other, text: Edit(Span(min(one, other), max(one, other)), text),
    OFFSETS,
    OFFSETS,
    st.text("xyz", max_size=2),
)
MENDING = st.lists(EDITS, max_size=3).map(lambda edits: Made(Span(0, 0), mended=tuple(edits)))


def from_the_back(text: str, edits: list[Edit]) -> str:
    """The edits one after the other, the last place first, so that each finds the text it was meant for."""
    for edit in sorted(edits, key=lambda edit: edit.span)[::-1]:
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def apart(edits: list[Edit]) -> bool:
    spans = sorted(edit.span for edit in edits)
    return all(one.end <= other.start for one, other in pairwise(spans))


@given(st.sampled_from(["", "abcde", "abcdefghij"]), st.lists(MENDING, max_size=5))
def test_applying_is_deterministic_and_never_overlaps(text: str, diagnostics: list[Made]) -> None:
    """The result is that of whole diagnostics whose edits lie side by side, as many as were counted."""
    mended, applied = apply_edits(text, diagnostics)
    assert (mended, applied) == apply_edits(text, diagnostics)
    chosen = (
        [edit for one in some for edit in one.edits]
        for some in combinations(diagnostics, applied)
        if all(one.edits for one in some)
    )
    assert any(apart(edits) and from_the_back(text, edits) == mended for edits in chosen)


@given(st.lists(MENDING, min_size=1, max_size=5))
def test_the_first_that_can_be_applied_is(diagnostics: list[Made]) -> None:
    text = "abcdefghij"
    usable = (one for one in diagnostics if apply_edits(text, [one])[1])
    first = next(usable, None)
    assert (apply_edits(text, diagnostics)[1] > 0) == (first is not None)
    if first:
        others = [one for one in diagnostics if one is not first]
        assert apply_edits(text, diagnostics) == apply_edits(text, [first, *others])


@given(TEXTS, LISTS)
def test_any_edits_of_any_text_are_applied_or_left_out(text: str, diagnostics: tuple[Made, ...]) -> None:
    mended, applied = apply_edits(text, diagnostics)
    assert 0 <= applied <= len(diagnostics)
    assert applied or mended == text


def test_mending_goes_on_until_nothing_is_found() -> None:
    def check(text: str) -> tuple[Made, ...]:
        return (mending((0, 1, "b")),) if text.startswith("a") else (mending((1, 2, "c")),) * (text[1] != "c")

    assert fix_until_stable("aa", check) == ("bc", 2)


def test_mending_ends_where_it_would_never_settle() -> None:
    assert fix_until_stable("a", lambda _: (mending((0, 0, "x")),), rounds=3) == ("xxxa", 3)
