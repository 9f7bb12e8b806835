"""Decisions: the program that they lead to, the log, and what cannot be decided."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import hepir
from hepir.review.decisions import Decision, checksum, read_log, standing
from hepir.review.session import Session

Make = Callable[..., Session]


def named(session: Session, text: str) -> dict[str, object]:
    items = session.state()["items"]
    assert isinstance(items, list)
    return next(each for each in items if text in each["text"])


def test_states_of_statements(make_session: Make) -> None:
    session = make_session()
    found = {each["text"].split("  @")[0]: each["states"] for each in session.state()["items"]}  # type: ignore[attr-defined]
    assert found["select pt > 18 GeV"] == ["grounded"]
    assert found["select pt > 40 GeV"] == ["ungrounded"]
    assert found["select pt > 7 GeV"] == ["ungrounded"]
    assert found["define ht = ?"] == ["hole"]
    assert found["select size(muons) >= 1"] == ["assumed"]
    assert found["reject size(electrons) >= 1"] == ["ungrounded"]
    assert found['delegated "the trigger of Ref. [1]"'] == ["delegated"]
    pt = named(session, "select pt > 18 GeV")
    assert pt["votes"] == [3, 5]
    assert pt["english"] == "Muons must have pT above 18 GeV."
    assert pt["numbers"] == [{"text": "18 GeV", "said": True}]
    assert named(session, "pt > 40 GeV")["numbers"] == [{"text": "40 GeV", "said": False}]
    states = {each["sentence"]: each["states"] for each in session.state()["sentences"]}  # type: ignore[attr-defined]
    assert states["s4"] == ["unclaimed"] and states["s1"] == ["claimed"]


def test_each_decision_changes_the_program_and_nothing_else(make_session: Make) -> None:
    session = make_session()
    draft = session.source.text
    item = named(session, "pt > 40 GeV")
    state = session.decide("edit", str(item["id"]), "select pt > 30 GeV  @s2", seen=str(item["text"]))
    assert state["program"] == draft.replace("pt > 40 GeV", "pt > 30 GeV")
    electrons = named(session, "object electrons")
    state = session.decide("reject", str(named(session, "reject size(electrons)")["id"]))
    state = session.decide("reject", str(electrons["id"]))
    assert "electrons" not in str(state["program"])
    assert state["errors"] == 1  # a quote that stands nowhere
    assert [each["text"] for each in state["gone"]] == [
        "reject size(electrons) >= 1",
        "object electrons from Electron",
    ]  # type: ignore[attr-defined]
    source = 'source s4 = page 1 "Events with a missing transverse momentum above 300 GeV are selected."'
    state = session.decide("claim", text="select MET.pt > 300 GeV  @s4", block="search", source=source)
    program = str(state["program"])
    assert program.index("select MET.pt > 300 GeV  @s4") > program.index("hist met")
    assert program.endswith(f"{source}\n")
    assert [each.name for each in hepir.check(program)] == ["unused-object", "hole-left"][
        : len(hepir.check(program))
    ]
    assert session.source.text == draft
    for number in (4, 3, 2, 1):
        state = session.decide("undo", undoes=number)
    assert state["program"] == draft
    assert len(session.decisions) == 8


def test_the_log_says_who_when_what_and_checksums(make_session: Make) -> None:
    session = make_session()
    item = named(session, "pt > 40 GeV")
    session.decide("accept", str(item["id"]))
    session.decide("edit", str(item["id"]), "select pt > 30 GeV  @s2")
    first, second = read_log(session.log)[:2]
    assert (first.who, first.action, first.before) == ("Marie Curie", "accept", first.after)
    assert first.before == checksum(session.source.text)
    assert second.before == first.after != second.after
    assert second.time.endswith("Z") and len(second.time) == 20
    assert all(json.loads(line) for line in session.log.read_text().splitlines())


def test_a_log_is_carried_on(make_session: Make) -> None:
    session = make_session()
    session.decide("edit", str(named(session, "pt > 40 GeV")["id"]), "select pt > 30 GeV  @s2")
    with session.log.open("a") as file:
        file.write('{"number": 2, "ti')  # a crash
    again = make_session()
    assert "pt > 30 GeV" in str(again.state()["program"])
    again.decide("accept", "s1")
    assert [each.number for each in read_log(again.log)] == [1, 2]


def test_another_program_is_not_decided_by_an_old_log(make_session: Make) -> None:
    session = make_session()
    session.decide("accept", "s1")
    with pytest.raises(hepir.HepirError) as caught:
        make_session(session.source.text.replace("18", "190"))
    assert caught.value.diagnostics[0].code == "HEP1201"


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "[]",
        "{}",
        '{"number": 1, "time": "", "who": "", "action": "explode"}',
        '{"number": 7, "time": "", "who": "", "action": "accept"}',
    ],
)
def test_a_damaged_log_is_one_diagnostic(make_session: Make, tmp_path: Path, line: str) -> None:
    (tmp_path / "draft.hep.decisions.jsonl").write_text(f"{line}\n")
    with pytest.raises(hepir.HepirError) as caught:
        make_session()
    assert caught.value.diagnostics[0].code == "HEP1202"


REFUSED = {
    "no statement": ("edit", "nonsense here", "HEP00"),
    "a new error": ("edit", "select pt > 30", "HEP0301"),
    "two statements": ("edit", "select pt > 30 GeV\n  select pt > 20 GeV", "HEP1203"),
    "nothing": ("edit", "", "HEP1203"),
    "another block": ("edit", "select pt > 30 GeV\nregion mine", "HEP0"),
    "a comment alone": ("edit", "# no", "HEP1203"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_decided_leaves_no_trace(make_session: Make, what: str) -> None:
    session = make_session()
    action, text, code = REFUSED[what]
    with pytest.raises(hepir.HepirError) as caught:
        session.decide(action, str(named(session, "pt > 40 GeV")["id"]), text)  # type: ignore[arg-type]
    assert caught.value.diagnostics[0].code.startswith(code)
    assert session.decisions == ()


def test_what_another_has_changed_is_looked_at_again(make_session: Make) -> None:
    session = make_session()
    item = named(session, "pt > 40 GeV")
    session.decide("edit", str(item["id"]), "select pt > 30 GeV  @s2", seen=str(item["text"]))
    with pytest.raises(hepir.HepirError) as caught:
        session.decide("edit", str(item["id"]), "select pt > 35 GeV  @s2", seen=str(item["text"]))
    assert "somebody else" in caught.value.diagnostics[0].message
    assert len(session.decisions) == 1


def test_an_undo_can_be_undone() -> None:
    made = [
        Decision(1, "", "", "accept", "s1"),
        Decision(2, "", "", "undo", undoes=1),
        Decision(3, "", "", "undo", undoes=2),
        Decision(4, "", "", "reject", "s2"),
    ]
    assert [each.number for each in standing(made)] == [1, 4]


def test_the_checker_answers_while_one_types(make_session: Make) -> None:
    session = make_session()
    item = named(session, "pt > 40 GeV")
    (found,) = session.check(str(item["id"]), "select pt > 30")
    assert found["code"] == "HEP0301" and found["edits"]
    (edit,) = found["edits"]  # type: ignore[misc]
    assert "select pt > 30"[: edit["start"]] + edit["text"] == "select pt > 30 GeV"  # type: ignore[index]
    assert session.check(str(item["id"]), "select pt > 30 GeV  @s2") == []
    assert session.check("claim", "select MET.pt > 200", "search")[0]["code"] == "HEP0301"
    assert session.decisions == ()
