"""Conditions as clauses.

In: a typed condition, and who is being spoken of. Out: English such as `there are at least two jets` or
`the missing transverse momentum is above 200 GeV`. Directions are said in words, each number with its unit.
"""

from __future__ import annotations

from itertools import pairwise

from hepir.explain.nouns import Speaking, bare, noun, plural, singular
from hepir.explain.words import (
    COMPARED,
    COUNTED,
    TURNED,
    article,
    count_words,
    infinitive,
    listed,
    name_words,
    species_words,
)
from hepir.semantics.expressions import (
    Absolute,
    Compare,
    Conditional,
    Constant,
    Contains,
    Descends,
    Draw,
    Exists,
    Expression,
    Hole,
    Local,
    Logical,
    Member,
    Not,
    Reduce,
    Reference,
    Size,
    Trigger,
)
from hepir.types.core import Collection, Element

Part = tuple[Expression, str, Expression]


def clause(expression: Expression, speaking: Speaking) -> str:
    """A clause that says when the condition holds."""
    match expression:
        case Compare():
            return between(expression, speaking) or listed(
                [compared(part, speaking) for part in parts(expression)]
            )
        case Logical(word, operands):
            return joined(word, operands, speaking)
        case Not(operand):
            return f"it is not the case that {clause(operand, speaking)}"
        case Exists(value):
            return f"{noun(value, speaking)} exists"
        case Contains(whole, part):
            return f"{noun(part, speaking)} is part of {noun(whole, speaking)}"
        case Descends(particle, _, species):
            ancestors = listed([article(species_words(each)) for each in species], "or")
            return f"{noun(particle, speaking)} descends from {ancestors}"
        case Draw(_, (probability, *_)):
            return f"a random number is below {noun(probability, speaking)}"
        case Trigger(name):
            return f"the trigger {name} has fired"
        case Reduce():
            return quantified(expression, speaking)
        case Member():
            return property_clause(expression, speaking)
        case Reference(name):
            return (
                f"the event passes {name_words(name)}"
                if is_region(name, speaking)
                else f"{name_words(name)} holds"
            )
        case Constant(value):
            return "always" if value is True else "never"
        case Conditional(condition, value, otherwise):
            return f"{clause(value, speaking)} if {clause(condition, speaking)}, and otherwise {clause(otherwise, speaking)}"
        case Hole():
            return "a condition holds that is not given"
        case _:
            return f"{noun(expression, speaking)} holds"


def is_region(name: str, speaking: Speaking) -> bool:
    """Whether a name is that of a region."""
    return any(each.name == name for each in speaking.program.regions)


def joined(word: str, operands: tuple[Expression, ...], speaking: Speaking) -> str:
    """Several clauses; where `or` and `and` mix, what belongs together is said. Several values of one quantity are listed."""
    if word == "or" and (said := one_of_values(operands, speaking)):
        return said
    texts = [
        f"both {clause(each, speaking)}" if word == "or" and is_and(each) else
        f"either {clause(each, speaking)}" if word == "and" and isinstance(each, Logical) and not is_and(each) else
        clause(each, speaking)
        for each in operands
    ]  # fmt: skip
    return listed(texts, word)


def one_of_values(operands: tuple[Expression, ...], speaking: Speaking) -> str:
    """`x is equal to 44, 48 or 52`; empty where more than the number differs."""
    found = [parts(each) if isinstance(each, Compare) else [] for each in operands]
    alike = {(part[0], part[1]) for each in found for part in each}
    if len(alike) != 1 or any(len(each) != 1 or each[0][1] != "==" for each in found):
        return ""
    if any(count_of(each[0], speaking) is not None for each in found):
        return ""
    limits = [noun(each[0][2], speaking) for each in found]
    return f"{noun(found[0][0][0], speaking)} is equal to {listed(limits, 'or')}"


def is_and(expression: Expression) -> bool:
    """Whether several conditions must hold."""
    chain = isinstance(expression, Compare) and len(expression.operators) > 1 and not is_between(expression)
    return chain or (isinstance(expression, Logical) and expression.operator == "and")


