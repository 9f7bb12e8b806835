r"""Macros of experiments, which their papers use and define in style files that are not beside them.

In: the name of a macro. Out: what it stands for, as other readers would give it: `\ptmiss` is pTmiss, `\Pgm` is μ. Names
that are used for different things (`\mt`: a transverse mass, or that of the top quark) are left out: they stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

# Each line: what it is, then the macros that stand for it.
VARIABLES = """
pT pt PT pT
ET et Et ET
HT HT
HTmiss HTmiss htmiss mht MHT HTslash
pTmiss ptmiss pTmiss PTmiss ptvecmiss vecptmiss ptmissvec vecmet MPT ptslash PTslash
ETmiss ETmiss etmiss Etmiss met MET missET ETslash Etmis vecETmiss ETm
ΔR DR deltaR DeltaR dR drr
Δφ dphi deltaphi Deltaphi DeltaPhi dPhi
Δη deta Deltaeta DeltaEta dEta
|η| abseta aeta
χ^2 chisq chiTwo
meff meff
mT mT MT mtw mtW
mT2 mTtwo mttwo MTtwo
anti-kT antikt antikT
Njets njets njet nj
Nb-jets nbjets nbjet nbtags
"""
PARTICLES = """
e Pe Pepm
e^- Pem
e^+ Pep
μ Pgm PGm Pmu Pmupm PGmpm
μ^- Pgmm PGmm Pmum
μ^+ Pgmp PGmp Pmup
τ Pgt PGt Ptau
τh tauh Pgth PGth Ptauh tauhad
ℓ Pl Plepton
ν Pgn PGn Pnu
γ Pgg PGg Pgamma Pphoton
Z PZ Zboson
W PW PWpm Wboson
H PH Higgs
g Pg Pgluon
q Pq PQq cPq
b Pb PQb cPqb Pbottom
t Pt PQt cPqt Ptop
c Pc PQc cPqc
p Pp Pproton
"""
UNITS = """
GeV GeV gev GeVc GeVcc GeVns
TeV TeV tev TeVns
MeV MeV mev
keV keV kev
fb^-1 fbinv ifb invfb fbi
pb^-1 pbinv ipb invpb
mm mm
cm cm
"""


def named_in(table: str, after: str = "") -> Iterator[tuple[str, str]]:
    """The macros of a table with what they stand for; `after` follows it."""
    for line in table.split("\n"):
        text, *names = line.split(" ")
        yield from ((name, f"{text}{after}") for name in names)


PARTICLE_NAMES = frozenset(name for name, _ in named_in(PARTICLES))


def known(space: str) -> dict[str, str]:
    """All macros with what they stand for, and a `space` that vanishes before punctuation behind it."""
    return dict((*named_in(PARTICLES, space), *named_in(VARIABLES, space), *named_in(UNITS, space)))
