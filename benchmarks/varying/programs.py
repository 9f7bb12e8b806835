"""The selection that is varied.

In: how many variations or regions. Out: the text of a program: a search with two regions, eight cuts, a chosen pair, five
histograms and two weights; and so many variations of a weight or of the energy of its jets, or regions that begin where it
ends.
"""

from __future__ import annotations

SELECTION = """object jets from Jet
  select pt > 30 GeV and |eta| < 2.4
  sort by pt descending

object muons from Muon
  select pt > 10 GeV and |eta| < 2.4

combine pairs = (m1, m2) from muons
  select m1.charge != m2.charge

choose z from pairs minimizing |mass - 91.2 GeV|

define ht = sum(jets.pt)

region preselection
  weight generator = 1 + 0.01 * MET.phi / 1 rad
  weight pileup = 1 + 0.0005 * MET.pt / 1 GeV
  select size(jets) >= 1
  select jets[0].pt > 40 GeV
  hist leading = jets[0].pt in 50 bins from 0 GeV to 500 GeV
  hist met = MET.pt in 50 bins from 0 GeV to 250 GeV

region search from preselection
  select size(muons) >= 1
  select ht > 60 GeV
  select MET.pt > 10 GeV
  reject size(muons) > 3
  hist ht = ht in 50 bins from 0 GeV to 1 TeV
  hist jets = jets.pt in 50 bins from 0 GeV to 500 GeV
  hist mass = z.mass in 60 bins from 60 GeV to 120 GeV
"""


def with_weights(count: int) -> str:
    """The selection with so many variations of a weight, each another function of the event."""
    return SELECTION + "".join(
        f"\nsystematic s{number}\n  up weight pileup = 1 + {0.0001 * (number + 1):.4f} * MET.pt / 1 GeV\n"
        for number in range(count)
    )


def with_energies(count: int) -> str:
    """The selection with so many variations of the energy of jets."""
    return SELECTION + "".join(
        f"\nsystematic s{number}\n  up jets.pt = pt * {1 + 0.002 * (number + 1):.3f}\n"
        for number in range(count)
    )


def with_regions(count: int) -> str:
    """The selection with so many more regions, which share all but their last cut."""
    return SELECTION + "".join(
        f"\nregion r{number} from search\n  select MET.pt > {20 + number} GeV\n"
        "  hist ht = ht in 50 bins from 0 GeV to 1 TeV\n"
        for number in range(count)
    )
