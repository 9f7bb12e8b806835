"""Tables from correctionlib files give what correctionlib itself gives, and other files are refused with a reason."""

import gzip
import json

import numpy as np
import pytest

from hepir.compiling import analyse
from hepir.intrinsics.tabulated import looked_up
from hepir.source import Source
from hepir.tabular.correctionlib.reading import read_correction
from hepir.tabular.files import Folder, TableError
from hepir.types.tables import Table

correctionlib = pytest.importorskip("correctionlib", reason="correctionlib is not installed")


def binning(edges, content, name="pt", flow="clamp"):
    """A node."""
    return {"nodetype": "binning", "input": name, "edges": edges, "content": content, "flow": flow}


def category(**content):
    """A node."""
    pairs = [{"key": key, "value": value} for key, value in content.items()]
    return {"nodetype": "category", "input": "kind", "content": pairs}


def multi(flow):
    """A node."""
    return {
        "nodetype": "multibinning",
        "inputs": ["eta", "pt"],
        "edges": [[-2.5, 0, 2.5], [20, 30, 50, 100]],
        "content": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
        "flow": flow,
    }


NESTED = binning(
    [-2.5, 0, 2.5], [binning([20, 50, 100], [1.0, 2.0]), binning([20, 50, 100], [3.0, 4.0])], "eta"
)
GOOD = {
    "one axis": (["pt"], binning([20, 50, 100], [0.9, 0.8])),
    "equal bins": (["pt"], binning({"n": 4, "low": 0, "high": 10}, [1, 2, 3, 4])),
    "another value beyond": (["pt"], binning([20, 50, 100], [0.9, 0.8], flow=1.5)),
    "two axes": (["eta", "pt"], multi("clamp")),
    "two axes, another value": (["eta", "pt"], multi(-3.0)),
    "bins of bins": (["eta", "pt"], NESTED),
    "by a text": (["kind", "pt"], category(nominal=binning([20, 50], [1.1]), up=binning([20, 50], [1.2]))),
}


def floats(node):
    """The same with all numbers as the schema wants them; the number of equal bins stays whole."""
    if isinstance(node, dict):
        return {key: value if key == "n" else floats(value) for key, value in node.items()}
    if isinstance(node, list):
        return [floats(each) for each in node]
    return float(node) if isinstance(node, int) else node


def written(folder, inputs, data, packed=False):
    """A file with one correction."""
    data = floats(data)
    kinds = [{"name": name, "type": "string" if name == "kind" else "real"} for name in inputs]
    found = {
        "schema_version": 2,
        "corrections": [
            {
                "name": "sf",
                "version": 1,
                "inputs": kinds,
                "output": {"name": "w", "type": "real"},
                "data": data,
            }
        ],
    }
    path = folder / ("sf.json.gz" if packed else "sf.json")
    text = json.dumps(found).encode()
    path.write_bytes(gzip.compress(text) if packed else text)
    return path


@pytest.mark.parametrize("name", GOOD)
def test_as_correctionlib(name, tmp_path):
    inputs, data = GOOD[name]
    path = written(tmp_path, inputs, data, packed=name == "two axes")
    entry = "sf(up)" if "kind" in inputs else "sf"
    grid = read_correction(Folder(tmp_path), path.name, entry)
    table = Table("sf", grid.axes, grid.values, beyond=grid.beyond, otherwise=grid.otherwise)
    theirs = correctionlib.CorrectionSet.from_file(str(path))["sf"]
    generator = np.random.default_rng(7)
    for _ in range(300):
        numbers = {"pt": generator.uniform(-10, 130), "eta": generator.uniform(-4, 4)}
        values = [numbers[axis.name] for axis in grid.axes]
        own = [numbers.get(each, "up") for each in inputs]
        assert looked_up(table, values) == theirs.evaluate(*own), (values, name)


def test_a_table_takes_its_inputs_in_the_order_of_the_file(tmp_path):
    written(tmp_path, ["pt", "eta"], NESTED)
    grid = read_correction(Folder(tmp_path), "sf.json", "sf")
    assert [(axis.name, len(axis.edges)) for axis in grid.axes] == [("pt", 3), ("eta", 3)]
    assert grid.values == (1, 3, 2, 4)


def test_where_correctionlib_raises_there_is_no_value(tmp_path):
    written(tmp_path, ["eta", "pt"], multi("error"))
    assert read_correction(Folder(tmp_path), "sf.json", "sf").beyond == "missing"


