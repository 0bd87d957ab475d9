"""Granularity of percentages: which counts out of n round to a printed percentage, if any."""

from __future__ import annotations

import math
import re
from fractions import Fraction


def possible(printed: str, n: int) -> tuple[int, ...]:
    """Return each count from 0 to n whose share of n rounds to the percentage as printed.

    printed: the percentage without its sign, with all decimals: "50", "33.3" or, more precisely, "50.0"

    Halves may be rounded up or to the even digit, since a text does not say which. Raises ValueError for text that is
    no percentage, and for an n below 1.
    """
    if n < 1 or not re.fullmatch(r"[0-9]+(\.[0-9]+)?", printed):
        raise ValueError(f"no percentage of a whole number: {printed!r} of {n}")
    digits = int(printed.replace(".", ""))
    unit = 100 * 10 ** len(printed.partition(".")[2])  # the last printed digit counts this part of the whole

    def rounded(share: Fraction) -> tuple[int, int]:
        return math.floor(share + Fraction(1, 2)), round(share)

    return tuple(k for k in range(n + 1) if digits in rounded(Fraction(unit * k, n)))
