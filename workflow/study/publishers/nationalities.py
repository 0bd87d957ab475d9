"""The two nationalities of Table 2 in a table of entries into Japan, found by their labels (p. 77)."""

from __future__ import annotations

import re

from study.publishers.sheet_counts import SheetCounts, bare_label, shown_labels
from traced.reading.sheet import Row

PUBLISHER = "Immigration Services Agency of Japan"
LONG_TERM = "long_term_resident"
LABELS = {  # as the publisher writes a nationality, without spaces and in plain brackets
    "(北朝鮮)": "north_korea",
    "北朝鮮": "north_korea",
    "朝鮮": "north_korea",
    "無国籍": "stateless",
}
# Part of a label that may be one of these in other words.
NEAR = re.compile("朝鮮|無国籍|northkorea|dprk|korea,dem|stateless", re.IGNORECASE)
WRITTEN = {"north_korea": "(北朝鮮)", "stateless": "無国籍"}
STATUS = "定住者"


def add_entries(counts: SheetCounts, year: str, label: str, row: Row, column: int, table: str) -> None:
    """Add the entries of one year and nationality."""
    counted = counts.count(row, column, "entries")
    if counted is None:
        return
    number, flag = counted
    fields = {
        "year": year,
        "nationality": LABELS[label],
        "residence_status": LONG_TERM,
        "entries": number,
        "flag": flag,
        "source": f"{PUBLISHER}; table {table}; {counts.sheet.file}",
        "page": "",
        "locator": f"{label}, {STATUS}, {year}",
    }
    counts.add((year, WRITTEN[LABELS[label]]), row, column, fields)


def known_label(counts: SheetCounts, row: Row, column: int) -> str:
    """Return the label of a row if it is one of the two nationalities, else ""; one that looks like it is a fault."""
    label = bare_label(counts.sheet.cell(row, column))
    if label in LABELS:
        return label
    if NEAR.search(label) and label not in counts.seen:
        allowed = f"one of {', '.join(LABELS)}; another label is another group of people"
        counts.fault(row, column, "nationality", f"{label!r} is not known", allowed)
    counts.seen[label] = None
    return ""


def check_complete(counts: SheetCounts) -> None:
    """Add a fault for each year that has only one of the two nationalities, and when no row has one."""
    years = {year for year, _ in counts.records}
    if not years and not counts.faults:
        allowed = f"rows for {' and '.join(WRITTEN.values())} with {STATUS}"
        problem = f"none of the nationalities of the study is in the table (found: {shown_labels(counts.seen)})"
        counts.sheet_fault("nationality", problem, allowed)
    for year in sorted(years):
        for label in WRITTEN.values():
            if (year, label) not in counts.records and not counts.faults:
                allowed = "a row for each nationality in each year; - where there are no entries"
                counts.sheet_fault("nationality", f"{year} has no row for {label}", allowed)
