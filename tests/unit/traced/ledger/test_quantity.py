"""Quantities: arithmetic keeps the value, the interval, the status and the rows."""

import operator
from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traced.ledger.quantity import (
    STATUS_MEANING,
    Quantity,
    Status,
    bounded,
    combine,
    derive,
    exact,
    occurring,
    quantity_of,
    status_of,
    sum_of,
)
from unit.builders import quantity, row

Interval = tuple[int, int]
intervals = st.tuples(st.integers(0, 12), st.integers(0, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))
positive = intervals.map(lambda pair: (pair[0] + 1, pair[1] + 1))
OPERATIONS = {operator.add: False, operator.sub: True}


def known_between(interval: Interval, line: int = 2) -> Quantity:
    """Return a quantity of which this interval is known."""
    return bounded(*interval, [row("cells", line=line)])


def possible(operation: Callable[[float, float], float], left: Interval, right: Interval) -> set[float]:
    """Return every result that two values of the intervals can have."""
    ranges = (range(low, high + 1) for low, high in (left, right))
    return {operation(a, b) for a, b in product(*ranges)}


@given(left=intervals, right=intervals, operation=st.sampled_from(list(OPERATIONS)))
def test_sums_and_differences_of_intervals(left: Interval, right: Interval, operation: Callable[..., float]) -> None:
    """The interval of a sum or difference is the narrowest that holds every possible result."""
    results = possible(operation, left, right)
    found = combine(operation, known_between(left), known_between(right), crossed=OPERATIONS[operation])
    assert (found.low, found.high) == (min(results), max(results))
    assert found.value == (results.pop() if len(results) == 1 else None)


@given(left=intervals, right=positive)
def test_ratios_of_intervals(left: Interval, right: Interval) -> None:
    """The interval of a ratio is the narrowest that holds every possible result."""
    results = possible(operator.truediv, left, right)
    found = known_between(left) / known_between(right)
    assert (found.low, found.high) == (min(results), max(results))


def test_a_ratio_to_nobody_is_refused() -> None:
    """There is no share of an empty group."""
    with pytest.raises(ZeroDivisionError):
        quantity(1) / quantity(0)


@given(st.lists(intervals, min_size=1, max_size=5))
def test_total(terms: list[Interval]) -> None:
    """A total has the sums of the lower and of the upper ends, and the rows of all its terms."""
    found = sum_of(known_between(term, line) for line, term in enumerate(terms))
    assert (found.low, found.high) == (sum(low for low, _ in terms), sum(high for _, high in terms))
    assert len(found.records) == len(terms)


@given(st.lists(intervals, min_size=1, max_size=4))
def test_occurring(counts: list[Interval]) -> None:
    """How many counts are not zero is known as far as the counts are."""
    results = {sum(map(bool, values)) for values in product(*(range(low, high + 1) for low, high in counts))}
    found = occurring(known_between(count, line) for line, count in enumerate(counts))
    assert (found.low, found.high) == (min(results), max(results))
    assert (found.value is None) == (len(results) > 1)


@pytest.mark.parametrize(
    ("qualifier", "low", "high"),
    [
        ("", 5, 5),
        ("over", 5, None),
        ("more_than", 5, None),
        ("under", None, 5),
        ("less_than", None, 5),
        ("around", 5, 5),
    ],
)
def test_a_qualifier_opens_the_interval(qualifier: str, low: int | None, high: int | None) -> None:
    """A source that says "over" leaves the value open upwards, one that says "under" downwards."""
    for found in (exact(5, "reported", [], qualifier), derive(5, [], qualifier)):
        assert (found.value, found.low, found.high, found.qualifier) == (5, low, high, qualifier)


def test_an_open_end_stays_open() -> None:
    """A sum with a term that is open upwards is open upwards."""
    found = quantity(2) + exact(5, "reported", [], "over")
    assert (found.low, found.high) == (7, None)


def test_an_open_count_occurs() -> None:
    """A count that is "over five" is not zero."""
    found = occurring([exact(5, "reported", [], "over"), quantity(0)])
    assert (found.value, found.low, found.high) == (1, 1, 1)


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("recomputed", "recomputed", "recomputed"),
        ("recomputed", "reported", "entailed"),
        ("reported", "reported", "entailed"),
        ("entailed", "recomputed", "entailed"),
        ("external", "recomputed", "entailed"),
    ],
)
def test_status_of_a_result(left: Status, right: Status, status: Status) -> None:
    """A result is recomputed only when both sides are; from anything reported it is entailed."""
    one, other = quantity(4, left, line=2), quantity(2, right, line=3)
    for found in (one + other, one - other, one / other, other + one, sum_of([one, other]), derive(4, [one, other])):
        assert found.status == status


def test_a_result_of_an_interval_is_bounded() -> None:
    """What rests on an interval is an interval, whatever the other side is."""
    assert (quantity(4) + known_between((0, 1))).status == "bounded"
    assert occurring([quantity(4), known_between((0, 1))]).status == "bounded"


def test_an_interval_of_one_value_is_entailed() -> None:
    """An interval without width is a value that follows from what is known."""
    found = known_between((3, 3))
    assert (found.value, found.status) == (3, "entailed")


def test_records_are_the_union() -> None:
    """A result rests on the rows of numerator and denominator."""
    one, other = quantity(4, line=2), quantity(8, line=3)
    for found in (one / other, one + other, derive(1, [one, other]), occurring([one, other])):
        assert found.records == one.records | other.records


def test_of_names_the_ledger_numbers() -> None:
    """A result is `of` the named numbers below it, through results that have no name of their own."""
    a, b = quantity(4, name="part.a"), quantity(2, name="part.b")
    assert (a / b).of == {"part.a", "part.b"}
    assert ((a + quantity(1)) - b).of == {"part.a", "part.b"}
    assert derive(1, [a + b]).of == {"part.a", "part.b"}
    assert (replace(a + b, name="part.c") / b).of == {"part.c", "part.b"}


def test_no_arithmetic_with_text() -> None:
    """Dates and labels do not add up."""
    with pytest.raises(TypeError, match="no arithmetic"):
        quantity("2002-05-08") + quantity(1)


@pytest.mark.parametrize(
    ("bases", "status"),
    [
        (["stated"], "recomputed"),
        (["stated", "implied"], "recomputed"),
        (["official"], "recomputed"),
        (["reported"], "reported"),
        (["official", "reported"], "reported"),
        (["cited"], "external"),
    ],
)
def test_status_follows_from_the_basis(bases: list[str], status: Status) -> None:
    """Codings and official statistics are primary, the article's tables reported, other works external."""
    assert status_of(row("cells", basis=basis) for basis in bases) == status
    assert status in STATUS_MEANING


def test_read_takes_value_status_and_qualifier_of_a_cell() -> None:
    """A cell that is read becomes a quantity resting on its row alone."""
    record = row("facts", line=7, basis="cited", value="200", qualifier="over")
    found = quantity_of(record, convert=int)
    assert (found.value, found.low, found.high, found.qualifier) == (200, 200, None, "over")
    assert (found.status, found.records) == ("external", {record.id})
