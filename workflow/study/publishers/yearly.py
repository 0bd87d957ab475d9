"""Entries into Japan from the workbook of a year: nationalities down, residence statuses across."""

from __future__ import annotations

import re
from collections.abc import Iterable

from study.publishers.nationalities import STATUS, add_entries, check_complete, known_label
from study.publishers.sheet_counts import PROVISIONAL, SheetCounts, bare_label
from traced.reading.coding import ReadResult
from traced.reading.encoding import Note
from traced.reading.sheet import Row, Sheet

TABLE = "国籍・地域別 新規入国外国人の在留資格"
TITLE = "新規入国"
TOTAL = "総数"
ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018}
RELEASED = re.compile("公表|公開|更新|作成|掲載")  # a date of the file, not of its numbers


def entries_of_a_year(sheet: Sheet) -> ReadResult:
    """Return the entries from a sheet of one year.

    The column and the rows are found by their labels, the year by the titles above the table and by the name of the
    sheet (18-00-02-2), which have to agree.
    """
    counts = SheetCounts(sheet)
    headers = [row for row in sheet.rows if STATUS in map(bare_label, row.cells)]
    if not headers:
        if not sheet.faults:
            allowed = f"a column with the header {STATUS}; a sheet without it can be deleted"
            counts.sheet_fault(STATUS, "this column is not found", allowed)
        return counts.result()
    header = headers[0]
    columns = [column for column, text in enumerate(header.cells) if bare_label(text) == STATUS]
    if len(columns) > 1:
        counts.fault(header, columns[1], STATUS, "this column stands twice", f"a table with one column {STATUS}")
        return counts.result()
    above = sheet.rows[: sheet.rows.index(header)]
    titles = [(row, column, bare_label(text)) for row in above for column, text in enumerate(row.cells) if text]
    year = year_of(counts, titles)
    if not any(TITLE in text for _, _, text in titles):
        texts = "; ".join(text for _, _, text in titles) or "nothing"
        problem = f"the titles above the table do not speak of new entries (found: {texts})"
        counts.sheet_fault("title", problem, f"the table of {TITLE}外国人; other tables count other people")
    if not year or counts.faults:
        return counts.result()
    for row in sheet.rows[sheet.rows.index(header) + 1 :]:
        labels = [label for column in range(columns[0]) if (label := known_label(counts, row, column))]
        if labels:
            within_total(counts, row, columns[0], header)
            add_entries(counts, year, labels[0], row, columns[0], TABLE)
    check_complete(counts)
    return counts.result()


def within_total(counts: SheetCounts, row: Row, column: int, header: Row) -> None:
    """Add a fault for entries with the status that are more than the total of their row, where the table has one."""
    for other, text in enumerate(header.cells):
        pair = [bare_label(counts.sheet.cell(row, each)) for each in (column, other)]
        if bare_label(text) == TOTAL and all(map(str.isdecimal, pair)) and int(pair[0]) > int(pair[1]):
            problem = f"{pair[0]} with {STATUS} are more than the {TOTAL} {pair[1]} ({counts.sheet.place(row, other)})"
            counts.fault(row, column, "entries", problem, f"{pair[1]} or less, or the {TOTAL} that is wrong")


def year_of(counts: SheetCounts, titles: Iterable[tuple[Row, int, str]]) -> str:
    """Return the year of a sheet from its titles and its name; empty, with a fault, when there is none or two."""
    years: dict[str, str] = {}
    for row, column, text in titles:
        if RELEASED.search(text):
            continue
        if PROVISIONAL.search(text):
            counts.fault(row, column, "title", f"{text!r} is provisional", "the final table of the year")
        if re.search(r"[0-9]+月", text):
            counts.fault(row, column, "title", f"{text!r} is of a month", "the table of a whole year")
        for era, number in re.findall(r"(昭和|平成|令和)([0-9]{1,2}|元)年", text):
            years[str(ERAS[era] + int(number.replace("元", "1")))] = f"{era}{number}年"
        for number in re.findall(r"(?<![0-9])((?:19|20)[0-9]{2})(?=年|$|\))", text):
            years[number] = number
    name = re.fullmatch(r"([0-9]{2})-([0-9]{2})-[0-9]{2}(-[0-9]+)?", bare_label(counts.sheet.name))
    if name and name[2] != "00":
        counts.sheet_fault("sheet", f"{counts.sheet.name!r} is of a month", "the table of a whole year (18-00-02-2)")
    elif name:
        years[f"20{name[1]}"] = counts.sheet.name
    if len(years) == 1 and not counts.faults:
        (year,) = years
        if years[year] != year:
            counts.notes.append(Note(counts.sheet.whole(), f"{years[year]} was read as {year}"))
        return year
    if not counts.faults:
        named = " and ".join(years.values())
        problem = f"the sheet is of {named}" if years else "the year is not found"
        counts.sheet_fault(
            "year", problem, "one year in the titles above the table (2018年), or 18-00-02-2 as its name"
        )
    return ""
