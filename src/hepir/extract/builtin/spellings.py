"""How publications write variables and particles, and the one spelling that each of them has here.

In order: what stands first is replaced first. Patterns over the normalised text of a sentence, each with what replaces it.
"""

from __future__ import annotations

from hepir.extract.builtin.glyphs import GLYPHS
from hepir.extract.builtin.impact_parameters import IMPACT_PARAMETERS
from hepir.extract.builtin.isolations import WRITTEN_ISOLATIONS
from hepir.extract.builtin.measured import WRITTEN

PARTICLE = r"(?:γ|photon|e|μ|muon|electron|ℓ|lep|lepton|l|j|jets?|τ|tau|b)"
RANKED = rf"{PARTICLE}\d?"
MISSING = r"(?:miss(?:ing)?|\\not)"
FIRST = {  # numbers of jets, by how many they are
    "two": "1 ?, ?2|1 ?- ?2",
    "three": "1 ?, ?2 ?, ?3|1 ?- ?3",
    "four": r"1 ?, ?2 ?, ?3 ?, ?4|1 ?- ?4|1 ?, ?\.\.\. ?, ?4",
}
TAGGED = (
    ("w", "W"),
    ("z", "Z"),
    ("higgs", "H|Higgs"),
    ("top", "[Tt]op|t"),
)  # large jets by what decays in them
DEPOSITED = r"energ(?:y|ies)(?: (?:deposited|measured|deposits?|deposition))? in (?:the )?"
HADRONIC = rf"(?:hadronic(?: energ(?:y|ies))?|{DEPOSITED}(?:HCAL|hadron(?:ic)? calorimeter))"
ELECTROMAGNETIC = (
    rf"(?:(?:EM|electromagnetic)(?: energ(?:y|ies))?|(?:(?:that|the fraction of energy deposited) in the |{DEPOSITED})"
    r"(?:ECAL|electromagnetic calorimeter))"
)
SPELLINGS: tuple[tuple[str, str], ...] = (
    *GLYPHS,
    ("[µ]", "μ"),
    ('["“”]([\\w-]+)["“”]', r"\1"),
    (r"(?<![\w'’])['‘’]([A-Za-z-]+)['’](?!\w)", r"\1"),
    ("\\bt ?t\u0304", "ttbar"),
    ("[∆]", "Δ"),
    ("[ϕφΦ]", "phi"),
    ("[ℓl](?=[+-]?[ℓl])", "l"),
    ("ℓ", "l"),
    ("\u20d7|→(?=[pE])|⃗", ""),
    ("[≥⩾]|>=", " >= "),
    ("[≤⩽]|<=", " <= "),
    ("≡|:=", " = "),
    ("∈", " in the range "),
    (r"\[ *([\d.]+) *[,-] *([\d.]+) *\] *(GeV|TeV|MeV)\b", r"\1 to \2 \3"),
    (r" \(b[- ]?tag(?:ged|ging)?\)", ""),
    (
        r"\b(?i:(?:deep)?CSV(?:v2|IVF)?|deepjet|MV\d\w*)(?:[LMT]|[- ](?:loose|medium|tight))?[- ]tagged (?=b[- ]?jets?\b)",
        "",
    ),
    # showers and substructure
    (r"\bσ ?_?\{?i?ηi?η\}?(?: ?\^? ?\(?5 ?× ?5\)?)?", " sigmaietaieta "),
    # missing transverse momentum
    (rf"\b[pE] ?_?\{{?(?:T ?\^? ?{MISSING}|{MISSING}[ ,]*_?T)\}}?", " MET "),
    (r"(?<!\+ )\b[Mm]issing ET\b(?! *\^?miss)", " MET "),
    (r"\b(?:E/T|/ET|E̸T|MET|ETmiss|MPT|pTmiss)\b", " MET "),
    (
        r"\b(?:the )?(?:magnitude of (?:the )?)?missing transverse (?:momentum|energy)(?: vector)?(?: magnitude)?"
        r"(?: *\( *MET *\)| +MET\b)?",
        " MET ",
    ),
    (r"\b(?:magnitude|modulus) of (?:the )?(?= *MET\b)", ""),
    (r"\bMET *(?:significance +)?(?:S *)?/ *(?:√|sqrt) *\(?(?:H_?T)\)?", " METOVERROOTHT "),
    (
        r"\b(?:[Tt]he )?(?:ratio (?:of|between) +(?:the +)?MET +(?:to|and|over)|MET +(?:divided by|over)) +(?:the +)?"
        r"(?:square root of +(?:the +)?|(?:√|sqrt) *\(?)H_?T\b\)?",
        " METOVERROOTHT ",
    ),
    (r"\bMET */ *√ *\(?(?:[ΣP∑] *E_?T|sum ?ET)\)?", " METOVERROOTSUMET "),
    (
        r"\bS *\( *MET *\)|\bMET +sig(?:nificance\b|\b\.?)|\bsignificance of (?:the )? *MET\b",
        " METSIGNIFICANCE ",
    ),
    (r"\bMETSIGNIFICANCE *[,(] *(METOVERROOT\w+) *[,)]", r" \1 "),
    (r"\b(?:vector|vectorial)[- ]sum(?:med)? pT\b", " summed momentum "),
    # angles and distances
    (r"\|? *Δ *R(?:_?\{?y\}?)?\b", " dR "),
    (r"\b(?:dR|deltaR|[Dd]elta R|DeltaR)\b", " dR "),
    (r"\|? *Δ *phi *_?\{?(jj|ll|γγ)\}? *\|?", r" dphi(\1) "),
    (r"\|? *(?:Δ *phi|\b[Dd]elta ?phi\b|\bdphi\b)", " dphi "),
    (r"\|? *Δ *y *_?\{?(jj|ll|γγ)\}? *\|?", r" drapidity(\1) "),
    (r"\|? *(?:Δ *y(?![a-z])|\b[Dd]elta ?y\b)", " drapidity "),
    (r"\|? *Δ *η *_?\{?(jj|ll|γγ)\}? *\|?", r" deta(\1) "),
    (r"\|? *(?:Δ *η|Δ *eta\b|\b[Dd]elta ?eta\b|\bdeta\b)", " deta "),
    (
        r"\bangular (?:separation|distance)s?(?: dR)?(?! *\w* *azimuth)\b(?! *(?:in|dphi))",
        " dR ",
    ),
    (r"\bdR +(?:of |, *)?(?= *dR\b)", ""),
    (
        r"\b(?:(?:azimuthal|angular) (?:opening )?(?:angle|separation|distance|difference)s?(?: (?:in|of) azimuth)?"
        r"|(?:separation|distance|difference|opening angle) in (?:the )?(?:azimuth(?:al angle)?|phi))\b"
        r"(?! *(?:of +)?(?:in the η|dR))",
        " dphi ",
    ),
    (r"\b(?:opening )?angles? (?=between (?:the )? *MET\b)", " dphi "),
    (
        r"\|? *η *_?(?:det|γ|e|μ|j|jet|l|SC|sc|C|cluster|clus|BE|s2|\(\w{1,8}\))? *\||\|? *\beta *\|",
        " abseta ",
    ),
    (r"\babsolute (?:value of (?:the )?)?(?:pseudorapidity|η)(?: *η)?", " abseta "),
    (
        r"\b(?:magnitude of (?:the )?)?pseudorapi(?:dit|di|tid|tit|ti)(?:y|ies)(?: range| region| interval| acceptance|"
        r" coverage| magnitude)?(?:(?= *(?:of *)?abseta)| *η\b)?",
        " abseta ",
    ),
    (r"\babseta (?:of )? *abseta\b", " abseta "),
    ("(?<![a-z])η(?![a-z])", " rawη "),
    # `dR = √((deta)^2 + (dphi)^2) > 0.5`, `(here y is the rapidity)`
    (
        r"\bdR *= *√? *[( ]*(?:deta|drapidity|rawη)[ ()^2+]*dphi[ ()^2]*(?=[=<>,;]|of\b|around|between)",
        " dR ",
    ),
    (
        r"\bdR *\([^()]*\) *((?:<=?|>=?|=) *[\d.]*\d) (?=(?:of|from|around|with respect to) (?:an?|the|any|each|every)\b)",
        r"dR \1 ",
    ),
    (r" *\((?:here|where) [^()]*\)", ""),
    (r"\b(from|of|around|to) the (?:direction|axis) of (?=(?:the |an? |any |each )*[\w-]+)", r"\1 "),
    (r"\babseta *\(of ([\d.]+ *- *[\d.]+)\)", r"abseta in the range \1"),
    (r"\|? *(?<![\w])y *_?(?:jet|j|γ|Z)? *\|", " absy "),
    (r"\b(?:absolute (?:value of (?:the )?)?)?(?:rapidity|rapidities)(?: range)? *(?:of *)?(?=absy\b)", ""),
    (r"\b(?:absolute (?:value of (?:the )?)?)rapidit(?:y|ies)\b", " absy "),
    (r"\b(dphi|deta|drapidity|dR) *\(([^()]*)\) *\|", r"\1(\2) "),
    # `cos Δφ > 0.2`: of the cosine, not of the angle
    (r"\bcos(?:ine)?(?: of (?:the )?)?[ ({]*(?:min)?dphi\b *(?:\([^()]*\))?[ )}]*", " cosine "),
    (r"\b(dphi|deta|drapidity|dR) *\| *(?=[<>=≥≤]|is\b|must\b)", r"\1 "),
    (r"\bMET +(?:direction|vector|axis)\b", " MET "),
    # sums
    (r"\bH ?_?T ?\^?\{?miss\}?|\bH ?miss ?_?T\b|\bMHT\b|\bmissing HT\b", " MHT "),
    (r"\bH ?_?T\b(?! *miss)", " HT "),
    (r"\bS ?_?(?:γ *T|T *γ|T)\b(?: *γ)?|\bSTγ|\bSγT", " ST "),
    (r"\b(?:m|M)_?eff\b|\bmeff\b|\beffective mass\b(?: *\(? *meff *\)?)?", " MEFF "),
    (r"\b(MEFF|HT|ST) *\(incl(?:usive|\.)?\)", r" \1 "),
    (r"\b(HT|ST|MEFF|MHT|MET|MT) +(?:variable|observable|quantity)\b", r" \1 "),
    # transverse masses
    (
        r"\b(?:s?transverse (?:momentum )?mass(?: variable)? *,? *\(?)?\b[mM]_? ?\(?(ll)?\)? ?_?\{?T2\}?"
        r" ?\^?\{?\(?(ll)?\)?\}?(?!\w)\)?",
        r" MTTWO(\1\2) ",
    ),
    (r"\bstransverse mass(?: variable)?\b", " MTTWO "),
    (r"\bMTTWO\(\)", "MTTWO"),
    (r"\b(?:contransverse mass(?: variable)?(?: *,? *\(? *[mM] ?_?CT\)?(?!\w))?|[mM] ?_?CT)\b", " MCT "),
    (
        r"\b(MTTWO|MCT)(?: +(?:variable|observable))? *,? *(?:which is |is )?"
        r"(?:formed|computed|calculated|constructed|built|reconstructed|evaluated|made)"
        r" (?:from|with|using|by|of|for) ([^,;<>]*?),?(?= (?:is|are|must|has|have|should|exceeds?)\b)",
        r"\1 of \2",
    ),
    # shapes of events
    (r"\b(jet|lepton|photon) (aplanarity|sphericity|transverse sphericity)\b", r"\2 of \1s"),
    (
        r"\b(aplanarity|sphericity)(?: +A| +S)?(?: of the event)? *,? *"
        r"(?:(?:formed|computed|calculated|constructed|built|evaluated) (?:from|with|using|by|of)|of) (?:the |all )*"
        r"([^,;<>]*?),?(?= (?:is|are|must|has|have|should|exceeds?)\b)",
        r"\1 of \2",
    ),
    (r"\b[mM] ?_?T ?[,_^]? ?\{?min\}?\b|\b[mM] ?_?\{?T ?, ?min\}?(?!\w)", " MTMIN "),
    (r"\b[mM] ?_?T(?:,?(?:l|e|μ|W|lep)(?![\w(,])| ?\(W\)|\b)", " MT "),
    (r"\btransverse mass(?: of the)? W(?:[ -](?:boson|candidate))*\b", "transverse mass"),
    (r"\btransverse mass(?:es)?(?: *\(? *MT\b *(?!\()\)?)?", " MT "),
    (
        r"\bMT *,? *(?:formed|computed|calculated|constructed|built|reconstructed|evaluated)"
        r" (?:from|with|using|by|of|between)\b",
        " MT of ",
    ),
    (
        r"\b(?:rapidity|y) (?:separation|difference|gap|distance)\b(?: +(?=\|? *drapidity))?(?! +deta)",
        " drapidity ",
    ),
    (
        r"\b(?:(?:pseudo)?rapidity|abseta|η) (?:separation|difference|gap|distance)\b(?: +(?=\|? *(?:Δ|deta)))?",
        " deta ",
    ),
    (r"\b(?:difference|separation|gap|distance) in (?:abseta|rawη)\b", " deta "),
    (r"\b(?:difference|separation|gap|distance) in rapidity\b", " drapidity "),
    (r"\bdrapidity +drapidity\b *\|?", " drapidity "),
    (r"\bdeta +deta\b *\|?", " deta "),
    *IMPACT_PARAMETERS,
    (
        rf"\bH ?/ ?E(?:M)?\b|\b(?:the )?ratio (?:of|between) (?:the )?{HADRONIC} (?:to|over|and|divided by) "
        rf"(?:the )?{ELECTROMAGNETIC}"
        rf"(?: \(H/E\))?|\b{HADRONIC} divided by (?:the )?{ELECTROMAGNETIC}",
        " hovere ",
    ),
    (
        r"\bsoft[- ]?drop(?:ped)? (?:jet )?mass(?:es)?(?: *\(? *m_?(?:SD|sd)\b *\)?)?|\bm_?(?:SD|sd)\b",
        " softdropmass ",
    ),
    (r"\bτ ?_?(21|32)\b|\bτ ?_?([23]) ?/ ?τ ?_?([12])\b", r" tau\1\2\3 "),
    (r"\bN-subjettiness(?: ratios?)? *(?=tau\d)", ""),
    (r"\btransverse (?:energy|momentum) (?:cut|requirement|threshold|selection) of (?=[pE]_?T\b)", ""),
    (r"\bisolation transverse (energy|momentum)\b", r"isolation \1"),
    # `pT1, pT2, pT3 > 90, 70, 45 GeV`: of the leading ones, which the sentence counts
    (r"\b(?:[pE]_?T ?[_^]?\d ?(?:,|and) ?)+[pE]_?T ?[_^]?\d(?= ?[<>])", " pT "),
    # transverse momenta with an owner
    (rf"\b(?:p|E)_?T *[,^]? ?\( *({RANKED}) *\)", r" pT(\1) "),
    (r"\b(?:p|E)_?T(?: ?[,^] ?)?(γ|ℓ|μ|lep|lepton|jet|photon|j|e|l|b|τ)(\d?)(?![A-Za-zγμτ])", r" pT(\1\2) "),
    (rf"\b(?:p|E) ?({PARTICLE})(\d?) ?_?T\b", r" pT(\1\2) "),
    (r"\b(?:p|E) ?_?T\b|\bpt\b|\bp_t\b", " pT "),
    (r"\btransverse (?:momentum|momenta|energy|energies)(?: *\( *pT *\)| +pT\b)?", " pT "),
    (
        r"\b(photon|jet|lepton|electron|muon|tau)(s?)(?: candidates?)? (?:with|having|of) (?:the )?"
        r"(?:high|larg|great)(?:est|er) +(?:pT|energy)",
        r"leading \1\2",
    ),
    (" +", " "),
    (r"\b(dphi *\( *)(?:jets?|j) ?_?\{?i\}? *, *MET *\)", r"\1j, MET)"),
    (r"\b(dphi *\( *)MET *, *(?:jets?|j) ?_?\{?i\}? *\)", r"\1MET, j)"),
    (r"\bdphi *\( *MET *, *pT *\(([^()]*)\) *\)", r"dphi(MET, \1)"),
    (r"\bdphi *\( *pT *\(([^()]*)\) *, *MET *\)", r"dphi(\1, MET)"),
    (
        r"\b(?:[Mm]in(?:imum|imal)?\.?|[Ss]mallest|[Ll]owest)(?: (?:of|value of|among))?(?: the)? *dphi\b"
        r"|\bdphi *_?min(?:imum)?\b(?! *\w)",
        " mindphi ",
    ),
    (r"\bdphi *(\([^()]*\)) *_?min\b", r" mindphi\1 "),
    # `min dphi(jet1,2,3, MET)`
    *(
        (
            rf"\b(min)?dphi *_?(?:min)? *\( *(?:MET *, *(?:j|jets?) *_?\{{?(?:{listed})\}}?|(?:j|jets?)"
            rf" *_?\{{?(?:{listed})\}}? *, *MET) *\)(?: *_?min\b)?",
            f" mindphi of the {word} leading jets and MET ",
        )
        for word, listed in FIRST.items()
    ),
    # `dphi_min = min over i in {j1, j2, j3} of dphi(MET, i)`
    *(
        (
            rf"(?:\bmindphi *= *)?\bmin_?i? *(?:∈|in the range) *\{{? *(?:j_?\d *,? *){{{number}}}\}}? *dphi *\( *MET *,"
            rf" *(?:pT *,? *)?i *\)",
            f" mindphi of the {word} leading jets and MET ",
        )
        for number, word in ((2, "two"), (3, "three"), (4, "four"))
    ),
    # masses and momenta of pairs
    (r"\bp_?T ?_?\^?[{(]?(ll|γγ|jj|ee|μμ)[})]?(?![A-Za-z])", r" pairpT(\1) "),
    (
        r"\bpT of (?:the |any |each )?(di-?(?:lepton|electron|muon|photon|jet))(?: system| pair)?\b"
        r"|\b(di-?(?:lepton|electron|muon|photon|jet))(?: system| pair)? pT\b(?!\()",
        r" pairpT(\1\2) ",
    ),
    (r"\bpairpT\(([^()]*)\) *, *pairpT\([^()]*\) *, *(?=must|is\b)", r"pairpT(\1) "),
    (
        r"\bpairpT\(([^()]*)\) *,? *(?:must satisfy|is required to satisfy|satisf\w+)? *pairpT\([^()]*\)",
        r"pairpT(\1) must be",
    ),
    (r"\b[mM] ?_?\(?(?:ee|e\+e-|e\^\+e\^-)\)?(?![A-Za-z])", " mass(ee) "),
    (r"\b[mM] ?_?\(?(?:μμ|mumu|μ\+μ-|μ\^\+μ\^-)\)?(?![A-Za-zγ])", " mass(μμ) "),
    (r"\b[mM] ?_?\(?(?:ll|l\+l-|l\^\+l\^-)\)?(?![A-Za-zγ])", " mass(ll) "),
    (r"\b[mM] ?_?\(?(?:γγ|gg)\)?(?![A-Za-z])", " mass(γγ) "),
    (r"\b[mM] ?_?\(?jj\)?(?![A-Za-zγ])", " mass(jj) "),
    (r"\b[mM] ?_?\(?bb̄?\)?(?![A-Za-zγ])", " mass(bb) "),
    (
        r"(?:\b[Jj]et[- ][Vv]ertex[- ][Tt]agger\b(?: \(JVT\))?|\bJVT\b)"
        r"(?: (?:score|discriminant|output|value|parameter|variable))?",
        " jvtscore ",
    ),
    (r"\bjet ?_?([1-4])(?= *[,)])", r"j\1"),
    (
        r"\b(MT|MTTWO|MCT|dphi|mindphi|deta|dR)((?: +(?:must|is|has|required|to|be|lies?|lying))*) +between (?=[\d.])",
        r"\1\2 in the range ",
    ),
    # ratios
    (
        rf"\bratio (?:of|between) (?:the )?(?:(leading )?({PARTICLE}) pT|pT of (?:the )?(leading )?({PARTICLE}))"
        r" (?:to|and) (?:the )? *(MET|HT|ST|MEFF)\b",
        r" pT(\1\3\2\4) / \5 ",
    ),
    (r"\bratio of (?:the )?(MET|HT|ST|MEFF|MHT) to (?:the )?(MET|HT|ST|MEFF|MHT)\b", r" \1 / \2 "),
    *WRITTEN,
    # multiplicities
    (r"\b[Nn] ?_?\(?(b-?jets?|b-?tag(?:s|ged)?|b)\)?(?![A-Za-z])", " NUMBER b-jets "),
    (r"\b[Nn] ?_?\(?(jets?|j)\)?(?![A-Za-z])", " NUMBER jets "),
    (r"\b[Nn]_?\(?(?:lep(?:tons?)?|l)\)?(?![A-Za-z])", " NUMBER leptons "),
    *(
        (rf"\bN_?\(?(?:{symbol})\)?(?![\w^+/-])", f" NUMBER {name} ")
        for symbol, name in (("e|el|ele", "electrons"), ("μ|mu", "muons"), ("γ", "photons"))
    ),
    (r"\b[Nn]_?\(?(photon|electron|muon|tau|γ|μ|τ)s?\)?(?![A-Za-z])", r" NUMBER \1 "),
    (r"#(?= ?(?:b-?)?(?:jets?|leptons?|photons?|electrons?|muons?)\b)", " NUMBER "),
    (
        r"\b(?:an? )?(b[- ]?jet|jet|photon|lepton|electron|muon|track) multiplicity of"
        r" ((?:exactly |at least |at most |more than |fewer than |less than )?(?:zero|one|two|three|four|five"
        r"|six|\d+))\b",
        r"\2 \1s",
    ),
    (r"\b(?:the )?(?:number|multiplicity) of\b", " NUMBER "),
    (
        r"\b(b[- ]?(?:tagged )?jet|jet|photon|lepton|electron|muon|track) multiplicit(?:y|ies)\b",
        r" NUMBER \1s ",
    ),
    (r"\b(trimmed|pruned) (?:jet )?mass(?:es)?(?: *\(? *m_?(?:trim|pruned)\b *\)?)?", r" \1mass "),
    (r"\bm ?_?J\b(?! *T)", " mass "),
    *WRITTEN_ISOLATIONS,
    (r"\bsqrt ?\(s\)|\bsqrt s\b|√ ?\( ?s ?\)", " ROOTS "),
    (r"√ *s\b(?! *=? *NN)", " ROOTS "),
    (r"\bcollisions at (?=(?:7|8|13|13\.6|14) TeV\b)", "collisions at ROOTS = "),
    (r"\bcent(?:re|er)-of-mass (?:energy|energies)(?: of)?", " ROOTS "),
    # what is charged, tagged and counted
    (
        r"\b(?:is|are) (?:then )?(?:tagged|identified|selected|classified|considered) (?:as|to be) (?:an? )?"
        r"(?:hadronically decaying )?(W|Z|H|Higgs|top)(?:(?: boson| quark)?[- ](?:candidate|jet)s?| bosons?| quarks?)\b",
        r"are identified as \1-tagged jets",
    ),
    (
        r"\b(?:is|are) (?:considered |said to be |identified as |classified as )?(?:to be )?(W|Z|H|Higgs|[Tt]op|t)[- ]tagged "
        r"(?=if\b|when\b)",
        r"are identified as \1-tagged jets ",
    ),
    *((rf"\b(?:{written})[- ]tagged\b", f" {name}_tagged ") for name, written in TAGGED),
    (
        r"(?<=\b(?:one|two|six)) charged[- ](?:particle|hadron)s?(?: tracks?)?\b"
        r"|(?<=\bthree) charged[- ](?:particle|hadron)s?(?: tracks?)?\b",
        " tracks",
    ),
    (r"\b(?:one|1)[- ]prong(?:ed)?\b(?= candidates?)", "one-track"),
    (r"\bb tagged\b", "b-tagged"),
    # jets that are not tagged
    (r"\b[Nn]o(?:n|t)[- ]b[- ]?(?:tagged )?(jets?)\b", r"non-b-tagged \1"),
    (r"\b[Nn]on[- ]b[- ]?tagged\b|\b[Nn]ot b-tagged(?= jets?\b)|\b[Uu]ntagged(?= jets?\b)", "non-b-tagged"),
    (r"\b[Ll]ight(?:[- ](?:flavou?r(?:ed)?|quark))?(?=(?: \w+)? jets?\b)", "non-b-tagged"),
    (
        r"\b(jets?) (?:(?:that|which) (?:are|is) not (?:b-tagged|(?:tagged|identified) as (?:an? )?b[- ]jets?)"
        r"|(?:(?:that|which) (?:fails?|do(?:es)? not (?:pass|satisfy|meet|fulfil))|failing|not (?:passing|satisfying))"
        r" (?:the )?b[- ]tagging(?: requirements?| criteri(?:a|on)| selections?| working point| algorithm)?)"
        r"(?!,? (?:and )?(?:that|which|within)\b)",
        r"non-b-tagged \1",
    ),
    (r"\bZ-boson\b", "Z boson"),
    (
        r"\bmass(?:es)? (?:that )?(?:falling|falls|fall|lying|lies|lie) (?=within|in(?:side)?|outside|below|above|between)",
        "mass ",
    ),
    (
        r"\bwithin an? (\d[\d.]* [GM]eV) (?:range|window) (?:from|of|around|about) (?=(?:the )?Z\b)",
        r"within \1 of ",
    ),
    (
        r"\bpT (?:divided by|over) (?:the )?(?=(?:diphoton|γγ) (?:invariant )?mass\b)",
        "pT / ",
    ),
    (r"[-−–] ?(\d+(?:\.\d+)?) *(?:<|≤|<=) *(?:raw)?(?:η|eta) *(<|≤|<=) *\1(?!\.?\d)", r"abseta \2 \1"),
    # a limit from above on what has two signs is one of its size: `η < 2.5`
    (
        r"(?<![<≤>≥=·×*–-] )(?<![<≤>≥=·×*–-]  )"
        r"\b(?:rawη|eta) *(?=(?:<=?|≤|(?:is )?(?:less|smaller) than|below) *[1-6](?:\.\d+)?\b)",
        "abseta ",
    ),
    (r"\b([Aa]t (?:most|least)|[Ee]xactly|[Uu]p to) a total of\b", r"\1"),
    (
        r",? unless (?:(?:otherwise|explicitly) (?:stated|specified|noted|mentioned|said)"
        r"|(?:stated|specified|noted|mentioned|said) otherwise)\b",
        "",
    ),
    (r"\b(?:have|with) an? +opening +angle +(?:of +)?(?=dR\b)", "be separated by "),
    (r"\b([Oo]pposite|[Ss]ame)[- ]sign(?:ed)? (?:electric )?(charges?)\b", r"\1 \2"),
    # regions of the detector and words with hyphens
    (
        r"\b(?:out of|outside(?: of)?|not in|excluding) the (?:crack|gap|transition)(?: region)?"
        r" *\( *\[ *([\d.]+) *, *([\d.]+) *\] *\)",
        r"outside the region \1 < abseta < \2",
    ),
    (r"(?<=\d) *- *(?=\d)", " - "),
    (r"\bGeV *\^? ?[({]?1/2[)}]?|(?:√|\bsqrt) *\(?GeV\b\)?", "GeV^(1/2)"),
    (r"(?<=\d) *(?:±|\+/-) *\d+(?:\.\d+)?(?= */?[fp]b\b)", ""),  # `140.1 ± 1.2 /fb`
    (r"(?<=\d)(?=[fp]b *\^? *-1)", " "),
    (r"\b(fb|pb)\^?-1|\b(fb|pb) *\^ *- *1", r"/\1\2"),
    (r"\[(?:\d+(?:, *| *- *))*\d+\](?! *[GTM]eV)", " "),
    (r"\( *(HT|ST|MEFF|MHT) *\) *(?=(?:is|are|must|has|have|should|to|exceeds?)\b)", r"\1 "),
    (r", *(HT|ST|MEFF|MHT|MET|MT|pT) *, *(?=(?:is|are|must|has|have|should|to|exceeds?)\b)", r" \1 "),
    (" +", " "),
)
