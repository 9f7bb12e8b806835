"""How objects are introduced: `a tight muon satisfies`, `electron identification is performed in the range`, what is said on
the side of them.

In: sentences as `spelling` writes them. Out: for each pattern what stands in its place.
"""

from __future__ import annotations

from hepir.extract.builtin.rephrasing.words import MUST, PASS, SMALLER

KIND = r"(electron|muon|photon|tau|lepton|jet)"
SORTED = r"(?:tight|loose|medium|veto|signal|baseline|selected|good|candidate|preselected)"
CRITERIA = r"(?:requirements?|criteri(?:a|on)|selections?|cuts?|thresholds?)"
STRICTER = r"(?:additional|further|stricter|tighter|looser|minimum|minimal|offline|more stringent)"
VARIABLE = r"(?:pT|abseta|d0|z0|relativeisolation|trackisolation|calorimeterisolation|MEASURED)"
VERTEX = r"(?:primary |interaction |collision |hard[- ]scatter(?:ing)? )*(?:vertex|beam ?spot|beam ?line)"
PLANE = (
    r"(?:in the (?:transverse|x-?y|r-?φ|r-?phi|bending) plane"
    r"|along the (?:beam|z|longitudinal)[- ]?(?:axis|line|direction|pipe)?)"
)
WITHIN = rf"(?:{SMALLER}|within|<=?)"
SHARE = (
    rf"(?:of |must be |to be |is (?:required to be )?|has to be |should be )*{WITHIN} *[\d.]+ *(?:% of|times|of)"
    r" (?:its|their|the (?:\w+ )?) *pT"
)
UNREAD = " UNREAD "  # that what stands here asks is kept in mind, for a note

