"""Tables whose cells hold all criteria of their objects: `Electrons | pT > 7 GeV, |eta| < 2.47, loose identification`.

In: a table. Out: the rules of each row, read as a sentence about its objects; none of tables that say anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hepir.extract.builtin.abbreviated import COUNTED_WITH
from hepir.extract.builtin.claims import Reading, rule
from hepir.extract.builtin.criteria import LEVEL_TOLD, criterion
from hepir.extract.builtin.lists import VERB, Lead, item_sentence, object_words
from hepir.extract.builtin.object_heads import SORT, Owner, Surroundings, noun_of, owner_of
from hepir.extract.builtin.object_tables import NO_OBJECTS, SELECTING, noun_in
from hepir.extract.builtin.parsing import phrases
from hepir.extract.builtin.phrases import Condition, Count, Noun
from hepir.extract.builtin.properties import OF_OBJECTS
from hepir.extract.builtin.sentences import sentence_reading
from hepir.extract.builtin.spelling import spelled
from hepir.reading.document import Table

RADIUS = re.compile(r"\b(?:anti-kT,? )?R ?[=<] ?\d(?:\.\d+)?(?:[,;] ?|\Z)")  # of jets
VETO = re.compile(r"\bveto\Z", re.IGNORECASE)  # of events
LIMIT = re.compile(r"[<>≥≤] ?\d")
EFFICIENCY = re.compile(r"\b(\d\d) ?% (?:\w+ )?(?:efficiency|working point|WP)")
LEVEL_ALONE = re.compile(  # in a list: `LooseLH`, `Medium`
    r"(\A|, *)(loose|medium|tight)(?:LLH|LH|AndBLayer(?:LLH|LH)?)?(?: (?:ID|LH))?(?= *(?:,|\Z))",
    re.IGNORECASE,
)
ALTERNATIVE = re.compile(r"\bor\Z")  # goes on in the next row
CRITERIA = re.compile(r"criteri|requirement|selection|cuts?\b|definition", re.IGNORECASE)


def cells_of_objects(table: Table) -> Iterator[tuple[tuple[str, ...], Reading]]:
    """Ids of rows with the rules of their objects."""
    caption = table.caption or ""
    if NO_OBJECTS.search(caption) or not (
        SELECTING.search(caption) or any(map(CRITERIA.search, table.header))
    ):
        return
    by_row = [(noun_in(owner_of(label), Surroundings()), row) for label, row in labelled(table)]
    heads = {place: noun_in(owner_of(head), Surroundings()) for place, head in enumerate(table.header[1:], 1)}
    if len(table.header) == 2 and by_row and all(noun is not None for noun, _ in by_row):
        found = [[("", noun, row[1])] for noun, row in by_row if noun is not None]
    elif len(heads) > 1 and None not in heads.values():
        found = [
            [(row[0], noun, row[place]) for place, noun in heads.items() if noun is not None]
            for _, row in by_row
        ]
    elif crossed := crossing_nouns(table):
        found = [
            [("", noun, cell) for noun, cell in zip(nouns, row[1:], strict=True)]
            for nouns, row in zip(crossed, table.rows, strict=True)
        ]
    else:
        return
    for identifier, cells in zip(table.row_ids, found, strict=True):
        yield (identifier,), whole_reading(cells)


def labelled(table: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows with what they are about: a row that names nothing goes on with the one above."""
    label = ""
    for row in table.rows:
        label = row[0].strip() or label
        yield label, row


def crossing_nouns(table: Table) -> list[list[Noun]]:
    """Of each cell the objects that its row and its column name together: `Electrons` and `Baseline`, or the other way
    round; none where one of them does not."""
    rows, columns = [owner_of(row[0]) for row in table.rows], [owner_of(head) for head in table.header[1:]]
    if len(columns) < 2 or any(owner is None or owner.part or owner.scope for owner in (*rows, *columns)):
        return []
    found = [[crossed(row, column) for column in columns if row and column] for row in rows]
    named = [noun for nouns in found for noun in nouns if noun is not None]
    several = len({each.name for each in named}) == len(rows) * len(columns)
    return [[each for each in nouns if each is not None] for nouns in found] if several else []


def crossed(row: Owner, column: Owner) -> Noun | None:
    """The objects of a cell: the kind of one head with the quality of the other."""
    one, other = (row, column) if row.noun else (column, row)
    if one.noun is None or other.noun is not None or other.quality is None or one.quality:
        return None
    return noun_of(one.noun.kind, other.quality)


def whole_reading(cells: list[tuple[str, Noun, str]]) -> Reading:
    """What the cells of a row ask of their objects; in front of each what the row is about, empty where it is the objects."""
    found = Reading()
    for head, noun, given in cells:
        cell = LEVEL_ALONE.sub(r"\1\2 identification", given.replace(";", ","))
        if asks_of_objects(cell):
            said = sentence_reading(item_sentence(cell, Lead(object_words(noun.name))))
            own = tuple(each for each in said.claims if (each.block, each.name) == ("object", noun.name))
            found = found.joined(Reading(own, said.left))
        elif head or LEVEL_TOLD.match(cell.strip()):
            found = found.joined(criterion(noun, head, cell.strip()))
        elif noun.kind == "BJet" and (point := EFFICIENCY.search(cell)):
            found = found.joined(Reading((rule(noun.name, f"select btag_{point[1]}"),)))
    return found


def selected_objects(head: str, cell: str) -> Reading | None:
    """What `Jet selection | R = 0.4, pT > 30 GeV` or `Veto muon | pT > 10 GeV` asks of objects; None for other rows."""
    limits = SORT.search(head) and not VETO.search(head) and LIMIT.search(cell)
    noun = noun_in(owner_of(head), Surroundings()) if limits else None
    if noun is None:
        return None
    criteria = RADIUS.sub("", cell)
    if ALTERNATIVE.search(criteria) or not asks_of_objects(criteria):
        return Reading(left=("objects",))
    return whole_reading([("", noun, criteria)])


def asks_of_objects(cell: str) -> bool:
    """Whether a cell holds conditions on objects, and none on events."""
    asked = [each for each in phrases(spelled(cell)) if isinstance(each, Condition | Count)]
    of_objects = all(isinstance(each, Condition) and each.variable.name in OF_OBJECTS for each in asked)
    return bool(asked) and of_objects and not VERB.search(cell) and not COUNTED_WITH.match(cell.strip())
