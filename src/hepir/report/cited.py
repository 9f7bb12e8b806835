"""What statements rest on, by their lines.

In: a result that holds its program. Out: for each line the sources that it cites, and its reasons, in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hepir.backend.result import Result
from hepir.report.page_graph import program_of
from hepir.source import Source
from hepir.syntax import tree


def citations(result: Result) -> Mapping[int, str]:
    """Words for each line that cites something."""
    program = program_of(result)
    if program is None:
        return {}
    source = Source("", result.provenance.program_text)
    sources = {each.name.text: each for each in program.blocks if isinstance(each, tree.SourceStatement)}
    found: dict[int, str] = {}
    for statement in statements(program):
        words = [word for each in statement.evidence if (word := words_of(each, sources))]
        if words:
            found[source.position(statement.span.start).line] = "; ".join(words)
    return found


def statements(program: tree.Program) -> Iterator[tree.Statement]:
    """All statements, blocks before their rules."""
    for block in program.blocks:
        yield block
        yield from block.rules


def words_of(evidence: tree.Evidence, sources: Mapping[str, tree.SourceStatement]) -> str:
    """A quote with its page, or a reason."""
    match evidence:
        case tree.Assumed(reason):
            return f"assumed: {reason}"
        case tree.Cited(name) if name.text in sources:
            source = sources[name.text]
            other = f"{source.reference}, " if source.reference else ""
            return f'{other}page {source.page}: "{source.quote}"'
        case _:
            return ""
