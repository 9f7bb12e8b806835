"""The built-in reader.

In: a `Document`. Out: a `Draft`. Deterministic; never raises for any document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hepir.extract.builtin.btagging import with_one_point
from hepir.extract.builtin.called import called_sentences
from hepir.extract.builtin.channel_objects import in_channels
from hepir.extract.builtin.channels import headings_of
from hepir.extract.builtin.copying import ToldLikeness, with_likenesses
from hepir.extract.builtin.drafting import Claims, draft_of, grounded
from hepir.extract.builtin.evidence import evidence_of
from hepir.extract.builtin.facts import facts, sums
from hepir.extract.builtin.judging import unresolved
from hepir.extract.builtin.notes import shortened
from hepir.extract.builtin.prose import from_sentences
from hepir.extract.builtin.same_regions import with_one_name
from hepir.extract.builtin.table_statements import from_tables
from hepir.extract.builtin.totals import with_numbers
from hepir.extract.builtin.triggers import with_one_step, years_of_data
from hepir.extract.draft import Draft, DraftStatement
from hepir.reading.document import Document, Label, Sentence
from hepir.syntax.limits import NO_PROGRAM_HAS


def read_selection(document: Document) -> Draft:
    """What a publication selects, as far as phrases of the usual wording say it.

    Each statement cites the sentence or row that says it; its numbers stand there with their units. The program of
    the draft parses and type-checks. An empty document gives an empty draft.
    """
    notes: list[DraftStatement] = []
    alike: list[ToldLikeness] = []
    known = tuple(facts(document))
    energy = next((text.split()[1] for text, _ in known if text.startswith("sqrt_s ")), "")
    headings = headings_of(document)
    stated, of_channels = in_channels(from_sentences(document, headings, notes, alike))
    notes += [unresolved(f"objects of one channel: {shortened(each.quote)}", (each,)) for each in of_channels]
    told = {each.claim.name for each in stated if each.claim.block == "region"}
    stated = (*stated, *from_tables(document, headings, energy, told, notes))
    called = frozenset(called_sentences(document.sentences).values())
    stated, alike = with_one_name(stated, alike, called)
    years = years_of_data(each.text for each in document.sentences if each.label is Label.PARAGRAPH)
    stated, of_one_year = with_one_step(stated, years)
    notes += [unresolved(f"a trigger of one year: {shortened(each.quote)}", (each,)) for each in of_one_year]
    stated, of_several = with_one_point(stated)
    notes += [
        unresolved(f"one working point of several: {shortened(each.quote)}", (each,)) for each in of_several
    ]
    stated, unknown_number = with_numbers(stated)
    notes += [
        unresolved(f"objects of another sort: {shortened(each.quote)}", (each,)) for each in unknown_number
    ]
    stated, unknown = with_likenesses(stated, alike)
    notes += [unresolved(f"a region by another one: {shortened(each.quote)}", (each,)) for each in unknown]
    title = " ".join(NO_PROGRAM_HAS.sub(" ", document.title).split())
    return draft_of(
        Claims(title, tuple(fact_statements(known)), tuple(stated), sum_statements(document), tuple(notes))
    )


def fact_statements(known: Iterable[tuple[str, Sentence]]) -> Iterator[DraftStatement]:
    """Facts of the analysis, with the sentences that say them."""
    for text, sentence in known:
        statement = DraftStatement("analysis", text, (evidence_of(sentence),))
        if grounded(statement).target:
            yield statement


def sum_statements(document: Document) -> dict[str, DraftStatement]:
    """Definitions of sums, by name."""
    return {
        name: DraftStatement("", f"define {name} = {definition}", (evidence_of(sentence),))
        for name, (definition, sentence) in sums(document).items()
    }
