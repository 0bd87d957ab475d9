"""Fragility: whether another value in a single row of the data would turn a claim."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass

from traced.claims.claim import ClaimVerdict
from traced.core.record import Record, Tables

OPPOSITE: Mapping[ClaimVerdict, ClaimVerdict] = {"holds": "fails", "fails": "holds"}


@dataclass(frozen=True)
class CellChange:
    """Another value for one cell of a record, which is given by its id."""

    record: str
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Edit:
    table: str
    before: Record
    after: Record

    def applied(self, tables: Tables) -> Tables:
        rows = tuple(self.after if record.id == self.before.id else record for record in tables[self.table])
        return {**tables, self.table: rows}

    @property
    def cells(self) -> tuple[CellChange, ...]:
        fields = self.after.fields.items()
        changed = [(column, self.before[column], new) for column, new in fields if new != self.before[column]]
        return tuple(CellChange(self.before.id, *change) for change in changed)


@dataclass(frozen=True)
class Fragility:
    """Whether a single row turns a claim.

    example: a change of one row that does, and that the rules on the data allow; empty when none that was tried does
    """

    example: tuple[CellChange, ...] = ()

    @property
    def rows(self) -> int | None:
        return 1 if self.example else None

    def __str__(self) -> str:
        return "1 row" if self.example else "no single row that was tried"


def fragility_of(
    verdict: ClaimVerdict,
    tables: Tables,
    edits: Iterable[Edit],
    decide: Callable[[Tables], ClaimVerdict],
    allowed: Callable[[Tables, Edit], bool],
) -> Fragility:
    """Return the fragility of a claim that holds or fails.

    edits: the changes to try, in this order
    decide: the verdict on changed tables
    allowed: whether the rules on the data allow the changed tables
    """
    for edit in edits:
        changed = edit.applied(tables)
        if decide(changed) == OPPOSITE[verdict] and allowed(changed, edit):
            return Fragility(edit.cells)
    return Fragility()


def dump_fragilities(fragilities: Mapping[str, Fragility]) -> str:
    """Return the fragility of claims as JSON text by name: the number of rows, the same in words, and the example."""
    rows = {name: asdict(one) | {"rows": one.rows, "words": str(one)} for name, one in fragilities.items()}
    return json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
