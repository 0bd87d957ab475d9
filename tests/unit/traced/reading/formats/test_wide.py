"""Wide tables: a spreadsheet with a row for each participant becomes codings, or tells what to mend in which cell."""

# ruff: noqa: E501  a table of inputs reads best with a line for each, however long its message is

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import followup
from study.checks import coding_faults
from traced.reading.coding import ReadResult
from traced.reading.encoding import decode
from traced.reading.formats import long, wide
from traced.reading.interviews import File, table_codings
from traced.reading.sheet import Sheet, choose_sheet, parse_table
from traced.reading.workbook import read_workbook
from unit.builders import codebook

BOOK = followup.codebook(codebook())
NAME = "SYNTHETIC-1"
CODE = "a new code is added in the codebook, under"
EMPTY = "an empty cell where the source does not say"
YEAR, DAY = "a year with four digits, 1500 to 2099", "a date as YYYY-MM-DD"


def table(rows: Sequence[Sequence[str]]) -> Sheet:
    """Return a SYNTHETIC table as a sheet of a workbook would be, without writing one."""
    return parse_table(decode(followup.as_csv(rows), "f.csv"), "f.csv")


def reading(*rows: Sequence[str], book: dict[str, Any] = BOOK) -> ReadResult:
    """Return what is read from a SYNTHETIC wide table."""
    return wide.wide_codings(table(rows), book)


def fault_texts(result: ReadResult) -> list[str]:
    """Return the messages of a reading."""
    return [str(fault) for fault in result.faults]


