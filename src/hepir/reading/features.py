"""The words and signs by which a sentence looks like a part of an event selection, or like something else.

In: nothing. Out: `FEATURES`, each with its weight and its pattern. The weights are chosen by hand and few. What speaks for a
selection comes first; results, uncertainties, simulation, performance and the parts of a detector carry numbers with units
as well, and lose some of it again. A criterion that is spelled out outweighs any one of them.
"""

from __future__ import annotations

import re

NUMBER = r"(?<![\w.])\d+(?:[.,]\d+)*(?![\w])"
# What is done to objects and events; between `is` and it stand a few words at most.
DONE = (
    r"(?:required|demanded|rejected|vetoed|selected|removed|discarded|kept|retained|accepted|imposed|applied|triggered|"
    r"excluded from|defined|divided|categori[sz]ed|classified|separated|split|identified|isolated|tagged|matched|"
    r"suppressed|disregarded|ignored|treated|counted|added)"
)
PASSIVE = rf"\b(?:is|are|was|were|be|been|being)\s(?:[\w-]+\s){{0,3}}?{DONE}\b"
SUBJECTS = r"(?:we|to|which|analysis|selections?|regions?|categor(?:y|ies)|SRs?|CRs?|triggers?|bins)"
ACTIVE = r"(?:require|reject|veto|select|define|demand|discard|remove|keep|contain|accept|count)"

