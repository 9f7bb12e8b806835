"""What stands around a sentence and says what it is about: the item that it is in, and what leads in its list.

In: sentences of a document, in order. Out: the items of a list as whole sentences: with the region in front of a colon, or
with the verb of the sentence that leads them in; the region of a list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hepir.extract.builtin.both_ways import both_ways
from hepir.extract.builtin.called import called_sentences
from hepir.extract.builtin.channels import PLACES
from hepir.extract.builtin.equations import displayed_criterion
from hepir.extract.builtin.following import with_all_named
from hepir.extract.builtin.labelled import LABELLED, behind_label, labelled_blocks
from hepir.extract.builtin.labels import the_noun
from hepir.extract.builtin.lists import BULLET, EVENTS, LEADING, VERB, Lead, item_sentence, lead_of
from hepir.extract.builtin.mass_of_pair import with_pair
from hepir.extract.builtin.naming import names_region, region_name
from hepir.extract.builtin.region_labels import labels_given, with_regions
from hepir.extract.builtin.respectively import one_by_one
from hepir.extract.builtin.sections import Scope, scope_of
from hepir.extract.builtin.selections import with_selections
from hepir.reading.document import Sentence

CRITERION = re.compile(r"\b(?:requirements?|selections?|cuts?|criteri(?:on|a)|veto)\Z", re.IGNORECASE)
CLOSING = re.compile(
    r"\b[Tt]hese (?:additional )?(?:criteria|requirements|selections|cuts|conditions)\b[^.;:]*?\bdefines? (?:the |a )?"
    r"((?:\w+ )?(?:signal|control|validation) region|(?:SR|CR|VR)\w*)\b"
)
CONDITIONAL = re.compile(r"(?:If|Else|Otherwise|When)\b[^.;]*:\Z")
# `pT: > 25 GeV`: a quantity in front of its limit.
LIMITED = re.compile(
    r"\A([^:;]{1,60}?) ?: *(?=[<>≤≥=]|(?:between|less|greater|below|above|at least|at most|more|fewer)\b)"
)
HEAD = re.compile(r"[\w +/-]{2,40}:\Z")  # `Single electron:`, over what is told of these
LONGEST_LIST = 12  # sentences
LONGEST_ITEM = 160  # characters of a paragraph with a verb of its own
SORTED = r"[\w+-]+ \((?:SR|CR|VR)\)"  # `R1 (CR)`: a region with its sort
BEGUN = re.compile(
    rf"\A(?:(?:In|For) )?(?:[Tt]he )?([\w+/-]+(?: [\w+/-]+)? (?:channel|category|region)|{SORTED}|(?:SR|CR|VR)[\w-]*)"
    r"(?=,| (?:requires?|is|are|has|contains?|selects?|consists?|demands?|must)\b| *:)"
)


def as_sentence(text: str, lead: Lead | None, earlier: tuple[str, ...] = ()) -> str:
    """An item of a list as a sentence: `SRA: two jets` as `In SRA, events must have two jets`; other text as it is.

    `lead` is what the sentence in front of the list says, None for what is no item of criteria.
    """
    plain = BULLET.sub("", text)
    if lead is not None and lead.subject != EVENTS and LIMITED.match(plain):
        return item_sentence(LIMITED.sub(r"\1 ", plain), lead, earlier)
    if label := LABELLED.match(plain):
        rest = plain[label.end() :]
        if re.fullmatch(SORTED, label[1]):  # `listed_blocks` knows the region
            return of_events(rest)
        if is_place(label[1]):
            return f"In {label[1]}, {rest if VERB.search(rest) else f'events must have {rest}'}"
        if (named := the_noun(label[1])) is not None and named.plural:
            return of_objects(label[1], rest) or plain
        if lead is not None or CRITERION.search(label[1]):
            return of_criterion(label[1], rest, lead) or plain
    return (displayed_criterion(plain) or plain) if lead is None else item_sentence(text, lead, earlier)


def of_events(rest: str) -> str:
    """What stands behind the name of a region, as a sentence: `exactly one muon; its pT must exceed 20 GeV`."""
    parts = (each if VERB.search(each) else f"events must have {each}" for each in rest.split("; "))
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def of_objects(label: str, rest: str) -> str:
    """`Muons: pT > 10 GeV` and `Muons: must have pT > 10 GeV` as a sentence; empty where a sentence follows the colon."""
    if VERB.match(rest):
        return f"{label} {rest}"
    return "" if VERB.search(rest) else item_sentence(rest, Lead(label))


def of_criterion(label: str, rest: str, lead: Lead | None) -> str:
    """`Charge requirement: the leptons must have ...`, `Missing momentum: ETmiss > 20 GeV`; empty where it asks nothing."""
    if VERB.search(rest):
        return rest
    own = lead_of(f"{label}:", "")
    told = lead is not None and lead.subject != EVENTS
    chosen = own if own is not None and not told and (lead is None or own.subject != EVENTS) else lead
    return item_sentence(rest, chosen) if chosen is not None else ""


def is_place(words: str) -> bool:
    """Whether words in front of a colon name a region."""
    return bool(names_region(words) or PLACES.search(words)) and bool(region_name(words))


@dataclass(frozen=True)
class Told:
    """A sentence, what it says as one, the region of its paragraph (an item of a list of regions, or of one about one), and
    the sentence that leads in the list that it is an item of. `silent`: that speaks of what is true or
    simulated, or of some events. `about`: the objects of the list that it is an item of, in words."""

    sentence: Sentence
    text: str
    region: str
    lead: Sentence | None = None
    silent: bool = False
    about: str = ""


def as_told(sentences: Sequence[Sentence]) -> Iterator[Told]:
    """Sentences with what they say: items of lists as whole sentences."""
    labelled, selections = labelled_blocks(sentences), with_selections(sentences)
    labels = labels_given(each.text for each in sentences)
    lengths = Counter(each.block for each in sentences)
    listed = listed_blocks(sentences) | labelled
    closed = called_sentences(sentences) | closed_lists(sentences)
    lead: Lead | None = None
    leading: Sentence | None = None
    before: Sentence | None = None
    earlier: tuple[str, ...] = ()
    context = ""
    silent = False
    for sentence in sentences:
        if before is None or sentence.section != before.section:
            lead = leading = None
            context, silent = "", False
        alone = lead is not None and lengths[sentence.block] == 1 and len(sentence.text) < LONGEST_ITEM
        if before is not None and sentence.block != before.block and not (alone or is_item(sentence.text)):
            lead = leading = None
            silent = False
        behind = before.text if before is not None and before.block == sentence.block else ""
        begins = not behind
        if begins and sentence.block in labelled:
            asked = behind_label(sentence.text)
            text = sentence.text if asked == BULLET.sub("", sentence.text) else of_events(asked)
        elif sentence.block in labelled and not VERB.search(sentence.text):
            text = of_events(sentence.text)
        else:
            plain = one_by_one(with_regions(both_ways(selections.get(sentence.id, sentence.text)), labels))
            told = with_pair(with_all_named(plain, behind), behind)
            # Behind the first sentence of an item, one with a verb stands for itself.
            follows = not begins and bool(VERB.search(told))
            text = as_sentence(told, None if follows or HEAD.match(told) else lead, earlier)
        region = listed.get(sentence.block, "") or (lead.region if lead is not None else "")
        region = region or closed.get(sentence.id, "")
        yield Told(
            sentence,
            text,
            region,
            leading if text != sentence.text else None,
            silent,
            about(lead, begins=begins),
        )
        earlier = (*earlier, sentence.text) if lead is not None else ()
        if LEADING.search(sentence.text):
            context = before.text if before is not None and before.block == sentence.block else context
            silent = scope_of(sentence) is Scope.NOTHING or bool(CONDITIONAL.match(sentence.text))
            lead = None if silent else lead_of(sentence.text, context)
            leading, earlier = (sentence if lead is not None else None), ()
        before = sentence


def about(lead: Lead | None, *, begins: bool) -> str:
    """The objects that an item is about, where a sentence begins it."""
    return lead.subject if begins and lead is not None and lead.subject != EVENTS else ""


def closed_lists(sentences: Sequence[Sentence]) -> dict[str, str]:
    """The sentences between one with a colon and `these criteria define the signal region`, with that region."""
    found: dict[str, str] = {}
    waiting: list[Sentence] = []
    for each in sentences:
        if waiting and waiting[0].section != each.section:
            waiting = []
        if (closing := CLOSING.search(each.text)) and is_place(closing[1]):
            found |= {one.id: region_name(closing[1]) for one in waiting[1:]}
            waiting = []
        elif LEADING.search(each.text):
            waiting = [each]
        elif waiting and len(waiting) < LONGEST_LIST:
            waiting.append(each)
        else:
            waiting = []
    return found


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
    return bool(begun or not VERB.search(text) or (labelled and not VERB.search(labelled[1])))
