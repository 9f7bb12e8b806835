"""What ADL finds by optimisation: `select m(z) ~= 91.2`, where z has negative indices.

In: the blocks of a program. Out: for each name that is found, the combinations and the `choose` that find it; the statement
itself becomes `exists`. One name is found in one way: a second, different statement about it cannot be converted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace

from hepir.interop.adl import tree
from hepir.interop.adl.arithmetic import alike
from hepir.interop.adl.blocks import Program
from hepir.interop.adl.expressions import Converter
from hepir.interop.adl.names import canonical
from hepir.interop.adl.pieces import Many, Momentum, Quantity, inside
from hepir.interop.adl.rows import Chunk, Row, assumed
from hepir.interop.adl.scope import Scope
from hepir.interop.adl.stopping import ConversionError, cannot
from hepir.interop.adl.taking import SLOTS, parsed, side_by_side
from hepir.interop.adl.units import unit_for
from hepir.types.dimensions import NONE

NEAREST = "`~=` takes the one with the smallest difference; events without one do not pass"
MOST = 8  # objects that an assignment tries
TRIED = f"an assignment tries the {MOST} objects of largest pt"
FARTHEST = "`~!` takes the one with the largest difference; events without one do not pass"


@dataclass
class Searches:
    """What is found, by the canonical text of what it is found for; `chunks` define them."""

    found: dict[str, Momentum] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)  # canonical subject -> canonical statement
    chunks: dict[str, list[Chunk]] = field(default_factory=dict)  # name of a define, or "" -> its chunks
    failed: dict[str, ConversionError] = field(default_factory=dict)


@dataclass(frozen=True)
class Defined:
    """What definitions say, before it is known what it means."""

    scope: Scope
    nodes: dict[str, tree.Node]

    def key(self, word: str) -> str:
        """The name that a definition has here."""
        entry = self.scope.find(word)
        return entry.name if entry is not None and entry.sort == "define" else ""

    def of(self, node: tree.Node) -> tree.Node | None:
        """What a name is defined as; None for everything else."""
        return self.nodes.get(self.key(node.text)) if isinstance(node, tree.Name) else None


def statements(program: Program) -> Iterator[tree.Nearest]:
    """All optimisations of regions."""
    for block in program.blocks:
        for line in block.rules if block.kind == "region" else ():
            if line.keyword in ("select", "command") and ("~=" in line.body or "~!" in line.body):
                try:
                    node = parsed(line.body, line.start)
                except ConversionError:
                    continue
                if isinstance(found := asked(node), tree.Nearest):
                    yield found


def asked(node: tree.Node) -> tree.Node:
    """What is asked for: of `c ? x ~= 0 : ALL` the optimisation."""
    match node:
        case tree.Ternary(then=tree.Nearest() as found, otherwise=None | tree.Name()):
            return found
    return node


def expressions(program: Program, scope: Scope) -> Defined:
    """The expressions of all definitions, by the names that they have here."""
    found = Defined(scope, {})
    for block in program.blocks:
        if block.kind == "define" and block.name:
            try:
                found.nodes.setdefault(found.key(block.name), parsed(block.tail, block.start))
            except ConversionError:
                continue
    return found


def is_searched(node: tree.Node) -> bool:
    """Whether all parts are found by optimisation."""
    parts = side_by_side(node)
    return all(isinstance(each, tree.Index) and each.number < 0 for each in parts)


def leaves(node: tree.Node, defined: Defined, depth: int = 0) -> dict[str, tree.Node]:
    """What an expression has that is to be found: names of definitions, or momenta as they stand."""
    if depth > 20:
        return {}
    match node:
        case tree.Name(text=text) if (inner := defined.of(node)) is not None:
            if is_searched(inner):
                return {defined.key(text): inner}
            return leaves(inner, defined, depth + 1)
        case tree.Momenta() | tree.Index() if is_searched(node):
            return {canonical(node): node}
        case tree.Binary(operator="+") if is_searched(node):
            return {canonical(node): node}
    found: dict[str, tree.Node] = {}
    for child in tree.children(node):
        found |= leaves(child, defined, depth + 1)
    return found


def search(program: Program, scope: Scope, searches: Searches) -> None:
    """Find all optimisations, and what defines them."""
    defined = expressions(program, scope)
    for node in statements(program):
        found = leaves(node.value, defined)
        key = statement_key(node)
        subject = ",".join(found)
        if not found or searches.keys.get(subject) == key:
            continue
        if subject in searches.keys or any(each in searches.found for each in found):
            reason = "the same objects are found by another optimisation before"
            searches.failed[key] = cannot(node.span, reason)
            continue
        searches.keys[subject] = key
        try:
            only = next(iter(found))
            place = only if len(found) == 1 and is_defined(scope, only) else ""
            searches.chunks.setdefault(place, []).extend(one(scope, searches, node, found, defined))
        except ConversionError as stop:
            searches.failed[key] = stop


def statement_key(node: tree.Nearest) -> str:
    """The same for statements that ask for the same: their text without places."""
    return repr_without_places(node)


def repr_without_places(node: tree.Node) -> str:
    """The structure of a tree."""
    own = [str(value).lower() for value in vars(node).values() if isinstance(value, str | int | float | bool)]
    operators = getattr(node, "operators", ())
    inner = [repr_without_places(each) for each in tree.children(node)]
    return f"{type(node).__name__}({','.join([*own, *operators, *inner])})"


def one(
    scope: Scope,
    searches: Searches,
    node: tree.Nearest,
    found: dict[str, tree.Node],
    defined: Defined,
) -> list[Chunk]:
    """The chunks of one optimisation; raises ConversionError."""
    indices = [canonical(part) for each in found.values() for part in set_of(each)]
    if len(indices) != len(set(indices)):
        raise cannot(node.span, "the same negative index stands in two places")
    if len(found) == 1:
        return single(scope, searches, node, *next(iter(found.items())), defined)
    return several(scope, searches, node, found, defined)


def set_of(node: tree.Node) -> list[tree.Node]:
    """The parts of a sum; a pair of the same index is one part."""
    return list({canonical(each): each for each in side_by_side(node)}.values())


def name_for(scope: Scope, key: str) -> str:
    """The name of what is found: that of its definition, or a new one."""
    return key if is_defined(scope, key) else scope.fresh("best")


def is_defined(scope: Scope, key: str) -> bool:
    """Whether a key is the name of a definition."""
    return any(entry.name == key and entry.sort == "define" for entry in scope.entries.values())


def candidates(
    scope: Scope, name: str, node: tree.Node, tried: Mapping[str, Chunk] | None = None
) -> tuple[list[Chunk], Many]:
    """What candidates are in: combinations, with the chunk that makes them, or the objects themselves."""
    parts = side_by_side(node)
    many = [collection_of(scope, each) for each in parts]
    if tried is not None:
        many = [replace(each, text=tried[each.text].header.split()[1]) for each in many]
    if len(many) == 1:
        return [], many[0]
    slots = SLOTS[: len(many)]
    texts = list(dict.fromkeys(each.text for each in many))
    names = texts if len(texts) == 1 else [each.text for each in many]
    candidates_name = scope.fresh(f"{name}_candidates")
    header = f"combine {candidates_name} = ({', '.join(slots)}) from {', '.join(names)}"
    return [Chunk(header, node.span)], Many(candidates_name, (), slots, tuple(each.kinds for each in many))


def collection_of(scope: Scope, node: tree.Node) -> Many:
    """The collection of a negative index."""
    assert isinstance(node, tree.Index)
    return Converter(scope).collection(node.of)


def single(
    scope: Scope,
    searches: Searches,
    node: tree.Nearest,
    key: str,
    leaf: tree.Node,
    defined: Defined,
) -> list[Chunk]:
    """One object, or one sum of objects, is found."""
    name = name_for(scope, key)
    chunks, many = candidates(scope, name, leaf)
    inner = Converter(scope, kinds=many.kinds, slots=many.slots, of=many.of)
    inner.found = {key: inner.at_hand(), canonical(leaf): inner.at_hand()}
    inner.members = {word: inner.at_hand() for word in spelled(scope, key)}
    ranking = key_text(inner, node, defined)
    word, decision = ("minimizing", NEAREST) if node.nearest else ("maximizing", FARTHEST)
    text = f"choose {name} from {many.text} {word} {ranking}{assumed([decision, *inner.decisions])}"
    parts = tuple(f"{name}.{slot}" for slot in many.slots)
    best = Momentum(name, kinds=many.kinds, parts=parts, optional=True, of=many.of)
    searches.found |= {key: best, canonical(leaf): best}
    return [*chunks, Chunk(text, node.span)]


def spelled(scope: Scope, key: str) -> list[str]:
    """The words that mean a definition."""
    return [word for word, entry in scope.entries.items() if entry.name == key]


def key_text(converter: Converter, node: tree.Nearest, defined: Defined) -> str:
    """What is made small or large: the difference, without a sum of squares' own magnitude."""
    value = converter.one_quantity(
        opened(node.value, defined, frozenset(defined.key(each) for each in converter.members))
    )
    target = converter.one_quantity(node.target)
    if target.value == 0:
        return always(converter, value, value.text if squares(value) else f"|{value.text}|")
    value, target = alike(converter, value, target)
    return always(converter, value, f"|{value.text} - {inside(target, 6)}|")


