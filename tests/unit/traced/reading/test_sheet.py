"""Sheets: the cells of a table with their places, from text."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traced.reading.encoding import decode
from traced.reading.sheet import Row, Sheet, build_sheet, choose_sheet, mend, parse_table

CELLS = "as many cells as columns; quote a cell with a comma"


def sheet(text: str, separator: str = ",", *, titles: bool = False) -> Sheet:
    """Return the sheet of a SYNTHETIC text."""
    return parse_table(decode(text.encode(), "f.csv"), "f.csv", separator, titles=titles)


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "a,b\n1,2,3\n4\n",
            [
                f":2: row: the row has 3 cells, the header 2: {CELLS}",
                f":3: row: the row has 1 cells, the header 2: {CELLS}",
            ],
        ),
        (
            'a,b\n1,"2\n',
            [
                ":2: row: the file ends inside a quoted cell: "
                "close the quotation mark of the cell, or copy the whole file again",
            ],
        ),
        (
            'a,b\n1,"2"3\n4,5\n',
            [
                ":2: row: the row cannot be read (',' expected after '\"'): "
                "close the quotation mark of the cell, or copy the whole file again",
            ],
        ),
        (
            "a;b\n1;2\n",
            [
                ":1: row: the cells are separated by semicolons: "
                "commas: save it as CSV with commas, or name the separator ';' in a mapping",
            ],
        ),
        (
            "a\tb\n1\t2\n",
            [
                ":1: row: the cells are separated by tabs: "
                "commas: save it as CSV with commas, or name the separator '\\t' in a mapping",
            ],
        ),
        ("a,b\n1,x\x07y\n", ["!B2: text: a character that cannot be printed (U+0007): type the cell again"]),
    ],
    ids=["ragged", "truncated", "quotes", "semicolons", "tabs", "control"],
)
def test_bad_texts(text: str, messages: list[str]) -> None:
    """Each fault of a text has its row or cell."""
    assert [str(fault) for fault in sheet(text).faults] == [f"f.csv{message}" for message in messages]


def test_a_separator_may_be_named() -> None:
    """With semicolons named the text is a table, and one with commas is not."""
    assert sheet("a;b\n1,5;2\n", ";").body == (Row(2, ("1,5", "2")),)
    (fault,) = sheet("a,b\n1,2\n", ";").faults
    assert "the cells are separated by commas" in str(fault)


def test_titles_above_the_header() -> None:
    """Rows above the longest one may be shorter where titles are allowed; below it none may."""
    text = "A title\n\nsource,SYNTHETIC\na,b,c\n1,2,3\n4,5\n"
    assert [fault.place.row for fault in sheet(text, titles=True).faults] == [6]
    assert [fault.place.row for fault in sheet(text).faults] == [3, 4, 5, 6]


@pytest.mark.parametrize(
    ("cell", "good", "what"),
    [
        (" a ", "a", "spaces around the text were left out"),
        ("a\u3000", "a", "spaces around the text were left out"),
        ("a\u00a0b", "a b", "non-breaking spaces became spaces"),
        ("\u1112\u1161\u11ab", "한", "letters in pieces were put together (Unicode NFC)"),
        ("a\u200bb", "ab", "invisible characters were left out"),
    ],
    ids=["blank", "wide blank", "non-breaking", "Hangul", "zero width"],
)
def test_what_nobody_sees_is_mended_and_said(cell: str, good: str, what: str) -> None:
    """Spaces and the pieces of letters make no difference to a reader; they are mended with a note at the cell."""
    result = sheet(f"x,y\n1,{cell}\n")
    assert result.cell(result.body[0], 1) == good
    assert [str(note) for note in result.notes] == [f"f.csv!B2: {what}"]


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    """A line break in a cell and an empty row keep the cells below at the number that a spreadsheet shows."""
    assert sheet('a,b\n"1\n1",2\n\n,\n3,4\n').body == (Row(2, ("1\n1", "2")), Row(5, ("3", "4")))


def test_columns_are_found_by_name() -> None:
    """A column is found whatever its case; a missing one and one that stands twice are faults."""
    result = sheet("Id,Tag,TAG\n1,2,3\n")
    assert result.column("id") == 0
    assert str(result.column("tag")) == "f.csv!C1: TAG: this column stands twice: each column once"
    assert str(result.column("x")) == "f.csv: x: this column is missing: a column x (found: Id, Tag, TAG)"


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("a,b\n", ["f.csv: row: the table has no rows: at least one row below the header"]),
        ("a,\n1,2\n", ["f.csv!B2: (no header): '2' stands under no header: a name above each column"]),
        ("a,\n1,\n", []),
    ],
)
def test_shape(text: str, messages: list[str]) -> None:
    """A table has rows, and a header above each cell."""
    assert [str(fault) for fault in sheet(text).shape_faults()] == messages


@pytest.mark.parametrize("header", ["b,a", "a", "a,b,c", "a,c", "a\nb"], ids=repr)
def test_a_changed_header_has_another_fingerprint(header: str) -> None:
    """Columns renamed, moved, added or taken away are noticed; rows are not what the fingerprint is of."""
    one = build_sheet("f.csv", "", [(1, ["a", "b"]), (2, ["1", "2"])])
    assert one.fingerprint() == sheet("a,b\n3,4\n").fingerprint()
    assert one.fingerprint() != build_sheet("f.csv", "", [(1, header.split(","))]).fingerprint()


def named(name: str, *header: str) -> Sheet:
    """Return a SYNTHETIC sheet of a workbook."""
    return build_sheet("f.xlsx", name, [(1, header), (2, ["1" for _ in header])] if header else [])


@pytest.mark.parametrize(
    ("sheets", "wanted", "chosen"),
    [
        ([named("S", "a")], "", "S"),
        ([named("S", "a"), named("T")], "", "S"),
        ([named("S", "a"), named("T", "Case")], "", "T"),
        ([named("S", "a"), named("T", "Case")], "s", "S"),
        (
            [named("S", "a"), named("T", "a")],
            "",
            "f.xlsx: sheet: none of its sheets has a column case: one such sheet (the sheets are S, T)",
        ),
        (
            [named("S", "case"), named("T", "case")],
            "",
            "f.xlsx: sheet: several sheets have a column case: one such sheet (the sheets are S, T)",
        ),
        ([named("S", "case")], "T", "f.xlsx: sheet: there is no sheet 'T': one of S"),
        ([named("S")], "", "f.xlsx: file: the workbook is empty: a table with a header"),
    ],
)
def test_the_sheet_that_is_meant(sheets: list[Sheet], wanted: str, chosen: str) -> None:
    """The sheet is the one that is named, the only one, or the only one with the column; nothing is guessed."""
    result = choose_sheet(sheets, "f.xlsx", wanted, "case")
    assert [str(fault) for fault in result.faults] == ([chosen] if ":" in chosen else [])
    assert result.name == ("" if ":" in chosen else chosen)
    others = [sheet.name for sheet in sheets if sheet.rows and sheet.name != chosen]
    assert [note.place.sheet for note in result.notes] == ([] if ":" in chosen else others)


def test_a_file_with_a_mark_in_its_name() -> None:
    """With a mark in the name of the file its cells would be ambiguous."""
    (fault,) = build_sheet("a!b.csv", "", []).faults
    assert str(fault).startswith("a!b.csv: file: the name of the file has an exclamation mark")


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=6)
TABLES = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=5))


@given(TABLES)
def test_any_cells_come_out_unchanged_or_noted(table: list[list[str]]) -> None:
    """Each cell of a CSV text is found again in its place; where it changed, a note says so."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
        [["h"] * len(row) for row in table[:1]] + table
    )
    result = sheet(text.getvalue())
    if "\ufffd" in text.getvalue():
        assert result.faults
        return
    noted = {note.place for note in result.notes}
    kept = {row.number: row for row in result.rows}
    for number, row in enumerate(table, start=2):
        for column, cell in enumerate(row):
            now = result.cell(kept[number], column) if number in kept else ""
            assert now == mend(cell)[0]
            assert now == cell or result.place(Row(number, ()), column) in noted


@given(st.text(max_size=40), st.booleans())
def test_any_text(text: str, titles: bool) -> None:
    """Whatever the text, there are rows or faults, and no exception."""
    result = parse_table(decode(text.encode("utf-8", "surrogatepass"), "f.csv"), "f.csv", titles=titles)
    assert result.rows or result.faults or not mend(text.translate({ord(","): " ", ord('"'): " "}))[0]
    list(result.shape_faults())
