"""Arrivals of North Koreans in South Korea, from the Ministry of Unification's table by sex (p. 67)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from study.publishers.sheet_counts import PROVISIONAL, SheetCounts, bare_label, shown_labels
from traced.reading.coding import ReadResult
from traced.reading.sheet import Row, Sheet

PUBLISHER = "Ministry of Unification of Korea; table of arrivals by sex"
SEXES = {
    "male": ("male", "males", "men", "남", "남(명)", "남성", "남자"),
    "female": ("female", "females", "women", "여", "여(명)", "여성", "여자"),
    "total": ("total", "합계", "합계(명)", "계", "소계"),
}
PASSED_OVER = re.compile(r"비율|percent|ratio|rate|share|%|status|source|비고|note", re.IGNORECASE)
MARKED = re.compile(r"[0-9]\(?[*pr]\)?$", re.IGNORECASE)  # provisional or revised
ALL_PERIODS = ("total", "합계", "계", "총계")


@dataclass(frozen=True)
class Period:
    """The row or column of one period, or of all of them together.

    period: as the study writes it; empty for the total of all
    title, at: its title in the table, and the cell of the title
    cells: the cell of the count of each sex
    status: as the table has it
    """

    period: str
    title: str
    at: tuple[Row, int]
    cells: Mapping[str, tuple[Row, int]]
    status: str = ""


BySex = dict[str, int]
YEARS = range(1948, 2050)  # from the founding of the two states on; the end only catches slips of typing


def arrivals_by_sex(sheet: Sheet) -> ReadResult:
    """Return the arrivals in South Korea by sex, from a table with the periods across or down.

    Male and female have to make the total of each period, and the periods the total of the table where it has one.
    """
    counts = SheetCounts(sheet)
    lines = [*periods_across(counts), *periods_down(counts)]
    if not lines and not (counts.faults or sheet.faults):
        labels = (text for row in sheet.rows for text in row.cells)
        problem = f"the table is not found (found: {shown_labels(labels)})"
        allowed = (
            "rows or columns male, female and total (남, 여, 합계), and the periods along the other side; "
            "of the tables on Japan a column 入国目的 (e-Stat 0003288053) or 定住者 (the workbook of a year)"
        )
        counts.sheet_fault("header", problem, allowed)
    counted = [(line, numbers) for line in lines if (numbers := counts_by_sex(counts, line))]
    overall = [(line, numbers) for line, numbers in counted if not line.period]
    periods = with_spans(counts, [each for each in counted if each[0].period], [numbers for _, numbers in overall])
    for line, numbers in periods:
        row, column = line.cells["total"]
        status = line.status or ("part year" if ".." in line.period else "final" if line.period.isdecimal() else "")
        fields = {"period": line.period, **{sex: str(number) for sex, number in numbers.items()}}
        counts.add((line.period,), row, column, fields | {"status": status, "source": f"{PUBLISHER}; {sheet.file}"})
    check_gaps(counts, [line for line, _ in periods if line.period.isdecimal()])
    years = {line.period for line, _ in periods}
    for line, numbers in overall if not counts.faults else ():
        for sex, (row, column) in line.cells.items():
            added = sum(n[sex] for one, n in periods if ".." not in one.period or one.period[:4] not in years)
            if numbers[sex] != added:
                allowed = f"{added}, or the period that is missing"
                counts.fault(row, column, sex, f"{numbers[sex]} is not the sum of the periods", allowed)
    return counts.result()


def check_gaps(counts: SheetCounts, years: Iterable[Period]) -> None:
    """Add a fault for each gap between the single years."""
    for earlier, later in pairwise(sorted(years, key=lambda line: line.period)):
        if int(later.period) > int(earlier.period) + 1:
            problem = f"{later.title!r} comes after {earlier.title!r}, and no year between"
            counts.fault(*later.at, "period", problem, "all years of the table; another number, if it is mistyped")


def sex_of(text: str) -> str:
    """Return the count that a label names: male, female or total; empty for another label."""
    label = bare_label(text).casefold()
    return next((sex for sex, labels in SEXES.items() if label in labels), "")


def periods_across(counts: SheetCounts) -> Iterator[Period]:
    """Yield the periods of a table that has them in its header, and the sexes down its first column."""
    sheet = counts.sheet
    rows: dict[str, Row] = {}
    for row in sheet.rows:
        sex = sex_of(sheet.cell(row, 0))
        if sex and rows.setdefault(sex, row) is not row:
            counts.fault(row, 0, sex, f"this row stands twice, in row {rows[sex].number} too", "one row for each")
    header = next((row for row in sheet.rows if any(period_of(bare_label(text)) for text in row.cells[1:])), None)
    if set(rows) != set(SEXES) or header is None:
        return
    for column, title in enumerate(header.cells):
        if column and title:
            yield from period_line(counts, title, (header, column), {sex: (row, column) for sex, row in rows.items()})


def periods_down(counts: SheetCounts) -> Iterator[Period]:
    """Yield the periods of a table that has the sexes in its header, and a period in the first column of each row."""
    sheet = counts.sheet
    header = next((row for row in sheet.rows if {sex_of(text) for text in row.cells} >= set(SEXES)), None)
    if header is None:
        return
    columns: dict[str, int] = {}
    for column, text in enumerate(header.cells):
        sex = sex_of(text)
        if sex and columns.setdefault(sex, column) != column:
            counts.fault(header, column, sex, "this column stands twice", "one column for each")
    with_status = [column for column, text in enumerate(header.cells) if bare_label(text).casefold() == "status"]
    for row in sheet.rows[sheet.rows.index(header) + 1 :]:
        status = sheet.cell(row, with_status[0]) if with_status else ""
        cells = {sex: (row, column) for sex, column in columns.items()}
        yield from period_line(counts, sheet.cell(row, 0), (row, 0), cells, status)


def period_line(
    counts: SheetCounts, title: str, at: tuple[Row, int], cells: Mapping[str, tuple[Row, int]], status: str = ""
) -> Iterator[Period]:
    """Yield the period of a title; a title that is no period is a fault, unless it is a remark or has no counts."""
    label = bare_label(title)
    period = period_of(PROVISIONAL.sub("", label))
    if not any(counts.sheet.cell(*cell) for cell in cells.values()):
        counts.note(*at, "this line has no counts and was not read")
    elif PROVISIONAL.search(title) or PROVISIONAL.match(status) or MARKED.search(label):
        counts.fault(*at, "period", f"{title!r} is provisional", "final numbers: leave it out until then")
    elif any(int(year) not in YEARS for year in re.findall(r"[0-9]{4}", period)):
        allowed = f"a year from {YEARS[0]} to {YEARS[-1]}"
        counts.fault(*at, "period", f"{title!r} is out of range", allowed)
    elif period or label.casefold() in ALL_PERIODS:
        if re.search("['’‘]", label):
            counts.note(*at, f"{title} was read as {period}")
        yield Period(period, title, at, cells, status)
    elif not PASSED_OVER.search(label):
        counts.fault(*at, "period", f"{title!r} is no period", "a year, 1999-2001, ~1998 or 2024-01..09 (2024.9)")


def period_of(label: str) -> str:
    """Return a period as the study writes it, from its label: 2018, ~1998, 1999-2001, 2024-01..09; empty for none.

    2024.9 is January to September; 2024.1 is no period, because a spreadsheet makes it of 2024.10 as well.
    """
    year = r"(?:(?P<{0}>(?:19|20)[0-9]{{2}})|'(?P<{0}s>[0-9]{{2}}))년?"
    bare = label.replace("’", "'").replace("‘", "'").replace("～", "~").replace("–", "-").rstrip("*pPrR()")

    def full(match: re.Match[str], name: str) -> str:
        short = match[f"{name}s"]
        return match[name] or f"{'19' if int(short) > 50 else '20'}{short}"

    if one := re.fullmatch(year.format("a"), bare):
        return full(one, "a")
    if until := re.fullmatch("~" + year.format("a"), bare):
        return f"~{full(until, 'a')}"
    if two := re.fullmatch(year.format("a") + "[-~]" + year.format("b"), bare):
        return f"{full(two, 'a')}-{full(two, 'b')}"
    if re.fullmatch(r"[0-9']+\.1", bare):
        return ""
    if part := re.fullmatch(year.format("a") + r"[.-](?:0?1(?:~|-|\.\.))?(?P<m>1[0-2]|0?[1-9])\.?월?", bare):
        return f"{full(part, 'a')}-01..{int(part['m']):02}"
    return ""


def counts_by_sex(counts: SheetCounts, line: Period) -> BySex | None:
    """Return the arrivals of a line, in persons; None, with a fault, when one is no count or they do not add up."""
    counted = {sex: counts.count(*line.cells[sex], sex) for sex in SEXES}
    numbers = {sex: int(count[0]) for sex, count in counted.items() if count}
    if len(numbers) < len(SEXES):
        return None
    added = numbers["male"] + numbers["female"]
    if added != numbers["total"]:
        problem = f"{line.title}: {numbers['total']} is not male {numbers['male']} + female {numbers['female']}"
        counts.fault(*line.cells["total"], "total", problem, f"{added}, or the count that is wrong")
        return None
    return numbers


def with_spans(
    counts: SheetCounts, periods: list[tuple[Period, BySex]], overall: list[BySex]
) -> list[tuple[Period, BySex]]:
    """Return the periods with their counts; a second “until” (~2001 after ~1998) begins where the first ends.

    That is sure only when the counts add up to the total of the table; otherwise it is a fault.
    """
    adds_up = bool(overall) and sum(numbers["total"] for _, numbers in periods) == overall[0]["total"]
    lines = []
    earlier = ""
    for line, numbers in periods:
        period = line.period
        if period.startswith("~") and earlier.startswith("~"):
            span = f"{int(earlier[1:]) + 1}-{period[1:]}"
            if not adds_up:
                counts.fault(*line.at, "period", f"{line.title!r} has no beginning", f"{span}, if that is meant")
            counts.note(*line.at, f"{line.title} was read as {span}")
            period = span
        lines.append((replace(line, period=period), numbers))
        earlier = line.period
    return lines
