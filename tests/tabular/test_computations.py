"""Corrections that are worked out: random ones give what correctionlib itself gives, in Python, in columns and in loops."""

import inspect
import json
import math
import warnings
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import awkward as ak
import numpy as np
import pytest
from agreement import IEEE, assert_agreement, plan_of
from hypothesis import given, settings
from hypothesis import strategies as st
from made_adl_events import BRANCHES

from hepir.backends.fused import functions_without_loops
from hepir.compiling import analyse
from hepir.intrinsics.computed import function_of_computation, worked_out
from hepir.intrinsics.computed_code import tables_of
from hepir.intrinsics.tabulated import function_of_table, looked_up
from hepir.semantics.scope import Report
from hepir.semantics.tables import check_tables
from hepir.source import Source
from hepir.syntax.parsing import parse
from hepir.tabular.files import Folder
from hepir.types.computations import Computation

correctionlib = pytest.importorskip("correctionlib", reason="correctionlib is not installed")
pytestmark = pytest.mark.filterwarnings("ignore:.*stdnormal:DeprecationWarning")

# what `math` does in compiled code
MATH = SimpleNamespace(**{**vars(IEEE), "erf": math.erf, "floor": math.floor, "copysign": math.copysign})
INPUTS = {"pt": "real", "eta": "real", "flavor": "int", "kind": "string"}
NUMBERS = ("pt", "eta", "flavor")
reals = st.sampled_from([-1.5, 0.0, 0.25, 0.7, 1.0, 2.0, 3.5, 20.0, 50.0])
FORMULAS = [
    "x",
    "[0]+[1]*x",
    "max(0.1, [0]+[1]*log10(abs(x)+1))",
    "[0]*exp(-x/[1])*(x>2.5)+pow(abs(x), 0.3)",
    "-x^2+min(x,3)",
    "sqrt(x*x+1)/(1+[0]^2)-atan2(x,y)",
    "0.5*(1+erf((x-[0])/2.5))+y",
    "1-2*x-3-4/2/2",
    "(x<1)||(y>=2)&&(x!=y)==1",
    "2.5e-1*cos(x)+sin(y)*tanh(x)-[1]*x*y",
    "log(x)",
    "x[1]+x[0]*acos([0]/100)+asinh(x)+acosh(abs(y)+1)+atanh([1]/60)+cosh(0.1*x)+sinh(0.1*y)+tan(0.1)+asin(0.5)",
]


@st.composite
def edges(draw):
    """Edges of bins."""
    if draw(st.integers(0, 3)) == 0:
        low = draw(st.sampled_from([0.0, -2.0, 0.1]))
        return {
            "n": draw(st.integers(1, 4)),
            "low": low,
            "high": low + draw(st.sampled_from([0.3, 1.0, 7.0])),
        }
    found = sorted(draw(st.sets(reals, min_size=2, max_size=4)))
    if draw(st.integers(0, 4)) == 0:
        return ["-inf", *found, "inf"]
    return found


def count_of(each):
    """How many bins."""
    return each["n"] if isinstance(each, dict) else len(each) - 1


rules = st.sampled_from(
    [
        2.0,
        {"nodetype": "formula", "parser": "TFormula", "expression": "x*1.5-y", "variables": ["pt", "eta"]},
        {
            "nodetype": "binning",
            "input": "pt",
            "edges": [0.0, 3.0, 50.0],
            "content": [1.5, -2.5],
            "flow": "error",
        },
        {"nodetype": "hashprng", "inputs": ["flavor", "eta"], "distribution": "normal"},
    ]
)


@st.composite
def nodes(draw, depth=3):
    """A node of any kind."""
    kinds = ["number", "formula", "formularef"]
    if depth:
        kinds += ["binning", "binning", "multibinning", "category", "string", "transform", "hashprng"]
    kind = draw(st.sampled_from(kinds))
    inner = nodes(depth - 1) if depth else None
    match kind:
        case "number":
            return draw(reals)
        case "formula" | "formularef":
            parameters = draw(st.lists(reals, min_size=2, max_size=2))
            if kind == "formularef":
                return {"nodetype": kind, "index": draw(st.integers(0, 1)), "parameters": parameters}
            names = draw(st.permutations(["pt", "eta"]))
            text = draw(st.sampled_from(FORMULAS))
            return formula(text, names, parameters)
        case "binning":
            axis = draw(edges())
            same = draw(st.booleans())
            content = [draw(inner) for _ in range(1 if same else count_of(axis))]
            content = content * count_of(axis) if same else content
            return {
                "nodetype": kind,
                "input": draw(st.sampled_from(NUMBERS)),
                "edges": axis,
                "content": content,
                "flow": draw(flows(inner, axis)),
            }
        case "multibinning":
            axes = [draw(edges()) for _ in range(2)]
            content = [draw(reals) for _ in range(count_of(axes[0]) * count_of(axes[1]))]
            return {
                "nodetype": kind,
                "inputs": ["eta", "pt"],
                "edges": axes,
                "content": content,
                "flow": draw(st.sampled_from(["clamp", "error", 1.5])),
            }
        case "category":
            items = [
                {"key": key, "value": draw(inner)}
                for key in draw(st.sets(st.sampled_from([0, 4, 5]), min_size=1))
            ]
            return {"nodetype": kind, "input": "flavor", "content": items, "default": draw(st.none() | inner)}
        case "string":
            items = [{"key": key, "value": draw(inner)} for key in ("up", "down")]
            return {"nodetype": "category", "input": "kind", "content": items}
        case "transform":
            name = draw(st.sampled_from(["pt", "flavor"]))
            return {"nodetype": kind, "input": name, "rule": draw(rules), "content": draw(inner)}
        case _:
            names = draw(st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=6))
            return {
                "nodetype": kind,
                "inputs": names,
                "distribution": draw(st.sampled_from(["stdflat", "stdnormal", "normal"])),
            }


