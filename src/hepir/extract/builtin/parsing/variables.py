"""Variables and nouns from their trees.

In: Lark's tree of a variable or a noun of `phrases.lark`. Out: values of `phrases`.
"""

from __future__ import annotations

import re
from itertools import chain

from lark import Token

from hepir.extract.builtin.collections import LEVELS_TOLD, TAGGED
from hepir.extract.builtin.measured import PREFIX
from hepir.extract.builtin.parsing.nodes import (
    Node,
    count_number,
    only,
    tokens_of,
    trees,
)
from hepir.extract.builtin.phrases import (
    UNKNOWN,
    Argument,
    Noun,
    Variable,
)

KINDS = {
    "PHOTON": "Photon",
    "ELECTRON": "Electron",
    "MUON": "Muon",
    "TAU": "Tau",
    "LEPTON": "Lepton",
    "JET": "Jet",
    "B_JET": "BJet",
    "FAT_JET": "FatJet",
    "TRACK": "Track",
    "VERTEX": "Vertex",
}
SYMBOLS = {
    "e": "Electron",
    "μ": "Muon",
    "l": "Lepton",
    "lep": "Lepton",
    "j": "Jet",
    "b": "BJet",
    "γ": "Photon",
    "τ": "Tau",
}
PAIRS = {"ee": "Electron", "μμ": "Muon", "ll": "Lepton", "γγ": "Photon", "jj": "Jet", "bb": "BJet"}
PAIR_WORDS = {"lepton": "Lepton", "electron": "Electron", "muon": "Muon", "photon": "Photon", "jet": "Jet"}
MANY_LEPTONS = re.compile(r"four-?lepton|(?:three|tri)-?lepton|[43]l|lll+")
VARIABLES = (
    "pt_over_mass", "mass_over_pt", "object_ratio", "open", "measured", "dphi_to_met", "rapidity", "own_mass", "trimmed_mass",
    "pruned_mass", "calorimeter_isolation", "relative_track_isolation", "relative_calorimeter_isolation",
    "aplanarity", "sphericity",
    "transverse_sphericity", "mt2", "mct",
    "jvt", "ratio", "sum", "pair_pt", "pt", "eta", "met",
    "ht", "mht", "st", "meff", "met_over_root_sum_et", "met_over_root_ht", "met_significance", "d0",
    "d0_significance", "impact_parameter_3d_significance", "z0", "z0_sin_theta", "relative_isolation",
    "mini_isolation", "track_isolation", "sigma_ieta_ieta", "hadronic_over_electromagnetic", "softdrop_mass",
    "tau21", "tau32", "pair_mass", "invariant_mass", "mtmin", "mt", "eta_product", "dphi", "min_dphi", "deta", "dy", "dr",
)  # fmt: skip


def variable(tree: Node) -> Variable:
    """A variable and what it is of."""
    name = str(tree.data)
    if name == "pt_over_mass":
        return Variable(name, (pair(str(tree.children[-1])),))
    if name == "open":
        return Variable(name, (str(tree.children[0]).removeprefix("OPEN"),))
    if name == "measured":
        owners = tuple(noun(each) for each in trees(tree, "noun"))
        return Variable(str(tree.children[0]).removeprefix(PREFIX), owners)
    if name == "mass_over_pt":
        return Variable(name, (pair(str(tree.children[0])),))
    if name == "object_ratio":
        below = next(str(each).split()[0] for each in tokens_of(tree, "MET", "HT", "ST", "MEFF"))
        return Variable("ratio", (argument(only(tree, "argument")), below))
    if name in ("pair_mass", "pair_pt"):
        return Variable("mass" if name == "pair_mass" else name, (pair(str(tree.children[0])),))
    if name in ("ratio", "sum"):
        parts = [str(each).split()[0] for each in tokens_of(tree, "MET", "HT", "ST", "MEFF", "MHT", "MT")]
        return Variable(name, tuple(parts))
    if name == "eta_product":
        return Variable(name, (Noun("Jet", plural=True, ranks=(0, 1), number=2),))
    if symbols := tokens_of(tree, "SYMBOL_PAIR"):
        return Variable(name, (pair(f"({symbols[0]})"),))
    nouns: list[Argument] = [noun(each) for each in trees(tree, "noun")]
    if name == "mt" and nouns:
        nouns.append("MET")
    arguments = nouns or [argument(each) for each in trees(tree, "argument")]
    of_two = name == "own_mass" and any(isinstance(each, Noun) and each.number == 2 for each in arguments)
    return Variable("mass" if name == "invariant_mass" or of_two else name, tuple(arguments))


