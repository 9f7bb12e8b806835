"""What heads and cells of tables abbreviate: `Leptons | 2 SFOS`, `Njet (pT > 30 GeV) | ≥ 4`, `Lepton pT | > 27, 20, 10 GeV`.

In: a head and a cell. Out: what they say together in words that stand alone; nothing where they abbreviate nothing.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.labels import the_noun, understood
from hepir.extract.builtin.phrases import Condition, Noun, Variable
from hepir.extract.builtin.spelling import spelled
from hepir.reading.heads import UNIT

NUMBER = r"\d+(?:\.\d+)?"
PAIRED = re.compile(
    r"(?P<number>(?:[=≥] ?|exactly )?\d,? ?)?(?P<pair>OSSF|SFOS|OSDF|DFOS|OSOF|OFOS|SSSF|SFSS|SSDF|DFSS|OS|S ?S|SF|DF|OF)"
    r"(?: (?:pairs?|leptons?))?\Z"
)
PAIRS = {
    "OS": "opposite-sign",
    "SS": "same-sign",
    "SF": "same-flavour",
    "DF": "different-flavour",
    "OF": "different-flavour",
}
SAME = r"(?:same|opposite|different)[- ](?:flavou?r|charge|sign)"
PAIR = re.compile(
    rf"(?P<sorts>{SAME}(?:,? (?:and )?{SAME})?|SFOS|OSSF|SFSS|SSSF) (?:di-?)?leptons?(?: pair)?\Z",
    re.IGNORECASE,
)
JETS = re.compile(
    r"(?P<all>[≥=]? ?\d+(?: ?- ?\d+)?) ?j(?:ets)?, ?(?P<b>[≥=]? ?\d+(?: ?- ?\d+)?) ?b(?:-?(?:jets|tags))?"
)
SORT = re.compile(SAME, re.IGNORECASE)
SHORT = {
    "s": "S",
    "o": "O",
    "d": "D",
    "r": "F",
    "e": "S",
    "n": "S",
}  # by the first and the last letter of `same flavour`
LEPTONS = re.compile(r"N_?[lℓ](?:ep)?\Z")
CHARGES = re.compile(r"[Qq]_?\(?[lℓ]?_?1\)? ?[·×*]? ?[Qq]_?\(?[lℓ]?_?2\)?\Z")
SIGN = re.compile(r"=? ?(?:([-−–])|\+)? ?1\Z|(< ?0)\Z")
HOW_MANY = re.compile(
    r"(?:(?:[≤≥=<>]|>=|<=|exactly|at least|at most) ?)?\d{1,2}(?: ?(?:-|or) ?\d{1,2})?\Z", re.IGNORECASE
)
LIMITED = re.compile(
    r"(?P<objects>[^()\[\]<>≥≤]+?) ?(?:[\[(](?P<limits>[^()\[\]]*[<>≥≤][^()\[\]]*)[\])]|with (?P<words>.*[<>≥≤].*))\Z"
)
NUMBER_OF = re.compile(r"\A(?:NUMBER|number of|N) ", re.IGNORECASE)
EITHER = re.compile(r"(?:exactly )?(\d) or (\d)\Z")
COUNTED_WITH = re.compile(
    r"((?:(?:exactly|at least|at most|[≥≤=<>]) ?)?(?:zero|no|one|two|three|four|five|six|\d))"
    r"(?: objects?)? ((?:with|having) .*)",
    re.IGNORECASE,
)
RANGE_OR_ABOVE = re.compile(
    rf"[\[(]?(?P<low>{NUMBER}) ?[,-] ?(?P<high>{NUMBER})[\])]?(?: ?[GT]eV)?,? or (?:[>≥]|>=) ?(?P<above>{NUMBER})"
    r"(?: ?[GT]eV)?\Z"
)
DESCENDING = re.compile(rf"[>≥] ?{NUMBER}(?: ?[GT]eV)?(?: ?[,/] ?[>≥]? ?{NUMBER}(?: ?[GT]eV)?)+\Z")
IN_BRACKETS = re.compile(r"\A([>≥]) ?\(([^()]*)\)(?=(?: ?[GT]eV)?\Z)")
VALUE = re.compile(NUMBER)
RANKS = ("leading", "subleading", "third", "fourth", "fifth", "sixth")
WORDS = {
    "Lepton": "lepton",
    "Electron": "electron",
    "Muon": "muon",
    "Jet": "jet",
    "BJet": "b-jet",
    "Photon": "photon",
    "Tau": "tau",
}


def in_words(head: str, cell: str) -> tuple[str, ...]:
    """What a head and a cell say together: one or more phrases that stand alone."""
    cell = cell.strip()
    if jets := JETS.fullmatch(cell):
        return tuple(f"{exactly(jets[name])} {kind}" for name, kind in (("all", "jets"), ("b", "b jets")))
    found = (
        pair_of_leptons(head, cell)
        or limited_objects(head, cell)
        or either_of(head, cell)
        or counted_with(head, cell)
        or range_or_above(head, cell)
    )
    return (found,) if found else by_rank(head, cell)


def exactly(number: str) -> str:
    """`exactly 0` for `0`, `between 2 and 3` for `2 - 3`, `≥ 4` as it is."""
    low, _, high = number.partition("-")
    if high:
        return f"between {low.strip()} and {high.strip()}"
    return f"exactly {number}" if number.isdigit() else number


def pair_of_leptons(head: str, cell: str) -> str:
    """`Leptons | 2 SFOS` as two leptons of opposite sign and same flavour; `Q(l1)Q(l2) | -1` likewise."""
    if CHARGES.match(head.strip()) and (sign := SIGN.match(cell)):
        return f"at least 2 {'opposite' if sign[1] else 'same'}-sign leptons"
    if named := PAIR.match(cell):
        sorts = " ".join(each.replace(" ", "-") for each in SORT.findall(named["sorts"]))
        return f"at least one {sorts or named['sorts']} lepton pair"
    found = PAIRED.match(SORT.sub(lambda sort: SHORT[sort[0].lower()[0]] + SHORT[sort[0].lower()[-1]], cell))
    if found is None or not (re.search(r"lep|ℓ", head, re.IGNORECASE) or LEPTONS.match(head.strip())):
        return ""
    written = found["pair"].replace(" ", "")
    words = [PAIRS[written[place : place + 2]] for place in range(0, len(written), 2)]
    words.sort(key=lambda each: each.endswith("flavour"))
    number = (found["number"] or "").strip(" ,")
    many = f"exactly {number[-1]}" if number and not number.startswith("≥") else "at least 2"
    return f"{many} {' '.join(words)} leptons"


def limited_objects(head: str, cell: str) -> str:
    """`Njet (pT > 30 GeV) | ≥ 4` as `≥ 4 jets with pT > 30 GeV`."""
    found = LIMITED.match(head.strip())
    if found is None or not HOW_MANY.match(cell) or not (noun := objects_of(found["objects"])):
        return ""
    either = EITHER.match(cell)
    exact = cell[0].isdigit() and either is None and "-" not in cell
    return f"{'exactly ' if exact else ''}{cell} {noun} with {found['limits'] or found['words']}"


def either_of(head: str, cell: str) -> str:
    """`Njets | 0 or 1` as `0 or 1 jets`."""
    noun = objects_of(head) if EITHER.match(cell) else ""
    return f"{cell} {noun}" if noun else ""


def counted_with(head: str, cell: str) -> str:
    """`Muons | exactly one with pT > 26 GeV` as `exactly one muons with pT > 26 GeV`."""
    found = COUNTED_WITH.match(cell)
    noun = objects_of(head) if found else ""
    return f"{found[1]} {noun} {found[2]}" if found and noun else ""


def range_or_above(head: str, cell: str) -> str:
    """`mll [GeV] | [20, 71.2] or > 111.2` as `20 < mll < 71.2 GeV or mll > 111.2 GeV`."""
    found = RANGE_OR_ABOVE.match(cell)
    unit = re.search(r"[GT]eV", f"{cell} {head}")
    if found is None or not (variable := UNIT.sub("", head).strip()):
        return ""
    measure = f" {unit[0]}" if unit else ""
    return f"{found['low']} < {variable} < {found['high']}{measure} or {variable} > {found['above']}{measure}"


def objects_of(head: str) -> str:
    """The objects that a head counts, in words; empty where it counts none."""
    words = NUMBER_OF.sub("", spelled(NUMBER_OF.sub("", head.strip()))).strip()
    return words if the_noun(words) is not None else ""


def by_rank(head: str, cell: str) -> tuple[str, ...]:
    """`Lepton pT [GeV] | > 27, 20, 10` as a limit for each rank, where the limits do not rise."""
    unit = UNIT.search(head)
    cell = IN_BRACKETS.sub(r"\1 \2", cell)
    values = VALUE.findall(cell) if DESCENDING.match(cell) else []
    falling = sorted(map(float, values), reverse=True) == list(map(float, values))
    kind = momentum_of(UNIT.sub("", head).strip()) if values and falling and len(values) <= len(RANKS) else ""
    if not kind:
        return ()
    written = re.search(r"[GTM]eV", f"{cell} {unit[0] if unit else ''}")
    measure = written[0] if written else ""
    return tuple(f"{rank} {kind} pT > {value} {measure}" for rank, value in zip(RANKS, values, strict=False))


def momentum_of(head: str) -> str:
    """`lepton` for a head such as `Lepton pT`, `pT of the leptons`, `pT(ℓ)`; empty elsewhere."""
    match understood(f"{head} > 2"):
        case (Noun(ranks=(), kind=kind), Condition(variable=Variable("pt", ()))):
            return WORDS.get(kind, "")
        case (Condition(variable=Variable("pt", (Noun(ranks=(), kind=kind),))),):
            return WORDS.get(kind, "")
    return ""
