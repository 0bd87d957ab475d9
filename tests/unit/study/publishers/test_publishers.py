"""Publishers: the official files by their labels, and the faults of other files.

All numbers here are SYNTHETIC, but for the arrivals that the shipped table has.
"""

# ruff: noqa: E501  a table of inputs reads best with a line for each, however long its message is

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import followup
from study.load import repeated_count_faults
from study.publishers import arrivals, e_stat, official_counts, yearly
from study.tables import TABLES
from traced.reading.coding import ReadResult
from traced.reading.encoding import decode
from traced.reading.sheet import Sheet, build_sheet, parse_table
from traced.reading.workbook import read_workbook
from unit.builders import shipped

HEADER = [
    "表章項目_code",
    "表章項目",
    "入国目的_code",
    "入国目的",
    "国籍・地域_code",
    "国籍・地域",
    "時間軸(年次)_code",
    "時間軸(年次)",
    "unit",
    "value",
]
COLUMN = {title: column for column, title in enumerate(HEADER)}


def e_stat_row(label: str, year: str, value: str, **changes: str) -> list[str]:
    """Return a SYNTHETIC row of the long table."""
    row = ["100", "入国外国人", "330", "定住者_総数", "50000", label, f"{year}000000", f"{year}年", "人", value]
    for title, text in changes.items():
        row[COLUMN[title]] = text
    return row


GOOD = [
    e_stat_row("総数", "2018", "9999"),
    e_stat_row("韓国", "2018", "500"),
    e_stat_row("(北朝鮮)", "2018", "-"),
    e_stat_row("無国籍", "2018", "1,047"),
    e_stat_row("無国籍", "2018", "7777", 入国目的="短期滞在_総数"),
]


