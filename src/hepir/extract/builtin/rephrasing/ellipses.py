"""Sentences that leave words out, or say in another order what others say: `electrons with ..., muons with ...`.

In: sentences as `spelling` writes them. Out: for each pattern what stands in its place.
"""

from __future__ import annotations

from hepir.extract.builtin.rephrasing.words import (
    COUNT,
    MUST,
    MUST_BE,
    NUMBER,
    RANKED,
    SIGNED,
    SMALLER,
    SORT,
)

ONE = r"(photon|electron|muon|lepton|jet|tau)"
SUMS = r"(MET|HT|ST|MEFF|MHT|MT)"
MAY = r"(?:may|can|must|should|is allowed to)"
INTO = r"(?:in|into) (?:the )?(?:\w+ )?(?:exclusive |disjoint )?"
LEVELS = r"(?:loose|medium|tight|baseline|signal|preselected)"
QUALITY = r"(?:tight |loose |medium |signal )"

ELLIPSES: tuple[tuple[str, str], ...] = (
    # `the leading jet must be b-tagged, the second must not be`
    (
        rf"\b(b-tagged(?:,|,? (?:and|but|while))? (?:the )?{RANKED})(?: jet)?(?: one)? ({MUST}|may|can) not(?: be)?(?: so)?"
        r"(?= ?[.;,]|$)",
        r"\1 jet \2 not be b-tagged",
    ),
    (
        rf"\b(leading {ONE}\b[^;]*?)\bthe (?:one|other) with the (?:low|small)(?:est|er) +pT\b",
        r"\1the trailing \2",
    ),
    # `the lepton with the higher pT of the two`, `the leading of the two jets`
    (rf"\b(leading {ONE}) of the (?:two|three|four)(?: \2s)?\b", r"\1"),
    (rf"\b([Ll]eading) of the (?:two|three|four) {ONE}s\b", r"\1 \2"),
    (
        rf"\bOf the (?:two|three|four) {ONE}s, the one with the (?:high|larg)(?:est|er) +pT\b",
        r"The leading \1",
    ),
    (rf"\b(?:high|larg)(?:est|er)- *pT +(?={ONE}\b)", "leading "),
    (rf"\blow(?:est|er)- *pT +(?={ONE}\b)", "trailing "),
    # `At least two jets are required, the leading one with pT > 100 GeV`
    (
        rf"\b((?i:{COUNT}) ((?:[\w-]+ )?){ONE}s?(?: with [^,;]*?)?(?: (?:is|are) (?:required|demanded|requested|selected))?),"
        rf" (?:with )?the ({RANKED})(?: (?:one|\3))? (?:with|having) (?![^;]*\band (?:with )?(?:the|a|an) )",
        r"\1 ; the \4 \2\3 must have ",
    ),
    (r",? and (?=for events (?:with|containing|that have) [^,;]*, )", " ; "),
    # `the jet with the largest |eta|`, `the two jets closest in dR`: chosen by what is no rank in pt
    (
        rf"\b[Tt]he (?:two )?{ONE}s? (?:with the (?:larg|small|high|low|great|clos|near)est (?!pT\b|\w* *momentum)\w+|"
        r"(?:that (?:is|are) )?(?:closest|nearest) (?:in|to each other))",
        "An unknown object ",
    ),
    # `exactly one of the two leptons must be an electron`
    (
        rf"\b((?i:{COUNT})) of (?:the|these) (?:two |three |four )?leptons (?:{MUST}) be (?:an? )?(electron|muon)s?\b"
        r"(?! with)",
        r"\1 \2 must be present",
    ),
    # `For electrons pT > 30 GeV is required, for muons pT > 25 GeV`
    (
        rf"^For ({SORT}),? ([^,;]*?\d[^,;]*?) (?:is|are) required(?:,|,? and|,? while| ;) for ({SORT}),? ([^,;]*?\d[^,;]*?)"
        r"(?: (?:is|are) required)?(?=\.?$)",
        r"\1 must have \2 ; \3 must have \4",
    ),
    (rf"\b[Bb]oth ({LEVELS}) and ({LEVELS}) (?=(?:{ONE})s\b)", r"\1 and \2 "),
    (
        r"\b(?:asks?|calls?) for (?=(?:at |exactly|an? |one |two |three |no |more |fewer |the presence))",
        "requires ",
    ),
    (
        r"\b(must|has to|is required to|have to) fall within (\d[\d.]*(?: [GTM]eV)? and \d)",
        r"\1 be between \2",
    ),
    # `Electrons are selected with pT > 15 GeV, muons with pT > 10 GeV`
    (
        rf"^((?i:{ONE})s(?: candidates)? (?:are|must|have)\b[^;]*?\d[^;]*?)"
        r"(?:(?:,| ;) ?(?:and |while |whereas )?| (?:and|while|whereas) )"
        rf"(?!(?i:\2)s)({SORT}) (?:candidates )?(?:with|having) +(?=pT|abseta)",
        r"\1 ; \3 must have ",
    ),
    (
        r"\bneeds? (?:to have )?"
        r"(?=(?:both |two |one |at least |exactly |a |an |the )*(?:\w+ )?(?:pT|abseta|MET|HT|\w*leptons?)\b)",
        "must have ",
    ),
    (
        r"^(In (?:the )?[\w+-]+,? (?:both|the two|all|the) \w+) have +(?=pT|abseta|mass|invariant)",
        r"\1 must have ",
    ),
    (r"\bmust have ((?:both|all|the two) \w+) to have\b", r"requires \1 to have"),
    (
        r"\b(region|channel|category|control sample|[SCV]R[\w-]*) (?:contains|comprises|includes|consists of) (?:only )?"
        r"events without (?:any |an? )?(?=\w+s?[ .,])",
        r"\1 requires no ",
    ),
    (
        r"\b(region|channel|category|control sample|[SCV]R[\w-]*) (?:contains|comprises|includes|consists of) (?:only )?"
        r"(?:events (?:with|containing|that have|having) |(?=(?:an?|at least|exactly|no|one|two|three) ))",
        r"\1 requires ",
    ),
    # `exactly one jet, whose pT must be above 250 GeV`
    (
        rf"\b(exactly one|only one|a single) {ONE},? whose (pT|abseta) (?:{MUST_BE}|exceeds|must exceed) ",
        r"\1 \2 and the leading \2 must have \3 ",
    ),
    # `an opposite-sign same-flavour pair with`: of leptons where the sentence names no others
    (
        rf"^(?!.*\b(?:di)?(?:muon|electron|tau|photon|jet|lepton)s?\b)(.*?\b(?:an?|any|no|one|each) (?:(?:{SIGNED})[ ,]+)+)"
        r"(pairs? (?:with|having|whose|is|are))\b",
        r"\1lepton \2",
    ),
    # `two or more of which must be b-tagged`, `|z0| < 0.5 mm for both`
    (rf"\b({NUMBER}) or more (of (?:which|them|these))\b", r"at least \1 \2"),
    (r"(?<=[\d]) ?((?:mm|cm|GeV)?) for both(?= *(?:[,.;]|and the\b))", r" \1 "),
    # `the distance between the two b jets, dR(b1, b2), must be`
    (
        r"\b(?:[Tt]he )?(?:distance|separation|difference|dR|dphi|deta)s? (?:between|of) [^,;<>]*?,? +"
        r"(dR|dphi|deta) *\( *([a-zμτ]\d) *, *([a-zμτ]\d) *\) *,?",
        r"\1(\2, \3)",
    ),
    # `the isolation energy in a cone of dR = 0.2`
    (
        r"\b(\w*isolation)(?: energy| sum| momentum)? *,? *(?:computed |calculated |measured |defined "
        r"|evaluated )?(?:with)?in (?:an? )?"
        r"(?:fixed )?cone (?:of |with )?(?:an? )?(?:fixed )?(?:size |radius )?(?:of )?(?:R *[=<]* *|dR *[=<]* *)?"
        r"[\d.]+\d(?: (?:around|about) (?:the|its) (?:\w+ ?){1,2}?(?=,|is\b|must\b|has\b|to\b|less\b|below\b|[<>]|\Z))?,?",
        r"\1 ",
    ),
    (
        r"\b(\w*isolation) with (?:[\w-]+ ){0,2}corrections?(?: applied)?,?(?= *(?:is|must|less|smaller|below|[<>]))",
        r"\1",
    ),
    # an isolation without a unit is a share of the pt
    (
        r"(?<!\w )\bisolation(?: (?:variable|parameter))? *((?:of |must be |is |to be |required to be )*"
        r"(?:less than|smaller than|lower than|below|<=?) *0?\.\d+)(?!\d| *(?:GeV|MeV))",
        r"relativeisolation \1",
    ),
    # `must have no jet within dR < 0.3`, `no overlap with a muon within dR = 0.4`
    (
        rf"\b({MUST}|to) have no (?:overlap with )?(?:an? |any |the |other )*((?:\w+ ){{0,2}}?(?:jet|electron"
        rf"|muon|lepton|photon|tau))s?"
        r" (?:candidates? )?(?:lying |found )?(?:with)?in (?:a cone (?:of )?)?(?:size |radius )?dR *[<=]* *"
        r"([\d.]+\d)(?! *of)",
        r"\1 be separated from any \2 by dR > \3",
    ),
    (
        rf"\b({MUST}|to) have (?:an? )?(?:angular )?(?:distance|separation|dR)(?: (?:to|from) (?:the"
        rf" )?(?:nearest |closest |any |each )+"
        r"((?:\w+ ){0,2}?(?:jet|electron|muon|lepton|photon|tau))s?) *(?:of )?dR *(?:> *|of (?:at least|more"
        r" than) )([\d.]+\d)",
        r"\1 be separated from any \2 by dR > \3",
    ),
    # `must not be larger than 4`, `is restricted to the range 60-120 GeV`
    (rf"\b({MUST}) not be ((?:larger|greater|higher|more|smaller|less|lower|fewer) than)\b", r"\1 be not \2"),
    (
        r"\b(?:is|are) (?:restricted|limited|confined) to (?:be in )?(?:the|a) (range|interval|window)\b",
        r"must be in the \1",
    ),
    # `the transverse and longitudinal impact parameters of the leptons must be less than 0.05 cm and 0.1 cm, respectively`
    (
        rf"\b[Tt]he transverse and longitudinal impact parameters?((?: of [^,;<>]*?)?),? ({MUST_BE}) ({SMALLER}) "
        r"([\d.]+)(?= and [\d.]+ ?([cm]m)| ?([cm]m))(?: ?[cm]m)? and ([\d.]+) ?([cm]m),? respectively",
        r"d0\1 must be \3 \4 \5\6 and z0\1 must be \3 \7 \8",
    ),
    # `d0 divided by its uncertainty`
    (r"\bd0( of [^,;<>]*?)? divided by its (?:uncertainty|error|resolution)\b", r"d0significance\1"),
    # `between dR = 0.2 and dR = 0.4 from a jet`
    (
        r"\b(?:found |located |lying )?between dR *=? *([\d.]+) and (?:dR *=? *)?([\d.]+) (?:from|of|around)\b",
        r"\1 < dR < \2 of",
    ),
    # `jets are not counted if a lepton is found within dR < 0.4`
    (
        r"^(\w+) are (?:not (?:counted|considered|used)|rejected|removed|discarded|dropped) (?:if|when) (an? [\w -]+?) is"
        r" (?:found |located |present )?within (dR *[<=]* *[\d.]+\d)(?: of (?:them|it))?(?=[ .]*$)",
        r"\1 within \3 of \2 are removed",
    ),
    # `any missing inner hit`
    (r"\bany (missing|lost) ((?:inner |pixel )*)hits?\b", r"at least one \1 \2hit"),
    (r"\ballowing (?=(?:at most|no more than|up to|no)\b)", "requiring "),
    # `two leptons are required, the leading one with pT > 25 GeV and the next with pT > 20 GeV`
    (
        rf"\b({QUALITY}?){ONE}s\b([^;.]*?), (?:with )?the leading(?: one)? (?:with|having) (pT[^;,]*?),?"
        r" and the (?:next|second|sub-?leading|trailing|other)(?: one)? (?:with|having) (pT)",
        r"\1\2s\3 ; the leading \1\2 must have \4 and the subleading \1\2 must have \5",
    ),
    (r"\b(ip3dsignificance|d0significance) *[,(]+ *\1\b *[,)]*", r"\1"),
    # `no opposite-sign same-flavour pair may have a mass between 76 and 106 GeV`
    (rf"\b([Nn]o (?:(?:{SIGNED})[ ,]+)+)(pairs? {MAY} have)\b", r"\1lepton \2"),
    (
        rf"\b[Nn]o ((?:(?:{SIGNED})[ ,]+)+(?:lepton|muon|electron) pair) {MAY} have (an? (?:\w+ )?mass [^,;]*?)"
        r"(?=[,;]|[ .]*$)",
        r"events with a \1 with \2 are rejected",
    ),
    # `jets must not be within dR = 0.4 of a lepton`, `no loose lepton may be present in addition`
    (
        rf"\b(?:{MUST}) not (?:be|lie|be found) within (?:a distance of )?dR *[=<]* *([\d.]+\d) *(?:of|from|around) ",
        r"must be separated by dR > \1 from ",
    ),
    (
        rf"\b([Nn]o) ((?:\w+ )?\w+) {MAY} be (?:present|found|reconstructed) in addition",
        r"\1 additional \2 must be present",
    ),
    (
        rf"\b{ONE}s( [^;]*? for the leading (?:\w+) and pT [^;]*? for the) other(?: one)?\b",
        r"\1s\2 subleading \1",
    ),
    (
        r"\b(?:both|the two) lepton flavou?rs\b|\bleptons of (?:both|either) flavou?rs?\b",
        "electrons and muons",
    ),
    (r"\b[Bb]oth lepton flavou?rs\b", "Electrons and muons"),
    (
        r"\b(reconstructed|considered|selected|accepted|used) (within|with|in) (abseta *<=? *[\d.]+) for (?=pT *>)",
        r"\1 \2 \3 and ",
    ),
    # `muons are isolated if`
    (r"\b(?:is|are) isolated (?:if|when) (?:(?:the|their|its) )?", "must have "),
    # `For electrons, exactly two candidates with`
    (rf"^For ({SORT}), ({COUNT}) candidates\b", r"\2 \1"),
    # `split into intervals of MET: 250-350, 350-500 and above 500 GeV`
    (
        rf"\b(?:divided|split|subdivided|binned|categori[sz]ed|partitioned) {INTO}"
        rf"(?:bins|intervals|regions|ranges|categories) (?:of|in) (?:the )? *{SUMS}(?: spectrum| distribution)? *:? ",
        r"binned in \1 : ",
    ),
    (
        rf"\b{SUMS} +is (?:divided|split|subdivided|binned) (?:in|into) (?:the )?(?:\w+ )?(?:bins|intervals|ranges)(?: of)? ",
        r"binned in \1 : ",
    ),
    (rf"\b(?:(?:is|are) )?binned in {SUMS} *: *(?=[\d.]+)", r"must be in \1 "),
    (r"\b(?:b-tagged|b) (?:AK4|small-R|small-radius) (jets?)\b", r"b-tagged \1"),
    # `data that correspond to 139 fb-1`
    (
        r"\b(?:correspond(?:s|ing)?|amount(?:s|ing)?) to (?:a total of )?(?=[\d.]+ */[fp]b)",
        "integrated luminosity of ",
    ),
    (r"\b(?:invariant )?mass of (?:the|this|that) pair\b", "invariant mass"),
    (
        r"\b(in the (?:range|interval|window)) *([\d.]+) *(?:GeV)? *<=? *(?:m\w{0,6}|softdropmass) *<=? *([\d.]+)",
        r"\1 \2 to \3",
    ),
    (r"\b(relative|normali[sz]ed) +(?=trackisolation|calorimeterisolation)", "relative"),
    (r"\b(one|two|three) or (two|three|four) charged(?:[- ]particle)? tracks\b", r"\1 or \2 tracks"),
    # `two muons of opposite charge are combined into a candidate`
    (
        rf"^((?i:{COUNT}) [^,;]*?) are (?:combined|paired|fitted) (?:in|into|to|to form|to build|to reconstruct)"
        r" (?:an?|the) [^,;]*?candidate",
        r"\1 are required",
    ),
)
