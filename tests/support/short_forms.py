"""Short forms of reductions as decoders write them: `count(jets.pt > 30 GeV)` is `count(x.pt > 30 GeV for x in jets)`.

In: a statement of `extract.stating` and the scene where it stands. Out: the statement with a variable for each of them.
"""

from dataclasses import fields, replace

from hepir.extract.stating import list_names, one
from hepir.intrinsics.registry import REDUCTIONS
from hepir.syntax import tree, wording
from hepir.syntax.folding import on_one_line
from hepir.types.core import Collection

VARIABLE = "each_of_"


def written_with_variables(statement, scene):
    """The statement; the same one if it has no short form but those that decoders have, too."""
    if isinstance(statement.node, tree.TableBlock | tree.Note):
        return statement
    node = lifted(statement.node, scene)
    return statement if node == statement.node else one(node, statement.target, list_names(scene.kinds))


def lifted(node, scene):
    match node:
        case tuple():
            return tuple(lifted(each, scene) for each in node)
        case tree.Call(function, (argument,)) if function.text in REDUCTIONS and not node.binders:
            found = [each for each in parts(argument) if of_many(each, scene)]
            if found and (function.text in ("any", "all", "none", "count", "mean") or not plain(argument)):
                return with_variable(node, found[0].base, lifted(argument, scene))
            return copied(node, scene)
        case tree.Node():
            return copied(node, scene)
        case _:
            return node


def plain(argument):
    """What decoders write in the short form, too: a property of each object, or its magnitude."""
    inner = argument.inner if isinstance(argument, tree.Magnitude) else argument
    return isinstance(inner, tree.Attribute)


def parts(node):
    """The parts of an expression that are not within another reduction."""
    if isinstance(node, tuple):
        for each in node:
            yield from parts(each)
    elif isinstance(node, tree.Node) and not (
        isinstance(node, tree.Call) and node.function.text in REDUCTIONS
    ):
        yield node
        yield from parts(tuple(vars(node).values()))


def of_many(node, scene):
    """`jets.pt`, `first(jets, 2).pt`"""
    if not isinstance(node, tree.Attribute):
        return False
    match node.base:
        case tree.Name(text):
            return isinstance(scene.types.get(text), Collection)
        case tree.Call(function):
            return function.text == "first"
        case tree.Attribute(_, name):
            return name.text in list_names(scene.kinds)
    return False


def with_variable(call, collection, argument):
    text = on_one_line(wording.expression(collection))
    variable = tree.Name(VARIABLE, span=call.span)

    def put(node):
        match node:
            case tuple():
                return tuple(map(put, node))
            case tree.Attribute(base) if on_one_line(wording.expression(base)) == text:
                return replace(node, base=variable)
            case tree.Node():
                copy = replace(node)
                for each in fields(node):
                    object.__setattr__(copy, each.name, put(getattr(node, each.name)))
                return copy
        return node

    binder = tree.Binder(tree.Identifier(VARIABLE, span=call.span), collection, span=call.span)
    return replace(call, arguments=(put(argument),), binders=(binder,))


def copied(node, scene):
    copy = replace(node)
    for each in fields(node):
        if each.name != "span":
            object.__setattr__(copy, each.name, lifted(getattr(node, each.name), scene))
    return copy
