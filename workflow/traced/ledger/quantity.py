"""Quantities: values with the records that they came from, and arithmetic that keeps track of them."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from traced.core.record import Record

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
    qualifier: the word of the source before the value ("over", "around"), empty when it is exact
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
        """The difference; of two intervals, from low minus high to high minus low."""
        return combine(operator.sub, self, other, crossed=True)

    def __truediv__(self, other: Quantity) -> Quantity:
        """The ratio of two non-negative quantities. Raises ZeroDivisionError when the divisor is zero."""
        return combine(operator.truediv, self, other, crossed=True)


def exact(value: Value, status: Status, records: Iterable[Record], qualifier: str = "") -> Quantity:
    """Return a quantity with one value; its interval is open above after "over", and below after "under"."""
    return Quantity(value, status, frozenset(r.id for r in records), *ends_of(value, qualifier), qualifier=qualifier)


def ends_of(value: Value, qualifier: str) -> tuple[Value | None, Value | None]:
    low = None if qualifier in ("under", "less_than") else value
    high = None if qualifier in ("over", "more_than") else value
    return low, high


def bounded(low: int, high: int | None, records: Iterable[Record]) -> Quantity:
    """Return a quantity known to lie from `low` to `high` (both included; None is open)."""
    ids = frozenset(r.id for r in records)
    if low == high:
        return Quantity(low, "entailed", ids, low, high)
    return Quantity(None, "bounded", ids, low, high)


def quantity_of(record: Record, column: str = "value", convert: Callable[[str], Value] = str) -> Quantity:
    """Return the content of one cell; its status follows from the basis of the record."""
    return exact(convert(record[column]), status_of([record]), [record], record.fields.get("qualifier", ""))


def status_of(records: Iterable[Record]) -> Status:
    """Return the status of a value taken from records of one kind, by their basis.

    Individual codings (stated, implied) and official statistics are primary. Facts from a cited work are external. The
    aggregates and tables of the replicated work itself are reported.
    """
    bases = {record.basis for record in records}
    if "reported" in bases:
        return "reported"
    return "external" if "cited" in bases else "recomputed"


def combine(
    operation: Callable[[float, float], float], left: Quantity, right: Quantity, crossed: bool = False
) -> Quantity:
    """Return the result of arithmetic on two quantities, resting on the records of both.

    The status is `recomputed` when both are, `bounded` when either is only an interval, and otherwise `entailed`.
    "around" carries over to the result; "over" makes it an interval that is open on its side.

    crossed: the operation falls in its second argument, so the ends of the second interval change places
    """

    def ends(a: Value | None, b: Value | None) -> float | None:
        return None if a is None or b is None else operation(number_of(a), number_of(b))

    first, last = (right.high, right.low) if crossed else (right.low, right.high)
    low, high = ends(left.low, first), ends(left.high, last)
    value = ends(left.value, right.value) if low is not None and low == high else None
    statuses = {left.status, right.status}
    status: Status = "bounded" if value is None else "recomputed" if statuses == {"recomputed"} else "entailed"
    qualifier = "" if value is None else left.qualifier or right.qualifier
    records, of = left.records | right.records, origins(left) | origins(right)
    return Quantity(value, status, records, low, high, of, qualifier)


def number_of(value: Value) -> float:
    """Return a value that is a number. Raises TypeError for text."""
    if isinstance(value, str):
        raise TypeError(f"no arithmetic with the text {value!r}")
    return value


def origins(quantity: Quantity) -> frozenset[str]:
    """Return the ledger names that a result computed from this quantity names in `of`."""
    return frozenset([quantity.name]) if quantity.name else quantity.of


def derive(value: Value, used: Iterable[Quantity], qualifier: str = "") -> Quantity:
    """Return a value that rests on all of several quantities, as a rank does."""
    quantities = list(used)
    return Quantity(
        value,
        "recomputed" if all(q.status == "recomputed" for q in quantities) else "entailed",
        frozenset().union(*(q.records for q in quantities)),
        *ends_of(value, qualifier),
        frozenset().union(*(origins(q) for q in quantities)),
        qualifier,
    )


def quantity_from(rule: Callable[[dict[Any, Any]], Value | None], used: Mapping[Any, Quantity]) -> Quantity | None:
    """Return the result of comparing quantities (a first year, a rank), or None where the rule gives none.

    rule: from the values by key to the result
    used: the quantities by key

    The result rests on the quantities that decide it: those for which some other value, with all others unchanged,
    would change the result. So the last year with an entry rests on that year and on the empty years after it, but not
    on the years with entries before it.
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
    """Return how many of these counts are not zero; an interval where that is open for some."""
    quantities = list(counts)
    low, high = sum(bool(q.low) for q in quantities), sum(q.high is None or bool(q.high) for q in quantities)
    most = derive(high, quantities)
    return most if low == high else replace(most, value=None, low=low, status="bounded")


def sum_of(counts: Iterable[Quantity]) -> Quantity:
    """Return the sum of at least one quantity."""
    return functools.reduce(operator.add, counts)
