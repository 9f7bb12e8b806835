"""Words that change what the rest of a sentence selects: `unless`, `in 2017`, `the same selection as SR1 except`.

In: a sentence as `spelling` writes it. Out: why none of its conditions can be taken by itself, or
nothing. A note is worth more than a cut that the sentence takes back.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.phrases import Phrase, Separation
from hepir.extract.builtin.regions import is_region

DEMANDED = r"(?:requirement|selection|criteri(?:on|a)|cut|condition|veto|threshold)(?:e?s)?"
PARTS = r"(?:barrel|endcaps?|end-caps?|central|forward)"
EXCEPTED = "a condition that has exceptions"
PROVISOS: tuple[tuple[str, str], ...] = (
    (
        "a selection by another one",
        rf"\bdifferences? between (?:the |these )?(?:\w+ ){{0,3}}?(?:SR|CR|VR|regions?|selections?|samples?)\b"
        rf"|\b(?:on top of|in addition to) [^,;]*,? it (?:also )?(?:requires|has)\b"
        rf"|\bsame (?:\w+ )*{DEMANDED}\b|\bidentical (?:\w+ )*{DEMANDED}\b|\b(?:apart|aside) from\b"
        rf"|\b{DEMANDED} (?:(?:is|are|being) )?replaced (?:by|with)\b|\b(?:instead of|rather than)\b"
        rf"|\b{DEMANDED} (?:of|as in|as for) (?:the )?(?:signal|control|validation) regions? (?:is|are)\b"
        rf"|\b{DEMANDED}\b[^.;,]*\b(?:is|are) (?:not applied|inverted|reversed|relaxed|loosened|tightened|raised|lowered)"
        r"(?! to\b)|\bno longer hold\b"
        rf"|\b{DEMANDED}(?<!s)(?<!a) [^.;,]{{0,50}}\bis (?:dropped|removed|lifted|omitted|ignored)\b",
    ),
    (
        EXCEPTED,
        r"(?<!ed )(?<!ed, )(?<!analysis )\bunless\b"
        r"|\botherwise\b|\bbut not (?:for|in|if|when)\b"
        r"|\bexcept(?:ing)? (?:for )?(?:those|the ones)\b"
        r"|\bexcept(?:ing)? (?:in(?! the (?:\w+ )?(?:range|region|interval|gap)s? *[\d.]+ *<)|for|when|if|where|that)\b"
        r"|\bwith the exception\b"
        r"|^only (?:if|when)\b|\b(?:must|required)\b[^.;]*\bonly (?:if|when)\b"
        r"|\bin (?:all )?other cases\b|\belsewhere\b|, (?:but )?not (?:those|the ones|both)\b|\bmay not both\b",
    ),
    (
        "one or the other",
        r"\b(?:loose|medium|tight) or (?:loose|medium|tight)\b"
        r"|\b(?:leading|first|hardest) or (?:the )?(?:sub-?leading|second|trailing)\b"
        r"|\b(?:one|any|either|some)(?: or more)? of the following\b|\bor (?:both|all) of (?:them|these)\b|\bor else\b",
    ),
    (
        "values of several regions",
        r"\bin the (?:first|second|former|latter)(?: (?:approach|method|case|one|scenario|estimate))?,"
        r"|(?:^|[,;] |\b(?:and|while|whereas) )the (?:first|second|third|former)(?: one)? (?:requires?|demands?|selects?|must"
        r"|(?:is|are) required|has|have|contains?|consists?|uses?)\b",
    ),
    (
        "an object by its rank",
        r"\b(?:di-?jet|jet pair|pair of jets)\b[^.;,<>]*\b(?:closest|nearest) (?:in|to)\b",
    ),
    (
        "values of several data sets",
        r"\b(?:in|for|during|of) (?:the )?(?:years? )?(?:(?:data|runs?) (?:of|in|from) )?20[12]\d\b"
        r"|\b20[12]\d (?:data|run|data-taking)\b|\b(?:first|second|last) (?:part|half) of the (?:data|run)\b",
    ),
    (
        "a condition for some events",
        r"^(?:for|in) the (?!(?:present|main|nominal|baseline|final|offline|following) )[\w+-]+(?: [\w+-]+)*"
        r" (?:interpretation|scenario|model)s?,"
        r"|^events (?:where|in which|for which) (?:all|every|each) [^;.]*\b(?:rejected|removed|vetoed|discarded|excluded)\b"
        r"|^(?:some|most|many|a few|few|several) (?:of the )?(?:\w+ )?events\b"
        r"|\d ?% of (?:the |all |these )?(?:\w+ )?(?:events|jets|muons|electrons|leptons|photons|taus)\b"
        r"|^in (?:the |those )?cases? (?:of|with)\b"
        r"|\b(?:for|in) (?:half|part|a (?:small )?(?:fraction|part|subset)|some|most|certain) of\b"
        r"|\b(?:depends|depending|dependent) on\b|\bvar(?:y|ies|ying) (?:between|from|with)\b",
    ),
    (
        "values by what is searched for",
        r"^(?:for|at) (?:(?:higgs(?: boson)?|signal|resonance|\w+ mass(?:es)?) )*(?:hypotheses )?(?:with )?"
        r"m(?:ass)?[_(]?(?:H|X|A|S|Z|W|h|φ)[)'′]? *(?:[<>=≤≥]|below|above|between|of)",
    ),
    ("criteria that are relaxed", r"\bby (?:relaxing|loosening|removing|dropping) the\b"),
    (
        "values of parts of the detector",
        rf"\d(?: ?GeV| ?%| ?mm| ?cm)? in the (?:\w+ )?{PARTS}\b(?! (?:channel|category))(?![^,;]{{0,40}}abseta)"
        rf"|\b{PARTS} \({PARTS}\)",
    ),
    (
        "pairs that are removed",
        r"^\W*(?:[\w-]+ ){0,3}pairs? (?:with|having|whose)\b[^;]*\b(?:is|are)"
        r" (?:removed|rejected|discarded|excluded|not \w+)\b(?! if\b)",
    ),
    (
        "candidates that are counted",
        r"\b(?:exactly|at least|at most|no|more than) (?:\w+ )?(?:Z|W|H|Higgs|top)(?: boson| quark)?(?: candidates?)\b",
    ),
)
COMPILED = tuple((reason, re.compile(pattern, re.IGNORECASE)) for reason, pattern in PROVISOS)


# `Two categories of events with exactly zero and exactly one jet are selected`
SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|several|these) (?:[\w-]+ )?(?:categories|classes|regions|channels|bins|samples|selections)"
    r" (?:of|with|containing|having) ",
    re.IGNORECASE,
)


def proviso(text: str, phrases: tuple[Phrase, ...]) -> str:
    """Why the conditions of a sentence hold only together with what it says besides. An exception to what is removed near
    other objects is left to `distances`, which notes it beside the rule."""
    near = is_near(phrases)
    if SEVERAL.search(text) and not any(map(is_region, phrases)):
        return "values of several regions"
    reasons = (reason for reason, pattern in COMPILED if pattern.search(text))
    return next((reason for reason in reasons if not (near and reason == EXCEPTED)), "")


def is_near(phrases: tuple[Phrase, ...]) -> bool:
    """Whether a sentence speaks of distances between objects."""
    return any(isinstance(each, Separation) for each in phrases)


def is_excepted(text: str, phrases: tuple[Phrase, ...]) -> bool:
    """Whether a sentence removes objects near others and says when not: what it counts then is asked of no event."""
    return is_near(phrases) and any(
        reason == EXCEPTED and pattern.search(text) for reason, pattern in COMPILED
    )
