"""Who asks for what: `the search uses events with`, `jets used in the analysis have`, `at least one of which has`.

In: sentences as `spelling` writes them. Out: for each pattern what stands in its place.
"""

from __future__ import annotations

from hepir.extract.builtin.rephrasing.words import COUNT, MUST, OBJECTS, RANKED, SHARED

WORDS = r"(?:[\w'’/+→*-]+ )"
# Not what a selection of events is called.
OF_OBJECTS = r"photon|electron|muon|tau|lepton|jet|track|vertex|vertices|object|trigger|offline|online|previous|earlier"
THINGS = r"photons?|electrons?|muons?|taus?|τh?|leptons?|jets?|tracks?|vert(?:ex|ices)|those|these"
LIMIT = r"(?:[\d.]+ *(?:GeV)? *<=? *)?(?:pT|abseta|d0|z0|MT|mass|invariant)"
SORTED = r"(?:tight|loose|medium|signal|selected|isolated|good|baseline)"
# Objects that no event is said to have, to which a sentence gives rules.
ALONE = (
    r"^((?:Only |All )?(?:the )?(?:selected |baseline |signal |candidate )?"
    r"((?i:photon|electron|muon|lepton|jet|tau))s\b(?![^;]*\bevents?\b)[^;]*?)"
)
SUBJECTS: tuple[tuple[str, str], ...] = (
    # `the tight electron selection requires`
    (
        r"^(?:The|A|Our) (tight|loose|medium|veto|signal|baseline) (photon|electron|muon|tau|lepton|jet)"
        r" (?:selection|identification|definition|criteria|requirements?)s? (?:requires?|demands?|asks? for|includes?) ",
        r"\1 \2s must have ",
    ),
    # `a primary vertex with at least two tracks is required`
    (
        r"^An? ((?:[\w-]+ ){0,3}(?:vertex|photon|electron|muon|lepton|tau|jet|track) (?:with|of|having|that has) [^;]*?)"
        r" (?:is|are) required(?=[ .]*$)",
        r"Events must contain a \1",
    ),
    # `we search for a second lepton with pT > 5 GeV, and reject events where such a lepton is found`
    (
        r"\b[Ww]e (?:search|look) for ((?:an? (?:second|third|fourth|additional|further)|additional|further|other)"
        r" (?:(?!looser|relaxed|different|less stringent)[^;])*?),?"
        r" and (?:reject|veto|discard|remove) (?:the |all |any )?events?"
        r" (?:where|in which|when|if|with|that contain|containing)"
        r" (?:(?:such|an?|any|one|it|at least|they|these) ?)+(?:\w+ )?(?:is|are)? ?(?:found|present|identified|exists?|seen)",
        r"events with \1 are rejected",
    ),
    # `all search bins are required to contain`, `every signal region requires`
    (
        r"^(?:All|Each|Every)(?: of the)? (?:(?:search|signal|analysis|kinematic|exclusive|event) )*"
        r"(?:bins?|regions?|categor(?:y|ies)|SRs?) (?:(?:is|are) required to|must|ha(?:s|ve) to)"
        r" (?:contain|have|include) ",
        "Events must have ",
    ),
    (
        r"^(?:All|Each|Every)(?: of the)? (?:(?:search|signal|analysis|kinematic|exclusive|event) )*"
        r"(?:bins?|regions?|categor(?:y|ies)|SRs?) requires? (?=at least|exactly|no|one|two|three|four|an?\b)",
        "Events must have ",
    ),
    # `jets with pT > 25 GeV are considered for b tagging`: what is asked of b jets
    (
        r"\b[Jj]ets with ([^;]*?),? (?:are|is) (?:considered|used|eligible|retained|candidates) (?:for|in) (?:the )?"
        r"b(?:-| )?(?:jet )?(?:-| )?tagg?ing\b",
        r"b-tagged jets must have \1",
    ),
    # `leptons (electrons or muons) must have`
    (
        r"\b([Ll]eptons?) \((?:electrons?|e|muons?|μ) (?:or|and) (?:electrons?|e|muons?|μ)\) ",
        r"\1 ",
    ),
    # `leptons with pT > 10 GeV that satisfy looser criteria of relativeisolation < 0.4`
    (
        rf"({LIMIT} *[<>]=? *[\d.]+ *\w*),? (?:that|which) (?:also )?(?:satisfy|pass|fulfil|meet)(?: the)?(?: \w+)?"
        r"(?: selection)? (?:criteri(?:a|on)|requirements?) of ",
        r"\1 and ",
    ),
    # `leptoquark candidate events contain`, `high-mass dielectron candidates need`
    (
        rf"^(?!(?:[\w-]+ )*(?i:{THINGS}) candidates?\b)(?!Most |Many |Few |Typical )"
        rf"(?!(?:(?:The|These|Those|All|Such|Selected) )+candidates)(?:[Tt]he )?{WORDS}{{1,4}}candidates?"
        r" (?:events )?(?:must )?(?:contain|comprise|need|have|consist of) ",
        "Events must have ",
    ),
    # `the analysis uses jets with`
    (
        r"^(?:[Tt]he|[Tt]his|[Oo]ur) (?:search|analysis|selection|measurement) (?:uses|considers|accepts) (?:only )?"
        r"(?=(?:[\w-]+ )?(?:jets|electrons|muons|photons|leptons|taus) (?:with|that|having|within))",
        "We consider ",
    ),
    # `the W search uses events with`, `the event selection demands`; `the VH selection` is a region
    (
        rf"^(?![^,;]*\b(?i:{OF_OBJECTS})s?\b[^,;]*\b(?:uses|demands|requires|considers|accepts))(?:[Tt]he |[Tt]his |[Oo]ur )?"
        rf"(?:(?:{WORDS}{{0,5}}(?:search|analysis|measurement)|{SHARED}*selection) (?:uses|demands|considers|accepts)"
        rf"|{SHARED}*(?:search|analysis|measurement|selection) requires)"
        r"(?: only)?(?: events)?(?: with| containing| that (?:have|contain))?"
        r" (?=at least|exactly|no|one|two|three|four|[\d.]+ *<|an?\b)",
        "Events must have ",
    ),
    # `we require a photon with pT > 80 GeV`: in each event
    (
        r"\b[Ww]e (?:then |further |also |additionally )*require (?=an? (?:[\w-]+ ){0,2}?"
        r"(?:photon|electron|muon|lepton|tau|jet|vertex) (?:with|having|that has)\b)",
        "events must contain ",
    ),
    # `events must be free of leptons`
    (rf"\b({MUST}|to|and|are) be (?:free|devoid|void) of (?:any )?", r"\1 have no "),
    # `J/psi candidates are formed from two oppositely charged muons with`
    (
        rf"^(?:{WORDS}{{1,3}})candidates are (?:formed|built|reconstructed|made|selected) (?:from|by combining|as)"
        r" (?:pairs of|two) (?=(?:oppositely|opposite|same))",
        "Events must have at least two ",
    ),
    # `jets used in the measurement have pT > 100 GeV`, `only those with pT > 25 GeV enter the analysis`
    (
        rf"\b((?i:{OBJECTS}))(?: that are)? (?:used|considered|included) (?:in|for) [^,;<>=]{{3,70}}? (?:have|satisfy|fulfil"
        rf"|{MUST}(?: have| satisfy)?) (?={LIMIT})",
        r"\1 must have ",
    ),
    (
        r"\b(?:enters?|are (?:part of|taken into account in|used in|kept for)) (?:the|this)"
        r" (?:analysis|selection|search|measurement)\b",
        "are considered",
    ),
    # `Jets are clustered using the anti-kt algorithm, and those with pT > 30 GeV are kept`
    (
        rf"^((?i:{THINGS})) are (?:clustered|reconstructed|formed|built)\b[^;<>]*?,? and (?:only )?(?:those|jets)"
        rf" (with|having) (?={LIMIT})",
        r"\1 \2 ",
    ),
    # `Electrons must have pT > 20 GeV, and at least one of them must have pT > 30 GeV`, `two of them must be b-tagged`
    (
        rf"{ALONE},?(?: and)? ({COUNT}) of (?:them|which|these|those)(?: \2s)? "
        rf"(?:(?:{MUST}) (?:have|satisfy|(?:be|lie) (?:in|within)(?: the [\w ]+?)?,?)|having|with) (?={LIMIT})",
        r"\1 ; events must have \3 \2s with ",
    ),
    (
        rf"{ALONE},?(?: and)? ({COUNT}) of (?:them|which|these|those)(?: \2s)? (?:{MUST}) be b-tagged\b",
        r"\1 ; events must have \3 b-tagged \2s",
    ),
    # `leptons, at least one of which has pT > 20 GeV and at least two of which have pT > 10 GeV`
    *(
        (
            rf"\b(lepton|electron|muon|photon|jet|b-jet|tau)s\b([^.;]*?),?"
            rf" (?:of which ({COUNT})|({COUNT}) of (?:which|them|these)) (?:{MUST})? ?"
            rf"(?:has|have|lies?|satisf\w+|with)(?: in| within)? (?={LIMIT})",
            r"\1s\2 and \3\4 \1s with ",
        ),
    )
    * 2,
    # `Additionally if the jet has`
    (r"^(?:Additionally|In addition|Moreover|Furthermore),? if (?=the|an?\b)", "If "),
    # `the lepton and MET make the W candidate, which is required to have pT > 200 GeV`: the candidate is
    (
        r"\b([Tt]he )?((?:[WZHt]|Higgs|top)(?: boson| quark| *→ *[\w±]+)? candidate)\b([^,;<>]*), which"
        rf" (?={MUST}|has|is)",
        r"\1\2\3 ; the \2 ",
    ),
    # `an electron, muon or photon`: one of the three
    (
        rf"\b(an?|one|exactly one|at least one) ({SORTED} )?(electron|muon|photon|tau),"
        r" (?:(?:\1|an?) )?(?:\2)?(electron|muon|photon|tau),?"
        r" or (?:(?:\1|an?) )?(?:\2)?(electron|muon|photon|tau)\b(?! pairs?\b)",
        r"\1 \2\3 or \1 \2\4 or \1 \2\5",
    ),
    # `exactly two leptons are required, and both must have pT > 25 GeV`: of the two that there are
    *(
        (
            rf"\b([Ee]xactly|[Oo]nly|[Tt]here must be) ((?:exactly )?{number}) ({SORTED} )?"
            rf"(lepton|electron|muon|photon|jet|tau)s?\b((?:(?!\bb-tagged|BTAGGED)[^.;])*?)(?:,(?: and| of)?| and|;) {which}"
            rf" (?:{MUST})(?: both| each)? have (?=pT|abseta)",
            rf"\1 \2 \3\4s\5 ; {made} must have ",
        )
        for number, which, made in (
            ("one", r"(?:it|which|the \4)", r"the leading \3\4"),
            (
                "two",
                r"(?:they|both(?: of (?:them|these|which))?|each of (?:them|which)|which)",
                r"the two \3\4s",
            ),
        )
    ),
    # `five jets, the two leading ones having pT > 80 GeV`, `six jets, of which the leading two must have`, `two photons, the
    # leading of which has`
    *(
        (
            rf"^((?!.*\btrigger).*?)\b(?<!b )({SORTED} )?(lepton|electron|muon|photon|jet|tau)s\b([^.;]*?),?"
            rf" (?:of which |and |with )?the {which}"
            r" (?:having|with|has|have|must have|(?:is|are) required to have) (?=pT|abseta)",
            rf"\1\2\3s\4 and the {made} must have ",
        )
        for which, made in (
            (rf"(two|three) ({RANKED})(?: ones| of (?:which|them|these))?", r"\5 \6 \2\3s"),
            (rf"({RANKED}) (two|three)(?: ones| of (?:which|them|these))?", r"\6 \5 \2\3s"),
            (rf"({RANKED})(?: one| of (?:which|them|these))", r"\5 \2\3"),
        )
    ),
    # `two leptons and the leading lepton must have pT > 25 GeV and the other pT > 20 GeV`, `and the next with pT > 20 GeV`
    *(
        (
            rf"^((?!.*\btrigger){before}\bleading ((?:{SORTED} )?(?:lepton|electron|muon|photon|jet|tau)) must have [^.;]*?)"
            rf"(?:,| and|, and) the {which}(?: one)? (?:having |with |has |must have )?(?=pT|abseta)",
            r"\1 and the subleading \2 must have ",
        )
        for before, which in ((r".*\b[Tt]wo .*", "other"), (".*", "(?:next|second|subleading)"))
    ),
    # `at least four jets are required, of which the leading one must have`
    (
        r", of which the (leading|second|subleading|third)(?: one)? (?=must|has to|is required|have)",
        r" and the \1 one ",
    ),
    # `their pseudorapidities must have opposite signs`
    (
        rf"\b[Tt]heir pseudorapidities (?:{MUST}) (?:be of|have) opposite signs?\b|\btheir *abseta (?:{MUST}) (?:be of|have)"
        r" opposite signs?\b",
        "etaproduct < 0",
    ),
    # `the diphoton system must have pT > 90 GeV`
    (
        rf"\b(?:[Tt]he )?(di-?(?:lepton|electron|muon|photon|jet)) (?:system|pair) ({MUST}) have (?:a )?pT"
        r" *(?=[<>=]|above|below)",
        r"pairpT(\1) \2 be ",
    ),
    # `tau candidates reconstructed with one or three tracks are required to have`
    (
        rf"\b(candidates?|taus|τh?|leptons) (?:reconstructed|identified|decaying) (?:with|in|into)"
        rf" ((?:one|1)(?: or (?:three|3))? (?:charged )?(?:tracks?|prongs?)) ({MUST}) have ",
        r"\1 \3 have \2, ",
    ),
    # `the requirement on MET is inverted to MET < 100 GeV`
    (
        r"\b(?:[Tt]he )?(?:requirement|selection|cut|criterion|threshold)s?(?: on (?:the )?(?:\([^()]*\)|[^,;<>()]){1,60}?)?"
        r" (?:is|are) (?:inverted|relaxed|loosened|tightened|changed|modified|raised|lowered|increased|reduced) to"
        r" (?:be )?(?=(?:(?! (?:for|in|if|when) )[^;<>]){1,40}[<>])",
        "events must have ",
    ),
    # `the minimum MET is raised to 400 GeV for events with HT > 1500 GeV`
    (
        r"\b(?:[Tt]he )?(?:minim(?:um|al)(?: requirement on)?|lower (?:bound|limit|threshold) on)(?: the)? +([A-Z]{2,}\w*)"
        r"(?: +(?:threshold|requirement|cut|value|bound))? +(?:is|are) (?:raised|increased|tightened|strengthened) to "
        r"(?=[\d.])",
        r"events must have \1 > ",
    ),
    # `the tight likelihood identification`
    (
        r"\b([Tt]ight|[Mm]edium|[Ll]oose)"
        r" (?:likelihood(?:-based)?|LH|cut-based|quality|(?:electron|muon|photon|lepton|tau|jet))"
        r" (?=identification|ID\b|id\b|isolation|working point)",
        r"\1 ",
    ),
    # `its distance to each lepton dR(l, photon) > 0.7`
    (
        r"\b(?:its|their) (?:angular )?(?:distance|separation|dR) (?:to|from) (?:each|any|every|all(?: the)?)"
        r" (photon|electron|muon|tau|lepton|jet)s? *(?:must be |is )?dR *(?:\([^()]*\))? *(?:> *|(?:greater|larger) than )"
        r"([\d.]+\d)",
        r"must be separated from the \1s by dR > \2",
    ),
    # `pT > mass(γγ) / 3`, `pT > 0.35 mass(γγ)`: as a ratio
    (r"\bpT *> *mass\((\w+)\) */ *(\d+(?:\.\d+)?)", r"mass(\1) / pT < \2"),
    (r"\bpT *> *(\d+(?:\.\d+)?) *[·×*]? *mass\((\w+)\)", r"pT / mass(\2) > \1"),
    # `the pT of the dilepton system must be above 60 GeV and its mass`, `the lepton and the jet must satisfy dR > 0.4`
    (r"\b(pairpT\((di\w+)\)[^;]*?\band) its (?:invariant )?mass\b", r"\1 the \2 mass"),
    (
        r"\b([Tt]he (?:leading )?[\w-]+(?: jet)?) and (the (?:leading )?[\w-]+(?: jet)?)"
        rf" (?:{MUST}) (?:satisfy|have) dR *> *([\d.]+\d)(?! (?:of|from|to|with)\b)",
        r"the dR between \1 and \2 must be greater than \3",
    ),
    # `the muon with the largest pT ..., the other one pT > 15 GeV`
    (
        r"\b([Tt]he leading (?:muon|electron|lepton|photon|jet)\b[^.;]*?),? (?:and )?the other(?: one)?"
        r"(?: (?:must|has to) have)? (?=pT *[<>])",
        r"\1 and the subleading one must have ",
    ),
)
