"""Histograms and published counts of ADL.

In: what follows `histo` or `counts`. Out: the rule here; raises ConversionError.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from hepir.diagnostics.nearest import nearest
from hepir.interop.adl import errors
from hepir.interop.adl.comparisons import as_number
from hepir.interop.adl.expressions import Converter
from hepir.interop.adl.lines import Line
from hepir.interop.adl.pieces import Momentum, Quantity
from hepir.interop.adl.stopping import ConversionError, cannot
from hepir.interop.adl.taking import parsed
from hepir.interop.adl.units import number, unit_for
from hepir.source import Span
from hepir.types.dimensions import ENERGY, NONE

NUMBER = re.compile(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$")
FOUND = "ADL finds the range of this axis from the events; here it is that of a direction"
NATURAL = (
    (re.compile(r"\|[^|]*\beta\|$"), ("0", "5")),
    (re.compile(r"\b(?:eta|rapidity)$"), ("-5", "5")),
    (re.compile(r"(?<!d)\bphi$"), ("-3.15", "3.15")),
    (re.compile(r"^dphi\(.*\)$"), ("0", "3.15")),
    (re.compile(r"^(?:dr|deta)\(.*\)$"), ("0", "6")),
    (re.compile(r"\btheta$"), ("0", "3.15")),
)
SIGNED = re.compile(r"(?P<sign>\+-|\+/-|\+|-)?\s*(?P<value>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*%?\s*")


@dataclass(frozen=True)
class Field:
    """One of the parts between commas, and where it begins."""

    text: str
    start: int

    @property
    def is_number(self) -> bool:
        """Whether it is a number alone."""
        return NUMBER.match(self.text) is not None

    @property
    def is_edges(self) -> bool:
        """Whether it is a list of numbers."""
        words = self.text.split()
        return len(words) > 1 and all(map(NUMBER.match, words))


def fields_of(line: Line) -> list[Field]:
    """The parts between commas outside of parentheses and quotes."""
    found, begin, deep, quoted = [], 0, 0, False
    for place, character in enumerate(line.body):
        quoted ^= character == '"'
        deep += (character in "({[") - (character in ")}]")
        if character == "," and deep <= 0 and not quoted:
            found.append(Field(line.body[begin:place], line.start + begin))
            begin = place + 1
    return [*found, Field(line.body[begin:], line.start + begin)]


def histogram(converter: Converter, line: Line, name: str, parts: list[Field]) -> str:
    """`hist NAME = axis, axis`; `parts` come after the name."""
    if parts and parts[0].text.strip().startswith('"'):
        parts = parts[1:]
    ranges: list[list[Field]] = []
    while parts and (count := width(parts)):
        ranges.append(parts[:count])
        parts = parts[count:]
    if not ranges or len(ranges) != len(parts) or any(len(each) not in (1, 3) for each in ranges):
        raise ConversionError(
            errors.NotUnderstood(line.span, "a histogram has bins, a lower and an upper end, and a value")
        )
    axes = [
        regular(converter, value, each) if len(each) == 3 else variable(converter, value, each[0])
        for value, each in zip(parts, ranges, strict=True)
    ]
    return f"hist {name} = {', '.join(axes)}"


def width(parts: list[Field]) -> int:
    """How many parts say the bins of the next axis: one with edges, or a number of bins and two ends; 0 where none do."""
    if parts[0].is_edges:
        return 1
    return next((place for place, each in enumerate(parts[:3]) if not each.is_number), min(3, len(parts)))


def regular(converter: Converter, value: Field, numbers: list[Field]) -> str:
    """An axis of equal bins."""
    text, unit = axis_value(converter, value)
    count, low, high = (each.text.strip() for each in numbers)
    if float(low) == float(high) and (natural := natural_range(text)):
        converter.decide(FOUND)
        low, high = natural
    if not float(low) < float(high):
        place = Span(numbers[1].start, numbers[2].start + len(numbers[2].text))
        raise cannot(place, "the range of the axis is empty or is to be found from the events")
    if not float(count).is_integer() or float(count) < 1:
        raise ConversionError(
            errors.NotUnderstood(value_span(numbers[0]), "a number of bins is whole and positive")
        )
    return (
        f"{text} in {int(float(count))} bins from {number(plain(low))}{unit} to {number(plain(high))}{unit}"
    )


def natural_range(text: str) -> tuple[str, str] | None:
    """The range that a direction has."""
    return next((ends for pattern, ends in NATURAL if pattern.search(text)), None)


def variable(converter: Converter, value: Field, field: Field) -> str:
    """An axis of bins between given edges."""
    text, unit = axis_value(converter, value)
    edges = field.text.split()
    return f"{text} in bins [{', '.join(number(plain(each)) for each in edges)}]{unit}"


def plain(text: str) -> str:
    """A number without a plus sign."""
    return text.lstrip("+")


def value_span(field: Field) -> Span:
    """The place of a field."""
    return Span(field.start, field.start + len(field.text))


def axis_value(converter: Converter, value: Field) -> tuple[str, str]:
    """The value of an axis and its unit, with a blank before it."""
    node = parsed(value.text, value.start)
    with converter.bound() as binders:
        piece = converter.piece(node)
    if isinstance(piece, Momentum) and piece.text == "MET":
        piece = Quantity("MET.pt", dimension=ENERGY)
    if not isinstance(piece, Quantity):
        raise cannot(node.span, "an axis shows a number")
    piece = as_number(piece)
    text = piece.text
    if binders:
        name = f"{binders[0].variable}."
        prop = text.strip("|").removeprefix(name)
        if len(binders) > 1 or not text.strip("|").startswith(name) or not prop.isidentifier():
            raise cannot(node.span, "an axis over objects shows a property of them")
        if " where " in binders[0].collection:
            raise cannot(node.span, "an axis over some of a collection")
        text = text.replace(name, f"{binders[0].collection}.")
    unit, decision = unit_for(piece.dimension or NONE, piece.name, converter.scope.length)
    if decision:
        converter.decide(decision)
    return text, f" {unit}" if unit else ""


def expectations(
    line: Line, processes: dict[str, tuple[str, ...]], fresh: dict[str, int]
) -> tuple[list[str], list[str]]:
    """`expect` rows for the numbers of a `counts`, and what was decided."""
    word, _, rest = line.body.strip().partition(" ")
    names = processes.get(word.lower())
    values = [each.strip() for each in rest.split(",")]
    decisions: list[str] = []
    if names is None and len(values) == 1 and not nearest(word, tuple(processes), limit=1):
        decisions.append(f"`{word}` has no `countsformat`: it is one number of this name")
        names = (word,)
    if names is None:
        raise ConversionError(errors.UnknownAdlName(line.span, word, nearest(word, tuple(processes))))
    if len(values) != len(names):
        raise ConversionError(
            errors.NotUnderstood(
                line.span, f"`{word}` has {len(names)} processes, here are {len(values)} numbers"
            )
        )
    found = []
    for name, value in zip(names, values, strict=True):
        central, spread = measured(value, line, decisions)
        fresh[name] = fresh.get(name, 0) + 1
        label = name if fresh[name] == 1 else f"{name}_{fresh[name]}"
        found.append(f"expect {label} {central}" + (f" +- {spread}" if spread else ""))
    return found, decisions


def measured(text: str, line: Line, decisions: list[str]) -> tuple[str, str]:
    """A number and its uncertainties, added in quadrature; of asymmetric ones the larger."""
    parts = list(SIGNED.finditer(text))
    if (
        not parts
        or "".join(each.group() for each in parts).strip() != text.strip()
        or parts[0]["sign"] == "+-"
    ):
        raise ConversionError(errors.NotUnderstood(line.span, f"`{text}` is no number with uncertainties"))
    sign = "-" if parts[0]["sign"] == "-" else ""
    spreads = {"+-": [], "+": [], "-": []}  # type: dict[str, list[float]]
    for each in parts[1:]:
        spreads["+-" if each["sign"] in ("+-", "+/-", None) else each["sign"]].append(float(each["value"]))
    both, up, down = (math.fsum(value * value for value in spreads[key]) for key in ("+-", "+", "-"))
    if up != down:
        decisions.append("of asymmetric uncertainties the larger is taken")
    if len(parts) > 2 and (len(spreads["+-"]) > 1 or len(spreads["+"]) > 1 or (both and (up or down))):
        decisions.append("uncertainties are added in quadrature")
    total = math.sqrt(both + max(up, down))
    written = [each["value"] for each in parts[1:]]
    spread = number(written[0]) if len(written) == 1 else (f"{total:.6g}" if total else "")
    return sign + number(parts[0]["value"]), spread
