"""Coding: the cells of any table become codings, each held to the codebook and to the codings before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from traced.core.fault import Fault
from traced.core.record import Basis, Place, Record
from traced.reading.encoding import Note
from traced.reading.participant_names import without_ending
from traced.reading.sheet import Row, Sheet
from traced.reading.variable import CASE, entry_of, understand, variable_problem, variable_titles

TOTALS = ("total", "totals", "sum", "all", "subtotal", "grand total")  # a codebook may name others
STATED = "stated"
REMARKS = ("basis", "page", "evidence")  # columns that say something of the codings of their row


@dataclass(frozen=True)
class ReadResult:
    """What a file gave: its records, what was mended on the way, and what is wrong with it.

    absent: the variables of which everybody has one and for which the table has no column, with a fault for each; it
    counts only where nothing else tells them
    """

    records: tuple[Record, ...]
    notes: tuple[Note, ...] = ()
    faults: tuple[Fault, ...] = ()
    absent: tuple[tuple[str, Fault], ...] = ()


@dataclass(frozen=True)
class Remarks:
    """What a table says of a coding beside its value."""

    basis: str = STATED
    page: str = ""
    evidence: str = ""


@dataclass
class Codings:
    """The codings of a sheet as they are gathered, cell by cell."""

    sheet: Sheet
    codebook: Mapping[str, Any]
    records: dict[tuple[str, str], Record] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def add(self, row: Row, column: int, participant: str, variable: str, text: str, remarks: Remarks) -> None:
        """Add the coding of a cell; the same again is passed over, another value is a fault."""
        at = self.sheet.place(row, column)
        if problem := variable_problem(variable, self.codebook):
            self.faults.append(Fault(at, "variable", *problem))
            return
        meant = understand(text, variable, self.codebook)
        if meant.problem:
            self.faults.append(Fault(at, variable, *meant.problem))
            return
        if meant.mended:
            self.notes.append(Note(at, meant.mended))
        fields = {CASE: participant, "variable": variable, "value": meant.value}
        record = Record(
            str(at), cast(Basis, remarks.basis), fields | {"page": remarks.page, "evidence": remarks.evidence}
        )
        known = self.records.setdefault((participant, variable), record)
        if known["value"] != meant.value:
            twice = f"{participant} has {meant.value!r} here and {known['value']!r} in {known.id}"
            path = (entry_of(variable, self.codebook) or {}).get("type") == "path"
            self.faults.append(Fault(at, variable, twice, "one value for each", "path" if path else ""))

    def columns(self, *names: str) -> list[int] | None:
        """Return the columns with these headers; None, with a fault for each, when one is missing or stands twice."""
        found = [self.sheet.column(name) for name in names]
        self.faults += [column for column in found if isinstance(column, Fault)]
        columns = [column for column in found if not isinstance(column, Fault)]
        return columns if len(columns) == len(found) else None

    def remark_columns(self) -> dict[str, int]:
        """Return the columns basis, page and evidence by name, as far as the sheet has them."""
        return {name: columns[0] for name in REMARKS if (columns := self.sheet.columns(name))}

    def remarks(self, row: Row, columns: Mapping[str, int]) -> Remarks:
        """Return the remarks of a row from its columns basis, page and evidence, as far as it has them."""
        texts = {name: self.sheet.cell(row, column) for name, column in columns.items()}
        allowed = self.codebook.get("basis", {STATED: ""})
        remarks = Remarks(texts.get("basis", "").lower() or STATED, texts.get("page", ""), texts.get("evidence", ""))
        if remarks.basis not in allowed:
            expected = f"one of {', '.join(allowed)}; an empty cell means {STATED}"
            self.faults.append(self.sheet.fault(row, columns["basis"], f"{texts['basis']!r} is no basis", expected))
        if remarks.page and not (remarks.page.isascii() and remarks.page.isdecimal()):
            expected = "one page number, or nothing"
            self.faults.append(self.sheet.fault(row, columns["page"], f"{remarks.page!r} is no page", expected))
        return remarks

    def participant(self, row: Row, column: int) -> str:
        """Return whom a row is about; empty, with a fault, when it is a total or names nobody."""
        name = self.sheet.cell(row, column)
        if not name:
            expected = "the name or number of the participant in each row"
            self.faults.append(self.sheet.fault(row, column, "the row names no participant", expected))
        elif name.casefold().strip(" :.") in {*TOTALS, *self.codebook.get("totals", ())}:
            expected = "a row for each participant: delete the row of totals"
            self.faults.append(self.sheet.fault(row, column, f"{name!r} is no participant", expected))
            return ""
        return name

    def documents(self, column: int) -> dict[str, str]:
        """Return the participants of a column that names their documents, by document; an ending left out is noted."""
        people = without_ending(filter(None, (self.sheet.cell(row, column) for row in self.sheet.body)))
        if any(document != participant for document, participant in people.items()):
            mended = f"the endings of documents in {self.sheet.header[column]} were left out (.docx, .txt …)"
            self.notes.append(Note(self.sheet.whole(), mended))
        return people

    def result(self) -> ReadResult:
        """Return what was gathered, with what was mended in the sheet and what is wrong with it."""
        sheet = self.sheet
        faults = (*sheet.faults, *self.faults)
        return ReadResult(tuple(self.records.values()), (*sheet.notes, *self.notes), tuple(dict.fromkeys(faults)))


def no_table(sheet: Sheet) -> ReadResult | None:
    """Return the reading of a sheet without a header, of which there is nothing more to say."""
    if sheet.rows:
        return None
    empty = Fault(Place(sheet.file, sheet.name), "row", "the table is empty", "a header and a row for each participant")
    return ReadResult((), sheet.notes, sheet.faults or (empty,))


def known_titles(codebook: Mapping[str, Any], others: Iterable[str]) -> set[str]:
    """Return the headers that a table of participants may have."""
    return {*variable_titles(codebook), *others}
