"""Wide: a spreadsheet with a row for each participant and a column for each variable becomes codings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from traced.core.fault import Fault, nearest
from traced.reading.coding import REMARKS, Codings, ReadResult, known_titles, no_table
from traced.reading.encoding import Note
from traced.reading.sheet import Sheet, same_name
from traced.reading.variable import CASE, example_column, variables_called

NOWHERE = -1


def wide_codings(sheet: Sheet, codebook: Mapping[str, Any]) -> ReadResult:
    """Return the codings of a sheet: one for each filled cell, with the cell as its identity.

    A column is called by the name or label of its variable, numbered where the variable may be repeated (helper_1).
    The column `participant` names the case, or else the first. The columns basis (stated, when there is none), page
    and evidence hold for their row. An empty cell says nothing.
    """
    if (nothing := no_table(sheet)) is not None:
        return nothing
    codings = Codings(sheet, codebook)
    codings.faults += sheet.shape_faults()
    case = case_column(codings)
    remarks, variables = columns(codings, max(case, 0))
    if case == NOWHERE:
        return codings.result()
    first: dict[str, str] = {}
    for row in sheet.body:
        participant = codings.participant(row, case)
        if not participant:
            continue
        at = str(sheet.place(row, case))
        if first.setdefault(participant.casefold(), at) != at:
            problem = f"{participant!r} has a row already, in {first[participant.casefold()]}"
            codings.faults.append(sheet.fault(row, case, problem, "one row for each participant"))
            continue
        of_row = codings.remarks(row, remarks)
        texts = {column: text for column in variables if (text := sheet.cell(row, column))}
        if not any(text for column, text in enumerate(row.cells) if column != case and column not in remarks.values()):
            allowed = "at least one value in the row: a participant without any would not be counted"
            codings.faults.append(sheet.fault(row, case, f"nothing is coded of {participant!r}", allowed))
        for column, text in texts.items():
            codings.add(row, column, participant, variables[column], text, of_row)
    return replace(codings.result(), absent=tuple(absent(codings, variables.values())))


def case_column(codings: Codings) -> int:
    """Return the column that names the participants, or with a fault NOWHERE.

    The first is taken, and noted, when none is called so and it is no variable.
    """
    sheet = codings.sheet
    found = sheet.columns(CASE)
    if found:
        return found[0]
    title = sheet.cell(sheet.rows[0], 0)
    if variables_called(title, codings.codebook) or title in REMARKS:
        codings.faults.append(sheet.fault(sheet.rows[0], 0, f"no column is called {CASE}", f"a column {CASE}"))
        return NOWHERE
    codings.notes.append(Note(sheet.place(sheet.rows[0], 0), f"the column {title!r} was read as {CASE}"))
    return 0


def absent(codings: Codings, found: Collection[str]) -> Iterator[tuple[str, Fault]]:
    """Yield each variable of which everybody has one and that has no column, with its fault.

    A header that looks like it is a fault of its own, which names it.
    """
    sheet = codings.sheet
    unknown = [title.casefold() for title in sheet.header if title and not variables_called(title, codings.codebook)]
    for variable, entry in codings.codebook["variables"].items():
        misspelt = bool(nearest(variable, unknown).close)
        if entry.get("each") == "one" and variable not in found and not misspelt:
            allowed = f"a column {variable}, its cell empty where the source does not say"
            yield variable, Fault(sheet.whole(), variable, "this column is missing", allowed)


def columns(codings: Codings, case: int) -> tuple[dict[str, int], dict[int, str]]:
    """Return the columns with remarks on a row, by name, and the variable of each other column."""
    sheet, header = codings.sheet, codings.sheet.rows[0]
    remarks: dict[str, int] = {}
    variables: dict[int, str] = {}
    for column, title in enumerate(header.cells):
        if not title or column == case:
            continue
        remark = next((name for name in REMARKS if same_name(title, name)), "")
        found = [remark] if remark else variables_called(title, codings.codebook)
        if same_name(title, CASE) or (len(found) == 1 and found[0] in (*remarks, *variables.values())):
            codings.faults.append(sheet.fault(header, column, "this column stands twice", "each column once"))
        elif len(found) > 1:
            problem = f"{title!r} may be {' or '.join(found)}"
            codings.faults.append(
                sheet.fault(header, column, problem, "the name of the variable, as in the codebook", "codebook")
            )
        elif not found:
            hint = nearest(title.casefold(), known_titles(codings.codebook, (CASE, *REMARKS)))
            numbered = example_column(codings.codebook)
            allowed = f"{hint.text}; a new variable is added in the codebook, a repeated one is numbered ({numbered})"
            problem = f"the column {title!r} is not known"
            codings.faults.append(sheet.fault(header, column, problem, allowed, "codebook"))
        elif remark:
            remarks[remark] = column
        else:
            variables[column] = found[0]
    return remarks, variables
