"""The record of an extraction: everything from which the program can be built again without a model.

In: what was asked and written. Out: plain values for `run.json` (`docs/schemas/extraction.schema.json`), and back: the same
program, byte for byte, from the recorded texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.extract.assembling import program_text
from hepir.extract.citing import Citable, identifier
from hepir.extract.draft import Confidence, Draft, DraftStatement, Dropped, Evidence
from hepir.extract.listed.answers import read_answer
from hepir.extract.session.errors import ReplayDiffers, UnreadableRecord
from hepir.extract.session.loop import Asking, Written, agreed, write
from hepir.extract.session.windows import Window
from hepir.models.core import Identity
from hepir.models.recording import recording
from hepir.reading.document import Document
from hepir.version import __version__

FORM = 1
Plain = Mapping[str, object]


@dataclass(frozen=True)
class Session:
    """One extraction: the draft of the document itself, and with what its references add. `shown` and `written` are empty
    where no model was asked."""

    documents: tuple[Document, ...]
    identity: Identity
    asking: Asking
    draft: Draft
    followed: Draft
    shown: tuple[Window, ...] = ()
    written: Written | None = None


def record(session: Session, seconds: float) -> Plain:
    """The whole record. Of the documents it holds the names, checksums and the sentences that were cited."""
    written = session.written or Written((session.draft,), (), ())
    recorded = recording(
        session.identity, session.asking.sampling, "\n".join(written.prompts), written.transcripts
    )
    cited = cited_units(written)
    return {
        "form": FORM,
        "hepir": __version__,
        "documents": [
            {"name": each.name, "format": each.format, "sha256": each.sha256} for each in session.documents
        ],
        **recorded,
        "samples": session.asking.samples,
        "limits": asdict(session.asking.limits),
        "prompts_sha256": [digest(each) for each in written.prompts],
        "windows": [[asdict(u) for u in each.units if u.id in cited] for each in session.shown],
        "draft": asdict(session.followed),
        "own_sha256": digest(program_text(session.draft)),
        "program_sha256": digest(program_text(session.followed)),
        "seconds": round(seconds, 3),
    }


def cited_units(written: Written) -> frozenset[str]:
    """The sentences that texts cite, also where no statement came of it: without them the texts cannot be driven again."""
    return frozenset(
        each
        for transcript in written.transcripts
        for segment, finished in transcript.segments
        for each in cited_by(segment.purpose, finished.text)
    )


def cited_by(purpose: str, text: str) -> Iterable[str]:
    """The sentences that one text cites."""
    match purpose:
        case "evidence":
            return (identifier(text),)
        case "program":
            return (each.sentence for each in read_answer(text).items)
        case _:
            return ()


def digest(text: str) -> str:
    """The checksum of a text."""
    return sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def replay(path: Path) -> str:
    """The program of a record, from the recorded texts where there are some; HepirError where it is not what it was."""
    found = read_record(path)
    draft = draft_of(found["draft"])
    text = program_text(draft)
    same = digest(text) == found.get("program_sha256")
    if found.get("transcripts"):
        same = same and digest(program_text(rewritten(path, found, draft))) == found.get("own_sha256")
    if not same:
        raise HepirError((ReplayDiffers(NOWHERE, path.name, str(found.get("hepir", "?"))),))
    return text


def rewritten(path: Path, found: Plain, draft: Draft) -> Draft:
    """The draft that the recorded texts give when they are driven again."""
    from hepir.extract.driving import Limits
    from hepir.models.replay import open_recording

    model = open_recording(str(path))
    shown = [Window(tuple(citable_of(u) for u in members(each)), ()) for each in members(found["windows"])]
    limits = Limits(**{str(key): int(str(value)) for key, value in mapping(found["limits"]).items()})
    asking = Asking(int(str(found["samples"])), limits=limits)
    return agreed(write(draft.title, shown, model, asking).drafts)


def read_record(path: Path) -> Plain:
    """The values of a record; HepirError where the file holds none."""
    try:
        found: object = json.loads(path.read_text(encoding="utf-8"))
        read = mapping(found)
        draft_of(read["draft"])
        if read.get("form") != FORM:
            raise ValueError(f"its form is {read.get('form')}, not {FORM}")
        return read
    except OSError as error:
        problem = (error.strerror or "it cannot be opened").lower()
    except UnicodeDecodeError:
        problem = "it is not UTF-8 text"
    except KeyError as error:
        problem = f"it has no {error}"
    except (ValueError, TypeError, RecursionError) as error:
        problem = "it is no JSON" if isinstance(error, json.JSONDecodeError | RecursionError) else str(error)
    raise HepirError((UnreadableRecord(NOWHERE, path.name, problem),))


def draft_of(value: object) -> Draft:
    """A draft from plain values; KeyError, TypeError or ValueError where they are none."""
    read = mapping(value)
    statements = tuple(
        DraftStatement(
            text(each["target"]),
            text(each["text"]),
            tuple(evidence_of(one) for one in members(each["evidence"])),
            confidence_of(mapping(each["confidence"])),
        )
        for each in map(mapping, members(read["statements"]))
    )
    dropped = tuple(
        Dropped(
            text(each["text"]),
            text(each["reason"]),
            tuple(evidence_of(one) for one in members(each["evidence"])),
        )
        for each in map(mapping, members(read["dropped"]))
    )
    return Draft(text(read["title"]), statements, dropped)


def evidence_of(value: object) -> Evidence:
    """Evidence from plain values."""
    read = mapping(value)
    return Evidence(text(read["unit"]), text(read["quote"]), whole(read["page"]), text(read["document"]))


def confidence_of(read: Plain) -> Confidence:
    """Confidence from plain values."""
    return Confidence(
        real(read["log_probability"]),
        real(read["removed_mass"]),
        None if read["votes"] is None else whole(read["votes"]),
        None if read["samples"] is None else whole(read["samples"]),
    )


def citable_of(value: object) -> Citable:
    """A sentence from plain values."""
    read = mapping(value)
    references = tuple(text(each) for each in members(read["references"]))
    return Citable(
        text(read["id"]), text(read["text"]), whole(read["page"]), text(read["document"]), references
    )


# ---- plain values, which may be anything ----


def mapping(value: object) -> Plain:
    """An object of JSON."""
    if not isinstance(value, dict):
        raise TypeError("an object is expected")
    return value


def members(value: object) -> Sequence[object]:
    """A list of JSON."""
    if not isinstance(value, list):
        raise TypeError("a list is expected")
    return value


def text(value: object) -> str:
    """A text of JSON."""
    if not isinstance(value, str):
        raise TypeError("a text is expected")
    return value


def whole(value: object) -> int:
    """A whole number of JSON."""
    if not isinstance(value, int):
        raise TypeError("a whole number is expected")
    return value


def real(value: object) -> float | None:
    """A number of JSON, or none."""
    if value is not None and not isinstance(value, int | float):
        raise TypeError("a number is expected")
    return None if value is None else float(value)
