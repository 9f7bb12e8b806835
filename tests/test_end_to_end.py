"""From a PDF to histograms, as a user walks it: each step is a command.

A publication made for the test goes through `extract`, `check --paper`, a small patch by hand, `compile` and `run`;
what comes out equals the interpreter's, and a selection written by hand in plain Python on the same events.
"""

import json
import math
import re
from pathlib import Path

import pytest

from hepir.cli import main

pytest.importorskip("pymupdf", reason="reading PDF needs the extra `pdf`")
uproot = pytest.importorskip("uproot", reason="running on files needs the extra `run`")
np = pytest.importorskip("numpy")

from made_publication import publication  # noqa: E402 (needs pymupdf)

# What somebody types after reading the draft and the list of `check --paper`: what was found, and what it becomes.
PATCH = (
    (
        'analysis "Search for Z bosons that recoil against jets in collisions at 8 TeV"\n',
        'analysis "Search for Z bosons that recoil against jets in collisions at 8 TeV"\n'
        '  dismissed "how well momenta are measured"  @p1s7\n  dismissed "an introduction"  @p2s2\n',
    ),
    (
        "source p1s5 =",
        'source p1s7 = page 1 "The momentum resolution of muons with pT > 20 GeV"\n'
        'source p2s2 = page 2 "They share the selection above and differ in the number of jets."\n'
        'source decay = page 1 "The two muons must be compatible with the decay of a Z boson."\n'
        'source p2s4 = page 2 "one jet and a missing transverse momentum below 20 GeV"\n'
        "source p1s5 =",
    ),
    (
        "  sort by pt descending  @p1s11\n",
        "  sort by pt descending  @p1s11\n"
        '  select relative_isolation < 0.15  @p1s6 @assumed "the usual value"\n\n'
        "combine pairs = (m1, m2) from muons\n"
        "  select m1.charge != m2.charge  @decay\n"
        "choose z from pairs maximizing pt  @decay\n",
    ),
    ("define ht = ?", "define ht = sum(jets.pt)"),
    (
        "  select ht > 30 GeV  @p1s14\n",
        "  select ht > 30 GeV  @p1s14\n"
        '  select 60 GeV < z.mass < 120 GeV  @decay @assumed "30 GeV on both sides"\n'
        "  hist mass = z.mass in 30 bins from 60 GeV to 120 GeV\n\n"
        "region validation from preselection  @p2s4\n"
        "  select size(jets) == 1  @p2s4\n"
        "  select MET.pt < 20 GeV  @p2s4\n",
    ),
)

# The same selection by somebody who did not see the draft: other names, other order, other ways to say it.
GOLD = """analysis "Z bosons and jets"
  dismissed "how well momenta are measured"
  dismissed "an introduction"

object good_muons from Muon
  select -2.4 < eta < 2.4
  select relative_isolation < 0.15
  select 20000 MeV < pt
  sort by pt descending

combine pairs = (a, b) from good_muons
  select a.charge != b.charge
choose boson from pairs maximizing pt

object good_jets from Jet
  reject any(dr(this, mu) < 0.4 for mu in good_muons)
  select pt > 30 GeV and |eta| < 2.4

region base
  reject any(e.pt > 20 GeV and |e.eta| < 2.5 for e in Electron)
  select size(good_muons) == 2
  select leading(good_muons).pt > 25 GeV and good_muons[1].pt > 20 GeV
  select sum(j.pt for j in good_jets) > 30 GeV
  select boson.mass > 60 GeV and boson.mass < 120 GeV
  hist m = boson.mass in 30 bins from 60 GeV to 120 GeV

region one_jet from base
  select size(good_jets) == 1
  select MET.pt > 20 GeV

region more_jets from base
  select size(good_jets) > 1
  select MET.pt > 15 GeV

region quiet from base
  select size(good_jets) == 1
  select MET.pt < 20 GeV
"""


