"""What the drafts behind a program had, for those who review it.

In: the record that `hepir extract --record` wrote. Out: of each statement how many drafts have it and how sure its reader
was; what fewer drafts said, or what was dropped for another reason, each with its quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import exp
from pathlib import Path

from hepir.extract.draft import Confidence, Draft, Dropped, Evidence
from hepir.extract.quotes import places
from hepir.review.documents import Object, Shown
from hepir.syntax import tree
from hepir.syntax.wording import quote

FEWER = re.compile(r"in (\d+) of (\d+) drafts")
TARGETED = re.compile(r"([A-Za-z_]\w*): (.*)", re.DOTALL)


@dataclass(frozen=True)
class Drafts:
    """Confidence by block (empty for what stands by itself) and text of a statement; what is in no program."""

    confidences: Mapping[tuple[str, str], Confidence] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()

    def of(self, block: str, text: str) -> Object | None:
        """What is known of a statement without its evidence; None where the drafts have no such statement."""
        found = self.confidences.get((block, " ".join(text.split())))
        if found is None or found == Confidence():
            return None
        return {
            "votes": None if found.votes is None else [found.votes, found.samples],
            "probability": None if found.log_probability is None else exp(min(found.log_probability, 0.0)),
            "removed": found.removed_mass,
        }


def read_drafts(path: Path | None) -> Drafts:
    """The drafts of a record. Raises HepirError (HEP0924) where it is none."""
    if path is None:
        return Drafts()
    from hepir.extract.session.record import draft_of, read_record

    return drafts_of(draft_of(read_record(path)["draft"]))


def drafts_of(draft: Draft) -> Drafts:
    """The same of a draft."""
    confidences = {
        (each.target, " ".join(each.text.split())): each.confidence for each in reversed(draft.statements)
    }
    return Drafts(confidences, draft.dropped)


def without_evidence(node: tree.Statement, text: str, start: int) -> str:
    """The text of a statement, which begins at `start`, up to its evidence."""
    return text[: min((each.span.start for each in node.evidence), default=start + len(text)) - start].strip()


def alternatives(drafts: Drafts, documents: Mapping[str, Shown]) -> Iterator[Object]:
    """An item for each statement that is in no program, in the order of the record."""
    for place, each in enumerate(drafts.dropped):
        targeted = TARGETED.fullmatch(each.text)
        votes = FEWER.fullmatch(each.reason)
        yield {
            "id": f"x{place}",
            "type": "alternative",
            "block": targeted[1] if targeted else "",
            "text": targeted[2] if targeted else each.text,
            "reason": each.reason,
            "votes": [int(votes[1]), int(votes[2])] if votes else None,
            "states": ["fewer" if votes else "dropped"],
            "quotes": list(quote_objects(each.evidence, documents)),
        }


def quote_objects(evidence: Iterable[Evidence], documents: Mapping[str, Shown]) -> Iterator[Object]:
    """The quotes of a statement, and where they stand, in the form that those of statements have."""
    for each in evidence:
        known = documents.get(each.document)
        found = places(known.document, each.quote) if known is not None else ()
        yield {
            "name": each.unit,
            "reference": each.document,
            "page": each.page,
            "quote": each.quote,
            "literal": quote(each.quote),
            "document": known.key if known is not None else "",
            "state": "unknown" if known is None else "found" if found else "absent",
            "boxes": known.boxes(found[0].span) if known is not None and found else [],
            "sentence": each.unit if known is not None and known.key == "d0" else "",
        }
