"""The build lock: two builds of the same folder run one after the other, never at once."""

from __future__ import annotations

import fcntl
import sys
from pathlib import Path
from typing import IO


def lock_build(folder: Path) -> IO[str]:
    """Wait until no other build works in the folder, and return the file that holds the lock.

    The lock lasts as long as the file is open, so it ends with the process, however that ends: a build that was killed
    leaves nothing behind that would have to be cleared away.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / ".lock").open("w", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print(f"Another build works in {folder}; waiting until it has ended.", file=sys.stderr)
        fcntl.flock(lock, fcntl.LOCK_EX)
    return lock
