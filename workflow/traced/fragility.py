"""Fragility: how few rows of data would have to say something else for a claim to turn."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from .claims import Judgement
from .proof import Tables
from .records import Record

LIMIT = {1: 200, 2: 30, 3: 30}  # edits of so many rows together that are tried
FEW = 8  # values that are tried for a cell, besides others in the same set of rows
OPPOSITE = {"holds": "fails", "fails": "holds"}


@dataclass(frozen=True)
class Edit:
    """Other values for a row of a table."""

    table: str
    before: Record
    after: Record

    def applied(self, tables: Tables) -> Tables:
        """Return the tables with this row changed."""
        rows = tuple(self.after if record.id == self.before.id else record for record in tables[self.table])
        return {**tables, self.table: rows}

    @property
    def columns(self) -> list[str]:
        """The columns that change."""
        return [column for column in self.after.fields if self.after[column] != self.before[column]]

    def __str__(self) -> str:
        told = (f"{column} {self.before[column]} → {self.after[column]}" for column in self.columns)
        return f"{self.before.id}: {', '.join(told)}"


Edits = tuple[Edit, ...]
Decide = Callable[[Tables], Judgement]


@dataclass(frozen=True)
class Rules:
    """What may stand in the data.

    edits: other values for some rows, given by id, each well formed by itself, near ones first
    objections: how much speaks against tables that some edits have made; 0 where the rules on the data let them in
    reasons: the ids of rows that cannot stand together in tables that are not let in; none where nobody knows
    """

    edits: Callable[[frozenset[str]], Iterable[Edit]]
    objections: Callable[[Tables, Edits], int]
    reasons: Callable[[Tables], frozenset[str]]


@dataclass(frozen=True)
class Fragility:
    """The rows whose change turns a claim.

    rows: how many are enough; None when no change that was tried turns it
    more_than: so many are not enough, as far as the values go that the search tries
    changes: an example that the rules on the data let in, one change for each row
    """

    rows: int | None
    more_than: int
    changes: tuple[str, ...]

    @property
    def least(self) -> bool:
        """Tell whether fewer rows are known not to be enough."""
        return self.rows == self.more_than + 1

    def __str__(self) -> str:
        if self.rows is None:
            return f"more than {counted(self.more_than)}" if self.more_than else "no change that was tried turns it"
        return f"{'' if self.least else 'at most '}{counted(self.rows)}"


def counted(rows: int) -> str:
    """Return a number of rows in words."""
    return f"{rows} {'row' if rows == 1 else 'rows'}"


@dataclass(frozen=True)
class State:
    """Tables after some edits that do not turn a claim, or that the rules do not let in.

    objections: what speaks against them, where they turn it; distance: how far it is from turning, where they do not
    """

    edits: Edits
    tables: Tables
    objections: int = 0
    distance: float = math.inf

    @property
    def promise(self) -> tuple[bool, int, float]:
        """What tells which state to go on from first: one that turns the claim, with little against it, or nearly."""
        return not self.objections, self.objections, self.distance


def fragility(verdict: str, tables: Tables, rows: frozenset[str], rules: Rules, decide: Decide) -> Fragility:
    """Return the fragility of a claim that holds or fails.

    rows: the ids of the rows that it rests on

    First all changes of single rows are tried, then near ones of two, then of three, a limited number of each. To
    changes that do not turn the claim, one of a row that it rests on is added. To those that turn it and are not let
    in, one of the rows that cannot stand together is added: nothing else can mend it.
    """
    open_states = [State((), tables)]
    all_tried = True
    more_than = 0
    for size, limit in LIMIT.items():
        following: list[State] = []
        tried: set[frozenset[str]] = set()
        for state in sorted(open_states, key=lambda state: state.promise):
            if len(tried) == limit:
                break
            among = rules.reasons(state.tables) if state.objections else rows
            all_tried = all_tried and bool(among)
            several = rules.edits(among - {done.before.id for done in state.edits})
            for edit in several if size == 1 else nearest(several):
                edits = (*state.edits, edit)
                made = frozenset(map(str, edits))
                if made in tried:
                    continue
                if len(tried) == limit:
                    break
                tried.add(made)
                changed = edit.applied(state.tables)
                after = decide(changed)
                if after.verdict == OPPOSITE[verdict]:
                    objections = rules.objections(changed, edits)
                    if not objections:
                        return Fragility(size, more_than, tuple(map(str, edits)))
                    following.append(State(edits, changed, objections))
                else:
                    following.append(State(edits, changed, distance=after.margin.by if after.margin else math.inf))
        all_tried = all_tried and len(tried) < limit
        more_than = size if all_tried else more_than
        open_states = following
    return Fragility(None, more_than, ())


def nearest(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the first few edits of each cell."""
    seen: Counter[tuple[str, ...]] = Counter()
    for edit in edits:
        cell = (edit.before.id, *edit.columns)
        seen[cell] += 1
        if seen[cell] <= FEW:
            yield edit


def to_json(found: Mapping[str, Fragility]) -> str:
    """Return the fragility of claims as JSON text by name, each with its words."""
    rows = {name: asdict(fragile) | {"least": fragile.least, "words": str(fragile)} for name, fragile in found.items()}
    return json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
