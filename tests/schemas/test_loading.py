"""Loading: what is accepted, what is refused and with which words."""

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from hepir.diagnostics import HepirError
from hepir.diagnostics.core import Diagnostic
from hepir.schemas import loading
from hepir.schemas.loading import (
    builtin_schema,
    find_schema,
    load_schema,
    named_schema,
    schema_from_path,
    schema_names,
)
from hepir.schemas.model import PropertySource
from hepir.schemas.showing import show_schema

HEAD = 'name = "mine"\ntrees = ["Events"]\n'
MUON = '[collections.Muon.properties]\npt = { branch = "Muon_pt", unit = "GeV" }\n'


def refused(text: str) -> list[Diagnostic]:
    with pytest.raises(HepirError) as failure:
        load_schema(text, "mine.toml")
    return list(failure.value.diagnostics)


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in refused(text)]


def muon(line: str) -> str:
    return f"{HEAD}[collections.Muon.properties]\n{line}\n"


def test_the_least_schema() -> None:
    schema = load_schema(HEAD + MUON, "mine.toml")
    assert schema.title == "mine"
    assert schema.collections["Muon"].properties == {"pt": PropertySource(branch="Muon_pt", unit="GeV")}
    assert len(schema.sha256) == 64


def test_all_mistakes_are_reported_at_once() -> None:
    text = 'nme = "mine"\ntrees = "Events"\n' + MUON.replace("branch", "brnch").replace("GeV", "Gev")
    assert [(found.code, getattr(found, "key", "")) for found in refused(text)] == [
        ("HEP0502", "nme"),
        ("HEP0504", "name"),
        ("HEP0503", "trees"),
        ("HEP0502", "collections.Muon.properties.pt.brnch"),
        ("HEP0506", "collections.Muon.properties.pt"),
        ("HEP0505", "collections.Muon.properties.pt"),
    ]


def test_unknown_keys_come_with_the_nearest() -> None:
    (found, _) = refused(muon('pt = { brnch = "Muon_pt", unit = "GeV" }'))
    assert found.message == "schema `mine.toml`, `collections.Muon.properties.pt.brnch`: there is no such key"
    assert found.hints == ("did you mean `branch`?",)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('pt = { branch = "a", constant = 1.0, unit = "GeV" }', "HEP0506"),
        ('pt = { unit = "GeV" }', "HEP0506"),
        ('pt = { branch = "a", unit = "Gev" }', "HEP0505"),
        ('pt = { branch = "a", unit = "cm" }', "HEP0508"),
        ('pt = { branch = "a" }', "HEP0508"),
        ('eta = { branch = "a", unit = "GeV" }', "HEP0508"),
        ('pt = { branch = "a", unit = "GeV", type = "text" }', "HEP0503"),
        ('pt = { branch = 3, unit = "GeV" }', "HEP0503"),
        ('pt = { branch = "", unit = "GeV" }', "HEP0503"),
        ('pt = { branch = "a", unit = "GeV", missing = -999.0 }', "HEP0503"),
        ('pt = { constant = true, unit = "GeV" }', "HEP0503"),
        ('tight_id = { branch = "a", bit = 64 }', "HEP0503"),
        ('tight_id = { compute = "pt > 5 GeV", bit = 1 }', "HEP0516"),
        ('"b-tag" = { branch = "a" }', "HEP0507"),
        ('weight = { branch = "a" }', "HEP0507"),
        ('pt = "Muon_pt"', "HEP0503"),
    ],
)
def test_a_property_that_is_wrong(line: str, code: str) -> None:
    assert code in codes(muon(line))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("name = mine", "HEP0501"),
        ("", "HEP0504"),
        (HEAD, "HEP0504"),
        (HEAD + "[collections.Muon]\n", "HEP0504"),
        (HEAD + '[collections.Muons.properties]\npt = { branch = "a", unit = "GeV" }\n', "HEP0517"),
        (HEAD + MUON.replace("[coll", '[collections.Muon]\nlike = "Jet"\n[coll'), "HEP0516"),
        (HEAD + MUON + '[dataset_kind]\nbranch = "w"\nrule = "positive"\n', "HEP0503"),
        (HEAD + MUON + "[match]\nrequires = []\n", "HEP0502"),
        (HEAD + "collections = 3\n", "HEP0503"),
        (HEAD + 'extends = "nanoaod"\n' + MUON, "HEP0509"),
        (HEAD + "extends = 3\n" + MUON, "HEP0503"),
        ("a = " + "[" * 100_000, "HEP0501"),
    ],
)
def test_a_schema_that_is_wrong(text: str, code: str) -> None:
    assert code in codes(text)


