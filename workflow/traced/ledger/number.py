"""Named numbers: a function with a docstring becomes a row of the ledger."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from traced.core.record import Tables, place_of
from traced.ledger.quantity import Quantity, Status, Value
from traced.reading.variable import Codebook

D = TypeVar("D")
Q = TypeVar("Q", Quantity, Quantity | None)
R = TypeVar("R")
REPOSITORY = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Number:
    """A row of the ledger: a quantity with its name, unit and plain-English definition.

    code: where the function that computed it begins, `workflow/study/parts/motives.py:31`
    counts: of a count of participants, what is counted: variable, code, condition
    """

    name: str
    value: Value | None
    low: Value | None
    high: Value | None
    unit: str
    status: Status
    qualifier: str
    definition: str
    rule: str
    code: str
    records: tuple[str, ...]
    of: tuple[str, ...]
    counts: tuple[str, str, str] | None = None


class Member(NamedTuple):
    """One of a family of numbers: the key in its name, its label in the definition, and the quantity."""

    key: str
    label: str
    quantity: Quantity
    unit: str = ""


class Part(Generic[D]):
    """The numbers of one part of the paper, computed from data of one type.

    Its two decorators collect the functions of a study module. The first paragraph of a function's docstring is the
    definition that readers see.
    """

    def __init__(self, rule: str, source: Callable[[Tables, Codebook], D], reads: Iterable[str]) -> None:
        """Begin a part.

        rule: the rule that computes it, and the first part of its numbers' names
        source: returns the data that the functions take, from the tables of records and the codebook
        reads: the names of the tables that the source takes
        """
        self.rule, self.source, self.reads = rule, source, tuple(reads)
        self._makers: list[tuple[str, Callable[[D], Iterable[Number]]]] = []

    @property
    def patterns(self) -> tuple[str, ...]:
        """The names of the numbers that the part can have, whatever the data; `*` stands for the key of a family."""
        return tuple(name for name, _ in self._makers)

    def number(self, name: str, unit: str) -> Callable[[Callable[[D], Q]], Callable[[D], Q]]:
        """Register a function that computes one number; results of functions that call it name it in `of`.

        A function returns None where the data do not have the number, which is then not in the ledger.
        """
        full_name = f"{self.rule}.{name}"

        def register(function: Callable[[D], Q]) -> Callable[[D], Q]:
            @functools.wraps(function)
            def compute(data: D) -> Q:
                quantity = function(data)
                return quantity if quantity is None else replace(quantity, name=full_name)

            named = cached_per_data(compute)

            definition, code = describe(function)

            def make(data: D) -> list[Number]:
                quantity = named(data)
                return [] if quantity is None else [ledger_row(quantity, unit, definition, self.rule, code)]

            self._makers.append((full_name, make))
            return named

        return register

    def numbers(
        self, pattern: str, unit: str
    ) -> Callable[[Callable[[D], Iterable[Member]]], Callable[[D], dict[str, Quantity]]]:
        """Register a function that yields a family of numbers, and return one that returns the quantities by key.

        `{key}` in the pattern is the key of a member, `{}` in the docstring its label.
        """

        def register(function: Callable[[D], Iterable[Member]]) -> Callable[[D], dict[str, Quantity]]:
            @cached_per_data
            def members(data: D) -> list[Member]:
                return [
                    m._replace(quantity=replace(m.quantity, name=f"{self.rule}.{pattern.format(key=m.key)}"))
                    for m in function(data)
                ]

            @functools.wraps(function)
            def named(data: D) -> dict[str, Quantity]:
                return {member.key: member.quantity for member in members(data)}

            definition, code = describe(function)

            def make(data: D) -> list[Number]:
                return [
                    ledger_row(m.quantity, m.unit or unit, definition.format(m.label), self.rule, code)
                    for m in members(data)
                ]

            self._makers.append((f"{self.rule}.{pattern.format(key='*')}", make))
            return named

        return register

    def compute(self, data: D, names: Collection[str] = ()) -> list[Number]:
        """Return every number of the part, in the order of the module. Raises ValueError for a name given twice.

        names: compute only these, and the others of their families
        """
        wanted = [make for name, make in self._makers if not names or any(fnmatchcase(n, name) for n in names)]
        numbers = [number for make in wanted for number in make(data)]
        names = [number.name for number in numbers]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"numbers defined twice: {', '.join(twice)}")
        return numbers


def cached_per_data(function: Callable[[D], R]) -> Callable[[D], R]:
    """Decorate a function to compute its result once for each data object, and to keep it there.

    The numbers of a part refer to each other, some to dozens. The data are frozen, so a kept result stays right.
    """

    @functools.wraps(function)
    def kept(data: D) -> R:
        known = vars(data).setdefault("computed", {})
        if kept not in known:
            known[kept] = function(data)
        result: R = known[kept]
        return result

    return kept


def describe(function: Callable[..., Any]) -> tuple[str, str]:
    """Return the first paragraph of a docstring, and where the function begins, as `FILE:LINE` in the repository.

    Raises ValueError for a function without docstring.
    """
    text = " ".join((function.__doc__ or "").strip().partition("\n\n")[0].split())
    if not text:
        raise ValueError(f"{function.__qualname__} has no docstring to define its number")
    path, line = inspect.getsourcefile(function) or "", function.__code__.co_firstlineno
    return text.rstrip("."), f"{Path(path).resolve().relative_to(REPOSITORY).as_posix()}:{line}"


def ledger_row(quantity: Quantity, unit: str, definition: str, rule: str, code: str) -> Number:
    return Number(
        name=quantity.name,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=unit,
        status=quantity.status,
        qualifier=quantity.qualifier,
        definition=definition,
        rule=rule,
        code=code,
        records=tuple(sorted(quantity.records, key=place_of)),
        of=tuple(sorted(quantity.of)),
        counts=quantity.counts,
    )
