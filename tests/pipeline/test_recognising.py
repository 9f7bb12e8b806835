"""The format of a file is found among the schemas that it can be, as among all."""

from pathlib import Path

import pytest

from hepir.diagnostics import HepirError
from hepir.pipeline.preparing import all_spellings, possible, recognised
from hepir.run.files import open_events
from hepir.schemas.loading import all_schemas
from hepir.schemas.matching import recognise

FILES = {
    "atlas/data_A.4lep.root": "atlas_opendata_2020",
    "delphes/zh_tag_1_delphes_events.root": "delphes",
    "nanoaod/Run2012B_SingleMu_1000.root": "cms_opendata_2012",
    "nanoaod/Run2012BC_DoubleMuParked_Muons_1000evts_rntuple_v1-0-0-0.root": "cms_opendata_2012",
    "nanoaod/nano_dy.root": "cms_nanoaod",
    "physlite/PHYSLITE_example.root": "physlite",
}
TREES = tuple(dict.fromkeys(name for each in all_schemas() for name in each.trees))


@pytest.mark.parametrize("name", FILES)
def test_known_files(shared_data: Path, name: str) -> None:
    with open_events(shared_data / name, None, TREES) as file:
        names = tuple(file.branches)
        found = recognised(None, file)
        assert [each.name for each in possible(file, names)] == [FILES[name]]
        assert found == recognise(all_spellings(all_schemas(), file, names), file.tree, all_schemas()).schema


def test_an_unknown_file(shared_data: Path) -> None:
    with open_events(shared_data / "generic" / "uproot-Zmumu.root") as file:
        assert possible(file, tuple(file.branches)) == all_schemas()
        with pytest.raises(HepirError, match="HEP0512"):
            recognised(None, file)
