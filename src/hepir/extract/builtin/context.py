"""What stands around a sentence and says what it is about: the item that it is in, and what leads in its list.

In: sentences of a document, in order. Out: the items of a list as whole sentences: with the region in front of a colon, or
with the verb of the sentence that leads them in; the region of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from hepir.extract.builtin.channels import PLACES
from hepir.extract.builtin.naming import names_region, region_name
from hepir.extract.builtin.parsing import phrases
from hepir.extract.builtin.phrases import Word
from hepir.extract.builtin.regions import is_region
from hepir.extract.builtin.spelling import spelled
from hepir.reading.document import Sentence

BULLET = re.compile(r"\A(?:[-–•*◦▪]|\(?(?:[a-z]|[ivx]+|\d)\)) +")
LABELLED = re.compile(r"\A((?:[Tt]he )?[\w+/-][^:.;,<>=]{0,40}?) ?: +(?=\S)")
BEGUN = re.compile(
    r"\A(?:(?:In|For) )?(?:[Tt]he )?([\w+/-]+(?: [\w+/-]+)? (?:channel|category|region)|(?:SR|CR|VR)[\w-]*)"
    r"(?=,| (?:requires?|is|are|has|contains?|selects?|consists?|demands?|must)\b| *:)"
)
VERB = re.compile(
    r"\b(?:must|is|are|requires?|required|have|has|contains?|should|satisf(?:y|ies)|pass(?:es)?|selects?|do|does)\b",
    re.IGNORECASE,
)
LEADING = re.compile(r":\Z")
REQUIRING = re.compile(
    r"(?:must|required to|have to|has to|should)(?: also)?(?: (?:satisfy|fulfil+|pass|meet|have|contain))?"
    r"(?: (?:all )?(?:of )?the following(?: \w+)?)?:\Z",
    re.IGNORECASE,
)
CRITERIA = re.compile(r"\b(?:criteri|requirement|condition|select|require|cuts?\b|demand|if:)", re.IGNORECASE)
# How an item begins that asks for something: `Exactly one muon`, `HT > 400 GeV`.
ASKED = re.compile(
    r"\A(?:exactly|at least|at most|no|zero|one|two|three|four|five|six|\d+|an?|[<>≥≤=])\b|\A[^\s,;.]+ *(?:\[\w+\] *)?[<>≥≤]",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"\A(?:In [^,]+, )?(?:[Tt]he |[Aa]ll )?(?:\w+ ){0,2}?(?:events|electrons|muons|photons|jets|leptons|taus)\b",
    re.I,
)


def as_sentence(text: str, lead: str) -> str:
    """An item of a list as a sentence: `SRA: two jets` as `In SRA, events must have two jets`; other text as it is.

    `lead` is the sentence in front of the list, empty for what is no item.
    """
    plain = BULLET.sub("", text)
    if (label := LABELLED.match(plain)) and is_place(label[1]):
        rest = plain[label.end() :]
        return f"In {label[1]}, {rest if VERB.search(rest) else f'events must have {rest}'}"
    if not LEADING.search(lead) or VERB.search(plain):
        return plain
    if REQUIRING.search(lead) and SUBJECT.match(lead):
        return f"{REQUIRING.sub('', lead)}must have {plain}"
    asked = CRITERIA.search(lead) or (leading_region(lead) and ASKED.match(plain))
    return f"Events must have {plain}" if asked else plain


@lru_cache(maxsize=256)
def leading_region(lead: str) -> str:
    """The one region that a sentence names which leads in a list: `For the muon channel these are:`; empty elsewhere."""
    if not LEADING.search(lead):
        return ""
    named = {
        region_name(each.text)
        for each in phrases(spelled(lead))
        if isinstance(each, Word) and is_region(each)
    }
    return named.pop() if len(named) == 1 else ""


def is_place(words: str) -> bool:
    """Whether words in front of a colon name a region."""
    return bool(names_region(words) or PLACES.search(words)) and bool(region_name(words))


@dataclass(frozen=True)
class Told:
    """A sentence, what it says as one, and the region of its paragraph: an item of a list of regions, or of one about one."""

    sentence: Sentence
    text: str
    region: str


def as_told(sentences: Sequence[Sentence]) -> Iterator[Told]:
    """Sentences with what they say: items of lists as whole sentences."""
    listed = listed_blocks(sentences)
    lead = block = ""
    for sentence in sentences:
        if sentence.block != block and not is_item(sentence.text):
            lead = ""
        region = listed.get(sentence.block, "") or leading_region(lead)
        yield Told(sentence, as_sentence(sentence.text, lead), region)
        lead = sentence.text if LEADING.search(sentence.text) else lead
        block = sentence.block


def listed_blocks(sentences: Sequence[Sentence]) -> dict[str, str]:
    """The paragraphs of lists, with their regions: neighbours that all begin with a region of their own."""
    first: dict[str, str] = {}
    for each in sentences:
        first.setdefault(each.block, each.text)
    begun = [(block, BEGUN.match(BULLET.sub("", text))) for block, text in first.items()]
    found: dict[str, str] = {}
    for (one, here), (other, there) in pairwise(begun):
        if here and there and here[1].lower() != there[1].lower():
            found |= {one: region_name(here[1]), other: region_name(there[1])}
    return found


def is_item(text: str) -> bool:
    """Whether a paragraph may be an item of the list before it."""
    labelled = LABELLED.match(text)
    begun = BULLET.match(text) or not text[:1].isupper() or text.endswith((";", ",", " and", " or"))
    return bool(begun or not VERB.search(text) or (labelled and is_place(labelled[1])))
