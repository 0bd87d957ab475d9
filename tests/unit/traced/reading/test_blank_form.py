"""The empty spreadsheet: what is filled in is read back as it was meant, and every code can be chosen."""

import io
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook

import followup
from study import form_instructions
from traced.reading import blank_form, interviews
from traced.reading.coding import REMARKS, ReadResult
from traced.reading.file_types import HELP
from traced.reading.interviews import File
from traced.reading.variable import entry_of
from unit.builders import DATA, codebook

BOOK = followup.codebook(codebook())
ROWS: Sequence[Mapping[str, object]] = (
    {"participant": "SYNTHETIC-A", "sex": "female", "reason": "survival", "route_1": "north_korea>china"},
    {"participant": "SYNTHETIC-B", "sex": "Female", "reason": "Hope for freedom", "crossing_year": 2004, "page": 7},
    {"participant": "SYNTHETIC-C", "destination": "Canada", "route_1": "North Korea → China", "basis": "implied"},
)


def opened() -> Workbook:
    """Return the empty spreadsheet."""
    return openpyxl.load_workbook(io.BytesIO(blank_form.interview_form(BOOK, form_instructions.LINES)))


def filled(rows: Sequence[Mapping[str, object]]) -> bytes:
    """Return the spreadsheet with SYNTHETIC interviews filled in."""
    book = opened()
    sheet = book[blank_form.INTERVIEWS]
    titles = [cell.value for cell in sheet[1]]
    for number, row in enumerate(rows, start=2):
        for title, value in row.items():
            sheet.cell(number, titles.index(title) + 1, value)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def reading(content: bytes) -> ReadResult:
    """Return what is read of a spreadsheet that was dropped in."""
    return interviews.read_interviews([File("f.xlsx", content)], BOOK)[0]


def test_what_is_filled_in_is_read_back() -> None:
    """Three rows, by code or by label, give their codings, with the remarks of the row."""
    result = reading(filled(ROWS))
    assert result.faults == ()
    assert result.notes == ()  # the sheets that explain it give no note
    assert (blank_form.CODES, blank_form.HOW) == HELP
    assert [(r["participant"], r["variable"], r["value"], r.basis, r["page"]) for r in result.records] == [
        ("SYNTHETIC-A", "sex", "female", "stated", ""),
        ("SYNTHETIC-A", "reason", "survival", "stated", ""),
        ("SYNTHETIC-A", "route_1", "north_korea>china", "stated", ""),
        ("SYNTHETIC-B", "sex", "female", "stated", "7"),
        ("SYNTHETIC-B", "reason", "freedom", "stated", "7"),
        ("SYNTHETIC-B", "crossing_year", "2004", "stated", "7"),
        ("SYNTHETIC-C", "destination", "canada", "implied", ""),
        ("SYNTHETIC-C", "route_1", "north_korea>china", "implied", ""),
    ]


def test_an_untouched_spreadsheet_is_a_fault() -> None:
    """Nothing filled in is one fault, and it says what is missing."""
    (fault,) = reading(blank_form.interview_form(BOOK, form_instructions.LINES)).faults
    assert str(fault) == "f.xlsx!Interviews: row: the table has no rows: at least one row below the header"


def test_a_column_for_each_variable() -> None:
    """Each variable of the codebook has a column, several where it may be given several times, and none is unknown."""
    titles = [str(cell.value) for cell in opened()[blank_form.INTERVIEWS][1]]
    assert len(set(titles)) == len(titles)
    assert set(titles[1 : -len(REMARKS)]) == {*blank_form.form_columns(BOOK)}
    for variable, entry in BOOK["variables"].items():
        assert [entry_of(title, BOOK) is entry for title in titles].count(True) == (
            blank_form.TIMES if entry.get("repeat") else 1
        )
        assert variable in titles or f"{variable}_1" in titles


def test_every_code_can_be_chosen() -> None:
    """The list of each column with codes holds these codes and no other cell, down to the last of the rows."""
    book = opened()
    sheet, codes = book[blank_form.INTERVIEWS], book[blank_form.CODES]
    titles = {cell.column: str(cell.value) for cell in sheet[1]}
    offered = {}
    for choice in sheet.data_validations.dataValidation:
        left, top, right, bottom = range_boundaries(str(choice.sqref))
        assert (left, top, bottom) == (right, 2, blank_form.ROWS)
        assert choice.errorStyle == "warning"  # a label is as good as its code
        name, _, cells = str(choice.formula1).removeprefix("=").partition("!")
        assert name == blank_form.CODES
        offered[titles[left]] = [cell.value for (cell,) in codes[cells.replace("$", "")]]
    with_codes = {title: entry for title in titles.values() if (entry := entry_of(title, BOOK)) and "codes" in entry}
    assert offered == {title: [*entry["codes"]] for title, entry in with_codes.items()}
    assert {"reason", "helper_4", "destination"} <= offered.keys()
    places = {row[1].value for row in codes.iter_rows()}
    assert {*BOOK["lists"]["place"]} <= places


def test_each_code_that_can_be_chosen_is_read_back() -> None:
    """Whoever chooses a code from a list gets this code, in every column that has a list."""
    rows = [
        {"participant": f"SYNTHETIC-{variable}-{code}", f"{variable}_1" if entry.get("repeat") else variable: code}
        for variable, entry in BOOK["variables"].items()
        for code in entry.get("codes", ())
    ]
    result = reading(filled(rows))
    assert result.faults == ()
    assert [r["participant"] for r in result.records] == [row["participant"] for row in rows]
    assert [r["value"] for r in result.records] == [[*row.values()][1] for row in rows]


def test_the_instructions_are_there() -> None:
    """The last sheet has the instructions, a line in each row."""
    assert [line for (line,) in opened()[blank_form.HOW].values] == [*form_instructions.LINES]


def test_nothing_is_hidden_or_merged() -> None:
    """The spreadsheet has no layout that its own reader would refuse, and no formula."""
    for sheet in opened().worksheets:
        assert sheet.sheet_state == "visible"
        assert not sheet.merged_cells.ranges
        assert not any(
            dimension.hidden for dimension in [*sheet.column_dimensions.values(), *sheet.row_dimensions.values()]
        )
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.slow
def test_the_command_keeps_what_is_there(tmp_path: Path) -> None:
    """The command writes the spreadsheet of the data folder's codebook, and never over a file."""
    target = tmp_path / "interviews.xlsx"
    command = [sys.executable, "workflow/commands/interview_form.py", target]
    first, second = (
        subprocess.run(command, cwd=DATA.parent, capture_output=True, text=True, check=False) for _ in range(2)
    )
    assert (first.returncode, second.returncode) == (0, 1)
    assert "fill it in" in first.stdout
    assert "is there already: name another file, or move it away" in second.stderr
    assert [sheet.title for sheet in openpyxl.load_workbook(target)] == [
        blank_form.INTERVIEWS,
        blank_form.CODES,
        blank_form.HOW,
    ]
