"""Random well-typed programs, as text, so that what a test finds can be read.

In: what a format has; `cms_opendata_2012` if nothing is said. Out: a Hypothesis strategy. Thresholds lie between the
values that random events have.
"""

import hypothesis_profiles  # noqa: F401 (loads the profile)
from hypothesis import strategies as st
from random_definitions import Definitions
from random_shapes import CMS, EDGES, THRESHOLDS


class Writer(Definitions):
    """Draws a program, statement by statement."""

    def region_block(self, regions):
        name = self.fresh("region")
        parents = self.draw(st.lists(st.sampled_from(regions), max_size=2, unique=True)) if regions else []
        self.lines.append(f"region {name}{' from ' if parents else ''}{', '.join(parents)}")
        for _ in range(self.pick(0, 1, 2, 3)):
            match self.pick("select", "select", "reject", "when"):
                case "when":
                    otherwise = f" otherwise {self.condition()}" if self.chance(40) else ""
                    self.lines.append(f"  when {self.condition()} select {self.condition()}{otherwise}")
                case word:
                    self.lines.append(f"  {word} {self.condition()}")
        for _ in range(self.pick(0, 0, 1, 2)):
            weight = self.number(self.pick("", "int"), (), 1, present=True)[0]
            applies = self.pick("", " on data", " on simulation")
            self.lines.append(f"  weight {self.fresh('factor')} = {weight}{applies}")
        for _ in range(self.pick(0, 1, 2, 3)):
            self.lines.append(f"  hist {self.fresh('h')} = {self.axes()}")
        binned = {}
        for _ in range(self.pick(0, 0, 1, 2)):
            dimension = self.pick(*THRESHOLDS)
            value = self.number(dimension, (), 1, present=True)[0]
            binned[f"{value} + {self.constant(dimension)[0]}"] = self.pick(*EDGES[dimension])
        self.lines += [f"  bin {value} in {edges}" for value, edges in binned.items()]
        if self.chance(20):
            self.grid()
        self.conditions.append(name)
        return name

    def grid(self):
        """Cells of two values, in blocks beside each other."""
        energy = self.number("GeV", (), 1, present=True)[0]
        number = self.number("int", (), 1, present=True)[0]
        blocks = self.pick(
            "[-1, 1] by [3.1, 12.7, 71.9] GeV, [1, inf] by [12.7, inf] GeV",
            "[0, 1, 2] by [3.1, 12.7, inf] GeV, [-2, 0] by [3.1, 33.3] GeV",
        )
        self.lines.append(f"  bin {number} + 0, {energy} + 0.3 GeV in {blocks}")

    def axes(self):
        """One axis or two; of values of the event, or of the objects of one collection."""
        named = self.collection() if self.chance(50) else None
        axes = []
        for _ in range(self.pick(1, 1, 2)):
            if named is not None and (not axes or (self.chance(60) and not named.name.startswith("first("))):
                name, dimension, _ = self.pick(*named.shape.numbers)
                value = self.pick(f"{named.name}.{name}", f"|{named.name}.{name}|")
            else:
                dimension = self.pick(*THRESHOLDS)
                value = self.number(dimension, (), 2)[0]
            axes.append(f"{value} in {self.pick(*EDGES[dimension])}")
        return ", ".join(axes)

    def program(self):
        for _ in range(self.pick(0, 1, 2, 3)):
            self.object_block()
        for _ in range(self.pick(0, 0, 1, 2)):
            self.combine_block()
        for _ in range(self.pick(0, 0, 1, 1)):
            self.choose_block()
        for _ in range(self.pick(0, 1, 2)):
            self.define_block()
        if self.chance(25):
            self.object_block()
        regions: list[str] = []
        for _ in range(self.pick(1, 2, 3)):
            regions.append(self.region_block(regions))
        return "\n".join(self.lines) + "\n"


@st.composite
def programs(draw, vocabulary=CMS):
    """Texts of well-typed programs."""
    return Writer(draw, vocabulary).program()
