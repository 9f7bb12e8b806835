"""Lists that objects have: `JET constituents`, `fatjets[0].constituents`, `constituents(JET[0])`, `GEN daughters`.

In: a tree, and the converter that met it. Out: the collection of one object; of a collection, that of each of its objects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hepir.interop.adl import errors, tree
from hepir.interop.adl.pieces import ATOM, Many, inside
from hepir.interop.adl.stopping import ConversionError
from hepir.types.kinds import lists_of, standard_kinds

if TYPE_CHECKING:
    from hepir.interop.adl.expressions import Converter

# words of ADL, in small letters, and what the lists are called
WORDS = {
    "constituents": ("constituents", "daughters"),
    "constituent": ("constituents", "daughters"),
    "daughters": ("daughters", "constituents"),
    "subjets": ("subjets",),
    "tracks": ("tracks",),
}
COUNTED = ("constituents", "daughters")  # a call of these is a number where one is expected


def owner_of(node: tree.Node) -> tuple[tree.Node, str] | None:
    """Whose list is meant, and its word; None where it is none."""
    match node:
        case tree.Momenta(parts=(of, tree.Name(text=word))) if word.lower() in WORDS:
            return of, word.lower()
        case tree.Attribute(of=of, name=word) if word.lower() in WORDS:
            return of, word.lower()
        case tree.Call(name=word, arguments=(of,)) if word.lower() in COUNTED:
            return of, word.lower()
    return None


def own_list(converter: Converter, node: tree.Node) -> Many | None:
    """The list of an object; None where something else stands there, or the objects have none."""
    found = owner_of(node)
    if found is None:
        return None
    of, word = found
    owner = converter.momentum(of)
    lists = lists_of(standard_kinds(), owner.kinds) if len(owner.kinds) == 1 else {}
    name = next((each for each in WORDS[word] if each in lists), None)
    if name is None:
        if isinstance(node, tree.Attribute):
            return None
        kind = owner.kinds[0] if owner.kinds else "a sum of momenta"
        raise ConversionError(errors.UnknownAdlProperty(node.span, word, kind, tuple(lists)))
    return Many(f"{inside(owner, ATOM)}.{name}", (lists[name].of,))
