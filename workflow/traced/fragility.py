"""Fragility: how few rows of data would have to say something else for a claim to turn."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from .claims import Judgement
from .proof import Change, Tables

MOST = 12  # rows after which the search for more gives up
EXACT = 2  # no single row turns it, and two do: then two is the least
OPPOSITE = {"holds": "fails", "fails": "holds"}

Judgements = Mapping[str, Judgement]
Decide = Callable[[Tables, str], Judgements]


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
    tables: Tables, rows: Mapping[str, frozenset[str]], changes: Callable[[Tables], Iterable[Change]], decide: Decide
) -> dict[str, Fragility]:
    """Return the fragility of each claim that is decided, by name.

    rows: the ids of the rows that each claim rests on
    changes: other values for cells of these rows, all of which the rules on the data let in
    decide: the judgements, from all tables and the name of the one that changed

    Every single change is tried. Where none turns a claim, that which brings it nearest is kept and the next is sought.
    """
    found: dict[str, Fragility] = {}
    nearest: dict[str, tuple[float, Change]] = {}
    before = {name: judgement for table in tables for name, judgement in decide(tables, table).items()}
    decided = {name: j.verdict for name, j in before.items() if j.verdict in OPPOSITE}
    for change in changes(tables):
        open_ones = [name for name in decided.keys() - found.keys() if change.record.id in rows[name]]
        after = decide(change.applied(tables), change.table) if open_ones else {}
        for name in open_ones:
            if after[name].verdict == OPPOSITE[decided[name]]:
                found[name] = Fragility(1, True, (in_words(change),))
            elif (distance := _distance(after[name])) is not None:
                nearest[name] = min(nearest.get(name, (distance, change)), (distance, change), key=lambda step: step[0])
    for name in decided.keys() - found.keys():
        found[name] = _further(name, tables, rows[name], nearest.get(name), changes, decide)
    return dict(sorted(found.items()))


def _further(
    name: str,
    tables: Tables,
    rows: frozenset[str],
    step: tuple[float, Change] | None,
    changes: Callable[[Tables], Iterable[Change]],
    decide: Decide,
) -> Fragility:
    """Return the fragility of a claim that no single change turns, by taking the nearest step again and again."""
    taken: list[Change] = []
    while step is not None and len(taken) < MOST:
        taken.append(step[1])
        tables = step[1].applied(tables)
        left = rows - {change.record.id for change in taken}
        step = None
        for distance, change in _steps(name, tables, left, changes, decide):
            if distance is None:
                several = (*map(in_words, taken), in_words(change))
                return Fragility(len(several), len(several) <= EXACT, several)
            step = (distance, change) if step is None or distance < step[0] else step
    return Fragility(None, False, ())


def _steps(
    name: str, tables: Tables, rows: frozenset[str], changes: Callable[[Tables], Iterable[Change]], decide: Decide
) -> Iterator[tuple[float | None, Change]]:
    """Yield the changes of some rows with the distance that each leaves, None where it turns the claim."""
    verdict: str | None = None
    for change in changes(tables):
        if change.record.id not in rows:
            continue
        verdict = verdict or decide(tables, change.table)[name].verdict
        after = decide(change.applied(tables), change.table)[name]
        if after.verdict == OPPOSITE[verdict]:
            yield None, change
        elif (distance := _distance(after)) is not None:
            yield distance, change


def _distance(judgement: Judgement) -> float | None:
    return judgement.margin.by if judgement.margin else None


def in_words(change: Change) -> str:
    """Return a change as it is told: the row, the column, and what stands there instead of what."""
    return f"{change.record.id}: {change.column} {change.record[change.column]} → {change.value}"


def to_json(found: Mapping[str, Fragility]) -> str:
    """Return the fragility of claims as JSON text by name, each with its words."""
    rows = {name: asdict(fragile) | {"words": str(fragile)} for name, fragile in found.items()}
    return json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
