"""Words for names and numbers.

In: names of a program, numbers in canonical units. Out: English words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
SYMBOLS = {
    "pt": "pT",
    "eta": "η",
    "phi": "φ",
    "ht": "HT",
    "st": "ST",
    "mht": "HTmiss",
    "meff": "meff",
    "et": "ET",
    "mt": "mT",
}
ABSOLUTE = {"d0_significance": "|d0|/σ(d0)", "z0_significance": "|z0|/σ(z0)", "z0_sin_theta": "|z0 sinθ|"}
KINDS = {
    "Electron": "electrons",
    "Muon": "muons",
    "Tau": "taus",
    "Photon": "photons",
    "Jet": "jets",
    "FatJet": "large-radius jets",
    "Track": "tracks",
    "Vertex": "vertices",
    "GenParticle": "generated particles",
    "GenJet": "generated jets",
    "MET": "the missing transverse momentum",
    "GenMET": "the generated missing transverse momentum",
    "event": "the event",
}
SPECIES = {
    4: "c quark",
    5: "b quark",
    6: "top quark",
    11: "electron",
    13: "muon",
    15: "tau lepton",
    22: "photon",
    23: "Z boson",
    24: "W boson",
    25: "Higgs boson",
}
IRREGULAR = {"vertices": "vertex", "leptons": "lepton", "masses": "mass", "candidates": "candidate"}
COMPARED = {
    ">": "above",
    ">=": "at least",
    "<": "below",
    "<=": "at most",
    "==": "equal to",
    "!=": "different from",
}
COUNTED = {">": "more than", ">=": "at least", "<": "fewer than", "<=": "at most", "==": "exactly"}
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


def species_words(number: int) -> str:
    """A species of particles by its number in the scheme of the Particle Data Group."""
    return SPECIES.get(abs(number), f"particle of number {abs(number)}")


def name_words(name: str) -> str:
    """A name of the program as words: `central_jets` is `central jets`, `ht` is `HT`."""
    name = re.sub(r"(?<![a-z])bjet(?=s?(?![a-z]))", "b_jet", name)
    return SYMBOLS.get(name.casefold(), name.replace("_", " "))


def things_words(name: str) -> str:
    """Objects of a kind or collection, in the plural."""
    return KINDS.get(name, name_words(name))


def thing_words(name: str) -> str:
    """One of them."""
    plural = things_words(name)
    first, _, last = plural.rpartition(" ")
    singular = IRREGULAR.get(last) or (last[:-1] if last.endswith("s") and not last.endswith("ss") else last)
    return f"{first} {singular}".strip()


def number_words(value: float | int, unit: str) -> str:
    """A number with its unit, in as many digits as it has."""
    text = f"{value:.12g}"
    return f"{'0' if text == '-0' else text} {unit}".strip()


def count_words(value: float | int) -> str:
    """A count, in words where it is small."""
    return NUMBERS[int(value)] if 0 < value < len(NUMBERS) and float(value).is_integer() else f"{value:g}"


def listed(parts: Sequence[str], word: str = "and") -> str:
    """`a, b and c`"""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def ordinal(position: int) -> str:
    """`second` of position 1; `last` of -1."""
    if position < 0:
        return "last" if position == -1 else f"{ordinal(-position - 1)} to last"
    return ORDINALS[position] if position < len(ORDINALS) else f"number {position + 1}"


def article(words: str) -> str:
    """`a muon`, `an electron`"""
    return f"{'an' if words[:1].casefold() in 'aeiou' else 'a'} {words}"


def infinitive(description: str) -> str:
    """`passes the loose identification` as what an object must do: `pass the loose identification`."""
    first, _, rest = description.partition(" ")
    verbs = {"passes": "pass", "is": "be", "has": "have", "fires": "fire"}
    return f"{verbs[first]} {rest}" if first in verbs else ""
