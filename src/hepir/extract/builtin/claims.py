"""What sentences claim, before the program around it is known.

In: made clause by clause. Out: frozen values. In a claim's text `{Jet}` stands for the collection of jets, whatever
the program will call it, `{pairs:Lepton}` for pairs of leptons, `{ht}` for a defined value, `{region:signal_region}`
for a region.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from hepir.extract.builtin.phrases import Noun
from hepir.extract.draft import Evidence

PLACEHOLDER = re.compile(r"\{(?:(\w+):)?(\w+)\}")
LETTERS = {
    "Photon": "p", "Electron": "e", "Muon": "m", "Tau": "t", "Lepton": "l", "Jet": "j", "BJet": "b", "FatJet": "f",
    "Track": "k", "Vertex": "v",
}  # fmt: skip


@dataclass(frozen=True)
class Claim:
    """A rule of an object (`block` "object", `name` "Jet") or of a region (`name` is empty for the preselection)."""

    block: str
    name: str
    text: str


@dataclass(frozen=True)
class Stated:
    """A claim and where it stands; `common`: where the selection is told, so that the preselection comes before it; `within`:
    the channel of the section that it stands in."""

    claim: Claim
    evidence: Evidence
    common: bool = True
    further: tuple[Evidence, ...] = ()
    within: str = ""


@dataclass(frozen=True)
class Reading:
    """What a clause or sentence gives: claims, what was left over in words, and its subject and region for the next;
    `topic` where its paragraph is about that region."""

    claims: tuple[Claim, ...] = ()
    left: tuple[str, ...] = ()
    subject: tuple[Noun, ...] = field(default=())
    region: str = ""
    topic: bool = False

    def joined(self, other: Reading) -> Reading:
        """This and what follows it."""
        return Reading(
            (*self.claims, *other.claims),
            (*self.left, *other.left),
            other.subject or self.subject,
            other.region or self.region,
        )


def references(text: str) -> Iterator[tuple[str, str]]:
    """The sort and name of each placeholder: `("", "Jet")`, `("pairs", "Lepton")`."""
    for found in PLACEHOLDER.finditer(text):
        yield found[1] or "", found[2]


def resolved(text: str, name: Callable[[str, str], str]) -> str:
    """A text with the names of the program in place of placeholders."""
    return PLACEHOLDER.sub(lambda found: name(found[1] or "", found[2]), text)


def rule(kind: str, text: str) -> Claim:
    """A rule of an object."""
    return Claim("object", kind, text)


def step(region: str, text: str) -> Claim:
    """A step of a region."""
    return Claim("region", region, text)


def renamed(text: str, name: Callable[[str], str]) -> str:
    """A text with other names of collections in its placeholders."""

    def placeholder(sort: str, given: str) -> str:
        kept = name(given) if sort in ("", "pairs") else given
        return f"{{{sort}:{kept}}}" if sort else f"{{{kept}}}"

    return resolved(text, placeholder)


def renamed_with_sort(text: str, name: str, sort: str) -> str:
    """A text in which a collection's placeholders have this sort."""
    return text.replace(f"{{{name}}}", f"{{{sort}:{name}}}")


def of_region(reading: Reading, region: str) -> Reading:
    """Steps of the preselection as those of a region."""
    if not region:
        return reading
    claims = (
        replace(each, name=region) if (each.block, each.name) == ("region", "") else each
        for each in reading.claims
    )
    return replace(reading, claims=tuple(claims))
