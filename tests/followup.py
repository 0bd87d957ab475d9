"""A SYNTHETIC follow-up study, made up for the tests: no person in it exists, and no row of it may be used elsewhere.

Forty participants, a destination and a route that the article does not have, and years to 2024; the same codings can be
written in each shape in which data may be dropped in.
"""

import copy
import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import openpyxl

SIZE = 40
PAGE = "1"
HEADER = ("participant", "variable", "value", "basis", "page", "evidence")
Coding = tuple[str, str, str]

LEGS = {
    "mongolia": ("north_korea>china", "china>mongolia", "mongolia>canada"),
    "thailand": ("north_korea>china", "china>thailand", "thailand>south_korea"),
    "direct": ("north_korea>china", "china>japan"),
}


def codebook(shipped: dict[str, Any]) -> dict[str, Any]:
    """Return a codebook with the SYNTHETIC destination and places beside those of the article."""
    book = copy.deepcopy(shipped)
    book["lists"]["place"] |= {
        "mongolia": {"label": "Mongolia", "role": "transit"},
        "canada": {"label": "Canada", "role": "destination"},
    }
    book["variables"]["destination"]["codes"]["canada"] = {"label": "Canada", "definition": "SYNTHETIC"}
    return book


def codings() -> list[Coding]:
    """Return participant, variable and value of every SYNTHETIC coding, by participant."""
    rows: list[Coding] = []
    for n in range(SIZE):
        way = tuple(LEGS)[n % 3]
        coded = {
            "sex": ("female", "male")[n % 4 == 0],
            "age_band": f"{2 + n % 5}0s",
            "reason": ("survival", "freedom", "involuntary")[n % 7 % 3],
            "destination": {"mongolia": "canada", "thailand": "south_korea", "direct": "japan"}[way],
            "strategy": ("networks", "brokers", "japan_links")[n % 3],
            "crossing_year": str(1999 + n % 20),
            "arrival_year": str(2005 + n % 20),
            "interview_date": f"2024-{1 + n % 12:02}-{1 + n % 28:02}",
        }
        if n % 5 == 0:
            coded["wait_years"] = f"{n % 4}.5"
        coded |= {f"helper_{k}": helper for k, helper in enumerate(("broker", "church", "ngo")[: 1 + n % 3], start=1)}
        coded |= {f"route_{k}": leg for k, leg in enumerate(LEGS[way], start=1)}
        rows += [(f"SYNTHETIC-{n + 1:02}", variable, value) for variable, value in coded.items()]
    return rows


def long() -> list[Sequence[str]]:
    """Return the table with a row for each coding."""
    return [HEADER, *((*coding, "stated", PAGE, "SYNTHETIC") for coding in codings())]


def wide(keep: Callable[[str], bool] = bool) -> list[Sequence[str]]:
    """Return the table with a row for each participant, with those variables that are wanted."""
    kept = [coding for coding in codings() if keep(coding[1])]
    variables = list(dict.fromkeys(variable for _, variable, _ in kept))
    values = {(name, variable): value for name, variable, value in kept}
    names = dict.fromkeys(name for name, _, _ in kept)
    rows = [[name, *(values.get((name, variable), "") for variable in variables)] for name in names]
    return [["participant", *variables], *rows]


def taguette() -> list[Sequence[str]]:
    """Return the export of highlights as Taguette writes it; repeated variables have no number there."""
    rows = [
        (str(n), name, f"{variable}/{value}", "SYNTHETIC words")
        for n, (name, variable, value) in enumerate(codings(), start=1)
    ]
    return [("id", "document", "tag", "content"), *rows]


def repeated(variable: str) -> bool:
    """Tell whether a variable is one of those that are given several times."""
    return variable.startswith(("helper_", "route_"))


def report() -> list[Sequence[str]]:
    """Return the coding report of QualCoder: the repeated variables, the category being the variable."""
    header = ("Case", "Coder", "Coded", "Id", "Codename", "Coded_Memo", "Category", "Category")
    rows = [
        (name, "SYNTHETIC", "SYNTHETIC words", f"ctid:{n}", value, "", variable.partition("_")[0], "journey")
        if variable.startswith("helper")
        else (name, "SYNTHETIC", "SYNTHETIC words", f"ctid:{n}", f"route/{value}", "", "journey", "")
        for n, (name, variable, value) in enumerate(codings(), start=1)
        if repeated(variable)
    ]
    return [header, *rows]


def attributes() -> list[Sequence[str]]:
    """Return the case attributes of QualCoder: the variables that are given once; the first column names the case."""
    header, *rows = wide(lambda variable: not repeated(variable))
    return [["Case_name", *header[1:]], *rows]


def e_stat() -> list[Sequence[str]]:
    """Return SYNTHETIC entries of the years 2006 to 2024 in the layout of e-Stat, among rows that are not wanted."""
    columns = ("表章項目", "入国目的", "国籍・地域", "時間軸(年次)")
    header = [title for column in columns for title in (f"{column}_code", column)]
    rows = [
        ["100", "入国外国人", "330", purpose, "50000", label, f"{year}000000", f"{year}年", "人", count]
        for year in range(2006, 2025)
        for purpose in ("短期滞在_総数", "定住者_総数")
        for label, count in (
            ("総数", "9999"),
            ("(北朝鮮)", str(year % 7) if year % 3 else "-"),
            ("無国籍", str(year % 5)),
        )
    ]
    return [[*header, "unit", "value"], *rows]


def as_csv(rows: Iterable[Sequence[str]], mark: str = "") -> bytes:
    """Return a table as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return (mark + text.getvalue()).encode()


def as_xlsx(sheets: dict[str, Iterable[Sequence[Any]]]) -> bytes:
    """Return a workbook with these sheets; a text stays a text, whatever it looks like."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(number, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
