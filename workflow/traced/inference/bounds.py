"""Bounds that codings and reported statements together put on numbers that nobody reports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import product

from traced.core.record import Record
from traced.inference.condition import Attribute, Event, Uncountable, event
from traced.inference.integer_program import Coded, Program, program
from traced.inference.minimal_conflict import irreducible
from traced.inference.statement import Statement, statement
from traced.ledger.cases import Cases
from traced.reading.variable import CASE, Codebook, stem_of

Interval = tuple[int, int | None]  # the least and the greatest value; None where there is no limit


def bounds(cases: Cases, variable: str, code: str, where: str = "", without: Collection[str] = ()) -> Interval:
    """Return the least and the greatest number of participants that may have a code.

    variable, code: what is counted; both empty for all participants, the code alone for those who have none
    where: further conditions, `place=here;year<2005`
    without: ids of records to leave out, to see whether the number follows from the others

    Both ends are reached by some participants that agree with every coding and statement that is connected with the
    question; whether all can be true is for `conflict` to find. Raises `Infeasible` when those that are connected
    contradict each other, and `Uncountable` for what the codebook does not have.
    """
    asked = event(cases.codebook, variable, code, where)
    return program_of(cases, [asked], without).bounds(asked)


def cross(cases: Cases, variable: str, other: str) -> dict[tuple[str, str], Interval]:
    """Return the bounds of each cell of the table of two variables, by code and code, in the order of the codebook.

    The ends of each cell are reached, but not those of all cells at once. Raises the errors of `bounds`.
    """
    asked = {
        codes: event(cases.codebook, variable, codes[0], f"{other}={codes[1]}")
        for codes in product(cases.codes(variable), cases.codes(other))
    }
    joint = program_of(cases, asked.values())
    return {codes: joint.bounds(cell) for codes, cell in asked.items()}


def unused(cases: Cases) -> list[tuple[Record, str]]:
    return encoded(cases)[1]


def conflict(cases: Cases) -> tuple[Record, ...]:
    """Return records that cannot all be true, in the order of their places; empty when all records can be.

    The conflict is irreducible: without any one of its records, the others can be true. Of several, the shortest that
    the search comes across is returned, and of those the first by place.
    """
    conflicts = []
    for part in connected_parts(cases):
        if not agree(cases.codings, part, cases.codebook):
            records = irreducible(records_of(cases, part), clash_of(cases, part))
            conflicts.append(tuple(sorted(records, key=lambda record: record.place)))
    return min(conflicts, key=lambda records: (len(records), [r.place for r in records]), default=())


def contradictory(cases: Cases, changed: Collection[str]) -> bool:
    """Return whether records contradict each other since some of them, given by their ids, were changed."""
    any_coding = any(record.id in changed for record in cases.codings)
    touched = [p for p in connected_parts(cases) if any_coding or any(s.record.id in changed for s in p)]
    return not all(agree(cases.codings, part, cases.codebook) for part in touched)


def connected_parts(cases: Cases) -> list[tuple[Statement, ...]]:
    """Return the statements in groups that no attribute connects with each other."""
    statements, _ = encoded(cases)
    return [*dict.fromkeys(tuple(connected(statements, s.attributes)) for s in statements)]


def encoded(cases: Cases) -> tuple[list[Statement], list[tuple[Record, str]]]:
    """Return the aggregates as statements, and those that nothing can be counted from, each with the reason."""
    statements, unused = [], []
    for record in cases.aggregates:
        try:
            statements.append(statement(record, cases.codebook))
        except Uncountable as reason:
            unused.append((record, str(reason)))
    return statements, unused


def program_of(cases: Cases, events: Collection[Event], without: Collection[str] = ()) -> Program:
    """Return the program that answers how many participants events can be true of."""
    attributes = {condition.attribute for asked in events for condition in asked}
    statements = connected([s for s in encoded(cases)[0] if s.record.id not in without], attributes)
    codings = [record for record in cases.codings if record.id not in without]
    return program(people(codings, cases.codebook), (one for s in statements for one in s.constraints), events)


def connected(statements: Sequence[Statement], attributes: Collection[Attribute]) -> list[Statement]:
    """Return the statements that share an attribute with these, directly or by way of other statements.

    Unless the number of participants is stated, it connects all.
    """
    if not any(s.fixes_total for s in statements):
        return [*statements]
    reached = {*attributes}
    while more := {a for s in statements if s.attributes & reached for a in s.attributes} - reached:
        reached |= more
    return [s for s in statements if not s.attributes or s.attributes & reached]


def people(codings: Iterable[Record], codebook: Codebook) -> list[Coded]:
    """Return the values of each variable by participant, those of a repeated variable together."""
    values: dict[str, dict[str, list[str]]] = {}
    for record in codings:
        stem = stem_of(record["variable"], codebook)
        values.setdefault(record[CASE], {}).setdefault(stem, []).append(record["value"])
    return [*values.values()]


def agree(codings: Iterable[Record], statements: Iterable[Statement], codebook: Codebook) -> bool:
    return program(people(codings, codebook), (one for s in statements for one in s.constraints)).feasible()


def records_of(cases: Cases, statements: Iterable[Statement]) -> list[Record]:
    """Return all codings and the records of some statements, those first that a conflict had best do without.

    Codings come before statements, and of each the later rows before the earlier.
    """
    reported = [s.record for s in statements]
    kinds = (sorted(kind, key=lambda record: record.place, reverse=True) for kind in (cases.codings, reported))
    return [record for kind in kinds for record in kind]


def clash_of(cases: Cases, statements: Iterable[Statement]) -> Callable[[Sequence[Record]], bool]:
    """Return the test whether some codings, and some records of these statements, cannot all be true."""
    by_record = {s.record.id: s for s in statements}

    def clash(records: Sequence[Record]) -> bool:
        codings = [r for r in records if r.id not in by_record]
        return not agree(codings, [by_record[r.id] for r in records if r.id in by_record], cases.codebook)

    return clash
