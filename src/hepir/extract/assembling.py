"""From a draft to the text of a program.

In: a `Draft`, whose statements may speak of any block in any order. Out: canonical text: the analysis with what concerns the
whole publication, a `source` for each quote, then the blocks, each with its rules in the order in which they were made. Every
prefix of a draft makes a whole program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from hepir.extract.draft import Draft, DraftStatement, Evidence
from hepir.source import Source
from hepir.syntax import wording
from hepir.syntax.folding import on_one_line
from hepir.syntax.formatting import format_source
from hepir.syntax.parsing import parse
from hepir.syntax.wording import quote
from hepir.syntax.words import BLOCKS, NOTES, STRING_OR_COMMENT

ANALYSIS = "analysis"
UNTITLED = "Untitled"


@dataclass(frozen=True)
class Block:
    """A header and its rules."""

    header: DraftStatement
    rules: tuple[DraftStatement, ...]


@lru_cache(maxsize=8)
def program_text(draft: Draft) -> str:
    """The program of a draft; HepirError where a statement of it is none of the language. An empty draft gives the
    analysis alone."""
    names = source_names(draft.statements)
    parts = [
        *analysis_lines(draft, names),
        *(line for evidence, name in names.items() for line in source_lines(evidence, name)),
    ]
    for block in blocks_of(draft.statements):
        lines = [line_of(each, names) for each in (*of_table(block.header), *block.rules)]
        parts += ["", lines[0], *(f"  {line}" for line in lines[1:])]
    return format_source("\n".join(parts) + "\n")


def analysis_lines(draft: Draft, names: dict[Evidence, str]) -> Iterator[str]:
    """The title, the facts, and notes on the publication as a whole."""
    yield f"analysis {quote(draft.title or UNTITLED)}"
    for statement in draft.statements:
        if statement.target == ANALYSIS or (not statement.target and keyword(statement) in NOTES):
            yield f"  {line_of(statement, names)}"


def blocks_of(statements: Sequence[DraftStatement]) -> tuple[Block, ...]:
    """The blocks with the rules that belong to them; ValueError where a rule has no block."""
    headers = {name_of(each): each for each in statements if not each.target and keyword(each) not in NOTES}
    rules: dict[str, list[DraftStatement]] = {name: [] for name in headers}
    for each in statements:
        if each.target and each.target != ANALYSIS:
            if each.target not in rules:
                raise ValueError(f"no block `{each.target}` for `{each.text}`")
            rules[each.target].append(each)
    return tuple(Block(header, tuple(rules[name])) for name, header in headers.items())


def keyword(statement: DraftStatement) -> str:
    """The word that a statement begins with."""
    return statement.text.split(None, 1)[0]


def name_of(header: DraftStatement) -> str:
    """The name that a header declares; ValueError where it declares none."""
    words = header.text.split(None, 2)
    if len(words) < 2 or words[0] not in BLOCKS or words[0] in (ANALYSIS, "source"):
        raise ValueError(f"`{header.text}` begins no block")
    return words[1]


def of_table(header: DraftStatement) -> Iterator[DraftStatement]:
    """A header; a table, which is written as one statement, as its header and its rules, each with the evidence of all."""
    if keyword(header) != "table":
        yield header
        return
    parsed = parse(Source("", header.text)).program
    if parsed is None:
        raise ValueError(f"not one statement: {header.text!r}")
    (table,) = parsed.blocks
    yield replace(header, text=on_one_line(wording.header(table)))
    yield from (replace(header, text=on_one_line(wording.rule(each))) for each in table.rules)


def source_names(statements: Sequence[DraftStatement]) -> dict[Evidence, str]:
    """A name for each quote: the sentence it is from, with a letter where several are from one."""
    names: dict[Evidence, str] = {}
    documents: dict[str, int] = {"": 0}
    taken: set[str] = set()
    for evidence in (each for statement in statements for each in statement.evidence):
        if evidence in names:
            continue
        number = documents.setdefault(evidence.document, len(documents))
        stem = f"r{number}_{identifier(evidence.unit)}" if number else identifier(evidence.unit)
        names[evidence] = next(name for name in suffixed(stem) if name not in taken)
        taken.add(names[evidence])
    return names


def identifier(unit: str) -> str:
    """A unit's id as a name of the language."""
    kept = "".join(each if each.isascii() and each.isalnum() else "_" for each in unit)
    return kept if kept[:1].isalpha() else f"q{kept}"


def suffixed(stem: str) -> Iterator[str]:
    """`p3s12`, `p3s12_2`, `p3s12_3`, ..."""
    yield stem
    number = 2
    while True:
        yield f"{stem}_{number}"
        number += 1


def source_lines(evidence: Evidence, name: str) -> Iterator[str]:
    """The declaration of a quote."""
    reference = f"ref {quote(evidence.document)} " if evidence.document else ""
    yield ""
    yield f"source {name} = {reference}page {evidence.page} {quote(evidence.quote)}"


def line_of(statement: DraftStatement, names: dict[Evidence, str]) -> str:
    """A statement with its evidence, and its votes as a comment; ValueError for more than one line, or for comments."""
    if statement.text.splitlines() != [statement.text] or has_comment(statement.text):
        raise ValueError(f"not one statement: {statement.text!r}")
    cited = "".join(f" @{names[each]}" for each in dict.fromkeys(statement.evidence))
    confidence = statement.confidence
    votes = f"  # {confidence.votes}/{confidence.samples}" if confidence.votes is not None else ""
    return f"{statement.text}{cited}{votes}"


def has_comment(text: str) -> bool:
    """Whether a text has a comment, which would hide what follows."""
    return any(found.group().startswith("#") for found in STRING_OR_COMMENT.finditer(text))
