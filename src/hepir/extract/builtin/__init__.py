"""The built-in reader: selections from the words of a publication, without a model and without a network.

    read_selection(document)    a `Draft` whose program parses and type-checks

Sentences become phrases (`spelling`, `parsing`), phrases clauses about objects or events (`clauses`, `objects`,
`events`), clauses claims, and claims a draft (`drafting`). What is not understood is claimed by nothing, or noted.
"""

from hepir.extract.builtin.reader import read_selection

__all__ = ["read_selection"]
