"""What a step of a region is about, so that one that replaces it is known: `number of Jet`, `MET.pt`, `charges`.

In: steps as claims write them, or words such as `the b-jet veto`. Out: names of what they ask about; empty where that is
unclear.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hepir.extract.builtin.claims import references
from hepir.extract.builtin.clauses import Clause
from hepir.extract.builtin.collections import is_collection, kind_of
from hepir.extract.builtin.events import event_reading
from hepir.extract.builtin.parsing import phrases
from hepir.extract.builtin.phrases import Condition, Noun, is_word
from hepir.extract.builtin.spelling import spelled

AMOUNT = r"(?:\d+(?:\.\d+)?|\?)(?: [A-Za-z^()/\d]+)?"
QUANTIFIED = re.compile(r"(?:any|all)\((.+?) (for .+)\)")
COUNTED = re.compile(r"(?:size|count)\((?:.+? for \w in )?\{(?:\w+:)?(\w+)\}(?: where .+)?\)")
BETWEEN = re.compile(rf"{AMOUNT} <=? (.+?) <=? {AMOUNT}")
OUTSIDE = re.compile(rf"\((.+?) < {AMOUNT} or .+? > {AMOUNT}\)")
NUMBERED = re.compile(r"((?:size|count)\(.+\)) (?:<=?|>=?|==) \d+")
OVER = re.compile(r"\{(?:\w+:)?(\w+)\}\)?(?: where [^()]*\))?(?= \+|\Z)")  # the collection of each number
ONE_SIDED = re.compile(r"(.+?) (?:<=?|>=?|==) (.+)")
WINDOW = re.compile(r"\|(.+?) - [^|]+\|")
EXISTING = re.compile(r"exists\(\{(\w+)\}\[\d+\]\)")
CHARGED = re.compile(r"\b(?:charges?|signs?|OS|SS)\b|\b(?:opposite|same)-(?:sign|charge)\b")
OF_LEPTONS = ("Electron", "Muon", "Lepton")
NUMBER_OF = "number of "
CHARGES = "charges"
PAIR_MASS = "pair.mass"


def topic_of(text: str) -> str:
    """What a step is about; empty where it is no single condition."""
    word, _, asked = text.partition(" ")
    if word not in ("select", "reject") or "{region:" in asked or "trigger" in asked:
        return ""
    if found := EXISTING.fullmatch(asked):
        return f"{NUMBER_OF}{kind_of(found[1])}"
    if found := QUANTIFIED.fullmatch(asked):
        inner = compared_value(found[1].split(" where ")[0])
        return inner if inner == CHARGES or not inner else f"{inner} {owners(found[2])}"
    return compared_value(asked)


def owners(binders: str) -> str:
    """The kinds over which a condition runs."""
    runs = binders.split(" where ")[0]
    return " ".join(kind_of(name) for _, name in references(runs) if is_collection(name))


def compared_value(asked: str) -> str:
    """The variable of a comparison."""
    if "charge" in asked or "flavor" in asked:
        return "" if re.search(r"mass|\bpt\b", asked) else CHARGES
    if found := OUTSIDE.fullmatch(asked) or BETWEEN.fullmatch(asked):
        return value_named(found[1])
    alternatives = asked.split(" or ")
    if len(alternatives) > 1:
        named = {compared_value(each) for each in alternatives}
        return named.pop() if len(named) == 1 else ""
    if found := NUMBERED.fullmatch(asked):
        return number_named(found[1])
    found = ONE_SIDED.fullmatch(asked)
    return value_named(found[1]) if found else ""


def number_named(total: str) -> str:
    """The kind of which a sum of numbers counts objects; electrons and muons together are leptons."""
    kinds = {kind_of(each) for each in OVER.findall(total)}
    if len(kinds) != 1 and not kinds <= set(OF_LEPTONS):
        return ""
    return f"{NUMBER_OF}{kinds.pop() if len(kinds) == 1 else 'Lepton'}"


def value_named(value: str) -> str:
    """A value by its name, a number of objects by their kind."""
    if found := COUNTED.fullmatch(value.strip()):
        return f"{NUMBER_OF}{kind_of(found[1])}"
    window = WINDOW.fullmatch(value.strip())
    return (window[1] if window else value.strip()).strip("|")


@lru_cache(maxsize=256)
def topic_in_words(words: str) -> str:
    """What `the b-jet veto`, `the ETmiss requirement` or `the Z mass window` is about, without its last word."""
    plain = re.sub(r"\bb-?tag(?:ging|ged)?\b(?! ?jets?)", "b-jet", words.strip())
    if re.fullmatch(r"(?:the )?Z(?:[- ](?:boson|mass|boson mass|peak))?(?: (?:window|range))?", plain):
        return f"{PAIR_MASS} Lepton"
    for limit in ("> 1 GeV", "> 1"):
        said = phrases(spelled(f"{plain} {limit}"))
        if any(isinstance(each, Condition) for each in said):
            claims = event_reading(Clause((), "REQUIRE", said), "").claims
            steps = [each for each in claims if each.block == "region"]
            asked = [each for each in said if isinstance(each, Condition)]
            return topic_of(steps[0].text) if len(steps) == 1 else f"{asked[0].variable.name}("
    if CHARGED.search(plain):
        return CHARGES
    named = [each for each in phrases(spelled(plain)) if not is_word(each, "DETERMINER", "NUMBER_OF")]
    match named:
        case [Noun() as noun] if not noun.ranks:
            return f"{NUMBER_OF}{noun.kind}"
    return ""


def is_same(topic: str, other: str) -> bool:
    """Whether two steps are about one thing: numbers of muons and of leptons, `dphi` and each of its kinds."""
    if topic == other or (topic.endswith("(") and other.startswith(topic)):
        return True
    (stem, _, kind), (other_stem, _, other_kind) = topic.rpartition(" "), other.rpartition(" ")
    kinds = (kind, other_kind)
    return (
        bool(stem) and stem == other_stem and "Lepton" in kinds and all(map(OF_LEPTONS.__contains__, kinds))
    )
