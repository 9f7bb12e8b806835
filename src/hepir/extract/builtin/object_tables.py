"""Tables that define objects: a quantity a row and a working point, an object or a part of the detector a column, or the
other way round.

In: a table, and the objects that its caption or the heading above it names. Out: for each row the rules that it makes. What
is asked of a part of the detector, where others have other limits, is a rule with the range that the head of its column gives
(`Barrel (|eta| < 1.479)`), and else left out; so are columns of another beam energy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hepir.extract.builtin.captions import first_sentence
from hepir.extract.builtin.claims import Reading
from hepir.extract.builtin.criteria import criterion, is_about_events, is_about_objects
from hepir.extract.builtin.detector_parts import PART, Part, part_name, parts_in, without_range
from hepir.extract.builtin.labels import RELATION
from hepir.extract.builtin.phrases import Condition, Noun
from hepir.reading.document import Table

KINDS = {
    "Photon": r"photons?|γ",
    "Electron": r"electrons?|e",
    "Muon": r"muons?|μ",
    "Tau": r"(?:hadronic |hadronically[- ]decaying )?(?:taus?|tau[- ]leptons?|τ(?:_?h(?:ad)?)?)",
    "FatJet": r"(?:large-?(?:R|radius)|fat|AK8) jets?",
    "BJet": r"b[- ]?(?:tagged )?jets?",
    "Jet": r"(?:small-?(?:R|radius) |AK4 )?jets?",
    "Lepton": r"leptons?|ℓ",
}
QUALITIES = {
    "loose": "loose", "medium": "medium", "tight": "tight", "veto": "veto", "signal": "signal", "baseline": "baseline",
    "preselected": "preselected", "preselection": "preselected", "candidate": "candidate", "candidates": "candidate",
    "selection": "", "selected": "", "analysis": "", "nominal": "", "offline": "", "final": "",
}  # fmt: skip
ENERGY = re.compile(r"(?:√ ?s ?= ?)?\b(\d+(?:\.\d+)?) ?TeV\b")
SORT = re.compile(
    r"\b(loose|medium|tight|veto|signal|baseline|preselect(?:ed|ion)|candidates?|selection|selected|analysis|nominal"
    r"|offline|final)\b",
    re.IGNORECASE,
)
FILLING = re.compile(
    r"\b(?:WP|working points?|ID|identification|isolation|criteri(?:a|on)|requirements?|cuts?|selections?|values?|thresholds?"
    r"|conditions?|collections?|definitions?|objects?|pT|kinematics?|reconstruct(?:ed|ion)|quality|all|both|the|for|of)\b",
    re.IGNORECASE,
)
MARKS = re.compile(r"[\s()\[\]:,;/&.-]+")
NOTHING = re.compile(r"(?:[-–—−/]*|n/?a|none|\.{3})\Z", re.IGNORECASE)
NO_OBJECTS = re.compile(
    r"sample|generat|simulat|uncertaint|yield|observed|result|efficienc|\bfit\b|trigger|cutflow|process",
    re.IGNORECASE,
)
SELECTING = re.compile(
    r"select|criteri|requirement|identification|definition|define|\bcuts?\b", re.IGNORECASE
)
LEAST = 2  # rows that ask something of objects, where no caption says that they do


@dataclass(frozen=True)
class Owner:
    """Whose limits stand in a column or row: objects, of a part of the detector where there is one, at a beam energy."""

    noun: Noun | None
    quality: str | None
    part: str
    energy: str
    scope: Condition | None = None


@dataclass(frozen=True)
class Column:
    """A column of limits; `partial`: of a part of the detector, whose range is the scope where the head gives it."""

    place: int
    noun: Noun
    partial: bool
    scope: Condition | None


@dataclass(frozen=True)
class Surroundings:
    """What stands around a table: its objects, their quality, the beam energy of the publication in TeV, and the parts of the
    detector that the caption speaks of."""

    kind: str = ""
    quality: str = ""
    energy: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the caption does not say that its table is for one part of the detector."""
        return len(self.parts) != 1


