"""What an ADL program says about its publication, and its settings.

In: `info` blocks and settings. Out: the `analysis` block, with what has no place there as comments.
"""

from __future__ import annotations

import re

from hepir.interop.adl.blocks import Block, Program
from hepir.interop.adl.pieces import quoted
from hepir.interop.adl.rows import Report, Row, unresolved
from hepir.interop.adl.units import number

FACT = re.compile(r"\s*(?P<word>[A-Za-z_]\w*)\s*[:=]?\s*(?P<value>.*?)\s*$", re.DOTALL)
NUMBER = re.compile(
    r"(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE]\+?\d+)?)\s*(?:[*/]?\s*(?:1\s*/\s*)?(?P<unit>[A-Za-z]+))?"
)
ENERGIES = {"gev": "GeV", "mev": "MeV"}
LUMINOSITIES = {"pb": "/pb", "nb": "/nb", "ab": "/ab"}
NAME = re.compile(r"[A-Za-z_]\w*$")
UNTITLED = "an ADL program"


def analysis(program: Program, report: Report) -> list[Row]:
    """The analysis, with a title even where the program has none."""
    infos = [block for block in program.blocks if block.kind == "info"]
    if not infos:
        return []
    title, facts, comments = "", list[Row](), list[Row]()
    for block in infos:
        report.took(block.line)
        comments += [Row(f"# {text}".rstrip(), block.line.span) for text in block.line.before]
        for line in block.rules:
            report.took(line)
            comments += [Row(f"# {text}".rstrip(), line.span) for text in line.before]
            found = FACT.match(line.body)
            word, value = (found["word"].lower(), unquoted(found["value"])) if found else ("", line.body)
            if word == "title" and not title:
                title = value
            elif (fact := fact_of(word, value)) is not None:
                facts.append(Row(f"  {fact}", line.span))
            else:
                facts.append(Row(f"  # {word}: {' '.join(value.split())}".rstrip(": "), line.span))
    return [*comments, Row(f"analysis {quoted(title or UNTITLED)}", infos[0].line.span), *unique(facts)]


def unique(facts: list[Row]) -> list[Row]:
    """The facts, each sort once; of several papers the arXiv number."""
    found: dict[str, Row] = {}
    for row in facts:
        key = row.text.split()[0] if not row.text.strip().startswith("#") else row.text
        if key not in found or "arXiv" in row.text:
            found[key] = row
        else:
            found[f"{key} {row.text}"] = Row(f"  # {row.text.strip()}", row.span)
    return list(found.values())


def unquoted(text: str) -> str:
    """A text without the quotes around it."""
    return text.strip().strip('"').strip()


def fact_of(word: str, value: str) -> str | None:
    """A fact that this language has, too."""
    digits = NUMBER.match(value)
    match word:
        case "experiment" if NAME.match(value):
            return f"experiment {value}"
        case "arxiv" if value:
            return f"paper {quoted(f'arXiv:{value}')}"
        case "doi" if value:
            return f"paper {quoted(f'doi:{value}')}"
        case "sqrts" if digits:
            unit = ENERGIES.get((digits["unit"] or "").lower(), "TeV")
            return f"sqrt_s {number(digits['number'])} {unit}"
        case "lumi" if digits:
            unit = LUMINOSITIES.get((digits["unit"] or "").lower(), "/fb")
            return f"luminosity {number(digits['number'])} {unit}"
    return None


def setting(block: Block, report: Report) -> list[Row]:
    """A setting of the program that runs ADL says nothing of the selection, but for its trigger."""
    word, _, value = block.line.body.partition("=")
    report.took(block.line)
    if word.strip().lower().startswith("trg") and value.strip() not in ("0", ""):
        return [Row(unresolved(block.line), block.line.span)]
    return [
        Row(f"# {' '.join(block.line.body.split())}: a setting of the program that runs ADL", block.line.span)
    ]