def csv_sheet(rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> Sheet:
    """Return a SYNTHETIC CSV file of a publisher as a sheet."""
    content = followup.as_csv(rows).decode().encode(encoding)
    return parse_table(decode(content, "f.csv", encoding), "f.csv", titles=True)


def fault_texts(result: ReadResult) -> list[str]:
    """Return the messages of a reading."""
    return [str(fault) for fault in result.faults]


def numbers(result: ReadResult) -> dict[tuple[str, str], tuple[str, str]]:
    """Return entries and flags by year and nationality."""
    return {(r["year"], r["nationality"]): (r["entries"], r["flag"]) for r in result.records}


@pytest.mark.parametrize("label", ["(北朝鮮)", "（北朝鮮）", "北朝鮮", "朝鮮", "（北 朝鮮）"])
@pytest.mark.parametrize("encoding", ["utf-8", "shift_jis"])
def test_e_stat(label: str, encoding: str) -> None:
    """Both nationalities are found by their label, in any brackets; other rows are passed over."""
    rows = [["統計名：", "SYNTHETIC"], [], HEADER, *GOOD[:2], e_stat_row(label, "2018", "-"), *GOOD[3:]]
    result = e_stat.entries_of_long_table(csv_sheet(rows, encoding))
    assert fault_texts(result) == []
    assert numbers(result) == {("2018", "north_korea"): ("0", "dash"), ("2018", "stateless"): ("1047", "")}
    record = result.records[0]
    assert (record.id, record.basis) == ("f.csv!J6", "official")
    assert record["source"] == "Immigration Services Agency of Japan; table 0003288053; f.csv"
    assert list(record.fields) == [c for c in shipped()["new_entries"][0].fields if c != "basis"]
    assert [str(note) for note in result.notes] == ["f.csv!J7: digits of full width or in groups became digits"]


def test_a_series_to_2024() -> None:
    """The SYNTHETIC series has both nationalities in each year, from the one purpose that is wanted."""
    result = e_stat.entries_of_long_table(csv_sheet(followup.e_stat(), "shift_jis"))
    assert fault_texts(result) == []
    assert sorted(numbers(result)) == [(str(y), n) for y in range(2006, 2025) for n in ("north_korea", "stateless")]
    assert {r["entries"] for r in result.records} == {*"0123456"}


def test_the_order_of_columns_does_not_matter() -> None:
    """Columns are found by label, so that a table with others or in another order gives the same."""
    turned = [[*row[::-1], "x"] for row in [HEADER, *GOOD]]
    assert numbers(e_stat.entries_of_long_table(csv_sheet(turned))) == numbers(
        e_stat.entries_of_long_table(csv_sheet([HEADER, *GOOD]))
    )


OTHER = "one of (北朝鮮), 北朝鮮, 朝鮮, 無国籍; another label is another group of people"
COUNT = "a whole number, or - for none; for a number with a mark, the final one without it"


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        ([e_stat_row("韓国・朝鮮", "2018", "1"), *GOOD[2:]], [f"!F2: nationality: '韓国・朝鮮' is not known: {OTHER}"]),
        ([e_stat_row("無国籍者", "2018", "1"), e_stat_row("無国籍者", "2017", "1"), *GOOD[2:]], [f"!F2: nationality: '無国籍者' is not known: {OTHER}"]),
        ([*GOOD, GOOD[2]], ["!J7: year: 2018 (北朝鮮) stands in f.csv!J4 already: each year once"]),
        ([*GOOD, e_stat_row("北朝鮮", "2018", "3")], ["!J7: year: 2018 (北朝鮮) stands in f.csv!J4 already: each year once"]),
        (GOOD[:3], [": nationality: 2018 has no row for 無国籍: a row for each nationality in each year; - where there are no entries"]),
        (GOOD[:2], [": nationality: none of the nationalities of the study is in the table (found: 総数, 韓国): rows for (北朝鮮) and 無国籍 with 定住者"]),
        ([*GOOD[:3], e_stat_row("無国籍", "2018", "12p")], [f"!J5: entries: '12p' is no count: {COUNT}"]),
        ([*GOOD[:3], e_stat_row("無国籍", "2018", "-3")], [f"!J5: entries: '-3' is no count: {COUNT}"]),
        ([*GOOD[:3], e_stat_row("無国籍", "2018", "1.5")], [f"!J5: entries: '1.5' is no count: {COUNT}"]),
        ([*GOOD[:3], e_stat_row("無国籍", "2018", "***")], [f"!J5: entries: '***' is no count: {COUNT}"]),
        ([*GOOD[:3], e_stat_row("無国籍", "2018", "3", unit="千人")], ["!I5: unit: '千人' is not persons: 人"]),
        ([*GOOD[:3], e_stat_row("無国籍", "2018", "3", **{"時間軸(年次)": "2018年5月"})], ["!H5: year: '2018年5月' is no single year: a calendar year, 2018年 or 2018000000"]),
        ([*GOOD[:3], e_stat_row("無国籍", "2018", "3", **{"時間軸(年次)": "2018年(速報)"})], ["!H5: year: '2018年(速報)' is provisional: a calendar year, 2018年 or 2018000000"]),
        ([*GOOD[:3], e_stat_row("無国籍", "2018", "3", **{"時間軸(年次)": "2017年"})], ["!H5: year: '2017年' has the code 2018000000: 2017000000"]),
        ([e_stat_row("無国籍", "2018", "3", 入国目的="定住者")], [": 入国目的: no row has 定住者_総数: did you mean 定住者?"]),
    ],
    ids=["two peoples", "label", "twice", "two labels", "one missing", "none", "mark", "negative", "fraction", "secret", "unit", "month", "provisional", "code", "purpose"],
)  # fmt: skip
def test_bad_e_stat_rows(rows: list[list[str]], messages: list[str]) -> None:
    """What a row of the publisher cannot mean is a fault at its cell."""
    assert sorted(fault_texts(e_stat.entries_of_long_table(csv_sheet([HEADER, *rows])))) == sorted(
        f"f.csv{message}" for message in messages
    )


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        ([["a", "b"], ["1", "2"]], [": header: the header is not found: a row with the columns 入国目的, 国籍・地域, 時間軸(年次) and value"]),
        ([[*HEADER[:-1], "valeu"], *GOOD], ["!A1: value: this column is missing: did you mean valeu?"]),
        ([[*HEADER, "値"], *([*row, "1"] for row in GOOD)], ["!K1: value: this column stands twice: each column once"]),
        ([["速報値"], HEADER, *GOOD], ["!A1: title: '速報値' is provisional: the final table"]),
        ([HEADER, *GOOD, ["100", "入国"]], [":7: row: the row has 2 cells, the header 10: as many cells as columns; quote a cell with a comma"]),
    ],
    ids=["no header", "renamed", "twice", "provisional", "truncated"],
)  # fmt: skip
def test_bad_e_stat_files(rows: list[list[str]], messages: list[str]) -> None:
    """A file that is another table, or changed, or cut, is a fault."""
    assert fault_texts(e_stat.entries_of_long_table(csv_sheet(rows))) == [f"f.csv{message}" for message in messages]


