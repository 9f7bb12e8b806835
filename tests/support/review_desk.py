"""A small publication, a draft of it with a mistake of each kind, and a review of the two."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hepir.review.server import ReviewServer
from hepir.review.session import Session

PAPER = """# A search with muons

## Event selection

Muons are required to have pT > 18 GeV and |eta| < 1.44.
Jets are required to have pT > 30 GeV.
Events must contain at least two jets.
Events with a missing transverse momentum above 300 GeV are selected.
The leading jet must have pT > 100 GeV.
"""
PROGRAM = """analysis "A search with muons"

source s1 = page 1 "Muons are required to have pT > 18 GeV and |eta| < 1.44."
source s2 = page 1 "Jets are required to have pT > 30 GeV."
source s3 = page 1 "Events must contain at least two jets."
source gone = page 1 "Electrons are required to have pT > 7 GeV."

object muons from Muon
  select pt > 18 GeV  @s1  # 3/5
  select |eta| < 1.44  @s1

object jets from Jet
  select pt > 40 GeV  @s2
  sort by pt descending

object electrons from Electron
  select pt > 7 GeV  @gone

define ht = ?

region search
  select size(muons) >= 1  @assumed "the title"
  select size(jets) >= 2  @s3
  reject size(electrons) >= 1
  delegated "the trigger of Ref. [1]"
  hist met = MET.pt in 10 bins from 0 GeV to 500 GeV
"""


@dataclass
class Desk:
    """A review under way: its session and the server behind it."""

    folder: Path
    session: Session
    server: ReviewServer

    @property
    def url(self) -> str:
        return self.server.url

    def lines(self) -> list[str]:
        """What the log holds."""
        return self.session.log.read_text().splitlines() if self.session.log.exists() else []
