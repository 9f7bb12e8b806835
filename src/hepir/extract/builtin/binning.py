"""Bins that a sentence tells: `six bins in HT with boundaries 250, 350, 450 and 600 GeV`, `0, 1 and at least 2 b jets`.

In: a sentence that speaks of bins. Out: one step for each variable that has edges; none where a list of edges has no
variable, or the sentence speaks of anything but events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hepir.extract.builtin.claims import Reading, step
from hepir.extract.builtin.event_conditions import binned
from hepir.extract.builtin.labels import the_noun, understood
from hepir.extract.builtin.phrases import Binned, Condition, Quantity, Variable
from hepir.extract.builtin.properties import OF_OBJECTS
from hepir.extract.builtin.spelling import spelled

TOLD = re.compile(
    r"\b(?:bins?|binned|intervals?|boundaries|edges|categor(?:y|ies|i[sz]ed)|(?:sub)?divided|split|classified|slices)\b",
    re.IGNORECASE,
)
OTHERWISE = re.compile(
    r"\b(?:uncertaint\w+|resolutions?|efficienc\w+|corrections?|scale factors?|weights?|reweight\w+|measur\w+|simulat\w+"
    r"|templates?|histograms?|figure|fig\.|not|CRs?|control|validation|sidebands?|each bin|calibrat\w+|misidentif\w+"
    r"|limits?)\b",
    re.IGNORECASE,
)
NUMBER = r"\d+(?:\.\d+)?"
JOINT = r"(?:, ?(?:and |or )?| and | or )"
UNIT = r"(?: (?P<unit>GeV|TeV))?"
VARIABLE = (
    r"\b(?:NUMBER(?: of)? (?:b-|b )?\w+|METSIGNIFICANCE|MET|MHT|HT|ST|MEFF|MTTWO(?:\(\w*\))?|MCT|MT|OPEN\w+|mass\(\w+\)"
    r"|pairpT\(\w+\))(?![A-Za-z])"
)
MENTIONED = re.compile(VARIABLE)
EDGES = re.compile(
    rf"(?:boundaries|edges|bounds|thresholds)(?: (?:in|of|for) (?:the )?(?P<own>{VARIABLE}))?"
    r"(?: (?:of|at|are|being|given by|defined (?:by|as|at)|chosen (?:to be|as|at)))*:? ?"
    rf"(?P<edges>{NUMBER}(?:{JOINT}{NUMBER})+){UNIT}"
)
BOUNDED = re.compile(
    rf"(?P<edges>{NUMBER} ?- ?{NUMBER}{UNIT.replace('unit', 'first')}(?:{JOINT}{NUMBER} ?- ?{NUMBER})*{JOINT}"
    rf"(?:[>≥]|>=|above|at least|more than|greater than) ?{NUMBER}){UNIT}"
)
COUNTS = re.compile(
    rf"(?<![\d.<>=≤≥-])(?<![<>=≤≥] )(?P<edges>\d{{1,2}}(?: ?- ?\d{{1,2}})?(?:{JOINT}\d{{1,2}}(?: ?- ?\d{{1,2}})?)*{JOINT}"
    r"(?:(?:[≥>]|>=|at least|exactly) ?\d{1,2}|\d{1,2} or more))(?! ?[GT]eV)(?P<objects>(?: [\w-]+){0,3})"
)
WHOLE = re.compile(r"\d+")
NUMBERS = re.compile(NUMBER)


def bins_told(text: str, region: str = "") -> Reading | None:
    """The bins of a sentence; None where it tells none."""
    if not TOLD.search(text) or OTHERWISE.search(text):
        return None
    plain = plainly(text)
    found = Reading()
    for each in (*of_variables(plain, region), *of_numbers(plain, region)):
        found = found.joined(each)
    return found if found.claims else None


def plainly(text: str) -> str:
    """A sentence whose variables have one spelling, its limits as they stand."""
    return re.sub(r" +", " ", spelled(re.sub(r"\b(?:bins?|intervals?)\b", "bins", text)))


def of_variables(text: str, region: str) -> Iterator[Reading]:
    """The bins of variables: the last one that stands before a list of edges."""
    for pattern in (EDGES, BOUNDED):
        for match in pattern.finditer(text):
            own = match["own"] if pattern is EDGES else None
            variable = variable_before(own or text[: match.start()])
            edges = list(dict.fromkeys(NUMBERS.findall(match["edges"])))
            unit = match["unit"] or (match["first"] if pattern is BOUNDED else None)
            if variable is not None and len(edges) > 1 and rises(edges):
                yield binned(Binned(variable, tuple(Quantity(each, unit) for each in edges)), region)


def variable_before(text: str) -> Variable | None:
    """The variable of events that stands last in a text; None where it has none or only numbers of objects."""
    named = [each[0] for each in MENTIONED.finditer(text)]
    given = understood(f"{named[-1]} > 2 GeV") if named and not named[-1].startswith("NUMBER") else ()
    match given:
        case (Condition(variable=variable),) if variable.name not in OF_OBJECTS or variable.arguments:
            return variable
    return None


def of_numbers(text: str, region: str) -> Iterator[Reading]:
    """The bins of numbers of objects: `0, 1 and at least 2 b jets`, `NUMBER jets (2, 3-4, >= 5)`."""
    for match in COUNTS.finditer(text):
        behind = next(
            (noun for end in range(3, 0, -1) if (noun := the_noun(" ".join(match["objects"].split()[:end])))),
            None,
        )
        before = [each[0] for each in MENTIONED.finditer(text[: match.start()])]
        noun = behind or (
            the_noun(before[-1].removeprefix("NUMBER ").removeprefix("of ")) if before else None
        )
        edges = lower_edges(match["edges"])
        if noun is not None and not noun.ranks and len(edges) > 1 and rises(edges):
            yield Reading((step(region, f"bin size({{{noun.name}}}) in bins [{', '.join(edges)}]"),))


def lower_edges(written: str) -> list[str]:
    """`2, 3, 5` for `2, 3-4, >= 5`."""
    return [WHOLE.findall(each)[0] for each in re.split(JOINT, written) if WHOLE.search(each)]


def rises(edges: list[str]) -> bool:
    """Whether numbers stand in their order."""
    values = [float(each) for each in edges]
    return values == sorted(values)


def with_bins_told(reading: Reading, text: str, region: str) -> Reading:
    """What a sentence claims, with the bins that it tells where it claims none."""
    if any(each.text.startswith("bin ") for each in reading.claims):
        return reading
    told = bins_told(text, region)
    return reading if told is None else reading.joined(told)
