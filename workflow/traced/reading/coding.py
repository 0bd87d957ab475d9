"""Turn the cells of any table into codings, each checked against the codebook and the codings before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from traced.core.fault import Fault, FaultKind
from traced.core.record import Basis, Record
from traced.reading.encoding import Note
from traced.reading.participant_names import without_ending
from traced.reading.sheet import Row, Sheet
from traced.reading.variable import CASE, entry_of, understand, variable_problem

TOTALS = ("total", "totals", "sum", "all", "subtotal", "grand total")  # a codebook may name others
STATED = "stated"
REMARKS = ("basis", "page", "evidence")  # columns that hold for all codings of their row


@dataclass(frozen=True)
class ReadResult:
    """The records of one or several files, notes on what was mended, and faults.

    absent: the variables of which everybody has a value and for which the table has no column, each with its fault; it
    counts only where no other file has the variable
    """

    records: tuple[Record, ...] = ()
    notes: tuple[Note, ...] = ()
    faults: tuple[Fault, ...] = ()
    absent: tuple[tuple[str, Fault], ...] = ()

    @classmethod
    def merged(cls, results: Iterable[ReadResult]) -> ReadResult:
        """Return several results as one, without what is absent in each."""
        parts = list(results)
        return cls(
            tuple(record for part in parts for record in part.records),
            tuple(note for part in parts for note in part.notes),
            tuple(fault for part in parts for fault in part.faults),
        )


@dataclass
class SheetReading:
    """The records of a sheet as they are collected cell by cell, by what each is about."""

    sheet: Sheet
    records: dict[tuple[str, ...], Record] = field(default_factory=dict, init=False)
    notes: list[Note] = field(default_factory=list, init=False)
    faults: list[Fault] = field(default_factory=list, init=False)

    def result(self) -> ReadResult:
        """Return the records, with the notes and faults of the sheet before those of its cells."""
        faults = dict.fromkeys((*self.sheet.faults, *self.faults))
        return ReadResult(tuple(self.records.values()), (*self.sheet.notes, *self.notes), tuple(faults))


@dataclass(frozen=True)
class Remarks:
    """What a table says of a coding beside its value."""

    basis: str = STATED
    page: str = ""
    evidence: str = ""


@dataclass
class Codings(SheetReading):
    """The codings of a sheet, by participant and variable."""

    codebook: Mapping[str, Any]

    def __post_init__(self) -> None:
        self.faults += self.sheet.shape_faults()

    def fault(self, row: Row, column: int, problem: str, allowed: str, kind: FaultKind = "") -> None:
        self.faults.append(self.sheet.fault(row, column, problem, allowed, kind))

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
        fields |= {"page": remarks.page, "evidence": remarks.evidence}
        record = Record(str(at), cast(Basis, remarks.basis), fields)
        known = self.records.setdefault((participant, variable), record)
        if known["value"] != meant.value:
            twice = f"{participant} has {meant.value!r} here and {known['value']!r} in {known.id}"
            path = entry_of(variable, self.codebook)["type"] == "path"
            self.faults.append(Fault(at, variable, twice, "one value for each", "path" if path else ""))

    def columns(self, *names: str) -> list[int] | None:
        """Return the columns with these headers; None, with a fault for each, when one is missing or stands twice."""
        columns = [self.sheet.column(name) for name in names]
        self.faults += [fault for fault in columns if isinstance(fault, Fault)]
        single = [column for column in columns if isinstance(column, int)]
        return single if len(single) == len(names) else None

    def remark_columns(self) -> dict[str, int]:
        """Return those of the columns basis, page and evidence that the sheet has, by name."""
        return {name: columns[0] for name in REMARKS if (columns := self.sheet.columns(name))}

    def remarks(self, row: Row, columns: Mapping[str, int]) -> Remarks:
        """Return the remarks of a row; a basis or page that is not allowed is a fault."""
        texts = {name: self.sheet.cell(row, column) for name, column in columns.items()}
        allowed = self.codebook.get("basis", {STATED: ""})
        remarks = Remarks(texts.get("basis", "").lower() or STATED, texts.get("page", ""), texts.get("evidence", ""))
        if remarks.basis not in allowed:
            expected = f"one of {', '.join(allowed)}; an empty cell means {STATED}"
            self.fault(row, columns["basis"], f"{texts['basis']!r} is no basis", expected)
        if remarks.page and not (remarks.page.isascii() and remarks.page.isdecimal()):
            self.fault(row, columns["page"], f"{remarks.page!r} is no page", "one page number, or nothing")
        return remarks

    def participants(self, column: int) -> Iterator[tuple[Row, str]]:
        """Yield each row with its participant; a row of totals, or one that names nobody, is a fault instead."""
        totals = {*TOTALS, *self.codebook.get("totals", ())}
        for row in self.sheet.body:
            name = self.sheet.cell(row, column)
            if not name:
                expected = "the name or number of the participant in each row"
                self.fault(row, column, "the row names no participant", expected)
            elif name.casefold().strip(" :.") in totals:
                expected = "a row for each participant: delete the row of totals"
                self.fault(row, column, f"{name!r} is no participant", expected)
            else:
                yield row, name

    def documents(self, column: int) -> dict[str, str]:
        """Return the participants of a column that names their documents, by document; endings left out are noted."""
        people = without_ending(filter(None, (self.sheet.cell(row, column) for row in self.sheet.body)))
        if any(document != participant for document, participant in people.items()):
            mended = f"the endings of documents in {self.sheet.header[column]} were left out (.docx, .txt …)"
            self.notes.append(Note(self.sheet.whole(), mended))
        return people
