"""Quantities that are measured of a track, a cluster or a jet, as tables of identification criteria call them.

In: nothing. Out: for each property of the language the patterns of its names in publications, for `spelling`, and its units.
A name that is not of the language alone (`isolation`) has none here.
"""

from __future__ import annotations

PREFIX = "MEASURED"  # of the name of a property, in the working copy of a sentence
NUMBER = r"(?:(?:the )?number of |[Nn]_?\{? ?|# ?(?:of )?)"
STATIONS = r"(?:muon[- ](?:detector )?|matched |matching )*(?:stations?|segments?)"
LAYERS = r"(?:tracker|tracking|silicon|inner[- ]tracker)"
GOOD = r"(?:valid |good |reconstructed |associated )*"
HITS_IN = r"hits? (?:in|of|from) (?:the )? *"
MUONIC = r"muon(?:[- ](?:chamber|detector|system|station|spectrometer))?s?"
PIXEL = r"pixel(?:[- ](?:detector|tracker|layer))?s?"
TRACKER = rf"(?:inner )?(?:{LAYERS}|SCT)(?: detector)?"
FRACTION = r"(?: energy)? fraction"

MEASURED: dict[str, str] = {
    "missing_hits": rf"(?:{NUMBER}|\A)(?:missing|lost) (?:(?:expected|inner|tracker|pixel|valid) )*hits?",
    "chi2": (
        r"(?:(?:global|inner)?[- ]?(?:muon |track )*(?:fit )?(?:normali[sz]ed|reduced) )?"
        r"χ ?\^? ?2(?: ?/ ?(?:n\.?d\.?o\.?f\.?|dof|n_?d\.?f?|d\.o\.f\.))?"
        r"(?: of (?:the )?(?:global |inner |muon )*(?:track)?(?: fit)?)?|normali[sz]ed chi2"
    ),
    "matched_stations": (
        rf"{NUMBER}?(?:{STATIONS} (?:matched|matching) (?:to|with) (?:the )?(?:\w+ )?tracks?"
        rf"|(?:matched|matching) (?:muon )?(?:stations|segments)|(?:muon )?stations with (?:matched |matching )?segments)"
    ),
    "tracker_layers": (
        rf"{NUMBER}?(?:{GOOD}{LAYERS}[- ]layers?(?: with (?:hits|(?:a )?measurements?)| {GOOD}hits)?|hits in {LAYERS} layers)"
    ),
    "muon_hits": rf"{NUMBER}?(?:{GOOD}{MUONIC} {GOOD}hits|{GOOD}{HITS_IN}{MUONIC}(?: stations)?)",
    "pixel_hits": rf"{NUMBER}?(?:{GOOD}{PIXEL} {GOOD}hits?|{GOOD}{HITS_IN}{PIXEL})",
    "tracker_hits": rf"{NUMBER}?(?:{GOOD}{TRACKER} {GOOD}hits|{GOOD}{HITS_IN}{TRACKER})",
    "charged_hadron_fraction": rf"charged[- ]hadron{FRACTION}",
    "neutral_hadron_fraction": rf"neutral[- ]hadron{FRACTION}",
    "charged_em_fraction": rf"charged (?:EM|electromagnetic){FRACTION}",
    "neutral_em_fraction": rf"neutral (?:EM|electromagnetic){FRACTION}",
    "muon_fraction": rf"muon{FRACTION}",
    "n_constituents": rf"{NUMBER}(?:jet )?constituents|(?:jet )?constituent multiplicity",
    "n_charged": rf"{NUMBER}charged (?:particles|constituents|hadrons)|charged (?:particle |hadron )?multiplicity",
    "n_neutral": rf"{NUMBER}neutral (?:particles|constituents)|neutral (?:particle |constituent )?multiplicity",
    "impact_parameter_3d": (
        r"\|? ?(?:IP ?_?\{?3D\}?|(?:three-dimensional|3D) impact parameter(?: \(?IP ?_?3D\)?)?) ?\|?"
    ),
    "jvf": r"\|? ?(?:jet[- ]vertex[- ]fraction(?: \(JVF\))?|JVF)(?: value)? ?\|?",
    "btag": (
        r"(?:(?:deep)?CSV(?:v2|IVF)?|DeepJet|DeepFlavou?r|MV\d\w*|DL1\w?|combined secondary vertex(?: \(CSV\w*\))?"
        r"|b[- ](?:tag(?:ging)?|jet)) (?:discriminants?|discriminators?|scores?|outputs?|weights?)(?: value)?"
    ),
    "mva_id": r"MVA[- ](?:ID|identification)(?: (?:score|output|discriminant|variable))?",
}
WRITTEN = tuple(
    (rf"(?<![\w-])(?<!missing )(?<!lost )(?i:{pattern})(?![\w-])", f" {PREFIX}{name} ")
    for name, pattern in MEASURED.items()
)
"""For `spelling`: each pattern, and what stands in its place."""