def always(converter: Converter, value: Quantity, text: str) -> str:
    """A ranking needs a value always: where something else that it is made of is missing, all have the same."""
    if not value.optional:
        return text
    converter.decide("where something of the optimisation is missing, the first is taken")
    unit, _ = unit_for(value.dimension or NONE, "", converter.scope.length)
    return f"({text}) else 0{f' {unit}' if unit else ''}"


def squares(value: Quantity) -> bool:
    """Whether a value is a sum of squares, which is small where its magnitude is."""
    return "^2" in value.text and " - (" not in value.text


def opened(node: tree.Node, defined: Defined, closed: frozenset[str], depth: int = 0) -> tree.Node:
    """Definitions written out, but for those that are found."""
    inner = defined.of(node)
    if (
        isinstance(node, tree.Name)
        and inner is not None
        and defined.key(node.text) not in closed
        and depth < 20
    ):
        whole = leaves(inner, defined)
        return tree.Group(node.span, opened(inner, defined, closed, depth + 1)) if whole else node
    changed: dict[str, object] = {}
    for each in fields(node):
        value = getattr(node, each.name)
        if isinstance(value, tree.Node):
            changed[each.name] = opened(value, defined, closed, depth)
        elif isinstance(value, tuple) and any(isinstance(item, tree.Node) for item in value):
            changed[each.name] = tuple(opened(item, defined, closed, depth) for item in value)
    return replace(node, **changed)  # type: ignore[arg-type]


