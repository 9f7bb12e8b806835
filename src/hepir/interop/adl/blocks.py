"""The blocks of an ADL program.

In: its statements. Out: `Block` values with their rules; what stands where it cannot be is in `stray`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hepir.interop.adl.lines import BLOCKS, Line
from hepir.interop.adl.properties import is_property

HEADER = re.compile(
    r"\s*(?P<name>\d*[A-Za-z_]\w*)\s*(?:(?P<sign>[:=])|(?=\btake\b)|$|(?P<rest>\S.*))",
    re.IGNORECASE | re.DOTALL,
)
OF_REGION = re.compile(r"\s*(?P<name>\w[\w.-]*)\s*(?P<sign>[:=])?")
CANDIDATE = re.compile(r"\s*\w+\s*=\s*\w+(?:\s*\+\s*\w+)+\s*$")
BARE = re.compile(r"(?<![.\w}])[A-Za-z_]\w*(?![\w(.\[])")
MEMBER = re.compile(r"[(,]\s*[A-Za-z_]\w*\s+([A-Za-z_]\w*)(?=\s*[,)])")
HOMES = {
    "take": ("object", "region"),
    "trigger": ("region",),
    "select": ("object", "region"),
    "reject": ("object", "region"),
    "command": ("object", "region"),
    "sort": ("object", "region"),
    "define": ("object",),
    "name": ("region", "histolist"),
    "weight": ("region",),
    "bin": ("region",),
    "histo": ("region", "histolist"),
    "print": ("region",),
    "save": ("region",),
    "counts": ("region",),
    "process": ("countsformat",),
    "tabletype": ("table",),
    "nvars": ("table",),
    "errors": ("table",),
    "row": ("table",),
    "fact": ("info",),
    "candidate": ("object",),
}


@dataclass(frozen=True)
class Block:
    """A block: its kind, its name, what follows the name in the header (`tail` begins at `start`), and its rules."""

    kind: str
    name: str
    tail: str
    start: int
    line: Line
    rules: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Program:
    """All blocks in order; settings and statements outside of blocks are blocks of their own."""

    blocks: tuple[Block, ...]
    stray: tuple[Line, ...]


def blocks_of(lines: Sequence[Line]) -> Program:
    """The blocks that statements form."""
    blocks: list[Block] = []
    stray: list[Line] = []
    for line in lines:
        if blocks and blocks[-1].kind == "region" and is_inside(line, blocks[-1]):
            blocks.insert(-1, header(line))
        elif blocks and (rule := inner(line, blocks[-1])) is not None:
            blocks[-1] = with_rule(blocks[-1], rule)
        elif line.keyword in BLOCKS.values():
            blocks.append(header(line))
        elif line.keyword in ("setting", "end"):
            blocks.append(Block(line.keyword, "", line.body, line.start, line))
        elif blocks and line.keyword in ("unknown", *HOMES) and belongs(line, blocks[-1]):
            blocks[-1] = with_rule(blocks[-1], line)
        else:
            stray.append(line)
    return Program(tuple(blocks), tuple(stray))


def is_inside(line: Line, block: Block) -> bool:
    """Whether a `define` stands among the rules of a region, which goes on behind it."""
    return line.keyword == "define" and line.indent > block.line.indent


def inner(line: Line, block: Block) -> Line | None:
    """What looks like a block and is a rule of an object: a `define` that speaks of the object at hand, and in combinations
    `object Z = l1 + l2`."""
    if block.kind != "object":
        return None
    if line.keyword == "object" and CANDIDATE.match(line.body):
        return replace(line, keyword="candidate")
    deeper = line.keyword == "define" and line.indent > block.line.indent
    return line if deeper and speaks_of_object(line.body, members(block)) else None


def members(block: Block) -> frozenset[str]:
    """The names that combinations give to their members: `comb(leptons l1, leptons l2)`."""
    bodies = (block.tail, *(each.body for each in block.rules if each.keyword == "take"))
    return frozenset(name for body in bodies for name in MEMBER.findall(body))


def speaks_of_object(body: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether an expression has a property that belongs to nothing else in it, `this`, or one of these members."""
    _, _, value = body.partition("=" if "=" in body else ":")
    words = BARE.findall(value)
    return any(word.lower() == "this" or word in names or is_property(word) for word in words)


def belongs(line: Line, block: Block) -> bool:
    """Whether a statement may stand in a block; one that is not understood is kept where it stands."""
    return line.keyword == "unknown" or block.kind in HOMES[line.keyword]


def with_rule(block: Block, line: Line) -> Block:
    """A block with one more rule."""
    return Block(block.kind, block.name, block.tail, block.start, block.line, (*block.rules, line))


def header(line: Line) -> Block:
    """A block without rules yet. `info analysis` and `infoanalysis` are the same; regions have freer names."""
    found = (OF_REGION if line.keyword == "region" else HEADER).match(line.body)
    if found is None:
        return Block(line.keyword, "", line.body, line.start, line)
    end = found.end("sign") if found["sign"] else found.end("name")
    return Block(line.keyword, found["name"], line.body[end:], line.start + end, line)
