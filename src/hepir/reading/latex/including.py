r"""LaTeX files put together: `\input`, `\include`, `\bibliography`, packages beside them, without comments.

In: the main file. Out: its text with the files that it includes in their places. Only files in
the folder of the main file are read, and those below it; others are left out, and a note says so.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from hepir.reading.document import ReadFile
from hepir.reading.errors.documents import DocumentTooLarge
from hepir.reading.errors.raising import NOWHERE, fail
from hepir.reading.latex.packages import USED, definitions

INCLUDE = re.compile(
    r"\\(?P<kind>input|include|subfile|bibliography)\s*\{(?P<name>[^{}]*)\}|\\(?P<bare>input)\s+(?P<path>[^\s\\{}%]+)"
)
# What stands between two equal signs as it is: `\\verb|HLT_Mu24_v%|`; the sign may be a space.
VERBATIM = re.compile(r"\\verb(?![a-zA-Z])\*?(?P<sign>[^a-zA-Z\n*])(?P<text>[^\n]*?)(?P=sign)")
SPECIAL = re.compile(r"[\\{}$&#^~%]")
COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*(?:\n[ \t]*)?")
ENDED = re.compile(r"\\(?:endinput\b|end\{document\})")
MOST_FILES = 200
MOST_TEXT = 8 * 1024 * 1024
DEEPEST = 20


@dataclass
class Inclusion:
    """What was read so far. `folder` is that of the main file."""

    name: str
    folder: Path
    stem: str
    files: list[ReadFile] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    size: int = 0


def put_together(name: str, text: str) -> tuple[str, tuple[ReadFile, ...], tuple[str, ...]]:
    """The text with everything included, the files included, and notes on what was left out."""
    path = Path(name)
    state = Inclusion(name, path.parent.resolve(), path.stem)
    whole = included(state, text, (path.resolve(),))
    return whole, tuple(state.files), tuple(dict.fromkeys(state.notes))


def included(state: Inclusion, text: str, inside: tuple[Path, ...]) -> str:
    """A text without comments, with the files that it includes."""
    state.size += len(text)
    if state.size > MOST_TEXT:
        fail(DocumentTooLarge(NOWHERE, state.name, f"over {MOST_TEXT:,} characters", f"{MOST_TEXT:,}"))
    plain = VERBATIM.sub(verbatim, text.replace("\r\n", "\n"))
    clean = COMMENT.sub(lambda found: found[1] + kept_break(found), plain)
    ended = ENDED.search(clean)
    if ended:  # the end of the document still closes it
        clean = clean[: ended.end() if ended[0].startswith("\\end{") else ended.start()]
    clean = USED.sub(lambda found: found[0] + packages(state, found), clean)
    return INCLUDE.sub(lambda found: one_file(state, found, inside), clean)


def packages(state: Inclusion, found: re.Match[str]) -> str:
    """What the packages that a command names define, of those that lie beside the document."""
    suffix = ".cls" if found["kind"] == "documentclass" else ".sty"
    texts: list[str] = []
    for name in found["names"].split(","):
        data = file_of(state, f"{name.strip()}{suffix}") if name.strip() else None
        if data is not None:
            texts += definitions(state.name, COMMENT.sub(r"\1", text_of(data).replace("\r\n", "\n")))
    state.size += sum(map(len, texts))
    return "\n".join(("", *texts)) if texts else ""


def file_of(state: Inclusion, name: str) -> bytes | None:
    """The content of a file in the folder of the main file; None where there is none, or too many were read."""
    if "\x00" in name or len(state.files) >= MOST_FILES:
        return None
    path = (state.folder / name).resolve()
    try:
        inside = path.is_relative_to(state.folder) and path.is_file() and path.stat().st_size <= MOST_TEXT
        data = path.read_bytes() if inside else None
    except OSError:
        data = None
    if data is not None:
        state.files.append(
            ReadFile(path.relative_to(state.folder).as_posix(), hashlib.sha256(data).hexdigest())
        )
    return data


def verbatim(found: re.Match[str]) -> str:
    """What stands between the two signs, as a group: what is no letter there has no meaning of its own."""
    end = " " if found["sign"] == " " else ""
    return f"{{{SPECIAL.sub(' ', found['text']).strip()}}}{end}"


def kept_break(found: re.Match[str]) -> str:
    """A comment takes its line end with it; a blank line after it still ends a paragraph, a line of comments does not."""
    before = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
    blank = found[0].endswith("\n") and found.string.startswith("\n", found.end())
    return "\n" if before.strip() and blank else ""


def one_file(state: Inclusion, found: re.Match[str], inside: tuple[Path, ...]) -> str:
    """The text of one included file, or nothing where it is not to be had."""
    bibliography = found["kind"] == "bibliography"
    name = f"{state.stem}.bbl" if bibliography else (found["name"] or found["path"] or "").strip().strip('"')
    if not name or "\x00" in name:
        return ""
    wanted = Path(name) if Path(name).suffix else Path(f"{name}.tex")
    path = (state.folder / wanted).resolve()
    if not path.is_relative_to(state.folder):
        state.notes.append(f"left out `{name}`: it lies outside the folder of the main file")
        return ""
    if path in inside or len(inside) > DEEPEST:
        state.notes.append(f"left out `{name}`: it includes itself")
        return ""
    if len(state.files) >= MOST_FILES:
        state.notes.append(f"left out `{name}`: more than {MOST_FILES} files are included")
        return ""
    try:
        data = path.read_bytes() if path.is_file() and path.stat().st_size <= MOST_TEXT else None
    except OSError:
        data = None
    if data is None:
        state.notes.append(f"left out `{name}`: there is no such file")
        return ""
    state.files.append(ReadFile(path.relative_to(state.folder).as_posix(), hashlib.sha256(data).hexdigest()))
    return included(state, text_of(data), (*inside, path))


def text_of(data: bytes) -> str:
    """UTF-8, else Latin-1."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")
