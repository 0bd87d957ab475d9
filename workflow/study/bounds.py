"""What the article's numbers entail about its participants: bounds, cross-tables it does not print, percentages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from traced.core.fault import Fault
from traced.core.record import Record
from traced.inference.bounds import Interval, bounds, conflict, cross, unused
from traced.inference.percentages import possible
from traced.ledger.cases import Cases
from traced.ledger.number import Number

SOURCE = ("evidence", "page", "locator")
CROSSED = (("reason", "destination"), ("strategy", "destination"), ("reason", "strategy"))


def contradictions(cases: Cases) -> Iterator[Fault]:
    """Yield a fault for each record of an irreducible conflict; none when all records can be true."""
    records = conflict(cases)
    for record in records:
        others = ", ".join(other.id for other in records if other is not record)
        problem = f"cannot be true beside {others}; without any one of these rows the others could be"
        yield Fault(record.place, "value", problem if others else "cannot be true", "correct or delete one of them")


def report(cases: Cases, numbers: Mapping[str, Number], published: Iterable[Record]) -> dict[str, Any]:
    """Return the content of `results/entailed.json`.

    bounds: for each count of participants in the ledger its possible values, and those by the other statements alone
    tables: cross-tables of the participants by two variables, cell by cell
    shares: each percentage of participants that the article prints, with the counts that round to it
    unused: the statements that no bound uses, each with the reason
    """
    left_out = unused(cases)
    return {
        "possible": True,
        "statements": len(cases.aggregates) - len(left_out),
        "codings": len(cases.codings),
        "bounds": [bounds_row(cases, number) for number in numbers.values() if number.counts],
        "tables": [cross_table(cases, *variables) for variables in CROSSED],
        "shares": [share_row(record, cases.total().value) for record in published if is_share(record)],
        "unused": [
            {"record": record.id, **{column: record[column] for column in SOURCE}, "reason": reason}
            for record, reason in left_out
        ],
    }


def bounds_row(cases: Cases, number: Number) -> dict[str, Any]:
    """Return what is possible for a count of participants, with and without the statement that reports it."""
    assert number.counts is not None
    variable, code, where = number.counts
    quantity = cases.count(variable, code, where) if variable else cases.total()
    own = quantity.records if quantity.status == "reported" else ()
    low, high = bounds(cases, variable, code, where)
    return {
        "number": number.name,
        "value": quantity.value,
        "low": low,
        "high": high,
        "entailed": low == high,
        "bounds": interval((low, high)),
        "others": interval(bounds(cases, variable, code, where, own)) if own else "",
    }


def cross_table(cases: Cases, rows: str, columns: str) -> dict[str, Any]:
    cells = cross(cases, rows, columns)
    variables = cases.codebook["variables"]
    label = variables[rows]["label"]
    return {
        "title": f"{label[:1].upper()}{label[1:]} by {variables[columns]['label']}",
        "columns": list(cases.codes(columns).values()),
        "rows": [
            (name, [interval(cells[row, column]) for column in cases.codes(columns)])
            for row, name in cases.codes(rows).items()
        ],
    }


def is_share(record: Record) -> bool:
    """Return whether a printed number is a share of the participants."""
    return record["unit"] == "share" and bool(record["value"]) and record["rests_on"] == "interviews"


def share_row(record: Record, size: Any) -> dict[str, Any]:
    """Return a printed share with the counts that round to it."""
    percentage = f"{float(record['value']) * 100:g}"
    counts = possible(percentage, size) if isinstance(size, int) else ()
    return {"printed": record["printed"], "page": record["page"], "size": size, "counts": counts}


def interval(ends: Interval) -> str:
    """Return bounds in words: "4", "0 to 9" or "at least 3"."""
    low, high = ends
    return f"{low}" if low == high else f"at least {low}" if high is None else f"{low} to {high}"
