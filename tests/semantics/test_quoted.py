"""Numbers in the words of a publication."""

import pytest

from hepir.semantics.quoted import says


@pytest.mark.parametrize(
    ("quote", "number", "unit"),
    [
        ("pT > 30 GeV", "0.03", "TeV"),
        ("pT > 40 (25) GeV", "40", "GeV"),
        ("pT > 40 (25) GeV", "25", "GeV"),
        ("81-101 GeV", "81", "GeV"),
        ("81 < mll < 101 GeV", "81", "GeV"),
        (r"$60<m_{\ell\ell}\leq 120~\mathrm{GeV}$", "60", "GeV"),
        ("thresholds of 80, 60, and 40 GeV", "60", "GeV"),
        ("thresholds of 80, 60, and 40 GeV", "80", "GeV"),
        ("pT [GeV] > 30", "30", "GeV"),
        ("a mass (in GeV) of 125", "125", "GeV"),
        ("pT > 30 GeV/c and a mass of 20 GeV/c^2", "20", "GeV"),
        (r"$p_T > 30~\mathrm{GeV}$", "30", "GeV"),
        (r"$p_T > 30\,\text{GeV}$", "30", "GeV"),
        (r"139 fb$^{-1}$", "139", "/fb"),
        ("139 fb−1", "139", "/fb"),
        ("2500 GeV²", "2500", "GeV^2"),
        ("above 5 √GeV", "5", "GeV^(1/2)"),
        (r"above $5 \sqrt{\mathrm{GeV}}$", "5", "GeV^(1/2)"),
        ("above 5 sqrt(GeV)", "5", "GeV^(1/2)"),
        ("more than 25°", "25", "deg"),
        ("an azimuthal distance of 0.4", "0.4", "rad"),
        ("an azimuthal distance of 0.4 rad", "0.4", None),
        ("less than 15%", "0.15", None),
        ("At least two jets", "2", None),
        ("4 jets of 30 GeV", "4", None),
        ("high-high leptons", "2", None),
        ("a tight–tight pair", "2", None),
        ("a well-isolated photon", "1", None),
        ("no additional lepton", "0", None),
        ("Events must not contain any muon", "0", None),
        ("events are required to not have jets", "0", None),
        ("electrons with any missing inner hit are rejected", "1", None),
        ("events containing electrons are rejected", "0", None),
        ("we discard events with photons", "0", None),
        ("a second lepton removes an event", "0", None),
        ("excluding events with tau leptons", "0", None),
        ("100 ≤ ETmiss < 150 GeV: SS 17 (++)", "0", None),
        ("100 ≤ ETmiss < 150 GeV: SS 18 (−−)", "0", None),
    ],
)
def test_a_quote_says(quote: str, number: str, unit: str | None) -> None:
    assert says(quote, number, unit)


@pytest.mark.parametrize(
    ("quote", "number", "unit"),
    [
        ("pT > 30 TeV", "30", "GeV"),
        ("within 30 cm", "30", "GeV"),
        ("a significance of 30", "30", "GeV"),
        ("pT > 30 GeV", "30", None),
        ("an opposite-sign pair in the high-low region", "2", None),
        ("4 jets of 30 GeV", "4", "GeV"),
        ("two jets of 30 GeV", "2", "GeV"),
        ("pT > 130 GeV", "30", "GeV"),
        ("pT > 30.5 GeV", "30", "GeV"),
        ("a mass of 30 GeV²", "30", "GeV"),
        ("30 GeVs of 3 mmHg", "3", "mm"),
        ("", "1", None),
        ("a missing transverse momentum above 200 GeV", "1", None),
        ("a mass of the photon", "1", None),
        ("a momentum and jets", "1", None),
        ("exclusive categories of events with jets", "0", None),
    ],
)
def test_a_quote_does_not_say(quote: str, number: str, unit: str | None) -> None:
    assert not says(quote, number, unit)
