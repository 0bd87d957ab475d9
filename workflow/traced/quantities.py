"""Quantities: values that remember the records they came from."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from .records import Record

Status = Literal["recomputed", "reported", "entailed", "bounded", "external"]
Value = int | float | str

# What a status means; a Voice fills in the replicated work.
STATUS_MEANING: dict[Status, str] = {
    "recomputed": "computed from primary rows: individual codings, or an official statistic",
    "reported": "read from an aggregate or table of {work} itself: transcribed, not reproduced",
    "entailed": "follows from what is reported: the same in every data set that agrees with all of it",
    "bounded": "only an interval follows from what is known",
    "external": "a fact from another work, with its citation",
}


@dataclass(frozen=True)
class Quantity:
    """A value, or an interval where no single value follows, with its origin.

    value: int, float, or text for dates (`2002-05-08`, `2002-11`) and labels; None when only the interval is known
    low, high: the interval, equal to the value when it is exact; None where it is open
    records: ids of the records whose values were used, numerator and denominator
    of: names of the ledger numbers it was computed from
    qualifier: what the source puts before the value ("over", "around"), empty when it is exact
    counts: of a count of participants, what is counted: variable, code, condition
    name: its own name in the ledger, empty for an intermediate result
    """

    value: Value | None
    status: Status
    records: frozenset[str]
    low: Value | None = None
    high: Value | None = None
    of: frozenset[str] = frozenset()
    qualifier: str = ""
    counts: tuple[str, str, str] | None = None
    name: str = field(default="", compare=False)

    def __add__(self, other: Quantity) -> Quantity:
        return combine(operator.add, self, other)

    def __sub__(self, other: Quantity) -> Quantity:
        """The difference; of two intervals the widest one, with the ends crossed over."""
        return combine(operator.sub, self, other, crossed=True)

    def __truediv__(self, other: Quantity) -> Quantity:
        """The ratio of two non-negative quantities. Raises ZeroDivisionError when the divisor is zero."""
        return combine(operator.truediv, self, other, crossed=True)


def exact(value: Value, status: Status, records: Iterable[Record], qualifier: str = "") -> Quantity:
    """Return a quantity with one value; a source that says "over" leaves it open upwards, and so on."""
    low = None if qualifier in ("under", "less_than") else value
    high = None if qualifier in ("over", "more_than") else value
    return Quantity(value, status, frozenset(r.id for r in records), low, high, qualifier=qualifier)


def bounded(low: int, high: int | None, records: Iterable[Record]) -> Quantity:
    """Return a quantity of which only the interval from `low` to `high` is known (both included; None is open)."""
    ids = frozenset(r.id for r in records)
    return Quantity(low if low == high else None, "entailed" if low == high else "bounded", ids, low, high)


def quantity_of(record: Record, column: str = "value", convert: Callable[[str], Value] = str) -> Quantity:
    """Return the content of one cell; its status follows from the basis of the record."""
    return exact(convert(record[column]), status_of([record]), [record], record.fields.get("qualifier", ""))


def status_of(records: Iterable[Record]) -> Status:
    """Return the status of a value taken from records of one kind, by their basis.

    Individual codings (stated, implied) and official statistics are primary; what a cited work says is
    external; the work's own tables and aggregates are reported.
    """
    bases = {record.basis for record in records}
    if "reported" in bases:
        return "reported"
    return "external" if "cited" in bases else "recomputed"


def combine(
    operation: Callable[[float, float], float], left: Quantity, right: Quantity, crossed: bool = False
) -> Quantity:
    """Return the result of arithmetic on two quantities, resting on the records of both.

    The status is `recomputed` when both are, `bounded` when either is only an interval, and otherwise `entailed`. What
    is "around" stays around; "over" leaves the result an interval that is open on its side.
    """

    def ends(a: Value | None, b: Value | None) -> float | None:
        return None if a is None or b is None else operation(float_or_int(a), float_or_int(b))

    low, high = (
        (ends(left.low, right.high), ends(left.high, right.low))
        if crossed
        else (ends(left.low, right.low), ends(left.high, right.high))
    )
    value = ends(left.value, right.value) if low is not None and low == high else None
    statuses = {left.status, right.status}
    status: Status = "bounded" if value is None else "recomputed" if statuses == {"recomputed"} else "entailed"
    qualifier = "" if value is None else left.qualifier or right.qualifier
    records, of = left.records | right.records, origins(left) | origins(right)
    return Quantity(value, status, records, low, high, of, qualifier)


def float_or_int(value: Value) -> float:
    """Return a number as it is. Raises TypeError for text, with which there is no arithmetic."""
    if isinstance(value, str):
        raise TypeError(f"no arithmetic with the text {value!r}")
    return value


def origins(quantity: Quantity) -> frozenset[str]:
    """Return the ledger names that a result computed from this quantity is `of`."""
    return frozenset([quantity.name]) if quantity.name else quantity.of


def derive(value: Value, used: Iterable[Quantity], qualifier: str = "") -> Quantity:
    """Return a value found by looking at several quantities (a rank, a first year): it rests on all of them."""
    looked_at = list(used)
    return Quantity(
        value,
        "recomputed" if all(q.status == "recomputed" for q in looked_at) else "entailed",
        frozenset().union(*(q.records for q in looked_at)),
        None if qualifier in ("under", "less_than") else value,
        None if qualifier in ("over", "more_than") else value,
        frozenset().union(*(origins(q) for q in looked_at)),
        qualifier,
    )


def found(rule: Callable[[dict[Any, Any]], Value | None], used: Mapping[Any, Quantity]) -> Quantity | None:
    """Return what a rule finds by comparing quantities (a first year, a rank), or None where it finds nothing.

    rule: from the values by key to the result
    used: the quantities by key

    The result rests on the quantities that decide it: those of which some other value, all others being as they are,
    would make it another. So the last year with an entry rests on that year and the empty ones after it, not on the
    full ones before.
    """
    values = {key: quantity.value for key, quantity in used.items()}
    result = rule(dict(values))
    if result is None:
        return None
    numbers = [value for value in values.values() if isinstance(value, int | float)]
    texts = {value for value in values.values() if isinstance(value, str)}

    def decides(key: Any) -> bool:
        value = values[key]
        if isinstance(value, str):
            tries: set[Any] = {*texts, ""} - {value}
        else:
            tries = {0, max(numbers) + 1, min(numbers) - 1, (value or 0) + 1, (value or 0) - 1} - {value}
        return any(rule({**values, key: other}) != result for other in tries)

    return derive(result, [quantity for key, quantity in used.items() if decides(key)])


def occurring(counts: Iterable[Quantity]) -> Quantity:
    """Return how many of these counts are not zero; an interval when some of them may or may not be."""
    counted = list(counts)
    low, high = sum(bool(q.low) for q in counted), sum(q.high is None or bool(q.high) for q in counted)
    most = derive(high, counted)
    return most if low == high else replace(most, value=None, low=low, status="bounded")


def total(counts: Iterable[Quantity]) -> Quantity:
    """Return the sum of at least one quantity."""
    return functools.reduce(operator.add, counts)
