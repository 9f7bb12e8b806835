"""Properties of objects that the language does not know: `select btag_77`, `select isolated` of tracks,
`charged_hadron_isolation`; `pixel_layers`, which it knows of no object.

In: the statements of a draft. Out: the statements, in which each such property is left open (`let btag_77 = ?`) where
an object first has it; objects that are chosen from others have theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from hepir.extract.builtin.collections import ISOLATED, ISOLATIONS
from hepir.extract.builtin.measured import MEASURED
from hepir.extract.draft import DraftStatement
from hepir.types.kinds import standard_kinds

NAMED = "|".join((*(f"{each}_isolation" for each in ISOLATIONS), *MEASURED))
FLAG = re.compile(rf"(?<![\w.])(?:btag_\d\d|{ISOLATED}|{NAMED}|very_(?:loose|tight)_id)(?!\w)")
DECLARED = re.compile(r"let (\w+) = \?")
HEADER = re.compile(r"object (\w+) from (.+)")
# What objects that have the one call the other: tracks and vertices tell the degrees of freedom of their fits.
OWN_NAMES = (
    ("n_pixel_hits", r"(?<![\w.])pixel_hits\b", "n_pixel_hits"),
    ("n_degrees_of_freedom", r"(?<![\w.])chi2\b", "chi2 / n_degrees_of_freedom"),
)


def with_open_flags(statements: Iterable[DraftStatement]) -> Iterator[DraftStatement]:
    """The statements, each flag declared before its first use."""
    known: dict[str, set[str]] = {}
    for given in statements:
        each = given
        if header := HEADER.fullmatch(each.text):
            origins = [known.get(name, properties(name)) for name in header[2].split(", ")]
            known[header[1]] = set.intersection(*origins)
        elif each.target in known and (told := DECLARED.fullmatch(each.text)):
            known[each.target].add(told[1])
        elif each.target in known and each.text.startswith(("select ", "reject ")):
            each = replace(given, text=own_names(given.text, known[given.target]))
            for flag in dict.fromkeys(FLAG.findall(each.text)):
                if flag not in known[each.target]:
                    known[each.target].add(flag)
                    yield DraftStatement(each.target, f"let {flag} = ?", each.evidence)
        yield each


def properties(kind: str) -> set[str]:
    """What the language knows of objects of a kind; nothing where it has no such kind."""
    found = standard_kinds().get(kind)
    return set(found.properties) if found else set()


def own_names(text: str, known: set[str]) -> str:
    """A rule in the names that its objects have for what tracks of others have, too."""
    for having, pattern, own in OWN_NAMES:
        text = re.sub(pattern, own, text) if having in known else text
    if "track_isolation" in known and "relative_track_isolation" not in known:
        text = re.sub(r"(?<![\w.])relative_track_isolation\b", "track_isolation / pt", text)
    return text
