"""Typed access to TOML tables.

In: a table and its path in the file. Out: values of the type asked for; every key that is unknown, missing
or of another type is noted as a diagnostic, so that one reading reports all of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field

from hepir.diagnostics.core import Diagnostic
from hepir.diagnostics.places import NOWHERE
from hepir.light_dataclasses import dataclass
from hepir.schemas import errors
from hepir.syntax.words import RESERVED

Table = Mapping[str, object]
NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]*\Z")


def is_name(text: str) -> bool:
    """Whether programs can write a name."""
    return NAME.match(text) is not None and text not in RESERVED


@dataclass
class Findings:
    """The diagnostics of one schema, in the order they were found."""

    schema: str
    found: list[Diagnostic] = field(default_factory=list)

    def note(self, diagnostic: Diagnostic) -> None:
        """Remember one; the same one is not repeated."""
        if diagnostic not in self.found:
            self.found.append(diagnostic)

    def wrong_type(self, key: str, expected: str) -> None:
        """A value of another type."""
        self.note(errors.SchemaValueType(NOWHERE, schema=self.schema, key=key, expected=expected))

    def missing(self, key: str) -> None:
        """A key that must be there."""
        self.note(errors.MissingSchemaKey(NOWHERE, schema=self.schema, key=key))

    def name(self, key: str, text: str) -> None:
        """Checks that programs can write a name."""
        if not is_name(text):
            self.note(errors.BadSchemaName(NOWHERE, schema=self.schema, key=key, text=text))


@dataclass(frozen=True)
class Reader:
    """A table under its path; the empty path is the whole file."""

    table: Table
    path: str
    findings: Findings

    def at(self, key: str) -> str:
        """The path of a key of this table."""
        return f"{self.path}.{key}" if self.path else key

    def only(self, known: tuple[str, ...]) -> None:
        """Notes keys that are not among `known`."""
        for key in self.table:
            if key not in known:
                self.findings.note(
                    errors.UnknownSchemaKey(
                        NOWHERE, schema=self.findings.schema, key=self.at(key), known=known
                    )
                )

    def text(self, key: str) -> str | None:
        """A text."""
        value = self.table.get(key)
        if value is None or (isinstance(value, str) and value):
            return value
        self.findings.wrong_type(self.at(key), "a text that is not empty")
        return None

    def integer(self, key: str) -> int | None:
        """A whole number."""
        value = self.table.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.findings.wrong_type(self.at(key), "a whole number")
        return None

    def number(self, key: str) -> float | None:
        """A number."""
        value = self.table.get(key)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        self.findings.wrong_type(self.at(key), "a number")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where there is none."""
        value = self.table.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) and item for item in value):
            return tuple(value)
        self.findings.wrong_type(self.at(key), "a list of texts")
        return ()

    def numbers(self, key: str) -> tuple[float, ...]:
        """A list of numbers; empty where there is none."""
        value = self.table.get(key, [])
        if isinstance(value, list) and all(
            isinstance(item, int | float) and not isinstance(item, bool) for item in value
        ):
            return tuple(float(item) for item in value)
        self.findings.wrong_type(self.at(key), "a list of numbers")
        return ()

    def under(self, key: str) -> Reader:
        """A table inside this one; empty where there is none."""
        value = self.table.get(key, {})
        if isinstance(value, dict):
            return Reader(value, self.at(key), self.findings)
        self.findings.wrong_type(self.at(key), "a table")
        return Reader({}, self.at(key), self.findings)

    def text_table(self, key: str) -> dict[str, str]:
        """A table of texts."""
        inner = self.under(key)
        return {name: value for name in inner.table if (value := inner.text(name)) is not None}
