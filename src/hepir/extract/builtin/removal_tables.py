"""Tables of the removal of overlaps: a pair of objects a row, of which one is removed where it is near the other.

In: a table whose heads say which column names the removed objects, and which those that they are compared with. Out: for each
row with a distance alone the rule of the removed objects, in the order of the rows; other criteria are noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hepir.extract.builtin.claims import Reading
from hepir.extract.builtin.labels import the_noun
from hepir.extract.builtin.lists import object_words
from hepir.extract.builtin.sentences import sentence_reading
from hepir.reading.document import Table

REMOVED = re.compile(
    r"\b(?:remov(?:e|ed|al)|reject(?:ed|s)?|discard(?:ed)?|dropped|veto(?:ed)?)\b", re.IGNORECASE
)
KEPT = re.compile(
    r"\b(?:compared|against|keep|kept|retain(?:ed)?|overlap(?:s|ping)? with|with respect to|reference|near|surviv\w+)\b",
    re.IGNORECASE,
)
CRITERION = re.compile(
    r"\b(?:conditions?|criteri(?:on|a)|match\w*|requirements?|distance|cone)\b|Δ ?R|\bdR\b", re.IGNORECASE
)
NEAR = re.compile(r"(?:(?:Δ ?R|dR)(?: ?\([^()]*\))? ?)?[<≤] ?(\d?\.\d+)\Z")
COLUMNS = 3  # at least: the pair and the criterion


def removals(table: Table) -> Iterator[tuple[tuple[str, ...], Reading]]:
    """Ids of rows, with the rule of the objects that each removes; nothing of tables of anything else."""
    places = [the_place(each, table.header) for each in (REMOVED, KEPT, CRITERION)]
    if len(table.header) < COLUMNS or None in places or len(set(places)) < COLUMNS:
        return
    for row, identifier in zip(table.rows, table.row_ids, strict=True):
        removed, kept, criterion = (row[place].strip() for place in places if place is not None)
        yield (identifier,), removal(removed, kept, criterion)


def the_place(pattern: re.Pattern[str], heads: tuple[str, ...]) -> int | None:
    """The one column whose head fits; None where none does, or several."""
    found = [place for place, each in enumerate(heads) if pattern.search(each)]
    return found[0] if len(found) == 1 else None


def removal(removed: str, kept: str, criterion: str) -> Reading:
    """`jet`, `electron` and `ΔR < 0.2` as the rule of jets within this distance of an electron."""
    one, other = the_noun(removed), the_noun(kept)
    near = NEAR.match(criterion)
    if one is None or other is None or near is None or one.kind == other.kind:
        return Reading(left=("a removal of overlaps",))
    words = object_words(one.name), object_words(other.name)
    said = sentence_reading(
        f"{words[0][:1].upper()}{words[0][1:]} within dR < {near[1]} of {words[1]} are removed."
    )
    whole = not said.left and all((each.block, each.name) == ("object", one.name) for each in said.claims)
    return said if whole else Reading(left=("a removal of overlaps",))
