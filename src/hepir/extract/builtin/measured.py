"""Quantities that are measured of a track, a cluster or a jet, as tables of identification criteria call them.

In: nothing. Out: for each property of the language the patterns of its names in publications, for `spelling`, and its units.
A name that is not of the language alone (`isolation`) has none here.
"""

from __future__ import annotations

PREFIX = "MEASURED"  # of the name of a property, in the working copy of a sentence
NUMBER = r"(?:(?:the )?number of |[Nn]_?\{? ?|# ?(?:of )?)"
STATIONS = r"(?:muon[- ](?:detector )?|matched |matching )*(?:stations?|segments?)"
LAYERS = r"(?:(?:inner[- ])?(?:silicon[- ])?(?:strip[- ])?(?:tracker|tracking)|silicon)"
GOOD = r"(?:valid |good |reconstructed |associated )*"
HITS_IN = r"hits? (?:in|of|from) (?:the )? *"
MUONIC = r"muon(?:[- ](?:chamber|detector|system|station|spectrometer))?s?"
PIXEL = r"pixel(?:[- ](?:detector|tracker|layer))?s?"
TRACKER = rf"(?:inner )?(?:{LAYERS})(?: detector)?"
FRACTION = r"(?: energy)? fraction(?: of (?:the )?(?:jet )?energy)?"
ENERGY_OF = (
    r"(?:(?:energy )?fraction|(?:total )?(?:jet )?energy contribution"
    r"|fraction of (?:the |its |their )?(?:total )?(?:jet )?(?:energy|pT))"
    r"(?: (?:carried|taken|contributed|deposited) by| from| due to| in| of)(?: the)?"
)  # `the fraction of the energy carried by neutral hadrons`

