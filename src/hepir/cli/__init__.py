"""The command line. In: the words after `hepir`. Out: text on the standard streams and an exit status."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

INTERRUPTED = 130
MADE_BEFORE_SEARCHED = 100_000  # objects


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; `argv` are the words after `hepir`, by default those of this process.

    Returns the exit status, and raises nothing, not even where it is interrupted while it loads.
    """
    if argv is None:  # the process is ours: it is not searched for rubbish again and again while it loads
        gc.set_threshold(MADE_BEFORE_SEARCHED)
    try:
        from hepir.cli.entry import main as run
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    return run(argv)


__all__ = ["main"]
