"""One spelling for what publications write in many.

In: the normalised text of a sentence. Out: a working copy in which every variable and particle has one name, for the
phrase grammar. Numbers and units stay as they are, so that what is read from the copy stands in the sentence.
Quotes are never taken from the copy.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.rephrasing import EXPLANATIONS, REPHRASINGS
from hepir.extract.builtin.spellings import SPELLINGS

# Variables that the language has no function for, or whose objects the text tells elsewhere: the program names them and
# leaves open what they are.
OPEN: tuple[tuple[str, str], ...] = (
    ("alpha_t", r"α ?_?T|alpha_?T|α_\{T\}"),
    ("mr", r"M ?_?R|razor mass(?: variable)?(?: *\(? *M_?R\b *\)?)?"),
    (
        "r2",
        r"R ?\^? ?(?:2|²)(?=\W*(?:[<>=]|is\b|must\b|above|below|greater|less|between|in the range|and\b))",
    ),
    ("lt", r"L ?_?T"),
    ("mj", r"M ?_?J"),
    ("risr", r"R ?_?ISR"),
    ("topness", r"topness(?: variable)?"),
    ("amt2", r"a[mM] ?_?T2"),
    ("bdt_score", r"BDT (?:score|output|discriminant|response)(?: value)?"),
    ("nn_score", r"(?:NN|DNN|neural[- ]network) (?:score|output|discriminant|response)(?: value)?"),
    ("centrality", r"centrality(?: variable)?"),
    (
        "track_met",
        r"track-?based +MET(?:[ ,]*\(? *MET *[,^_ ]*\(?(?:track|trk)\w*\)?\)? *,?)?|MET *[,^_ ]+\(?(?:track|trk)\b\)?",
    ),
    ("projected_met", r"projected +MET(?:,? \(?MET[ ,^_]*proj\w*\)?)?"),
    ("calorimeter_met", r"calo(?:rimeter)?(?:[- ](?:based|only))? +MET"),
    ("m_bl", r"[mM] ?_?\(?(?:bl|lb)\)?"),
    ("m_jjj", r"[mM] ?_?\(?jjj\)?"),
    ("m_vis", r"(?:visible mass(?: of the [^,;<>]{3,40}?)?,? *\(?)?[mM] ?_?vis\)?"),
    ("m_tautau", r"[mM] ?_?\(?ττ\)?"),
    ("m_top", r"[mM] ?_?\(?(?:lνb|lνj|bjj|jjb|top)\)?"),
)
OPENED = tuple((rf"(?<![\w.])(?:the )?(?:{written})(?![\w])", f" OPEN{name} ") for name, written in OPEN)
COMPILED = tuple(
    (re.compile(pattern), replacement) for pattern, replacement in (*SPELLINGS, *OPENED, *REPHRASINGS)
)
EXPLAINING = tuple((re.compile(pattern), replacement) for pattern, replacement in EXPLANATIONS)
# A sentence may begin with these.
BEGINNING = re.compile(
    r"\b(?:Missing|Magnitude|Number|Multiplicity|Jet|Transverse|Longitudinal|Absolute|Pseudorapidit|Azimuthal"
    r"|Angular|Effective|Relative|Cent)(?=\w* )|\b(?:Lepton|Photon|Electron|Muon|Tau|Track|B-jet|B-tag)(?=s? multiplicit)"
)


def spelled(text: str, *, explained: bool = False) -> str:
    """The working copy of a sentence; with `explained`, it keeps how variables are made."""
    text = BEGINNING.sub(lambda found: found[0].lower(), text)
    for pattern, replacement in (*COMPILED, *(() if explained else EXPLAINING)):
        # names stand with spaces around them: the patterns that follow know of one between words
        text = pattern.sub(replacement, text).replace("  ", " ")
    return text.strip()
