"""Conditions: what can be said of one participant, and the kinds of value that tell such conditions apart."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from .cases import NUMERIC, RELATIONS, number

Known = int | float | str
Codebook = Mapping[str, Any]

ALL: dict[str, tuple[int, ...]] = {"month": tuple(range(1, 13)), "decade": tuple(range(10, 100, 10))}
ORDERED = (*NUMERIC, "month", "date")
NUMBERS = (*NUMERIC, "month")
DAY = timedelta(days=1)


class Unknown(ValueError):
    """Something said or asked that cannot be counted: the codebook does not know it, or it has no single value."""


@dataclass(frozen=True, order=True)
class Attribute:
    """What a participant has one value of, or none.

    variable: its name in the codebook
    kind: its type there
    code: empty; of a variable that may be given several times, the one code that a participant has or has not
    codes: the codes that it takes, empty where its values are open
    always: every participant has a value
    """

    variable: str
    kind: str
    code: str = ""
    codes: tuple[str, ...] = ()
    always: bool = False

    def value(self, text: str) -> Known | None:
        """Return the value of a cell; None for an empty one. Raises `Unknown` for what cannot be a value."""
        if not text:
            return None
        try:
            if self.kind in NUMBERS:
                return number(text)
            if self.kind == "date":
                days(text)
        except ValueError:
            raise Unknown(f"{text!r} is no single {self.kind}") from None
        if self.codes and text not in self.codes:
            raise Unknown(f"{text!r} is no code of {self.variable}")
        return text

    def values(self, wanted: Iterable[Known]) -> list[Known | None]:
        """Return values, None for having none, such that each other value compares like one of them with the wanted."""
        found: list[Known] = [self.code] if self.code else [*self.codes] or [*self._telling(sorted({*wanted}))]
        return [*found] if self.always else [*found, None]

    def _telling(self, points: list[Any]) -> Iterable[Known]:
        """Return the points, a value between each two neighbours that leave room for one, and values beyond them."""
        if self.kind in ALL:
            return ALL[self.kind]
        if self.kind == "number":
            ends = sorted({0, *points})
            return [*ends, *((a + b) / 2 for a, b in pairwise(ends)), ends[-1] + 1]
        if self.kind == "date":
            spans = [days(point) for point in points or ["2000"]]
            return [day.isoformat() for first, last in spans for day in (first - DAY, first, last + DAY)]
        if self.kind in NUMERIC:
            whole = {math.floor(point) + step for point in points or [0] for step in (-1, 0, 1)}
            return sorted(w for w in whole if w >= 0)
        return [*points, ""]  # the empty text stands for any value that nobody mentions


@dataclass(frozen=True)
class Condition:
    """A relation of an attribute to a value: one of `= != < > <= >=`; with None, of having a value at all."""

    attribute: Attribute
    relation: str
    wanted: Known | None

    def meets(self, value: Known | None) -> bool:
        """Tell whether a participant with this value meets it; a date counts to the precision of the wanted one."""
        if self.attribute.kind == "date" and isinstance(value, str) and isinstance(self.wanted, str):
            value = value[: len(self.wanted)]
        if self.relation in ("=", "!="):
            return (value == self.wanted) == (self.relation == "=")
        compare: Any = RELATIONS[self.relation]
        return value is not None and bool(compare(value, self.wanted))


Event = frozenset[Condition]  # all of these at once, for one participant; the empty one is met by everybody


def condition(codebook: Codebook, variable: str, relation: str, wanted: str) -> Condition:
    """Return the condition that a variable of the codebook stands in a relation to a value.

    Raises `Unknown` for a variable or value that the codebook does not have, and for an order among what has none.
    """
    entry = codebook["variables"].get(variable)
    if entry is None:
        raise Unknown(f"{variable!r} is not in the codebook")
    several, ordered = bool(entry.get("repeat")), relation in RELATIONS
    if (several and (ordered or not wanted)) or (ordered and entry["type"] not in ORDERED):
        raise Unknown(f"{variable!r} takes several values" if several else f"{variable!r} has no order")
    codes = tuple(entry.get("codes", ()))
    if several:
        Attribute(variable, entry["type"], codes=codes).value(wanted)
        attribute = Attribute(variable, entry["type"], code=wanted)
    else:
        attribute = Attribute(variable, entry["type"], codes=codes, always=entry.get("each") == "one")
    return Condition(attribute, relation, attribute.value(wanted))


def event(codebook: Codebook, variable: str, code: str, where: str) -> Event:
    """Return the event that a participant meets `place=here;year<2005` and, given a variable, has this code."""
    found = [condition(codebook, variable, "=", code)] if variable else []
    for part in filter(None, where.split(";")):
        read = re.fullmatch(r"(\w+)(<=|>=|<|>|=)(.+)", part)
        if read is None:
            raise Unknown(f"{part!r} is no condition")
        found.append(condition(codebook, *read.groups()))
    return frozenset(found)


def days(text: str) -> tuple[date, date]:
    """Return the first and last day of a year, month or day, as `2017-10`. Raises ValueError for anything else."""
    first = date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    last = {4: (12, 31), 7: (first.month, monthrange(first.year, first.month)[1])}.get(len(text))
    return first, first.replace(month=last[0], day=last[1]) if last else first
