"""Proof of lineage: change one cell after another, and check that only the numbers that name its row change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from traced.core.record import Basis, Record, Tables
from traced.ledger.number import Number

Ledger = Mapping[str, Number]
NO_ROW = ""  # stands for the row of a number that names none; no change can confirm such a pair
Compute = Callable[[Tables, str, Collection[str]], Ledger]


@dataclass(frozen=True)
class Change:
    table: str
    record: Record
    column: str
    value: str

    def applied(self, tables: Tables) -> Tables:
        changed = self.changed
        return {**tables, self.table: tuple(changed if r is self.record else r for r in tables[self.table])}

    @property
    def changed(self) -> Record:
        if self.column == "basis":
            return replace(self.record, basis=cast(Basis, self.value))
        return replace(self.record, fields={**self.record.fields, self.column: self.value})


@dataclass
class Proof:
    """The results of trying changes.

    cells: how many cells another value was tried in; idle: of these, in tables that no number is computed from
    changes: how many values were tried; refused: of these, not allowed by the rules on the data
    numbers: how many numbers there are; watched: all pairs of a number and a record that it names
    unsound: changes of a number that does not name the row
    moved: pairs that an allowed change confirms; stopped: pairs that a refused change confirms
    """

    cells: int = 0
    idle: int = 0
    changes: int = 0
    refused: int = 0
    numbers: int = 0
    unsound: list[tuple[str, Change]] = field(default_factory=list)
    moved: set[tuple[str, str]] = field(default_factory=set)
    stopped: set[tuple[str, str]] = field(default_factory=set)
    watched: frozenset[tuple[str, str]] = frozenset()

    @property
    def loose(self) -> list[tuple[str, str]]:
        """The pairs that no change confirms."""
        return sorted(self.watched - self.moved - self.stopped)

    @property
    def held(self) -> list[tuple[str, str]]:
        """The pairs that only refused changes confirm."""
        return sorted(self.stopped - self.moved)

    def merged(self, other: Proof) -> Proof:
        """Return the results of two sets of changes of the same study together."""
        return Proof(
            cells=self.cells + other.cells,
            idle=self.idle + other.idle,
            changes=self.changes + other.changes,
            refused=self.refused + other.refused,
            numbers=self.numbers,
            unsound=self.unsound + other.unsound,
            moved=self.moved | other.moved,
            stopped=self.stopped | other.stopped,
            watched=self.watched,
        )


def prove(
    tables: Tables,
    changes: Iterable[Change],
    compute: Compute,
    allowed: Callable[[Tables, Change], bool],
) -> Proof:
    """Try changes one at a time and return the results.

    compute: given all tables, the name of the changed one, and the names of the wanted numbers (none for all), the
    numbers that are computed from that table
    allowed: whether the rules on the data allow the changed tables

    A number has changed when it differs (see `differ`), is new or is gone. Refused changes are tried last, on the pairs
    that no allowed change confirms.
    """
    before = {table: compute(tables, table, ()) for table in tables}
    everything = {name: number for ledger in before.values() for name, number in ledger.items()}
    watched = frozenset((name, record) for name, number in everything.items() for record in number.records or (NO_ROW,))
    proof = Proof(numbers=len(everything), watched=watched)
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
    """Return whether a refused change changes a number.

    A change with which the number cannot be computed proves nothing: it may stop every number that reads the table.
    """
    try:
        now = compute(change.applied(tables), change.table, (name,)).get(name)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError):
        return False
    return differ(was, now)


def differ(was: Number | None, now: Number | None) -> bool:
    """Return whether a number differs: in value, interval or qualifier, or in status while it names the same rows.

    A status that differs because other rows are named does not count: it follows from the rows.
    """
    if was is None or now is None:
        return was is not now
    if (was.value, was.low, was.high, was.qualifier) != (now.value, now.low, now.high, now.qualifier):
        return True
    return was.status != now.status and was.records == now.records


def names_of(number: Number | None) -> tuple[str, ...]:
    return () if number is None else number.records
