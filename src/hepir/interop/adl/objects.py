"""Objects of ADL.

In: an object block. Out: what its name means, and the chunk that defines it: a filter, a union, combinations, missing
momentum under another name, or a sum of momenta.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hepir.interop.adl import errors, tree
from hepir.interop.adl.arithmetic import alike
from hepir.interop.adl.blocks import Block
from hepir.interop.adl.expressions import Converter
from hepir.interop.adl.lines import Line
from hepir.interop.adl.names import canonical
from hepir.interop.adl.own_lists import own_list
from hepir.interop.adl.parsing import NotAdlError, parse
from hepir.interop.adl.pieces import PRODUCT, Condition, Many, Momentum, Piece, Quantity, inside, over
from hepir.interop.adl.rows import Chunk, Report, assumed, unresolved
from hepir.interop.adl.scope import MET, Entry, Scope, UnresolvedError
from hepir.interop.adl.stopping import ConversionError, cannot
from hepir.interop.adl.taking import ORDERS, Taken, parsed, taken
from hepir.interop.adl.units import number, unit_for
from hepir.interop.adl.vocabulary import kind_of
from hepir.types.dimensions import NONE

OPPOSITE_SUM = "the momentum opposite to a sum has its pt and mass, and here its direction, too"
MAKERS = {
    "fmegajets": "megajets(",
    "megajets": "megajets(",
    "fhemisphere": "hemispheres(",
    "antikt": "anti_kt(",
}


def source_of(scope: Scope, node: tree.Node, own: Entry | None = None) -> Piece:
    """What a collection name means; an object that is called as what it is taken from, `own`, is taken from the kind. Raises
    ConversionError."""
    if own is not None and isinstance(node, tree.Name) and scope.find(node.text) is own:
        kind = kind_of(node.text)
        if kind is not None and kind != MET.text:
            return Many(kind, (kind,))
    return Converter(scope).piece(node)


def meaning(scope: Scope, block: Block, entry: Entry) -> Piece:
    """What the name of an object means; raises ConversionError."""
    found = taken(block)
    if found.members:
        of = tuple(member_of(scope, each).kinds for each in found.members)
        return Many(entry.name, (), found.slots, of, wholes(block))
    if (made := made_by_function(scope, found, block)) is not None:
        return made
    if (listed := list_of(scope, found)) is not None:
        return Many(entry.name, listed[0].kinds)
    pieces = [source_of(scope, each, entry) for each in found.sources]
    if pieces == [MET]:
        return MET
    if summed(block) is not None:
        return Momentum(entry.name)
    if not all(isinstance(each, Many) for each in pieces):
        raise cannot(found.span, "an object is taken from what is no collection")
    many = [each for each in pieces if isinstance(each, Many)]
    kinds = tuple(dict.fromkeys(kind for each in many for kind in each.kinds))
    if len(many) == 1:
        return replace(many[0], text=entry.name)
    return Many(entry.name, kinds)


def wholes(block: Block) -> tuple[str, ...]:
    """The names that a block of combinations gives to the sum of all members."""
    return tuple(each.body.partition("=")[0].strip() for each in block.rules if each.keyword == "candidate")


def member_of(scope: Scope, node: tree.Node) -> Many:
    """The collection that a member of combinations is taken from."""
    return Converter(scope).collection(node.of if isinstance(node, tree.Index) else node)


def made_by_function(scope: Scope, found: Taken, block: Block) -> Many | None:
    """Megajets and hemispheres are made by functions; an object of them is a name for their jets."""
    nodes = [*found.sources, *(node for line in block.rules for node in compared_calls(line))]
    for node in nodes:
        match node:
            case tree.Call(name=name, arguments=(jets, tree.Number(text=radius))) if name.lower() == "antikt":
                if any(each.keyword != "take" for each in block.rules):
                    raise cannot(block.line.span, "rules about jets that are put together of others")
                return Many(f"anti_kt({Converter(scope).collection(jets).text}, {number(radius)})")
            case tree.Call(name=name, arguments=(jets, *_)) if name.lower() in MAKERS:
                return Many(f"{MAKERS[name.lower()]}{Converter(scope).collection(jets).text})")
    return None


def list_of(scope: Scope, found: Taken) -> tuple[Many, str] | None:
    """A list that objects have and an object is taken from: its kind, and the condition that an object of this kind is in
    it."""
    if len(found.sources) != 1:
        return None
    converter = Converter(scope)
    with converter.bound() as binders:
        many = own_list(converter, found.sources[0])
    if many is None:
        return None
    condition = f"contains({many.text}, this)"
    return many, f"any({condition} {over(binders)})" if binders else condition


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
    try:
        node = parse(rules[0].body, rules[0].start)
    except NotAdlError:
        return None
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
    if (listed := list_of(scope, found)) is not None:
        chunk.add(f"select {listed[1]}", Line("", "", 0, block.line.span))
    if found.order is not None:
        key = converter.one_quantity(found.order[0])
        chunk.add(f"sort by {key.text} {found.order[1]}", Line("", "", 0, block.line.span))
    for line in block.rules:
        rule(chunk, line, converter, report)
    return [chunk]


def reason_of(scope: Scope, block: Block) -> ConversionError:
    """Why the meaning of an object is not known."""
    try:
        found = taken(block)
        if made_by_function(scope, found, block) is None:
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
    own = frozenset(word.lower() for word in (*found.aliases, entry.name, "this"))
    if found.members:
        return combination(scope, entry, found, own)
    if (listed := list_of(scope, found)) is not None:
        (kind,) = listed[0].kinds
        return f"object {entry.name} from {kind}", Converter(scope, own, (kind,))
    pieces = [source_of(scope, each, entry) for each in found.sources]
    many = [each for each in pieces if isinstance(each, Many)]
    names = (
        {each.text.lower() for each in found.sources if isinstance(each, tree.Name)}
        if len(many) == 1
        else set()
    )
    kinds = tuple(dict.fromkeys(kind for each in many for kind in each.kinds))
    converter = Converter(scope, own | frozenset(names), kinds)
    if len(many) == 1 and many[0].slots:
        converter.slots, converter.of, converter.whole = many[0].slots, many[0].of, many[0].whole
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
        converter.of = (*converter.of, many.kinds)
        converter.found[canonical(node)] = converter.members[slot] = Momentum(slot, kinds=many.kinds)
    entry.members = {canonical(node): slot for slot, node in zip(found.slots, found.members, strict=True)}
    converter.slots = found.slots
    same = list(dict.fromkeys(collections))
    names = same if len(same) == 1 and found.by != "cartesian" else collections
    disjoint = " disjoint" if found.by == "disjoint" and len(names) > 1 else ""
    text = f"combine {entry.name} = ({', '.join(converter.slots)}) from {', '.join(names)}{disjoint}"
    return text, converter


def rule(chunk: Chunk, line: Line, converter: Converter, report: Report) -> None:
    """One rule of an object."""
    converter.decisions, converter.binders = [], []
    try:
        match line.keyword:
            case "take":
                chunk.comment(line.before, line.span)
                report.took(line)
                return
            case "select" | "command" if isinstance(node := parsed(line.body, line.start), tree.Nearest):
                nearest_kept(chunk, line, converter, node)
                report.took(line, converter.decisions)
                return
            case "select" | "reject" | "command":
                text = selection(converter, line)
            case "sort":
                text = sorting(converter, line)
            case "define":
                text = derived(converter, line)
            case "candidate":
                named_sum(converter, line)
                report.took(line)
                chunk.comment((*line.before, line.body.strip()), line.span)
                return
            case _:
                word = line.body.split()[0] if line.keyword == "unknown" else line.keyword
                raise ConversionError(errors.NotUnderstood(line.span, f"`{word}` has no place in an object"))
    except ConversionError as stop:
        report.left(stop.diagnostic)
        chunk.add(unresolved(line), line)
        return
    report.took(line, converter.decisions)
    chunk.add(text, line, converter.decisions)


def nearest_kept(chunk: Chunk, line: Line, converter: Converter, node: tree.Nearest) -> None:
    """`x ~= a` among the rules of an object: the one with the smallest difference stays."""
    value, target = alike(converter, converter.one_quantity(node.value), converter.one_quantity(node.target))
    unit, _ = unit_for(value.dimension or NONE, "", converter.scope.length)
    key = f"|{value.text} - {inside(target, PRODUCT)}|" if target.value != 0 else f"|{value.text}|"
    if value.optional:
        key = f"({key}) else 0{f' {unit}' if unit else ''}"
    order = "ascending" if node.nearest else "descending"
    converter.decide(f"`{'~=' if node.nearest else '~!'}` keeps the one that comes first by the difference")
    chunk.add(f"sort by {key} {order}", line, converter.decisions)
    chunk.add("limit 1", Line("", "", line.start, line.span), converter.decisions)


def derived(converter: Converter, line: Line) -> str:
    """A `define` within an object: a property of its own."""
    name, _, value = re.split(r"([:=])", line.body, maxsplit=1)
    key, node = name.strip(), parsed(value, line.start + len(line.body) - len(value))
    free = converter.scope.given(key)
    with converter.bound():
        conditional = isinstance(converter.piece(node), Condition)
    if conditional:
        converter.scope.derived[key.lower()] = Quantity(free, flag=True)
        return f"let {free} = {converter.statement(node)}"
    found = converter.one_quantity(node)
    converter.scope.derived[key.lower()] = Quantity(free, dimension=found.dimension, integer=found.integer)
    return f"let {free} = {found.text}"


def named_sum(converter: Converter, line: Line) -> None:
    """`object Z = l1 + l2` in a block of combinations: a name for the sum of members."""
    name, _, value = line.body.partition("=")
    found = converter.momentum(parsed(value, line.start + len(line.body) - len(value)))
    whole = set(found.parts) == set(converter.slots)
    converter.members[name.strip()] = converter.at_hand() if whole else found
    converter.whole = (*converter.whole, name.strip()) if whole else converter.whole


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
    node, order = key_and_order(line)
    return f"sort by {converter.one_quantity(node).text} {order}"


def key_and_order(line: Line) -> tuple[tree.Node, str]:
    """By what objects are sorted, and which end comes first."""
    text, _, order = line.body.rstrip().rpartition(" ")
    if order.lower() not in ORDERS:
        raise ConversionError(errors.NotUnderstood(line.span, "the order is `ascend` or `descend`"))
    return parsed(text, line.start), ORDERS[order.lower()]
