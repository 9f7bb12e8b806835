"""What objects a clause and its conditions are about: its subject, what a variable is of, `for electrons` behind a condition.

In: a clause. Out: nouns, and for a condition the collections with whether they take the values in parentheses.
"""

from __future__ import annotations

from hepir.extract.builtin.about_events import is_both
from hepir.extract.builtin.clauses import Clause, nouns, object_conditions
from hepir.extract.builtin.phrases import UNKNOWN, Condition, Noun, OneSided, Phrase, is_word

# Words that make a cut on the objects behind them one on other objects than those of the analysis.
OTHERS = frozenset({"additional", "extra", "further", "remaining", "nearby", "associated", UNKNOWN})
PAIRED = 2
# Of tracks, and so of the objects that these are the tracks of.
OF_TRACKS = (
    "d0", "d0_significance", "z0", "z0_sin_theta", "impact_parameter_3d", "impact_parameter_3d_significance", "chi2",
    "pixel_hits", "pixel_layers", "sct_hits", "tracker_hits", "tracker_layers", "missing_hits", "relative_pt_uncertainty",
)  # fmt: skip

# Of one kind of objects alone, so that a sentence need not name them.
OF_ONE_KIND = {
    **dict.fromkeys(("chi2", "matched_stations", "muon_hits", "tracker_layers"), "Muon"),
    **dict.fromkeys(
        (
            "charged_hadron_fraction",
            "neutral_hadron_fraction",
            "charged_em_fraction",
            "neutral_em_fraction",
            "muon_fraction",
        ),
        "Jet",
    ),
    **dict.fromkeys(("n_constituents", "n_charged", "n_neutral", "jvf", "jvt"), "Jet"),
    "r9": "Photon",
}


def owners_implied(clause: Clause) -> tuple[Noun, ...]:
    """`The fraction of the energy carried by neutral hadrons must be below 99%`: of jets, where no noun stands."""
    kinds = {OF_ONE_KIND.get(each.variable.name, "") for each in object_conditions(clause.phrases)}
    alone = len(kinds) == 1 and not nouns(clause.phrases)
    return tuple(Noun(each, plural=True) for each in kinds if alone and each)


def owners_named(clause: Clause) -> tuple[Noun, ...]:
    """`The impact parameter of electrons (muons) must be below 5 (3)`, `below 5 (3) for electrons (muons)`: what the variable
    is of, if no other noun stands."""
    phrases = clause.phrases
    behind = [
        each
        for place, each in enumerate(phrases)
        if place > 1 and is_word(phrases[place - 1], "FOR") and isinstance(phrases[place - 2], Condition)
    ]
    owners = [
        each for condition in object_conditions(clause.phrases) for each in condition.variable.arguments
    ]
    if any(each not in behind for each in nouns(clause.phrases)):
        return ()
    return tuple(each for each in (*behind, *owners) if isinstance(each, Noun) and each.plural)


def subject_of(clause: Clause) -> tuple[Noun, ...]:
    """The nouns joined by `and`, `or` and commas that a clause begins with, each perhaps with conditions of its own."""
    return tuple(noun for group in subject_groups(clause) for noun in group)


def subject_groups(clause: Clause) -> list[list[Noun]]:
    """The nouns of the subject, apart where conditions stand between them."""
    groups: list[list[Noun]] = [[]]
    for phrase in clause.before or clause.after:
        if isinstance(phrase, Noun):
            groups[-1].append(phrase)
        elif isinstance(phrase, Condition) and any(groups):
            groups.append([])
        elif ends_subject(phrase, begun=any(groups)):
            break
    return [each for each in groups if each]


def ends_subject(phrase: Phrase, *, begun: bool) -> bool:
    """Whether the subject is over: at any word that joins no nouns, and before it at `with`."""
    joins = is_word(phrase, "AND", "OR", "COMMA", "OTHER", "WITH")
    return not joins if begun else is_word(phrase, "WITH")


