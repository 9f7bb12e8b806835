"""Characters that the fonts of some PDFs have in place of others, and marks of footnotes that stick to words.

In: nothing. Out: patterns over the text of a sentence, each with what replaces it, for `spellings`. Quotes are never taken
from what these make of a sentence.
"""

MARKED = (
    r"candidates?|photons|electrons|muons|taus|leptons|jets|tracks|vertices|events|masse?s?|momentum|momenta|selections?|criteria"
    r"|requirements?|regions?|energy|isolation|distance|separation"
)
GLYPHS: tuple[tuple[str, str], ...] = (
    ("⌘", "η"),
    (r"□(?= *(?:R|y|φ|η|phi|eta)\b)", "Δ"),
    ("⌫", "ν"),
    ("✏", "ε"),
    ("¼", "="),
    (r"\bps(?= *= *\d+(?:\.\d+)? *TeV)", "√s"),
    (r"(?<=[\d.])ð(?=[\d.])", "("),
    (r"(?<=[\d.])Þ", ")"),
    (r"\bj ?(η(?:_?\w+)?) ?j(?= *[<>≤≥=)])", r"|\1|"),
    (rf"\b((?i:{MARKED}))[1-9]\b(?! *[<>=≤≥])", r"\1"),
    (
        r"\b(Photon|Electron|Muon|Tau|Lepton|Jet) \((baseline|signal|loose|tight|veto)\) (?=candidates)",
        r"\2 \1 ",
    ),
)
