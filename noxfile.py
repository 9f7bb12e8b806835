"""The checks of this repository by name: `nox -s tests`, `nox -s lint types`, ...; `nox` runs what CI runs.

In: the extras `run`, `test` and `lint` of pyproject.toml, installed into an environment a session.
"""

from pathlib import Path

import nox

nox.options.sessions = ["lint", "types", "layers", "generated", "tests", "packages"]
nox.options.reuse_existing_virtualenvs = True


@nox.session
def tests(session: nox.Session) -> None:
    """The tests; what follows `--` goes to pytest."""
    session.install("torch==2.13.0")
    session.install("-e", ".[run,test]")
    session.run("pytest", *session.posargs)


@nox.session
def long(session: nox.Session) -> None:
    """The tests that take minutes, such as hundreds of texts of local models."""
    session.install("torch==2.13.0")
    session.install("-e", ".[run,test]")
    session.run("pytest", "-m", "slow", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Style and formatting."""
    session.install("-e", ".[lint]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """mypy, strict."""
    session.install("-e", ".[run,lint]")
    session.run("mypy")


@nox.session
def layers(session: nox.Session) -> None:
    """Who may import whom."""
    session.install("-e", ".[lint]")
    session.run("lint-imports")


@nox.session
def generated(session: nox.Session) -> None:
    """Pages that are written from the source are what the source now says."""
    session.install("-e", ".")
    for script in sorted(Path("docs").glob("generate_*.py")):
        session.run("python", str(script), "--check")


@nox.session
def packages(session: nox.Session) -> None:
    """Wheel, sdist, wheel from sdist, editable installation, fresh clone."""
    session.install("build")
    session.run("python", ".ci/check_packages.py")


@nox.session
def fuzz(session: nox.Session) -> None:
    """The property tests, looking for new examples for longer."""
    session.install("-e", ".[run,test]")
    session.run("pytest", *(session.posargs or ["-m", "hypothesis"]), env={"HYPOTHESIS_PROFILE": "nightly"})


@nox.session
def bench(session: nox.Session) -> None:
    """The nine tasks in hepir and in its rivals, in less than a quarter of an hour; what follows `--` are options of
    `python -m benchmarks run`. A rival that cannot be had here is left out, and the table says why."""
    session.install("-e", ".[run,fast]")
    for rival in ("coffea", "root"):
        session.run("pip", "install", rival, success_codes=[0, 1], silent=True)
    session.run("python", "-m", "benchmarks", "run", "--quick", *session.posargs)


@nox.session
def benchmarks(session: nox.Session) -> None:
    """What else is measured: the checker from the shell, and writing under grammars; each is a program of its own."""
    session.install("-e", ".[run,llm]")
    session.run("python", "benchmarks/checking/cold.py")
    session.run("python", "benchmarks/decoding/overhead.py")
    session.run("python", "benchmarks/decoding/grammars.py")
