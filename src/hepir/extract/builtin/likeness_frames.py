"""How sentences say that a region is like another one: `CR1 is defined as SR1, but with`.

In: nothing. Out: patterns of sentences whose groups are the region (`head`), the one that it is like (`origin`), and how it
differs (`rest`, `change`).
"""

from __future__ import annotations

import re

from hepir.extract.builtin.differences import CHANGED_TO, DEMAND, GOING, GONE, TURNED_BY, TURNED_ROUND

# What it is for: `To estimate the tt background, a control region`.
AIMED = (
    r"(?:(?:In order )?[Tt]o [a-z]+ [^,;:]{2,80}, |For the [^,;:]{2,50} (?:background|estimat(?:e|ion)), )"
)
HEAD = rf"(?P<head>{AIMED}?[^,;:]{{2,90}}?)"
ORIGIN = r"(?P<origin>[^,;:]{2,70}?)"
PAIRED = r"(?P<paired>,? respectively)?"
LINK = (
    r"but|except(?:ing)?|apart from|aside from|with|however|only|by|requiring|where|while|instead|without|the only exception"
    r"|and (?=requir|must|in addition|with|also|additionally)"
)
REST = rf"(?P<rest>,? (?:{LINK})\b.*)?\.?\Z"
MADE = r"(?:defined|selected|obtained|constructed|formed|built|chosen|derived|made)"
AS = (
    r"(?:in (?:exactly |much )?the same (?:way|manner|fashion) as(?: for)?|(?:identical|equivalent|analogous) to"
    r"|identically to|like|the same as(?: (?:for|that of|those of|in))?|exactly as|as(?: for| in)?|from"
    rf"|(?:with|by|using) (?:applying |selecting events (?:with|by) |using )?(?:exactly )?the (?:same |full )?(?:\w+ )?"
    rf"{DEMAND} (?:as|of|used for)"
    r"(?: for| in| that of| those of)?)"
)
USING = (
    r"(?:uses?|has|have|shares?|employs?|appl(?:y|ies)|follows?|satisf(?:y|ies)|requires?|must (?:satisfy|pass)"
    r"|pass(?:es)?|with|having|using)"
)
APPLIED = r"(?:(?:is|are) (?:applied|used|required|imposed)|apply|hold)"
SAME = (
    rf"(?:exactly |all )?(?:of )?(?:the )?(?:same|identical|other|remaining)? ?(?:\w+ )?{DEMAND}"
    r" (?:as for|as those of|as in|as of|as|of|used in|used for|applied in|applied to|for)"
)
EXCEPTING = re.compile(
    r"\A[\s,]*(?:but|except(?:ing)?(?: that)?|apart from|aside from|with the exception (?:of|that)"
    r"|(?:with )?the only (?:exception|difference) (?:being|is)(?: that)?|however|only)\b[\s,]*"
)
# `..., is used for the W+jets background`: what the region is for, behind what it asks.
TAIL = re.compile(
    r",? (?:is|are) (?:then |also )?(?:used|employed|defined|considered|constructed|exploited|introduced)"
    r"(?: (?:for|to|as|in) [^,;]*)?(?=\.?\Z)"
)
CHANGE = rf"(?:{CHANGED_TO}|{TURNED_ROUND}|{GONE}|replaced (?:by|with))"
UNCHANGED = (
    rf"(?:all )?(?:the |its )?(?:remaining|other|rest of the) (?:\w+ )?{DEMAND}"
    r" (?:is|are|remains?) (?:kept )?(?:the same|unchanged|identical)"
)
IN_ONE = rf"(?:In|For) {HEAD}(?:, | (?=(?:the|its|all|both|an?) ))"
BEGINNING = r"(?:Relative to|Compared (?:to|with)|On top of|In addition to|With respect to)"
SENTENCES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:In (?:addition|contrast), )?{HEAD} (?:is|are) (?:then |also )?(?:{MADE} )?{AS} {ORIGIN}{PAIRED}{REST}",
        rf"{HEAD} {USING} {SAME} {ORIGIN}{PAIRED}{REST}",
        rf"(?:In|For) {HEAD},? (?:all )?(?:the )?(?:same |other )?(?:\w+ )??{DEMAND} (?:as in|as for|of|for|in) {ORIGIN}"
        rf" {APPLIED}{PAIRED}{REST}",
        rf"(?:The|All) (?:of the )?(?:same |other )?{DEMAND} (?:as in|as for|of|for|used for) {ORIGIN}"
        rf" {APPLIED} (?:in|for|to define) {HEAD}{PAIRED}{REST}",
        # `CR1 uses the SR selection but`, `in CR1, all SR criteria are applied, except that`
        rf"{HEAD} {USING} (?:all |the |full )*{ORIGIN} {DEMAND}{REST}",
        rf"(?:In|For) {HEAD},? (?:all |the )*{ORIGIN} {DEMAND} {APPLIED}{REST}",
        rf"{HEAD} (?:is|are) {MADE} (?:by|with|from|using) (?:all |the |full )*{ORIGIN} {DEMAND}{REST}",
        # `the requirements of CR1 are those of SR1, but`, `CR1 follows SR1, with the exception of`
        rf"The {DEMAND} (?:of|for|in) {HEAD} (?:is|are) (?:the same as )?(?:those|that) (?:of|for|in) {ORIGIN}{REST}",
        rf"{HEAD} follows {ORIGIN}{REST}",
        # `CR1 differs from SR1 in that`, `the only difference between SR1 and CR1 is that in CR1`
        rf"{HEAD} (?:only )?differs? from {ORIGIN}(?: only)? (?P<rest>(?:in that|in|by) .*)\Z",
        rf"The (?:only |main )?difference (?:between|of) {ORIGIN} (?:and|to|from|with respect to) {HEAD} is (?:that )?"
        r"(?P<rest>.*?)(?:,? in the latter)\.?\Z",
        # `CR1 requires one muon in addition to the SR1 selection`, `by requiring one muon and keeping the other SR1 criteria`
        rf"{HEAD} (?:(?:is|are) {MADE} (?:by|with) |requires? |has |have )(?P<rest>[^;]*?)"
        r"(?:,? in addition to|,? (?:and|while) (?:keeping|retaining|applying)) (?:all |the )*(?:other |remaining )?"
        rf"{ORIGIN} {DEMAND}(?: unchanged)?\.?\Z",
        rf"{HEAD}: (?:as|like|same as) {ORIGIN}{REST}",
        # `relative to SR1, SR2 additionally requires`, `with respect to SR1, the b-jet veto is inverted in SR2`
        rf"{BEGINNING} (?:all |the )*{ORIGIN}(?: {DEMAND})?, {HEAD} (?P<rest>(?:additionally |also |further )?"
        r"(?:requires?|has|must have|selects?|demands?) .*)\Z",
        rf"{BEGINNING} (?:all |the )*{ORIGIN}(?: {DEMAND})?, (?P<rest>[^;]*\b{CHANGE}\b[^;]*) (?:in|for) {HEAD}\.?\Z",
        # `in CR1 the mT requirement is inverted, while the other criteria are those of SR1`
        rf"{IN_ONE}(?P<rest>[^;]*\b{CHANGE}\b[^;]*?),? (?:and|while|whereas|with) {UNCHANGED}"
        rf" (?:as|to|with respect to) (?:in |for |those (?:of|in|for) )?{ORIGIN}\.?\Z",
    )
)
# The region that is changed is named beside the criterion, or is the one signal region of the publication.
CHANGED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:The|Both|All) (?P<rest>[^,;]{{2,60}}? {DEMAND}|{DEMAND} (?:on|of) [^,;]{{2,50}}?)"
        rf"(?: (?:of|in|for) (?P<origin>[^,;]{{2,60}}?))? (?:is|are) (?P<change>{TURNED_ROUND}|{GONE})"
        rf" (?:in|for|to (?:define|obtain|form)) {HEAD}\.?\Z",
        rf"{HEAD} (?:is|are) {MADE} (?P<rest>by (?:{TURNED_BY}|{GOING})\b[^;]*?)"
        rf"(?: (?:of|in|from) (?P<origin>(?:the )?[\w+-]*(?:SR|CR|VR|regions?)\w*[^,;]{{0,20}}?))?\.?\Z",
        rf"(?P<rest>(?i:{TURNED_BY}|{GOING}) [^,;]*?)"
        rf"(?: (?:of|in|from) (?P<origin>(?:the )?[\w+-]*(?:SR|CR|VR|regions?)\w*[^,;]{{0,20}}?))?"
        rf" (?:defines?|gives|yields|provides|leads to) {HEAD}\.?\Z",
        rf"{HEAD} (?:(?:is|are) {MADE} (?:by|with) |requires? )(?P<rest>[^;]*\binstead\b[^;]*?)\.?\Z",
        rf"The same (?:\w+ )?{DEMAND} (?:is|are) (?:applied|used|imposed) (?:in|to|for) {HEAD}{REST}",
        rf"{IN_ONE}(?P<rest>[^;]*?\b{DEMAND}\b[^;]*? (?:is|are) {CHANGE}\b[^;]*?)\.?\Z",
    )
)
