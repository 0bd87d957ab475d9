"""Feasibility: an integer program over all participants who agree with the codings and the constraints of statements.

Participants are counted in tables, with a cell for each combination of the classes of values that the conditions
distinguish. One table for all attributes would be too large. So there are several, each of attributes that stand in one
constraint together, joined by a junction tree along which they agree where they overlap: such tables can always be
combined to participants, so nothing is lost. Participants with the same codings share tables; those without codings
are as many as the constraints allow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import inf
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from traced.inference.condition import Attribute, Condition, Event
from traced.inference.statement import CountConstraint
from traced.ledger.quantity import Value

Node = TypeVar("Node")
ValueClass = frozenset[Condition]  # the conditions on one attribute that a value meets
Coded = Mapping[str, Sequence[str]]  # the values of each variable that are coded of one participant
Group = tuple[ValueClass | None, ...]  # the coded class of each attribute, the same for these participants
Size = tuple[int, float]  # the least and greatest number of participants
CellConstraint = tuple[Mapping[int, int], float, float]  # factors by cell; the ends of their sum
SOLVED, INFEASIBLE = 0, 2  # the status codes of the solver
CLOSE = 1e-6  # to a whole number


class Infeasible(Exception):
    """No participants agree with all constraints and codings."""


@dataclass(frozen=True)
class CellCount:
    """One variable of the program: how many participants of a group have these classes.

    group, table: the positions of the group and of the table that the cell is in
    classes: the class of each attribute of the table
    """

    group: int
    table: int
    classes: Mapping[Attribute, ValueClass]

    @cached_property
    def met(self) -> frozenset[Condition]:
        return frozenset[Condition]().union(*self.classes.values())


@dataclass(frozen=True)
class Program:
    """Cells to be filled with whole numbers, none negative, that keep every constraint.

    tables: the attributes of each table
    """

    tables: tuple[frozenset[Attribute], ...]
    cells: tuple[CellCount, ...]
    constraints: tuple[CellConstraint, ...]

    @cached_property
    def matrix(self) -> csc_array[np.float64]:
        """The factors: a row for each constraint, a column for each cell."""
        entries = [
            (factor, row, cell) for row, (sums, *_) in enumerate(self.constraints) for cell, factor in sums.items()
        ]
        factors, rows, cells = np.array(entries, dtype=int).T
        return csc_array((factors.astype(float), (rows, cells)), shape=(len(self.constraints), len(self.cells)))

    @cached_property
    def ends(self) -> NDArray[np.float64]:
        """The ends of the constraints, shape (2, constraints): the low ends, then the high ones."""
        return np.array([ends for _, *ends in self.constraints], dtype=float).T

    def weights(self, event: Event) -> NDArray[np.float64]:
        """Return the weights of the cells whose sum counts the participants that an event is true of."""
        weights = np.zeros(len(self.cells))
        weights[[*counting(event, self.tables, self.cells)]] = 1
        return weights

    def feasible(self) -> bool:
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
        solution = solve(weights, self.matrix, self.ends)
        whole = np.round(solution)
        sums = self.matrix @ whole
        if ((sums < self.ends[0]) | (sums > self.ends[1])).any() or abs(weights @ (whole - solution)) > CLOSE:
            raise ArithmeticError("the integer program was solved, but not in whole numbers")
        return int(weights @ whole)

    def unlimited(self, weights: NDArray[np.float64]) -> bool:
        """Return whether a weighted sum has no limit: whether it grows in a direction that keeps every constraint.

        Only for a feasible program.
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
    """Return the numbers from 0 to `most` with the least weighted sum, such that each sum of `matrix` keeps its ends.

    Raises `Infeasible` when there are none, and ArithmeticError when the solver gave up.
    """
    result = milp(
        weights,
        integrality=np.full(weights.shape, int(whole)),
        bounds=Bounds(0, most),
        constraints=LinearConstraint(matrix, *ends),
        options={"mip_rel_gap": 0.0},
    )
    if result.status == INFEASIBLE:
        raise Infeasible
    if result.status != SOLVED or result.x is None:
        raise ArithmeticError(f"the integer program was not solved: {result.message}")
    return result.x


def program(people: Iterable[Coded], counts: Iterable[CountConstraint], events: Iterable[Event] = ()) -> Program:
    """Return the program of these participants and any number of others.

    counts: the constraints to keep
    events: those that the program will be asked about
    """
    counts = tuple(counts)
    asked = {event for one in counts for _, event in one.terms} | {*events}
    tables = cliques({frozenset(condition.attribute for condition in event) for event in asked})
    conditions: dict[Attribute, set[Condition]] = {}
    for condition in (condition for event in asked for condition in event):
        conditions.setdefault(condition.attribute, set()).add(condition)
    classes = {attribute: classes_of(attribute, conditions[attribute]) for attribute in sorted(conditions)}
    groups = Counter(
        tuple(known_class(coded, attribute, conditions[attribute]) for attribute in classes) for coded in people
    )
    nothing = (None,) * len(classes)
    sizes: dict[Group, Size] = {nothing: (groups.pop(nothing, 0), inf)}
    sizes |= {group: (size, size) for group, size in groups.items()}
    cells = []
    for number, group in enumerate(sizes):
        coded = zip(classes, group, strict=True)
        options = {a: classes[a] if only is None else [only] for a, only in coded}
        for table, attributes in enumerate(map(sorted, tables)):
            for chosen in product(*(options[a] for a in attributes)):
                cells.append(CellCount(number, table, dict(zip(attributes, chosen, strict=True))))
    constraints = (
        *size_constraints(cells, sizes.values()),
        *margin_constraints(cells, tables),
        *count_constraints(cells, tables, counts),
    )
    return Program(tuple(tables), tuple(cells), constraints)


