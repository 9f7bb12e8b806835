"""Momenta and what follows from them.

In: objects. Out: names of Cartesian components, worked out once, and code of every kinematic property. In GeV
and rad; the same arithmetic as the reference interpreter's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hepir.backends.fused.stored import StoredObjects
from hepir.backends.fused.values import (
    Combined,
    Conditions,
    Particle,
    Scalar,
    Thing,
    Vector,
    both,
    joined,
    state,
)
from hepir.backends.fused.writing import Block

FOUR = ("pt", "eta", "phi", "mass")
NEEDED = {"px": ("pt", "phi"), "py": ("pt", "phi"), "pz": ("pt", "eta"), "theta": ("pt", "eta")}
NOTHING = Vector("0.0", "0.0", "0.0", "0.0")


class Momenta(StoredObjects):
    """Writes the kinematics of objects."""

    # ---- properties of objects ----
    def property_of(self, thing: Thing | Vector, name: str) -> Scalar:
        """A property: given by the program, stored, or following from the momentum."""
        match thing:
            case Particle() | Combined() if any(each.name == name for each in thing.given):
                value = next(each.value for each in reversed(thing.given) if each.name == name)
                return Scalar(value.code, joined(thing.present, value.present))
            case Particle():
                found = self.of_kinds(thing, name)
                return replace(found, present=joined(thing.present, found.present))
            case _:
                vector = self.vector_of(thing)
                return Scalar(self.cartesian(vector, name), vector.present)

    def of_kinds(self, thing: Particle, name: str) -> Scalar:
        """A property of an object that may be of several kinds."""
        known = [each for each in thing.kinds if thing.tag == str(self.numbers[each])] or thing.kinds
        if len(known) == 1:
            return self.of_kind(replace(thing, kinds=tuple(known), tag=""), thing, name)
        numbers = [self.numbers[kind] for kind in thing.kinds]
        found = [self.of_one_kind(thing, kind, name) for kind in thing.kinds]
        if all(each == found[0] for each in found):
            return found[0]
        code = chosen(thing.tag, numbers, [each.code for each in found])
        if not any(each.present for each in found):
            return Scalar(code)
        return Scalar(code, (chosen(thing.tag, numbers, [both(each.present) for each in found]),))

    def of_one_kind(self, thing: Particle, kind: str, name: str) -> Scalar:
        """A property of an object that may be of several kinds, where it is of this one; no other array is read."""
        test = f"{thing.tag} == {self.numbers[kind]}"
        one = replace(thing, kinds=(kind,), tag="", present=(*thing.present, test))
        found = self.of_kind(one, thing, name)
        return Scalar(found.code, tuple(each for each in found.present if each != test))

    def of_kind(self, thing: Particle, whole: Particle, name: str) -> Scalar:
        """A property of an object of one kind; what follows from its momentum does for all kinds alike."""
        kind = self.plan.kinds[thing.kinds[0]]
        found = self.kind_property(kind, name, thing)
        return found if found is not None else self.polar(thing, whole, name)

    def components(self, thing: Particle, names: Sequence[str]) -> tuple[dict[str, str], Conditions]:
        """Stored components; those that are not stored are nan, since nothing that is needed reads them."""
        kind = self.plan.kinds[thing.kinds[0]]
        given = {each.name: each.value for each in thing.given}
        found = {
            name: value
            for name in names
            if (name in kind.properties or name in given)
            and (value := given.get(name) or self.kind_property(kind, name, thing))
        }
        codes = {name: found[name].code if name in found else "np.nan" for name in names}
        return codes, joined(*(each.present for each in found.values()))

    def polar(self, thing: Particle, whole: Particle, name: str) -> Scalar:
        """What follows from stored pt, eta, phi and mass."""
        parts, present = self.components(thing, NEEDED.get(name, FOUR))
        match name:
            case "px":
                return Scalar(f"{parts['pt']} * math.cos({parts['phi']})", present)
            case "py":
                return Scalar(f"{parts['pt']} * math.sin({parts['phi']})", present)
            case "pz":
                return Scalar(f"{parts['pt']} * sinh_of({parts['eta']})", present)
            case "theta":
                pz = f"{parts['pt']} * sinh_of({parts['eta']})"
                return Scalar(f"math.atan2({parts['pt']}, {pz})", present)
            case _:
                vector = self.vector_of(whole)
                return Scalar(self.cartesian(vector, name, parts["pt"]), joined(present, vector.present))

    def cartesian(self, vector: Vector, name: str, pt: str = "") -> str:
        """What follows from Cartesian components."""
        px, py, pz, energy = vector.px, vector.py, vector.pz, vector.energy
        pt = pt or f"pt_of({px}, {py})"
        length = f"length_of({px}, {py}, {pz})"
        match name:
            case "px" | "py" | "pz" | "energy":
                return str(getattr(vector, name))
            case "pt":
                return pt
            case "phi":
                return f"math.atan2({py}, {px})"
            case "eta":
                return f"eta_of({pt}, {pz})"
            case "mass":
                return f"mass_of({px}, {py}, {pz}, {energy})"
            case "momentum":
                return length
            case "theta":
                return f"math.atan2({pt}, {pz})"
            case "rapidity":
                return f"0.5 * math.log(({energy} + {pz}) / ({energy} - {pz}))"
            case "mt":
                return f"math.sqrt(not_negative({energy} * {energy} - {pz} * {pz}))"
            case "et":
                return f"{energy} * {pt} / {length}"
            case _:
                raise LookupError(f"a momentum has no property `{name}`")

    # ---- momenta ----
    def vector_of(self, thing: Thing | Vector) -> Vector:
        """The momentum of anything that has one, in names or numbers."""
        if isinstance(thing, Vector):
            return thing
        if thing.known is not None:
            vector = thing.known.vector(self.sure_place(thing.known.place, thing.present))
            return replace(vector, present=joined(thing.present, vector.present))
        key = ("momentum", type(thing), getattr(thing, "kinds", ()), *(code for code, _ in state(thing)))
        known = self.remembered(key)
        if known is None:
            with self.at(self.home_of(thing)):
                known = self.momentum(thing)
                self.here.memory[key] = known
        assert isinstance(known, Vector)
        return known

    def sure_place(self, place: str, present: Conditions) -> str:
        """A place in arrays, of an object that may be missing: then the first, since any other might be outside."""
        if not present:
            return place
        key = ("place", place, present)
        known = self.remembered(key)
        if known is None:
            known = self.here.memory[key] = self.bound(f"({place}) if {both(present)} else 0", "place")
        assert isinstance(known, str)
        return known

    def home_of(self, thing: Thing) -> Block:
        """The block in which an object's momentum is best worked out: outside of loops that do not concern it."""
        homes = [self.homes.get(code) for code, _ in state(thing)]
        opened = [self.open.index(each) if each in self.open else len(self.open) - 1 for each in homes]
        return self.before_loops(self.open[max(opened)])

    def momentum(self, thing: Thing) -> Vector:
        """As `vector_of`, written here."""
        match thing:
            case Combined(slots=slots):
                parts = [replace(part, present=joined(thing.present, part.present)) for _, part in slots]
                return self.sum_of([(1, self.vector_of(part)) for part in parts], "sum")
            case Particle():
                return self.particle_momentum(thing)

    def particle_momentum(self, thing: Particle) -> Vector:
        """From what is stored. MET has no momentum in space."""
        if any(self.plan.kinds[kind].transverse for kind in thing.kinds):
            return replace(NOTHING, present=("False",))
        parts = [self.components(replace(thing, kinds=(kind,)), FOUR) for kind in thing.kinds]
        numbers = [self.numbers[kind] for kind in thing.kinds]
        codes = {name: chosen(thing.tag, numbers, [codes[name] for codes, _ in parts]) for name in FOUR}
        present = thing.present
        if any(conditions for _, conditions in parts):
            own = chosen(thing.tag, numbers, [both(conditions) for _, conditions in parts])
            present = joined(present, (own,))
        pt, eta, phi, mass = (self.guarded(codes[name], present, name) for name in FOUR)
        names = tuple(self.fresh(each) for each in ("px", "py", "pz", "energy"))
        self.line(f"{', '.join(names)} = cartesian({pt}, {eta}, {phi}, {mass})")
        return of_components(names, present)

    def guarded(self, code: str, present: Conditions, wanted: str) -> str:
        """A name for a number that is read only where it is there."""
        return self.bound(f"({code}) if {both(present)} else 0.0" if present else code, wanted)

    def sum_of(self, terms: Sequence[tuple[int, Vector]], wanted: str, present: Conditions = ()) -> Vector:
        """The sum of momenta from left to right; missing where one is."""
        present = joined(present, *(vector.present for _, vector in terms))
        names = ("px", "py", "pz", "energy")
        sums = [signed_sum([(sign, str(getattr(vector, name))) for sign, vector in terms]) for name in names]
        made = [self.bound(code, f"{wanted}_{name}") for name, code in zip(names, sums, strict=True)]
        return of_components(made, present)


def of_components(names: Sequence[str], present: Conditions = ()) -> Vector:
    """A momentum with these px, py, pz and energy."""
    px, py, pz, energy = names
    return Vector(px, py, pz, energy, present)


def signed_sum(terms: Sequence[tuple[int, str]]) -> str:
    """Terms with their signs, from left to right, starting with the first and not with 0."""
    (sign, code), *rest = terms
    text = code if sign == 1 else f"-{code}"
    for sign, code in rest:
        text += f" + {code}" if sign == 1 else f" - {code}"
    return text


def chosen(tag: str, numbers: Sequence[int], codes: Sequence[str]) -> str:
    """What holds for the kind of an object that may be of several."""
    if tag.isdigit():
        return codes[numbers.index(int(tag))]
    if all(code == codes[0] for code in codes):
        return codes[0]
    text = f"({codes[-1]})"
    for number, code in reversed(list(zip(numbers[:-1], codes[:-1], strict=True))):
        text = f"(({code}) if {tag} == {number} else {text})"
    return text
