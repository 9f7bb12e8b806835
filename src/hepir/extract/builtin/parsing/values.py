"""From the tree of a phrase to its value.

In: Lark's tree of a phrase of `phrases.lark`. Out: a value of `phrases`, or None where the words say something else.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from lark import Token, Tree

from hepir.extract.builtin.phrases import (
    OPPOSITE,
    Argument,
    Binned,
    Condition,
    Count,
    Energy,
    Interval,
    Luminosity,
    Noun,
    OneSided,
    Phrase,
    Quantity,
    Relation,
    Separation,
    Variable,
    Window,
    Word,
)

Node = Tree[Token]
NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
OPERATORS = {"GREATER": ">", "AT_LEAST": ">=", "LESS": "<", "AT_MOST": "<=", "EQUAL": "==", "EXACTLY": "=="}
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
UNITS = {"μm": "um", "radians": "rad", "radian": "rad"}
VARIABLE_WORDS = {"ETA": "eta", "D0": "d0", "Z0": "z0"}
SAME = "same"  # the variable of a comparison that names none


def phrase_of(tree: Node, following: Token | None) -> Phrase | None:
    """The value of a phrase; None where what follows shows that it was none (`0.25 m`, `91 +- 2`)."""
    if following is not None and following.type == "FOREIGN":
        return None
    match tree.data:
        case "compared":
            return compared(tree)
        case "bounded":
            return bounded(tree)
        case "inverted" | "minimal":
            return inverted(tree)
        case "window":
            return window(tree)
        case "differing":
            return differing(tree)
        case "bare":
            relation = one_sided(tree)
            return Condition(Variable(SAME), relation) if relation else None
        case "separation":
            return separation(tree)
        case "ring":
            return ring(tree)
        case "hits":
            return hits(tree)
        case "within":
            name = VARIABLE_WORDS[tokens_of(tree, *VARIABLE_WORDS)[0].type]
            return Condition(Variable(name), OneSided("<", (quantity(only(tree, "quantity")),)))
        case "counted" | "multiplicity" | "exact_multiplicity" | "one_of":
            return counted(tree)
        case "binned":
            return binned(tree)
        case "energy":
            return Energy(quantity(only(tree, "quantity")))
        case "luminosity":
            return Luminosity(quantity(only(tree, "quantity")))
        case "transverse":
            return Variable("mt", tuple(argument(each) for each in trees(tree, "argument")))
        case "noun":
            return noun(tree)
        case _:
            token = tree.children[0]
            assert isinstance(token, Token)
            return Word(token.type, str(token))


def trees(tree: Node, *names: str) -> list[Node]:
    """Children that are trees of these rules."""
    return [each for each in tree.children if isinstance(each, Tree) and each.data in names]


def tokens_of(tree: Node, *types: str) -> list[Token]:
    """Children that are tokens of these types."""
    return [each for each in tree.children if isinstance(each, Token) and each.type in types]


def only(tree: Node, *names: str) -> Node:
    """The first child of these rules."""
    return trees(tree, *names)[0]


def quantity(tree: Node) -> Quantity:
    """`30 GeV`"""
    number, *unit = (str(each) for each in tree.children)
    return Quantity(number, UNITS.get(unit[0], unit[0]) if unit else None)


def with_units(given: list[Quantity], unit: str | None = None) -> tuple[Quantity, ...]:
    """`20, 15 and 10 GeV`: the last unit is that of all before it that have none."""
    found: list[Quantity] = []
    for each in reversed(given):
        unit = each.unit or unit
        found.append(Quantity(each.number, unit))
    return tuple(reversed(found))


def operator(tree: Node) -> str:
    """A comparison, of a tree whose child is its word."""
    token = tree.children[0]
    assert isinstance(token, Token)
    return OPERATORS[token.type]


def compared(tree: Node) -> Condition | None:
    """`pT > 30 GeV`, `pT between 30 and 50 GeV`"""
    comparison = only(tree, "one_sided", "between", "outside")
    if comparison.data == "one_sided":
        relation: Relation | None = one_sided(comparison)
    else:
        low, high = with_units([quantity(each) for each in trees(comparison, "quantity")])
        relation = Interval(low, "<", "<", high, inside=comparison.data == "between")
    required = bool(tokens_of(tree, "REQUIRE"))
    return Condition(variable(only(tree, *VARIABLES)), relation, required) if relation else None


def one_sided(tree: Node) -> OneSided | None:
    """`> 20, 15 and 10 GeV`, `> 25 (20) GeV`; None for lists that are none (`> 30 GeV, 2`)."""
    values = only(tree, "values")
    given = [quantity(each) for each in trees(values, "quantity")]
    if any(each.unit for each in given[:-1]) and not all(each.unit for each in given):
        return None
    units = [UNITS.get(str(each), str(each)) for each in tokens_of(values, "UNIT")]
    others = [quantity(item) for each in trees(values, "alternative") for item in trees(each, "quantity")]
    every = with_units([*given, *others], units[0] if units else given[-1].unit)
    return OneSided(operator(only(tree, "operator")), every[: len(given)], every[len(given) :])


def inverted(tree: Node) -> Condition:
    """`exceeding a pT of 15 GeV`, `a minimum pT of 15 GeV`"""
    side = "<=" if any(str(each).lower().startswith("max") for each in tokens_of(tree, "MINIMAL")) else ">="
    side = operator(only(tree, "operator")) if trees(tree, "operator") else side
    relation = OneSided(side, (quantity(only(tree, "quantity")),))
    return Condition(variable(only(tree, *VARIABLES)), relation, bool(tokens_of(tree, "REQUIRE")))


def bounded(tree: Node) -> Condition:
    """`1.37 < |eta| < 1.52`"""
    about = variable(only(tree, *VARIABLES))
    low_operator = operator(only(tree, "low"))
    given = with_units([quantity(each) for each in trees(tree, "quantity")])
    if len(given) == 1:
        return Condition(about, OneSided(OPPOSITE[low_operator], given))
    return Condition(about, Interval(given[0], low_operator, operator(only(tree, "high")), given[1]))


def window(tree: Node) -> Condition:
    """`within 10 GeV of the Z boson mass (91.2 GeV)`"""
    given = [quantity(each) for each in trees(tree, "quantity")]
    width, centre = (*given, None, None)[:2]
    required = bool(tokens_of(tree, "REQUIRE"))
    return Condition(variable(only(tree, *VARIABLES)), Window(width, centre), required)


def differing(tree: Node) -> Condition:
    """`|mass - mZ| < 15 GeV`"""
    side = next(
        OPERATORS[each.type] for each in tree.children if isinstance(each, Token) and each.type in OPERATORS
    )
    *centre, width = with_units([quantity(each) for each in trees(tree, "quantity")])
    about = variable(only(tree, *VARIABLES))
    return Condition(about, Window(width, centre[0] if centre else None, operator=side))


def separation(tree: Node) -> Separation:
    """`within dR < 0.4 of a jet`; without a comparison, `within` and `separated by` say which it is."""
    words = " ".join(tokens_of(tree, "WITHIN", "SEPARATED_FROM")).lower()
    stated = [operator(each) for each in trees(tree, "operator")]
    side = ">" if "separat" in words else "<"
    side = stated[0] if stated and stated[0] != "==" else side
    return Separation(OneSided(side, (quantity(only(tree, "quantity")),)), noun(only(tree, "noun")))


def ring(tree: Node) -> Separation:
    """`0.2 < dR < 0.4 of a jet`"""
    low, high = (quantity(each) for each in trees(tree, "quantity"))
    relation = Interval(low, operator(only(tree, "low")), operator(only(tree, "high")), high)
    return Separation(relation, noun(only(tree, "noun")))


def hits(tree: Node) -> Condition | None:
    """`no missing hits`, `more than one missing hit`"""
    count = next(each for each in tree.children if isinstance(each, Tree))
    number = count_number(count) or "0"
    side = {"bounded_count": operator(only(count, "operator")) if trees(count, "operator") else "=="}
    known = {**side, "exact_count": "==", "no_count": "=="}.get(str(count.data))
    return Condition(Variable("missing_hits"), OneSided(known, (Quantity(number),))) if known else None


def counted(tree: Node) -> Count | None:
    """`at least two jets`, `number of jets >= 2`; None where the number is not whole."""
    about = noun(only(tree, "noun"))
    if tree.data == "one_of":
        stated_side = [operator(each) for each in trees(tree, "operator")] or [">="]
        side = "==" if tokens_of(tree, "EXACTLY") else stated_side[0]
        return Count(side, int(count_number(tree) or 0), about)
    required = bool(tokens_of(tree, "REQUIRE"))
    if tree.data == "multiplicity":
        stated = count_number(tree) or quantity(only(tree, "quantity")).number
        side = operator(only(tree, "operator"))
        return Count(side, int(stated), about, required=required) if stated.isdigit() else None
    if tree.data == "exact_multiplicity":
        return either(tree, about, required=required)
    count = next(
        each for each in tree.children if isinstance(each, Tree) and str(each.data).endswith("_count")
    )
    number = count_number(count)
    if number is not None and not number.isdigit():
        return None
    match count.data:
        case "bounded_count":
            return Count(operator(only(count, "operator")), int(number or 0), about)
        case "exact_count":
            return Count("==", int(number or 0), about)
        case "open_count":
            return Count(">=", int(number or 0), about)
        case "pair_count":
            least = any(str(each).lower().startswith("at least") for each in tokens_of(count, "PAIR_OF"))
            return Count(">=" if least else "", 2, replace(about, words=(*about.words, "pair")))
        case "no_count":
            return Count("==", 0, about)
        case "either_count":
            return either(count, about)
        case "single_count":
            return Count("==", 1, about)
        case _:
            return Count("", int(number or 0), about)


def either(tree: Node, about: Noun, *, required: bool = False) -> Count | None:
    """`two or three jets`, `between two and four jets`; None for numbers with others between them."""
    numbers = [digits(each) for each in tokens_of(tree, "NUMBER_WORD", "NUMBER")]
    if not all(each.isdigit() for each in numbers):
        return None
    low, high = int(numbers[0]), int(numbers[-1])
    if low == high:
        return Count("==", low, about, required=required)
    follow = high == low + 1 or (bool(tokens_of(tree, "BETWEEN")) and high > low)
    return Count(">=", low, about, most=high, required=required) if follow else None


def digits(token: Token) -> str:
    """A number in digits."""
    word = str(token).lower()
    return str(NUMBER_WORDS.index(word)) if word in NUMBER_WORDS else word


def count_number(tree: Node) -> str | None:
    """The number of a count, in digits."""
    given = tokens_of(tree, "NUMBER_WORD", "NUMBER")
    return digits(given[0]) if given else None


def binned(tree: Node) -> Binned | None:
    """`600-800, 800-1000 and > 1000 GeV`; None where the bins do not follow each other."""
    given = [quantity(item) for each in trees(tree, "edges", "open_edge") for item in trees(each, "quantity")]
    pairs = with_units(given)
    edges = [pairs[0]]
    for low, high in zip(pairs[0::2], (*pairs[1::2], None), strict=False):
        if low.number != edges[-1].number:
            return None
        edges += [high] if high else []
    return Binned(variable(only(tree, *VARIABLES)), tuple(edges))


VARIABLES = (
    "jvt", "charged_hadron_fraction", "neutral_hadron_fraction", "ratio", "pair_pt", "pt", "eta", "met",
    "ht", "mht", "st", "meff", "met_over_root_sum_et", "met_over_root_ht", "met_significance", "d0",
    "d0_significance", "impact_parameter_3d_significance", "z0", "z0_sin_theta", "relative_isolation",
    "mini_isolation", "track_isolation", "sigma_ieta_ieta", "hadronic_over_electromagnetic", "softdrop_mass",
    "tau21", "tau32", "pair_mass", "invariant_mass", "mtmin", "mt", "eta_product", "dphi", "min_dphi", "deta", "dr",
)  # fmt: skip


def variable(tree: Node) -> Variable:
    """A variable and what it is of."""
    name = str(tree.data)
    if name in ("pair_mass", "pair_pt"):
        return Variable("mass" if name == "pair_mass" else name, (pair(str(tree.children[0])),))
    if name == "ratio":
        parts = [str(each).split()[0] for each in tokens_of(tree, "MET", "HT", "ST", "MEFF", "MHT")]
        return Variable(name, tuple(parts))
    if name == "eta_product":
        return Variable(name, (Noun("Jet", plural=True, ranks=(0, 1), number=2),))
    if symbols := tokens_of(tree, "SYMBOL_PAIR"):
        return Variable(name, (pair(f"({symbols[0]})"),))
    nouns: list[Argument] = [noun(each) for each in trees(tree, "noun")]
    arguments = nouns or [argument(each) for each in trees(tree, "argument")]
    return Variable("mass" if name == "invariant_mass" else name, tuple(arguments))


def pair(text: str) -> Noun:
    """`dilepton mass`, `mass(μμ)`: two of a kind. Of jets, the two of highest pt are meant."""
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
    others = [particle(only(each, "particle")) for each in trees(tree, "other")]
    return Noun(
        KINDS[token.type],
        plural=is_plural(str(token)) or is_pair,
        determiner=" ".join(str(each).lower() for each in tokens_of(tree, "DETERMINER")),
        words=tuple(words),
        ranks=ranks,
        other_rank=other_ranks[0] if other_ranks else None,
        number=2 if is_pair else int(numbers[0]) if numbers and numbers[0] else None,
        other=others[0] if others else None,
    )


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
    if "fourth" in lower or "sub-sub-sub" in lower:
        return 3
    if "third" in lower or lower.replace("-", "").startswith("subsub"):
        return 2
    return 1 if any(each in lower for each in ("sub", "next", "second", "trailing")) else 0
