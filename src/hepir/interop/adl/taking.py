"""What the objects of ADL are taken from.

In: an object block. Out: the collections, the words that mean an object in its rules, and for combinations their members;
raises ConversionError.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hepir.diagnostics.places import NOWHERE
from hepir.interop.adl import errors, tree
from hepir.interop.adl.blocks import Block
from hepir.interop.adl.lines import RULES
from hepir.interop.adl.own_lists import WORDS
from hepir.interop.adl.parsing import NotAdlError, parse
from hepir.interop.adl.stopping import ConversionError, cannot
from hepir.source import Span

UNIONS = ("union", "join")
COMBINATIONS = ("comb", "combine", "combination", "disjoint", "cartesian")
ORDERS = {
    "ascend": "ascending",
    "ascending": "ascending",
    "descend": "descending",
    "descending": "descending",
}
SLOTS = ("first", "second", "third", "fourth", "fifth", "sixth")
NAMED = re.compile(r"\s*(?P<of>[A-Za-z_]\w*)\s+(?P<names>[A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)+)\s*$")
LISTED = re.compile(r"\s*[A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)+\s*$")
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Taken:
    """What an object is made from: nodes of collections, the words that mean the object in its rules, and for
    combinations the node of each member."""

    sources: tuple[tree.Node, ...]
    aliases: tuple[str, ...] = ()
    members: tuple[tree.Node, ...] = ()
    span: Span = NOWHERE
    names: tuple[str, ...] = ()
    by: str = ""  # the function that makes combinations
    order: tuple[tree.Node, str] | None = None

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of the members of combinations."""
        return self.names or SLOTS[: len(self.members)]


def taken(block: Block) -> Taken:
    """What the header and the `take` lines of an object say; raises ConversionError."""
    parts: list[tuple[str, int]] = []
    if block.tail.strip():
        text = block.tail
        lead = len(text) - len(text.lstrip())
        first = text.split()[0].lower()
        skip = lead + len(first) if first in RULES and RULES[first] == "take" else 0
        parts.append((text[skip:], block.start + skip))
    parts += [(each.body, each.start) for each in block.rules if each.keyword == "take"]
    if not parts:
        raise ConversionError(
            errors.NotUnderstood(block.line.span, "an object takes its objects from a collection")
        )
    found = [one_taken(text, start) for text, start in parts]
    members = next((each.members for each in found if each.members), ())
    sources = tuple(source for each in found for source in each.sources)
    aliases = tuple(word for each in found for word in each.aliases)
    names = next((each.names for each in found if each.names), ())
    by = next((each.by for each in found if each.by), "")
    order = next((each.order for each in found if each.order), None)
    return Taken(sources, aliases, members, block.line.span, names, by, order)


def one_taken(text: str, start: int) -> Taken:
    """One `take`; `take leptons l1, l2` makes combinations with named members."""
    if (named := NAMED.match(text)) is not None:
        return members_by_name(named["of"], named["names"], Span(start, start + len(text)))
    if LISTED.match(text):
        found = WORD.finditer(text)
        listed = (tree.Name(Span(start + each.start(), start + each.end()), each.group()) for each in found)
        return Taken(tuple(listed), (), (), Span(start, start + len(text)))
    node = of_list(parsed(text, start))
    if isinstance(node, Taken):
        return node
    first, *aliases = node.parts if isinstance(node, tree.Momenta) else (node,)
    words = tuple(
        each.text for each in aliases if isinstance(each, tree.Name) and each.text.lower() != "alias"
    )
    if len(words) < len([each for each in aliases if not is_alias(each)]):
        raise cannot(node.span, "an object is taken from this")
    if isinstance(first, tree.Call) and first.name.lower() in UNIONS:
        return Taken(first.arguments, words, (), node.span)
    if isinstance(first, tree.Call) and first.name.lower() in COMBINATIONS:
        names = names_of(first)
        return Taken((), words, members_of(first), node.span, names, first.name.lower())
    if isinstance(first, tree.Call) and first.name.lower() == "sort":
        return sorted_source(first, words)
    return Taken((first,), words, (), node.span)


def of_list(node: tree.Node) -> tree.Node | Taken:
    """What is taken from a list that objects have: `JET constituents`, with or without a name behind it."""
    match node:
        case tree.Momenta(parts=(of, tree.Name(text=word) as which, *aliases)) if word.lower() in WORDS:
            words = tuple(each.text for each in aliases if isinstance(each, tree.Name))
            return Taken((tree.Momenta(node.span, (of, which)),), words, (), node.span)
    return node


def members_by_name(of: str, names: str, span: Span) -> Taken:
    """Combinations whose members have names."""
    words = [each.strip() for each in names.split(",")]
    nodes = [tree.Index(span, tree.Name(span, of), -number) for number, _ in enumerate(words, 1)]
    return Taken((), (), tuple(nodes), span, tuple(words))


def names_of(node: tree.Call) -> tuple[str, ...]:
    """The names of members: `disjoint(leptons l1, leptons l2)`."""
    found = [pair_of_names(each) for each in node.arguments]
    return tuple(each[1] for each in found if each is not None) if all(found) else ()


def pair_of_names(node: tree.Node) -> tuple[str, str] | None:
    """A collection and the name of a member."""
    match node:
        case tree.Momenta(parts=(tree.Name(text=of), tree.Name(text=name))):
            return of, name
    return None


def sorted_source(node: tree.Call, aliases: tuple[str, ...]) -> Taken:
    """`take sort(jets, pt, descend)`"""
    match node.arguments:
        case (source, key, tree.Name(text=order)) if order.lower() in ORDERS:
            return Taken((source,), aliases, (), node.span, (), "", (key, ORDERS[order.lower()]))
    raise ConversionError(errors.NotUnderstood(node.span, "`sort` has a collection, a key and an order"))


def is_alias(node: tree.Node) -> bool:
    """Whether this is the word `alias`."""
    return isinstance(node, tree.Name) and node.text.lower() == "alias"


def members_of(node: tree.Call) -> tuple[tree.Node, ...]:
    """The members of combinations: each is one of a collection by a negative index, or has a name."""
    if names_of(node):
        pairs = [pair for each in node.arguments if (pair := pair_of_names(each)) is not None]
        return tuple(
            tree.Index(node.span, tree.Name(node.span, of), -place) for place, (of, _) in enumerate(pairs, 1)
        )
    inner = [each for argument in node.arguments for each in side_by_side(argument)]
    if not 2 <= len(inner) <= len(SLOTS):
        raise cannot(node.span, f"combinations of {len(inner)} objects")
    return tuple(inner)


def side_by_side(node: tree.Node) -> tuple[tree.Node, ...]:
    """Momenta that stand side by side or are added."""
    match node:
        case tree.Momenta(parts=parts):
            return tuple(each for part in parts for each in side_by_side(part))
        case tree.Binary(operator="+", left=left, right=right):
            return (*side_by_side(left), *side_by_side(right))
        case tree.Group(inside=child):
            return side_by_side(child)
        case tree.Call(name=name) if name.lower() in COMBINATIONS:
            return members_of(node)
    return (node,)


def parsed(text: str, start: int) -> tree.Node:
    """The tree of an expression; raises ConversionError."""
    try:
        return parse(text, start)
    except NotAdlError as error:
        raise ConversionError(errors.NotUnderstood(error.span, error.reason)) from None
