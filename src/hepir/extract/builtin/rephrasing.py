"""Turns of phrase that say in many words what the phrase grammar reads in few.

In: patterns over sentences whose variables `spelling` has written in one way. Out: for each what stands in its place. A
working point stands before the jets that pass it, a distance before what it is from.
"""

from __future__ import annotations

NUMBER = r"(?:one|two|three|four|\d)"
COUNT = rf"(?:at least |exactly |at most )?{NUMBER}"
MUST = r"must|(?:is|are) required to|(?:has|have) to|should"
MUST_BE = r"must be|(?:is|are) required to be|(?:has|have) to be|is|are|being"
PASS = r"(?:pass|satisfy|fulfil+)"
PASSING = (
    r"(?:(?:that )?(?:pass(?:ing|es)?|satisfy(?:ing)?|fulfil+ing|using|with|at"
    r"|(?:identified|tagged|selected) (?:with|using|at)))"
)
LEVEL = r"(?:the|a) (loose|medium|tight)"
TAGGING = r"(?:b[- ](?:tag|tagging|jet) )?"
POINT = r"(?:working point|operating point|WP)"
DEMAND = r"requirements?|criteri(?:on|a)|selection"
GONE = r"(?:is|are) (?:rejected|removed|discarded|excluded|vetoed|not considered|not used)"
FAILING = rf"(?:fails?(?: to {PASS})?|(?:do|does) not {PASS})"
EACH = r"(?:a|an|any|the|selected|identified|isolated|good)"

REPHRASINGS: tuple[tuple[str, str], ...] = (
    # `four jets, two of which must be b-tagged with the medium working point`
    (
        rf"(?:,| and)?(?: of which)? ({COUNT}) of (?:which|them|these)(?: jets)? (?:{MUST_BE}) b-tagged\b",
        r" and \1 b-tagged jets",
    ),
    (rf", of which ({COUNT}) (?:{MUST}) {PASS}\b", r" and \1 jets passing"),
    (
        rf"\b({NUMBER}(?: of the)?) jets? ({MUST}) (?:be b-tagged (?:with|using)|{PASS}) {LEVEL} {TAGGING}{POINT}",
        r"\1 \3 b-jets \2 be present",
    ),
    (
        rf"\bof the jets (are|is) required to be b-tagged (?:with|using) {LEVEL} {POINT}",
        r"of the \2 b-jets \1 required",
    ),
    (
        r"\b(?:b[- ]?(?:tagged )?jets?|jets?(?= \w+ (?:the|a) \w+ b[- ]tag)),?"
        rf" {PASSING} {LEVEL} {TAGGING}(?:{POINT}|{DEMAND})\b,?",
        r"\1 b-jets",
    ),
    # `leptons (electrons or muons)`, `if it is an electron`
    (r"\b(leptons?) \((?:an? )?(?:electrons?|e)(?: or|,| and) (?:an? )?(?:muons?|μ)\)", r"\1"),
    (r"\bif (?:it is|they are) (?:an? )?(electron|muon|photon|jet|tau)s?\b", r"for \1s"),
    # `jets that fail the tight identification are rejected`, `a lepton veto is applied`
    (rf"\b(?:that|which) {FAILING} (the|a) ([^,;<>]{{3,60}}?) {GONE}\b", r"must satisfy \1 \2"),
    (
        r"\b(?:an? |the )?(electron|muon|lepton|tau|τh|jet|b[- ]jet|photon)s? vetoe?s?"
        r" (?:is|are) (?:applied|imposed|required)",
        r" no \1s are required",
    ),
    # `jets that overlap with a photon within a cone of dR < 0.4`
    (r"\bwithin (?:a|the) (?:cone|distance|radius) *(?:of *(?:size |radius )?)?(?=dR\b)", "within "),
    (
        rf"\boverlap(?:s|ping)?(?: spatially)? with ((?:{EACH} )*\w+) within +(dR *[<=]+ *[\d.]+)",
        r"within \2 of \1",
    ),
)
# What a sentence says on the side of how a variable is made.
BEFORE_VERB = r"(?=(?:is|are|must|has|have|should|exceeds?)\b)"
MADE = r"(?:defined|computed|calculated|constructed|formed|built|evaluated)"
EXPLANATIONS: tuple[tuple[str, str], ...] = (
    (rf", *(?:which is |as )?{MADE} (?:as|from|with|using|by)\b[^;<>]*?, *{BEFORE_VERB}", " "),
    (
        rf"\b(HT|ST|MEFF|MHT) ?, ?(?:the |a )?(?:scalar |vector |vectorial )*sum\b[^;<>]*?, *{BEFORE_VERB}",
        r"\1 ",
    ),
    (r"\bsum of (?:the |all )*pT (?=of\b)", "summed momentum "),
)
