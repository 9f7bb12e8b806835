"""A program in plain English.

In: a typed program. Out: text in Markdown: facts, objects, events, and what is left open, in the order and grouping of the
program, for the authors of the publication to read. The built-in reader understands most of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hepir.explain.further import table_sentences, variation_sentences
from hepir.explain.sentences import Said, definition_sentences, region_sentences
from hepir.explain.words import name_words
from hepir.semantics.program import Program

UNTITLED = "An event selection"
NOTES = {
    "unresolved": "Not settled",
    "delegated": "Left to another publication",
    "dismissed": "Read, and no selection",
}


def sentences(program: Program) -> tuple[Said, ...]:
    """A sentence for each statement, in the order of the program."""
    definitions = sorted(program.definitions, key=lambda each: each.origin.line)
    regions = sorted(program.regions, key=lambda each: each.origin.line)
    return (
        *(said for each in definitions for said in definition_sentences(each, program)),
        *(said for each in regions for said in region_sentences(each, program)),
        *variation_sentences(program),
    )


def english(program: Program) -> str:
    """The whole program."""
    parts = [f"# {program.publication.title or UNTITLED}", *facts(program)]
    said = sentences(program)
    regions = {each.name for each in program.regions}
    systematics = {each.systematic for each in program.variations}
    objects = [each for each in said if each.block not in regions | systematics]
    if objects:
        parts += ["## Object selection", *paragraphs(objects)]
    if program.regions:
        parts.append("## Event selection")
    for region in sorted(program.regions, key=lambda each: each.origin.line):
        inside = [each for each in said if each.block == region.name]
        parts.append(f"### {name_words(region.name).capitalize()}")
        parts += paragraphs(inside) if inside else ["All events are taken."]
    if tables := list(table_sentences(program)):
        parts += ["## Tables", *tables]
    if varied := [each for each in said if each.block in systematics]:
        parts += ["## Systematic variations", *paragraphs(varied)]
    if program.notes:
        parts += ["## Left open", *(note_line(each) for each in program.notes)]
    return "\n\n".join(parts) + "\n"


def facts(program: Program) -> Iterator[str]:
    """What the program says of the publication."""
    known = program.publication
    experiment = (
        f"The data were recorded by {known.experiment}" if known.experiment else "The data were recorded"
    )
    energy = f" at a centre-of-mass energy of {known.sqrt_s}" if known.sqrt_s else ""
    amount = f", and correspond to an integrated luminosity of {known.luminosity}" if known.luminosity else ""
    if known.experiment or known.sqrt_s or known.luminosity:
        yield f"{experiment}{energy}{amount}."


def paragraphs(said: list[Said]) -> Iterator[str]:
    """The sentences of each block, a paragraph each."""
    blocks = dict.fromkeys(each.block for each in said)
    for block in blocks:
        yield " ".join(each.text for each in said if each.block == block)


def note_line(note: str) -> str:
    """A note of the program as an item."""
    word, _, rest = note.partition(": ")
    return f"- {NOTES[word]}: {rest}" if word in NOTES else f"- {note}"
