"""Turns: two builds of the same folder one after the other, never at once."""

from __future__ import annotations

import fcntl
import sys
from pathlib import Path
from typing import IO


def take_turn(folder: Path) -> IO[str]:
    """Wait until no other build works in the folder, and return what holds the turn.

    The turn lasts as long as the file is open, so it ends with the process, however that ends: a build that was killed
    leaves nothing behind that would have to be cleared away.
    """
    folder.mkdir(parents=True, exist_ok=True)
    turn = (folder / ".turn").open("w", encoding="utf-8")
    try:
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print(f"Another build works in {folder}; waiting until it has ended.", file=sys.stderr)
        fcntl.flock(turn, fcntl.LOCK_EX)
    return turn
