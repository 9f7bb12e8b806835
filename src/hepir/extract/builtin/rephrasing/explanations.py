"""How variables are made, said on the side: nothing that a selection needs.

In: sentences as `spelling` writes them. Out: for each pattern what stands in its place.
"""

from __future__ import annotations

from hepir.extract.builtin.rephrasing.words import MUST

# What a sentence says on the side of how a variable is made.
BEFORE_VERB = r"(?=(?:is|are|must|has|have|should|exceeds?)\b)"
MADE = r"(?:defined|computed|calculated|constructed|formed|built|evaluated)"
EXPLANATIONS: tuple[tuple[str, str], ...] = (
    (
        rf"\b(HT|ST|MEFF|MHT) ?,? is {MADE} (?:as|from|with|using|by)\b[^;]*?,? and (?={MUST}|is required)",
        r"\1 ",
    ),
    (
        rf"\b((?:jet )?mass|\w*isolation) is {MADE} (?:with|using|by|from|as)\b[^;<>]*?,? and (?=(?:{MUST})\b)",
        r"\1 ",
    ),
    (rf", *where [^;<>]*?, *(?=(?:{MUST})\b)", " "),
    (rf", *(?:which is |as )?{MADE} (?:as|from|with|using|by|in|within)\b[^;]*?, *{BEFORE_VERB}", " "),
    (
        rf"\b(?:(?:scalar|vector|vectorial) )*sum,? \(? *(HT|ST|MEFF|MHT) *\)?,? *(?:of|over) [^;]*?,?"
        rf" (?={MUST}|is required|exceeds?\b)",
        r"\1 ",
    ),
    (
        rf"\b(HT|ST|MEFF|MHT) ?, ?(?:the |a )?(?:magnitude of (?:the )?)?(?:scalar |vector |vectorial"
        rf" )*sum\b[^;<>]*?, *{BEFORE_VERB}",
        r"\1 ",
    ),
    (
        r"^(?:If|With|Where) *(?:HT|ST|MEFF|MHT) +(?:is |being )?(?:defined as )?(?:the )?(?:scalar |vector )*sum [^;]*?,"
        r" (?=events)",
        "",
    ),
    # `0.6 < MET/HT < 1.4: this criterion is effective in rejecting`
    (
        r"(?<=[\w)]) ?[:;,] (?:this|the latter) (?:(?:criterion|requirement|cut|selection|condition) )?"
        r"(?:is (?:\w+ly )?(?:effective|efficient|useful|powerful|motivated|chosen|intended"
        r"|used to (?:suppress|reduce|reject|remove))"
        r"|(?:\w+ly )?(?:suppresses|reduces|rejects|removes|eliminates|helps|serves|aims|ensures|allows))\b"
        r"[^;,<>≥≤]*(?=[;,]|[.]?$)",
        "",
    ),
    (r"\bsum of (?:the |all )*pT (?=of\b)", "summed momentum "),
)
