"""Limits in many words: thresholds, windows, charges, distances, and numbers of objects.

In: sentences as `spelling` writes them. Out: for each pattern what stands in its place.
"""

from __future__ import annotations

from hepir.extract.builtin.rephrasing.words import (
    COUNT,
    DEMAND,
    LEVEL,
    MUST,
    MUST_BE,
    NUMBER,
    OBJECTS,
    PASS,
    POINT,
    SHARED,
    SIGNED,
    TAGGING,
    VALUE,
)

ONE = r"(?:(?:sub)?leading )?(?![\w-]+s\b)[\w-]+"
TWO = rf"([Tt]he (?:two [\w-]+|{ONE} and (?:the )?(?:hadronic )?{ONE})(?: candidates?| lepton)?)"
APART = (
    r"(?:well )?separated by (?:at least |more than )?(?:a distance of )?(?:at least )?dR *(?:[>=≥] *)*(?=\d)"
)
HOW = r"(?:further |then |also |strongly |significantly |substantially |effectively |efficiently |largely )*"
CUT = r"(?:requirement|cut|criterion|selection|threshold)"
ASKED = r"[^;,]*?[<>≥≤][^;,]*?\d(?: GeV| TeV)?"
PAIR_MASS = (
    r"(?:[Tt]he )?(?:(?:di-?lepton|invariant|dilepton invariant) mass"
    r"(?: of the (?:two leptons|lepton pair|dilepton (?:system|pair)))?|\bm_?ll\b)"
)

