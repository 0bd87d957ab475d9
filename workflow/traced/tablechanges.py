"""Table changes: which rows and columns of a table are new, gone, or say something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .rewording import alike
from .snapshots import Table

Kind = Literal["column added", "column gone", "row added", "row changed", "row gone"]
Row = Mapping[str, str]
Key = tuple[str, ...]


@dataclass(frozen=True)
class TableChange:
    """A row or a column of a table.

    table: what the paper calls it; name: of a column its head, of a row its first cell that is not empty
    cells: of a row, the cells that differ: column, what stood there, what stands there
    """

    kind: Kind
    table: str
    name: str
    cells: tuple[tuple[str, str, str], ...] = ()


def table_changes(old: Table, new: Table) -> Iterator[TableChange]:
    """Yield what differs between two states of a table.

    A row is named by as many of its first cells as tell the rows of both states apart. Where that takes several, one
    of them may have changed: then the rows that share half of their words belong together.
    """
    yield from (TableChange("column added", new.label, c) for c in new.columns if c not in old.columns)
    yield from (TableChange("column gone", new.label, c) for c in old.columns if c not in new.columns)
    shared = [column for column in new.columns if column in old.columns]
    left, right = ([dict(zip(table.columns, cells, strict=False)) for cells in table.rows] for table in (old, new))
    widths = range(1, len(shared))
    width = next((n for n in widths if all(_distinct(rows, shared[:n]) for rows in (left, right))), len(shared))
    before, after = (dict(_named(rows, shared[:width])) for rows in (left, right))
    same = {key: key for key in after if key in before}
    if width > 1:
        gone, added = ([key for key in keys if key not in same] for keys in (before, after))
        pairs = alike([_words(before[key]) for key in gone], [_words(after[key]) for key in added])
        same |= {added[j]: gone[i] for i, j in pairs.items()}
    for key, row in after.items():
        if key not in same:
            yield TableChange("row added", new.label, _title(row), _cells({}, row, new.columns))
        elif cells := _cells(before[same[key]], row, shared):
            yield TableChange("row changed", new.label, _title(row), cells)
    still = set(same.values())
    for key, row in before.items():
        if key not in still:
            yield TableChange("row gone", new.label, _title(row), _cells(row, {}, old.columns))


def _distinct(rows: Iterable[Row], columns: Sequence[str]) -> bool:
    keys = [tuple(row.get(column, "") for column in columns) for row in rows]
    return len(keys) == len(set(keys))


def _named(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[tuple[Key, Row]]:
    """Yield rows with what names them: their cells in these columns, and how many rows above have the same."""
    seen: Counter[Key] = Counter()
    for row in rows:
        key = tuple(row.get(column, "") for column in columns)
        yield (*key, str(seen[key])), row
        seen[key] += 1


def _cells(old: Row, new: Row, columns: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
    cells = ((column, old.get(column, ""), new.get(column, "")) for column in columns)
    return tuple(cell for cell in cells if cell[1] != cell[2])


def _title(row: Row) -> str:
    return next(filter(None, row.values()), "")


def _words(row: Row) -> list[str]:
    return " ".join(row.values()).split()
