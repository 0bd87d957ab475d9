"""Read a spreadsheet with a row for each participant and a column for each variable."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from traced.core.fault import Fault, nearest
from traced.reading.coding import REMARKS, Codings, ReadResult
from traced.reading.encoding import Note
from traced.reading.sheet import Sheet, same_name
from traced.reading.variable import CASE, example_column, variable_titles, variables_called


def wide_codings(sheet: Sheet, codebook: Mapping[str, Any]) -> ReadResult:
    """Return the codings of a sheet: one for each filled cell, with the cell as its identity.

    A column is called by the name or label of its variable, numbered where the variable may be repeated (helper_1).
    The column `participant` names the case, or else the first. The columns basis (stated, when there is none), page
    and evidence hold for their row. An empty cell says nothing.
    """
    codings = Codings(sheet, codebook)
    case = case_column(codings)
    remarks, variables = column_roles(codings, case or 0)
    if case is None:
        return codings.result()
    first: dict[str, str] = {}
    for row, participant in codings.participants(case):
        at = str(sheet.place(row, case))
        if first.setdefault(participant.casefold(), at) != at:
            problem = f"{participant!r} has a row already, in {first[participant.casefold()]}"
            codings.fault(row, case, problem, "one row for each participant")
            continue
        of_row = codings.remarks(row, remarks)
        if not any(text for column, text in enumerate(row.cells) if column not in (case, *remarks.values())):
            allowed = "at least one value in the row: a participant without any would not be counted"
            codings.fault(row, case, f"nothing is coded of {participant!r}", allowed)
        for column, variable in variables.items():
            if text := sheet.cell(row, column):
                codings.add(row, column, participant, variable, text, of_row)
    return replace(codings.result(), absent=tuple(absent_variables(codings, variables.values())))


def case_column(codings: Codings) -> int | None:
    """Return the column that names the participants; None, with a fault, where there is none.

    The first is taken, and noted, when none is called so and it is no variable.
    """
    sheet = codings.sheet
    named = sheet.columns(CASE)
    if named:
        return named[0]
    title = sheet.cell(sheet.rows[0], 0)
    if variables_called(title, codings.codebook) or title in REMARKS:
        codings.fault(sheet.rows[0], 0, f"no column is called {CASE}", f"a column {CASE}")
        return None
    codings.notes.append(Note(sheet.place(sheet.rows[0], 0), f"the column {title!r} was read as {CASE}"))
    return 0


def absent_variables(codings: Codings, present: Collection[str]) -> Iterator[tuple[str, Fault]]:
    """Yield each variable of which everybody has a value and that has no column, with its fault.

    A header that looks like it has a fault of its own, which names the variable.
    """
    sheet = codings.sheet
    unknown = [title.casefold() for title in sheet.header if title and not variables_called(title, codings.codebook)]
    for variable, entry in codings.codebook["variables"].items():
        misspelt = bool(nearest(variable, unknown).close)
        if entry.get("each") == "one" and variable not in present and not misspelt:
            allowed = f"a column {variable}, its cell empty where the source does not say"
            yield variable, Fault(sheet.whole(), variable, "this column is missing", allowed)


def column_roles(codings: Codings, case: int) -> tuple[dict[str, int], dict[int, str]]:
    """Return the columns with remarks on a row, by name, and the variable of each other column."""
    header = codings.sheet.rows[0]
    remarks: dict[str, int] = {}
    variables: dict[int, str] = {}
    for column, title in enumerate(header.cells):
        if not title or column == case:
            continue
        remark = next((name for name in REMARKS if same_name(title, name)), "")
        names = [remark] if remark else variables_called(title, codings.codebook)
        if same_name(title, CASE) or (len(names) == 1 and names[0] in (*remarks, *variables.values())):
            codings.fault(header, column, "this column stands twice", "each column once")
        elif len(names) > 1:
            problem, allowed = f"{title!r} may be {' or '.join(names)}", "the name of the variable, as in the codebook"
            codings.fault(header, column, problem, allowed, "codebook")
        elif not names:
            hint = nearest(title.casefold(), {*variable_titles(codings.codebook), CASE, *REMARKS})
            numbered = example_column(codings.codebook)
            allowed = f"{hint.text}; a new variable is added in the codebook, a repeated one is numbered ({numbered})"
            problem = f"the column {title!r} is not known"
            codings.fault(header, column, problem, allowed, "codebook")
        elif remark:
            remarks[remark] = column
        else:
            variables[column] = names[0]
    return remarks, variables
