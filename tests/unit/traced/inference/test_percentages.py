"""Granularity: a printed percentage of few people can only come from few counts, or from none."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traced.inference.percentages import possible


@pytest.mark.parametrize(
    ("printed", "n", "counts"),
    [
        ("50", 26, (13,)),
        ("50.0", 26, (13,)),
        ("33", 26, ()),
        ("33.3", 9, (3,)),
        ("33.3", 26, ()),
        ("12", 8, (1,)),
        ("13", 8, (1,)),
        ("37", 8, ()),
        ("38", 8, (3,)),
        ("0", 26, (0,)),
        ("100", 26, (26,)),
        ("101", 26, ()),
        ("1", 300, (2, 3, 4)),
        ("0", 1000, (0, 1, 2, 3, 4, 5)),
    ],
)
def test_possible(printed: str, n: int, counts: tuple[int, ...]) -> None:
    """Each count whose percentage is so printed is found, with halves rounded up or to the even digit."""
    assert possible(printed, n) == counts


def test_most_percentages_are_impossible() -> None:
    """Of 26 people, there are as many whole percentages as counts, and no more with a decimal."""
    assert sum(bool(possible(str(percent), 26)) for percent in range(101)) == 27
    assert sum(bool(possible(f"{percent / 10:.1f}", 26)) for percent in range(1001)) == 27


@given(st.integers(1, 60), st.integers(0, 3), st.data())
def test_rounding_as_the_library_does(n: int, decimals: int, data: st.DataObject) -> None:
    """A count is possible for just what it is printed as when rounded either way."""
    k = data.draw(st.integers(0, n))
    percentage, digit = Decimal(100 * k) / n, Decimal(1).scaleb(-decimals)
    printed = {str(percentage.quantize(digit, rounding)) for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN)}
    assert all(k in possible(text, n) for text in printed)
    beside = {str((percentage + step * digit).quantize(digit)) for step in (-2, 2)}
    assert not any(k in possible(text, n) for text in beside if not text.startswith("-"))


@pytest.mark.parametrize(("printed", "n"), [("half", 26), ("50%", 26), ("", 26), ("-1", 26), ("5,0", 26), ("50", 0)])
def test_no_percentage(printed: str, n: int) -> None:
    """What is no percentage of anybody is refused."""
    with pytest.raises(ValueError, match="no percentage"):
        possible(printed, n)
