"""The compiled RDataFrame program.

In: a Python that has the wheel of ROOT, a folder. Out: an executable that speaks the protocol of `worker.py`, made
where it is not there for this source and this ROOT; or why there is none.
"""

from __future__ import annotations

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

SOURCES = Path(__file__).parent / "rdataframe"
LIBRARIES = ("Core", "Imt", "RIO", "Hist", "Tree", "TreePlayer", "MathCore", "ROOTVecOps", "ROOTDataFrame")
FLAGS = ("-O3", "-march=native", "-std=c++17", "-pthread")
# without importing ROOT, which takes a second
FIND = (
    "import importlib.util as u; s = u.find_spec('ROOT'); print(s.submodule_search_locations[0] if s else '')"
)


class NotBuiltError(Exception):
    """Why the program could not be made."""


def built(python: str, folder: Path) -> Path:
    """The executable; raises NotBuiltError."""
    root = root_folder(python)
    compiler = shutil.which("g++")
    if compiler is None:
        raise NotBuiltError("there is no g++")
    command = [compiler, *FLAGS, str(SOURCES / "compiled.cpp"), f"-I{root / 'include'}", f"-L{root / 'lib'}"]
    command += [f"-Wl,-rpath,{root / 'lib'}", f"-Wl,-rpath-link,{root.parent / 'root.libs'}"]
    command += [f"-l{name}" for name in LIBRARIES]
    text = b"".join(path.read_bytes() for path in sorted(SOURCES.iterdir())) + "\0".join(command).encode()
    executable = folder / f"nine-{sha256(text).hexdigest()[:16]}"
    if not executable.exists():
        folder.mkdir(parents=True, exist_ok=True)
        finished = subprocess.run([*command, "-o", str(executable)], capture_output=True, text=True)
        if finished.returncode:
            said = next((line for line in finished.stderr.splitlines() if "error" in line), "")
            raise NotBuiltError(f"g++ failed: {said}")
    return executable


def root_folder(python: str) -> Path:
    """Where the wheel of ROOT is; raises NotBuiltError."""
    try:
        found = subprocess.run(
            [python, "-c", FIND], capture_output=True, text=True, check=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError) as problem:
        raise NotBuiltError(f"{python} cannot be started") from problem
    if not found:
        raise NotBuiltError(f"{python} has no ROOT: pip install root")
    return Path(found)
