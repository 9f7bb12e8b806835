"""Working points, objects of others, and what is removed.

In: sentences as `spelling` writes them. Out: for each pattern what stands in its place.
"""

from __future__ import annotations

from hepir.extract.builtin.rephrasing.tags import TAGGED
from hepir.extract.builtin.rephrasing.words import (
    COUNT,
    DEMAND,
    EACH,
    FAILING,
    GONE,
    LEVEL,
    MUST,
    MUST_BE,
    NUMBER,
    PASS,
    PASSING,
    POINT,
    SORT,
    TAGGING,
)

VETO = r"(electron|muon|lepton|tau|τh|jet|b[- ](?:jet|tag)|photon)s? vetoe?s?"
APPLIED = r"(?:is|are) (?:applied|imposed|required)(?: (?=with|to events))?"
IMPOSING = r"(by|with|and|has|have|demands?|requires?|requiring|impos(?:es?|ing)|appl(?:y|ies|ying))"
TURNS: tuple[tuple[str, str], ...] = (
    # `except for the region 1.37 < |eta| < 1.52`, `with the exclusion of the crack`
    (
        r"\b(?:except(?:ing)?(?: for| in)?|with the (?:exception|exclusion) of)"
        r" (?=(?:the |those |(?:electrons|photons|muons|jets) )*(?:in the |with )?[\w -]{0,60}?\(?[\d.]+ *<=? *abseta)",
        "excluding ",
    ),
    # `the medium working point of the CSVv2 algorithm is used for b tagging`, `jets are b-tagged at the medium working point`
    (
        rf"\b[Tt]he (loose|medium|tight|efficiency\d\d) {POINT}(?: of (?:the |an? )?[\w -]{{3,60}}?)? (?:is|was) "
        r"(?:used|chosen|adopted|employed|applied) (?:for (?:the )?b[- ](?:jet )?(?:tagging|identification)"
        r"|to (?:tag|identify|select) b[- ]?(?:quark )?jets)\b",
        r"b-jets must satisfy the \1 working point",
    ),
    (
        r"\b[Jj]ets(?: (with [^;]{3,80}?))? are (?:b-tagged|(?:identified|tagged|classified) as b[- ](?:quark )?jets)"
        rf" [^;<>]{{0,80}}?\b(?:at|with|using|by|for) (?:the|an?|its|their) (loose|medium|tight|efficiency\d\d) {POINT}",
        r"b-jets \1 must satisfy the \2 working point",
    ),
    (
        r"\b[Aa] jet is (?:considered |taken |defined |called |said )?(?:to be |as )?b-tagged (?:if|when) (?:it|its [\w-]+"
        r" (?:value|score|discriminant|output)) (?:passes|satisfies|exceeds) (?:the )?(loose|medium|tight|efficiency\d\d)"
        rf" {POINT}",
        r"b-jets must satisfy the \1 working point",
    ),
    # `four jets, two of which must be b-tagged with the medium working point`
    (
        rf"(?:,| and)?(?: of which)? ({COUNT}) of (?:which|them|these)(?: jets)? (?:(?:{MUST_BE}) )?b-tagged\b"
        r"(?:,(?! or\b))?",
        r" and \1 of_them b-tagged jets",
    ),
    (rf",? including ({COUNT}) b-tagged(?: jets?)?\b", r" and \1 of_them b-tagged jets"),
    # `at most one of the jets may be b-tagged`
    (
        rf"\b((?:[Aa]t most|[Nn]o more than|[Nn]ot more than) {NUMBER}) (?:of (?:the|these|those) )?(?:selected )?(jets?)"
        rf" (?:may|can|is allowed to|are allowed to) be {TAGGED}",
        r"\1 b-tagged \2 must be present",
    ),
    # `two muons, one of which has pT > 25 GeV`, `a Z boson candidate consists of two muons`
    (
        r"\b(photon|electron|muon|lepton|jet|tau)s\b([^;.]*?),? (?:at least )?one of (?:which|them)"
        r" (?:has|must have|is required to have|having|with) ",
        r"\1s\2 and at least one \1 with ",
    ),
    (r"^(?:An?|The|Each) [\w/]+(?: boson| meson)? candidates? (?:must )?consists? of ", "Events must have "),
    # `three leptons, two of which must form an opposite-sign same-flavour pair`
    (
        rf"\b(lepton|electron|muon|jet|photon)s,? two of (?:which|them) (?:{MUST}) (?:form|constitute|make)"
        r" (?:an? )?((?:[\w-]+ ){0,2})pair\b",
        r"\1s and at least one \2\1 pair",
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
    # `a jet with pT > 20 GeV that is b-tagged with the medium working point`
    (
        rf"\bjets?( with [^,;]{{3,60}}?)? (?:that|which) (?:is|are) (?:b-tagged|identified as (?:a )?b[- ]jets?)"
        rf" (?:by|with|using|at) {LEVEL} {TAGGING}{POINT}",
        r"\2 b-jets\1",
    ),
    # `at least one jet with pT > 40 GeV must be tagged as a b jet`
    (
        rf"\b((?i:{COUNT}))(?: of the)? jets?(?: in the event)?( with [^,;]{{3,80}}?)? (?:{MUST_BE})"
        r" (?:b-tagged|(?:tagged|identified) as (?:a )?b[- ](?:quark )?jets?)(?=[ .,;]|$)(?! (?:with|using|by|at)\b)",
        r"\1 b-jets\2 must be present",
    ),
    # `muons are classified as low (6 < pT < 21 GeV) and high (pT > 21 GeV) momentum`
    (
        rf"\b((?i:{SORT})) are (?:then )?(?:classified|categori[sz]ed|divided|grouped) (?:as|into) (\w+) \(([^()]*)\),?"
        r" (?:and|or) (\w+) \(([^()]*)\)(?: momentum| pT| energy| \1)?",
        r"\2 \1 must have \3 ; \4 \1 must have \5 ; ",
    ),
    # `|z0| of the electron tracks with respect to the primary vertex must satisfy |z0 sin(theta)| < 0.5 mm`
    (r"\bof (?:the )?(electron|muon|lepton) (?:candidate )?tracks?\b", r"of the \1s"),
    (
        r" ?\b(?:with respect|relative) to (?:the |its )?(?:reconstructed |associated |hard[- ]scatter(?:ing)? )*"
        r"(?:primary (?:interaction )?vertex|beam ?line|beam ?spot|beam axis)(?: position)?(?=[ ,.;)])",
        "",
    ),
    (
        rf"\b(?:d0|z0)(?: *\(? *(?:d0|z0) *\)?)? of (?:the |all )?(\w+),? ({MUST}) satisfy"
        r" +(?=z0sintheta|d0significance|d0\b|z0\b)",
        r"\1 \2 satisfy ",
    ),
    # `the azimuthal angle between the jet and MET, dphi(jet, MET), must be`
    (
        r"(\b(?:min)?dphi (?:between|of)\b[^;]*?), *(?:min(?:imum)? *)?dphi *"
        r"(?:\([^()]*\)|of the two leading jets and MET)? *(?:min)? *,"
        rf" *(?=(?:{MUST_BE}|{MUST}|exceeds?)\b)",
        r"\1 ",
    ),
    # `the azimuthal angle between MET and each of the four leading jets with pT > 30 GeV must be greater than 0.5`
    (
        rf"\b((?:min)?dphi (?:between|of) +MET +and +)(?:each |any |all )*(?:of )?(?:the )?"
        rf"((?:\w+[- ])*jets?) (with [^,;]*?),?"
        rf" ((?:{MUST_BE}|exceeds?|must exceed) [^,;]*?\d+(?:\.\d+)?(?: rad(?:ians)?)?)(?=[ ,;]|\.?$|\. )",
        r"\1the jets \4 for the \2 \3",
    ),
    # `at least one lepton must have pT > 25 GeV and the second must have pT > 20 GeV`
    (
        r"\belectron or muon\b"
        r"(?=[^.;]*\bthe (?:second|subleading|trailing|other)(?: one)? (?:must|is required|has to|should)\b)",
        "lepton",
    ),
    (
        r"\b(photon|electron|muon|tau|lepton|jet)(s?)\b([^.;]*?)\bthe (leading|second|subleading|trailing|third)(?: one)?"
        r" (?=(?:must|is required|has to|should)\b)",
        r"\1\2\3the \4 \1 ",
    ),
    # `leptons must have pT > 27 GeV (leading) and pT > 20 GeV (subleading)`
    (
        r"\b((?i:photon|electron|muon|tau|lepton|jet))s?(?: candidates)? (?:must have|are required to have|with)"
        r" (pT[^(),;]*?) \(leading\)(?:,| and|, and) (pT[^(),;]*?) \((sub-?leading|trailing)\)",
        r"the leading \1 must have \2 and the \4 \1 must have \3",
    ),
    # `the two leptons must not have the same charge`
    (
        r"\b(?:(?:must|should|may|can|do) not|(?:is|are) required (?:not to|to not)) (?:have|be of|carry)"
        r" (?:the )?(?:same|equal|like)(?: electric)?[ -](charge|sign)s?\b",
        r"must have opposite \1",
    ),
    # `at least two jets, none of which is b-tagged`
    (
        r",?(?: and)?(?: with)? none of (?:which|them|these)(?: jets)?"
        rf" (?:(?:{MUST_BE}|being|(?:is|are)(?: allowed to be)?) )?"
        r"(?:b-tagged|(?:tagged|identified) as (?:an? )?b[- ]jets?)\b",
        " and no of_them b-tagged jets",
    ),
    # `no jet may be b-tagged`
    (
        r"\b[Nn]o(?:ne of the)? jets?( with [^;]{3,80}?)? (?:may|can|must|should) be b-tagged\b",
        r"no b-jets\1 must be present",
    ),
    (
        r"\bpairs? (with|having|of) (?:an? )?mass(?:es)? (?=below|above|less|greater|larger|smaller|between|in the|within)",
        r"pair \1 invariant mass ",
    ),
    # `the MET requirement is removed`: no event is
    (
        r"\b(requirements?|cuts?|criteri(?:on|a)|selections?|conditions?|veto(?:es)?|thresholds?|constraints?)"
        r" (?:is|are|was|were|being) (?:then |also )?(?:removed|dropped|lifted|relaxed|loosened|omitted|ignored)\b",
        r"\1 no longer hold",
    ),
    (r"\bone and only one\b", "exactly one"),
    # `electrons with pT > 10 GeV are vetoed`: the events that have them
    (
        rf"(^|; )((?:b-tagged |b-)?(?i:{SORT})(?: candidates)?(?: (?:and|or) {SORT})?(?: candidates)?(?: with [^,;]*?)?)"
        r" are (?:also |then )?(?:vetoed|not (?:allowed|permitted|tolerated)|forbidden)\b(?! (?:in|within|inside|to)\b)",
        r"\1Events with \2 are vetoed",
    ),
    (
        rf",? of which ({COUNT}) (?:{MUST_BE}) b-tagged(?:,(?= (?:are|is)\b))?"
        r"(?= (?:are|is|and|or|by|with|using|at)\b|[.;,]|$)",
        r" and \1 of_them b-tagged jets",
    ),
    # `additional loosely identified leptons`
    (r"\b[Ll]oosely[ -](?=identified|isolated|selected)", "loose "),
    (r"\b(?:tightly|well|fully|cleanly)[ -](?=identified|isolated|reconstructed)", ""),
    # `the electron (muon) channel requires MET > 30 (20) GeV`
    (
        r"\b([Tt]he )?((?:\w+ )??[\w-]+) \(([\w-]+)\)"
        r" ((?:(?:signal|control|validation) )?(?:channel|category|region|sample)|CR|SR|VR)s?(?=,? [^.;]*\()",
        r"\1\2 \4 (the \3 \4)",
    ),
    # `SFOS pairs`
    (r"\b(SFOS|OSSF|OS|SS) (pairs?)\b", r"\1 lepton \2"),
    (
        r"\bMT of (?:the )?(lepton|photon|electron|muon)(?: ?- ?| and )MET(?: system)?\b",
        r"MT of the \1 and MET",
    ),
    # `35.9 fb-1 of pp collisions`
    (
        r"(?<![\w.])(\d+(?:\.\d+)?) */fb"
        r" (?:of (?=pp|proton|data|collision|LHC|the |13|√|ROOTS)|at (?=a ROOTS|ROOTS|√|13 TeV))",
        r"integrated luminosity of \1 /fb of ",
    ),
    (r"(?<![\w.])(?<!of )(\d+(?:\.\d+)?) */(fb|pb) (?=data\b)", r"integrated luminosity of \1 /\2 "),
    (r"(?<=TeV) \((\d+(?:\.\d+)?) */(fb|pb)\)", r" integrated luminosity of \1 /\2 "),
    (
        r"\b(integrated luminosity of) (?:(?:about|approximately|around|up to|at most|a total of|nearly|roughly) )+(?=[\d.])",
        r"\1 ",
    ),
    # `eta(j1) * eta(j2) < 0`
    (r"\bη ?_?\(? ?j_?1 ?\)? ?[·×*]? ?η ?_?\(? ?j_?2 ?\)? *(?=<)", " etaproduct "),
    (r"\brawη *\(? *_?j_?1 *\)? *[·×*]? *rawη *\(? *_?j_?2 *\)? *(?=<)", " etaproduct "),
    # `leptons (electrons or muons)`, `if it is an electron`
    (r"\b(leptons?) \((?:an? )?(?:electrons?|e)(?: or|,| and) (?:an? )?(?:muons?|μ)\)", r"\1"),
    (r"\bif (?:it is|they are) (?:an? )?(electron|muon|photon|jet|tau)s?\b", r"for \1s"),
    # `jets that are not b-tagged and that lie within`, `jets failing the b-tagging requirement within`, `untagged jets`
    (
        r"\b([Jj]ets?)(?: candidates?)?,? (?:(?:which|that) (?:(?:is|are) not (?:b-tagged|(?:tagged|identified) as (?:an? )?"
        rf"b[- ]jets?)|{FAILING} the b[- ]tagging (?:{DEMAND}))|failing the b[- ]tagging (?:{DEMAND}))(?:,? and)?",
        r"non-b-tagged \1",
    ),
    # `jets that fail the tight identification are rejected`
    (
        rf"^((?:(?!\b[Ee]vents?\b)[^;])*?)\b(?:that|which) {FAILING} (the|a)"
        rf" ((?:(?!\b(?:and|or)\b)[^,;<>]){{3,60}}?) {GONE}\b",
        r"\1must satisfy \2 \3",
    ),
    # `the dilepton mass must differ from the Z boson mass by more than 15 GeV`
    (
        r"\b(?:differs?|be different) from ((?:the |that of the )?(?:nominal |known )?(?:Z(?: boson)?(?: mass)?|m_?Z)) by"
        r" (?:more than|at least|> ?) ?(\d[\d.]*(?: ?GeV)?)",
        r"be more than \2 from \1",
    ),
    # `at least one jet must be top-tagged`
    (
        rf"\b((?i:{COUNT})) (?:large-R |AK8 )?jets? (?:{MUST}) be +((?:top|w|z|higgs)_tagged)\b",
        r"\1 \2 jets are required",
    ),
    # `a similar veto is applied to reject events containing two muons`
    (
        r"^[^;<>=\d]*?\b(?:veto|cut|requirement|selection|criterion) (?:is|are) (?:also |then )?(?:applied|imposed|used) to"
        r" (?:reject|remove|veto|discard) (?:any |all )?events (?=(?:with|containing|that|in which|where)\b)",
        "We reject events ",
    ),
    # `a lepton veto is applied`, `SR1 is defined by MET > 200 GeV and a b-jet veto`
    (
        rf"(?<![\w-] )(?<![\w-])(?:[Aa]n? |[Tt]he )?{VETO} *\(([^()]*)\),? {APPLIED}",
        r" no \1s with \2 are required ",
    ),
    (rf"(?<![\w-] )(?<![\w-])(?:[Aa]n? |[Tt]he )?{VETO},? {APPLIED}", r" no \1s are required "),
    (rf"\b{IMPOSING} an? {VETO} *\((no [^()]*)\)", r"\1 \3"),
    (rf"\b{IMPOSING} an? {VETO} *\(([^()]*[<>][^()]*)\)", r"\1 no \2s with \3"),
    (
        rf"\b{IMPOSING} an? {VETO}(?= *(?:[.,;)]|$|and\b|in\b|are\b|is\b))",
        r"\1 no \2s",
    ),
    (
        rf"\b{IMPOSING} a veto (?:on|against) (?!events?\b)"
        r"(?=(?:[\w-]+ ){0,2}(?:b-)?(?:jets|leptons|muons|electrons|photons|taus)\b)",
        r"\1 no ",
    ),
    # `the lepton and the tau must have opposite charge and satisfy`
    (
        rf"^([Tt]he (?:[\w-]+ ){{1,3}}and the (?:[\w-]+ ?){{1,3}}) ({MUST}) ((?:have|be of|carry) (?:opposite|same|like)[- ]"
        r"(?:electric )?(?:charges?|signs?)) and (?=(?:satisfy|have|be|fulfil)\b)",
        r"\1 \2 \3 ; \1 \2 ",
    ),
    # `the tau pair must have an opening angle of ΔR > 0.5`, `the separation of the muons must be larger than ΔR = 0.1`
    (
        rf"\b[Tt]he (?:selected )?(lepton|electron|muon|photon|tau|τh|jet) pair (?={MUST})",
        r"The two \1s ",
    ),
    (r"\b(?:have|with) an? (?:opening angle|(?:angular )?separation) of (?=dR)", "be separated by "),
    (r"\b(charges?|signs?),? and (?=dR *>)", r"\1 and be separated by "),
    (
        rf"\b[Tt]he (?:(?:angular )?(?:separation|distance)|opening angle) between ([^,;<>]{{5,60}}?)"
        rf" (?:{MUST_BE}|(?:is|are) required to be) (?:larger|greater|more) than dR *=? *(?=[\d.]+\d(?! ?[GTM]eV))",
        r"the dR between \1 must be greater than ",
    ),
    (
        rf"\b([Tt]he two \w+) ({MUST_BE}) separated by (?:at least )?(?:a distance )?(?:of )?dR *(?:[=>] *)*([\d.]+\d)",
        r"the dR between \1 \2 greater than \3",
    ),
    (
        r"\bbe (?:at least )?(?:a distance )?dR *(?:[=>] *)*([\d.]*\d) away from\b",
        r"be separated by dR > \1 from",
    ),
    (
        r"\bseparated from ((?:\w+ ){1,2}(?:or|and) (?:\w+ )?\w+) by (?:at least )?(dR *[<>=]* *[\d.]+\b)",
        r"separated by \2 from \1",
    ),
    # `separated by at least dR = 0.4 from the nearest jet`
    (
        r"\bseparated by (?:at least|more than|no less than|a minimum of)(?: (?:a )?(?:distance|separation) of)? +"
        r"dR *[=>]* *([\d.]*\d) (?=(?:from|to|of)\b)",
        r"separated by dR > \1 ",
    ),
    # `must not overlap with any photon by requiring dR > 0.5`
    (
        r"\b(?:must|should|may|do) not overlap with ((?:the |an? |any |all )?(?:[\w-]+ ){1,3}?)"
        r"(?:by requiring|with|within|:|,) *dR *> *([\d.]+\d)",
        r"must be separated from \1by dR > \2",
    ),
    # `which satisfy the b-tagging requirements`, `which is not tagged as a b-jet and which is within`
    (
        r"\b(?:which|that) (?:satisfy|pass|fulfil+) the b[- ]tagging(?: and [\w-]+)? (?:requirements?|criteria|selection)\b",
        "",
    ),
    # `jets which are at dR < 0.2 from an electron`
    (
        r"\b(?:which|that) (?:are|is|lies?) (?:at|within)(?: an?)?(?: (?:angular )?distance(?: of)?)? *(?=dR\b)",
        "within ",
    ),
    # `the pT threshold is raised to 35 GeV for`
    (
        r"\b(pT (?:threshold|requirement|cut)s? (?:is|are)) (?:raised|increased|lowered|reduced|set) to (?=[\d.])",
        r"\1 ",
    ),
    # `one or three associated charged-particle tracks (prongs)`
    (r"\b(?:associated )?charged[- ](?:particle|hadron)s? tracks\b(?: *\((?:\w+[- ])?prongs?\))?", "tracks"),
    (r"\btracks *\(prongs?\)", "tracks"),
    (r"\bcharged[- ](?:particle|hadron)s? (?=tracks?\b)", ""),
    # `jets close to leptons (dR < 0.4)`, `more than dR = 0.5 away from`, `the distance between a jet and a lepton is`
    (
        rf"\b(?:close to|near|next to|in the vicinity of) ((?:{EACH} )*\w+(?: (?:or|and) (?:{EACH} )*\w+)?),? *"
        r"\(? *(?:i\.e\.,? *)?(dR *<=? *[\d.]+\d) *\)?,?",
        r"within \2 of \1",
    ),
    (
        r"\bbe (?:at least|more than|further than|farther than) dR *[=>]* *([\d.]*\d) (?:away )?from\b",
        r"be separated by dR > \1 from",
    ),
    (
        r"\b[Tt]he (?:angular )?(?:distance|separation)(?: *dR)? (between [^,;<>]*? and [^,;<>]*?) (is|are|must be) +"
        r"(?:with +)?dR *(?=[<>])",
        r"the dR \1 \2 ",
    ),
    # `jets closer than 0.3 in dR to a lepton`, `jets that overlap with a photon within a cone of dR < 0.4`
    (
        r"(?<!\bis )\b(?:that (?:are|lie) |which (?:are|lie) |lying )?closer than ([\d.]*\d) in *dR (?:to|from|of)\b",
        r"within dR < \1 of",
    ),
    (r"\bwithin (?:a|the) (?:cone|distance|radius) *(?:of *(?:size |radius )?)?(?=dR\b)", "within "),
    (
        r"\bwithin (?:a|the) *dR (?:cone|distance|radius) *(?:of|=)? *([\d.]*\d) (?=(?:around|of|from)\b)",
        r"within dR < \1 ",
    ),
    (
        rf"\b(?:(?:that|which) )?overlap(?:s|ping)?(?: spatially)? with ((?:{EACH} )*(?:(?:AK8|large-R|fat) )?\w+"
        rf"(?: (?:or|and) (?:{EACH} )*\w+)?) within"
        rf" +(dR *[<=]+ *[\d.]*\d)",
        r"within \2 of \1",
    ),
)
