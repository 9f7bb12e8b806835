"""What can be wrong with results that are to be fitted: HEP0790 to HEP0799.

In: what a folder of results holds. Out: diagnostics.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic


@dataclass(frozen=True)
class NotResults(Diagnostic):
    """A folder holds no results of a run, or those of another version.

    A workspace is made from `run.json` and `histograms.json`, which `hepir run -o FOLDER` writes.

    Example:

        $ hepir export search.hep --to pyhf

    Instead:

        $ hepir run search.hep --dataset samples.toml -o out
        $ hepir export out --to pyhf -o workspace.json
    """

    code: ClassVar[str] = "HEP0790"
    name: ClassVar[str] = "no-results-to-fit"
    path: str
    reason: str

    @property
    def message(self) -> str:
        """Which folder, and why."""
        return f"`{self.path}` holds no results of a run: {self.reason}"


@dataclass(frozen=True)
class EmptyBin(Diagnostic):
    """Events are observed in a bin in which nothing is expected, so that no fit can describe it.

    Bins in which nothing is expected and nothing observed are left out of a workspace, and named.

    Example:

        $ hepir export out --to pyhf --channel search.met

    Instead: export another histogram, or give it wider bins and run again.

        $ hepir export out --to pyhf --channel search.bins
    """

    code: ClassVar[str] = "HEP0791"
    name: ClassVar[str] = "nothing-expected"
    channel: str
    bins: tuple[int, ...]
    observed: float

    @property
    def message(self) -> str:
        """Which bins."""
        numbers = ", ".join(map(str, self.bins[:8])) + (", ..." if len(self.bins) > 8 else "")
        what = "bin" if len(self.bins) == 1 else "bins"
        if not self.observed:
            return f"channel `{self.channel}` expects nothing in all of its bins"
        return (
            f"channel `{self.channel}` expects nothing in {what} {numbers} (counted from 1), where"
            f" {self.observed:g} events are observed"
        )

    @property
    def hints(self) -> tuple[str, ...]:
        """What to do."""
        return ("widen the bins, or take other histograms: `--channel REGION.HISTOGRAM`",)


@dataclass(frozen=True)
class NoChannel(Diagnostic):
    """Which histograms are to be fitted is not clear, or one that was named is not there.

    The channels of a fit must not share events. By default they are the grids of `bin` statements, since those of one region
    never overlap; without a grid, the one histogram that there is.

    Example:

        $ hepir export out --to pyhf

    Instead:

        $ hepir export out --to pyhf --channel search.met --channel control.met
    """

    code: ClassVar[str] = "HEP0792"
    name: ClassVar[str] = "no-channel"
    wanted: str
    available: tuple[str, ...]

    @property
    def message(self) -> str:
        """What is not clear."""
        if self.wanted:
            return f"the results have no histogram `{self.wanted}`"
        return "no region has a grid of bins, and there are several histograms: which are to be fitted?"

    @property
    def hints(self) -> tuple[str, ...]:
        """What there is."""
        named = ", ".join(self.available[:12]) or "none"
        return (f"name them with `--channel`; there are {named}",)


@dataclass(frozen=True)
class NothingSimulated(Diagnostic):
    """The results are of data alone, so that nothing is expected and nothing can be fitted.

    Example:

        $ hepir run search.hep data.root -o out
        $ hepir export out --to pyhf

    Instead: run over simulation too.

        $ hepir run search.hep --dataset samples.toml -o out
        $ hepir export out --to pyhf
    """

    code: ClassVar[str] = "HEP0793"
    name: ClassVar[str] = "nothing-simulated"
    path: str

    @property
    def message(self) -> str:
        """Which results."""
        return f"the results in `{self.path}` are of data alone: a fit needs expected events"
