"""Labels that a publication gives to its regions: `Three signal regions, denoted by M1, M2 and M3, are defined`.

In: the sentences of a document. Out: the labels, and sentences in which each of them stands behind `region`, so that `M1
requires two jets` is about a region. `SR1` and the like are known without that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SORT = r"(?:regions?|categor(?:y|ies)|channels?|bins?|selections?|samples?|boxes)"
LABEL = r"(?!(?:SR|CR|VR|T|Fig|Tab|Eq|Sec|Ref|R)\d)[A-Z][a-z]{0,3}\d{1,2}[a-z]?"
LIST = rf"{LABEL}(?:(?:,? and |, | or ){LABEL})*"
NAMED = r"(?:denoted|labell?ed|called|named|referred to|dubbed|defined|numbered)(?: (?:by|as))?"
GIVEN = re.compile(
    rf"\b{SORT}\b[^.;:<>=]{{0,60}}?[ (]{NAMED} (?:the )?(?P<told>{LIST})(?![\w-])"
    rf"|\b(?:[Ss]ignal|[Cc]ontrol|[Vv]alidation|[Ss]earch) {SORT},? \(?(?P<behind>{LIST})(?![\w-])"
    rf"|\b(?P<from>{LABEL}) (?:to|through) (?P<to>{LABEL}) (?:signal|search|control) {SORT}"
)
# `signal regions A, B and C`, `regions M1 and M2`
LETTER = rf"(?:[A-H]\d?|{LABEL})"
SEVERAL = re.compile(
    rf"\b((?:[Ss]ignal |[Cc]ontrol |[Vv]alidation |[Ss]earch )?[Rr]egion)s,? "
    rf"({LETTER}(?:, {LETTER})*,? and {LETTER})(?![\w-])(?= |,|;|:|\.(?!\d)|\)|\Z)"
)
BESIDE = re.compile(
    r"(?<!signal )(?<!control )(?<!validation )\b[Rr]egions? (?=(?:SR|CR|VR)[\w-])"
)  # `the region SR1`
# `the second one (SR-high)`
ORDINAL = re.compile(
    r"\b[Tt]he (?:first|second|third|fourth|last|other|former|latter)(?: one| region| signal region)?"
    r" \(((?:SR|CR|VR)[\w-]*)\)"
)
# `the "0b" category`
QUOTED = re.compile(rf"[\"'‘“]([\w+/≥>-]+(?: [\w+/-]+)?)[\"'’”](?= {SORT}\b)")
# `in the ee and μμ channels`
NO_NAME = r"(?:signal|control|validation|all|other|these|those|both|the|of|in|for|remaining|respective|corresponding)\b"
WORD = rf"(?!{NO_NAME})[\w+/→-]+"
PLURALS = {
    "channels": "channel",
    "categories": "category",
    "final states": "final state",
    "regions": "region",
}
# Of regions only names that are no words: not `the barrel and endcap regions`.
LABELLED = rf"(?=[\w+/→-]*[A-Z\d]){WORD}"
CHANNELS = tuple(
    re.compile(
        rf"\b(?P<the>[Tt]he |[Bb]oth (?:the )?)(?P<names>{name}(?:, {name})*,? and (?:the )?{name}) (?P<sort>{sorts})\b"
    )
    for name, sorts in ((WORD, "channels|categories|final states"), (LABELLED, "regions"))
)
AT_LEAST = re.compile(
    rf"[≥⩾] ?(?=\d\w*(?:[≥⩾]\w+)* {SORT}\b)|(?<=\d\w)[≥⩾](?=\d\w* {SORT}\b)"
)  # `the ≥7j≥3b category`
JOINT = re.compile(r"(,? and |, )")


def labels_given(texts: Iterable[str]) -> frozenset[str]:
    """The labels that sentences give to regions."""
    return frozenset(
        label
        for text in texts
        for found in GIVEN.finditer(text)
        for label in re.findall(LABEL, found["told"] or found["behind"] or "")
    )


def with_regions(text: str, labels: frozenset[str]) -> str:
    """A sentence in which each label of a region stands behind `region`."""
    text = QUOTED.sub(r"\1", ORDINAL.sub(r"\1", BESIDE.sub("", text)))
    text = SEVERAL.sub(one_by_one, AT_LEAST.sub("", text))
    for several in CHANNELS:
        text = several.sub(each_channel, text)
    if not labels:
        return text
    every = "|".join(sorted(map(re.escape, labels), key=len, reverse=True))
    bare = re.compile(rf"(?<![\w-])(?<![Rr]egion )(?:{every})(?![\w-])(?! {SORT}\b)")
    return bare.sub(lambda found: f"region {found[0]}", text)


def one_by_one(found: re.Match[str]) -> str:
    """`signal regions A and B` as `signal region A and signal region B`."""
    sort, listed = found[1], found[2]
    parts = JOINT.split(listed)
    later = f"{sort[0].lower()}{sort[1:]}"
    names = (f"{sort if place == 0 else later} {part}" for place, part in enumerate(parts[::2]))
    joints = (each.replace(" and ", ", and ").replace(",,", ",") for each in (*parts[1::2], ""))
    return "".join(f"{name}{joint}" for name, joint in zip(names, joints, strict=True))


def each_channel(found: re.Match[str]) -> str:
    """`the ee and μμ channels` as `the ee channel and the μμ channel`."""
    the = "The" if found["the"][0].isupper() else "the"
    names = [each.removeprefix("the ") for each in JOINT.split(found["names"])[::2]]
    behind = names[-1].partition("-")[2]  # of `the 0- and 1-jet categories`
    names = [f"{each}{behind}" if each.endswith("-") else each for each in names]
    parts = (f"the {each} {PLURALS[found['sort']]}" for each in names)
    return f"{the}{' and '.join(parts)[3:]}"
