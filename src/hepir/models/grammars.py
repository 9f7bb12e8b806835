"""Grammars of segments: built, and held against texts.

In: grammar texts in llguidance's variant of Lark. Out: matchers that a model's tokens are fed to, or what is wrong with
a text. The one module that builds matchers: an `LLMatcher` never raises, so whoever builds one has to ask it.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

from hepir.models.extra import needed
from hepir.models.once import Once

if TYPE_CHECKING:
    from llguidance import LLMatcher, LLParserLimits, LLTokenizer

LARGEST = 8_000_000
"""Characters that a grammar may have: what comes from a document has to be bounded somewhere."""
START = re.compile(r"^start\b", re.MULTILINE)
END_OF_THOUGHT = "\n---\n"
MATCHERS: Once[LLMatcher] = Once(64)


class GrammarError(Exception):
    """A grammar that no text can be written by, and why."""


def literal(text: str) -> str:
    """A text as a string of a grammar, whatever characters it has.

    `::=` is written so that it does not stand there: servers guess from it that the grammar is of another dialect.
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f").replace("::=", ":\\u003a=")


def thinking_grammar(characters: int) -> str:
    """Free text of so many characters at most, up to the first line `---`.

    The bound is one of characters because a bound of tokens would mean something else to each tokenizer. Where it is
    reached, only the end of the thought is legal: a thought is never cut, unless by the budget of its segment.
    """
    end = END_OF_THOUGHT.replace("\n", "\\n")
    return f"start: thought\nthought[lazy]: /(?s:.{{0,{characters}}}){end}/\n"


@cache
def limits() -> LLParserLimits:
    """What building and walking a grammar may cost.

    The defaults of llguidance end a text of many alternatives (2,000 quotes) with an error in the middle.
    """
    needed("llguidance")
    from llguidance import LLParserLimits

    return LLParserLimits(
        max_items_in_row=100_000,
        initial_lexer_fuel=50_000_000,
        step_lexer_fuel=5_000_000,
        step_max_items=1_000_000,
        max_lexer_states=500_000,
        max_grammar_size=5_000_000,
        verbose_errors=False,
    )


def matcher(tokenizer: LLTokenizer, grammar: str) -> LLMatcher:
    """A matcher at the beginning of a text. Raises GrammarError where the grammar has none that is not empty."""
    return prepared(tokenizer, grammar).deep_copy()


def prepared(tokenizer: LLTokenizer, grammar: str) -> LLMatcher:
    """A matcher to copy, which is remembered: the grammar of evidence is the same for all statements, several texts begin
    alike, and some grammars are built before they are needed."""
    return MATCHERS.get((tokenizer, grammar), lambda: built(tokenizer, grammar))


def built(tokenizer: LLTokenizer, grammar: str) -> LLMatcher:
    """A matcher that was not there before."""
    needed("llguidance")
    from llguidance import LLMatcher

    if len(grammar) > LARGEST:
        raise GrammarError(f"the grammar has {len(grammar)} characters, at most {LARGEST} are taken")
    # Not `grammar_from`: that guesses the dialect, and a quote with `::=` makes it guess wrong.
    made = LLMatcher(tokenizer, LLMatcher.grammar_from_lark(grammar), log_level=0, limits=limits())
    if made.is_error():
        raise GrammarError(first_line(made.get_error()))
    return made


def first_line(message: str) -> str:
    """What llguidance says, without the state that it prints after it."""
    return (message.strip().splitlines() or ["no reason given"])[0].strip()


@cache
def byte_tokenizer() -> LLTokenizer:
    """A token for each byte: for texts whose tokens are unknown, such as a server's."""
    needed("llguidance")
    from llguidance import LLTokenizer, TokenizerWrapper

    return LLTokenizer(TokenizerWrapper(_Bytes()))


def mistake(grammar: str, text: str) -> str | None:
    """None where the grammar has this text as a whole; else where it departs from it, and what would be legal there.

    Raises GrammarError for a grammar that cannot be built.
    """
    walked, data = matcher(byte_tokenizer(), grammar), text.encode("utf-8", errors="surrogatepass")
    taken = walked.try_consume_tokens(list(data))
    if walked.is_error():
        raise GrammarError(first_line(walked.get_error()))
    if taken == len(data):
        return None if walked.is_accepting() else "the text stops before it is whole"
    before = data[:taken].decode("utf-8", errors="ignore")
    rest = text[len(before) :]
    if walked.is_accepting() and walked.is_stopped():
        return f"the text is whole after {_shown(before[-40:])}, and {_shown(rest[:40])} follows"
    return f"{_shown(rest[:40])} cannot follow {_shown(before[-40:])}{_instead(walked)}"


def whole_part(grammar: str, text: str) -> str | None:
    """The text, or as much of its beginning as is whole and cannot go on; None where there is none."""
    walked, data = matcher(byte_tokenizer(), grammar), text.encode("utf-8", errors="surrogatepass")
    taken = walked.try_consume_tokens(list(data))
    whole = not walked.is_error() and walked.is_accepting() and (taken == len(data) or walked.is_stopped())
    return data[:taken].decode("utf-8", errors="ignore") if whole else None


def with_empty(grammar: str) -> str:
    """The grammar, and the empty text besides."""
    return "start: segment_or_end?\n" + START.sub("segment_or_end", grammar, count=1)


def _instead(walked: LLMatcher) -> str:
    """What is legal, where there is but one way to go on."""
    forced = walked.compute_ff_bytes().decode("utf-8", errors="ignore")
    return f"; {_shown(forced[:60])} has to" if forced else ""


def _shown(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if text else "the beginning"


class _Bytes:
    """What llguidance asks of a tokenizer."""

    eos_token_id = 256
    bos_token_id = None
    tokens = (*(bytes([value]) for value in range(256)), b"<|end|>")
    special_token_ids = (256,)

    def __call__(self, text: bytes) -> list[int]:
        return list(text)
