"""Statements: what a reported aggregate says, as linear rows over how many participants each event is true of."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from .cases import EXTREMES
from .conditions import Attribute, Codebook, Event, Unknown, condition, event
from .quantities import quantity_of
from .records import Record

ROUNDING = Fraction(5, 1000)  # a share is reported to the percent; a half may have been rounded either way
RANKS: dict[str, Callable[[tuple[int, int]], int]] = {"smallest": min, "most frequent": max}
BEYOND = {"minimum": "<", "maximum": ">"}
AT_LEAST, AT_MOST = ("over", "more_than"), ("under", "less_than")


@dataclass(frozen=True)
class Row:
    """A sum of counts, each with a whole factor, that lies between two ends (both included)."""

    terms: tuple[tuple[int, Event], ...]
    low: float
    high: float


@dataclass(frozen=True)
class Statement:
    """A record with the rows that hold exactly when it is true."""

    record: Record = field(hash=False)
    rows: tuple[Row, ...]

    @cached_property
    def attributes(self) -> frozenset[Attribute]:
        """The attributes that it is about."""
        return frozenset(c.attribute for row in self.rows for _, counted in row.terms for c in counted)

    @property
    def fixes_total(self) -> bool:
        """Tell whether it says how many participants there are, and exactly."""
        return not self.attributes and all(row.low == row.high for row in self.rows)


def statement(record: Record, codebook: Codebook) -> Statement:
    """Return what an aggregate says. Raises `Unknown`, with the reason, where that is nothing that can be counted."""
    rows = ROWS.get(record["measure"])
    if rows is None:
        raise Unknown("it does not say which variable dates it" if record["measure"] == "since" else VAGUE)
    if not record["variable"] and record["measure"] != "count":
        raise Unknown("it is about no variable")
    allowed = (*AT_LEAST, *AT_MOST) if record["measure"] in ("count", "share") else ()
    if record["qualifier"] not in ("", *allowed):
        raise Unknown(f"{record['qualifier']!r} leaves open how far from the value")
    return Statement(record, tuple(rows(record, codebook)))


VAGUE = "a word, not a number"


def counted(record: Record, codebook: Codebook) -> Iterator[Row]:
    """Yield that so many have the code; without a variable, that so many there are."""
    told = quantity_of(record, convert=int)
    low = told.low if isinstance(told.low, int) else 0
    high = told.high if isinstance(told.high, int) else math.inf
    yield Row(((1, subject(record, codebook)),), low, high)


def shared(record: Record, codebook: Codebook) -> Iterator[Row]:
    """Yield that the code is the share of a group that is not empty, to the rounding; `over` leaves it open upwards."""
    part, group = subject(record, codebook), event(codebook, "", "", record["where"])
    value = Fraction(record["value"])
    if record["qualifier"] not in AT_MOST:
        yield Row(ratio(part, group, value - ROUNDING), 0, math.inf)
    if record["qualifier"] not in AT_LEAST:
        yield Row(ratio(part, group, value + ROUNDING), -math.inf, 0)
    yield Row(((1, group),), 1, math.inf)


def ratio(part: Event, group: Event, value: Fraction) -> tuple[tuple[int, Event], ...]:
    """Return the terms whose sum is negative, zero or positive as the part is less than this share, it, or more."""
    return (value.denominator, part), (-value.numerator, group)


def ranked(record: Record, codebook: Codebook) -> Iterator[Row]:
    """Yield that every other code has more (smallest) or fewer (most frequent): a rank that is tied is none."""
    own = subject(record, codebook)
    first = RANKS[record["measure"]]((-1, 1))
    for code in codebook["variables"][record["variable"]]["codes"]:
        if code != record["code"]:
            other = event(codebook, record["variable"], code, record["where"])
            yield Row(((first, own), (-first, other)), 1, math.inf)


def extreme(record: Record, codebook: Codebook) -> Iterator[Row]:
    """Yield that nobody of the group is beyond the value, and somebody has it."""
    group = event(codebook, "", "", record["where"])
    beyond, reached = (
        condition(codebook, record["variable"], r, record["value"]) for r in (BEYOND[record["measure"]], "=")
    )
    yield Row(((1, group | {beyond}),), 0, 0)
    yield Row(((1, group | {reached}),), 1, math.inf)


def everybody(record: Record, codebook: Codebook) -> Iterator[Row]:
    """Yield that nobody of the group is without the code; with no code, that nobody is without any."""
    group = event(codebook, "", "", record["where"])
    relation = "!=" if record["code"] else "="
    yield Row(((1, group | {condition(codebook, record["variable"], relation, record["code"])}),), 0, 0)


def subject(record: Record, codebook: Codebook) -> Event:
    """Return the event that an aggregate counts. Raises `Unknown` when it has a variable and no code of it."""
    if record["variable"] and not record["code"]:
        raise Unknown("it names no code")
    return event(codebook, record["variable"], record["code"], record["where"])


ROWS: dict[str, Callable[[Record, Codebook], Iterator[Row]]] = {
    "count": counted,
    "share": shared,
    "all": everybody,
    **dict.fromkeys(EXTREMES, extreme),
    **dict.fromkeys(RANKS, ranked),
}
