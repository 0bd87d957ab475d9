"""Variations of the data: what else a cell might say, and whether the rules on the data would let it in."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator
from functools import partial

from traced.cases import split_repeat
from traced.faults import Fault
from traced.proof import Change
from traced.records import Record

from . import inputs, whole
from .evidence import VALUES
from .whole import Codebook, Tables

STEPS = (-20, -10, 10, 20)  # how far from a number others are tried, besides those of its column
FEW = 4  # values from elsewhere in its column that are tried in a cell, besides near ones


def changes(tables: Tables, codebook: Codebook) -> Iterator[Change]:
    """Yield for every cell of every table several other values; one where no part of the study reads the table."""
    for table, records in ((name, rows) for name, rows in tables.items() if rows):
        pools = {column: list(dict.fromkeys(r[column] for r in records)) for column in records[0].fields}
        for record in records:
            for column in record.fields:
                values = others(table, record, column, pools[column], codebook)
                for value in values if whole.READERS[table] else values[:1]:
                    yield Change(table, record, column, value)


def of_values(tables: Tables, codebook: Codebook, rows: Collection[str]) -> Iterator[Change]:
    """Yield other values for the cells that hold the value of some rows, each well formed by itself, near ones first.

    Of codings of one variable that would change from one value to another alike, a few stand for all.
    """
    alike: dict[tuple[str, ...], int] = {}
    for table, records in tables.items():
        for column in VALUES.get(table, ()):
            permitted = partial(inputs.permits, inputs.schema_of(table).columns[column])
            pool = list(dict.fromkeys(r[column] for r in records))
            for record in (r for r in records if r.id in rows):
                cell = record[column]
                steps = [str(int(cell) + step) for step in STEPS] if cell.isdecimal() else []
                tried = {*steps, *pool, *others(table, record, column, pool, codebook)} - {cell}
                for value in sorted(filter(permitted, tried), key=lambda value: (distance(cell, value), value)):
                    kind = (record.fields.get("variable", record.id), cell, value)
                    change = Change(table, record, column, value)
                    if alike.get(kind, 0) < FEW and not any(True for _ in faults_alone(change, codebook)):
                        alike[kind] = alike.get(kind, 0) + 1
                        yield change


def faults_alone(change: Change, codebook: Codebook) -> Iterator[Fault]:
    """Yield what is wrong with a changed row by itself."""
    row = [change.changed]
    if change.table in ("codings", "further"):
        yield from inputs.coding_faults(row, codebook)
    elif change.table == "aggregates":
        yield from inputs.aggregate_faults(row, codebook)
    elif change.table == "facts":
        yield from inputs.fact_faults(row)


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
    if table in ("codings", "further") and column == "value":
        variable = (
            codebook["variables"].get(record["variable"]) or codebook["variables"][split_repeat(record["variable"])[0]]
        )
        pool = [*variable.get("codes", ())]
        if variable["type"] == "leg":
            start, _, end = cell.partition(">")
            near = [leg for place in codebook["lists"]["place"] for leg in (f"{start}>{place}", f"{place}>{end}")]
    if table in ("codings", "further") and column == "participant":
        near = ["Somebody else"]
    far = [value for value in pool if value != cell]
    return [
        value
        for value in dict.fromkeys([*near, *far[: FEW // 2], *far[-FEW // 2 :], f"{cell}_else", f"{cell} else"])
        if value != cell
    ]


def distance(cell: str, value: str) -> float:
    """Return how far another value is from that of a cell: a number or a year by its size, any other text endlessly."""
    try:
        return abs(measure(cell) - measure(value))
    except ValueError:
        return math.inf


def measure(text: str) -> float:
    """Return a number, the years of a date, or those of a decade. Raises ValueError for other text."""
    if not text[:1].isdecimal():
        raise ValueError(f"{text!r} is no number")
    year, month, day = (*text.removesuffix("s").split("-"), "0", "0")[:3]
    return float(year) + float(month) / 12 + float(day) / 365


def allowed(codebook: Codebook, tables: Tables, change: Change) -> bool:
    """Tell whether the build would let the changed tables in, by the rule of the column and those across rows."""
    if not well_formed(codebook, tables, change):
        return False
    if change.table not in ("codings", "aggregates"):
        return True
    return not any(True for _ in whole.sample(tables, codebook).contradictions())


def well_formed(codebook: Codebook, tables: Tables, change: Change) -> bool:
    """Tell whether each row of the changed table by itself is one that the build would let in."""
    rules = inputs.schema_of(change.table)
    if not inputs.permits(rules.columns[change.column], change.value):
        return False
    rows = tables[change.table]
    keys = [tuple(row[column] for column in rules.unique) for row in rows]
    if change.column in rules.unique and len(set(keys)) < len(keys):
        return False
    faults: Callable[[], Iterator[Fault]] = {
        "codings": lambda: inputs.coding_faults(rows, codebook),
        "aggregates": lambda: inputs.aggregate_faults(rows, codebook),
        "strategies": lambda: inputs.route_faults(rows, tables["routes"], codebook),
        "routes": lambda: inputs.route_faults(tables["strategies"], rows, codebook),
        "new_entries": lambda: inputs.statistics_faults(rows, ()),
        "south_korea_arrivals": lambda: inputs.statistics_faults((), rows),
        "facts": lambda: inputs.fact_faults(rows),
    }.get(change.table, lambda: iter(()))
    return not any(True for _ in faults())
