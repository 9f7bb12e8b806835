"""Every construct of the language can be written by a model and is then accepted, or is left out for a reason.

A model that lists programs as JSON can list it, too.

By construction: for each construct there is a walk through the grammars that looks for it. A construct that the language
gains is missed here until the grammars have it, or `LEFT_OUT` says why they do not.
"""

import random

import pytest
from constructs import constructs, every
from walks import seek

from hepir.extract.assembling import program_text
from hepir.extract.citing import Citable
from hepir.extract.draft import DraftStatement
from hepir.extract.listed.answers import Item
from hepir.extract.listed.judging import judge
from hepir.extract.typed.bodies import whole_body
from hepir.extract.typed.heads import head_grammar
from hepir.extract.typed.literals import quoted
from hepir.extract.typed.openings import read_head
from hepir.extract.writing import Writing
from hepir.intrinsics.registry import callable_names

LEFT_OUT = {
    # written by the drafting around a statement: the title, the quotes, the citations
    **dict.fromkeys(("analysis", "source", "page", "cited"), "is made of the document and of citations"),
    "reference": "is made when references are followed",
    "assumed": "a statement of a draft rests on a quote",
    # what a publication cannot say: how files are called
    **dict.fromkeys(("stored", "table_unit"), "names a file of corrections"),
    **dict.fromkeys(("branch_variation", "branch"), "names a branch of a file"),
    **dict.fromkeys(("input_variation", "branches", "tree"), "names a tree or branches of a file"),
    **dict.fromkeys(
        ("model", "model_input", "model_output", "model_hash", "places", "setting", "pad"), "names a file"
    ),
    **dict.fromkeys(("function", "function_output"), "names a file of code"),
    **dict.fromkeys(
        ("transverse", "transverse_missing"), "gives a momentum in the plane, which stands in sums alone"
    ),
}
QUOTE = (
    "At least two jets have pT > 30 (20) GeV and |eta| < 2.4; the efficiency is 0.8, 0.9 or 0.95 in bins of 300, 500 and "
    "1000 GeV for decays of Z bosons, with the trigger HLT_IsoMu24 of CMS, in 50 bins, at 13 TeV, 35.9 fb^-1 "
    "(arXiv:1704.07781)"
)
UNIT = Citable("s1", QUOTE, 1, references=("arXiv:1704.07781",))
BEGINNING = (
    DraftStatement("", "object jets from Jet"),
    DraftStatement("jets", "sort by pt descending"),
    DraftStatement("", "combine pairs = (l1, l2) from Muon"),
    DraftStatement("", "choose best from pairs minimizing |mass - 91 GeV|"),
    DraftStatement("", "table scale axis pt in bins [20, 30] GeV values [0.9] outside clamp"),
    DraftStatement("", "define open = ?"),
    DraftStatement("", "systematic shift"),
    DraftStatement("", "region base"),
    DraftStatement("base", "select size(jets) >= 2"),
    DraftStatement("base", "weight nominal = 0.9"),
)
OF_VARIABLES = ("any", "all", "none", "count")
# beginnings of heads, each with what is looked for behind it
HEADS = {
    "object ": ("",),
    "combine ": ("", " disjoint"),
    "choose ": ("minimizing", "maximizing"),
    "define ": ("",),
    "table ": ("",),
    "systematic ": ("",),
    "region ": ("", " from base"),
    "in jets limit": ("",),
    "in jets let ": ("",),
    "in base when": ("",),
    "in base weight ": ("",),
    "in base hist ": ("",),
    "in base bin": ("",),
    "in base expect ": ("",),
    "in base reject": ("",),
    "in shift ": ("up weight ", "down ", "up jets.pt", "up MET."),
    "in analysis ": ("sqrt_s ", "luminosity ", "experiment ", "paper "),
    "unresolved ": ("",),
    "delegated ": ("",),
    "dismissed ": ("",),
}
# beginnings of heads with what is looked for in the body
SIGNS = ("<", "<=", ">", ">=", "==", "!=", "+", "-", "*", "/", "^", "and", "or")
BODIES = {
    "in base select": (
        *(f"{name}(" for name in callable_names() if name not in (*OF_VARIABLES, "mean", *LEFT_OUT)),
        *(f" {each} " for each in SIGNS),
        *("|", "[", "(", "not ", "(MET.pt if ", " else ", "true if", " else false", "?", "-"),
        *("scale(", "open", "exists(best.l1.gen_particle"),
    ),
    "in base for x in jets select": (
        *(f"{name}(" for name in OF_VARIABLES),
        *("all(dr(x, nearest(jets, x", "any(x.pt > 30 GeV for x in jets where"),
    ),
    "in base over x in jets select": ("mean(x", "sum(x", "min(x", "max(x.pt for x in jets where"),
    "in base for x in GenParticle select": ("any(bit(x", "any(descends_from(x"),
    "in jets select": ("this", "gen_jet", "nearest(", "hit_or_miss(scale(pt), this"),
    "in jets sort by": ("eta ascending", "eta descending"),
    "in base bin": (
        *((" MET.pt in", each) for each in (" bins [", " bins from ", " log bins from ")),
        *((" MET.pt, size(jets) in", each) for each in (" by [", ", inf]", " [300, 500] GeV by [30, 50], [")),
    ),
    "in base hist masses =": ("first(jets, 2).pt", "pairs.mass", ", ", " log bins"),
    "in base expect observed ": (" +- ", "-"),
    "in base weight trigger =": (" on data", " on simulation", "?"),
    "table efficiency axis": (
        *(" outside clamp", " outside 0", " errors [", " errors up [", " errors down [", " axis "),
    ),
    "define quantity =": ("?", "GeV", "jets[0]", "MET", "jets[0] + jets[1]", "true if"),
    "choose other from pairs minimizing": (" then maximizing ",),
    "in base when": (" otherwise ",),
}
WISHES = [
    *((head, sought, "") for head, those in HEADS.items() for sought in those),
    *((head, "", sought) for head, those in BODIES.items() for sought in those),
]


