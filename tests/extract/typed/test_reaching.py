"""Rules with variables that are bound somewhere: what is written, and what is left out."""

from walks import longest_prefix

from hepir.extract.typed.rules import Rules, inside, literal, outside

LAST = '"."'


class Toy:
    """`x` and `y` are objects where a loop binds them; `e` is one everywhere. `inner` asks for an object that nobody has."""

    def __init__(self, variables):
        self.rules = Rules(variables)

    def value(self):
        yield f"{self.rules.rule(self.name)}"
        yield f'"(" {self.rules.rule(self.value)} ")"'
        yield f'"[" {self.rules.rule(self.nothing)} "]"'
        for bit, variable in enumerate("xy"):
            inner = self.rules.rule(self.value, bind=1 << bit)
            yield outside(f'"sum(" {inner} {literal(f" for {variable})")}', 1 << bit)

    def name(self):
        for bit, variable in enumerate("xy"):
            yield inside(literal(variable), 1 << bit)
        yield from ('"e"',) if self.rules.variables == 2 else ()

    def nothing(self):
        yield f'"-" {self.rules.rule(self.nothing)}'

    def grammar(self):
        return self.rules.text(f"{self.rules.rule(self.value)} {LAST}")


def accepts(grammar, text):
    count, whole = longest_prefix(grammar, f"{text}.")
    return whole and count == len(text) + 1


def test_a_variable_is_there_where_it_is_bound():
    grammar = Toy(2).grammar()
    for text in ("e", "(e)", "sum(x for x)", "sum(y for y)", "sum((e) for x)", "sum(sum(x for y) for x)"):
        assert accepts(grammar, text), text
    for text in (
        "x",
        "(y)",
        "sum(y for x)",
        "sum(x for y)",
        "sum(sum(x for x) for x)",
        "sum(sum(x for y) for y)",
    ):
        assert not accepts(grammar, text), text


def test_loops_over_the_same_place_do_not_lend_each_other_their_variables():
    # both begin alike: what is bound in one must not end what began as the other
    grammar = Toy(2).grammar()
    assert longest_prefix(grammar, "sum(x for y).")[0] == len("sum(x for ")
    assert longest_prefix(grammar, "sum(e for y).")[1]


def test_nothing_begins_that_cannot_end():
    assert "[" not in Toy(2).grammar()
    only_bound = Toy(1)
    assert only_bound.rules.text(f"{only_bound.rules.rule(only_bound.name)} {LAST}") == ""


def test_rules_without_variables_are_written_once():
    rules = Rules(2)

    def word():
        yield from ('"a"', '"b"')

    def loop():
        yield rules.rule(word)
        for bit in (1, 2):
            yield outside(f'"(" {rules.rule(loop, bind=bit)} ")"', bit)

    text = rules.text(f"{rules.rule(loop)} {LAST}")
    assert text.count('"a"') == 1
    assert text.count("\nr") == 5, (
        "one of words, and loops with no, the first, the second and both variables bound"
    )
