"""How long it takes to check the statements of long drafts one after the other, as they are written, or listed as JSON.

Out: a line for each length on the standard output, with the processor's time of one statement. `whole`: what the check of the
last statement takes with all of the draft. Of what is listed, some rules of regions have a name with a typing error.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from hepir.extract.citing import Citable
from hepir.extract.draft import Draft, DraftStatement, Evidence
from hepir.extract.driving import Limits
from hepir.extract.listed.answers import Answer, Item
from hepir.extract.listed.listing import Listing
from hepir.extract.writing import Writing, checked

WRITTEN = (50, 200, 800)
LISTED = (400, 2_000, 5_000)


def blocks(number: int) -> Iterator[tuple[str, str]]:
    """Objects and a region that counts them."""
    yield "", f"object jets{number} from Jet"
    yield f"jets{number}", f"select pt > {20 + number % 50} GeV"
    yield f"jets{number}", f"select |eta| < 2.{number % 9 + 1}"
    yield "", f"region r{number} from base"
    yield f"r{number}", f"select size(jets{number}) >= 2"
    yield f"r{number}", f"select MET.pt > {100 + number} GeV"
    yield f"r{number}", f"select any(x.pt > {30 + number} GeV for x in jets{number})"
    yield f"r{number}", f"hist h{number} = MET.pt in 10 bins from 0 GeV to {number + 100} GeV"


def statements(count: int) -> list[DraftStatement]:
    """A draft of so many statements, each with a quote of its own."""
    texts = [("", "region base"), *(each for number in range(count) for each in blocks(number))][:count]
    return [
        DraftStatement(target, text, (Evidence(f"p{place}s1", f"sentence {place}: {text} and 30 GeV", 1),))
        for place, (target, text) in enumerate(texts)
    ]


def written(count: int) -> None:
    """One after the other."""
    draft, writing = statements(count), Writing("A search")
    start = time.thread_time()
    for each in draft:
        reason = writing.add(each)
        if reason is not None:
            raise SystemExit(f"{each.text}: {reason}")
    each_one = time.thread_time() - start
    start = time.thread_time()
    checked(Draft("A search", tuple(draft)), writing.kinds)
    whole = time.thread_time() - start
    print(f"{count:6} written {1000 * each_one / count:6.1f} ms   whole {1000 * whole:6.1f} ms", flush=True)


def listed(count: int) -> None:
    """All in one answer."""
    items, units = [], {}
    for place, each in enumerate(statements(count)):
        (evidence,) = each.evidence
        units[evidence.unit] = Citable(evidence.unit, evidence.quote, 1)
        text = f"in {each.target} {each.text}" if each.target else each.text
        wrong = place % 20 < 8
        items.append(Item(evidence.unit, "", text.replace("(jets", "(jest") if wrong else text))
    listing = Listing(Writing("A search"), units, count * 1000, replace(Limits(), statements=count))
    start = time.thread_time()
    listing.extend(Answer(tuple(items)))
    took = time.thread_time() - start
    refused = len(listing.objections)
    print(f"{count:6} listed  {1000 * took / count:6.1f} ms   {refused} refused", flush=True)


def main() -> None:
    """Print the times."""
    for count in WRITTEN:
        written(count)
    for count in LISTED:
        listed(count)


if __name__ == "__main__":
    main()
