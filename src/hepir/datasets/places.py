"""Where keys stand in a TOML file, for messages; the standard library's reader does not tell.

In: a text that is TOML, with `[[samples]]` tables. Out: spans.
"""

from __future__ import annotations

import re

from hepir.source import Span

HEADER = re.compile(r"^[ \t]*\[\[[ \t]*samples[ \t]*\]\]", re.MULTILINE)
ANY_HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)


class Places:
    """Finds keys at the top and in samples; where a file is laid out otherwise, the place is the file's start."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.samples = [
            Span(each.start() + len(each[0]) - len(each[0].lstrip()), each.end())
            for each in HEADER.finditer(text)
        ]

    @property
    def start(self) -> Span:
        """The first line."""
        return Span(0, len(self.text.split("\n", 1)[0]) or min(1, len(self.text)))

    def sample(self, number: int) -> Span:
        """The header of a sample."""
        return self.samples[number] if number < len(self.samples) else self.start

    def key(self, key: str, number: int | None) -> Span:
        """A line `key = value`, of a sample or of the top."""
        begin, end = 0, len(self.text)
        if number is not None and number < len(self.samples):
            begin = self.samples[number].end
            end = self.samples[number + 1].start if number + 1 < len(self.samples) else end
        elif number is None and (first := ANY_HEADER.search(self.text)):
            end = first.start()
        line = re.compile(rf"""^[ \t]*(?P<all>["']?{re.escape(key)}["']?[ \t]*=[^\n#]*)""", re.MULTILINE)
        found = line.search(self.text, begin, end)
        if found is None:
            return self.sample(number) if number is not None else self.start
        return Span(found.start("all"), found.start("all") + len(found["all"].rstrip()))
