"""What workers of a cluster do.

In: a job and some of its units; or what several have counted. Out: totals, and rows. These functions run elsewhere: all
that they need comes with them or is installed there.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.pipeline.events import Rows
from hepir.pipeline.executors.errors import FileNotThere, OtherVersions
from hepir.pipeline.recording import version_of
from hepir.pipeline.totals import Totals
from hepir.pipeline.units import Unit
from hepir.pipeline.working import Counted, Counter, Job, at_work
from hepir.version import __version__


def count_units(job: Job, units: Sequence[Unit], wanted: Mapping[str, str]) -> Counted:
    """Units of one file, put together; `wanted` are the versions of packages that must be here."""
    check(job, units, wanted)
    totals = Totals()
    rows: list[Rows] = []
    with ExitStack() as stack:
        counter = Counter(at_work(job, stack))
        for unit in units:
            counted = counter.count(unit, lambda _events: None)
            totals.merge(counted.totals)
            rows += counted.rows
    return Counted(units[0], totals, tuple(rows))


def merged(parts: Sequence[Counted]) -> Counted:
    """What several have counted."""
    totals = Totals()
    for part in parts:
        totals.merge(part.totals)
    return Counted(parts[0].unit, totals, ())


def versions(packages: Iterable[str]) -> dict[str, str]:
    """What is installed here."""
    return {each: __version__ if each == "hepir" else version_of(each) for each in packages}


def check(job: Job, units: Sequence[Unit], wanted: Mapping[str, str]) -> None:
    """Raises HepirError where this is not the place to count."""
    place = f"the worker on {socket.gethostname()}"
    for package, found in versions(wanted).items():
        if found != wanted[package]:
            raise HepirError((OtherVersions(NOWHERE, place, package, found, wanted[package]),))
    path = job.prepared.paths[units[0].file_number]
    if not path.exists():
        raise HepirError((FileNotThere(NOWHERE, str(path), place),))
