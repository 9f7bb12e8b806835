"""Models of CutLang: `OME` with a list of values, with means and scales, and with an index; the file is needed beside it."""

import pytest
from made_models_onnx import hash_of, network

from hepir.compiling import analyse
from hepir.interop.adl.importing import import_adl
from hepir.interop.adl.models import whole_braces
from hepir.source import Source

LISTS = """define values = { size(JET) pT(JET[0])
    eta(JET[0]), MET }
define means = { 4.2 212.3 -0.1, 80. }
define scales = {1.5 100 1 .5 }
"""
REGION = "region search\n  select disc > 0.1\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "net.onnx").write_bytes(network(4))
    (tmp_path / "single.onnx").write_bytes(network(2, outputs=1))
    return tmp_path


def converted(folder, text):
    found = import_adl(Source(str(folder / "x.adl"), text))
    checked = analyse(Source(str(folder / "x.hep"), found.text))
    return found, [each.code for each in checked.diagnostics if each.severity.name == "ERROR"]


FORMS = {
    'OME("net.onnx", values)': (
        "input v1",
        "input v2 GeV",
        "input v3",
        "input v4 GeV",
        'output "probabilities" 0',
    ),
    'OME ( "/home/somebody/net.onnx" , values )': ("input v4 GeV", 'output "probabilities" 0'),
    'ome("C:\\nets\\net.onnx", values, 1)': ("input v4 GeV", 'output "probabilities" 1'),
    'OME("net.onnx", values, means, scales, 1)': (
        "input v1 mean 4.2 scale 1.5",
        "input v2 GeV mean 212.3 scale 100",
        "input v3 mean -0.1 scale 1",
        "input v4 GeV mean 80.0 scale 0.5",
        'output "probabilities" 1',
    ),
    'OME("single.onnx", MET pT(JET[0]))': ("input v1 GeV", "input v2 GeV"),
    'OME("single.onnx", MET, pT(JET[0]), 0)': ("input v1 GeV", "input v2 GeV", 'output "probabilities" 0'),
}


@pytest.mark.parametrize("form", FORMS)
def test_forms(form, folder):
    found, errors = converted(folder, f"{LISTS}define disc = {form}\n{REGION}")
    assert errors == []
    assert found.converted == found.statements
    for rule in FORMS[form]:
        assert f"  {rule}\n" in found.text, found.text
    name = "single" if "single" in form else "net"
    data = (folder / f"{name}.onnx").read_bytes()
    assert f'model disc_model from "{name}.onnx"\n  hash "{hash_of(data)}"' in found.text
    assert "define disc = disc_model(" in found.text
    assert "select disc > 0.1" in found.text


def test_signs_join_values(folder):
    text = "define values = { MET / 2 pT(JET[0]) - 3 * 2 abs( eta(JET[0]) ) {JET[0]}phi }\n"
    found, errors = converted(folder, f'{text}define disc = OME("net.onnx", values)\n{REGION}')
    assert errors == []
    assert found.text.count("  input v") == 4


WRONG = {
    'OME("gone.onnx", values)': "HEP1105",
    'OME("net.onnx", means, scales, values)': "HEP1105",
    'OME("../net.onnx", other)': "HEP1102",
    "OME(values)": "HEP1101",
    'OME("net.onnx")': "HEP1101",
    'OME("net.onnx", values': "HEP1101",
    'OME("single.onnx", values)': "HEP1109",
}


@pytest.mark.parametrize("form", WRONG)
def test_what_cannot_be_converted_is_kept(form, folder):
    found, _ = converted(folder, f"{LISTS}define disc = {form}\n{REGION}")
    assert WRONG[form] in {each.code for each in found.diagnostics}
    assert all(each.span.end > 0 for each in found.diagnostics)
    assert "disc" in found.text


def test_a_model_in_a_cut_has_no_name(folder):
    found, _ = converted(
        folder, f'{LISTS}region r\n  select OME("net.onnx", values) > 0.5\n  select values > 3\n'
    )
    assert {"HEP1105", "HEP1108"} <= {each.code for each in found.diagnostics}


@pytest.mark.parametrize(
    ("text", "whole"),
    [("{ a b }", True), ("{a}pT", False), ("{a}pT + {b}", False), ("{ {a}pT }", True), ("a", False)],
)
def test_lists(text, whole):
    assert whole_braces(text) is whole