TITLE = "国籍・地域別　新規入国外国人の在留資格（平成30年）"
YEARLY = [
    [TITLE],
    [],
    ["国籍・地域", "", "総 数", "永住者", "定 住 者\n"],
    ["総数", "", "100", "60", "40"],
    ["アジア", "", "90", "60", "30"],
    ["", "韓国", "50", "40", "10"],
    ["", "（北朝鮮）", "5", "4", "1"],
    ["無国籍", "", "3", "3", ""],
]


def workbook(rows: Sequence[Sequence[str]], name: str = "18-00-02-2") -> Sheet:
    """Return a sheet of a SYNTHETIC yearly workbook, without writing one."""
    return build_sheet("f.xlsx", name, [(number, row) for number, row in enumerate(rows, start=1)])


def test_the_yearly_workbook() -> None:
    """Row and column are found by label, the year by title and name; a file that was really written gives the same."""
    (written,) = read_workbook(followup.as_xlsx({"18-00-02-2": YEARLY}), "f.xlsx", published=True)
    for sheet in (workbook(YEARLY), written):
        result = yearly.entries_of_a_year(sheet)
        assert fault_texts(result) == []
        assert numbers(result) == {("2018", "north_korea"): ("1", ""), ("2018", "stateless"): ("0", "blank")}
        assert [r.id for r in result.records] == ["f.xlsx!18-00-02-2!E7", "f.xlsx!18-00-02-2!E8"]
        assert all(
            r["source"].endswith("; table 国籍・地域別 新規入国外国人の在留資格; f.xlsx") for r in result.records
        )


@pytest.mark.parametrize(
    ("title", "name", "year"),
    [
        ("新規入国外国人 2018年", "S", "2018"),
        ("新規入国外国人 ２０１８年", "S", "2018"),
        ("新規入国外国人", "18-00-02-2", "2018"),
        ("新規入国外国人 令和元年", "19-00-02", "2019"),
        ("新規入国外国人 平成31年(令和元年)", "S", "2019"),
    ],
)
def test_the_year_of_a_workbook(title: str, name: str, year: str) -> None:
    """The year is read as it is written, by the calendar of the era too."""
    result = yearly.entries_of_a_year(workbook([[title], *YEARLY[1:]], name))
    assert fault_texts(result) == []
    assert {record["year"] for record in result.records} == {year}


@pytest.mark.parametrize(
    ("rows", "name", "messages"),
    [
        (YEARLY, "18-05-02-2", ["!18-05-02-2: sheet: '18-05-02-2' is of a month: the table of a whole year (18-00-02-2)"]),
        ([["新規入国外国人 2018年5月"], *YEARLY[1:]], "S", ["!S!A1: title: '新規入国外国人2018年5月' is of a month: the table of a whole year"]),
        (YEARLY, "17-00-02-2", ["!17-00-02-2: year: the sheet is of 平成30年 and 17-00-02-2: one year in the titles above the table (2018年), or 18-00-02-2 as its name"]),
        ([["新規入国外国人"], *YEARLY[1:]], "S", ["!S: year: the year is not found: one year in the titles above the table (2018年), or 18-00-02-2 as its name"]),
        ([["新規入国外国人 2018年 速報"], *YEARLY[1:]], "S", ["!S!A1: title: '新規入国外国人2018年速報' is provisional: the final table of the year"]),
        ([["入国外国人の在留資格 2018年"], *YEARLY[1:]], "S", ["!S: title: the titles above the table do not speak of new entries (found: 入国外国人の在留資格2018年): the table of 新規入国外国人; other tables count other people"]),
        ([YEARLY[0], ["国籍・地域", "", "総数", "永住者"], *YEARLY[3:]], "S", ["!S: 定住者: this column is not found: a column with the header 定住者; a sheet without it can be deleted"]),
        ([YEARLY[0], ["国籍・地域", "", "定住者", "永住者", "定住者"], *YEARLY[3:]], "S", ["!S!E2: 定住者: this column stands twice: a table with one column 定住者"]),
        ([*YEARLY, ["朝鮮", "", "", "", "1"]], "S", ["!S!E9: year: 2018 (北朝鮮) stands in f.xlsx!S!E7 already: each year once"]),
        ([*YEARLY, ["朝鮮籍", "", "", "", "1"]], "S", [f"!S!A9: nationality: '朝鮮籍' is not known: {OTHER}"]),
        ([*YEARLY[:6], ["", "North Korea", "5", "4", "1"], YEARLY[7]], "S", [f"!S!B7: nationality: 'NorthKorea' is not known: {OTHER}"]),
        ([*YEARLY[:6], ["", "（北朝鮮）", "2", "4", "200"], YEARLY[7]], "S", ["!S!E7: entries: 200 with 定住者 are more than the 総数 2 (f.xlsx!S!C7): 2 or less, or the 総数 that is wrong"]),
        (YEARLY[:7], "S", ["!S: nationality: 2018 has no row for 無国籍: a row for each nationality in each year; - where there are no entries"]),
    ],
    ids=["monthly sheet", "month", "two years", "no year", "provisional", "all entries", "no status", "two statuses", "twice", "label", "English", "total", "missing"],
)  # fmt: skip
def test_bad_workbooks(rows: list[list[str]], name: str, messages: list[str]) -> None:
    """A workbook of another kind, of a month or of two years is a fault, and so are its rows."""
    assert fault_texts(yearly.entries_of_a_year(workbook(rows, name))) == [f"f.xlsx{message}" for message in messages]


