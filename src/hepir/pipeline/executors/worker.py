"""The other end of `processes`: a process that counts units.

In: a connection that was inherited, with pickled messages of the process that started this one, and of no other. Out: on the
same connection, what became of each unit. It ends when the connection does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection

from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.pipeline.units import Unit
from hepir.pipeline.working import Counted, Counter, Job, at_work
from hepir.run.threads import threads_of

LOADED = ("awkward", "hist", "hepir.run.files", "hepir.pipeline.totals")  # takes as long as a second


@dataclass(frozen=True)
class Hello:
    """The first message of a worker."""

    process: int


@dataclass(frozen=True)
class Done:
    """So many more events are done."""

    events: int


@dataclass(frozen=True)
class Failed:
    """A unit has no counts, and why: diagnostics, or a fault of hepir in words."""

    diagnostics: tuple[Diagnostic, ...] = ()
    fault: str = ""


Message = Hello | Done | Counted | Failed


def main(descriptors: Sequence[int]) -> None:
    """A worker for each descriptor: processes that begin with everything loaded, where the system can split them off."""
    prepare()
    if len(descriptors) == 1:
        serve(Connection(descriptors[0]))
        return
    children = {split_off(each, descriptors) for each in descriptors}
    for each in descriptors:
        os.close(each)
    while children:
        process, status = os.wait()
        children.discard(process)
        print(process, os.waitstatus_to_exitcode(status), flush=True)  # read by who lost it


def split_off(descriptor: int, descriptors: Sequence[int]) -> int:
    """A new process that serves one connection."""
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        for other in descriptors:
            if other != descriptor:
                os.close(other)
        serve(Connection(descriptor))
        status = 0
    finally:
        sys.stderr.flush()
        os._exit(status)


def prepare() -> None:
    """Load what every run needs, once."""
    for module in LOADED:
        import_module(module)


def serve(connection: Connection) -> None:
    """Answer until the other end is closed."""
    try:
        connection.send(Hello(os.getpid()))
        while True:
            job = connection.recv()
            assert isinstance(job, Job)
            serve_job(job, connection)
    except (EOFError, OSError):  # nobody waits for an answer any more
        return


def serve_job(job: Job, connection: Connection) -> None:
    """Count units until None comes."""
    with ExitStack() as stack:
        counter = Counter(at_work(job, stack, threads_of(job.options.workers)))
        while (unit := connection.recv()) is not None:
            assert isinstance(unit, Unit)
            try:
                answer: Message = counter.count(unit, lambda events: connection.send(Done(events)))
            except HepirError as error:
                answer = Failed(error.diagnostics)
            except (EOFError, OSError):
                raise
            except Exception as error:
                answer = Failed(fault=f"{type(error).__name__}: {error}")
            connection.send(answer)
