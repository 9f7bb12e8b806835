"""Models that need no weights: each token is a byte, drawn or preferred, under the grammar of the driver.

In: drivers. Out: transcripts. What such a model writes is what a grammar lets through.
"""

import random
from dataclasses import dataclass, field

import llguidance.numpy
import numpy as np
from walks import TOKENS, matcher

from hepir.models.core import Finished, Identity, Transcript

END = 256


@dataclass
class ByteModel:
    """Draws bytes with a seed; `wishes` is a text that it would rather write, from its beginning, wherever it may.

    `ending` is how likely it ends a line or the text where it may. `lines` bounds the segments of a text.
    `characters` is how many of a prompt count as a token.
    """

    seed: int = 0
    wishes: tuple[str, ...] = ()
    ending: float = 0.5
    lines: int = 60
    context: int = 100_000
    characters: int = 3
    prompts: list[str] = field(default_factory=list)
    identity: Identity = field(default_factory=lambda: Identity("test", "bytes", grammar="llguidance"))

    def count(self, text):
        return len(text) // self.characters

    def generate(self, prompt, drivers, sampling, progress=None):  # noqa: ARG002
        self.prompts.append(prompt)
        return tuple(
            self.text(make(), random.Random(f"{self.seed} {row}")) for row, make in enumerate(drivers)
        )

    def text(self, driver, source):
        segments, ended = [], "driver"
        segment = next(driver, None)
        while segment is not None:
            if segment.may_end and (len(segments) >= self.lines or source.random() < 0.02):
                ended = "end"
                break
            finished = self.segment(segment, source)
            segments.append((segment, finished))
            if finished.cut:
                ended = "budget"
            try:
                segment = driver.send(finished)
            except StopIteration:
                break
        driver.close()
        return Transcript(tuple(segments), ended)

    def segment(self, segment, source):
        made, text = matcher(segment.grammar), bytearray()
        bits = llguidance.numpy.allocate_token_bitmask(1, TOKENS.vocab_size)
        wish = source.choice(self.wishes).encode() if self.wishes else b""
        while not made.is_stopped():
            if len(text) >= segment.budget * 4:
                return Finished(text.decode(errors="replace"), len(text), -1.0, 0.5, "budget")
            llguidance.numpy.fill_next_token_bitmask(made, bits, 0)
            legal = np.nonzero(np.unpackbits(bits.view(np.uint8), bitorder="little")[:256])[0]
            wanted = [each for each in wish[len(text) : len(text) + 1] if each in legal]
            if not wanted and 10 in legal and source.random() < self.ending:
                wanted = [10]
            byte = int(wanted[0] if wanted else source.choice(legal))
            made.consume_token(byte)
            assert not made.is_error(), made.get_error()
            text.append(byte)
        return Finished(text.decode(), len(text), -float(len(text)), 0.5)
