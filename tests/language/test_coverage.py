"""Every construct of the language that says something about events is run and compared on all backends.

In: the grammar, the tables of functions, the programs of the pages. A construct that the language gains is missed here until
a page shows it, a program below has it, or `ELSEWHERE` says which module has it. `docs/generate_backends.py` writes the table
of all of them.
"""

import importlib.util
from pathlib import Path

import pytest
from agreement import plan_of
from constructs import constructs, every
from page_programs import agree, page_programs

from hepir.backends.fused import functions_without_loops
from hepir.intrinsics.core import Signature
from hepir.intrinsics.registry import functions, signatures
from hepir.types.core import Number
from hepir.types.dimensions import ANGLE, ENERGY

ROOT = Path(__file__).parents[2]
OBJECTS = ("leading(Muon)", "leading(Jet)", "leading(Electron)")
# Of calls that stand for more than their signature says.
CALLS = {
    "interpolate": "interpolate(MET.pt, 10.3 GeV, 1.1, 50.3 GeV, 2.7)",
    "bit": "bit(event.n_primary_vertices, 0)",
}
WITHOUT_PAGE = """
object muons from Muon
  select pt > -(3 GeV) ^ 1 and true
  sort by eta ascending
object jets from Jet
  sort by pt descending
region r
  select not false
  select size(first(jets, 2)) >= 1 and nearest(jets, leading(muons)).pt > 3.3 GeV
  weight data = 1.5 on data
  weight simulation = event.n_primary_vertices ^ 2 on simulation
  hist pt = muons.pt in 5 bins from 0.3 GeV to 90.3 GeV
"""
ELSEWHERE = {
    **dict.fromkeys(("model", "model_hash", "model_input", "model_output", "pad"), "test_models"),
    **dict.fromkeys(("places", "scale", "setting"), "test_models"),
    **dict.fromkeys(("function", "function_output"), "test_external_functions"),
    **dict.fromkeys(("branch", "branch_variation", "branches", "input_variation", "tree"), "test_variations"),
    **dict.fromkeys(("stored", "table_unit"), "test_tables"),
    "descends_from": "test_links",
}


def generator():
    """What writes the table of the documentation."""
    spec = importlib.util.spec_from_file_location("generate_backends", ROOT / "docs" / "generate_backends.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def argument(parameter, place):
    """What a parameter takes."""
    match parameter.takes:
        case "collection" | "summed":
            return "Jet"
        case "transverse" if parameter.name != "a":
            return "MET"
        case "momentum" | "direction" | "transverse":
            return OBJECTS[place % len(OBJECTS)]
        case _ if parameter.constant:
            return "0" if parameter.whole else "0.4"
        case _:
            numbers = {ENERGY: "MET.pt", ANGLE: "MET.phi"}
            letters = isinstance(parameter.dimension, str)
            return "MET.pt" if letters else numbers.get(parameter.dimension, "MET.significance")


def call_of(function: Signature) -> str:
    """A call, of which a number can be had."""
    arguments = ", ".join(argument(each, place) for place, each in enumerate(function.parameters))
    suffix = ".pt" if function.returns.gives in ("momentum", "transverse") else ""
    return CALLS.get(function.name, f"{function.name}({arguments})") + suffix


def program_of(function: Signature) -> str:
    """A program that fills a histogram with what a function gives, or cuts on it."""
    call = call_of(function)
    defined = plan_of(f"define value = {call}\nregion r\n  select exists(value)\n").program.definition(
        "value"
    )
    if not isinstance(defined.type, Number):
        return f"region r\n  select {call}\n"
    unit = defined.type.dimension.unit
    return f"region r\n  hist h = {call} in bins [-2.7, 0.13, 0.77, 3.1, 47.3, 991.7] {unit}\n"


@pytest.mark.parametrize("name", signatures())
def test_every_function_is_compared(name: str) -> None:
    agree(plan_of(program_of(signatures()[name])))


def test_what_no_page_shows_of_this_format_is_compared() -> None:
    agree(plan_of(WITHOUT_PAGE))


def test_every_construct_has_a_program() -> None:
    texts = [text for _, text, _ in page_programs()] + [WITHOUT_PAGE]
    seen = {name for text in texts for name in constructs(text)} | {*signatures()}
    wanted = every() - set(generator().SAYS_NOTHING)
    assert wanted - seen - ELSEWHERE.keys() == set()
    assert set(ELSEWHERE) & seen == set(), "a program has it by now"


@pytest.mark.parametrize("module", sorted({*ELSEWHERE.values()}))
def test_elsewhere_is_somewhere(module: str) -> None:
    text = (ROOT / "tests" / "backends" / f"{module}.py").read_text(encoding="utf-8")
    assert any(each in text for each in ("assert_agreement", "compare_region(", 'backend="interpreter"'))


def test_the_loop_has_every_function() -> None:
    plans = [plan for _, _, plan in page_programs()] + [
        plan_of(program_of(each)) for each in functions().values()
    ]
    assert [each for plan in plans for each in functions_without_loops(plan)] == []


def test_the_table_of_the_documentation_names_every_construct() -> None:
    table = generator()
    named = {name for group in table.GROUPS.values() for name in group}
    assert named >= every() - set(table.SAYS_NOTHING) - {*signatures()}
    assert table.main(["--check"]) == 0, "run `python docs/generate_backends.py`"
