"""Faults of the input, written for a person: where, what is wrong, what is allowed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from traced.core.record import Place

MOST = 20  # names that a hint lists at most

# What a fault is about, where code decides by it; empty for all others.
# codebook: the codebook lacks a variable or code; list: it lacks an end of a path; path: another fault of a path
# unnamed: a cell under no header; rows: how a text is cut into rows; layout: how a workbook looks
FaultKind = Literal["", "codebook", "list", "path", "unnamed", "rows", "layout"]


@dataclass(frozen=True)
class Fault:
    """One thing wrong with an input, printed as `file:line: column: what is wrong: what is allowed`.

    place: a line of a text, a cell or row of a table (`followup.xlsx!Interviews!C14`), or a whole file
    column: the name of the column; in a text without columns, the number of the character in the line
    """

    place: Place
    column: str
    problem: str
    allowed: str
    kind: FaultKind = field(default="", compare=False)

    @classmethod
    def on_line(cls, file: str, line: int, column: str, problem: str, allowed: str, kind: FaultKind = "") -> Fault:
        """Return a fault on a line of a text, or of the whole file where the line is 0."""
        return cls(Place(file, row=line), column, problem, allowed, kind)

    def __str__(self) -> str:
        return f"{self.place}: {self.column}: {self.problem}: {self.allowed}"


class Faults(Exception):
    """All faults of an input at once, in reading order; a build that meets them stops and prints each."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults), key=reading_order))
        super().__init__("\n".join(map(str, self.faults)))


def reading_order(fault: Fault) -> tuple[Place, int, str]:
    """Return the sort key of a fault: its place, and the column as a number where it is one."""
    return fault.place, int(fault.column) if fault.column.isdecimal() else 0, fault.column


def raise_if_any(faults: Iterable[Fault]) -> None:
    """Raise `Faults` if there is at least one."""
    if collected := tuple(faults):
        raise Faults(collected)


@contextmanager
def together_with(first: Iterable[Fault]) -> Iterator[None]:
    """Raise earlier faults together with those that the body raises, or after it."""
    try:
        yield
    except Faults as others:
        raise Faults([*first, *others.faults]) from None
    raise_if_any(first)


class Hint(NamedTuple):
    """What helps after a wrong word.

    close: the names that look like it, the most similar first
    text: `did you mean …?` with these, or else the list of all names
    """

    close: tuple[str, ...]
    text: str


def nearest(word: str, names: Iterable[str]) -> Hint:
    """Return the hint for a word that is none of the names."""
    known = sorted(names)
    close = difflib.get_close_matches(word, known, n=3, cutoff=0.6)
    if close:
        return Hint(tuple(close), f"did you mean {' or '.join(close)}?")
    more = f" and {len(known) - MOST} more" if len(known) > MOST else ""
    return Hint((), f"one of {', '.join(known[:MOST])}{more}")
