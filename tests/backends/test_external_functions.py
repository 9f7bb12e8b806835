"""External functions mean the same in columns and in the interpreter, in random programs too; what is declared wrongly."""

from functools import cache
from unittest.mock import patch

import agreement
import awkward as ak
import numpy as np
import pytest
from agreement import SCHEMA, assert_agreement, load, module_text, plan_of
from delicate import DelicateError
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from made_adl_events import BRANCHES
from made_functions import CODE, DECLARED, FILE, HASH, PROGRAM, declaring, written
from random_events import events
from random_programs import Writer

from hepir.backends.awkward import emit_processor
from hepir.backends.fused import functions_without_loops
from hepir.backends.interpreter import interpret
from hepir.compiling import analyse
from hepir.interop.adl.exporting import export_adl
from hepir.interop.graph import dot
from hepir.interop.latex import table
from hepir.interop.typed_json import from_json, to_json
from hepir.intrinsics.external_functions import numbers_from
from hepir.passes import optimised
from hepir.pipeline.function_files import named_functions, put_into, ready
from hepir.semantics import errors
from hepir.source import Source
from hepir.syntax.formatting import format_source
from hepir.syntax.parsing import parse

TOTAL = """import numpy as np


def score(pt, eta):
    return np.nan_to_num(np.tanh(pt / 50) - 0.1 * np.arctan(eta))


def calibrated(pt, first):
    return np.nan_to_num(1.02 * pt + 0.25 * np.abs(first), posinf=1e6, neginf=-1e6)
"""
HEADERS = declaring(TOTAL, "score", "  input pt GeV\n  input eta\n") + declaring(
    TOTAL, "calibrated", "  input pt MeV\n  input first GeV pad 3\n  output MeV\n"
)


class Calling(Writer):
    """Draws programs whose numbers are often those of functions."""

    def any_number(self, dimension, view, depth):
        if depth <= 0 or dimension not in ("", "GeV") or not self.chance(25):
            return super().any_number(dimension, view, depth)
        first, second = "GeV", "GeV" if dimension else ""
        (one, missing), (other, also) = (self.number(each, view, depth - 1) for each in (first, second))
        if dimension:
            return f"calibrated({one}, {other})", missing
        return f"score({one}, {other})", missing or also


@st.composite
def programs(draw):
    """Texts of programs that call functions."""
    text = Calling(draw).program()
    assume("score(" in text or "calibrated(" in text)
    return HEADERS + text


def named(text, path):
    """The plan of a program, and its functions, ready."""
    plan = plan_of(text)
    return plan, ready(named_functions(plan, Source("random.hep", text), [str(path)]))


def agree(plan, called, columns):
    """Columns and the interpreter count the same."""

    def loading(text):
        module = load(text)
        put_into(module, called)
        return module

    with patch.object(agreement, "load", loading):
        assert_agreement(plan, columns, "simulation", backends=("awkward",))


@pytest.fixture(scope="module")
def total(tmp_path_factory):
    return written(tmp_path_factory.mktemp("functions"), TOTAL)


