"""Decisions that a page without a server has saved.

In: the lines of a saved file, which are not trusted. Out: the session with these decisions made, one after the other, as if
they were made now; how many. Numbers of undone decisions are those of the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.review.decisions import Action
from hepir.review.errors import DamagedDecisions
from hepir.review.session import Session

ACTIONS: tuple[Action, ...] = ("accept", "reject", "edit", "claim", "undo")


def apply_saved(session: Session, path: Path) -> int:
    """Make all of them. Raises HepirError for the first that cannot be made; those before it stay."""
    offset = len(session.decisions)
    count = 0
    for line, found in saved_lines(path):
        action = next((each for each in ACTIONS if each == found.get("action")), None)
        texts = {name: str(found.get(name, "")) for name in ("statement", "text", "block", "source")}
        undoes = found.get("undoes", 0)
        if action is None or not isinstance(undoes, int):
            raise HepirError((DamagedDecisions(NOWHERE, str(path), line, "unknown action"),))
        own = texts["statement"]
        if own.startswith("c") and own[1:].isdigit():
            texts["statement"] = f"c{int(own[1:]) + offset}"
        session.decide(action, **texts, undoes=undoes + offset if undoes else 0)
        count += 1
    return count


def saved_lines(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    """The objects of a file, by line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise HepirError((DamagedDecisions(NOWHERE, str(path), 1, str(error)[:120]),)) from error
    for number, line in enumerate(lines, 1):
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise HepirError((DamagedDecisions(NOWHERE, str(path), number, str(error)[:120]),)) from error
        if not isinstance(found, dict):
            raise HepirError((DamagedDecisions(NOWHERE, str(path), number, "an object is expected"),))
        yield number, found