FORMULA = {"nodetype": "formula", "parser": "TFormula", "variables": ["pt"], "expression": "x"}
BAD = {
    "a network": (["pt"], {"nodetype": "lwtnn"}, "sf", "a node `lwtnn` cannot be worked out here"),
    "another language": (
        ["pt"],
        {**FORMULA, "parser": "numexpr"},
        "sf",
        "formulas of numexpr are not understood",
    ),
    "half a formula": (["pt"], {**FORMULA, "expression": "x+"}, "sf", "cannot be read: it ends too early"),
    "a formula of others": (["pt"], {**FORMULA, "expression": "y"}, "sf", "it has no variable 1"),
    "no parameter": (["pt"], {**FORMULA, "expression": "[0]*x"}, "sf", "it has no parameter 0"),
    "an unknown function": (
        ["pt"],
        {**FORMULA, "expression": "gaus(x)"},
        "sf",
        "`gaus` is no variable or function",
    ),
    "another sign": (["pt"], {**FORMULA, "expression": "x # 2"}, "sf", "a sign that is not understood: `#`"),
    "more than one": (["pt"], {**FORMULA, "expression": "x 2"}, "sf", "`2` does not belong there"),
    "a reference to nothing": (
        ["pt"],
        {"nodetype": "formularef", "index": 3},
        "sf",
        "a formula that is not there",
    ),
    "an input of others": (
        ["pt"],
        binning([20, 50], [0.9], "mass"),
        "sf",
        "`mass` is none of its number inputs, `pt`",
    ),
    "another distribution": (
        ["pt"],
        {"nodetype": "hashprng", "inputs": ["pt"], "distribution": "x"},
        "sf",
        "`x`",
    ),
    "a hole": (["pt"], binning([20, 50, 100], [0.9]), "sf", "2 cells have 1 contents"),
    "falling edges": (["pt"], binning([50, 20], [0.9]), "sf", "increasing order"),
    "another name": (["pt"], binning([20, 50], [0.9]), "other", "no correction `other`, but `sf`"),
    "no text": (["kind", "pt"], category(nominal=1.0), "sf", "its text inputs are kind"),
    "another text": (["kind", "pt"], category(nominal=1.0), "sf(down)", "`down`"),
    "another flow": (["pt"], binning([20, 50], [0.9], flow="mirror"), "sf", "`mirror`"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_refused(name, tmp_path):
    inputs, data, entry, reason = BAD[name]
    written(tmp_path, inputs, data)
    with pytest.raises(TableError):
        read_correction(Folder(tmp_path), "sf.json", entry)
    program = tmp_path / "x.hep"
    text = f'table sf from "sf.json" entry "{entry}"\nregion r\n  select sf(MET.pt) > 0.5\n'
    (found,) = analyse(Source(str(program), text)).diagnostics
    assert found.code == "HEP0240"
    assert reason in found.message


@pytest.mark.parametrize("path", ["/etc/passwd", "../sf.json", "a/../../sf.json", "missing.json"])
def test_files_elsewhere(path, tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    written(tmp_path, ["pt"], binning([20, 50], [0.9]))
    with pytest.raises(TableError, match=r"folder|read"):
        read_correction(Folder(inner), path, "sf")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\x00\xff", b'{"schema_version": 1}', b"\x1f\x8bbroken"])
def test_files_that_are_none(data, tmp_path):
    (tmp_path / "sf.json").write_bytes(data)
    with pytest.raises(TableError):
        read_correction(Folder(tmp_path), "sf.json", "sf")


def test_units_of_axes(tmp_path):
    written(tmp_path, ["eta", "pt"], multi("clamp"))
    head = 'table sf from "sf.json" entry "sf"\n  unit pt GeV\n'
    good = analyse(Source(str(tmp_path / "x.hep"), head + "region r\n  weight w = sf(0.3, MET.pt)\n"))
    assert good.diagnostics == ()
    bad = analyse(Source(str(tmp_path / "x.hep"), head + "region r\n  weight w = sf(0.3, 25)\n"))
    assert [each.code for each in bad.diagnostics] == ["HEP0304"]
    none = analyse(
        Source(str(tmp_path / "x.hep"), head + "  unit mass GeV\nregion r\n  weight w = sf(0.3, MET.pt)\n")
    )
    assert [each.code for each in none.diagnostics] == ["HEP0240"]
