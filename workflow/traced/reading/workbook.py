"""Read the sheets of an XLSX file as text, or report what a person has to change in it."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast
from xml.parsers import expat

from traced.core.fault import Fault
from traced.core.record import Place, column_letters
from traced.reading.encoding import Note
from traced.reading.sheet import Sheet, build_sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_BYTES = 16_000_000  # of all its XML: some 250 000 cells, read in seconds
MOST_CELLS = 500_000  # in the rectangle that the filled cells of a sheet span
SAVE_AGAIN = "open it in a spreadsheet program and save it as .xlsx"
OLD = b"\xd0\xcf\x11\xe0"
PROTECTED = "EncryptedPackage".encode("utf-16-le")
LINE_BREAK = re.compile("_x000D_\n?")  # how a workbook writes the line end of another system


class Unsafe(ValueError):
    """An XML text that declares entities of its own, which no workbook or codebook needs."""


def read_workbook(content: bytes, file: str, *, published: bool = False) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, their values as text; one that cannot be read is empty and has a fault.

    published: the workbook is a publisher's, in which merged and hidden cells are part of the layout: they are noted

    Numbers are written as a spreadsheet shows them in full, dates as YYYY-MM-DD; macros and pictures are left alone.
    """
    try:
        if problem := file_problem(content):
            return (Sheet.unread(file, *problem),)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out of a sheet is nothing that holds a value
            formulas, values = worksheets(content, data_only=False), worksheets(content, data_only=True)
            sheets = [read_sheet(one, other, file) for one, other in zip(formulas, values, strict=True)]
    except Unsafe as error:
        return (Sheet.unread(file, str(error), SAVE_AGAIN),)
    except Exception as error:  # zipfile and openpyxl raise anything for a damaged workbook
        cut = content.startswith(b"PK\x03\x04") and b"PK\x05\x06" not in content
        damage = "the file breaks off" if cut else f"the workbook is damaged ({type(error).__name__})"
        return (Sheet.unread(file, damage, SAVE_AGAIN),)
    if not sheets:
        return (Sheet.unread(file, "the workbook has no sheet", SAVE_AGAIN),)
    return tuple(with_layout_notes(sheet) if published else sheet for sheet in sheets)


def worksheets(content: bytes, *, data_only: bool) -> list[Worksheet]:
    """Return the worksheets of a workbook, with its formulas or their values."""
    from openpyxl.reader.excel import ExcelReader  # only a study with workbooks waits for the import

    class Reader(ExcelReader):
        """A reader that leaves a sheet with a chart empty: it has no value, and may lack its drawing."""

        def read_chartsheet(self, sheet: Any, rel: Any) -> None:  # noqa: ARG002  the name that openpyxl calls it by
            self.wb.create_chartsheet(sheet.name)

    reader = Reader(io.BytesIO(content), data_only=data_only, keep_links=False)
    reader.read()
    return cast("list[Worksheet]", reader.wb.worksheets)


def file_problem(content: bytes) -> tuple[str, str] | None:
    """Return what is wrong with a file that is no workbook or too large, and what to do; None for a sound one.

    Raises Unsafe for XML with entities of its own, and what zipfile and expat raise for a damaged file.
    """
    if not content:
        return "the file is empty", "a workbook with a table"
    if content.startswith(OLD):
        if PROTECTED in content:
            return "the workbook is protected by a password", "take the password off and save it again"
        return "this is a workbook of the old kind (.xls)", SAVE_AGAIN
    if not content.startswith(b"PK"):
        return "this is no workbook", "a file saved as .xlsx; a table of text has a name that ends in .csv"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {part.filename: part for part in archive.infolist()}
        if "xl/workbook.xml" not in parts:
            other = "an OpenDocument spreadsheet" if "content.xml" in parts else "a zip that is no workbook"
            return f"this is {other}", SAVE_AGAIN
        left = MOST_BYTES
        for name, part in parts.items():
            if name.endswith((".xml", ".rels")):
                left -= part.file_size
                if left < 0:
                    problem = f"the workbook has far more cells than a table (in {name.rpartition('/')[2]})"
                    return problem, "delete the empty rows and columns below and beside the table, and save it again"
                check_xml(archive.read(part))
    return None


def check_xml(content: bytes) -> None:
    """Raise Unsafe for XML that declares entities, ExpatError for text that is no XML."""

    def refuse(*_: object) -> None:
        raise Unsafe("the file declares entities of its own")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(content, True)


