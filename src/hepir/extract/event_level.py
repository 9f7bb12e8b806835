"""What a delegated statement asks of another publication for whole events, and what of its draft answers that.

In: a delegated statement, the outline of the draft that has it, and the draft of the publication that it names. Out: the
region that takes criteria over, and the statements to take, in the draft's own names: criteria of the region that
everything passes, and the definitions that they need.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hepir.extract.assembling import ANALYSIS, identifier, name_of, suffixed
from hepir.extract.draft import Draft, DraftStatement
from hepir.extract.outline import Outline, outline
from hepir.extract.parting import with_names
from hepir.extract.topics import context_of, stems, topic_text
from hepir.reading.document import Document
from hepir.syntax.words import NOTES, STRING_OR_COMMENT

# Words with which a sentence leaves a whole selection of events to another publication.
SELECTION = re.compile(
    r"\bevent[- ](?:selections?|requirements?|criteria|cuts|categori\w+)|\bselection of (?:the )?events|"
    r"\bevents are selected|\bpre-?selection|\b(?:baseline|signal|search) (?:selection|regions?)",
    re.IGNORECASE,
)
# And those with which it leaves a part of it.
PART = re.compile(
    r"\bclean(?:ing|ed)\b|\bfilters?\b|\bdata[- ]quality|\bnoise\b|\bbeam[- ]halo|\bnon-collision|\bprimary vert(?:ex|ices)|"
    r"\btriggers?\b|\bevent veto",
    re.IGNORECASE,
)
DEFINITION = re.compile(
    r"\b(?:variables?|defin\w+|quantit\w+|calculated|computed|constructed)\b", re.IGNORECASE
)
RULES = ("select ", "reject ", "when ", "unresolved ", "delegated ")
WORD = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True)
class Wish:
    """Which region takes over, and whether it asks for the whole selection or for what its words name. An empty region: the
    draft has none, and takes over the other's."""

    region: str
    whole: bool


@dataclass(frozen=True)
class Offer:
    """A statement to take over, with the blocks that it needs and the draft may not have yet."""

    statement: DraftStatement
    blocks: tuple[DraftStatement, ...] = ()


def wish_of(statement: DraftStatement, ours: Outline) -> Wish | None:
    """What a delegated statement asks for its events; None where it asks for none, or it is not clear for which region."""
    text = topic_text(statement)
    whole = SELECTION.search(text) is not None
    if not whole and PART.search(text) is None:
        return None
    if statement.target in ours.regions:
        return Wish(statement.target, whole)
    if statement.target not in ("", ANALYSIS) or len(roots(ours)) > 1:
        return None
    return Wish(next(iter(roots(ours)), ""), whole)


def roots(outlined: Outline) -> tuple[str, ...]:
    """The regions that are no part of another."""
    return tuple(name for name, parents in outlined.regions.items() if not parents)


def ancestors(name: str, outlined: Outline) -> frozenset[str]:
    """The regions that a region is a part of, through others."""
    found: set[str] = set()
    waiting = list(outlined.regions.get(name, ()))
    while waiting:
        parent = waiting.pop()
        if parent not in found:
            found.add(parent)
            waiting += outlined.regions.get(parent, ())
    return frozenset(found)


def asked_of(statement: DraftStatement, wish: Wish, inner: Draft, document: Document) -> Draft:
    """Of the draft of a reference what is asked for; nothing where it has several selections and none is named."""
    found = roots(outline(inner.statements))
    if len(found) != 1:
        return Draft(inner.title, ())
    topics = stems(topic_text(statement))
    rules = [
        each
        for each in inner.statements
        if each.target == found[0]
        and each.text.startswith(RULES)
        and (wish.whole or topics & stems(f"{each.text} {context_of(each, document)}"))
    ]
    needed = blocks_needed(rules, inner.statements)
    header = [each for each in inner.statements if declared(each) == found[0]]
    return Draft(inner.title, (*needed, *header, *rules)) if rules else Draft(inner.title, ())


def offers(inner: Draft, wish: Wish, ours: Sequence[DraftStatement]) -> Iterator[Offer]:
    """The rules of the selection of a reference in the names of the draft, each with the blocks that it needs."""
    theirs = outline(inner.statements)
    found = roots(theirs)
    if not found:
        return
    blocks = [each for each in inner.statements if declared(each) not in ("", found[0])]
    names = {found[0]: wish.region or free(found[0], ours)}
    names |= called(blocks, theirs, ours)
    kept = {declared(each) for each in ours} - {""}
    if not wish.region:
        header = next(each for each in inner.statements if declared(each) == found[0])
        yield Offer(in_names(header, names))
    for rule in inner.statements:
        if rule.target == found[0]:
            needed = blocks_needed([rule], inner.statements)
            new = [
                in_names(each, names) for each in needed if names[declared(each) or each.target] not in kept
            ]
            yield Offer(in_names(rule, names), tuple(new))


