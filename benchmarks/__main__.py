"""Benchmarks from the command line: `python -m benchmarks run`, and what stands in its help.

In: words. Out: files of events; or tables, a picture and a record in a folder; or pages with them. Exit status 1
where histograms disagree.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.nine.agreement import DifferentError
from benchmarks.nine.starting import Interpreters
from benchmarks.nine.tasks import TASKS

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "benchmarks"
PAGE, PICTURE, README = "docs/benchmarks.md", "docs/images/benchmarks.png", "README.md"
PARTS = ("warm", "cold", "growth", "workers", "varying", "compiler")
CONTAINERS, COMPRESSIONS = ("ttree", "rntuple", "parquet"), ("zlib", "lz4", "zstd")


def parser() -> argparse.ArgumentParser:
    """The options."""
    top = argparse.ArgumentParser(prog="python -m benchmarks", description="hepir and its rivals, measured.")
    commands = top.add_subparsers(dest="command", required=True)
    add_sample(commands.add_parser("sample", help="make files of generated events"))
    add_run(commands.add_parser("run", help="measure everything"))
    published = commands.add_parser("publish", help="write the figures of a run into README.md and docs")
    published.add_argument("record", nargs="?", type=Path, default=FOLDER / "results.json")
    return top


def add_sample(command: argparse.ArgumentParser) -> None:
    """The options of `sample`."""
    command.add_argument("folder", type=Path)
    command.add_argument("--events", type=int, default=1_000_000)
    command.add_argument("--files", type=int, default=1)
    command.add_argument("--seed", type=int, default=1)
    add_storage(command)


def add_storage(command: argparse.ArgumentParser) -> None:
    """How events are stored."""
    command.add_argument("--container", choices=CONTAINERS, default="ttree")
    command.add_argument("--compression", choices=COMPRESSIONS, default="zstd")


def add_run(command: argparse.ArgumentParser) -> None:
    """The options of `run`."""
    add = command.add_argument
    add("--events", type=int, default=1_000_000)
    add("--large-events", type=int, default=1_000_000, help="for the parts workers and varying")
    add("--rounds", type=int, default=7, help="repetitions in turn, in processes that did the task before")
    add("--cold-rounds", type=int, default=3, help="new processes of each side and task")
    add("--quick", action="store_true", help="fewer events and rounds")
    add("--cores", type=int, default=1, help="how many cores every process stays on")
    add("--backends", nargs="+", default=["awkward", "fused"], help="backends of hepir")
    add("--tasks", nargs="+", choices=TASKS, default=list(TASKS), metavar="TASK")
    add("--growth-tasks", nargs="+", choices=TASKS, default=["q6", "q2"], metavar="TASK")
    add("--sides", nargs="+", default=[], metavar="SIDE", help="only these, such as hepir-awkward by-hand")
    add("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    add("--coffea-python", default=sys.executable, help="an interpreter that has coffea")
    add("--root-python", default=sys.executable, help="an interpreter that has ROOT")
    add("--note", default="", help="a sentence about the circumstances")
    add("--folder", type=Path, default=FOLDER, help="where events and results go")
    add_storage(command)


def sample(options: argparse.Namespace) -> int:
    """Make files."""
    from benchmarks.sample.files import Sample, made

    wanted = Sample(options.events, options.seed, options.container, options.compression, options.files)
    for path in made(wanted, options.folder):
        print(path)
    return 0


def run(options: argparse.Namespace) -> int:
    """Measure, and write what was found."""
    from benchmarks.running import Options, measured, smaller
    from benchmarks.showing.picture import draw
    from benchmarks.showing.record import save
    from benchmarks.showing.tables import document

    chosen = Options(
        **{
            name: getattr(options, name)
            for name in ("events", "large_events", "rounds", "cold_rounds", "cores", "note", "folder")
        },
        **{name: getattr(options, name) for name in ("container", "compression")},
        **{
            name: tuple(getattr(options, name))
            for name in ("backends", "tasks", "growth_tasks", "sides", "parts")
        },
        interpreters=Interpreters(coffea=options.coffea_python, root=options.root_python),
    )
    try:
        record = measured(smaller(chosen) if options.quick else chosen, say)
    except DifferentError as problem:
        print(f"nothing was timed, the histograms differ: {problem}", file=sys.stderr)
        return 1
    options.folder.mkdir(parents=True, exist_ok=True)
    save(options.folder / "results.json", record)
    text = document(record)
    (options.folder / "results.md").write_text(text, encoding="utf-8")
    if record.table("warm"):
        draw(record, options.folder / "results.png")
    print(text)
    return 0


def say(line: str) -> None:
    """Progress."""
    print(line, file=sys.stderr, flush=True)


def publish(options: argparse.Namespace) -> int:
    """Write figures into pages."""
    from benchmarks.showing.pages import NoMarksError, publish
    from benchmarks.showing.picture import draw
    from benchmarks.showing.record import load
    from benchmarks.showing.tables import document, heading, ratios

    record = load(options.record)
    short = f"{ratios(record, record.table('warm'))}\n\n{heading(record)}"
    try:
        publish(
            {
                ROOT / PAGE: f"{document(record)}\n![Ratios and growth](images/benchmarks.png)",
                ROOT / README: short,
            }
        )
    except NoMarksError as problem:
        print(problem, file=sys.stderr)
        return 1
    (ROOT / PICTURE).parent.mkdir(exist_ok=True)
    draw(record, ROOT / PICTURE)
    return 0


def main() -> int:
    """Do what the words say."""
    options = parser().parse_args()
    return {"sample": sample, "run": run, "publish": publish}[options.command](options)


if __name__ == "__main__":
    sys.exit(main())
