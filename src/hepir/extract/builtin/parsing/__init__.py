"""From the text of a sentence to its phrases; the only package here that knows Lark.

phrases(text)       the phrases of a sentence, as values
composed(phrases)   what these stand for where they are made of each other
"""

from hepir.extract.builtin.parsing.composing import composed
from hepir.extract.builtin.parsing.islands import phrases

__all__ = ["composed", "phrases"]
