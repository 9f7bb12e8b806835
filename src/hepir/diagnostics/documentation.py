"""What the docstring of a diagnostic says, and how it is shown.

In: a diagnostic class. Out: its title and the blocks of its docstring, prose or program text, and these as
text for a terminal or as Markdown. Program text is what is indented; the heading before it (`Example:`,
`Instead:`) is a line of its own.
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from hepir.diagnostics.core import Diagnostic

WIDTH = 80  # columns of explained prose
HEADING = re.compile(r"[A-Z][A-Za-z ]*:")


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, its lines as in the docstring."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What the program text that follows shows: `Example` or `Instead`."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Program text without its indent, or a command line with its output when it starts with `$`."""

    text: str


Block = Prose | Heading | Code


@dataclass(frozen=True, slots=True)
class Documentation:
    """A docstring taken apart: the sentence it starts with, and the blocks after it."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """All of it as text for a terminal, prose filled to 80 columns, program text as written."""
        return "\n\n".join([_filled(self.title), *map(_block_text, self.blocks)])


def documentation(kind: type[Diagnostic]) -> Documentation:
    """The docstring of `kind`; only what the class itself says, never what it inherits."""
    title, _, body = inspect.cleandoc(kind.__doc__ or "").partition("\n\n")
    return Documentation(" ".join(title.split()), tuple(_blocks(body)))


def heading(kind: type[Diagnostic]) -> str:
    """Code and name, such as `HEP0301 missing-unit`."""
    return f"{kind.code} {kind.name}"


def page(kind: type[Diagnostic]) -> str | None:
    """The page about `kind`, relative to the documentation's root; third parties have none there."""
    built_in = kind.__module__.split(".")[0] == "hepir"
    return f"errors/{kind.code}.md" if built_in else None


def markdown(about: Documentation, before_code: str = "") -> str:
    """Title and blocks as Markdown, program text fenced; `before_code` is put right above each fence."""
    return "\n\n".join([about.title, *(_block_markdown(block, before_code) for block in about.blocks)])


def _blocks(body: str) -> Iterator[Block]:
    """Paragraphs of one kind each; blank lines within program text belong to it."""
    prose: list[str] = []
    code: list[str] = []
    for line in [*body.split("\n"), "."]:
        if line.startswith(" ") or (code and not line):
            yield from _prose(prose)
            code.append(line)
            continue
        if code:
            yield Code(textwrap.dedent("\n".join(code)).strip("\n"))
            code = []
        if line:
            prose.append(line)
        else:
            yield from _prose(prose)
    yield from _prose(prose[:-1])


def _prose(lines: list[str]) -> Iterator[Block]:
    """The paragraph gathered so far, which is emptied."""
    text = "\n".join(lines)
    lines.clear()
    if HEADING.fullmatch(text):
        yield Heading(text.rstrip(":"))
    elif text:
        yield Prose(text)


def _filled(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _block_text(block: Block) -> str:
    match block:
        case Prose(text):
            return _filled(text)
        case Heading(text):
            return f"{text}:"
        case Code(text):
            return textwrap.indent(text, "    ")


def _block_markdown(block: Block, before_code: str) -> str:
    match block:
        case Prose(text):
            return text
        case Heading(text):
            return f"## {text}"
        case Code(text):
            return f"{before_code}```{_language(text)}\n{text}\n```"


def _language(code: str) -> str:
    if code.startswith("$ "):
        return "console"
    return "toml" if code.startswith("[") else "hep"
