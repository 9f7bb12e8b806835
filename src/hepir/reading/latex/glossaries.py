r"""Abbreviations and entries of glossaries: what `\gls{jet}` and `\ac{sr}` read as.

In: the text of all files, which has the definitions (packages glossaries, acronym, acro). Out: for a macro that uses an entry
the words that a reader sees. An entry that is nowhere defined reads as its label; one of the second and later uses as the
short form, however often it was used before, so that a document reads the same from any place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from hepir.reading.latex.groups import closing, skip

DEFINITION = re.compile(
    r"\\(?P<kind>newacronym|newabbreviation|newglossaryentry|longnewglossaryentry|DeclareAcronym|acro|acrodef|newacro)"
    r"(?![a-zA-Z])"
)
LEAST_WORD = 6  # letters of a label of abbreviations that is likely a word
SETTING = re.compile(r"(?P<key>[a-z-]+)\s*=\s*")


@dataclass(frozen=True)
class Entry:
    """What an entry reads as: in short, in full, and several of it."""

    short: str
    long: str
    shorts: str
    longs: str


def entry(short: str, long: str = "", shorts: str = "", longs: str = "") -> Entry:
    """An entry with the plurals that are made where none are given."""
    long = long or short
    return Entry(short, long, shorts or f"{short}s", longs or f"{long}s")


Form = Callable[[Entry], str]


def capital(form: Form) -> Form:
    """The same at the beginning of a sentence."""
    return lambda found: form(found)[:1].upper() + form(found)[1:]


def full(found: Entry) -> str:
    """As it reads where it is introduced."""
    return found.short if found.long == found.short else f"{found.long} ({found.short})"


def fulls(found: Entry) -> str:
    """Several, as they read where they are introduced."""
    return found.shorts if found.long == found.short else f"{found.longs} ({found.shorts})"


def short(found: Entry) -> str:
    """One, in short."""
    return found.short


def shorts(found: Entry) -> str:
    """Several, in short."""
    return found.shorts


def long(found: Entry) -> str:
    """One, in full words."""
    return found.long


def longs(found: Entry) -> str:
    """Several, in full words."""
    return found.longs


USES: Mapping[str, Form] = {
    **dict.fromkeys(("gls", "glstext", "acrshort", "ac", "acs", "glsxtrshort", "glsentryshort"), short),
    **dict.fromkeys(("glspl", "acrshortpl", "acp", "acsp", "glsplural", "glsxtrshortpl"), shorts),
    **dict.fromkeys(("acrlong", "acl", "glsxtrlong", "glsentrylong"), long),
    **dict.fromkeys(("acrlongpl", "aclp", "glsxtrlongpl"), longs),
    **dict.fromkeys(("acrfull", "acf", "glsxtrfull", "glsfirst"), full),
    **dict.fromkeys(("acrfullpl", "acfp", "glsxtrfullpl"), fulls),
    **dict.fromkeys(("Gls", "Ac", "Acrshort", "Acs"), capital(short)),
    **dict.fromkeys(("Glspl", "Acp", "Acrshortpl"), capital(shorts)),
    **dict.fromkeys(("Acrlong", "Acl"), capital(long)),
    **dict.fromkeys(("Acrfull", "Acf"), capital(full)),
}


def entries(text: str) -> dict[str, Entry]:
    """The entries that a text defines, by their labels."""
    found: dict[str, Entry] = {}
    for definition in DEFINITION.finditer(text):
        options, groups = arguments(text, definition.end())
        match definition["kind"], groups:
            case "newacronym" | "newabbreviation", [label, brief, words, *_]:
                told = settings(options)
                found[label] = entry(brief, words, told.get("shortplural", ""), told.get("longplural", ""))
            case "newglossaryentry" | "longnewglossaryentry", [label, body, *_]:
                told = settings(body)
                found[label] = entry(
                    told.get("text") or told.get("name") or label, "", told.get("plural", "")
                )
            case "DeclareAcronym", [label, body, *_]:
                told = settings(body)
                found[label] = entry(told.get("short", label), told.get("long", ""))
            case "acro" | "acrodef" | "newacro", [label, words, *_]:
                found[label] = entry(options or label, words)
    return found


def arguments(text: str, place: int) -> tuple[str, list[str]]:
    """The option and up to three groups behind the name of a macro; the option may stand behind the first group."""
    option, groups = "", list[str]()
    while len(groups) < 3:
        start = skip(text, place)
        mark = text[start : start + 1]
        end = closing(text, start, mark, "]" if mark == "[" else "}") if mark in ("[", "{") else None
        if end is None:
            break
        inside, place = text[start + 1 : end - 1], end
        if mark == "[":
            option = inside
        else:
            groups.append(inside.strip())
    return option, groups


def settings(text: str) -> dict[str, str]:
    """`name={jet}, plural=jets` by their keys."""
    return dict(pairs(text))


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """Each key with its value."""
    place = 0
    while found := SETTING.search(text, place):
        start = found.end()
        end = closing(text, start, "{", "}") if text[start : start + 1] == "{" else None
        if end is not None:
            yield found["key"], text[start + 1 : end - 1].strip()
            place = end
        else:
            comma = text.find(",", start)
            place = len(text) if comma < 0 else comma
            yield found["key"], text[start:place].strip()


def reading(use: str, label: str, known: Mapping[str, Entry]) -> str:
    """What the use of an entry reads as."""
    label = label.strip()
    abbreviated = use.lower().startswith("ac") and label.islower() and len(label) < LEAST_WORD
    return USES[use](known.get(label) or entry(label.upper() if abbreviated else label))
