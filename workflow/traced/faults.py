"""Faults of the data, said to a person: where, what is wrong, what is allowed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

MOST = 20  # names that a hint lists at the most


@dataclass(frozen=True)
class Fault:
    """One thing wrong with an input, printed as `file:line: column: what is wrong: what is allowed`.

    In a text without columns `column` is the number of the character in the line.
    """

    file: str
    line: int
    column: str
    problem: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.column}: {self.problem}: {self.allowed}"


class Faults(Exception):
    """All faults found at once; a build that meets one stops and names them all."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults), key=reading_order))
        super().__init__("\n".join(map(str, self.faults)))


def reading_order(fault: Fault) -> tuple[str, int, int, str]:
    """Return the sort key of a fault: file, line, and the column as a number where it is one."""
    return fault.file, fault.line, int(fault.column) if fault.column.isdecimal() else 0, fault.column


def raise_if_any(faults: Iterable[Fault]) -> None:
    """Raise `Faults` when there is at least one."""
    found = tuple(faults)
    if found:
        raise Faults(found)


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Return the hint that follows a wrong word: the names that look like it, or else all of them."""
    names = sorted(allowed)
    close = difflib.get_close_matches(word, names, n=3, cutoff=0.6)
    if close:
        return f"did you mean {' or '.join(close)}?"
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return f"one of {', '.join(names[:MOST])}{more}"
