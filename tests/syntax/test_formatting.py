"""The canonical text, by examples."""

from textwrap import dedent

import pytest

from hepir.diagnostics.core import HepirError
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.formatting import format_program, format_source
from hepir.syntax.parsing import parse

GOLDEN = {
    "spaces and brackets": (
        "object a from A,B select  ( pt>25   GeV)and| eta |<2.4 or not-x [ 0 ] . pt==f( a,b )/2",
        """
        object a from A, B
          select (pt > 25 GeV) and |eta| < 2.4 or not -x[0].pt == f(a, b) / 2
        """,
    ),
    "numbers and units as written": (
        "define a=25.00GeV+36.1 /fb+2E-3",
        """
        define a = 25.00 GeV + 36.1 /fb + 2E-3
        """,
    ),
    "evidence": (
        'region r select a@s@assumed "w"',
        """
        region r
          select a  @s @assumed "w"
        """,
    ),
    "an empty line between blocks with rules": (
        "region a\nselect x\nregion b\ndefine c=1\ndefine d=2\nregion e\nselect x",
        """
        region a
          select x

        region b
        define c = 1
        define d = 2

        region e
          select x
        """,
    ),
    "at most one empty line that a person left": (
        "\n\ndefine a = 1\n\n\n\ndefine b = 2\nregion r\n\n\n select x\n\n\n select y\n\n",
        """
        define a = 1

        define b = 2

        region r
          select x

          select y
        """,
    ),
    "comments": (
        "#top\n\n# a\nregion a# b\n# c\nselect x >\n# d\n3 # e\n# f\n\n  # g\n# h\nregion b\n\n# end",
        """
        #top

        # a
        region a  # b
          # c
          # d
          select x > 3  # e
        # f

        # g
        # h
        region b

        # end
        """,
    ),
    "a comment that is indented below rules stays with them": (
        "region a\n  select x\n  # select y\nregion b\n  select z\n  # select z2\n",
        """
        region a
          select x
          # select y

        region b
          select z
          # select z2
        """,
    ),
    "long conditions": (
        "region a select aaaaaaaaaaaaaaaaaaaa > 1 and bbbbbbbbbbbbbbbbbbbbbbbbb > 2 and ccccccccccccccccccccccc > 3"
        " and f(ddddddddddddddddddddddddd, eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee, ffffffffffffffffffffff, ggggggggg) @s",
        """
        region a
          select aaaaaaaaaaaaaaaaaaaa > 1 and bbbbbbbbbbbbbbbbbbbbbbbbb > 2 and ccccccccccccccccccccccc > 3
              and f(ddddddddddddddddddddddddd, eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee, ffffffffffffffffffffff,
              ggggggggg)  @s
        """,
    ),
    "the outermost places first": (
        "region a select (aaaaaaaaaaaaaaaaaaaaaaaa and bbbbbbbbbbbbbbbbbbbbbbbbb) or "
        "(cccccccccccccccccccccccccccc and dddddddddddddddddddd)",
        """
        region a
          select (aaaaaaaaaaaaaaaaaaaaaaaa and bbbbbbbbbbbbbbbbbbbbbbbbb)
              or (cccccccccccccccccccccccccccc and dddddddddddddddddddd)
        """,
    ),
    "long evidence on a line of its own": (
        'region a select aaaaaaaaaaaaaaaaaaaaaaaaaa > 1 @assumed "a reason that is too long for the same line, by far"',
        """
        region a
          select aaaaaaaaaaaaaaaaaaaaaaaaaa > 1
              @assumed "a reason that is too long for the same line, by far"
        """,
    ),
    "rankings": (
        "choose a from b minimizing c then maximizing d\n"
        "choose quad from quadruplets minimizing |z1.mass - 91.1876 GeV| then minimizing |z2.mass - 91.1876 GeV|"
        ' @s unresolved "n"',
        """
        choose a from b minimizing c then maximizing d

        choose quad from quadruplets
          minimizing |z1.mass - 91.1876 GeV|
          then minimizing |z2.mass - 91.1876 GeV|  @s
          unresolved "n"
        """,
    ),
    "several axes": (
        "region r hist plane = quad.z1.mass in 28 bins from 50 GeV to 106 GeV, quad.z2.mass in bins [12,20,40,115]GeV",
        """
        region r
          hist plane = quad.z1.mass in 28 bins from 50 GeV to 106 GeV,
              quad.z2.mass in bins [12, 20, 40, 115] GeV
        """,
    ),
    "a comment inside a folded statement": (
        "region r hist plane = quad.z1.mass in 28 bins from 50 GeV to 106 GeV, # why\n"
        "  quad.z2.mass in bins [12,20,40,115]GeV # end",
        """
        region r
          # why
          hist plane = quad.z1.mass in 28 bins from 50 GeV to 106 GeV,
              quad.z2.mass in bins [12, 20, 40, 115] GeV  # end
        """,
    ),
    "a long quote is never cut": (
        f'source s = page 5 "{"word " * 30}"',
        f"""
        source s = page 5 "{"word " * 30}"
        """,
    ),
    "escapes": (
        'analysis "a\tb \\\\ \\" \\q # no"',
        """
        analysis "a\\tb \\\\ \\" q # no"
        """,
    ),
    "all line ends": (
        "region a\r\n\tselect x # c\r\n\r\n\r\n\tselect y\rregion b",
        """
        region a
          select x  # c

          select y

        region b
        """,
    ),
}


@pytest.mark.parametrize(("written", "canonical"), GOLDEN.values(), ids=GOLDEN)
def test_the_canonical_text(written: str, canonical: str) -> None:
    expected = dedent(canonical).removeprefix("\n")
    assert format_source(written) == expected
    assert format_source(expected) == expected


def test_no_line_that_can_be_folded_is_too_long() -> None:
    condition = " and ".join(
        f"any(x.pt > {number} GeV for x in xs where x.eta < {number})" for number in range(40)
    )
    lines = format_source(f"region r select {condition}").splitlines()
    assert len(lines) > 10
    assert max(map(len, lines)) <= 100


def test_a_program_that_is_wrong_is_not_formatted() -> None:
    with pytest.raises(HepirError) as raised:
        format_source("region r select a &&")
    assert [diagnostic.code for diagnostic in raised.value.diagnostics] == ["HEP0001"]


def test_a_program_in_memory_is_formatted_from_its_tree() -> None:
    text = "region a  select x# c"
    program = parse(Source("a.hep", text)).program
    assert isinstance(program, tree.Program)
    assert format_program(program, text) == "region a\n  select x  # c\n"
