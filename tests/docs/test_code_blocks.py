"""Every fenced code block of the README and of docs/ does what the page says.

In: Markdown pages. Out: one test a page, its blocks taken in order in one temporary folder:

- `python` runs; the blocks of a page share their names.
- `hep` is checked. It is clean, or its option `expect=HEP0301,HEP0102` (or `#! HEP0301` at the end of a
  line) says what is reported.
- `console` and `sh` run their `$ hepir ...` lines. Output that follows is compared, `...` standing for
  anything; a command without output shown must succeed.
- `toml` and `json` are parsed; `text` is not looked at.

The option `file=NAME` also writes a block into the folder, for the commands below it. A block that cannot
run here has `<!-- not run: reason -->` above it; `<!-- test command -->` and `<!-- demo command -->` mark
what `.ci/run` runs.
"""

import contextlib
import io
import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from expectations import differences, reported
from fences import Fence, fences

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
RUN_ELSEWHERE = re.compile(r"not run: \S.*|(test|demo) command")


def run_python(block: Fence, names: dict[str, object]) -> None:
    exec(compile(block.code, f"block of line {block.line}", "exec"), names)


def check_program(block: Fence) -> None:
    codes = block.options.get("expect", "")
    assert differences(block.code, reported(block.code), codes.split(",") if codes else ()) == []


def run_commands(block: Fence) -> None:
    parts = re.split(r"^\$ (.*)\n", block.code, flags=re.MULTILINE)
    assert not parts[0].strip(), "a block of commands starts with a line that starts with `$ `"
    for command, shown in zip(parts[1::2], parts[2::2], strict=True):
        status, output = run_command(command)
        if shown.strip():
            assert re.fullmatch(pattern_of(shown), output.strip(), re.DOTALL), f"$ {command}\n{output}"
        else:
            assert status == 0, f"$ {command}\n{output}"


def run_command(command: str) -> tuple[int, str]:
    """Exit status and everything written by a `hepir` command, run in this process."""
    from hepir.cli import main

    program, *arguments = shlex.split(command, comments=True)
    assert program == "hepir", (
        f"`{program}` cannot be run here: say `<!-- not run: reason -->` above the block"
    )
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            status = main(arguments)
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
    return status, output.getvalue()


def pattern_of(shown: str) -> str:
    """A regular expression for output that a page shows, in which `...` stands for anything."""
    return re.escape(shown.strip()).replace(r"\.\.\.", ".*?")


def do(block: Fence, names: dict[str, object]) -> None:
    """What the language of a block asks for."""
    if "file" in block.options:
        path = Path(block.options["file"])
        path.parent.mkdir(exist_ok=True)
        path.write_text(block.code, encoding="utf-8")
    match block.language:
        case "python":
            run_python(block, names)
        case "hep":
            check_program(block)
        case "console" | "sh":
            run_commands(block)
        case "toml":
            tomllib.loads(block.code)
        case "json":
            json.loads(block.code)
        case "text":
            pass
        case other:
            raise AssertionError(f"a block in `{other}`, which nobody reads: use `text`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_code_blocks_of_a_page(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    names: dict[str, object] = {"__name__": "__main__"}
    for block in fences(page.read_text(encoding="utf-8")):
        where = f"{page.relative_to(ROOT)}:{block.line}"
        if RUN_ELSEWHERE.fullmatch(block.comment):
            continue
        try:
            do(block, names)
        except Exception as problem:
            problem.add_note(f"in the block of {where}")
            raise