class Walk:
    """A folder and the commands that are run in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def __call__(self, *words: str, status: int = 0) -> str:
        """What a command prints on the standard output."""
        self.capsys.readouterr()
        found = main(words)
        captured = self.capsys.readouterr()
        assert found == status, (words, captured.out, captured.err)
        return captured.out


@pytest.fixture
def walk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Walk:
    """A folder with the publication, its draft and the record of it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HEPIR_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "paper.pdf").write_bytes(publication())
    (tmp_path / "gold.hep").write_text(GOLD, encoding="utf-8")
    done = Walk(tmp_path, capsys)
    done("extract", "paper.pdf", "-o", "draft.hep", "--record", "run.json")
    return done


def patched(text: str) -> str:
    """The draft with its notes resolved and the patch put in."""
    text = re.sub(r'^  unresolved "[^"]*"\s+@\S+\n', "", text, flags=re.MULTILINE)
    for before, after in PATCH:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


def states(walk: Walk, program: str, likely: bool = True) -> dict[str, str]:
    """What became of each sentence that is likely a selection, or just possibly."""
    printed = walk("check", program, "--paper", "paper.pdf", "--format", "json")
    coverage = json.loads(printed.splitlines()[-1])["coverage"]
    return {each["id"]: each["state"] for each in coverage["sentences"] if each["likely"] == likely}


def codes(walk: Walk, program: str, *options: str) -> list[str]:
    printed = walk("check", program, "--format", "json", *options)
    rows = [json.loads(line) for line in printed.splitlines()]
    return [row["code"] for row in rows if "code" in row]


def by_hand(path: Path) -> tuple[dict[str, list[int]], list[float]]:
    """How many events are left after the selection of each region, and the masses: the publication in plain Python."""
    with uproot.open(path) as file:
        events = file["Events"].arrays(library="ak").tolist()
    left = {"preselection": 0, "SR1": 0, "SR2": 0, "validation": 0}
    masses: list[float] = []
    for event in events:
        muons = sorted(good_muons(event), reverse=True)
        jets = [
            (pt, eta, phi)
            for pt, eta, phi in zip(event["Jet_pt"], event["Jet_eta"], event["Jet_phi"], strict=True)
            if pt > 30 and abs(eta) < 2.4 and not any(distance(eta, phi, m[1], m[2]) < 0.4 for m in muons)
        ]
        electrons = zip(event["Electron_pt"], event["Electron_eta"], strict=True)
        if any(pt > 20 and abs(eta) < 2.5 for pt, eta in electrons) or len(muons) != 2:
            continue
        if muons[0][0] <= 25 or muons[0][4] == muons[1][4] or sum(jet[0] for jet in jets) <= 30:
            continue
        mass = mass_of(muons)
        if not 60 < mass < 120:
            continue
        masses.append(mass)
        left["preselection"] += 1
        left["SR1"] += len(jets) == 1 and event["MET_pt"] > 20
        left["SR2"] += len(jets) >= 2 and event["MET_pt"] > 15
        left["validation"] += len(jets) == 1 and event["MET_pt"] < 20
    return left, masses


def good_muons(event: dict[str, list[float]]) -> list[tuple[float, ...]]:
    names = ("pt", "eta", "phi", "mass", "charge", "pfRelIso04_all")
    rows = zip(*(event[f"Muon_{name}"] for name in names), strict=True)
    return [row for row in rows if row[0] > 20 and abs(row[1]) < 2.4 and row[5] != -999 and row[5] < 0.15]


def distance(eta: float, phi: float, other_eta: float, other_phi: float) -> float:
    turn = (phi - other_phi + math.pi) % (2 * math.pi) - math.pi
    return math.hypot(eta - other_eta, turn)


def mass_of(particles: list[tuple[float, ...]]) -> float:
    x = sum(pt * math.cos(phi) for pt, _, phi, *_ in particles)
    y = sum(pt * math.sin(phi) for pt, _, phi, *_ in particles)
    z = sum(pt * math.sinh(eta) for pt, eta, *_ in particles)
    energy = sum(math.sqrt((pt * math.cosh(eta)) ** 2 + mass**2) for pt, eta, _, mass, *_ in particles)
    return math.sqrt(energy**2 - x**2 - y**2 - z**2)


