"""A cell of a table, read with the head of its row or column before it: `MET [GeV]` and `> 150` as `MET > 150 GeV`.

In: a head, a cell, and the region that both are about. Out: what they ask together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from hepir.extract.builtin.abbreviated import in_words, objects_of
from hepir.extract.builtin.cell_limits import BRACKETED, chained, completed
from hepir.extract.builtin.claims import Reading, of_region, step
from hepir.extract.builtin.clauses import Clause
from hepir.extract.builtin.events import event_reading
from hepir.extract.builtin.labels import (
    NO_LABEL,
    RELATION,
    asks,
    the_noun,
)
from hepir.extract.builtin.listed_limits import Listed, listed_limits
from hepir.extract.builtin.parsing import phrases
from hepir.extract.builtin.phrases import Binned, Condition, Count, Noun, Phrase, Word
from hepir.extract.builtin.properties import OF_OBJECTS
from hepir.extract.builtin.spelling import spelled
from hepir.reading.heads import UNIT

CONDITIONAL = re.compile(r"\b(?:for|if|when|including)\b", re.IGNORECASE)
WHOLE = re.compile(r"(?P<low>\d+)(?: ?- ?(?P<high>\d+))?")
VETOED = re.compile(
    r"(?P<before>veto (?:on|of) )?(?:(?:hadronic(?:ally[- ]decaying)?|isolated) (?=tau|τ))?"
    r"(?P<objects>b[- ]?jet|(?:(?:additional|extra|third|fourth) )?(?:(?:loose|veto) )?"
    r"(?:lepton|electron|muon|tau|τ)|photon|jet)"
    r"(?: candidate)?s?(?P<behind> veto(?:ed)?)?",
    re.IGNORECASE,
)
MOMENTA = re.compile(  # `tau pT > 50, 40 GeV`
    r"(?P<head>(?:[a-zA-Z-]+|[τμγℓ]) pT) ?(?P<cell>[>≥] ?\d+(?:\.\d+)?(?: ?[,/] ?\d+(?:\.\d+)?)+ ?[GT]eV)"
)
B_VETO = re.compile(r"(?<![\w-])b-? ?veto(?![\w-])")
B_TAG = re.compile(r"(?<=, )b-? ?tag(?: required)?\Z")
VETO = re.compile(r"vetoe?s?(?: on)?", re.IGNORECASE)
MARKED = re.compile(r"(?:✓|✔|yes|applied|required)\Z", re.IGNORECASE)
INVERTED = re.compile(r"(?:is )?(?:inverted|reversed|failed|fail)\Z", re.IGNORECASE)
OF_ITS_OWN = re.compile(
    r"(?:[≤≥=<>]|at least|at most|exactly)? ?\d+(?: ?- ?\d+)? (?:[\w-]+ )*(?:b-)?(?:jet|lepton|electron|muon|photon|tau|τ)",
    re.IGNORECASE,
)
UNFINISHED = re.compile(r"^or \W|\bor\Z")  # torn from the line above or below
TWICE = re.compile(  # `≥ 4 (ee) ≥ 3 (μμ)`: of several cases, or lines of several cells
    r"[<>≥≤=] ?\d+(?:\.\d+)?(?: ?[GT]eV)?(?: ?\([^()]*\))? [<>≥≤=] ?\d"
)
VARIANT = re.compile(  # `> 20 (-)`, `2 (3-5)`, `< 1.8[*]`: of one of two selections
    r"\d ?(?:[GT]eV ?)?(?:\( ?(?:[<>≥≤=] ?)?(?:[-–—]|\d[\d. -]*)(?: ?[GT]eV)? ?\)|\[[*†‡§a-z]\])\Z"
)
EITHER = re.compile(r"[<>≥≤=] ?\d[^,;]* or [^,;\d]*[<>≥≤=]")  # `mTb < 175 GeV or MET < 250 GeV`
LIMITED = re.compile(r"[<>≥≤=] ?\d")
ALL = re.compile(r"(?:≥|>=) ?0|inclusive|any", re.IGNORECASE)  # of a number
NUMBERS = re.compile(r"\d{1,2}(?:, ?\d{1,2})*(?:,| or|, or)? ?(?:≥|>=) ?\d{1,2}")
WHOLE_NUMBER = re.compile(r"\d+")
OF_A_PART = re.compile(r"\((?:[\w+/ -]+ )?(?:channels?|categor(?:y|ies)|final states?|cases?)\)")
RANGED = re.compile(r"\A(\d{1,2}) ?- ?(\d{1,2}) (?=[a-zA-Zτμγ])(?![GT]eV)")  # `4-6 jets`
NUMBER_OF = re.compile(r"\A(?:number of|N) ", re.IGNORECASE)
APART = re.compile(r"[,/](?![^()]*\))")  # outside of parentheses
COUNTED_LIST = re.compile(r"(?:[Nn]umbers? of|N) ?\(([^()]*,[^()]*)\)")
LIST = re.compile(r"\(([^()]*,[^()]*)\)")
TAGS = re.compile(r"b[- ]?(?:tags?|tagged jets?)\Z")
COUNTED = re.compile(
    r"(?:(?:[≤≥=<>]|>=|<=|exactly|at least|at most|no more than|more than|fewer than|less than) ?)?"
    r"(?:\d{1,2}|zero|one|two|three|four|five|six)|\d ?- ?\d"
)


def is_understood(given: tuple[Phrase, ...], head: str) -> bool:
    """Whether what a cell asks is asked of what its head names: nothing that is not read stands between."""
    if not head:
        return True
    before: list[Phrase] = []
    for each in given:
        if isinstance(each, Condition | Count | Binned):
            return not any(
                isinstance(one, Word)
                and one.type in ("WORD", "NUMBER", "LESS", "GREATER", "PLUS", "SLASH", "TIMES")
                for one in before
            )
        before.append(each)
    return True


def with_unit(head: str, cell: str) -> str:
    """A cell behind its head, with the head's unit behind it."""
    unit = UNIT.search(head)
    return f"{UNIT.sub('', head)} {cell}" + (f" {unit[1]}" if unit and unit[1] not in cell else "")


