"""Styles in which a ledger number is printed: the filters of the manuscript and of the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from . import words
from .numbers import Number
from .quantities import Value

PREFIXES = {
    "": "",
    "over": "over ",
    "more_than": "more than ",
    "under": "under ",
    "less_than": "less than ",
    "around": "around ",
    "early": "early ",
    "mid": "mid-",
    "late": "late ",
}


class Printable(Protocol):
    """What a style looks at: the value with its unit and qualifier."""

    @property
    def value(self) -> Value | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def qualifier(self) -> str: ...
    @property
    def low(self) -> Value | None: ...
    @property
    def high(self) -> Value | None: ...


def interval(number: Printable, style: Callable[[Any], str]) -> str:
    """Return an interval in words, its ends in a style. Raises ValueError where not even an interval is known."""
    low, high = number.low, number.high
    if isinstance(low, str) or isinstance(high, str) or (low is None and high is None):
        raise ValueError("only an interval is known, and no value to print")
    if high is None:
        return f"at least {style(low)}"
    return f"between {style(low)} and {style(high)}" if low else f"at most {style(high)}"


def known(number: Printable) -> Value:
    """Return the value. Raises ValueError where only an interval is known."""
    if number.value is None:
        raise ValueError("only an interval is known, and no value to print")
    return number.value


def numeric(number: Printable) -> Any:
    """Return the value for arithmetic styles. Raises ValueError for text, or where only an interval is known."""
    value = known(number)
    if isinstance(value, str):
        raise ValueError(f"the value {value!r} is text: print it with `date` or `label`")
    return value


def digits(number: Printable) -> str:
    """Return the number in digits, or its interval; years have no comma."""
    grouped = number.unit not in ("year", "decade")
    if number.value is None:
        return interval(number, lambda value: words.digits(value, grouped))
    return words.digits(numeric(number), grouped)


def in_words(number: Printable) -> str:
    """Return the number in words, or its interval; zero is "none"."""
    return interval(number, words.words) if number.value is None else words.words(numeric(number))


def percent(number: Printable) -> str:
    """Return a share as a percentage, or its interval."""
    return interval(number, words.percent) if number.value is None else words.percent(numeric(number))


def proportion(number: Printable) -> str:
    """Return how a share stands to the half; where an interval leaves that open, the interval."""
    low, high = number.low, number.high
    if number.value is None and isinstance(low, int | float) and isinstance(high, int | float):
        first, last = words.proportion(low), words.proportion(high)
        return first if first == last else percent(number)
    return words.proportion(numeric(number))


def label(number: Printable) -> str:
    """Return the text of a number that is a label, "33(1)" for one."""
    return str(known(number))


STYLES: dict[str, Callable[[Printable], str]] = {
    "digits": digits,
    "words": in_words,
    "ordinal": lambda number: words.ordinal(numeric(number)),
    "percent": percent,
    "fraction": lambda number: words.fraction(numeric(number)),
    "proportion": proportion,
    "date": lambda number: words.date(str(known(number))),
    "decade": lambda number: words.decade(numeric(number)),
    "label": label,
    "unit": lambda number: number.unit,
}


def write(number: Printable, style: str) -> str:
    """Return a number in a style; a style with a capital begins a sentence: `Words`, `About`.

    `about` puts the qualifier of the source before the number, `about_words` likewise in another style.
    Raises KeyError for a style that does not exist, ValueError for a value that the style cannot say.
    """
    name, _, rest = style.partition("_")
    if name.lower() == "about":
        text = PREFIXES[number.qualifier] + write(number, rest or "digits")
    else:
        text = STYLES[style.lower()](number)
    return text[:1].upper() + text[1:] if style[:1].isupper() else text


def writer(numbers: Iterable[Number]) -> Callable[[str, str], str]:
    """Return the function that prints a number by name in a style."""
    by_name = {number.name: number for number in numbers}
    return lambda name, style: write(by_name[name], style)