def test_types_are_those_of_the_language_unless_said() -> None:
    schema = load_schema(
        muon(
            'charge = { branch = "q" }\ntight_id = { branch = "t" }\nd0_significance = { branch = "s" }\n'
            'quality = { branch = "b", type = "integer" }\ngood = { branch = "b", bit = 3 }'
        ),
        "mine.toml",
    )
    types = {name: source.type for name, source in schema.collections["Muon"].properties.items()}
    assert types == {
        "charge": "integer",
        "tight_id": "boolean",
        "d0_significance": "number",
        "quality": "integer",
        "good": "boolean",
    }


def test_a_kind_of_ones_own_is_like_a_known_one() -> None:
    text = (
        HEAD + '[collections.GenJet]\nlike = "Jet"\n[collections.GenJet.properties]\npt = { branch = "g" }\n'
    )
    assert codes(text) == ["HEP0508"]  # the pt of a jet is an energy, and so is that of what is like a jet


def test_extending_replaces_single_properties() -> None:
    own = '[collections.Jet.properties]\nbtag = { branch = "Jet_mine" }\n'
    text = f'name = "mine"\nextends = "cms_nanoaod"\n{own}'
    mine, parent = load_schema(text, "mine.toml"), builtin_schema("cms_nanoaod")
    assert mine.name == "mine"
    assert mine.trees == parent.trees
    assert mine.collections["Muon"] == parent.collections["Muon"]
    assert mine.collections["Jet"].properties["pt"] == parent.collections["Jet"].properties["pt"]
    assert mine.collections["Jet"].properties["btag"] == PropertySource(branch="Jet_mine")
    assert mine.sha256 not in (parent.sha256, load_schema(HEAD + MUON, "mine.toml").sha256)


def test_reading_a_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(HEAD + MUON)
    assert schema_from_path(path) == find_schema(str(path))
    path.write_bytes(b"\xff\xfe")
    for broken in (path, tmp_path / "absent.toml", tmp_path):
        with pytest.raises(HepirError, match="HEP0511"):
            schema_from_path(broken)


def test_an_unknown_name_comes_with_the_nearest() -> None:
    with pytest.raises(HepirError) as failure:
        find_schema("nanoaod")
    (found,) = failure.value.diagnostics
    assert found.code == "HEP0509"
    assert "cms_nanoaod" in found.hints[0]


TEXT = HEAD + MUON
PATH_OF_TEXT = Path(__file__).resolve().parents[2] / "examples" / "hzz.toml"


