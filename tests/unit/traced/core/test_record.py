"""Records: rows that every number can point to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traced.core.record import Place, Record, dump_records, load_records, place_of, ranges_by_file
from unit.builders import codebook, shipped


def test_identity() -> None:
    """A record knows its file, its line and its cells."""
    record = shipped()["codings"][0]
    assert (record.file, record.line, record["variable"]) == ("data/interviews/codings.csv", 2, "sex")


def test_records_survive_the_file() -> None:
    """What is dumped is what is loaded, with a codebook that goes along."""
    tables = {name: list(rows) for name, rows in shipped().items()}
    assert load_records(dump_records(tables, codebook=codebook())) == tables | {"codebook": codebook()}


PLACES = [
    ("data/interviews/codings.csv:57", Place("data/interviews/codings.csv", "", 57)),
    ("a:b.csv:2", Place("a:b.csv", "", 2)),
    ("data/interviews/wide.csv!C14", Place("data/interviews/wide.csv", "", 14, 3)),
    ("followup.xlsx!Interviews!AA1048576", Place("followup.xlsx", "Interviews", 1048576, 27)),
    ("followup.xlsx!Round 2!B1!XFD1", Place("followup.xlsx", "Round 2!B1", 1, 16384)),
    ("followup.xlsx!a:1!B2", Place("followup.xlsx", "a:1", 2, 2)),
]


@pytest.mark.parametrize(("record_id", "place"), PLACES, ids=[record_id for record_id, _ in PLACES])
def test_places(record_id: str, place: Place) -> None:
    """An id says where a record stands, as a line or as a cell, and the place gives the id back."""
    assert place_of(record_id) == place
    assert str(place) == record_id
    record = Record(record_id, "stated", {})
    assert (record.file, record.line) == (place.file, place.row)


@given(
    st.text(st.characters(exclude_characters="!")),
    st.text(),
    st.integers(1, 1048576),
    st.integers(1, 16384),
)
def test_every_place_has_its_own_id(file: str, sheet: str, row: int, column: int) -> None:
    """Whatever a sheet is called, its cells are found again; so are the cells and lines of a text."""
    for place in (Place(file, sheet, row, column), Place(file, "", row, column), Place(file, "", row)):
        assert place_of(str(place)) == place


@pytest.mark.parametrize("text", ["codings.csv", "codings.csv:", "codings.csv:x", "a.xlsx!B2x", ""])
def test_no_places(text: str) -> None:
    """What is no id is an error."""
    with pytest.raises(ValueError, match="invalid literal"):
        place_of(text)


def test_places_are_in_reading_order() -> None:
    """Records sort by file and sheet, then down the rows and along the columns."""
    ids = ["a.csv:9", "a.csv:10", "b.xlsx!S!Z2", "b.xlsx!S!AA2", "b.xlsx!S!A10", "b.xlsx!T!A1"]
    assert sorted(set(ids), key=place_of) == ids


def test_places_in_short() -> None:
    """Where many records stand is said by file and sheet: lines, and cells of each column, as ranges."""
    cells = ["b.xlsx!S!C2", "b.xlsx!S!D3", "b.xlsx!S!C3", "b.xlsx!S!C5"]
    assert ranges_by_file([*cells, "a.csv:2", "a.csv:3"]) == {"a.csv": "2–3", "b.xlsx!S": "C2–C3, C5, D3"}
