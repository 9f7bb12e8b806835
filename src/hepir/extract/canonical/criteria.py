"""Selections as criteria, one for each condition that must hold.

In: the conditions that a block selects or rejects. Out: criteria, each with all statements that say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hepir.extract.canonical import logic
from hepir.extract.canonical.model import Number, Statement
from hepir.extract.canonical.rewriting import Place, canonical
from hepir.extract.canonical.setting import Setting
from hepir.semantics.expressions import Compare, Constant, Expression, Fallback, Hole, Logical
from hepir.semantics.program import Origin
from hepir.semantics.wording import unit_of, worded
from hepir.types.core import BOOLEAN

WRITTEN = re.compile(r"(?P<number>[-+]?\s*[\d.]+(?:[eE][-+]?\d+)?)(?P<unit>.*)", re.DOTALL)
Selected = tuple[Expression, bool, Expression | None, Origin]


@dataclass(frozen=True)
class Part:
    """A condition that must hold (where `when` does), and the statements that say so."""

    condition: Expression
    when: Expression | None
    origins: tuple[Origin, ...]


def criteria(scope: str, selected: Iterable[Selected], place: Place, text: str) -> Iterator[Statement]:
    """The conjuncts of all selections of a block, each with the statements that say it."""
    found: dict[tuple[str, str], Part] = {}
    for condition, keep, when, origin in selected:
        asked = canonical(when, place) if when is not None else None
        for each in conjuncts(required(condition, keep, place)):
            key = (place.text(each), place.text(asked) if asked is not None else "")
            known = found.setdefault(key, Part(each, asked, ()))
            found[key] = replace(known, origins=(*known.origins, origin))
    for part in with_windows(list(found.values()), place.setting):
        yield criterion(scope, part, place.setting, text)


def required(condition: Expression, keep: bool, place: Place) -> Expression:
    """What must be true for an object or event to stay.

    To reject is to ask for the opposite where the condition is there; where it may be missing, missing stays.
    """
    if keep:
        return canonical(condition, place)
    parts = disjuncts(canonical(condition, place))
    return logic.joined("and", [rejected(part, place.setting) for part in parts], place.setting, condition)


def rejected(condition: Expression, setting: Setting) -> Expression:
    """What must be true for one rejected condition."""
    if setting.knowledge.may_be_missing(condition):
        false = Constant(False, type=BOOLEAN, span=condition.span)
        condition = Fallback(condition, false, type=BOOLEAN, span=condition.span)
    return logic.negated(condition, setting)


def conjuncts(condition: Expression) -> tuple[Expression, ...]:
    """The parts that must all hold."""
    return (
        condition.operands if isinstance(condition, Logical) and condition.operator == "and" else (condition,)
    )


def disjuncts(condition: Expression) -> tuple[Expression, ...]:
    """The parts of which one is enough."""
    return (
        condition.operands if isinstance(condition, Logical) and condition.operator == "or" else (condition,)
    )


def with_windows(parts: list[Part], setting: Setting) -> list[Part]:
    """`x > -c` and `x < c`, selected one after the other, as `|x| < c`."""
    found = list(parts)
    for lower in parts:
        for upper in parts:
            window = logic.as_window(lower.condition, upper.condition, "and", setting)
            if window is not None and lower.when == upper.when and lower in found and upper in found:
                found = [each for each in found if each not in (lower, upper)]
                found.append(Part(window, upper.when, (*lower.origins, *upper.origins)))
    return found


def criterion(scope: str, part: Part, setting: Setting, text: str) -> Statement:
    """One criterion, with its quantity, relation and number where it compares with one."""
    names = setting.names
    said = worded(part.condition, names)
    condition = f" when {worded(part.when, names)}" if part.when is not None else ""
    origins = tuple(dict.fromkeys(part.origins))
    whole = Statement(
        "criterion",
        scope,
        said + condition,
        origins,
        said + condition,
        condition=part.condition,
        when=part.when,
    )
    match part.condition:
        case Compare((left, Hole()), (sign,)):
            return replace(whole, quantity=worded(left, names) + condition, relation=sign)
        case Compare((left, Constant() as right), (sign,)) if not isinstance(right.value, bool | str):
            quantity = worded(left, names) + condition
            return replace(whole, quantity=quantity, relation=sign, number=number_of(left, right, text))
        case _:
            return whole


def number_of(quantity: Expression, constant: Constant, text: str) -> Number:
    """A number with its canonical unit, and as it stands in the program's text."""
    assert not isinstance(constant.value, bool | str)
    found = WRITTEN.search(text[constant.span.start : constant.span.end])
    written, unit = (found["number"], found["unit"].strip()) if found else ("", "")
    return Number(constant.value, unit_of(quantity) or unit_of(constant), written, unit)
