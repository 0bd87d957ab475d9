"""Variations of the data: other values for each cell, and whether the rules on the data allow them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator
from typing import get_args

from study import checks, study
from study.sample import everybody
from study.tables import NOTES, TABLES, TOPICS
from traced.claims.lineage import Change
from traced.core.record import Basis, Record, Tables
from traced.reading.variable import Codebook, stem_of

STEPS = (-20, -10, 10, 20)  # how far from a number others are tried, besides those of its column
CODINGS = ("codings", "further")  # the tables whose values depend on their variable
FEW = 4  # values from elsewhere in its column that are tried in a cell, besides near ones


def changes(tables: Tables, codebook: Codebook) -> Iterator[Change]:
    """Yield several other values for every cell of every table, some beyond the ends of its column.

    Cells that only say where a row comes from get few, and those of a table that no part of the study reads get one.
    """
    for table, records in tables.items():
        pools: dict[tuple[str, str], dict[str, None]] = {}
        for record in records:
            for column in record.fields:
                pools.setdefault((column, subject(table, record, column)), {})[record[column]] = None
        for record in records:
            for column in record.fields:
                about = subject(table, record, column)
                pool = [*pools[column, about]]
                far = [] if about else beyond(pool)
                values = dict.fromkeys([*far, *others(table, record, column, pool, codebook)])
                tries = 1 if not study.readers(table) else FEW // 2 if column in NOTES else None
                for value in [value for value in values if value != record[column]][:tries]:
                    yield Change(table, record, column, value)
            for basis in get_args(Basis):
                if basis != record.basis and TABLES[table].columns["basis"].permits(basis):
                    yield Change(table, record, "basis", basis)


def subject(table: str, record: Record, column: str) -> str:
    """Return the variable that a cell is about; empty where all cells of its column are about the same."""
    return record["variable"] if table in CODINGS and column == "value" else ""


def beyond(pool: Iterable[str]) -> list[str]:
    """Return the whole number above all of a column, and the one below all unless it is negative."""
    numbers = [int(value) for value in pool if value.isdecimal()]
    return [str(number) for number in (max(numbers) + 1, min(numbers) - 1) if number >= 0] if numbers else []


def value_changes(tables: Tables, codebook: Codebook, rows: Collection[str]) -> Iterator[Change]:
    """Yield other values for the value columns of some rows, given by their ids; near values of a cell come first.

    Each changed row passes the checks of its own table. Where many codings of a variable could change from the same
    value to the same other one, FEW of them stand for all.
    """
    alike: dict[tuple[str, ...], int] = {}
    for table, records in tables.items():
        for column in TABLES[table].values:
            permitted = TABLES[table].columns[column].permits
            pool = list(dict.fromkeys(r[column] for r in records))
            for record in (r for r in records if r.id in rows):
                cell = record[column]
                steps = [str(int(cell) + step) for step in STEPS] if cell.isdecimal() else []
                tried = {*steps, *pool, *others(table, record, column, pool, codebook)} - {cell}
                for value in sorted(filter(permitted, tried), key=lambda value: (distance(cell, value), value)):
                    kind = (record.fields.get("variable", record.id), cell, value)
                    change = Change(table, record, column, value)
                    if alike.get(kind, 0) < FEW and well_formed(change, codebook):
                        alike[kind] = alike.get(kind, 0) + 1
                        yield change


def others(table: str, record: Record, column: str, pool: list[str], codebook: Codebook) -> list[str]:
    """Return other values for a cell: near ones, the extremes, and what stands elsewhere in its column."""
    cell = record[column]
    near: list[str] = []
    if cell.isdecimal():
        near = [str(int(cell) + 1), str(max(int(cell) - 1, 0)), "0", "99", "2030", "1990"]
    elif cell.endswith("s") and cell[:-1].isdecimal():
        near = ["20s", "80s"]
    elif cell[:4].isdecimal() and "-" in cell:
        near = ["1999-01-01"[: len(cell)], "2021-12-31"[: len(cell)]]
    elif cell.replace(".", "", 1).isdecimal():
        near = ["0.25", "7.5"]
    if table in CODINGS and column == "value":
        variable = codebook["variables"][stem_of(record["variable"], codebook)]
        pool = [*variable.get("codes", pool)]
        if variable["type"] == "path":
            start, _, end = cell.partition(">")
            near = [
                leg for place in codebook["lists"][variable["list"]] for leg in (f"{start}>{place}", f"{place}>{end}")
            ]
    if table in CODINGS and column == "participant":
        near = ["Somebody else"]
    far = [value for value in pool if value != cell]
    return [
        value
        for value in dict.fromkeys([*near, *far[: FEW // 2], *far[-FEW // 2 :], f"{cell}_else", f"{cell} else"])
        if value != cell
    ]


def distance(cell: str, value: str) -> float:
    """Return the numeric distance between two cells; inf for other text."""
    try:
        return abs(measure(cell) - measure(value))
    except ValueError:
        return math.inf


def measure(text: str) -> float:
    """Return a number, or a date or decade in years. Raises ValueError for other text."""
    if not text[:1].isdecimal():
        raise ValueError(f"{text!r} is no number")
    year, month, day = (*text.removesuffix("s").split("-"), "0", "0")[:3]
    return float(year) + float(month) / 12 + float(day) / 365


def well_formed(change: Change, codebook: Codebook) -> bool:
    return next(checks.row_faults({change.table: (change.changed,)}, codebook), None) is None


def allowed(codebook: Codebook, citation_keys: Collection[str], tables: Tables, change: Change) -> bool:
    """Return whether the build reads the changed tables without a fault.

    Contradictions between several aggregates, which stop a build later, are not checked.
    """
    table = TABLES[change.table]
    if not table.columns[change.column].permits(change.value):
        return False
    keys = [tuple(row[column] for column in table.key) for row in tables[change.table]]
    if change.column in table.key and len(set(keys)) < len(keys):
        return False
    topic = TOPICS[table.topic]  # no rule spans topics
    concerned = {name: tables.get(name, ()) if name in topic else () for name in TABLES}
    if next(checks.data_faults(concerned, codebook, citation_keys), None) is not None:
        return False
    return next(everybody(concerned, codebook).contradictions(), None) is None
