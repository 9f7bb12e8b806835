"""Code in blocks: a function is written statement by statement, and earlier blocks can still be added to.

In: lines, headers of blocks, wanted names. Out: indented lines of Python. A block that is open inside another is placed there
only when it is closed, so that what an inner block needs from outside can be written before it.
"""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from hepir.semantics.program import Origin

INDENT = "    "
Path = tuple[Hashable, ...]


@dataclass(eq=False)
class Block:
    """Statements under a header. `label` tells blocks of an event apart; `loop` blocks run several times an event."""

    header: str = ""
    label: Hashable = None
    loop: bool = False
    parts: list[str | Block] = field(default_factory=list)
    memory: dict[Hashable, object] = field(default_factory=dict)

    def lines(self, depth: int = 0) -> list[str]:
        """The text of the block."""
        found: list[str] = []
        if self.header:
            found.append(INDENT * depth + self.header)
            depth += 1
        indent = INDENT * depth
        for part in self.parts or ["pass"]:
            if isinstance(part, Block):
                found += part.lines(depth)
            else:
                found.append(indent + part if part else "")
        return found


class Writing:
    """A function that is being written: the blocks that are open, outermost first, and the names that are taken."""

    def __init__(self) -> None:
        self.prologue = Block()
        self.event = Block("for event in range(number):", label="event")
        self.open = [self.event]
        self.names: set[str] = {"event", "number", "np", "math", *dir(builtins)}
        self.numbers_taken: dict[
            str, int
        ] = {}  # the first that may be free, by name: no long program is searched twice

    # ---- names ----
    def fresh(self, wanted: str) -> str:
        """A name that nothing has, like the one that is wanted."""
        base = re.sub(r"\W", "_", wanted, flags=re.ASCII).strip("_") or "value"
        base = f"_{base}" if base[0].isdigit() or keyword.iskeyword(base) else base
        name, number = base, self.numbers_taken.get(base, 2)
        while name in self.names:
            name, number = f"{base}_{number}", number + 1
        self.names.add(name)
        self.numbers_taken[base] = number
        return name

    # ---- blocks ----
    @property
    def here(self) -> Block:
        """The block that is written to."""
        return self.open[-1]

    @contextmanager
    def block(self, header: str, *, label: Hashable = None, loop: bool = False) -> Iterator[Block]:
        """Statements under a header."""
        inner = Block(header, label, loop)
        self.open.append(inner)
        yield inner
        self.open.pop()
        self.here.parts.append(inner)

    @contextmanager
    def apart(self) -> Iterator[Block]:
        """Statements that are kept, to be put somewhere by the caller, or not at all."""
        inner = Block()
        self.open.append(inner)
        yield inner
        self.open.pop()

    @contextmanager
    def at(self, block: Block) -> Iterator[None]:
        """Write to an open block further out for a while."""
        whole = self.open
        self.open = whole[: whole.index(block) + 1]
        yield
        self.open = whole

    def event_block(self) -> Block:
        """The innermost open block that runs at most once an event."""
        first = next((index for index, each in enumerate(self.open) if each.loop), len(self.open))
        labelled = [each for each in self.open[:first] if each.label is not None]
        return labelled[-1]

    def path(self, block: Block) -> Path:
        """The labels of a block and of those around it."""
        around = self.open[: self.open.index(block) + 1]
        return tuple(each.label for each in around if each.label is not None)

    def before_loops(self, home: Block) -> Block:
        """The innermost open block that runs as often as `home`."""
        start = self.open.index(home)
        inside = range(start + 1, len(self.open))
        first = next((index for index in inside if self.open[index].loop), len(self.open))
        return self.open[first - 1]

    # ---- statements ----
    def line(self, text: str) -> None:
        """A statement."""
        self.here.parts.append(text)

    def comment(self, origin: Origin) -> None:
        """A statement of the program as comment, with what it rests on."""
        self.line(f"# line {origin.line}: {printable(origin.text)}")
        for evidence in origin.evidence:
            self.line(f"#   {printable(evidence)}")

    def bound(self, code: str, wanted: str) -> str:
        """A name for a value; a name or a number needs none."""
        if code.isidentifier() or is_number(code):
            return code
        name = self.fresh(wanted)
        self.line(f"{name} = {code}")
        return name

    def remembered(self, key: Hashable) -> object | None:
        """What an open block remembers."""
        return next((each.memory[key] for each in reversed(self.open) if key in each.memory), None)


def is_number(code: str) -> bool:
    """Whether code is a plain number."""
    return re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", code) is not None


def printable(text: str) -> str:
    """Text that cannot end a comment."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else " " for character in text)
