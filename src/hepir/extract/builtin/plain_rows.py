"""Rows of tables without regions: `Leading jet pT | > 100 GeV`, `Electrons | > 15 | < 2.5`.

In: a row and the heads of its table. Out: what it asks of objects, or of all events.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hepir.extract.builtin.abbreviated import in_words
from hepir.extract.builtin.cells import CONDITIONAL, MARKED, WHOLE, cell_reading, is_number_of, with_unit
from hepir.extract.builtin.claims import Reading
from hepir.extract.builtin.clauses import Clause
from hepir.extract.builtin.criteria import criterion, is_about_objects, is_part
from hepir.extract.builtin.events import event_reading
from hepir.extract.builtin.labels import RELATION, RESULTS
from hepir.extract.builtin.object_cells import ALTERNATIVE, selected_objects
from hepir.extract.builtin.objects import object_reading
from hepir.extract.builtin.parsing import phrases
from hepir.extract.builtin.phrases import Condition, Count, Noun, Phrase
from hepir.extract.builtin.properties import OF_OBJECTS
from hepir.extract.builtin.spelling import spelled

OWNED = re.compile(r"\|η_?\^?(e|μ|γ|ℓ|l|τ)\|\Z")
SYMBOLS = {"e": "electron", "μ": "muon", "γ": "photon", "ℓ": "lepton", "l": "lepton", "τ": "tau"}
ACCEPTED = frozenset(
    {
        "eta", "d0", "z0", "z0_sin_theta", "d0_significance", "impact_parameter_3d_significance", "relative_isolation",
        "relative_track_isolation", "rapidity",
    }
)  # fmt: skip
NUMBERED = 2  # columns of a list of criteria that has numbers
STATED = re.compile(rf"{RELATION.pattern}|\d[\d.]*(?: ?[GT]eV)?\Z")
LEVEL = re.compile(r"(?:loose|medium|tight)", re.IGNORECASE)
OBJECTS = re.compile(r"(?:physics )?(?:objects?|particles?)\Z", re.IGNORECASE)
CONDITION = re.compile(r"[<>≥≤=] ?\d")  # in a head: `nj = 0`
NOT_ALL = re.compile(r"(?:[-–—−/]+|n/?a|none|no cut|inverted|✗|✘|×)\Z", re.IGNORECASE)


def by_object(row: tuple[str, ...], header: tuple[str, ...]) -> Reading | None:
    """`Electrons | > 15 | < 2.5` below `Object | pT [GeV] | |eta|`; None where the heads name no variables."""
    named = phrases(spelled(row[0]))
    if len(named) != 1 or not isinstance(named[0], Noun) or named[0].ranks:
        return None
    found = Reading()
    for head, cell in zip(header[1:], row[1:], strict=False):
        if head and RELATION.match(cell.strip()) and is_about_objects(head):
            found = found.joined(criterion(named[0], head, cell.strip()))
    return found if found.claims else None


def are_of_several(cells: tuple[str, ...]) -> bool:
    """Whether cells are of columns that do not all ask the same: then nothing is asked of all events."""
    stated = [each for each in cells if STATED.match(each.strip()) or MARKED.match(each.strip())]
    apart = any(NOT_ALL.match(each.strip()) for each in cells)
    return len(cells) > 1 and (len(stated) == len(cells) or (apart and bool(stated)))


def by_itself(row: tuple[str, ...], header: tuple[str, ...]) -> Reading:
    """`Leading jet pT | > 100 GeV`, `Muons | pT > 25 GeV and |eta| < 2.4`: a row of a table without regions."""
    found = Reading()
    if RESULTS.search(row[0]) or (len(row) > NUMBERED and row[0].strip().isdigit()):
        return found  # a row for each of several selections
    cells = tuple(dict.fromkeys(each for each in row[1:] if each.strip() and each != row[0]))
    if are_of_several(cells) or sum(bool(CONDITION.search(each)) for each in header[1:]) > 1:
        return Reading(left=("several columns",))
    of_objects = bool(header) and bool(OBJECTS.match(header[0].strip()))
    for cell in cells:
        found = found.joined(cell_of_row(row[0], cell, of_objects=of_objects))
    return found


def cell_of_row(head: str, cell: str, *, of_objects: bool) -> Reading:
    """What a cell behind the head of its row asks; `of_objects`: the table says that its rows are of objects."""
    if (selected := selected_objects(head, cell)) is not None:
        return selected
    named, given = phrases(spelled(head)), phrases(spelled(cell))
    several = [
        each for each in named if isinstance(each, Noun) and (each.plural or of_objects) and not each.ranks
    ]
    if MARKED.match(cell.strip()) or is_number_of(head, cell) or in_words(head, cell):
        return cell_reading(head, cell, "")
    if len(named) == len(several) == 1 and not any(isinstance(each, Count) for each in given):
        return object_reading(Clause(named, "REQUIRE", given), ())
    if (owned := owned_limit(head, cell)) is not None:
        return owned
    if (objects := of_head(named, cell)) is not None:
        return object_reading(Clause((objects,), "REQUIRE", given), ())
    if RELATION.match(cell.strip()) or WHOLE.fullmatch(cell.strip()):
        return cell_reading(head, cell, "")
    return event_reading(Clause((), "REQUIRE", phrases(spelled(f"{head} {cell}"))), "")


def goes_on(above: tuple[str, ...], row: tuple[str, ...]) -> bool:
    """Whether a row is one of several alternatives, of which the row above is another."""
    stated = [each.strip() for each in above if each.strip()]
    return bool(stated) and above[0] == row[0] and bool(ALTERNATIVE.search(stated[-1]))


def owned_limit(head: str, cell: str) -> Reading | None:
    """`Muon |η| | < 2.4`, `|ηe| | < 2.5`: a limit of where objects are seen, or how well, is one of all of them."""
    owner = OWNED.match(head.strip())
    words = f"{SYMBOLS[owner[1]]} |η|" if owner else head
    match phrases(spelled(with_unit(words, cell))):
        case (Noun(ranks=(), determiner="", other=None, words=()) as noun, Condition() as condition) if (
            condition.variable.name in ACCEPTED
            and not condition.variable.arguments
            and RELATION.match(cell.strip())
        ):
            return object_reading(Clause((replace(noun, plural=True),), "REQUIRE", (condition,)), ())
    return None


def of_head(named: tuple[Phrase, ...], cell: str) -> Noun | None:
    """The objects of `Photon pseudorapidity | |eta| < 2.37`, whose cell names the variable once more; None elsewhere."""
    match named:
        case (Noun(ranks=(), determiner="", other=None) as noun, *rest) if rest and not any(
            isinstance(each, Noun | Count | Condition) for each in rest
        ):
            given = phrases(spelled(cell))
            first = given[0] if given else None
            own = (
                isinstance(first, Condition)
                and first.variable.name in OF_OBJECTS
                and not first.variable.arguments
            )
            alone = own and not RELATION.match(cell.strip()) and all(is_part(each) for each in given)
            return replace(noun, plural=True) if alone else None
    return None


def by_object_column(row: tuple[str, ...], objects: dict[int, Noun]) -> Reading:
    """`pT [GeV] | > 10 | > 5` below `| | Electrons | Muons |`"""
    found = Reading()
    for place, noun in objects.items():
        cell = row[place] if place < len(row) else ""
        if RELATION.match(cell.strip()) and not CONDITIONAL.search(cell):
            given = phrases(spelled(with_unit(row[0], cell)))
            if len(given) == 1 and isinstance(given[0], Condition):
                found = found.joined(object_reading(Clause((noun,), "REQUIRE", given), ()))
            else:
                found = found.joined(Reading(left=("a cell",)))
        elif LEVEL.fullmatch(cell.strip()):
            given = phrases(spelled(f"{cell} {row[0].lower()}"))
            found = found.joined(object_reading(Clause((noun,), "REQUIRE", given), ()))
    return found
