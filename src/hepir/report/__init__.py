"""Everything that a run writes: tables, histogram files, pictures, the record of the run, the page that
people read.

In: a `hepir.backend.result.Result`. Out: files in a folder, or text for a terminal or a notebook. Import the
modules one by one; this package imports nothing, so that checking a program stays quick.
"""
