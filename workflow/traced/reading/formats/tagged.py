"""Read tables of coding software, with a row for each coded passage and its code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from traced.core.fault import nearest
from traced.reading.coding import Codings, ReadResult, Remarks
from traced.reading.encoding import Note
from traced.reading.sheet import Row, Sheet, same_name
from traced.reading.variable import (
    CASE,
    entry_of,
    example_code,
    matching,
    stem_of,
    understand,
    variable_titles,
    variables_called,
)

CODE = "code"  # the column of the code in a table that is read by a mapping


@dataclass(frozen=True)
class Export:
    """The headers of an export.

    participant: the column of the participant or document; of several names the first that the table has
    code: the column of the code, whose cells are `variable/code`
    category: the columns of the categories that hold the code, if any; one of them may be the variable
    number: the column of the number of the passage, and what a passage is called in the evidence
    unread: columns that say nothing about participants, or quote their words, which are not read
    documents: whether participants are named by documents, whose endings (.docx) are left out
    signs: the headers that tell this export from other tables
    """

    participant: tuple[str, ...]
    code: str
    category: str = ""
    number: tuple[str, str] = ("", "")
    unread: tuple[str, ...] = ()
    documents: bool = True
    signs: frozenset[str] = frozenset()

    def column_of_participant(self, sheet: Sheet) -> str:
        return next((name for name in self.participant if sheet.columns(name)), self.participant[-1])


MAPPED = Export((CASE,), CODE, documents=False)
TAGUETTE = Export(
    ("document",), "tag", number=("id", "highlight"), unread=("content",), signs=frozenset({"document", "tag"})
)
QUALCODER = Export(
    ("Case", "File"),
    "Codename",
    category="Category",
    number=("Id", "coding"),
    unread=("File", "Case", "Filename", "Coder", "Coded", "Coded_Memo"),
    signs=frozenset({"codename"}),
)
EXPORTS = (TAGUETTE, QUALCODER)


def export_of(sheet: Sheet) -> Export | None:
    """Return the export whose headers a table has; None for another table."""
    header = {title.casefold() for title in sheet.header}
    return next((export for export in EXPORTS if export.signs <= header), None)


def tagged_codings(
    sheet: Sheet, codebook: Mapping[str, Any], export: Export, codes: Mapping[str, str] | None = None
) -> ReadResult:
    """Return the codings of a table with a row for each coded passage.

    codes: their code, and `variable/code` of ours; empty for a code that is left out
    """
    codings = Codings(sheet, codebook)
    columns = codings.columns(export.column_of_participant(sheet), export.code)
    if columns is None:
        return codings.result()
    participant, code = columns
    remarks = codings.remark_columns()
    number, passage = export.number
    numbers = sheet.columns(number) if number else []
    categories = sheet.columns(export.category) if export.category else []
    known = (*export.participant, export.code, export.category, number, *export.unread, *remarks)
    for column, title in enumerate(sheet.header):
        if title and not any(same_name(title, name) for name in known):
            codings.notes.append(Note(sheet.place(sheet.rows[0], column), f"the column {title} was not read"))
    people = codings.documents(participant) if export.documents else {}
    tags = Tags(codings, codes or {})
    for row, name in codings.participants(participant):
        of_row = codings.remarks(row, remarks)
        if numbers and (text := sheet.cell(row, numbers[0])):
            of_row = replace(of_row, evidence=f"{passage} {text}")
        above = tuple(text for column in categories if (text := sheet.cell(row, column)))
        tags.add(row, code, people.get(name, name), above, of_row)
    return codings.result()


@dataclass
class Tags:
    """The tags of a sheet as they become codings.

    names: their tag, and ours, `variable/code`; empty for a tag that is left out

    A tag of a repeated variable without a number gets the next one, in the order of the rows. The same tag again for
    the same participant is passed over. A wrong tag is one fault, where it stands first.
    """

    codings: Codings
    names: Mapping[str, str]
    meanings: dict[tuple[str, tuple[str, ...]], tuple[str, str] | None] = field(default_factory=dict)
    seen: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(self, row: Row, column: int, participant: str, categories: tuple[str, ...], remarks: Remarks) -> None:
        """Add the coding of a row: its tag in the categories, of a participant."""
        tag, codebook = self.codings.sheet.cell(row, column), self.codings.codebook
        if (tag, categories) not in self.meanings:
            self.meanings[tag, categories] = self.meaning(row, column, tag, categories)
        meaning = self.meanings[tag, categories]
        if meaning is None:
            return
        variable, value = meaning
        if entry_of(variable, codebook).get("repeat") and stem_of(variable, codebook) == variable:
            values = self.seen.setdefault((participant, variable), [])
            if value in values:
                return
            values.append(value)
            if len(values) == 2:
                mended = f"tags of {variable} without a number were numbered in the order of the rows"
                self.codings.notes.append(Note(self.codings.sheet.whole(), mended))
            variable = f"{variable}_{len(values)}"
        self.codings.add(row, column, participant, variable, value, remarks)

    def meaning(self, row: Row, column: int, tag: str, categories: tuple[str, ...]) -> tuple[str, str] | None:
        """Return variable and value of a tag; None for one that is left out, and, with a fault, for one without."""
        codebook, ours = self.codings.codebook, self.names.get(tag, tag)
        if not ours:
            return None
        title, slash, code = (part.strip() for part in ours.partition("/"))
        if slash:
            meanings = [(variable, code) for variable in variables_called(title, codebook)]
        else:
            of_categories = dict.fromkeys(v for category in categories for v in variables_called(category, codebook))
            meanings = [(v, ours) for v in of_categories if matching(ours, entry_of(v, codebook).get("codes", {}))]
        if len(meanings) == 1:
            ((variable, text),) = meanings
            meant = understand(text, variable, codebook)
            if meant.problem is None:
                return variable, meant.value
            self.codings.fault(row, column, *meant.problem)
            return None
        allowed = f"a tag VARIABLE/CODE, as {example_code(codebook)}, or a line for it under codes in the mapping"
        if meanings:
            problem = f"{tag!r} may be of {' or '.join(variable for variable, _ in meanings)}"
        else:
            near = nearest(title.casefold(), variable_titles(codebook) if slash else ())
            allowed = f"{near.text} {allowed}" if near.close else allowed
            problem = f"{tag!r} is no variable and code"
        self.codings.fault(row, column, problem, allowed)
        return None