@pytest.mark.parametrize(
    ("variable", "text", "message"),
    [
        ("reason", "fredom", f"'fredom' is no code of reason: did you mean freedom?; {CODE} reason"),
        ("reason", "hope for fredom", f"'hope for fredom' is no code of reason: did you mean hope for freedom?; {CODE} reason"),
        ("reason", "famine", f"'famine' is no code of reason: one of freedom, involuntary, survival; {CODE} reason, codes: famine: {{label: \"famine\", definition: what it means}}"),
        ("reason", "n/a", f"'n/a' is no value: {EMPTY}"),
        ("reason", "-", f"'-' is no value: {EMPTY}"),
        ("helper_1", "broker; church", "'broker; church' is several codes in one cell: a column for each: helper_1, helper_2"),
        ("reason", "freedom/survival", "'freedom/survival' is several codes in one cell: one code of reason for each participant"),
        ("route_1", "China > Jpan", "'China > Jpan' is no path: did you mean japan? FROM>TO with two of north_korea, china, southeast_asia, thailand, laos, vietnam, myanmar, japan, south_korea, mongolia, canada; a new one is added in the codebook, under lists"),
        ("route_1", "china>New Delhi", "'china>New Delhi' is no path: FROM>TO with two of north_korea, china, southeast_asia, thailand, laos, vietnam, myanmar, japan, south_korea, mongolia, canada; a new one is added in the codebook, under lists, place: new_delhi: {label: \"New Delhi\"}"),
        ("route_1", "china", "'china' is no path: FROM>TO with two of north_korea, china, southeast_asia, thailand, laos, vietnam, myanmar, japan, south_korea, mongolia, canada; a new one is added in the codebook, under lists"),
        ("crossing_year", "97", f"'97' is no year: {YEAR}"),
        ("crossing_year", "2097-08", f"'2097-08' is no year: {YEAR}"),
        ("crossing_year", "20101", f"'20101' is no year: {YEAR}"),
        ("crossing_year", "1097", f"'1097' is no year: {YEAR}"),
        ("crossing_year", "2010.5", f"'2010.5' is not whole: {YEAR}"),
        ("crossing_year", "2010*", f"'2010*' has a mark after the number: {YEAR}, alone; a note belongs in the column evidence"),
        ("crossing_year", "2010-01-01", f"'2010-01-01' is a date, no year: {YEAR}; a spreadsheet may turn numbers into dates: format the column as text"),
        ("crossing_year", "about 2010", f"'about 2010' has more than a number: {YEAR}, alone"),
        ("interview_date", "45421", f"'45421' is a count of days: {DAY}; a spreadsheet counts 2024-05-09 so: format it as a date"),
        ("meant_to_stay_away", "TRUE", "'TRUE' is a tick box, not a value: the code or number, written as text"),
        ("crossing_year", "FALSE", "'FALSE' is a tick box, not a value: the code or number, written as text"),
        ("crossing_month", "13", "'13' is no month: a month from 1 to 12"),
        ("guarantors", "-2", "'-2' is negative: a whole number"),
        ("guarantors", "−2", "'−2' is negative: a whole number"),
        ("guarantors", "1.5", "'1.5' is not whole: a whole number"),
        ("guarantors", "1,047*", "'1,047*' has a mark after the number: a whole number, alone; a note belongs in the column evidence"),
        ("guarantors", "3 a)", "'3 a)' has a mark after the number: a whole number, alone; a note belongs in the column evidence"),
        ("guarantors", "12¹", "'12¹' has a mark after the number: a whole number, alone; a note belongs in the column evidence"),
        ("guarantors", "1,047", "'1,047' has a comma: a whole number; no mark between thousands"),
        ("guarantors", "two", "'two' is no integer: a whole number"),
        ("church_years", "2,5", "'2,5' has a comma: a number with a point for decimals; no mark between thousands"),
        ("church_years", "3 years", "'3 years' has more than a number: a number with a point for decimals, alone"),
        ("age_band", "45", "'45' is no decade: a decade of life, 40s"),
        ("interview_date", "03/04/2019", "'03/04/2019' may be 2019-04-03 or 2019-03-04: the one that is meant, as YYYY-MM-DD"),
        ("interview_date", "31/12/2019", f"'31/12/2019' is no date as it stands: {DAY}; did you mean 2019-12-31?"),
        ("interview_date", "2019年4月3日", f"'2019年4月3日' is no date as it stands: {DAY}; did you mean 2019-04-03?"),
        ("interview_date", "2019.4.3", f"'2019.4.3' is no date as it stands: {DAY}; did you mean 2019-04-03?"),
        ("interview_date", "2019-02-30", f"'2019-02-30' is not in the calendar: {DAY}"),
        ("interview_date", "32/13/2019", f"'32/13/2019' is not in the calendar: {DAY}"),
        ("interview_date", "3/4/19", f"'3/4/19' has a year of two digits: {DAY}"),
        ("interview_date", "spring 2019", f"'spring 2019' is no date: {DAY}"),
        ("interview_date", "2019-04-03 12:30:00", f"'2019-04-03 12:30:00' is no date: {DAY}"),
    ],
)  # fmt: skip
def test_bad_cells(variable: str, text: str, message: str) -> None:
    """Each says the cell, the variable, what was found, what is allowed, and what it looks like."""
    assert fault_texts(reading(["participant", "sex", variable], [NAME, "female", text])) == [
        f"f.csv!C2: {variable}: {message}"
    ]


