"""The sentences of a publication, for those who make statements of them.

In: what a program makes of them, and the publication. Out: plain values for the page: an item for each sentence that looks
like a selection, what the built-in reader suggests for it, and every sentence with its place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from hepir.extract.coverage import Coverage, Covered, Lacking, State
from hepir.review.documents import Object, Shown
from hepir.review.lines import sentence_lines


def suggestion_objects(lacking: Iterable[Lacking], blocks: Collection[str]) -> dict[str, list[Object]]:
    """By sentence, what the built-in reader makes of it; `block` is where that would stand, if there is such a block."""
    found: dict[str, list[Object]] = {}
    for each in lacking:
        block = each.scope if each.scope in blocks else ""
        found.setdefault(each.unit, []).append({"text": each.text, "scope": each.scope, "block": block})
    return found


def sentence_items(coverage: Coverage | None, main: Shown | None) -> list[Object]:
    """An item for each sentence that looks like a selection."""
    if coverage is None or main is None:
        return []
    return [sentence_item(each, main) for each in coverage.sentences]


def sentence_item(covered: Covered, main: Shown) -> Object:
    """One sentence."""
    sentence = covered.sentence
    unclaimed = covered.state is State.UNCLAIMED
    return {
        "id": f"t:{sentence.id}",
        "type": "sentence",
        "sentence": sentence.id,
        "text": sentence.text,
        "page": sentence.page,
        "section": sentence.section[-1] if sentence.section else "",
        "document": main.key,
        "state": covered.state.value,
        "states": ["unclaimed" if covered.likely else "possible"] if unclaimed else [covered.state.value],
        "uses": [use.line for use in covered.uses],
        "unsaid": list(covered.unsaid),
        "boxes": main.boxes(sentence.span),
    }


def all_sentences(main: Shown | None) -> Iterator[Object]:
    """Every sentence that may be cited, for those who select a missed one, or a part of it, in the pages."""
    if main is None:
        return
    lines = sentence_lines(main.document)
    for each in main.document.sentences:
        yield {"id": each.id, "text": each.text, "page": each.page, "boxes": lines[each.id]}