def test_two_workbooks_of_one_year() -> None:
    """The same year in two sheets is a fault that names both cells; two years are a series."""
    _, series = official_counts([workbook(YEARLY), workbook([["新規入国外国人 2019年"], *YEARLY[1:]], "T")])
    _, twice = official_counts([workbook(YEARLY), workbook(YEARLY, "S")])
    key = TABLES["new_entries"].key
    assert list(repeated_count_faults(series.records, key)) == []
    assert [str(fault) for fault in repeated_count_faults(twice.records, key)] == [
        "f.xlsx!S!E7: year: 2018 north_korea long_term_resident stands in f.xlsx!18-00-02-2!E7 already: each year once",
        "f.xlsx!S!E8: year: 2018 stateless long_term_resident stands in f.xlsx!18-00-02-2!E8 already: each year once",
    ]


def shipped_arrivals() -> list[dict[str, str]]:
    """Return the shipped arrivals in South Korea, up to 2023."""
    return [dict(r.fields) for r in shipped()["south_korea_arrivals"] if ".." not in r["period"]]


def as_published(periods: Sequence[str], language: int) -> list[list[str]]:
    """Return the shipped arrivals as the ministry lays them out: periods across, with the total of all."""
    table = shipped_arrivals()
    labels = [("Male", "남(명)"), ("Female", "여(명)"), ("Total", "합계(명)")]
    rows = [["Classification" if language == 0 else "구분", *periods, "Total" if language == 0 else "합계"]]
    for sex, label in zip(("male", "female", "total"), labels, strict=True):
        counts = [int(row[sex]) for row in table]
        rows.append([label[language], *(f"{count:,}" for count in counts), str(sum(counts))])
    return [*rows, ["여성비율", *("70%" for _ in table), "72%"]]


@pytest.mark.parametrize("language", [0, 1], ids=["English", "Korean"])
def test_arrivals_as_the_ministry_lays_them_out(language: int) -> None:
    """Across or down, in English or Korean, with periods written short, the table gives the shipped arrivals."""
    table = shipped_arrivals()
    short = [["~1998", "~2001"], ["~'98", "~'01"]][language]
    periods = [*short, *(row["period"] if language == 0 else f"'{row['period'][2:]}" for row in table[2:])]
    across = as_published(periods, language)
    rows_of_sexes = [*zip(*across, strict=True)]
    for rows in (across, [list(row) for row in rows_of_sexes]):
        result = arrivals.arrivals_by_sex(
            build_sheet("f.xlsx", "S", [(number, row) for number, row in enumerate(rows, start=1)])
        )
        assert fault_texts(result) == []
        keys = ("period", "male", "female", "total")
        assert [tuple(r[key] for key in keys) for r in result.records] == [
            tuple(row[key] for key in keys) for row in table
        ]
    assert any("~" in note.mended and note.mended.endswith("1999-2001") for note in result.notes)