def several(
    scope: Scope,
    searches: Searches,
    node: tree.Nearest,
    found: dict[str, tree.Node],
    defined: Defined,
) -> list[Chunk]:
    """Several objects are found together: an assignment, whose members are disjoint."""
    if len(found) > len(SLOTS):
        raise cannot(node.span, f"an assignment of {len(found)} objects")
    chunks: list[Chunk] = []
    collections: list[str] = []
    slots: list[str] = []
    inner = Converter(scope)
    pieces: dict[str, Momentum] = {}
    tried = hardest(scope, found)
    chunks += tried.values()
    for key, leaf in found.items():
        slot = name_for(scope, key) if is_defined(scope, key) else scope.fresh("part")
        made, many = candidates(scope, slot, leaf, tried)
        chunks += made
        collections.append(many.text)
        slots.append(slot)
        members = tuple(f"{slot}.{each}" for each in many.slots)
        pieces[key] = Momentum(slot, kinds=many.kinds, parts=members, of=many.of)
        inner.members |= dict.fromkeys(spelled(scope, key), pieces[key])
        inner.found |= {key: pieces[key], canonical(leaf): pieces[key]}
    assignments, best = scope.fresh("assignments"), scope.fresh("best_assignment")
    header = f"combine {assignments} = ({', '.join(slots)}) from {', '.join(collections)} disjoint"
    ranking = key_text(inner, node, defined)
    word, decision = ("minimizing", NEAREST) if node.nearest else ("maximizing", FARTHEST)
    decisions = [decision, *inner.decisions]
    chunks.append(Chunk(header, node.span))
    chunks.append(Chunk(f"choose {best} from {assignments} {word} {ranking}{assumed(decisions)}", node.span))
    for key, leaf in found.items():
        piece = pieces[key]
        parts = tuple(f"{best}.{part}" for part in piece.parts)
        after = Momentum(f"{best}.{piece.text}", kinds=piece.kinds, parts=parts, optional=True, of=piece.of)
        searches.found |= {key: after, canonical(leaf): after}
    return chunks


def hardest(scope: Scope, found: dict[str, tree.Node]) -> dict[str, Chunk]:
    """Collections with the objects that an assignment tries: ADL gives no bound, here there must be one."""
    names = dict.fromkeys(
        collection_of(scope, each).text for leaf in found.values() for each in side_by_side(leaf)
    )
    made: dict[str, Chunk] = {}
    for name in names:
        span = next(iter(found.values())).span
        rules = [f'  sort by pt descending  @assumed "{TRIED}"', f'  limit {MOST}  @assumed "{TRIED}"']
        header = f"object {scope.fresh(f'{name}_tried')} from {name}"
        made[name] = Chunk(header, span, rules=[Row(text, span) for text in rules])
    return made


def exists(searches: Searches, node: tree.Nearest, defined: Defined) -> str:
    """The condition that an optimisation found something; raises ConversionError."""
    key = statement_key(node)
    if key in searches.failed:
        raise searches.failed[key]
    for leaf in leaves(node.value, defined):
        if leaf in searches.found:
            return f"exists({searches.found[leaf].text.partition('.')[0]})"
    raise cannot(node.span, "nothing in this optimisation has a negative index")
