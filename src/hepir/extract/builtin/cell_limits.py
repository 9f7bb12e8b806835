"""Limits in the cells of tables, in many ways to write them: `[200, 300)`, `600 - ∞`, `< 81 or > 101`, `250` below `MET >`.

In: a head and a cell. Out: both in words that the phrase grammar reads.
"""

from __future__ import annotations

import re
from itertools import pairwise

from hepir.reading.heads import UNIT

ENDING = re.compile(r" *([<>≥≤=]|>=|<=) *\Z")  # of a head: `MET [GeV] >`
LOWER = re.compile(
    r"\A(?:(?:minimum|minimal|min\.) (?=.)|(?:threshold|cut) on (?:the )?)| (?:lower )?(?:threshold|cut)\Z",
    re.IGNORECASE,
)
WITHOUT = re.compile(r"[<≤] ?(\d+(?:\.\d+)?)(?: ?[GT]eV)?,? or [>≥] ?(\d+(?:\.\d+)?)(.*)")  # `< 81 or > 101`
OPEN_RANGE = re.compile(
    r"[\[(]?(\d+(?:\.\d+)?)(?: ?[-,–] ?| to )\+?(?:∞|inf(?:inity)?)[\])]?((?: ?[GTM]eV)?)"
)
LISTED = re.compile(
    r"\d[\d.]* ?- ?\d[\d.]*(?:, ?\d[\d.]* ?- ?\d[\d.]*)*, ?≥ ?\d[\d.]*(?: ?[GT]eV)?"
)  # `250-350, ≥ 350`
BRACKETED = re.compile(  # `[200, 300)`, `∉ [81, 101]`
    r"(?:∈(?! ?/)|(?P<outside>∉|∈ ?/|/ ?∈|not in|outside|veto))? ?[\[(]"
    r"(?P<low>\d+(?:\.\d+)?) ?[,-] ?(?P<high>\d+(?:\.\d+)?) ?[\])](?P<unit>(?: ?[GTM]eV)?)"
)
APART = re.compile(  # `20-60|110-∞`
    r"[\[(]?(?P<low>\d+(?:\.\d+)?) ?[-,] ?(?P<high>\d+(?:\.\d+)?)[\])]? ?(?:\||or|∪|⋃) ?"
    r"[\[(]?(?P<above>\d+(?:\.\d+)?) ?[-,] ?∞[\])]?(?P<unit>(?: ?[GTM]eV)?)"
)
CHAIN = re.compile(r"\d+(?:\.\d+)?(?: ?- ?\d+(?:\.\d+)?)+ ?- ?(?:\d+(?:\.\d+)?|∞)(?P<unit>(?: ?[GTM]eV)?)")
EDGES = re.compile(  # `[200, 300, 400, ∞]`
    r"\[ ?\d+(?:\.\d+)?(?:, ?\d+(?:\.\d+)?)+, ?(?:\d+(?:\.\d+)?|∞|inf) ?\](?P<unit>(?: ?[GTM]eV)?)"
)
EDGE = re.compile(r"\d+(?:\.\d+)?|∞|inf")
OWN = re.compile(
    r"(?P<variable>(?!\d)[^\s:]+(?: ?[\[(][GTM]eV[\])])?) ?: ?(?P<limit>(?:[<>≥≤=]|\d|[\[(]\d).*)"
)  # `mjj: 60-110`
PAIRED = re.compile(
    r"(?:(?:lepton|dilepton|pair) )?(flavou?r|charge|sign)s?(?: of (?:the )?leptons)?", re.IGNORECASE
)
SORTS = {
    "same": "same", "sf": "same", "ss": "same", "like": "same",
    "opposite": "opposite", "os": "opposite", "different": "different", "df": "different", "of": "different",
}  # fmt: skip


def completed(head: str, cell: str) -> tuple[str, str]:
    """`MET [GeV] >` and `250` as `MET [GeV]` and `> 250`; `Charge` and `OS` as a pair, `< 81 or > 101` as what is outside."""
    sort, paired = SORTS.get(cell.strip().lower().removesuffix(" sign")), PAIRED.fullmatch(head.strip())
    if sort and paired:
        return "", f"at least one {sort}-{'flavour' if paired[1][0] in 'fF' else 'sign'} lepton pair"
    if own := OWN.fullmatch(cell.strip()):
        return completed(own["variable"], own["limit"])
    if two := APART.fullmatch(cell.strip()):
        return head, f"{two['low']}-{two['high']} or > {two['above']}{two['unit']}"
    if apart := WITHOUT.fullmatch(cell.strip()):
        return head, f"outside {apart[1]} - {apart[2]}{apart[3]}"
    if head.startswith("OPEN") and cell.strip().isdigit() and not ENDING.search(UNIT.sub("", head)):
        return head, f"= {cell.strip()}"  # of a number of something that has no name here
    if opened := OPEN_RANGE.fullmatch(cell.strip()):
        return head, f"> {opened[1]}{opened[2]}"
    if LISTED.fullmatch(cell.strip()):
        return head, cell.replace("≥", ">")
    if bracketed := BRACKETED.fullmatch(cell.strip()):
        outside = "outside " if bracketed["outside"] else ""
        return head, f"{outside}{bracketed['low']} - {bracketed['high']}{bracketed['unit']}"
    unit = UNIT.search(head)
    bare = UNIT.sub("", head).strip()
    if LOWER.search(bare) and re.fullmatch(r"\d+(?:\.\d+)?", cell.strip()):
        bare = f"{LOWER.sub('', bare)} >"  # `MET threshold [GeV]`
    ending = ENDING.search(bare)
    if ending is None or not re.fullmatch(r"\d+(?:\.\d+)?", cell.strip()):
        return head, cell
    return f"{bare[: ending.start()]} {unit[0] if unit else ''}".strip(), f"{ending[1]} {cell}"


def chained(cell: str) -> tuple[str, str] | None:
    """`12-15-18` as the range `12 - 18` and the bins `12 - 15, 15 - 18`; None for what is no chain of bins."""
    found = CHAIN.fullmatch(cell.strip()) or EDGES.fullmatch(cell.strip())
    edges = EDGE.findall(cell) if found else []
    edges = [each.replace("inf", "∞") for each in edges]
    values = [float(each.replace("∞", "inf")) for each in edges]
    if found is None or any(low >= high for low, high in pairwise(values)):
        return None
    ranges = [f"{low} - {high}" if high != "∞" else f"> {low}" for low, high in pairwise(edges)]
    whole = f"> {edges[0]}" if edges[-1] == "∞" else f"{edges[0]} - {edges[-1]}"
    return f"{whole}{found['unit']}", f"{', '.join(ranges)}{found['unit']}"
