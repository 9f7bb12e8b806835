"""A program in a notebook.

In: the text of a program. Out: the same text, a `str`, that a notebook shows with its lines numbered, its words told apart by
weight and not by colour, what each statement says in English where the pointer rests, and what is wrong with it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from hepir.source import Source
from hepir.syntax.words import BEGINNINGS, STRING_OR_COMMENT

if TYPE_CHECKING:
    from hepir.semantics.program import Program

FIRST_WORD = re.compile(rf"\s*(?:{'|'.join(BEGINNINGS)})\b")
CITATION = re.compile(r"@\w+")
FAINT = "opacity:0.6"


class ShownProgram(str):
    """The text of a program; `name` is that of its file."""

    __slots__ = ("name",)
    name: str

    @staticmethod
    def of(source: Source) -> ShownProgram:
        """The program of a source."""
        made = ShownProgram(source.text)
        made.name = source.name
        return made

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return program_html(Source(self.name, str(self)))


def program_html(source: Source) -> str:
    """The program, and below it what the checker finds."""
    from hepir.diagnostics.shown import ShownDiagnostics
    from hepir.semantics.checking import Checked, check_tree
    from hepir.syntax.parsing import parse
    from hepir.types.kinds import standard_kinds

    parsed = parse(source)
    checked = Checked(None, parsed.diagnostics)
    if parsed.program is not None:
        checked = check_tree(source, parsed.program, standard_kinds())
    said = english_lines(checked.program) if checked.program is not None else {}
    lines = source.text.rstrip("\n").split("\n")
    body = "\n".join(line_html(number, line, said) for number, line in enumerate(lines, 1))
    found = ShownDiagnostics.of(source, checked.diagnostics)._repr_html_() if checked.diagnostics else ""
    return f'<div><pre style="white-space:pre-wrap">{body}</pre>{found}</div>'


def english_lines(program: Program) -> Mapping[int, str]:
    """What each line says."""
    from hepir.explain.english import sentences

    found: dict[int, list[str]] = {}
    for each in sentences(program):
        found.setdefault(each.line, []).append(each.text)
    return {line: " ".join(texts) for line, texts in found.items()}


def line_html(number: int, line: str, said: Mapping[int, str]) -> str:
    """A line with its number."""
    title = f' title="{html.escape(said[number])}"' if number in said else ""
    return f'<span style="{FAINT};user-select:none">{number:4d}  </span><span{title}>{marked(line)}</span>'


def marked(line: str) -> str:
    """A line whose first word is bold, and whose comments, texts and citations are faint."""
    begin = FIRST_WORD.match(line)
    start = begin.end() if begin else 0
    shown = f"<b>{html.escape(line[:start])}</b>" if start else ""
    return shown + faint(line[start:])


def faint(text: str) -> str:
    """A text whose comments, quotes and citations are faint."""
    shown, end = "", 0
    for found in re.finditer(f"(?:{STRING_OR_COMMENT.pattern})|{CITATION.pattern}", text):
        shown += html.escape(text[end : found.start()])
        shown += f'<span style="{FAINT}">{html.escape(found.group())}</span>'
        end = found.end()
    return shown + html.escape(text[end:])
