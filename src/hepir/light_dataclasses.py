"""Frozen dataclasses that cost next to nothing until they are used.

In: a class. Out: the same as from `dataclasses.dataclass(frozen=True)`: its fields, equality, hash, text, and its
refusal to be changed. The decorator of the standard library writes and compiles six methods for each class at
import, which was a third of the time of `hepir check`, and of most classes a run makes no instance. Here `__init__`
is compiled when the first instance is made, and the other methods are functions that are there already. Any other
option than `frozen` alone is left to the standard library.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, FrozenInstanceError
from functools import partial
from inspect import get_annotations
from operator import attrgetter
from types import FunctionType
from typing import TYPE_CHECKING, TypeVar

C = TypeVar("C", bound=type)
Values = Callable[[object], tuple[object, ...]]


@dataclasses.dataclass(frozen=True)
class Pattern:
    """A frozen dataclass like any other."""


def frozen(cls: C) -> C:
    """The class with its fields, and with the methods that it has not written itself."""
    own = {name for name, value in vars(cls).items() if value is not None}
    set_attribute = partial(setattr, cls)
    set_attribute("__dataclass_fields__", fields_of(cls))
    set_attribute("__dataclass_params__", vars(Pattern)["__dataclass_params__"])
    fields = dataclasses.fields(cls)
    set_attribute("__match_args__", tuple(each.name for each in fields if each.init and not each.kw_only))
    for name, method in methods(cls, fields).items():
        if name not in own:
            set_attribute(name, method)
    return cls


def fields_of(cls: type) -> dict[str, Field[object]]:
    """The fields of the bases and then its own, which the standard decorator finds in a class that has nothing else.

    A default that `field` says becomes the attribute of the class.
    """
    annotations = get_annotations(cls)
    values = {name: value for name, value in vars(cls).items() if name in annotations}
    names = {"__module__": cls.__module__, "__doc__": cls.__doc__ or "", "__annotations__": annotations}
    twin: type = dataclasses.dataclass(init=False, repr=False, eq=False)(
        type(cls.__name__, (), {**names, **values})
    )
    for name, value in values.items():
        if isinstance(value, Field):
            delattr(cls, name)
            if name in vars(twin):
                setattr(cls, name, vars(twin)[name])
    bases = [getattr(base, "__dataclass_fields__", {}) for base in cls.__mro__[:0:-1]]
    return {name: field for fields in (*bases, fields_by_name(twin)) for name, field in fields.items()}


def fields_by_name(cls: type) -> dict[str, Field[object]]:
    """What a dataclass knows of its annotations, those of variables of the class included."""
    known: dict[str, Field[object]] = vars(cls)["__dataclass_fields__"]
    return known


def methods(cls: type, fields: tuple[Field[object], ...]) -> dict[str, object]:
    """What the standard decorator would have compiled."""
    compared = values_of([each.name for each in fields if each.compare])
    hashed = values_of([each.name for each in fields if (each.compare if each.hash is None else each.hash)])
    return {
        "__init__": compiled_when_called(cls),
        "__repr__": shown,
        "__eq__": lambda self, other: (
            compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented
        ),
        "__hash__": lambda self: hash(hashed(self)),
        "__setattr__": refuse_to_set,
        "__delattr__": refuse_to_delete,
    }


def values_of(names: list[str]) -> Values:
    """What reads these attributes of an object."""
    match names:
        case []:
            return lambda _: ()
        case [name]:
            return lambda value: (getattr(value, name),)
        case _:
            return attrgetter(*names)


def compiled_when_called(cls: type) -> Callable[..., None]:
    """An `__init__` that at its first call makes place for the real one."""

    def first_init(self: object, *arguments: object, **named: object) -> None:
        real = compiled_init(cls)
        cls.__init__ = real  # type: ignore[misc]  # this is the purpose
        real(self, *arguments, **named)

    return first_init


def compiled_init(cls: type) -> Callable[..., None]:
    """`__init__` as the standard decorator writes it: it stores past the refusal to be changed."""
    fields: tuple[Field[object], ...] = dataclasses.fields(cls)
    known: dict[str, object] = {"_store": object.__setattr__, "_MISSING": MISSING}
    for each in fields:
        known[f"_default_{each.name}"] = each.default
        known[f"_make_{each.name}"] = each.default_factory
    lines = [f"def __init__(self{''.join(parameters(fields))}):", *map(stored, fields)]
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec(
        "\n".join([*lines, " pass"]), known
    )  # of names of fields of our own classes, as the standard one does
    init = known["__init__"]
    assert isinstance(init, FunctionType)
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def parameters(fields: Iterable[Field[object]]) -> Iterable[str]:
    """The parameters after `self`, each with the comma before it; those that must be named stand last."""
    given = [each for each in fields if each.init]
    yield from (parameter(each) for each in given if not each.kw_only)
    if named := [each for each in given if each.kw_only]:
        yield ", *"
        yield from map(parameter, named)


def parameter(field: Field[object]) -> str:
    """One of them, with its default."""
    if field.default is not MISSING:
        return f", {field.name}=_default_{field.name}"
    return f", {field.name}" + ("=_MISSING" if field.default_factory is not MISSING else "")


def stored(field: Field[object]) -> str:
    """The line that stores a field; of one that is not given, the class has the default already."""
    name, made = field.name, f"_make_{field.name}()"
    if field.default_factory is MISSING:
        return f' _store(self, "{name}", {name})' if field.init else ""
    value = f"{made} if {name} is _MISSING else {name}" if field.init else made
    return f' _store(self, "{name}", {value})'


def shown(self: object) -> str:
    """`Name(field=value, ...)`"""
    fields: tuple[Field[object], ...] = dataclasses.fields(self)  # type: ignore[arg-type]  # of dataclasses alone
    parts = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields if each.repr)
    return f"{type(self).__qualname__}({parts})"


def refuse_to_set(self: object, name: str, value: object) -> None:  # noqa: ARG001 (Python's signature)
    """Frozen."""
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def refuse_to_delete(self: object, name: str) -> None:  # noqa: ARG001 (Python's signature)
    """Frozen."""
    raise FrozenInstanceError(f"cannot delete field {name!r}")


if TYPE_CHECKING:
    from dataclasses import dataclass  # so that types are checked as those of any dataclass
else:

    def dataclass(cls=None, /, **options):
        """`dataclasses.dataclass`, sooner where it is `@dataclass(frozen=True)`."""
        if cls is None and options == {"frozen": True}:
            return frozen
        return dataclasses.dataclass(cls, **options)


__all__ = ["dataclass"]
