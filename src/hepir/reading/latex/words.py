r"""Nodes of LaTeX to text: symbols, units, indices, and the places that all of it came from.

In: nodes. Out: atoms, each some text and the stretch of source behind it. Indices are joined as in all
readers: `p_T^{miss}` is pTmiss, `10^{6}` is 10^6.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from hepir.reading.latex.known import PARTICLE_NAMES
from hepir.reading.latex.parsing import Node, symbol
from hepir.reading.latex.symbols import (
    CITING,
    KERNS,
    LOOKS,
    MATH,
    NAMES,
    SILENT,
    SPACE,
    SPACES,
    UNITS,
    UPRIGHT,
)

UNIT = re.compile(r"\s*(?:[TGMk]eV|[fp]b|[cm]?m|μm|rad|ns)(?![A-Za-z])")
DIMENSION = re.compile(
    r"\s*[-+]?\s*(?:\d+\.?\d*|\.\d+)\s*(?:true)?(?:ex|em|pt|mu|mm|cm|in|sp|bp|pc)"
    r"(?:\s*(?:plus|minus)\s*[-+]?[\d.]+\s*(?:ex|em|pt|mu|fil+))* ?"
)
SIGNS = frozenset("+-−±∓*′'")
CLOSING = frozenset(".,;:!?)]}'’\"-/^_%")


@dataclass(frozen=True, slots=True)
class Atom:
    """Some text and the stretch of source behind it; `cited` are the keys of a citation."""

    text: str
    start: int
    end: int
    cited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """Where nodes stand: in mathematics or not; what numbers the keys of references have."""

    math: bool = False
    numbers: tuple[tuple[str, str], ...] = ()


def atoms_of(nodes: Iterable[Node], setting: Setting) -> list[Atom]:
    """The text of nodes that follow each other."""
    found: list[Atom] = []
    after: list[Node] = list(nodes)
    place = 0
    while place < len(after):
        node = after[place]
        mark = node.text if node.kind in ("chars", "specials") else ""
        single = bool(mark) and mark[-1] in "^_" and not any(each in mark[:-1] for each in "^_")
        if setting.math and single and place + 1 < len(after):
            found += chars(replace(node, text=mark[:-1], end=node.end - 1), setting)
            place = indices(after, place, found, setting)
            continue
        if setting.math and node.kind == "chars" and any(each in mark for each in "^_"):
            after[place : place + 1] = split_indices(node)
            if len(after[place].text) < len(mark):
                continue
        if node.kind == "macro" and node.name in KERNS and place + 1 < len(after):
            after[place + 1] = without_dimension(after[place + 1])
        if is_look(node) and place + 1 < len(after) and is_dressed(after[place + 1], node):
            place += 1
            continue
        if is_unit(node) and found and found[-1].text[-1:].isdigit():
            found.append(Atom(" ", node.start, node.start))
        found += one(node, setting)
        place += 1
        if (
            place < len(after)
            and is_particle(node)
            and is_particle(after[place])
            and node.end == after[place].start
        ):
            found[-1] = replace(found[-1], text=found[-1].text.removesuffix(SPACE))
    return found


def is_particle(node: Node) -> bool:
    r"""Whether a node is a particle, which is joined to another one right behind it: `\PGm\PGm`."""
    return node.kind == "macro" and node.name in PARTICLE_NAMES


def is_look(node: Node) -> bool:
    """Whether a macro is one that nobody knows: before a group, `\\uwave{> 60}`, it says how the group looks."""
    known = node.name in NAMES or node.name in SPACES or node.name in SILENT or node.name in CITING
    return node.kind == "macro" and not node.arguments and not known and symbol(node.name) is None


def is_dressed(node: Node, before: Node) -> bool:
    """Whether a group with something in it stands right behind a macro."""
    return node.kind == "group" and bool(node.children) and node.start == before.end


def is_unit(node: Node) -> bool:
    r"""Whether a node is a unit, which stands apart from the number before it: `\GeV`, `\mathrm{GeV}`."""
    if node.kind != "macro":
        return False
    inner = node.last.children if node.name in UPRIGHT and node.last is not None else ()
    return node.name in UNITS or bool(UNIT.match("".join(each.text for each in inner)))


def without_dimension(node: Node) -> Node:
    r"""What follows `\kern`, without how far it moves."""
    moved = DIMENSION.match(node.text) if node.kind == "chars" else None
    return replace(node, text=node.text[moved.end() :], start=node.start + moved.end()) if moved else node


def split_indices(node: Node) -> list[Node]:
    """Characters taken apart so that each `^` and `_` ends a node, and what it raises is a node of its own."""
    parts: list[Node] = []
    start = 0
    text = node.text
    for place, each in enumerate(text):
        if each in "^_":
            parts.append(
                Node("chars", "", text[start : place + 1], node.start + start, node.start + place + 1)
            )
            start = place + 1
            if start < len(text):
                parts.append(Node("chars", "", text[start], node.start + start, node.start + start + 1))
                start += 1
    if start < len(text):
        parts.append(Node("chars", "", text[start:], node.start + start, node.end))
    return parts


def indices(nodes: list[Node], place: int, found: list[Atom], setting: Setting) -> int:
    """The sub- and superscripts that begin at a node that ends in `^` or `_`; where they end."""
    if found and found[-1].text.endswith(SPACE):  # `\pt^{jet}`
        found[-1] = replace(found[-1], text=found[-1].text.removesuffix(SPACE))
    lower: list[Atom] = []
    upper: list[Atom] = []
    while place + 1 < len(nodes):
        node = nodes[place]
        mark = node.text[-1:] if node.kind in ("chars", "specials") else ""
        if mark not in ("^", "_") or (node.text[:-1].strip() and (lower or upper)):
            break
        argument = nodes[place + 1]
        if argument.kind == "chars" and len(argument.text.lstrip()) > 1:
            blank = len(argument.text) - len(argument.text.lstrip())
            cut = blank + 1
            first = Node("chars", "", argument.text[:cut], argument.start, argument.start + cut)
            rest = Node("chars", "", argument.text[cut:], argument.start + cut, argument.end)
            nodes[place + 1 : place + 2] = [first, rest]
            argument = first
        (upper if mark == "^" else lower).extend(one(argument, setting))
        place += 2
    first_text = "".join(each.text for each in upper).lstrip()[:1]
    found.extend(stripped(lower))
    digits = "".join(each.text for each in lower)[-1:].isdigit()
    if first_text and (first_text.isdigit() or first_text in SIGNS or digits):
        found.append(Atom("^", upper[0].start, upper[0].start))
    found.extend(stripped(upper))
    return place


def stripped(atoms: Sequence[Atom]) -> list[Atom]:
    """Without the white space of an index, which is not text."""
    return [replace(each, text=each.text.replace(SPACE, "").strip()) for each in atoms if each.text.strip()]


def one(node: Node, setting: Setting) -> Iterator[Atom]:
    """The text of one node."""
    match node.kind:
        case "chars":
            yield from chars(node, setting)
        case "specials":
            text = {"~": " ", "--": "-", "---": "—", "``": '"', "''": '"', "&": " "}.get(node.text, node.text)
            yield Atom(text, node.start, node.end)
        case "group":
            yield from atoms_of(node.children, setting)
        case "math":
            blank = " " if node.display else ""
            inner = atoms_of(node.children, replace(setting, math=True))
            yield from (Atom(blank, node.start, node.start), *inner, Atom(blank, node.end, node.end))
        case "environment":
            math = node.name.rstrip("*") in MATH
            yield Atom(" ", node.start, node.start)
            yield from atoms_of(node.children, replace(setting, math=setting.math or math))
            yield Atom(" ", node.end, node.end)
        case "macro":
            yield from macro(node, setting)


def chars(node: Node, setting: Setting) -> Iterator[Atom]:
    """Characters; in mathematics white space is not text, but relations stand apart."""
    if not setting.math:
        yield Atom(node.text, node.start, node.end)
        return
    for place, each in enumerate(node.text):
        if each.isspace():
            continue
        text = f" {each} " if each in "<>=" else f"{each} " if each in ",;" else each
        yield Atom(text, node.start + place, node.start + place + 1)


def macro(node: Node, setting: Setting) -> Iterator[Atom]:
    """A macro: a citation, a quantity, a symbol, or what its arguments say."""
    name = node.name
    if name in CITING:
        yield citation(node, setting)
    elif name in (
        "SI",
        "qty",
        "SIrange",
        "qtyrange",
        "SIlist",
        "qtylist",
        "num",
        "numrange",
        "ang",
        "unit",
        "si",
    ):
        yield from quantity(node, setting)
    elif name in ("cref", "Cref", "autoref", "ref", "eqref", "pageref", "vref"):
        yield Atom("[ref]", node.start, node.end)
    elif name == "texorpdfstring" and node.arguments[0] is not None:
        yield from one(node.arguments[0], setting)
    elif name == "frac" and len(node.arguments) == 2:
        yield from fraction(node, setting)
    elif name in ("abs", "absolute") and node.last is not None:
        yield Atom("|", node.start, node.start)
        yield from one(node.last, setting)
        yield Atom("|", node.end, node.end)
    elif name == "sqrt":
        yield Atom("√", node.start, node.start + 1)
        yield from grouped(node.last, setting)
    elif name in SPACES:
        yield Atom(" ", node.start, node.end)
    elif name in SILENT or name == "footnote":
        return
    elif name == "\\":
        yield Atom(" ", node.start, node.end)
    elif node.arguments and any(node.arguments):
        math = setting.math and not name.startswith("text") and name not in ("mbox", "hbox")
        for each in (node.last,) if name in LOOKS else node.arguments:
            if each is not None and not optional(each, node):
                yield from one(each, replace(setting, math=math or name == "ensuremath"))
    else:
        yield from named(node, setting)


def optional(argument: Node, node: Node) -> bool:
    """Options in brackets say how something looks."""
    return (
        argument.kind == "group"
        and argument is not node.last
        and len(node.arguments) > 1
        and node.name != "frac"
    )


def named(node: Node, setting: Setting) -> Iterator[Atom]:
    """A macro that stands for a symbol; the name of one that nobody knows stays."""
    text = NAMES.get(node.name)
    if text is None:
        known = symbol(node.name)
        text = known if known is not None else f"{node.name}{SPACE}"
    relation = setting.math and text in ("≤", "≥", "≲", "≳", "→", "±", "×", "~", "≈", "∈", "≠", "≡", "≫", "≪")
    yield Atom(f" {text} " if relation else text, node.start, node.end)


def fraction(node: Node, setting: Setting) -> Iterator[Atom]:
    """`a/b`, in brackets where it would be read wrongly."""
    yield from grouped(node.arguments[0], setting)
    yield Atom("/", node.start, node.start + 1)
    yield from grouped(node.arguments[1], setting)


def grouped(node: Node | None, setting: Setting) -> Iterator[Atom]:
    """A node, in brackets where it is more than a name or number."""
    inner = list(one(node, setting)) if node is not None else []
    text = "".join(each.text for each in inner).strip()
    brackets = any(each in text for each in "+-−/ ") and node is not None
    if brackets and node is not None:
        yield Atom("(", node.start, node.start)
    yield from inner
    if brackets and node is not None:
        yield Atom(")", node.end, node.end)


def quantity(node: Node, setting: Setting) -> Iterator[Atom]:
    """Numbers and units of siunitx: `30 GeV`, `20-30 GeV`."""
    given = [each for each in node.arguments if each is not None]
    given = [each for each in given if not option(each)]
    has_unit = node.name not in ("num", "numrange", "ang") and len(given) > 1
    for place, each in enumerate(given):
        if place:
            is_unit = has_unit and place == len(given) - 1
            yield Atom(" " if is_unit else "-", each.start, each.start)
        inner = atoms_of(each.children if each.kind == "group" else (each,), replace(setting, math=True))
        yield from (replace(atom, text=atom.text.replace(";", ", ")) for atom in inner)
    if node.name == "ang":
        yield Atom("°", node.end, node.end)


def option(node: Node) -> bool:
    """Options such as `[range-units=single]`."""
    text = "".join(each.text for each in node.children)
    return "=" in text


def citation(node: Node, setting: Setting) -> Atom:
    """`[12, 13]` where the references have numbers, else the keys."""
    last = node.last
    listed = "".join(each.text for each in (last.children if last is not None else ()))
    keys = tuple(key for each in listed.split(",") if (key := each.strip()))
    numbers = dict(setting.numbers)
    shown = [numbers.get(key, key) for key in keys]
    return Atom(f"[{', '.join(shown)}]", node.start, node.end, tuple(shown))


def resolved(atoms: Sequence[Atom]) -> list[Atom]:
    r"""With the spaces that `\xspace` asks for."""
    found: list[Atom] = []
    for place, each in enumerate(atoms):
        if SPACE not in each.text:
            found.append(each)
            continue
        rest = "".join(atom.text for atom in atoms[place + 1 : place + 4]).replace(SPACE, "")
        blank = " " if rest and not rest[0].isspace() and rest[0] not in CLOSING else ""
        found.append(replace(each, text=each.text.replace(SPACE, blank)))
    return found