LOOKED_FOR = (
    "rows or columns male, female and total (남, 여, 합계), and the periods along the other side; "
    "of the tables on Japan a column 入国目的 (e-Stat 0003288053) or 定住者 (the workbook of a year)"
)
TIDY = [["period", "male", "female", "total", "status"], ["2018", "1", "2", "3", "final"], ["2019", "4", "5", "9", ""]]


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        ([TIDY[0], ["2018", "1", "2", "4", ""]], ["!D2: total: 2018: 4 is not male 1 + female 2: 3, or the count that is wrong"]),
        ([*TIDY, ["2018", "1", "2", "3", ""]], ["!D4: year: 2018 stands in f.csv!D2 already: each year once"]),
        ([*TIDY, ["Total", "5", "7", "13", ""]], ["!D4: total: Total: 13 is not male 5 + female 7: 12, or the count that is wrong"]),
        ([*TIDY, ["Total", "6", "7", "13", ""]], ["!B4: male: 6 is not the sum of the periods: 5, or the period that is missing", "!D4: total: 13 is not the sum of the periods: 12, or the period that is missing"]),
        ([*TIDY, ["2020(잠정)", "1", "2", "3", ""]], ["!A4: period: '2020(잠정)' is provisional: final numbers: leave it out until then"]),
        ([*TIDY, ["2020p", "1", "2", "3", ""]], ["!A4: period: '2020p' is provisional: final numbers: leave it out until then"]),
        ([*TIDY, ["2020", "1", "2", "3", "provisional"]], ["!A4: period: '2020' is provisional: final numbers: leave it out until then"]),
        ([*TIDY, ["Spring", "1", "2", "3", ""]], ["!A4: period: 'Spring' is no period: a year, 1999-2001, ~1998 or 2024-01..09 (2024.9)"]),
        ([*TIDY, ["2024.1", "1", "2", "3", ""]], ["!A4: period: '2024.1' is no period: a year, 1999-2001, ~1998 or 2024-01..09 (2024.9)"]),
        ([*TIDY, ["2020", "1", "2.5", "3", ""]], [f"!C4: female: '2.5' is no count: {COUNT}"]),
        ([*TIDY, ["2020", "1*", "2", "3", ""]], [f"!B4: male: '1*' is no count: {COUNT}"]),
        ([*TIDY, ["2042", "1", "2", "3", ""]], ["!A4: period: '2042' comes after '2019', and no year between: all years of the table; another number, if it is mistyped"]),
        ([["period", "male", "female", "total"], ["1902", "1", "2", "3"]], ["!A2: period: '1902' is out of range: a year from 1948 to 2049"]),
        ([TIDY[0], ["~1998", "1", "2", "3", ""], ["~2001", "1", "2", "3", ""]], ["!A3: period: '~2001' has no beginning: 1999-2001, if that is meant"]),
        ([["period", "male", "total"], ["2018", "1", "3"]], [f": header: the table is not found (found: period, male, total): {LOOKED_FOR}"]),
        ([["period", "male", "female", "total", "계"], ["2018", "1", "2", "3", "3"]], ["!E1: total: this column stands twice: one column for each"]),
    ],
    ids=["sum", "twice", "total", "periods", "provisional", "mark", "status", "period", "October", "fraction", "footnote", "gap", "range", "until", "column", "two totals"],
)  # fmt: skip
def test_bad_arrivals(rows: list[list[str]], messages: list[str]) -> None:
    """Counts that do not add up, periods that are none and numbers that are not final are faults at their cell."""
    assert fault_texts(arrivals.arrivals_by_sex(csv_sheet(rows))) == [f"f.csv{message}" for message in messages]


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("2018년", "2018"),
        ("’18", "2018"),
        ("'98", "1998"),
        ("～1998", "~1998"),
        ("1999~2001", "1999-2001"),
        ("2024.9", "2024-01..09"),
        ("2024.10", "2024-01..10"),
        ("'24.1~9월", "2024-01..09"),
        ("2024-01..09", "2024-01..09"),
        ("98", ""),
        ("2024.13", ""),
        ("1898", ""),
    ],
)
def test_periods(label: str, period: str) -> None:
    """A period is read as it is written; two digits alone are none."""
    assert arrivals.period_of(label.replace("～", "~")) == period


CELLS = st.sampled_from(
    [
        *HEADER,
        "定住者_総数",
        "定住者",
        "無国籍",
        "(北朝鮮)",
        "2018年",
        "-",
        "3",
        "",
        "male",
        "female",
        "total",
        "~1998",
        "新規入国2018年",
        "x",
    ]
)


@given(st.lists(st.lists(CELLS, max_size=8), max_size=6))
def test_any_table(rows: list[list[str]]) -> None:
    """Whatever the cells, there are records or faults, no exception, and each record stands once."""
    sheet = workbook(rows, "S")
    for result in (
        e_stat.entries_of_long_table(sheet),
        yearly.entries_of_a_year(sheet),
        arrivals.arrivals_by_sex(sheet),
    ):
        assert result.records or result.faults or result.notes
        assert len({record.id for record in result.records}) == len(result.records)