def called(
    blocks: Sequence[DraftStatement], theirs: Outline, statements: Sequence[DraftStatement]
) -> Mapping[str, str]:
    """What to call the blocks of a reference: as the draft calls its only objects of the same kinds, or what it defines
    in the same words, else by a free name."""
    found: dict[str, str] = {}
    ours, same = outline(statements), {each.text for each in statements}
    headers = [each for each in blocks if declared(each)]
    for header in sorted(headers, key=lambda each: declared(each) not in theirs.kinds):  # objects first
        name = declared(header)
        like = [other for other, kinds in ours.kinds.items() if kinds == theirs.kinds.get(name)]
        twins = [other for other, kinds in theirs.kinds.items() if kinds == theirs.kinds.get(name)]
        if len(like) == 1 and len(twins) == 1:
            found[name] = like[0]
        elif header.text.startswith("define ") and in_names(header, found).text in same:
            found[name] = name
        else:
            found[name] = free(name, statements, found.values())
    return found


def free(name: str, statements: Sequence[DraftStatement], given: Iterable[str] = ()) -> str:
    """A name that the draft does not have yet and that was not given away."""
    taken = {*given, *(declared(each) for each in statements)}
    return next(each for each in suffixed(identifier(name)) if each not in taken)


def definition(name: str, inner: Draft) -> tuple[DraftStatement, tuple[DraftStatement, ...]] | None:
    """What a reference says a quantity of this name is, and the blocks that this needs."""
    for each in inner.statements:
        is_define = each.text.startswith("define ") and not is_open(each)
        if is_define and declared(each).casefold() == name.casefold():
            return each, blocks_needed([each], inner.statements)
    return None


def definition_of(ours: DraftStatement, inner: Draft) -> Draft:
    """Of the draft of a reference the definition of a quantity, and what it needs."""
    found = definition(declared(ours), inner)
    return Draft(inner.title, (*found[1], found[0]) if found is not None else ())


def open_definition(statement: DraftStatement, ours: Sequence[DraftStatement]) -> DraftStatement | None:
    """The `define NAME = ?` whose value a delegated statement leaves to another publication: its own block, or the only one
    that its words name."""
    left_open = [each for each in ours if each.text.startswith("define ") and is_open(each)]
    own = [each for each in left_open if declared(each) == statement.target]
    text = topic_text(statement)
    words = {word.casefold() for word in WORD.findall(text)}
    named = [each for each in left_open if declared(each).casefold() in words]
    found = own or (named if DEFINITION.search(text) and statement.target in ("", ANALYSIS) else [])
    return found[0] if len(found) == 1 else None


def filled(ours: DraftStatement, inner: Draft, statements: Sequence[DraftStatement]) -> Offer | None:
    """The definition of a reference in place of one that is left open; None where it has none of that name."""
    found = definition(declared(ours), inner)
    if found is None:
        return None
    theirs, needed = found
    names = {declared(theirs): declared(ours)}
    names |= called(needed, outline(inner.statements), statements)
    kept = {declared(each) for each in statements}
    new = [in_names(each, names) for each in needed if names[declared(each) or each.target] not in kept]
    return Offer(in_names(theirs, names), tuple(new))


# ---- blocks ----


def is_open(statement: DraftStatement) -> bool:
    """Whether a definition has no value yet."""
    return statement.text.rstrip().endswith("= ?")


def declared(statement: DraftStatement) -> str:
    """The name of the block that a statement begins; empty for any other."""
    is_header = not statement.target and not statement.text.startswith(NOTES)
    return name_of(statement) if is_header else ""


def blocks_needed(
    rules: Sequence[DraftStatement], statements: Sequence[DraftStatement]
) -> tuple[DraftStatement, ...]:
    """The blocks that rules speak of, through others, with their own rules; regions are none of these."""
    headers = {
        name: each for each in statements if (name := declared(each)) and not each.text.startswith("region ")
    }
    wanted: set[str] = set()
    waiting = list(rules)
    while waiting:
        each = waiting.pop()
        names = set(WORD.findall(STRING_OR_COMMENT.sub("", each.text))) & set(headers)
        for name in sorted(names - wanted - {declared(each)}):
            wanted.add(name)
            waiting += [headers[name], *(rule for rule in statements if rule.target == name)]
    return tuple(each for each in statements if declared(each) in wanted or each.target in wanted)


def in_names(statement: DraftStatement, names: Mapping[str, str]) -> DraftStatement:
    """A statement in other names."""
    is_note = statement.text.startswith(NOTES)
    text = statement.text if is_note else with_names(statement.text, names, {})
    return replace(statement, target=names.get(statement.target, statement.target), text=text)
