"""Plain English: every number and direction is said, and the built-in reader reads the same criteria out of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from random_programs import programs

from hepir import api
from hepir.explain import conditions as conditions_module
from hepir.explain import nouns
from hepir.explain.english import english, sentences
from hepir.explain.words import COMPARED, COUNTED
from hepir.extract.assembling import program_text
from hepir.extract.builtin import read_selection
from hepir.extract.comparing import Comparison, compare
from hepir.extract.sides import ReadProgram
from hepir.ir.regions import ancestors
from hepir.reading.opening import from_text, read_file
from hepir.reading.recognising import Kind
from hepir.semantics import expressions
from hepir.semantics.expressions import Compare, Constant, Expression, walk
from hepir.semantics.program import Cut, Filter, ObjectDefinition, Program
from hepir.semantics.quoted import says
from hepir.source import Source
from hepir.types.core import Number
from hepir.types.dimensions import without_angle

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.hep"))
BELOW, ABOVE = ("below", "at most", "fewer than", "<"), ("above", "at least", "more than", ">")


def reading(text: str) -> ReadProgram:
    return api.reading(Source("x.hep", text))


def conditions(program: Program) -> Iterator[tuple[int, Expression]]:
    """Every condition with its line."""
    for definition in program.definitions:
        if isinstance(definition, ObjectDefinition):
            yield from (
                (rule.origin.line, rule.condition) for rule in definition.rules if isinstance(rule, Filter)
            )
    for region in program.regions:
        yield from ((cut.origin.line, cut.condition) for cut in region.cuts)


def numbers(condition: Expression) -> Iterator[tuple[str, str | None]]:
    """The limits of the comparisons in a condition, as texts with units."""
    for node in walk(condition):
        if not isinstance(node, Compare):
            continue
        for each in node.operands:
            if (
                isinstance(each, Constant)
                and isinstance(each.type, Number)
                and not isinstance(each.value, str)
            ):
                unit = without_angle(each.type.dimension).unit
                yield f"{abs(each.value):.12g}", unit or None


def missing(program: Program) -> list[tuple[str, str, str | None]]:
    """Numbers of conditions that their sentences do not say."""
    said: dict[int, str] = {}
    for each in sentences(program):
        said[each.line] = f"{said.get(each.line, '')} {each.text}"
    return [
        (said.get(line, ""), number, unit)
        for line, condition in conditions(program)
        for number, unit in numbers(condition)
        if number != "0" and "e" not in number and not says(said.get(line, ""), number, unit)
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda each: each.stem)
def test_every_number_of_the_examples_is_said(path: Path) -> None:
    assert missing(reading(path.read_text(encoding="utf-8")).program) == []


@given(programs())
def test_every_number_of_random_programs_is_said(text: str) -> None:
    program = reading(text).program
    assert missing(program) == []
    assert english(program).startswith("# ")


@pytest.mark.parametrize(("sign", "words"), [*COMPARED.items()])
def test_directions_are_said(sign: str, words: str) -> None:
    text = f"region r\n  select MET.pt {sign} 120 GeV\n  reject 70 GeV {sign} sum(Jet.pt)\n"
    first, second = [each.text for each in sentences(reading(text).program)]
    assert first == f"The missing transverse momentum must be {words} 120 GeV."
    turned = {">": "below", ">=": "at most", "<": "above", "<=": "at least"}.get(sign, words)
    assert second == f"Events with the sum of the pT of the jets {turned} 70 GeV are rejected."


@pytest.mark.parametrize(("sign", "words"), [*COUNTED.items()])
def test_counts_are_said(sign: str, words: str) -> None:
    (said,) = sentences(reading(f"region r\n  select size(Jet) {sign} 3\n").program)
    assert said.text == f"Events must contain {words} three jets."


FURTHER = """object muons from Muon
  select exists(gen_particle) and descends_from(gen_particle, 23, 9000)
  sort by pt descending
  limit 4
