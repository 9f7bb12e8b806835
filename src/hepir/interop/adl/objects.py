"""Objects of ADL.

In: an object block. Out: what its name means, and the chunk that defines it: a filter, a union, combinations, missing
momentum under another name, or a sum of momenta.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hepir.diagnostics.places import NOWHERE
from hepir.interop.adl import errors, tree
from hepir.interop.adl.blocks import Block
from hepir.interop.adl.expressions import Converter
from hepir.interop.adl.lines import RULES, Line
from hepir.interop.adl.names import canonical
from hepir.interop.adl.parsing import NotAdlError, parse
from hepir.interop.adl.pieces import Many, Momentum, Piece, Quantity
from hepir.interop.adl.rows import Chunk, Report, assumed, unresolved
from hepir.interop.adl.scope import MET, Entry, Scope, UnresolvedError
from hepir.interop.adl.stopping import ConversionError, cannot
from hepir.source import Span

OPPOSITE_SUM = "the momentum opposite to a sum has its pt and mass, and here its direction, too"
UNIONS = ("union", "join")
COMBINATIONS = ("comb", "combine", "combination", "disjoint")
MAKERS = {"fmegajets": "megajets(", "megajets": "megajets(", "fhemisphere": "hemispheres("}
SLOTS = ("first", "second", "third", "fourth", "fifth", "sixth")


@dataclass(frozen=True)
class Taken:
    """What an object is made from: nodes of collections, the words that mean the object in its rules, and for
    combinations the node of each member."""

    sources: tuple[tree.Node, ...]
    aliases: tuple[str, ...] = ()
    members: tuple[tree.Node, ...] = ()
    span: Span = NOWHERE
    names: tuple[str, ...] = ()

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of the members of combinations."""
        return self.names or SLOTS[: len(self.members)]


NAMED = re.compile(r"\s*(?P<of>[A-Za-z_]\w*)\s+(?P<names>[A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)+)\s*$")


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
    return Taken(sources, aliases, members, block.line.span, names)


def one_taken(text: str, start: int) -> Taken:
    """One `take`; `take leptons l1, l2` makes combinations with named members."""
    if (named := NAMED.match(text)) is not None:
        return members_by_name(named["of"], named["names"], Span(start, start + len(text)))
    node = parsed(text, start)
    first, *aliases = node.parts if isinstance(node, tree.Momenta) else (node,)
    words = tuple(
        each.text for each in aliases if isinstance(each, tree.Name) and each.text.lower() != "alias"
    )
    if len(words) < len([each for each in aliases if not is_alias(each)]):
        raise cannot(node.span, "an object is taken from this")
    if isinstance(first, tree.Call) and first.name.lower() in UNIONS:
        return Taken(first.arguments, words, (), node.span)
    if isinstance(first, tree.Call) and first.name.lower() in COMBINATIONS:
        return Taken((), words, members_of(first), node.span)
    return Taken((first,), words, (), node.span)


def members_by_name(of: str, names: str, span: Span) -> Taken:
    """Combinations whose members have names."""
    words = [each.strip() for each in names.split(",")]
    nodes = [tree.Index(span, tree.Name(span, of), -number) for number, _ in enumerate(words, 1)]
    return Taken((), (), tuple(nodes), span, tuple(words))


def is_alias(node: tree.Node) -> bool:
    """Whether this is the word `alias`."""
    return isinstance(node, tree.Name) and node.text.lower() == "alias"


def members_of(node: tree.Call) -> tuple[tree.Node, ...]:
    """The members of combinations: each is one of a collection by a negative index."""
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


def source_of(scope: Scope, node: tree.Node) -> Piece:
    """What a collection name means; raises ConversionError."""
    return Converter(scope).piece(node)


def meaning(scope: Scope, block: Block, entry: Entry) -> Piece:
    """What the name of an object means; raises ConversionError."""
    found = taken(block)
    if found.members:
        return Many(entry.name, (), found.slots)
    if (made := made_by_function(scope, found, block)) is not None:
        return made
    pieces = [source_of(scope, each) for each in found.sources]
    if pieces == [MET]:
        return MET
    if summed(block) is not None:
        return Momentum(entry.name)
    if not all(isinstance(each, Many) for each in pieces):
        raise cannot(found.span, "an object is taken from what is no collection")
    many = [each for each in pieces if isinstance(each, Many)]
    kinds = tuple(dict.fromkeys(kind for each in many for kind in each.kinds))
    slots = many[0].slots if len(many) == 1 else ()
    return Many(entry.name, kinds, slots)


