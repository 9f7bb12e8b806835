"""The triggers of a sentence, any of which may have recorded an event.

In: the text of a sentence as `spelling` writes it. Out: names that say what each trigger asks for; none where that is
unclear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from hepir.extract.builtin.phrases import is_word
from hepir.extract.builtin.triggering.items import OWNERLESS, Item, Limits, Thing, items
from hepir.extract.builtin.triggering.legs import Leg, legs

PREFIXES = {1: "", 2: "di", 3: "tri", 4: "four_", 5: "five_", 6: "six_"}
PARTICLES = ("electron", "muon", "photon", "tau", "jet", "fat_jet", "lepton")
MIXED = ("electron_muon", "muon_electron")
LIGHT = ("electron", "muon", "lepton")
OF_EACH = re.compile(
    r"\b(?:single|one)-\w+|\bsingle \w+ (?:or|and) single\b|\blogical or\b|\bOR\b"
    r"|\btriggers?\b.*(?<!in the )(?<!at the )\btriggers?\b(?! level)"
)
SEVERAL = re.compile(r"\b(?:triggers|paths)\b", re.IGNORECASE)


def asked_triggers(text: str) -> tuple[str, ...]:
    """`photon_165_trigger`; one for each of `an electron (muon) with pT > 27 (24) GeV`."""
    found = with_numbers(items(text))
    if any(is_word(each, "BARRED", "LESS") for each in found):
        return ()
    if not has_limits(found):
        return triggers_by_kind(found) if "GeV" not in text else ()
    things = [each for each in found if isinstance(each, Thing)]
    parts = alternatives(found)
    resolved: list[tuple[Leg, ...]] = []
    earlier: tuple[Thing, ...] = ()
    single = any(each.single for each in things) and all(each.number == 1 for each in things)
    for part in parts:
        made = legs(part, earlier, single=single)
        if made is None:
            return ()
        own = tuple(each for each in part if isinstance(each, Thing))
        known = dict.fromkeys(with_number(with_kind(leg, things, made), own or earlier) for leg in made)
        resolved.append(tuple(known))
        earlier = own or earlier
    if not resolved or not is_whole(asked_things(found), resolved):
        return ()
    crossing = any(each.kind in MIXED for each in things)
    several = bool(SEVERAL.search(text)) and not crossing
    each = not crossing and (bool(OF_EACH.search(text)) or (several and "respectively" in text))
    names = [name for part in resolved for name in named_triggers(part, each=each, several=several)]
    return () if None in names else tuple(dict.fromkeys(name for name in names if name))


def with_numbers(found: tuple[Item, ...]) -> tuple[Item, ...]:
    """`the diphoton trigger requires photons with`, `the dilepton trigger thresholds for muons`: two of them."""
    numbers = {each.kind: each.number for each in found if isinstance(each, Thing) and each.number > 1}
    leptons = numbers.get("lepton", 1)
    return tuple(
        replace(each, number=numbers.get(each.kind, leptons if each.kind in LIGHT else 1))
        if isinstance(each, Thing) and each.plural and each.number == 1 and each.rank is None
        else each
        for each in found
    )


def triggers_by_kind(found: tuple[Item, ...]) -> tuple[str, ...]:
    """`single_electron_trigger`, `met_trigger`: of what is told without a threshold."""
    names: list[str] = []
    waiting: list[str] = []
    for item in found:
        if isinstance(item, Thing):
            waiting += [named_alone(item, kind) for kind in (item.kind, item.other) if kind]
        elif is_word(item, "TRIGGERS"):
            names, waiting = [*names, *waiting], []
        elif not is_word(item, "AND", "OR", "COMMA", "DETERMINER", "DASH"):
            waiting = []
    return tuple(dict.fromkeys(names)) if names and all(names) else ()


def named_alone(item: Thing, kind: str) -> str:
    """The name of a trigger of one kind; empty where there is no word for it."""
    if kind == OWNERLESS or item.rank is not None:
        return ""
    return f"{'single_' if item.single else prefix(kind, item.number)}{kind}_trigger"


def alternatives(found: tuple[Item, ...]) -> list[tuple[Item, ...]]:
    """The sentence at each `or`, `;` and `while` before another threshold, and at the commas of a list with `or`."""
    parts: list[list[Item]] = [[]]
    for place, item in enumerate(found):
        if is_word(item, "OR", "NEXT") and has_limits(parts[-1]) and has_limits(found[place:]):
            parts.append([])
        else:
            parts[-1].append(item)
    listed = any(is_word(each, "OR") for each in found) and len(parts) > 1
    split = [piece for part in parts for piece in (at_commas(part) if listed else [part])]
    return [tuple(each) for each in split if has_limits(each)]


def at_commas(part: list[Item]) -> list[list[Item]]:
    """`pTmiss > 105 GeV, isolated leptons (...)`: at commas behind a threshold."""
    pieces: list[list[Item]] = [[]]
    for item in part:
        if is_word(item, "COMMA") and has_limits(pieces[-1]):
            pieces.append([])
        else:
            pieces[-1].append(item)
    return pieces


def has_limits(part: list[Item] | tuple[Item, ...]) -> bool:
    """Whether a threshold is among items."""
    return any(isinstance(each, Limits) for each in part)


def with_kind(leg: Leg, things: list[Thing], part: tuple[Leg, ...]) -> Leg:
    """A leg whose rank alone is told, or that is of a lepton where the sentence says of which: with its kind.

    `dimuon triggers with 18 GeV for the leading and 9 GeV for the subleading one`.
    """
    pairs = [each for each in things if each.number > 1 and each.rank is None]
    general = leg.kind in (OWNERLESS, "lepton", "object")
    if (
        leg.side is not None
        and general
        and (told := [each for each in things if each.other and not each.either])
    ):
        kind = (told[0].kind, told[0].other)[leg.side]
        return replace(leg, kind=kind, number=2 if leg.rank is not None else max(leg.number, told[0].number))
    if general and leg.rank is not None and pairs:
        return replace(leg, kind=pairs[0].kind, number=pairs[0].number)
    if leg.rank is not None and (of_kind := [each for each in pairs if each.kind == leg.kind]):
        return replace(leg, number=of_kind[0].number)
    if leg.kind == OWNERLESS and leg.rank is not None and any(each.side is not None for each in part):
        return replace(leg, kind="lepton")
    if leg.kind == OWNERLESS:
        return replace(leg, kind=next((each.kind for each in part if each.kind), OWNERLESS))
    return leg


def with_number(leg: Leg, things: tuple[Thing, ...]) -> Leg:
    """`a four-jet trigger with a threshold of 90 GeV on each jet`: of four."""
    several = [each.number for each in things if each.kind == leg.kind and each.number > 1]
    return replace(leg, number=several[0]) if several and leg.number == 1 else leg


def asked_things(found: tuple[Item, ...]) -> list[Thing]:
    """The objects that triggers ask for: not those of `events with two leptons are selected by triggers`."""
    start = next((place for place, each in enumerate(found) if is_word(each, "TRIGGERS")), 0)
    described = not has_limits(found[:start])
    return [each for each in found[start if described else 0 :] if isinstance(each, Thing)]


def is_whole(things: list[Thing], parts: list[tuple[Leg, ...]]) -> bool:
    """Whether every threshold has an object, and every object a threshold: not `MET > 50 GeV and two muons`."""
    kinds = {leg.kind for part in parts for leg in part}
    if OWNERLESS in kinds:
        return False
    told = {kind for each in things for kind in (each.kind, each.other) if kind}
    general = {"lepton"} if kinds & {"electron", "muon", *MIXED} else set()
    mixed = {"electron", "muon", "lepton"} if kinds & set(MIXED) else set()
    return told <= kinds | general | mixed


def named_triggers(part: tuple[Leg, ...], *, each: bool, several: bool) -> Iterator[str | None]:
    """The names of the triggers that legs make; None where the words do not say whether they are of one trigger."""
    sides = sorted({leg.side for leg in part if leg.side is not None})
    if sides:
        for side in sides:
            own = of_side(part, side)
            alone = (
                each and len({leg.kind for leg in own}) == len(own) and all(leg.number == 1 for leg in own)
            )
            for legs_of_one in [[leg] for leg in own] if alone else [own]:
                yield from together(legs_of_one)
        return
    kinds = {leg.kind for leg in part}
    if each and len(kinds) == 1 and all(leg.number == 1 for leg in part):
        for leg in part:
            yield from together([leg])
        return
    if any(is_crowded(part, kind) for kind in kinds):
        yield None
        return
    alike = len(kinds) == len(part) > 1 and kinds <= set(PARTICLES)
    behind = all(leg.plural for leg in part) or several
    apart = alike and kinds <= set(LIGHT) and behind and any(leg.behind for leg in part)
    if (each and len(kinds) == len(part)) or apart:
        for leg in part:
            yield from together([leg])
    elif alike and several and kinds <= set(LIGHT):
        yield None
    else:
        yield from together(list(part))


def of_side(part: tuple[Leg, ...], side: int) -> list[Leg]:
    """`the leading lepton, and the subleading muon (electron)`: all legs of one of both, the leading lepton is one of it."""
    kinds = {leg.kind for leg in part if leg.side == side}
    kind = kinds.pop() if len(kinds) == 1 else ""
    own = [leg for leg in part if leg.side in (side, None)]
    return [
        replace(leg, kind=kind) if kind and leg.kind == "lepton" and leg.rank is not None else leg
        for leg in own
    ]


def is_crowded(part: tuple[Leg, ...], kind: str) -> bool:
    """Whether a kind has more thresholds than objects: the words do not say which holds."""
    own = [leg for leg in part if leg.kind == kind]
    ranked = all(leg.rank is not None for leg in own)
    return kind not in MIXED and len(own) > max(leg.number for leg in own) and not ranked


def together(part: list[Leg]) -> Iterator[str]:
    """`muon_20_tau_27_trigger`: triggers that ask for all legs, one for each choice among their thresholds."""
    for chosen in product(*(leg.options for leg in part)):
        words: list[str] = []
        for kind in dict.fromkeys(leg.kind for leg in part):
            own = [(leg, value) for leg, value in zip(part, chosen, strict=True) if leg.kind == kind]
            number = max(len(own), *(leg.number for leg, _ in own))
            words += [f"{prefix(kind, number)}{kind}", *(value for _, value in own)]
        yield "_".join((*(each.lower() for each in words), "trigger"))


def prefix(kind: str, number: int) -> str:
    """`di` of two; a pair of different kinds says it itself."""
    return PREFIXES.get(number, "") if kind in PARTICLES else ""
