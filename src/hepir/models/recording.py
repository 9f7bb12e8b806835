"""What a model wrote, as plain values for a JSON file, and back.

In: transcripts. Out: the documents that `docs/schemas/recording.schema.json` describes. Grammars are kept as checksums:
a replay has those of its own drivers, and holds the recorded texts against them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TypeVar, cast, get_args

from hepir.models.core import Ending, Finished, Identity, Sampling, Segment, Transcript

Plain = Mapping[str, object]
Value = TypeVar("Value")


class RecordingError(Exception):
    """What is wrong with a document."""


@dataclass(frozen=True)
class Recorded:
    """One text of a recording: for each segment its purpose and what was written, then why the text ended."""

    segments: tuple[tuple[str, Finished], ...]
    ended: Ending
    message: str = ""


def recording(
    identity: Identity, sampling: Sampling, prompt: str, transcripts: Sequence[Transcript]
) -> Plain:
    """A whole recording of one prompt; of several, put the `transcripts` together in the order of asking."""
    return {
        "identity": {**asdict(identity), "facts": dict(sorted(identity.facts.items()))},
        "sampling": asdict(sampling),
        "prompt_sha256": sha256(prompt.encode("utf-8", errors="surrogatepass")).hexdigest(),
        "transcripts": [plain(transcript) for transcript in transcripts],
    }


def plain(transcript: Transcript) -> Plain:
    """One text."""
    segments = [_segment(segment, finished) for segment, finished in transcript.segments]
    return {"ended": transcript.ended, "message": transcript.message, "segments": segments}


def _segment(segment: Segment, finished: Finished) -> Plain:
    digest = sha256(asked(segment).encode("utf-8", errors="surrogatepass")).hexdigest()
    return {"purpose": segment.purpose, "grammar_sha256": digest, **asdict(finished)}


def asked(segment: Segment) -> str:
    """What a text was written under: its grammar, or its schema and what was told."""
    return segment.grammar if segment.schema is None else f"{json.dumps(segment.schema)}\n{segment.told}"


def transcripts_of(document: object) -> tuple[Recorded, ...]:
    """The texts of a recording, or of any document with a member `transcripts` like it. Raises RecordingError."""
    texts = _member(document, "transcripts", list, "the document")
    return tuple(_recorded(text, f"text {number}") for number, text in enumerate(texts, 1))


def identity_of(document: object) -> Identity | None:
    """Which model wrote, where the document tells. Raises RecordingError."""
    if not isinstance(document, dict) or "identity" not in document:
        return None
    about = _member(document, "identity", dict, "the document")
    names = {key: str(about.get(key, "")) for key in ("provider", "model", "revision", "grammar")}
    facts = about.get("facts", {})
    constrained = about.get("constrained", True) is not False
    return Identity(
        **names, facts={str(key): str(fact) for key, fact in dict(facts).items()}, constrained=constrained
    )


def _recorded(text: object, where: str) -> Recorded:
    ended = _member(text, "ended", str, where)
    if ended not in get_args(Ending):
        raise RecordingError(f"{where} ended by `{ended}`, not by one of {', '.join(get_args(Ending))}")
    segments = _member(text, "segments", list, where)
    read = tuple(_read(one, f"segment {number} of {where}") for number, one in enumerate(segments, 1))
    return Recorded(read, cast(Ending, ended), _member(text, "message", str, where))


def _read(segment: object, where: str) -> tuple[str, Finished]:
    finished = Finished(
        _member(segment, "text", str, where),
        _member(segment, "tokens", int, where),
        _number(segment, "log_probability", where),
        _number(segment, "removed_mass", where),
        cast("str | None", _optional(segment, "cut", (str,), where)),
    )
    return _member(segment, "purpose", str, where), finished


def _member(document: object, key: str, kind: type[Value], where: str) -> Value:
    value = document.get(key) if isinstance(document, dict) else None
    if not isinstance(value, kind):
        raise RecordingError(f"{where} has no `{key}` that is {_NAMES[kind]}")
    return value


def _number(document: object, key: str, where: str) -> float | None:
    value = _optional(document, key, (int, float), where)
    return float(value) if isinstance(value, int | float) else None


def _optional(document: object, key: str, kinds: tuple[type, ...], where: str) -> object:
    value = document.get(key) if isinstance(document, dict) else None
    if value is not None and not isinstance(value, kinds):
        raise RecordingError(f"{where} has a `{key}` that is neither {_NAMES[kinds[0]]} nor null")
    return value


_NAMES: Mapping[type, str] = {list: "a list", dict: "an object", str: "a text", int: "a number"}
