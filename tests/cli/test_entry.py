"""What holds for every command: help, statuses, and how a command ends that cannot go on."""

import os
import subprocess
import sys

import pytest

from hepir.cli.commands import COMMANDS
from hepir.version import __version__


def raising(error):
    def run(*_arguments):
        raise error

    return run


@pytest.fixture
def broken(monkeypatch):
    """Makes `hepir explain` raise."""

    def install(error):
        monkeypatch.setattr("hepir.diagnostics.catalogue.explain", raising(error))

    return install


def test_the_help_fits_a_screen_and_names_every_command(hepir):
    found = hepir("--help")
    assert found.status == 0
    assert len(found.output.splitlines()) <= 40
    assert all(f"\n  {name}" in found.output for name in COMMANDS)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("chek a.hep", "there is no command `chek`; did you mean `check`?"),
        ("zzzz", "there is no command `zzzz`"),
        ("schema lst", "hepir schema: error: there is no command `lst`; did you mean `list`?"),
        ("check --fixx a.hep", "hepir check: error: there is no option `--fixx`; did you mean `--fix`?"),
        ("run a.hep b.root --shema=delphes", "there is no option `--shema`; did you mean `--schema`?"),
        ("schema match a.root b.root", "nothing is known to be done with `b.root`"),
    ],
)
def test_words_that_are_not_known(hepir, words, said):
    found = hepir(*words.split())
    assert found.status == 2
    assert found.remarks.startswith("usage: hepir ")
    assert found.remarks.rstrip().endswith(said)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help(hepir, name):
    found = hepir(name, "--help")
    assert found.status == 0
    assert found.output.startswith(f"usage: hepir {name}")


def test_no_command_shows_the_help(hepir):
    found = hepir()
    assert (found.status, found.output) == (2, "")
    assert "Write a program" in found.remarks


def test_version(hepir):
    assert hepir("--version").output == f"hepir {__version__}\n"


@pytest.mark.parametrize(
    "words", [["chekc"], ["check"], ["check", "--no-such"], ["fmt", "--format", "json", "a"]]
)
def test_wrong_usage(hepir, words):
    found = hepir(*words)
    assert found.status == 2
    assert found.output == ""
    assert "usage: hepir" in found.remarks


def test_explain(hepir):
    found = hepir("explain", "301")
    assert found.status == 0
    assert found.output.startswith("HEP0301 missing-unit (error)\n")


def test_explain_an_unknown_code(hepir):
    found = hepir("explain", "HEP9999")
    assert (found.status, found.output) == (1, "")
    assert "error[HEP1001]" in found.remarks


def test_an_unexpected_error_is_one_line(hepir, broken):
    broken(RuntimeError("two\nlines"))
    found = hepir("explain", "301")
    assert found.status == 2
    assert found.remarks.startswith("internal error: RuntimeError: two lines")
    assert found.remarks.count("\n") == 1


def test_the_traceback_is_there_on_request(hepir, broken, monkeypatch):
    broken(RuntimeError("odd"))
    monkeypatch.setattr(os, "environ", {**os.environ, "HEPIR_DEBUG": "1"})
    assert "Traceback (most recent call last)" in hepir("explain", "301").remarks


def test_interrupted(hepir, broken):
    broken(KeyboardInterrupt())
    found = hepir("explain", "301")
    assert (found.status, found.remarks) == (130, "interrupted\n")


@pytest.mark.parametrize(
    ("error", "package"),
    [
        (ModuleNotFoundError("No module named 'uproot'", name="uproot"), "uproot"),
        (ModuleNotFoundError("No module named 'awkward.x'", name="awkward.x"), "awkward"),
        (ImportError("to use it, you must install 'pyarrow'"), "pyarrow"),
    ],
)
def test_a_missing_package_says_what_to_install(hepir, broken, error, package):
    broken(error)
    found = hepir("explain", "301")
    assert found.status == 1
    assert f"`{package}`" in found.remarks
    assert 'pip install "hepir[run]"' in found.remarks


def test_any_other_missing_module_is_a_fault(hepir, broken):
    broken(ModuleNotFoundError("No module named 'hepir.nowhere'", name="hepir.nowhere"))
    assert hepir("explain", "301").status == 2


WITHOUT = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("awkward", "hist", "matplotlib", "numpy", "pyarrow", "rich", "uproot", "vector"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Refuse())
from hepir.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["check", "clean.hep"], 0),
        (["fmt", "--check", "clean.hep"], 0),
        (["compile", "clean.hep", "--schema", "cms_nanoaod"], 0),
        (["schema", "list"], 0),
        (["run", "clean.hep", "events.root"], 1),
        (["demo", "demo"], 1),
        (["schema", "match", "events.root"], 1),
    ],
)
def test_without_the_extra_packages(clean, words, status):
    finished = subprocess.run(
        [sys.executable, "-c", WITHOUT, *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=clean.parent,
        timeout=60,
    )
    assert finished.returncode == status, finished.stderr
    assert finished.stderr.count("error[HEP1014]") == status
    assert finished.stderr.count('pip install "hepir[run]"') == status
    assert [path.name for path in clean.parent.iterdir()] == ["clean.hep"]


def process(words, **options):
    return subprocess.Popen(
        [sys.executable, "-m", "hepir", *words], stderr=subprocess.PIPE, text=True, **options
    )


def test_a_reader_that_goes_away_is_no_error():
    read, write = os.pipe()
    os.close(read)
    with process(["schema", "show", "cms_nanoaod"], stdout=write) as running:
        os.close(write)
        assert running.communicate(timeout=60)[1] == ""
    assert running.returncode == 141


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
def test_an_output_that_takes_nothing():
    with open("/dev/full", "w") as full, process(["explain", "301"], stdout=full) as running:
        remarks = running.communicate(timeout=60)[1]
    assert running.returncode == 1
    assert "HEP1013" in remarks
    assert "Exception ignored" not in remarks


def test_an_interruption_while_it_loads():
    code = (
        "import sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'hepir.cli.entry': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "from hepir.cli import main; sys.exit(main(['check', '-']))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code], check=False, timeout=60, capture_output=True, text=True
    )
    assert (finished.returncode, finished.stdout, finished.stderr) == (130, "", "interrupted\n")


def test_closed_streams():
    code = (
        "import sys; sys.stdin = sys.stdout = sys.stderr = None\n"
        "from hepir.cli import main; sys.exit(main(['check', '-']))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 1


def test_an_output_that_knows_ascii_alone(tmp_path):
    (tmp_path / "a.hep").write_text("region r\n  select Ψ\n", encoding="utf-8")
    options = {"env": {**os.environ, "PYTHONIOENCODING": "ascii"}, "stdout": subprocess.PIPE}
    with process(["check", str(tmp_path / "a.hep")], **options) as running:
        output, remarks = running.communicate(timeout=60)
    assert (running.returncode, remarks) == (1, "")
    assert "\\u03a8" in output
