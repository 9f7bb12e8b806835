"""Random programs with systematic variations of properties and weights.

In: nothing. Out: a Hypothesis strategy for texts.
"""

import hypothesis_profiles  # noqa: F401 (loads the profile)
from hypothesis import strategies as st
from random_programs import Writer

VALUES = {
    "GeV": ("{} * 1.07", "{} + 3.3 GeV", "{} * (1 + 0.013 * size(Muon))"),
    "": ("{} * 1.07", "{} + 0.31"),
    "rad": ("{} + 0.31 rad",),
}


class Varying(Writer):
    """Draws a program and then its systematics."""

    def systematics(self):
        for number in range(self.pick(1, 1, 2, 3)):
            lines, seen = [], set()
            for _ in range(self.pick(1, 1, 2, 3)):
                direction = self.pick("up", "down")
                said, value = self.varied()
                if (direction, said) not in seen:
                    seen.add((direction, said))
                    lines.append(f"  {direction} {said} = {value}")
            self.lines += [f"systematic s{number}", *lines]

    def varied(self):
        factors = [line.split()[1] for line in self.lines if line.startswith("  weight ")]
        if factors and self.chance(40):
            return f"weight {self.pick(*factors)}", self.number("", (), 1, present=True)[0]
        if self.chance(15):
            return self.pick(("MET.pt", "pt * 1.07"), ("MET.phi", "phi + 0.31 rad"))
        single = [each for each in self.collections if not each.composite]
        named = self.pick(*single)
        own = [
            each for each in named.shape.numbers if each[1] in VALUES and not each[2] and is_stored(each[0])
        ]
        name, dimension, _ = self.pick(*own)
        return f"{named.name}.{name}", self.pick(*VALUES[dimension]).format(name)


def is_stored(name):
    """Whether a property can be varied: it does not follow from the momentum."""
    return name in ("pt", "eta", "phi", "mass", "btag") or name.startswith("extra")


@st.composite
def varied_programs(draw):
    """Texts of well-typed programs with systematics."""
    writer = Varying(draw)
    text = writer.program()
    writer.lines = text.splitlines()
    writer.systematics()
    return "\n".join(writer.lines) + "\n"
