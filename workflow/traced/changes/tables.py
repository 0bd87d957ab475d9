"""Table changes: the rows and columns of a table that were added, changed or removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from traced.changes.rewording import alike
from traced.changes.snapshot import PaperTable

TablePart: TypeAlias = Literal["row", "column"]
TableChangeKind: TypeAlias = Literal["added", "changed", "gone"]
Cells: TypeAlias = Mapping[str, str]  # a row by column
RowName: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class TableChange:
    """A row or a column of a table.

    table: its label in the paper; name: the head of a column, or the first cell of a row that is not empty
    cells: of a row, the cells that differ: column, old text, new text
    """

    part: TablePart
    kind: TableChangeKind
    table: str
    name: str
    cells: tuple[tuple[str, str, str], ...] = ()


def table_changes(old: PaperTable, new: PaperTable) -> Iterator[TableChange]:
    """Yield the rows and columns that differ between two states of a table.

    A row is identified by the fewest first cells that are unique in both states. Where that takes several cells, one
    of them may have changed: then rows that share half of their words are the same row.
    """
    yield from (TableChange("column", "added", new.label, c) for c in new.columns if c not in old.columns)
    yield from (TableChange("column", "gone", new.label, c) for c in old.columns if c not in new.columns)
    shared = [column for column in new.columns if column in old.columns]
    left, right = ([dict(zip(table.columns, cells, strict=False)) for cells in table.rows] for table in (old, new))
    widths = range(1, len(shared))
    width = next((n for n in widths if all(_distinct(rows, shared[:n]) for rows in (left, right))), len(shared))
    before, after = (dict(_by_name(rows, shared[:width])) for rows in (left, right))
    same = {key: key for key in after if key in before}
    if width > 1:
        gone, added = ([key for key in keys if key not in same] for keys in (before, after))
        pairs = alike([_words(before[key]) for key in gone], [_words(after[key]) for key in added])
        same |= {added[j]: gone[i] for i, j in pairs.items()}
    for key, row in after.items():
        if key not in same:
            yield TableChange("row", "added", new.label, _title(row), _cells({}, row, new.columns))
        elif cells := _cells(before[same[key]], row, shared):
            yield TableChange("row", "changed", new.label, _title(row), cells)
    still = set(same.values())
    for key, row in before.items():
        if key not in still:
            yield TableChange("row", "gone", new.label, _title(row), _cells(row, {}, old.columns))


def _distinct(rows: Iterable[Cells], columns: Sequence[str]) -> bool:
    keys = [tuple(row.get(column, "") for column in columns) for row in rows]
    return len(keys) == len(set(keys))


def _by_name(rows: Iterable[Cells], columns: Sequence[str]) -> Iterator[tuple[RowName, Cells]]:
    """Yield rows by name: their cells in these columns, and how many rows above have the same."""
    seen: Counter[RowName] = Counter()
    for row in rows:
        key = tuple(row.get(column, "") for column in columns)
        yield (*key, str(seen[key])), row
        seen[key] += 1


def _cells(old: Cells, new: Cells, columns: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
    cells = ((column, old.get(column, ""), new.get(column, "")) for column in columns)
    return tuple(cell for cell in cells if cell[1] != cell[2])


def _title(row: Cells) -> str:
    return next(filter(None, row.values()), "")


def _words(row: Cells) -> list[str]:
    return " ".join(row.values()).split()
