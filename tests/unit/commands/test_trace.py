"""Tracing: a number names every row that it depends on, so that changing another row cannot change it."""

from collections.abc import Iterator

import pytest

from traced.core.record import Record, Tables
from traced.ledger.number import Number
from unit.builders import codebook, complete, compute, edit, ledger, shipped

pytestmark = pytest.mark.slow  # every cell of every file, several thousand computations

AFFECTED = {
    "codings": ("participants", "motives", "strategies", "entries", "journeys"),
    "aggregates": ("participants", "motives", "entries", "journeys"),
    "strategies": ("strategies",),
    "new_entries": ("entries",),
    "south_korea_arrivals": ("entries",),
    "facts": ("background",),
}
CELL = {"new_entries": "entries", "south_korea_arrivals": "total"}


def others(record: Record, value: str) -> Iterator[str]:
    """Yield values that could stand in a cell instead, chosen so that ranks, extremes and gaps change."""
    variables = codebook()["variables"]
    variable = variables.get(record.fields.get("variable", ""), {})
    codes = list(variable.get("codes", ())) if "code" not in record.fields else []
    if codes:
        yield codes[codes.index(value) - 1]
    elif value.isdigit():
        yield str(int(value) + 1)
        yield {"0": "77", "1": "0"}.get(value, "2006" if len(value) == 4 else "1")
    elif value.count("-") and value.replace("-", "").isdigit():
        yield "1999-01-01"[: len(value)]
        yield "2021-12-31"[: len(value)]


def outcome(number: Number | None) -> tuple[object, ...] | None:
    """Return what a reader sees of a number."""
    return None if number is None else (number.value, number.low, number.high)


def untraced(tables: Tables, before: dict[str, Number], table: str, record: Record) -> Iterator[str]:
    """Yield the numbers that change with a cell of the record although they do not name it."""
    column = CELL.get(table, "value")
    for value in others(record, record[column]):
        after = compute(edit(tables, table, record, **{column: value}), AFFECTED[table])
        for name in {n for n, number in before.items() if number.rule in AFFECTED[table]} | set(after):
            versions = [numbers[name] for numbers in (before, after) if name in numbers]
            changed = outcome(before.get(name)) != outcome(after.get(name))
            if changed and any(record.id not in number.records for number in versions):
                yield f"{name} changes with {record.id} {column} {record[column]} -> {value}"


@pytest.mark.parametrize("table", AFFECTED)
def test_a_changed_cell_changes_only_what_names_its_row(table: str) -> None:
    """Whichever coded value of the shipped data is changed, each number that changes has that row among its records."""
    assert [line for record in shipped()[table] for line in untraced(shipped(), ledger(), table, record)] == []


def test_the_same_with_complete_codings() -> None:
    """The same holds where everybody is coded (SYNTHETIC) and the codings decide; every fifth coding is tried."""
    tables = complete()
    before = compute(tables)
    records = [r for r in tables["codings"][::5] if not r["variable"].startswith(("interview", "helper", "route"))]
    assert [line for record in records for line in untraced(tables, before, "codings", record)] == []


def test_every_record_exists() -> None:
    """Each number of the shipped data rests on rows of the data files, and is made of numbers of the ledger."""
    rows = {record.id for records in shipped().values() for record in records}
    for name, number in ledger().items():
        assert number.records, name
        assert set(number.records) <= rows
        assert set(number.of) <= set(ledger())


def test_every_status_follows_from_the_rows() -> None:
    """No number is recomputed that rests on a row of the article's own tables or of another work."""
    basis = {record.id: record.basis for records in shipped().values() for record in records}
    for name, number in ledger().items():
        primary = {basis[record] for record in number.records} <= {"stated", "implied", "official"}
        assert (number.status == "recomputed") == primary, name
