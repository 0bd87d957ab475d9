"""Read files with interviews of any accepted shape as codings; the header decides which shape it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from traced.core.fault import Fault
from traced.core.record import Place, Record
from traced.reading.coding import ReadResult
from traced.reading.encoding import HANGUL, Note, decode, likely_encoding
from traced.reading.file_types import ACCEPTED, CODEBOOK, HELP, MAPPING, REFUSED, TEXTS, WORKBOOKS
from traced.reading.formats.long import long_codings
from traced.reading.formats.mapped import TableMapping, mapped_codings, parse_mapping
from traced.reading.formats.refi_qda import read_refi, with_codes
from traced.reading.formats.tagged import export_of, tagged_codings
from traced.reading.formats.wide import wide_codings
from traced.reading.sheet import Row, Sheet, choose_sheet, parse_table, same_name
from traced.reading.variable import CASE, variables_called
from traced.reading.workbook import SAVE_AGAIN, read_workbook

TITLES = 6  # rows among which a header is looked for
ONE_SHEET = "its rows in the sheet that is read, or a sheet without names of variables; delete what is not needed"


@dataclass(frozen=True)
class File:
    """A data file: its name in identities and messages, and its bytes."""

    name: str
    content: bytes

    def ends(self, *endings: str) -> bool:
        """Return True if the name has one of these endings, in any case."""
        return self.name.lower().endswith(endings)

    @property
    def stem(self) -> str:
        """The name without folder and ending; that of a mapping is that of its table."""
        name = PurePosixPath(self.name).name
        return next((name[: -len(ending)] for ending in (MAPPING, *ACCEPTED) if self.ends(ending)), name)


def read_interviews(files: Iterable[File], codebook: Mapping[str, Any]) -> tuple[ReadResult, dict[str, Any]]:
    """Return the codings of all files together, and the codebook with what they add to it.

    A codebook (.qdc) adds variables and codes. A mapping `NAME.mapping.yaml` says how the table `NAME.*` is to be read.
    No participant and variable may be coded in two of the files.
    """
    results = []
    mappings: dict[str, File] = {}
    tables: list[File] = []
    codebook = dict(codebook)
    for file in files:
        if file.ends(CODEBOOK):
            variables, result = read_refi(file.content, file.name)
            codebook = with_codes(codebook, variables)
            results.append(result)
        elif file.ends(MAPPING):
            mappings[file.stem] = file
        else:
            tables.append(file)
    stems = {file.stem for file in tables}
    for name, file in mappings.items():
        if name not in stems:
            allowed = f"the table {name}.xlsx or {name}.csv beside it"
            results.append(ReadResult(faults=(Fault(Place(file.name), "file", "this maps no table", allowed),)))
    results += [table_codings(file, codebook, mappings.get(file.stem)) for file in tables]
    copies = dict(copied_files(results))
    merged = ReadResult.merged(results)
    faults = [*merged.faults, *copies.values()]
    coded: dict[tuple[str, str], Record] = {}
    for record in (record for record in merged.records if record.file not in copies):
        other = coded.setdefault((record[CASE], record["variable"]), record)
        if other.file != record.file:
            problem = f"{record['variable']} of {record[CASE]} is coded in {other.id} already"
            faults.append(Fault(record.place, "value", problem, "each participant and variable in one of the files"))
    absent = tuple(
        (variable, fault)
        for result in results
        for variable, fault in result.absent
        if not any((record[CASE], variable) in coded for record in result.records)
    )
    return replace(merged, faults=tuple(faults), absent=absent), codebook


def copied_files(results: Iterable[ReadResult]) -> Iterator[tuple[str, Fault]]:
    """Yield each file with the same codings as one of a shorter name, with its fault."""
    known: dict[frozenset[tuple[str, ...]], str] = {}
    of_file = {result.records[0].file: result.records for result in results if result.records}
    for file in sorted(of_file, key=lambda file: (len(file), file)):
        content = frozenset((record[CASE], record["variable"], record["value"]) for record in of_file[file])
        first = known.setdefault(content, file)
        if first != file:
            name = PurePosixPath(first).name
            yield file, Fault(Place(file), "file", f"the same rows as {name}", "one of the two: delete the other")


def table_codings(file: File, codebook: Mapping[str, Any], mapping: File | None = None) -> ReadResult:
    """Return the codings of one table, read by its mapping if it has one."""
    names = TableMapping("")
    if mapping:
        names, faults = parse_mapping(mapping.content.decode("utf-8", "replace"), mapping.name)
        if faults:
            return ReadResult(faults=faults)
    sheet = read_table(file, names, codebook, "" if mapping else CASE)
    if not sheet.rows:
        empty = Fault(sheet.whole(), "row", "the table is empty", "a header and a row for each participant")
        return ReadResult((), sheet.notes, sheet.faults or (empty,))
    if mapping:
        return mapped_codings(sheet, codebook, names)
    if (misplaced := header_fault(sheet, codebook)) is not None:
        others = (fault for fault in sheet.faults if fault.kind != "rows")  # how rows are cut follows the header
        return ReadResult((), sheet.notes, (*others, misplaced))
    if export := export_of(sheet):
        return tagged_codings(sheet, codebook, export)
    if {"variable", "value"} <= {title.casefold() for title in sheet.header}:
        return long_codings(sheet, codebook)
    return wide_codings(sheet, codebook)


def read_table(file: File, names: TableMapping, codebook: Mapping[str, Any], column: str = "") -> Sheet:
    """Return the table of a file: of a workbook the sheet that is named, or that has this column.

    Another sheet that has the headers of interviews, but not this column, is a fault: it is never left out silently.
    """
    if file.ends(*WORKBOOKS):
        sheets = read_workbook(file.content, file.name)
        with_data = [sheet for sheet in sheets if sheet.name not in HELP]
        chosen = choose_sheet(with_data or sheets, file.name, names.sheet, column)
        likely = [sheet for sheet in with_data if column and sheet.name != chosen.name and header_row(sheet, codebook)]
        faults = [
            Fault(sheet.whole(), column, "this sheet has interviews, but no such column in row 1", ONE_SHEET)
            for sheet in (likely if chosen.rows else ())
        ]
        return replace(chosen, faults=(*chosen.faults, *faults))
    if file.ends(*TEXTS):
        separator = names.separator or ("\t" if file.ends(".tsv") else ",")
        return parse_table(decode(file.content, file.name, names.encoding), file.name, separator)
    allowed = SAVE_AGAIN if file.ends(*REFUSED) else f"a file that ends in {', '.join(ACCEPTED)}"
    return Sheet.unread(file.name, "this kind of file is not read", allowed)


def header_fault(sheet: Sheet, codebook: Mapping[str, Any]) -> Fault | None:
    """Return the fault of a table whose header is not its first row, or stands twice; None when all is well."""
    header = header_row(sheet, codebook)
    if header is not None and header != sheet.rows[0]:
        at = Place(sheet.file, sheet.name, header.number)
        return Fault(at, "header", f"the header seems to be in row {header.number}", "delete the rows above it")
    again = header_row(replace(sheet, rows=sheet.body), codebook)
    if again is None:
        return None
    at = Place(sheet.file, sheet.name, again.number)
    return Fault(at, "header", "this row looks like a second header", "one row of names above the table: delete it")


def header_row(sheet: Sheet, codebook: Mapping[str, Any]) -> Row | None:
    """Return the row that looks most like a header of interviews, among the first ones; None when none does."""
    known = {title: bool(variables_called(title, codebook)) for row in sheet.rows[:TITLES] for title in row.cells}

    def names(row: Row) -> int:
        return sum(same_name(title, CASE) or known[title] for title in row.cells)

    likely = [
        row for row in sheet.rows[:TITLES] if names(row) >= 2 and names(row) * 2 >= len([*filter(None, row.cells)])
    ]
    return max(likely, key=names, default=None)


def read_published(file: File, encoding: str) -> tuple[Sheet, ...]:
    """Return the tables of a publisher's file, whose layout is theirs; text is UTF-8, or in their usual encoding."""
    if file.ends(*WORKBOOKS):
        return read_workbook(file.content, file.name, published=True)
    decoded = decode(file.content, file.name)
    if decoded.faults and likely_encoding(file.content) != HANGUL:
        theirs = decode(file.content, file.name, encoding)
        note = Note(Place(file.name), f"read as {encoding}, in which its publisher writes")
        decoded = decoded if theirs.faults else replace(theirs, notes=(note, *theirs.notes))
    return (parse_table(decoded, file.name, titles=True),)