LEVELS = r"(?:signal|tight|medium|loose|baseline|veto|selected|good)"
OBJECTS: tuple[tuple[str, str], ...] = (
    (r"\b(those) with (?:an? |their )?(?:super)?clusters? (?=(?:with)?in the (?:range|region|gap))", r"\1 "),
    (r"(?<![\w-])([Bb])-tagged jets are (identified|defined)\b", r"\1 jets are \2"),
    # `electrons must have |eta| < 2.4 and pT > 10 GeV (25 GeV for signal electrons)`
    *(
        (
            rf"^((?:The |All |Each )?(?:\w+ )?(?i:{KIND})s?\b[^;]*?)\b(pT|abseta)( *[<>]=? *)([\d.]+\d(?: GeV)?) *"
            rf"\( *(?:\4)?([\d.]+\d(?: GeV)?) for (?:the )?({LEVELS}) (?i:\2)s?\)([^()]*?)\.?$",
            r"\1\3\4\5\8 ; \7 \2s must have \3\4\6",
        ),
    )
    * 2,
    # `a tight muon meets the tight identification`, `each electron must have`: all of them
    (
        rf"^(?:[A-Z]\w*(?: \w+){{0,3}}, )?(?:(?:[Aa]n?|[Tt]he) ({SORTED} )|(?:[Ee]ach|[Ee]very) ({SORTED}"
        rf" )?){KIND}(?: candidate)?(?: \w{{1,12}})? (?:meets|satisfies|passes"
        rf"|fulfils|(?:{MUST}) (?:meet|satisfy|pass|fulfil|have))(?! the trigger)(?!.*\b(?:second|another|other"
        rf"|events?|leading|third|two)\b) ",
        r"\1\2\3s must satisfy ",
    ),
    # `electron identification is performed in the range |eta| < 2.47`
    (
        rf"\b((?i:{KIND})) (?:identification|reconstruction|selection) is (?:performed|done|restricted|limited"
        rf"|possible)[\w ]*? "
        r"(?:in|within|to) (?:the )?(?:\w+ )?(?:range|region|acceptance|interval)(?: of)? *(?=abseta)",
        r"\1s must have ",
    ),
    # `signal jets, selected after the removal of overlaps, must`
    (
        r", (?:selected|considered|obtained|defined) after [^,;:<>=\d]*,(?= (?:are required|must|have to|should)\b)",
        "",
    ),
    # `are required to pass the stricter requirement of pT > 35 GeV`
    (
        rf"\b{PASS} (?:the|an?) (?:{STRICTER} )?{CRITERIA} (?:of|on) (?:an? |the )?(?={VARIABLE} *[<>=])",
        "have ",
    ),
    (rf"^An? {STRICTER} {CRITERIA} (?:of|on) (?=pT *[<>])", ""),
    # `muons up to |eta| < 2.7 are used and they must`
    (r"\bup to (?=abseta *<)", "with "),
    (rf"\b((?:are|is) (?:used|considered|selected|reconstructed)),? and they (?={MUST})", r"\1 and "),
    # `the jets for b tagging are required to have`, `b tagging is applied to jets within |eta| < 2.5`
    (
        rf"\b[Tt]he jets (?:used |considered )?(?:for|in) (?:the )?b[- ](?:jet )?(?:tagging|identification)"
        rf"(?=,? (?:{MUST})\b)",
        "b-tagged jets",
    ),
    (
        r"\bb[- ]?tagging(?: algorithms?)?,? (?:is )?(?:only )?(?:applied|restricted|limited) (?:only )?to"
        r" jets (?:with|within)[^<>,;\d]*?"
        r" *\(?(?:i\. ?e\. *)?(abseta *< *[\d.]+\d)\)?",
        r"b-tagged jets must have \1 ; b tagging",
    ),
    # `jets with pT > 25 GeV are considered as b-tagged if they satisfy the requirements of the medium working point`
    (
        r"\b[Jj]ets(?: with ([^;]{3,80}?))? are (?:considered|classified|regarded|defined) (?:as|to be) "
        r"(?:b-tagged|b[- ]jets) (?:if|when)"
        rf" they {PASS} (?:the {CRITERIA} of )?the (loose|medium|tight|efficiency\d\d) (?=working|operating)",
        r"b-jets must have \1 ; b-jets must satisfy the \2 ",
    ),
    # `the medium working point of the DeepCSV tagger is used`, `must not have missing hits`
    (
        r"\b[Tt]he (loose|medium|tight) (?:working|operating) point (?:of|for) (?:the )?(?:deep ?CSV|Deep"
        r"(?:CSV|Jet|Flavou?r)|CSV\w*|MV\d\w*|DL1\w?)"
        r"(?: \w+)? (?:is|was) (?:used|chosen|adopted|employed|applied)\b",
        r"b-jets must satisfy the \1 working point",
    ),
    (rf"\b({MUST}) not have (?:any )?(?=(?:\w+ )?(?:missing|lost) )", r"\1 have no "),
    # `with a total charge opposite to that of the muon`, `tracks, excluding the selected muons, are`
    (
        r",? with (?:an? |the )?(?:total )?(?:electric )?charge opposite to (?:that of )?(?:the )?(?:[\w-]+"
        r" ?){1,4}?(?=,| and |\.)",
        UNREAD,
    ),
    (
        r"\b((?i:tracks|leptons|jets)), (?:excluding|except|other than) (?:the |any )*(?:[\w-]+ ?){1,3}, (?=(?:are|must)\b)",
        rf"\1 {UNREAD}",
    ),
    # `the isolation energy in a cone of radius 0.2 around the electron`: of electrons
    (
        rf"\b(\w*isolation),? (?:computed |calculated |measured |defined )?(?:with)?in an? (?:[\w-]+ )?cone"
        rf" [^,;<>]{{0,40}}?\d"
        rf" (?:around|about) (?:the |each ){KIND}(?: candidate| direction| track)?,?(?= (?:must|is|has|to|should)\b)",
        r"\1 of the \2s ",
    ),
    # `isolated with less than 10% of their pT in a cone`, `isolated (ET below 4 GeV within a cone of size 0.4)`
    (
        rf"\b(?:be )?isolated,? (?:with|by requiring|having|such that) (?:an energy of |a pT of |a sum of"
        rf" )?{WITHIN} *([\d.]+ *%) of"
        r" (?:its|their|the \w+) pT(?: (?:with)?in a cone[^,;<>]*?)?(?=,|\.|;| and\b|$)",
        r"have relativeisolation < \1",
    ),
    (
        rf"\bbe isolated *\( *(?:with )?(?:an? )?(?:sum of )?pT *{WITHIN} *([\d.]+ *GeV)[^()<>]*\)",
        r"have calorimeterisolation < \1",
    ),
    (rf"\b(?:[Tt]he )?{KIND} isolation (?={SHARE})", r"relativeisolation of the \1s "),
    (rf"(?<!\w )\bisolation (?={SHARE})", "relativeisolation "),
    (r"\bstrict \(? ?(tight|loose|medium) ?\)? (?=identification)", r"\1 "),
    # `within a longitudinal distance of 0.1 cm and a radial distance of 0.05 cm from the vertex`
    *(
        (
            rf"{begun}an? {side}[- ]distance(?: *{name})? *(?:of|<|below) *(\d[\d.]* [cmμ]?m)"
            r"(?: (?:from|of|to|with respect to) the (?:primary |interaction )*(?:vertex|beam ?(?:line|spot)))?",
            rf"{made}{name} < \1",
        )
        for side, name in (("(?:longitudinal|z)", "z0"), ("(?:radial|transverse)", "d0"))
        for begun, made in (
            (r"\b(?:(?:be|lie|come|originate|stem)(?: from)? )?within ", "have "),
            (r"\b(?:and|,) (?:within )?", "and "),
        )
    ),
    # `originate within 1 mm of the primary vertex along the beam axis`
    (
        rf"\b(?:originate|come|pass|be|lie|point|stem)(?: from)?( within [\d.]+ *[cmμ]m) (?:of|from|to) the"
        rf" {VERTEX} (?={PLANE})",
        r"have \1 ",
    ),
    # `an impact parameter below 3.5 (6.5) standard deviations`
    (
        rf"\b(?:d0|impact parameter)((?: of [^<>;]{{0,40}}?)? *(?:(?:{MUST}|is|to) (?:be )?)?{WITHIN}"
        rf" *\d[\d.]*(?: *\([\d.]+\))?)"
        r" *(?:standard deviations|σ\b)(?: of its (?:uncertainty|resolution|error)| (?:away )?from zero)?",
        r"d0significance\1",
    ),
    # clusters in the transition region are candidates there
    (r"\b(?:EM )?[Cc]lusters (?=in the (?:[\w/-]+ )*(?:transition|crack|gap) region)", "candidates "),
    (
        r"\b(?:(?:EM|LAr|calorimeter|barrel[-–/ ](?:to[- ])?end-?cap) )+(?=(?:transition|crack|gap) region)",
        "",
    ),
)
