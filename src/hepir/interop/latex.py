r"""A selection as a table for a publication or a note.

In: a syntax tree. Out: LaTeX, a `longtable` with a row for each criterion and what it rests on. Needs the packages
`longtable` and `amsmath`; nothing of the program becomes a command.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from hepir.syntax import tree, wording
from hepir.syntax.folding import on_one_line

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': "''",
    "\N{EN DASH}": "--",
    "\N{EM DASH}": "---",
    "\N{LEFT DOUBLE QUOTATION MARK}": "``",
    "\N{RIGHT DOUBLE QUOTATION MARK}": "''",
    "\N{LEFT SINGLE QUOTATION MARK}": "`",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{HORIZONTAL ELLIPSIS}": r"\ldots{}",
    "\N{NO-BREAK SPACE}": "~",
}
# Signs of publications that LaTeX has in formulas alone.
SIGNS = {
    "\N{MINUS SIGN}": "-",
    "\N{GREATER-THAN OR EQUAL TO}": r"\geq",
    "\N{LESS-THAN OR EQUAL TO}": r"\leq",
    "\N{NOT EQUAL TO}": r"\neq",
    "\N{ALMOST EQUAL TO}": r"\approx",
    "\N{TILDE OPERATOR}": r"\sim",
    "\N{PLUS-MINUS SIGN}": r"\pm",
    "\N{MINUS-OR-PLUS SIGN}": r"\mp",
    "\N{MULTIPLICATION SIGN}": r"\times",
    "\N{MIDDLE DOT}": r"\cdot",
    "\N{RIGHTWARDS ARROW}": r"\to",
    "\N{INFINITY}": r"\infty",
    "\N{SQUARE ROOT}": r"\surd",
    "\N{INCREMENT}": r"\Delta",
    "\N{N-ARY SUMMATION}": r"\sum",
    "\N{SCRIPT SMALL L}": r"\ell",
    "\N{PRIME}": r"{}^{\prime}",
    "\N{DEGREE SIGN}": r"{}^{\circ}",
    "\N{ELEMENT OF}": r"\in",
}
GREEK = re.compile(r"GREEK (?P<case>SMALL|CAPITAL) LETTER (?P<name>\w+)$")
LETTERS = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "omicron",
    "pi",
    "rho",
    "sigma",
    "tau",
    "upsilon",
    "phi",
    "chi",
    "psi",
    "omega",
]
AS_LATIN = [
    "Alpha",
    "Beta",
    "Epsilon",
    "Zeta",
    "Eta",
    "Iota",
    "Kappa",
    "Mu",
    "Nu",
    "Omicron",
    "omicron",
    "Rho",
    "Tau",
    "Chi",
]
SPELLED = {"lamda": "lambda", "Lamda": "Lambda"}  # as Unicode calls them
RAISED = {"<super>": "^", "<sub>": "_"}
LAST_LETTER = "\u017f"  # of the Latin alphabets that LaTeX knows
PROPERTIES = {
    "pt": r"p_\mathrm{T}",
    "eta": r"\eta",
    "phi": r"\phi",
    "mass": "m",
    "energy": "E",
    "charge": "q",
    "px": "p_x",
    "py": "p_y",
    "pz": "p_z",
    "mt": r"m_\mathrm{T}",
    "et": r"E_\mathrm{T}",
    "d0": "d_0",
    "z0": "z_0",
}
FUNCTIONS = {
    "dr": r"\Delta R",
    "dphi": r"\Delta\phi",
    "deta": r"\Delta\eta",
    "transverse_mass": r"m_\mathrm{T}",
}
COMPARISONS = {"<=": r"\leq", ">=": r"\geq", "==": "=", "!=": r"\neq", "<": "<", ">": ">"}
OPERATORS = {"*": r"\cdot", "/": "/", "+": "+", "-": "-"}
HEAD = r"""\begin{longtable}{p{0.62\textwidth}p{0.32\textwidth}}
\hline
Criterion & Source \\
\hline
\endhead
"""


def table(program: tree.Program) -> str:
    """The table of a program."""
    quotes = {each.name.text: each for each in program.blocks if isinstance(each, tree.SourceStatement)}
    rows = [row for block in program.blocks for row in block_rows(block, quotes)]
    rows += [criterion(note, quotes) for note in program.notes]
    return HEAD + "".join(f"{row} \\\\\n" for row in rows) + "\\hline\n\\end{longtable}\n"


def block_rows(block: tree.Block, quotes: dict[str, tree.SourceStatement]) -> Iterator[str]:
    """The rows of a block: its header in bold, then its rules."""
    match block:
        case tree.SourceStatement() | tree.Analysis():
            yield from (criterion(each, quotes) for each in block.rules if isinstance(each, tree.Note))
        case tree.Choose() | tree.Define():
            yield criterion(block, quotes)
            yield from (criterion(each, quotes) for each in block.rules)
        case _:
            yield rf"\multicolumn{{2}}{{l}}{{\textbf{{{escaped(on_one_line(wording.header(block)))}}}}}"
            yield from (criterion(each, quotes) for each in block.rules)


def criterion(node: tree.Statement, quotes: dict[str, tree.SourceStatement]) -> str:
    """A row."""
    evidence = "; ".join(source(each, quotes) for each in node.evidence)
    return rf"\quad {said(node)} & {evidence}"


def source(evidence: tree.Evidence, quotes: dict[str, tree.SourceStatement]) -> str:
    """What a statement rests on."""
    match evidence:
        case tree.Assumed(reason=reason):
            return rf"\emph{{assumed:}} {escaped(reason)}"
        case tree.Cited(name=name):
            cited = quotes.get(name.text)
            return f"p.~{cited.page}: ``{escaped(cited.quote)}''" if cited is not None else escaped(name.text)


def said(node: tree.Statement) -> str:
    """A statement with its keyword, its expressions as formulas."""
    match node:
        case tree.Select(condition=condition):
            return formula(condition)
        case tree.Reject(condition=condition):
            return f"reject {formula(condition)}"
        case tree.When(condition=condition, requirement=requirement, otherwise=otherwise):
            text = f"if {formula(condition)}: {formula(requirement)}"
            return f"{text}, otherwise {formula(otherwise)}" if otherwise is not None else text
        case tree.Define(name=name, value=value) | tree.Let(name=name, value=value):
            return f"{formula_name(name.text)} = {formula(value)}"
        case tree.Choose(name=name, collection=collection, rankings=rankings):
            words = (
                f"{'smallest' if each.minimizing else 'largest'} {formula(each.key)}" for each in rankings
            )
            return f"{escaped(name.text)}: of {escaped(collection.text)} the one with {', then '.join(words)}"
        case tree.Sort(key=key, descending=descending):
            return f"in {'decreasing' if descending else 'increasing'} order of {formula(key)}"
        case tree.Bin(axis=tree.Axis() as axis):
            return f"bins of {formula(axis.value)}: {escaped(wording.binning(axis.binning))}"
        case tree.Weight(name=name, value=value, dataset=dataset):
            where = f" ({dataset} only)" if dataset else ""
            return f"weight {escaped(name.text)} = {formula(value)}{where}"
        case tree.Note(keyword=keyword, text=text):
            return rf"\emph{{{keyword}:}} {escaped(text)}"
    return escaped(on_one_line(wording.rule(node)))


def formula_name(name: str) -> str:
    """A name within a formula."""
    return rf"$\mathit{{{escaped(name)}}}$"


def formula(node: tree.Expression) -> str:
    """An expression between dollar signs."""
    return f"${math(node)}$"


def math(node: tree.Expression) -> str:
    """An expression in mathematical mode; what has no formula stands as text."""
    match node:
        case tree.Name(text=text):
            return PROPERTIES.get(text) or rf"\mathit{{{escaped(text)}}}"
        case tree.Attribute(base=base, name=name) if name.text in PROPERTIES:
            return f"{PROPERTIES[name.text]}({math(base)})"
        case tree.Attribute(base=base, name=name):
            return rf"{math(base)}.\mathit{{{escaped(name.text)}}}"
        case tree.Subscript(base=base, index=index):
            return rf"{math(base)}_{{{index + 1 if index >= 0 else index}}}"
        case tree.Quantity(number=number, unit=unit):
            return number + (rf"\,\mathrm{{{unit_text(unit)}}}" if unit else "")
        case tree.Group(inner=inner):
            return rf"\left({math(inner)}\right)"
        case tree.Magnitude(inner=inner):
            return rf"\left|{math(inner)}\right|"
        case tree.Sign(operator=sign, operand=operand):
            return f"{sign}{math(operand)}"
        case tree.Raised(base=base, exponent=exponent):
            return f"{{{math(base)}}}^{{{math(exponent)}}}"
        case tree.Chain(operands=operands, operators=operators):
            return joined(operands, [OPERATORS[each] for each in operators])
        case tree.Comparison(operands=operands, operators=operators):
            return joined(operands, [COMPARISONS[each] for each in operators])
        case tree.Logical(operator=word, operands=operands):
            return rf"\ \text{{{word}}}\ ".join(map(math, operands))
        case tree.Not(operand=operand):
            return rf"\text{{not}}\ {math(operand)}"
        case tree.Call(function=function, arguments=arguments, binders=()):
            return call(function.text, arguments)
    return rf"\text{{{escaped(on_one_line(wording.expression(node)))}}}"


def call(name: str, arguments: tuple[tree.Expression, ...]) -> str:
    """A function."""
    inside = ", ".join(map(math, arguments))
    match name, arguments:
        case "sqrt", (argument,):
            return rf"\sqrt{{{math(argument)}}}"
        case "size", (argument,):
            return f"N({math(argument)})"
        case "sum", (argument,):
            return rf"\sum {math(argument)}"
    word = FUNCTIONS.get(name) or rf"\text{{{escaped(name)}}}"
    return f"{word}({inside})"


def joined(operands: tuple[tree.Expression, ...], operators: list[str]) -> str:
    """Operands with operators between them."""
    words = [math(operands[0])]
    for operator, operand in zip(operators, operands[1:], strict=True):
        words += [operator, math(operand)]
    return " ".join(words)


def unit_text(unit: str) -> str:
    """A unit in mathematical mode."""
    if unit == "%":
        return r"\%"
    name, _, power = unit.partition("^")
    if name.startswith("/"):
        return f"{name[1:]}^{{-{power or 1}}}"
    return f"{name}^{{{power.strip('()')}}}" if power else name


def escaped(text: str) -> str:
    """Text that LaTeX shows as it is, whichever of its engines."""
    return "".join(map(sign, text))


def sign(character: str) -> str:
    """A character; one that LaTeX knows in no way is named by its number."""
    if character in SPECIAL:
        return SPECIAL[character]
    if character in SIGNS:
        return rf"\ensuremath{{{SIGNS[character]}}}"
    if " " <= character <= "~" or (character.isalpha() and character <= LAST_LETTER):
        return character
    if greek := GREEK.match(unicodedata.name(character, "")):
        name = greek["name"].lower() if greek["case"] == "SMALL" else greek["name"].capitalize()
        name = SPELLED.get(name, name)
        if name.lower() in LETTERS:
            return name[0] if name in AS_LATIN else rf"\ensuremath{{\{name}}}"
    kind, _, parts = unicodedata.decomposition(character).rpartition(" ")
    if kind in RAISED:
        return rf"\ensuremath{{{RAISED[kind]}{{\text{{{sign(chr(int(parts, 16)))}}}}}}}"
    return rf"\texttt{{U+{ord(character):04X}}}"