def cell_reading(head: str, cell: str, region: str) -> Reading:
    """A cell behind the head of its row or column, about a region; `MET (electron channel)` is of a part of it."""
    if OF_A_PART.search(head):
        return Reading(left=("values of several channels",))
    return of_region(cell_alone(head, cell), region)


@lru_cache(maxsize=2_000)
def head_alone(head: str) -> Reading:
    """What the head of a column asks: `HT < 300 GeV`."""
    return event_reading(Clause((), "REQUIRE", phrases(spelled(head))), "")


def side_by_side(head: str, cell: str) -> Reading | None:
    """`pT(l1), pT(l2) [GeV]` and `> 25, > 20`: a cell of several values behind as many variables; None elsewhere."""
    unit = UNIT.search(head)
    head, cell = of_list(head, cell)
    heads = [each.strip() for each in APART.split(UNIT.sub("", head).strip())]
    cells = [each.strip() for each in APART.split(cell.strip())]
    if "/" not in head and (len(cells) == 1 or BRACKETED.fullmatch(cell.strip())):
        cells = [cell.strip()] * len(heads)  # one range of both: `pT(l1), pT(l2) | [5, 30] GeV`
    if len(heads) < 2 or len(heads) != len(cells) or not all(RELATION.match(each) for each in cells):
        return None
    if not all(map(asks, heads)):
        return None
    found = Reading()
    for one, value in zip(heads, cells, strict=True):
        found = found.joined(cell_alone(f"{one} {unit[0]}" if unit else one, value))
    return found


def of_list(head: str, cell: str) -> tuple[str, str]:
    """`number of jets, number of b jets` and `≥ 4, ≥ 1` for `Number of (jets, b-tags)` and `(≥ 4, ≥ 1)`."""
    counted, listed = COUNTED_LIST.fullmatch(head.strip()), LIST.fullmatch(cell.strip())
    if counted is None or listed is None:
        return head, cell
    objects = (TAGS.sub("b jets", each.strip()) for each in counted[1].split(","))
    return ", ".join(f"number of {each}" for each in objects), listed[1]


def is_stated(head: str, cell: str) -> bool:
    """Whether a cell is a limit or a number that its head is the variable of, and no words that stand alone."""
    cell = cell.strip()
    numbers = head and (WHOLE.fullmatch(cell) or NUMBERS.fullmatch(cell))
    listed = NO_LABEL.match(head.strip()) and listed_limits(cell)
    return bool(RELATION.match(cell) or numbers or listed or in_words(head, cell))


def bins_of_number(head: str, cell: str) -> Reading | None:
    """`Nb | 1, ≥ 2` as bins of the number; None elsewhere."""
    found = NUMBERS.fullmatch(cell.strip())
    noun = the_noun(objects_of(head)) if found and objects_of(head) else None
    if noun is None:
        return None
    edges = ", ".join(WHOLE_NUMBER.findall(cell))
    return Reading((step("", f"bin size({{{noun.name}}}) in bins [{edges}]"),))


def joined(readings: Iterable[Reading]) -> Reading:
    """All readings as one."""
    found = Reading()
    for each in readings:
        found = found.joined(each)
    return found


