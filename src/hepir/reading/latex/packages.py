r"""What a package beside the document defines: `\usepackage{definitions}` with a `definitions.sty` in its folder.

In: the text of a package or class. Out: its plain definitions, one after the other; TeX's own machinery and names that mean
something to the reader are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hepir.reading.latex.macros import DEFINITIONS, NAME, PRIMITIVES, Expansion, define
from hepir.reading.latex.parsing import ARGUMENTS

USED = re.compile(
    r"\\(?P<kind>usepackage|RequirePackage|documentclass)\s*(?:\[[^\]]*\])?\s*\{(?P<names>[^{}]*)\}"
)
MOST_BODY = 400
MACHINERY = re.compile(
    r"@|\\(?:expandafter|csname|catcode|let|relax|begingroup|input|futurelet|if(?!mmode)[a-z]*|newif|def|"
    r"newcommand|renewcommand|setlength|begin|end|section|par)(?![a-zA-Z])"
)
OWN = frozenset(
    {"begin", "end", "abstract", "keywords", "maketitle", "footnote", "item", "frac", "sqrt", *ARGUMENTS}
)


def definitions(name: str, text: str) -> Iterator[str]:
    """The definitions of a package that are plain text and symbols."""
    place = 0
    while (found := NAME.search(text, place)) is not None:
        place = found.end()
        kind = found[0][1:]
        if kind not in DEFINITIONS and kind not in PRIMITIVES:
            continue
        state = Expansion(name)
        end = define(state, text, found.end(), kind)
        if end is None:
            continue
        place = end
        plain = all(
            macro not in OWN and len(each.body) <= MOST_BODY and not MACHINERY.search(each.body)
            for macro, each in state.macros.items()
        )
        if plain:
            yield text[found.start() : end]
