"""English words for numbers, dates and lists."""

from __future__ import annotations

import re
from fractions import Fraction

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"), (100, "hundred"))
ORDINALS = dict(
    pair.split(":")
    for pair in "one:first two:second three:third five:fifth eight:eighth nine:ninth twelve:twelfth".split()
)
MONTHS = "January February March April May June July August September October November December".split()
PARTS = {2: "half", 3: "third", 4: "quarter"}
DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?", re.ASCII)


def cardinal(number: int) -> str:
    """Return a whole number in words, American style without "and": 126 is "one hundred twenty-six"."""
    if number < 0:
        return f"minus {cardinal(-number)}"
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    size, scale = next((size, scale) for size, scale in SCALES if number >= size)
    head, rest = divmod(number, size)
    return f"{cardinal(head)} {scale}" + (f" {cardinal(rest)}" if rest else "")


def ordinal(number: int | float) -> str:
    """Return an ordinal in words: 21 is "twenty-first". Raises ValueError for a number that is not whole."""
    if number != int(number):
        raise ValueError(f"{number} is no whole number: print it with `digits`")
    text = cardinal(int(number))
    start = max(text.rfind(" "), text.rfind("-")) + 1
    last = text[start:]
    return text[:start] + (ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"))


def words(value: int | float) -> str:
    """Return a count or measure in words: 0 is "none", 2.5 is "two and a half"; no other fractions have words."""
    if value == 0:
        return "none"
    if isinstance(value, int) or value.is_integer():
        return cardinal(int(value))
    if value < 0:
        return f"minus {words(-value)}"
    whole, rest = divmod(Fraction(value), 1)
    if rest == Fraction(1, 2):
        return f"{cardinal(whole)} and a half" if whole else "half"
    raise ValueError(f"{value} has no plain words: print it with `digits`")


def digits(value: int | float, grouped: bool = True) -> str:
    """Return a number in digits; if grouped, with commas between thousands."""
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,}"
    return f"{int(value):,}" if grouped else str(int(value))


def percent(share: float) -> str:
    """Return a share as a percentage, with one decimal only where it is needed: 0.9 is "90%"."""
    return f"{round(share * 100, 1):g}%"


def fraction(share: float) -> str:
    """Return a share as a fraction in words. Raises ValueError for all but halves, thirds and quarters."""
    exact = Fraction(share).limit_denominator(1000)
    part = PARTS.get(exact.denominator)
    if part is None or abs(float(exact) - share) > 1e-9 or not 0 < exact < 1:
        raise ValueError(f"{share} is no simple fraction: print it with `percent` or `proportion`")
    if part == "half":
        return part
    return f"a {part}" if exact.numerator == 1 else f"{cardinal(exact.numerator)} {part}s"


def proportion(share: float) -> str:
    """Return a share compared with the half: "none", "fewer than half", "exactly half", "more than half" or "all"."""
    if share <= 0:
        return "none"
    if share >= 1:
        return "all"
    if abs(share - 0.5) < 1e-9:
        return "exactly half"
    return "more than half" if share > 0.5 else "fewer than half"


def date(iso: str) -> str:
    """Return an ISO date as in a sentence: "May 8, 2002", "November 2002" or "2002".

    Raises ValueError for text that is no date.
    """
    parts = DATE.fullmatch(iso)
    if parts is None:
        raise ValueError(f"{iso!r} is no date: print it with `label`")
    year, month, day = parts.groups()
    if month is None:
        return str(year)
    name = MONTHS[int(month) - 1]
    return f"{name} {int(day)}, {year}" if day else f"{name} {year}"


def decade(start: int) -> str:
    """Return a decade or age band by its first year: 1990 is "1990s", 40 is "40s"."""
    return f"{start}s"


def listing(items: list[str]) -> str:
    """Return a list as in a sentence: "a", "a and b", "a, b, and c"."""
    if len(items) < 3:
        return " and ".join(items)
    return f"{', '.join(items[:-1])}, and {items[-1]}"


def plural(noun: str) -> str:
    """Return the regular plural of an English noun: "country" gives "countries", "church" gives "churches"."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


SINGULARS = {"people": "person"}  # of plurals that are not regular


def singular(noun: str) -> str:
    """Return the singular of a plural: "country" for "countries"; a noun that is no plural stays as it is."""
    if noun in SINGULARS:
        return SINGULARS[noun]
    candidates = (f"{noun[:-3]}y", noun[:-2], noun[:-1])
    return next((one for one in candidates if one and plural(one) == noun), noun)
