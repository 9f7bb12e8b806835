"""What starts without the heavy packages: `import hepir`, `hepir --help`, `hepir check` and `hepir compile`.

Each runs in a process of its own, in which importing one of the heavy packages is an error.
"""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "awkward",
    "hist",
    "httpx2",
    "llguidance",
    "matplotlib",
    "mplhep",
    "numpy",
    "outlines",
    "pyarrow",
    "rich",
    "torch",
    "transformers",
    "uproot",
    "vector",
)
PROGRAM = "region boosted\n  select MET.pt > 200 GeV\n"
REFUSE = f"""
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {HEAVY!r}:
            raise AssertionError(f"{{name}} is imported")
sys.meta_path.insert(0, Refuse())
"""


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", REFUSE + code, *arguments],
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "code", ["import hepir", "import hepir.api", "import hepir.cli", "import hepir.models.registry"]
)
def test_imports_load_nothing_heavy(code: str) -> None:
    finished = run(code)
    assert finished.returncode == 0, finished.stderr


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["check", "PROGRAM"], ["compile", "PROGRAM", "--schema", "cms_nanoaod"]],
    ids=lambda words: words[0],
)
def test_commands_load_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    program = tmp_path / "boosted.hep"
    program.write_text(PROGRAM, encoding="utf-8")
    words = [str(program) if word == "PROGRAM" else word for word in arguments]
    finished = run("from hepir.cli import main\nsys.exit(main(sys.argv[1:]))", *words)
    assert finished.returncode == 0, finished.stdout + finished.stderr


def test_checking_loads_no_later_stage(tmp_path: Path) -> None:
    program = tmp_path / "boosted.hep"
    program.write_text(PROGRAM, encoding="utf-8")
    code = "from hepir.cli import main\nmain(sys.argv[1:])\nprint(*sys.modules)"
    loaded = run(code, "check", str(program)).stdout.split()
    assert "hepir.semantics.checking" in loaded
    later = ("ir", "passes", "schemas", "pipeline", "run", "report", "models", "extract")
    assert [each for each in loaded if each.startswith(tuple(f"hepir.{stage}" for stage in later))] == []


def test_what_is_right_loads_no_diagnostics_of_what_is_wrong(tmp_path: Path) -> None:
    program = tmp_path / "boosted.hep"
    program.write_text(PROGRAM, encoding="utf-8")
    code = "from hepir.cli import main\nmain(sys.argv[1:])\nprint(*sys.modules)"
    loaded = run(code, "compile", str(program), "--schema", "cms_nanoaod").stdout.split()
    assert "hepir.schemas.loading" in loaded
    stages = ("hepir.semantics.errors.", "hepir.schemas.errors.")
    assert [each for each in loaded if each.startswith(stages)] == []


def test_a_heavy_import_would_be_seen() -> None:
    finished = run("import numpy")
    assert finished.returncode != 0
    assert "numpy is imported" in finished.stderr


LOOP = """
from hepir.api import run
print(run(sys.argv[1], [sys.argv[2]], schema="cms_nanoaod", backend="fused").regions[0].steps[-1].entries)
"""


def test_a_loop_over_flat_branches_loads_neither_uproot_nor_awkward(tmp_path: Path) -> None:
    pytest.importorskip("numba")
    numpy, uproot = pytest.importorskip("numpy"), pytest.importorskip("uproot")
    program, events = tmp_path / "boosted.hep", tmp_path / "events.root"
    program.write_text(PROGRAM, encoding="utf-8")
    met = numpy.array([100, 300, 250], dtype="f4")
    with uproot.recreate(events) as file:
        file.mktree("Events", {"MET_pt": "f4", "run": "u4"}).extend({"MET_pt": met, "run": met.astype("u4")})
    refuse = REFUSE.replace(repr(HEAVY), repr(tuple({*HEAVY} - {"hist", "numpy"})))
    words = [sys.executable, "-c", refuse + LOOP, str(program), str(events)]
    finished = subprocess.run(words, text=True, capture_output=True, timeout=60, check=False)
    assert finished.stdout.strip() == "2", finished.stderr
