"""Delimited: tables as CSV, in which no text is a formula for a spreadsheet program; and back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

MARK = "'"  # before a text that would be computed
COMPUTED = re.compile(rf"{MARK}*[=+\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def write(rows: Iterable[Iterable[Any]]) -> str:
    """Return rows as CSV; None is an empty cell, and a text that a program would compute has a mark before it."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([marked(cell) for cell in row] for row in rows)
    return text.getvalue()


def read(text: str) -> list[list[str]]:
    """Return the rows that `write` wrote, their cells as text without the marks."""
    return [[bare(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]


def marked(cell: Any) -> Any:
    """Return a cell with a mark before it where a program would compute it; a number is none of those."""
    return f"{MARK}{cell}" if isinstance(cell, str) and COMPUTED.match(cell) and not NUMBER.fullmatch(cell) else cell


def bare(cell: str) -> str:
    """Return a cell without its mark."""
    return cell.removeprefix(MARK) if COMPUTED.match(cell) else cell
