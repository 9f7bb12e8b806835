"""Branches of small made-up trees, one for each format: names and types of branches as uproot gives them."""

LEPTONS = ("pt", "eta", "phi", "mass", "charge")


def of(prefix: str, names: tuple[str, ...], typename: str = "float[]") -> dict[str, str]:
    return {f"{prefix}{name}": typename for name in names}


MUONS = {"nMuon": "uint32_t", **of("Muon_", LEPTONS[:4]), "Muon_charge": "int32_t[]"}
OPENDATA_2012 = {
    "run": "int32_t",
    "luminosityBlock": "uint32_t",
    "event": "uint64_t",
    "HLT_IsoMu24": "bool",
    **MUONS,
    **of("Jet_", ("pt", "eta", "phi", "mass", "btag")),
    "MET_pt": "float",
    "MET_phi": "float",
}
NANOAOD = {
    **{name: kind for name, kind in OPENDATA_2012.items() if name != "Jet_btag"},
    "Muon_pdgId": "int32_t[]",
    "Jet_btagDeepB": "float[]",
    "genWeight": "float",
}
ATLAS_2020 = {
    "eventNumber": "int32_t",
    "mcWeight": "float",
    "trigE": "bool",
    "trigM": "bool",
    "lep_n": "uint32_t",
    **of("lep_", ("pt", "eta", "phi", "E", "z0"), "std::vector<float>"),
    "lep_type": "std::vector<uint32_t>",
    "met_et": "float",
    "met_phi": "float",
}
ATLAS_2025 = {
    "trigE": "bool",
    "trigM": "bool",
    **of("lep_", ("pt", "eta", "phi", "e"), "std::vector<float>"),
    "lep_type": "std::vector<int32_t>",
    "met": "float",
    "met_phi": "float",
    "largeRJet_Eta": "std::vector<float>",
}
PHYSLITE = {
    name: typename
    for collection in ("Electrons", "Muons", "Jets")
    for name, typename in of(
        f"Analysis{collection}AuxDyn.", ("pt", "eta", "phi"), "std::vector<float>"
    ).items()
}
PHYSLITE_RNTUPLE = {name.replace(".", ":"): typename for name, typename in PHYSLITE.items()}
DELPHES = {
    "Jet": "int32_t",
    **of("Jet/Jet.", ("PT", "Eta", "Phi", "Mass")),
    "Jet/Jet.BTag": "uint32_t[]",
    "Jet/Jet.Particles": "TRefArray[]",
    "Jet/Jet.Tau[5]": "float[][5]",
    "Jet_size": "int32_t",
    "GenMissingET": "int32_t",
    **of("GenMissingET/GenMissingET.", ("MET", "Eta", "Phi")),
    "MissingET": "int32_t",
    **of("MissingET/MissingET.", ("MET", "Eta", "Phi")),
}
CARTESIAN = {
    "NMuon": "int32_t",
    **of("Muon_", ("Px", "Py", "Pz", "E", "Iso")),
    "Muon_Charge": "int32_t[]",
    **of("Jet_", ("Px", "Py", "Pz", "E")),
    "MET_px": "float",
    "MET_py": "float",
    "triggerIsoMu24": "bool",
    "EventWeight": "float",
}
FORMATS = {
    "cms_opendata_2012": ("Events", OPENDATA_2012),
    "cms_nanoaod": ("Events", NANOAOD),
    "atlas_opendata_2020": ("mini", ATLAS_2020),
    "atlas_opendata_2025": ("analysis", ATLAS_2025),
    "physlite": ("CollectionTree", PHYSLITE),
    "delphes": ("Delphes", DELPHES),
}