def owner_of(head: str) -> Owner | None:
    """What a head says of whose limits stand behind it; None where it says anything else."""
    energy = ENERGY.search(head)
    rest, scope = without_range(ENERGY.sub(" ", head))
    part = PART.search(rest)
    rest = PART.sub(" ", rest)
    qualities = {QUALITIES[each[1].lower()] for each in SORT.finditer(rest)}
    quality = next(iter(qualities - {""}), "") if qualities else None
    rest = FILLING.sub(" ", SORT.sub(" ", rest))
    named = kind_in(MARKS.sub(" ", rest).strip())
    if len(qualities - {""}) > 1 or named is None:
        return None
    noun = noun_of(named, quality or "") if named else None
    return Owner(noun, quality, part[0].strip() if part else "", energy[1] if energy else "", scope)


def kind_in(words: str) -> str | None:
    """The kind that words name and nothing else; empty for no words, None for other words."""
    if not words:
        return ""
    return next(
        (kind for kind, written in KINDS.items() if re.fullmatch(written, words, re.IGNORECASE)), None
    )


def kinds_named(text: str) -> list[str]:
    """The kinds that a caption or heading speaks of, in their order."""
    found = [
        (match.start(), kind)
        for kind, written in KINDS.items()
        for match in re.finditer(rf"(?<![\w-])(?:{written})(?![\w+-])", text, re.IGNORECASE)
        if len(match[0]) > 1
    ]
    within = [
        each for each in found if each[1] != "Jet" or not any(kind in ("FatJet", "BJet") for _, kind in found)
    ]
    return list(dict.fromkeys(kind for _, kind in sorted(within)))


def noun_of(kind: str, quality: str) -> Noun:
    """`loose muons`"""
    return Noun(kind, plural=True, words=(quality,) if quality else ())


def surroundings_of(caption: str, headings: tuple[str, ...], energy: str) -> Surroundings:
    """What the first sentence of a caption says, else the innermost heading that names objects."""
    first = first_sentence(caption)
    qualities = {QUALITIES[each[1].lower()] for each in SORT.finditer(first)} - {""}
    quality = qualities.pop() if len(qualities) == 1 else ""
    named = kinds_named(first)
    parts = parts_in(first)
    if len(named) == 1:
        return Surroundings(named[0], quality, energy, parts)
    for heading in reversed(headings):
        inside = kinds_named(heading)
        if len(inside) == 1 and (not named or inside[0] in named):
            return Surroundings(inside[0], quality, energy, parts)
        if inside:
            break
    return Surroundings("", quality, energy, parts)


def object_rules(table: Table, around: Surroundings) -> list[tuple[str, Reading]]:
    """Ids of rows with the rules that they make; empty where the table defines no objects."""
    if NO_OBJECTS.search(first_sentence(table.caption or "")) or len(table.header) < 2:
        return []
    by_column = quantities_in_rows(table, around)
    return by_column or quantities_in_columns(table, around)


def quantities_in_rows(table: Table, around: Surroundings) -> list[tuple[str, Reading]]:
    """`pT (GeV) | > 10 | > 30` below `| | Veto | Selection |`."""
    columns = columns_of(table, around)
    heads = [row[0] for row in table.rows]
    asking = [each for each in heads if is_about_objects(each)]
    least = 1 if SELECTING.search(table.caption or "") else LEAST
    if not columns or len(asking) < least or any(map(is_about_events, heads)):
        return []
    return [
        (identifier, row_reading(row, columns))
        for row, identifier in zip(table.rows, table.row_ids, strict=True)
    ]


def columns_of(table: Table, around: Surroundings) -> list[Column]:
    """The columns of limits; none where one of them says something else, or it is not known of which objects."""
    found: list[Column] = []
    for place, head in enumerate(table.header[1:], 1):
        owner = owner_of(head)
        if owner is None:
            return []
        kind = owner.noun.kind if owner.noun else around.kind
        if not kind:
            return []
        if owner.energy and around.energy and float(owner.energy) != float(around.energy):
            continue
        quality = around.quality if owner.quality is None else owner.quality
        scope = owner.scope or scope_around(owner, around)
        partial = bool(owner.part) or owner.scope is not None or not around.whole
        found.append(Column(place, noun_of(kind, quality), partial, scope))
    return found


