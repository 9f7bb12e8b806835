"""From the tree of a phrase to its value.

In: Lark's tree of a phrase of `phrases.lark`. Out: a value of `phrases`, or None where the words say something else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lark import Token, Tree

from hepir.extract.builtin.parsing.heads import RELATIVE, SAME
from hepir.extract.builtin.parsing.identifying import at_vertex, carried, flag, hits, level, plane, planes
from hepir.extract.builtin.parsing.nodes import (
    OPERATORS,
    UNITS,
    Node,
    count_number,
    digits,
    only,
    operator,
    quantity,
    tokens_of,
    trees,
    with_units,
)
from hepir.extract.builtin.parsing.variables import (
    VARIABLES,
    argument,
    noun,
    variable,
)
from hepir.extract.builtin.phrases import (
    ONE_OF,
    OPPOSITE,
    Binned,
    Both,
    Condition,
    Count,
    Energy,
    Interval,
    Luminosity,
    Noun,
    OneSided,
    Phrase,
    Quantity,
    Separation,
    Variable,
    Window,
    Word,
)

VARIABLE_WORDS = {"ETA": "eta", "D0": "d0", "Z0": "z0"}
GOING_ON = ("UNIT", "LESS", "GREATER", "AT_LEAST", "AT_MOST")
LIMITING = {"threshold", "thresholds", "requirement", "requirements", "cut"}
BEING = {"is", "are", "was", "were"}
BEHIND_VALUES = (
    "respectively",
    "are",
    "is",
    "were",
    "was",
    "at",
    "as",
    "on",
    "using",
    "only",
    "also",
    "then",
)


def phrase_of(tree: Node, following: Token | None) -> Phrase | None:
    """The value of a phrase; None where what follows shows that it was none (`0.25 m`, `91 +- 2`)."""
    if following is not None and following.type in ("FOREIGN", "TIMES"):
        return None
    if following is not None and following.type in GOING_ON and tree.data in ("compared", "bare"):
        return None  # `|eta| < 2.5 and 40 GeV < pT`: the last number belongs to what follows
    if (made := OF_RULES.get(str(tree.data))) is not None:
        return made(tree)
    match tree.data:
        case "compared":
            found = compared(tree)
            return None if counting(found, following) else found
        case "bare":
            relation = one_sided(tree)
            again_same = Condition(Variable(SAME), relation) if relation else None
            return None if counting(again_same, following) else again_same
        case "threshold":
            return threshold(tree)
        case "bare_window":
            return replace(window(tree, Variable(SAME)), required=False)
        case "explained":
            return Condition(variable(only(tree, *VARIABLES)), share(tree))
        case "bare_share":
            return Condition(Variable(SAME), share(tree), required=False)
        case "within":
            name = VARIABLE_WORDS[tokens_of(tree, *VARIABLE_WORDS)[0].type]
            return Condition(Variable(name), OneSided("<", (quantity(only(tree, "quantity")),)))
        case "energy":
            return Energy(quantity(only(tree, "quantity")))
        case "luminosity":
            return Luminosity(quantity(only(tree, "quantity")))
        case "transverse":
            return Variable("mt", tuple(argument(each) for each in trees(tree, "argument")))
        case _:
            token = tree.children[0]
            assert isinstance(token, Token)
            return Word(token.type, str(token))


def counting(found: Condition | Both | None, following: Token | None) -> bool:
    """`|eta| < 2.0 and at least 12 hits`: the last number, which has no unit, counts what stands behind it."""
    if following is None or following.type != "WORD" or str(following).lower() in BEHIND_VALUES:
        return False
    relation = found.relation if isinstance(found, Condition) else None
    bare = isinstance(found, Condition) and found.variable.name == SAME
    if not isinstance(relation, OneSided) or relation.others or not (bare or len(relation.quantities) > 1):
        return False
    return relation.quantities[-1].unit is None


def compared(tree: Node) -> Condition | Both | None:
    """`pT > 30 GeV`, `pT between 30 and 50 GeV`, `|d0| (|z0|) < 0.05 (0.1) cm`"""
    relation = comparison(tree)
    required = bool(tokens_of(tree, "REQUIRE"))
    about = variable(only(tree, *VARIABLES))
    if relation is None:
        return None
    if not trees(tree, "other_variable"):
        return Condition(about, relation, required)
    if not isinstance(relation, OneSided) or len(relation.others) != 1 or len(relation.quantities) != 1:
        return None
    other = variable(only(only(tree, "other_variable"), *VARIABLES))
    if owners := tuple(noun(each) for each in trees(tree, "noun")):
        about, other = replace(about, arguments=owners), replace(other, arguments=owners)
    return Both(
        Condition(about, OneSided(relation.operator, relation.quantities), required),
        Condition(other, OneSided(relation.operator, relation.others), required),
    )


def comparison(tree: Node) -> OneSided | Interval | None:
    """What a variable is compared with."""
    found = only(tree, "one_sided", "between", "outside")
    if found.data == "one_sided":
        return one_sided(found)
    low, high = with_units([quantity(each) for each in trees(found, "quantity")])
    return Interval(low, "<", "<", high, inside=found.data == "between")


def again(tree: Node) -> Condition | None:
    """`that of electrons smaller than 0.1`: the variable is that of the condition before."""
    relation = comparison(tree)
    return Condition(Variable(SAME, (noun(only(tree, "noun")),)), relation) if relation else None


def shared(tree: Node) -> Condition | None:
    """`track isolation below 5 % of the pT`; None for variables that are no isolation."""
    name = RELATIVE.get(variable(only(tree, *VARIABLES)).name)
    if name is None:
        return None
    about = variable(only(tree, *VARIABLES)).arguments
    return Condition(Variable(name, about), share(tree), bool(tokens_of(tree, "REQUIRE")))


def threshold(tree: Node) -> Condition | None:
    """`the pT threshold is 25 (20) GeV`; None where no word says that it is one."""
    if not links_of(tree) & LIMITING:
        return None
    relation = OneSided(">", *with_alternatives(only(tree, "values")))
    return Condition(variable(only(tree, *VARIABLES)), relation, bool(links_of(tree) & BEING))


def links_of(tree: Node) -> set[str]:
    """The words between a variable and its value."""
    return {str(each).lower() for each in tokens_of(tree, "LINK")}


def share(tree: Node) -> OneSided:
    """`below 6 % (15 %) of the lepton pT`"""
    return OneSided(operator(only(tree, "operator")), *with_alternatives(tree))


def one_sided(tree: Node) -> OneSided | None:
    """`> 20, 15 and 10 GeV`, `> 25 (20) GeV`; None for lists that are none (`> 30 GeV, 2`)."""
    values = only(tree, "values")
    given = [quantity(each) for each in trees(values, "quantity")]
    if any(each.unit for each in given[:-1]) and not all(each.unit for each in given):
        return None
    return OneSided(operator(only(tree, "operator")), *with_alternatives(values))


def with_alternatives(values: Node) -> tuple[tuple[Quantity, ...], tuple[Quantity, ...]]:
    """`25 (20) GeV`: values, and those in parentheses."""
    given = [quantity(each) for each in trees(values, "quantity")]
    units = [UNITS.get(str(each), str(each)) for each in tokens_of(values, "UNIT")]
    others = [quantity(item) for each in trees(values, "alternative") for item in trees(each, "quantity")]
    every = with_units([*given, *others], units[0] if units else given[-1].unit)
    return every[: len(given)], every[len(given) :]


def inverted(tree: Node) -> Condition:
    """`exceeding a pT of 15 GeV`, `a minimum pT of 15 GeV`"""
    side = "<=" if any(str(each).lower().startswith("max") for each in tokens_of(tree, "MINIMAL")) else ">="
    side = operator(only(tree, "operator")) if trees(tree, "operator") else side
    relation = OneSided(side, (quantity(only(tree, "quantity")),))
    required = bool(tokens_of(tree, "REQUIRE")) or bool(tokens_of(tree, "MINIMAL") and links_of(tree) & BEING)
    return Condition(variable(only(tree, *VARIABLES)), relation, required)


def bounded(tree: Node) -> Condition:
    """`1.37 < |eta| < 1.52`"""
    about = variable(only(tree, *VARIABLES))
    low_operator = operator(only(tree, "low"))
    given = with_units([quantity(each) for each in trees(tree, "quantity")])
    if len(given) == 1:
        return Condition(about, OneSided(OPPOSITE[low_operator], given))
    return Condition(about, Interval(given[0], low_operator, operator(only(tree, "high")), given[1]))


def window(tree: Node, about: Variable | None = None) -> Condition:
    """`within 10 GeV of the Z boson mass (91.2 GeV)`"""
    given = [quantity(each) for each in trees(tree, "quantity")]
    width, centre = (*given, None, None)[:2]
    required = bool(tokens_of(tree, "REQUIRE"))
    side = ">" if tokens_of(tree, "BEYOND") else "<"
    return Condition(about or variable(only(tree, *VARIABLES)), Window(width, centre, side), required)


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


def ring_between(tree: Node) -> Separation:
    """`separated by dR between 0.2 and 0.4 from a jet`"""
    given = [quantity(each) for each in trees(tree, "quantity")]
    low, high = given or [Quantity(str(each)) for each in tokens_of(tree, "NUMBER")]
    return Separation(Interval(low, "<", "<", high), noun(only(tree, "noun")))


def counted(tree: Node) -> Count | None:
    """`at least two jets`, `number of jets >= 2`; None where the number is not whole."""
    about = noun(only(tree, "noun"))
    if tree.data == "one_of":
        stated_side = [operator(each) for each in trees(tree, "operator")] or [">="]
        exactly = tokens_of(tree, "EXACTLY")
        if any(each.lower() == "only" for each in exactly):
            return None  # `only one of the leptons is required to have`: one is enough, or no other may
        side = "==" if exactly else stated_side[0]
        return Count(side, int(count_number(tree) or 0), about)
    required = bool(tokens_of(tree, "REQUIRE"))
    if tree.data == "multiplicity":
        stated = count_number(tree) or quantity(only(tree, "quantity")).number
        side = operator(only(tree, "operator"))
        return Count(side, int(stated), about, required=required) if stated.isdigit() else None
    if tree.data == "exact_multiplicity":
        return either(tree, about, required=required)
    if tree.data == "open_multiplicity":
        return Count(side_of(tree), int(count_number(tree) or 0), about, required=required)
    if tree.data == "bounded_multiplicity":
        return between_numbers(tree, about)
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
            return Count(side_of(count), int(number or 0), about)
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


def side_of(tree: Node) -> str:
    """`two or more`, `two or fewer`"""
    return "<=" if tokens_of(tree, "OR_FEWER") else ">="


def between_numbers(tree: Node, about: Noun) -> Count | None:
    """`2 <= number of jets < 5`"""
    numbers = [quantity(each).text for each in trees(tree, "quantity")]
    if not all(each.isdigit() for each in numbers):
        return None
    least, most = map(int, numbers)
    least += operator(only(tree, "low")) == "<"
    most -= operator(only(tree, "high")) == "<"
    return Count(ONE_OF, least, about, most) if least < most else None


def either(tree: Node, about: Noun, *, required: bool = False) -> Count | None:
    """`two or three jets`, `3, 4 or 5 jets`, `3-5 jets`, `between two and four jets`; None for numbers with gaps."""
    told = [digits(each) for each in tokens_of(tree, "NUMBER_WORD", "NUMBER")]
    if not all(each.isdigit() for each in told):
        return None
    numbers = [int(each) for each in told]
    low, high = numbers[0], numbers[-1]
    if low == high:
        return Count("==", low, about, required=required)
    if about.kind == "Track" and not tokens_of(tree, "BETWEEN"):
        return Count(ONE_OF, low, about, most=high)
    every = tokens_of(tree, "BETWEEN", "TO", "DASH") and low < high
    follow = every or (len(numbers) > 1 and numbers == list(range(low, high + 1)))
    return Count(">=", low, about, most=high, required=required) if follow else None


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


# What each rule of the grammar gives that is a function of its tree alone.
OF_RULES: dict[str, Callable[[Node], Phrase | None]] = {
    "bounded": bounded,
    "inverted": inverted,
    "minimal": inverted,
    "window": window,
    "again": again,
    "shared": shared,
    "carried": carried,
    "at_vertex": at_vertex,
    "planes": planes,
    "plane": plane,
    "impacts": planes,
    "level": level,
    "flag": flag,
    "differing": differing,
    "separation": separation,
    "ring": ring,
    "ring_between": ring_between,
    "hits": hits,
    **dict.fromkeys(
        (
            "counted",
            "multiplicity",
            "open_multiplicity",
            "bounded_multiplicity",
            "exact_multiplicity",
            "one_of",
        ),
        counted,
    ),
    "binned": binned,
    "noun": noun,
}
