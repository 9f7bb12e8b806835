"""The expressions of schemas compute what they should, on numbers worked out by hand."""

import math
import re
from pathlib import Path

import pytest

from hepir.schemas.loading import builtin_schema, schema_from_path
from hepir.schemas.model import Schema

HZZ = schema_from_path(Path(__file__).resolve().parents[2] / "examples" / "hzz.toml")
FUNCTIONS = {name: getattr(math, name) for name in ("sqrt", "cosh", "sinh", "sin", "cos", "asinh", "atan2")}


def value(schema: Schema, kind: str, name: str, **stored: float) -> float:
    """A computed property by plain Python: these expressions differ from it in `^`, `|x|` and units alone."""
    text = schema.collections[kind].properties[name].compute
    assert text is not None
    text = re.sub(r"\|([^|]+)\|", r"abs(\1)", text).replace("^", "**")
    text = re.sub(r"(?<=\d) [GM]eV(\*\*-?\d)?", "", text)
    return float(eval(text, {**FUNCTIONS, "max": max}, stored))


def test_a_momentum_from_cartesian_coordinates() -> None:
    momentum = {"px": 3.0, "py": 4.0, "pz": 12.0, "energy": math.sqrt(169 + 25)}
    assert value(HZZ, "Muon", "pt", **momentum) == 5
    assert value(HZZ, "Muon", "phi", **momentum) == pytest.approx(math.atan(4 / 3))
    assert math.sinh(value(HZZ, "Muon", "eta", **momentum)) == pytest.approx(12 / 5)
    assert value(HZZ, "Muon", "mass", **momentum) == pytest.approx(5)
    # below zero by rounding: the sign says so, and the energy of the momentum stays what was stored
    assert value(HZZ, "Muon", "mass", **{**momentum, "energy": 12.9}) == pytest.approx(
        -math.sqrt(169 - 12.9**2)
    )
    assert value(HZZ, "MET", "pt", px=-3.0, py=4.0) == 5


@pytest.mark.parametrize("name", ["atlas_opendata_2020", "atlas_opendata_2025"])
def test_a_mass_from_the_energy(name: str) -> None:
    schema = builtin_schema(name)
    lepton = {"pt": 5.0, "eta": math.asinh(12 / 5)}
    assert value(schema, "Electron", "mass", energy=math.sqrt(169 + 25), **lepton) == pytest.approx(5)
    assert value(schema, "Jet", "mass", energy=12.9, **lepton) == pytest.approx(-math.sqrt(169 - 12.9**2))
    assert value(schema, "Muon", "z0_sin_theta", z0=13.0, **lepton) == pytest.approx(5)


def test_a_track_from_its_curvature() -> None:
    track = {"theta": math.atan2(5, 12), "charge_over_momentum": -1 / 13}
    schema = builtin_schema("physlite")
    assert value(schema, "Track", "pt", **track) == pytest.approx(5)
    assert math.sinh(value(schema, "Track", "eta", **track)) == pytest.approx(12 / 5)
    assert value(schema, "Track", "charge", **track) == -1


@pytest.mark.parametrize(
    ("quality", "passed"), [(8, "tight_id"), (9, "medium_id"), (10, "loose_id"), (11, "")]
)
def test_the_quality_of_physlite_muons(quality: int, passed: str) -> None:
    levels = ["loose_id", "medium_id", "tight_id"]
    schema = builtin_schema("physlite")
    stored: dict[str, float] = {
        name: quality >> source.bit & 1
        for name, source in schema.collections["Muon"].properties.items()
        if source.bit is not None
    }
    expected = levels[: levels.index(passed) + 1] if passed else []
    assert [level for level in levels if value(schema, "Muon", level, **stored)] == expected
    stored["passes_track_requirements"] = False
    assert not any(value(schema, "Muon", level, **stored) for level in levels)