def announce(monkeypatch: pytest.MonkeyPatch, *entries: tuple[str, str]) -> None:
    made = tuple(EntryPoint(name, value, loading.GROUP) for name, value in entries)
    monkeypatch.setattr(loading, "entry_points", lambda _: made)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A module that an installed package might have."""
    (tmp_path / "made_package.py").write_text(
        f"from pathlib import Path\nTEXT = {TEXT!r}\nPATH = Path({str(PATH_OF_TEXT)!r})\nNUMBER = 3\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    return "made_package"


def test_installed_schemas_are_found_by_name(monkeypatch: pytest.MonkeyPatch, installed: str) -> None:
    announce(monkeypatch, ("mine", f"{installed}:TEXT"), ("theirs", f"{installed}:PATH"))
    assert {"mine", "theirs", "delphes"} <= set(schema_names())
    assert named_schema("mine").name == "mine"
    assert named_schema("theirs").name == "hzz"


def test_a_clash_names_both_owners(monkeypatch: pytest.MonkeyPatch) -> None:
    announce(monkeypatch, ("delphes", "one:TEXT"), ("twice", "one:TEXT"), ("twice", "two:TEXT"))
    with pytest.raises(HepirError) as failure:
        schema_names()
    assert [diagnostic.message for diagnostic in failure.value.diagnostics] == [
        "schema `delphes` is given by `hepir` and by `one:TEXT`",
        "schema `twice` is given by `one:TEXT` and by `two:TEXT`",
    ]


@pytest.mark.parametrize("attribute", ["NUMBER", "ABSENT"])
def test_a_package_without_its_schema(
    monkeypatch: pytest.MonkeyPatch, installed: str, attribute: str
) -> None:
    announce(monkeypatch, ("mine", f"{installed}:{attribute}"))
    with pytest.raises(HepirError, match="HEP0515"):
        named_schema("mine")


def test_schemas_that_extend_each_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "made_circle.py").write_text(
        'A = \'name = "a"\\nextends = "b"\'\nB = \'name = "b"\\nextends = "a"\'\n'
    )
    monkeypatch.syspath_prepend(tmp_path)
    announce(monkeypatch, ("a", "made_circle:A"), ("b", "made_circle:B"))
    with pytest.raises(HepirError, match="a -> b -> a"):
        named_schema("a")


LISTS = {
    "of_none": ('{ inverse = "jet" }', "HEP0504"),
    "no_way": ('{ of = "Muon" }', "HEP0519"),
    "two_ways": ('{ of = "Muon", lists = "a", places = ["b"] }', "HEP0519"),
    "half_a_way": ('{ of = "Muon", first = "a" }', "HEP0519"),
    "keys_without_key": ('{ of = "Muon", lists = "a", keys = "b" }', "HEP0519"),
    "an_unknown_kind": ('{ of = "Muons", lists = "a" }', "HEP0519"),
    "one_an_event": ('{ of = "MET", lists = "a" }', "HEP0519"),
    "no_such_link": ('{ of = "Muon", inverse = "mother" }', "HEP0519"),
    "another_link": ('{ of = "Muon", inverse = "gen_particle" }', "HEP0519"),
    "half_a_table": ('{ of = "Muon", table = ["a"] }', "HEP0503"),
    "no_order": ('{ of = "Muon", lists = "a", order = "pt" }', "HEP0503"),
    "a_list_of_one": ('{ of = "Muon", lists = ["a"] }', "HEP0503"),
    "a_misspelled_key": ('{ of = "Muon", list = "a" }', "HEP0502"),
}
JET = '[collections.Jet.properties]\npt = { branch = "Jet_pt", unit = "GeV" }\n'


@pytest.mark.parametrize("line", LISTS)
def test_lists_that_mean_nothing(line: str) -> None:
    text, code = LISTS[line]
    muon = MUON + 'jet_index = { branch = "j" }\ngen_particle_index = { branch = "g" }\n'
    assert codes(f"{HEAD}{muon}{JET}[collections.Jet.lists]\nmuons = {text}\n")[0] == code


def test_lists_that_mean_something() -> None:
    lists = """[collections.Jet.lists]
muons = { of = "Muon", inverse = "jet" }
near = { of = "Muon", lists = "a", keys = "b", key = 3, order = "pt descending" }
"""
    schema = load_schema(f'{HEAD}{MUON}jet_index = {{ branch = "j" }}\n{JET}{lists}', "mine.toml")
    assert schema.collections["Jet"].lists["near"].branches == ("a", "b")
    assert "those whose jet it is" in show_schema(schema)
    assert "by pt descending; key 3" in show_schema(schema)
