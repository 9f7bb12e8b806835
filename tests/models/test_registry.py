"""Models by name: providers, plug-ins, and what is said where there is none."""

import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from hepir.diagnostics import Diagnostic, HepirError
from hepir.models import extra, registry
from hepir.models.registry import open_model


def failure(text: str) -> Diagnostic:
    with pytest.raises(HepirError) as caught:
        open_model(text)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


def announce(monkeypatch: pytest.MonkeyPatch, *entries: tuple[str, str]) -> None:
    points = tuple(EntryPoint(name, value, registry.GROUP) for name, value in entries)
    monkeypatch.setattr(registry, "announced", lambda: points)


@pytest.mark.parametrize(("written", "nearest"), [("tranformers:x", "transformers"), ("opena:x", "openai")])
def test_an_unknown_provider_is_told_the_nearest(written: str, nearest: str) -> None:
    diagnostic = failure(written)
    assert diagnostic.code == "HEP0951"
    assert f"`{nearest}:`" in diagnostic.hints[0]


@pytest.mark.parametrize(
    "written", ["transformers", "openai", "replay", "transformers:", "openai:", "replay:"]
)
def test_a_provider_without_a_model(written: str, request: pytest.FixtureRequest) -> None:
    if written == "transformers:":
        request.getfixturevalue("torch_there")
    assert failure(written).code == "HEP0954"


def test_an_installed_package_brings_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    announce(monkeypatch, ("mine", "builtins:len"))
    assert open_model("mine:four") == 4


def test_a_clash_names_both_owners(monkeypatch: pytest.MonkeyPatch) -> None:
    announce(monkeypatch, ("mine", "one:open"), ("mine", "other:open"), ("replay", "third:open"))
    with pytest.raises(HepirError) as caught:
        open_model("mine:x")
    messages = [diagnostic.message for diagnostic in caught.value.diagnostics]
    assert "`mine` belongs to `one:open` and to `other:open`" in messages[0]
    assert "`replay` belongs to `hepir` and to `third:open`" in messages[1]


@pytest.mark.parametrize("value", ["no_such_module_there:open", "sys:platform"])
def test_a_package_whose_model_cannot_be_used(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    announce(monkeypatch, ("mine", value))
    assert failure("mine:x").code == "HEP0953"


def test_missing_packages_are_one_diagnostic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extra, "find_spec", lambda _: None)
    extra.needed.cache_clear()
    diagnostic = failure("openai:http://localhost/v1#small")
    assert diagnostic.code == "HEP0950"
    assert 'pip install "hepir[llm]"' in diagnostic.hints[0]
    extra.needed.cache_clear()


@pytest.mark.parametrize("name", ["./smal", "/no/such/folder", "~/no/such", "a/b/c", "no such"])
def test_a_path_is_looked_up_nowhere_else(
    name: str, torch_there: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hepir.models import loading

    monkeypatch.setattr(loading, "_loaded", lambda *_: pytest.fail("it is looked up elsewhere"))
    assert failure(f"transformers:{name}").code == "HEP0955"


def test_a_folder_with_a_similar_name_is_named(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small.parent)
    assert "small" in failure("transformers:./smal").hints[0]


def test_a_folder_is_loaded_without_the_network(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("the network is used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert open_model(f"transformers:{small}").context == 6144


@pytest.mark.parametrize("files", [{}, {"config.json": "{}"}, {"config.json": "{"}])
def test_a_folder_that_holds_no_model(files: dict[str, str], tmp_path: Path, torch_there: None) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert failure(f"transformers:{tmp_path}").code == "HEP0955"


def test_opening_imports_one_provider_only() -> None:
    import subprocess

    code = "from hepir.models.registry import open_model\nopen_model('replay:x')"
    checked = (
        f"import sys\ntry:\n    exec({code!r})\nexcept Exception: pass\nassert 'torch' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", checked], check=False).returncode == 0
