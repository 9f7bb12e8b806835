"""Loops that numba compiled are kept where nobody else can write, and made again when what was kept is broken."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hepir import caches
from hepir.api import compile_source, run_source
from hepir.backend.artifact import Artifact
from hepir.backend.errors import OnlyInColumns
from hepir.compiling import emit
from hepir.diagnostics import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.pipeline import choosing, loading, working
from hepir.pipeline.machine import modules
from hepir.pipeline.machine.values import NotKnownError
from hepir.source import Source

pytest.importorskip("numba", reason="compiling needs the extra `fast`")
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
PROGRAM = """\
region hard
  select MET.pt > 20 GeV
  hist met = MET.pt in 10 bins from 0 GeV to 100 GeV
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    """600 events."""
    from hepir.demo.events import generate
    from hepir.demo.root_file import write_tree

    path = tmp_path_factory.mktemp("sample") / "sample.root"
    write_tree(path, generate(600))
    return str(path)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and numba alone to compile."""
    monkeypatch.setenv("HEPIR_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(modules, "program_of", refused)
    return tmp_path / "cache" / "fused"


def refused(*_: object) -> object:
    """In place of the small compiler."""
    raise NotKnownError("anything")


def entries(sample: str, backend: str = "fused", text: str = PROGRAM, **options: object) -> list[int]:
    """The cutflow of a run that knows nothing of those before it."""
    loading.load_loop.cache_clear()
    for name in [each for each in sys.modules if each.startswith("hepir_")]:
        del sys.modules[name]
    result = run_source(Source("met.hep", text), [sample], backend=backend, **options)
    return [step.entries for step in result.regions[0].steps]


def test_what_is_compiled_is_kept(sample: str, cache: Path) -> None:
    first = entries(sample)
    (kept,) = cache.glob("*/__pycache__/*loop*.nbc")
    before = kept.stat().st_mtime_ns
    assert entries(sample) == first == entries(sample, "awkward")
    assert kept.stat().st_mtime_ns == before
    assert cache.stat().st_mode & 0o077 == 0


def test_another_program_is_compiled_for_itself(sample: str, cache: Path) -> None:
    assert entries(sample)[1] > entries(sample, text=PROGRAM.replace("20 GeV", "60 GeV"))[1]
    assert len(list(cache.glob("*/selection.py"))) == 2


@pytest.mark.parametrize("suffix", ["nbi", "nbc"])
def test_what_is_broken_is_made_again(sample: str, cache: Path, suffix: str) -> None:
    first = entries(sample)
    for path in cache.glob(f"*/__pycache__/*.{suffix}"):
        path.write_bytes(path.read_bytes()[:40])
    assert entries(sample) == first


def test_a_changed_module_is_not_run(sample: str, cache: Path) -> None:
    first = entries(sample)
    (path,) = cache.glob("*/selection.py")
    path.write_text("raise SystemExit('not ours')\n", encoding="utf-8")
    assert entries(sample) == first
    assert path.read_text(encoding="utf-8").startswith('"""')


def test_a_folder_that_others_may_write_to_is_not_used(sample: str, cache: Path) -> None:
    first = entries(sample)
    (folder,) = cache.iterdir()
    os.chmod(folder, 0o777)
    (folder / loading.FILE).write_text("raise SystemExit('not ours')\n", encoding="utf-8")
    assert entries(sample) == first
    assert "not ours" in (folder / loading.FILE).read_text(encoding="utf-8")


def test_a_link_is_not_followed(sample: str, cache: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    cache.parent.mkdir()
    cache.symlink_to(elsewhere)
    assert entries(sample) == entries(sample, "awkward")
    assert not list(elsewhere.glob("*/__pycache__"))


NEIGHBOUR = """\
import sys
from hepir.api import run_source
from hepir.pipeline.machine import modules
from hepir.source import Source

def refused(*_):
    raise LookupError

modules.program_of = refused
result = run_source(Source("met.hep", sys.argv[1]), [sys.argv[2]], backend="fused")
print([step.entries for step in result.regions[0].steps])
"""


@pytest.mark.slow
def test_processes_that_compile_at_the_same_time(sample: str, cache: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-c", NEIGHBOUR, PROGRAM, sample]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    found = [process.communicate()[0].strip() for process in running]
    assert found == [str(entries(sample))] * 3
    assert len(list(cache.glob("*/selection.py"))) == 1
    assert not list(cache.glob("*/*.part"))


def test_without_a_cache(sample: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches, "cache_folder", lambda: None)
    assert entries(sample) == entries(sample, "awkward")
    assert not cache.exists()


def test_automatic_choice(sample: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(**options: object) -> str:
        return run_source(Source("met.hep", PROGRAM), [sample], **options).provenance.backend

    assert taken() == "awkward"
    monkeypatch.setattr(choosing, "EVENTS_A_LINE", 1)
    assert taken() == "fused"
    assert taken(max_events=100) == "awkward"
    monkeypatch.setattr(choosing, "has_compiler", lambda: False)
    assert taken() == "awkward"


def test_code_is_written_once(sample: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []

    def counting(*arguments: object, **options: object) -> Artifact:
        written.append(arguments[3])
        return emit(*arguments, **options)

    monkeypatch.setattr(choosing, "EVENTS_A_LINE", 1)
    for module in (choosing, working):
        monkeypatch.setattr(module, "emit", counting)
    assert run_source(Source("met.hep", PROGRAM), [sample]).provenance.backend == "fused"
    assert written == ["fused"]


def test_no_compiler(sample: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from hepir.backend.errors import NoCompiler

    monkeypatch.setattr(choosing, "has_compiler", lambda: False)
    with pytest.raises(HepirError) as caught:
        entries(sample)
    assert isinstance(caught.value.diagnostics[0], NoCompiler)


def test_a_loop_that_cannot_be_compiled(sample: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> object:
        return loading.load_text(text.replace("entries[0] += 1", "entries[0] += nothing_of_this_name"))

    monkeypatch.setattr(working, "load_loop", broken)
    monkeypatch.setattr(working, "forget", broken)
    with pytest.raises(HepirError) as caught:
        entries(sample)
    assert "could not be compiled" in caught.value.diagnostics[0].message


def test_a_function_that_is_written_for_columns(
    sample: str, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hepir.backends import fused

    monkeypatch.setattr(fused, "functions_without_loops", lambda _: ("thrust",))
    result = run_source(Source("met.hep", PROGRAM), [sample], backend="fused")
    assert result.provenance.backend == "awkward"
    assert any("`thrust` can only be worked out in columns" in note for note in result.notes)
    with pytest.raises(HepirError) as caught:
        compile_source(Source("met.hep", PROGRAM), "cms_opendata_2012", "fused")
    assert caught.value.diagnostics == (OnlyInColumns(NOWHERE, ("thrust",)),)