def pair(text: str) -> Noun:
    """`dilepton mass`, `mass(μμ)`: two of a kind. Of jets, the two of highest pt are meant."""
    if many := MANY_LEPTONS.search(text):
        return Noun(
            "Lepton", plural=True, ranks=(0,), number=4 if many[0][:1] in "4f" or "llll" in text else 3
        )
    symbols = (kind for symbol, kind in PAIRS.items() if f"({symbol})" in text)
    words = (kind for word, kind in PAIR_WORDS.items() if f"i{word}" in text.lower().replace("-", ""))
    kind = next(chain(symbols, words))
    return Noun(kind, plural=True, ranks=(0, 1) if kind == "Jet" else (), number=2)


def argument(tree: Node) -> Argument:
    """What stands in the parentheses of a variable."""
    if nouns := trees(tree, "noun"):
        return noun(nouns[0])
    token = tree.children[-1]
    assert isinstance(token, Token)
    if token.type == "MET":
        return "MET"
    text = str(token)
    rank = (int(text[-1]) - 1,) if text[-1:].isdigit() and text[-1] != "0" else ()
    return Noun(SYMBOLS[text.rstrip("0123456789")], plural=False, ranks=rank)


LEPTONS = ("Electron", "Muon", "Tau", "Lepton")


def noun(tree: Node) -> Noun:
    """`the two leading isolated photons`, `leading (subleading) jet`, `electrons (muons)`"""
    qualifiers = trees(tree, "qualifier")
    ranks = tuple(
        dict.fromkeys(rank_of(str(token)) for each in qualifiers for token in tokens_of(each, "RANK"))
    )
    other_ranks = [rank_of(str(each.children[0])) for q in qualifiers for each in trees(q, "other_rank")]
    numbers = [count_number(each) for each in (tree, *qualifiers) if count_number(each)]
    is_pair = str(only(tree, "particle").children[0]).lower().endswith((" pair", " pairs"))
    token = only(tree, "particle").children[0]
    assert isinstance(token, Token)
    words = [
        str(word).lower().strip("\"'")
        for q in qualifiers
        for word in tokens_of(q, "QUALIFIER", "TIGHTNESS", "CHARGE", "ISOLATED")
    ]
    if "displaced" in words and KINDS[token.type] not in LEPTONS:
        words.append(UNKNOWN)  # `displaced vertices`: other ones than the primary
    kind = KINDS[token.type]
    words = ["untagged" if each == "non-b-tagged" and kind == "Jet" else each for each in words]
    if any(each.startswith("non-") for each in words):
        words.append(UNKNOWN)  # `non-b-tagged leptons`: of which the program knows no name
    kind = "FatJet" if kind == "Jet" and set(words) & set(TAGGED) else kind
    others = [particle(only(each, "particle")) for each in trees(tree, "other")]
    levels = [str(each.children[0]).lower() for q in qualifiers for each in trees(q, "other_level")]
    if told := levels_joined(tree, words):
        words, levels = told[:1], told[1:]
    return Noun(
        kind,
        plural=is_plural(str(token)) or is_pair,
        determiner=" ".join(str(each).lower() for each in tokens_of(tree, "DETERMINER")),
        words=tuple(words),
        ranks=ranks,
        other_rank=other_ranks[0] if other_ranks else None,
        number=2 if is_pair else int(numbers[0]) if numbers and numbers[0] else None,
        other=others[0] if others else kind if levels else None,
        other_words=tuple(levels),
    )


def levels_joined(tree: Node, words: list[str]) -> list[str]:
    """`veto and tight muons`: the two qualities of objects of a kind, none of them one of both."""
    joint = bool(tokens_of(tree, "AND"))
    return words if joint and len(words) == 2 and set(words) <= set(LEVELS_TOLD) else []


def particle(tree: Node) -> str:
    """The kind of a particle."""
    token = tree.children[0]
    assert isinstance(token, Token)
    return KINDS[token.type]


def is_plural(word: str) -> bool:
    """`jets`, `vertices`"""
    return word.lower().endswith(("s", "vertices"))


def rank_of(word: str) -> int:
    """`leading` is 0."""
    lower = word.lower()
    for rank, ordinal in ((5, "sixth"), (4, "fifth")):
        if ordinal in lower:
            return rank
    if "fourth" in lower or "sub-sub-sub" in lower:
        return 3
    if "third" in lower or lower.replace("-", "").startswith("subsub"):
        return 2
    return 1 if any(each in lower for each in ("sub", "next", "second", "trailing")) else 0
