"""Processes that tests interrupt.

In: nothing. Out: what a process does before it starts, so that it heeds an interrupt also where the tests were started
by a shell in the background, which has it ignored.
"""

import signal


def heeding_interrupts() -> None:
    """For `preexec_fn`: an interrupt ends the process again."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
