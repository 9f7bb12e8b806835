"""LaTeX text as a tree, and the only module that knows pylatexenc."""

from pylatexenc.latexwalker import LatexWalker

__all__ = ["LatexWalker"]
