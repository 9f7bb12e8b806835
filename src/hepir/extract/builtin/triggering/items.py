"""The objects and thresholds of a sentence on triggers, by `triggers.lark`.

In: the text of a sentence. Out: its items in order: objects, limits, and the words between them that matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hepir.extract.builtin.parsing.nodes import Node, Tokens, only_tree, tokens_of, trees
from hepir.extract.builtin.parsing.scanning import Rule, lexed, possible_ends, whole
from hepir.extract.builtin.phrases import Word, is_word

ITEM = Rule("triggers")
OWNERLESS = ""  # the kind of `the subleading one`
NUMBERS = {"two": 2, "both": 2, "pair": 2, "three": 3, "four": 4, "five": 5, "six": 6}
WIDEST = 2  # a trigger whose threshold varies by more than this is many triggers
PREFIXES = {"di": 2, "double": 2, "tri": 3, "triple": 3, "four": 4, "six": 6, "single": 1}
KINDS = ("electron", "muon", "photon", "tau", "lepton", "jet")
SYMBOLS = {"e": "electron", "μ": "muon", "γ": "photon"}
SUFFIX = re.compile(r"(?<=t)γ?(?:,? ?(?:hlt|online)|-based)?\Z")
MIXED = re.compile(r"(?:electron|e)[- \/+]*(?:plus )?(?:muon|μ)\Z", re.IGNORECASE)
MIXED_BACK = re.compile(r"(?:muon|μ)[- \/+]*(?:plus )?(?:electron|e)\Z", re.IGNORECASE)
MASSES = {
    "mass(jj)": "mjj",
    "mass(ll)": "mll",
    "mass(ee)": "mee",
    "mass(μμ)": "mmumu",
    "mass(γγ)": "mgammagamma",
}


@dataclass(frozen=True)
class Thing:
    """What a threshold is of. `other`: the kind in parentheses; `either`: `an electron or muon`; ranks count from zero, and
    `both_ranks` is `leading (subleading)`."""

    kind: str
    number: int = 1
    other: str = ""
    either: bool = False
    rank: int | None = None
    both_ranks: bool = False
    plural: bool = False
    single: bool = False


@dataclass(frozen=True)
class Limits:
    """`23 (17) GeV`; `any_of`: `100, 110, or 120 GeV`, of which the text does not say when which holds."""

    values: tuple[str, ...]
    others: tuple[str, ...] = ()
    any_of: bool = False


Item = Thing | Limits | Word


def items(text: str) -> tuple[Item, ...]:
    """The items of a sentence, in order, without the years in which it says so."""
    tokens = lexed(ITEM, text)
    found: list[Item] = []
    place = 0
    while place < len(tokens):
        item, place = item_at(tokens, place)
        found.append(item)
    return with_choices(with_lists(by_years(found)))


def by_years(found: list[Item]) -> tuple[Item, ...]:
    """`23 GeV in 2016 and 28 GeV in 2017`, `pT > 23 GeV, and in 2017 a muon with`: one or the other."""
    kept: list[Item] = []
    of_year = False
    for item in found:
        if is_word(item, "YEARS", "PERIOD"):
            of_year = bool(kept) and isinstance(kept[-1], Limits)
            if kept and is_word(kept[-1], "AND", "COMMA") and any(isinstance(each, Limits) for each in kept):
                kept[-1] = Word("OR", "or")
            continue
        kept.append(Word("OR", "or") if of_year and is_word(item, "AND", "COMMA") else item)
        of_year = of_year and is_word(item, "RIGHT")
    return tuple(kept)


def with_choices(found: tuple[Item, ...]) -> tuple[Item, ...]:
    """`pT > 105 GeV or pT > 115 GeV` as one limit, which is either."""
    kept: list[Item] = []
    for item in found:
        start = len(kept)
        while start and is_word(kept[start - 1], "PT", "LINK", "OTHER", "DETERMINER", "FOR", "WORD"):
            start -= 1
        either = start > 1 and is_word(kept[start - 1], "OR") and isinstance(item, Limits) and not item.others
        if (
            either
            and isinstance(item, Limits)
            and isinstance(first := kept[start - 2], Limits)
            and not first.others
        ):
            kept[start - 2 :] = [Limits((*first.values, *item.values), any_of=True)]
        else:
            kept.append(item)
    return tuple(kept)


def with_lists(found: tuple[Item, ...]) -> tuple[Item, ...]:
    """`30 GeV and 26 GeV, respectively` as one list."""
    kept: list[Item] = []
    for item in found:
        joint = len(kept) > 1 and is_word(kept[-1], "AND", "OR", "COMMA") and isinstance(kept[-2], Limits)
        if joint and isinstance(item, Limits) and isinstance(first := kept[-2], Limits):
            kept[-2:] = [Limits((*first.values, *item.values))]
        else:
            kept.append(item)
    return tuple(kept)


def item_at(tokens: Tokens, start: int) -> tuple[Item, int]:
    """The longest item that begins at a token, and the place behind it."""
    for end in reversed(possible_ends(ITEM, tokens, start)):
        tree = whole(ITEM, tokens[start:end])
        item = item_of(only_tree(tree)) if tree is not None else None
        if item is not None:
            return item, end
    return Word(tokens[start].type, str(tokens[start])), start + 1


def item_of(tree: Node) -> Item | None:
    """The value of a phrase; None for words."""
    match tree.data:
        case "thing":
            return thing(tree)
        case "same":
            return Thing(OWNERLESS)
        case "ranked":
            rank = ranks(tree)
            return (
                Thing(OWNERLESS, rank=rank, both_ranks=bool(tokens_of(tree, "OTHER_RANK")))
                if rank is not None
                else None
            )
        case "limits":
            return limits(tree)
        case "spread":
            return spread(tree)
    return None


def spread(tree: Node) -> Limits | None:
    """`between 20 and 26 GeV`, `from 18 to 24 GeV (20 to 24 GeV)`"""
    low, high = tokens_of(tree, "NUMBER")
    narrow = float(low) < float(high) < WIDEST * float(low)
    return Limits((f"{low}_to_{high}",), in_parentheses(tree)) if narrow else None


def limits(tree: Node) -> Limits:
    """`17 and 8 GeV`, `23 (17) GeV`"""
    values = tuple(map(str, tokens_of(tree, "NUMBER")))
    return Limits(values, in_parentheses(tree), any_of=bool(tokens_of(tree, "OR")))


def in_parentheses(tree: Node) -> tuple[str, ...]:
    """The thresholds of `(17)`, `(20 to 24)`, `(27 and 32)`."""
    written = (re.sub(r" ?(?:to|-) ?", "_to_", each) for each in tokens_of(tree, "OTHER_NUMBER"))
    return tuple(value for each in written for value in re.findall(r"[\d.]+(?:_to_[\d.]+)?", each))


def thing(tree: Node) -> Thing:
    """`at least two muons`, `single-electron (muon)`"""
    (kinds,) = (each for each in trees(tree, "kinds", "others", "either"))
    (kind, number), *further = (kind_of(str(each)) for each in tokens_of(kinds, "KIND", "OTHER_KIND"))
    counts = [
        NUMBERS.get(word, 1)
        for each in tokens_of(tree, "COUNT")
        for word in re.findall(r"\w+?(?=s?\b)", each.lower())
    ]
    return Thing(
        kind,
        max((number, *counts)),
        further[0][0] if further else "",
        kinds.data == "either",
        ranks(tree),
        bool(tokens_of(tree, "OTHER_RANK")) or bool(tokens_of(kinds, "OTHER_RANK")),
        str(tokens_of(kinds, "KIND")[0]).endswith("s"),
        any("single" in each.lower() for each in (*tokens_of(kinds, "KIND"), *tokens_of(tree, "COUNT"))),
    )


def kind_of(word: str) -> tuple[str, int]:
    """The name of a kind, and how many of it a word such as `dimuon` says."""
    plain = word.strip("( )").lower() if word.startswith("(") else word.strip().lower()
    plain = SUFFIX.sub("", SYMBOLS.get(plain, plain))
    if re.search(r" mass(?:es)?\Z", plain):
        return "mass", 1
    if mixed(plain) != plain:
        return mixed(plain), 2
    if plain in MASSES or not any(each in plain for each in KINDS):
        return MASSES.get(plain, plain), 1
    kind = next(each for each in KINDS if each in plain)
    prefix = next((each for each in PREFIXES if plain.startswith(each)), "")
    large = plain.startswith(("large", "fat", "ak8", "wide"))
    return ("fat_jet" if large else kind), PREFIXES.get(prefix, 1)


def mixed(word: str) -> str:
    """`electron_muon` for a pair of both, else the word."""
    if MIXED.match(word):
        return "electron_muon"
    return "muon_electron" if MIXED_BACK.match(word) else word


def ranks(tree: Node) -> int | None:
    """`leading` is 0."""
    words = [each.lower() for each in tokens_of(tree, "RANK")]
    if not words:
        return None
    if words[0].startswith("third"):
        return 2
    return 1 if re.match(r"sub|next|second|trailing", words[0]) else 0
