"""No text of a program becomes code of the generated module."""

import ast
import io
import tokenize

import pytest
from agreement import SCHEMA, assert_agreement, load, module_text, plan_of
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from random_events import events

from hepir.backends.awkward import emit_module
from hepir.passes import optimised

NAMES = (
    "class", "lambda", "import", "None", "True", "match", "layout", "fields", "type", "behavior", "to_list", "mask",
    "nbytes", "print", "exec", "open", "len", "ak", "np", "vector", "events", "results", "selected", "weight_",
    "self", "number", "in_r", "r_cuts", "r_places", "r_regions", "_analyse", "analyse", "fill", "spread",
    "np_", "charge_", "this_", "__class__",
    "E", "t", "x", "rho", "deltaphi", "identity", "parent", "simulation", "dict", "str", "zip", "axis",
)  # fmt: skip
SPOILT = (
    '\\"\\"\\"',
    "'''",
    '\\"',
    "\\\\",
    "\\n",
    "{x}",
    "%s",
    '\\"); exit(1) #',
    "\\t\\\\",
    "\u2028exit()",
    "\u202e",
)
PROGRAM = """analysis "{text}"
object {name} from Muon  @assumed "{text}"
  select pt > 10 GeV  @assumed "{text}"
  let {name}_let = pt * 2
  sort by {name}_let descending
combine pairs = ({name}, other) from Muon
  select {name}.charge != other.charge
choose z from pairs minimizing |mass - 91.2 GeV|
region a
  select exists(z) and z.{name}.pt > 5 GeV  @assumed "{text}"
  select {name}[0].pt > 20.3 GeV or any({name}_x.pt > 3 GeV for {name}_x in {name})
  hist {name} = {name}[0].pt in 5 bins from 1.7 GeV to 91.9 GeV
"""


def shape(text: str) -> str:
    """The tree of a module without its texts."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


@pytest.mark.parametrize("spoilt", SPOILT)
def test_texts_stay_texts(spoilt: str) -> None:
    harmless = module_text(plan_of(PROGRAM.format(text="harmless", name="muons")))
    assert shape(module_text(plan_of(PROGRAM.format(text=spoilt, name="muons")))) == shape(harmless)


@pytest.mark.parametrize("name", ['a"""b.hep', "a\nexit()\n.hep", "a\\", "\u2028exit()"])
def test_the_name_of_the_program_stays_a_text(name: str) -> None:
    plan = plan_of(PROGRAM.format(text="harmless", name="muons"))
    made = emit_module(optimised(plan), name, SCHEMA.trees, "0").text
    assert shape(made) == shape(module_text(plan))


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=1, phases=[Phase.generate])
def test_any_name_may_be_used(name: str, data: st.DataObject) -> None:
    plan = plan_of(PROGRAM.format(text="harmless", name=name))
    assert_agreement(plan, data.draw(events(plan.columns)), "simulation")


def test_comments_do_not_end_early() -> None:
    text = module_text(plan_of(PROGRAM.format(text="\u2028exit()\\n\u0085", name="muons")))
    assert "\u2028" not in text
    comments = [
        each for each in tokenize.generate_tokens(io.StringIO(text).readline) if each.type == tokenize.COMMENT
    ]
    assert all(each.string.isprintable() for each in comments)
    assert load(text).COLUMNS