@settings(suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_random_programs(data, total):
    plan, called = named(data.draw(programs()), total)
    try:
        agree(plan, called, data.draw(events(plan.columns)))
    except DelicateError:
        assume(False)


def test_the_program_of_the_tests(tmp_path):
    plan, called = named(PROGRAM, written(tmp_path))
    assert set(functions_without_loops(plan)) == {"score", "calibrated"}
    columns = {name: BRANCHES[name] for name in plan.columns}
    counts = interpret(plan, columns, "simulation")
    assert 0 < counts.regions["search"].steps[1].entries < counts.events
    agree(plan, called, columns)


def test_values_and_units_are_those_that_are_declared(tmp_path):
    plan, _ = named(
        PROGRAM + "region all\n  hist e = energy in 100 bins from 0 GeV to 100 GeV\n", written(tmp_path)
    )
    event = {"MET_pt": [50.0], "Jet_pt": [[33.0]]}
    columns = {
        name: ak.Array(event.get(name, [[0.1]] if not name.startswith("MET") else [0.1]))
        for name in plan.columns
    }
    (cell,) = interpret(plan, columns, "simulation").regions["all"].histograms["e"]
    assert cell[0] - 1 == int(1.02 * 50 + 0.25 * 33)


def test_generated_code_stands_alone(tmp_path):
    plan = plan_of(PROGRAM)
    text = module_text(plan)
    assert text == module_text(plan_of(PROGRAM))
    assert f"{FILE}, sha256 {HASH.removeprefix('sha256:')}" in text
    assert str(tmp_path) not in text
    columns = {name: BRANCHES[name] for name in plan.columns}

    module = load(text)
    with pytest.raises(ValueError, match=r"say where that is, FUNCTION_FILES\['my_functions.py'\] = PATH"):
        module.analyse(columns, module.new_results(), simulation=True)
    module.FUNCTION_FILES[FILE] = written(tmp_path)
    results = module.new_results()
    module.analyse(columns, results, simulation=True)
    assert results["search"]["entries"][0] == len(BRANCHES["MET_pt"])

    module = load(text)
    module.FUNCTION_FILES[FILE] = written(tmp_path, CODE + "\n")
    with pytest.raises(ValueError, match="is not the file that this was made for"):
        module.analyse(columns, module.new_results(), simulation=True)


def test_a_processor_of_coffea_says_what_it_needs():
    text = emit_processor(optimised(plan_of(PROGRAM)), "x.hep", SCHEMA, "0").text
    assert "FUNCTION_FILES = {}" in text
    assert "argparse" not in text


@cache
def diagnostics(text):
    return analyse(Source("x.hep", text)).diagnostics


USE = "region r\n  select MET.pt > 20 GeV\n"
NO_INPUT = declaring("", rules="")
DECLARATIONS = {
    "no input": (NO_INPUT, "it has no `input`"),
    "twice": (declaring("", rules="  input pt GeV\n  input pt\n"), "two of its inputs are called `pt`"),
    "two outputs": (declaring("", rules="  input pt\n  output GeV\n  output mm\n"), "it says this twice"),
    "a scale": (declaring("", rules="  input pt GeV scale 30\n"), "`scale` is for models"),
    "too many places": (declaring("", rules="  input pt 5000 places\n"), "has 5000 places, not 1 to 1000"),
    "no hash": (f'function f from "{FILE}"\n  input pt\n', "it does not say the hash of its file"),
    "half a hash": (f'function f from "{FILE}"\n  hash "sha256:aa"\n  input pt\n', "64 digits from 0 to f"),
    "two hashes of a file": (declaring("1") + declaring("2", "g"), "another function says another hash"),
    **{
        path: (declaring("").replace(FILE, path), "named by its name alone")
        for path in ("../my_functions.py", "/etc/passwd", "code/f.py", "f.so", ".py", 'a\\"\\"\\".py')
    },
}


@pytest.mark.parametrize("name", DECLARATIONS)
def test_what_is_declared_wrongly(name):
    text, problem = DECLARATIONS[name]
    found = diagnostics(text + USE)
    assert [each.code for each in found if each.severity.name == "ERROR"] == ["HEP0244"], found
    assert problem in found[0].message
    assert found[0].span.start > 0


CALLS = {
    "calibrated(MET.pt)": "HEP0206",
    "calibrated(MET.pt, jets.pt, 1)": "HEP0206",
    "calibrated(20, jets.pt)": "HEP0304",
    "calibrated(MET.pt, MET.pt)": "HEP0205",
    "calibrated(MET.pt, Jet.pt)": "HEP0202",
    "calibrated(MET.pt, jets.eta)": "HEP0304",
    "score(MET.pt, 1)": "HEP0303",
    "scor(MET.pt, 1)": "HEP0101",
    "hit_or_miss(score(MET.pt, 1))": "HEP0205",
}


@pytest.mark.parametrize("call", CALLS)
def test_wrong_calls(call):
    jets = "object jets from Jet\n  sort by pt descending\n"
    whole = call if call.startswith("hit") else f"{call} > 5 GeV"
    found = diagnostics(f"{DECLARED}{jets}region r\n  select {whole}\n")
    assert CALLS[call] in {each.code for each in found if each.severity.name == "ERROR"}, found


@pytest.mark.parametrize("name", ["sqrt", "dr", "size", "any"])
def test_names_that_are_taken(name):
    found = diagnostics(declaring("", name) + USE)
    assert [each.code for each in found if each.severity.name == "ERROR"] == ["HEP0102"]


@pytest.mark.parametrize("other", ["define f = MET.pt\n", "table f\n  axis x in bins [0, 1]\n  values [1]\n"])
def test_a_name_means_one_thing(other):
    found = diagnostics(declaring("") + other + USE)
    assert "HEP0102" in [each.code for each in found]


def test_a_function_that_nothing_calls_is_unused():
    found = diagnostics(declaring("") + USE)
    assert [type(each) for each in found] == [errors.UnusedObject]
    called = declaring("") + "define x = f(MET.pt)\nregion r\n  select x > 1\n"
    assert not diagnostics(called)
    varied = declaring("") + USE + "  weight w = 1.1\nsystematic s\n  up weight w = f(MET.pt)\n"
    assert not diagnostics(varied)


def test_the_text_in_other_forms():
    assert format_source(PROGRAM) == PROGRAM
    program = analyse(Source("x.hep", PROGRAM)).program
    assert from_json(to_json(program)) == program
    parsed = parse(Source("x.hep", PROGRAM)).program
    assert f'# not said: function score from "{FILE}"' in export_adl(parsed)
    assert "# not said: select score(" in export_adl(parsed)
    assert r"\textbf{function score from ''my\_functions.py''}" in table(parsed)
    assert '"muons"' in dot(program)


def rows(*values):
    return [np.array(each, float) for each in values]


WRONG = {
    "no array": (lambda _: 3.0, "it gives float, not an array of numpy"),
    "a list": (lambda pt: list(pt), "it gives list"),
    "one number": (lambda _: np.array(3.0), r"float64 of shape \(\)"),
    "another length": (lambda pt: pt[:1], r"float64 of shape \(1,\)"),
    "a column": (lambda pt: pt[:, None], r"float64 of shape \(3, 1\)"),
    "texts": (lambda pt: pt.astype(str), "of shape"),
    "complex": (lambda pt: pt + 1j, "complex128"),
    "masked": (lambda pt: np.ma.masked_less(pt, 2), "MaskedArray"),
    "no number": (lambda pt: np.where(pt > 2, np.nan, pt), r"\(NaN\) for 3"),
    "of all rows": (lambda pt: pt - pt.mean(), "without the others"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_column_of_numbers(name):
    function, problem = WRONG[name]
    with pytest.raises(ValueError, match=problem):
        numbers_from(function, *rows([1, 2, 3]))


def test_what_a_function_may_do():
    def changing(pt, eta):
        pt[:] = 7.0
        return pt > eta

    given = rows([1, 2], [0, 9])
    assert numbers_from(changing, *given).tolist() == [1.0, 0.0]
    assert given[0].tolist() == [1.0, 2.0]
    assert np.isnan(numbers_from(lambda pt: pt, *rows([np.nan]))).all()
    assert numbers_from(lambda _: 1 / 0, *rows([])).tolist() == []
    assert numbers_from(lambda a, b: a + b, np.array([1.0, 2.0]), np.array(3.0)).tolist() == [4.0, 5.0]
