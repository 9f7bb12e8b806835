"""Reference lists and the places that point to them.

In: entries of a reference list, and normalised text. Out: their numbers, arXiv ids and DOIs, and the citations in the
text: `[12]`, `[3, 5-7]`, or superscripts where the list has numbers and the text has no brackets.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from hepir.reading.drafts import Cited

ENTRY_NUMBER = re.compile(r"\s*(?:\[(?P<bracketed>[^\]\s]{1,20})\]|(?P<plain>\d{1,4})[.)]?(?=\s))\s*")
ARXIV = re.compile(
    r"(?:arxiv\s*[:.]?\s*)?\b(?P<new>(?<![\d./])\d{4}\.\d{4,5}(?:v\d+)?(?![\d.]*\d))"
    r"|\b(?P<old>(?:hep-(?:ex|ph|th|lat)|nucl-(?:ex|th)|astro-ph|gr-qc|physics|math-ph|cond-mat|quant-ph)"
    r"(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)",
    re.IGNORECASE,
)
DOI = re.compile(r"\b10\.\d{4,9}/(?:\s?[^\s\"<>,;]+)")
BRACKETS = re.compile(r"\[(?P<list>\^?\d{1,4}(?:\s*[-,]\s*\d{1,4})*)\]")
RAISED = re.compile(r"(?<=[a-z\)\].,;])\^(?P<list>\d{1,3}(?:[-,]\d{1,3})*)(?![\w^])")
LONGEST_RANGE = 200


def entry_number(text: str) -> tuple[str | None, int]:
    """The number with which an entry begins, and where its text begins."""
    found = ENTRY_NUMBER.match(text)
    return (found["bracketed"] or found["plain"], found.end()) if found else (None, 0)


def arxiv_ids(text: str) -> tuple[str, ...]:
    """arXiv ids in an entry, such as 1711.08008 and hep-ex/0005002, each once."""
    without_dois = DOI.sub(lambda found: " " * len(found[0]), text)
    found = (match["new"] or match["old"] for match in ARXIV.finditer(without_dois))
    return tuple(dict.fromkeys(each for each in found if each and plausible(each)))


def plausible(identifier: str) -> bool:
    """The first four digits of a new id are a year and a month."""
    return "/" in identifier or 1 <= int(identifier[2:4]) <= 12


def dois(text: str) -> tuple[str, ...]:
    """DOIs in an entry, each once; a space after the slash that a line end left is taken out."""
    found = (match[0].replace(" ", "").rstrip(".)]}") for match in DOI.finditer(text))
    return tuple(dict.fromkeys(found))


def cited_in(text: str, known: Collection[str], raised: bool) -> Iterator[Cited]:
    """Citations in a text of references that exist; `raised`: as superscripts instead of in brackets."""
    for found in (RAISED if raised else BRACKETS).finditer(text):
        numbers = numbers_of(found["list"])
        if numbers and all(each in known for each in numbers):
            yield Cited(found.start(), found.end(), numbers)


def numbers_of(listed: str) -> tuple[str, ...]:
    """`3, 5-7` is 3, 5, 6, 7."""
    numbers: list[str] = []
    for each in listed.lstrip("^").split(","):
        ends = [int(part) for part in each.split("-")]
        low, high = ends[0], ends[-1]
        if len(ends) > 2 or low > high or high - low > LONGEST_RANGE:
            return ()
        numbers += map(str, range(low, high + 1))
    return tuple(dict.fromkeys(numbers))
