"""Styles in which a number is written: the filters of the manuscript and of the tables, and units in English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any, Protocol

from traced.core import english
from traced.ledger.number import Number
from traced.ledger.quantity import Value

MOMENTS = ("year", "decade", "date", "month")  # units of a point in time
# The styles in which a reader may look for a value, by unit.
SEARCH_STYLES = {"share": ("percent", "fraction"), "year": ("digits",), "decade": ("decade",), "label": ()}
NUMBER_FIELDS = ("value", "low", "high", "unit", "status", "qualifier", "definition", "rule", "code")
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
    """What a style reads: a value or interval, with unit and qualifier."""

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
    """Return an interval as text, its ends in a style. Raises ValueError where neither end is known."""
    low, high = number.low, number.high
    if isinstance(low, str) or isinstance(high, str) or (low is None and high is None):
        raise ValueError("only an interval is known, and no value to print")
    if high is None:
        return f"at least {style(low)}"
    return f"between {style(low)} and {style(high)}" if low else f"at most {style(high)}"


def value_or_interval(number: Printable, style: Callable[[Any], str]) -> str:
    """Return the value in a style of numbers, or the interval where only that is known."""
    return interval(number, style) if number.value is None else style(numeric(number))


def known(number: Printable) -> Value:
    if number.value is None:
        raise ValueError("only an interval is known, and no value to print")
    return number.value


def numeric(number: Printable) -> Any:
    """Return a value that is a number. Raises ValueError for text, or where only an interval is known."""
    value = known(number)
    if isinstance(value, str):
        raise ValueError(f"the value {value!r} is text: print it with `date` or `label`")
    return value


def digits(number: Printable) -> str:
    """Return the number in digits, or its interval; years have no comma."""
    grouped = number.unit not in ("year", "decade")
    return value_or_interval(number, lambda value: english.digits(value, grouped))


def percent(number: Printable) -> str:
    """Return a share as a percentage, or its interval."""
    return value_or_interval(number, english.percent)


def proportion(number: Printable) -> str:
    """Return a share compared with the half; where an interval leaves that open, the interval."""
    low, high = number.low, number.high
    if number.value is None and isinstance(low, int | float) and isinstance(high, int | float):
        first, last = english.proportion(low), english.proportion(high)
        return first if first == last else percent(number)
    return english.proportion(numeric(number))


STYLES: dict[str, Callable[[Printable], str]] = {
    "digits": digits,
    "words": lambda number: value_or_interval(number, english.words),
    "ordinal": lambda number: english.ordinal(numeric(number)),
    "percent": percent,
    "fraction": lambda number: english.fraction(numeric(number)),
    "proportion": proportion,
    "date": lambda number: english.date(str(known(number))),
    "decade": lambda number: english.decade(numeric(number)),
    "label": lambda number: str(known(number)),
    "unit": lambda number: number.unit,
}


def format_number(number: Printable, style: str) -> str:
    """Return a number in a style. A style with a capital begins a sentence: `Words`, `About`.

    `about` writes digits after the qualifier of the source, `about_words` words after it.
    Raises KeyError for a style that does not exist, ValueError for a value that has no form in the style.
    """
    name, _, rest = style.partition("_")
    if name.lower() == "about":
        text = PREFIXES[number.qualifier] + format_number(number, rest or "digits")
    else:
        text = STYLES[style.lower()](number)
    return text[:1].upper() + text[1:] if style[:1].isupper() else text


def formatter(numbers: Iterable[Number]) -> Callable[[str, str], str]:
    """Return a function that writes a number in a style, both by name."""
    by_name = {number.name: number for number in numbers}
    return lambda name, style: format_number(by_name[name], style)


def search_texts(row: Mapping[str, Any]) -> list[str]:
    """Return the texts by which a reader may look for the value of a ledger row: with its unit, in digits, in words."""
    texts = [value_in_words(row)]
    if row["value"] is not None:
        number = as_number(row)
        texts.append(str(row["value"]))
        for style in SEARCH_STYLES.get(row["unit"], ("digits", "words", "date")):
            with suppress(ValueError):
                texts.append(format_number(number, style))
    return [*dict.fromkeys(texts)]


def as_number(row: Mapping[str, Any]) -> Number:
    """Return a ledger row as a number that styles can write."""
    return Number(name="", records=(), of=(), **{key: row[key] for key in NUMBER_FIELDS})


def value_in_words(row: Mapping[str, Any]) -> str:
    """Return the value of a ledger row with its unit: "4 participants", "50%", "November 2002".

    Where only an interval is known, return that: "2 to 5 participants", "at least 1 participant".
    """
    number = as_number(row)
    if number.value is None:
        return interval_in_words(row)
    if isinstance(number.value, str):
        return format_number(number, "label" if number.unit == "label" else "date")
    if number.unit == "share":
        return format_number(number, "about_percent")
    if number.unit in ("year", "decade"):
        return format_number(number, "about_decade" if number.unit == "decade" else "about")
    return f"{format_number(number, 'about')} {unit_after(number.unit, number.value)}".rstrip()


def interval_in_words(row: Mapping[str, Any]) -> str:
    """Return the interval of a ledger row without value: "2 to 5 participants", or "not known"."""
    low, high = (
        None if row[end] is None else value_in_words({**row, "value": row[end], "qualifier": ""})
        for end in ("low", "high")
    )
    moment = row["unit"] in MOMENTS
    if low is None and high is None:
        return "not known"
    if high is None:
        return f"{low} or later" if moment else f"at least {low}"
    if low is None:
        return f"{high} or earlier" if moment else f"at most {high}"
    unit = unit_after(row["unit"], row["low"])
    return f"{low.removesuffix(f' {unit}')} to {high}"


def unit_after(unit: str, value: float) -> str:
    """Return a unit as it follows a value: 1 participant, 2 participants."""
    return english.singular(unit) if value == 1 else unit
