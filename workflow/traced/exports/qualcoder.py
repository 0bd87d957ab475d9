"""QualCoder: its coding report, a row for each coded passage; its table of case attributes is a wide one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..coding import Codings, Reading, no_table
from ..decoding import Note
from ..faults import Fault
from ..sheets import Sheet, same
from ..tags import Tags

TOLD = ("File", "Case", "Filename", "Coder", "Coded", "Id", "Codename", "Coded_Memo", "Category")


def report(sheet: Sheet, codebook: Mapping[str, Any]) -> Reading:
    """Return the codings of a coding report: the case, or else the file without .txt and the like, is the participant.

    A code is called `variable/code`, or stands in a category that is called as its variable. What was coded is the
    participant's own words and is not read; its number says where it is found.
    """
    if (nothing := no_table(sheet)) is not None:
        return nothing
    codings = Codings(sheet, codebook)
    codings.faults += sheet.shape()
    found = [sheet.column("Case") if sheet.columns("Case") else sheet.column("File"), sheet.column("Codename")]
    columns = [column for column in found if not isinstance(column, Fault)]
    if len(columns) < len(found):
        codings.faults += [fault for fault in found if isinstance(fault, Fault)]
        return codings.reading()
    case, code = columns
    for column, title in enumerate(sheet.header):
        if title and not any(same(title, name) for name in TOLD):
            codings.notes.append(Note(sheet.place(sheet.rows[0], column), f"the column {title} was not read"))
    tags = Tags(codings, {})
    people = codings.documents(case)
    for row in sheet.body:
        participant = people.get(codings.participant(row, case))
        if participant:
            categories = [text for column in sheet.columns("Category") if (text := sheet.cell(row, column))]
            ids = [text for column in sheet.columns("Id") if (text := sheet.cell(row, column))]
            evidence = f"coding {ids[0]}" if ids else ""
            tags.add(row, code, participant, sheet.cell(row, code), categories, evidence=evidence)
    return codings.reading()
