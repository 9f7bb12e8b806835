"""Which events are in which region: `events with two b jets form the signal region`, `in the resolved and boosted channels`.

In: sentences as `spelling` writes them. Out: for each pattern what stands in its place.
"""

from __future__ import annotations

from hepir.extract.builtin.rephrasing.words import COUNT, MUST, NUMBER

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

PARTS = r"(?:regions|bins|parts|halves|categories|sub-?regions|sub-?samples|intervals|samples)"
SPLIT = (
    r"^[^;<>=]*?\b(?:is|are) (?:further |then |also |again )?(?:split|divided|subdivided|separated|partitioned|categori[sz]ed"
    rf"|classified) (?:in|into|as) (?:(?:{NUMBER} )?(?:[\w-]+ ){{0,2}}{PARTS}(?: called| named| labelled| denoted)?[,:]? )?"
)
NAME = (
    r"(?:the |an? )?((?:SR|CR|VR)[\w-]*|[Rr]egion [A-H]\d?"
    r"|[\w+-]+(?: \w+)? (?:region|category|channel|bin)|\w+(?:SR|CR|VR))"
)
TOLD = (
    r"(?:\( ?(?:with )?([^();]*?[<>≥≤][^();]*?)\)"
    r"|(?:with|for|requiring|where|if|when|containing|having) ([^();]*?[<>≥≤][^();,]*?\d(?: GeV)?"
    rf"|(?:{COUNT}|no) (?:[\w-]+ ){{0,2}}(?:jets?|b-jets?|leptons?|electrons?|muons?|photons?|taus?)))"
)
PART = rf"{NAME},? *{TOLD}"

# `the two-jet and three-jet categories`: each is one, whatever else the sentence says.
COUNTED = (
    r"((?:[≥≤>] ?)?[\w]+-(?:(?:or-more-)?(?:b-)?(?:jet|tag|lepton|photon|muon|electron|tau|track|prong)s?))"
)
TOLD_APART = (
    rf"({COUNTED[1:-1]}|e\+ ?e-|μ\+ ?μ-|e± ?μ∓|(?:[eμτ]h?){{1,3}}|(?:[eμτl]|lepton)\+jets|(?:di)?(?:electron|muon|tau|lepton)"
    r"|(?:low|high|medium|intermediate)-\w+|boosted|resolved|merged|[\w]+-(?:tagged|enriched|like|flavou?r))"
)
# `In the two-jet category, the upper bound on mll is raised to 85 GeV`
THERE = r"^((?:In|For) [^,;<>=]*?(?:region|category|channel|bin|selection|SR[\w-]*|CR[\w-]*|VR[\w-]*)\b[^,;<>=]*?),? "
CUT = r"(?:requirement|cut|threshold)"
CHANGED = (
    r"(?:is|are) (?:then |further |also |therefore )?(?:raised|lowered|increased|reduced|decreased|tightened|loosened|relaxed"
    r"|changed|set|extended|moved) (?:from [\d.]+(?: GeV| TeV)? )?to (?=[\d.]+)"
)
SUM = r" *(MET|HT|ST|MEFF|MHT|LT|pT|METsignificance) *"
ANY = r" *((?:mass|pairpT)\([\w, γμτ]+\)|MET|HT|ST|MEFF|MHT|MT2?|pT|dR|dphi|deta) *"

SORTED = r"((?i:boosted|resolved|semi-?boosted|merged|compressed|[\w]+-like|[\w]+-enriched|[\w]+-tagged))"
BEGUN = rf"^(?:(?!No)[\w-]+ ){{0,3}}?[Ee]vents {WITH} "

