"""Write the empty spreadsheet for interviews: a column for each variable, and its codes to choose from."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from traced.reading.coding import REMARKS
from traced.reading.variable import CASE, stem_of

INTERVIEWS, CODES, HOW = "Interviews", "Codes", "How to fill it in"
TIMES = 4  # columns for a variable that may be given several times; more are numbered on
ROWS = 500  # rows for which codes can be chosen from a list


def interview_form(codebook: Mapping[str, Any], instructions: Iterable[str]) -> bytes:
    """Return the empty spreadsheet as XLSX, with a sheet of instructions, a row for each."""
    book = Workbook()
    interviews = book.active
    assert isinstance(interviews, Worksheet)
    interviews.title = INTERVIEWS
    codes, how = book.create_sheet(CODES), book.create_sheet(HOW)
    ranges = fill_codes(codes, codebook)
    for line in instructions:
        how.append([line])
    how.column_dimensions["A"].width = 110
    titles = [CASE, *form_columns(codebook), *REMARKS]
    interviews.append(titles)
    interviews.freeze_panes = "B2"
    for number, title in enumerate(titles, start=1):
        letter = get_column_letter(number)
        interviews.column_dimensions[letter].width = max(12, len(title) + 2)
        interviews[f"{letter}1"].font = Font(bold=True)
        stem = stem_of(title, codebook)
        if stem in ranges:
            choice = DataValidation(
                type="list",
                formula1=ranges[stem],
                allow_blank=True,
                showErrorMessage=True,
                errorStyle="warning",  # a label may be written too
                errorTitle=title,
                error=f"one of the codes of {stem} on the sheet {CODES}, or its label",
            )
            choice.add(f"{letter}2:{letter}{ROWS}")
            interviews.add_data_validation(choice)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def form_columns(codebook: Mapping[str, Any]) -> Iterator[str]:
    """Yield the columns of the variables; a repeated one has several."""
    for variable, entry in codebook["variables"].items():
        if entry.get("repeat"):
            yield from (f"{variable}_{number}" for number in range(1, TIMES + 1))
        else:
            yield variable


def fill_codes(sheet: Worksheet, codebook: Mapping[str, Any]) -> dict[str, str]:
    """Fill the sheet of codes, and return the cells with the codes of each variable, as a formula."""
    sheet.append(["variable", "code", "label", "definition"])
    ranges: dict[str, str] = {}
    for variable, entry in codebook["variables"].items():
        sheet.append([variable, entry["type"] if "codes" not in entry else "", entry["label"], entry["definition"]])
        codes, row = entry.get("codes", {}), sheet.max_row
        for code, of_code in codes.items():
            sheet.append(["", code, of_code["label"], of_code["definition"]])
        if codes:
            ranges[variable] = f"={CODES}!$B${row + 1}:$B${row + len(codes)}"
    for name, entries in codebook["lists"].items():
        sheet.append([name, "list", "", "the two ends of a value FROM>TO"])
        for code, entry in entries.items():
            sheet.append(["", code, entry["label"], entry.get("role", "")])
    for letter, width in zip("ABCD", (22, 26, 32, 90), strict=True):
        sheet.column_dimensions[letter].width = width
        sheet[f"{letter}1"].font = Font(bold=True)
    for (cell,) in sheet.iter_rows(min_col=4, max_col=4):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    return ranges
