"""Variations: what else a cell might say, let in and refused as the build would."""

import pytest

from study import perturb
from traced.claims.lineage import Change
from unit.builders import codebook, shipped


@pytest.mark.parametrize(
    ("cells", "column", "value", "right"),
    [
        ({"participant": "Aoki", "variable": "crossing_year"}, "page", "1", True),
        ({"participant": "Aoki", "variable": "crossing_year"}, "value", "2030", False),
        ({"participant": "In-jae", "variable": "sex"}, "value", "mal", False),
        ({"participant": "In-jae", "variable": "sex"}, "variable", "crossing_year", False),
        ({"statement": "settled-japan"}, "value", "1", False),
        ({"statement": "settled-japan"}, "evidence", "something else", True),
        ({"year": "2010", "nationality": "stateless"}, "year", "1990", False),
        ({"fact": "repatriation_start"}, "citation", "nobody1999", False),
    ],
)
def test_allowed(cells: dict[str, str], column: str, value: str, right: bool) -> None:
    """A change is let in when every rule by which the build reads the data lets it in: of a row, and across rows."""
    tables = shipped()
    table, record = next(
        (table, record)
        for table, records in tables.items()
        for record in records
        if cells.items() <= record.fields.items()
    )
    keys = {record["citation"] for record in tables["facts"]}
    change = Change(table, record, column, value)
    assert perturb.allowed(codebook(), keys, change.applied(tables), change) == right


def test_a_value_beyond_every_other_is_tried() -> None:
    """Of a column with whole numbers, one above all is tried in every cell, and one below all."""
    tables = {"new_entries": shipped()["new_entries"]}
    found = [c for c in perturb.changes(tables, codebook()) if c.column == "year"]
    for record in tables["new_entries"]:
        assert {"2005", "2020"} <= {change.value for change in found if change.record is record}
