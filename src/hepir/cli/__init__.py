"""The command line. In: the words after `hepir`. Out: text on the standard streams and an exit status."""

from __future__ import annotations

import sys
from collections.abc import Sequence

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; `argv` are the words after `hepir`, by default those of this process.

    Returns the exit status, and raises nothing, not even where it is interrupted while it loads.
    """
    try:
        from hepir.cli.entry import main as run
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    return run(argv)


__all__ = ["main"]
