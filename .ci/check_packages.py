"""Proves that hepir can be had in all five ways: wheel, sdist, wheel from sdist, editable, fresh clone.

In: the commits of this repository (a clone is made, so what is not committed plays no part) and the `build`
package in the Python that runs this. Out: exit status 0, or 1 with what is wrong. Needs a package registry.
"""

import os
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from pathlib import Path

from readme_command import readme_command

ROOT = Path(__file__).resolve().parent.parent
PACKAGE_FOLDERS = {"src/hepir/": "hepir/", "grammar/": "hepir/grammar/", "backends/": "hepir/backends/"}
DATA_SUFFIXES = {".css", ".js", ".lark", ".toml", ".typed"}
SMOKE_TEST = """
import importlib.metadata, sys, hepir
assert hepir.__version__ == importlib.metadata.version("hepir"), hepir.__version__
heavy = {"numpy", "awkward", "uproot", "hist", "rich", "matplotlib"} & set(sys.modules)
assert not heavy, heavy
from importlib.resources import files
assert files("hepir.grammar").joinpath("hep.lark").read_text(encoding="utf-8")
print(files("hepir"))
"""


def run(*command: str | Path, folder: Path, **environment: str) -> str:
    """Runs a command and returns what it wrote; ends the check where it fails."""
    shown = " ".join(str(word) for word in command)
    print(f"$ {shown.strip().splitlines()[0]}", flush=True)
    # A checkout may belong to another user than the one who runs the check.
    trust = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    finished = subprocess.run(
        command,
        cwd=folder,
        env=clean | trust | environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if finished.returncode:
        raise SystemExit(f"{finished.stdout}\nfailed with {finished.returncode}: {shown}")
    return finished.stdout


def require(condition: bool, complaint: str) -> None:
    """Ends the check with a complaint where the condition does not hold."""
    if not condition:
        raise SystemExit(f"packages: {complaint}")


def same(found: set[str], wanted: set[str], what: str) -> None:
    """Ends the check where two sets of file names differ, naming the difference."""
    require(
        found == wanted,
        f"{what}: missing {sorted(wanted - found)}, unexpected {sorted(found - wanted)}",
    )


def tracked_files(clone: Path) -> set[str]:
    """The files of the commit, without the two links of a checkout."""
    names = run("git", "ls-files", "-z", folder=clone).split("\0")
    return {name for name in names if name and not (clone / name).is_symlink()}


def wheel_contents(wheel: Path) -> dict[str, bytes]:
    """Name and bytes of every file of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def in_wheel(name: str) -> str | None:
    """Where a file of the repository stands in the wheel, if it does."""
    for folder, place in PACKAGE_FOLDERS.items():
        if name.startswith(folder):
            return place + name.removeprefix(folder)
    return None


def check_archives(clone: Path, scratch: Path) -> Path:
    """Builds sdist, wheel and wheel from sdist, and compares their files; returns the wheel."""
    run(sys.executable, "-m", "build", "--wheel", "--outdir", scratch / "direct", clone, folder=scratch)
    # Without a choice of target, `build` makes the sdist and then the wheel from the unpacked sdist.
    run(sys.executable, "-m", "build", "--outdir", scratch / "through_sdist", clone, folder=scratch)
    (wheel,), (again,) = ((scratch / name).glob("*.whl") for name in ("direct", "through_sdist"))
    (sdist,) = (scratch / "through_sdist").glob("*.tar.gz")
    contents, contents_again = wheel_contents(wheel), wheel_contents(again)
    same(set(contents_again), set(contents), "wheel from sdist")
    changed = sorted(name for name in contents if contents[name] != contents_again[name])
    require(not changed, f"wheel from sdist has other bytes in {changed}")

    tracked = tracked_files(clone)
    wanted = {place for name in tracked if (place := in_wheel(name))}
    same({name for name in contents if ".dist-info/" not in name}, wanted, "wheel")
    missing = DATA_SUFFIXES - {Path(name).suffix for name in wanted}
    require(not missing, f"no file of the wheel ends in {sorted(missing)}")
    with tarfile.open(sdist) as archive:
        packed = {name.split("/", 1)[1] for name in archive.getnames()}
    same(packed, tracked | {"PKG-INFO"}, "sdist")
    return wheel


def new_environment(folder: Path) -> Path:
    """An empty virtual environment; returns the folder of its commands."""
    venv.create(folder, with_pip=True, symlinks=True)
    return folder / "bin"


def check_core(commands: Path, examples: Path, scratch: Path) -> None:
    """What works without any extra: import, help, and checking a program."""
    print(run(commands / "python", "-c", SMOKE_TEST, folder=scratch).strip())
    run(commands / "hepir", "--help", folder=scratch)
    program = sorted(examples.glob("*.hep"))[0]
    run(commands / "hepir", "check", program, folder=scratch)
    installed = run(
        commands / "pip", "list", "--format=freeze", "--disable-pip-version-check", folder=scratch
    )
    names = {line.split("==")[0].split(" @ ")[0] for line in installed.splitlines()}
    same(names - {"pip", "setuptools", "wheel"}, {"hepir", "lark"}, "packages of a core installation")


def check_all(scratch: Path) -> None:
    """Clone, archives, wheel in an empty environment, editable installation, and the README's demo."""
    clone = scratch / "clone"
    if left_out := run("git", "status", "--porcelain", folder=ROOT).splitlines():
        print(f"note: {len(left_out)} uncommitted paths are not part of what is checked")
    run("git", "clone", "--quiet", ROOT, clone, folder=scratch)
    wheel = check_archives(clone, scratch)

    from_wheel = new_environment(scratch / "from_wheel")
    run(from_wheel / "pip", "install", "--quiet", wheel, folder=scratch)
    check_core(from_wheel, clone / "examples", scratch)

    editable = new_environment(scratch / "editable")
    run(editable / "pip", "install", "--quiet", "--editable", clone, folder=scratch)
    check_core(editable, clone / "examples", scratch)

    demo = new_environment(scratch / "demo")
    path = os.pathsep.join((str(demo), os.environ["PATH"]))
    run("bash", "-euc", readme_command("demo"), folder=clone, PATH=path)
    print("packages: wheel, sdist, wheel from sdist, editable and fresh clone agree and work")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="hepir-packages-") as folder:
        check_all(Path(folder).resolve())
