"""Causes: the rows of data that changed a number, named by their file and line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from traced.core.record import Record

RecordsByTable: TypeAlias = Mapping[str, Sequence[Record]]
RecordName: TypeAlias = tuple[str, tuple[str, ...]]  # a table, and the cells that identify a row of it
NOTHING = "(empty)"


@dataclass(frozen=True)
class Keys:
    """How rows of data are identified.

    unique: by table, the columns that together identify a row, wherever in its file it stands
    notes: columns that say where a row comes from; no number depends on them
    """

    unique: Mapping[str, Sequence[str]]
    notes: Collection[str] = ()


@dataclass(frozen=True)
class Cause:
    """The cause of a change in words: its subject, with the words before and after it.

    kind: the kind of the subject: a row of this build, a row that is gone, or a number; a remark has no subject
    """

    kind: Literal["row", "gone", "number", "remark"]
    before: str = ""
    subject: str = ""
    after: str = ""

    def __str__(self) -> str:
        return f"{self.before}{self.subject}{self.after}"


class Causes:
    """The rows of two builds by name, so that shifted lines are no change."""

    def __init__(self, old: RecordsByTable, new: RecordsByTable, keys: Keys) -> None:
        self._keys = keys
        self._old, self._new = self._by_name(old), self._by_name(new)
        self._old_names = {record.id: name for name, record in self._old.items()}
        self._new_names = {record.id: name for name, record in self._new.items()}

    @property
    def known(self) -> bool:
        """True if both builds published their records."""
        return bool(self._old and self._new)

    def causes(self, old: Iterable[str], new: Iterable[str], about: Sequence[Collection[str]] = ()) -> list[Cause]:
        """Return the changes of the rows beneath a number.

        old, new: the ids of these rows in either build
        about: groups of words that describe the number, the best ones first; rows with such a word come first
        """
        if not self.known:
            return []
        before = [self._old_names[i] for i in old if i in self._old_names]
        after = [self._new_names[i] for i in new if i in self._new_names]
        names = sorted(dict.fromkeys([*after, *before]), key=lambda name: [not self._holds(name, w) for w in about])
        return [cause for name in names for cause in self._cause(name)]

    def _holds(self, name: RecordName, words: Collection[str]) -> bool:
        """True if a row has one of these words as a cell in either build."""
        rows = [row for row in (self._old.get(name), self._new.get(name)) if row]
        return any(
            text in words for row in rows for column, text in row.fields.items() if column not in self._keys.notes
        )

    def _by_name(self, tables: RecordsByTable) -> dict[RecordName, Record]:
        return {
            (table, tuple(record.fields.get(column, "") for column in self._unique(table, record))): record
            for table, records in tables.items()
            for record in records
        }

    def _unique(self, table: str, record: Record) -> Sequence[str]:
        # In a table without keys all cells together identify a row.
        return self._keys.unique.get(table, tuple(record.fields))

    def _cause(self, name: RecordName) -> Iterator[Cause]:
        old, new = self._old.get(name), self._new.get(name)
        if old and new:
            if cells := ", ".join(self._cells(old, new)):
                yield Cause("row", "", new.id, f": {cells}")
        elif new:
            yield Cause("row", "new row ", new.id, self._summary(name[0], new))
        elif old:
            yield Cause("gone", "row gone ", old.id, self._summary(name[0], old))

    def _cells(self, old: Record, new: Record) -> Iterator[str]:
        before, after = ({**record.fields, "basis": record.basis} for record in (old, new))
        for column in {**before, **after}:
            was, now = before.get(column, ""), after.get(column, "")
            if was != now and column not in self._keys.notes:
                yield f"{column} {was or NOTHING} → {now or NOTHING}"

    def _summary(self, table: str, record: Record) -> str:
        """Return the cells of a row, those that identify it first: ` (participant A, variable sex: male)`."""
        unique = self._unique(table, record)
        name = ", ".join(f"{column} {record.fields.get(column, '')}" for column in unique)
        others = ", ".join(
            cell if column == "value" else f"{column} {cell}"
            for column, cell in record.fields.items()
            if cell and column not in unique and column not in self._keys.notes
        )
        return f" ({': '.join(filter(None, (name, others)))})"
