"""How publications write isolations, and the one spelling that each has here.

In: nothing. Out: patterns over the normalised text of a sentence, in order, each with what replaces it, for `spellings`.
"""

from __future__ import annotations

COMBINED = r"(?:(?i:PF|particle[- ]flow(?: \(PF\))?|combined))"
# What is summed around an object, and where.
SUMMED = (
    r"\b(?:the )?(?:scalar )?(?:sum of (?:the )?(?:scalar )?pT|(?:scalar )?pT sum|summed +pT)(?: +of)?"
    r" (?:the |all |other )*"
)
IN_CONE = (
    r"(?:reconstructed |lying |found |contained )?(?:with(?:in)?|in|inside) (?:a|the) (?:[\w-]+ )?cone(?: of)?"
    r"(?: size| radius)?(?: of)?(?: *dR)?(?: *[=<]* *[\d.]+)?(?: +(?:around|about|surrounding|centred on|of)"
    r" (?:the |its |each |a )?"
    r"((?:photon|electron|muon|lepton|tau|track)s?)(?: candidate| direction| track| axis)*)?"
)
DEPOSITED = r"(?:pT|(?:calorimeter )?energ(?:y|ies))"
ENERGY = (
    rf"(?<!% of )(?:\b(?:the |an? )?(?:scalar |total )?(?:sum of (?:the )?|summed |additional ){DEPOSITED}"
    rf"|\b(?:the |an? |[Tt]he |[Aa]n? ){DEPOSITED}|\benergy)"
)
AROUND = (
    r"(?: +(?:around|about|of|surrounding) (?:the |its |each |a )?((?:photon|electron|muon|lepton|tau)s?))?"
)
WRITTEN_ISOLATIONS: tuple[tuple[str, str], ...] = (
    # `the relative isolation, defined as the sum of ... in a cone around the muon divided by its pT, is required`
    (
        r"\b[Rr]elative (?:(?:combined|PF|particle[- ]flow|lepton|muon|electron) )*isolation(?: variable)?"
        r"(?:,? \(?I\w*\)?)?,? "
        r"(?:which is )?defined as [^;]{10,200}?(?:around|of|about) the (muon|electron|lepton|tau|photon)s?\b[^;]{0,60}?"
        r"(?:divided by|relative to) (?:the |its |their )?(?:\w+ )?pT(?:\(\w+\))? *,? +(?=is\b|are\b|must\b|has\b|should\b)",
        r"relative isolation of the \1s ",
    ),
    # `tracks not associated with the muon in a cone`: of what is summed
    (
        r"\btracks,? (?:(?:that are )?not (?:associated|belonging|matched) (?:with|to)|other than (?:that|those) of) "
        r"(?:the |its )"
        r"\w+(?: (?:track|candidate)),?(?= (?:with)?in)"
        r"|\btracks,? not (?:associated|belonging|matched) (?:with|to) the \w+,?(?= (?:with)?in)",
        "tracks",
    ),
    # `the ratio of the scalar sum of the pT of all other objects in a cone around the muon track to the muon pT`
    (
        r"\bratio of (?:the )?(?:scalar )?sum of (?:the )? *pT of [^;<>]{3,80}? (?:with)?in a cone [^;]{0,80}?"
        r"(?:around|about) the (\w+)(?: (?:track|candidate|direction))? to (?:the |its )?(?:\w+ )?pT(?:\([^()]*\))?",
        r" relativeisolation of the \1 ",
    ),
    # `less than 3 GeV of energy is found within dR = 0.2 of the photon`
    (
        r"\b((?:[Ll]ess|[Nn]o more|[Nn]ot more) than|[Bb]elow|[Aa]t most) (\d[\d.]* [GM]eV) of (?:additional |transverse )?"
        r"(?:pT|energy)"
        r"(?: +(?:is|are|be|may be|can be))?(?: (?:found|deposited|measured|present|allowed|reconstructed))* (?:with)?in"
        rf" (?:a cone (?:of )?(?:size |radius )?)?(?:dR)? *[=<]* *\d[\d.]*{AROUND}",
        r" have calorimeterisolation \1 \2 ",
    ),
    # `the energy in a cone of size 0.3 around the electron`
    (
        rf"{ENERGY}(?: deposits?| deposited| measured| found)? +(?:with)?in(?:side)?"
        r" a (?:[\w-]+ )?cone"
        rf"(?: of)?(?: size| radius)?(?: of)?(?: *dR)?(?: *[=<]* *\d[\d.]*)?{AROUND}(?: (?:candidate|track|direction|axis))?"
        r"(?: +(?:around|about) the (?:\w+ )?(?:barycentre|cluster|direction|axis|candidate)\b)?",
        r" calorimeterisolation of the \1 ",
    ),
    # `the scalar sum of track pT around the muon`, `the ratio of the summed pT of particles in a cone to the lepton pT`
    (
        rf"\b(?:the )?(?:scalar )?sum of (?:the )?track +(?:pT|(?:transverse )?momenta)(?: +(?:with)?in"
        rf" (?:a cone[^,;<>]*?| *dR *[=<]* *[\d.]*)\d)?{AROUND}",
        r" trackisolation of the \1 ",
    ),
    (
        rf"{SUMMED}(?:reconstructed |additional )*(?:(?:charged[- ])?tracks|charged[- ]particles?) {IN_CONE}",
        r" trackisolation of the \1 ",
    ),
    (
        rf"{SUMMED}[^;<>]{{0,40}}?\b(?:hadrons|particles?|candidates)\b[^;<>]{{0,60}}? {IN_CONE}",
        r" isolation of the \1 ",
    ),
    (r"(\b\w*isolation of the \w+) *, (?:excluding|not including|without|corrected for)[^;,<>]*,", r"\1"),
    (r"\b(isolation(?: of the \w+)?) *,? *divided by (?:the |its |their )?(?:\w+ )?pT *,?", r"\1 "),
    *(
        (
            rf"\bratio of (?:the )? *{sort}(?: of the *(?:\w+)?)? *(?:to|over|and) (?:the |its |their )?"
            r"(?:(\w+)(?:'s)? +)?pT\b",
            rf" relative{sort} of the \1 ",
        )
        for sort in ("trackisolation", "calorimeterisolation", "isolation")
    ),
    (
        r"\b(\w*isolation) of the +"
        r"(?=,|<|(?:is|must|has|have|to|should|below|less|smaller|not|no|exceed(?:s|ing)?)\b)",
        r" \1 ",
    ),
    (r"(?<![\w.])I(?= *<=? *0?\.\d)", " relativeisolation "),
    (r"\b[Vv]ery ?(Loose|Tight)(?:LH)?\b", r"very \1"),
    (
        r"\b(?:FC|FixedCut|Fixed|PF|PLV)?(Loose|Tight|Medium)(?:LLH|LH|AndBLayer(?:LLH|LH)?|TrackOnly|CaloOnly|_?VarRad)?\b"
        r"(?= *(?:[\w-]+ ){0,2}?(?:ID|id|isol|work|oper|crit|WP))",
        r"\1",
    ),
    (
        r"\b(?:[Cc]alorimeter(?:[- ]based)?|[Cc]alorimetric) isolation(?: (?:energy|transverse energy|variable))?\b"
        r"|\bisolation (?:transverse )?energy\b|\b[pE]_?T ?_?\^?\{?iso\}?\b",
        " calorimeterisolation ",
    ),
    *(
        (
            r"\b(?:the )?(?:sum of (?:the )?)?(?:(?:transverse )?energ(?:y|ies)|pT)(?: +deposits?| +deposited)?"
            r" +(?:in|of) the calorimeters?(?: clusters)? (?:with)?in(?:side)? a cone (?:of (?:size|radius) )?(?:dR *)?"
            r"[=<]*(?:[^;<>]{0,40}=)? *[\d.]+ (?:around|about|centred on|surrounding) the "
            rf"{around}(?=,|is\b|must\b|to\b|has\b)",
            made,
        )
        for around, made in (
            (
                r"(electron|muon|photon|lepton)(?: (?:candidate|direction|track))? ?",
                r" calorimeterisolation of the \1s ",
            ),
            (r"(?:[\w-]+ ?){1,3}", " calorimeterisolation "),
        )
    ),
    (
        r"\bcalorimeterisolation( of the \w+)? *, (?:excluding|without|not including|after)[^;<>]*?, *(?=to be|is|must)",
        r" calorimeterisolation\1 ",
    ),
    (
        r"\bbe isolated by requiring (?:the |that the )? *(calorimeterisolation|trackisolation"
        r"|relativeisolation) *(?:to be|is)\b",
        r"have \1",
    ),
    (r"\b[Tt]rack(?:[- ]based)? isolation(?: (?:momentum|variable|energy))?\b", " trackisolation "),
    (r"\bmini-?isolation(?: variable)?(?: *\(? *I_?mini *\)?)?|\bI_?mini\b", " miniisolation "),
    (
        r"\b(?:transverse momenta|pT) of (?:the |all )*tracks (?:in|within|inside) (?:a|the) cone(?: of"
        r" (?:size |radius )?dR"
        r" *[=<] *[\d.]+)? (?:around|about) ",
        " trackisolation of ",
    ),
    (r"\b(?:scalar )?sum of (?:the )? *trackisolation\b", " trackisolation "),
    (
        r"\b(?:the )?(?:scalar )?(?:sum of (?:the )?(?:scalar )?(?:pT|transverse momenta)|(?:scalar )?pT sum)"
        r" of (?:the |all |other )*(?:reconstructed |charged[- ]|[\w-]+ )?(?:tracks|particles)"
        r" (?:with(?:in)?|in|inside) (?:a |the )?(?:cone )?(?:of )?(?:size |radius )?(?:dR)? *[=<]* *[\d.]+"
        r"(?: (?:of|around|about|centred on|surrounding))?",
        " trackisolation of ",
    ),
    (
        r"\btrackisolation of *((?:the |each )?\w+)?(?: candidate| direction| track)? *,? *"
        r"(?:divided by|relative to) (?:the |its )?(?:\w+ )?pT *,?",
        r" relativetrackisolation of \1 ",
    ),
    (
        r"\b(\w*isolation) +of +the (?:\w+ )?(?:barycentres?|clusters?|direction|axis|candidates?)\b",
        r" \1 ",
    ),
    (r"\b(relative)?trackisolation of *(?=,|is\b|must\b|has\b)", r" \1trackisolation "),
    (r"\b(?:relative|normali[sz]ed) trackisolation\b", " relativetrackisolation "),
    (r"\b(?:relative|normali[sz]ed) calorimeterisolation\b", " relativecalorimeterisolation "),
    # `less than 0.022 pT + 2.45 GeV`
    (r"(?<=[<\w] )([\d.]+) *[×·*]? *pT *\+ *([\d.]+ *GeV)", r"\2 + \1 pT"),
    (r"(\+ *[\d.]+ *[×·*]? *pT) *\([^()]*\)", r"\1"),
    (
        rf"\b(?:[\w-]+-corrected )?(?:{COMBINED} )*(?:[IR] ?_?(?:rel|iso)|Irel|Iso_?rel"
        r"|[Rr]el(?:PF)?Iso(?:_?(?:03|04|R?0\.[34])|(?=\b|_))"
        rf"|[Rr]elative (?:(?:{COMBINED}|lepton|muon|electron|[\w-]+-corrected) )*isolation(?: variable)?"
        r"(?: *\(? *Irel *\)?)?)\b",
        " relativeisolation ",
    ),
    (
        r"\b(?:relative )?isolation(?: variable| parameter| quantity)? *,? *(?=(?:relative|mini)isolation\b)",
        "",
    ),
)