object jets from Jet
  select pt > 30 GeV
table efficiency
  axis pt in bins [20, 40, 200] GeV
  axis abs_eta in bins [0, 1.2, 2.4]
  values [0.9, 0.95, 0.8, 0.85]
  outside clamp
systematic scale
  up Jet.pt = pt * 1.02
  down weight trk = 0.99
systematic stored
  up from branches "_up"
  down Jet.pt from branch "Jet_pt_down"
combine trios = (a, b, c) from muons
choose best from trios minimizing |mass - 172.5 GeV|
region base
  select size(muons) == 2 or size(muons) == 4
  select event.n_primary_vertices == 1 or event.n_primary_vertices == 3
  when size(jets) >= 1 select MET.pt > 30 GeV otherwise ht(jets) > 50 GeV
  select 30 GeV < MET.pt < 500 GeV or (exists(best) and best.mass > 100 GeV)
  weight eff = efficiency(muons[0].pt, |muons[0].eta|) else 1 on simulation
  weight trk = 1
  bin size(jets), MET.pt in [0, 2] by [50, 100] GeV, [2, inf] by [100, inf] GeV
"""
SAID = (
    "the generated particle of the muon exists and the generated particle of the muon descends from a Z boson or "
    "a particle of number 9000.",
    "Only the first 4 muons are kept.",
    "Trios are all triplets of the muons, called a, b and c.",
    "Best is the trio with the mass closest to 172.5 GeV.",
    "there are exactly two muons or there are exactly four muons.",
    "For events with at least one jet, the missing transverse momentum must be above 30 GeV. For all other events, the sum "
    "of the pT of the jets must be above 50 GeV.",
    "Events are kept only if the missing transverse momentum is above 30 GeV and below 500 GeV or both the best exists and "
    "the mass of the best is above 100 GeV.",
    "the number of primary vertices of the event is equal to 1 or 3.",
    "Events are weighted in simulation by the efficiency at the pT of the leading muon and the |η| of the leading muon "
    "(or 1 where there is none) (eff).",
    "the number of jets and the missing transverse momentum in the cells 0 to 2 by 50 GeV to 100 GeV and 2 and more by "
    "100 GeV and more.",
    "The table efficiency has a value for each bin of pT with the edges 20 GeV, 40 GeV and 200 GeV and |η| with the edges "
    "0, 1.2 and 2.4, the last of these running fastest: 0.9, 0.95, 0.8 and 0.85; beyond them that of the nearest bin counts.",
    "For scale up, the pT of jets becomes pT times 1.02.",
    "For scale down, the weight trk becomes 0.99.",
    "For stored up, branches are read whose names end with _up.",
    "For stored down, the pT of jets is read from the branch Jet_pt_down.",
)


def test_further_constructs_are_said() -> None:
    text = english(reading(FURTHER).program)
    assert [each for each in SAID if each not in text] == [], text


def test_random_acceptance_is_said() -> None:
    text = english(
        reading(
            "table eff\n  axis pt in bins [0, 20, 50] GeV\n  values [0.2, 0.5]\n  outside clamp\n"
            "object muons from Muon\n  select hit_or_miss(eff(pt), this)\nregion r\n  select size(muons) >= 2\n"
        ).program
    )
    assert "Muons are kept only if a random number is below the eff at pT." in text


def test_every_expression_has_words() -> None:
    classes = [each for each in vars(expressions).values() if isinstance(each, type)]
    known = [each for each in classes if issubclass(each, Expression) and each is not Expression]
    spoken = {name for module in (conditions_module, nouns) for name in vars(module)}
    assert len(known) > 20
    assert [each for each in known if not {base.__name__ for base in each.__mro__[:-2]} & spoken] == []


# ---- reading it back ----


def read_back(program: Program) -> ReadProgram:
    """The program that the built-in reader makes of the English of another."""
    text = english(program)
    document = from_text("said.md", text, Kind.MARKDOWN, read_file("said.md", text.encode()))
    return reading(program_text(read_selection(document)))


def one_by_one(found: ReadProgram, most: int = 20) -> Iterator[Comparison]:
    """Each region, with all cuts of its parents, as the one preselection of a publication."""
    for region in found.program.regions[:most]:
        whole = (*ancestors(region, found.program), region)
        cuts: tuple[Cut, ...] = tuple(cut for each in whole for cut in each.cuts)
        alone = replace(region, name="preselection", parents=(), cuts=cuts)
        program = replace(found.program, regions=(alone,), notes=())
        yield compare(replace(found, program=program), read_back(program))


def criteria(comparison: Comparison) -> tuple[int, int]:
    """How many criteria came back as they were, of how many."""
    same = sum(first.kind == "criterion" for first, _ in comparison.same)
    same += sum(each.kind == "criterion" for each in comparison.repeated_first)
    lost = sum(each.kind == "criterion" for each in comparison.only_first)
    return same, same + lost + len(comparison.different)


def wrong(comparison: Comparison) -> list[str]:
    """Criteria that came back with another number, operator or unit."""
    return [
        f"{each.first.written} came back as {each.second.text}"
        for each in comparison.different
        if each.first.kind == "criterion" and set(each.aspects) - {"scope"}
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda each: each.stem)
def test_examples_come_back(path: Path) -> None:
    for comparison in one_by_one(reading(path.read_text(encoding="utf-8"))):
        assert wrong(comparison) == []


USUAL = """analysis "A search"
object electrons from Electron
  select pt > 10 GeV and |eta| < 2.47
  select medium_id
  select |d0_significance| < 5
