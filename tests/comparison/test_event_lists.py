"""Event lists: sets, Jaccard, and the criterion that removed an event."""

from collections.abc import Callable
from pathlib import Path

import pytest

import hepir
from hepir.comparison.showing import events_text

Runs = Callable[..., Path]


def test_equal_lists_are_equal(runs: Runs) -> None:
    found = hepir.compare_events(runs() / "events.parquet", runs() / "events.parquet")
    (region,) = found.regions
    assert found.equal and region.jaccard == 1.0 and region.shared > 10


def test_events_in_one_only_are_explained(runs: Runs, sample: list[str]) -> None:
    tight, loose = runs(), runs("select ht > 40 GeV", "select ht > 35 GeV")
    found = hepir.compare_events(tight / "events.parquet", loose / "events.parquet", inputs=sample, most=5)
    (region,) = found.regions
    assert not region.only_here
    assert region.only_there
    assert region.jaccard == region.shared / (region.shared + len(region.only_there))
    assert {(each.line, each.statement) for each in region.removed_here} == {(9, "select ht > 40 GeV")}
    assert len(region.removed_here) == min(5, len(region.only_there))
    assert "removed here by line 9: select ht > 40 GeV" in events_text(found)
    assert "only there" in found._repr_html_()


def test_regions_of_other_names_are_one_where_there_is_one(runs: Runs, sample: list[str]) -> None:
    other = runs("region dimuon", "region pair", "select ht > 40 GeV", "select ht > 35 GeV")
    found = hepir.compare_events(other / "events.parquet", runs() / "events.parquet", inputs=sample)
    (region,) = found.regions
    assert region.region == "pair"
    assert {each.line for each in region.removed_there} == {9}


def test_a_file_that_is_no_list_is_refused(runs: Runs, tmp_path: Path, sample: list[str]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    other = tmp_path / "x.parquet"
    parquet.write_table(pa.table({"a": [1]}), other)
    for path in (other, Path(sample[0])):
        with pytest.raises(hepir.HepirError) as caught:
            hepir.compare_events(runs() / "events.parquet", path)
        assert caught.value.diagnostics[0].code == "HEP0754"
