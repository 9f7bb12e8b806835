"""Sentences about two regions at once: `The electron (muon) channel requires one electron (muon) with pT > 30 (25) GeV`.

In: a sentence. Out: what it says of each of the two, behind each other; the sentence itself where a parenthesis holds
anything else than what stands in place of the words before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hepir.extract.builtin.triggering import is_triggering

SORT = r"(?:[Rr]egion|[Cc]hannel|[Cc]ategory|final state|selection|sample|bin|box|analysis|SR|CR|VR)"
LABEL = r"(?:(?:SR|CR|VR)[\w+-]+|[A-Z][a-z]{0,3}\d{1,2}\w?)"
JOINING = r"(?i:the|an?|in|for|of|and|this|each|both|or|to|as)"
# `SR1 (SR2)`, `region M5 (M6)`; `the 2-jet (3-jet) signal region`
LABELS = rf"(?<![\w-])(?P<label>{LABEL}) \((?P<other_label>{LABEL})\)"
NAMES = rf"(?P<name>(?!{JOINING}\b)[\w+/′-]+) \((?P<other_name>[\w+/′-]+)\)(?= (?:[\w+-]+ ){{0,2}}{SORT}\b)"
REGIONS = re.compile(rf"{LABELS}|(?<![\w-]){NAMES}")
INSIDE = re.compile(r" \(([^()]*)\)")
UNIT = r"(?: ?(?:[TGMk]eV|cm|mm|%|°))"
NUMBER = re.compile(rf"-?\d[\d.]*{UNIT}?\Z")
LIMIT = re.compile(rf"[<>≤≥=]=? ?-?\d[\d.]*{UNIT}?\Z")
UNIT_BEHIND = re.compile(rf"{UNIT}\Z")
NUMBER_BEFORE = re.compile(rf"\d[\d.]*{UNIT}?\Z")
WORDS = re.compile(r"[A-Za-zμτγ][\wμτγ+-]*(?: [A-Za-zμτγ][\w+-]*){0,2}\Z")
COMPARED = re.compile(r"[<>≤≥]")
# What conditions stand behind, that the ones in a parenthesis take the place of.
ASKING = re.compile(
    r"\b(?:have|has|requires?|require that|requiring|with|satisfy|satisfies|satisfying|by|is|are) (?!required|defined)"
)
ABBREVIATION = re.compile(
    r"(?:see|cf|e\.g|i\.e|Table|Tab|Fig|Section|Sec|Ref|where|or|and|with|for|in)\b|[A-Z]{2,}s?\Z"
)


@dataclass(frozen=True)
class Pair:
    """A place of a sentence, with what each of the two regions has there."""

    start: int
    end: int
    one: str
    other: str


def both_ways(text: str) -> str:
    """A sentence about two regions as one about the first and one about the second."""
    if " (" not in text or is_triggering(text) or (named := REGIONS.search(text)) is None:
        return text
    pairs = [in_name(named)]
    for found in INSIDE.finditer(text, named.end()):
        if (pair := in_place_of(text, found, pairs[-1].end)) is None:
            return text
        pairs.append(pair)
    if len(pairs) < 2 or INSIDE.search(text[: named.start()]):
        return text
    first, second = (said(text, pairs, other=other) for other in (False, True))
    return f"{first.rstrip('. ')} ; {second}"


def in_name(named: re.Match[str]) -> Pair:
    """The names of the two regions."""
    one, other = (
        (named["label"], named["other_label"]) if named["label"] else (named["name"], named["other_name"])
    )
    return Pair(named.start(), named.end(), one, other)


def in_place_of(text: str, found: re.Match[str], begin: int) -> Pair | None:
    """What a parenthesis takes the place of, no further back than a place; None where it is none of the sort."""
    before, inside = text[begin : found.start()], found[1].strip()
    if NUMBER.match(inside):
        start = place_of(NUMBER_BEFORE, before)
    elif LIMIT.match(inside):
        start = place_of(LIMIT, before)
    elif COMPARED.search(inside):
        start = conditions_before(before, len(COMPARED.findall(inside)))
    elif WORDS.match(inside) and not ABBREVIATION.match(inside):
        start = words_before(before, len(inside.split(" ")))
    else:
        start = None
    if start is None:
        return None
    one, unit = before[start:], UNIT_BEHIND.search(inside)
    one += unit[0] if unit and not UNIT_BEHIND.search(one) and NUMBER.match(one) else ""
    return Pair(begin + start, found.end(), one, inside)


def place_of(pattern: re.Pattern[str], before: str) -> int | None:
    """Where what ends right before a parenthesis begins."""
    found = pattern.search(before)
    return found.start() if found else None


def words_before(before: str, number: int) -> int | None:
    """Where the last words begin."""
    found = re.search(rf"(?:[\w+-]+ ){{{number - 1}}}[\w+-]+\Z", before)
    return found.start() if found else None


def conditions_before(before: str, number: int) -> int | None:
    """Where as many conditions begin as a parenthesis has: behind the last verb."""
    asked = [each.end() for each in ASKING.finditer(before)]
    return asked[-1] if asked and len(COMPARED.findall(before[asked[-1] :])) == number else None


def said(text: str, pairs: list[Pair], *, other: bool) -> str:
    """A sentence with what one of the two regions has in each place."""
    parts, end = [], 0
    for each in pairs:
        parts += [text[end : each.start], each.other if other else each.one]
        end = each.end
    return "".join((*parts, text[end:]))
