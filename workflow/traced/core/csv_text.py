"""Tables as CSV text in which no cell is a formula for a spreadsheet program, and back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

MARK = "'"  # before text that a spreadsheet program would run as a formula
FORMULA = re.compile(rf"{MARK}*[=+\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def csv_text(rows: Iterable[Iterable[Any]]) -> str:
    """Return rows as CSV text; None is an empty cell, and formulas are marked."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([mark_formula(cell) for cell in row] for row in rows)
    return text.getvalue()


def parse_csv(text: str) -> list[list[str]]:
    """Return the rows that `csv_text` wrote, their cells as text without marks."""
    return [[unmark_formula(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]


def mark_formula(cell: Any) -> Any:
    """Prefix text that a spreadsheet program would run as a formula; numbers stay as they are."""
    return f"{MARK}{cell}" if isinstance(cell, str) and FORMULA.match(cell) and not NUMBER.fullmatch(cell) else cell


def unmark_formula(cell: str) -> str:
    """Return a cell without its mark."""
    return cell.removeprefix(MARK) if FORMULA.match(cell) else cell