def flows(inner, axis):
    """What stands beyond edges."""
    infinite = isinstance(axis, list) and axis[0] == "-inf"
    plain = st.sampled_from(["clamp", "error", 2.5, *([] if infinite else ["wrap"])])
    return plain | inner


def formula(text, names=("pt", "eta"), parameters=(0.5, 2.0)):
    """A node."""
    return {
        "nodetype": "formula",
        "parser": "TFormula",
        "expression": text,
        "variables": list(names),
        "parameters": list(parameters),
    }


def correction(data, name="sf", **more):
    """A correction with all inputs."""
    inputs = [{"name": key, "type": kind} for key, kind in INPUTS.items()]
    generic = [{**formula(text), "parameters": None} for text in ("[0]*x+[1]", "x/(1+[0]*[0])+[1]*y")]
    return {
        "name": name,
        "version": 1,
        "inputs": inputs,
        "output": {"name": "w", "type": "real"},
        "generic_formulas": generic,
        "data": data,
        **more,
    }


def file_of(*corrections, **more):
    """A correctionlib file."""
    return json.dumps({"schema_version": 2, "corrections": list(corrections), **more}, default=float)


def made(folder: Path, text: str, entry: str):
    """The table or computation of an entry."""
    (folder / "sf.json").write_text(text)
    program = f'table sf from "sf.json" entry "{entry}"\nregion r\n  select size(Jet) >= 1\n'
    report = Report()
    found = check_tables(parse(Source("x.hep", program)).program, Folder(folder), report)
    assert not report.found, [each.message for each in report.found]
    return found["sf"]


def points(number=60):
    """Random inputs, some on edges."""
    random = np.random.default_rng(5)
    grid = np.array([-1.5, 0.0, 0.1, 0.25, 0.7, 1.0, 2.0, 3.5, 20.0, 50.0, 60.0, -3.0, 0.2, 0.3])
    pt = np.where(random.random(number) < 0.5, random.choice(grid, number), random.uniform(-5, 60, number))
    eta = np.where(random.random(number) < 0.5, random.choice(grid, number), random.normal(0, 2, number))
    return pt, eta, random.choice([0, 4, 5, 21, -1], number)


def theirs(evaluate, values):
    """What correctionlib gives; nothing where it raises an error."""
    try:
        return evaluate(*values)
    except (RuntimeError, IndexError):
        return math.nan


def in_columns(found, columns):
    """What the code for columns gives."""
    function = function_of_computation(found) if isinstance(found, Computation) else function_of_table(found)
    names: dict[str, object] = {"np": np, "ak": ak, "math": math}
    exec(function.helper, names)
    with np.errstate(all="ignore"):
        return np.broadcast_to(
            eval(function.columnar(["a", "b", "c"]), names, dict(zip("abc", columns, strict=True))),
            len(columns[0]),
        )


def in_a_loop(found, columns):
    """What the code for loops gives, run by Python; None where there is none."""
    function = function_of_computation(found) if isinstance(found, Computation) else function_of_table(found)
    if function.looped is None:
        return None
    names: dict[str, object] = {"np": np, "math": MATH, "compiled": lambda each: each}
    exec(
        function.looped_helper + "".join(f"\n{inspect.getsource(each)}" for each in function.looped_sources),
        names,
    )
    code = compile(function.looped(["a", "b", "c"]), "loop", "eval")
    with np.errstate(all="ignore"):
        return [eval(code, names, dict(zip("abc", each, strict=True))) for each in zip(*columns, strict=True)]


