"""A format that has what belongs to jets in every way in which a schema can say it, and three events of it.

In: nothing. Out: its schema, and its branches. Candidates have a pt of ten times their place and ten more; no list is like
another. Places that no candidate has and negative ones occur, and an event without jets.
"""

import awkward as ak
import numpy as np

from hepir.schemas.loading import load_schema

SCHEMA = load_schema(
    """
name = "lists"
trees = ["Events"]
[collections.event.properties]
event = { branch = "event" }
[collections.Jet.properties]
pt = { branch = "Jet_pt", unit = "GeV" }
eta = { branch = "Jet_eta" }
phi = { branch = "Jet_phi", unit = "rad" }
mass = { branch = "Jet_mass", unit = "GeV" }
place = { branch = "Jet_number", type = "integer", description = "its place" }
[collections.Jet.lists]
lists = { of = "Candidate", lists = "Jet_list" }
keyed = { of = "Candidate", lists = "Jet_list", keys = "Jet_keys", key = 3 }
columns = { of = "Candidate", places = ["Jet_place1", "Jet_place2"], order = "pt descending" }
ranges = { of = "Candidate", first = "Jet_first", count = "Jet_count" }
rows = { of = "Candidate", table = ["Row_jet", "Row_candidate"] }
inverse = { of = "Candidate", inverse = "jet" }
numbers = { of = "Candidate", references = "Jet_refs", identifiers = "Candidate_id" }
[collections.Candidate.properties]
pt = { branch = "Candidate_pt", unit = "GeV" }
eta = { branch = "Candidate_eta" }
phi = { branch = "Candidate_phi", unit = "rad" }
mass = { branch = "Candidate_mass", unit = "GeV" }
jet_index = { branch = "Candidate_jet", type = "integer", link = "Jet", missing = [5] }
""",
    "lists.toml",
)
JETS, CANDIDATES = (2, 0, 2), (3, 1, 2)


def made(sizes, values, dtype=np.int32):
    return ak.unflatten(np.array(values, dtype=dtype), sizes)


def numbers(sizes, factor, offset):
    return made(sizes, factor * np.arange(sum(sizes)) + offset, np.float32)


COLUMNS = {
    "event": ak.Array([0, 1, 2]),
    "Jet_pt": made(JETS, [50, 80, 70, 60], np.float32),
    "Jet_eta": numbers(JETS, 0.4, -0.5),
    "Jet_phi": numbers(JETS, 0.7, -1.1),
    "Jet_mass": numbers(JETS, 1.3, 5.2),
    "Jet_number": made(JETS, [0, 1, 0, 1]),
    "Jet_list": ak.Array([[[0, 2, -1], [1, 7]], [], [[], [0]]]),
    "Jet_keys": ak.Array([[[1, 3, 3], [2, 3]], [], [[], [3]]]),
    "Jet_place1": made(JETS, [1, 0, 0, -1]),
    "Jet_place2": made(JETS, [0, 0, 4, 2]),
    "Jet_first": made(JETS, [1, 0, -1, 0]),
    "Jet_count": made(JETS, [2, 1, 2, 3]),
    "Row_jet": ak.Array([[0, 1, 0, 4], [0], [-1, 1]]),
    "Row_candidate": ak.Array([[2, 0, 2, 1], [0], [0, 1]]),
    "Candidate_pt": made(CANDIDATES, [10, 20, 30, 10, 10, 20], np.float32),
    "Candidate_eta": numbers(CANDIDATES, -0.3, 0.8),
    "Candidate_phi": numbers(CANDIDATES, 0.9, -2.2),
    "Candidate_mass": numbers(CANDIDATES, 0.2, 0.1),
    "Candidate_jet": ak.Array([[1, 0, 5], [0], [0, 1]]),
    "Candidate_id": ak.Array([[11, 12, 11], [11], [13, 14]]),
    "Jet_refs": ak.Array([[[12], [11, 12, 99]], [], [[13, 11], []]]),
}
