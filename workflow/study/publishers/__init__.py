"""The official statistics as their publishers write them: which tables, which labels, which columns."""

from __future__ import annotations

from collections.abc import Iterable

from study.publishers import arrivals, e_stat, yearly
from study.publishers.nationalities import STATUS
from study.publishers.sheet_counts import bare_label
from traced.reading.coding import ReadResult
from traced.reading.sheet import Sheet

ENCODING = "shift_jis"  # in which the Japanese publisher writes its tables, besides UTF-8


def official_counts(sheets: Iterable[Sheet]) -> tuple[str, ReadResult]:
    """Return the name of the table to which the numbers of a publisher's file belong, and its records.

    The file is known by its labels: those of the long table, the residence status, or else the sexes.
    """
    tables = list(sheets)
    labels = {bare_label(text) for sheet in tables for row in sheet.rows for text in row.cells}
    if e_stat.PURPOSES in labels:
        return "new_entries", ReadResult.merged(map(e_stat.entries_of_long_table, tables))
    if STATUS in labels:
        return "new_entries", ReadResult.merged(map(yearly.entries_of_a_year, tables))
    return "south_korea_arrivals", ReadResult.merged(map(arrivals.arrivals_by_sex, tables))
