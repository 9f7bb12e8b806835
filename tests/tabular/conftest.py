"""Files beside a program."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from hepir.semantics.scope import Report
from hepir.semantics.tables import check_tables
from hepir.source import Source
from hepir.syntax.parsing import parse
from hepir.tabular.files import Folder
from hepir.types.tables import Table

Tables = Mapping[str, Table | None]


@pytest.fixture
def tables_of(tmp_path: Path) -> Callable[[str, Mapping[str, str | bytes]], tuple[Tables, list[str]]]:
    """The tables of `table` blocks beside files, and what is wrong with them."""

    def made(text: str, files: Mapping[str, str | bytes]) -> tuple[Tables, list[str]]:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        report = Report()
        parsed = parse(Source("program.hep", text)).program
        assert parsed is not None
        found = check_tables(parsed, Folder(tmp_path), report)
        return found, [each.message for each in report.found]

    return made
