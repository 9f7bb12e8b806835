"""What can be wrong with programs that come as JSON, and with what is asked of an export: HEP1120 to HEP1129.

In: what was found. Out: one diagnostic each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic


@dataclass(frozen=True)
class NotATypedProgram(Diagnostic):
    """A text is no typed program in JSON.

    `hepir export --to json` writes such texts, and `docs/schemas/program.schema.json` describes them.

    Example:

        $ hepir export selection.hep --to json

    Take the text as it was written, or mend what the message names.
    """

    code: ClassVar[str] = "HEP1120"
    name: ClassVar[str] = "not-a-typed-program"
    reason: str

    @property
    def message(self) -> str:
        """What is wrong."""
        return f"this is no typed program: {self.reason}"
