"""Variables that a table alone names: `m_Tb,min [GeV] | > 200 | > 175` limits one that the language does not know.

In: a table. Out: the table, in which each head that no phrase of the reader has, and behind which limits alone stand, is an
open name (`OPENmtb_min [GeV]`): the program names it and leaves open what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from hepir.extract.builtin.cell_limits import ENDING, OWN
from hepir.extract.builtin.cells import cell_alone
from hepir.extract.builtin.labels import NO_LABEL, RESULTS, asks, the_noun, understood
from hepir.extract.builtin.listed_limits import Listed, listed_limits
from hepir.extract.builtin.naming import GREEK, MISSING, names_region
from hepir.extract.builtin.phrases import Condition, Count, Variable, Word
from hepir.extract.builtin.properties import OF_OBJECTS
from hepir.reading.document import Table
from hepir.reading.heads import UNIT
from hepir.syntax.words import RESERVED

NUMBER = r"[-+]?\d+(?:\.\d+)?"
MEASURE = r"(?: ?(?:GeV\^?\(?1/2\)?|GeV|TeV|MeV|rad|mm|cm))?"
LIMIT = re.compile(
    rf"(?:[<>≥≤=]|>=|<=) ?{NUMBER}{MEASURE}\Z|{NUMBER} ?- ?{NUMBER}{MEASURE}\Z"
    rf"|∈? ?[\[(]{NUMBER} ?[,-] ?{NUMBER}[\])]{MEASURE}\Z|{NUMBER}(?: ?- ?{NUMBER})+ ?- ?(?:{NUMBER}|∞){MEASURE}\Z"
    rf"|{NUMBER} ?- ?∞\Z|{NUMBER} ?- ?{NUMBER} ?(?:\||or) ?{NUMBER} ?- ?∞\Z"
)
LIMITED = re.compile(
    rf"(?P<low>{NUMBER}{MEASURE} ?[<≤] ?)?(?P<variable>[^\s<>≥≤=]+)(?P<high> ?[<>≥≤] ?{NUMBER}{MEASURE})?"
)
NOTHING = re.compile(r"(?:[-–—−/]*|n/?a|none|\.{3}|no cut|any|inclusive)\Z", re.IGNORECASE)
BARE = re.compile(rf"{NUMBER}\Z")
COUNT = re.compile(r"N_?[A-Za-z]\w{0,5}\Z")  # a number of something, which the table alone says
FIRST = re.compile(r"1(?=/)|[A-Za-zΔηφϕμτγℓχρξ∑√Σ|⟨ατ]")
SYMBOL = re.compile(r"[-+/*·]|(?=.*[A-ZΔηφϕμτγℓχ\d_(|])(?![A-Z]?[a-z]{3,}\Z)\S+")
DISTANCE = re.compile(r"(?<![A-Za-z])ΔR")
UNCOUNTED = re.compile(
    r"\b(?:sample|signal|process|mc|model|sum|source|variation|scale|resolution|pile-?up|tagging|isr|fsr|pdfs?|bin|year|era"
    r"|rate|ratio of yields|events?|limit|yield|region|selection|cross[- ]section|luminosity)s?\b|%|fb",
    re.IGNORECASE,
)
# A channel or a period of data taking: whom the values are for, not what is limited.
PLACE = re.compile(r"\b20[0-3]\d\b|\b[Rr]un ?[1-3I]+\b|\A[eμτℓ]{1,2}(?:_?h|τ|[+/ -]?[eμτℓ])?\Z")
RADIUS = re.compile(r"(?<=,) ?R ?= ?\d(?:\.\d+)?")  # in an index: `mjet,R=1.2`
REGION = re.compile(
    r"[A-Za-z]{2,}_(?!miss)[a-z]{3,}\w* ?[<>≥≤=]"
)  # whose name stands before its limit: `tN_diag ≥ 0.4`
NUMBER_OF_B = re.compile(r"[Nn]_?b(?:-?jets?|-?tags?)?\Z")
SEVERAL = re.compile(r"(?:[≥=>]|>=)? ?[2-9]")
MOMENTUM_OF_B = re.compile(r"(?<![\w^])p_?T\^?b(?![\w,-])")
OWNER = re.compile(r"\(([^()]+)\)")
MOST_WORDS = 4


def with_open_variables(table: Table) -> Table:
    """A table whose unknown variables are open names: in its first column or else its heads, and in cells."""
    rows = tuple((opened(row[0], row[1:]), *map(opened_cell, row[1:])) if row else row for row in table.rows)
    if any(row and asks(row[0]) for row in rows):
        return replace(table, header=tuple(map(opened_head, table.header)), rows=rows)
    several = any(
        NUMBER_OF_B.match(head.strip()) and any(SEVERAL.match(row[place].strip()) for row in table.rows)
        for place, head in enumerate(table.header)
    )
    heads = tuple(
        opened_head(opened(one_of_several(head) if several else head, (row[place] for row in table.rows)))
        for place, head in enumerate(table.header)
    )
    return replace(
        table,
        header=heads,
        rows=tuple((*old[:1], *new[1:]) for old, new in zip(table.rows, rows, strict=True)),
    )


def opened(head: str, cells: Iterable[str]) -> str:
    """A head as an open name where it is a variable that nobody knows, else as it is."""
    ending = ENDING.search(UNIT.sub("", head))
    stated = [each.strip() for each in cells if not NOTHING.match(each.strip())]
    counts = COUNT.match(head.strip())
    limits = bool(stated) and all(
        LIMIT.match(each) or ((ending is not None or counts) and BARE.match(each)) for each in stated
    )
    bare = ENDING.sub("", UNIT.sub("", head)).strip()
    if not limits or not is_unknown(bare, stated) or not (name := open_name(bare)):
        return head
    unit = UNIT.search(head)
    return f"OPEN{name}{f' {unit[0]}' if unit else ''}{ending[0].rstrip() if ending else ''}"


def opened_head(head: str) -> str:
    """A head with a limit of an unknown variable, under an open name; a word with underscores is a region."""
    return head if REGION.match(head.strip()) else opened_cell(head)


def opened_cell(cell: str) -> str:
    """A cell with a limit of an unknown variable, under an open name."""
    cell = cell.strip()
    if (own := OWN.fullmatch(cell)) and is_unknown(own["variable"]) and LIMIT.match(own["limit"]):
        return f"OPEN{open_name(own['variable'])}: {own['limit']}"
    if parts := listed_limits(cell):
        return opened_parts(cell, parts)
    found = LIMITED.fullmatch(cell)
    if found is None or not (found["low"] or found["high"]) or not is_unknown(found["variable"]):
        return cell
    return f"{found['low'] or ''}OPEN{open_name(found['variable'])}{found['high'] or ''}"


def one_of_several(head: str) -> str:
    """`OPENpt_b` for `pTb`, the momentum of a b jet where there are several: it is not told of which, or of all."""
    return MOMENTUM_OF_B.sub("OPENpt_b", head)


def opened_parts(cell: str, parts: Iterable[Listed]) -> str:
    """A cell of several limits, those of unknown variables under open names."""
    if any(
        NUMBER_OF_B.match(each.variable) and SEVERAL.match(limit) for each in parts for limit in each.limits
    ):
        cell = MOMENTUM_OF_B.sub("OPENpt_b", cell)
    for each in parts:
        if is_unknown(each.variable) and (name := open_name(each.variable)):
            cell = re.sub(rf"(?<![\w(]){re.escape(each.variable)}(?= ?[<>≥≤=])", f"OPEN{name}", cell)
    return cell


def is_unknown(head: str, cells: Iterable[str] = ()) -> bool:
    """Whether a head may be a variable, and no part of it is one that the reader knows, or can read before its cells."""
    if (
        "=" in RADIUS.sub("", head)
        or head.strip() == "R"  # the radius of jets
        or not FIRST.match(head)
        or len(head.split()) > MOST_WORDS
        or names_region(head)
        or NO_LABEL.match(head)
    ):
        return False
    if RESULTS.search(head) or UNCOUNTED.search(head) or PLACE.search(head):
        return False
    if all(SYMBOL.fullmatch(each) for each in head.split()):
        return not is_read(head, cells)
    plain = ("WORD", "SYMBOL", "COMMA", "NUMBER", "LEFT", "RIGHT", "BAR", "SLASH", "OTHER", "DASH", "PLUS")
    return all(isinstance(each, Word) and each.type in plain for each in understood(head))


def is_read(head: str, cells: Iterable[str] = ()) -> bool:
    """Whether the reader knows what a head with a limit behind it asks, and with each of some cells."""
    given = understood(f"{head} > 2")
    match given:
        case (Condition(variable=Variable(name, ())),) if name in OF_OBJECTS:
            whose = OWNER.search(head)  # `η(Z)` is of something that has no name here
            return whose is None or the_noun(whose[1]) is not None
        case (Condition() | Count(),):
            return True
    some = any(cell_alone(head, limit).claims for limit in ("> 2", "> 2 GeV"))
    return some and all(BARE.match(each) or cell_alone(head, each).claims for each in cells)


def open_name(words: str) -> str:
    """`mtb_min` for `mTb,min`; empty where nothing is left of it."""
    words = DISTANCE.sub("dr_", MISSING.sub("met", words))
    for letter, name in (
        *GREEK.items(),
        ("η", "eta"),
        ("φ", "phi"),
        ("χ", "chi"),
        ("∑", "sum_"),
    ):
        words = words.replace(letter, name)
    name = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")
    if not name or not name[0].isalpha():
        return ""
    return f"{name}_value" if name in RESERVED else name
