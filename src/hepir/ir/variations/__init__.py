"""Systematic variations as more of the same program.

In: a plan whose program has variations. Out: a plan without them, in which each varied region is a region of its own, made
from varied copies of what it needs. What a variation does not touch is there once; where it touches weights alone, the region
stays one and is counted under another weight, too (`Region.reweightings`).

A variation is the program with that property or weight replaced: everything that follows from it follows. A property is
replaced where the objects enter the collection, so that the collection's own rules see the new value; one that `let` gives,
right after it is given. An order that the collection takes over is established again. Other names in a new value of a
property are nominal.
"""

from hepir.ir.variations.whole import varied

__all__ = ["varied"]
