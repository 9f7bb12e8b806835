"""Decisions, and the log that keeps them.

In: what people decide. Out: a JSON object a line in a file that is only ever appended to: who, when, what, and the checksums
of the program before and after. Two reviews of one program append to one log; a line is written in one piece under a lock.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.review.errors import DamagedDecisions

Action = Literal["accept", "reject", "edit", "claim", "undo"]
LONGEST = 20_000  # characters of a text


@dataclass(frozen=True)
class Decision:
    """One decision about the statement `statement` (`s12`: the thirteenth of the draft; `c7`: what decision 7 added).

    `text` is what is there instead after an edit, or what a claim adds, to the block `block`; `source` is the source
    statement that it brings along. `undoes` is the number of a decision that does not count any more. Numbers begin with 1.
    """

    number: int
    time: str
    who: str
    action: Action
    statement: str = ""
    text: str = ""
    block: str = ""
    source: str = ""
    undoes: int = 0
    before: str = ""
    after: str = ""
    remark: str = ""


def now() -> str:
    """The time, to the second, in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def checksum(text: str) -> str:
    """Of a program."""
    return sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def log_path(program: Path) -> Path:
    """Where the decisions about a program are kept."""
    return program.with_name(f"{program.name}.decisions.jsonl")


def standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that nobody has undone; an undo can be undone."""
    undone: set[int] = set()
    for each in reversed(decisions):
        if each.action == "undo" and each.number not in undone:
            undone.add(each.undoes)
    return tuple(each for each in decisions if each.number not in undone and each.action != "undo")


# ---- the file ----


def read_log(path: Path) -> tuple[Decision, ...]:
    """All decisions; none where there is no file. Raises HepirError (HEP1202)."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise HepirError((DamagedDecisions(NOWHERE, str(path), 1, str(error)[:120]),)) from error
    lines = text.split("\n")[:-1]  # what a crash has left without its end is not written
    return tuple(decision_of(line, place, path) for place, line in enumerate(lines, 1))


def decision_of(line: str, number: int, path: Path) -> Decision:
    """One line of a log."""
    try:
        found = json.loads(line)
        decision = Decision(**found)
        texts = (found.get(name, "") for name in Decision.__annotations__ if name not in ("number", "undoes"))
        if decision.action not in get_args(Action) or not all(isinstance(each, str) for each in texts):
            raise ValueError("unknown action")
        if decision.number != number:
            raise ValueError(f"it has number {decision.number}")
    except (ValueError, TypeError, RecursionError) as error:
        raise HepirError((DamagedDecisions(NOWHERE, str(path), number, str(error)[:120]),)) from error
    return decision


def append(path: Path, decision: Decision) -> None:
    """Add a line, and see that it reaches the disk."""
    line = json.dumps(asdict(decision), ensure_ascii=False) + "\n"
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """While this lasts, no other process appends; where the system has no such locks, nothing is locked."""
    with path.open("a", encoding="utf-8") as file:
        with suppress(ImportError):
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        yield


def without_unfinished(path: Path) -> None:
    """Cut off a line that a crash has left without its end."""
    with suppress(FileNotFoundError):
        data = path.read_bytes()
        if data and not data.endswith(b"\n"):
            os.truncate(path, data.rfind(b"\n") + 1)
