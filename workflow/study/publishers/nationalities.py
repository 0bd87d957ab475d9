"""Nationalities: the two columns of Table 2 in a table of entries into Japan, told apart by their labels (p. 77)."""

from __future__ import annotations

import re

from traced.sheets import Row

from .found import Found, plain

PUBLISHER = "Immigration Services Agency of Japan"
LONG_TERM = "long_term_resident"
LABELS = {  # as the publisher writes a nationality, without spaces and in plain brackets
    "(北朝鮮)": "north_korea",
    "北朝鮮": "north_korea",
    "朝鮮": "north_korea",
    "無国籍": "stateless",
}
NEAR = re.compile(
    "朝鮮|無国籍|northkorea|dprk|korea,dem|stateless", re.IGNORECASE
)  # what a label has that may be one of these in other words
WRITTEN = {"north_korea": "(北朝鮮)", "stateless": "無国籍"}
STATUS = "定住者"


def entries(found: Found, year: str, label: str, row: Row, column: int, table: str) -> None:
    """Add the entries of one year and nationality."""
    counted = found.count(row, column, "entries")
    if counted is None:
        return
    number, flag = counted
    fields = {
        "year": year,
        "nationality": LABELS[label],
        "residence_status": LONG_TERM,
        "entries": number,
        "flag": flag,
        "source": f"{PUBLISHER}; table {table}; {found.sheet.file}",
        "page": "",
        "locator": f"{label}, {STATUS}, {year}",
    }
    found.add((year, WRITTEN[LABELS[label]]), row, column, fields)


def known_label(found: Found, row: Row, column: int) -> str:
    """Return the label of a row when it is one of those that are wanted; one that only looks so is a fault."""
    label = plain(found.sheet.cell(row, column))
    if label in LABELS:
        return label
    found.seen[label] = None
    if NEAR.search(label) and label not in found.unknown:
        found.unknown.add(label)
        allowed = f"one of {', '.join(LABELS)}; another label is another group of people"
        found.fault(row, column, "nationality", f"{label!r} is not known", allowed)
    return ""


def complete(found: Found) -> None:
    """Add a fault for each year that has one of the two nationalities and not the other, and when there is none."""
    years = {year for year, _ in found.records}
    if not years and not found.faults:
        allowed = f"rows for {' and '.join(WRITTEN.values())} with {STATUS}"
        problem = f"none of the nationalities of the study is in the table (found: {found.shown(found.seen)})"
        found.fault(None, 0, "nationality", problem, allowed)
    for year in sorted(years):
        for label in WRITTEN.values():
            if (year, label) not in found.records and not found.faults:
                allowed = "a row for each nationality in each year; - where there are no entries"
                found.fault(None, 0, "nationality", f"{year} has no row for {label}", allowed)
