"""Grammars of segments in GBNF, the dialect of llama.cpp without llguidance and of xgrammar."""
