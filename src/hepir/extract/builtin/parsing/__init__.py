"""From the text of a sentence to its phrases; the only package here that knows Lark.

phrases(text)    the phrases of a sentence, as values
"""

from hepir.extract.builtin.parsing.islands import phrases

__all__ = ["phrases"]
