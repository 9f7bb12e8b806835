"""Paragraphs and items that begin with the name of a region: `Strong production: Events must have ETmiss > 150 GeV`.

In: the sentences of a document. Out: for each such paragraph its region. A label is a region where it names one by itself,
where the sentence in front of its list speaks of regions, channels or categories, or where several paragraphs of a section
begin with parts of the analysis beside each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from hepir.extract.builtin.channels import PLACES, is_part, region_alone
from hepir.extract.builtin.labels import the_noun
from hepir.extract.builtin.lists import BULLET
from hepir.extract.builtin.naming import names_region, region_name
from hepir.reading.document import Sentence

LABELLED = re.compile(r"\A((?:[Tt]he )?[\w+/-][^:.;,<>=]{0,40}?) ?: +(?=\S)")
# `SR-B targets three-body decays: MET > 200 GeV`, `SR-B is designed for small mass differences, with MET > 200 GeV`
AIMED = re.compile(
    r"\A((?:[Tt]he )?[\w+/-]+(?: [\w+/-]+){0,2}?),? (?:(?:which )?is |which )?"
    r"(?:targets?|targeting|aims?|aimed|focus(?:es|ed)|address(?:es)?|probes?|(?:designed|optimi[sz]ed|intended|meant|tuned|suited))\b"
    r"[^:.;<>=≤≥]*?(?:(?:: |, (?:with|requiring|and requires|by requiring) )(?=\S)|\.?\Z)"
)
CRITERION = re.compile(
    r"\b(?:requirements?|cuts?|criteri(?:on|a)|veto|triggers?|isolation|identification|vertex|removal|cleaning|pre-?selection"
    r"|baseline|common|example|note|where)\Z",
    re.IGNORECASE,
)
# `ttH leptonic.`, with which a paragraph begins as with a heading
RUN_IN = re.compile(r"\A([\w+/-][^:.;,<>=]{0,40})\.\Z")
# `one lepton and at least six jets (1L);`: the name behind what an item asks
BEHIND = re.compile(r" \((?P<name>(?=[^()]*[A-Z])[\w+-]{1,12})\)(?=[;.,]?(?: and)?\Z|, with\b)")
PARTS = r"(?:regions|channels|categories|samples|selections|classes|topologies|signatures|final states|SRs|CRs|VRs)\b"
LEADING = re.compile(
    rf"\b{PARTS}(?=.*(?::|\b(?:as follows|below|following)\b.*)\Z)|\bfollowing (?:[\w-]+ ){{0,2}}{PARTS}"
)
DIVIDED = re.compile(
    r"\b(?:categor(?:y|ies)|categori[sz]ation|classification|signal regions|channels)\b", re.IGNORECASE
)
ASKING = re.compile(
    r"(?:(?:[Cc]andidate |[Ss]elected |[Tt]he |[Ff]or )*[Ee]vents?\b|[Aa]t (?:least|most)\b|[Ee]xactly\b|[Tt]his\b|[Ww]e\b"
    r"|[Oo]ne\b|[Tt]wo\b|[Tt]hree\b|[Ff]our\b|[Aa]n?\b|[Nn]o\b|\d|\W*[\w^|]+ *[<>=≤≥])"
)
EXPLAINED = re.compile(r" \([^()]*\)\Z")  # `Region A (signal region)`
MOST_WORDS = 6


def labelled_blocks(sentences: Sequence[Sentence]) -> dict[str, str]:
    """The paragraphs that begin with the name of a region, with it."""
    firsts = list(first_sentences(sentences))
    return beside_each_other(firsts) | led(firsts, sentences) | headed(firsts, sentences)


def first_sentences(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The first sentence of each paragraph."""
    seen: set[str] = set()
    for each in sentences:
        if each.block not in seen:
            seen.add(each.block)
            yield each


def headed(firsts: Sequence[Sentence], sentences: Sequence[Sentence]) -> dict[str, str]:
    """The paragraphs of a section on categories that begin with a name of their own: `VBF.`, `ttH leptonic.`"""
    longer = {each.block for before, each in pairwise(sentences) if before.block == each.block}
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for each in firsts:
        named = RUN_IN.match(each.text)
        told = bool(each.section) and DIVIDED.search(each.section[-1]) and each.block in longer
        if named and told and len(named[1].split()) <= MOST_WORDS and the_noun(named[1]) is None:
            found.setdefault(each.section, {})[each.block] = region_name(named[1])
    return of_several(found.values())


def of_several(sections: Iterable[dict[str, str]]) -> dict[str, str]:
    """The regions of paragraphs, in the sections that have several."""
    several = (given for given in sections if len(set(given.values())) > 1)
    return {block: name for given in several for block, name in given.items()}


def label_of(text: str) -> str:
    """What a paragraph begins with, in front of a colon; empty where it may be no name of a region."""
    plain = BULLET.sub("", text)
    aimed = AIMED.match(plain)
    if aimed and names_region(aimed[1].removeprefix("the ").removeprefix("The ")):
        return aimed[1]
    found = LABELLED.match(plain) or BEHIND.search(plain)
    label = found[1] if found else ""
    if not label or CRITERION.search(label) or len(label.split()) > MOST_WORDS or the_noun(label) is not None:
        return ""
    return label


def behind_label(text: str) -> str:
    """A sentence without the name that it begins or ends with; empty where it only says what the region is for."""
    plain = BULLET.sub("", text)
    aimed = AIMED.match(plain)
    found = aimed if aimed and label_of(text) == aimed[1] else LABELLED.match(plain)
    return plain[found.end() :] if found else BEHIND.sub("", plain)


def beside_each_other(firsts: Sequence[Sentence]) -> dict[str, str]:
    """Paragraphs of one section that begin with parts of the analysis: `Electroweak production:`, `Strong production:`."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for each in firsts:
        label = label_of(each.text)
        plain = EXPLAINED.sub("", label)
        named = is_part(plain) or bool(names_region(plain) or PLACES.search(plain) or region_alone(plain))
        behind = behind_label(each.text)
        if label and named and (ASKING.match(behind) or not behind) and region_name(label):
            found.setdefault(each.section, {})[each.block] = region_name(label)
    return of_several(found.values())


def led(firsts: Sequence[Sentence], sentences: Sequence[Sentence]) -> dict[str, str]:
    """The items behind a sentence that leads in regions: `The control regions are:`, `μ+jets: one tight muon`."""
    last = {each.block: each.text for each in sentences}
    found: dict[str, str] = {}
    leads = False
    for before, here in pairwise(firsts):
        leads = (leads and before.block in found) or bool(LEADING.search(last[before.block]))
        label = label_of(here.text) if leads and before.section == here.section else ""
        if label and region_name(label):
            found[here.block] = region_name(label)
    return found
