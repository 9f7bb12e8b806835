"""What is reconstructed from several objects, and which of the objects lead: `the W boson candidate must have pT > 200 GeV`.

In: sentences as `spelling` writes them. Out: for each pattern what stands in its place: the pT or mass of a candidate is a
variable of its own, whose definition the program leaves open.
"""

from __future__ import annotations

from hepir.extract.builtin.rephrasing.words import MUST, MUST_BE

DECAYING = r"(?:(?:the|an?|each|selected|reconstructed|(?:hadronically|leptonically)[ -]decaying|hadronic|leptonic) )*"
MADE = r"(?:reconstructed|formed|built|defined|identified|obtained)"
SORTED = (
    r"(?:large-(?:R|radius)|small-(?:R|radius)|AK\d|fat|track|b|b-tagged|jet|lepton|muon|electron|photon|tau)"
)
BOSONS = (
    ("w", r"W(?: ?boson)?"),
    ("z", r"Z(?: ?boson)?"),
    ("higgs", r"(?:H|Higgs)(?: ?boson)?"),
    ("top", r"top(?:[- ]?quark)?"),
)


def of_candidate(name: str, words: str) -> tuple[tuple[str, str], ...]:
    """Ways to speak of the pT and the mass of a candidate for one particle."""
    candidate = rf"{DECAYING}{words} candidates?"
    found: list[tuple[str, str]] = []
    for variable, written in (("pt", "pT"), ("mass", r"(?:invariant |jet )?mass")):
        value = f" OPEN{name}_candidate_{variable} "
        found += [
            # `the leptonic W boson, reconstructed from the lepton and MET, must have pT > 100 GeV`
            (
                rf"\b{DECAYING}{words}(?: candidates?)?,? {MADE} [^,;<>]*?, (?:{MUST}) have (?:an? )?{written}\b *",
                f"{value}must be ",
            ),
            (rf"\b{candidate} (?:{MUST}) have (?:an? )?{written}\b *", f"{value}must be "),
            (rf"\b(?:the )?{written} of {candidate}\b", value),
            (rf"\b{candidate}(?:'s)? {written}\b(?! (?:and|,))", value),
        ]
    # `two leptons form the Z candidate, whose pT must exceed 60 GeV`
    found.append(
        (
            rf"(\b{candidate}),? (?:whose|and its) pT *(?=(?:{MUST_BE}|{MUST}|exceeds)\b)",
            rf"\1 ; OPEN{name}_candidate_pt ",
        )
    )
    return tuple(found)


OF_PAIR = r"(di-?(?:lepton|electron|muon|photon|jet|b-?jet|tau))"

CANDIDATES: tuple[tuple[str, str], ...] = (
    *(each for name, words in BOSONS for each in of_candidate(name, words)),
    # `the leading pT large-R jet`, `the pT-leading jet`, `a lead jet`
    (rf"\b(leading|sub-?leading|trailing)[- ]pT (?={SORTED})", r"\1 "),
    (r"\bpT[- ](leading|sub-?leading|trailing) ", r"\1 "),
    (rf"\blead (?={SORTED}\b)", "leading "),
    # `the dijet system must have a mass above 1 TeV`, `the two leading jets ..., and their invariant mass must be`
    (
        rf"\b(?:[Tt]he )?{OF_PAIR} (?:system|pair|candidate)(?: formed [^,;<>]*?)? ({MUST}) have (?:an? )?"
        r"(?:invariant )?mass\b(?!\()",
        r"\1 mass \2 be",
    ),
    (
        r"\b(between|of) ((?:the )?two (?:leading |highest-pT )?(?:jets|leptons|electrons|muons|photons|b-jets|taus)\b)"
        r"([^;]*?,? and) their +((?:invariant )?mass|dphi|deta|drapidity|dR|azimuthal separation)\b"
        r"(?: *\((?:jj|ll|γγ)\))?",
        r"\1 \2\3 the \4 of \2",
    ),
    # `the mass of the Z candidate is required to satisfy 81 < mZ < 101 GeV`
    (
        r"(OPEN[a-z]+_candidate_mass\b)((?: +(?:is|are|must|required|to|has|have))*) +satisfy +([\d.]+)(?: GeV)?"
        r" *<=? *[mM]_?\w+ *<=? *([\d.]+)",
        r"\1\2 be between \3 and \4",
    ),
    # `an invariant mass, mjj, larger than 500 GeV`
    (
        r"\b(?:an?|the|their) (?:(?!transverse)[\w-]+ )?(?:invariant )?mass ?, ?mass(\(\w+\)) ?,"
        r"(?= (?:larger|greater|smaller|less|lower|above|below|between|exceeding|within|in|of|must|is)\b)",
        r"mass\1",
    ),
    # `must be within 130-200 GeV`, `the transverse mass of the lepton-MET system, MT (lMET), is`
    (r"\bwithin ([\d.]+) *- *([\d.]+) (GeV|TeV)\b", r"in the range \1 - \2 \3"),
    (
        r"\bMT of (?:the )?(lepton|electron|muon|photon|tau) ?- ?MET(?: system)?,? *(?:MT *)?(?:\([^()]*\))?"
        rf" *(?:, *where [^;<>]*?)?,? *(?=(?:{MUST})\b)",
        r"MT of the \1 and MET ",
    ),
    # `the mass of the top quark reconstructed from its decay products, m(lνb), is`
    (r"\b(?:the )?mass of (?:the )?[^,;<>]{3,70}?, *(OPENm_\w+) *,", r" \1 "),
    # `the vector boson transverse momentum pTV`
    (r"\bpT ?_?\^?\{?V\}?(?![\w(])", " OPENv_pt "),
)
