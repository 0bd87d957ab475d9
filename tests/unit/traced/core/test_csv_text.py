"""Delimited: CSV whose cells are texts and numbers for any program, and which is read back as it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traced.core.csv_text import NUMBER, csv_text, parse_csv

CELLS = st.text(alphabet="a1.'=+-@\t\n＝,\";", max_size=6)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+1 and more", "'+1 and more"),
        ("-2+3", "'-2+3"),
        ("-", "'-"),
        ("＝1", "'＝1"),
        ("\t=1", "'\t=1"),
        ("'=1", "''=1"),
        ("-2.5", "-2.5"),
        ("+3", "+3"),
        ("a=1", "a=1"),
        ("'a'", "'a'"),
        (-1, "-1"),
        (None, ""),
    ],
)
def test_no_cell_is_a_formula(cell: object, written: str) -> None:
    """A text that a spreadsheet program would compute has a mark before it; numbers and other texts are as they are."""
    ((found, _),) = csv.reader(io.StringIO(csv_text([[cell, ""]]), newline=""))
    assert found == written


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=4))
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    """The cells come back as they were, with their own marks, commas, quotes and line breaks; none is a formula."""
    text = csv_text(rows)
    assert parse_csv(text) == rows
    for cell in (cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row):
        assert cell[:1] not in {*"=+-@\t\n＝"} - {""} or NUMBER.fullmatch(cell)
