"""A program taken apart into the statements of a draft, as a decoder would write them.

In: the syntax tree of a program. Out: its statements in text order, each as head and body, with variables named as heads name
them. The way back from `assembling`: what a draft becomes, and what a decoder must be able to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from hepir.extract.typed.scene import VARIABLES
from hepir.syntax import tree, wording
from hepir.syntax.folding import on_one_line
from hepir.syntax.walking import nodes
from hepir.types.kinds import Kinds, standard_kinds

Kind = TypeVar("Kind", bound=tree.Node)
OF_VALUES = ("sum", "min", "max", "mean")
# the variables of a reduction with their collections, and what each is called
Names = dict[tuple[tuple[str, str], ...], tuple[str, ...]]


@dataclass(frozen=True)
class Stated:
    """A statement of a block (empty for what stands alone); `loops` are the variables and the lists of objects that its head
    declares, those that are bound together in one text."""

    target: str
    text: str
    loops: tuple[str, ...]
    node: tree.Statement

    @property
    def line(self) -> str:
        """The statement as a decoder writes it: its block, its variables, itself."""
        place = f"in {self.target} " if self.target else ""
        loops = f"{', '.join(self.loops)} " if self.loops else ""
        return f"{place}{loops}{self.text}\n"


def stated(program: tree.Program, kinds: Kinds | None = None) -> Iterator[Stated]:
    """The statements of a program: headers, then their rules."""
    lists = list_names(kinds or standard_kinds())
    for block in program.blocks:
        if isinstance(block, tree.SourceStatement):
            continue
        if isinstance(block, tree.TableBlock):
            yield table(block)
            continue
        if not isinstance(block, tree.Analysis):
            yield one(block, "", lists)
        for rule in block.rules:
            yield one(rule, "analysis" if isinstance(block, tree.Analysis) else block.name.text, lists)


def list_names(kinds: Kinds) -> frozenset[str]:
    """What lists of objects are called."""
    return frozenset(name for kind in kinds.values() for name in kind.lists)


def table(block: tree.TableBlock) -> Stated:
    """A table, which is one statement: without its values it is none."""
    rules = (on_one_line(wording.rule(each)) for each in block.rules)
    return Stated("", " ".join((on_one_line(wording.header(block)), *rules)), (), block)


def one(node: tree.Statement, target: str, lists: frozenset[str] = frozenset()) -> Stated:
    """A statement on one line without evidence, with the variables `x`, `y`, `z`."""
    renamed, loops = with_variables(node)
    plain = isinstance(node, tree.Note) or not target
    text = wording.header(renamed) if plain and not isinstance(node, tree.Note) else wording.rule(renamed)
    return Stated(target, on_one_line(text), declarations(renamed, loops, lists), node)


def with_variables(node: tree.Statement) -> tuple[tree.Statement, tuple[tuple[str, ...], ...]]:
    """The statement with its variables renamed in the order in which they are bound, and those that are bound together."""
    names: Names = {}
    renamed = rename(without_rules(node), {}, names)
    assert isinstance(renamed, tree.Statement)
    return renamed, tuple(names.values())


def declarations(
    node: tree.Statement, loops: tuple[tuple[str, ...], ...], lists: frozenset[str]
) -> tuple[str, ...]:
    """What the head of a statement declares, those that are bound together in one text; a list that an object has before it
    is gone through, or at the end."""
    binders = {each.name.text: each.collection for each in nodes(node) if isinstance(each, tree.Binder)}
    summed, groups, begun, known = summed_in(node), [""], False, dict[str, None]()

    def name(part: object) -> str:
        new = [each for each in dict.fromkeys(lists_in(part, lists)) if each not in known]
        known.update(dict.fromkeys(new))
        return "".join(f" with {each}" for each in new)

    for loop in loops:
        # lists that stand before all variables of a loop are not bound with them
        groups[-1] += name(binders[loop[0]])
        if begun:
            groups.append("")
        begun = True
        for variable in loop:
            word = "over" if variable in summed else "for"
            collection = on_one_line(wording.expression(binders[variable]))
            groups[-1] += f"{name(binders[variable])} {word} {variable} in {collection}"
    groups[-1] += name(node)
    return tuple(each.strip() for each in groups if each)


def lists_in(part: object, lists: frozenset[str]) -> Iterator[str]:
    """The lists of objects in a part of a statement; that of an object of another list behind it."""
    found = [each for each in nodes(part) if isinstance(each, tree.Attribute) and each.name.text in lists]
    return (on_one_line(wording.expression(each)) for each in reversed(found))


def summed_in(node: tree.Statement) -> frozenset[str]:
    """The variables of sums, means, least and largest values."""
    calls = (each for each in nodes(node) if isinstance(each, tree.Call) and each.function.text in OF_VALUES)
    return frozenset(binder.name.text for each in calls for binder in each.binders)


def without_rules(node: tree.Statement) -> tree.Statement:
    """A block without what stands under it."""
    copy = replace(node)
    if any(each.name == "rules" for each in fields(node)):
        object.__setattr__(copy, "rules", ())
    return copy


def rename(node: object, bound: dict[str, str], names: Names) -> object:
    """A node with other variables; `names` gives them to all those that are bound together."""
    match node:
        case tuple():
            return tuple(rename(each, bound, names) for each in node)
        case tree.Name(text) if text in bound:
            return replace(node, text=bound[text])
        case tree.Call(binders=binders) if binders:
            own = {each.name.text for each in binders}
            outer = {name: new for name, new in bound.items() if name not in own}
            loop = tuple((each.name.text, renamed_text(each.collection, outer, names)) for each in binders)
            if loop not in names:
                count = sum(map(len, names))
                names[loop] = tuple(map(fresh, range(count, count + len(loop))))
            inner = bound | dict(zip((name for name, _ in loop), names[loop], strict=True))
            return renamed_fields(node, inner, names)
        case tree.Binder(name):
            copy = renamed_fields(node, bound, names)
            object.__setattr__(copy, "name", replace(name, text=bound.get(name.text, name.text)))
            return copy
        case tree.Node():
            return renamed_fields(node, bound, names)
        case _:
            return node


def renamed_text(node: tree.Expression, bound: dict[str, str], names: Names) -> str:
    """A collection with other variables, as text."""
    renamed = rename(node, bound, names)
    assert isinstance(renamed, tree.Expression)
    return on_one_line(wording.expression(renamed))


def fresh(number: int) -> str:
    """The name of a further variable; those after the third are none that a decoder has."""
    return VARIABLES[number] if number < len(VARIABLES) else f"variable{number}"


def renamed_fields(node: Kind, bound: dict[str, str], names: Names) -> Kind:
    """A node whose parts are renamed."""
    copy = replace(node)
    for each in fields(node):
        if each.name != "span":
            # a copy of a frozen node that nobody else has seen yet
            object.__setattr__(copy, each.name, rename(getattr(node, each.name), bound, names))
    return copy
