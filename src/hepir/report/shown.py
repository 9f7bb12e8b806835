"""A result that notebooks show.

In: a `Result`. Out: the same, with `_repr_html_`.
"""

from __future__ import annotations

from hepir.backend.result import Result
from hepir.light_dataclasses import dataclass


@dataclass(frozen=True)
class ShownResult(Result):
    """A whole run; in a notebook, its cutflows and pictures."""

    def _repr_html_(self) -> str:
        from hepir.report.notebook import result_html

        return result_html(self)
