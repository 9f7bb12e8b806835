"""What the parser makes of small programs."""

import pytest

from hepir.source import Source, Span
from hepir.syntax import tree
from hepir.syntax.parsing import parse

AT = Span(0, 0)  # spans are not part of equality


def program(text: str) -> tree.Program:
    parsed = parse(Source("program.hep", text))
    assert parsed.program is not None, parsed.diagnostics
    return parsed.program


def name(text: str) -> tree.Name:
    return tree.Name(text, span=AT)


def identifier(text: str) -> tree.Identifier:
    return tree.Identifier(text, span=AT)


def quantity(number: str, unit: str | None = None) -> tree.Quantity:
    return tree.Quantity(number, unit, span=AT, number_span=AT)


def signed(number: str, unit: str | None = None, negative: bool = False) -> tree.Signed:
    return tree.Signed(negative, quantity(number, unit), span=AT)


def chain(operators: str, *operands: tree.Expression) -> tree.Chain:
    return tree.Chain(operands, tuple(operators), span=AT)


def logical(operator: str, *operands: tree.Expression) -> tree.Logical:
    return tree.Logical(operator, operands, span=AT)


def called(function: str, *arguments: tree.Expression) -> tree.Call:
    return tree.Call(identifier(function), arguments, span=AT)


def group(inner: tree.Expression) -> tree.Group:
    return tree.Group(inner, span=AT)


A, B, C = name("a"), name("b"), name("c")
ONE, TWO = quantity("1"), quantity("2")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", A),
        ("25.0 GeV", quantity("25.0", "GeV")),
        ("1 fb^-1", quantity("1", "fb^-1")),
        ("true", tree.Boolean(True, span=AT)),
        ("?", tree.Hole(span=AT)),
        (r'"a \"b\" \\ \n \t \x"', tree.Text('a "b" \\ \n \t x', span=AT)),
        ("a.b", tree.Attribute(A, identifier("b"), span=AT)),
        ("a.select", tree.Attribute(A, identifier("select"), span=AT)),
        ("a[-1]", tree.Subscript(A, -1, span=AT)),
        ("a + b - c", chain("+-", A, B, C)),
        ("a - (b - c)", chain("-", A, group(chain("-", B, C)))),
        ("a + b * c", chain("+", A, chain("*", B, C))),
        ("-a * b", chain("*", tree.Sign("-", A, span=AT), B)),
        ("-a ^ 2", tree.Sign("-", tree.Raised(A, TWO, span=AT), span=AT)),
        ("a ^ -b ^ c", tree.Raised(A, tree.Sign("-", tree.Raised(B, C, span=AT), span=AT), span=AT)),
        ("1 < a <= 2", tree.Comparison((ONE, A, TWO), ("<", "<="), span=AT)),
        ("a or b and not c", logical("or", A, logical("and", B, tree.Not(C, span=AT)))),
        ("not a == b", tree.Not(tree.Comparison((A, B), ("==",), span=AT), span=AT)),
        ("a if b else c", tree.Conditional(A, B, C, span=AT)),
        ("a if b else c else 1", tree.Conditional(A, B, tree.Fallback(C, ONE, span=AT), span=AT)),
        ("|a - b|", tree.Magnitude(chain("-", A, B), span=AT)),
        ("f()", called("f")),
        ("f(a)", called("f", A)),
        ("f(a, b)", called("f", A, B)),
        ("f(g(a))", called("f", called("g", A))),
        ("log(a)", called("log", A)),
        ("3 / fb", chain("/", quantity("3"), name("fb"))),
        ("3 /fb", quantity("3", "/fb")),
    ],
)
def test_expressions(text: str, expected: tree.Expression) -> None:
    (block,) = program(f"define d = {text}").blocks
    assert block == tree.Define(identifier("d"), expected, span=AT)


def test_a_quantifier_has_binders_and_a_condition() -> None:
    (block,) = program("define d = any(a for b in c for a in 2 where b or c)").blocks
    binders = (tree.Binder(identifier("b"), C, span=AT), tree.Binder(identifier("a"), TWO, span=AT))
    call = tree.Call(identifier("any"), (A,), binders, logical("or", B, C), span=AT)
    assert block == tree.Define(identifier("d"), call, span=AT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("select a", tree.Select(A, span=AT)),
        ("reject a @s", tree.Reject(A, evidence=(tree.Cited(identifier("s"), span=AT),), span=AT)),
        ("when a select b", tree.When(A, B, span=AT)),
        ("weight w = a", tree.Weight(identifier("w"), A, None, span=AT)),
        ("weight w = a on data", tree.Weight(identifier("w"), A, "data", span=AT)),
        ("expect n -4.5 +- 1", tree.Expect(identifier("n"), signed("4.5", negative=True), ONE, span=AT)),
        ("expect n 4", tree.Expect(identifier("n"), signed("4"), None, span=AT)),
        ('unresolved "u"', tree.Note("unresolved", "u", span=AT)),
        (
            'select a @s @assumed "why"',
            tree.Select(
                A,
                evidence=(tree.Cited(identifier("s"), span=AT), tree.Assumed("why", span=AT)),
                span=AT,
            ),
        ),
        (
            "bin a in 5 log bins from 1 GeV to 2 GeV",
            tree.Bin(tree.Axis(A, tree.Regular(5, signed("1", "GeV"), signed("2", "GeV"), True, span=AT), span=AT), span=AT),
        ),
        (
            "hist h = a in bins [-1, +2, 30] GeV, b in 5 bins from -1 to 2",
            tree.Histogram(
                identifier("h"),
                (
                    tree.Axis(A, tree.Variable(("-1", "2", "30"), "GeV", span=AT, edge_spans=()), span=AT),
                    tree.Axis(B, tree.Regular(5, signed("1", negative=True), signed("2"), span=AT), span=AT),
                ),
                span=AT,
            ),
        ),
    ],
)  # fmt: skip
def test_rules_of_a_region(text: str, expected: tree.Statement) -> None:
    (block,) = program(f"region r from p, q\n  {text}").blocks
    assert block == tree.RegionBlock(
        identifier("r"), (identifier("p"), identifier("q")), (expected,), span=AT
    )


