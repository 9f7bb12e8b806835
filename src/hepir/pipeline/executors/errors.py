"""What can go wrong with those who count the units of a run: HEP077x."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic


@dataclass(frozen=True)
class WorkerLost(Diagnostic):
    """A worker ended in the middle of its work.

    Mostly the system ended it because memory ran out: each worker needs room for the events that it has at hand. Else
    it may have been a library that cannot read a file and ends the process that asks it to. The message says which events
    the worker had; nothing is written.

    Example:

        $ hepir run selection.hep data/*.root --workers 8

    Instead: take fewer workers, or fewer events at a time. One worker alone shows whether it is the file.

        $ hepir run selection.hep data/*.root --workers 2 --chunk-events 20000
    """

    code: ClassVar[str] = "HEP0770"
    name: ClassVar[str] = "worker-lost"
    file: str
    start: int
    stop: int
    how: str

    @property
    def message(self) -> str:
        where = f"entries {self.start} to {self.stop - 1} of `{self.file}`"
        return f"the worker that counted {where} was lost: {self.how}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (
            "where memory ran out, take fewer `--workers`, or fewer events at a time with `--chunk-events`",
            "`--workers 1` shows whether it is the file",
        )


@dataclass(frozen=True)
class NoDask(Diagnostic):
    """A cluster is reached by Dask, which is not installed here.

    Example:

        $ hepir run selection.hep data/*.root --scheduler tcp://127.0.0.1:8786

    Instead: install it here and on the workers.

        $ pip install "hepir[run,dask]"
    """

    code: ClassVar[str] = "HEP0771"
    name: ClassVar[str] = "no-dask"

    @property
    def message(self) -> str:
        return "a cluster is reached by dask.distributed, which is not installed"

    @property
    def hints(self) -> tuple[str, ...]:
        return (
            'install it, here and on the workers: `pip install "hepir[run,dask]"`',
            "or count on this machine with `--workers N`",
        )


@dataclass(frozen=True)
class NoScheduler(Diagnostic):
    """No Dask scheduler answers at the address.

    A scheduler says its address when it starts. It has to run as long as the run lasts, and this machine has to reach it:
    an address of the form `tcp://127.0.0.1:8786` is one on this machine.

    Example:

        $ hepir run selection.hep data/*.root --scheduler tcp://127.0.0.1:9

    Instead: start one, and workers, or ask whoever runs the cluster for its address.

        $ dask scheduler --host 127.0.0.1 --port 8786
        $ dask worker tcp://127.0.0.1:8786
        $ hepir run selection.hep data/*.root --scheduler tcp://127.0.0.1:8786
    """

    code: ClassVar[str] = "HEP0772"
    name: ClassVar[str] = "no-scheduler"
    address: str
    reason: str

    @property
    def message(self) -> str:
        return f"no Dask scheduler answers at `{self.address}`: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (
            "an address is written like `tcp://127.0.0.1:8786`; the scheduler prints it when it starts",
            "start one with `dask scheduler`, and its workers with `dask worker ADDRESS`",
        )


@dataclass(frozen=True)
class NoWorkers(Diagnostic):
    """The scheduler answers, and has had no worker for a long time.

    Jobs of a batch system may wait in its queue; their workers register with the scheduler when they start. Workers that
    cannot reach the scheduler say so in the output of their jobs.

    Example:

        $ hepir run selection.hep data/*.root --scheduler tcp://127.0.0.1:8786

    Instead: start workers first.

        $ dask worker tcp://127.0.0.1:8786 --nworkers 4
    """

    code: ClassVar[str] = "HEP0773"
    name: ClassVar[str] = "no-workers"
    address: str
    seconds: float

    @property
    def message(self) -> str:
        return f"the scheduler at `{self.address}` had no worker for {self.seconds:.0f} s"

    @property
    def hints(self) -> tuple[str, ...]:
        return (
            f"start some: `dask worker {self.address} --nworkers 4`",
            "where a batch system starts them, look into its queue and into the output of the jobs",
        )


@dataclass(frozen=True)
class OtherVersions(Diagnostic):
    """A worker of the cluster lacks a package, or has another version of it; or the scheduler, of hepir.

    All workers have to do exactly what this machine would do, or the result would depend on which of them did what. The
    scheduler hands on what is sent to them, for which it has to know hepir, too.

    Example:

        $ hepir run selection.hep data/*.root --scheduler tcp://127.0.0.1:8786

    Instead: give all of them the environment of this machine, by a shared folder, a container, or the same requirements.

        $ pip freeze > requirements.txt
    """

    code: ClassVar[str] = "HEP0774"
    name: ClassVar[str] = "other-versions"
    place: str
    package: str
    there: str
    here: str

    @property
    def message(self) -> str:
        found = f"has {self.package} {self.there}" if self.there else f"has no {self.package}"
        return f"{self.place} {found}, and here is {self.package} {self.here}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"install it there, and start it again: `pip install {self.package}=={self.here}`",)


@dataclass(frozen=True)
class FileNotThere(Diagnostic):
    """A file that is here cannot be seen by a worker of the cluster.

    Workers open the files themselves, by the same absolute paths: the data have to lie on a file system that all of
    them share.

    Example:

        $ hepir run selection.hep /tmp/data/*.root --scheduler tcp://127.0.0.1:8786

    Instead: name the files by a folder that the workers see, too.

        $ hepir run selection.hep /shared/data/*.root --scheduler tcp://127.0.0.1:8786
    """

    code: ClassVar[str] = "HEP0775"
    name: ClassVar[str] = "file-not-there"
    file: str
    place: str

    @property
    def message(self) -> str:
        return f"`{self.file}` is here, and is not to be seen from {self.place}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (
            "put the files into a folder that the workers share with this machine, and name them by it",
            "or count on this machine with `--workers N`",
        )
