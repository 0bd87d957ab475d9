"""The cells of a table as text, each with its place, from a CSV text or a workbook."""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from traced.core.fault import Fault, FaultKind, nearest
from traced.core.record import Place
from traced.reading.encoding import Decoded, Note

SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
UNNAMED = "(no header)"  # the column of faults in cells beside the header
INVISIBLE = re.compile("[\u200b\ufeff]")
NO_BREAK = re.compile("[\u00a0\u202f]")
# Characters that cannot be printed, or come from a wrong encoding.
UNPRINTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffe\uffff]")
# What nobody sees in a cell: how it is mended, and the note of it.
MENDINGS: tuple[tuple[Callable[[str], str], str], ...] = (
    (functools.partial(unicodedata.normalize, "NFC"), "letters in pieces were put together (Unicode NFC)"),
    (functools.partial(INVISIBLE.sub, ""), "invisible characters were left out"),
    (functools.partial(NO_BREAK.sub, " "), "non-breaking spaces became spaces"),
    (str.strip, "spaces around the text were left out"),
)


class Row(NamedTuple):
    """A row with its number, as a spreadsheet program counts, and its cells from column A on."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table: its rows that are not empty, with notes and faults.

    file: its name in identities and messages
    name: the sheet of a workbook; empty for a text
    by_line: whether rows are counted as an editor counts lines, and a cell is named by its line alone
    """

    file: str
    name: str
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()
    faults: tuple[Fault, ...] = ()
    by_line: bool = False

    @classmethod
    def unread(cls, file: str, problem: str, allowed: str, column: str = "file") -> Sheet:
        """Return an empty sheet for a file that cannot be read, with its fault."""
        return cls(file, "", (), faults=(Fault(Place(file), column, problem, allowed),))

    @property
    def header(self) -> tuple[str, ...]:
        return self.rows[0].cells if self.rows else ()

    @property
    def body(self) -> tuple[Row, ...]:
        return self.rows[1:]

    def place(self, row: Row, column: int) -> Place:
        """Return the place of a cell; columns are counted from 0 here."""
        return Place(self.file, self.name, row.number, 0 if self.by_line else column + 1)

    def whole(self) -> Place:
        return Place(self.file, self.name)

    def cell(self, row: Row, column: int) -> str:
        """Return the text of a cell, which is empty beyond the end of the row."""
        return row.cells[column] if column < len(row.cells) else ""

    def fault(self, row: Row, column: int, problem: str, allowed: str, kind: FaultKind = "") -> Fault:
        """Return a fault of a cell, with the name of its column."""
        name = self.header[column] if column < len(self.header) else ""
        return Fault(self.place(row, column), name or UNNAMED, problem, allowed, kind or ("" if name else "unnamed"))

    def columns(self, name: str) -> list[int]:
        """Return the columns with this header, whatever its case."""
        return [column for column, title in enumerate(self.header) if same_name(title, name)]

    def column(self, name: str) -> int | Fault:
        """Return the one column that has this header, or a fault."""
        columns = self.columns(name)
        if len(columns) == 1:
            return columns[0]
        if columns:
            return self.fault(self.rows[0], columns[1], "this column stands twice", "each column once")
        allowed = f"a column {name} (found: {', '.join(filter(None, self.header)) or 'nothing'})"
        return Fault(self.whole(), name, "this column is missing", allowed)

    def shape_faults(self) -> Iterator[Fault]:
        """Yield a fault for what keeps a sheet from being a table: no rows, cells beside the header."""
        if not self.faults and not self.body:
            yield Fault(self.whole(), "row", "the table has no rows", "at least one row below the header")
        yield from self.unnamed_cell_faults()

    def unnamed_cell_faults(self) -> Iterator[Fault]:
        """Yield a fault for each cell with text under no header."""
        for row in self.body:
            for column, text in enumerate(row.cells):
                if text and not (column < len(self.header) and self.header[column]):
                    yield self.fault(row, column, f"{text!r} stands under no header", "a name above each column")

    def fingerprint(self) -> str:
        """Return a SHA-256 of the header, which changes when a column is renamed, moved, added or taken away."""
        return hashlib.sha256("\0".join(self.header).encode()).hexdigest()


def same_name(one: str, other: str) -> bool:
    """Return True if two names differ only in case and in the spaces or underscores between their words."""
    return name_key(one) == name_key(other)


@functools.cache
def name_key(name: str) -> str:
    """Return a name without case, and with one underscore between its words."""
    return "_".join(name.casefold().replace("_", " ").split())


