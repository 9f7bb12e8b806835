"""How long reading takes: each publication given, several times, against taking its bare text out with pymupdf.

In: paths of PDF files. Out: a line each: pages, processor seconds of `hepir.read` and of bare extraction, their ratio,
sentences, characters of JSON.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from statistics import median

import pymupdf

import hepir
from hepir.reading.json_form import to_json


def timed(work: Callable[[], object], rounds: int) -> float:
    """The median time of some rounds, in seconds of the processor; a first one does not count."""
    work()
    times: list[float] = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return median(times)


def bare(path: str) -> None:
    """The text of all pages, as pymupdf gives it."""
    with pymupdf.open(path) as file:
        for page in file:
            page.get_text("rawdict")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("papers", nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    print(f"{'paper':36} pages   read    bare  ratio  sentences      JSON")
    for path in arguments.papers:
        document = hepir.read(path)
        whole = timed(lambda path=path: hepir.read(path), arguments.rounds)
        plain = timed(lambda path=path: bare(path), arguments.rounds)
        print(
            f"{document.name[:36]:36} {len(document.pages):5} {whole:6.2f}s {plain:6.2f}s {whole / plain:6.1f} "
            f"{len(document.sentences):10} {len(to_json(document)):9,}"
        )


if __name__ == "__main__":
    main()