def test_the_draft_is_right_as_far_as_it_goes_and_says_how_far(walk: Walk) -> None:
    assert codes(walk, "draft.hep") == ["HEP0211"]  # the sum that the publication does not define
    found = states(walk, "draft.hep")
    assert '  unresolved "isolation: Muons are required to be well isolated."' in walk.text("draft.hep")
    assert {each for each, state in found.items() if state == "unclaimed"} == {
        "p1s7",
        "p1s12",
        "p2s2",
        "p2s4",
    }
    scores = json.loads(walk("score", "gold.hep", "draft.hep", "--format", "json"))
    score = scores["pairs"][0]["drafts"][0]
    precision, recall = score["criteria"]["precision"], score["criteria"]["recall"]
    assert [each["written"] for each in score["invented"]] == [
        "select ht > 30 GeV @p1s14"
    ]  # of the sum left open
    assert precision["hits"] == precision["total"] - 1
    assert 0.5 < recall["value"] < 1.0


def test_the_record_gives_the_same_bytes(walk: Walk) -> None:
    (walk.folder / "paper.pdf").unlink()
    walk("replay", "run.json", "-o", "again.hep")
    assert (walk.folder / "again.hep").read_bytes() == (walk.folder / "draft.hep").read_bytes()


def test_a_small_patch_makes_it_whole(walk: Walk) -> None:
    (walk.folder / "search.hep").write_text(patched(walk.text("draft.hep")), encoding="utf-8")
    assert codes(walk, "search.hep", "--schema", "cms_opendata_2012") == []
    assert set(states(walk, "search.hep").values()) == {"claimed", "dismissed"}
    assert "unclaimed" in states(walk, "search.hep", likely=False).values()  # that the regions are in a table
    walk("check", "search.hep", "--paper", "paper.pdf", "--strict-coverage")
    scores = json.loads(walk("score", "gold.hep", "search.hep", "--format", "json"))
    assert scores["pairs"][0]["drafts"][0]["criteria"]["f1"] == 1.0
    assert walk("diff", "gold.hep", "search.hep") == ""


def test_events_are_those_of_the_interpreter_and_of_a_program_by_hand(walk: Walk) -> None:
    (walk.folder / "search.hep").write_text(patched(walk.text("draft.hep")), encoding="utf-8")
    walk("demo", "demo")
    walk("compile", "search.hep", "--schema", "cms_opendata_2012", "-o", "search.py")
    assert "hepir" not in [
        line.split()[1] for line in walk.text("search.py").splitlines() if "import " in line
    ]
    sample = "demo/sample.root"
    walk("run", "search.hep", sample, "-o", "fast")
    walk("run", "search.hep", sample, "-o", "plain", "--backend", "interpreter")
    fast, plain = (json.loads(walk.text(f"{name}/cutflow.json"))["regions"] for name in ("fast", "plain"))
    assert fast == plain
    left, masses = by_hand(walk.folder / sample)
    assert {each["name"]: each["steps"][-1]["entries"] for each in fast} == left
    assert min(left.values()) > 50
    expected = np.histogram(masses, bins=30, range=(60, 120))[0]
    for name in ("fast", "plain"):
        with uproot.open(walk.folder / name / "histograms.root") as file:
            assert file["preselection/mass"].values().tolist() == expected.tolist()


@pytest.mark.parametrize(
    "name",
    [
        "ATLAS-EXOT-2016-32_1704.03848.pdf",
        "CMS-SUS-16-035_1704.07323.pdf",
        "CMS-SUS-16-046_1711.08008.pdf",
        "latex/agude_event_selection.tex",
    ],
)
def test_drafts_of_real_publications_check_and_are_made_again(
    name: str,
    papers: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paper = papers / name
    if not paper.is_file():
        pytest.skip(f"{name} is absent")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HEPIR_CACHE_DIR", str(tmp_path / "cache"))
    walk = Walk(tmp_path, capsys)
    walk("extract", str(paper), "-o", "draft.hep", "--record", "run.json")
    walk("check", "draft.hep", "--paper", str(paper))  # no errors: every quote stands there
    assert walk("replay", "run.json") == walk.text("draft.hep")
    assert "  select " in walk.text("draft.hep")
    assert str(papers) not in walk.text("draft.hep") + walk.text("run.json")