LIMITS: tuple[tuple[str, str], ...] = (
    (
        r"\b(is|are) (?:regarded|deemed|said to be|taken|defined|called)(?: as| to be)? isolated (?=if|when)",
        r"\1 considered isolated ",
    ),
    # `a veto on taus with pT > 20 GeV and |eta| < 2.3 is applied`
    (
        r"^(?:An?|The) (?:additional |further )?veto (?:on|of|against) ((?:(?!\b(?:is|are)\b)[^;])*?),? (?:is|are)"
        r" (?:also |then |further )?(?:applied|imposed|required|used)(?=[ .]*$)",
        r"Events with \1 are rejected",
    ),
    # `are groomed by trimming and kept if`
    (
        r"\bare \w+ed\b[^,;<>]{0,80}?,? and (?:are )?(kept|retained|selected|accepted|considered) (?=if|when|provided)",
        r"are \1 ",
    ),
    # `|z0| < 1 mm, where z0 is the distance along the beam, and |d0| < 0.5 mm`
    (
        r",? where (?:d0|z0|dR|the) +(?:is|are|denotes?|being)\b[^;<>]*?,? +and "
        r"(?=(?:that )?(?:the )?(?:d0|z0|pT|abseta|d0significance) *[<>])",
        " and ",
    ),
    # `|eta| < 2.37, excluding 1.37-1.52`
    (
        r"\b(abseta *<=? *\d[\d.]*),? (?:and )?"
        r"(?:excluding|except(?: for)?|without|outside(?: of)?|not (?:with)?in|excl\.|vetoing)"
        r" (?:the )?(?:(?:crack|gap|transition|range|region|interval) )*[\[(]?(\d\.\d+) *(?:[-–,]|to) *(\d\.\d+)[\])]?",
        r"\1, excluding \2 < abseta < \3",
    ),
    # `|eta| < 1.37 or 1.52 - 2.47`, `|eta| in [0, 1.37] ∪ [1.52, 2.47]`
    (
        r"\babseta *(?:< *|(?:in the range )?\[?0(?:\.0)? *[-–,] *)(\d\.\d+)\]?"
        r" *(?:or|and|,|∪|\|\||U) *\[?(\d\.\d+) *[-–,] *(\d\.\d+)\]?",
        r"abseta < \1 or \2 < abseta < \3",
    ),
    # `dphi(j, MET) > 0.5 for i = 1, 2`
    *(
        (rf"\bfor i *=? *(?:{listed})(?! ?,? ?\d| ?and \d)", f"for the {jets}")
        for listed, jets in (
            (r"1 ?, ?2 ?, ?3 ?,? ?(?:and )?4|1 ?- ?4|1 ?, ?\.\.\. ?, ?4", "four leading jets"),
            (r"1 ?, ?2 ?,? ?(?:and )?3|1 ?- ?3", "three leading jets"),
            ("1 ?,? ?(?:(?:and|or) )?2|1 ?- ?2", "two leading jets"),
            ("3 ?,? ?(?:(?:and|or) )?4", "third and fourth jets"),
        )
    ),
    # `all pairs of leptons must be separated by dR > 0.1`
    (
        rf"\b(?:[Aa]ll|[Aa]ny|[Ee]very|[Ee]ach)(?: two| pairs? of) (leptons|muons|electrons|jets|photons|taus) ({MUST_BE})"
        r" separated by (?:at least )?(?:a distance )?(?:of )?dR *(?:[=>] *)*([\d.]+\d)",
        r"the dR between any two \1 \2 greater than \3",
    ),
    # `an azimuthal separation of at least 0.4 between the jets and MET is required`
    (
        r"\bdphi +of (at least|more than|greater than|larger than|>) ?([\d.]+\d)((?: rad\w*)?) (between [^,;<>]*?)"
        r"(?= (?:is|are) (?:required|demanded))",
        r"dphi \4 \1 \2\3",
    ),
    # `likelihood-based tight criteria`, `pass the tight selection criteria`
    (
        r"\b((?:likelihood|cut)-based) (tight|medium|loose) (criteria|requirements?|selection)",
        r"\2 \1 \3",
    ),
    (
        rf"\b({PASS}(?:es|ing)? (?:the|a) (?:tight|medium|loose)) (?:photon |electron |muon )?"
        r"selection (?=criteria|requirements?)",
        r"\1 identification ",
    ),
    # `muons from cosmic rays are rejected by requiring |d0| < 0.2 mm`: those that are kept
    (
        r"\b(?:is|are) (?:further |then |also )?(?:rejected|suppressed|reduced|removed|vetoed|eliminated"
        r"|discarded|excluded)"
        r" by (?:requiring|demanding)(?: that)?(?: the(?! two| three)| they| their)?",
        "must have",
    ),
    # `baseline muons have |eta| < 2.7, and signal muons have |eta| < 2.6`
    (
        rf",? (?:and|while|whereas) ((?:signal|baseline|loose|tight|medium|veto|candidate|preselected)"
        rf" {OBJECTS}) have (?=abseta|pT|with)",
        r" ; \1 must have ",
    ),
    # `jets matched to electrons within dR < 0.3`
    (
        r"\b(?:geometrically |spatially )?(?:matched|matching|close|adjacent) (?:to|with) ((?:\w+"
        r" ){1,3}?)within +(dR *[<=]+ *[\d.]+\d)",
        r"within \2 of \1",
    ),
    # `the muon isolation is required to satisfy Irel < 0.2`, `an associated track with no missing hits`
    (
        r"\b(?:[Tt]he )?(electron|muon|lepton|photon) isolation (is|must|has|are) (?=[\w ]*(?:relative|mini"
        r"|track|calorimeter)isolation\b)",
        r"\1s \2 ",
    ),
    (r"\b(?:an?|the|their|its) associated tracks? (?:with|having|that has) ", ""),
    # `we impose mll > 20 GeV`, `SR1 selects events with`
    (
        r"\b([Ww])e (?:impose|apply)(?: an?| the)?(?: (?:cut|requirement|selection)s? (?:of|on))? ",
        r"\1e require ",
    ),
    (r"\bselects (?:only )?events (?:with|containing|that have) ", "requires "),
    # `used in the region |eta| < 2.7`, `jets lie within |eta| < 2.5`
    (
        r"\b(?:in|within) the (?:(?:pseudorapidity|kinematic|central|fiducial) )?(?:region|range|acceptance)(?: of)? +"
        r"(?=(?:abseta|absy)\b)",
        "within ",
    ),
    (r"\b(?:lie|lies|fall|are located|are contained) (?:with)?in(?:side)? +(?=(?:abseta|absy) *<)", "have "),
    # `the pT threshold for jets is 30 GeV`, `the lepton pT requirement is 25 GeV`, `a threshold of 200 GeV is imposed on MET`
    (
        rf"\b(?:(?:the|a|minimum|minimal|lower|offline) )*(pT|ET) +(?:threshold|requirement|cut)s? (?:for|on|of)"
        rf" (?:(?:the|all|selected) )*({OBJECTS}) (?:is|are|was|were) (?:set (?:to|at) )?({VALUE})",
        r"\2 must have \1 > \3",
    ),
    (
        rf"\b(?:(?:the|a|minimum|minimal|lower|offline) )*(jet|lepton|electron|muon|photon|track|tau) (pT|ET) *"
        rf"(?:threshold|requirement|cut)? (?:is|are|was|were) (?:set (?:to|at) )?({VALUE})(?![\d.]| *(?:GeV )?(?:for|in)\b)",
        r"\1s must have \2 > \3",
    ),
    (
        rf"\b[Aa]n? (?:lower |minimum )?(?:threshold|requirement|cut) of (?:at least )?({VALUE}) is"
        r" (?:imposed|applied|placed|set) on (?:the )? *(MET|HT|ST|MEFF|MHT|MT)\b",
        r"events must have \2 > \1",
    ),
    (
        rf"\b[Tt]he (?:threshold|cut|requirement) on (?:the )? *(MET|HT|ST|MEFF|MHT|MT) +is (?:set (?:to|at) )?({VALUE})",
        r"events must have \1 > \2",
    ),
    (
        rf"\b[Aa]n? (?:lower |minimum )?(?:threshold|cut|requirement) on (?:the )? *(MET|HT|ST|MEFF|MHT|MT)"
        rf" +of (?:at least )?({VALUE})"
        r" is (?:imposed|applied|placed|set|required)",
        r"events must have \1 > \2",
    ),
    (
        rf"\b(?:minimum|minimal) pT +(?:of|for) (?:(?:the|all) )*({OBJECTS}) is ({VALUE})",
        r"\1 must have pT >= \2",
    ),
    # `neither electrons nor muons`, `in opposite hemispheres`
    (
        r"\b(?:with|having|that have|containing|that contain) neither ((?:an? )?[\w -]{3,40}?) nor ((?:an? )?[\w -]{3,40}?)"
        r" (?=(?:is|are) (?:rejected|removed|vetoed|discarded|excluded|not))",
        r"with no \1 and with no \2 ",
    ),
    (
        r"\b([Nn])either (?!of\b|the\b|SR|CR|VR|MET|HT)(?:an? |any )?([^;]{3,60}?) nor\b(?: an?\b| any\b)?",
        r"\1o \2 or",
    ),
    (
        r"\b([Tt]he two leading jets) (?:must|are required to|have to) be in opposite (?:detector"
        r" )?hemispheres(?! *,? *etaproduct)",
        r"\1 must satisfy etaproduct < 0",
    ),
    # `the mass of the jet must satisfy 50 < m < 150 GeV`
    (
        rf"\b(mass of [^,;]{{3,60}}?) (?:must|is required to|has to) satisfy ([\d.]+) *(?:GeV)? *<=?"
        rf" *m\w{{0,3}} *<=? *({VALUE})",
        r"\1 must be between \2 and \3",
    ),
    # `the number of jets with pT > 40 GeV must be between two and five`
    (
        rf"\bNUMBER +({OBJECTS})( with [^;]{{3,80}}?) (?:{MUST_BE}) (?:(exactly|equal to) )?"
        rf"((?:(?:at least|at most|more than|fewer than|less than) |(?:>=|<=|>|<) *|between {NUMBER} and"
        rf" )?{NUMBER})(?!\w|\.\d)",
        r"\3 \4 \1\2 must be present",
    ),
    # `the dilepton mass must be above 15 GeV for same-flavour pairs`: of all these pairs
    *(
        (pattern, made)
        for pair in (
            rf"(?:the )?((?:(?:{SIGNED})[ ,]+)+)(?:lepton |di-?lepton )?(?:pairs|leptons|events|final states)",
        )
        for pattern, made in (
            (rf"({PAIR_MASS}[^.;]*?) for {pair}\b", r"\1 for all \2lepton pairs"),
            (rf"\b[Ff]or {pair}, ({PAIR_MASS}[^.;,]*)", r"\2 for all \1lepton pairs"),
        )
    ),
    # `must differ by more than 15 GeV from mZ`
    (
        r"\bdiffers? by ((?:more|less) than|at least|at most) ([\d.]+ *GeV) from (the [\w ]*?Z[\w ]*? mass|m_?Z)\b",
        r"differ from \3 by \1 \2",
    ),
    # `must not lie within 15 GeV of the Z boson mass`, `differ from mZ by more than 15 GeV`
    (
        r"\b(must|should|does|do) not (?:lie|be|fall) (?:with)?in(?:side)? (?:the )?(range|interval|window)\b",
        r"must be outside the \2",
    ),
    (
        r"\b(?:must|should|does|do) not (?:lie|be|fall) within (?=[\d.]+ \w+ (?:of|around|from))",
        "must be outside ",
    ),
    (
        r"\b(?:must |to )?differs? from (the (?:known |nominal )?(?:Z(?: boson)? mass|mass of the Z(?: boson)?)|m_?Z)"
        rf"(?: of ({VALUE}))? by (?:at least|more than) ({VALUE})",
        r"must be outside \3 of \1 (\2)",
    ),
    (r" \(\)", ""),
    # `a jet is b-tagged if it passes the medium working point`
    (
        r"\b(?:[Aa] jet is|[Jj]ets are) (?:(?:considered|identified|tagged|classified|selected) (?:as|to be) )?"
        rf"(?:(?:an? )?b[- ](?:quark )?jets?|b-tagged) (?:if|when) (?:it|they) (?:pass(?:es)?|satisf(?:y|ies)|fulfil+s?)"
        rf" {LEVEL} {TAGGING}(?:{POINT}|{DEMAND})",
        r"b-jets must satisfy the \1 working point",
    ),
    # `a jet is b-tagged if its CSV discriminant is above 0.8`
    (
        r"\b(?:[Aa] jet is|[Jj]ets are) (?:(?:considered|identified|tagged|classified|selected) (?:as|to be) )?"
        r"(?:(?:an? )?b[- ](?:quark )?jets?|b-tagged) (?:if|when) (?:its|their|the) (?=MEASURED|pT|abseta)",
        "b-jets must have ",
    ),
    # `less than 0.1 in the barrel (|eta| < 1.48)`
    (
        r"\bin the (?:\w+ )?(?:barrel|endcaps?|central|forward)(?: regions?)? *\(([^()]*abseta[^()]*)\)",
        r"for \1",
    ),
    # `an electron is removed if its separation from a muon is dR < 0.1`
    (
        r"\b(?:its|their) (?:(?:angular )?(?:separation|distance)|dR)(?: *dR)? (?:from|to) ((?:\w+ ){1,4}?)"
        r"(?:is|satisfies|amounts to) (?:less than )?(dR *<=? *[\d.]+\d)",
        r"they are within \2 of \1",
    ),
    # `an opposite-sign electron-muon pair`, `an opposite-sign pair of leptons`
    (
        rf"\b(?:(?:[Aa]n?|one) )?({SIGNED})[ ,]+(electron|muon)[-–/ ]+(muon|electron|tau)(?: pairs?)?(?= |,"
        rf"|\.)(?! (?:channel|final))",
        r"at least one \2 and at least one \3 of \1",
    ),
    (
        rf"\b((?:[Aa]ll|[Ee]very|[Ee]ach|[Aa]ny|[Nn]o)(?: the)?) (pairs?) of ((?:(?:{SIGNED})[ ,]+)*)"
        r"(lepton|electron|muon|photon|jet)s\b",
        r"\1 \3\4 \2",
    ),
    (rf"\b((?:(?:{SIGNED})[ ,]+)+)(pairs?) of (lepton|electron|muon|photon|jet)s\b", r"\1\3 \2"),
    # `of either the same flavour (ee, μμ) or different flavour (eμ)`: of any
    (
        r",? *\b(?:of |with )?(?:either )?(?:the )?same[- ]flavou?r(?: *\([^()]*\))? or (?:of )?(?:the )?"
        r"(?:different|opposite)[- ]flavou?r(?: *\([^()]*\))?",
        "",
    ),
    # `either of the two leptons has pT > 30 GeV`
    (
        r"\b[Ee]ither of (?=(?:the|these) (?:two |three )?(?:\w+ )?(?:photon|electron|muon|lepton|jet|tau)s\b)",
        "at least one of ",
    ),
    # `compatible with the Z boson mass within 20 GeV`
    (
        rf"\b(?:compatible|consistent) with ((?:the )?(?:known |nominal )?(?:Z(?: boson)? mass|mass of the"
        rf" Z(?: boson)?)|m_?Z)"
        rf" (?:to )?within ({VALUE})",
        r"within \2 of \1",
    ),
    # `the muon and τh must have opposite charges and be separated by dR > 0.4`
    (
        rf"\b{TWO} ({MUST}) ([^;,<>=]{{4,60}}?),? and (?:to )?(?:be )?{APART}",
        r"\1 \2 \3 ; the dR between \1 must be greater than ",
    ),
    (
        rf"\b{TWO} ({MUST}) be {APART}(\d[\d.]*\d),? and (?:also )?(?:to )?have ((?:opposite|the same|same) charges?)",
        r"\1 \2 have \4 ; the dR between \1 must be greater than \3",
    ),
    (rf"\b{TWO} (?:{MUST_BE}) {APART}", r"the dR between \1 must be greater than "),
    # `a requirement of HT > 450 GeV reduces the background`, `is suppressed by a requirement of HT > 450 GeV`
    (
        rf"^(?:An?|The) (?:[\w-]+ )?{CUT} (?:(?:of|on) )?({ASKED})"
        rf" {HOW}"
        r"(?:reduces|suppresses|rejects|removes|eliminates|improves|combines|ensures|helps|enhances|exploits|selects|retains"
        r"|targets)\b[^;,<>≥≤=]*(?=[;,.]|$)",
        r"\1 is required",
    ),
    (
        rf"^[^;<>=]*?\b(?:is|are) {HOW}"
        r"(?:reduced|suppressed|rejected|removed|eliminated|enhanced|controlled) (?:with|by|using|through)"
        rf" (?:an?|the) (?:[\w-]+ )?{CUT} (?:(?:of|on) )?({ASKED})(?=[ .]*$| in (?:the )?[^;<>=,]*$)",
        r"\1 is required",
    ),
    # `a requirement of HT > 450 GeV is made in SRA`
    (
        r"\b([Aa]n? (?:[\w-]+ )?(?:requirement|cut|criterion|limit|threshold|bound) (?:of|on|that) [^;,]*?\d(?: GeV)?)"
        r" is (?:made|set|used)\b",
        r"\1 is applied",
    ),
    # `dphi(j, MET) > 0.9, where j is any jet with pT > 30 GeV`
    (
        r",? (?:where|with|and) (?:the (?:index|symbol) )?(?:j|i|ji|jets?) (?:is|denotes|runs over|being|refers to|stands for"
        r"|represents) (?:any|each|all|every)(?: of)?(?: the)? jets? with ",
        " for all jets with ",
    ),
    # `the Z veto removes events with`, `no track may be present`
    (
        rf"^(?:The|A|An|This) (?:(?:[\w-]+ ){{1,5}}(?:veto|requirement|cut)|{SHARED}+selection) (?:removes|rejects|excludes"
        r"|vetoes) events (?=with|in|where)",
        "Events are rejected ",
    ),
    (
        r"\b((?:[Nn]o|[Nn]ot more than|[Aa]t most|[Uu]p to) [^;]{3,90}?) (?:may|can) be (present|found)\b",
        r"\1 must be \2",
    ),
    (
        r"\bfirst (two|three|four|five|six)\b(?= (?:\w+ )?(?:jets|leptons|muons|electrons|photons))",
        r"\1 leading",
    ),
    (r"\b(pT|ET) +thresholds? of (?=[\d.])", r"\1 > "),
    # `muons are considered isolated if`
    (
        r"\b(?:is|are) (?:considered|defined as|said to be|deemed|classified as|required to be|considered to be) isolated"
        r" (?:if|when|by requiring(?: that)?) (?:(?:the|their|its|they|it) )?(?:have |has )?",
        "must have ",
    ),
    # `a lepton pair whose mass is below 4 GeV`
    (
        r"\b(pairs?)\b([^;<>]{0,60}?) whose (?:invariant )?mass (?:is|are|lies?)\b",
        r"\1\2 with an invariant mass",
    ),
    (r"\bwhose (?=(?:invariant mass|mass|pT|abseta|d0|z0|MT)\b)", "with "),
    (
        r"(?<=\w) with ((?:an? )?[\w ]*(?:mass|pT|abseta)) (?:is|lies) (?=[<>=]|above|below|between|within|less|greater)",
        r" with \1 ",
    ),
    # `exactly two oppositely charged leptons of the same flavour with`
    (
        r"\b(?:with|of) (?:the )?(same|opposite) (sign|charge|flavou?r)s? and (?:the )?(same|opposite) (sign"
        r"|charge|flavou?r)s?\b",
        r"\1-\2 \3-\4",
    ),
    # `at least four jets, where at least one is identified as originating from a b quark`
    (
        rf"(\bjets\b[^.;]*?), where ({COUNT}) (?:{MUST_BE}) (?:b-tagged|(?:tagged|identified) as"
        r" (?:originating from |associated with )?(?:the decay of |the hadroni[sz]ation of )?(?:an? )?b(?:[-"
        r" ]?quark|[- ]jet|ottom quark)?s?)",
        r"\1 and \2 b-jets",
    ),
    # `any jet lies within dphi < 0.4 of MET`
    (
        r"\b(?:lies?|is|are|within|found|pointing) *(?:within|closer than|in)? *dphi *([<>=]*) *([\d.]+)"
        r" (?:rad )?(?:of|from|to)"
        r" (?:the )? *MET\b",
        r" with dphitomet < \2 ",
    ),
)