MEASURED: dict[str, str] = {
    "missing_hits": rf"(?:{NUMBER}|\A)(?:missing|lost) (?:(?:expected|inner|tracker|pixel|valid) )*hits?",
    "chi2": (
        r"(?:(?:global|inner)?[- ]?(?:muon |track )*(?:fit )?(?:normali[sz]ed|reduced) )?"
        r"χ ?\^? ?2(?: ?/ ?(?:n\.?d\.?o\.?f\.?|dof|n_?d\.?f?|d\.o\.f\.))?"
        r"(?: of (?:the )?(?:(?:global|inner|muon|tracker) )*(?:track(?: fit)?|fit))?|normali[sz]ed chi2"
    ),
    "matched_stations": (
        rf"{NUMBER}?(?:{STATIONS} (?:matched|matching) (?:to|with) (?:the )?(?:\w+ )?tracks?"
        rf"|(?:matched|matching) (?:muon )?(?:stations|segments)|(?:muon )?stations with (?:matched |matching )?segments)"
    ),
    "tracker_layers": (
        rf"{NUMBER}?(?:{GOOD}{LAYERS}[- ]layers?(?: with (?:hits|(?:a )?measurements?)| {GOOD}hits)?"
        rf"|hits in (?:the )?{LAYERS} layers)"
    ),
    "muon_hits": rf"{NUMBER}?(?:{GOOD}{MUONIC} {GOOD}hits?|{GOOD}{HITS_IN}{MUONIC}(?: stations)?)",
    "pixel_hits": rf"{NUMBER}?(?:{GOOD}{PIXEL} {GOOD}hits?|{GOOD}{HITS_IN}{PIXEL})",
    "pixel_layers": rf"{NUMBER}?{GOOD}pixel[- ]layers?(?: with (?:hits|(?:a )?measurements?))?",
    "tracker_hits": rf"{NUMBER}?(?:{GOOD}{TRACKER} {GOOD}hits?|{GOOD}{HITS_IN}{TRACKER}(?: layers)?)",
    "sct_hits": rf"{NUMBER}?(?:{GOOD}SCT {GOOD}hits?|{GOOD}{HITS_IN}SCT(?: detector| layers)?)",
    "relative_pt_uncertainty": (
        r"relative (?:uncertainty|error|resolution)(?: (?:in|of|on) (?:the |its |their )?(?:pT|momentum)(?: measurement)?)"
        r"|relative (?:pT|momentum) (?:uncertainty|error|resolution)|(?:σ|δ) ?_?\(? *pT *\)? */ *pT"
    ),
    "r9": r"R ?_?9(?: (?:value|variable))?",
    "charged_hadron_fraction": rf"charged[- ]hadron{FRACTION}|{ENERGY_OF} charged hadrons",
    "neutral_hadron_fraction": rf"neutral[- ]hadron{FRACTION}|{ENERGY_OF} neutral hadrons",
    "charged_em_fraction": rf"charged (?:EM|electromagnetic){FRACTION}|{ENERGY_OF} electrons",
    "neutral_em_fraction": rf"neutral (?:EM|electromagnetic){FRACTION}|{ENERGY_OF} (?:photons|neutral (?:EM"
    rf"|electromagnetic) (?:particles|deposits))",
    "em_fraction": rf"(?<!neutral )(?<!charged )(?:EM|electromagnetic){FRACTION}",
    "muon_fraction": rf"muon{FRACTION}|{ENERGY_OF} muons",
    "n_constituents": rf"{NUMBER}(?:jet )?constituents|(?:jet )?constituent multiplicity",
    "n_charged": rf"{NUMBER}charged (?:particles|constituents|hadrons)|charged? (?:particle |hadron |track )?multiplicity",
    "n_neutral": rf"{NUMBER}neutral (?:particles|constituents)|neutral (?:particle |constituent )?multiplicity",
    "impact_parameter_3d": (
        r"\|? ?(?:IP ?_?\{?3D\}?|(?:three-dimensional|3D) impact parameter(?: \(?IP ?_?3D\)?)?) ?\|?"
    ),
    "jvf": r"\|? ?(?:jet[- ]vertex[- ]fraction(?: \(JVF\))?|JVF)(?: value)? ?\|?",
    "btag": (
        r"(?:(?:deep)?CSV(?:v2|IVF)?|DeepJet|DeepFlavou?r|MV\d\w*|DL1\w?|combined secondary vertex(?: \(CSV\w*\))?"
        r"|b[- ](?:tag(?:ging)?|jet)) (?:discriminants?|discriminators?|scores?|outputs?|weights?|values?)(?: value)?"
    ),
    "mva_id": (
        r"(?:(?:electron|muon|photon|(?:non-?)?trigger(?:ing)?) )?"
        r"(?:(?:MVA|multivariate)[- ](?:ID|identification)(?: (?:score|output|discriminant|discriminator|variable))?"
        r"|(?:multivariate|MVA) (?:identification )?discrimina(?:nt|tor)s?(?: (?:output|value|score))?)(?: (?:"
        r"(?:non-?)?trigger )?MVA ?ID)?"
    ),
    "charged_hadron_isolation": r"(?<!relative )charged[- ]hadron isolation(?: energy| sum)?",
    "neutral_hadron_isolation": r"(?<!relative )neutral[- ]hadron isolation(?: energy| sum)?",
}
SORT = "SORTOFMUON"  # before what a muon is
# `must be identified as both a tracker and a global muon`: how it is reconstructed.
SORTS = {"global": "is_global", "tracker": "is_tracker", "particle[- ]flow|PF": "is_particle_flow"}
AS_SORT = (
    r"(must |to |should |have |has |also |and |\A)(?:also )?"
    r"(?:(?:be|been) (?:(?:reconstructed|identified|classified|selected|found) )?(?:as |to be )?"
    r"|(?:reconstructed|identified|classified|selected) (?:as |to be ))(?:both )?(?:an? )?"
)
WRITTEN_SORTS = (
    *(
        (
            rf"(?<![\w-]){AS_SORT}(?:{one})(?: muons?)? and (?:as )?(?:an? )?(?:{other}) muons?\b",
            rf"\1 have {SORT}{SORTS[one]} and {SORT}{SORTS[other]} ",
        )
        for one in SORTS
        for other in SORTS
        if one != other
    ),
    *((rf"(?<![\w-]){AS_SORT}(?:{one}) muons?\b", rf"\1 have {SORT}{name} ") for one, name in SORTS.items()),
)
WRITTEN: tuple[tuple[str, str], ...] = (
    *(
        (rf"(?<![\w-])(?<!missing )(?<!lost )(?i:{pattern})(?![\w-])", f" {PREFIX}{name} ")
        for name, pattern in MEASURED.items()
    ),
    # `muon segments in at least two stations`
    (
        r"\b(?:matched )?(?:muon )?segments (?:(?:matched|reconstructed|found) )?in (at least|more than) (\w+)"
        r" (?:muon )?(?:detector )?(?:stations|planes|chambers)\b",
        rf"\1 \2 {PREFIX}matched_stations ",
    ),
    (
        rf"\b[Tt]he (?:(?:global|inner|muon|track) )*fit (?:must satisfy|has to satisfy|must have) +(?={PREFIX}chi2)",
        "must have ",
    ),
    # `at least two constituents`
    (
        r"\b((?:at least|more than|fewer than|less than|at most) \w+) (?:(charged|neutral) )?"
        r"(?:constituents?|(?:particle )?candidates in the jet"
        r"|(?:PF|particle[- ]flow|particle) candidates?(?: in the jet)?)\b",
        rf"\1 {PREFIX}n_\2constituents ",
    ),
    (rf"\b{PREFIX}n_(charged|neutral)constituents\b", rf"{PREFIX}n_\1"),
    # `more than five hits in the tracker, of which at least one in the pixel detector`
    *(
        (
            r",? (?:of which at least (\w+)|at least (\w+) of (?:which|them)|with at least (\w+))"
            r"(?: (?:must|should|have to|has to))?(?: (?:is|are|be|being))?(?: (?:from|in|of))?(?: (?:the|a))? *"
            rf"(?:{PREFIX}pixel_{sort}|{named})(?! +\w+ hits)\b",
            rf" and at least \1\2\3 {PREFIX}pixel_{sort} ",
        )
        for sort, named in (("layers", "pixel layers?"), ("hits", "pixel (?:detector|hits?|system)"))
    ),
    # `the muon's track passes through at least five layers`
    (
        r"\b(?:(?:should|must|to) )?(?:pass(?:es)? through|cross(?:es)?|traverses?|leaves? hits in|includes?|needs?)"
        rf" (?=(?:at least|more than) \w+ +{PREFIX}|no +{PREFIX})",
        "must have ",
    ),
    *WRITTEN_SORTS,
)
"""For `spelling`: each pattern, and what stands in its place."""
