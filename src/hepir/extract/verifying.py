"""Quotes of a program against the documents that they are quotes of.

In: the syntax tree, the publication, and a library of others. Out: diagnostics for quotes that are not there, stand on
another page, stand in several sentences, or cannot be looked up.
"""

from __future__ import annotations

from collections.abc import Iterator

from hepir.diagnostics.core import Diagnostic
from hepir.extract.errors.quotes import (
    AmbiguousQuote,
    QuoteNotFound,
    QuoteOnAnotherPage,
    UnverifiedQuote,
    page_edit,
)
from hepir.extract.identifiers import referred
from hepir.extract.library import Library
from hepir.extract.quotes import Place, nearest_sentence, places, units_in
from hepir.reading.document import Document, Sentence
from hepir.reading.normalising import normalised
from hepir.syntax import tree


def verify(program: tree.Program, document: Document, library: Library) -> tuple[Diagnostic, ...]:
    """What is wrong with the quotes of a program, in the order of its text."""
    return tuple(
        found
        for block in program.blocks
        if isinstance(block, tree.SourceStatement)
        for found in about(block, document, library)
    )


def stands(source: tree.SourceStatement, document: Document, library: Library) -> bool:
    """Whether a quote is in its document, on its page: one that cannot be looked up is not known to be."""
    return all(isinstance(each, AmbiguousQuote) for each in about(source, document, library))


def about(source: tree.SourceStatement, document: Document, library: Library) -> Iterator[Diagnostic]:
    """What is wrong with one quote."""
    if source.reference is None:
        yield from compared(source, document)
        return
    other, reason = referred_document(source.reference, document, library)
    if other is None:
        yield UnverifiedQuote(source.name.span, source.name.text, source.reference, reason)
    else:
        yield from compared(source, other)


def referred_document(reference: str, document: Document, library: Library) -> tuple[Document | None, str]:
    """The document of a `ref "..."`; else None, and why."""
    reason = f"`{reference}` names no arXiv id, DOI or entry of the reference list"
    for _, names in referred(reference, document):
        found, reason = library.open(names)
        if found is not None:
            return found, ""
    return None, reason


def compared(source: tree.SourceStatement, document: Document) -> Iterator[Diagnostic]:
    """A quote against its document."""
    found = places(document, source.quote)
    if not found:
        yield not_found(source, document)
        return
    if on_page(source, found):
        several = sentences_with(source, document)
        if len(several) > 1:
            units = tuple(each.id for each in several)
            yield AmbiguousQuote(source.quote_span, source.name.text, units)
        return
    pages = tuple(sorted({each.page for each in found if each.page is not None}))
    yield QuoteOnAnotherPage(source.page_span, source.name.text, document.name, source.page, pages)


def not_found(source: tree.SourceStatement, document: Document) -> Diagnostic:
    """A quote that is not there, with what is nearest to it."""
    near = nearest_sentence(document, source.quote)
    if near is None:
        return QuoteNotFound(source.quote_span, source.name.text, document.name)
    mended = near.text if near.is_clear(source.quote, document) else ""
    edit = page_edit(source.page_span, near.page, source.page)
    shown = mended or near.sentence.text
    return QuoteNotFound(source.quote_span, source.name.text, document.name, shown, near.page, mended, edit)


def on_page(source: tree.SourceStatement, found: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places on the page that the source says; all in a document without pages."""
    return tuple(each for each in found if each.page in (None, source.page))


def sentences_with(source: tree.SourceStatement, document: Document) -> tuple[Sentence, ...]:
    """The sentences of the page in which a quote may begin: one, unless it is short. A quote that is a whole sentence is
    that one."""
    quote = normalised(source.quote)
    found = on_page(source, places(document, source.quote))
    units = [unit for place in found for unit in units_in(document, place.span)[:1]]
    whole = [unit for unit in units if unit.text == quote]
    return tuple(dict.fromkeys(whole[:1] or units))


def claimed(source: tree.SourceStatement, document: Document) -> tuple[Sentence, ...]:
    """What a quote of this document claims: every sentence that it reaches into at one place of its page, or all those
    that are the quote and nothing else.

    The place is the first, unless the source is named after the sentence of another, as extraction names them.
    """
    found = places(document, source.quote)
    here = [units_in(document, place.span) for place in on_page(source, found) or found]
    quote = normalised(source.quote)
    whole = [unit for units in here for unit in units if unit.text == quote]
    named = [units for units in here if any(named_after(source, unit) for unit in units)]
    return tuple(dict.fromkeys(whole or (named or here or [()])[0]))


def named_after(source: tree.SourceStatement, unit: Sentence) -> bool:
    """Whether a source has the name of a sentence, or that with a number behind it."""
    stem, _, number = source.name.text.partition("_")
    return stem == unit.id and (not number or number.isdigit())
