"""Words for numbers: what a value becomes in a sentence, held against a library and against its own rules."""

import random
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from traced.core import english


@pytest.mark.slow
def test_number_words_agree_with_inflect() -> None:
    """Cardinals and ordinals up to 99,999 are those of the library inflect, its "and" and its commas left out."""
    import inflect  # takes two seconds

    engine = inflect.engine()
    sample = {*range(130), *range(0, 100_000, 997), 99_999, *random.Random(2020).sample(range(100_000), 300)}
    for number in sample:
        cardinal = engine.number_to_words(number, andword="", comma="")
        assert english.cardinal(number) == cardinal
        assert english.ordinal(number) == engine.ordinal(cardinal)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "none"),
        (0.0, "none"),
        (1, "one"),
        (2.0, "two"),
        (26, "twenty-six"),
        (0.5, "half"),
        (2.5, "two and a half"),
        (-2, "minus two"),
        (-2.5, "minus two and a half"),
        (93_000, "ninety-three thousand"),
        (2_000_000, "two million"),
        (3_000_000_001, "three billion one"),
    ],
)
def test_words(value: float, text: str) -> None:
    """A count is written out, zero as "none", and halves as halves."""
    assert english.words(value) == text


@pytest.mark.parametrize("value", [2.25, 1 / 3, 2.4999, 0.4999])
def test_words_refuse_what_they_cannot_say(value: float) -> None:
    """A measure that is neither whole nor a half has no plain words, however near it is to one that has."""
    with pytest.raises(ValueError, match="has no plain words"):
        english.words(value)


def test_ordinal_refuses_what_is_not_whole() -> None:
    """There is no ordinal of a share."""
    with pytest.raises(ValueError, match="no whole number"):
        english.ordinal(0.5)


@pytest.mark.parametrize(
    ("value", "grouped", "text"),
    [
        (93_000, True, "93,000"),
        (2019, False, "2019"),
        (8.5, True, "8.5"),
        (3.0, True, "3"),
        (0, True, "0"),
        (1234.5, True, "1,234.5"),
    ],
)
def test_digits(value: float, grouped: bool, text: str) -> None:
    """Digits have commas between thousands, unless the number is a year."""
    assert english.digits(value, grouped) == text


@given(st.integers(-(10**12), 10**12))
def test_digits_can_be_read_back(number: int) -> None:
    """Digits lose nothing, with commas or without."""
    assert int(english.digits(number).replace(",", "")) == int(english.digits(number, grouped=False)) == number


@pytest.mark.parametrize(("share", "text"), [(0.9, "90%"), (0.5, "50%"), (0.346153, "34.6%"), (0, "0%"), (1, "100%")])
def test_percent(share: float, text: str) -> None:
    """A percentage has one decimal only where it is needed."""
    assert english.percent(share) == text


@given(st.integers(1, 3000), st.integers(1, 3000))
def test_percent_is_off_by_at_most_half_a_tenth(part: int, whole: int) -> None:
    """A printed percentage is the share rounded to a tenth of a percent."""
    assert (
        abs(float(english.percent(part / whole).rstrip("%")) - 100 * part / whole) <= 0.05 + 1e-9 * part / whole * 100
    )


SIMPLE = {
    Fraction(1, 2): "half",
    Fraction(1, 3): "a third",
    Fraction(2, 3): "two thirds",
    Fraction(1, 4): "a quarter",
    Fraction(3, 4): "three quarters",
}


@pytest.mark.parametrize(("share", "text"), SIMPLE.items())
def test_fraction(share: Fraction, text: str) -> None:
    """A half, thirds and quarters are said in words."""
    assert english.fraction(float(share)) == text


@given(st.fractions(0, 2, max_denominator=500))
def test_fraction_refuses_all_others(share: Fraction) -> None:
    """What is no simple fraction is refused, however near it comes."""
    assume(share not in SIMPLE)
    with pytest.raises(ValueError, match="no simple fraction"):
        english.fraction(float(share))


@given(st.integers(0, 300), st.integers(1, 300))
def test_proportion(part: int, whole: int) -> None:
    """The words that compare a share with the half are true of it."""
    assume(part <= whole)
    true = {
        "none": part == 0,
        "all": part == whole,
        "exactly half": 2 * part == whole,
        "more than half": whole < 2 * part < 2 * whole,
        "fewer than half": 0 < 2 * part < whole,
    }
    said = english.proportion(part / whole)
    assert [name for name, holds in true.items() if holds] == [said]


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2002-05-08", "May 8, 2002"),
        ("2017-12-31", "December 31, 2017"),
        ("2002-11", "November 2002"),
        ("2020-01", "January 2020"),
        ("2002", "2002"),
    ],
)
def test_date(iso: str, text: str) -> None:
    """An ISO date is written as in a sentence, as precise as it is."""
    assert english.date(iso) == text


@pytest.mark.parametrize("iso", ["thousands", "33(1)", "2002-13", "12-34", "None"])
def test_date_refuses_what_is_no_date(iso: str) -> None:
    """Text that is no ISO date is not passed off as one."""
    with pytest.raises(ValueError, match="no date"):
        english.date(iso)


@pytest.mark.parametrize(("start", "text"), [(1990, "1990s"), (40, "40s")])
def test_decade(start: int, text: str) -> None:
    """A decade is named by its first year, an age band by its first age."""
    assert english.decade(start) == text


@pytest.mark.parametrize(
    ("items", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b, and c")],
)
def test_listing(items: list[str], text: str) -> None:
    """A list is read aloud with "and", and from three on with commas."""
    assert english.listing(items) == text


@pytest.mark.parametrize(
    ("noun", "text"),
    [
        ("participant", "participants"),
        ("country", "countries"),
        ("day", "days"),
        ("church", "churches"),
        ("bus", "buses"),
        ("strategy", "strategies"),
    ],
)
def test_plural(noun: str, text: str) -> None:
    """Regular nouns take s, es or ies."""
    assert english.plural(noun) == text


@pytest.mark.parametrize("noun", ["country", "church", "box", "day", "entry", "participant", "trillion won", "person"])
def test_singular_undoes_plural(noun: str) -> None:
    """The singular of a regular plural is the noun that it was made from."""
    assert english.singular(english.plural(noun)) == noun


@pytest.mark.parametrize(("noun", "text"), [("people", "person"), ("share", "share"), ("month", "month"), ("", "")])
def test_singular(noun: str, text: str) -> None:
    """Of irregular plurals some are known; what is no plural stays as it is."""
    assert english.singular(noun) == text
