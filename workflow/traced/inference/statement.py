"""Statements: reported aggregates as linear constraints on how many participants each event is true of."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from traced.core.record import Record
from traced.inference.condition import Attribute, Event, Uncountable, condition, event
from traced.ledger.cases import EXTREMES
from traced.ledger.quantity import quantity_of
from traced.reading.variable import Codebook

ROUNDING = Fraction(5, 1000)  # a share is reported to the percent; a half may have been rounded either way
RANKS: dict[str, Callable[[tuple[int, int]], int]] = {"smallest": min, "most frequent": max}
BEYOND = {"minimum": "<", "maximum": ">"}
AT_LEAST, AT_MOST = ("over", "more_than"), ("under", "less_than")


@dataclass(frozen=True)
class CountConstraint:
    """A sum of counts of participants, each with a whole factor, that lies between two ends (both included)."""

    terms: tuple[tuple[int, Event], ...]
    low: float
    high: float


@dataclass(frozen=True)
class Statement:
    """A record with the constraints that hold exactly when it is true."""

    record: Record = field(hash=False)
    constraints: tuple[CountConstraint, ...]

    @cached_property
    def attributes(self) -> frozenset[Attribute]:
        return frozenset(c.attribute for one in self.constraints for _, event in one.terms for c in event)

    @property
    def fixes_total(self) -> bool:
        """Whether it states the exact number of participants."""
        return not self.attributes and all(one.low == one.high for one in self.constraints)


def statement(record: Record, codebook: Codebook) -> Statement:
    """Return an aggregate as a statement. Raises `Uncountable`, with the reason, where it cannot be counted."""
    constraints = CONSTRAINTS.get(record["measure"])
    if constraints is None:
        raise Uncountable("it does not say which variable dates it" if record["measure"] == "since" else VAGUE)
    if not record["variable"] and record["measure"] != "count":
        raise Uncountable("it is about no variable")
    allowed = (*AT_LEAST, *AT_MOST) if record["measure"] in ("count", "share") else ()
    if record["qualifier"] not in ("", *allowed):
        raise Uncountable(f"{record['qualifier']!r} leaves open how far from the value")
    return Statement(record, tuple(constraints(record, codebook)))


VAGUE = "a word, not a number"


def constrain_count(record: Record, codebook: Codebook) -> Iterator[CountConstraint]:
    """Constrain how many participants have the code; without a variable, how many there are."""
    reported = quantity_of(record, convert=int)
    low = reported.low if isinstance(reported.low, int) else 0
    high = reported.high if isinstance(reported.high, int) else math.inf
    yield CountConstraint(((1, subject(record, codebook)),), low, high)


def constrain_share(record: Record, codebook: Codebook) -> Iterator[CountConstraint]:
    """Constrain the share of a group, not empty, that has the code, to its rounding; `over` leaves it open upwards."""
    part, group = subject(record, codebook), event(codebook, "", "", record["where"])
    value = Fraction(record["value"])

    def difference(share: Fraction) -> tuple[tuple[int, Event], ...]:
        """Return terms whose sum is zero where the part is this share of the group, and negative where it is less."""
        return (share.denominator, part), (-share.numerator, group)

    if record["qualifier"] not in AT_MOST:
        yield CountConstraint(difference(value - ROUNDING), 0, math.inf)
    if record["qualifier"] not in AT_LEAST:
        yield CountConstraint(difference(value + ROUNDING), -math.inf, 0)
    yield CountConstraint(((1, group),), 1, math.inf)


def constrain_rank(record: Record, codebook: Codebook) -> Iterator[CountConstraint]:
    """Constrain every other code to be more frequent (smallest) or less (most frequent); ties are not allowed."""
    own = subject(record, codebook)
    first = RANKS[record["measure"]]((-1, 1))
    for code in codebook["variables"][record["variable"]]["codes"]:
        if code != record["code"]:
            other = event(codebook, record["variable"], code, record["where"])
            yield CountConstraint(((first, own), (-first, other)), 1, math.inf)


def constrain_extreme(record: Record, codebook: Codebook) -> Iterator[CountConstraint]:
    """Constrain the group so that nobody is beyond the value and somebody has it."""
    group = event(codebook, "", "", record["where"])
    beyond, reached = (
        condition(codebook, record["variable"], r, record["value"]) for r in (BEYOND[record["measure"]], "=")
    )
    yield CountConstraint(((1, group | {beyond}),), 0, 0)
    yield CountConstraint(((1, group | {reached}),), 1, math.inf)


def constrain_all(record: Record, codebook: Codebook) -> Iterator[CountConstraint]:
    """Constrain the group so that everybody has the code; with no code given, any code."""
    group = event(codebook, "", "", record["where"])
    relation = "!=" if record["code"] else "="
    yield CountConstraint(((1, group | {condition(codebook, record["variable"], relation, record["code"])}),), 0, 0)


def subject(record: Record, codebook: Codebook) -> Event:
    """Return the event that an aggregate counts. Raises `Uncountable` when it has a variable but no code."""
    if record["variable"] and not record["code"]:
        raise Uncountable("it names no code")
    return event(codebook, record["variable"], record["code"], record["where"])


CONSTRAINTS: dict[str, Callable[[Record, Codebook], Iterator[CountConstraint]]] = {
    "count": constrain_count,
    "share": constrain_share,
    "all": constrain_all,
    **dict.fromkeys(EXTREMES, constrain_extreme),
    **dict.fromkeys(RANKS, constrain_rank),
}
