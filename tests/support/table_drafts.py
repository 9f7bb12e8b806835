"""Tables that tests write, and the statements that the built-in reader makes of them."""

import re

from builtin_drafts import statements
from written_papers import selection

DEFINED = "Table 1: Definition of the signal regions."


def rules(caption: str, table: str) -> list[str]:
    """The statements of a table but for notes and orders; its bars are as they stand, `abs` is a bar of a variable."""
    rows = [f"| {each.strip()} |".replace("abs", r"\|") for each in table.strip().splitlines()]
    lines = "\n".join((rows[0], "|" + "---|" * (rows[0].replace(r"\|", "").count("|") - 1), *rows[1:]))
    said = statements(selection(caption.replace("abs", r"|"), lines))
    return [each for each in said if not re.search("unresolved|sort by|btag", each)]
