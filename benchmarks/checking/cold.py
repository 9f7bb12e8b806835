"""How long the checker takes: from the shell, and on long programs.

Out: median times on the standard output. `hepir check` and `import hepir` are processes of their own, started with
warm file caches; the generated programs are checked and compiled within this process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median

from hepir.api import check_source, compile_source
from hepir.source import Source

EXAMPLE = Path(__file__).parents[2] / "examples" / "multijet.hep"
SCHEMA = "cms_nanoaod"
ROUNDS = 10
BLOCK = """
object jets_{0} from Jet
  select pt > {1} GeV
  select |eta| < 2.5

combine pairs_{0} = (a, b) from jets_{0}
  select a.pt > 2 * b.pt

region region_{0}
  select size(jets_{0}) >= 2 and MET.pt > {1} GeV
  select size(pairs_{0}) >= 1
  hist pt = jets_{0}.pt in 50 bins from 0 GeV to 500 GeV
"""


def program(lines: int) -> str:
    """A program of about so many lines."""
    each = BLOCK.count("\n")
    return 'analysis "long"\n' + "".join(
        BLOCK.format(index, 30 + index % 100) for index in range(lines // each)
    )


def sources(lines: int) -> Iterator[Source]:
    """Programs of about so many lines, which differ in a comment alone."""
    return (Source("long.hep", f"{program(lines)}# {number}\n") for number in count())


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The median time of a piece of work; one more run before does not count."""
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def python(*arguments: str) -> Callable[[], object]:
    """A new Python process. It keeps compiled modules, as an installed package has them, so that only the run
    that does not count compiles them."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(
        [sys.executable, *arguments], check=True, capture_output=True, env=environment
    )


def both(sources: Iterator[Source]) -> None:
    """Check and compile the next one: a text that is the same as one before would not be parsed again."""
    source = next(sources)
    if found := check_source(source, SCHEMA):
        raise SystemExit(f"the program is not right: {found[0].message}")
    compile_source(source, SCHEMA)


def main() -> None:
    """Print the times."""
    empty = seconds(python("-c", "pass"), ROUNDS)
    print(f"python -c pass            {empty * 1000:8.0f} ms")
    print(f"python -c 'import hepir'  {seconds(python('-c', 'import hepir'), ROUNDS) * 1000:8.0f} ms")
    checked = seconds(python("-m", "hepir", "check", str(EXAMPLE)), ROUNDS)
    print(f"hepir check {EXAMPLE.name}  {checked * 1000:8.0f} ms")
    short, long = (seconds(partial(both, sources(lines)), 3) for lines in (300, 3000))
    print(f"check + compile, 300      {short * 1000:8.0f} ms")
    print(f"check + compile, 3000     {long * 1000:8.0f} ms  ({long / short:.1f} times)")


if __name__ == "__main__":
    main()
