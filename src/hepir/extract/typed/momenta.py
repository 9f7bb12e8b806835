"""Momenta in expressions: of objects, of sums, of functions, and of what is transverse alone.

In: a view. Out: alternatives of rules; `need` asks for momenta that are surely there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hepir.extract.typed.rules import CLOSE, OPEN, PLUS, one_of
from hepir.extract.typed.views import View
from hepir.types.core import Momentum

if TYPE_CHECKING:
    from hepir.extract.typed.numbers import Numbers


class Momenta:
    """Writes the rules of momenta."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers, self.scene, self.rules = numbers, numbers.scene, numbers.rules
        self.objects = numbers.objects

    def momentum(self, view: View, need: bool, transverse: bool) -> Iterator[str]:
        """Anything with a direction; with `transverse` also MET."""
        for owner in self.objects.local_owners(view, need):
            if self.scene.has_momentum(owner):
                yield self.rules.rule(self.objects.local_path, view, owner, need)
        if not need:
            yield from self.objects.near(view, self.moving(view))
        yield self.rules.rule(self.of_event, self.objects.event(view), need)
        yield self.rules.rule(self.summed, view, need)
        if transverse:
            singles = self.objects.singles(view, transverse=True)
            if singles:
                yield one_of(singles)

    def of_event(self, view: View, need: bool) -> Iterator[str]:
        """Objects of the event with a direction."""
        owners = tuple(filter(self.scene.has_momentum, self.objects.owners))
        yield self.rules.rule(self.objects.event_paths, view, owners, need)

    def summed(self, view: View, need: bool) -> Iterator[str]:
        """Momenta without identity: `(a + b)`, `sum(jets)`, what functions give and what the program defined so."""
        yield f"{OPEN} {self.rules.rule(self.terms, view, need)} {CLOSE}"
        yield self.rules.rule(self.event_sums, self.objects.event(view), need)
        yield self.rules.rule(self.numbers.calls.called_at, view, "momentum", need)
        for collection in self.numbers.lists.every(view, need, moving=True):
            yield f'"sum(" {collection} {CLOSE}'
        for loop in view.summed:
            if need and not loop.sure:
                continue
            each = self.rules.rule(self.momentum, view.inside(loop), True, False)
            yield f'"sum(" {each} {self.numbers.calls.comprehension(view, loop)} {CLOSE}'

    def terms(self, view: View, need: bool) -> Iterator[str]:
        """`a + b`"""
        one = self.rules.rule(self.momentum, view, need, False)
        yield f"{one} ({PLUS} {one})+"

    def moving(self, view: View) -> tuple[str, ...]:
        """The collections in view whose objects have a momentum."""
        return tuple(name for name in self.objects.collections(view) if name in self.scene.moving)

    def event_sums(self, view: View, need: bool) -> Iterator[str]:
        """Sums of whole collections, and sums that have a name."""
        names = self.moving(view)
        if names:
            yield f'"sum(" {self.objects.some(names)} {CLOSE}'
        defined = [
            name
            for name, kind in self.scene.types.items()
            if isinstance(kind, Momentum)
            and not kind.transverse
            and name in view.names
            and not (need and self.scene.missing(name, view.facts))
        ]
        if defined:
            yield one_of(defined)