def test_an_analysis_has_facts() -> None:
    (block,) = program('analysis "t"\nexperiment CMS\npaper "p"\nsqrt_s 13 TeV').blocks
    facts = (
        tree.Fact("experiment", identifier("CMS"), span=AT),
        tree.Fact("paper", tree.Text("p", span=AT), span=AT),
        tree.Fact("sqrt_s", quantity("13", "TeV"), span=AT),
    )
    assert block == tree.Analysis("t", facts, span=AT)


def test_sources() -> None:
    text = 'source a = page 5 "q" source b = ref "d" page 6 "r" delegated "n"'
    first, second = program(text).blocks
    assert first == tree.SourceStatement(identifier("a"), None, 5, "q", span=AT, page_span=AT, quote_span=AT)
    note = tree.Note("delegated", "n", span=AT)
    assert second == tree.SourceStatement(
        identifier("b"), "d", 6, "r", (note,), span=AT, page_span=AT, quote_span=AT
    )
    assert isinstance(second, tree.SourceStatement)
    assert (text[second.page_span.start : second.page_span.end], text[second.quote_span.start]) == ("6", '"')


def test_objects_and_combinations() -> None:
    text = "object o from A, B sort by a descending let b = c combine c = (x, y) from o disjoint sort by a ascending"
    first, second = program(text).blocks
    rules = (tree.Sort(A, True, span=AT), tree.Let(identifier("b"), C, span=AT))
    assert first == tree.ObjectBlock(identifier("o"), (identifier("A"), identifier("B")), rules, span=AT)
    slots = (identifier("x"), identifier("y"))
    rule = tree.Sort(A, False, span=AT)
    assert second == tree.CombineBlock(identifier("c"), slots, (identifier("o"),), True, (rule,), span=AT)


def test_choices_and_systematics() -> None:
    first, second = program("choose x from xs minimizing a then maximizing b systematic s up x.pt = a").blocks
    rankings = (tree.Ranking(True, A, span=AT), tree.Ranking(False, B, span=AT))
    assert first == tree.Choose(identifier("x"), identifier("xs"), rankings, span=AT)
    variation = tree.Variation("up", identifier("x"), identifier("pt"), A, span=AT)
    assert second == tree.SystematicBlock(identifier("s"), (variation,), span=AT)


def test_variations_of_weights_and_of_what_is_read() -> None:
    text = 'systematic s up weight w = a down x.pt from branch "b" up from branches "_c" down from tree "d"'
    (block,) = program(text).blocks
    x, pt = identifier("x"), identifier("pt")
    assert block == tree.SystematicBlock(
        identifier("s"),
        (
            tree.WeightVariation("up", identifier("w"), A, span=AT),
            tree.BranchVariation("down", x, pt, "b", span=AT, text_span=AT),
            tree.InputVariation("up", "branches", "_c", span=AT, text_span=AT),
            tree.InputVariation("down", "tree", "d", span=AT, text_span=AT),
        ),
        span=AT,
    )


def test_notes_before_the_first_block_belong_to_the_program() -> None:
    read = program('unresolved "u"\nregion r')
    assert read.notes == (tree.Note("unresolved", "u", span=AT),)


def test_the_span_of_a_block_ends_before_its_rules() -> None:
    text = "# c\nregion a  # d\n  select pt > 25 GeV  @s\n"
    (block,) = program(text).blocks
    assert isinstance(block, tree.RegionBlock)
    (rule,) = block.rules
    assert isinstance(rule, tree.Select)
    assert text[block.span.start : block.span.end] == "region a"
    assert text[rule.span.start : rule.span.end] == "select pt > 25 GeV  @s"
    assert text[rule.condition.span.start : rule.condition.span.end] == "pt > 25 GeV"
    assert [comment.text for comment in program(text).comments] == ["# c", "# d"]


def test_a_byte_order_mark_in_front_is_no_part_of_the_program() -> None:
    assert program("\ufeffregion a") == program("region a")
    assert program("\ufeffregion a").blocks[0].span == Span(1, 9)
