"""What names mean at a place of the program.

In: the declarations of the program and the place. Out: `Scope`, which the typing of expressions reads, and the small
constructors that it shares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace

from hepir.diagnostics.core import Diagnostic
from hepir.light_dataclasses import dataclass
from hepir.semantics.expressions import Binding, Constant, Expression, Local
from hepir.source import Source, Span
from hepir.syntax import tree
from hepir.types.computations import Computation
from hepir.types.core import UNKNOWN, Collection, Composite, Element, Type
from hepir.types.kinds import Kinds
from hepir.types.models import ModelSignature
from hepir.types.tables import Table


@dataclass
class Report:
    """Collects the diagnostics of a stage; the same one twice is one."""

    found: list[Diagnostic] = field(default_factory=list)
    said: set[tuple[str, str]] = field(default_factory=set)

    def __call__(self, diagnostic: Diagnostic) -> None:
        if diagnostic not in self.found:
            self.found.append(diagnostic)

    def once(self, about: str, diagnostic: Diagnostic) -> None:
        """The first of one code about one definition: its mend mends the others."""
        if (diagnostic.code, about) not in self.said:
            self.said.add((diagnostic.code, about))
            self(diagnostic)


@dataclass(frozen=True)
class Declared:
    """A name of the program: its type, and where a `sort` rule could be added to its definition (None: nowhere)."""

    type: Type
    insertion: int | None = None


@dataclass
class Lift:
    """While the argument of a reduction or the value of an axis is typed: a property of a collection means the property of
    each object, and the collection is noted here."""

    variable: str
    binding: Binding | None = None


@dataclass(frozen=True)
class Scope:
    """Names in view, innermost first: `locals`, members of `this`, `names` of the program, kinds. `reserved` are variables of
    outer collections that no name in view stands for. `tables` can be called, and so can `models`,
    with external functions among them; a wrong one is None."""

    source: Source
    kinds: Kinds
    names: Mapping[str, Declared]
    report: Report
    locals: Mapping[str, Expression] = field(default_factory=dict)
    this: Local | None = None
    lift: Lift | None = None
    reserved: frozenset[str] = frozenset()
    tables: Mapping[str, Table | Computation | None] = field(default_factory=dict)
    models: Mapping[str, ModelSignature | None] = field(default_factory=dict)

    def with_local(self, name: str, local: Local) -> Scope:
        """The scope inside a `for`."""
        return replace(self, locals={**self.locals, name: local})

    def with_lift(self, argument: tree.Expression) -> tuple[Scope, Lift]:
        """The scope of an expression in which a property of a collection means the property of each object."""
        lift = Lift(self.fresh("each", binders(argument)))
        return replace(self.without_lift(), lift=lift), lift

    def without_lift(self) -> Scope:
        """The scope where one value is expected again."""
        return replace(self, lift=None, reserved=self.reserved | {self.lift.variable}) if self.lift else self

    def text(self, span: Span) -> str:
        """The program's text at a place, on one line."""
        return " ".join(self.source.slice(span).split())

    def fresh(self, stem: str, inside: Iterable[str] = ()) -> str:
        """A name for a variable that no other has around it or, as `inside` says, inside of it: who looks for the variables
        of an expression need not mind which of two of one name is meant."""
        taken = {*self.locals, *self.reserved, *inside}
        if self.lift:
            taken.add(self.lift.variable)
        name, number = stem, 1
        while name in taken:
            number += 1
            name = f"{stem}{number}"
        return name


def binders(node: object) -> Iterator[str]:
    """The variables of `for` in a part of the syntax tree."""
    if isinstance(node, tuple):
        for each in node:
            yield from binders(each)
    elif isinstance(node, tree.Node):
        if isinstance(node, tree.Binder):
            yield node.name.text
        yield from binders(tuple(vars(node).values()))


def poison(span: Span) -> Constant:
    """What stands for something wrong that has been reported."""
    return Constant(0, type=UNKNOWN, span=span)


def is_poison(expression: Expression) -> bool:
    """Whether something wrong in it has been reported already."""
    return expression.type == UNKNOWN


def element_of(collection: Expression) -> Element | Composite:
    """The type of a collection's objects."""
    assert isinstance(collection.type, Collection)
    return collection.type.element
