"""The fenced code blocks of a Markdown page.

In: the text of a page. Out: its blocks in order, each with its language, the options behind the language
(`name=value`), the HTML comment right above it if there is one, and the line its code starts on.
"""

import re
from dataclasses import dataclass

FENCE = re.compile(r"^(?P<indent> {0,3})(?P<ticks>`{3,}|~{3,})\s*(?P<info>[^`]*)$")
COMMENT = re.compile(r"^<!--\s*(?P<text>.*?)\s*-->$")
HEADING = re.compile(r"^#{1,6} +(?P<text>.*?) *#*$")


@dataclass(frozen=True)
class Fence:
    """One block; `line` is that of its first line of code, from one."""

    language: str
    options: dict[str, str]
    comment: str
    heading: str
    line: int
    code: str


def fences(page: str) -> list[Fence]:
    """All fenced blocks of a page; an error where one is never closed."""
    found: list[Fence] = []
    comment = heading = ""
    lines = iter(enumerate(page.splitlines(), 1))
    for number, line in lines:
        if opening := FENCE.match(line):
            code = _code(opening, lines, number)
            language, *words = opening["info"].split() or [""]
            options = dict(word.partition("=")[::2] for word in words)
            found.append(Fence(language, options, comment, heading, number + 1, code))
            comment = ""
        elif line.strip():
            is_comment = COMMENT.match(line)
            comment = is_comment["text"] if is_comment else ""
            is_heading = HEADING.match(line)
            heading = is_heading["text"] if is_heading else heading
    return found


def _code(opening: re.Match[str], lines: "enumerate[str]", number: int) -> str:
    """The lines up to the closing fence, without the indent of the opening one."""
    code: list[str] = []
    for _, line in lines:
        if line.strip().startswith(opening["ticks"]) and not line.strip().strip(opening["ticks"][0]):
            return "".join(f"{text}\n" for text in code)
        code.append(line.removeprefix(opening["indent"]))
    raise ValueError(f"the code block of line {number} is never closed")