def made_by_function(scope: Scope, found: Taken, block: Block) -> Many | None:
    """Megajets and hemispheres are made by functions; an object of them is a name for their jets."""
    nodes = [*found.sources, *(node for line in block.rules for node in compared_calls(line))]
    for node in nodes:
        match node:
            case tree.Call(name=name, arguments=(jets, *_)) if name.lower() in MAKERS:
                return Many(f"{MAKERS[name.lower()]}{Converter(scope).collection(jets).text})")
    return None


def compared_calls(line: Line) -> list[tree.Node]:
    """The calls that a `select` compares with a number."""
    if line.keyword != "select":
        return []
    try:
        node = parse(line.body, line.start)
    except NotAdlError:
        return []
    return list(node.operands) if isinstance(node, tree.Compared) else []


def summed(block: Block) -> tuple[tree.Node, bool, Line] | None:
    """`select sum(x) > 0` as the only rule makes the object a sum of momenta: of what, with which sign, where."""
    rules = [each for each in block.rules if each.keyword == "select"]
    if len(rules) != 1 or len(block.rules) > 2:
        return None
    node = parsed(rules[0].body, rules[0].start)
    match node:
        case tree.Compared(
            operands=(tree.Call(name=name, arguments=(inner,)), tree.Number()), operators=(">",)
        ):
            if name.lower() != "sum":
                return None
            match inner:
                case tree.Name():
                    return inner, False, rules[0]
                case tree.Signed(operator="-", operand=tree.Name() as operand):
                    return operand, True, rules[0]
    return None


def convert(scope: Scope, block: Block, entry: Entry, report: Report) -> list[Chunk]:
    """The chunks of an object; nothing where it is missing momentum under another name."""
    chunk = Chunk("", block.line.span, list(block.line.before), entry=entry.name)
    try:
        piece = scope.meaning(block.name)
        found = taken(block)
        if piece == MET:
            return [alias(block, report, "MET")]
        if isinstance(piece, Many) and piece.text.endswith(")"):
            return [alias(block, report, f"{piece.text}, made by functions where they are used")]
        if (total := summed(block)) is not None:
            return [total_of(scope, block, entry, total, report)]
        chunk.header, converter = header(scope, entry, found)
    except UnresolvedError:
        reason = reason_of(scope, block)
        return [kept(block, report, reason)]
    except ConversionError as stop:
        return [kept(block, report, stop)]
    report.took(block.line)
    for line in block.rules:
        rule(chunk, line, converter, report)
    return [chunk]


def reason_of(scope: Scope, block: Block) -> ConversionError:
    """Why the meaning of an object is not known."""
    try:
        found = taken(block)
        for each in found.sources:
            source_of(scope, each)
        for member in found.members:
            source_of(scope, member.of if isinstance(member, tree.Index) else member)
    except ConversionError as stop:
        return stop
    return ConversionError(
        errors.NotUnderstood(block.line.span, "the object is taken from itself, or from no collection")
    )


def alias(block: Block, report: Report, what: str) -> Chunk:
    """Missing momentum under another name, or what functions make, needs no definition."""
    report.took(block.line)
    for line in block.rules:
        report.took(line)
    return Chunk("", block.line.span, [*block.line.before, f"{block.name} is {what}"])


def total_of(
    scope: Scope, block: Block, entry: Entry, total: tuple[tree.Node, bool, Line], report: Report
) -> Chunk:
    """A sum of momenta under a name."""
    node, negative, line = total
    decisions = ["an object that is the sum of a collection is a momentum"]
    if negative:
        decisions.append(OPPOSITE_SUM)
    collection = Converter(scope).collection(node).text
    report.took(block.line, decisions)
    report.took(line)
    return Chunk(
        f"define {entry.name} = sum({collection}){assumed(decisions)}",
        block.line.span,
        list(block.line.before),
    )


