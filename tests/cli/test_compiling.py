"""`hepir compile`."""

import pytest

COMMAND = ("compile", "clean.hep", "--schema", "cms_nanoaod")


@pytest.mark.usefixtures("clean")
def test_to_the_standard_output(hepir):
    found = hepir(*COMMAND)
    assert (found.status, found.remarks) == (0, "")
    compile(found.output, "generated", "exec")
    assert "import hepir" not in found.output


@pytest.mark.usefixtures("clean")
def test_to_a_file(hepir, tmp_path):
    text = hepir(*COMMAND).output
    found = hepir(*COMMAND, "-o", "out.py")
    assert (found.status, found.output) == (0, "")
    assert (tmp_path / "out.py").read_text() == text


@pytest.mark.usefixtures("no_unit")
def test_an_error_writes_nothing(hepir, tmp_path):
    found = hepir("compile", "no_unit.hep", "--schema", "cms_nanoaod", "-o", "out.py")
    assert (found.status, found.output) == (1, "")
    assert "HEP0301" in found.remarks
    assert not (tmp_path / "out.py").exists()


def test_the_program_is_not_replaced(hepir, clean):
    text = clean.read_text()
    found = hepir(*COMMAND, "-o", "./clean.hep")
    assert found.status == 1
    assert "HEP1015" in found.remarks
    assert clean.read_text() == text


@pytest.mark.usefixtures("clean")
def test_a_folder_as_output(hepir, tmp_path):
    (tmp_path / "out").mkdir()
    assert "HEP1011" in hepir(*COMMAND, "-o", "out").remarks


@pytest.mark.usefixtures("clean")
def test_an_output_in_a_folder_that_is_not_there(hepir):
    assert "HEP1013" in hepir(*COMMAND, "-o", "no/such/out.py").remarks


@pytest.mark.usefixtures("clean")
def test_the_schema_must_be_named(hepir):
    found = hepir("compile", "clean.hep")
    assert found.status == 2
    assert "--schema" in found.remarks
