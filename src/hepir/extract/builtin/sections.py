"""Where a publication states its selection.

In: sentences with their headings. Out: how much of a sentence is believed. Detectors, simulated samples,
uncertainties and results are full of numbers that select nothing; what is said of backgrounds counts only where it
names a region.
"""

from __future__ import annotations

import re
from enum import Enum

from hepir.extract.builtin.spelling import spelled
from hepir.extract.builtin.triggering import is_triggering, told_triggers
from hepir.reading.document import Label, Sentence


class Scope(Enum):
    """What may be read from a sentence."""

    ALL = "all"
    NAMED_REGIONS = "named regions"
    NOTHING = "nothing"


SELECTING = re.compile(
    r"selection|select|reconstruct|objects?\b|candidate|definition|event categor|criteria|requirement|preselection"
    r"|acceptance|fiducial|identification|trigger|data ?set|data sample|analysis strategy|search strategy|signal region"
    r"|search region|analysis regions?|\A[\d. ]*decay (?:modes|channels)\b",
    re.IGNORECASE,
)
NAMING = re.compile(
    r"background|control region|validation region|control sample|estimat|fake|misidentif|non-?prompt",
    re.IGNORECASE,
)
EVENTS = re.compile(
    r"\bevent selection\b|\bsignal,? (?:and|control|regions?)\b[^.]*\bregions?\b", re.IGNORECASE
)
SILENT = re.compile(
    r"introduction|detector|apparatus|simulat|monte carlo|\bmc\b|generator|signal models?\b|theor|systematic|uncertaint"
    r"|results?\b|interpretation|limits?\b|statistic|conclusion|summary|acknowledg|appendix|collaboration|calibration"
    r"|correction|efficienc|unfolding|resolution|performance|auxiliary|reinterpret|bibliography|references",
    re.IGNORECASE,
)
SIMULATING = re.compile(
    r"\b(?:generated?|generators?|matrix[- ]elements?|parton shower\w*|(?:next-to-)*leading[- ]order|N*LO|PDF set|tune"
    r"|MADGRAPH\w*|PYTHIA\w*|POWHEG\w*|SHERPA|HERWIG\w*|GEANT\w*)\b",
    re.IGNORECASE,
)
TRUE = re.compile(r"\b(?:particle|parton|generator|truth|hadron)[- ]level\b", re.IGNORECASE)
# `Identical to the particle-level selection, two jets must`: of what is measured.
LIKE_TRUE = re.compile(
    r"\A(?:Identical(?:ly)?|Similar(?:ly)?|Analogous(?:ly)?|As|Just as) (?:to|in|at|with) [^,;:<>=≤≥\d]*\blevel\b"
    r"[^,;:<>=≤≥\d]*,"
)
DESCRIBING = re.compile(
    r"\befficienc(?:y|ies)\b|\buncertaint(?:y|ies)\b|\bresolutions?\b|confidence level|\bcover(?:s|ing|age|ed)\b"
    r"|\bcalorimeters?\b.*\brange\b|\bspectrometer\b(?! (?:tracks?|segments?)\b)"
    r"|\bsolenoid|\btoroid|\bprevious(?:ly)? |\bearlier\b|\bmisidentif"
    r"|\b(?:is|are) (?:then )?(?:estimated|predicted|modell?ed|measured|extrapolated)\b"
    r"|\bscale factors?\b|\bscaled (?:by|to)\b|\bcorrections?\b|\bfor example\b|\bis expected to\b|\bmagnet",
    re.IGNORECASE,
)
NEVER = re.compile(
    r"\A(?:Usually|Typically|On average|Often|Frequently|Sometimes|Occasionally|In most cases)\b"
    r"|\bselected in such a way that\b"
    r"|\A(?:In|For) (?:each|every|all) [^;]*\b(?:variable|quantity|observable)\b[^;]* is defined as\b"
    r"|\bwould\b|\b(?:could|might) (?:also )?have\b|\bsuch as requiring\b|\bto (?:mimic|emulate)\b"
    r"|\b(?:if|were) [^,;]*\bwere\b"
    r"|\bno (?:further |additional |explicit |specific )?"
    r"(?:selection|requirements?|cuts?|restrictions?|conditions?|thresholds?)"
    r" (?:is|are|on|of)\b|\b(?:not|never) (?:require|apply|impose|demand|cut)\b"
    r"|\b(?:primarily|mainly|mostly|largely|predominantly|typically|usually)"
    r" (?:removes?|rejects?|suppress(?:es)?|selects?|veto(?:es)?|reduces?|eliminates?|populated?)\b"
    r"|\A(?:Usually|Typically|On average|Often|Frequently)\b|\A(?:In s|S)ignal events (?:contain|have|typically|at least)\b"
    r"|\b(?:selected|chosen|combined|paired|identified|assigned|grouped) (?:in such a way|such|so) that [^.;]*"
    r"\b(?:closest|(?:most|best) (?:compatible|consistent)|smallest|largest|minimal|maximal|minimi[sz]ed|maximi[sz]ed)\b"
    r"|\b(?:selected|chosen|combined|paired|identified|assigned|grouped|formed) by (?:minimi|maximi)[sz]ing\b"
    r"|\A(?:For|In) (?:each|every|all)(?: selected| such)? events? [^,;]*, [^.;]*\b(?:is|are) (?:defined|calculated|computed"
    r"|reconstructed|constructed|built|formed|determined)\b"
    r"|\b(?:consists?|composed) (?:mainly |mostly )?(?:of )?(?:approximately |about |roughly )?\d+(?:[-–]\d+)? ?%"
    r"|\b(?:accepted|rejected) (?:or|and) (?:accepted|rejected) based on\b"
    r"|\b(?:two|three|four|five|six) (?:jet|lepton|muon|electron|photon|track|tau) (?:p_?T|E_?T|momentum|energy|transverse)\b"
    r"|\balso (?:considered|accepted|allowed|included)\b|\bloosen(?:ed|ing)\b(?! to\b)",
    re.IGNORECASE,
)
DEMANDING = re.compile(
    r"\b(?:required|requirements? (?:of|that|on)|must|vetoed|rejected|removed|discarded|defined by|we require|"
    r"ha(?:s|ve) to|are selected|(?:control|validation) (?:region|sample)s? (?:of events |of data )?"
    r"(?:with|containing|that|which|in which|where|consisting)"
    r"|(?:working|operating) point (?:is|was) (?:used|chosen|employed|adopted))\b"
    r"|\d ?% (?:[\w-]+ ){0,2}(?:working|operating) point|\b(?:requirement|working point|operating point|threshold|cut)\b"
    r"[^.;]*(?:\befficiency of (?:approximately |about )?\d+ ?%|\d+ ?% (?:[\w-]+ ){0,2}efficiency)"
    r"|\btagg(?:ed|ing)\b[^.;]*\bwith (?:an? )?(?:[\w-]+ )?efficiency of \d+ ?%",
    re.IGNORECASE,
)
# Sections that say with what events were recorded, though they select nothing else.
RECORDING = re.compile(
    r"detector|apparatus|experiment|simulat|monte carlo|\bmc\b|samples?\b|\bdata\b", re.IGNORECASE
)
READABLE = (Label.PARAGRAPH, Label.FOOTNOTE)


