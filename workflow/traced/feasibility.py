"""Feasibility: an integer program over all participants who agree with the codings and with rows of statements.

Participants are counted in tables, with a cell for each combination of the classes of value that the conditions tell
apart. One table for all attributes would be too large. So there are several, each of attributes that some row names
together, and they agree where they overlap, along a tree: such tables can always be put together to participants, so
nothing is lost. Participants of whom the same is coded share tables; those of whom nothing is coded are as many as the
rows allow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from . import junction
from .conditions import Attribute, Condition, Event, Known
from .statements import Row

Class = frozenset[Condition]  # the conditions on one attribute that a value meets
Coded = Mapping[str, Sequence[str]]  # what is coded of one participant: the values of each variable
Group = tuple[Class | None, ...]  # the class of each attribute that these participants are coded with
Size = tuple[int, float]  # the least and greatest number of participants
Line = tuple[Mapping[int, int], float, float]  # factors by cell, and the ends of their sum
SOLVED, INFEASIBLE = 0, 2  # as the solver says it
CLOSE = 1e-6  # to a whole number


class Infeasible(Exception):
    """No participants agree with all rows and codings."""


@dataclass(frozen=True)
class Cell:
    """One cell of a table of a group: how many of its participants have these classes.

    group, table: their positions
    classes: the class of each attribute of the table
    """

    group: int
    table: int
    classes: Mapping[Attribute, Class]

    @cached_property
    def met(self) -> frozenset[Condition]:
        """The conditions that these participants meet."""
        return frozenset[Condition]().union(*self.classes.values())


@dataclass(frozen=True)
class Program:
    """Cells to be filled with whole numbers, such that each line of them has its sum between its ends.

    tables: the attributes of each table
    """

    tables: tuple[frozenset[Attribute], ...]
    cells: tuple[Cell, ...]
    lines: tuple[Line, ...]

    @cached_property
    def matrix(self) -> csc_array[np.float64]:
        """The factors of the lines, one row each."""
        entries = [(factor, line, cell) for line, (sums, *_) in enumerate(self.lines) for cell, factor in sums.items()]
        factors, lines, cells = np.array(entries, dtype=int).T
        return csc_array((factors.astype(float), (lines, cells)), shape=(len(self.lines), len(self.cells)))

    @cached_property
    def ends(self) -> NDArray[np.float64]:
        """The low ends of the lines, and the high ones."""
        return np.array([line[1:] for line in self.lines], dtype=float).T

    def weights(self, event: Event) -> NDArray[np.float64]:
        """Return what to weight the cells with to count the participants that an event is true of."""
        weights = np.zeros(len(self.cells))
        weights[[*counting(event, self.tables, self.cells)]] = 1
        return weights

    def feasible(self) -> bool:
        """Tell whether there are participants that agree with everything."""
        try:
            self.least(np.zeros(len(self.cells)))
        except Infeasible:
            return False
        return True

    def bounds(self, event: Event) -> tuple[int, int | None]:
        """Return the least and the greatest number of participants that an event can be true of; None is no limit.

        Raises `Infeasible` when no participants agree with everything.
        """
        weights = self.weights(event)
        low = self.least(weights)
        return low, None if self.unlimited(weights) else -self.least(-weights)

    def least(self, weights: NDArray[np.float64]) -> int:
        """Return the least weighted sum of the cells, for whole weights. Raises `Infeasible` when there is none."""
        found = solve(weights, self.matrix, self.ends)
        whole = np.round(found)
        sums = self.matrix @ whole
        if ((sums < self.ends[0]) | (sums > self.ends[1])).any() or abs(weights @ (whole - found)) > CLOSE:
            raise ArithmeticError("the integer program was solved, but not in whole numbers")
        return int(weights @ whole)

    def unlimited(self, weights: NDArray[np.float64]) -> bool:
        """Tell whether a weighted sum can grow for ever: whether some direction in which it grows keeps every line.

        Only for a program that some participants agree with.
        """
        directions = np.where(np.isinf(self.ends), self.ends, 0)
        return bool(weights @ solve(-weights, self.matrix, directions, most=1, whole=False) > CLOSE)


def solve(
    weights: NDArray[np.float64],
    matrix: csc_array[np.float64],
    ends: NDArray[np.float64],
    *,
    most: float = inf,
    whole: bool = True,
) -> NDArray[np.float64]:
    """Return the numbers, none negative, that have the least weighted sum while each sum of `matrix` keeps its ends.

    Raises `Infeasible` when there are none, and ArithmeticError when the solver did not come to an end.
    """
    found = milp(
        weights,
        integrality=np.full(weights.shape, int(whole)),
        bounds=Bounds(0, most),
        constraints=LinearConstraint(matrix, *ends),
        options={"mip_rel_gap": 0.0},
    )
    if found.status == INFEASIBLE:
        raise Infeasible
    if found.status != SOLVED or found.x is None:
        raise ArithmeticError(f"the integer program was not solved: {found.message}")
    return found.x


def program(people: Iterable[Coded], rows: Iterable[Row], events: Iterable[Event] = ()) -> Program:
    """Return the program of these participants and any number of others: for rows to hold, and events to ask about."""
    rows = tuple(rows)
    asked = {event for row in rows for _, event in row.terms} | {*events}
    tables = junction.cliques({frozenset(condition.attribute for condition in event) for event in asked})
    conditions = conditions_of(asked)
    classes = {attribute: classes_of(attribute, conditions[attribute]) for attribute in sorted(conditions)}
    groups = Counter(tuple(known(coded, attribute, conditions[attribute]) for attribute in classes) for coded in people)
    nothing = (None,) * len(classes)
    sizes: dict[Group, Size] = {nothing: (groups.pop(nothing, 0), inf)}
    sizes |= {group: (size, size) for group, size in groups.items()}
    cells = []
    for number, group in enumerate(sizes):
        coded = zip(classes, group, strict=True)
        options = {a: classes[a] if only is None else [only] for a, only in coded}
        for table, attributes in enumerate(map(sorted, tables)):
            for chosen in product(*(options[a] for a in attributes)):
                cells.append(Cell(number, table, dict(zip(attributes, chosen, strict=True))))
    lines = (*sized(cells, sizes.values()), *agreeing(cells, tables), *kept(cells, tables, rows))
    return Program(tuple(tables), tuple(cells), lines)


def conditions_of(events: Iterable[Event]) -> dict[Attribute, set[Condition]]:
    """Return the conditions of events by attribute."""
    found: dict[Attribute, set[Condition]] = {}
    for event in events:
        for condition in event:
            found.setdefault(condition.attribute, set()).add(condition)
    return found


def class_of(value: Known | None, conditions: Iterable[Condition]) -> Class:
    """Return the class of a value: the conditions that it meets."""
    return frozenset(condition for condition in conditions if condition.meets(value))


def classes_of(attribute: Attribute, conditions: Iterable[Condition]) -> list[Class]:
    """Return the classes that the values of an attribute fall into."""
    wanted = [condition.wanted for condition in conditions if condition.wanted is not None]
    return [*dict.fromkeys(class_of(value, conditions) for value in attribute.values(wanted))]


def known(coded: Coded, attribute: Attribute, conditions: Iterable[Condition]) -> Class | None:
    """Return the class that a participant is coded with; None where nothing is coded, which leaves every class open."""
    values = coded.get(attribute.variable, ())
    if attribute.code:  # one of several: that it is not among those told does not mean that it is not there
        values = [value for value in values if value == attribute.code]
    return class_of(attribute.value(values[0]), conditions) if values else None


def sized(cells: Sequence[Cell], sizes: Iterable[Size]) -> Iterator[Line]:
    """Yield that the cells of each group add up to its size."""
    for group, (low, high) in enumerate(sizes):
        yield {n: 1 for n, cell in enumerate(cells) if cell.group == group and cell.table == 0}, low, high


def agreeing(cells: Sequence[Cell], tables: Sequence[frozenset[Attribute]]) -> Iterator[Line]:
    """Yield that two tables that the tree joins have the same sums by the attributes that are in both."""
    for pair in junction.tree(tables):
        common = tables[pair[0]] & tables[pair[1]]
        sums: dict[object, dict[int, int]] = {}
        for n, cell in enumerate(cells):
            if cell.table in pair:
                margin = cell.group, frozenset((attribute, cell.classes[attribute]) for attribute in common)
                sums.setdefault(margin, {})[n] = 1 if cell.table == pair[0] else -1
        yield from ((line, 0, 0) for line in sums.values())


def kept(cells: Sequence[Cell], tables: Sequence[frozenset[Attribute]], rows: Iterable[Row]) -> Iterator[Line]:
    """Yield each row, told in cells."""
    for row in rows:
        line: Counter[int] = Counter()
        for factor, event in row.terms:
            line.update(dict.fromkeys(counting(event, tables, cells), factor))
        yield line, row.low, row.high


def counting(event: Event, tables: Sequence[frozenset[Attribute]], cells: Iterable[Cell]) -> Iterator[int]:
    """Yield the positions of the cells that count the participants that an event is true of: those of one table."""
    attributes = {condition.attribute for condition in event}
    table = next(position for position, found in enumerate(tables) if attributes <= found)
    return (n for n, cell in enumerate(cells) if cell.table == table and event <= cell.met)
