"""Objects by their place and objects by their rank: `jets[0]` of jets in order of pt is `leading(jets)`.

In: collections of a program. Out: the key that a collection is sorted by, and what the existence of an object asks of it.
"""

from __future__ import annotations

from hepir.extract.canonical.logic import whole
from hepir.extract.canonical.setting import Setting
from hepir.semantics.expressions import Compare, Constant, Expression, Extreme, First, Index, Reference, Size
from hepir.semantics.program import Combination, ObjectDefinition, Sorting
from hepir.types.core import BOOLEAN, INTEGER


def sorting(collection: Expression, setting: Setting) -> tuple[Sorting, str] | None:
    """The last order that a collection was brought into, and what its key calls an object; filters keep it, a union does
    not have one."""
    match collection:
        case First(inner):
            return sorting(inner, setting)
        case Reference(name):
            return sorting_of(name, setting)
        case _:
            return None


def sorting_of(name: str, setting: Setting) -> tuple[Sorting, str] | None:
    """As `sorting`, of a definition. Objects as they are stored are in no known order."""
    definition = setting.definitions.get(name)
    if not isinstance(definition, ObjectDefinition | Combination):
        return None
    own = [rule for rule in definition.rules if isinstance(rule, Sorting)]
    if own:
        return own[-1], definition.variable
    single = isinstance(definition, ObjectDefinition) and len(definition.sources) == 1
    return sorting_of(definition.sources[0], setting) if single else None


def presence(value: Expression, setting: Setting) -> Expression | None:
    """`exists(jets[2])` as `size(jets) >= 3`; None where more than a number of objects is asked for.

    The best object by a key is there where there is an object, unless the key may be missing.
    """
    match value:
        case Index(collection, position):
            least = position + 1 if position >= 0 else -position
        case Extreme(collection, key=key) if setting.certain(key):
            least = 1
        case _:
            return None
    size = Size(collection, type=INTEGER, span=value.span)
    number = Constant(least, type=INTEGER, span=value.span)
    return whole(Compare((size, number), (">=",), type=BOOLEAN, span=value.span))