def class_of(value: Value | None, conditions: Iterable[Condition]) -> ValueClass:
    return frozenset(condition for condition in conditions if condition.meets(value))


def classes_of(attribute: Attribute, conditions: Iterable[Condition]) -> list[ValueClass]:
    """Return the classes that the values of an attribute fall into."""
    wanted = [condition.wanted for condition in conditions if condition.wanted is not None]
    return [*dict.fromkeys(class_of(value, conditions) for value in attribute.values(wanted))]


def known_class(coded: Coded, attribute: Attribute, conditions: Iterable[Condition]) -> ValueClass | None:
    """Return the class that a participant is coded with; None where nothing is coded, so that any is possible."""
    values = coded.get(attribute.variable, ())
    if attribute.code:  # of a repeated variable: a code that is not coded may be there all the same
        values = [value for value in values if value == attribute.code]
    return class_of(attribute.value(values[0]), conditions) if values else None


def size_constraints(cells: Sequence[CellCount], sizes: Iterable[Size]) -> Iterator[CellConstraint]:
    """Yield the constraints that the cells of each group add up to its size."""
    for group, (low, high) in enumerate(sizes):
        yield {n: 1 for n, cell in enumerate(cells) if cell.group == group and cell.table == 0}, low, high


def margin_constraints(cells: Sequence[CellCount], tables: Sequence[frozenset[Attribute]]) -> Iterator[CellConstraint]:
    """Yield the constraints that two joined tables have the same sums by the attributes that are in both."""
    for pair in tree(tables):
        common = tables[pair[0]] & tables[pair[1]]
        sums: dict[object, dict[int, int]] = {}
        for n, cell in enumerate(cells):
            if cell.table in pair:
                margin = cell.group, frozenset((attribute, cell.classes[attribute]) for attribute in common)
                sums.setdefault(margin, {})[n] = 1 if cell.table == pair[0] else -1
        yield from ((factors, 0, 0) for factors in sums.values())


def count_constraints(
    cells: Sequence[CellCount], tables: Sequence[frozenset[Attribute]], counts: Iterable[CountConstraint]
) -> Iterator[CellConstraint]:
    """Yield constraints on counts of participants as constraints on cells."""
    for one in counts:
        factors: Counter[int] = Counter()
        for factor, event in one.terms:
            factors.update(dict.fromkeys(counting(event, tables, cells), factor))
        yield factors, one.low, one.high


def counting(event: Event, tables: Sequence[frozenset[Attribute]], cells: Iterable[CellCount]) -> Iterator[int]:
    """Yield the positions of the cells, all of one table, that count the participants an event is true of."""
    attributes = {condition.attribute for condition in event}
    table = next(position for position, table in enumerate(tables) if attributes <= table)
    return (n for n, cell in enumerate(cells) if cell.table == table and event <= cell.met)


def cliques(scopes: Iterable[frozenset[Node]]) -> list[frozenset[Node]]:
    """Return the cliques of a junction tree: sets of nodes, none within another, such that each scope is within one.

    scopes: the nodes that must stand in one table; their order decides between equally good choices

    The node with the fewest neighbours is taken out first, after all its neighbours are joined to each other.
    """
    neighbours: dict[Node, set[Node]] = {}
    for scope in scopes:
        for node in scope:
            neighbours.setdefault(node, set()).update(scope - {node})
    cliques: list[frozenset[Node]] = []
    while neighbours:
        node = min(sorted(neighbours), key=lambda node: len(neighbours[node]))  # type: ignore[type-var]
        around = neighbours.pop(node)
        if not any({node, *around} <= clique for clique in cliques):
            cliques.append(frozenset({node, *around}))
        for other in around:
            neighbours[other] = (neighbours[other] | around) - {node, other}
    return cliques or [frozenset()]


def tree(cliques: Sequence[frozenset[Node]]) -> list[tuple[int, int]]:
    """Return the edges of a junction tree, pairs of positions: nodes that two cliques share are in all between them.

    Each edge joins a new clique to one that is in the tree; of all such pairs it shares the most nodes.
    """
    joined, left = [0], list(range(1, len(cliques)))
    pairs: list[tuple[int, int]] = []
    while left:
        old, new = max(
            ((i, j) for i in joined for j in left), key=lambda pair: len(cliques[pair[0]] & cliques[pair[1]])
        )
        pairs.append((old, new))
        joined.append(new)
        left.remove(new)
    return pairs
