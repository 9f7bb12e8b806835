"""Expressions of ADL, from text to tree.

In: the text of an expression and where it begins. Out: a `Node`, or the place where it cannot be understood.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, reduce
from importlib.resources import files

from lark import Lark, Token, Tree, UnexpectedInput

from hepir.interop.adl import tree
from hepir.source import Span

MAXIMUM_DEPTH = 60
MAXIMUM_NESTING = 80
MOST_OBJECTS = 1_000_000
SIGNS = {
    "LE": "<=",
    "GE": ">=",
    "LT": "<",
    "GT": ">",
    "EQ": "==",
    "NE": "!=",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
}


class NotAdlError(Exception):
    """The text is no expression of ADL; `span` is where reading stopped."""

    def __init__(self, span: Span, reason: str) -> None:
        super().__init__(reason)
        self.span = span
        self.reason = reason


@cache
def parser() -> Lark:
    """The parser of expressions."""
    text = files(__package__).joinpath("adl.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", lexer="contextual", propagate_positions=True, maybe_placeholders=False)


def parse(text: str, start: int) -> tree.Node:
    """The expression that a text is; it begins at `start` of the whole."""
    if not text.strip():
        raise NotAdlError(Span(start, start + len(text)), "an expression is missing")
    if deepest(text) > MAXIMUM_DEPTH:
        raise NotAdlError(Span(start, start + len(text)), "parentheses are nested too deeply")
    try:
        found = parser().parse(text)
    except UnexpectedInput as error:
        raise NotAdlError(*stopped(error, text, start)) from None
    if nesting(found) > MAXIMUM_NESTING:
        raise NotAdlError(Span(start, start + len(text)), "it is nested too deeply, or has too many terms")
    return Builder(start).node(found)


def nesting(whole: Tree[Token]) -> int:
    """How deeply operators are nested; each further term of a sum or a product lies one deeper."""
    most, waiting = 0, [(whole, 1)]
    while waiting:
        item, depth = waiting.pop()
        depth += max(0, len(item.children) // 2 - 1) if item.data in ("sum", "product", "bits") else 0
        most = max(most, depth)
        waiting += [(each, depth + 1) for each in item.children if isinstance(each, Tree)]
    return most


def deepest(text: str) -> int:
    """How deeply parentheses are nested."""
    deep = most = 0
    for character in text:
        deep += (character in "({[") - (character in ")}]")
        most = max(most, deep)
    return most


def stopped(error: UnexpectedInput, text: str, start: int) -> tuple[Span, str]:
    """Where reading stopped, and what stands there."""
    place = error.pos_in_stream
    if place is None or place < 0 or place >= len(text.rstrip()):
        end = start + len(text.rstrip())
        return Span(max(start, end - 1), end), "it ends too early"
    word = text[place:].split()[0] if text[place:].split() else text[place:]
    return Span(start + place, start + place + max(1, len(word))), f"`{word}` cannot stand here"


def joined(parts: Sequence[Tree[Token] | Token]) -> str:
    """The text of tokens."""
    return "".join(str(each) for each in parts)


def whole(text: str, span: Span) -> int:
    """A whole number, such as an index; raises NotAdlError where no event has so many objects."""
    if abs(float(text)) > MOST_OBJECTS:
        raise NotAdlError(span, f"`{text[:20]}` is no index of an object")
    return int(float(text))


class Builder:
    """Makes nodes of Lark's trees."""

    def __init__(self, start: int) -> None:
        self.start = start

    def node(self, item: Tree[Token] | Token) -> tree.Node:
        """The node of a tree."""
        assert isinstance(item, Tree)
        span = self.span(item)
        parts = item.children
        match item.data:
            case "number":
                return tree.Number(span, "".join(str(each) for each in parts if str(each) != "+"))
            case "measured":
                sized = "".join(str(each) for each in parts[:-1] if str(each) != "+")
                return tree.Measured(span, sized, str(parts[-1]))
            case "text":
                return tree.Text(span, str(parts[0])[1:-1])
            case "name":
                return tree.Name(span, str(parts[0]))
            case "searched":
                word, _, number = str(parts[0]).rpartition("_")
                return tree.Index(span, tree.Name(span, word), whole(number, span))
            case "sliced":
                word, _, ends = str(parts[0]).rpartition("_")
                begin, _, stop = ends.partition(":")
                first = whole(begin, span) if begin else None
                return tree.Slice(span, tree.Name(span, word), first, whole(stop, span))
            case "place":
                return tree.Place(span, *self.nodes(item))
            case "nothing":
                return tree.Nothing(span)
            case "call" | "braced":
                return self.called(item, span)
            case "attribute" | "group_attribute":
                inside, name = parts
                of = self.node(inside)
                return tree.Attribute(span, of, str(name))
            case "index":
                return tree.Index(span, self.node(parts[0]), whole(joined(parts[1:]), span))
            case "slice":
                return tree.Slice(span, self.node(parts[0]), *(self.end(each) for each in parts[1:]))
            case _:
                return self.operation(item, span)

    def operation(self, item: Tree[Token], span: Span) -> tree.Node:
        """The node of an operator."""
        match item.data:
            case "momenta":
                return tree.Momenta(span, self.nodes(item))
            case "group":
                return tree.Group(span, self.nodes(item)[0])
            case "magnitude":
                return tree.Magnitude(span, self.nodes(item)[0])
            case "negated":
                return tree.Negated(span, self.nodes(item)[0])
            case "sign":
                return tree.Signed(span, str(item.children[0]), self.nodes(item)[0])
            case "raised":
                base, exponent = self.nodes(item)
                return tree.Binary(span, "^", base, exponent)
            case "sum" | "product" | "bits":
                return self.chain(item)
            case "compared":
                signs = tuple(SIGNS.get(each.upper(), each) for each in self.words(item))
                return tree.Compared(span, self.nodes(item), signs)
            case "within":
                value, low, high = self.nodes(item)
                return tree.Within(span, value, low, high, self.words(item)[0] == "[]")
            case "nearest":
                value, target = self.nodes(item)
                return tree.Nearest(span, value, target, self.words(item)[0] == "~=")
            case "conjunction" | "disjunction":
                word = "and" if item.data == "conjunction" else "or"
                return tree.Joined(span, word, self.nodes(item))
            case _:
                condition, then, *rest = self.nodes(item)
                return tree.Ternary(span, condition, then, rest[0] if rest else None)

    def chain(self, item: Tree[Token]) -> tree.Node:
        """Operators of one rank, from the left."""
        first, *rest = self.nodes(item)
        pairs = zip(self.words(item), rest, strict=True)
        return reduce(
            lambda left, pair: tree.Binary(left.span.to(pair[1].span), pair[0], left, pair[1]), pairs, first
        )

    def called(self, item: Tree[Token], span: Span) -> tree.Call:
        """`name(arguments)`, `"name"(arguments)` and `{arguments}name`."""
        name = self.words(item)[0].strip('"')
        inside = next((each for each in item.children if isinstance(each, Tree)), None)
        return tree.Call(span, name, self.nodes(inside) if inside is not None else ())

    def end(self, item: Tree[Token] | Token) -> int | None:
        """An end of a slice."""
        assert isinstance(item, Tree)
        return whole(joined(item.children), self.span(item)) if item.children else None

    def nodes(self, item: Tree[Token]) -> tuple[tree.Node, ...]:
        """The nodes of all trees below."""
        return tuple(self.node(each) for each in item.children if isinstance(each, Tree))

    def words(self, item: Tree[Token]) -> tuple[str, ...]:
        """The words below that are no trees."""
        return tuple(str(each) for each in item.children if isinstance(each, Token))

    def span(self, item: Tree[Token]) -> Span:
        """The place of a tree in the whole text; nothing has none."""
        if item.meta.empty:
            return Span(self.start, self.start)
        return Span(self.start + item.meta.start_pos, self.start + item.meta.end_pos)
