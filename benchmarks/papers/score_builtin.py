"""The built-in reader against facts that people read from publications.

    python benchmarks/papers/score_builtin.py FOLDER [--facts]

In: a folder with publications (PDF) and their `answer_keys.json`. Out: for each publication how many of the keyed facts
the draft has (recall), and how many of its comparisons on keyed variables are keyed (precision); `--facts` lists what is
missing and what is more. A fact is a place, a variable, a direction, a value and a unit; what is rejected counts as its
opposite that is selected. Counts of observed events are no part of a selection, and are left out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from hepir.extract.builtin import read_selection
from hepir.extract.draft import Draft
from hepir.reading.opening import read_document

NUMBER = r"\d+(?:\.\d+)?"
UNIT = r"(?: ?(?:GeV\^\(1/2\)|GeV\^1/2|GeV|mm|rad|m)\b\)?)?"
OPPOSITE = {"<": ">", ">": "<", "<=": ">", ">=": "<", "==": "!="}
KINDS = ("photon", "electron", "muon", "jet", "vertex", "track")
SHORT = {"e": "electron", "mu": "muon", "no e": "electron", "no mu": "muon", "njet": "jet"}
ENERGIES = ("pt", "met", "st", "mt", "isolation")


@dataclass(frozen=True, order=True)
class Fact:
    """`place` is a kind of object, `event`, `analysis` or a region."""

    place: str
    variable: str
    direction: str
    value: float
    unit: str


def fact(place: str, variable: str, operator: str, number: str, unit: str) -> Fact:
    """A fact; energies without a unit are in GeV, angles in radians."""
    default = "GeV" if variable in ENERGIES else ""
    plain = "" if unit.strip() == "rad" else unit.strip().replace("GeV^(1/2)", "GeV^1/2")
    direction = "=" if operator == "==" else operator[0]
    return Fact(place, variable, direction, float(number), plain or default)


# ---- facts of the answer keys


def keyed(paper: dict[str, object]) -> Iterator[Fact]:
    """The facts of one publication."""
    yield Fact("analysis", "sqrt_s", "=", float(str(paper["sqrt_s_TeV"])), "TeV")
    yield Fact("analysis", "luminosity", "=", float(str(paper["lumi_fb"])), "/fb")
    for kind, text in entries(paper, "objects"):
        yield from said(text, kind)
    for text in (*listed(paper, "overlap_removal_order"), *listed(paper, "preselection")):
        yield from said(text, "event")
    for name, value in entries(paper, "regions"):
        if name == "signal_bins_ST" and isinstance(value, list):
            yield from (Fact("signal", "bins st", "=", float(each), "GeV") for each in value if each != "inf")
        else:
            yield from said(value, name)


def entries(paper: dict[str, object], name: str) -> list[tuple[str, object]]:
    found = paper.get(name, {})
    return list(found.items()) if isinstance(found, dict) else []


def listed(paper: dict[str, object], name: str) -> list[str]:
    found = paper.get(name, [])
    return [str(each) for each in found] if isinstance(found, list) else []


def said(text: object, place: str) -> Iterator[Fact]:
    """The facts of one entry, such as `pT>7, |eta|<2.47, medium`."""
    words = str(text)
    removes = ": remove" in words or "not " in words
    for level in re.findall(r"\b(loose|medium|tight)\b", words if place in KINDS else ""):
        yield Fact(place, f"{level} id", "=", 1.0, "")
    kind = place
    for part in re.split(r", and |,(?! ?MET)(?! ?nearest)(?! ?jet)(?! ?photon)| and | or |: |;", words):
        for found in comparison(part.split(" unless")[0].strip(" ()"), place, removes=removes):
            own = found.place == "event" and found.variable in OF_OBJECTS
            yield replace(found, place=kind) if own else found
            kind = found.place if found.place in KINDS else kind


def comparison(part: str, place: str, *, removes: bool) -> Iterator[Fact]:
    """One comparison of an entry."""
    chain = re.fullmatch(rf"({NUMBER})<(.+?)<({NUMBER})({UNIT})", part)
    trigger = re.search(rf"trigger.*?({NUMBER})", part)
    one = re.search(
        rf"(?P<name>[^<>]*?)(?P<operator>[<>]=?) ?(?P<number>{NUMBER})(?P<unit>{UNIT})(?P<behind> ?\w*)", part
    )
    absent = re.fullmatch(r"no (e|mu)", part)
    if trigger:
        yield fact("event", "trigger pt", ">", trigger[1], "GeV")
    elif absent:
        yield Fact("event", f"number {SHORT[absent[1]]}", "=", 0.0, "")
    elif chain:
        where, variable = named(chain[2], place)
        yield fact(where, variable, ">" if not removes else "<", chain[1], chain[4])
        yield fact(where, variable, "<" if not removes else ">", chain[3], chain[4])
    elif one and one["behind"].strip() in ("photon", "vertex"):
        yield fact("event", f"number {one['behind'].strip()}", one["operator"], one["number"], "")
        rest = part[one.end() :]
        yield from (
            comparison(f"{one['behind'].strip()}{rest}", place, removes=removes) if rest.strip() else ()
        )
    elif one:
        where, variable = named(one["name"], place)
        operator = OPPOSITE[one["operator"]] if removes else one["operator"]
        yield fact(where, variable, operator, one["number"], one["unit"])


def named(name: str, place: str) -> tuple[str, str]:
    """Where a variable belongs, and its name here."""
    lower = name.lower().replace("et/sqrt(sumet)", "et/root")
    kind = next((each for each in KINDS if each in lower), None)
    pair = re.search(r"(d[rp]\w*)\((\w+),(?: ?nearest)? ?(\w+)\)", lower)
    if pair:
        both = sorted(SHORT.get(each, each) for each in (pair[2], pair[3]))
        return "event", f"{pair[1]} {' '.join(both)}"
    for pattern, variable in NAMES:
        if re.search(pattern, lower):
            known = kind or (place if place in KINDS else None)
            return (known or place if variable in OF_OBJECTS else place), variable
    return place, lower.strip()


NAMES = (
    (r"iso", "isolation"), (r"sigma", "d0_significance"), (r"z0", "z0_sin_theta"), (r"met/root", "met root"),
    (r"njet", "number jet"), (r"\|z\|", "pointing z"), (r"met", "met"), (r"mt_?min", "mtmin"),
    (r"\bn_?b(?:jets?)?\b", "number bjet"), (r"\bmt\b", "mt"), (r"\bst\b", "st"),
    (r"eta", "eta"), (r"pt|et", "pt"),
)  # fmt: skip
OF_OBJECTS = ("pt", "eta", "d0_significance", "z0_sin_theta", "isolation")


# ---- facts of a draft


def drafted(draft: Draft) -> Iterator[Fact]:
    """The facts of a draft."""
    for each in draft.statements:
        word, _, text = each.text.partition(" ")
        if each.target == "analysis" and word in ("sqrt_s", "luminosity"):
            number, unit = text.split()
            yield Fact("analysis", word, "=", float(number), unit)
        elif word in ("select", "reject"):
            yield from compared(text, each.target, reject=word == "reject")
        elif word == "define" and (trigger := re.fullmatch(r"[a-z]+_(\d+)_trigger = \?", text)):
            yield fact("event", "trigger pt", ">", trigger[1], "GeV")
        elif word == "bin" and (bins := re.search(r"(\w+)(?:\.pt)? in bins \[([\d., ]+)\] (\w+)", text)):
            for edge in bins[2].split(", "):
                yield Fact(place_of(each.target), f"bins {bins[1].lower()}", "=", float(edge), bins[3])


EXPRESSION = (
    r"(?:MET\.pt / sqrt\(MET\.sum_et\)"
    r"|\|?(?:(?:leading|transverse_mass|dphi|dr|size|count)\((?:[^()]|\([^()]*\))*\)|\w+)(?:\[\d\])?(?:\.\w+)*\|?)"
)
CHAIN = re.compile(rf"({NUMBER})( GeV| mm)? <=? ({EXPRESSION}) <=? ({NUMBER})((?: GeV| mm)?)")
SINGLE = re.compile(rf"({EXPRESSION}) (<=|>=|<|>|==) ({NUMBER})((?: GeV\^\(1/2\)| GeV| mm| rad)?)")
LEVEL = re.compile(r"\b(loose|medium|tight)_id\b")


def compared(text: str, target: str, *, reject: bool) -> Iterator[Fact]:
    """The comparisons of a condition, those inside `count` and `any` too."""
    place = place_of(target)
    binders = {letter: singular(name) for letter, name in re.findall(r"for (\w) in (?:first\()?(\w+)", text)}
    for inner in re.findall(r"count\(((?:[^()]|\([^()]*\))*) for", text):
        yield from compared(
            f"{inner} {' '.join(f'for {each} in {binders[each]}s' for each in binders)}",
            target,
            reject=reject,
        )
    text = re.sub(r"count\((?:[^()]|\([^()]*\))* for \w in (\w+)\)", r"size(\1)", text)
    for level in LEVEL.findall(text):
        yield Fact(place, f"{level} id", "=", 1.0, "")
    for low, low_unit, name, high, unit in CHAIN.findall(text):
        where, variable = place_and_name(name, place, binders)
        yield fact(where, variable, "<" if reject else ">", low, low_unit)
        yield fact(where, variable, ">" if reject else "<", high, unit)
    for name, operator, number, unit in SINGLE.findall(CHAIN.sub("", text)):
        where, variable = place_and_name(name, place, binders)
        inside = f" where {name.strip('|')}" in text.replace("|", "")
        yield fact(where, variable, OPPOSITE[operator] if reject and not inside else operator, number, unit)


def place_of(target: str) -> str:
    """A kind, `event`, or a region."""
    kind = singular(target)
    if kind in KINDS:
        return kind
    return "event" if target == "preselection" else target.removesuffix("_region")


def singular(name: str) -> str:
    """`photon` for `photons`, `Photon`, `candidate_photons` and `candidate_photons_2`."""
    lower = re.sub(r"_\d\Z", "", name.lower().removeprefix("candidate_"))
    return "vertex" if lower.startswith("vert") else lower.removesuffix("s")


def place_and_name(name: str, place: str, binders: dict[str, str]) -> tuple[str, str]:
    """Where an expression belongs, and its name here."""
    plain = name.strip("|")
    if distance := re.fullmatch(r"(dr|dphi)\((.*), (.*)\)", plain):
        given = [distance[2], distance[3]]
        ends = sorted(binders.get(each) or (place if each == "this" else kind_in(each)) for each in given)
        return "event", f"{distance[1]} {' '.join(ends)}"
    if plain.startswith("size("):
        return place, f"number {singular(plain[5:-1])}"
    if "sum_et" in plain:
        return place, "met root"
    if plain.startswith("transverse_mass"):
        return place, "mt"
    if plain in ("MET.pt", "st"):
        return place, plain.partition(".")[0].lower()
    owner, _, variable = plain.rpartition(".")
    return (binders.get(owner) or kind_in(owner) or place) if owner else place, variable


def kind_in(text: str) -> str:
    """`met` or the kind that an expression names."""
    lower = text.lower()
    return "met" if lower == "met" else next((each for each in KINDS if each in lower), "")


# ---- the table


def main() -> int:
    """Print the table; status 1 where there is nothing to score."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--facts", action="store_true")
    given = parser.parse_args()
    keys = json.loads((given.folder / "answer_keys.json").read_text(encoding="utf-8"))
    print(f"{'publication':38}{'keyed':>6}{'found':>6}{'recall':>8}{'precision':>11}{'seconds':>9}")
    rows = [
        row(name, key, given.folder, facts=given.facts) for name, key in keys.items() if isinstance(key, dict)
    ]
    return 0 if any(rows) else 1


def row(name: str, key: dict[str, object], folder: Path, *, facts: bool) -> bool:
    """One line; false where the publication is not in the folder."""
    number = re.search(r"\d{4}\.\d{5}", name)
    found = sorted(folder.glob(f"*{number[0]}*.pdf")) if number else []
    if not found:
        return False
    start = time.perf_counter()
    made = set(drafted(read_selection(read_document(found[0]))))
    seconds = time.perf_counter() - start
    wanted = set(keyed(key))
    about = {(each.place, each.variable) for each in wanted}
    claimed = {each for each in made if (each.place, each.variable) in about}
    both = wanted & made
    recall, precision = len(both) / len(wanted), len(both) / max(1, len(claimed))
    print(f"{name:38}{len(wanted):6}{len(both):6}{recall:8.2f}{precision:11.2f}{seconds:9.1f}")
    for title, each in (
        ("missing", wanted - made),
        ("more", claimed - wanted),
        ("not keyed", made - claimed),
    ):
        for item in sorted(each) if facts else ():
            print(f"  {title:10}{item.place}: {item.variable} {item.direction} {item.value:g} {item.unit}")
    return True


if __name__ == "__main__":
    sys.exit(main())
