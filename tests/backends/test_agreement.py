"""The generated module and the reference interpreter agree, on random programs and random events."""

from agreement import Delicate, assert_agreement, plan_of
from hypothesis import assume, given, note
from hypothesis import strategies as st
from random_events import events
from random_programs import programs


@given(st.data())
def test_backends_agree(data: st.DataObject) -> None:
    text = data.draw(programs())
    note(text)
    plan = plan_of(text)
    kind = data.draw(st.sampled_from(["simulation", "data", "unknown"]))
    columns = data.draw(events(plan.columns))
    note({name: array.to_list() for name, array in columns.items()})
    try:
        assert_agreement(plan, columns, kind)
    except Delicate:
        assume(False)
