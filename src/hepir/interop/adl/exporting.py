"""From a program of this language to an ADL program.

In: a syntax tree. Out: the text of an ADL program, in the dialect of attributes. What ADL cannot say stands in it as a
comment that begins with `not said:`; nothing is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise, product

from hepir.interop.adl.blocks import speaks_of_object
from hepir.interop.adl.saying import SUM, Speaker, UnsayableError, plain
from hepir.interop.adl.saying_tables import edges, table_lines
from hepir.syntax import tree, wording
from hepir.syntax.folding import on_one_line

NOT_SAID = "not said"


@dataclass(frozen=True)
class Context:
    """What blocks need to know of each other: choices and combinations by name, names that ADL cannot define, and collections
    whose first object is not the one of largest pt."""

    choices: Mapping[str, tree.Choose]
    combinations: Mapping[str, tree.CombineBlock]
    unsaid: frozenset[str]
    reordered: frozenset[str] = frozenset()

    def speaker(self, this: str = "", members: Mapping[str, str] | None = None) -> Speaker:
        """What says expressions where an object is at hand, or none."""
        return Speaker(this, members or {}, self.unsaid, self.reordered)


def export_adl(program: tree.Program) -> str:
    """The ADL program."""
    lines = [comment(note) for note in program.notes]
    context = context_of(program)
    for block in program.blocks:
        made = list(block_lines(block, context))
        lines += ["", *made] if lines and made else made
    return "\n".join(lines) + "\n"


def context_of(program: tree.Program) -> Context:
    """The names of a program; what rests on something that cannot be said cannot be said either."""
    choices = {each.name.text: each for each in program.blocks if isinstance(each, tree.Choose)}
    combinations = {each.name.text: each for each in program.blocks if isinstance(each, tree.CombineBlock)}
    unsaid = frozenset(unsaid_properties(program))
    reordered = frozenset(reordered_names(program))
    while True:
        context = Context(choices, combinations, unsaid, reordered)
        found = {name for block in program.blocks if (name := unsaid_name(block, context))}
        if found <= unsaid:
            return context
        unsaid |= found


def reordered_names(program: tree.Program) -> Iterator[str]:
    """The collections that are sorted by something else than pt, or are taken from such."""
    blocks = [each for each in program.blocks if isinstance(each, tree.ObjectBlock | tree.CombineBlock)]
    found: set[str] = set()
    for _ in blocks:
        found |= {each.name.text for each in blocks if is_reordered(each, found)}
    yield from found


def is_reordered(block: tree.ObjectBlock | tree.CombineBlock, found: Collection[str]) -> bool:
    """Whether the last word on the order of a collection is another than the largest pt; `found` are those that are known."""
    sorts = [rule for rule in block.rules if isinstance(rule, tree.Sort)]
    if not sorts:
        return isinstance(block, tree.ObjectBlock) and any(each.text in found for each in block.sources)
    match sorts[-1]:
        case tree.Sort(key=tree.Name(text="pt"), descending=True):
            return False
    return True


def unsaid_properties(program: tree.Program) -> Iterator[str]:
    """The names of properties that are conditions, or that ADL has no words for."""
    for block in program.blocks:
        for rule in getattr(block, "rules", ()):
            if isinstance(rule, tree.Let) and not is_sayable(rule, block):
                yield rule.name.text


def is_sayable(rule: tree.Let, block: tree.Block) -> bool:
    """Whether a property of an object of a collection is a number that ADL can say."""
    if not isinstance(block, tree.ObjectBlock) or isinstance(
        rule.value, tree.Comparison | tree.Logical | tree.Not | tree.Boolean
    ):
        return False
    try:
        speaks = speaks_of_object(f"= {Speaker(block.name.text).say(rule.value)}")
    except UnsayableError:
        return False
    return speaks


def unsaid_name(block: tree.Block, context: Context) -> str:
    """The name of a block that cannot be said as a whole; empty where it can, with some of its rules left as comments."""
    match block:
        case tree.ObjectBlock(name=name, sources=sources) | tree.CombineBlock(name=name, sources=sources):
            unlike = isinstance(block, tree.CombineBlock) and (block.disjoint or is_repeated(block))
            return name.text if unlike or any(each.text in context.unsaid for each in sources) else ""
        case tree.Choose(name=name, collection=collection):
            known = collection.text in context.combinations and collection.text not in context.unsaid
            return "" if known and target(block) is not None else name.text
        case tree.ModelBlock(name=name) | tree.FunctionBlock(name=name):
            return name.text
        case tree.TableBlock(name=name):
            try:
                list(table_lines(block))
            except UnsayableError:
                return name.text
        case tree.Define(name=name, value=value):
            try:
                context.speaker().say(value)
            except UnsayableError:
                return name.text
    return ""


def is_repeated(block: tree.CombineBlock) -> bool:
    """Whether one collection stands for several members: each with each, where combinations in ADL are each pair once."""
    names = [each.text for each in block.sources]
    return len(names) > len(set(names))


def comment(node: tree.Statement, indent: str = "") -> str:
    """A statement that ADL cannot say."""
    words = wording.rule(node) if indent or isinstance(node, tree.Note) else wording.header(node)
    return f"{indent}# {NOT_SAID}: {on_one_line(words)}"


def block_lines(block: tree.Block, context: Context) -> Iterator[str]:
    """The lines of a block."""
    if unsaid_name(block, context):
        yield comment(block)
        yield from (comment(rule, "  ") for rule in getattr(block, "rules", ()))
        return
    match block:
        case tree.Analysis():
            yield from information(block)
        case tree.ObjectBlock():
            yield f"object {block.name.text}"
            yield from (f"  take {source.text}" for source in block.sources)
            # in the rules of an object, the name of what it is taken from means the object at hand
            unsaid = context.unsaid | {source.text for source in block.sources}
            yield from rules(block.rules, replace(context.speaker(block.name.text), unsaid=unsaid))
        case tree.TableBlock():
            yield from table_lines(block)
        case tree.CombineBlock():
            yield from combination(block, context)
        case tree.Choose():
            yield f"define {block.name.text} = {block.collection.text}[-1]"
        case tree.Define():
            yield f"define {block.name.text} = {context.speaker().say(block.value)}"
            yield from (comment(note) for note in block.rules)
        case tree.RegionBlock():
            yield from region(block, context)
        case _:
            yield comment(block)
            yield from (comment(rule, "  ") for rule in block.rules)


def information(block: tree.Analysis) -> Iterator[str]:
    """What is said of the publication."""
    yield "info analysis"
    yield f'  title "{plain_words(block.title)}"'
    for rule in block.rules:
        match rule:
            case tree.Fact(keyword="experiment", value=tree.Identifier(text=name)):
                yield f"  experiment {name}"
            case tree.Fact(keyword="paper", value=tree.Text(value=text)):
                word, _, number = text.partition(":")
                yield (
                    f"  {word} {number}"
                    if word in ("arXiv", "doi")
                    else f'  publication "{plain_words(text)}"'
                )
            case tree.Fact(keyword="sqrt_s", value=tree.Quantity(number=number, unit="TeV")):
                yield f"  sqrtS {number}"
            case tree.Fact(keyword="luminosity", value=tree.Quantity(number=number, unit="/fb")):
                yield f"  lumi {number}"
            case _:
                yield comment(rule, "  ")


def plain_words(text: str) -> str:
    """A text without quotes; ADL has no way to write one."""
    return " ".join(text.replace('"', "'").split())


def rules(all_rules: tuple[tree.ObjectRule, ...], speaker: Speaker) -> Iterator[str]:
    """The rules of an object or of combinations."""
    for rule in all_rules:
        try:
            match rule:
                case tree.Select(condition=condition):
                    yield f"  select {speaker.truth(condition)}"
                case tree.Reject(condition=condition):
                    yield f"  reject {speaker.truth(condition)}"
                case tree.Let(name=name, value=value) if name.text not in speaker.unsaid:
                    yield f"  define {name.text} = {speaker.say(value)}"
                case tree.Sort(key=key, descending=descending):
                    yield f"  sort {speaker.say(key)} {'descend' if descending else 'ascend'}"
                case _:
                    yield comment(rule, "  ")
        except UnsayableError:
            yield comment(rule, "  ")


def combination(block: tree.CombineBlock, context: Context) -> Iterator[str]:
    """Combinations: each member by a negative index."""
    count = len(block.slots)
    sources = [each.text for each in block.sources] * (count if len(block.sources) == 1 else 1)
    indices = [f"{source}[-{number}]" for number, source in enumerate(sources, 1)]
    yield f"object {block.name.text} : COMB({' '.join(indices)}) alias each_{block.name.text}"
    members = {slot.text: index for slot, index in zip(block.slots, indices, strict=True)}
    yield from rules(block.rules, context.speaker(f"each_{block.name.text}", members))


def target(block: tree.Choose) -> tree.Expression | None:
    """What the mass is to be near to, where that is all that is asked for."""
    match block.rankings:
        case (tree.Ranking(minimizing=True, key=tree.Magnitude(inner=tree.Chain() as chain)),):
            match chain:
                case tree.Chain(
                    operands=(tree.Name(text="mass"), tree.Quantity() as found), operators=("-",)
                ):
                    return found
    return None


def region(block: tree.RegionBlock, context: Context) -> Iterator[str]:
    """A region. An optimisation stands before the first rule that uses what it finds."""
    yield f"region {block.name.text}"
    yield from (f"  {parent.text}" for parent in block.parents)
    found: set[str] = set(context.unsaid)
    for rule in (each for each in block.rules if not isinstance(each, tree.Bin)):
        for name in (each for each in names_in(rule) if each in context.choices and each not in found):
            found.add(name)
            if (near := target(context.choices[name])) is not None:
                yield f"  select m({name}) ~= {Speaker().say(near, SUM)}"
        yield region_rule(rule, context.speaker())
    bins = [rule for rule in block.rules if isinstance(rule, tree.Bin)]
    yield from grid(bins, context.speaker())


def names_in(node: object) -> Iterator[str]:
    """The names in a statement."""
    if isinstance(node, tree.Name):
        yield node.text
    if isinstance(node, tree.Node):
        for value in vars(node).values():
            for each in value if isinstance(value, tuple) else (value,):
                yield from names_in(each)


def region_rule(rule: tree.RegionRule, speaker: Speaker) -> str:
    """One rule of a region."""
    try:
        match rule:
            case tree.Select(condition=tree.Call(function=function, arguments=(tree.Name(text=name),))) if (
                function.text == "exists" and name not in speaker.unsaid
            ):
                return f"  # {on_one_line(wording.rule(rule))}: the optimisation above asks for it"
            case tree.Select(condition=condition):
                return f"  select {speaker.truth(condition)}"
            case tree.Reject(condition=condition):
                return f"  reject {speaker.truth(condition)}"
            case tree.When(condition=condition, requirement=requirement, otherwise=otherwise):
                other = speaker.truth(otherwise, 1) if otherwise is not None else "ALL"
                return f"  select {speaker.truth(condition, 1)} ? {speaker.truth(requirement, 1)} : {other}"
            case tree.Weight(name=name, value=value, dataset=None):
                return f"  weight {name.text} {speaker.say(value)}"
            case tree.Histogram(name=name, axes=axes):
                return histogram(name.text, axes, speaker)
        raise UnsayableError
    except UnsayableError:
        return comment(rule, "  ")


def histogram(name: str, axes: tuple[tree.Axis, ...], speaker: Speaker) -> str:
    """A histogram of one or two axes with equal bins, or of one with edges."""
    values = [speaker.say(axis.value) for axis in axes]
    title = plain_words(f"{name} ({', '.join(values)})")
    match axes:
        case (tree.Axis(binning=tree.Variable() as binning),):
            shown = "  ".join(edges(binning))
            return f'  histo {name}, "{title}", {shown}, {values[0]}'
    if len(axes) > 2 or not all(isinstance(each.binning, tree.Regular) for each in axes):
        raise UnsayableError
    numbers = [text for axis in axes for text in regular(axis.binning)]
    return f'  histo {name}, "{title}", {", ".join([*numbers, *values])}'


def regular(binning: tree.Regular | tree.Variable) -> tuple[str, str, str]:
    """The number of bins and the range."""
    if not isinstance(binning, tree.Regular) or binning.logarithmic:
        raise UnsayableError
    return str(binning.count), signed(binning.lower), signed(binning.upper)


def signed(value: tree.Signed) -> str:
    """A number with its sign."""
    return f"{'-' if value.negative else ''}{plain(value.quantity.number, value.quantity.unit)}"


def axis_of(binned: tree.Bin, speaker: Speaker) -> tuple[str, list[str]]:
    """What is binned, and the edges; cells of several values cannot be said."""
    if not isinstance(binned.axis, tree.Axis):
        raise UnsayableError
    return speaker.say(binned.axis.value, SUM), edges_of(binned.axis.binning)


def grid(bins: list[tree.Bin], speaker: Speaker) -> Iterator[str]:
    """One axis as a list of edges, several as the cells of their grid; what lies outside of a grid is in no bin."""
    try:
        axes = [axis_of(each, speaker) for each in bins]
    except UnsayableError:
        yield from (comment(each, "  ") for each in bins)
        return
    if len(axes) == 1:
        value, edges = axes[0]
        whole = f"({value})" if value[-1].isdigit() else value  # not to be taken for the first edge
        yield f"  bin {whole} {' '.join(edges)}"
    elif axes:
        yield f"  # {NOT_SAID}: events outside of the edges are counted, too"
        for cell in product(*(cells(value, edges) for value, edges in axes)):
            yield f"  bin {' and '.join(cell)}"


def edges_of(binning: tree.Regular | tree.Variable) -> list[str]:
    """The edges of an axis."""
    if isinstance(binning, tree.Variable):
        return edges(binning)
    count, low, high = regular(binning)
    step = (float(high) - float(low)) / int(count)
    return [f"{float(low) + number * step:.12g}" for number in range(int(count) + 1)]


def cells(value: str, edges: list[str]) -> list[str]:
    """The conditions of the bins of an axis."""
    return [f"{value} >= {low} and {value} < {high}" for low, high in pairwise(edges)]
