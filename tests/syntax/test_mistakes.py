"""What newcomers write, and what they are told: one diagnostic, in its place, and what to type."""

import pytest

from hepir.diagnostics.fixing import fix_until_stable
from hepir.source import Source
from hepir.syntax.parsing import Parsed, parse

OBJECT = "object jets from Jet\n  "
REGION = "region a\n  "


def read(text: str) -> Parsed:
    return parse(Source("program.hep", text))


def mended(text: str) -> str:
    fixed, _ = fix_until_stable(text, lambda text: read(text).diagnostics)
    assert read(fixed).diagnostics == ()
    return fixed


# What is written, what is pointed at, and the text that the edits make of it.
SAFE = [
    (OBJECT + "select pt > 30 gev", "gev", OBJECT + "select pt > 30 GeV"),
    (OBJECT + "select pt > 30 mev", "mev", OBJECT + "select pt > 30 MeV"),
    (OBJECT + "select pt > 30 GeVs", "GeVs", OBJECT + "select pt > 30 GeV"),
    (OBJECT + "select phi > 30 degrees", "degrees", OBJECT + "select phi > 30 deg"),
    (OBJECT + "select |d0| < 3 \u00b5m", "\u00b5m", OBJECT + "select |d0| < 3 um"),
    (OBJECT + "select m < 3 GeV2", "GeV2", OBJECT + "select m < 3 GeV^2"),
    (OBJECT + "select m < 3 GeV\u00b2", "GeV\u00b2", OBJECT + "select m < 3 GeV^2"),
    (OBJECT + "select a && b", "&&", OBJECT + "select a and b"),
    (OBJECT + "select a||b", "||", OBJECT + "select a or b"),
    (OBJECT + "select !a", "!", OBJECT + "select not a"),
    (OBJECT + "select a AND b", "AND", OBJECT + "select a and b"),
    (OBJECT + "select a, b", ",", OBJECT + "select a and b"),
    (OBJECT + "select pt = 30 GeV", "=", OBJECT + "select pt == 30 GeV"),
    (OBJECT + "select pt => 30 GeV", "=>", OBJECT + "select pt >= 30 GeV"),
    (OBJECT + "select pt > = 30 GeV", "=", OBJECT + "select pt >= 30 GeV"),
    (OBJECT + "select pt >> 30 GeV", ">>", OBJECT + "select pt > 30 GeV"),
    (OBJECT + "select a === b", "===", OBJECT + "select a == b"),
    (OBJECT + "select a <> b", "<>", OBJECT + "select a != b"),
    (OBJECT + "select pt ** 2 > 1 GeV^2", "**", OBJECT + "select pt ^ 2 > 1 GeV^2"),
    (OBJECT + "select pt > 1,000 GeV", "1,000", OBJECT + "select pt > 1000 GeV"),
    (OBJECT + "select isolation < .5", ".5", OBJECT + "select isolation < 0.5"),
    (OBJECT + "select isolation < 5.", "5.", OBJECT + "select isolation < 5.0"),
    (OBJECT + "select pt \u2265 30 GeV", "\u2265", OBJECT + "select pt >= 30 GeV"),
    (OBJECT + "select x \u2212 1 > 0", "\u2212", OBJECT + "select x - 1 > 0"),
    (OBJECT + "select x \u2013 1 > 0", "\u2013", OBJECT + "select x - 1 > 0"),
    (OBJECT + "select 2 \u00d7 x > 0", "\u00d7", OBJECT + "select 2 * x > 0"),
    (OBJECT + "select |\u03b7| < 2.4", "\u03b7", OBJECT + "select |eta| < 2.4"),
    (OBJECT + "select pt >\u00a030 GeV", "\u00a0", OBJECT + "select pt > 30 GeV"),
    (OBJECT + "cut pt > 30 GeV", "cut", OBJECT + "select pt > 30 GeV"),
    (OBJECT + "slect pt > 30 GeV", "slect", OBJECT + "select pt > 30 GeV"),
    (OBJECT + "sort pt descending", "pt", OBJECT + "sort by pt descending"),
    (OBJECT + "sort by pt desc", "desc", OBJECT + "sort by pt descending"),
    (OBJECT + 'select a @"why"', '"', OBJECT + 'select a @assumed "why"'),
    (REGION + "histogram x = y in 10 bins from 0 to 1", "histogram", REGION + "hist x = y in 10 bins from 0 to 1"),
    (REGION + "hist x = y 10 bins from 0 to 1", "10", REGION + "hist x = y in 10 bins from 0 to 1"),
    (REGION + "hist x = y in [0, 10]", "[", REGION + "hist x = y in bins [0, 10]"),
    (REGION + "hist x = y in 10 bins 0 to 1", "0", REGION + "hist x = y in 10 bins from 0 to 1"),
    (REGION + "expect x 45 \u00b1 3", "\u00b1", REGION + "expect x 45 +- 3"),
    (REGION + "expect x 45 +/- 3", "+/-", REGION + "expect x 45 +- 3"),
    (REGION + "weight w = x on MC", "MC", REGION + "weight w = x on simulation"),
    (REGION + "when a: select b", ":", REGION + "when a select b"),
    (REGION + "select a;", ";", REGION + "select a"),
    ("region a:\n  select b", ":", "region a\n  select b"),
    ("region a extends b", "extends", "region a from b"),
    ("regoin a\n  select b", "regoin", "region a\n  select b"),
    ("object jets Jet", "Jet", "object jets from Jet"),
    ("object jets = Jet", "=", "object jets from Jet"),
    ("object jets: Jet", ":", "object jets from Jet"),
    ("object jets of Jet", "of", "object jets from Jet"),
    ("object jets frm Jet", "frm", "object jets from Jet"),
    ("choose z from zs minimize m", "minimize", "choose z from zs minimizing m"),
    ("define x == 3", "=", "define x = 3"),
    ("define x := 3", ":=", "define x = 3"),
    ("define x 3", "3", "define x = 3"),
    ("def x = 3", "def", "define x = 3"),
    ("x = 3", "x", "define x = 3"),
    ("// comment\nregion a", "//", "# comment\nregion a"),
    ("analysis 'Search'", "'Search'", 'analysis "Search"'),
    ("analysis \u201cSearch\u201d", "\u201cSearch\u201d", 'analysis "Search"'),
    ('analysis "x"\n  sqrt_s = 13 TeV', "=", 'analysis "x"\n  sqrt_s 13 TeV'),
    ('analysis "x"\n  experiment "CMS"', '"', 'analysis "x"\n  experiment CMS'),
    ('analysis "x"\n  luminosity 36.1 fb-1', "-", 'analysis "x"\n  luminosity 36.1 /fb'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found", "better"), SAFE, ids=[text for text, _, _ in SAFE])
def test_a_slip_is_located_and_mended(text: str, found: str, better: str) -> None:
    (diagnostic,) = read(text).diagnostics
    assert text[diagnostic.span.start :].startswith(found)
    assert diagnostic.hints
    assert " ".join(mended(text).split(" ")).split() == better.split()


# What is written, what is pointed at, the code, and a word of the hint.
ADVISED = [
    (OBJECT + "select pt > 5 sigma", "sigma", "HEP0003", "units are"),
    (OBJECT + "pt > 30 GeV", "pt", "HEP0001", "begin with `select`"),
    (OBJECT + "sorted by pt", "sorted", "HEP0001", "sort by pt descending"),
    (OBJECT + "sort by pt", "t", "HEP0001", "sort by pt descending"),
    (OBJECT + "select any(x for x in xs\n  select pt > 3 GeV", "(", "HEP0010", "`)`"),
    (OBJECT + "select |eta < 2.4", "|", "HEP0010", "`|`"),
    (OBJECT + "select p\u00e9 > 2", "p\u00e9", "HEP0001", "A to Z"),
    (REGION + "select (a and (b or c)", "(a", "HEP0010", "`)`"),
    (REGION + "select a)", ")", "HEP0001", "no `(`"),
    (REGION + "select jets[0.pt > 3", "[", "HEP0010", "`]`"),
    (REGION + "select jets[x].pt > 3", "x", "HEP0001", "whole number"),
    (REGION + "select jets[0:2]", ":", "HEP0001", "no slices"),
    (REGION + "select jets.size() > 3", "(", "HEP0001", "size(jets)"),
    (REGION + "select pt between 3 and 4", "between", "HEP0001", "20 GeV < pt < 30 GeV"),
    (REGION + "select f in [1, 2]", "in", "HEP0001", "x == 1 or x == 2"),
    (REGION + "select a ? b : c", "?", "HEP0001", "if CONDITION else"),
    (REGION + "select pt > and eta < 3", "and", "HEP0001", "select pt > 30 GeV"),
    (REGION + "select weight > 3", "weight", "HEP0009", "my_weight"),
    (REGION + "if a: select b", "if", "HEP0001", "when CONDITION"),
    (REGION + "hist x = y, 100, 0, 200", ",", "HEP0001", "in 100 bins from"),
    (REGION + "hist x = y in bins [0 GeV, 1 GeV]", "GeV", "HEP0001", "behind the bracket"),
    (REGION + "hist x = y in bins (0, 10)", "(", "HEP0001", "square brackets"),
    (REGION + "hist = y in 10 bins from 0 to 1", "=", "HEP0001", "hist NAME ="),
    (REGION + "x = 3", "x", "HEP0001", "define x"),
    (REGION + "sort by pt descending", "sort", "HEP0004", "object NAME from"),
    ("define ht = 3\nselect ht > 300 GeV\nselect x", "select ht", "HEP0004", "region NAME"),
    ("define x = a if b\ndefine y = 2", "b", "HEP0001", "else VALUE"),
    ("define f(x) = x", "(", "HEP0001", "no parameters"),
    ("define x =\n\ndefine y = 3", "=", "HEP0001", "define NAME = EXPRESSION"),
    ("define\ndefine y = 3", "e\n", "HEP0001", "define NAME = EXPRESSION"),
    ("define select = 1", "select", "HEP0009", "my_select"),
    ("define this = 1", "this", "HEP0009", "my_this"),
    ("define and = 1", "and", "HEP0009", "my_and"),
    ("definex = 1", "definex", "HEP0001", "define x"),
    ("object from Jet", "from", "HEP0001", "object NAME from"),
    ("region a(b)", "(", "HEP0001", "region NAME from PARENT"),
    ("combine (a, b) from c", "(", "HEP0001", "combine NAME ="),
    ("import x\nregion a", "import", "HEP0001", "nothing to import"),
    ("foo bar", "foo", "HEP0001", "every statement begins"),
    ("analysis Search for X", "Search", "HEP0001", "double quotes"),
    ('analysis "Search for\n  experiment CMS', '"Search', "HEP0002", "end it with"),
    ('source s = "quote" page 5', '"', "HEP0001", "first say on which page"),
    ("source s = page 5", "5", "HEP0001", "source NAME ="),
    ("systematic s\n  up jets pt = 3", "pt", "HEP0001", "up jets.pt"),
]


@pytest.mark.parametrize(("text", "found", "code", "hint"), ADVISED, ids=[text for text, *_ in ADVISED])
def test_a_mistake_is_located_and_explained(text: str, found: str, code: str, hint: str) -> None:
    (diagnostic,) = read(text).diagnostics
    assert diagnostic.code == code
    assert text[diagnostic.span.start :].startswith(found)
    assert hint in " ".join(diagnostic.hints)


@pytest.mark.parametrize(
    "between",
    [
        "\n  select |eta| < 2",
        "\n  select size > 3",
        "\n  select (a)",
        "\nregion b\n  select x",
        "  # why\n\n",
        "",
    ],
)
def test_an_unfinished_statement_is_where_the_error_is(between: str) -> None:
    text = f"{REGION}select pt >{between}"
    (diagnostic,) = read(text).diagnostics
    assert diagnostic.span.end == len(REGION) + len("select pt >")
    assert "an expression" in diagnostic.message


def test_each_error_is_reported_once_and_in_order() -> None:
    text = "region a\n  select x &&y\n  select z\n  select 3 gev\nobject b C\n  select d\ndefine region = 1\n"
    found = read(text).diagnostics
    source = Source("program.hep", text)
    assert [(each.code, source.position(each.span.start).line) for each in found] == [
        ("HEP0001", 2),
        ("HEP0003", 4),
        ("HEP0001", 5),
        ("HEP0009", 7),
    ]


@pytest.mark.parametrize(
    "header", ["regoin a", "region a b", "region", "region = a", "object a Jet", "object a from", "foo a"]
)
def test_rules_do_not_complain_about_their_header(header: str) -> None:
    text = f"{header}\n  select x\n  hist h = y in 3 bins from 0 to 1\n  sort by x descending\nregion b\n  select z\n"
    assert len(read(text).diagnostics) == 1


def test_no_more_errors_than_a_person_reads() -> None:
    assert len(read(REGION + "select a &&b\n  " * 100).diagnostics) == 20


def test_properties_and_words_with_a_meaning_elsewhere_are_no_reserved_words() -> None:
    assert read("region a\n  select event.weight > 0 and log(x.region) > data and jets.in").diagnostics == ()


def test_a_number_and_its_unit_may_touch() -> None:
    assert read("object jets from Jet\n\tselect pt>25GeV").diagnostics == ()
