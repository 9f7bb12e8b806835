"""From the text of a sentence to its phrases; the only package here that knows Lark.

phrases(text)       the phrases of a sentence, as values
placed(phrases)     what these stand for where they say which events are in which region
composed(phrases)   what these stand for where they are made of each other
"""

from hepir.extract.builtin.parsing.composing import composed
from hepir.extract.builtin.parsing.islands import phrases
from hepir.extract.builtin.parsing.placing import placed, places_events

__all__ = ["composed", "phrases", "placed", "places_events"]
