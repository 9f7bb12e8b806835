"""A search, step by step: its selection, its bins, its tables, its classifier, its systematic variations.

In: a folder. Out: the programs in it, each with all that the one before has, and the files that they read.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from benchmarks.searching.trees import trees

SELECTION = """object jets from Jet
  select pt > 30 GeV and |eta| < 2.4
  sort by pt descending

object muons from Muon
  select pt > 10 GeV and |eta| < 2.4
  sort by pt descending

define ht = sum(jets.pt)
{definitions}
region preselection
  select size(jets) >= 1
  select jets[0].pt > 40 GeV
{weights}
region search from preselection
  select size(muons) >= 1
  select ht > 60 GeV
  select MET.pt > 10 GeV
  hist ht = ht in 50 bins from 0 GeV to 1 TeV
  hist mass = muons[0].pt in 60 bins from 0 GeV to 120 GeV
{bins}"""
BINS = """  bin size(jets) in bins [1, 2, 3, 4, 6]
  bin ht in bins [60, 100, 150, 200, 300, 500] GeV
  bin MET.pt in bins [10, 20, 30, 50, 80, 200] GeV
"""
TABLES = """table trigger_efficiency from "trigger.yaml"
  outside clamp

table identification from "corrections.json" entry "identification(nominal)"
  unit pt GeV

table identification_up from "corrections.json" entry "identification(up)"
  unit pt GeV

table identification_down from "corrections.json" entry "identification(down)"
  unit pt GeV

table tagging
  axis pt in bins [30, 50, 100, 500] GeV
  axis abseta in bins [0, 1.2, 2.4]
  values [0.60, 0.50, 0.70, 0.60, 0.75, 0.65]
  errors [0.03, 0.04, 0.02, 0.03, 0.04, 0.05]
  outside clamp

object tagged from jets
  select hit_or_miss(tagging(pt, |eta|), this)

"""
WEIGHTS = """  weight generator = 1 + 0.01 * MET.phi / 1 rad
  weight pileup = 1 + 0.0005 * MET.pt / 1 GeV
  weight trigger = trigger_efficiency(muons[0].pt) else 1
  weight identification = identification(muons[0].pt, muons[0].eta) else 1
  hist tagged = size(tagged) in 6 bins from 0 to 6
"""
CLASSIFIER = """model bdt from "bdt.onnx"
  hash "sha256:{hash}"
  input ht GeV mean 120 scale 80
  input met GeV mean 25 scale 18
  input jet_pt 4 places GeV mean 50 scale 30 pad 0
  input jet_eta 4 places pad 0
  input muon_pt GeV mean 30 scale 20 pad 0
  input muon_eta pad 0

"""
SCORE = "define score = bdt(ht, MET.pt, jets.pt, jets.eta, muons[0].pt, muons[0].eta)\n"
SCORED = "  select score > -0.5\n  hist score = score in 40 bins from -1 to 1\n"
SYSTEMATICS = """
systematic jet_energy
  up jets.pt = pt * 1.02
  down jets.pt = pt * 0.98

systematic muon_energy
  up muons.pt = pt * 1.005
  down muons.pt = pt * 0.995

systematic pileup
  up weight pileup = 1 + 0.0008 * MET.pt / 1 GeV
  down weight pileup = 1 + 0.0002 * MET.pt / 1 GeV

systematic generator
  up weight generator = 1 + 0.02 * MET.phi / 1 rad
  down weight generator = 1

systematic trigger_tables
  up weight trigger = trigger_efficiency_up(muons[0].pt) else 1
  down weight trigger = trigger_efficiency_down(muons[0].pt) else 1

systematic muon_identification
  up weight identification = identification_up(muons[0].pt, muons[0].eta) else 1
  down weight identification = identification_down(muons[0].pt, muons[0].eta) else 1
"""
STEPS = ("selection", "100 bins", "tables", "classifier", "6 systematics")
WIDTH = 12
TRIGGER = """independent_variables:
- header: {name: pt, units: GeV}
  values: [{low: 10, high: 20}, {low: 20, high: 40}, {low: 40, high: 80}, {low: 80, high: 200}]
dependent_variables:
- header: {name: efficiency}
  values:
  - {value: 0.80, errors: [{asymerror: {plus: 0.02, minus: -0.03}}]}
  - {value: 0.90, errors: [{symerror: 0.01}]}
  - {value: 0.93, errors: [{symerror: 0.01}, {symerror: 0.005}]}
  - {value: 0.94, errors: [{symerror: 0.02}]}
"""


def written(folder: Path) -> dict[str, Path]:
    """The programs by the names of their last steps."""
    folder.mkdir(parents=True, exist_ok=True)
    classifier = trees(WIDTH, number=200, depth=4)
    (folder / "bdt.onnx").write_bytes(classifier)
    (folder / "trigger.yaml").write_text(TRIGGER, encoding="utf-8")
    (folder / "corrections.json").write_text(json.dumps(corrections()), encoding="utf-8")
    found = {name: folder / f"{number}.hep" for number, name in enumerate(STEPS)}
    digest = sha256(classifier).hexdigest()
    for number, path in enumerate(found.values()):
        path.write_text(program(number, digest), encoding="utf-8")
    return found


def program(steps: int, digest: str) -> str:
    """The text of a program with so many steps beyond the selection."""
    scored = steps >= 3
    text = SELECTION.format(
        definitions=SCORE if scored else "",
        weights=WEIGHTS if steps >= 2 else "",
        bins=(SCORED if scored else "") + (BINS if steps >= 1 else ""),
    )
    before = (TABLES if steps >= 2 else "") + (CLASSIFIER.format(hash=digest) if scored else "")
    return before + text + (SYSTEMATICS if steps >= 4 else "")


def corrections() -> dict[str, object]:
    """A correction with a formula for each bin of eta, in three versions."""
    shifts = {"nominal": 0.0, "up": 0.01, "down": -0.01}
    items = [{"key": key, "value": in_eta(shift)} for key, shift in shifts.items()]
    inputs = [
        {"name": "version", "type": "string"},
        *({"name": each, "type": "real"} for each in ("pt", "eta")),
    ]
    one = {
        "name": "identification",
        "version": 1,
        "inputs": inputs,
        "output": {"name": "weight", "type": "real"},
        "data": {"nodetype": "category", "input": "version", "content": items},
    }
    return {"schema_version": 2, "corrections": [one]}


def in_eta(shift: float) -> dict[str, object]:
    """Twelve bins of eta with parameters of their own."""
    edges = [-2.4 + 0.4 * number for number in range(13)]
    formulas = [
        {
            "nodetype": "formula",
            "parser": "TFormula",
            "expression": "[0]+[1]*exp(-x/[2])",
            "variables": ["pt"],
            "parameters": [0.97 + shift + 0.001 * number, -0.1, 15.0 + number],
        }
        for number in range(12)
    ]
    return {"nodetype": "binning", "input": "eta", "edges": edges, "content": formulas, "flow": "clamp"}
