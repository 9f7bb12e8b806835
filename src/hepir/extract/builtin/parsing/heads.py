"""Which variable a comparison is of that names none: `pT > 20 GeV for electrons and > 15 GeV for muons`.

In: a condition on `SAME`, and the phrases before it. Out: the condition with its variable, or None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hepir.extract.builtin.measured import MEASURED, PREFIX
from hepir.extract.builtin.parsing.variables import VARIABLES
from hepir.extract.builtin.phrases import Condition, Noun, OneSided, Phrase, Variable, Word, is_word
from hepir.extract.builtin.properties import OF_OBJECTS, SHARE

RELATIVE = {
    "track_isolation": "relative_track_isolation",
    "calorimeter_isolation": "relative_calorimeter_isolation",
    "relative_isolation": "relative_isolation",
}
SAME = "same"  # the variable of a comparison that names none
AGAIN = (
    "FOR",
    "AND",
    "OR",
    "COMMA",
    "DETERMINER",
    "SEPARATOR",
    "LEFT",
    "RIGHT",
    "LINK",
    "TO",
    "REQUIRE",
    "IN",
    "REGION",
)
OF_SEVERAL = (
    "mass",
    "pair_pt",
    "dphi",
    "min_dphi",
    "deta",
    "dy",
    "dr",
    "mt",
    "mt2",
    "mct",
)  # never of one kind after another
NEAR = 8  # phrases between two comparisons of one variable
VERBAL = ("LINK", "TO", "REQUIRE")


def named_again(phrase: Condition, before: Sequence[Phrase]) -> Condition | None:
    """The condition with the variable that its subject is headed by, else with that of the condition before."""
    if head := head_of(phrase, before):
        return replace(phrase, variable=head)
    last = before[-NEAR:]
    for place in reversed(range(len(last))):
        each = last[place]
        if isinstance(each, Condition) and place and is_word(last[place - 1], "FOR"):
            continue  # `less than 0.1 for |eta| < 1.5 and less than 0.07 for |eta| > 1.5`
        if isinstance(each, Condition):
            of_pair = each.variable.name in OF_SEVERAL and not phrase.variable.arguments
            arguments = each.variable.arguments if of_pair else phrase.variable.arguments
            return replace(phrase, variable=Variable(each.variable.name, arguments))
        if not isinstance(each, Noun) and not (isinstance(each, Word) and each.type in AGAIN):
            return None
    return None


def head_of(phrase: Condition, before: Sequence[Phrase]) -> Variable | None:
    """`the JVT of jets with pT < 60 GeV has to be > 0.59`: a variable before the verb that stands in no condition."""
    if before and is_isolation(before[-1]):  # `an isolation below 0.1`
        return headed(before[-1], phrase)
    verb = len(before)
    while verb and is_word(before[verb - 1], *VERBAL):
        verb -= 1
    if verb == len(before) or not any(is_word(each, "REQUIRE", "LINK") for each in before[verb:]):
        return None
    heads = [place for place in range(clause_start(before, verb), verb) if is_head(before, place)]
    return headed(before[heads[-1]], phrase) if heads else None


def clause_start(before: Sequence[Phrase], end: int) -> int:
    """Where the clause begins that ends there."""
    starts = [place + 1 for place in range(end) if is_word(before[place], "SEPARATOR")]
    return starts[-1] if starts else 0


def is_head(before: Sequence[Phrase], place: int) -> bool:
    """Whether a word is a variable that a subject begins with: `the muon isolation`, not the one of `in a cone of dR`."""
    if not is_isolation(before[place]) and not is_variable(before[place]):
        return False
    ahead = place
    while ahead and (is_word(before[ahead - 1], "DETERMINER") or isinstance(before[ahead - 1], Noun)):
        ahead -= 1
    return not ahead or is_word(before[ahead - 1], "COMMA", "SEPARATOR", "AND", "OTHER", "REQUIRE", "WITH")


def is_isolation(phrase: Phrase) -> bool:
    """Whether a word is `isolation`, not `isolated`."""
    return isinstance(phrase, Word) and phrase.type == "ISOLATED" and phrase.text.lower() == "isolation"


def is_variable(phrase: Phrase) -> bool:
    """Whether a word is a variable of objects."""
    name = name_of(phrase) if isinstance(phrase, Word) else ""
    return name in OF_OBJECTS and (name in VARIABLES or name in MEASURED)


def name_of(word: Word) -> str:
    """The variable that a word is the name of."""
    return word.text.removeprefix(PREFIX) if word.type == "MEASURED" else word.type.lower()


def headed(phrase: Phrase, condition: Condition) -> Variable | None:
    """The variable of a head; of `isolation` where its limit is a share of the pt."""
    assert isinstance(phrase, Word)
    arguments = condition.variable.arguments
    relation = condition.relation
    shares = isinstance(relation, OneSided) and all(each.unit in SHARE for each in relation.quantities)
    name = name_of(phrase)
    if phrase.type == "ISOLATED":
        return Variable("relative_isolation", arguments) if shares else None
    return Variable(RELATIVE.get(name, name) if shares else name, arguments)
