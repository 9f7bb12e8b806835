"""A branch as `drafting` sees it.

In: a branch's name and the text of its type, as uproot or parquet write it. Out: its parts, and what its
values are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hepir.schemas.model import ValueType
from hepir.syntax.words import RESERVED

LISTS = re.compile(r"\[\]|\bvector<|\bRVec<|\blist<|\blist_?<|\bvar \*")
FIXED = re.compile(r"\[\d+\]")
WORDS: tuple[tuple[re.Pattern[str], ValueType], ...] = (
    (re.compile(r"\bbool"), "boolean"),
    (re.compile(r"\b(unsigned |long |short )*u?(int|long|short)\w*\b"), "integer"),
    (re.compile(r"\b(float|double|halffloat)\w*\b"), "number"),
)
PREFIX_NOISE = re.compile(r"^Analysis(?=[A-Z])|AuxDyn$|Aux$")


@dataclass(frozen=True)
class Column:
    """A branch: `prefix` and `rest` are what stands before and after the separator (`Muon`, `pt`);
    `listed` tells whether an event has a list of values; `values` is None where they cannot be used
    (texts, references, lists of lists).
    """

    branch: str
    prefix: str
    rest: str
    listed: bool
    values: ValueType | None


def column(branch: str, typename: str) -> Column:
    """A branch taken apart."""
    prefix, rest = parts(branch)
    depth = len(LISTS.findall(typename))
    usable = depth <= 1 and not FIXED.search(typename)
    return Column(branch, prefix, rest, depth > 0, value_type(typename) if usable else None)


def parts(branch: str) -> tuple[str, str]:
    """`Muon_pt`, `Jet/Jet.PT` and `AnalysisMuonsAuxDyn.pt` as prefix and rest; no separator, no prefix."""
    last = branch.rpartition("/")[2]
    for separator in (".", ":", "_"):
        prefix, found, rest = last.partition(separator)
        if found and prefix and rest:
            return PREFIX_NOISE.sub("", PREFIX_NOISE.sub("", prefix)), rest
    return "", last


def value_type(typename: str) -> ValueType | None:
    """What single values are, from the name of their type."""
    if re.search(r"string|char\*|Ref|Link|\bpair<|\bT[A-Z]", typename):
        return None
    return next((kind for pattern, kind in WORDS if pattern.search(typename)), None)


def identifier(text: str) -> str:
    """A name that programs can write, as near to `text` as it can be."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", text)
    name = re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_").lower() or "value"
    name = f"_{name}" if name[0].isdigit() else name
    return f"{name}_value" if name in RESERVED else name
