"""Where hepir keeps what it can make or find again.

In: the environment. Out: a folder, or None where there is none.
"""

from __future__ import annotations

import os
from pathlib import Path

CACHE = "HEPIR_CACHE_DIR"
"""Environment variable: the folder to use in place of the one that the platform has for caches."""


def cache_folder() -> Path | None:
    """The folder that HEPIR_CACHE_DIR names, else the one of the platform; that takes the package platformdirs, which comes
    with the extras `pdf` and `fast`, and without it there is none."""
    chosen = os.environ.get(CACHE)
    if chosen:
        return Path(chosen)
    try:
        from platformdirs import user_cache_path
    except ImportError:
        return None
    return user_cache_path("hepir", appauthor=False)
