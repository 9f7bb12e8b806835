"""Coverage as text and as JSON.

In: a `Coverage`. Out: a table for people, whose last line counts; the values that `docs/schemas/coverage.schema.json`
describes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hepir.extract.coverage import Coverage, Covered, Lacking, State
from hepir.report.text import plural, printable, shorten

SECTION_WIDTH = 24
TEXT_WIDTH = 88
HEAD = ("sentence", "page", "section", "state", "text")
LIKELY_TITLE = "nothing cites these, which are likely selections:"
POSSIBLE_TITLE = "nothing cites these either, which are possibly selections:"


def coverage_text(coverage: Coverage) -> str:
    """The table, what is left over of claimed sentences, what the built-in reader adds, and the counts.

    First what is answered, in the order of the text, then what nothing cites, the likely selections before the others.
    """
    rows = [HEAD, *(cells(each) for each in coverage.sentences)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD) - 1)]
    lines = [line(HEAD, widths)] if coverage.sentences else []
    lines += table_lines(coverage.answered, widths)
    for title, found in (
        (LIKELY_TITLE, coverage.unclaimed(True)),
        (POSSIBLE_TITLE, coverage.unclaimed(False)),
    ):
        lines += [title, *table_lines(found, widths)] if found else []
    return "".join(f"{each}\n" for each in (*lines, *lacking_lines(coverage.lacking), counts(coverage)))


def table_lines(found: Sequence[Covered], widths: Sequence[int]) -> Iterator[str]:
    """The rows of some sentences, each with its remarks below."""
    for each in found:
        yield line(cells(each), widths)
        yield from (f"{' ' * (sum(widths) + 8)}{text}" for text in remarks(each))


def line(row: Sequence[str], widths: Sequence[int]) -> str:
    """A row of the table."""
    cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
    return "  ".join([*cells, row[-1]]).rstrip()


def cells(covered: Covered) -> tuple[str, ...]:
    """What the table says of a sentence."""
    sentence = covered.sentence
    section = sentence.section[-1] if sentence.section else ""
    page = str(sentence.page) if sentence.page is not None else ""
    text = shorten(sentence.text, TEXT_WIDTH)
    return sentence.id, page, shorten(section, SECTION_WIDTH), covered.state.value, text


def remarks(covered: Covered) -> Iterator[str]:
    """The statements that cite a sentence, and what they leave over."""
    for use in covered.uses:
        yield f"line {use.line}: {shorten(use.text, TEXT_WIDTH - 10)}"
    if covered.unsaid:
        yield f"not said: {', '.join(map(printable, covered.unsaid))}"


def lacking_lines(lacking: Sequence[Lacking]) -> Iterator[str]:
    """What the built-in reader finds and the program does not say."""
    if lacking:
        yield f"the built-in reader makes {plural(len(lacking), 'statement')} that the program lacks:"
    for each in lacking:
        scope = f"{printable(each.scope)}: " if each.scope else ""
        page = f" on page {each.page}" if each.page is not None else ""
        yield f"  {each.unit}{page}  {scope}{printable(each.text)}"


def counts(coverage: Coverage) -> str:
    """One line: how many sentences look like selections, and what became of them."""
    number = len(coverage.sentences)
    what = "sentence looks like a selection" if number == 1 else "sentences look like selections"
    states = ", ".join(f"{len(coverage.of(state))} {state}" for state in State)
    if coverage.of(State.UNCLAIMED):
        states += (
            f" ({len(coverage.unclaimed(True))} likely, {len(coverage.unclaimed(False))} possibly selections)"
        )
    partly = sum(bool(each.unsaid) for each in coverage.sentences)
    rest = f"; numbers of {partly} claimed not said" if partly else ""
    return f"{printable(coverage.document)}: {number:,} {what}: {states}{rest}"


def coverage_object(coverage: Coverage, file: str) -> dict[str, object]:
    """The coverage of a program as plain values; `file` is the program's name."""
    found = {
        "file": file,
        "document": coverage.document,
        "counts": {
            **{state.value: len(coverage.of(state)) for state in State},
            "unclaimed_likely": len(coverage.unclaimed(True)),
        },
        "sentences": [covered_object(each) for each in coverage.sentences],
        "lacking": [lacking_object(each) for each in coverage.lacking],
    }
    return {"coverage": found}


def covered_object(covered: Covered) -> dict[str, object]:
    """A sentence as plain values."""
    sentence = covered.sentence
    return {
        "id": sentence.id,
        "label": sentence.label.value,
        "page": sentence.page,
        "section": list(sentence.section),
        "text": sentence.text,
        "score": round(covered.score, 6),
        "likely": covered.likely,
        "state": covered.state.value,
        "uses": [{"line": use.line, "text": use.text} for use in covered.uses],
        "unsaid": list(covered.unsaid),
    }


def lacking_object(lacking: Lacking) -> dict[str, object]:
    """A statement as plain values."""
    return {
        "text": lacking.text,
        "scope": lacking.scope,
        "sentence": lacking.unit,
        "page": lacking.page,
        "quote": lacking.quote,
    }
