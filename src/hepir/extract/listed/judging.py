"""A listed statement, held against the sentence that it cites and the program so far.

In: an `Item`, the sentences in view, a `Writing`. Out: the statement in the words of decoders, kept in the `Writing`, or an
`Objection`. The quote stands in the sentence letter by letter, the statement is one and parses, the ordinary checker takes
it, and its numbers and names are those of the quote.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from hepir.extract.assembling import ANALYSIS, keyword, name_of
from hepir.extract.citing import SHORTEST, Citable
from hepir.extract.draft import DraftStatement, Evidence
from hepir.extract.errors.quotes import shortened
from hepir.extract.listed.answers import Item
from hepir.extract.listed.grounding import unsaid, unsayable
from hepir.extract.objections import Objection, of_diagnostics
from hepir.extract.quotes import splits
from hepir.extract.stating import Stated, one, stated
from hepir.extract.typed.bodies import whole_body
from hepir.extract.typed.further import whole_head
from hepir.extract.typed.literals import Literal, literals_of, quoted
from hepir.extract.typed.openings import HEAD, read_head
from hepir.extract.writing import Writing
from hepir.models.grammars import whole_part
from hepir.reading.normalising import normalised
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.parsing import parse
from hepir.syntax.words import NOTES
from hepir.types.kinds import Kinds

NOT_LISTED = (tree.Analysis, tree.SourceStatement)
BLOCK = re.compile(r"^in[ \t]+(\w+)[ \t]+")
Units = Mapping[str, Citable]


def judge(item: Item, units: Units, writing: Writing) -> Objection | None:
    """Keep the statement of an item, unless something stands against it. One that is there already is not kept twice."""
    if item.problem:
        return Objection(item.problem)
    evidence = evidence_of(item, units)
    if isinstance(evidence, Objection):
        return evidence
    found = single(item.statement, writing)
    if isinstance(found, Objection):
        return found
    statement, unit = DraftStatement(found.target, found.text, (evidence,)), units[item.sentence]
    if statement in writing.statements:
        return None
    if reason := unsayable(found.node, unit, evidence.quote):
        return Objection(reason)  # before its trial: a check looks for the files that a program names
    program = writing.trial(statement)
    if isinstance(program, Objection):
        return program
    invented = unsaid(found.node, evidence.quote)
    if invented and not counted(invented, found, evidence.quote, unit, writing):
        return of_numbers(invented, evidence.quote)
    writing.keep(statement, program)
    return None


# ---- evidence ----


def evidence_of(item: Item, units: Units) -> Evidence | Objection:
    """The quote as it stands in the sentence; the whole sentence for no words, or for so few that they say nothing."""
    unit = units.get(item.sentence)
    if unit is None:
        return Objection(f"there is no sentence `{shortened(item.sentence)}` in view")
    quote = normalised(item.quote)
    if not stands(quote, unit.text):
        return not_there(quote, unit, units)
    whole = len(quote) < SHORTEST
    return Evidence(unit.id, unit.text if whole else quote, unit.page, unit.document)


def stands(quote: str, text: str) -> bool:
    """Whether a quote is in a text, from the beginning of a number or word to the end of one."""
    start = text.find(quote)
    while start >= 0:
        if not splits(text, start) and not splits(text, start + len(quote)):
            return True
        start = text.find(quote, start + 1)
    return False


def not_there(quote: str, unit: Citable, units: Units) -> Objection:
    """What the sentence says instead, or where the quote stands."""
    reason = f'{unit.id} does not say "{shortened(quote)}"'
    elsewhere = [each.id for each in units.values() if stands(quote, each.text)]
    if elsewhere:
        return Objection(reason, f"{reason}; {elsewhere[0]} does")
    return Objection(reason, f"{reason}; copy letter by letter from: {unit.text}")


# ---- one statement ----


def single(text: str, writing: Writing) -> Stated | Objection:
    """The one statement that a text is, in canonical words; or what it is instead."""
    found = HEAD.fullmatch(BLOCK.sub(r"in \1 ", text, count=1))
    target, rest = (found["target"] or "", found["rest"]) if found else ("", text)
    header = header_of(target, writing)
    if isinstance(header, Objection):
        return header
    if len(rest.splitlines()) != 1:
        return Objection("it has more than one line", "write one statement on one line in each item")
    source = Source("", f"{header}\n  {rest}\n" if header else f"{rest}\n")
    parsed = parse(source)
    objection = of_diagnostics(source, parsed.diagnostics)
    if objection is not None or parsed.program is None:
        return objection or Objection("it cannot be read")
    return only(parsed.program, target, writing.kinds)


def header_of(target: str, writing: Writing) -> str | Objection:
    """The line that declares a block; empty for what stands by itself."""
    if not target:
        return ""
    if target == ANALYSIS:
        return f'{ANALYSIS} "title"'
    for each in writing.statements:
        if not each.target and keyword(each) not in NOTES and name_of(each) == target:
            return each.text
    reason = f"there is no block `{target}`"
    return Objection(
        reason, f"{reason}: declare it before, as in `object {target} from Jet` or `region {target}`", target
    )


def only(program: tree.Program, target: str, kinds: Kinds) -> Stated | Objection:
    """The statement of a program that has, besides the header of its block, no other."""
    if program.comments:
        return Objection("it has a comment", "leave comments out")
    if any(isinstance(each, NOT_LISTED) for each in program.blocks if not target):
        return Objection("it is made of the publication and of citations", "leave it out")
    blocks = list(stated(program, kinds))
    # what begins with `analysis` has no statement of its own there
    found = blocks[1:] if target and target != ANALYSIS else blocks
    found += [one(each, "") for each in program.notes]
    if len(found) != 1 or found[0].target != target:
        reason = "it is more than one statement" if len(found) > 1 else "it is no statement of this block"
        return Objection(reason, f"{reason}: write one in each item; a rule begins with `in` and its block")
    if found[0].node.evidence:
        reason = "it has evidence of its own"
        return Objection(
            reason, f"{reason}: leave out what begins with `@`, which `sentence` and `quote` say"
        )
    return found[0]


# ---- numbers ----


def counted(
    invented: tuple[Literal, ...], found: Stated, quote: str, unit: Citable, writing: Writing
) -> bool:
    """Whether pure numbers that the quote does not give are such as it implies (`a pair`) or formulas have: those that a
    decoder could write here, too."""
    if any(each.unit is not None for each in invented):
        return False
    scene, offered, text = writing.scene, quoted(quote), found.line
    opening = whole_head(scene, offered, unit.references, writing.facts, partial(standing, text))
    if opening is None:
        return False
    rest = text[len(opening) :]
    return whole_body(scene, read_head(opening, scene), offered, partial(standing, rest)) == rest


def standing(text: str, grammar: str, begun: str) -> str | None:
    """The part of a text, behind its beginning, that is one of a grammar."""
    return whole_part(grammar, text[len(begun) :])


def of_numbers(invented: tuple[Literal, ...], quote: str) -> Objection:
    """Which numbers were invented, and which the quote has."""
    reason = f"the quote does not say {', '.join(each.text for each in invented)}"
    offered = ", ".join(each.text for each in literals_of(quote)) or "no number"
    return Objection(reason, f"{reason}; it says {offered}. What the sentence leaves open is `?`")
