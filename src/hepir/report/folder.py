"""The output folder.

In: a result. Out: its files in a folder, all of them or none: each is written to a temporary name in the same
folder and moved when all are whole, so that an interrupted run or a full disk leaves the results of the run
before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hepir.backend.result import Result
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.report.cutflow import cutflow_document, json_bytes
from hepir.report.errors import ProgramFileInTheWay, output_error
from hepir.report.files import discard, inside, open_new, temporary_path, write_all
from hepir.report.histograms import histograms_json, histograms_root
from hepir.report.page import page_html
from hepir.report.run_record import run_document
from hepir.report.without import FILE as WITHOUT
from hepir.report.without import Without, without_json

if TYPE_CHECKING:
    from hepir.report.events import EventWriter

EVENTS = "events.parquet"
RECORD = "run.json"
PROGRAM = "program.hep"
PAGE = "report.html"
COUNTS = ("cutflow.json", "histograms.json", "histograms.root")
TAKEN = (*COUNTS, EVENTS, RECORD, PROGRAM, PAGE, WITHOUT, "pictures")
MAY_BE_STALE = re.compile(r"pictures/[A-Za-z0-9_][A-Za-z0-9_.-]*\.png|events\.parquet|n_minus_one\.json")
Progress = Callable[[str], None]
NO_STEPS: Without = {}


def write_outputs(
    result: Result,
    folder: Path,
    *,
    pictures: bool = True,
    events: EventWriter | None = None,
    without: Without | None = None,
    progress: Progress | None = None,
) -> tuple[Path, ...]:
    """Write everything that a run leaves behind; returns the paths written, `run.json` last.

    `without` are histograms of what steps cut on. `events` is a writer to `folder / "events.parquet"` whose chunks
    are all appended; it is finished and
    moved with the rest. `progress` is called with the name of each file that is being made. Pictures and
    event lists that the run before listed in its `run.json` and this one does not write are removed. Raises
    HepirError (HEP0730 to HEP0733).
    """
    contents = contents_of(
        result, pictures=pictures, events=events is not None, without=without or {}, progress=progress
    )
    finished = {EVENTS: events.finish()} if events else {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stale = _listed(folder) - set(contents) - set(finished)
        written = write_all(folder, contents, finished)
        for path in sorted(stale):
            inside(folder, path).unlink(missing_ok=True)
    except OSError as error:
        raise output_error(str(folder), error) from error
    return written


def prepare_folder(folder: Path) -> None:
    """Make the folder and try to write there, so that a long run does not fail at its end.

    Raises HepirError (HEP0730 to HEP0732).
    """
    probe = temporary_path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        discard(open_new(probe))
        probe.unlink()
    except OSError as error:
        raise output_error(str(folder), error) from error


def refuse_clashes(paths: Iterable[str]) -> None:
    """The files of a program go beside it, where no result has its place. Raises HepirError (HEP0734)."""
    for path in paths:
        if path.partition("/")[0].lower() in TAKEN:
            raise HepirError((ProgramFileInTheWay(NOWHERE, path),))


def contents_of(
    result: Result,
    *,
    pictures: bool = True,
    events: bool = False,
    without: Without = NO_STEPS,
    progress: Progress | None = None,
) -> Mapping[str, bytes]:
    """All files as bytes by their path inside the folder, the record last, since it lists the others."""
    tell = progress or (lambda _path: None)
    makers: Mapping[str, Callable[[], bytes]] = {
        COUNTS[0]: lambda: json_bytes(cutflow_document(result)),
        COUNTS[1]: lambda: histograms_json(result),
        COUNTS[2]: lambda: histograms_root(result),
    }
    contents: dict[str, bytes] = {}
    if text := result.provenance.program_text:
        contents[PROGRAM] = text.encode("utf-8", errors="surrogatepass")
        refuse_clashes(each.path for each in result.provenance.program_files)
        contents |= {each.path: each.content for each in result.provenance.program_files}
    for path, make in makers.items():
        tell(path)
        contents[path] = make()
    if without:
        contents[WITHOUT] = without_json(without)
    drawn = _pictures(result, without, tell) if pictures else {}
    tell(PAGE)
    contents |= {**drawn, PAGE: page_html(result, drawn, without).encode("utf-8")}
    outputs = (*contents, *((EVENTS,) if events else ()), RECORD)
    return {**contents, RECORD: json_bytes(run_document(result, outputs))}


def _pictures(result: Result, without: Without, tell: Progress) -> dict[str, bytes]:
    from hepir.report.pictures import all_pictures, pictures_without

    drawn: dict[str, bytes] = {}
    for path, data in (*all_pictures(result), *pictures_without(result, without)):
        tell(path)
        drawn[path] = data
    return drawn


def _listed(folder: Path) -> set[str]:
    """Pictures and event lists that the run before wrote, by its record; nothing where there is no sound
    record.
    """
    with suppress(OSError, ValueError, RecursionError):
        document = json.loads((folder / RECORD).read_bytes())
        outputs = document.get("outputs") if isinstance(document, dict) else None
        if isinstance(outputs, list):
            return {path for path in outputs if isinstance(path, str) and MAY_BE_STALE.fullmatch(path)}
    return set()