def kept(block: Block, report: Report, stop: ConversionError) -> Chunk:
    """An object that cannot be converted: its text in notes."""
    report.left(stop.diagnostic)
    chunk = Chunk("", block.line.span, list(block.line.before))
    chunk.add(unresolved(block.line), Line("", "", 0, block.line.span))
    for line in block.rules:
        report.left(errors.RestsOnUnresolved(line.span, block.name))
        chunk.add(unresolved(line), line)
    return chunk


def header(scope: Scope, entry: Entry, found: Taken) -> tuple[str, Converter]:
    """The header of a filter, a union or combinations, and what converts its rules."""
    own = frozenset(word.lower() for word in (*found.aliases, entry.name))
    if found.members:
        return combination(scope, entry, found, own)
    pieces = [source_of(scope, each) for each in found.sources]
    many = [each for each in pieces if isinstance(each, Many)]
    names = (
        {each.text.lower() for each in found.sources if isinstance(each, tree.Name)}
        if len(many) == 1
        else set()
    )
    kinds = tuple(dict.fromkeys(kind for each in many for kind in each.kinds))
    converter = Converter(scope, own | frozenset(names), kinds)
    if len(many) == 1 and many[0].slots:
        converter.slots = many[0].slots
    texts = dict.fromkeys(each.text for each in many)
    if any(" where " in each for each in texts):
        raise cannot(found.span, "an object is taken from a part of a collection")
    return f"object {entry.name} from {', '.join(texts)}", converter


def combination(scope: Scope, entry: Entry, found: Taken, own: frozenset[str]) -> tuple[str, Converter]:
    """The header of combinations; members are meant by their negative index."""
    converter = Converter(scope, own, ())
    collections: list[str] = []
    for slot, node in zip(found.slots, found.members, strict=True):
        of = node.of if isinstance(node, tree.Index) else node
        many = converter.collection(of)
        collections.append(many.text)
        converter.found[canonical(node)] = converter.members[slot] = Momentum(slot, kinds=many.kinds)
    entry.members = {canonical(node): slot for slot, node in zip(found.slots, found.members, strict=True)}
    converter.slots = found.slots
    same = list(dict.fromkeys(collections))
    names = same if len(same) == 1 else collections
    return f"combine {entry.name} = ({', '.join(converter.slots)}) from {', '.join(names)}", converter


def rule(chunk: Chunk, line: Line, converter: Converter, report: Report) -> None:
    """One rule of an object."""
    converter.decisions, converter.binders = [], []
    try:
        match line.keyword:
            case "take":
                chunk.comment(line.before, line.span)
                report.took(line)
                return
            case "select" | "reject" | "command":
                text = selection(converter, line)
            case "sort":
                text = sorting(converter, line)
            case _:
                raise ConversionError(
                    errors.NotUnderstood(line.span, f"`{line.keyword}` has no place in an object")
                )
    except ConversionError as stop:
        report.left(stop.diagnostic)
        chunk.add(unresolved(line), line)
        return
    report.took(line, converter.decisions)
    chunk.add(text, line, converter.decisions)


def selection(converter: Converter, line: Line) -> str:
    """`select` and `reject`."""
    word = "reject" if line.keyword == "reject" else "select"
    converter.quantifier = "any" if word == "reject" else "all"
    node = parsed(line.body, line.start)
    if always(node):
        converter.decisions = []
        return 'dismissed "a number of objects is never below zero"'
    return f"{word} {converter.statement(node)}"


def always(node: tree.Node) -> bool:
    """Whether this is `size(x) >= 0`, which holds always."""
    match node:
        case tree.Compared(operands=(tree.Call(name=name), tree.Number() as zero), operators=(">=",)):
            return name.lower() in ("size", "count") and zero.value == 0
        case tree.Compared(operands=(tree.Attribute(name=name), tree.Number() as zero), operators=(">=",)):
            return name.lower() == "size" and zero.value == 0
    return False


def sorting(converter: Converter, line: Line) -> str:
    """`sort pt(jets) descend`."""
    text, _, order = line.body.rstrip().rpartition(" ")
    words = {
        "ascend": "ascending",
        "ascending": "ascending",
        "descend": "descending",
        "descending": "descending",
    }
    if order.lower() not in words:
        raise ConversionError(errors.NotUnderstood(line.span, "the order is `ascend` or `descend`"))
    key = converter.quantity(parsed(text, line.start))
    assert isinstance(key, Quantity)
    return f"sort by {key.text} {words[order.lower()]}"
