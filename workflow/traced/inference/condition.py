"""Conditions on one participant, and the classes of values that they distinguish."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from traced.ledger.quantity import Value
from traced.reading.variable import NUMERIC, RELATIONS, Codebook, parse_number

ALL: dict[str, tuple[int, ...]] = {"month": tuple(range(1, 13)), "decade": tuple(range(10, 100, 10))}
ORDERED = (*NUMERIC, "month", "date")
NUMBERS = (*NUMERIC, "month")
DAY = timedelta(days=1)


class Uncountable(ValueError):
    """A statement or question that cannot be counted: it is not in the codebook, or has no single value."""


@dataclass(frozen=True, order=True)
class Attribute:
    """A property of which a participant has one value, or none.

    variable: its name in the codebook
    kind: its type in the codebook
    code: of a repeated variable, the one code that a participant has or has not; otherwise empty
    codes: the codes that it takes; empty where any value may stand
    always: whether every participant has a value
    """

    variable: str
    kind: str
    code: str = ""
    codes: tuple[str, ...] = ()
    always: bool = False

    def value(self, text: str) -> Value | None:
        """Return the value of a cell; None for an empty one. Raises `Uncountable` for what cannot be a value."""
        if not text:
            return None
        try:
            if self.kind in NUMBERS:
                return parse_number(text)
            if self.kind == "date":
                days(text)
        except ValueError:
            raise Uncountable(f"{text!r} is no single {self.kind}") from None
        if self.codes and text not in self.codes:
            raise Uncountable(f"{text!r} is no code of {self.variable}")
        return text

    def values(self, wanted: Iterable[Value]) -> list[Value | None]:
        """Return representative values (None: no value); any other compares with the wanted ones like one of these."""
        values: list[Value] = [self.code] if self.code else [*self.codes] or [*self._representing(sorted({*wanted}))]
        return [*values] if self.always else [*values, None]

    def _representing(self, points: list[Any]) -> Iterable[Value]:
        """Return the points, a value between each two of them if there is any, and values beyond the ends."""
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
        return [*points, ""]  # the empty text stands for any other value


@dataclass(frozen=True)
class Condition:
    """A relation of an attribute to a value, one of `= != < > <= >=`; `= None` means that there is no value."""

    attribute: Attribute
    relation: str
    wanted: Value | None

    def meets(self, value: Value | None) -> bool:
        """Return whether a participant with this value meets it; a date compares to the precision of the wanted one."""
        if self.attribute.kind == "date" and isinstance(value, str) and isinstance(self.wanted, str):
            value = value[: len(self.wanted)]
        if self.relation in ("=", "!="):
            return (value == self.wanted) == (self.relation == "=")
        compare: Any = RELATIONS[self.relation]
        return value is not None and bool(compare(value, self.wanted))


Event = frozenset[Condition]  # all of these conditions on one participant; everybody meets the empty one


def condition(codebook: Codebook, variable: str, relation: str, wanted: str) -> Condition:
    """Return a condition on a variable of the codebook.

    Raises `Uncountable` for a variable or value that is not in the codebook, and for an order that its type lacks.
    """
    entry = codebook["variables"].get(variable)
    if entry is None:
        raise Uncountable(f"{variable!r} is not in the codebook")
    several, ordered = bool(entry.get("repeat")), relation in RELATIONS
    if (several and (ordered or not wanted)) or (ordered and entry["type"] not in ORDERED):
        raise Uncountable(f"{variable!r} takes several values" if several else f"{variable!r} has no order")
    codes = tuple(entry.get("codes", ()))
    if several:
        Attribute(variable, entry["type"], codes=codes).value(wanted)
        attribute = Attribute(variable, entry["type"], code=wanted)
    else:
        attribute = Attribute(variable, entry["type"], codes=codes, always=entry.get("each") == "one")
    return Condition(attribute, relation, attribute.value(wanted))


def event(codebook: Codebook, variable: str, code: str, where: str) -> Event:
    """Return the event that a participant meets `place=here;year<2005` and, given a variable, has this code."""
    conditions = [condition(codebook, variable, "=", code)] if variable else []
    for part in filter(None, where.split(";")):
        match = re.fullmatch(r"(\w+)(<=|>=|<|>|=)(.+)", part)
        if match is None:
            raise Uncountable(f"{part!r} is no condition")
        conditions.append(condition(codebook, *match.groups()))
    return frozenset(conditions)


def days(text: str) -> tuple[date, date]:
    """Return the first and last day of a year, month or day, as `2017-10`. Raises ValueError for anything else."""
    first = date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    last = {4: (12, 31), 7: (first.month, monthrange(first.year, first.month)[1])}.get(len(text))
    return first, first.replace(month=last[0], day=last[1]) if last else first
