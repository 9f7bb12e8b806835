"""Differences as text and as JSON.

In: a `Comparison` and the names of the two programs. Out: text for people; the document that
`docs/schemas/diff.schema.json` describes.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from hepir.extract.canonical.model import Statement
from hepir.extract.comparing import Comparison, Difference

WHOLE = "the whole program"


def diff_text(comparison: Comparison, first: str, second: str) -> str:
    """What differs, by place; nothing where nothing does."""
    if comparison.equal:
        return ""
    lines = [f"- {first}", f"+ {second}"]
    entries = [
        *((each.first.scope, each.first.line, changed(each)) for each in comparison.different),
        *((each.scope, each.line, [line_of("-", each)]) for each in comparison.only_first),
        *((each.scope, each.line, [line_of("+", each)]) for each in comparison.only_second),
    ]
    for scope, group in groupby(
        sorted(entries, key=lambda each: (each[0], each[1])), key=lambda each: each[0]
    ):
        lines += ["", scope or WHOLE]
        lines += [line for _, _, found in group for line in found]
    return "\n".join([*lines, "", summary(comparison)]) + "\n"


def changed(difference: Difference) -> list[str]:
    """Two lines, and in what they differ."""
    where = f" (in {difference.second.scope or WHOLE})" if "scope" in difference.aspects else ""
    said = f"  [{' and '.join(difference.aspects)}]"
    return [line_of("-", difference.first), line_of("+", difference.second) + where + said]


def line_of(mark: str, statement: Statement) -> str:
    """A statement as it is written, its line, and which of several conditions in it is meant."""
    place = f"  line {statement.line}" if statement.line else ""
    part = f": {statement.text}" if statement.kind == "criterion" and " and " in statement.written else ""
    return f"  {mark} {statement.written}{place}{part}"


def summary(comparison: Comparison) -> str:
    """How many are the same, differ, and stand in one program alone."""
    return (
        f"{len(comparison.same)} the same, {len(comparison.different)} different, "
        f"{len(comparison.only_first)} only in the first, {len(comparison.only_second)} only in the second"
    )


def diff_document(comparison: Comparison, first: str, second: str) -> dict[str, object]:
    """The same as plain values for JSON."""
    return {
        "first": first,
        "second": second,
        "equal": comparison.equal,
        "same": len(comparison.same),
        "different": [
            {
                "first": statement_object(each.first),
                "second": statement_object(each.second),
                "aspects": list(each.aspects),
            }
            for each in comparison.different
        ],
        "only_first": objects(comparison.only_first),
        "only_second": objects(comparison.only_second),
        "repeated_first": objects(comparison.repeated_first),
        "repeated_second": objects(comparison.repeated_second),
    }


def objects(found: Iterable[Statement]) -> list[dict[str, object]]:
    """Statements as plain values."""
    return [statement_object(each) for each in found]


def statement_object(statement: Statement) -> dict[str, object]:
    """A statement as plain values; numbers in canonical units."""
    number = statement.number
    return {
        "kind": statement.kind,
        "scope": statement.scope,
        "text": statement.text,
        "written": statement.written,
        "line": statement.line,
        "quantity": statement.quantity,
        "relation": statement.relation,
        "value": None if number is None else number.value,
        "unit": "" if number is None else number.unit,
    }
