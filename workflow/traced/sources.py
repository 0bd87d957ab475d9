"""Sources: reading a data file into rows that know their line, and holding them to their schema."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from .decoding import Note, decode
from .faults import Fault, nearest
from .records import Basis, Place, Record
from .sheets import SEPARATORS, mend

MAY_BE_EMPTY = "may be empty"


@dataclass(frozen=True)
class Source:
    """A data file that has been read.

    file: its name in identities and messages
    rows: the cells as text, by column; the index is the line of the file on which the row begins
    faults: what is wrong with it
    notes: what was mended in it
    """

    file: str
    rows: pd.DataFrame
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...] = ()

    def records(self) -> list[Record]:
        """Return the rows as records; the basis is taken from the column of that name."""
        return [
            Record(f"{self.file}:{line}", basis(cells["basis"]), {str(k): v for k, v in cells.items() if k != "basis"})
            for line, cells in zip(self.rows.index, self.rows.to_dict("records"), strict=True)
        ]


def basis(text: str) -> Basis:
    """Return a checked basis with its type."""
    return text  # type: ignore[return-value]


def read_csv(content: bytes, file: str, schema: pa.DataFrameSchema) -> Source:
    """Return a CSV file read as text and checked against its schema: all faults at once, and none raised.

    A row of the wrong length or a header that lacks a column ends the reading: what follows would be noise.
    """
    columns = list(schema.columns)
    decoded = decode(content, file)
    if decoded.faults and content.strip():
        return Source(file, pd.DataFrame(columns=columns), decoded.faults)
    reader = csv.reader(io.StringIO(decoded.text, newline=""), strict=True)
    faults: list[Fault] = []
    cells_of_rows = parsed(reader, file, faults)
    header, notes = mended(next(cells_of_rows, []), Place(file, "", 1))
    if faults:
        return Source(file, pd.DataFrame(columns=columns), tuple(faults))
    wrong = next((name for mark, name in SEPARATORS.items() if len(header) == 1 and mark in header[0]), "")
    if wrong or not header:
        problem = f"the cells are separated by {wrong}" if wrong else "the file is empty"
        fault = Fault.on_line(
            file, 1, "1", problem, f"a header with the columns {', '.join(columns)}, separated by commas"
        )
        return Source(file, pd.DataFrame(columns=columns), (fault,))
    faults += [
        Fault.on_line(file, 1, column, "this column is missing", f"the columns {', '.join(columns)}")
        for column in columns
        if column not in header
    ]
    faults += [
        Fault.on_line(file, 1, column or "(empty)", "this column is not known", nearest(column, columns).text)
        for column in header
        if column not in columns
    ]
    faults += [
        Fault.on_line(file, 1, column, "this column stands twice", "each column once")
        for column in dict.fromkeys(header)
        if header.count(column) > 1
    ]
    lines: list[int] = []
    rows: list[list[str]] = []
    start = reader.line_num + 1
    for cells in cells_of_rows:
        if cells and len(cells) != len(header):
            problem = f"the row has {len(cells)} cells, the header {len(header)}"
            faults.append(
                Fault.on_line(file, start, "row", problem, "as many cells as columns; quote a cell with a comma")
            )
        elif cells:
            lines.append(start)
            texts, found = mended(cells, Place(file, "", start))
            rows.append(texts)
            notes += found
        start = reader.line_num + 1
    if not faults and not rows and not (schema.metadata or {}).get(MAY_BE_EMPTY):
        faults.append(Fault.on_line(file, 1, "row", "the file has no rows", "at least one row below the header"))
    table = pd.DataFrame(rows, columns=header, index=lines, dtype=str)
    if not faults:
        faults = list(violations(table, file, schema))
    return Source(file, table, tuple(faults), (*decoded.notes, *notes))


def mended(cells: Iterable[str], place: Place) -> tuple[list[str], list[Note]]:
    """Return the cells of a row without what nobody sees, and what was mended in it."""
    found = [mend(cell) for cell in cells]
    return [text for text, _ in found], [Note(place, what) for _, whats in found for what in whats]


def parsed(reader: Any, file: str, faults: list[Fault]) -> Iterator[list[str]]:
    """Yield the rows of a CSV file; what the parser cannot read ends them with a fault."""
    start = reader.line_num + 1
    try:
        for cells in reader:
            yield cells
            start = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault.on_line(file, start, "row", str(error), "close the quotation mark of the cell"))


def violations(table: pd.DataFrame, file: str, schema: pa.DataFrameSchema) -> Iterator[Fault]:
    """Yield a fault for every cell or row that breaks a check of the schema, whose error says what is allowed."""
    try:
        schema.validate(table, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        unique = schema.unique or []
        seen: set[tuple[int, str]] = set()
        for error in errors.schema_errors:
            cases = error.failure_cases
            for case in cases.to_dict("records"):
                line = int(case["index"])
                if error.reason_code is not None and error.reason_code.name == "DUPLICATES":
                    if (line, "row") in seen:
                        continue
                    seen.add((line, "row"))
                    same = " and ".join(f"{c} {table.loc[line, c]!r}" for c in unique)
                    yield Fault.on_line(file, line, str(unique[-1]), f"{same} stands twice", "one row for each")
                    continue
                column = str(case.get("column") or error.schema.name)
                allowed = str(getattr(error.check, "error", None) or error.check)
                yield Fault.on_line(file, line, column, f"{case['failure_case']!r} is not allowed", allowed)
