"""Read a sheet with a row for each coding, as codings.csv has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from traced.reading.coding import Codings, ReadResult
from traced.reading.sheet import Sheet
from traced.reading.variable import CASE


def long_codings(sheet: Sheet, codebook: Mapping[str, Any]) -> ReadResult:
    """Return the codings of a sheet with the columns participant, variable and value, and perhaps remarks.

    The cell of the value is the identity of a coding. A variable coded twice for a participant is a fault.
    """
    codings = Codings(sheet, codebook)
    needed = codings.columns(CASE, "variable", "value")
    if needed is None:
        return codings.result()
    case, variable, value = needed
    remarks = codings.remark_columns()
    for row, participant in codings.participants(case):
        name, text = sheet.cell(row, variable), sheet.cell(row, value)
        if not (name and text):
            codings.fault(row, value if name else variable, "an empty cell", "a variable and its value in each row")
        elif known := codings.records.get((participant, name)):
            problem = f"{name} of {participant} is coded already, in {known.id}"
            codings.fault(row, variable, problem, "each coding once")
        else:
            codings.add(row, value, participant, name, text, codings.remarks(row, remarks))
    return codings.result()
