"""Reading with Lark: texts that are not right, and all where its tables cannot be used directly.

In: a text. Out: its parse tree, or all of its mistakes.
"""

from __future__ import annotations

import lark

from hepir.diagnostics.core import Diagnostic
from hepir.syntax.all_mistakes import all_mistakes
from hepir.syntax.converting import converted
from hepir.syntax.parsed import Tree
from hepir.syntax.tables import parser


def tree_or_mistakes(text: str) -> Tree | tuple[Diagnostic, ...]:
    """What Lark makes of a text."""
    try:
        return converted(parser().parse(text))
    except lark.UnexpectedInput as error:
        return all_mistakes(text, error)
