"""Names of publications: arXiv ids and DOIs, in text and as names of files.

In: text such as `arXiv:1703.09665v2`, `hep-ex/0001001`, `https://doi.org/10.1007/JHEP05(2017)001`, `[12]`, or the
name of a file. Out: `Identifier`s, each in one spelling. Nothing here touches a file: what text says never becomes a
path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hepir.reading.document import Document
from hepir.reading.references import arxiv_ids, dois, numbers_of

OF_ARXIV = re.compile(r"10\.48550/arxiv\.|https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/", re.IGNORECASE)
VERSIONED = re.compile(r"(?P<name>.*?)(?:v(?P<version>\d{1,3}))?", re.IGNORECASE)
CLASS_OF_OLD = re.compile(r"\.[A-Za-z]{2}(?=/)")
BRACKETED = re.compile(r"\[(?P<list>[^\[\]\n]{1,100})\]")
COUNTED = re.compile(r"\d{1,4}(?:\s*-\s*\d{1,4})?(?:\s*,\s*\d{1,4}(?:\s*-\s*\d{1,4})?)*")
WORDED = re.compile(r"\b[Rr]ef(?:erence)?s?\.?\s*(?P<list>\d{1,4})\b(?!\.\d)")
# The name of a file has no slash: an old id and a DOI have another sign there.
FILE_ARXIV = re.compile(
    r"(?:.*?[_\s-])??(?:arxiv[:._ -]?)?(?:(?P<new>\d{4}\.\d{4,5})|(?P<archive>[a-z]+(?:-[a-z]+)?)[_ -]?(?P<old>\d{7}))"
    r"(?P<version>v\d{1,3})?",
    re.IGNORECASE,
)
FILE_DOI = re.compile(r"(?:doi[:_ -]?)?(?P<prefix>10\.\d{4,9})[_ -](?P<rest>.+)", re.IGNORECASE)
SUFFIX = re.compile(r"\.(?:pdf|tex|ltx|md|markdown|txt|json)\Z", re.IGNORECASE)
LONGEST = 2000  # characters of text in which names are looked for


@dataclass(frozen=True, order=True)
class Identifier:
    """`arXiv:1703.09665v2` or `doi:10.1007/...`; `version` is that of an arXiv id, 0 where none is said."""

    scheme: str
    name: str
    version: int = 0

    def __str__(self) -> str:
        return f"{self.scheme}:{self.name}" + (f"v{self.version}" if self.version else "")

    @property
    def key(self) -> str:
        """What the name of a file can keep of it: letters and digits, without the version."""
        return f"{self.scheme}:{re.sub(r'[^a-z0-9]+', '_', self.name.casefold()).strip('_')}"


def identifiers(text: str) -> tuple[Identifier, ...]:
    """All arXiv ids of a text, then all its DOIs, each once."""
    plain = OF_ARXIV.sub("arXiv:", text[:LONGEST])
    found = [arxiv(each) for each in arxiv_ids(plain)]
    found += [Identifier("doi", each) for each in dois(plain)]
    return tuple(dict.fromkeys(found))


def arxiv(text: str) -> Identifier:
    """The identifier of an arXiv id; the class of an old one (`math.AG/...`) is no part of it."""
    match = VERSIONED.fullmatch(CLASS_OF_OLD.sub("", text))
    assert match is not None
    return Identifier("arXiv", match["name"].lower(), int(match["version"] or 0))


def of_file(name: str) -> Identifier | None:
    """The publication that a file is named by, to be compared by its `key`; None for another name."""
    stem = SUFFIX.sub("", name)
    doi = FILE_DOI.fullmatch(stem)
    if doi is not None:
        return Identifier("doi", f"{doi['prefix']}/{doi['rest']}")
    found = FILE_ARXIV.fullmatch(stem)
    if found is None:
        return None
    written = (found["new"] or f"{found['archive']}/{found['old']}") + (found["version"] or "")
    return arxiv(written) if arxiv_ids(written) else None


def referred(text: str, document: Document) -> Iterator[tuple[str, tuple[Identifier, ...]]]:
    """The publications that a text names, each as it is cited and with all its names: those given by id or DOI, else
    entries of the document's reference list (`[12]`, `Ref. 12`, or the number alone)."""
    named = identifiers(text)
    for each in named:
        yield str(each), (each,)
    for number in () if named else numbers(text, document):
        yield entry(number, document)


def entry(number: str, document: Document) -> tuple[str, tuple[Identifier, ...]]:
    """An entry of the reference list: how to cite it, and its names."""
    reference = document.reference(number)
    assert reference is not None
    names = [arxiv(each) for each in reference.arxiv]
    names += [Identifier("doi", each) for each in reference.dois]
    return (str(names[0]) if names else f"[{number}]"), tuple(names)


def numbers(text: str, document: Document) -> tuple[str, ...]:
    """The entries of the reference list that a text points to; ranges such as `[3-5]` in full."""
    found = [text.strip()]
    for match in (*BRACKETED.finditer(text[:LONGEST]), *WORDED.finditer(text[:LONGEST])):
        listed = match["list"]
        found += numbers_of(listed) if COUNTED.fullmatch(listed) else re.split(r"\s*,\s*", listed)
    return tuple(each for each in dict.fromkeys(found) if document.reference(each) is not None)
