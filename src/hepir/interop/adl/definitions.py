"""Variables of ADL.

In: a `define`. Out: what its name means, and the chunk that defines it. What an optimisation finds is defined by it; a number
alone is written where it is used, since ADL gives it no unit; so are lists of values, which models take.
"""

from __future__ import annotations

from hepir.interop.adl import errors, models, objects, tree
from hepir.interop.adl.blocks import Block
from hepir.interop.adl.expressions import Converter
from hepir.interop.adl.lines import Line
from hepir.interop.adl.pieces import Condition, Many, Momentum, Piece, Quantity
from hepir.interop.adl.rows import Chunk, Report, assumed, unresolved
from hepir.interop.adl.scope import Entry, Scope
from hepir.interop.adl.searches import Searches, is_searched
from hepir.interop.adl.stopping import ConversionError, cannot
from hepir.interop.adl.taking import parsed


def meaning(scope: Scope, block: Block, searches: Searches) -> tuple[Piece, list[str]]:
    """What a variable means, and what was decided; raises ConversionError."""
    if models.is_list(block):
        raise cannot(block.line.span, "a list of values stands where one is expected")
    if (call := models.call_of(block)) is not None:
        models.looked_at(models.called(call, scope), scope)
        return Quantity(block.name, optional=True), []
    node = parsed(block.tail, block.start)
    entry = scope.find(block.name)
    if entry is not None and entry.name in searches.found:
        return searches.found[entry.name], []
    if is_searched(node):
        raise cannot(node.span, "no optimisation says which objects these are")
    converter = Converter(scope, found=dict(searches.found))
    match node:
        case tree.Signed(operator="-", operand=tree.Name()) if isinstance(
            converter.piece(node.operand), Many
        ):
            converter.decide(objects.OPPOSITE_SUM)
            return Momentum(f"sum({converter.collection(node.operand).text})"), converter.decisions
    with converter.bound() as binders:
        piece = converter.piece(node)
    if isinstance(piece, Momentum) and piece.text == "MET" and not piece.parts:
        return piece, converter.decisions
    if not isinstance(piece, Quantity | Condition | Momentum):
        raise cannot(node.span, "a variable is a number, a condition or a momentum")
    if binders:
        raise cannot(node.span, "a variable has one value; here it has one for each object of a collection")
    return piece, converter.decisions


def convert(scope: Scope, block: Block, entry: Entry, searches: Searches, report: Report) -> list[Chunk]:
    """The chunks of a variable."""
    before = searches.chunks.get(entry.name, [])
    chunk = Chunk("", block.line.span, list(block.line.before))
    if models.is_list(block):
        chunk.comments.append(
            f"{block.name} = {' '.join(block.tail.split())}: values of models, written where they are used"
        )
        report.took(block.line)
        return [chunk, *rest(block, report)]
    try:
        if (node := models.call_of(block)) is not None:
            chunks, decisions = models.convert(scope, block, entry, node)
            report.took(block.line, decisions)
            chunks[-1].header += assumed(decisions)
            return [*chunks, *rest(block, report)]
        piece, decisions = meaning(scope, block, searches)
    except ConversionError as stop:
        report.left(stop.diagnostic)
        chunk.add(unresolved(block.line), Line("", "", 0, block.line.span))
        return [chunk, *rest(block, report)]
    report.took(block.line, decisions)
    if entry.name in searches.found:
        return [chunk, *before, *rest(block, report)]
    text = getattr(piece, "text", "")
    if isinstance(piece, Quantity) and piece.dimension is None and piece.value is not None:
        chunk.comments.append(f"{block.name} = {text}: a number alone, written where it is used")
    elif text == "MET":
        chunk.comments.append(f"{block.name} is MET")
    else:
        behind = f"  # {block.line.after}" if block.line.after else ""
        chunk.header = f"define {entry.name} = {text}{assumed(decisions)}{behind}"
    return [chunk, *rest(block, report)]


def rest(block: Block, report: Report) -> list[Chunk]:
    """Statements that are not understood and stand behind a variable."""
    chunks = []
    for line in block.rules:
        report.left(errors.NotUnderstood(line.span, f"`{line.body.split()[0]}` begins no statement"))
        chunk = Chunk("", line.span)
        chunk.add(unresolved(line), line)
        chunks.append(chunk)
    return chunks
