"""Numbers in the words of a publication.

In: a quote. Out: the numbers it gives, each with its unit: its own (`30 GeV`), that of a later number of the same
list (`40 (25) GeV`, `between 81 and 101 GeV`) or chain (`81 < mll < 101 GeV`),
or that of a table's head (`pT [GeV] > 30`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from hepir.types.dimensions import NONE, compatible
from hepir.types.units import Unit, base_units, parse_unit

NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
COUNTED = "electron|muon|lepton|tau|photon|jet|quark|track|particle|candidate|pair|vertex|object|boson|hit"
A_FEW_WORDS = r"(?:[\s\-]+(?!(?:with|of|in|and|or|above|below|than)\b)[\w\-]+){0,4}?[\s\-]+"
SAID = (
    "zero|no|none|absence|not any|not(?: to)? (?:contain|have|include|kept|selected|accepted|retained)|without|neither"
    "|veto(?:e[sd]|ing)?|reject(?:s|ed|ing)?|discard(?:s|ed|ing)?|remov(?:es?|ed|ing)|exclud(?:es?|ed|ing)"
    "|(?:free|devoid|void) of|opposite|negative|positive",
    rf"one|either|single|(?:an?|any)(?={A_FEW_WORDS}(?:{COUNTED})\b)",
    r"two|(?P<twice>[a-z]{2,})[-–](?P=twice)",
    *NUMBER_WORDS[3:],
)  # `no jets`, `events with jets are rejected`, `a hard photon`, `tight-tight`; not `a missing transverse momentum`
CHARGES = re.compile(r"\((?:\+{1,3}|[-−–]{1,3})\)")  # `SS 17 (++)`: charges above zero
NUMBER = re.compile(r"(?<![\w.^])(?<!\^[-−–])\d+(?:\.\d+)?")
# What stands between a number and its unit, also in LaTeX, and what stands between the numbers of a list.
SPACE = r"(?:[\s~\-{}$]|\\(?:text|mathrm|rm\b|[,;: ]))*"
BETWEEN = re.compile(
    r"(?:[\s~,;/()\[\]{}$+\-–—−±<>≥≤]|\\[,;: ]|\b(?:and|or|to|above|over|(?:more|greater|larger) than)\b)*"
)
SIGN = r"[\s~$]*(?:[<>≤≥⩽⩾]=?|\\[lg](?:eq?|t)\b)"
CHAIN = re.compile(rf"{SIGN}(?:(?!\b(?:and|or)\b)(?:[^<>≤≥⩽⩾,;]|,(?=\S))){{1,40}}?{SIGN}[\s~$]*")
WRITTEN = {"°": "deg", "degrees": "deg", "μm": "um", "µm": "um"}


def says(quote: str, number: str, unit: str | None) -> bool:
    """Whether a quote gives a quantity, with a unit in which it has this value; small numbers may be words."""
    value = float(number)
    small = unit is None and value.is_integer() and value < len(NUMBER_WORDS)
    if small and value == 0 and CHARGES.search(quote):
        return True
    if small and re.search(rf"\b(?:{SAID[int(value)]})\b", quote, re.IGNORECASE):
        return True
    wanted = parse_unit(unit)
    assert wanted is not None
    size = value * wanted.size
    return any(
        compatible(found.dimension, wanted.dimension)
        and abs(float(text) * found.size - size) <= 1e-9 * abs(size)
        for text, found in quantities(quote)
    )


def quantities(quote: str) -> Iterator[tuple[str, Unit]]:
    """The numbers of a quote with every unit that they may have, the last one first.

    A number without a unit of its own is a pure number, too.
    """
    head = {unit for match in heads().finditer(quote) if (unit := unit_of(match)) is not None}
    following: Unit | None = None
    after = len(quote)
    for match in reversed(list(NUMBER.finditer(quote))):
        own = unit_of(after_number().match(quote, match.end()))
        if own is not None:
            following = own
            yield match.group(), own
        else:
            if not any(each.fullmatch(quote, match.end(), after) for each in (BETWEEN, CHAIN)):
                following = None
            yield match.group(), Unit("", NONE, 1.0)
            yield from ((match.group(), unit) for unit in head | ({following} if following else set()))
        after = match.start()


@cache
def unit_pattern() -> str:
    """A unit as publications write it, with its power: `GeV`, `GeV/c`, `GeV$^2$`, `√GeV`, `fb$^{-1}$`."""
    names = sorted((name for name in (*base_units(), *WRITTEN) if not name.startswith("/")), key=len)
    words = "|".join(re.escape(name) for name in reversed(names))
    root = rf"(?P<root>(?:√|\\?sqrt){SPACE}[({{]?)?"
    power = r"[-−–]1|⁻¹|\(?1/2\)?|2|²"
    return (
        rf"{root}(?P<unit>{words})(?![A-Za-z])(?:/c(?:\^?2|²)?(?!\w))?(?:[\^{{}}$]*(?P<power>{power})(?!\d))?"
    )


@cache
def after_number() -> re.Pattern[str]:
    """The unit after a number; the brackets of a list may close first."""
    return re.compile(rf"{SPACE}[)\]]?{SPACE}{unit_pattern()}")


@cache
def heads() -> re.Pattern[str]:
    """A unit in brackets, as heads of tables have it."""
    return re.compile(rf"[\[(](?:in\s+)?{SPACE}{unit_pattern()}{SPACE}[\])]")


def unit_of(match: re.Match[str] | None) -> Unit | None:
    """The unit that was found, None where there is none in the language."""
    if match is None:
        return None
    name, power = WRITTEN.get(match["unit"], match["unit"]), match["power"]
    if match["root"] is not None:
        return parse_unit(f"{name}^(1/2)")
    if power is None:
        return parse_unit(name)
    if "/" in power:
        return parse_unit(f"{name}^(1/2)")
    return parse_unit(f"{name}^2" if power in ("2", "²") else f"/{name}")
