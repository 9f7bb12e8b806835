"""A publication as journals print it, made for tests: two columns, a ruled table, a list of references.

In: nothing. Out: the bytes of a PDF of two pages in the style of collider publications, which is about events that the
sample of `hepir demo` has.
"""

from textwrap import wrap

from made_pdfs import HEIGHT, MadePdf

COLUMNS = (54.0, 318.0)
CHARACTERS = 50  # of a line in a column
SIZE = 9.5

TITLE = "Search for Z bosons that recoil against jets in collisions at 8 TeV"
ABSTRACT = """A search for Z bosons that recoil against jets is presented. The data were recorded at a centre-of-mass
energy of 8 TeV and correspond to an integrated luminosity of 19.7 fb^-1. No excess is observed."""
INTRODUCTION = """Bosons of large momentum are a window to what lies beyond the standard model [1]. This note describes a
search for such events and its results, together with the estimates of the backgrounds."""
DETECTOR = """The detector is described elsewhere [2]. Its tracker measures charged particles in a solenoid of 3.8 T."""
OBJECTS = (
    """Muons are required to have pT > 20 GeV and |eta| < 2.4. Muons are required to be well isolated.
The momentum resolution of muons with pT > 20 GeV is better than 2% in the barrel.""",
    """Jets are required to have pT > 30 GeV and |eta| < 2.4. Jets within ΔR = 0.4 of a muon are removed.""",
)
EVENTS = (
    """Events must contain exactly two muons. The leading (subleading) muon must have pT > 25 (20) GeV. The two muons
must be compatible with the decay of a Z boson.""",
    """Events with an electron of pT > 20 GeV and |eta| < 2.5 are vetoed. Events are required to have HT > 30 GeV.""",
)
REGIONS = """The signal regions are defined in Table 1. They share the selection above and differ in the number of jets."""
TABLE = (("Region", "Number of jets", "ETmiss [GeV]"), ("SR1", "= 1", "> 20"), ("SR2", "≥ 2", "> 15"))
BACKGROUNDS = """Events with one jet and a missing transverse momentum below 20 GeV validate the estimate."""
REFERENCES = (
    "[1] A. Author et al., Bosons and jets, Phys. Lett. B 700 (2011) 1, arXiv:1101.0001.",
    "[2] The Collaboration, The detector, JINST 3 (2008) S08004, doi:10.1088/1748-0221/3/08/S08004.",
)


def publication() -> bytes:
    """The PDF."""
    made = MadePdf().new_page()
    made.left = COLUMNS[0]
    made.line(TITLE, size=15, font="bold")
    made.y += 10
    made.lines(*wrap(ABSTRACT, 105), size=SIZE)
    top = made.y + 10
    _section(made, "1 Introduction", INTRODUCTION)
    _section(made, "2 The detector", DETECTOR)
    _section(made, "3 Object selection", *OBJECTS)
    made.left, made.y = COLUMNS[1], top
    _section(made, "4 Event selection", *EVENTS)
    made.new_page()
    made.left = COLUMNS[0]
    _section(made, "5 Signal regions", REGIONS)
    _table(made)
    _section(made, "6 Backgrounds", BACKGROUNDS)
    made.left, made.y = COLUMNS[1], 100.0
    _section(made, "References", *REFERENCES)
    assert made.y < HEIGHT
    return made.bytes()


def _section(made: MadePdf, heading: str, *paragraphs: str) -> None:
    made.line(heading, size=11, font="bold")
    made.y += 3
    for each in paragraphs:
        made.lines(*wrap(each, CHARACTERS), size=SIZE)


def _table(made: MadePdf) -> None:
    made.lines("Table 1: Definition of the signal regions.", size=SIZE)
    width, height = 80.0, 16.0
    right, top = made.left + width * len(TABLE[0]), made.y - 8
    for row, cells in enumerate(TABLE):
        made.rule(made.left, right, top + height * row)
        for column, cell in enumerate(cells):
            made.put(made.left + width * column + 4, top + height * row + 11, cell, SIZE)
    bottom = top + height * len(TABLE)
    made.rule(made.left, right, bottom)
    for column in range(len(TABLE[0]) + 1):
        made.upright(made.left + width * column, top, bottom)
    made.y = bottom + 24
