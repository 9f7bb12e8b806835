"""Objects near others, told in other orders: `jets close to electrons (dR < 0.2)`, `must not overlap with a photon`.

In: sentences as `spelling` writes them. Out: for each pattern what stands in its place.
"""

from __future__ import annotations

from hepir.extract.builtin.rephrasing.words import GONE, MUST

DISTANCE = r"dR *[<=]+ *[\d.]+\d"
OF = (
    r"((?:(?:a|an|any|the|each|all|either of the|two|selected|identified|isolated|loose|baseline) )*"
    r"(?:electron|muon|photon|lepton|tau|jet)s?)"
)

UNREAD = " UNREAD "

LEAVING = r"(?:removed|discarded|rejected|dropped|excluded)"

OVERLAPS: tuple[tuple[str, str], ...] = (
    # `electrons are vetoed if they lie within dR = 0.2 of a muon`: they, and not the events with them
    (
        r"^((?:[\w-]+ )?(?i:electron|muon|photon|jet|tau|lepton)s) are vetoed (?=if they\b[^;]*\bdR\b)",
        r"\1 are removed ",
    ),
    (
        r",? \(?(?:as )?(?:defined|described|discussed|explained) (?:\w+ )?in "
        r"(?:Sec(?:tion|s?\.)?|Chapter|Appendix|Ref\.?|sec:|\[ref\])"
        r" ?[\w.:-]*\w\)?,?(?= (?:or|and|are|is|must)\b)",
        " ",
    ),
    (r",? \(?where *dR\b[^,;]{0,60}, (?=(?:the|this|that|it|only|one)\b)", ", "),
    # `within 0.5 in the eta-phi plane of any electron`, `a cone of 0.3 in eta-phi space`
    (
        r"(?<=\d) in (?:the )?(?:rawη|η|eta) *[-–—×x*,] *(?:phi|φ)(?: (?:plane|space|coordinates|metric))?",
        " in dR",
    ),
    (r"(?<=\d) in (?:the )?\( *(?:rawη|η|eta) *, *(?:phi|φ) *\)(?: (?:plane|space))?", " in dR"),
    # `Where the distance between a photon and an electron is below 0.4, the photon is removed`
    (r"^Where (?=(?:the|an?|two) [^;]*?, (?:the|this|that|it|only) )", "If "),
    # `Jets near electrons are removed, then electrons near jets are removed`
    (
        rf"\b({LEAVING}),? (?:and )?(?:then|finally|lastly|subsequently|afterwards|next),? (?=\w[^;]* {LEAVING}\b)",
        r"\1 ; ",
    ),
    (
        rf",? (?:and|but) (?:then|finally|lastly|subsequently|afterwards|next),? (?=(?:(?:any|all|the|those) )?[\w-]+s?"
        rf" (?:are|is|within|with|that|which|closer)\b[^;]* {LEAVING}\b)",
        " ; ",
    ),
    # `as are jets close to a photon`, `after the removal of jets within dR < 0.2 of an electron`
    (
        r",? as are ([\w-]+ (?:candidates )?(?:closer|within|that|with)\b[^;]*?)(?=[ .]*$|;)",
        r" ; \1 are removed",
    ),
    (
        r"\b(of|from|to) (?:any|each|one|either) of the ((?:[\w-]+ )?(?:jets|leptons|electrons|muons|photons|taus))\b",
        r"\1 any \2",
    ),
    (
        r"^(?:[Aa]fter|[Ff]ollowing) (?:the )?(?:removal|rejection|removing|rejecting|discarding)(?: of)?"
        r" ((?:(?:all|any|the) )?[\w-]+ (?:that are )?within [^,;]*),",
        r"\1 are removed ;",
    ),
    # `if their separation dR from an electron is less than 0.2`
    (
        r"\bif (?:their|the|its) (?:angular )?(?:separation|distance)?(?: in)? *dR (?:from|to|with respect to) ([^,;<>\d]+?)"
        r" is (?:less than|smaller than|below|<) *(\d[\d.]*\d)",
        r"if they are within dR < \2 of \1",
    ),
    # `found within a cone of R = 0.4 around any of the selected leptons`
    (
        r"(?: (?:that|which) (?:are|is))?(?: (?:found|lying|located|reconstructed))? within a cone of"
        r" (?:size |radius |width )?(?:R|dR|Δ ?R) *(?:=|of|<)? *([\d.]+) (?:around|of|from|about) (?:any of )?",
        r" within dR = \1 of ",
    ),
    (r"\bwithin an? dR *[=<]* *([\d.]+) cone (?:around|of|from|about) (?:any of )?", r"within dR = \1 of "),
    # `within dR < min(0.4, 0.04 + 10 GeV/pT) of a jet`: a distance that nobody here can say
    (r"\bdR *[<=]* *(?:min|max)(?:imum)? *[({\[][^<>;]*?[)}\]](?= (?:of|from|around|to)\b)", UNREAD),
    (
        r"\bremoved from the (?:set|list|collection) of (?:selected |signal |considered )?"
        r"(?:jets|leptons|electrons|muons|objects)\b",
        "removed",
    ),
    # the number of a footnote behind a noun
    (r"\b(candidates?|leptons|electrons|muons|jets|photons)\d(?= (?:lying|within|is|are|as|with)\b)", r"\1"),
    # `taus close to electron or muon candidates (dR < 0.2) are removed`
    (
        rf"\b(?:close|near|adjacent)(?: to)? ((?:[\w-]+ ){{1,6}}?)\( *({DISTANCE})(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)",
        r"within \2 of \1",
    ),
    # `the closest matching jets to leptons are not considered if they are separated from the lepton by less than 0.4 in dR`
    (
        r"\b[Tt]he (?:closest|nearest) (?:matching |matched )?(jets?) to (?:the |each |an? )?(?:selected"
        r" )?(?:electron|muon|lepton|photon)s?\b",
        r"any \1",
    ),
    (r"\b(separated from [^,;<>\d]*?)by less than ([\d.]+\d) in *dR\b(?: = √?\([^;]*)?", r"\1by dR < \2"),
    # `jets that match the muon within dR < 0.4`
    (
        rf"\b(?:that|which) (?:match(?:es)?|overlaps?(?: with)?|coincides? with) {OF} (?:with)?in(?: an?)? "
        rf"(?:distance of )?({DISTANCE})",
        r"within \2 of \1",
    ),
    # `must not overlap with any photon by requiring dR > 0.5`
    (
        rf"\b(?:(?:{MUST}) not|(?:are|is) required not to) overlap with {OF}(?:,| ;)? *(?:by requiring|by"
        rf" demanding|;? *this requirement is imposed by the"
        r" condition|with) *dR *>=? *([\d.]+\d)",
        r"must be separated by dR > \2 from \1",
    ),
    # `jets within dR = 0.2 of an electron are discarded, unless the jet is b-tagged, in which case the electron is`
    (
        rf"\b((?:[Aa]ny |[Aa]ll )?)(jets?(?: candidates?)?) ((?:lying |found )?within [^;,]*?) "
        rf"({GONE}),? unless (?:the|that|this|such an?) jet"
        r" is b-tagged\b[^.;]*",
        r"\1non-b-tagged \2 \3 \4 UNREAD ",
    ),
    # `if an electron and the nearest jet are separated by less than dR = 0.3`
    (r"\bare separated by less than dR *= *([\d.]+\d)", r"are within dR < \1"),
)
