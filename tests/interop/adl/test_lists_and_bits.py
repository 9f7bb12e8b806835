"""Conversions of lists and bits keep the events that plain loops keep."""

import awkward as ak
import numpy as np
import pytest

from hepir.backends.interpreter import interpret
from hepir.compiling import plan_source
from hepir.interop.adl.importing import import_adl
from hepir.schemas.loading import find_schema
from hepir.source import Source

# events: jets of (pt, the pt and charges of their constituents), generated particles of (number, mother, flags)
EVENTS = (
    {
        "jets": ((80, (10, 20, 30), (1, -1, 0)), (40, (5,), (1,))),
        "gen": ((23, -1, 8192), (13, 0, 256), (-13, 0, 1)),
    },
    {"jets": ((60, (50, 2), (0, 0)),), "gen": ((23, -1, 8193), (5, -1, 12))},
    {"jets": (), "gen": ((24, -1, 4), (11, 0, 8192))},
    {"jets": ((90, (), ()), (50, (25, 24), (1, 1))), "gen": ((6, -1, 8), (24, 0, 8192), (5, 1, 8205))},
)


def leading(event):
    return max(event["jets"], default=None, key=lambda jet: jet[0])


def with_bit(place):
    return lambda event: sum(flags >> place & 1 for *_, flags in event["gen"]) >= 2


# what stands in the program: an object and a region, and which events pass
PROGRAMS = {
    "object j take JET select anyof(pT(JET constituents)) > 22\nregion r\n  select size(j) >= 1\n": lambda event: (
        any(any(pt > 22 for pt in pts) for _, pts, _ in event["jets"])
    ),
    "object j take JET select sum(pT(JET constituents)) < 40\nregion r\n  select size(j) >= 1\n": lambda event: (
        any(sum(pts) < 40 for _, pts, _ in event["jets"])
    ),
    "object c take JET[0].constituents select pT > 15\nregion r\n  select size(c) >= 1\n": lambda event: (
        leading(event) is not None and any(pt > 15 for pt in leading(event)[1])
    ),
    "object c take JET constituents select q != 0\nregion r\n  select size(c) >= 2\n": lambda event: (
        sum(charge != 0 for *_, charges in event["jets"] for charge in charges) >= 2
    ),
    "define s = sum(pT(JET constituents))\nregion r\n  select s > 50\n": lambda event: (
        sum(pt for _, pts, _ in event["jets"] for pt in pts) > 50
    ),
    "object g take GEN select daughters(GEN) == 2\nregion r\n  select size(g) >= 1\n": lambda event: any(
        sum(mother == place for _, mother, _ in event["gen"]) == 2 for place in range(len(event["gen"]))
    ),
    "object g take GEN select abs(GEN[genPartIdxMother].pdgId) == 24\nregion r\n  select size(g) >= 1\n": lambda event: (
        any(mother >= 0 and event["gen"][mother][0] == 24 for _, mother, _ in event["gen"])
    ),
    "object g take GEN select (statusFlags >> 13) & 1\nregion r\n  select size(g) >= 2\n": with_bit(13),
    "object g take GEN select statusFlags & (1 << 13) == 8192\nregion r\n  select size(g) >= 2\n": with_bit(
        13
    ),
    "object g take GEN select statusFlags & 12\nregion r\n  select size(g) >= 2\n": lambda event: (
        sum(bool(flags & 12) for *_, flags in event["gen"]) >= 2
    ),
    "object g take GEN select (statusFlags & 12) == 12\nregion r\n  select size(g) >= 1\n": lambda event: any(
        flags & 12 == 12 for *_, flags in event["gen"]
    ),
    "object g take GEN reject (statusFlags & 12) != 0\nregion r\n  select size(g) >= 2\n": lambda event: (
        sum(not flags & 12 for *_, flags in event["gen"]) >= 2
    ),
}


def listed(values, kind=np.float32):
    return ak.values_astype(ak.Array([list(each) for each in values]), kind)


def made():
    """The branches of these events."""
    jets, gen = [each["jets"] for each in EVENTS], [each["gen"] for each in EVENTS]
    found = {"Jet_pt": listed([jet[0] for jet in each] for each in jets)}
    for name, place in (("pt", 1), ("charge", 2)):
        values = [[value for jet in each for value in jet[place]] for each in jets]
        found[f"PFCands_{name}"] = listed(values, np.float32 if name == "pt" else np.int32)
    owners = [[number for number, jet in enumerate(each) for _ in jet[1]] for each in jets]
    found["JetPFCands_jetIdx"] = listed(owners, np.int32)
    found["JetPFCands_pFCandsIdx"] = listed([range(len(each)) for each in owners], np.int32)
    for place, name in enumerate(("pdgId", "genPartIdxMother", "statusFlags")):
        found[f"GenPart_{name}"] = listed([[particle[place] for particle in each] for each in gen], np.int32)
    return {**found, "GenPart_pt": listed([[10] * len(each) for each in gen])}


@pytest.mark.parametrize("text", PROGRAMS)
def test_the_same_events(text):
    imported = import_adl(Source("x.adl", text))
    assert imported.converted == imported.statements, imported.text
    plan = plan_source(Source("x.hep", imported.text), find_schema("cms_nanoaod"))
    branches = made()
    columns = {name: branches[name] for name in plan.columns}
    (region,) = interpret(plan, columns, "simulation").regions.values()
    expected = sum(map(bool, map(PROGRAMS[text], EVENTS)))
    assert 0 < expected < len(EVENTS)
    assert region.steps[-1].entries == expected, imported.text