def is_between(expression: Compare) -> bool:
    """Whether a chain gives one quantity two limits."""
    chain = parts(expression)
    return len(chain) == 2 and chain[0][0] == chain[1][0]


def between(expression: Compare, speaking: Speaking) -> str:
    """`x is above 30 GeV and below 50 GeV`; empty for what is no such chain, and for counts."""
    chain = parts(expression)
    if not is_between(expression) or count_of(chain[0], speaking) is not None:
        return ""
    limits = " and ".join(limit_words(part, speaking) for part in chain)
    return f"{noun(chain[0][0], speaking)} is {limits}"


def parts(expression: Compare) -> list[Part]:
    """The single comparisons of a chain, what is compared first and the number behind it."""
    found: list[Part] = []
    for (left, right), sign in zip(pairwise(expression.operands), expression.operators, strict=True):
        turned = isinstance(left, Constant) and not isinstance(right, Constant)
        found.append((right, TURNED[sign], left) if turned else (left, sign, right))
    return found


def compared(part: Part, speaking: Speaking) -> str:
    """One comparison as a clause."""
    value, sign, limit = part
    if (counted := count_of(part, speaking)) is not None:
        one = counted.startswith(("at least one ", "exactly one "))
        return f"there {'is' if one else 'are'} {counted}"
    return f"{noun(value, speaking)} is {COMPARED[sign]} {noun(limit, speaking)}"


def count_of(part: Part, speaking: Speaking) -> str | None:
    """`at least two jets`; None where nothing is counted."""
    value, sign, limit = part
    if not isinstance(limit, Constant) or isinstance(limit.value, str | bool) or sign not in COUNTED:
        return None
    match value:
        case Size(collection):
            objects, asked = plural(collection, speaking), ""
            one = singular(collection, speaking)
        case Reduce(operation="count"):
            inner, objects = over(value, speaking)
            asked = which(value.body, inner) + (
                f",{which(value.where, inner)}" if value.where is not None else ""
            )
            one = thing_of(value, speaking)
        case _:
            return None
    if sign == "==" and limit.value == 0:
        return f"no {objects}{asked}"
    if sign == ">" and limit.value == 0:
        return f"at least one {one}{asked}"
    what = one if limit.value == 1 and sign != "<" and objects == objects_of(value, speaking) else objects
    return f"{COUNTED[sign]} {count_words(limit.value)} {what}{asked}"


def objects_of(value: Expression, speaking: Speaking) -> str:
    """What is counted, in the plural, as it is said without variables."""
    match value:
        case Size(collection):
            return plural(collection, speaking)
        case Reduce(bindings=(binding,)):
            return plural(binding.collection, speaking)
        case _:
            return ""


def thing_of(value: Reduce, speaking: Speaking) -> str:
    """One of the objects that are counted."""
    return singular(value.bindings[0].collection, speaking)


# ---- objects ----


def over(expression: Reduce, speaking: Speaking) -> tuple[Speaking, str]:
    """Who is spoken of inside a quantifier, and the objects that it runs over.

    Of one collection the objects are the subject; of several each has its variable's name.
    """
    if len(expression.bindings) == 1:
        (binding,) = expression.bindings
        words = f"the {singular(binding.collection, speaking)}"
        return speaking.naming(binding.variable, words).about(binding.variable), plural(
            binding.collection, speaking
        )
    inner, texts = speaking.about(None), list[str]()
    for binding in expression.bindings:
        inner = inner.naming(binding.variable, binding.variable)
        texts.append(f"{plural(binding.collection, speaking)} {binding.variable}")
    return inner, listed(texts)


def which(condition: Expression | None, speaking: Speaking) -> str:
    """What objects are like, behind their name: ` with pT above 30 GeV`; nothing where nothing is asked."""
    if condition is None:
        return ""
    having = possession(condition, speaking)
    return f" with {having}" if having else f" for which {clause(condition, speaking)}"