@pytest.fixture(scope="module")
def writing():
    made = Writing("A search")
    for statement in BEGINNING:
        assert made.add(statement) is None, made.dropped
    return made


def written(writing, head, then, body, source):
    """A random statement that begins with a head and has what is looked for; None where it grew too long."""
    scene, offered = writing.scene, quoted(QUOTE)
    grammar = head_grammar(scene, offered, ("arXiv:1704.07781",), writing.facts)
    opening = seek(grammar, source, head, then)
    if opening is None:
        return None
    read = read_head(opening, scene)
    wishes = iter((body,) if isinstance(body, str) else body)
    rest = whole_body(scene, read, offered, lambda grammar, _: seek(grammar, source, "", next(wishes, "")))
    return None if rest is None else DraftStatement(read.target, f"{read.text}{rest}".rstrip("\n"))


def constructs_of(writing, head, then, body):
    """Those of a statement that is looked for, written and accepted; none where no walk finds it or it is refused."""
    tries = (written(writing, head, then, body, random.Random(seed)) for seed in range(12))
    statement = next((each for each in tries if each is not None), None)
    assert statement is not None, f"no walk finds {head} ... {then or body}"
    made, also = (
        Writing(writing.title, writing.kinds, list(writing.statements), program=writing.program) for _ in "12"
    )
    assert made.add(statement) is None, (statement.text, made.dropped)
    place = f"in {statement.target} " if statement.target else ""
    assert judge(Item(UNIT.id, "", f"{place}{statement.text}"), {UNIT.id: UNIT}, also) is None, statement.text
    return set(constructs(program_text(made.draft)))


def test_all_that_is_not_left_out_is_written_and_accepted(writing):
    # one test: what is missed is known when all walks are done
    seen = set().union(*(constructs_of(writing, *wish) for wish in WISHES))
    assert every() - seen == set(LEFT_OUT) - {"analysis"}
