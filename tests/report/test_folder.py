"""All files or none, inside the folder, with one diagnostic for each thing that can go wrong."""

import errno
import json
import os
from dataclasses import replace
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from made_results import empty_histogram, full_device, met_histogram, region, result

from hepir.diagnostics import Diagnostic, HepirError
from hepir.report import files
from hepir.report.events import EventWriter
from hepir.report.files import inside
from hepir.report.folder import prepare_folder, write_outputs
from hepir.report.names import distinct, picture_paths, safe_name

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schemas"


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def only(caught: pytest.ExceptionInfo[HepirError]) -> Diagnostic:
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.hints
    return diagnostic


def test_what_is_written_is_what_is_returned_and_recorded(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "out"
    written = write_outputs(result(region("search", met=met_histogram())), folder)
    expected = {
        "cutflow.json",
        "histograms.json",
        "histograms.root",
        "pictures/search.met.png",
        "report.html",
        "run.json",
    }
    assert names(folder) == expected
    assert [path.relative_to(folder).as_posix() for path in written][-1] == "run.json"
    assert set(json.loads((folder / "run.json").read_text())["outputs"]) == expected


@pytest.mark.parametrize("name", ["cutflow", "run"])
def test_the_files_follow_the_published_schemas(name: str, tmp_path: Path) -> None:
    write_outputs(
        result(region("search", met=met_histogram(True)), region("other")), tmp_path, pictures=False
    )
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    document = json.loads((tmp_path / f"{name}.json").read_text())
    jsonschema.validate(document, schema, cls=jsonschema.Draft202012Validator)
    described = schema["properties"].keys()
    assert document.keys() == described - {"processes", "dataset"}  # only with a dataset


def test_the_record_sets_published_numbers_beside_those_found(tmp_path: Path) -> None:
    write_outputs(result(), tmp_path, pictures=False)
    (made,) = json.loads((tmp_path / "run.json").read_text())["regions"]
    assert made == {
        "name": "search",
        "histograms": ["met"],
        "skipped": {"met": 3},
        "expectations": [
            {
                "name": "observed",
                "value": 48.0,
                "uncertainty": 7.0,
                "line": 40,
                "found": {"entries": 45, "sumw": 45.0, "sumw2": 45.0},
            }
        ],
    }


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_outputs(result(region("search", met=met_histogram(True))), tmp_path / name)
    for path in names(tmp_path / "one") - {"histograms.root"}:
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes(), path
    assert str(tmp_path).encode() not in (tmp_path / "one" / "run.json").read_bytes()


def test_the_event_list_comes_with_the_rest(tmp_path: Path) -> None:
    with EventWriter(tmp_path / "events.parquet", ()) as writer:
        writer.append("search", "one.root", {"entry": np.arange(3)})
        write_outputs(result(), tmp_path, pictures=False, events=writer)
    assert "events.parquet" in names(tmp_path)
    assert "events.parquet" in json.loads((tmp_path / "run.json").read_text())["outputs"]


def test_pictures_and_events_of_the_run_before_go_and_nothing_else(tmp_path: Path) -> None:
    with EventWriter(tmp_path / "events.parquet", ()) as writer:
        write_outputs(result(region("search", met=empty_histogram())), tmp_path, events=writer)
    (tmp_path / "pictures" / "mine.png").write_text("not of a run")
    write_outputs(result(region("search", mass=empty_histogram())), tmp_path)
    assert "events.parquet" not in names(tmp_path)
    pictures = {"pictures/mine.png", "pictures/search.mass.png"}
    assert {name for name in names(tmp_path) if name.endswith("png")} == pictures


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"outputs": 3}',
        b'{"outputs": ["../precious", "/etc/x", "precious", 4]}',
        b"[" * 10**5,
    ],
)
def test_a_record_of_any_content_does_no_harm(record: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "run.json").write_bytes(record)
    (folder / "precious").write_text("mine")
    (tmp_path / "precious").write_text("mine")
    write_outputs(result(), folder, pictures=False)
    assert (folder / "precious").exists()
    assert (tmp_path / "precious").exists()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "HEP0732"),
        (errno.EDQUOT, "HEP0732"),
        (errno.EACCES, "HEP0730"),
        (errno.EROFS, "HEP0730"),
    ],
)
def test_a_failure_leaves_the_results_of_the_run_before(
    number: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_outputs(result(), tmp_path, pictures=False)
    before = {path: (tmp_path / path).read_bytes() for path in names(tmp_path)}
    written: list[Path] = []

    def write(path: Path, data: bytes) -> None:
        if len(written) == 3:
            path.write_bytes(data[:10])
            raise OSError(number, os.strerror(number))
        path.write_bytes(data)
        written.append(path)

    monkeypatch.setattr(files, "_write", write)
    with pytest.raises(HepirError) as caught:
        write_outputs(replace(result(), title="another"), tmp_path, pictures=False)
    assert only(caught).code == code
    assert {path: (tmp_path / path).read_bytes() for path in names(tmp_path)} == before


def test_an_interrupt_leaves_the_results_of_the_run_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_outputs(result(), tmp_path, pictures=False)
    before = names(tmp_path)

    def interrupt(path: Path, data: bytes) -> None:
        path.write_bytes(data[:10])
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "_write", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_outputs(result(), tmp_path, pictures=False)
    assert names(tmp_path) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_full_device_is_one_diagnostic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "open_new", full_device)
    with pytest.raises(HepirError) as caught:
        write_outputs(result(), tmp_path, pictures=False)
    assert only(caught).code == "HEP0732"
    assert names(tmp_path) == set()


