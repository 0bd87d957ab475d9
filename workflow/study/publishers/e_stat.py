"""Entries into Japan from the long table 0003288053 of e-Stat: a row for each purpose, nationality and year."""

from __future__ import annotations

import re

from study.publishers.nationalities import add_entries, check_complete, known_label
from study.publishers.sheet_counts import PROVISIONAL, SheetCounts, bare_label
from traced.core.fault import nearest
from traced.reading.coding import ReadResult
from traced.reading.sheet import Row, Sheet

TABLE = "0003288053"
PURPOSE = "定住者_総数"
PURPOSES, NATIONALITIES, YEARS = "入国目的", "国籍・地域", "時間軸(年次)"
OTHER_NAMES = {"value": "値", "unit": "単位"}


def entries_of_long_table(sheet: Sheet) -> ReadResult:
    """Return the entries; columns are found by their label, rows of other purposes and nationalities left out."""
    counts = SheetCounts(sheet)
    header = next((row for row in sheet.rows if {PURPOSES, NATIONALITIES} <= {*map(bare_label, row.cells)}), None)
    if header is None:
        if not sheet.faults:
            allowed = f"a row with the columns {PURPOSES}, {NATIONALITIES}, {YEARS} and value"
            counts.sheet_fault("header", "the header is not found", allowed)
        return counts.result()
    first = sheet.rows.index(header)
    for row in sheet.rows[:first]:
        for column, text in enumerate(row.cells):
            if PROVISIONAL.search(text):
                counts.fault(row, column, "title", f"{text!r} is provisional", "the final table")
    titles = [bare_label(text) for text in header.cells]
    at = label_columns(counts, header, titles)
    if counts.faults:
        return counts.result()
    purposes = set()
    for row in sheet.rows[first + 1 :]:
        purpose = bare_label(sheet.cell(row, at[PURPOSES]))
        purposes.add(purpose)
        label = known_label(counts, row, at[NATIONALITIES]) if purpose == PURPOSE else ""
        year = single_year(counts, row, at[YEARS], titles) if label else ""
        if not year:
            continue
        if "unit" in at and sheet.cell(row, at["unit"]) not in ("人", ""):
            counts.fault(row, at["unit"], "unit", f"{sheet.cell(row, at['unit'])!r} is not persons", "人")
        add_entries(counts, year, label, row, at["value"], TABLE)
    if PURPOSE not in purposes:
        allowed = nearest(PURPOSE, filter(None, purposes)).text if any(purposes) else "rows below the header"
        counts.sheet_fault(PURPOSES, f"no row has {PURPOSE}", allowed)
    check_complete(counts)
    return counts.result()


def label_columns(counts: SheetCounts, header: Row, titles: list[str]) -> dict[str, int]:
    """Return the columns by their labels; one that is missing or stands twice is a fault."""
    at: dict[str, int] = {}
    for title in (PURPOSES, NATIONALITIES, YEARS, "value", "unit"):
        places = [column for column, text in enumerate(titles) if text in (title, OTHER_NAMES.get(title))]
        if len(places) == 1:
            at[title] = places[0]
        elif places:
            counts.fault(header, places[1], title, "this column stands twice", "each column once")
        elif title != "unit":
            counts.fault(header, 0, title, "this column is missing", nearest(title, filter(None, titles)).text)
    return at


def single_year(counts: SheetCounts, row: Row, column: int, titles: list[str]) -> str:
    """Return the year of a row from its label, which its code has to confirm; empty, with a fault, if it is no year."""
    text = bare_label(counts.sheet.cell(row, column))
    year = text.removesuffix("年")
    if re.fullmatch(r"[0-9]{4}0{6}", text):
        year = text[:4]
    code_title = f"{titles[column]}_code"
    code = bare_label(counts.sheet.cell(row, titles.index(code_title))) if code_title in titles else ""
    if not re.fullmatch(r"(19|20)[0-9]{2}", year):
        problem = "is provisional" if PROVISIONAL.search(text) else "is no single year"
        counts.fault(row, column, "year", f"{text!r} {problem}", "a calendar year, 2018年 or 2018000000")
        return ""
    if code and code != f"{year}000000":
        counts.fault(row, column, "year", f"{text!r} has the code {code}", f"{year}000000")
        return ""
    return year