def owners_of(
    clause: Clause, place: int, condition: Condition, subject: tuple[Noun, ...]
) -> list[tuple[str, bool]]:
    """The kinds that a condition is about, and whether they take the values in parentheses."""
    stated = [each for each in condition.variable.arguments if isinstance(each, Noun)]
    if following := behind_for(clause.phrases, place):
        apart = condition.variable.name not in OF_TRACKS and is_sort_of_tracks(following, subject)
        return [] if apart else kinds_of(following, condition)
    if stated:
        return kinds_of(tuple(stated), condition)
    nearest = nearest_noun(clause.phrases, place, besides=aside(condition, subject))
    if place < len(clause.before) and nearest is not None:
        own = next((each for each in subject_groups(clause) if nearest in each), None)
        return kinds_of(tuple(own), condition) if own else []
    if subject and nearest is not None and is_behind_for(clause.phrases, place, nearest):
        return kinds_of(
            subject, condition
        )  # `below 5 (3) for electrons (muons) and |z0| < 0.5 mm`: of all that is spoken of
    again = (
        nearest is not None
        and nearest.determiner in ("those", "the", "each")
        and not nearest.ranks
        and nearest.name in {each.name for each in subject}
    )
    return kinds_of(subject, condition) if nearest is None or nearest in subject or again else []


def aside(condition: Condition, subject: tuple[Noun, ...]) -> tuple[str, ...]:
    """The kinds of nouns before a condition that it is not about: vertices, and tracks of what the clause is about."""
    kinds = {each.kind for each in subject}
    own = condition.variable.name in OF_TRACKS and kinds and "Track" not in kinds
    return tuple(each for each, left_out in (("Vertex", "Vertex" not in kinds), ("Track", own)) if left_out)


def is_behind_for(phrases: tuple[Phrase, ...], place: int, noun: Noun) -> bool:
    """Whether a noun before a condition says of whom the condition before it is."""
    at = max((number for number, each in enumerate(phrases[:place]) if each is noun), default=0)
    limits = at > 1 and is_word(phrases[at - 1], "FOR") and isinstance(phrases[at - 2], Condition)
    return limits and all(
        is_word(each, "AND", "COMMA", "DETERMINER", "WITH") for each in phrases[at + 1 : place]
    )


def is_sort_of_tracks(nouns: tuple[Noun, ...], subject: tuple[Noun, ...]) -> bool:
    """`tracks must have pT > 5 GeV for electrons and 10 GeV for hadrons`: which of the tracks, by what they are of."""
    return bool(subject) and all(each.kind == "Track" for each in subject) and nouns[0].kind != "Track"


def kinds_of(given: tuple[Noun, ...], condition: Condition) -> list[tuple[str, bool]]:
    """Kinds of nouns, with those in parentheses; none where a word sets these objects apart."""
    if any(
        OTHERS.intersection(each.words) or each.ranks or each.number or "other" in each.determiner
        for each in given
    ) or (len(given) == 1 and is_both(given[0])):
        return []
    paired = isinstance(condition.relation, OneSided) and bool(condition.relation.others)
    if paired and not any(each.other for each in given):
        # `electrons and muons must have |eta| < 2.5 (2.4)`
        return [(given[0].name, False), (given[1].name, True)] if len(given) == PAIRED else []
    found: list[tuple[str, bool]] = []
    for each in given:
        found.append((each.name, False))
        if each.other:
            found.append((each.other_name, paired))
    return found


def behind_for(phrases: tuple[Phrase, ...], place: int) -> tuple[Noun, ...]:
    """`for electrons`, `for both the electrons and muons` right behind a condition."""
    following = [each for each in phrases[place + 1 :] if not is_word(each, "DETERMINER", "RIGHT", "OTHER")]
    if not following or not is_word(following[0], "FOR"):
        return ()
    if len(following) > 2 and is_word(following[1], "WORD") and isinstance(following[2], Noun):
        return (following[2],) if UNKNOWN in following[2].words else ()  # `for hadron tracks`
    found: list[Noun] = []
    for place, phrase in enumerate(following[1:], 1):
        if isinstance(phrase, Noun):
            found.append(phrase)
        elif not is_word(phrase, "AND", "OR", "COMMA") or not continues(following, place):
            break
    return tuple(found)


def continues(phrases: list[Phrase], joint: int) -> bool:
    """Whether a noun follows a joint."""
    return joint + 1 < len(phrases) and isinstance(phrases[joint + 1], Noun)


def nearest_noun(phrases: tuple[Phrase, ...], place: int, besides: tuple[str, ...] = ()) -> Noun | None:
    """The noun that stands last before a condition, but for those of some kinds."""
    before = [each for each in nouns(phrases[:place]) if each.kind not in besides]
    return before[-1] if before else None
