"""Entailment: what codings and reported statements, taken together, say of numbers that nobody reports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from .cases import CASE, Cases, split_repeat
from .conditions import Attribute, Codebook, Event, Unknown, event
from .feasibility import Coded, Program, program
from .records import Record
from .smallest import irreducible, smallest
from .statements import Statement, statement

Bounds = tuple[int, int | None]


def bounds(cases: Cases, variable: str, code: str, where: str = "", without: Collection[str] = ()) -> Bounds:
    """Return the least and greatest number of participants that may have a code; None where there is no limit.

    variable, code: what is counted; both empty for participants as such, the code alone for those who have none
    where: the conditions that they meet besides, `place=here;year<2005`
    without: ids of records to leave out: does the number follow from the others?

    Both ends are reached by some participants that agree with every coding and statement. That there are any is
    `conflict`'s to tell: what is not connected with the question is not looked at. Raises `Infeasible` when what is
    connected with it contradicts itself, and `Unknown` for what the codebook does not know.
    """
    asked = event(cases.codebook, variable, code, where)
    return questions(cases, [asked], without).bounds(asked)


def cross(cases: Cases, variable: str, other: str) -> dict[tuple[str, str], Bounds]:
    """Return the bounds of each cell of the table of two variables, by code and code, in the order of the codebook.

    The ends of each cell are reached, but not those of all cells at once. Raises as `bounds` does.
    """
    asked = {
        codes: event(cases.codebook, variable, codes[0], f"{other}={codes[1]}")
        for codes in product(cases.codes(variable), cases.codes(other))
    }
    joint = questions(cases, asked.values())
    return {codes: joint.bounds(cell) for codes, cell in asked.items()}


def unused(cases: Cases) -> list[tuple[Record, str]]:
    """Return the statements that nothing is concluded from, each with the reason."""
    return encoded(cases)[1]


@dataclass(frozen=True)
class Conflict:
    """Records that cannot all be true, in the order of their places; none when all records can be.

    least: whether no set of fewer records is contradictory; otherwise none of these can be spared
    """

    records: tuple[Record, ...]
    least: bool = True

    def __bool__(self) -> bool:
        return bool(self.records)


def conflict(cases: Cases) -> Conflict:
    """Return the fewest records that cannot all be true: of several such sets, one that the places of rows decide."""
    searches = [(records_of(cases, part), clash_of(cases, part)) for part in clashing(cases)]
    found = min((irreducible(*search) for search in searches), key=len, default=[])
    least = True
    for search in searches:
        found, sure = smallest(*search, found)
        least = least and sure
    return Conflict(tuple(sorted(found, key=lambda record: record.place)), least)


def some_conflict(cases: Cases) -> list[Record]:
    """Return some records that cannot all be true, none of which can be spared: found sooner than the fewest."""
    part = next(clashing(cases), None)
    return [] if part is None else irreducible(records_of(cases, part), clash_of(cases, part))


def contradictory(cases: Cases, changed: Collection[str]) -> bool:
    """Tell whether records, which could all be true before some of them were changed, no longer can; by their ids."""
    told = {record.id for record in cases.codings}
    statements, _ = encoded(cases)
    parts = dict.fromkeys(tuple(connected(statements, s.attributes)) for s in statements)
    touched = parts if told & {*changed} else [p for p in parts if any(s.record.id in changed for s in p)]
    return not all(agree(cases.codings, part, cases.codebook) for part in touched)


def clashing(cases: Cases) -> Iterator[tuple[Statement, ...]]:
    """Yield the statements of each connected part of the study that contradicts itself, or the codings."""
    statements, _ = encoded(cases)
    for part in dict.fromkeys(tuple(connected(statements, s.attributes)) for s in statements):
        if not agree(cases.codings, part, cases.codebook):
            yield part


def encoded(cases: Cases) -> tuple[list[Statement], list[tuple[Record, str]]]:
    """Return what the aggregates say, and those that say nothing that can be counted, each with the reason."""
    statements, left = [], []
    for record in cases.aggregates:
        try:
            statements.append(statement(record, cases.codebook))
        except Unknown as reason:
            left.append((record, str(reason)))
    return statements, left


def questions(cases: Cases, events: Collection[Event], without: Collection[str] = ()) -> Program:
    """Return the program that answers how many participants events can be true of."""
    attributes = {condition.attribute for asked in events for condition in asked}
    statements = connected([s for s in encoded(cases)[0] if s.record.id not in without], attributes)
    codings = [record for record in cases.codings if record.id not in without]
    return program(people(codings, cases.codebook), (row for s in statements for row in s.rows), events)


def connected(statements: Sequence[Statement], attributes: Collection[Attribute]) -> list[Statement]:
    """Return the statements that may matter for attributes: those about them, about what these are about, and so on.

    The number of participants connects all, unless it is stated.
    """
    if not any(s.fixes_total for s in statements):
        return [*statements]
    reached = {*attributes}
    while more := {a for s in statements if s.attributes & reached for a in s.attributes} - reached:
        reached |= more
    return [s for s in statements if not s.attributes or s.attributes & reached]


def people(codings: Iterable[Record], codebook: Codebook) -> list[Coded]:
    """Return what is coded of each participant: the values of each variable, those of a repeated one together."""
    found: dict[str, dict[str, list[str]]] = {}
    for record in codings:
        variable = record["variable"]
        stem = variable if variable in codebook["variables"] else split_repeat(variable)[0]
        found.setdefault(record[CASE], {}).setdefault(stem, []).append(record["value"])
    return [*found.values()]


def agree(codings: Iterable[Record], statements: Iterable[Statement], codebook: Codebook) -> bool:
    """Tell whether these codings and statements can all be true."""
    return program(people(codings, codebook), (row for s in statements for row in s.rows)).feasible()


def records_of(cases: Cases, statements: Iterable[Statement]) -> list[Record]:
    """Return all codings and the records of some statements in the order in which a conflict had best spare them.

    Codings come before statements, and of both the later rows before the earlier.
    """
    told = [s.record for s in statements]
    kinds = (sorted(kind, key=lambda record: record.place, reverse=True) for kind in (cases.codings, told))
    return [record for kind in kinds for record in kind]


def clash_of(cases: Cases, statements: Iterable[Statement]) -> Callable[[Sequence[Record]], bool]:
    """Return what tells whether records cannot all be true, given the statements that are among them."""
    by_record = {s.record.id: s for s in statements}

    def clash(records: Sequence[Record]) -> bool:
        told = [by_record[r.id] for r in records if r.id in by_record]
        return not agree([r for r in records if r.id not in by_record], told, cases.codebook)

    return clash
