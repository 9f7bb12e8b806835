"""What a backend makes of a plan.

In: nothing. Out: the source text of a Python module, the branches that it reads, and its hash.
"""

from __future__ import annotations

from hashlib import sha256

from hepir.light_dataclasses import dataclass


@dataclass(frozen=True)
class Artifact:
    """Generated code; the same plan gives the same bytes."""

    text: str
    columns: tuple[str, ...]

    def _repr_html_(self) -> str:
        """What a notebook shows: the code."""
        from html import escape

        return f"<pre>{escape(self.text)}</pre>"

    @property
    def sha256(self) -> str:
        """The hash of the text."""
        return sha256(self.text.encode()).hexdigest()
