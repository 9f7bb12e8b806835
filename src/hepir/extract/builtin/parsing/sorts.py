"""The sorts of phrases: the terminals of `compositions.lark`.

In: a phrase. Out: the name of its terminal.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.collections import RANGES, quality_of
from hepir.extract.builtin.phrases import Condition, Noun, OneSided, Phrase, Word

# Words that are sorts of their own.
SORTS: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (sort, types, re.compile(pattern, re.IGNORECASE))
    for sort, types, pattern in (
        ("MADE", "QUALIFIER", r"reconstructed|identified"),
        ("MADE", "CONSIDER", r"(?:is|are|were) (?:then |first )?(?:reconstructed|identified)"),
        (
            "MADE",
            "WORD",
            r"reconstructed|built|formed|clustered|combined|measured|seeded|calibrated|corrected|matched|matching|made"
            r"|obtained|constructed|combining|identified",
        ),
        (
            "THING",
            "WORD",
            r"(?:clusters?|deposits?|seeds?|hits?|segments?|towers?|cells?|constituents?|subjets?)",
        ),
        ("DECAYING", "WORD", r"W|Z|H|Higgs|top"),
        ("USED", "WORD", r"used|considered"),
        (
            "TAGGING",
            "WORD",
            r"identify|tag(?:ged)?|reconstruct|select(?:ed)?|define|form|labell?ed|classified",
        ),
        ("ALGORITHM", "QUALIFIER", r"anti-kT?"),
        ("USING", "WORD", r"using|via|through|into|within|between"),
        ("CONE", "WORD", r"cones?"),
        ("DEFINED_AS", "DEFINE", r"(?:is|are) (?:then |further )?defined as"),
        ("NAMED", "WORD", r"called|named|denoted|labelled|labeled|dubbed|termed|referred"),
        ("AS", "WORD", r"as"),
        ("THOSE", "WORD", r"candidates|objects|ones"),
        ("THOSE", "DETERMINER", r"those"),
        ("THEY", "WORD", r"they|it"),
        ("THRESHOLD", "WORD", r"(?:thresholds?|requirements?|cuts?|values?|limits?|criteria)"),
        ("THRESHOLD", "LINK", r"(?:thresholds?|requirements?|cuts?|values?)"),
        ("COLON", "OTHER", r":"),
        ("SELECTION", "WORD", r"selections?|criteria|categor(?:y|ies)|definitions?|classifications?"),
        ("THERE", "WORD", r"there"),
        ("WE", "WORD", r"we"),
        ("ALLOW", "WORD", r"allow|permit|accept|tolerate"),
        ("ABSENCE", "WORD", r"absence"),
        ("NONE", "WORD", r"none"),
        ("MAY", "WORD", r"may|can"),
        ("THEM", "WORD", r"them"),
        ("UNLESS", "EXCEPT", r"unless"),
        ("IMPERATIVE", "WORD", r"(?:remove|reject|discard)"),
        ("ON", "WORD", r"on"),
        (
            "ALIEN",
            "WORD",
            r"[\w-]*-jets?|subjets?|bosons?|quarks?|mesons?|hadrons?|kaons?|pions?|particles?|neutrinos?|systems?|baryons?",
        ),
        ("KIND", "WORD", r"photon|electron|muon|lepton|tau"),
        ("TAGGED", "WORD", r"tagging"),
        ("PERFORMED", "WORD", r"performed|done|based|carried|achieved|made"),
        ("REMOVED", "VETO", r"(?:removed|excluded|rejected|vetoed|discarded|dropped)"),
    )
)


def sort_of(phrase: Phrase) -> str:
    """The terminal of a phrase."""
    match phrase:
        case Word(of, text):
            return next(
                (sort for sort, word, pattern in SORTS if word == of and pattern.fullmatch(text.strip())), of
            )
        case Condition(relation=OneSided(others=others)) if others:
            return "PAIRED"
        case Noun(kind="Track"):
            return "TRACKS"
        case Noun() if not phrase.ranks and quality_of(phrase.name) in RANGES:
            return "RANGED"
    return type(phrase).__name__.upper()