def with_article(given: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """`Lepton pT > 30 GeV` as `the lepton pT > 30 GeV`."""
    match given:
        case (Noun(plural=False, determiner="", ranks=(), number=None) as noun, Condition() as condition):
            return replace(noun, determiner="the"), condition
    return given


def stands_alone(cell: str) -> bool:
    """Whether a cell names the variable of events that it limits: `50 < m12 < 106 GeV`."""
    given = phrases(spelled(cell))
    own = (isinstance(each, Condition) and each.variable.name not in OF_OBJECTS for each in given)
    return len(given) == 1 and all(own) and not RELATION.match(re.sub(r"^[\d.]+ ?[<≤]", "", cell.strip()))


def is_number_of(head: str, cell: str) -> bool:
    """`b-jets` and `>= 2`, `N_jet` and `4`: so many of them."""
    bare = NUMBER_OF.sub("", head.strip())
    counted = the_noun(bare) is not None or (
        spelled(head).startswith("NUMBER ") and the_noun(spelled(head).removeprefix("NUMBER ")) is not None
    )
    return counted and bool(COUNTED.fullmatch(cell.strip()))


def inverted(head: str, cells: tuple[str, ...]) -> Reading:
    """What `inverted` in a row asks: not what the first cell there asks, which is that of the signal regions."""
    first = cells[0].strip()
    said = cell_alone(head, first) if RELATION.match(first) or MARKED.match(first) else Reading()
    turned = tuple(
        replace(each, text=each.text.replace("select ", "reject ", 1))
        for each in said.claims
        if each.block == "region" and each.text.startswith("select ")
    )
    return Reading(turned) if len(turned) == len(said.claims) == 1 else Reading(left=("a cell",))


@lru_cache(maxsize=2_000)
def cell_alone(head: str, cell: str) -> Reading:
    """A cell behind its head; cells of a table repeat each other."""
    if head and MARKED.match(cell.strip()):
        return cell_alone("", head)  # `Lepton veto | ✓`
    if not head and (ranked := MOMENTA.fullmatch(cell.strip())):
        return cell_alone(ranked["head"], ranked["cell"])
    if not head:
        cell = B_VETO.sub("no b jets", B_TAG.sub("at least one b jet", cell))
    head, cell = completed(head, cell)
    if (answer := answered(head, cell)) is not None:
        return answer
    head, cell = reworded(head, cell)
    whole = WHOLE.fullmatch(cell.strip())
    if whole and LIMITED.search(UNIT.sub("", head)):
        return Reading()  # `nb = 0 | 114`: events of a row that says all
    if whole and spelled(head).startswith("NUMBER "):
        low, high = whole["low"], whole["high"]
        return joined(
            head_alone(f"{head} {end}") for end in ([f">= {low}", f"<= {high}"] if high else [f"= {low}"])
        )
    if head and not RELATION.match(cell.strip()):
        return Reading()
    return limit_reading(head, cell)


def answered(head: str, cell: str) -> Reading | None:
    """What a cell asks that is more than one limit, or none that can be told; None for all others."""
    if (several := side_by_side(head, cell)) is not None:
        return several
    if head and ALL.fullmatch(cell.strip()):
        return Reading()
    if edges := bins_of_number(head, cell):
        return edges
    if (not head or NO_LABEL.match(head.strip())) and (listed := listed_limits(cell)):
        return joined(map(listed_reading, listed))
    if head and (bins := chained(cell)):
        return joined(cell_alone(head, each) for each in bins)
    if words := in_words(head, cell):
        return joined(cell_alone("", each) for each in words)
    if (
        len(UNIT.findall(head)) > 1
        or (VARIANT.search(cell) and asks(head))
        or TWICE.search(cell)
        or UNFINISHED.search(cell)
    ):
        return Reading(left=("a cell",))  # several rows that were read as one
    return None


def listed_reading(given: Listed) -> Reading:
    """What a part of a list asks: both limits of a number, a range of anything else."""
    if len(given.limits) == 1 or spelled(given.variable).startswith("NUMBER "):
        return joined(cell_alone(given.variable, each) for each in given.limits)
    return limit_reading("", given.text)


def reworded(head: str, cell: str) -> tuple[str, str]:
    """A head and a cell that can be read behind it; no head where the cell says all."""
    if is_number_of(head, cell) and not spelled(head).startswith("NUMBER "):
        head = f"number of {NUMBER_OF.sub('', head.strip())}"
    gone = VETOED.fullmatch(cell.strip())
    if gone and (gone["before"] or gone["behind"] or VETO.fullmatch(head.strip())):
        return "", f"no {gone['objects']}s"
    if OF_ITS_OWN.match(cell.strip()):  # `Number of jets | at most 1 jet with pT > 30 GeV`
        return "", RANGED.sub(r"between \1 and \2 ", cell.strip())
    return "" if head and stands_alone(cell) else head, cell


def limit_reading(head: str, cell: str) -> Reading:
    """A limit behind its head: all of it or nothing, for half of a cell may be too much."""
    given = with_article(phrases(spelled(with_unit(head, cell))))
    conditions = [each for each in given if isinstance(each, Condition)]
    repeated = len({each.variable for each in conditions}) < len(conditions)
    apart = EITHER.search(cell) and len(conditions) < 2
    if apart or (head and (CONDITIONAL.search(cell) or repeated)) or not is_understood(given, head):
        return Reading(left=("a cell",))
    reading = event_reading(Clause((), "REQUIRE", given), "")
    if set(reading.left) - {"how many"}:
        return Reading(left=reading.left)
    return reading if reading.claims or not head else Reading(left=("a cell",))
