"""Fragility: how few rows of data would have to say something else for a claim to turn."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass

from .claims import Judgement
from .proof import Change, Tables

MOST = 12  # rows after which the search for more gives up
LIMIT = 200  # changes that are tried for a row
EXACT = 2  # no single row turns it, and two do: then two is the least
OPPOSITE = {"holds": "fails", "fails": "holds"}

Decide = Callable[[str, Tables, str], Judgement]
Changes = Callable[[Tables, frozenset[str]], Iterable[Change]]


@dataclass(frozen=True)
class Fragility:
    """The rows whose change turns a claim.

    rows: how many are enough; None when no change that was tried turns it
    least: whether fewer are known not to be
    changes: an example, one change for each row
    """

    rows: int | None
    least: bool
    changes: tuple[str, ...]

    def __str__(self) -> str:
        if self.rows is None:
            return "no change of rows that was tried turns it"
        return f"{'' if self.least else 'at most '}{self.rows} {'row' if self.rows == 1 else 'rows'}"


def fragility(
    name: str, verdict: str, tables: Tables, rows: frozenset[str], changes: Changes, decide: Decide
) -> Fragility:
    """Return the fragility of a claim that holds or fails.

    rows: the ids of the rows that it rests on
    changes: other values for cells of some rows, all of which the rules on the data let in
    decide: the judgement of a claim, from all tables and the name of the one that changed

    One change after another is tried. Where none turns the claim, that which brings it nearest is kept, and the next
    one is sought among those like the ones that brought it nearer.
    """
    taken: list[Change] = []
    helpful: set[tuple[str, str, str]] = set()
    distance = math.inf
    exhausted = True
    while len(taken) < MOST:
        nearest: tuple[float, Change] | None = None
        seen: dict[tuple[str, str, str], float] = {}
        candidates = changes(tables, rows - {change.record.id for change in taken})
        likely = (change for change in candidates if not helpful or kind(change) in helpful)
        for tried, change in enumerate(likely):
            if tried == LIMIT:
                exhausted = False
                break
            after = decide(name, change.applied(tables), change.table)
            if after.verdict == OPPOSITE[verdict]:
                several = (*map(in_words, taken), in_words(change))
                return Fragility(len(several), len(several) == 1 or (exhausted and len(several) == EXACT), several)
            if after.margin:
                seen[kind(change)] = min(seen.get(kind(change), after.margin.by), after.margin.by)
                nearest = min(nearest or (after.margin.by, change), (after.margin.by, change), key=lambda n: n[0])
        if nearest is None or nearest[0] >= distance:
            break
        distance = nearest[0]
        helpful = {found for found, left in seen.items() if left == distance}
        taken.append(nearest[1])
        tables = nearest[1].applied(tables)
    return Fragility(None, False, ())


def kind(change: Change) -> tuple[str, str, str]:
    """Return what changes that do the same in different rows have in common."""
    return change.table, change.column, change.value


def in_words(change: Change) -> str:
    """Return a change as it is told: the row, the column, and what stands there instead of what."""
    return f"{change.record.id}: {change.column} {change.record[change.column]} → {change.value}"


def to_json(found: Mapping[str, Fragility]) -> str:
    """Return the fragility of claims as JSON text by name, each with its words."""
    rows = {name: asdict(fragile) | {"words": str(fragile)} for name, fragile in found.items()}
    return json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
