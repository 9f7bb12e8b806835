"""Grammars in GBNF have the texts of the grammars in Lark: random texts of each are texts of the other."""

import pytest
from gbnf_engine import same_texts
from toy_drivers import evidence, statement

from hepir.extract.citing import span_grammar
from hepir.models.gbnf.expressions import UntranslatableError
from hepir.models.gbnf.writing import gbnf
from hepir.models.grammars import literal, thinking_grammar, with_empty
from hepir.models.servers.probing import CANARY

ODD = 'a "b" \\ [c]-^d\n\t\x7f −≤é😀 ::= e'
SENTENCE = "Jets with pT > 30 GeV and |η| < 2.4 are  kept, jets with “b” \\ tags are kept too."
GRAMMARS = {
    "texts": f"start: {literal(ODD)} END?\nEND: {literal(';')}\n",
    "words": 'start: ("in" | "inner" | "into" | "out" | "i")\n',
    "repetition": 'start: A{2} ("," A){0,3} B+ "." C*\nA: /[a-c]/\nB: /[^a-y.,]{1,3}/\nC: "!"\n',
    "classes": 'start: /[ !#-\\[\\]-~]{3,9}/ SEP /(?:x|yz)+[\\^\\-\\]a]?/ SEP /.{1,2}/ SEP /(?s:.)/\nSEP: "\\n"\n',
    "without": 'start: NEW " ="\nNEW: /[a-z][a-z0-9_]{0,5}/ & ~T\nT: "in"|"inner"|"x"|"abc"\n',
    "common": 'start: A\nA: /[a-f]{1,4}/ & /[d-z]{2,9}/ & ~("de" | "ff")\n',
    "lazy": thinking_grammar(6),
    "lines": with_empty(thinking_grammar(3)),
    "span": span_grammar(SENTENCE),
    "long span": span_grammar(" ".join([SENTENCE] * 9)),
    "toy evidence": evidence(True).grammar,
    "toy statement": statement("the jets are greater than 30 GeV", ("muons", "jet")).grammar,
    "canary": CANARY.grammar,
    "root": 'start: root a_b A_B\nroot: "r"\na_b: "a"\nA_B: "b"\n',
}


@pytest.mark.parametrize("name", GRAMMARS)
def test_the_texts_are_the_same(name):
    same_texts(GRAMMARS[name], 60)


@pytest.mark.parametrize(
    ("grammar", "said"),
    [
        ('start: r\nr: r "a" | "b"\n', "begins with itself"),
        ('start: a\na: b? c\nb: "x"\nc: a "y" | "z"\n', "begins with itself"),
        ("start: /\\w+/\n", "`\\w`"),
        ("start: /^a$/\n", "`^`"),
        ("start: /a+?/\n", "after a repetition"),
        ("start: /(?=a)b/\n", "`(?`"),
        ("start: missing\n", "is not defined"),
        ('%import common.INT\nstart: "a"\n', "%import"),
        ('start: %json {"type": "string"}\n', "%json"),
        ("start: A\nA: /[a-c]/ & /[x-z]/\n", "nothing can be written"),
        ('other: "a"\n', "no rule `start`"),
        ('start: "a" start: "b"', "defined twice"),
        ('start: ("a"', "expected"),
        ('start: "\\u0000"\n', "NUL"),
    ],
)
def test_what_has_no_counterpart_is_said(grammar, said):
    with pytest.raises(UntranslatableError) as caught:
        gbnf(grammar)
    assert said in str(caught.value)


def test_the_size_is_bounded(monkeypatch):
    monkeypatch.setattr("hepir.models.gbnf.writing.MOST_STATES", 50)
    with pytest.raises(UntranslatableError, match="states"):
        gbnf('start: A\nA: /(a|b)*a(a|b){6}/ & ~"x"\n')


def test_words_that_begin_alike_share_their_beginning():
    assert gbnf('start: "@p1s1\\n" | "@p1s12\\n" | "@p2"\n') == (
        'root ::= "@p" ("1s1" ("\\n" | "2\\n") | "2")\n'
    )


def test_rules_that_are_not_needed_are_left_out():
    assert gbnf('start: A\nA: "a"\nB: /[a-z]+/ & ~"if"\n') == 'root ::= A\nA ::= "a"\n'
