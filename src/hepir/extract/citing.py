"""The grammars of evidence: which sentence a statement rests on, and which part of it.

In: sentences, captions and rows of a document. Out: grammars for llguidance. `@p3s12` cites a whole sentence; `@p3s12 "` is
followed by a part of it, from a white space to another, and `"`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SHORTEST, LONGEST = 12, 600


@dataclass(frozen=True)
class Citable:
    """A sentence, caption or row of a table; `references` are what it cites."""

    id: str
    text: str
    page: int
    document: str = ""
    references: tuple[str, ...] = ()


def evidence_grammar(units: Iterable[Citable]) -> str:
    """Cite one of the units. Those that are long enough may be cited in part."""
    parts: dict[str, None] = {}
    wholes: dict[str, None] = {}
    for each in units:
        (parts if len(each.text) > 2 * SHORTEST else wholes)[each.id] = None
    rules = {"PART": ('("\\n"|" \\"")', parts), "WHOLE": ('"\\n"', wholes)}
    named = {name: rule for name, rule in rules.items() if rule[1]}
    start = " | ".join(f"{name} {end}" for name, (end, _) in named.items())
    return f"start: {start}\n" + "".join(f"{name}: /@({one_of(ids)})/\n" for name, (_, ids) in named.items())


def one_of(identifiers: Iterable[str]) -> str:
    """A regular expression of identifiers: those that differ in their last character alone are one alternative, because a
    document has thousands."""
    last: dict[str, list[str]] = {}
    for each in identifiers:
        last.setdefault(each[:-1], []).append(each[-1])
    return "|".join(
        f"{verbatim(stem)}[{''.join(map(verbatim, ends))}]" if stem else "|".join(map(verbatim, ends))
        for stem, ends in last.items()
    )


def verbatim(text: str) -> str:
    """A text in a regular expression, whatever characters it has."""
    if text.isascii() and text.isalnum():
        return text
    return "".join(each if each.isascii() and each.isalnum() else f"\\x{{{ord(each):x}}}" for each in text)


def span_grammar(text: str) -> str:
    """Words of a text that follow each other, and the closing quotation mark."""
    # servers guess from `::=` that a grammar is of another dialect
    chunks = json.dumps({"substring_chunks": chunked(text)}, ensure_ascii=False).replace("::=", ":\\u003a=")
    return (
        f'start: SPAN "\\"\\n"\nSPAN: %regex {chunks} & /[^ \\n](?s:.{{{SHORTEST - 2},{LONGEST}}})[^ \\n]/\n'
    )


def chunked(text: str) -> Sequence[str]:
    """The words of a text and the spaces between them."""
    words = text.split(" ")
    return [piece for word in words for piece in (" ", word)][1:] if words else []


def cited(text: str, units: Mapping[str, Citable]) -> tuple[Citable, bool] | None:
    """The unit that a finished citation names, and whether a part of it is to come; None if it names none."""
    unit = units.get(identifier(text))
    return (unit, text.endswith(' "')) if unit is not None else None


def identifier(text: str) -> str:
    """The unit that a citation names."""
    return text.removeprefix("@").removesuffix("\n").removesuffix(' "')
