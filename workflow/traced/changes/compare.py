"""Changes: the differences between the results of two builds, and their causes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from traced.changes.causes import Cause, Causes, Keys
from traced.changes.rewording import Rewording, rewordings
from traced.changes.snapshot import Drawing, LedgerRow, LedgerRows, PaperTable, Snapshot
from traced.changes.tables import TableChange, table_changes
from traced.ledger.style import value_in_words

NumberKind: TypeAlias = Literal["changed", "status", "new", "gone"]
ClaimKind: TypeAlias = Literal["fell", "undecided", "weaker", "rose", "new", "gone"]
FigureKind: TypeAlias = Literal["redrawn", "new", "gone"]

MANY = 6  # causes that are listed for one number
EXTENT = ("value", "low", "high", "qualifier", "unit")
TURNS: dict[str, ClaimKind] = {"fails": "fell", "undecided": "undecided", "holds": "rose"}
# In the order in which an author has to see them.
NUMBERS: tuple[NumberKind, ...] = ("changed", "status", "new", "gone")
CLAIMS: tuple[ClaimKind, ...] = ("fell", "undecided", "weaker", "rose", "new", "gone")


@dataclass(frozen=True)
class NumberChange:
    """A number with another value or status, or one that is new or gone.

    row: the number as it is now, or as it last was
    old, new: the values in words; they and the statuses are empty where the number is not there
    causes: MANY at the most; more: how many others there are
    """

    kind: NumberKind
    name: str
    row: LedgerRow
    old: str
    new: str
    old_status: str
    new_status: str
    causes: tuple[Cause, ...]
    more: int


@dataclass(frozen=True)
class ClaimChange:
    """A claim with another verdict, or one with a smaller margin, or turned by fewer rows, than before.

    old, new: its rows of `claims.json`, empty where it is not there; numbers: the changed ones among its numbers
    """

    kind: ClaimKind
    name: str
    old: LedgerRow
    new: LedgerRow
    numbers: tuple[str, ...]

    @property
    def row(self) -> LedgerRow:
        """The claim as it is now, or as it last was."""
        return self.new or self.old


@dataclass(frozen=True)
class FigureChange:
    """A figure that is drawn differently, as it was and as it is."""

    kind: FigureKind
    label: str
    old: Drawing | None
    new: Drawing | None


@dataclass(frozen=True)
class Changes:
    """The differences between two builds, of each kind the most important ones first."""

    numbers: tuple[NumberChange, ...] = ()
    sentences: tuple[Rewording, ...] = ()
    claims: tuple[ClaimChange, ...] = ()
    tables: tuple[TableChange, ...] = ()
    figures: tuple[FigureChange, ...] = ()

    def __bool__(self) -> bool:
        return any((self.numbers, self.sentences, self.claims, self.tables, self.figures))


def compare(old: Snapshot, new: Snapshot, keys: Keys) -> Changes:
    """Return the changes from one build to another; sentences only where both published the text of the paper."""
    numbers = tuple(_numbers(old, new, keys))
    return Changes(
        numbers=numbers,
        sentences=tuple(rewordings(old.sentences, new.sentences)) if old.sentences and new.sentences else (),
        claims=tuple(_claims(old.claims, new.claims, {change.name for change in numbers})),
        tables=tuple(_tables(old.tables, new.tables)),
        figures=tuple(_figures(old.drawings, new.drawings)),
    )


def _numbers(old: Snapshot, new: Snapshot, keys: Keys) -> Iterator[NumberChange]:
    kinds: dict[str, NumberKind] = {}
    for name in sorted({*old.numbers, *new.numbers}):
        if kind := _number_kind(old.numbers.get(name, {}), new.numbers.get(name, {})):
            kinds[name] = kind
    rows = Causes(old.records, new.records, keys)
    for name in sorted(kinds, key=lambda name: NUMBERS.index(kinds[name])):
        was, now = old.numbers.get(name, {}), new.numbers.get(name, {})
        about = [name.split("."), *([str(side["value"])] for side in (now, was) if side)]
        causes = rows.causes(was.get("records", ()), now.get("records", ()), about)
        if not causes:
            beneath = sorted({*was.get("of", ()), *now.get("of", ())} & kinds.keys() - {name})
            causes = [Cause("number", subject=other) for other in beneath]
        if not causes and rows.known and was and now:
            causes = [Cause("remark", "none of its rows changed, but the way to compute it did")]
        yield NumberChange(
            kinds[name],
            name,
            now or was,
            _value(was, now),
            _value(now, was),
            was.get("status", ""),
            now.get("status", ""),
            tuple(causes[:MANY]),
            max(0, len(causes) - MANY),
        )


def _number_kind(old: LedgerRow, new: LedgerRow) -> NumberKind | None:
    if not old or not new:
        return "new" if new else "gone"
    if any(old[column] != new[column] for column in EXTENT):
        return "changed"
    return "status" if old["status"] != new["status"] else None


def _value(row: LedgerRow, other: LedgerRow) -> str:
    """Return the value of a number in words; in full where rounding would hide the change."""
    if not row:
        return ""
    words = value_in_words(row)
    differs = other and row["value"] != other["value"]
    return f"{row['value']} {row['unit']}" if differs and words == value_in_words(other) else words


def _claims(old: LedgerRows, new: LedgerRows, changed: set[str]) -> list[ClaimChange]:
    changes = []
    for name in sorted({*old, *new}):
        was, now = old.get(name, {}), new.get(name, {})
        if kind := _claim_kind(was, now):
            numbers = {*was.get("numbers", ()), *now.get("numbers", ())} & changed
            changes.append(ClaimChange(kind, name, was, now, tuple(sorted(numbers))))
    return sorted(changes, key=lambda change: CLAIMS.index(change.kind))


def _claim_kind(old: LedgerRow, new: LedgerRow) -> ClaimKind | None:
    """Return how a claim changed; None for a change that does not concern an author."""
    if not old or not new:
        return "new" if new else "gone"
    if old["verdict"] != new["verdict"]:
        return TURNS[new["verdict"]]
    weaker = _rows_to_turn(new) < _rows_to_turn(old) or _margin(new) < _margin(old)
    return "weaker" if new["verdict"] == "holds" and weaker else None


def _rows_to_turn(claim: LedgerRow) -> float:
    """Return how many rows turn a claim; infinity where none that were tried do."""
    rows = (claim.get("fragility") or {}).get("rows")
    return math.inf if rows is None else rows


def _margin(claim: LedgerRow) -> float:
    """Return the margin as a number; NaN if unknown, which is neither less nor more than any."""
    by = claim["margin"]["by"]
    return math.nan if by is None else by


def _tables(old: Mapping[str, PaperTable], new: Mapping[str, PaperTable]) -> Iterator[TableChange]:
    for stem in sorted({*old, *new}):
        table = new.get(stem) or old[stem]
        nothing = replace(table, rows=())
        yield from table_changes(old.get(stem, nothing), new.get(stem, nothing))


def _figures(old: Mapping[str, Drawing], new: Mapping[str, Drawing]) -> Iterator[FigureChange]:
    for stem in sorted({*old, *new}):
        was, now = old.get(stem), new.get(stem)
        if was is None or now is None:
            there = now or old[stem]
            yield FigureChange("new" if now else "gone", there.label, was, now)
        elif was.svg != now.svg:
            yield FigureChange("redrawn", now.label, was, now)
