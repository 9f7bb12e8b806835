"""Which rows and columns of a table are regions, or objects.

In: a table. Out: names by column, by row; empty where the table does not say so. A column is a region by its name (`SR1`), or
where the caption speaks of regions and the first column lists what is asked of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hepir.extract.builtin.channels import PLACES
from hepir.extract.builtin.naming import PRESELECTION, cell_region, identifier, names_region, region_name
from hepir.extract.builtin.parsing import phrases
from hepir.extract.builtin.phrases import Condition, Count, Noun, Phrase, Variable
from hepir.extract.builtin.spelling import spelled
from hepir.reading.document import Table
from hepir.reading.heads import UNIT

RESULTS = re.compile(
    r"\b(?:observed|expected|yields?|background|data|total|uncertaint\w*|efficienc\w*|limits?|factors?|fit|fitted|process)\b",
    re.IGNORECASE,
)
RELATION = re.compile(
    r"(?:[<>≥≤=∈]|at least|at most|no more|more than|less than|fewer than|exactly|outside"
    r"|\d+(?:\.\d+)? ?- ?[\d∞]|[\[(]\d|\d+ ?[<≤]|(?:veto|not in|∉) ?[\[(])"
)
REGIONAL = re.compile(
    r"\bregions?\b|\bintervals?\b|\bcategor|\bselections?\b|\b(?:search|analysis|signal|aggregate\w*) bins?\b|\bbinning\b"
    r"|\bselection criteria\b|\btopolog|\bchannels?\b|\bfinal states?\b|\bclasses\b|\bcuts\b|\brequirements\b",
    re.IGNORECASE,
)
LABELLING = re.compile(
    r"(?:label|name|(?:(?:signal|search|control|validation|analysis) )?regions?|(?:SR|CR|VR)s?"
    r"|bins?|(?:kinematic |search )?intervals?|categor(?:y|ies)|channel|class)"
    r"(?: name| label| number)?\Z",
    re.IGNORECASE,
)
NO_LABEL = re.compile(
    r"(?:requirements?|criteri(?:on|a)|selections?|cuts?|values?|variables?|observables?|description|comment|units?"
    r"|targeted .*|models?|quantity|definition|ranges?|thresholds?|conditions?|object|objects)\Z",
    re.IGNORECASE,
)
SORT = r"(?:electron|muon|photon|tau|lepton|jet|object)"
QUALITY = re.compile(  # of objects
    r"(?:very )?(?:loose|medium|tight|veto|baseline|signal|selection)"
    r"(?: (?:WP|ID|working point|identification|selection|\w+s))?\Z",
    re.IGNORECASE,
)
OF_OBJECTS = re.compile(
    rf"identif|isolat|working point|\bIDs?\b|\b{SORT}s? (?:selection|requirement|criteri)"
    rf"|(?:selections?|requirements|criteria|cuts) (?:for|of|on) (?:the )?(?:\w+ )?{SORT}",
    re.IGNORECASE,
)
SELECTION = re.compile(
    r"(?:event )?(?:selection|region|stage|step|level|sample|category|channel)s?\Z", re.IGNORECASE
)
OF_ALL = re.compile(
    r"(?:triggers?|(?:event|jet) cleaning|data quality|(?:primary )?vert(?:ex|ices))\Z", re.IGNORECASE
)
STEP = re.compile(r"[\w -]{2,30} (?:selection|region|category|channel|sample)\Z", re.IGNORECASE)
LONGEST = 40  # characters of a label


def columns_of(cells: tuple[str, ...]) -> dict[int, str]:
    """Regions by column, where at least two cells name regions and none else says anything."""
    found = {place: cell_region(cell) for place, cell in enumerate(cells) if names_region(cell)}
    others = [cell for place, cell in enumerate(cells) if place and place not in found and cell.strip()]
    alone = list(found) == [1] and len(cells) == 2  # a table of one region
    return found if (alone or len(set(found.values())) > 1) and not others else {}


def spread(regions: dict[int, str], table: Table) -> dict[int, str]:
    """Regions by column, in which one whose head stands over several columns is that of the ones without a head, too."""
    found = dict(regions)
    for place in range(min(regions, default=0), len(table.header)):
        blank = place not in regions and not table.header[place].strip()
        if blank and place - 1 in found and any(row[place].strip() for row in table.rows if place < len(row)):
            found[place] = found[place - 1]
    return dict(sorted(found.items()))


def labelled_columns(table: Table) -> dict[int, str]:
    """Regions by column, by a caption that speaks of regions and rows that say what is asked of them."""
    lead = leading_columns(table)
    labels = [each.strip() for each in table.header[lead:]]
    own = [
        each for place, each in enumerate(labels) if not place or labels[place - 1] != each
    ]  # one over several columns
    if not REGIONAL.search(table.caption or "") or len(own) < 2 or len(set(own)) < len(own):
        return {}
    if all(map(QUALITY.match, labels)) and OF_OBJECTS.search(table.caption or ""):
        return {}
    coded = all(re.fullmatch(r"[A-Za-z]+[-_]?\d+\w*", each) or PLACES.search(each) for each in labels)
    asking = sum(map(asks, (row[lead - 1] for row in table.rows if len(row) >= lead)))
    if not all(map(is_label, labels)) or asking < (1 if coded else 2):
        return {}
    return {place: region_name(each) for place, each in enumerate(labels, lead) if region_name(each)}


def leading_columns(table: Table) -> int:
    """How many columns say what is asked: two where the second has no head, or one that is no name."""
    second = table.header[1].strip() if len(table.header) > 3 else "x"
    return 2 if not second or NO_LABEL.match(second) else 1


def sublabels(row: tuple[str, ...], regions: dict[int, str]) -> dict[int, str]:
    """Names of columns that share a head: `e | μ` below `SR1 | SR1`; empty where the row is none of names."""
    cells = {place: row[place].strip() if place < len(row) else "" for place in regions}
    named = {
        place: f"{regions[place]}_{identifier(each)}" if each else regions[place]
        for place, each in cells.items()
    }
    asked = any(RELATION.match(each) or UNIT.search(each) or each[:1].isdigit() for each in cells.values())
    apart = len(set(named.values())) == len(named) > len(set(regions.values()))
    return named if apart and not asked and not asks(row[0]) else {}


def has_labelled_rows(table: Table) -> bool:
    """Whether the first cell of each row is the name of a region."""
    heads = table.header
    return (
        bool(heads) and bool(LABELLING.match(heads[0].strip())) and bool(REGIONAL.search(table.caption or ""))
    )


def has_selections(table: Table) -> bool:
    """Whether each row is about a selection, and says what it requires: `Loose selection | HT > 800 GeV`."""
    if len(table.header) != 2 or not SELECTION.match(table.header[0].strip()):
        return False
    names = {row[0].strip() for row in table.rows if row[0].strip()}
    regions = {each for each in names if STEP.match(each) or PRESELECTION.match(each) or names_region(each)}
    told = all(each in regions or OF_ALL.match(each) for each in names)
    return bool(NO_LABEL.match(table.header[1].strip())) and told and len(regions) > 1


def object_columns(table: Table) -> dict[int, Noun]:
    """Objects by column: `| | Electrons | Muons |`; none where the rows are regions, of which columns count objects."""
    if any(row and names_region(row[0]) for row in table.rows):
        return {}
    found = {place: the_noun(each) for place, each in enumerate(table.header[1:], 1)}
    nouns = {place: each for place, each in found.items() if each is not None}
    return nouns if len(nouns) == len(found) > 1 and len({each.name for each in nouns.values()}) > 1 else {}


def row_label(row: tuple[str, ...], head: str = "") -> str | None:
    """The region that the first cell of a row names, empty for the preselection; None where it names none. `head` is that of
    its column."""
    first = row[0].strip() if row else ""
    if not first or len(first) > LONGEST or RESULTS.search(first):
        return None
    if PRESELECTION.match(first) or OF_ALL.match(first):
        return ""
    sort = "interval" if "interval" in head.lower() else "bin"
    return region_name(f"{sort} {first}" if first.isdigit() else first)


def is_label(cell: str) -> bool:
    """Whether a cell may be the name of a region, and nothing else."""
    if not cell or len(cell) > LONGEST or not re.search("[A-Za-z]", cell) or NO_LABEL.match(cell):
        return False
    if RELATION.match(cell) or RESULTS.search(cell) or UNIT.search(cell):
        return False
    if re.fullmatch(r"[\w.+]+(?:-[\w.+]+)+", cell) and re.search(r"\d", cell):
        return True
    said = understood(cell)
    return not any(isinstance(each, Variable | Condition | Count) for each in said) and the_noun(cell) is None


def the_noun(cell: str) -> Noun | None:
    """The objects that a cell names, and nothing else."""
    said = understood(cell)
    return said[0] if len(said) == 1 and isinstance(said[0], Noun) and not said[0].ranks else None


def asks(head: str) -> bool:
    """Whether the head of a row is a variable, or objects that are counted."""
    bare = re.sub(r" bins?\Z", "", UNIT.sub("", head), flags=re.IGNORECASE).strip(" <>≥≤=")
    return the_noun(bare) is not None or any(
        isinstance(each, Condition | Count) for each in understood(f"{bare} > 2")
    )


@lru_cache(maxsize=512)
def understood(text: str) -> tuple[Phrase, ...]:
    """The phrases of a cell."""
    return phrases(spelled(text))
