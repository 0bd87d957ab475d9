"""Prove the lineage of every number: change each cell of each data file, one at a time, and see which numbers follow.

usage: .venv/bin/python workflow/prove.py [--data DIR] [--all]

A number may change only if it names the row of the cell (sound), and each row that it names must have a change that
moves it (tight). Exits with status 1 when either fails. Runs the functions of the study, not the documents.
"""

import argparse
import csv
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from study import inputs, whole
from traced.cases import Cases, split_repeat
from traced.proof import Change, Proof, prove
from traced.records import Record

FEW = 4  # values from elsewhere in its column that are tried in a cell, besides near ones
TABLES = tuple(inputs.SCHEMAS)


@cache
def study(folder: Path) -> tuple[dict[str, tuple[Record, ...]], dict[str, Any]]:
    """Return the tables of a data folder by name, and the codebook."""
    tables = {}
    for name in TABLES:
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            tables[Path(name).stem] = tuple(
                Record(f"{folder}/{name}:{rows.line_num}", row.pop("basis"), row)
                for row in rows  # type: ignore[arg-type]
            )
    return tables, yaml.safe_load((folder / "interviews/codebook.yaml").read_text(encoding="utf-8"))


def changes(tables: dict[str, tuple[Record, ...]], codebook: dict[str, Any]) -> Iterator[Change]:
    """Yield for every cell of every table several other values; one where no part of the study reads the table."""
    for table, records in tables.items():
        pools = {column: list(dict.fromkeys(r[column] for r in records)) for column in records[0].fields}
        for record in records:
            for column in record.fields:
                values = others(table, record, column, pools[column], codebook)
                for value in values if whole.READERS[table] else values[:1]:
                    yield Change(table, record, column, value)


def others(table: str, record: Record, column: str, pool: list[str], codebook: dict[str, Any]) -> list[str]:
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
    if table == "codings" and column == "value":
        variable = (
            codebook["variables"].get(record["variable"]) or codebook["variables"][split_repeat(record["variable"])[0]]
        )
        pool = [*variable.get("codes", ())]
    if table == "codings" and column == "participant":
        near = ["Somebody else"]
    far = [value for value in pool if value != cell]
    return [
        value
        for value in dict.fromkeys([*near, *far[: FEW // 2], *far[-FEW // 2 :], f"{cell}_else", f"{cell} else"])
        if value != cell
    ]


def allowed(codebook: dict[str, Any], tables: dict[str, tuple[Record, ...]], change: Change) -> bool:
    """Tell whether the build would let the changed tables in, by the rule of the column and those across rows."""
    schema = next(schema for name, schema in inputs.SCHEMAS.items() if Path(name).stem == change.table)
    if not inputs.permits(schema.columns[change.column], change.value):
        return False
    rows = tables[change.table]
    keys = [tuple(row[column] for column in schema.unique) for row in rows]
    if change.column in schema.unique and len(set(keys)) < len(keys):
        return False
    faults = {
        "codings": lambda: inputs.coding_faults(rows, codebook),
        "aggregates": lambda: inputs.aggregate_faults(rows, codebook),
        "strategies": lambda: inputs.route_faults(rows, tables["routes"], codebook),
        "routes": lambda: inputs.route_faults(tables["strategies"], rows, codebook),
        "new_entries": lambda: inputs.statistics_faults(rows, ()),
        "south_korea_arrivals": lambda: inputs.statistics_faults((), rows),
        "facts": lambda: inputs.fact_faults(rows),
    }.get(change.table, lambda: iter(()))
    if any(True for _ in faults()):
        return False
    if change.table not in ("codings", "aggregates"):
        return True
    return not any(True for _ in Cases(tables["codings"], tables["aggregates"], codebook).contradictions())


def share(folder: Path, part: int, parts: int) -> Proof:
    """Return what comes of every so-many-eth change."""
    tables, codebook = study(folder)

    def compute(changed: dict[str, tuple[Record, ...]], table: str) -> dict[str, Any]:
        return whole.compute(changed, codebook, whole.READERS[table])

    mine = islice(changes(tables, codebook), part, None, parts)
    return prove(tables, mine, compute, partial(allowed, codebook))  # type: ignore[arg-type]


def main() -> int:
    """Prove, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--all", action="store_true", help="name every miss, and what is held")
    arguments = parser.parse_args()
    start = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        first, second = pool.map(partial(share, arguments.data, parts=2), range(2))
    proof = first.merged(second)
    tables, _ = study(arguments.data)
    cells = sum(len(record.fields) for records in tables.values() for record in records)
    print(f"{cells} cells tried, {proof.changes} changes ({proof.refused} refused by the rules on the data)")
    print(f"{proof.numbers} numbers checked, with {proof.pairs} rows named between them")
    print(f"sound: {len(proof.unsound)} misses (a number changed that does not name the row)")
    print(f"tight: {len(proof.loose)} misses (a row named that nothing shows to matter)")
    print(f"       {len(proof.held)} more are held by the rules on the data, which refuse every change that would tell")
    print(f"{time.perf_counter() - start:.1f} s")
    most = None if arguments.all else 12
    for name, change in proof.unsound[:most]:
        print(f"  {name} changed with {change.record.id}: {change.column} = {change.value!r}", file=sys.stderr)
    for name, record in [*proof.loose, *(proof.held if arguments.all else ())][:most]:
        print(f"  {name} names {record}, which does not move it", file=sys.stderr)
    return 1 if proof.unsound or proof.loose else 0


if __name__ == "__main__":
    sys.exit(main())
