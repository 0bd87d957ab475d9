"""Long: a sheet with a row for each coding becomes codings, as codings.csv has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from traced.reading.coding import Codings, ReadResult, no_table
from traced.reading.sheet import Sheet
from traced.reading.variable import CASE


def long_codings(sheet: Sheet, codebook: Mapping[str, Any]) -> ReadResult:
    """Return the codings of a sheet with the columns participant, variable and value, and perhaps remarks.

    The cell of the value is the identity of a coding. A variable coded twice for a participant is a fault.
    """
    if (nothing := no_table(sheet)) is not None:
        return nothing
    codings = Codings(sheet, codebook)
    codings.faults += sheet.shape_faults()
    needed = codings.columns(CASE, "variable", "value")
    if needed is None:
        return codings.result()
    case, variable, value = needed
    remarks = codings.remark_columns()
    for row in sheet.body:
        participant, name, text = (sheet.cell(row, column) for column in needed)
        if not codings.participant(row, case):
            continue
        if not (name and text):
            column = value if name else variable
            codings.faults.append(sheet.fault(row, column, "an empty cell", "a variable and its value in each row"))
        elif (participant, name) in codings.records:
            problem = f"{name} of {participant} is coded already, in {codings.records[participant, name].id}"
            codings.faults.append(sheet.fault(row, variable, problem, "each coding once"))
        else:
            codings.add(row, value, participant, name, text, codings.remarks(row, remarks))
    return codings.result()
