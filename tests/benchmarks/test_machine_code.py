"""What machine code takes is measured on programs that become machine code."""

import pytest

pytest.importorskip("llvmlite", reason="compiling needs the extra `fast`")

from benchmarks.checking.machine_code import by_regions


def test_rows() -> None:
    found = by_regions(1, (0, 2))
    assert list(found) == ["0", "2"]
    assert found["2"]["lines"] - found["0"]["lines"] == 2 * 4
    assert found["2"]["written"] > found["0"]["written"] > 300
    assert all(row["machine"] > row["emit"] > 0 for row in found.values())
