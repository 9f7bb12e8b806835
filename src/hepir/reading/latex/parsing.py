"""LaTeX text as a tree, and the only module that knows pylatexenc.

In: text whose macros are carried out. Out: nodes with their places, and what a macro without arguments stands for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pylatexenc import latex2text, latexwalker, macrospec

from hepir.reading.errors.contents import UnendingLatex
from hepir.reading.errors.raising import NOWHERE, fail

DEEPEST = 60
NESTING = re.compile(r"\\begin\b|\\end\b|\\.|[{}]", re.DOTALL)
# Arguments of macros that are not in pylatexenc's own table: * is a star, [ optional, { required.
ARGUMENTS = {
    **dict.fromkeys(("SI", "qty", "numrange", "SIlist", "qtylist"), "[{{"),
    **dict.fromkeys(("si", "unit", "num", "ang", "numlist"), "[{"),
    **dict.fromkeys(("SIrange", "qtyrange"), "[{{{"),
    **dict.fromkeys(("cref", "Cref", "autoref", "ref", "eqref", "pageref", "label", "vref"), "*{"),
    **dict.fromkeys(("cite", "citep", "citet", "Cite", "textcite", "parencite", "autocite"), "*[[{"),
    **dict.fromkeys(("supercite", "footcite", "onlinecite", "nocite", "citeauthor"), "[[{"),
    **dict.fromkeys(("texorpdfstring", "textcolor", "href", "raisebox", "resizebox"), "{{"),
    **dict.fromkeys(("hspace", "vspace"), "*{"),
    **dict.fromkeys(("operatorname", "textnormal", "mathop", "textsubscript", "textsuperscript"), "*{"),
    **dict.fromkeys(("author", "affiliation", "title", "abstract", "thanks", "address", "date"), "[{"),
    **dict.fromkeys(("multicolumn",), "{{{"),
    **dict.fromkeys(("multirow",), "[{[{[{"),
    **dict.fromkeys(
        ("makecell", "thead", "shortstack", "cellcolor", "rowcolor", "footnotetext", "captionsetup"), "[{"
    ),
    **dict.fromkeys(("tnote", "Xhline", "rowfont"), "{"),
    **dict.fromkeys(("addlinespace",), "["),
    **dict.fromkeys(("scalebox",), "{[{"),
    **dict.fromkeys(("rotatebox",), "[{{"),
    **dict.fromkeys(("caption", "captionof"), "*[{"),
    **dict.fromkeys(("chapter", "part", "section", "subsection", "subsubsection", "paragraph"), "*[{"),
    **dict.fromkeys(("bibitem",), "[{"),
    **dict.fromkeys(("usepackage", "documentclass", "includegraphics", "RequirePackage"), "[{"),
    **dict.fromkeys(("abs",), "*{"),
    **dict.fromkeys(("cmidrule", "cline", "phantom", "hphantom", "vphantom"), "{"),
    **dict.fromkeys(("DeclareSIUnit",), "[{{"),
    **dict.fromkeys(("setlength", "setcounter"), "{{"),
    **dict.fromkeys(("acknowledgments", "acknowledgements", "appendix"), ""),
}
ENVIRONMENTS = {
    **dict.fromkeys(("tabular", "longtable", "subfigure", "subtable", "minipage"), "[{"),
    **dict.fromkeys(("tabular*", "tabulary"), "{[{"),
    **dict.fromkeys(("xltabular",), "[{[{"),
    **dict.fromkeys(("wrapfigure", "wraptable"), "[{[{"),
    **dict.fromkeys(
        ("sidewaystable", "sidewaysfigure", "tablenotes", "threeparttable", "description", "easylist"), "["
    ),
    **dict.fromkeys(("adjustbox", "multicols", "alignat", "tabu"), "{"),
}
"""The same of environments."""


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of LaTeX. `kind` is chars, macro, group, math, environment or specials; `arguments` belong to a macro."""

    kind: str
    name: str
    text: str
    start: int
    end: int
    children: tuple[Node, ...] = ()
    arguments: tuple[Node | None, ...] = ()
    display: bool = False

    @property
    def last(self) -> Node | None:
        """The last argument, mostly the one that is text."""
        return self.arguments[-1] if self.arguments else None


def parse(name: str, text: str) -> tuple[Node, ...]:
    """The nodes of a text; mistakes in it are passed over as well as they can be."""
    check_depth(name, text)
    walker = latexwalker.LatexWalker(text, latex_context=context(), tolerant_parsing=True)
    try:
        nodes = walker.get_latex_nodes()[0]
    except (latexwalker.LatexWalkerError, RecursionError) as error:
        fail(UnendingLatex(NOWHERE, name, "", f"cannot be taken apart ({type(error).__name__})"))
    return tuple(node_of(each) for each in nodes if each is not None)


def check_depth(name: str, text: str) -> None:
    """Raises HepirError where groups stand too deep in each other."""
    depth = 0
    for found in NESTING.finditer(text):
        depth += 1 if found[0] in ("{", "\\begin") else -1 if found[0] in ("}", "\\end") else 0
        if depth > DEEPEST:
            fail(UnendingLatex(NOWHERE, name, "", f"has more than {DEEPEST} groups in each other"))


@cache
def context() -> macrospec.LatexContextDb:
    """pylatexenc's macros, and those that papers use besides."""
    found = latexwalker.get_default_latex_context_db()
    added = [macrospec.MacroSpec(name, args_parser=each) for name, each in ARGUMENTS.items()]
    around = [macrospec.EnvironmentSpec(name, args_parser=each) for name, each in ENVIRONMENTS.items()]
    found.add_context_category("papers", macros=added, environments=around, prepend=True)
    return found


def node_of(node: latexwalker.LatexNode) -> Node:
    """A node of pylatexenc as one of ours."""
    start, end = node.pos, node.pos + node.len
    match node:
        case latexwalker.LatexCharsNode():
            return Node("chars", "", node.chars, start, end)
        case latexwalker.LatexGroupNode():
            return Node("group", "", "", start, end, inner(node.nodelist))
        case latexwalker.LatexMathNode():
            shown = node.displaytype == "display"
            return Node("math", "", "", start, end, inner(node.nodelist), display=shown)
        case latexwalker.LatexMacroNode():
            end -= len(node.macro_post_space or "")
            return Node("macro", node.macroname, "", start, end, (), given(node))
        case latexwalker.LatexEnvironmentNode():
            return Node(
                "environment", node.environmentname, "", start, end, inner(node.nodelist), given(node)
            )
        case latexwalker.LatexSpecialsNode():
            return Node("specials", node.specials_chars, node.specials_chars, start, end, (), given(node))
        case _:
            return Node("chars", "", "", start, end)


def inner(nodes: list[latexwalker.LatexNode | None] | None) -> tuple[Node, ...]:
    """What stands in a group."""
    return tuple(node_of(each) for each in nodes or () if each is not None)


def given(node: latexwalker.LatexNode) -> tuple[Node | None, ...]:
    """The arguments of a macro; None for an optional one that is not there."""
    found = node.nodeargd.argnlist if node.nodeargd is not None else None
    return tuple(node_of(each) if each is not None else None for each in found or ())


@cache
def symbol(name: str) -> str | None:
    r"""What a macro without arguments stands for, such as `≥` for `\geq`; None where that is not known."""
    spec = latex2text.get_default_latex_context_db().get_macro_spec(name)
    found = getattr(spec, "simplify_repl", None)
    return found if isinstance(found, str) and "%" not in found else None
