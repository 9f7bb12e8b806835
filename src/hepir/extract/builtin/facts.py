"""What a publication says once: experiment, energy, luminosity, and how its sums are defined.

In: a document. Out: for each fact a statement and the sentence that says it; for `HT`, `ST` and `meff` their
definition, a hole where there is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from hepir.extract.builtin.claims import LETTERS
from hepir.extract.builtin.clauses import nouns
from hepir.extract.builtin.event_values import event_value
from hepir.extract.builtin.parsing import phrases
from hepir.extract.builtin.phrases import (
    Condition,
    Count,
    Energy,
    Luminosity,
    Noun,
    Phrase,
    Variable,
    Word,
    is_word,
)
from hepir.extract.builtin.properties import OF_OBJECTS, of_object
from hepir.extract.builtin.sections import SIMULATING
from hepir.extract.builtin.spelling import spelled
from hepir.reading.document import Document, Label, Sentence

LONGEST = 4000  # characters of a sentence: longer ones are no prose
TELLING = (Label.ABSTRACT, Label.PARAGRAPH)
FACTUAL = re.compile(
    r"luminosit|[fp]b *\^? *[-−]1|√ ?\(? ?s|sqrt|cent(?:re|er)-of-mass|collisions at", re.IGNORECASE
)
EXPERIMENT = re.compile(
    r"\b(ATLAS|CMS|LHCb)\b(?= (?:detector|experiment|Collaboration|collaboration|apparatus|data))"
    r"|\b(Compact Muon Solenoid|A Toroidal LHC Apparatus)\b"
)
IN_FULL = {"Compact Muon Solenoid": "CMS", "A Toroidal LHC Apparatus": "ATLAS"}
LUMINOUS = ("/fb", "/pb")
OF_DATA = re.compile(r"\b(?:data|collisions?|samples?|recorded|collected)\b", re.IGNORECASE)
FORESEEN = re.compile(
    r"\b(?:project\w+|expected|future|foreseen|HL-LHC|anticipated|correspond\w* to an? equivalent)\b"
)
ELSEWHERE = re.compile(r"\b(?:previous|earlier|Run 1|simulat|heavy|lead-lead|(?-i:Pb))", re.IGNORECASE)
SUMS = {"HT": "ht", "MHT": "mht", "ST": "st", "MEFF": "meff"}
TRANSVERSE = re.compile(r"transverse mass|\b[mM]_?T\b", re.IGNORECASE)
SMALLEST = re.compile(
    r"(?:smallest|smaller|minimum|minimal|lowest|lower)(?: value)?(?: of)?(?: the)?(?: two| values?)?(?: of the)? +MT\b",
    re.IGNORECASE,
)
SUMMING = re.compile(r"\bsum\b|∑|Σ")
SUMMED = ("Photon", "Electron", "Muon", "Tau", "Lepton", "Jet", "BJet", "FatJet")


def facts(document: Document) -> Iterator[tuple[str, Sentence]]:
    """`experiment CMS`, `sqrt_s 13 TeV`, `luminosity 35.9 /fb`, each with its sentence."""
    told = [each for each in document.sentences if each.label in TELLING]
    yield from commonest(
        [
            (f"experiment {short or IN_FULL[full]}", each)
            for each in told
            for short, full in EXPERIMENT.findall(each.text)
        ]
    )
    energies: list[tuple[str, Sentence]] = []
    luminosities: list[tuple[str, Sentence]] = []
    bare: list[tuple[str, Sentence]] = []
    for sentence in told:
        if (
            len(sentence.text) > LONGEST
            or not FACTUAL.search(sentence.text)
            or ELSEWHERE.search(sentence.text)
            or SIMULATING.search(sentence.text)
        ):
            continue
        found = phrases(spelled(sentence.text))
        for phrase in found:
            if isinstance(phrase, Energy) and phrase.quantity.unit in ("TeV", "GeV"):
                energies.append((f"sqrt_s {phrase.quantity.text}", sentence))
            elif isinstance(phrase, Luminosity) and phrase.quantity.unit in LUMINOUS:
                luminosities.append((f"luminosity {phrase.quantity.text}", sentence))
        bare += [(f"luminosity {each}", sentence) for each in bare_luminosity(found, sentence.text)]
    yield from commonest(energies)
    yield from commonest(luminosities or bare)


def bare_luminosity(found: tuple[Phrase, ...], text: str) -> list[str]:
    """The one number of `collisions with 35.9 fb-1`, where no `integrated luminosity` is told."""
    if not OF_DATA.search(text) or FORESEEN.search(text):
        return []
    told = [
        f"{number.text} {unit.text}"
        for number, unit in pairwise(found)
        if isinstance(number, Word)
        and isinstance(unit, Word)
        and number.type == "NUMBER"
        and unit.text in LUMINOUS
    ]
    return told if len(told) == 1 else []


def commonest(found: list[tuple[str, Sentence]]) -> Iterator[tuple[str, Sentence]]:
    """The statement that is made most often, where it is made first; the earlier one of two."""
    counts = Counter(text for text, _ in found)
    if found:
        yield max(found, key=lambda each: (counts[each[0]], -found.index(each)))


def sums(document: Document) -> dict[str, tuple[str, Sentence]]:
    """`ht` and the like with their definitions, first come."""
    found: dict[str, tuple[str, Sentence]] = {}
    for sentence in document.sentences:
        if sentence.label is Label.REFERENCE or len(sentence.text) > LONGEST:
            continue
        if "mt" not in found and TRANSVERSE.search(sentence.text):
            for value in transverse_masses(phrases(spelled(sentence.text))):
                found["mt"] = (value, sentence)
        if "mtmin" not in found and "min" in sentence.text:
            smallest = smallest_transverse_mass(spelled(sentence.text))
            found |= {"mtmin": (smallest, sentence)} if smallest else {}
        if not SUMMING.search(sentence.text):
            continue
        text = spelled(sentence.text, explained=True)
        for symbol, name in SUMS.items():
            if name not in found and re.search(rf"\b{symbol}\b", text):
                definition = sum_of(phrases(text), symbol)
                if definition:
                    found[name] = (definition, sentence)
    return found


def smallest_transverse_mass(text: str) -> str | None:
    """`MTMIN is the smallest of the transverse masses of MET and each of the leptons`"""
    start = SMALLEST.search(text)
    if start is None or "MTMIN" not in text:
        return None
    said = phrases(text[start.start() :])
    found = [each for each in said if isinstance(each, Variable) and each.name == "mt"]
    both = (*nouns(said), *(each for one in found for each in one.arguments if isinstance(each, Noun)))
    over = [each for each in both if each.kind in SUMMED and not each.ranks]
    if len({each.name for each in over}) != 1 or not re.search(r"\bMET\b", text[start.start() :]):
        return None
    letter = LETTERS[over[0].kind]
    return f"min(transverse_mass({letter}, MET) for {letter} in {{{over[0].name}}})"


def transverse_masses(given: tuple[Phrase, ...]) -> list[str]:
    """`the transverse mass of the lepton and MET`: the first of a sentence."""
    variables = [each.variable if isinstance(each, Condition) else each for each in given]
    values = [
        event_value(each)
        for each in variables
        if isinstance(each, Variable) and each.name == "mt" and each.arguments
    ]
    return [each.expression for each in values[:1] if each]


def sum_of(given: tuple[Phrase, ...], symbol: str) -> str | None:
    """`HT, the scalar sum of the pT of all jets with pT > 30 GeV`: what follows the word `sum`."""
    places = [
        place for place, each in enumerate(given) if isinstance(each, Word) and SUMMING.search(each.text)
    ]
    named = [
        place for place, each in enumerate(given) if isinstance(each, Word) and each.text.strip() == symbol
    ] or [
        place
        for place, each in enumerate(given)
        if isinstance(each, Condition) and each.variable.name == SUMS[symbol]
    ]
    if not places or not named or abs(places[-1] - named[0]) > 20:
        return None
    terms = list(dict.fromkeys(summands(given[min(places[0], named[0]) :], vector=symbol == "MHT")))
    if symbol == "MHT" and len(terms) != 1:
        return None
    return " + ".join(terms) if terms else None


def summands(given: tuple[Phrase, ...], *, vector: bool) -> Iterator[str]:
    """MET and sums over objects, up to the next clause or count; of their momenta where it is a vector sum."""
    begun = False
    for place, phrase in enumerate(given):
        if isinstance(phrase, Word) and phrase.type in ("REQUIRE", "VETO", "SEPARATOR", "CONSIDER"):
            return
        if isinstance(phrase, Count) or (begun and limits_event(phrase)):
            if is_subject(given[:place]) and isinstance(phrase, Condition) and phrase.variable.name == "met":
                yield "MET.pt"
            return
        begun = begun or isinstance(phrase, Noun)
        if isinstance(phrase, Word) and phrase.type == "MET":
            yield "MET.pt"
        elif (
            isinstance(phrase, Condition) and phrase.variable.name == "pt"
        ):  # `the sum HT of the pT of all jets must exceed`
            over = (each for each in phrase.variable.arguments if isinstance(each, Noun) and each.plural)
            yield from (
                summand(each, [], vector=vector) for each in over if each.kind in SUMMED and not each.ranks
            )
        elif isinstance(phrase, Noun) and phrase.kind in SUMMED and not phrase.ranks:
            yield summand(phrase, conditions_behind(given[place + 1 :]), vector=vector)


def limits_event(phrase: Phrase) -> bool:
    """`HT must exceed 300 GeV`, `MET > 100 GeV`: a condition on no object."""
    return isinstance(phrase, Condition) and phrase.variable.name not in OF_OBJECTS


def is_subject(given: tuple[Phrase, ...]) -> bool:
    """`The scalar sum ST of the pT of jets, leptons and MET must exceed 600 GeV`: MET ends what is summed, not a clause."""
    joined = bool(given) and is_word(given[-1], "AND")
    return joined and not any(
        is_word(each, "LINK", "DEFINE") or isinstance(each, Condition) for each in given
    )


def conditions_behind(given: tuple[Phrase, ...]) -> list[Condition]:
    """`with pT > 30 GeV and |eta| < 2.4`"""
    found: list[Condition] = []
    for phrase in given:
        if isinstance(phrase, Condition) and phrase.variable.name in OF_OBJECTS:
            found.append(phrase)
        elif not (isinstance(phrase, Word) and phrase.type in ("WITH", "AND", "COMMA", "LINK")):
            break
    return found


def summand(noun: Noun, conditions: list[Condition], *, vector: bool) -> str:
    """The sum over a collection, or over those of it that pass."""
    letter = LETTERS[noun.kind]
    texts = [each for each in (of_object(condition, f"{letter}.") for condition in conditions) if each]
    if vector:
        where = f" where {' and '.join(texts)}" if texts else ""
        return f"sum({letter} for {letter} in {{{noun.kind}}}{where}).pt"
    if not texts:
        return f"sum({{{noun.kind}}}.pt)"
    return f"sum({letter}.pt for {letter} in {{{noun.kind}}} where {' and '.join(texts)})"