FOR: dict[str, tuple[float, re.Pattern[str]]] = {
    "quantity with unit": (
        2.0,
        re.compile(
            rf"(?:{NUMBER}|\)|\])\s?(?:[kMGT]?eV|mm|cm|m|ns|rad)(?![\w])|\([kMGT]?eV\)[^;]*\d|\[[kMGT]?eV\]"
        ),
    ),
    "comparison": (
        2.0,
        re.compile(
            r"[<>≤≥∈]|(?<![\[\d.,-])\d+(?:\.\d+)?-\d+(?:\.\d+)?(?![\d\]])|\b(?:at least|at most|exactly|more than|"
            r"less than|fewer than|greater than|larger than|smaller than|lower than|higher than|above|below|exceed\w*|"
            r"between|within|no more than|minimum|maximum|threshold|in the range|or more|or fewer)\b",
            re.IGNORECASE,
        ),
    ),
    "rule": (
        2.5,
        re.compile(
            rf"{PASSIVE}|\b(?:must|ha(?:s|ve) to|shall)\b|\b(?:requir|demand|reject|veto)(?:ing|es)\b|"
            rf"\b{SUBJECTS}\s(?:[\w-]+\s){{0,2}}?{ACTIVE}s?\b|\b(?:fulfil\w*|satisf(?:y|ies|ying)|fail(?:s|ing)?)\b|"
            r"\bonly\b.{0,60}\b(?:considered|satisfying|used|kept)\b|"
            r"\b(?:no|veto on)\s(?:[\w-]+\s){0,2}?(?:requirement|criteri\w+|electrons?|muons?|leptons?|photons?|e\b)",
            re.IGNORECASE,
        ),
    ),
    "selecting word": (
        1.5,
        re.compile(
            r"\b(?:requir\w+|select(?:ed|ion|ions|s|ing)?|reject\w*|veto\w*|discard\w*|remov(?:e|ed|al|ing)|excluding|"
            r"accept(?:ed|ance)|pass(?:es|ing|ed)?|retain\w*|cuts?|criteri\w+|defin\w+|identif\w+|trigger\w*|isolat\w+|"
            r"preselect\w*|demand\w*|contain(?:s|ing)?|categori[sz]\w+|filters?|overlap\w*|events? (?:with|having))\b",
            re.IGNORECASE,
        ),
    ),
    "object": (
        1.0,
        re.compile(
            r"\b(?:electrons?|muons?|leptons?|dileptons?|photons?|jets?|b-?jets?|dijets?|taus?|tracks?|vert(?:ex|ices)|"
            r"events?|candidates?|hadrons?|bosons?|pairs?|missing|MET|τ|Z|W)\b|[eμγℓ]\^?[+\-±]",
            re.IGNORECASE,
        ),
    ),
    "variable": (
        1.5,
        re.compile(
            r"(?:\bp\s?_?T|\bE\s?_?T|\bH_?T|\bS_?T|\bM_?T|\bm_?T|\bη|\|\s?η|Δ\s?[Rφη]|\bdR\b|\bm_?[lℓeμjγ]{2}|miss\b|"
            r"\bpseudorapidity|\btransverse (?:momentum|momenta|energy|mass)|\binvariant mass|\bimpact parameter|"
            r"\bisolation|\bazimuthal|\bd0\b|\bz0\b|\bN_?(?:b|jets?)|\bmultiplicity)",
        ),
    ),
    "named quantity": (
        1.5,
        re.compile(
            r"\b(?:is|are) (?:then |also )?(?:defined|taken|calculated|computed|constructed|referred)\b|"
            r"\b(?:scalar|vector|vectorial|negative) sum\b|\bdefinition of\b"
        ),
    ),
    "region": (
        1.0,
        re.compile(
            r"\b(?:signal|control|validation|search|fiducial|application|measurement|acceptance) "
            r"(?:regions?|bins?|samples?|selection)|\b\w*[SCV]Rs?\d*\b"
        ),
    ),
    "charge or flavour": (
        1.0,
        re.compile(
            r"\b(?:opposite|same)[- ](?:sign|charge|flavou?r)|\b(?:loose|medium|tight)\b|\bworking point"
        ),
    ),
    "number": (0.5, re.compile(rf"{NUMBER}|\b(?:one|two|three|four|five|six|no)\b", re.IGNORECASE)),
}
AGAINST: dict[str, tuple[float, re.Pattern[str]]] = {
    "uncertainty": (
        -2.0,
        re.compile(r"\b(?:uncertaint\w+|systematics?|statistical|errors?)\b|±|σ_?(?:stat|syst)"),
    ),
    "result": (
        -2.0,
        re.compile(
            r"\b(?:observed|expected|exclusions?|exclude[sd]?(?! from)|limits?|CL|confidence level|yields?|fit(?:ted)?|"
            r"predictions?|agreement|deviations?)\b|^Total\b",
            re.IGNORECASE,
        ),
    ),
    "simulation": (
        -1.5,
        re.compile(
            r"\b(?:simulat\w+|generat(?:ed|or|ors|ion)|Monte Carlo|MC\b|cross[- ]sections?|PDFs?|N?LO|theor\w+|"
            r"reweight\w*)\b",
            re.IGNORECASE,
        ),
    ),
    "before the detector": (
        -2.0,
        re.compile(
            r"\b(?:event[- ]generat\w+|generator[- ]level|at the generator|matrix[- ]element|parton[- ]level)\b",
            re.IGNORECASE,
        ),
    ),
    "picture": (
        -1.5,
        re.compile(r"\bFigs?\.|\bFigures?\b|\bdistributions? of\b|\bshown in\b", re.IGNORECASE),
    ),
    "performance": (
        -2.0,
        re.compile(
            r"\b(?:resolutions?|contaminat\w+|fraction of|probabilit\w+|(?:fake|mistagging|misidentification) (?:rates?|"
            r"factors?)|scale factors?|approximately|of the order|varies|vary|varying|ranges|K-factors?|precision)\b"
        ),
    ),
    "efficiency that is told": (
        -4.0,
        re.compile(
            r"\befficienc(?:y|ies)\b[^.;]{0,80}?\b(?:is|are|was|were|ranges?|varies|vary|depends?)\b(?! required)"
        ),
    ),
    "pointer": (
        -3.5,
        re.compile(
            r"\b(?:is|are|was|were|can be)\s(?:\w+\s)?(?:found|summari[sz]ed|described|defined|listed|shown|given|discussed|"
            r"detailed|presented|reported)\s(?:\w+\s){0,2}?in\s(?:the\s)?(?:Tables?|Sections?|Secs?|Chapters?)\b"
        ),
    ),
    "correction": (-1.5, re.compile(r"\b(?:corrected|corrections?|calibrat\w+)\b", re.IGNORECASE)),
    "percentage": (-1.0, re.compile(rf"{NUMBER}\s?%")),
    "hypothesis": (
        -2.0,
        re.compile(
            r"\b(?:gluinos?|squark masses|gauginos?|winos?|binos?|neutralinos?|charginos?|mediators?|couplings?|"
            r"simplified models?|scenarios?|branching|supersymmetr\w+|SUSY|dark[- ]matter|DM|resonances?|hypothes[ei]s|"
            r"EFT|effective field)\b|[~□]"
        ),
    ),
    "instrument": (
        -2.0,
        re.compile(
            r"\b(?:solenoid\w*|toroid\w*|scintillat\w+|tungstate|magnet\w*|chambers?|processors?|hardware|kHz|"
            r"(?:two|three|multi)-(?:level|tier\w*))\b|"
            r"\b(?:calorimeters?|detectors?|system|tracker)\b.{0,60}\b(?:cover\w*|consists?|composed|provides?|extends?)\b|"
            r"\b(?:cover\w*|consists?|composed|extends?)\b.{0,90}\b(?:calorimeters?|detectors?|tracker)\b",
            re.IGNORECASE,
        ),
    ),
    "data set": (
        -1.5,
        re.compile(r"√\s?s|\bcent(?:re|er)-of-mass|\bfb\^?-1|\bintegrated luminosity|\bluminosity\b"),
    ),
    "other analysis": (
        -1.5,
        re.compile(
            r"\b(?:previous|earlier|former|8 TeV|7 TeV) (?:\w+ ){0,2}(?:analys[ei]s|version|search\w*|data)"
        ),
    ),
}
FEATURES = {**FOR, **AGAINST}
