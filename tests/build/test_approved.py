"""The approved numbers: a number that changes shows in review, and a row that is inserted changes no other number."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from approve import APPROVED, approved, approved_of
from study.tables import KEYS
from traced.core.record import Record, dump_records
from unit.builders import Tables, compute, shipped


def test_the_numbers_are_the_approved_ones(built: Path) -> None:
    """After a change that is meant, `make approve` writes the file anew."""
    now, before = approved_of(built / "results"), json.loads(APPROVED.read_text("utf-8"))
    assert {name for name in now.keys() | before.keys() if now.get(name) != before.get(name)} == set()


def approved_from(tables: Tables) -> dict[str, dict[str, Any]]:
    """Return what is approved of the numbers that are computed from these records."""
    numbers = {name: asdict(number) for name, number in compute(tables).items()}
    return approved(numbers, json.loads(dump_records({name: tables[name] for name in KEYS if name in tables})))


def renumbered(rows: Sequence[Record]) -> tuple[Record, ...]:
    """Return the rows of a file with the lines that they have in this order."""
    file = rows[0].id.rpartition(":")[0]
    return tuple(replace(row, id=f"{file}:{line}") for line, row in enumerate(rows, start=2))


def test_an_inserted_row_changes_no_number_that_does_not_rest_on_it() -> None:
    """A row is inserted near the top of a file, so that each row below it has another line."""
    tables = shipped()
    first, *others = tables["codings"]
    fields = {"participant": first["participant"], "variable": "SYNTHETIC", "value": "1", "page": "", "evidence": ""}
    inserted = renumbered([first, Record("", "stated", fields), *others])
    assert inserted[-1].id != tables["codings"][-1].id
    before, after = approved_from(tables), approved_from({**tables, "codings": inserted})
    changed = {name for name in before if before[name] != after[name]}
    resting = {name for name, row in after.items() if f"codings: {first['participant']}, SYNTHETIC" in row["records"]}
    assert before.keys() == after.keys()
    assert changed == resting
    assert len(resting) < len(before) / 10