@functools.lru_cache(maxsize=10_000)
def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a cell without what nobody sees, and the notes on what was mended."""
    notes = []
    for mended, note in MENDINGS:
        before, text = text, mended(text)
        if text != before:
            notes.append(note)
    return text, tuple(notes)


def build_sheet(file: str, name: str, rows: Iterable[tuple[int, Iterable[str]]], *, by_line: bool = False) -> Sheet:
    """Return a sheet from its numbered rows, each cell mended, rows without text left out."""
    kept, notes, faults = [], [], []
    if "!" in file and not by_line:
        allowed = "a name without it: it parts the file from the cell"
        faults.append(Fault(Place(file), "file", "the name of the file has an exclamation mark", allowed))
    for number, cells in rows:
        mended = []
        for column, text in enumerate(cells, start=1):
            good, changes = mend(text)
            mended.append(good)
            place = Place(file, name, number, 0 if by_line else column)
            notes += [Note(place, change) for change in changes]
            if bad := UNPRINTED.search(good):
                problem = f"a character that cannot be printed (U+{ord(bad[0]):04X})"
                faults.append(Fault(place, "text", problem, "type the cell again"))
        while mended and not mended[-1]:
            mended.pop()
        if mended:
            kept.append(Row(number, tuple(mended)))
    return Sheet(file, name, tuple(kept), tuple(notes), tuple(faults), by_line)


def parse_table(
    decoded: Decoded,
    file: str,
    separator: str = ",",
    *,
    titles: bool = False,
    by_line: bool = False,
    expected: str = "",
) -> Sheet:
    """Return the table of a CSV text; rows are counted as a spreadsheet program counts them.

    titles: the header need not be the first row; above it rows may be shorter
    by_line: rows are counted as an editor counts the lines on which they begin
    expected: what is allowed instead of another separator; without it, also a mapping that names the separator

    A text that breaks off in a quoted cell, or that has another separator, ends the reading with a fault.
    """
    if decoded.faults:
        return Sheet(file, "", (), decoded.notes, decoded.faults, by_line)
    reader = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    faults = []
    number = 1
    try:
        for cells in reader:
            rows.append((number, cells))
            number = reader.line_num + 1 if by_line else number + 1
    except csv.Error as error:
        end = "unexpected end" in str(error)
        problem = "the file ends inside a quoted cell" if end else f"the row cannot be read ({error})"
        allowed = "close the quotation mark of the cell, or copy the whole file again"
        faults.append(Fault.on_line(file, number, "row", problem, allowed, "rows"))
    sheet = build_sheet(file, "", rows, by_line=by_line)
    if wrong := wrong_separator(rows, separator):
        allowed = expected or f"commas: save it as CSV with commas, or name the separator {wrong!r} in a mapping"
        problem = f"the cells are separated by {SEPARATORS.get(wrong, 'commas')}"
        faults.append(Fault.on_line(file, 1, "row", problem, allowed, "rows"))
        sheet = replace(sheet, rows=())
    else:
        faults += ragged_rows(rows, file, titles=titles)
    return replace(sheet, notes=decoded.notes + sheet.notes, faults=(*faults, *sheet.faults))


def ragged_rows(rows: list[tuple[int, list[str]]], file: str, *, titles: bool) -> Iterator[Fault]:
    """Yield a fault for each row that has more or fewer cells than the header.

    titles: the header is the first of the longest rows instead of the first row
    """
    filled = [(number, cells) for number, cells in rows if cells]
    width = max((len(cells) for _, cells in filled), default=0) if titles else len(filled[0][1]) if filled else 0
    below = False
    for number, cells in filled:
        below = below or len(cells) == width
        if below and len(cells) != width:
            problem = f"the row has {len(cells)} cells, the header {width}"
            allowed = "as many cells as columns; quote a cell with a comma"
            yield Fault.on_line(file, number, "row", problem, allowed, "rows")


def wrong_separator(rows: list[tuple[int, list[str]]], separator: str) -> str:
    """Return the mark that separates the cells in place of the expected one; empty when all is well."""
    if any(len(cells) > 1 for _, cells in rows[:2]):
        return ""
    text = rows[0][1][0] if rows and rows[0][1] else ""
    return next((mark for mark in (*SEPARATORS, ",") if mark != separator and mark in text), "")


def choose_sheet(sheets: Iterable[Sheet], file: str, wanted: str = "", column: str = "") -> Sheet:
    """Return the sheet that is meant: the one of this name, the only one, or the only one that has this column.

    The others are noted; where none or several could be meant the sheet is empty and has a fault.
    """
    filled = [sheet for sheet in sheets if sheet.rows or sheet.faults]
    named = [sheet for sheet in filled if wanted and same_name(sheet.name, wanted)]
    having = [sheet for sheet in filled if column and sheet.columns(column)]
    meant = named if wanted else filled if len(filled) == 1 else having
    if len(meant) == 1:
        others = [Note(other.whole(), "this sheet was not read") for other in filled if other is not meant[0]]
        return replace(meant[0], notes=(*meant[0].notes, *others))
    names = [sheet.name for sheet in filled]
    if not filled:
        return Sheet.unread(file, "the workbook is empty", "a table with a header")
    if wanted:
        return Sheet.unread(file, f"there is no sheet {wanted!r}", nearest(wanted, names).text, "sheet")
    problem = f"several sheets have a column {column}" if meant else f"none of its sheets has a column {column}"
    return Sheet.unread(file, problem, f"one such sheet (the sheets are {', '.join(names)})", "sheet")
