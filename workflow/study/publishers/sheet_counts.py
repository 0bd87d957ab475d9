"""Collect the counts of a publisher's sheet as records, with notes and faults."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from traced.core.fault import Fault
from traced.core.record import Record
from traced.reading.coding import SheetReading
from traced.reading.encoding import Note
from traced.reading.sheet import Row

PROVISIONAL = re.compile(r"速報|暫定|推計|잠정|provisional|preliminary|estimate", re.IGNORECASE)
NONE = {"": "blank", "-": "dash", "‐": "dash", "－": "dash", "―": "dash", "–": "dash", "−": "dash"}
SHOWN = 8  # labels that a message names


@functools.lru_cache(maxsize=10_000)
def bare_label(text: str) -> str:
    """Return a label without spaces and line breaks, its digits, letters and brackets of usual width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def shown_labels(labels: Iterable[str]) -> str:
    """Return the first labels that are no numbers, for a person who looks for a missing one."""
    words = dict.fromkeys(label for label in labels if re.search(r"[^\W\d_]", label))
    return ", ".join([*list(words)[:SHOWN], *(["…"] if len(words) > SHOWN else [])]) or "nothing"


@dataclass
class SheetCounts(SheetReading):
    """The records of a publisher's sheet, by year or period, and nationality where there is one.

    seen: the labels of other nationalities, in the order of the rows
    """

    seen: dict[str, None] = field(default_factory=dict)

    def fault(self, row: Row, column: int, what: str, problem: str, allowed: str) -> None:
        self.faults.append(Fault(self.sheet.place(row, column), what, problem, allowed))

    def sheet_fault(self, what: str, problem: str, allowed: str) -> None:
        self.faults.append(Fault(self.sheet.whole(), what, problem, allowed))

    def note(self, row: Row, column: int, text: str) -> None:
        self.notes.append(Note(self.sheet.place(row, column), text))

    def count(self, row: Row, column: int, what: str) -> tuple[str, str] | None:
        """Return a number of persons as digits, and the flag of one that is printed as a dash or left blank."""
        text = self.sheet.cell(row, column)
        if text in NONE:
            return "0", NONE[text]
        digits = unicodedata.normalize("NFKC", text)
        if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+", digits):
            digits = digits.replace(",", "")
        if re.fullmatch(r"[0-9]+", digits):
            if digits != text:
                self.note(row, column, "digits of full width or in groups became digits")
            return digits, ""
        allowed = "a whole number, or - for none; for a number with a mark, the final one without it"
        self.fault(row, column, what, f"{text!r} is no count", allowed)
        return None

    def add(self, key: tuple[str, ...], row: Row, column: int, fields: Mapping[str, str]) -> None:
        """Add a record; a second one with the same key is a fault that names both."""
        record = Record(str(self.sheet.place(row, column)), "official", fields)
        known = self.records.setdefault(key, record)
        if known is not record:
            self.fault(row, column, "year", f"{' '.join(key)} stands in {known.id} already", "each year once")
