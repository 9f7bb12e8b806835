"""A composition of phrases, and the words that stand between phrases once it is rewritten.

In: the phrases of a sentence, and which of them a rule of `compositions.lark` takes together. Out: a value with its parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hepir.extract.builtin.phrases import Condition, Noun, Phrase, Word

MUST = Word("REQUIRE", "must")
HAVE = Word("WITH", "have")
WITH = Word("WITH", "with")
AND = Word("AND", "and")
FOR = Word("FOR", "for")
EVENTS = Word("EVENTS", "Events")
UNREAD = Word("UNREAD", "with")  # conditions on objects that the program has not
NEXT = Word("SEPARATOR", ";")
GONE = Word("VETO", "are removed")
EXCLUDING = Word("EXCEPT", "excluding")


@dataclass(frozen=True)
class Composition:
    """The phrases that a rule takes together; `before` and `after` are the other ones of the sentence."""

    given: tuple[Phrase, ...]
    before: tuple[Phrase, ...] = ()
    after: tuple[Phrase, ...] = ()

    @property
    def nouns(self) -> list[Noun]:
        """Its nouns, in order."""
        return [each for each in self.given if isinstance(each, Noun)]

    @property
    def conditions(self) -> list[Condition]:
        """Its conditions, in order."""
        return [each for each in self.given if isinstance(each, Condition)]

    @property
    def sentence(self) -> tuple[Phrase, ...]:
        """The sentence that it stands in."""
        return (*self.before, *self.given, *self.after)

    def words(self, *types: str) -> list[Word]:
        """Its words of these types."""
        return [each for each in self.given if isinstance(each, Word) and each.type in types]


def joined(phrases: Iterable[Phrase]) -> list[Phrase]:
    """Phrases with `and` between them."""
    found: list[Phrase] = [each for phrase in phrases for each in (AND, phrase)]
    return found[1:]
