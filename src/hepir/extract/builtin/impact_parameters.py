"""How publications write impact parameters, and the one spelling that each has here.

In: nothing. Out: patterns over the normalised text of a sentence, in order, each with what replaces it, for `spellings`.
"""

from hepir.extract.builtin.rephrasing.words import SMALLER

# What may stand between the name of a parameter and its symbol: nothing of what has it.
ON_THE_WAY = (
    r"(?:(?!electron|muon|lepton|\b(?:and|must|is|are|satisf(?:y|ies)|ha(?:s|ve)|should)\b)[^;<>]){0,90}?\b"
)

DIVIDED = r"(?:divided by|relative to) (?:its|the corresponding|the estimated|their) (?:uncertainty|error|resolution)"

LIMITED = rf"{SMALLER}|within|not exceeding|no (?:more|larger)"
LONGITUDINAL = r"(?:(?:longitudinal|beam|z)(?:[- ]?(?:direction|axis|line|plane|coordinate))?)"
TRANSVERSE = r"(?:transverse|x-?y|r-?φ|r-?phi|bending) plane"

IMPACT_PARAMETERS: tuple[tuple[str, str], ...] = (
    (r"\b(transverse|longitudinal) IP\b", r"\1 impact parameter"),
    # `in the plane transverse to the beam and within 5 mm along it`
    (
        r"\bin the plane (?:transverse|perpendicular|orthogonal) to the"
        r" (?:beam(?:[- ]?(?:axis|line|direction|pipe))?|z[- ]axis)",
        "in the transverse plane",
    ),
    (r"\b(in the transverse plane\b[^;<>]*? [cmμ]?m) along it\b", r"\1 along the beam axis"),
    (
        r"\bimpact parameters? in the transverse and (?:in )?(?:the )?longitudinal (?:directions?|planes?|projections?)",
        "transverse and longitudinal impact parameters",
    ),
    # `a longitudinal distance of closest approach below 5 mm and a transverse one below 2 mm`
    (
        r"\b(transverse|longitudinal) (?:distances?|DCA)(?: of closest approach)?"
        r"(?= (?:to|from|with respect to|of the track|below|of less|less|smaller|must)\b)",
        r"\1 impact parameter",
    ),
    (
        r"\b((?:transverse|longitudinal) impact parameter\b[^;]*?\b(?:transverse|longitudinal)) one"
        r"(?= (?:below|of|less|smaller))",
        r"\1 impact parameter",
    ),
    # `where σ(d0) is the uncertainty in d0`, `to reject cosmic muons`
    (
        r",? \(?where (?:σ|sigma) *_?\(?d_?0(?: ?\^? ?P ?V)?\)? is (?:the|its) (?:estimated )?(?:uncertainty"
        r"|error|resolution)"
        r" (?:on|of|in) (?:the )?d_?0(?: ?\^? ?P ?V)?(?: measurement)?\)?",
        "",
    ),
    (
        r" to (?:reject|remove|suppress|reduce) (?:cosmic(?:-ray)? muons|cosmic rays|pile-?up(?: tracks)?)(?= and\b|,|\.|;)",
        "",
    ),
    (r",? (?:as well as|and) (?:[\w-]+ ){0,4}requirements? similar to those (?:for|of|on) \w+ *: *", " and "),
    # of which vertex, and of whose track
    (r"(?<![A-Za-z])([dz])_?0 ?\^ ?\{?(?:P ?V|BL|BS|beam)\}?", r"\g<1>0"),
    # `in the transverse plane the distance of closest approach ... to the beam line, divided by its uncertainty`
    (
        r"\b(?:[Ii]n the transverse plane,? )"
        r"(the distance of closest approach [^,;<>]*?to the (?:\w+ ){0,2}beam(?:[- ]?\w+)?)",
        r"\1",
    ),
    (
        r"\b(distance of closest approach [^,;<>]*?to the) (?:(?:proton|LHC|pp) )?(beam(?:[- ]?\w+)?)"
        rf"(?: in the transverse plane)?(?=,? {DIVIDED})",
        r"\1 \2",
    ),
    (
        r"\b[Rr]atio of the (?:absolute value of the )?transverse impact parameter(?: *\|?d_?0\|?)? to its"
        r" (?:uncertainty|error|resolution)",
        "transverse impact parameter significance",
    ),
    (
        r"\b[Tt]he tracks? of (?=(?:the |all |each )?(?:(?:signal|baseline|selected|loose|tight) )?"
        r"(?:electron|muon|lepton)s\b)",
        "",
    ),
    (
        r"\bfor (?:all |the )?((?:signal|baseline|selected|loose|tight) )?(electron|muon|lepton) tracks\b",
        r"for \1\2s",
    ),
    (
        r"\b[Tt]he (electron|muon|lepton)'?s? track (?=(?:must|is required|has to|should|passes|crosses"
        r"|traverses|leaves)\b)",
        r"the \1 ",
    ),
    (
        r"\b[Tt]he track (?:associated|matched) (?:with|to) (?=(?:the |each |an? )(?:(?:signal|baseline|selected) )?"
        r"(?:electron|muon|lepton)\b)",
        "",
    ),
    (
        r"\b(?:[Tt]he |[Ee]ach |[Aa]ll |[Aa]ny )*[Tt]racks? (?:matched|associated|matching|belonging) (?:with|to) "
        r"(?=(?:the |each |an? |all )?(?:(?:signal|baseline|selected|loose|tight) )?(?:electron|muon|lepton)s?\b)",
        "",
    ),
    (r"\b(electron|muon) \((electron|muon)\) tracks?\b", r"\1s (\2s)"),
    (r"\b([Ee]lectron|[Mm]uon|[Ll]epton) tracks(?= (?:must|are required|have to|should)\b)", r"\1s"),
    (
        r"\b([Ee]lectron and muon|[Mm]uon and electron) tracks(?= (?:must|are required|have to|should)\b)",
        r"\1s",
    ),
    (
        r"\btransverse (?:\|? ?d_?(?:0|xy) ?\|? )?\(longitudinal(?: \|? ?(?:d_?[zZ]|z_?0) ?\|?)?\) impact parameters?\b",
        " d0 ( z0 ) ",
    ),
    (r"\btransverse and (?:the )?longitudinal impact parameters?\b", " bothimpactparameters "),
    (
        r"\btransverse impact parameters?,?(?: \(?\|? ?d_?(?:0|xy) ?\|?\)?,?)? and (?:the )?longitudinal impact parameters?,?"
        r"(?: \(?\|? ?(?:d_?[zZ]|z_?0) ?\|?\)?,?)?(?= (?:of|must|is|are|with|have|should|has)\b)",
        " bothimpactparameters ",
    ),
    (
        r"\bimpact parameters? in the transverse plane \((?:along the (?:beam|z)[- ]?(?:axis|line|direction)?"
        r"|in the longitudinal direction)\)",
        " d0 ( z0 ) ",
    ),
    (
        r"\b(transverse|longitudinal) distance(?:s)? (?:of|between) (?!\d)(?:closest approach of )?"
        r"(?:the |each )?((?:\w+ ){1,2})"
        r"(?:track )?(?:to|from|and|with respect to) the (?:primary (?:interaction )?vertex|beam(?:[- ]?\w+)?)\b",
        r"\1 impact parameter of the \2",
    ),
    (
        r"\b(transverse|longitudinal) distances? (?:to|from|with respect to) the"
        r" (?:primary (?:interaction )?vertex|beam(?:[- ]?\w+)?)\b",
        r"\1 impact parameter",
    ),
    *(
        (
            rf"\bdistance of closest approach{owner}"
            r" ?(?:to|from|with respect to) the (?:primary (?:interaction )?vertex|beam(?:[- ]?\w+)?)\b",
            made,
        )
        for owner, made in (
            (
                r" of (?:the |each )?(electron|muon|lepton|tau)s?(?: candidate)?(?: track)?",
                r" impact parameter of the \1 ",
            ),
            (r"(?: of (?:the |each )?(?:\w+ ){1,2}?(?:track )?)?", " impact parameter "),
        )
    ),
    (
        r"\b(impact parameter) (?:to|from) the (?:primary |interaction )*(?:vertex|beam ?(?:spot|line))\b",
        r"\1",
    ),
    (
        r"\btransverse \(longitudinal\) impact parameters?(?: *\|? *d_?(?:0|xy) *\|? *\( *\|? *d?_?z_?0? *\|? *\))?",
        " d0 ( z0 ) ",
    ),
    # `the distance to the primary vertex along the z axis`
    *(
        (
            rf"\b(?:the )?(?:absolute )?(?:distance|separation|displacement|impact parameter)(?: of (?:the "
            rf"|each |its )?(?:\w+ ){{0,2}}track)?"
            rf"(?: (?:of closest approach|between (?:the |its )?(?:\w+ ){{0,2}}track and|to|from|with respect to)"
            rf" (?:the (?:primary |interaction )*(?:vertex|beam ?spot|beam ?line))?)*"
            rf" {along}(?: (?:to|from|with respect to) the (?:primary |interaction )*(?:vertex|beam ?spot|beam ?line))?"
            rf"(?= *(?:[<>≤≥]|\|?d|{LIMITED}|must|is|are|has|should|to be|of less))",
            name,
        )
        for along, name in (
            (rf"(?:along|in) (?:the )?{LONGITUDINAL}", " longitudinal impact parameter "),
            (rf"in (?:the )?{TRANSVERSE}", " transverse impact parameter "),
        )
    ),
    (r"\b(?:transverse )?impact parameter significance\b", " d0significance "),
    (
        r"\b(?:three-dimensional|3D) impact parameter (?:divided by its (?:uncertainty|error|resolution)|significance)"
        r"|\bsignificance of the (?:three-dimensional|3D) impact parameter\b|\b(?:three-dimensional|3D) +d0significance\b"
        r"|\bsignificance of the impact parameter\b(?=[^<>]*\bSIP)|\|? *\b(?:SIP ?_?\{?3D\}?|S ?_?IP ?_?3D)\b *\|?",
        " ip3dsignificance ",
    ),
    (
        r"\|? *d *_?(?:0|xy) *\|? */ *(?:σ|sigma) *_?\(?(?:d *_?(?:0|xy)(?: ?\^? ?P ?V)?)?\)? *\|?",
        " d0significance ",
    ),
    (r"\bd0 significance\b|\bsignificance of the transverse impact parameter\b", " d0significance "),
    (
        r"\|? *(?:Δ *)?z *_?0 *(?:[·×*] *)?sin *\(? *(?:θ|theta)(?: ?_?\{?(?:l|ℓ|e|μ)\b\}?)? *\)? *\|?",
        " z0sintheta ",
    ),
    (r"\|? *\bd_?(?:0|xy)(?![\w.]) *\|?(?! *signif)", " d0 "),
    (r"\|? *\b(?:d_?[zZ]|z_?0)(?![\w.]) *\|?", " z0 "),
    (
        r"\btransverse impact parameter,? *(?=d0significance)|\blongitudinal impact parameter,? *(?=z0sintheta)",
        "",
    ),
    (r"\btransverse impact parameter\b(?: *\(? *d0\b *\)?)?", " d0 "),
    (r"\blongitudinal impact parameter\b(?: *\(? *z0\b *\)?)?", " z0 "),
    (
        rf"\b(?:d0|impact parameter) of (?:the )?(electrons|muons|leptons) *,? {DIVIDED},?",
        r"d0significance of \1 ",
    ),
    (r"\b(bothimpactparameters\b[^;<>]*? [cmμ]m), respectively,?", r"\1"),
    # `the distance of closest approach to the beam line, divided by its uncertainty`
    (
        r"\b(?:d0|impact parameter)(?: of (?:the )?\w+)?(?: *in the transverse plane)? *,?"
        rf" {DIVIDED},?(?: *d0significance\b)?",
        "d0significance ",
    ),
    (r"\b(d0|z0|d0significance|z0sintheta)\b *,? of the (?:associated )?track\b", r"\1"),
    # `must be less than three for muons and less than five for electrons`
    *(
        (
            rf"\b(d0significance\b[^;<>]*?\b(?:less than|smaller than|lower than|below)) {word}\b",
            rf"\1 {number}",
        )
        for number, word in enumerate(("two", "three", "four", "five", "six"), 2)
        for _ in ("muons", "electrons")
    ),
    # `a significance of the transverse impact parameter, d0, of |d0|/sigma < 5`
    (
        rf"\b(?:an? |the )?significance of (?:the )? *d0\b{ON_THE_WAY}d0significance",
        " d0significance",
    ),
    # `the longitudinal impact parameter of muons times the sine of the polar angle`
    (
        r"\bz0\b((?: +of (?:the )?\w+)?)(?: +(?:with respect|relative) to the (?:\w+ )?vertex)?,?"
        r" *(?:times|multiplied by|·|×) *(?:the )?"
        r"(?:sine of (?:the |its )?(?:track(?:'s)? |\w+ )?polar angle(?: θ)?(?: of the (?:\w+ ?){1,2})?"
        r"|sin *\(? *(?:θ|theta) *\)?),?",
        r" z0sintheta\1 ",
    ),
    (rf"\bd0significance\b{ON_THE_WAY}d0significance", "d0significance"),
    (rf"\b(?:an? |the |its |their )? *z0\b{ON_THE_WAY}z0sintheta", " z0sintheta"),
)
