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
PURPOSE = r"(?: for [^,;()]*)?"

PLACINGS: tuple[tuple[str, str], ...] = (
    # `events with two b jets form the signal region, and those with one b jet the control region`
    (
        rf"{BEGUN}([^;]*?),? {ENTERING} (?:the |an? )?{REGION}(?: \(\w+\))?,? (?:and|while|whereas) (?:events|those) {WITH} "
        rf"([^;]*?),? (?:{ENTERING} )?(?:the |an? ){REGION}(?= ?[.;]|$)",
        r"The \2 requires \1 ; the \4 requires \3",
    ),
    # `events with exactly two b jets form the signal region (SR)`
    (
        rf"{BEGUN}([^;]*?),? {ENTERING} (?:the |an? )?{REGION}{PURPOSE} \(([\w-]+)\)(?= ?[.;]|$)",
        r"The \2 (\3) requires \1",
    ),
    (
        rf"{BEGUN}([^;]*?),? {ENTERING} (?:the |an? )?{REGION}{PURPOSE}(?= ?[.;]|$)",
        r"The \2 requires \1",
    ),
    # `a control region dominated by tt events is defined by`, `one of the jets must be identified as a b-tagged jet`
    (
        r"\b([Aa]|[Tt]he) (control|validation) region,? (?:dominated by|enriched (?:in|with)) (\w+)(?: events| background)?,?"
        r" (?=is|requires|has|must)",
        r"\1 \3-enriched \2 region ",
    ),
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