MORE = r"[<>]=?|(?:greater|larger|higher|more|less|smaller|lower) than|above|below|exceed|at (?:least|most)"
CONDITION = r"(?:pT|abseta|MET|HT|MT|mass) *[<>]=? *\d[\d.]*(?: [GTM]eV)?"
PLACINGS: tuple[tuple[str, str], ...] = (
    # `SR2 and SR3 have HT > 600 GeV`
    (
        r"\b((?:SR|CR|VR)[\w-]+(?:, (?:SR|CR|VR)[\w-]+)*,? and (?:SR|CR|VR)[\w-]+) have "
        r"(?![^;]*\brespectively\b)",
        r"\1 require ",
    ),
    # `a W(→ μν)+jets control region`, `a W+jets dominated control region`
    (r"\b([WZH](?: ?/ ?γ ?\^?\*)?) ?\( ?→ ?([\w^+±∓-]{1,10})(?: ([\w^+±∓-]{1,4}))?\) ?(?=\+)", r"\1(\2\3)"),
    (r"(?<=[\w)])[ -](?:dominated|enriched|enhanced) (?=(?:control|validation) (?:region|sample)\b)", " "),
    # `HT must exceed 500 GeV in the loose and 700 GeV in the tight signal region`
    (
        r"(\d (?:[GTM]eV )?in the )([\w+-]+)((?:,? and|,) (?:[a-z][a-z ]+ |[<>]=? ?)?\d[\d.]*(?: [GTM]eV)? in the [\w+-]+)"
        r" ((?:signal |control )?(?:channel|region|category|final state))s?\b",
        r"\1\2 \4\3 \4",
    ),
    # `SR1 requires at least four jets, SR2 at least six jets`
    (
        rf"\b{NAME} (requires?|asks? for) ([^,;]*?),? (?:and |while |whereas )?{NAME}"
        rf" (?=(?:{COUNT}|no) (?:[\w-]+ )?\w+s?\b)",
        r"\1 \2 \3 ; \4 requires ",
    ),
    # `Events are in the high-mass category if the dijet mass exceeds 500 GeV`
    (
        r"^(?:[Ee]vents|[Aa]n event) (?:are|is) (?:placed |put |assigned |counted )?(?:in|to)"
        r" (the [\w-]+ (?:category|region|class)) if ([^,;]*?)(?=,|;|\.?$)",
        r"\1 requires that \2",
    ),
    # `MET must be greater than 200 GeV in SR1 and 300 GeV in SR2`
    (
        rf"^([^;,<>\d]+? )((?:{MORE}) ?)(\d[\d.]*(?: [GTM]eV)?) in ([^;,\d]{{2,40}}),? and ({MORE}) (\d[\d.]*(?: [GTM]eV)?)"
        r" in ([^;,]{2,40}?)(?=\.?$)",
        r"\1\2\3 in \4 ; \1\5 \6 in \7",
    ),
    (
        rf"^([^;,<>\d]+? )((?:{MORE}) ?)(\d[\d.]*(?: [GTM]eV)?) in ((?:the )?[\w+ -]{{2,40}}?),? and (\d[\d.]*(?: [GTM]eV)?)"
        r" in ([^;,]{2,40}?)(?=\.?$)",
        r"\1\2\3 in \4 ; \1\2\5 in \6",
    ),
    (
        rf"^([^;,<>\d]+? (?:have|satisfy) )({CONDITION}) in ([^;,\d][^;,]{{1,40}}?),? and ({CONDITION})"
        r" in ([^;,]{2,40}?)(?=\.?$)",
        r"\1\2 in \3 ; \1\4 in \5",
    ),
    # `the signal region is divided into SRlow (MT < 95 GeV) and SRhigh (MT > 95 GeV)`
    (
        rf"{SPLIT}{PART},? {PART},? and {PART}(?=[ .]*$)",
        r"The \1 requires \2\3 ; the \4 requires \5\6 ; the \7 requires \8\9",
    ),
    (rf"{SPLIT}{PART},? and {PART}(?=[ .]*$)", r"The \1 requires \2\3 ; the \4 requires \5\6"),
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
    # `at least two of the selected jets must be identified as b jets`
    (
        rf"\b((?:[Aa]t least |[Ee]xactly )(?:one|two|three|four)) of the (?:\w+ )?jets (?:{MUST}) be "
        r"(?:identified|tagged|recogni[sz]ed) as (?:an? )?b[- ](?:quark )?jets?(?=[ .]*$|,)",
        r"\1 b-jets must be present",
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
    # `events with a large-R jet are classified as boosted`, `the boosted events must have`
    (
        rf"{BEGUN}([^;]*?),? are (?:classified|categori[sz]ed|labell?ed|denoted) (?:as )?[\"'“]?{SORTED}[\"'”]?(?=[ .]*$)",
        r"The \2 category requires \1",
    ),
    (rf"^(?:The )?{SORTED} events (?=must|are required|have to)", r"In the \1 category, events "),
    # `the SR adds a requirement of mT > 155 GeV`
    (
        r"\b(selection|region|category|channel|(?:SR|CR|VR)\w*) adds (?:an? |the )?(?:\w+ )?(?:requirement|cut)s? (?:of|on) ",
        r"\1 requires ",
    ),
    # `the Z CR uses events with two leptons`
    (
        r"\b((?:SR|CR|VR)\w*|region|category|channel|box|control sample) (?:uses|considers|comprises|includes|collects"
        rf"|is (?:made|composed) of|is populated by) (?:only |all )?events {WITH} ",
        r"\1 requires ",
    ),
    # `Region I (resolved) contains events with`
    (
        r"^([Rr]egion (?:[A-H]\d?|[IVX]{1,4}|\d{1,2})) \([^()<>=]{2,40}\)(?: contains| consists of| comprises) ",
        r"\1 requires ",
    ),
    # `the zero- and one-jet categories`
    (
        r"\b(?:[Tt]he )?(\w+)- and (\w+)-((?:b-)?(?:jet|tag|lepton|photon|muon|electron|tau|track|prong)) "
        r"(channels|categories|bins|regions)\b",
        r"the \1-\3 and \2-\3 \4",
    ),
    # `for the 0-jet and 1-jet bins`, `in the high-mass and low-mass regions`
    *(
        (rf"\b([Tt]he ){names} {several}\b(?!{FOLLOWED})", listed.format(one=one))
        for several, one in (
            ("bins", "bin"),
            ("regions", "region"),
        )
        for names, listed in (
            (f"{TOLD_APART} and (?:the )?{TOLD_APART}", r"\1\2 {one} and the \3 {one}"),
            (f"{TOLD_APART}, {TOLD_APART},? and {TOLD_APART}", r"\1\2 {one}, the \3 {one} and the \4 {one}"),
        )
    ),
    # `in SR2, the upper bound on mll is raised to 85 GeV`, `for SR2, the MET requirement is tightened to 255 GeV`
    (
        rf"{THERE}the (?:upper (?:bound|limit|edge|cut)|maximum)(?: (?:on|of|for))?{ANY}{CHANGED}",
        r"\1, we require \2 < ",
    ),
    (rf"{THERE}the{ANY}(?:upper (?:bound|limit|edge|cut)|maximum) {CHANGED}", r"\1, we require \2 < "),
    (
        rf"{THERE}the (?:lower (?:bound|limit|edge|cut)|minimum)(?: (?:on|of|for))?{ANY}{CHANGED}",
        r"\1, we require \2 > ",
    ),
    (rf"{THERE}the{ANY}(?:lower (?:bound|limit|edge|cut)|minimum) {CHANGED}", r"\1, we require \2 > "),
    (
        rf"{THERE}the {CUT} (?:on|of|for)(?: the)?{SUM}{CHANGED}",
        r"\1, we require \2 > ",
    ),
    (rf"{THERE}the{SUM}{CUT} {CHANGED}", r"\1, we require \2 > "),
    (
        r"^In (?:the )?case of (?=the [^,;<>=]{2,40} (?:analysis|search|measurement|channel|category|selection),)",
        "In ",
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