def same(ours, wanted):
    """Equal but for the last bits; no number is no number."""
    assert np.allclose(
        np.asarray(ours, float), np.asarray(wanted, float), rtol=1e-11, atol=1e-300, equal_nan=True
    ), [
        (index, a, b)
        for index, (a, b) in enumerate(zip(ours, wanted, strict=True))
        if not np.isclose(a, b, rtol=1e-11, equal_nan=True)
    ][:5]


@settings(max_examples=60)
@given(data=nodes(), kind=st.sampled_from(["up", "down"]))
def test_random_corrections(data, kind, tmp_path_factory):
    text = file_of(correction(data))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        evaluate = correctionlib.CorrectionSet.from_string(text)["sf"].evaluate
    found = made(tmp_path_factory.mktemp("sf"), text, f"sf({kind})")
    columns = points()
    wanted = [
        theirs(evaluate, (float(pt), float(eta), int(flavor), kind))
        for pt, eta, flavor in zip(*columns, strict=True)
    ]
    if isinstance(found, Computation):
        same(
            [worked_out(found, [float(a), float(b), int(c)]) for a, b, c in zip(*columns, strict=True)],
            wanted,
        )
    else:
        same(
            [looked_up(found, [float(a), float(b), int(c)]) for a, b, c in zip(*columns, strict=True)], wanted
        )
    same(in_columns(found, columns), wanted)
    looped = in_a_loop(found, columns)
    if looped is not None:
        same(looped, wanted)


LEVELS = [
    correction(
        {
            "nodetype": "binning",
            "input": "eta",
            "edges": [-5.0, -1.0, 1.0, 5.0],
            "flow": "clamp",
            "content": [formula("1+[0]/(x+10)", ("pt",), [each]) for each in (1.0, 2.0, 3.0)],
        },
        "one",
    ),
    correction(
        {
            "nodetype": "binning",
            "input": "eta",
            "edges": [-2.0, 0.0, 5.0],
            "flow": "error",
            "content": [formula("[0]+0.01*log(max(x,1))", ("pt",), [each]) for each in (1.1, 0.9)],
        },
        "two",
    ),
]


@pytest.mark.parametrize("signs", [("*", "*"), ("+", "+"), ("/", "/"), ("*", "last")])
def test_compound_corrections(signs, tmp_path):
    compound = {
        "name": "all",
        "inputs": LEVELS[0]["inputs"],
        "output": {"name": "w", "type": "real"},
        "inputs_update": ["pt"],
        "input_op": signs[0],
        "output_op": signs[1],
        "stack": ["one", "two", "one"],
    }
    text = file_of(*LEVELS, compound_corrections=[compound])
    evaluate = correctionlib.CorrectionSet.from_string(text).compound["all"].evaluate
    found = made(tmp_path, text, "all(up)")
    columns = points()
    wanted = [theirs(evaluate, (float(a), float(b), int(c), "up")) for a, b, c in zip(*columns, strict=True)]
    assert 0 < np.isnan(wanted).sum() < len(wanted)
    same([worked_out(found, [float(a), float(b), int(c)]) for a, b, c in zip(*columns, strict=True)], wanted)
    same(in_columns(found, columns), wanted)
    same(in_a_loop(found, columns), wanted)


PROGRAM = """
table sf from "sf.json" entry "sf(up)"
  unit pt GeV

object muons from Muon
  select sf(pt, eta, charge) > 0.9
  sort by pt descending

define lookup_sf = sf(MET.pt, 0.3, 4)
define bin_number = sf(MET.pt, 0.4, 4)

region search
  select lookup_sf > -10 or bin_number > -10
  weight sf = sf(leading(Muon).pt, |leading(Muon).eta|, leading(Muon).charge) else 1
  hist each_of_them = sf(Muon.pt, Muon.eta, Muon.charge) in 20 bins from -5 to 5
  hist number = size(muons) in 5 bins from 0 to 5
  hist constant = sf(MET.pt, 0.3, 4) in 20 bins from -5 to 5
"""
DATA = {
    "category": [
        {"key": key, "value": value} for key, value in ((1, formula("1+0.1*y")), (-1, 0.95), (4, 1.5))
    ],
    "formulas": [
        formula("[0]+[1]*exp(-x/20)+0.1*erf(y)^3", ("pt", "eta"), [each, 0.3]) for each in (0.7, 1.0, 1.1)
    ],
}


def nested(inner):
    """Bins of pt, in which a category stands."""
    return {
        "nodetype": "binning",
        "input": "pt",
        "edges": [0.0, 20.0, 40.0, 90.0],
        "flow": "error",
        "content": [inner, *DATA["formulas"][1:]],
    }


