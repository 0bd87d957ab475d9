"""Proof of lineage: change one cell after another, and see that just the numbers that name its row follow."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from .numbers import Number
from .records import Basis, Record

Tables = Mapping[str, tuple[Record, ...]]
Ledger = Mapping[str, Number]
NO_ROW = ""  # what a number without rows is paired with; nothing can show that such a pair belongs together
Compute = Callable[[Tables, str, Collection[str]], Ledger]


@dataclass(frozen=True)
class Change:
    """Another value for one cell."""

    table: str
    record: Record
    column: str
    value: str

    def applied(self, tables: Tables) -> Tables:
        """Return the tables with this cell changed."""
        changed = self.changed
        return {**tables, self.table: tuple(changed if r is self.record else r for r in tables[self.table])}

    @property
    def changed(self) -> Record:
        """The record with this cell changed."""
        if self.column == "basis":
            return replace(self.record, basis=cast(Basis, self.value))
        return replace(self.record, fields={**self.record.fields, self.column: self.value})


@dataclass
class Proof:
    """What came of the changes.

    cells: cells of which at least one other value was tried; idle: those in tables from which nothing is computed
    changes: values tried; refused: those that the rules on the data do not let in
    numbers: numbers watched; pairs: each with each of its records
    unsound: changes after which a number was another although it does not name the row
    moved: pairs of number and record that some change has shown to belong together
    stopped: pairs that a refused change has shown to belong together
    """

    cells: int = 0
    idle: int = 0
    changes: int = 0
    refused: int = 0
    numbers: int = 0
    pairs: int = 0
    unsound: list[tuple[str, Change]] = field(default_factory=list)
    moved: set[tuple[str, str]] = field(default_factory=set)
    stopped: set[tuple[str, str]] = field(default_factory=set)
    watched: frozenset[tuple[str, str]] = frozenset()

    @property
    def loose(self) -> list[tuple[str, str]]:
        """The pairs that nothing has shown to belong together."""
        return sorted(self.watched - self.moved - self.stopped)

    @property
    def held(self) -> list[tuple[str, str]]:
        """The pairs that only changes show which the rules on the data refuse."""
        return sorted(self.stopped - self.moved)

    def merged(self, other: Proof) -> Proof:
        """Return what came of two sets of changes of the same study."""
        return Proof(
            self.cells + other.cells,
            self.idle + other.idle,
            self.changes + other.changes,
            self.refused + other.refused,
            self.numbers,
            self.pairs,
            self.unsound + other.unsound,
            self.moved | other.moved,
            self.stopped | other.stopped,
            self.watched,
        )


def prove(
    tables: Tables,
    changes: Iterable[Change],
    compute: Compute,
    allowed: Callable[[Tables, Change], bool],
) -> Proof:
    """Try changes one at a time and return what came of them.

    compute: the numbers that a table can touch, from all tables, the name of the one that changed, and the names of the
    numbers that are asked for; without names, all
    allowed: whether the rules on the data would let the changed tables in

    A number has changed when it is another one (see `differ`), or gone. Numbers that were not there before
    have to name the row as well. Refused changes are tried last, on the pairs that no other change has shown.
    """
    before = {table: compute(tables, table, ()) for table in tables}
    everything: dict[str, Number] = {}
    for ledger in before.values():
        everything |= ledger
    watched = frozenset((name, record) for name, number in everything.items() for record in number.records or (NO_ROW,))
    proof = Proof(numbers=len(everything), pairs=len(watched), watched=watched)
    cells: dict[tuple[str, str], bool] = {}
    refused: list[Change] = []
    for change in changes:
        cells[change.record.id, change.column] = not before[change.table]
        proof.changes += 1
        changed = change.applied(tables)
        if not allowed(changed, change):
            refused.append(change)
            continue
        was, now = before[change.table], compute(changed, change.table, ())
        for name in was.keys() | now.keys():
            if differ(was.get(name), now.get(name)):
                named = {*names_of(was.get(name)), *names_of(now.get(name))}
                if change.record.id not in named:
                    proof.unsound.append((name, change))
                proof.moved.add((name, change.record.id))
    proof.cells, proof.idle, proof.refused = len(cells), sum(cells.values()), len(refused)
    open_pairs: dict[str, set[str]] = {}
    for name, record in proof.loose:
        open_pairs.setdefault(record, set()).add(name)
    for change in refused:
        names = open_pairs.get(change.record.id, set())
        shown = {name for name in names if moves(name, change, tables, everything[name], compute)}
        proof.stopped |= {(name, change.record.id) for name in shown}
        names -= shown
    return proof


def moves(name: str, change: Change, tables: Tables, was: Number, compute: Compute) -> bool:
    """Tell whether a refused change makes a number another one.

    A change that the number cannot be computed with proves nothing: it may stop every number that reads the table.
    """
    try:
        now = compute(change.applied(tables), change.table, (name,)).get(name)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError):
        return False
    return differ(was, now)


def differ(was: Number | None, now: Number | None) -> bool:
    """Tell whether a number is another one: its value, interval or qualifier, or its status with the same rows named.

    A status that changes because other rows are named is no change of its own: it follows from the rows.
    """
    if was is None or now is None:
        return was is not now
    if (was.value, was.low, was.high, was.qualifier) != (now.value, now.low, now.high, now.qualifier):
        return True
    return was.status != now.status and was.records == now.records


def names_of(number: Number | None) -> tuple[str, ...]:
    """Return the records that a number names."""
    return () if number is None else number.records
