"""Read a CSV file into rows that know their line, and check them against a schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from traced.core.fault import Fault, nearest
from traced.core.record import Basis, Record
from traced.reading.encoding import Note, decode
from traced.reading.sheet import Sheet, parse_table


@dataclass(frozen=True)
class Column:
    """The texts that the cells of a column may have.

    pattern: the regular expression of a whole cell
    allowed: the same in words, for the message of a fault
    """

    pattern: str
    allowed: str

    def permits(self, text: str) -> bool:
        return re.fullmatch(self.pattern, text) is not None


@dataclass(frozen=True, kw_only=True)
class Schema:
    """The form of a table.

    columns: its columns by name
    key: the columns that together identify a row
    may_be_empty: whether a header without rows is allowed
    """

    columns: Mapping[str, Column]
    key: tuple[str, ...]
    may_be_empty: bool = False


@dataclass(frozen=True)
class CsvTable:
    """The content of a CSV file.

    file: its name in identities and messages
    rows: the cells as text by column, by the line of the file on which the row begins
    notes: what was mended
    """

    file: str
    header: tuple[str, ...] = ()
    rows: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    notes: tuple[Note, ...] = ()

    def records(self) -> list[Record]:
        """Return the rows as records; the column basis becomes the basis, which a schema has checked."""
        return [
            Record(f"{self.file}:{line}", cast(Basis, cells["basis"]), {k: v for k, v in cells.items() if k != "basis"})
            for line, cells in self.rows.items()
        ]


def read_csv(content: bytes, file: str, schema: Schema | None = None) -> CsvTable:
    """Return a CSV file as text with all its faults, checked against a schema if there is one.

    A row of the wrong form is left out. The cells are checked only when the form of the file has no fault, because what
    follows from such a fault would be noise.
    """
    expected = f"a header with the columns {', '.join(schema.columns)}, separated by commas" if schema else ""
    sheet = parse_table(decode(content, file), file, by_line=True, expected=expected)
    faults = list(sheet.faults)
    faulty = {fault.place.row for fault in faults}
    rows = {
        row.number: {name: sheet.cell(row, column) for column, name in enumerate(sheet.header)}
        for row in sheet.body
        if row.number not in faulty
    }
    if schema and (sheet.header or not faults):
        faults += header_faults(sheet, schema)
        faults += [fault for fault in sheet.unnamed_cell_faults() if fault.place.row not in faulty]
        if not faults and not rows and not schema.may_be_empty:
            faults.append(Fault.on_line(file, 1, "row", "the file has no rows", "at least one row below the header"))
        if not faults and rows:
            faults += cell_faults(rows, file, schema)
    return CsvTable(file, sheet.header, rows, tuple(faults), sheet.notes)


def header_faults(sheet: Sheet, schema: Schema) -> Iterator[Fault]:
    """Yield a fault for each column that is missing, not known or given twice."""
    columns, header = list(schema.columns), sheet.header
    line = sheet.rows[0].number if sheet.rows else 1
    for column in columns:
        if column not in header:
            yield Fault.on_line(sheet.file, line, column, "this column is missing", f"the columns {', '.join(columns)}")
    for column in header:
        if column not in columns:
            allowed = nearest(column, columns).text
            yield Fault.on_line(sheet.file, line, column or "(empty)", "this column is not known", allowed)
    for column in dict.fromkeys(header):
        if header.count(column) > 1:
            yield Fault.on_line(sheet.file, line, column, "this column stands twice", "each column once")


def cell_faults(rows: Mapping[int, Mapping[str, str]], file: str, schema: Schema) -> Iterator[Fault]:
    """Yield a fault for every cell that its column does not permit, and for every row whose key repeats."""
    import pandas as pd  # only a build that reads tables waits for the import of these two
    import pandera.pandas as pa
    from pandera.errors import SchemaErrors

    columns = {
        name: pa.Column(str, pa.Check(column.permits, element_wise=True)) for name, column in schema.columns.items()
    }
    frame = pd.DataFrame(list(rows.values()), index=list(rows), dtype=str)
    try:
        pa.DataFrameSchema(columns, unique=list(schema.key) or None).validate(frame, lazy=True)
    except SchemaErrors as errors:
        repeated: set[int] = set()
        for error in errors.schema_errors:
            lines = [int(case["index"]) for case in error.failure_cases.to_dict("records")]
            if error.reason_code is not None and error.reason_code.name == "DUPLICATES":
                repeated.update(lines)
                continue
            column = str(error.schema.name)
            for line in lines:
                problem = f"{rows[line][column]!r} is not allowed"
                yield Fault.on_line(file, line, column, problem, schema.columns[column].allowed)
        for line in sorted(repeated):
            twice = " and ".join(f"{column} {rows[line][column]!r}" for column in schema.key)
            yield Fault.on_line(file, line, schema.key[-1], f"{twice} stands twice", "one row for each")
