"""Tables of the paper: cells of text and of numbers that keep their names."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from traced.core.csv_text import csv_text


@dataclass(frozen=True)
class Printed:
    """A ledger number as it is to be printed in a cell: its name and one of the styles of `traced.ledger.style`."""

    number: str
    style: str


Cell = tuple[str | Printed, ...]
Writer = Callable[[str, str], str]
RULES = {"l": ":---", "c": ":---:", "r": "---:"}
MARKUP = re.compile(r"""[\\`*_{}\[\]<>|$#~^@"'&]|(?<=-)-|(?<=\.)\.""")


@dataclass(frozen=True)
class Table:
    """A table with its columns, their alignment (`l`, `c` or `r` for each) and rows of cells."""

    columns: tuple[str, ...]
    alignment: str
    rows: tuple[tuple[Cell, ...], ...]

    def texts(self, write: Writer, quote: Callable[[str], str] = str) -> list[list[str]]:
        """Return the cells as text; `write(name, style)` prints a number, `quote` quotes text."""
        return [
            ["".join(quote(p) if isinstance(p, str) else write(p.number, p.style) for p in cell) for cell in row]
            for row in self.rows
        ]

    def markdown(self, write: Writer) -> str:
        """Return a pandoc pipe table; the text of a cell is text, whatever marks it has."""
        lines = [self.columns, [RULES[way] for way in self.alignment], *self.texts(write, literal)]
        return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)

    def to_csv(self, write: Writer) -> str:
        """Return the table as CSV, with a header."""
        return to_csv([dict(zip(self.columns, row, strict=True)) for row in self.texts(write)])

    def to_json(self) -> str:
        """Return the table as JSON; a number in a cell is an object, text is text."""
        rows = [[[p if isinstance(p, str) else vars(p) for p in cell] for cell in row] for row in self.rows]
        content = {"columns": self.columns, "alignment": self.alignment, "rows": rows}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Table:
        """Return the table that `to_json` wrote."""
        content = json.loads(text)
        rows = tuple(
            tuple(tuple(p if isinstance(p, str) else Printed(**p) for p in cell) for cell in row)
            for row in content["rows"]
        )
        return cls(tuple(content["columns"]), content["alignment"], rows)


def literal(text: str) -> str:
    """Return text on one line, with all escaped that Markdown would read as markup or typeset otherwise."""
    return MARKUP.sub(r"\\\g<0>", re.sub(r"\s*\n\s*", " ", text))


def to_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = ()) -> str:
    """Return rows as CSV text; None is an empty cell.

    columns: the header, which without it is taken from the first row
    """
    header = columns or list(rows[0])
    return csv_text([header, *([row[column] for column in header] for row in rows)])
