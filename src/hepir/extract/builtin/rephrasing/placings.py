"""Which events are in which region: `events with two b jets form the signal region`, `in the resolved and boosted channels`.

In: sentences as `spelling` writes them. Out: for each pattern what stands in its place.
"""

from __future__ import annotations

from hepir.extract.builtin.rephrasing.words import MUST

WITH = r"(?:with|that have|having|containing|that contain|in which there (?:is|are))"
ENTERING = (
    r"(?:form|define|constitute|comprise|enter|populate|make up|fall in(?:to)?|belong to|are (?:assigned|allocated|classified"
    r"|categori[sz]ed|placed|put|sorted) (?:to|as|in|into))"
)
REGION = (
    r"((?:[\w/+-]+ ){0,3}?(?:signal|control|validation) (?:region|sample)|[\w+-]+ (?:region|category|channel)"
    r"|(?:SR|CR|VR)[\w-]*|\w+(?:SR|CR|VR))"
)
FOLLOWED = rf"(?: (?:{MUST}|requires?|are defined|have)\b|,)[^;]*\brespectively\b"

BEGUN = rf"^(?:(?!No)[\w-]+ ){{0,3}}?[Ee]vents {WITH} "

PLACINGS: tuple[tuple[str, str], ...] = (
    # `the validation region is similar to the signal region, with HT < 300 GeV`: what is told of it alone is claimed
    (
        rf"\b(is|are) (?:very |otherwise )?similar to (?:the |an? )?{REGION}(?: selection)?s?,? (?:but )?"
        r"(?=with|requiring|by (?:requiring|demanding))",
        r"\1 defined ",
    ),
    # `events with two b jets form the signal region, and those with one b jet the control region`
    (
        rf"{BEGUN}([^;]*?),? {ENTERING} (?:the |an? )?{REGION}(?: \(\w+\))?,? (?:and|while|whereas) (?:events|those) {WITH} "
        rf"([^;]*?),? (?:{ENTERING} )?(?:the |an? ){REGION}(?= ?[.;]|$)",
        r"The \2 requires \1 ; the \4 requires \3",
    ),
    # `one of the jets must be identified as a b-tagged jet`
    (
        rf"\b[Oo]ne of the (?:\w+ )?jets (?:{MUST}) be (?:identified as (?:an? )?)?b[- ]tagged(?: jet)?"
        r"( with [^,;]*\d)?(?!\.?\d)(?= while|[,;.])",
        r"at least one b-jet\1 must be present",
    ),
    # `in four bins of mjj: 250-500, 500-1000 and above 1000 GeV`
    (
        r"\b(?:bins?|intervals?|categories|ranges|regions) (?:of|in) (?:the )?"
        r" *(MET|HT|ST|MEFF|MHT|MT|pT|(?:mass|pairpT)\([\wγμ]+\)) *: *(?=\d)",
        r"\1 in ",
    ),
    # `the W and tt control regions require`
    (
        r"\b([Tt]he) ([\w+-]+) and ([\w+-]+) (control|validation|signal|sideband) (region|sample)s\b",
        r"\1 \2 \4 \5 and the \3 \4 \5",
    ),
    # `in the resolved and boosted categories`, `the ee, eμ and μμ channels require`
    *(
        (rf"\b([Tt]he ){names} {several}\b(?={FOLLOWED})", rf"\1{listed}")
        for several, one in (("(region|channel|sample|final state)s", r"\{}"), ("(categor)ies", r"\{}y"))
        for names, listed in (
            (r"([\w+-]+),? and ([\w+-]+)", f"\\2 {one.format(4)} and the \\3 {one.format(4)}"),
            (
                r"([\w+-]+), ([\w+-]+),? and ([\w+-]+)",
                f"\\2 {one.format(5)}, the \\3 {one.format(5)} and the \\4 {one.format(5)}",
            ),
        )
    ),
)