def read_sheet(formulas: Worksheet, values: Worksheet, file: str) -> Sheet:
    """Return one sheet as text, with faults for cells without a sure value and for a misleading layout."""
    name = str(values.title)
    whole = Place(file, name)
    if values.max_row * values.max_column > MOST_CELLS:
        last = f"{column_letters(values.max_column)}{values.max_row}"
        problem = f"the sheet reaches to {last}, far beyond a table"
        return Sheet(file, name, (), faults=(Fault(whole, "sheet", problem, "delete the cells far from the table"),))
    rows, faults, notes = [], [], []
    for shown, computed in zip(formulas.iter_rows(), values.iter_rows(), strict=True):
        texts = []
        for formula, cell in zip(shown, computed, strict=True):
            at = Place(file, name, int(cell.row or 0), int(cell.column or 0))
            if cell.data_type == "e":
                faults.append(Fault(at, "value", f"an error of the spreadsheet ({cell.value})", "the value itself"))
            elif formula.data_type == "f" and cell.value is None:
                allowed = "the value itself, or the workbook saved by a spreadsheet program"
                faults.append(Fault(at, "value", "a formula without a value", allowed))
            elif formula.data_type == "f":
                notes.append(Note(at, "the value of a formula was read as it was saved last"))
            text, exact = cell_text(cell.value)
            if not exact:
                notes.append(Note(at, "the number was read with 15 digits, as a spreadsheet shows it"))
            if LINE_BREAK.search(text):
                text = LINE_BREAK.sub("\n", text)
                notes.append(Note(at, "the line ends of another system were read as line ends"))
            texts.append(text)
        rows.append((int(computed[0].row or 0), texts))
    sheet = build_sheet(file, name, rows)
    layout = tuple(layout_faults(values, sheet)) if sheet.rows else ()
    return replace(sheet, notes=(*notes, *sheet.notes), faults=(*layout, *faults, *sheet.faults))


def layout_faults(sheet: Worksheet, read: Sheet) -> Iterator[Fault]:
    """Yield a fault for a hidden sheet, for hidden rows and columns with text, and for merged cells."""

    def fault(place: Place, problem: str, allowed: str) -> Fault:
        return Fault(place, "layout", problem, allowed, "layout")

    if sheet.sheet_state != "visible":
        problem = f"the sheet is hidden, and has {len(read.rows)} rows"
        yield fault(read.whole(), problem, "show the sheet, or delete it")
    for row in read.rows:
        if sheet.row_dimensions[row.number].hidden:
            place = Place(read.file, read.name, row.number)
            yield fault(place, "the row is hidden", "show it (a filter may hide it), or delete it")
    width = max(len(row.cells) for row in read.rows)
    for dimension in list(sheet.column_dimensions.values()):
        columns = range(dimension.min or 0, min(dimension.max or 0, width) + 1)
        for column in columns if dimension.hidden else ():
            first = next((row for row in read.rows if read.cell(row, column - 1)), None)
            if first:
                yield fault(read.place(first, column - 1), "the column is hidden", "show it, or delete it")
    for merged in sheet.merged_cells.ranges:
        place = Place(read.file, read.name, merged.min_row, merged.min_col)
        yield fault(place, f"the cells {merged.coord} are merged", "unmerge them and fill in each")


def with_layout_notes(sheet: Sheet) -> Sheet:
    """Return a publisher's sheet with its layout noted instead of refused."""
    notes = tuple(Note(fault.place, fault.problem) for fault in sheet.faults if fault.kind == "layout")
    faults = tuple(fault for fault in sheet.faults if fault.kind != "layout")
    return replace(sheet, notes=(*sheet.notes, *notes), faults=faults)


def cell_text(value: Any) -> tuple[str, bool]:
    """Return the value of a cell as text, and whether the text is exact."""
    match value:
        case None:
            return "", True
        case bool():
            return str(value).upper(), True
        case float():
            text = format(Decimal(format(value, ".15g")), "f")
            text = text.rstrip("0").rstrip(".") if "." in text else text
            return text, float(text) == value
        case datetime():
            return (value.date().isoformat() if value.time() == time() else value.isoformat(" ")), True
        case date() | time():
            return value.isoformat(), True
        case _:
            return str(value), True
