"""Workbooks: the values of an XLSX file as text, and what a person has to change in one that misleads."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart

from followup import as_csv, as_xlsx
from traced.reading.encoding import decode
from traced.reading.sheet import Sheet, parse_table
from traced.reading.workbook import cell_text, read_workbook

AGAIN = "open it in a spreadsheet program and save it as .xlsx"
FEWER = "delete the empty rows and columns below and beside the table, and save it again"
GOOD = as_xlsx({"S": [["participant", "sex"], ["SYNTHETIC-1", "female"]]})


def saved(change: Callable[[Any], None]) -> bytes:
    """Return a SYNTHETIC workbook that has been changed in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(GOOD))
    change(book["S"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def rezipped(change: Callable[[str, bytes], bytes], content: bytes = GOOD) -> bytes:
    """Return a workbook with its parts changed behind the back of any spreadsheet program."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target.getvalue()


def archive(**parts: str) -> bytes:
    """Return a zip with these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as new:
        for name, text in parts.items():
            new.writestr(name.replace("_", "."), text)
    return target.getvalue()


def a_million_rows(name: str, part: bytes) -> bytes:
    """Return the sheet with a million rows that hold nothing but their height."""
    rows = b'<row spans="1:2" ht="15"/>' * 1_000_000
    return part.replace(b"</sheetData>", rows + b"</sheetData>") if "sheet1" in name else part


def with_entities(name: str, part: bytes) -> bytes:
    """Return the sheet with an entity that stands for another."""
    return b'<!DOCTYPE x [<!ENTITY a "b">]>' + part.partition(b"?>")[2] if "sheet1" in name else part


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty: a workbook with a table"),
        (
            b"participant,sex\n",
            "this is no workbook: a file saved as .xlsx; a table of text has a name that ends in .csv",
        ),
        (b"\xd0\xcf\x11\xe0" + bytes(600), f"this is a workbook of the old kind (.xls): {AGAIN}"),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "the workbook is protected by a password: take the password off and save it again",
        ),
        (archive(readme_txt="x"), f"this is a zip that is no workbook: {AGAIN}"),
        (archive(content_xml="<x/>"), f"this is an OpenDocument spreadsheet: {AGAIN}"),
        (GOOD[: len(GOOD) // 2], f"the file breaks off: {AGAIN}"),
        (rezipped(with_entities), f"the file declares entities of its own: {AGAIN}"),
        (
            rezipped(lambda name, part: part[:-9] if "sheet1" in name else part),
            f"the workbook is damaged (ExpatError): {AGAIN}",
        ),
        (
            rezipped(lambda name, part: b"<x/>" if name == "xl/workbook.xml" else part),
            f"the workbook has no sheet: {AGAIN}",
        ),
    ],
    ids=["empty", "text", "xls", "password", "zip", "ods", "truncated", "entities", "no xml", "no parts"],
)
def test_no_workbooks(content: bytes, message: str) -> None:
    """Each file that is no workbook has its own fault, with what to do."""
    (sheet,) = read_workbook(content, "f.xlsx")
    assert [str(fault) for fault in sheet.faults] == [f"f.xlsx: file: {message}"]


def test_a_million_empty_rows_are_refused() -> None:
    """A workbook in which somebody formatted all rows is refused by its size."""
    (sheet,) = read_workbook(rezipped(a_million_rows), "f.xlsx")
    fault_texts = f"f.xlsx: file: the workbook has far more cells than a table (in sheet1.xml): {FEWER}"
    assert [str(fault) for fault in sheet.faults] == [fault_texts]


def set_value(cell: str, value: object) -> Callable[[Any], None]:
    """Return a change of one cell."""

    def change(sheet: Any) -> None:
        sheet[cell] = value

    return change


def hide_row(sheet: Any) -> None:
    """Hide the row of the participant."""
    sheet.row_dimensions[2].hidden = True


def hide_column(sheet: Any) -> None:
    """Hide the column of the variable."""
    sheet.column_dimensions["B"].hidden = True


def hide_sheet(sheet: Any) -> None:
    """Hide the sheet behind another."""
    sheet.parent.create_sheet("T")
    sheet.sheet_state = "hidden"


SHOW = "show it, or delete it"
CHANGES = [
    (
        set_value("B2", "=1+1"),
        "!B2: value: a formula without a value: the value itself, or the workbook saved by a spreadsheet program",
    ),
    (set_value("B2", "#REF!"), "!B2: value: an error of the spreadsheet (#REF!): the value itself"),
    (
        lambda sheet: sheet.merge_cells("A3:B4") or sheet.__setitem__("A3", "x"),
        "!A3: layout: the cells A3:B4 are merged: unmerge them and fill in each",
    ),
    (hide_row, ":2: layout: the row is hidden: show it (a filter may hide it), or delete it"),
    (hide_column, f"!B1: layout: the column is hidden: {SHOW}"),
    (hide_sheet, ": layout: the sheet is hidden, and has 2 rows: show the sheet, or delete it"),
    (
        set_value("XFD1048576", "x"),
        ": sheet: the sheet reaches to XFD1048576, far beyond a table: delete the cells far from the table",
    ),
]


@pytest.mark.parametrize(
    ("change", "message"), CHANGES, ids=["formula", "error", "merged", "row", "column", "sheet", "far"]
)
def test_misleading_workbooks(change: Callable[[Any], None], message: str) -> None:
    """What a person does not see, or sees otherwise than it is stored, is a fault with its place."""
    first, *_ = read_workbook(saved(change), "f.xlsx")
    assert [str(fault) for fault in first.faults] == [f"f.xlsx!S{message}"]


@pytest.mark.parametrize("change", [change for change, _ in CHANGES[2:6]], ids=["merged", "row", "column", "sheet"])
def test_the_layout_of_a_publisher(change: Callable[[Any], None]) -> None:
    """In a publisher's workbook merged and hidden cells are noted and read."""
    first, *_ = read_workbook(saved(change), "f.xlsx", published=True)
    assert not first.faults
    assert len(first.notes) == 1
    assert first.body[0].cells == ("SYNTHETIC-1", "female")


def test_all_faults_of_a_sheet_at_once() -> None:
    """Nothing hides behind the first fault."""

    def change(sheet: Any) -> None:
        hide_row(sheet)
        sheet["B2"], sheet["B3"] = "=1+1", "#N/A"

    assert [fault.place.row for fault in read_workbook(saved(change), "f.xlsx")[0].faults] == [2, 2, 3]


def test_a_formula_with_its_value() -> None:
    """The value that a spreadsheet program has saved is read, and noted."""

    def computed(name: str, part: bytes) -> bytes:
        return part.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>") if "sheet1" in name else part

    (sheet,) = read_workbook(rezipped(computed, saved(set_value("B2", "=1+1"))), "f.xlsx")
    assert sheet.body[0].cells == ("SYNTHETIC-1", "2")
    assert [str(note) for note in sheet.notes] == ["f.xlsx!S!B2: the value of a formula was read as it was saved last"]


def test_a_chart_is_no_table() -> None:
    """A sheet that is a chart, drawn or still empty, is passed over."""

    def charts(sheet: Any) -> None:
        sheet.parent.create_chartsheet("Empty")
        sheet.parent.create_chartsheet("Chart").add_chart(BarChart())

    (sheet,) = read_workbook(saved(charts), "f.xlsx")
    assert (sheet.name, sheet.faults, sheet.notes) == ("S", (), ())
    assert [row.cells for row in sheet.body] == [("SYNTHETIC-1", "female")]


def test_macros_are_left_alone() -> None:
    """A workbook with a macro is read like one without."""
    macro = rezipped(lambda _, part: part)
    with zipfile.ZipFile(stream := io.BytesIO(macro), "a") as workbook:
        workbook.writestr("xl/vbaProject.bin", b"SYNTHETIC")
    assert read_workbook(stream.getvalue(), "f.xlsm")[0].rows == read_workbook(GOOD, "f.xlsx")[0].rows


@pytest.mark.parametrize(
    ("value", "text", "exact"),
    [
        (None, "", True),
        (2010.0, "2010", True),
        (2010, "2010", True),
        (2.5, "2.5", True),
        (-0.1, "-0.1", True),
        (0.1 + 0.2, "0.3", False),
        (1e21, "1000000000000000000000", True),
        (1e-7, "0.0000001", True),
        (True, "TRUE", True),
        (datetime(2019, 4, 3), "2019-04-03", True),
        (datetime(2019, 4, 3, 12, 30), "2019-04-03 12:30:00", True),
        (date(2019, 4, 3), "2019-04-03", True),
        ("=1", "=1", True),
    ],
    ids=repr,
)
def test_values_as_text(value: object, text: str, exact: bool) -> None:
    """Numbers are written in full, dates in one way; a number of more than 15 digits is known to be inexact."""
    assert cell_text(value) == (text, exact)


@pytest.mark.parametrize(
    ("value", "text"),
    [(2010.0, "2010"), (datetime(2019, 4, 3), "2019-04-03"), ("007", "007"), ("=1+1", "=1+1"), ("#REF!", "#REF!")],
    ids=repr,
)
def test_what_a_cell_holds(value: object, text: str) -> None:
    """A value comes out of a workbook as it went in; a text that looks like a formula stays a text."""
    (sheet,) = read_workbook(as_xlsx({"S": [["a", value]]}), "f.xlsx")
    assert sheet.rows[0].cells == ("a", text)
    assert not sheet.faults


def bare(sheet: Sheet) -> list[tuple[int, tuple[str, ...]]]:
    """Return the rows of a sheet with their numbers."""
    return [(row.number, row.cells) for row in sheet.rows]


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"], exclude_characters="\ufffd"), max_size=6
)
TABLES = st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=4)