@pytest.mark.parametrize("hashed", [False, True])
def test_all_backends_agree(hashed, tmp_path, monkeypatch):
    category = {"nodetype": "category", "input": "flavor", "content": DATA["category"], "default": None}
    data = nested(category)
    if hashed:
        data["content"][1] = {"nodetype": "hashprng", "inputs": ["pt", "flavor"], "distribution": "stdflat"}
    (tmp_path / "sf.json").write_text(file_of(correction(data)))
    monkeypatch.chdir(tmp_path)
    plan = plan_of(PROGRAM)
    columns = {name: BRANCHES[name] for name in plan.columns}
    backends = ("awkward",) if hashed else ("awkward", "machine", "compiled")
    assert functions_without_loops(plan) == (("sf",) if hashed else ())
    assert_agreement(plan, columns, "simulation", backends=backends)


def test_many_bins_of_one_formula_are_one_formula(tmp_path):
    """As corrections of jets are: hundreds of bins, each with parameters of its own."""
    random = np.random.default_rng(1)
    bins = [
        formula("max(0.1,[0]+[1]*log10(x)^2+[2]*x)", ("pt",), list(random.normal(1, 0.1, 3)))
        for _ in range(400)
    ]
    data = {
        "nodetype": "binning",
        "input": "eta",
        "edges": list(np.linspace(-5, 5, 401)),
        "content": bins,
        "flow": "clamp",
    }
    text = file_of(correction(data))
    found = made(tmp_path, text, "sf(up)")
    assert len(tables_of(found)) == 3 and len(function_of_computation(found).looped_helper) < 60_000
    evaluate = correctionlib.CorrectionSet.from_string(text)["sf"].evaluate
    columns = points(300)
    wanted = [theirs(evaluate, (float(a), float(b), int(c), "up")) for a, b, c in zip(*columns, strict=True)]
    same(in_columns(found, columns), wanted)


def test_units_of_inputs_and_of_the_result(tmp_path):
    (tmp_path / "sf.json").write_text(file_of(correction(formula("x+1"))))
    head = 'table sf from "sf.json" entry "sf(up)"\n  unit pt MeV\n  unit value MeV\n'
    good = head + "region r\n  select sf(MET.pt, 1, 2) > 20 GeV\n"
    assert analyse(Source(str(tmp_path / "x.hep"), good)).diagnostics == ()
    for call, code in (
        ("sf(25, 1, 2) > 20 GeV", "HEP0304"),
        ("sf(MET.pt, 1, 0.5) > 20 GeV", "HEP0205"),
        ("sf(MET.pt, 1, 2) > 20", "HEP0301"),
        ("sf(MET.pt, 1) > 20 GeV", "HEP0206"),
    ):
        found = analyse(Source(str(tmp_path / "x.hep"), head + f"region r\n  select {call}\n")).diagnostics
        assert [each.code for each in found] == [code], call
    table = made(tmp_path, file_of(correction(formula("x+1"))), "sf(up)")
    in_mev = replace(
        table, inputs=(replace(table.inputs[0], unit_size=0.001), *table.inputs[1:]), unit_size=0.001
    )
    assert worked_out(in_mev, [5.0, 0.0, 0.0]) == pytest.approx(5.001)
    wrong = head + "  outside clamp\n  unit mass GeV\nregion r\n  select sf(MET.pt, 1, 2) > 20 GeV\n"
    assert [each.code for each in analyse(Source(str(tmp_path / "x.hep"), wrong)).diagnostics] == [
        "HEP0240"
    ] * 2


def test_what_would_be_nested_too_deeply(tmp_path):
    keys = [{"key": key, "value": float(key)} for key in range(-300, 700, 3)]
    many = {"nodetype": "category", "input": "flavor", "content": keys, "default": -5.0}
    text = file_of(correction(many))
    found = made(tmp_path, text, "sf(up)")
    evaluate = correctionlib.CorrectionSet.from_string(text)["sf"].evaluate
    columns = points()
    wanted = [theirs(evaluate, (float(a), float(b), int(c), "up")) for a, b, c in zip(*columns, strict=True)]
    same(in_columns(found, columns), wanted)
    same(in_a_loop(found, columns), wanted)
    for data, problem in (
        (formula("+".join(["x"] * 100)), "nested more than 60 levels deep"),
        (formula("(" * 3000 + "x" + ")" * 3000), "nested too deeply"),
        (
            {
                **many,
                "content": [{"key": key, "value": formula("+".join(["x"] * (key + 1)))} for key in range(45)],
            },
            "more than 40 kinds of formulas",
        ),
    ):
        (tmp_path / "sf.json").write_text(file_of(correction(data)))
        program = 'table sf from "sf.json" entry "sf(up)"\nregion r\n  select MET.pt > 20 GeV\n'
        (found,) = analyse(Source(str(tmp_path / "x.hep"), program)).diagnostics
        assert problem in found.message
