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


def test_terminals_are_written_once_and_mean_themselves():
    rules = Rules()

    def pair():
        yield f"{one_of(('a/b', 'c|d'))} {one_of(('a/b', 'c|d'))}"

    text = rules.text(f"{rules.rule(pair)} {LAST}")
    assert text.count("c") == 1
    assert accepts(text, "a/bc|d")
    assert not accepts(text, "c|dd")
