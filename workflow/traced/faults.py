"""Faults of the data, said to a person: where, what is wrong, what is allowed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from .records import Place

MOST = 20  # names that a hint lists at the most


@dataclass(frozen=True)
class Fault:
    """One thing wrong with an input, printed as `file:line: column: what is wrong: what is allowed`.

    In a text without columns `column` is the number of the character in the line. A fault of a spreadsheet is printed
    with its cell instead of the line, `followup.xlsx!Interviews!C14`; a fault of all of a file has line 0.

    sheet: the sheet of a workbook, or empty
    cell: the number of the column in which the cell stands, 1 for A; 0 for a fault of a line
    """

    file: str
    line: int
    column: str
    problem: str
    allowed: str
    sheet: str = ""
    cell: int = 0

    @classmethod
    def at(cls, place: Place, column: str, problem: str, allowed: str) -> Fault:
        """Return a fault of the line or cell at a place."""
        return cls(place.file, place.row, column, problem, allowed, place.sheet, place.column)

    @property
    def place(self) -> Place:
        """Where the fault is."""
        return Place(self.file, self.sheet, self.line, self.cell)

    def __str__(self) -> str:
        return f"{self.place}: {self.column}: {self.problem}: {self.allowed}"


class Faults(Exception):
    """All faults found at once; a build that meets one stops and names them all."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults), key=reading_order))
        super().__init__("\n".join(map(str, self.faults)))


def reading_order(fault: Fault) -> tuple[Place, int, str]:
    """Return the sort key of a fault: its place, and the column as a number where it is one."""
    return fault.place, int(fault.column) if fault.column.isdecimal() else 0, fault.column


def raise_if_any(faults: Iterable[Fault]) -> None:
    """Raise `Faults` when there is at least one."""
    found = tuple(faults)
    if found:
        raise Faults(found)


@contextmanager
def together_with(first: Iterable[Fault]) -> Iterator[None]:
    """Raise faults found before along with those that the body raises, or after it."""
    try:
        yield
    except Faults as others:
        raise Faults([*first, *others.faults]) from None
    raise_if_any(first)


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Return the hint that follows a wrong word: the names that look like it, or else all of them."""
    names = sorted(allowed)
    close = difflib.get_close_matches(word, names, n=3, cutoff=0.6)
    if close:
        return f"did you mean {' or '.join(close)}?"
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return f"one of {', '.join(names[:MOST])}{more}"
