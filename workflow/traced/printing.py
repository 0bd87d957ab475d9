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
    """Return the number in digits; years have no comma."""
    return words.digits(numeric(number), grouped=number.unit not in ("year", "decade"))


def in_words(number: Printable) -> str:
    """Return the number in words; zero is "none"."""
    return words.words(numeric(number))


def label(number: Printable) -> str:
    """Return the text of a number that is a label, "33(1)" for one."""
    return str(known(number))


STYLES: dict[str, Callable[[Printable], str]] = {
    "digits": digits,
    "words": in_words,
    "ordinal": lambda number: words.ordinal(numeric(number)),
    "percent": lambda number: words.percent(numeric(number)),
    "fraction": lambda number: words.fraction(numeric(number)),
    "proportion": lambda number: words.proportion(numeric(number)),
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
