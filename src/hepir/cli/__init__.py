"""The command line. In: the words after `hepir`. Out: text on the standard streams and an exit status."""

from hepir.cli.entry import main

__all__ = ["main"]
