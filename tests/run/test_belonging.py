"""What belongs to objects, told otherwise than a schema says: one diagnostic each, whatever counts."""

import subprocess
import sys
from pathlib import Path

import awkward as ak
import pytest
from random_format_of_lists import COLUMNS, SCHEMA

from hepir.api import run_source
from hepir.compiling import analyse
from hepir.diagnostics import HepirError
from hepir.ir.binding import bind
from hepir.ir.listed import lists_of
from hepir.run.belonging import Events, check
from hepir.source import Source


def changed(**branches):
    """The columns of which some are others, from the entry 100 on."""
    return Events("made.root", 100, {**COLUMNS, **branches})


def lists(name):
    """How the format holds one list of jets."""
    checked = analyse(
        Source("lists.hep", f"region r\n  select any(size(j.{name}) > 1 for j in Jet)\n"), SCHEMA
    )
    assert checked.program is not None
    return lists_of(bind(checked.program, SCHEMA))


# The columns as they are have places that no object has; these have not.
RIGHT = {
    "Jet_list": ak.Array([[[0, 2, -1], [1, 2]], [], [[], [0]]]),
    "Jet_place2": ak.Array([[0, 0], [], [1, -1]]),
    "Jet_count": ak.Array([[2, 1], [], [2, 2]]),
    "Row_jet": ak.Array([[0, 1, 0, -1], [], [-1, 1]]),
    "Row_candidate": ak.Array([[2, 0, 2, 1], [], [0, 1]]),
    "Candidate_jet": ak.Array([[1, 0, 5], [-1], [0, 1]]),
    "Jet_keys": ak.Array([[[3, 3, 0], [3, 3]], [], [[], [3]]]),
}
WRONG = {
    "a_place": (
        "lists",
        {"Jet_list": COLUMNS["Jet_list"]},
        "entry 100 of `made.root`: `Jet_list` names place 7 of Candidate, of which there are 3",
    ),
    "a_column": (
        "columns",
        {"Jet_place2": COLUMNS["Jet_place2"]},
        "entry 102 of `made.root`: `Jet_place2` names place 4 of Candidate, of which there are 2",
    ),
    "a_range": (
        "ranges",
        {"Jet_count": COLUMNS["Jet_count"]},
        "entry 102 of `made.root`: `Jet_first` names place 2 of Candidate, of which there are 2",
    ),
    "a_row": (
        "rows",
        {"Row_candidate": ak.Array([[3, 0, 2, 1], [], [0, 1]])},
        "entry 100 of `made.root`: `Row_candidate` names place 3 of Candidate, of which there are 3",
    ),
    "an_owner": (
        "rows",
        {"Row_jet": ak.Array([[4, 1, 0, -1], [], [-1, 1]])},
        "entry 100 of `made.root`: `Row_jet` names place 4 of Jet, of which there are 2",
    ),
    "a_link": (
        "inverse",
        {"Candidate_jet": COLUMNS["Candidate_jet"]},
        "entry 101 of `made.root`: `Candidate_jet` names place 0 of Jet, of which there are 0",
    ),
    "more_lists": (
        "lists",
        {"Jet_list": ak.Array([[[0], [1], [2]], [], [[], [0]]])},
        "entry 100 of `made.root` has 2 values of `Jet_pt` and 3 of `Jet_list`",
    ),
    "other_keys": (
        "keyed",
        {"Jet_keys": ak.Array([[[3, 3, 0], [3]], [], [[], [3]]])},
        "entry 100 of `made.root` has 5 values of `Jet_list` and 4 of `Jet_keys`",
    ),
    "rows": (
        "rows",
        {"Row_jet": ak.Array([[0, 1, 0, -1], [0], [-1, 1]])},
        "entry 101 of `made.root` has 1 values of `Row_jet` and 0 of `Row_candidate`",
    ),
    "fewer_numbers": (
        "ranges",
        {"Jet_count": ak.Array([[2, 1], [], [2]])},
        "entry 102 of `made.root` has 2 values of `Jet_pt` and 1 of `Jet_count`",
    ),
    "fewer_identifiers": (
        "numbers",
        {"Candidate_id": ak.Array([[11, 12], [11], [13, 14]])},
        "entry 100 of `made.root` has 3 values of `Candidate_pt` and 2 of `Candidate_id`",
    ),
    "another_list": (
        "keyed",
        {"Jet_keys": ak.Array([[[3, 3, 0], [3, 8]], [], [[], [3]]])},
        "entry 100 of `made.root`: `Jet_list` leads to the list with the key 8, and `Jet.keyed` is a list of Candidate",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said(name):
    listed, columns, message = WRONG[name]
    with pytest.raises(HepirError) as failure:
        check(lists(listed), changed(**{**RIGHT, **columns}))
    assert [each.message for each in failure.value.diagnostics] == [message]


@pytest.mark.parametrize("name", SCHEMA.collections["Jet"].lists)
def test_what_is_right_passes(name):
    check(lists(name), changed(**RIGHT))


@pytest.mark.parametrize("backend", ["awkward", "fused", "interpreter"])
def test_a_run_says_so(tmp_path: Path, backend: str):
    import uproot

    columns = {f"Jet_{name}": ak.Array([[50.0, 40.0], [30.0]]) for name in ("pt", "eta", "phi", "mass")}
    columns |= {f"Muon_{name}": ak.Array([[9.0], [8.0, 7.0]]) for name in ("pt", "eta", "phi", "mass")}
    columns["Muon_jetIdx"] = ak.Array([[1], [0, 1]])
    with uproot.recreate(tmp_path / "made.root") as file:
        file["Events"] = columns
    (tmp_path / "lists.hep").write_text(
        "region r\n  select any(m.pt > 5 GeV for j in Jet for m in j.muons)\n"
    )
    command = [sys.executable, "-m", "hepir", "run", "lists.hep", "made.root", "--schema", "cms_nanoaod"]
    # a process of its own: an exception that is kept would keep the file open
    done = subprocess.run(
        [*command, "--backend", backend], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    said = "error[HEP0715]: entry 1 of `made.root`: `Muon_jetIdx` names place 1 of Jet, of which there is 1"
    assert said in done.stderr


@pytest.mark.parametrize("backend", ["awkward", "fused", "interpreter"])
def test_a_list_whose_owners_are_counted_by_a_column_that_the_code_can_do_without(
    tmp_path: Path, backend: str
) -> None:
    import uproot

    events = tmp_path / "events.root"
    pt, eta = ak.Array([[50.0, 30.0], [25.0]]), ak.Array([[0.1, 2.0], [1.0]])
    muons = ak.Array([[10.0], []]), ak.values_astype(ak.Array([[0], []]), "i4")
    with uproot.recreate(events) as file:
        branches = {"Jet_pt": pt, "Jet_eta": eta, "Muon_pt": muons[0], "Muon_jetIdx": muons[1]}
        file["Events"] = {name: ak.values_astype(each, "f4") for name, each in branches.items()} | {
            "Muon_jetIdx": muons[1]
        }
    program = Source(
        "p.hep",
        "object sorted from Jet\n  sort by eta descending\nregion r\n  select size(sorted) >= 1\n"
        "  select any(j.pt > 20 GeV and size(j.muons) > 0 for j in Jet)\n",
    )
    found = run_source(
        program, [str(events)], schema="cms_nanoaod", backend=backend, dataset_kind="simulation"
    )
    assert [each.entries for each in found.regions[0].steps] == [2, 2, 1]
