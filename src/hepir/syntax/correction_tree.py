"""The statements of tables, of models, of external functions and of systematic variations.

In: built by `syntax.correction_statements`. Out: frozen dataclasses, which `syntax.tree` hands on.
"""

from __future__ import annotations

from dataclasses import field

from hepir.light_dataclasses import dataclass
from hepir.source import Span
from hepir.syntax.expression_tree import Expression, Identifier, Node
from hepir.syntax.statement_tree import Note, Signed, Statement, Variable


@dataclass(frozen=True)
class Numbers(Node):
    """`[0.8, -0.1] GeV`: numbers as they were written and the unit, if there is one."""

    texts: tuple[str, ...]
    unit: str | None
    places: tuple[Span, ...] = field(compare=False, kw_only=True, repr=False)


@dataclass(frozen=True)
class TableAxis(Statement):
    """`axis name in bins [20, 50] GeV`"""

    name: Identifier
    binning: Variable


@dataclass(frozen=True)
class TableUnit(Statement):
    """`unit pt GeV`: the unit of an axis that a file has."""

    name: Identifier
    unit: str


@dataclass(frozen=True)
class TableValues(Statement):
    """`values [0.8, 0.9]`"""

    numbers: Numbers


@dataclass(frozen=True)
class TableErrors(Statement):
    """`errors [0.1, 0.1]`, or those `up` or `down`."""

    direction: str | None
    numbers: Numbers


@dataclass(frozen=True)
class Outside(Statement):
    """`outside clamp`, or `outside 1`: what a table says beyond its edges."""

    value: Signed | None


@dataclass(frozen=True)
class Stored(Node):
    """`from "file.json" entry "name"`"""

    path: str
    entry: str | None
    path_span: Span = field(compare=False, kw_only=True, repr=False)


TableRule = TableAxis | TableUnit | TableValues | TableErrors | Outside | Note


@dataclass(frozen=True)
class TableBlock(Statement):
    """`table name` and its rules."""

    name: Identifier
    stored: Stored | None
    rules: tuple[TableRule, ...] = ()


@dataclass(frozen=True)
class Setting(Node):
    """`mean 50`, `scale 20` or `pad -1`"""

    word: str
    number: str


@dataclass(frozen=True)
class ModelInput(Statement):
    """`input pt GeV mean 50 scale 20`, or `input jet_pt 3 places GeV pad 0`"""

    name: Identifier
    places: int | None
    unit: str | None
    settings: tuple[Setting, ...] = ()


@dataclass(frozen=True)
class ModelOutput(Statement):
    """`output "probabilities" 1`: the name of an output, and which of its columns."""

    text: str
    place: int | None
    text_span: Span = field(compare=False, kw_only=True, repr=False)


@dataclass(frozen=True)
class ModelHash(Statement):
    """`hash "sha256:..."`"""

    text: str
    text_span: Span = field(compare=False, kw_only=True, repr=False)


@dataclass(frozen=True)
class ModelBlock(Statement):
    """`model name from "file.onnx"` and its rules."""

    name: Identifier
    path: str
    rules: tuple[ModelInput | ModelOutput | ModelHash | Note, ...] = ()
    path_span: Span = field(compare=False, kw_only=True, repr=False)


@dataclass(frozen=True)
class FunctionOutput(Statement):
    """`output GeV`: the unit of what a function gives."""

    unit: str | None


@dataclass(frozen=True)
class FunctionBlock(Statement):
    """`function name from "file.py"` and its rules."""

    name: Identifier
    path: str
    rules: tuple[ModelInput | FunctionOutput | ModelHash | Note, ...] = ()
    path_span: Span = field(compare=False, kw_only=True, repr=False)


@dataclass(frozen=True)
class Variation(Statement):
    """`up jets.pt = pt * 1.02`"""

    direction: str
    collection: Identifier
    attribute: Identifier
    value: Expression


@dataclass(frozen=True)
class WeightVariation(Statement):
    """`up weight pileup = event.pileup_up`"""

    direction: str
    name: Identifier
    value: Expression


@dataclass(frozen=True)
class InputVariation(Statement):
    """`up from branches "_jesTotalUp"` or `up from tree "jes_up"`"""

    direction: str
    what: str
    text: str
    text_span: Span = field(compare=False, kw_only=True, repr=False)


@dataclass(frozen=True)
class BranchVariation(Statement):
    """`up Jet.pt from branch "Jet_pt_jesTotalUp"`"""

    direction: str
    collection: Identifier
    attribute: Identifier
    text: str
    text_span: Span = field(compare=False, kw_only=True, repr=False)


AnyVariation = Variation | WeightVariation | BranchVariation | InputVariation


@dataclass(frozen=True)
class SystematicBlock(Statement):
    """`systematic name` and its variations."""

    name: Identifier
    rules: tuple[AnyVariation | Note, ...] = ()