def possession(condition: Expression, speaking: Speaking) -> str:
    """`pT above 30 GeV and |η| below 2.4`; empty where the condition is about more than the subject's own numbers."""
    match condition:
        case Compare():
            chain = parts(condition)
            found = [held(part, speaking) for part in chain]
            if len(chain) == 2 and chain[0][0] == chain[1][0] and all(found):
                found[1] = limit_words(chain[1], speaking)
        case Logical(operator="and", operands=operands):
            found = [possession(each, speaking) for each in operands]
        case Logical(operator="or", operands=operands) if len({spoken_of(each) for each in operands}) == 1:
            choices = [symbolic(each, speaking) for each in operands]
            return listed(choices, "or") if all(choices) else ""
        case _:
            return ""
    return listed(found) if all(found) else ""


def spoken_of(condition: Expression) -> frozenset[Expression]:
    """The quantities that a condition compares."""
    chain = parts(condition) if isinstance(condition, Compare) else []
    return frozenset(value for value, _, _ in chain)


def symbolic(condition: Expression, speaking: Speaking) -> str:
    """`1.52 < |η| < 2.37`: with `or` between them, words such as `and` would not tell what belongs together."""
    if not isinstance(condition, Compare) or not all(held(part, speaking) for part in parts(condition)):
        return ""
    return in_signs(condition, speaking)


def in_signs(condition: Compare, speaking: Speaking) -> str:
    """A comparison in signs."""
    first, *rest = (bare(each, speaking) for each in condition.operands)
    return first + "".join(f" {sign} {each}" for sign, each in zip(condition.operators, rest, strict=True))


def held(part: Part, speaking: Speaking) -> str:
    """One property of the subject and its limit."""
    value, _, limit = part
    if not is_own(value, speaking) or not isinstance(limit, Constant):
        return ""
    return f"{bare(value, speaking)} {limit_words(part, speaking)}"


def limit_words(part: Part, speaking: Speaking) -> str:
    """`above 30 GeV`"""
    _, sign, limit = part
    return f"{COMPARED[sign]} {noun(limit, speaking)}"


def is_own(value: Expression, speaking: Speaking) -> bool:
    """Whether a value is a property of the subject, or its absolute value."""
    inner = value.value if isinstance(value, Absolute) else value
    return (
        isinstance(inner, Member)
        and not inner.slot
        and isinstance(inner.base, Local)
        and inner.base.name == speaking.subject
    )


def quantified(expression: Reduce, speaking: Speaking) -> str:
    """`any`, `all`, `none` as a clause."""
    inner, objects = over(expression, speaking)
    asked = which(expression.where, inner)
    one = thing_of(expression, speaking) if len(expression.bindings) == 1 else ""
    match expression.operation:
        case "any" if one:
            return (
                f"there is at least one {one}{asked}{' and' if asked else ''}{which(expression.body, inner)}"
            )
        case "all" if one:
            return f"every {one}{asked} is such that {clause(expression.body, inner)}"
        case "none" if one:
            return f"there is no {one}{asked}{' and' if asked else ''}{which(expression.body, inner)}"
        case word:
            quantifier = {"any": "some", "all": "all", "none": "no"}.get(word, word)
            return f"for {quantifier} {objects}{asked}, {clause(expression.body, inner)}"


def property_clause(expression: Member, speaking: Speaking) -> str:
    """A property that is true or false."""
    said = description(expression, speaking)
    base = expression.base
    who = "it" if isinstance(base, Local) and base.name == speaking.subject else noun(base, speaking)
    return f"{who} {said}" if said else f"{name_words(expression.name)} of {who} is true"


def description(expression: Member, speaking: Speaking) -> str:
    """What a property that is true or false means, as a verb phrase: `passes the tight identification`."""
    base = expression.base.type
    element = base.element if isinstance(base, Collection) else base
    for kind in element.kinds if isinstance(element, Element) else ():
        found = speaking.program.kinds.get(kind)
        known = found.properties.get(expression.name) if found is not None else None
        if known is not None and infinitive(known.description):
            return known.description
    return ""
