"""The event list: its columns, missing values, chunks and memory."""

import json
from pathlib import Path

import awkward as ak
import jsonschema
import numpy as np
import pyarrow.parquet as parquet
import pytest
from made_results import full_device

from hepir.diagnostics import HepirError
from hepir.report import events
from hepir.report.events import ROWS_IN_GROUP, Column, EventWriter

COLUMNS = (
    Column("ht", "float", "GeV"),
    Column("jets", "int"),
    Column("tight", "bool"),
    Column("weight", "float"),
)
SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "schemas" / "events.schema.json"


def chunk(start: int, size: int) -> dict[str, object]:
    entry = np.arange(start, start + size)
    return {
        "entry": entry,
        "run": np.full(size, 194778, np.uint32),
        "luminosity_block": np.full(size, 52, np.uint32),
        "event": entry.astype(np.uint64) + 2**63,
        "weight": np.full(size, -0.5, np.float32),
        "ht": ak.mask(ak.Array(entry * 1.5), entry % 2 == 0),
        "jets": np.ma.masked_equal(entry % 3, 0),
        "tight": entry % 2 == 0,
    }


def interrupted(path: Path) -> None:
    with EventWriter(path, COLUMNS) as writer:
        writer.append("search", "one.root", chunk(0, 10))
        raise KeyboardInterrupt


def test_columns_types_and_missing_values(tmp_path: Path) -> None:
    with EventWriter(tmp_path / "events.parquet", COLUMNS) as writer:
        writer.append("search", "one.root", chunk(0, 4))
        assert writer.commit() == tmp_path / "events.parquet"
    table = parquet.read_table(tmp_path / "events.parquet")
    assert {name: str(kind) for name, kind in zip(table.column_names, table.schema.types, strict=True)} == {
        "region": "string",
        "file": "string",
        "entry": "int64",
        "run": "int64",
        "luminosity_block": "int64",
        "event": "uint64",
        "weight": "double",
        "ht": "double",
        "jets": "int64",
        "tight": "bool",
        "weight_": "double",
    }
    assert table["ht"].to_pylist() == [0.0, None, 3.0, None]
    assert table["jets"].to_pylist() == [None, 1, 2, None]
    assert table["event"].to_pylist()[3] == 2**63 + 3
    assert table["weight"].to_pylist() == [-0.5] * 4
    assert table.schema.field("ht").metadata == {b"unit": b"GeV"}
    assert table.schema.field("jets").metadata is None


def test_rows_follow_the_published_schema(tmp_path: Path) -> None:
    with EventWriter(tmp_path / "events.parquet", COLUMNS) as writer:
        writer.append("search", "one.root", chunk(0, 3))
        writer.append("search", "two.root", {"entry": np.arange(2)})
        writer.commit()
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    rows = parquet.read_table(tmp_path / "events.parquet").to_pylist()
    assert len(rows) == 5
    for row in rows:
        jsonschema.validate(row, schema, cls=jsonschema.Draft202012Validator)
        assert list(row)[: len(schema["required"])] == schema["required"]


def test_what_the_input_lacks_is_null_and_a_weight_is_one(tmp_path: Path) -> None:
    with EventWriter(tmp_path / "events.parquet", ()) as writer:
        writer.append("search", "one.root", {"entry": np.array([7])})
        writer.commit()
    assert parquet.read_table(tmp_path / "events.parquet").to_pylist() == [
        {
            "region": "search",
            "file": "one.root",
            "entry": 7,
            "run": None,
            "luminosity_block": None,
            "event": None,
            "weight": 1.0,
        }
    ]


def test_the_size_of_the_chunks_does_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "ROWS_IN_GROUP", 64)
    for name, size in (("small", 7), ("large", 210)):
        with EventWriter(tmp_path / name, COLUMNS) as writer:
            for start in range(0, 210, size):
                writer.append("search", "one.root", chunk(start, size))
            writer.commit()
    assert (tmp_path / "small").read_bytes() == (tmp_path / "large").read_bytes()


def test_only_the_last_group_waits_in_memory(tmp_path: Path) -> None:
    with EventWriter(tmp_path / "events.parquet", ()) as writer:
        for start in range(0, 3 * ROWS_IN_GROUP, ROWS_IN_GROUP // 2 + 1):
            writer.append("search", "one.root", {"entry": np.arange(start, start + ROWS_IN_GROUP // 2 + 1)})
            assert writer.waiting < ROWS_IN_GROUP
        writer.commit()
    groups = parquet.ParquetFile(tmp_path / "events.parquet").metadata
    assert groups.num_row_groups == 4
    assert groups.row_group(0).num_rows == ROWS_IN_GROUP


def test_no_events_are_a_file_with_columns(tmp_path: Path) -> None:
    with EventWriter(tmp_path / "events.parquet", COLUMNS) as writer:
        writer.append("search", "one.root", {"entry": ak.Array([])})
        writer.commit()
    assert parquet.read_table(tmp_path / "events.parquet").num_rows == 0


def test_an_interrupted_run_leaves_the_list_of_the_run_before(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    path.write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt):
        interrupted(path)
    assert [file.name for file in tmp_path.iterdir()] == ["events.parquet"]
    assert path.read_bytes() == b"before"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_full_disk_is_one_diagnostic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "open_new", full_device)
    writer = EventWriter(tmp_path / "events.parquet", COLUMNS)
    with pytest.raises(HepirError, match="HEP0732"):
        writer.append("search", "one.root", chunk(0, 100_000))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_below_a_file_is_one_diagnostic(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HepirError, match="HEP0731"):
        EventWriter(tmp_path / "file" / "events.parquet", COLUMNS)
