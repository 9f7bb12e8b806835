"""A criterion of an identification: a quantity and what a cell or an item says of it.

In: objects, the name of a quantity and a cell such as `< 0.15`, `yes`, `tight`. Out: the rule of these objects.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from hepir.extract.builtin.cells import CONDITIONAL, with_unit
from hepir.extract.builtin.claims import Reading, rule
from hepir.extract.builtin.clauses import Clause
from hepir.extract.builtin.collections import ISOLATIONS
from hepir.extract.builtin.labels import RELATION
from hepir.extract.builtin.objects import object_reading
from hepir.extract.builtin.parsing import phrases
from hepir.extract.builtin.phrases import Condition, Count, Noun, Phrase, is_word
from hepir.extract.builtin.properties import OF_OBJECTS, WHOLE
from hepir.extract.builtin.spelling import spelled
from hepir.reading.heads import UNIT

CORRECTED = r"(?:Δβ|ρ|rho|EA|effective[- ]area|pile-?up)[- ]?corrected"
ISOLATION = re.compile(
    rf"(?:(?:relative|rel\.?|combined|PF|particle[- ]flow|lepton|muon|electron|photon|{CORRECTED}) )*"
    r"(?:[Rr]el\.? ?[Ii]so(?:lation)?|[Ii]so(?:lation)?_?(?:[Rr]el)?|I_?(?:[Rr]el|[Ii]so|PF|Δβ|EA|comb|μ|e|R)(?:,? ?[Rr]el)?)"
    r"(?: variable)?(?: ?/ ?(?:lepton |muon |electron )?pT\w*)?(?: \([^()]*\))?\Z"
)
YES = re.compile(r"(?:yes|true|✓|✔|√|x|required|applied|pass(?:ed)?)\Z", re.IGNORECASE)
NO = re.compile(r"(?:no|false|✗|✘|veto(?:ed)?|0)\Z", re.IGNORECASE)
# Properties that hold or not: the names of a row, the answer that asks for something, and what it asks.
HOLDING: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = (
    (
        re.compile(r"(?:pass(?:es)? )?(?:photon )?conversion[- ]?veto|ConversionVeto", re.IGNORECASE),
        YES,
        "conversion_veto",
    ),
    (re.compile(r"(?:has )?pixel (?:track )?seed", re.IGNORECASE), NO, "not pixel_seed"),
    (re.compile(r"pixel seed veto", re.IGNORECASE), YES, "not pixel_seed"),
    (re.compile(r"(?:conversion-safe )?electron veto", re.IGNORECASE), YES, "electron_veto"),
    (re.compile(r"(?:is )?(?:an? )?global(?: muon)?", re.IGNORECASE), YES, "is_global"),
    (re.compile(r"(?:is )?(?:an? )?tracker(?: muon)?", re.IGNORECASE), YES, "is_tracker"),
    (
        re.compile(r"(?:is )?(?:an? )?global (?:muon )?and (?:an? )?tracker muon", re.IGNORECASE),
        YES,
        "is_global and is_tracker",
    ),
    (
        re.compile(r"(?:is )?(?:an? )?(?:PF|particle[- ]flow)(?: muon)?", re.IGNORECASE),
        YES,
        "is_particle_flow",
    ),
)
LEVEL = re.compile(
    r"(?:(?:FC|PLV|FixedCut|PF) ?)?(?:very ?)?(?:loose|medium|tight)(?:LLH|LH|AndBLayer(?:LLH|LH)?|_?VarRad)?\Z"
    rf"|(?:{'|'.join(ISOLATIONS.values())})\Z",
    re.IGNORECASE,
)
LEVELLED = re.compile(r"identification|\bID\b|isolation|quality|working point|\bWP\b", re.IGNORECASE)
LEVEL_TOLD = re.compile(
    r"(?:cut-based |likelihood |LH )?(?:loose|medium|tight) (?:(?:electron|muon|photon|tau|jet|lepton|cut-based"
    r"|likelihood) )*"
    r"(?:ID|identification|isolation|quality|working point|WP)\Z",
    re.IGNORECASE,
)
NUMBER_OF_TRACKS = re.compile(
    r"(?:(?:number of |N_?)?(?:associated |charged )*(?:tracks?|prongs?)|track multiplicity)\Z", re.IGNORECASE
)
TRACKS = re.compile(r"(1|one)(?: ?(?:or|,|/|and) ?)(3|three)(?:[- ]?(?:prongs?|tracks?))?\Z", re.IGNORECASE)
CHARGE = re.compile(r"(?:(?:electric|absolute) )?\|?(?:charge|q)\|?\Z", re.IGNORECASE)
UNIT_CHARGE = re.compile(r"(?:±|\+/-|= ?)? ?(?:1|one)\Z|unit\Z")
# On which side of a number without a sign the objects are that stay.
SIDES = {
    "pt": ">", **dict.fromkeys(
        (
            "eta", "d0", "z0", "z0_sin_theta", "d0_significance", "impact_parameter_3d_significance", "relative_isolation",
            "mini_isolation", "relative_track_isolation",
        ),
        "<",
    ),
}  # fmt: skip
MOST = re.compile(r"\A(max|min)(?:imum|imal|\.)? |[ (]*\b(max|min)(?:imum|imal|\.)?\)?\Z", re.IGNORECASE)
NUMBER = re.compile(r"\d+(?:\.\d+)?(?: ?(?:GeV|TeV|cm|mm))?\Z")
BRACKETS = re.compile(r"[()](?=[^()]*(?:[<>≥≤]|\Z|\|\||&&| or | and ))")
JOINTS = ("AND", "COMMA", "OR", "EXCEPT", "OUTSIDE")


def criterion(noun: Noun, head: str, cell: str, scope: Condition | None = None) -> Reading:
    """The rule that a quantity and a cell behind it make; `scope`: for which of the objects."""
    if scope is not None and not RELATION.match(cell):
        return Reading(left=("a cell",))
    if (held := holding(head)) is not None:
        answer, text = held
        return Reading((rule(noun.name, f"select {text}"),)) if answer.match(cell) else Reading()
    if LEVEL.match(cell) and LEVELLED.search(head):
        return level_in(noun, f"{cell} {head.lower()}")
    if LEVEL_TOLD.match(cell):
        return level_in(noun, cell)
    if tracks := TRACKS.match(cell) if noun.kind == "Tau" and NUMBER_OF_TRACKS.match(head) else None:
        return object_reading(
            Clause((noun,), "REQUIRE", phrases(spelled(f"{tracks[1]} or {tracks[2]} tracks"))), ()
        )
    if CHARGE.match(head) and UNIT_CHARGE.match(cell):
        return Reading((rule(noun.name, "select |charge| == 1"),))
    if (bound := MOST.search(head)) and NUMBER.match(cell):
        head = MOST.sub("", head)
        cell = (
            f"{'<' if (bound[1] or bound[2]).lower() == 'max' else '>'}{'=' if counts(head) else ''} {cell}"
        )
    cell = with_side(head, cell)
    if not RELATION.match(cell):
        return Reading(left=("a cell",)) if NUMBER.match(cell) else named_in_cell(noun, cell, scope)
    given = phrases(spelled(with_unit(named(head, cell), cell)))
    if CONDITIONAL.search(cell) or not all(map(is_part, given)):
        return Reading(left=("a cell",))
    scoped = tuple(replace(each, scope=scope) if isinstance(each, Condition) else each for each in given)
    return object_reading(Clause((noun,), "REQUIRE", scoped if scope is not None else given), ())


def level_in(noun: Noun, words: str) -> Reading:
    """The rule of a working point in words: `tight ID`, `GradientLoose isolation`, which only isolation has."""
    named = next((name for name, written in ISOLATIONS.items() if re.match(rf"(?:{written})\b", words)), None)
    if named is not None:
        return Reading((rule(noun.name, f"select {named}_isolation"),))
    return object_reading(Clause((noun,), "REQUIRE", phrases(spelled(words))), ())


def counts(head: str) -> bool:
    """Whether a quantity is a whole number."""
    found = asked(head)
    return isinstance(found, Condition) and found.variable.name.endswith(WHOLE)


def with_side(head: str, cell: str) -> str:
    """A number with the side of it on which the objects are that stay: `> 25` behind `pT`; where nobody can say, as it is."""
    found = asked(head) if NUMBER.match(cell) else None
    side = SIDES.get(found.variable.name) if isinstance(found, Condition) and is_part(found) else None
    return f"{side} {cell}" if side else cell


def named_in_cell(noun: Noun, cell: str, scope: Condition | None) -> Reading:
    """`JVT > 0.59` below `Other requirements`: a cell that names its quantity; what else it compares is a note."""
    given = phrases(spelled(BRACKETS.sub(" ", cell.replace("||", " or ").replace("&&", " and "))))
    if scope is None and any(isinstance(each, Condition) for each in given) and all(map(is_part, given)):
        return object_reading(Clause((noun,), "REQUIRE", given), ())
    return Reading(left=("a cell",)) if any(isinstance(each, Condition) for each in given) else Reading()


def named(head: str, cell: str) -> str:
    """A quantity by a name that is always its own: an isolation without a unit is relative to the pt."""
    unit = UNIT.search(head) or re.search(r"[GT]eV", cell)
    return "relative isolation" if ISOLATION.match(UNIT.sub("", head).strip()) and not unit else head


def is_part(phrase: Phrase) -> bool:
    """Whether a phrase is a condition on objects, or joins such."""
    own = (
        isinstance(phrase, Condition) and phrase.variable.name in OF_OBJECTS and not phrase.variable.arguments
    )
    return own or is_word(phrase, *JOINTS)


def holding(head: str) -> tuple[re.Pattern[str], str] | None:
    """What a row asks that says yes or no, and the answer that asks it."""
    return next(((answer, text) for name, answer, text in HOLDING if name.fullmatch(head.strip())), None)


@lru_cache(maxsize=512)
def asked(head: str) -> Phrase | None:
    """A head with a limit behind it, where that is one condition; `η` is known with one from above alone."""
    bare = MOST.sub("", UNIT.sub("", named(head, "")).strip(" <>≥≤=")).strip()
    limited = (phrases(spelled(f"{bare} {limit}")) for limit in ("> 2", "< 2"))
    return next((given[0] for given in limited if len(given) == 1), None)


def is_about_objects(head: str) -> bool:
    """Whether a head is a quantity that every object of a kind has."""
    found = asked(head)
    return found is not None and is_part(found)


def is_about_events(head: str) -> bool:
    """Whether a head is a quantity of events, or of one object of an event."""
    found = asked(head)
    return isinstance(found, Condition | Count) and not is_part(found)