def scope_around(owner: Owner, around: Surroundings) -> Condition | None:
    """The range that the caption gives of the part of the detector that a head names, or of that of the table."""
    if not owner.part:
        return around.parts[0].scope if not around.whole else None
    name = part_name(owner.part)
    return next((each.scope for each in around.parts if each.name == name), None)


def row_reading(row: tuple[str, ...], columns: list[Column]) -> Reading:
    """The rules of a row: for each sort of objects what all of its columns ask."""
    found = Reading()
    for noun in dict.fromkeys(each.noun for each in columns):
        own = [each for each in columns if each.noun == noun]
        cells = {row[each.place].strip() for each in own}
        stated = {each for each in cells if not NOTHING.match(each)}
        if len(cells) == 1 and stated and not (len(own) == 1 and own[0].partial):
            found = found.joined(criterion(noun, row[0], stated.pop()))
        elif stated:
            found = found.joined(by_part(row, own))
    return found


def by_part(row: tuple[str, ...], columns: list[Column]) -> Reading:
    """What a row asks of objects of each part of the detector, where all heads say which ranges these are."""
    scopes = [each.scope for each in columns]
    if None in scopes or len(set(scopes)) < len(scopes):
        return Reading(left=("values for parts of the detector",))
    found = Reading()
    for each in columns:
        cell = row[each.place].strip()
        if not NOTHING.match(cell):
            found = found.joined(criterion(each.noun, row[0], cell, each.scope))
    return found


def quantities_in_columns(table: Table, around: Surroundings) -> list[tuple[str, Reading]]:
    """`Loose muons | > 10 | < 2.5` below `| | pT [GeV] | |eta| |`."""
    lead = next((place for place, head in enumerate(table.header) if is_about_objects(head)), 0)
    heads = table.header[lead:]
    if not lead or len(list(filter(is_about_objects, heads))) < LEAST or any(map(is_about_events, heads)):
        return []
    owners = [owner_of(" ".join(dict.fromkeys(row[:lead]))) for row in table.rows]
    nouns = [noun_in(each, around) for each in owners]
    if None in nouns or len(set(nouns)) < len(nouns):
        return []
    if not around.whole and around.parts[0].scope is None:
        return [(each, Reading(left=("values for a part of the detector",))) for each in table.row_ids]
    scope = None if around.whole else around.parts[0].scope
    return [
        (identifier, cells_reading(noun, heads, row[lead:], scope))
        for row, noun, identifier in zip(table.rows, nouns, table.row_ids, strict=True)
        if noun is not None
    ]


def noun_in(owner: Owner | None, around: Surroundings) -> Noun | None:
    """The objects of a row; None where it does not say which these are, or only some of them."""
    if owner is None or owner.part or owner.scope is not None:
        return None
    kind = owner.noun.kind if owner.noun else around.kind
    return noun_of(kind, owner.quality or "") if kind else None


def cells_reading(
    noun: Noun, heads: tuple[str, ...], cells: tuple[str, ...], scope: Condition | None = None
) -> Reading:
    """What the cells of a row ask of its objects; `scope`: of those in a part of the detector."""
    found = Reading()
    for head, cell in zip(heads, cells, strict=True):
        if head and not NOTHING.match(cell.strip()):
            found = found.joined(criterion(noun, head, cell.strip(), scope))
    return found


def has_limits(table: Table) -> bool:
    """Whether any cell is a limit."""
    return any(RELATION.match(cell.strip()) for row in table.rows for cell in row[1:])


def tables_of_objects(table: Table, around: Surroundings) -> Iterator[tuple[tuple[str, ...], Reading]]:
    """The rules of a table that has limits."""
    if has_limits(table):
        yield from (((identifier,), reading) for identifier, reading in object_rules(table, around))
