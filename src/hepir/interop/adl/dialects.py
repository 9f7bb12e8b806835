"""The dialects of ADL that a program uses.

In: its statements. Out: their names, in a fixed order. The importer reads them all at once; which they are is for people.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hepir.interop.adl.lines import Line

PATTERNS = {
    "attributes": re.compile(r"\b\w+(?:\[\d+\])?\.[A-Za-z]\w*|^\s*\|?[A-Za-z]\w*\|?\s*(?:[<>=]|\[\])"),
    "functions": re.compile(r"\b(?:p[tT]|P[tT]|m|eta|Eta|phi|Phi|q|abs)\s*\(\s*\w+"),
    "braces": re.compile(r"\{[^}]*\}\s*[A-Za-z]"),
}


def dialects(lines: Sequence[Line]) -> tuple[str, ...]:
    """The dialects whose marks are there."""
    texts = [each.body for each in lines if each.keyword in ("select", "reject", "define", "histo")]
    return tuple(name for name, pattern in PATTERNS.items() if any(pattern.search(text) for text in texts))
