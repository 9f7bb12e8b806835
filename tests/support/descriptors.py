"""What this process holds open: a file in, how many descriptors of it out."""

import os
from pathlib import Path


def open_descriptors(path: Path) -> int:
    """How often a file is open here, whatever else threads open or close meanwhile; 0 where that is not told."""
    if not os.path.isdir("/dev/fd"):
        return 0
    wanted = path.stat()
    return sum(1 for number in map(int, os.listdir("/dev/fd")) if _is_of(number, wanted))


def _is_of(number: int, wanted: os.stat_result) -> bool:
    """False for a descriptor that was closed since it was listed, as that of the listing itself."""
    try:
        found = os.fstat(number)
    except OSError:
        return False
    return (found.st_dev, found.st_ino) == (wanted.st_dev, wanted.st_ino)
