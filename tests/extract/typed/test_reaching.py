"""Rules that mention each other: what is written, and what is left out."""

from walks import longest_prefix

from hepir.extract.typed.rules import Rules, literal, one_of

LAST = '"."'


class Toy:
    """Values in brackets. `nothing` derives no text; nobody mentions `aside`."""

    def __init__(self):
        self.rules = Rules()

    def value(self):
        yield one_of(("x", "y.*"))
        yield f'"(" {self.rules.rule(self.value)} ")"'
        yield f'"[" {self.rules.rule(self.nothing)} "]"'
        yield f'"{{" {self.rules.rule(self.aside)} {self.rules.rule(self.nothing)} "}}"'

    def nothing(self):
        yield f'"-" {self.rules.rule(self.nothing)}'

    def aside(self):
        yield literal("aside")


def accepts(grammar, text):
    count, whole = longest_prefix(grammar, f"{text}.")
    return whole and count == len(text) + 1


def grammar(rule):
    made = Toy()
    return made.rules.text(f"{made.rules.rule(getattr(made, rule))} {LAST}")


def test_texts_are_those_of_the_rules():
    for text in ("x", "(x)", "((y.*))"):
        assert accepts(grammar("value"), text), text
    for text in ("", "(x", "y", "yy", "y."):
        assert not accepts(grammar("value"), text), text


def test_nothing_begins_that_cannot_end():
    assert "[" not in grammar("value")
    assert grammar("nothing") == ""


def test_what_is_mentioned_only_beside_nothing_is_not_written():
    assert "aside" not in grammar("value")
    assert accepts(grammar("aside"), "aside")


def test_terminals_mean_themselves_and_those_that_are_often_mentioned_are_written_once():
    rules, often, rare = Rules(), one_of(("a/b", "c|d")), one_of(("e.", "f"))

    def words():
        yield f"{often} {rare} {often} {often} {rare}"

    text = rules.text(f"{rules.rule(words)} {LAST}")
    assert (text.count("c"), text.count("f")) == (1, 2)
    assert accepts(text, "a/be.c|da/bf")
    assert not accepts(text, "a/be.c|ddf")
    assert not accepts(text, "a/bexc|da/bf")