@pytest.mark.parametrize(
    ("variable", "text", "value", "mended"),
    [
        ("reason", "freedom", "freedom", ""),
        ("reason", "Hope for freedom", "freedom", ""),
        ("discrimination", "YES", "yes", ""),
        ("detention", "Myanmar", "myanmar", ""),
        ("route_1", "North Korea → China", "north_korea>china", ""),
        ("route_1", "china>mongolia", "china>mongolia", ""),
        ("crossing_year", "２０１０", "2010", "digits of full width became digits"),
        ("crossing_year", "2010.0", "2010", "a whole number lost its empty decimals"),
        ("church_years", "2.5", "2.5", ""),
        ("interview_date", "2024-02-29", "2024-02-29", ""),
    ],
)
def test_good_cells(variable: str, text: str, value: str, mended: str) -> None:
    """A code may be given by its label, in any case; what can mean one thing only is mended and noted."""
    result = reading(["participant", variable], [NAME, text])
    assert fault_texts(result) == []
    assert [record["value"] for record in result.records] == [value]
    assert [str(note) for note in result.notes] == ([f"f.csv!B2: {mended}"] if mended else [])


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        ([["participant", "sx"], [NAME, "male"]], ["!B1: sx: the column 'sx' is not known: did you mean sex?; a new variable is added in the codebook, a repeated one is numbered (japanese_ancestor_1)"]),
        ([["sex", "reason"], ["male", "freedom"]], ["!A1: sex: no column is called participant: a column participant"]),
        ([["participant", "sex", "Sex"], [NAME, "male", "male"]], ["!C1: Sex: this column stands twice: each column once"]),
        ([["participant", "sex"], [NAME, "male"], [NAME.lower(), "male"]], [f"!A3: participant: '{NAME.lower()}' has a row already, in f.csv!A2: one row for each participant"]),
        ([["participant", "sex"], [NAME, "male"], ["Total", "1"]], ["!A3: participant: 'Total' is no participant: a row for each participant: delete the row of totals"]),
        ([["participant", "guarantors"], [NAME, "2"], ["合計", "2"]], ["!A3: participant: '合計' is no participant: a row for each participant: delete the row of totals"]),
        ([["participant", "sex"], ["", "male"]], ["!A2: participant: the row names no participant: the name or number of the participant in each row"]),
        ([["participant", "sex"], [NAME, ""]], [f"!A2: participant: nothing is coded of {NAME!r}: at least one value in the row: a participant without any would not be counted"]),
        ([["participant", "sex", "basis"], [NAME, "male", "guessed"]], ["!C2: basis: 'guessed' is no basis: one of stated, implied; an empty cell means stated"]),
        ([["participant", "sex", "page"], [NAME, "male", "71-72"]], ["!C2: page: '71-72' is no page: one page number, or nothing"]),
        ([["participant", "sex", ""], [NAME, "male", "tall"]], ["!C2: (no header): 'tall' stands under no header: a name above each column"]),
        ([["participant", "sex"]], [": row: the table has no rows: at least one row below the header"]),
        ([["participant", "reason_2"], [NAME, "freedom"]], ["!B1: reason_2: the column 'reason_2' is not known: did you mean reason?; a new variable is added in the codebook, a repeated one is numbered (japanese_ancestor_1)"]),
    ],
    ids=["column", "case", "twice", "duplicate", "total", "total in kanji", "nobody", "nothing", "basis", "page", "header", "rows", "repeat"],
)  # fmt: skip
def test_bad_tables(rows: list[list[str]], messages: list[str]) -> None:
    """Faults of columns and rows are at their cell."""
    assert fault_texts(reading(*rows)) == [f"f.csv{message}" for message in messages]


def test_all_faults_at_once() -> None:
    """Faults of the text, of columns and of cells are reported together."""
    result = reading(["participant", "sx", "reason", "sex"], [NAME, "a", "fredom", "x"], ["Total", "", "", "1"])
    assert [fault.place.row for fault in result.faults] == [1, 2, 2, 3]


def test_the_limits_of_a_variable() -> None:
    """The codebook may say from when to when a year can be."""
    book = {"variables": {"crossing_year": {"label": "year", "type": "year", "least": 1959, "most": 2030}}}
    rows = [["participant", "crossing_year"], [NAME, "1958"], ["SYNTHETIC-2", "2031"], ["SYNTHETIC-3", "1959"]]
    assert fault_texts(reading(*rows, book=book)) == [
        "f.csv!B2: crossing_year: '1958' is too small for crossing_year: 1959 or more, as the codebook says",
        "f.csv!B3: crossing_year: '2031' is too large for crossing_year: 2030 or less, as the codebook says",
    ]


def test_the_years_of_a_journey() -> None:
    """By the shipped codebook no journey is before the repatriation project, nor far ahead."""
    years = [variable for variable, entry in BOOK["variables"].items() if entry["type"] == "year"]
    for year, count in (("1958", len(years)), ("1502", len(years)), ("2050", len(years)), ("1959", 0), ("2049", 0)):
        assert len(reading(["participant", *years], [NAME, *(year for _ in years)]).faults) == count


def test_columns_that_everybody_has() -> None:
    """A column of which everybody has a value is reported as missing, but not where another header looks like it."""
    result = reading(["participant", "sex", "reson"], [NAME, "male", "x"])
    assert [(variable, str(fault)) for variable, fault in result.absent] == [
        ("destination", "f.csv: destination: this column is missing: a column destination, its cell empty where the source does not say"),
    ]  # fmt: skip
    assert reading(["participant", "Destination", "Main reason for leaving"], [NAME, "", ""]).absent == ()