object muons from Muon
  select pt >= 10 GeV
  select relative_isolation <= 0.15
  reject 1.4 < |eta| < 1.6
object photons from Photon
  select |eta| < 1.37 or 1.52 < |eta| < 2.37
object jets from Jet
  select pt > 30 GeV
  select |eta| < 2.4
  reject any(dr(this, e) < 0.2 for e in electrons)
  sort by pt descending
define ht = sum(jets.pt)
region search
  select trigger("HLT_A")
  select size(jets) >= 2
  select size(jets) <= 7
  select size(muons) == 0
  reject size(electrons) > 1
  select count(j.pt > 100 GeV for j in jets) >= 1
  select 250 GeV < MET.pt < 900 GeV
  reject MET.pt / sqrt(ht) <= 5 GeV^(1/2)
  select leading(jets).pt > 80 GeV
  select jets[1].pt > 50 GeV
  select dphi(jets[0], MET) > 0.5
  select ht >= 500 GeV
  select transverse_mass(leading(photons), MET) > 100 GeV
  when size(jets) >= 3 select dphi(jets[2], MET) > 0.3
"""


def test_the_usual_criteria_come_back() -> None:
    (comparison,) = one_by_one(reading(USUAL))
    assert wrong(comparison) == []
    same, every = criteria(comparison)
    lost = [each.written for each in comparison.only_first if each.kind == "criterion"]
    assert every >= 24
    assert same >= every - 2, lost


PAPERS = {
    "ATLAS-EXOT-2016-32_1704.03848.pdf": 0.8,
    "CMS-SUS-16-035_1704.07323.pdf": 0.8,
    "CMS-SUS-16-046_1711.08008.pdf": 0.8,
}


SLOW = [pytest.param(name, marks=pytest.mark.slow) for name in list(PAPERS)[:2]]


@pytest.mark.parametrize("name", [*SLOW, list(PAPERS)[-1]])
def test_drafts_of_real_papers_come_back(papers: Path, name: str) -> None:
    draft = reading(api.extract(papers / name).program)
    found = list(one_by_one(draft, most=5))
    assert [each for comparison in found for each in wrong(comparison)] == []
    same, every = (sum(column) for column in zip(*map(criteria, found), strict=True))
    assert same / every >= PAPERS[name], (same, every)
