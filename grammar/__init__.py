"""The language as data: the grammar, the units, the kinds of objects, a conformance corpus.

In: nothing. Out: the texts of the files beside this module.
"""

from __future__ import annotations

from importlib.resources import files


def read(name: str) -> str:
    """The text of a file of this package, such as `hep.lark`."""
    return (files(__package__) / name).read_text(encoding="utf-8")
