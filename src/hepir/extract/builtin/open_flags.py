"""Properties of objects that the language does not know: `select btag_77`, `select isolated` of tracks,
`charged_hadron_isolation`.

In: the statements of a draft. Out: the statements, in which each such property is left open (`let btag_77 = ?`) where
an object first has it; objects that are chosen from others have theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hepir.extract.builtin.collections import ISOLATED, ISOLATIONS
from hepir.extract.draft import DraftStatement

NAMED = "|".join(ISOLATIONS)
FLAG = re.compile(
    rf"(?<![\w.])(?:btag_\d\d|{ISOLATED}|(?:{NAMED})_isolation|(?:charged|neutral)_hadron_isolation|very_(?:loose|tight)_id)(?!\w)"
)
DECLARED = re.compile(r"let (\w+) = \?")
HEADER = re.compile(r"object (\w+) from (.+)")


def with_open_flags(statements: Iterable[DraftStatement]) -> Iterator[DraftStatement]:
    """The statements, each flag declared before its first use."""
    known: dict[str, set[str]] = {}
    for each in statements:
        if header := HEADER.fullmatch(each.text):
            origins = [known.get(name, set()) for name in header[2].split(", ")]
            known[header[1]] = set.intersection(*origins)
        elif each.target in known and (told := DECLARED.fullmatch(each.text)):
            known[each.target].add(told[1])
        elif each.target in known and each.text.startswith(("select ", "reject ")):
            for flag in dict.fromkeys(FLAG.findall(each.text)):
                if flag not in known[each.target]:
                    known[each.target].add(flag)
                    yield DraftStatement(each.target, f"let {flag} = ?", each.evidence)
        yield each
