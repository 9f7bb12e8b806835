"""Texts of a grammar: random ones, and whether a text is one.

In: grammars for llguidance. Out: texts. A token is a byte, so that no model and no vocabulary is needed.
"""

from functools import lru_cache

import llguidance
import llguidance.numpy
import numpy as np

TOKENS = llguidance.LLTokenizer("byte")
LINE_END = 10
# what a walk in a hurry writes where it may: ends, then what is short
HASTY = (
    ("\n",),
    (")", "]", "\"\n"),
    ("MET.pt", "MET.phi", "jets[0].pt", "jets[0].eta", "jets[0]", "jets", "MET", "30 GeV", "0.8", "2", "x.pt",
     "x.status_flags", "x",
     "size(jets)", "pt", "eta", "HLT_IsoMu24", "23", "nominal", "masses"),
    (" = ", " in ", " bins from ", "bins [", "2 to 30", "300 GeV to 500 GeV", " descending", " for x in jets", ".pt"),
    (" > ", " select ", ", "),
    ("?", "|"),
)  # fmt: skip


def matcher(grammar):
    return built(grammar).deep_copy()


@lru_cache(maxsize=4)
def built(grammar):
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


def legal_bytes(made, bits):
    llguidance.numpy.fill_next_token_bitmask(made, bits, 0)
    return np.nonzero(np.unpackbits(bits.view(np.uint8), bitorder="little")[:256])[0]


def walk(grammar, random, longest=400, ending=0.5):
    """A random text, None where it grew too long; ends the line with some probability where it may."""
    made, text = matcher(grammar), bytearray()
    bits = llguidance.numpy.allocate_token_bitmask(1, TOKENS.vocab_size)
    while not made.is_stopped():
        if len(text) > longest:
            return None
        legal = legal_bytes(made, bits)
        ends = LINE_END in legal and random.random() < ending
        text += taken(made, bytes([LINE_END if ends else int(random.choice(legal))]))
    return text.decode()


def seek(grammar, random, start, sought="", longest=400):
    """A text that begins with `start`, has what is looked for as soon as it is legal, and ends as soon as it may then; None
    where that was not found."""
    made, text = matcher(grammar), bytearray()
    text += taken(made, start.encode())
    bits = llguidance.numpy.allocate_token_bitmask(1, TOKENS.vocab_size)
    while not made.is_stopped():
        if len(text) > longest or (sought and made.is_accepting()):
            return None
        if sought and fits(made, sought):
            text += taken(made, sought.encode())
            sought = ""
            continue
        word = short(made, random, HASTY[1:] if sought else HASTY)
        text += taken(made, word or bytes([int(random.choice(legal_bytes(made, bits)))]))
    return None if sought else text.decode()


def fits(made, word):
    return made.validate_tokens(list(word.encode())) == len(word.encode())


def short(made, random, groups):
    """A word of the first group that has one which is legal here; empty where none is."""
    for group in groups:
        legal = [each for each in group if fits(made, each)]
        if legal and random.random() < 0.9:
            return random.choice(legal).encode()
    return b""


def taken(made, some):
    """Bytes that the grammar takes."""
    assert made.try_consume_tokens(list(some)) == len(some), f"{some!r} is not legal"
    assert not made.is_error(), made.get_error()
    return some


def longest_prefix(grammar, text):
    """How many bytes of a text the grammar takes, and whether a text of the grammar ends there."""
    made = matcher(grammar)
    return made.try_consume_tokens(list(text.encode())), made.is_stopped()
