"""What is entailed, as the study tells it: statements that cannot all be true are named where they stand."""

from study import entailed
from traced.cases import Cases
from traced.records import Record
from units.builders import aggregates, codebook


def test_a_clash_in_a_spreadsheet_names_its_cells() -> None:
    """A coding (SYNTHETIC) of a workbook is named by its sheet and cell, as every other fault of it is."""
    cell = "tests/SYNTHETIC/f.xlsx!Interviews!C14"
    coding = Record(cell, "stated", {"participant": "SYNTHETIC-A", "variable": "reason", "value": "freedom"})
    told = aggregates(("count", "2"), ("count", "2", "reason", "survival"))
    found = [str(fault) for fault in entailed.contradictions(Cases((coding,), told, codebook()))]
    assert found[-1].startswith(f"{cell}: value: cannot be true beside tests/SYNTHETIC/aggregates.csv:2, ")
    assert len(found) == 3
