"""From the text of a sentence to its phrases.

In: a sentence as `spelling` writes it. Out: phrases in order. The parser begins at every word and takes the longest
phrase from there; a word that begins none stays a `Word`. Never raises for any text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lark import Token

from hepir.extract.builtin.parsing.heads import SAME, named_again
from hepir.extract.builtin.parsing.nodes import only_tree
from hepir.extract.builtin.parsing.scanning import Rule, lexed, possible_ends, whole
from hepir.extract.builtin.parsing.values import phrase_of
from hepir.extract.builtin.phrases import (
    UNKNOWN,
    Both,
    Condition,
    Level,
    Noun,
    OneSided,
    Phrase,
    Word,
    is_word,
)

NO_ADJECTIVE = re.compile(
    r"\w+ly|\w+ing|on|by|as|than|per|via|into|using|only|also|then|most|so|however|thus|hence|here|moreover|like|not"
    r"|since|after|before|because|given|first|contains?|contained|until|against|through|upon|via|Ref|Refs|Section|Fig|whose"
    r"|called|named|denoted|labell?ed|dubbed|termed|identify|tag|select|reconstruct|define|form|find|suppress|reject",
    re.IGNORECASE,
)
APART = re.compile(
    r"not|closest|nearest|associated|assigned|forming|belonging|recoiling|matched|opposite", re.IGNORECASE
)
PHRASE = Rule("phrases")


def phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of a sentence, in order."""
    tokens = lexed(PHRASE, text)
    found: list[Phrase] = []
    place = 0
    while place < len(tokens):
        start = place
        phrase, place = phrase_at(tokens, start)
        if isinstance(phrase, Condition) and phrase.variable.name == SAME:
            named = named_again(phrase, found)
            if named is None:
                found += [Word(each.type, str(each)) for each in tokens[start:place]]
                continue
            phrase = named
        if isinstance(phrase, Level):
            found += [Word("TIGHTNESS", phrase.level), Word(phrase.sort, phrase.sort.lower())]
            continue
        if isinstance(phrase, Both):
            found += [phrase.first, joint_of(phrase, tokens), phrase.second]
            continue
        if isinstance(phrase, Noun) and not phrase.determiner and found and is_adjective(found[-1]):
            phrase = replace(phrase, words=(*phrase.words, UNKNOWN))
        found.append(phrase)
    return tuple(
        both(told_apart(each, found[place + 1 : place + 4]), found[place + 1 : place + 3])
        for place, each in enumerate(found)
    )


def joint_of(phrase: Both, tokens: tuple[Token, ...]) -> Word:
    """`with a transverse (longitudinal) impact parameter above 0.2 mm (1 mm) are rejected`: either is enough for that."""
    relation = phrase.first.relation
    above = isinstance(relation, OneSided) and relation.operator[0] == ">"
    rejected = any(each.type == "VETO" for each in tokens)
    return Word("OR", "or") if above and rejected else Word("AND", "and")


def is_two(phrase: Phrase, tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """`0.1 for |eta| < 1.5 and 0.2 for |eta| > 1.5`: between two `for` the last of a list is what the next one limits."""
    relation = phrase.relation if isinstance(phrase, Condition) else None
    listed = isinstance(relation, OneSided) and len(relation.quantities) > 1
    return listed and start > 0 and end < len(tokens) and tokens[start - 1].type == tokens[end].type == "FOR"


def told_apart(phrase: Phrase, following: list[Phrase]) -> Phrase:
    """`the lepton from the W boson`, `the jet closest to the photon`: one that the words behind it tell apart."""
    if not isinstance(phrase, Noun) or not phrase.determiner or not following:
        return phrase
    first, *further = following
    origin = next((each for each in further if not is_word(each, "DETERMINER", "QUALIFIER")), None)
    apart = isinstance(first, Word) and bool(APART.fullmatch(first.text))
    of_other = isinstance(first, Word) and first.text.lower() == "from" and is_word(origin, "WORD", "OTHER")
    return replace(phrase, words=(*phrase.words, UNKNOWN)) if apart or of_other else phrase


def both(phrase: Phrase, following: list[Phrase]) -> Phrase:
    """`both muons` are two; `both electrons and muons` are not."""
    if not isinstance(phrase, Noun) or phrase.determiner not in ("both", "both the") or phrase.number:
        return phrase
    if phrase.other:
        return replace(phrase, determiner="")  # `both veto and tight muons`
    joint = len(following) == 2 and isinstance(following[1], Noun)
    if joint and isinstance(following[0], Word) and following[0].type in ("AND", "OR"):
        return phrase
    return replace(phrase, number=2) if phrase.plural else phrase


def is_adjective(phrase: Phrase) -> bool:
    """Whether a word before a noun may say which of the objects are meant: `bad-quality jets`, no `on` or `finally`."""
    return isinstance(phrase, Word) and phrase.type == "WORD" and not NO_ADJECTIVE.fullmatch(phrase.text)


def phrase_at(tokens: tuple[Token, ...], start: int) -> tuple[Phrase, int]:
    """The longest phrase that begins at a token, and the place behind it."""
    for end in reversed(possible_ends(PHRASE, tokens, start)):
        tree = whole(PHRASE, tokens[start:end])
        phrase = phrase_of(only_tree(tree), tokens[end] if end < len(tokens) else None) if tree else None
        if phrase is not None and not is_two(phrase, tokens, start, end):
            return phrase, end
    return Word(tokens[start].type, str(tokens[start])), start + 1
