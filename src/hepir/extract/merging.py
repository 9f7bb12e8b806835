"""Several drafts of one document as one: what most of them say.

In: drafts. Out: a draft with the statements that more than half of them have, compared by what they mean, each with its
votes; what fewer have is dropped with the reason. The result checks, and does not depend on the order of the drafts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from hepir.extract.assembling import ANALYSIS, keyword, name_of
from hepir.extract.ballots import Ballot, Key, Layout, ballots_of, in_parts, layout_of
from hepir.extract.draft import Draft, DraftStatement, Dropped
from hepir.extract.parting import statement_of, with_names
from hepir.syntax import tree
from hepir.syntax.words import NOTES


@dataclass
class Choice:
    """The statements that are kept, in order, each with the ballot it is from, and the keys that they cover."""

    votes: Counter[Key]
    samples: int
    kept: dict[DraftStatement, Ballot] = field(default_factory=dict)
    covered: set[Key] = field(default_factory=set)

    def elected(self, keys: Iterable[Key]) -> bool:
        """Whether more than half of the drafts have all of these."""
        found = list(keys)
        return bool(found) and all(2 * self.votes[key] > self.samples for key in found)

    def keep(self, statement: DraftStatement, ballot: Ballot) -> None:
        """Keep a statement with those that say the same together with it: `x > -c`, `x < c`."""
        keys = ballot.keys[statement]
        for each, others in ballot.keys.items():
            if each == statement or (keys & others and self.elected(others)):
                self.kept.setdefault(each, ballot)
        self.covered |= keys


def merge(drafts: Sequence[Draft]) -> Draft:
    """One draft of several: the statements that more than half of them have.

    Selections are taken apart into their conjuncts first. A draft that has errors counts, and votes for nothing. Definitions
    that a kept statement needs are kept with it, however few drafts have them.
    """
    ballots = ballots_of([in_parts(each) for each in drafts])
    votes = counted(ballots)
    choice = Choice(votes, len(drafts))
    torn = [[each for each, keys in ballot.keys.items() if is_torn(keys, choice)] for ballot in ballots]
    if any(torn):
        ballots = ballots_of(
            [in_parts(each.draft, chains) for each, chains in zip(ballots, torn, strict=True)]
        )
        choice = Choice(counted(ballots), len(drafts))
    for ballot in ballots:
        for statement, keys in ballot.keys.items():
            if choice.elected(keys) and not keys <= choice.covered:
                choice.keep(*(usual(keys, ballots) or (statement, ballot)))
    add_needed(choice)
    merged, misfits = fitting(arranged(choice))
    lost = [*minority(ballots, choice), *misfits]
    earlier = [dropped for draft in drafts for dropped in draft.dropped]
    earlier.sort(key=repr)
    return Draft(title_of(drafts), merged, tuple(dict.fromkeys([*lost, *earlier])))


def usual(keys: frozenset[Key], ballots: Sequence[Ballot]) -> tuple[DraftStatement, Ballot] | None:
    """Of headers that declare the same, the one that most drafts have, with what it starts from; the first of equals."""
    alike = [
        (statement, ballot)
        for ballot in ballots
        for statement, others in ballot.keys.items()
        if others == keys and not statement.target and keyword(statement) not in NOTES
    ]
    texts = Counter(text_of(*each) for each in alike)
    return max(alike, key=lambda each: texts[text_of(*each)], default=None)


def text_of(statement: DraftStatement, ballot: Ballot) -> str:
    """A statement under the names of all drafts."""
    own = {name: new for name, new in ballot.names.items() if not name.startswith(".")}
    return with_names(statement.text, own, ballot.members)


def counted(ballots: Sequence[Ballot]) -> Counter[Key]:
    """How many drafts vote for each key."""
    return Counter(key for ballot in ballots for key in ballot.all_keys)


def is_torn(keys: frozenset[Key], choice: Choice) -> bool:
    """Whether some of what a statement says is elected, and some is not."""
    elected = [choice.elected([key]) for key in keys]
    return any(elected) and not all(elected)


def title_of(drafts: Sequence[Draft]) -> str:
    """The title that most drafts have; of several, the first in the order of letters."""
    titles = Counter(each.title for each in drafts)
    return min(titles, key=lambda title: (-titles[title], title), default="")


# ---- what kept statements need ----


def add_needed(choice: Choice) -> None:
    """Keep the definitions that kept statements speak of."""
    waiting = list(choice.kept.items())
    while waiting:
        statement, ballot = waiting.pop(0)
        for needed in needs(statement, ballot):
            if needed not in choice.kept and not ballot.keys[needed] <= choice.covered:
                choice.keep(needed, ballot)
                waiting.append((needed, ballot))


def needs(statement: DraftStatement, ballot: Ballot) -> list[DraftStatement]:
    """The statements of a draft that declare what one of its statements speaks of."""
    node = statement_of(statement.text)
    words = {statement.target, *words_in(node)}
    return [
        each
        for each in ballot.draft.statements
        if (not each.target and keyword(each) not in NOTES and name_of(each) in words and each != statement)
        or (each.text.startswith("let ") and each.text.split()[1] in words)
    ]


def words_in(node: object) -> Iterator[str]:
    """Every name in a statement, of properties too."""
    match node:
        case tuple():
            for each in node:
                yield from words_in(each)
        case tree.Name(text) | tree.Identifier(text):
            yield text
        case tree.Node():
            for name, value in vars(node).items():
                if not name.endswith("span"):
                    yield from words_in(value)
        case _:
            return


# ---- the result ----


def arranged(choice: Choice) -> tuple[DraftStatement, ...]:
    """The kept statements under the names of all drafts, with their votes, rules after their headers."""
    found: list[DraftStatement] = []
    for statement, ballot in choice.kept.items():
        own = {name: new for name, new in ballot.names.items() if not name.startswith(".")}
        keys = ballot.keys[statement]
        votes = min((choice.votes[key] for key in keys), default=1)
        confidence = replace(statement.confidence, votes=votes, samples=choice.samples)
        target = own.get(statement.target, statement.target)
        text = with_names(statement.text, own, ballot.members)
        found.append(replace(statement, target=target, text=text, confidence=confidence))
    headers = [each for each in found if not each.target or each.target == ANALYSIS]
    return tuple(
        one
        for header in headers
        for one in (header, *(each for each in found if each.target and is_header_of(header, each)))
    )


def is_header_of(header: DraftStatement, rule: DraftStatement) -> bool:
    """Whether a rule belongs to the block that a header begins."""
    plain = header.target or keyword(header) in NOTES
    return not plain and name_of(header) == rule.target


def fitting(statements: tuple[DraftStatement, ...]) -> tuple[tuple[DraftStatement, ...], list[Dropped]]:
    """The statements without those that do not fit together: what one draft guards another may not."""
    dropped: list[Dropped] = []
    while statements:
        layout = layout_of(Draft("", statements))
        if layout.reading is not None:
            break
        misfit = next(
            filter(None, (at_fault(each.span.start, layout) for each in layout.errors)), statements[-1]
        )
        message = layout.errors[0].message if layout.errors else "it does not fit"
        own = name_of(misfit) if declares(misfit) else None
        gone = [each for each in statements if each == misfit or (own is not None and each.target == own)]
        statements = tuple(each for each in statements if each not in gone)
        dropped += [Dropped(each.text, message, each.evidence) for each in gone]
    return statements, dropped


def at_fault(offset: int, layout: Layout) -> DraftStatement | None:
    """The statement in which an error is."""
    return layout.owners.get(layout.text.count("\n", 0, offset) + 1)


def declares(statement: DraftStatement) -> bool:
    """Whether a statement begins a block."""
    return not statement.target and keyword(statement) not in NOTES


def minority(ballots: Sequence[Ballot], choice: Choice) -> list[Dropped]:
    """What too few drafts say, each once, in the words of the first that says it."""
    found: dict[frozenset[Key], Dropped] = {}
    for ballot in ballots:
        for statement, keys in ballot.keys.items():
            if keys and statement not in choice.kept and not keys <= choice.covered:
                votes = min(choice.votes[key] for key in keys)
                reason = f"in {votes} of {choice.samples} drafts"
                text = f"{statement.target}: {statement.text}" if statement.target else statement.text
                found.setdefault(keys, Dropped(text, reason, statement.evidence))
    return list(found.values())
