"""Records: the rows of the data files, each with an identity that numbers refer to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Any, Literal, NamedTuple

Basis = Literal["stated", "implied", "reported", "official", "cited"]

# How a row is known, by its basis; a Voice fills in the replicated work.
BASIS_MEANING: dict[Basis, str] = {
    "stated": "{work} says it of this {case}",
    "implied": "{work} does not say it, but what it does say leaves little room for anything else",
    "reported": "{work} itself reports it, in an aggregate or a table",
    "official": "an official statistic says it, in its publisher's own file",
    "cited": "another work says it, which {work} cites",
}


class Place(NamedTuple):
    """Where a record stands; places sort in reading order: file, sheet, row, column.

    file: its path as the study names it, `data/interviews/followup.xlsx`
    sheet: the sheet of a workbook; empty in a file of text
    row: the line of a file as an editor counts it, or the row of a sheet; 0 for the whole of it
    column: the column of a cell, 1 for A; 0 for the whole row
    """

    file: str
    sheet: str = ""
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        whole = f"{self.file}!{self.sheet}" if self.sheet else self.file
        if self.column:
            return f"{whole}!{column_letters(self.column)}{self.row}"
        return f"{whole}:{self.row}" if self.row else whole


CELL = re.compile(r"(?P<file>[^!]*)(?:!(?P<sheet>.*))?!(?P<letters>[A-Z]{1,3})(?P<row>[1-9][0-9]*)", re.DOTALL)


@cache
def place_of(record_id: str) -> Place:
    """Return where a record stands, from its id. Raises ValueError for a text that is no id.

    `codings.csv:57` is a line, `participants.csv!C14` a cell, `followup.xlsx!Interviews!C14` a cell of a sheet. A file
    read by cells has no exclamation mark in its name; a sheet may.
    """
    if cell := CELL.fullmatch(record_id):
        return Place(cell["file"], cell["sheet"] or "", int(cell["row"]), column_number(cell["letters"]))
    file, _, line = record_id.rpartition(":")
    return Place(file, "", int(line))


def column_letters(column: int) -> str:
    """Return the letters of a column in a spreadsheet: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_number(name: str) -> int:
    """Return the number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@dataclass(frozen=True)
class Record:
    """One row of a data file, or one cell of a wide table, where each cell is a coding of its own.

    id: `data/interviews/codings.csv:57`, file and line as an editor counts them, or `participants.csv!C14`, a cell
    basis: how the row is known; it decides the status of the numbers that rest on it
    fields: the cells by column name, as text
    table: the table of the study that it belongs to, whatever its file
    """

    id: str
    basis: Basis
    fields: Mapping[str, str]
    table: str = field(default="", compare=False)

    def __getitem__(self, column: str) -> str:
        return self.fields[column]

    @property
    def file(self) -> str:
        return self.place.file

    @property
    def line(self) -> int:
        return self.place.row

    @property
    def place(self) -> Place:
        return place_of(self.id)


Tables = Mapping[str, tuple[Record, ...]]  # the rows of each table by its name


def dump_records(tables: Mapping[str, Iterable[Record]], **extra: Any) -> str:
    """Return the records of several tables as JSON text, and with them anything `extra`, such as a codebook."""
    content = {
        name: [{"id": record.id, "basis": record.basis, "fields": dict(record.fields)} for record in records]
        for name, records in tables.items()
    }
    return json.dumps(content | extra, ensure_ascii=False, indent=1) + "\n"


def load_records(text: str) -> dict[str, Any]:
    """Return what `dump_records` wrote: records by table name, and the extras."""
    content = json.loads(text)
    return {
        name: [Record(**cells, table=name) for cells in value] if isinstance(value, list) else value
        for name, value in content.items()
    }


def records_by_id(texts: Iterable[str]) -> dict[str, Record]:
    tables = [table for text in texts for table in load_records(text).values() if isinstance(table, list)]
    return {record.id: record for table in tables for record in table}


def ranges_by_file(ids: Iterable[str]) -> dict[str, str]:
    """Return the rows or cells of records by file and sheet, consecutive ones as a range: `2–14, 17`, or `C2–C14`."""
    columns: dict[str, dict[str, list[int]]] = {}
    for at in sorted(map(place_of, ids)):
        columns.setdefault(str(Place(at.file, at.sheet)), {}).setdefault(column_letters(at.column), []).append(at.row)
    return {
        whole: ", ".join(run for column, rows in by_column.items() for run in ranges(rows, column))
        for whole, by_column in columns.items()
    }


def ranges(rows: Iterable[int], column: str = "") -> Iterator[str]:
    """Yield runs of consecutive rows as text, with the letters of their column before each row."""
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        members = [row for _, row in run]
        first, last = f"{column}{members[0]}", f"{column}{members[-1]}"
        yield first if first == last else f"{first}–{last}"