def test_columns_by_label_and_remarks() -> None:
    """Columns may be called by their label, the first names the participant, and remarks hold for their row."""
    rows = [["Who", "Main reason for leaving", "leg of the route 1", "Basis", "page", "evidence"]]
    rows += [
        [NAME, "survival", "china>japan", "implied", "7", "SYNTHETIC"],
        ["SYNTHETIC-2", "", "china>japan", "", "", ""],
    ]
    result = reading(*rows)
    assert fault_texts(result) == []
    assert [str(note) for note in result.notes] == ["f.csv!A1: the column 'Who' was read as participant"]
    remarks = {"page": "7", "evidence": "SYNTHETIC"}
    assert [(r.id, r.basis, dict(r.fields)) for r in result.records] == [
        ("f.csv!B2", "implied", {"participant": NAME, "variable": "reason", "value": "survival", **remarks}),
        ("f.csv!C2", "implied", {"participant": NAME, "variable": "route_1", "value": "china>japan", **remarks}),
        ("f.csv!C3", "stated", {"participant": "SYNTHETIC-2", "variable": "route_1", "value": "china>japan", "page": "", "evidence": ""}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        ([["participant", "variable", "vlaue"], [NAME, "sex", "male"]], [": value: this column is missing: a column value (found: participant, variable, vlaue)"]),
        ([["participant", "variable", "value"], [NAME, "sx", "male"]], ["!C2: variable: 'sx' is not in the codebook: did you mean sex?; a new variable is added there under variables"]),
        ([["participant", "variable", "value"], [NAME, "sex", ""]], ["!C2: value: an empty cell: a variable and its value in each row"]),
        ([["participant", "variable", "value"], [NAME, "sex", "male"], [NAME, "sex", "male"]], [f"!B3: variable: sex of {NAME} is coded already, in f.csv!C2: each coding once"]),
        ([["participant", "variable", "value"], [NAME, "sex", "mal"]], [f"!C2: sex: 'mal' is no code of sex: did you mean male or female?; {CODE} sex"]),
    ],
    ids=["column", "variable", "empty", "duplicate", "code"],
)  # fmt: skip
def test_bad_long_tables(rows: list[list[str]], messages: list[str]) -> None:
    """The long table is held to the same rules."""
    assert fault_texts(long.long_codings(table(rows), BOOK)) == [f"f.csv{message}" for message in messages]


def coding_values(result: ReadResult) -> set[tuple[str, str, str]]:
    """Return what the codings say, without where they stand."""
    return {(r["participant"], r["variable"], r["value"]) for r in result.records}


def test_each_shape_gives_the_same_codings() -> None:
    """The SYNTHETIC follow-up is the same from a long or wide table, as text or as a workbook with other sheets."""
    notes = {"Notes": [["SYNTHETIC"]]}
    workbook = followup.as_xlsx({"Interviews": followup.wide()} | notes)
    sheets = read_workbook(workbook, "f.xlsx")
    readings = [
        long.long_codings(table(followup.long()), BOOK),
        wide.wide_codings(table(followup.wide()), BOOK),
        wide.wide_codings(choose_sheet(sheets, "f.xlsx", column="participant"), BOOK),
    ]
    for result in readings:
        assert fault_texts(result) == []
        assert coding_values(result) == set(followup.codings())
        assert list(coding_faults(result.records, BOOK)) == []
    assert readings[2].records[0].id == "f.xlsx!Interviews!B2"
    assert [note.mended for note in readings[2].notes] == ["this sheet was not read"]


CELLS = st.sampled_from(
    ["participant", "sex", "Total", "reason", "route_1", "2010", "freedom", "", "a", "page", "basis"]
)


@given(st.lists(st.lists(st.one_of(CELLS, st.text(max_size=4)), max_size=4), max_size=4))
def test_any_table(rows: list[list[str]]) -> None:
    """Whatever the cells, each filled one below a header is a coding or a remark, or there is a fault; no exception."""
    sheet = table(rows)
    by_shape = (wide.wide_codings(sheet, BOOK), long.long_codings(sheet, BOOK)) if sheet.rows else ()
    for result in (table_codings(File("f.csv", followup.as_csv(rows)), BOOK), *by_shape):
        assert result.faults or result.records
        assert len({record.id for record in result.records}) == len(result.records)
