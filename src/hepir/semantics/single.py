"""An expression that stands alone, such as those of a schema.

In: its text and the kind of object that it speaks of. Out: a typed expression about `this`, or HepirError.
"""

from __future__ import annotations

from hepir.diagnostics.core import HepirError, Severity
from hepir.semantics import typing
from hepir.semantics.expressions import Expression, Local
from hepir.semantics.scope import Report, Scope
from hepir.source import Source, Span
from hepir.syntax import tree
from hepir.syntax.parsing import parse
from hepir.types.core import Element
from hepir.types.kinds import Kinds


def infer_alone(text: str, kind: str, kinds: Kinds) -> Expression:
    """The typed expression of a text about one object of a kind."""
    source = Source("expression", f"define value = {text}\n")
    parsed = parse(source)
    if parsed.program is None:
        raise HepirError(parsed.diagnostics)
    block = parsed.program.blocks[0]
    assert isinstance(block, tree.Define)
    report = Report()
    this = Local("this", type=Element((kind,)), span=Span(0, 0))
    typed = typing.infer(block.value, Scope(source, kinds, {}, report, this=this))
    problems = tuple(each for each in report.found if each.severity is Severity.ERROR)
    if problems:
        raise HepirError(problems)
    return typed