def scope_of(sentence: Sentence) -> Scope:
    """How much of a sentence is believed."""
    if sentence.label in READABLE and records(sentence):
        scope = scope_of_headings(sentence.section)
        return Scope.ALL if scope is Scope.NOTHING else scope
    if NEVER.search(sentence.text):
        return Scope.NOTHING
    text = LIKE_TRUE.sub("", sentence.text)
    if sentence.label not in READABLE or SIMULATING.search(text) or TRUE.search(text):
        return Scope.NOTHING
    if DESCRIBING.search(sentence.text) and not DEMANDING.search(sentence.text):
        return Scope.NOTHING
    return scope_of_headings(sentence.section)


def records(sentence: Sentence) -> bool:
    """Whether a sentence says which trigger recorded the events, in a section that may say so."""
    silent = scope_of_headings(sentence.section) is Scope.NOTHING
    if silent and not RECORDING.search(" ".join(sentence.section[-2:])):
        return False
    simulated = SIMULATING.search(sentence.text) or TRUE.search(sentence.text)
    return bool(not simulated and is_triggering(sentence.text) and told_triggers(spelled(sentence.text)))


def is_aside(sentence: Sentence) -> bool:
    """Whether a sentence describes something where the selection is told: what comes next may be about that."""
    told = sentence.label in READABLE and bool(sentence.section)
    return told and scope_of_headings(sentence.section) is Scope.ALL


def scope_of_headings(section: tuple[str, ...]) -> Scope:
    """The innermost heading that says something decides; without one, all is read."""
    if any(TRUE.search(each) for each in section):
        return Scope.NOTHING
    for heading in reversed(section):
        if EVENTS.search(heading):
            return Scope.ALL
        if NAMING.search(heading):
            return Scope.NAMED_REGIONS
        if SELECTING.search(heading):
            return Scope.ALL
        if SILENT.search(heading):
            return Scope.NOTHING
    return Scope.ALL


def dismissal(sentence: Sentence) -> str:
    """Why what a sentence cuts on selects no event; empty where it may."""
    if is_simulation_setting(sentence):
        return "a setting of simulated samples"
    return "a definition of what is true, not of what is measured" if TRUE.search(sentence.text) else ""


def is_simulation_setting(sentence: Sentence) -> bool:
    """Whether a sentence speaks of generators in a section about simulated samples: what it cuts on selects no event."""
    headings = " ".join(sentence.section)
    about = re.search(r"simulat|monte carlo|\bmc\b|generat", headings, re.IGNORECASE)
    return bool(about and SIMULATING.search(sentence.text) and not SELECTING.search(headings))
