"""When decoding fails.

In: an exception from uproot or pyarrow. Out: whether the file is damaged, and the diagnostic that says so.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hepir.diagnostics.core import HepirError
from hepir.run.errors import NOWHERE, DamagedFile, reason_of

DAMAGE = (OSError, EOFError, MemoryError, struct.error)


@contextmanager
def damage_reported(path: Path) -> Iterator[None]:
    """Whatever a decoder trips over inside becomes the diagnostic that the file is damaged.

    Decoders of a format meet damage with any kind of exception (an index, a key, a recursion too deep), so
    that none can be left out here.
    """
    try:
        yield
    except HepirError:
        raise
    except Exception as error:
        raise HepirError((DamagedFile(NOWHERE, str(path), reason_of(error)),)) from error


def shows_damage(error: Exception) -> bool:
    """Whether an exception means that stored bytes are wrong, not that their type is not understood."""
    pyarrow = sys.modules.get("pyarrow")  # who has not read with it has none of its errors
    if isinstance(error, DAMAGE if pyarrow is None else (*DAMAGE, pyarrow.ArrowInvalid)):
        return True
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    # Decompression fails in the ways of the libraries behind it, and in checksums that do not agree.
    return trace is not None and trace.tb_frame.f_globals.get("__name__") == "uproot.compression"
