"""The official statistics as their publishers write them: which tables, which labels, which columns."""

from __future__ import annotations

from collections.abc import Iterable

from study.publishers import arrivals, e_stat, yearly
from study.publishers.found import bare_label
from study.publishers.nationalities import STATUS
from traced.reading.coding import ReadResult
from traced.reading.sheet import Sheet

ENCODING = "shift_jis"  # in which the Japanese publisher writes its tables, besides UTF-8


def official_counts(sheets: Iterable[Sheet]) -> tuple[str, ReadResult]:
    """Return the name of the table that a publisher's file has numbers for, and what was read of it.

    The file is known by its labels: those of the long table, the residence status, or else the sexes.
    """
    tables = list(sheets)
    labels = {bare_label(text) for sheet in tables for row in sheet.rows for text in row.cells}
    if e_stat.PURPOSES in labels:
        return "new_entries", together(e_stat.entries_of_long_table(sheet) for sheet in tables)
    if STATUS in labels:
        return "new_entries", yearly.entries_of_yearly_tables(tables)
    return "south_korea_arrivals", together(map(arrivals.arrivals_by_sex, tables))


def together(readings: Iterable[ReadResult]) -> ReadResult:
    """Return several readings as one."""
    results = list(readings)
    return ReadResult(
        tuple(record for result in results for record in result.records),
        tuple(note for result in results for note in result.notes),
        tuple(fault for result in results for fault in result.faults),
    )
