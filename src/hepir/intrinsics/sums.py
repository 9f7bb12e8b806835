"""Sums over the objects of an event: HT, missing HT, ST, effective mass, centrality, significance of missing momentum."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hepir.intrinsics.core import Defined, Given, Parameter, Returns
from hepir.types.dimensions import ENERGY, NONE

OBJECTS = Parameter("objects", "collection")
MET = Parameter("met", "transverse")


def scalar_sum(arguments: Sequence[Given]) -> str:
    """The sum of the pt of all objects."""
    return " + ".join(
        f"sum(x_.pt for x_ in {each.name})" if each.several else f"{each.name}.pt" for each in arguments
    )


def vector_sum(arguments: Sequence[Given]) -> str:
    """The pt of the sum of all momenta."""
    return f"({' + '.join(f'sum(x_ for x_ in {each.name})' for each in arguments)}).pt"


def significance(arguments: Sequence[Given]) -> str:
    """Missing momentum over the root of the sum of pt."""
    met, *rest = arguments
    return f"{met.name}.pt / sqrt({scalar_sum(rest)})"


FUNCTIONS = (
    Defined(
        "ht",
        (OBJECTS,),
        Returns(ENERGY),
        "The scalar sum of the pt of all objects of one or several collections.",
        scalar_sum,
        repeated=1,
        source="CMS, JHEP 10 (2019) 244 (arXiv:1908.04722)",
    ),
    Defined(
        "mht",
        (OBJECTS,),
        Returns(ENERGY),
        "Missing HT: the magnitude of the vector sum of the transverse momenta of all objects.",
        vector_sum,
        repeated=1,
        source="CMS, JHEP 10 (2019) 244 (arXiv:1908.04722)",
    ),
    Defined(
        "st",
        (Parameter("objects", "summed"),),
        Returns(ENERGY),
        "The scalar sum of the pt of everything that is given: collections, single objects, MET.",
        scalar_sum,
        repeated=1,
        source="CMS, JHEP 11 (2018) 042 (arXiv:1805.06013)",
    ),
    Defined(
        "meff",
        (MET, OBJECTS),
        Returns(ENERGY),
        "The effective mass: missing transverse momentum plus the scalar sum of the pt of all objects.",
        scalar_sum,
        repeated=1,
        source="ATLAS, JHEP 02 (2021) 143 (arXiv:2010.14293)",
    ),
    Defined(
        "centrality",
        (OBJECTS,),
        Returns(NONE),
        "The scalar sum of the pt of all objects over the sum of their energies; missing where there is no object.",
        lambda arguments: (
            f"mean(x_.pt for x_ in {arguments[0].name}) / mean(x_.energy for x_ in {arguments[0].name})"
        ),
        optional=True,
        source="D0, Phys. Rev. D 60 (1999) 012001 (arXiv:hep-ex/9808034)",
    ),
    Defined(
        "met_significance",
        (MET, OBJECTS),
        Returns(ENERGY ** Fraction(1, 2)),
        "Missing transverse momentum over the root of HT; infinite where there is no object.",
        significance,
        repeated=1,
        source="ATLAS, JHEP 12 (2017) 085 (arXiv:1709.04183)",
    ),
)