@pytest.mark.parametrize("path", ["file", "file/below", "file/far/below"])
@pytest.mark.parametrize(
    "act", [prepare_folder, lambda folder: write_outputs(result(), folder, pictures=False)]
)
def test_a_file_is_not_a_folder(path: str, act: object, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert callable(act)
    with pytest.raises(HepirError) as caught:
        act(tmp_path / path)
    assert only(caught).code == "HEP0731"
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(HepirError) as caught:
        prepare_folder(tmp_path / "out")
    assert only(caught).code == "HEP0730"
    assert "permission denied" in only(caught).message


def test_preparing_leaves_an_empty_folder(tmp_path: Path) -> None:
    prepare_folder(tmp_path / "a" / "b")
    assert list((tmp_path / "a" / "b").iterdir()) == []


HOSTILE = [
    "../../etc/passwd",
    "/etc/passwd",
    "..",
    ".",
    "",
    "a/b",
    "a\\b",
    "nul\0",
    "line\nbreak",
    "x" * 5000,
    "é",
    "\ud800",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_outputs(result(region(name, **{name: empty_histogram()})), folder)
    assert names(tmp_path) == {f"out/{path}" for path in names(folder)}
    assert len([path for path in names(folder) if path.startswith("pictures/")]) == 1


@pytest.mark.parametrize("path", ["", "..", "../x", "/x", "a/../../x", ".hidden", "a/\0"])
def test_a_path_that_could_lead_out_is_refused(path: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a path inside"):
        inside(tmp_path, path)


def test_identifiers_are_their_own_names() -> None:
    assert safe_name("signal_Region2") == "signal_Region2"


def test_names_that_differ_only_by_case_stay_distinct() -> None:
    stems = distinct({name: name for name in ("a.met", "A.met", "a.MET")}).values()
    assert len({stem.casefold() for stem in stems}) == 3


def test_pictures_of_all_regions_have_paths() -> None:
    made = result(region("a", met=empty_histogram()), region("b", met=empty_histogram()))
    assert picture_paths(made) == {"a.met": "pictures/a.met.png", "b.met": "pictures/b.met.png"}


def test_progress_names_each_file(tmp_path: Path) -> None:
    told: list[str] = []
    write_outputs(result(region("search", met=empty_histogram())), tmp_path, progress=told.append)
    assert told == [
        "cutflow.json",
        "histograms.json",
        "histograms.root",
        "pictures/search.met.png",
        "report.html",
    ]