@given(TABLES)
@settings(max_examples=15)
def test_a_table_is_the_same_from_text_and_from_a_workbook(table: list[list[str]]) -> None:
    """The same cells come out of both, in the same places, with the same notes."""
    (workbook,) = read_workbook(as_xlsx({"S": table}), "f")
    text = parse_table(decode(as_csv(table), "f"), "f")
    if not any(map(any, table)):
        return
    assert bare(workbook) == bare(text)
    assert [note.place._replace(sheet="") for note in workbook.notes] == [note.place for note in text.notes]
    assert [note.mended for note in workbook.notes] == [note.mended for note in text.notes]


@given(st.binary(max_size=80), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]))
def test_any_bytes(content: bytes, start: bytes) -> None:
    """Whatever the bytes, there is a sheet with a fault, and no exception."""
    assert all(sheet.faults for sheet in read_workbook(start + content, "f.xlsx"))


@given(st.data())
def test_any_damage(data: st.DataObject) -> None:
    """A workbook with some bytes overwritten, or a part of it cut or changed, is read or refused."""
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read_workbook(bytes(content), "f.xlsx")
    names = zipfile.ZipFile(io.BytesIO(GOOD)).namelist()
    damaged, at, what = (
        data.draw(st.sampled_from(names)),
        data.draw(st.integers(0, 400)),
        data.draw(st.binary(max_size=4)),
    )
    read_workbook(
        rezipped(lambda name, part: part[:at] + what + part[at + len(what) :] if name == damaged else part), "f.xlsx"
    )
