"""Collections that are only counted are not made, but their statements stay visible."""

from agreement import plan_of

from hepir.backends.awkward import emit_module
from hepir.passes import optimised

PROGRAM = """object jets from Jet
  select pt > 20 GeV
object hard from jets
  select |eta| < 1
region r
  select size(hard) >= 2
  hist n = size(hard) in 4 bins from 0 to 4
"""


def test_statements_of_a_counted_collection_stand_above_its_count() -> None:
    text = emit_module(optimised(plan_of(PROGRAM), ["shared expressions"]), "test.hep", ("Events",), "0").text
    assert "hard = " not in text
    lines = [line.strip() for line in text.splitlines()]
    for statement in (
        "# line 6: select size(hard) >= 2",
        "# line 7: hist n = size(hard) in 4 bins from 0 to 4",
    ):
        place = lines.index(statement)
        assert lines[place - 2 : place] == ["# line 3: object hard from jets", "# line 4: select |eta| < 1"]
        assert "count_of" in lines[place + 1]


def test_they_stand_above_a_count_that_is_shared() -> None:
    text = emit_module(optimised(plan_of(PROGRAM)), "test.hep", ("Events",), "0").text
    lines = [line.strip() for line in text.splitlines()]
    place = lines.index('shared1 = count_of(lambda this: (abs(this["eta"]) < 1), jets)')
    assert lines[place - 3 : place - 1] == ["# line 3: object hard from jets", "# line 4: select |eta| < 1"]
    assert text.count("count_of(lambda") == 1
