"""What is entailed, as the study tells it: statements that cannot all be true are named where they stand."""

from study import bounds
from traced.core.record import Record
from traced.ledger.cases import Cases
from unit.builders import aggregates, codebook


def test_a_clash_in_a_spreadsheet_names_its_cells() -> None:
    """A coding (SYNTHETIC) of a workbook is named by its sheet and cell, as every other fault of it is."""
    cell = "tests/SYNTHETIC/f.xlsx!Interviews!C14"
    coding = Record(cell, "stated", {"participant": "SYNTHETIC-A", "variable": "reason", "value": "freedom"})
    told = aggregates(("count", "2"), ("count", "2", "reason", "survival"))
    found = [str(fault) for fault in bounds.contradictions(Cases((coding,), told, codebook()))]
    assert found[-1].startswith(f"{cell}: value: cannot be true beside tests/SYNTHETIC/aggregates.csv:2, ")
    assert len(found) == 3
    assert found[-1].endswith("; without any one of these rows the others could be: correct or delete one of them")


def test_a_row_that_cannot_be_true_by_itself() -> None:
    """A statement that nobody can agree with is named alone."""
    told = aggregates(("share", "1.2", "reason", "survival"))
    (fault,) = bounds.contradictions(Cases((), told, codebook()))
    assert str(fault).endswith("aggregates.csv:2: value: cannot be true: correct or delete one of them")
