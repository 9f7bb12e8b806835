"""What a review leaves behind.

In: a session. Out: the files of a folder by name: the reviewed program, a LaTeX table for a note, the program as a gold item
for `hepir score`, and the decisions; or HepirError (HEP1204).
"""

from __future__ import annotations

from collections.abc import Mapping

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.review.documents import Object
from hepir.review.errors import ReviewedHasErrors
from hepir.review.examining import is_error
from hepir.review.latex import latex_table
from hepir.review.session import Session
from hepir.source import Source

DECIDED = ("accept", "edit", "claim")


def exported(session: Session) -> Mapping[str, bytes]:
    """The files. A program with errors is not exported."""
    state = session.state()
    program = str(state["program"])
    found = [
        each
        for each in session.examiner.examined(Source(session.source.name, program)).diagnostics
        if is_error(each)
    ]
    stop = [each for each in found if not each.code.startswith("HEP041")]
    if stop:
        raise HepirError((ReviewedHasErrors(NOWHERE, session.source.name, len(stop), stop[0].message),))
    items = objects(state["items"])
    stem = session.source.name.rsplit("/", 1)[-1].removesuffix(".hep")
    log = session.log.read_bytes() if session.log.exists() else b""
    return {
        f"{stem}.hep": program.encode("utf-8"),
        f"{stem}.tex": latex_table(items).encode("utf-8"),
        f"{stem}.gold.hep": f"{gold_head(session, items)}{program}".encode(),
        f"{stem}.decisions.jsonl": log,
    }


def objects(value: object) -> list[Object]:
    """A list of objects of the state."""
    assert isinstance(value, list)
    return value


def undecided(items: list[Object]) -> int:
    """How many statements nobody has decided on."""
    return sum(each["decision"] not in DECIDED for each in items if each["keyword"] != "analysis")


def gold_head(session: Session, items: list[Object]) -> str:
    """What a gold item says of itself: of which file it is, and who decided how much."""
    people = sorted({each.who for each in session.decisions if each.who})
    asked = sum(each["keyword"] != "analysis" for each in items)
    lines = [
        f"gold item: {asked - undecided(items)} of {asked} statements decided by {', '.join(people) or 'nobody'}"
    ]
    if session.against is not None:
        document = session.against.document
        lines.append(f"publication: {document.name}, sha256 {document.sha256}")
    return "".join(f"# {' '.join(line.split())}\n" for line in lines)
