"""Texts of a grammar: random ones, and whether a text is one.

In: grammars for llguidance. Out: texts. A token is a byte, so that no model and no vocabulary is needed.
"""

import llguidance
import llguidance.numpy
import numpy as np

TOKENS = llguidance.LLTokenizer("byte")
LINE_END = 10


def matcher(grammar):
    limits = llguidance.LLParserLimits(
        max_items_in_row=100_000,
        initial_lexer_fuel=50_000_000,
        step_lexer_fuel=5_000_000,
        step_max_items=1_000_000,
    )
    text = llguidance.LLMatcher.grammar_from_lark(grammar)
    made = llguidance.LLMatcher(TOKENS, text, log_level=0, limits=limits)
    assert not made.is_error(), made.get_error()[:500]
    return made


def walk(grammar, random, longest=400, ending=0.5):
    """A random text, None where it grew too long; ends the line with some probability where it may."""
    made, text = matcher(grammar), bytearray()
    bits = llguidance.numpy.allocate_token_bitmask(1, TOKENS.vocab_size)
    while not made.is_stopped():
        if len(text) > longest:
            return None
        llguidance.numpy.fill_next_token_bitmask(made, bits, 0)
        legal = np.nonzero(np.unpackbits(bits.view(np.uint8), bitorder="little")[:256])[0]
        ends = LINE_END in legal and random.random() < ending
        byte = LINE_END if ends else int(random.choice(legal))
        made.consume_token(byte)
        assert not made.is_error(), made.get_error()
        text.append(byte)
    return text.decode()


def longest_prefix(grammar, text):
    """How many bytes of a text the grammar takes, and whether a text of the grammar ends there."""
    made = matcher(grammar)
    return made.try_consume_tokens(list(text.encode())), made.is_stopped()
