"""Verdicts: how each number that an article prints stands to what is computed here, and why where nothing is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Any, Literal, get_args

from . import delimited
from .cases import number as parse
from .quantities import Value
from .records import Record

Verdict = Literal["same", "same after rounding", "differs", "reported only", "cannot be computed"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
MEANING: dict[Verdict, str] = {
    "same": "computed here from several rows or numbers, or seen in another source, with the value that the article "
    "prints",
    "same after rounding": "the same once the computed value is rounded as the article prints it",
    "differs": "the value computed here is another, or the claim does not hold",
    "reported only": "transcribed from the article, or from a work that it cites: nothing is computed, so nothing is "
    "reproduced",
    "cannot be computed": "no rows from which it could be computed are public, or it counts nothing",
}
# Why a printed number without a number here cannot be computed, by what it rests on.
REASONS = {
    "structure": "the article's own numbering",
    "citation": "part of a citation",
    "quantifier": "a word of quantity that no rows decide",
    "background": "counts what the sentence itself names",
}
ORIGINS = {"reported": "stated in the article itself", "external": "a cited work"}
CITATION = "@"
Rows = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Line:
    """A printed number beside what is computed here.

    printed: the row of the article's numbers; fields id, page, section, place, printed, value, rests_on, number
    name: the number or claim of this package that it is, or the key of a citation after an @; empty if there is none
    value: what that is here, as text; status: that of the number, or the verdict of the claim
    reason: why the verdict is not simply `same`
    """

    printed: Record
    name: str
    value: str
    status: str
    verdict: Verdict
    reason: str


def judge(printed: Iterable[Record], numbers: Rows, claims: Rows, years: Mapping[str, str]) -> list[Line]:
    """Return a line for every printed number, in their order.

    numbers, claims: the rows of `numbers.json` and `claims.json`
    years: of the cited works whose year was seen outside the article, the year by citation key
    """
    return [_line(record, numbers, claims, years) for record in printed]


def _line(record: Record, numbers: Rows, claims: Rows, years: Mapping[str, str]) -> Line:
    name = record["number"]
    if name in numbers:
        value, status = numbers[name]["value"], numbers[name]["status"]
        verdict, reason = of_number(record, numbers[name])
        return Line(record, name, _interval(numbers[name]) if value is None else str(value), status, verdict, reason)
    if name in claims:
        verdict, reason = _of_claim(claims[name])
        return Line(record, name, claims[name]["verdict"], "claim", verdict, reason)
    if name.startswith(CITATION):
        return _of_citation(record, name, years)
    if name:
        return Line(record, name, "", "", "cannot be computed", "these data do not tell it")
    reason = REASONS.get(record["rests_on"], "no rows about it are public")
    return Line(record, "", "", "", "cannot be computed", reason)


def of_number(record: Record, row: Mapping[str, Any]) -> tuple[Verdict, str]:
    """Return how a number of the ledger stands to a printed one, and why it is not simply the same."""
    printed = record["value"]
    if row["value"] is None:
        if not _within(printed, row["low"], row["high"]):
            return "differs", "outside of what is possible"
        return "cannot be computed", "only an interval follows"
    agreement = compare(printed, row["value"])
    if agreement == "same after rounding" and not re.search("[0-9]", record["printed"]):
        return "differs", "said in words, which are not rounded"
    return earned(agreement, row)


def earned(agreement: Verdict, row: Mapping[str, Any]) -> tuple[Verdict, str]:
    """Return what agreement with the article is worth, and why: a value that was only read agrees with itself."""
    if agreement in ("differs", "cannot be computed"):
        return agreement, ""
    if row["status"] in ORIGINS:
        return "reported only", ORIGINS[row["status"]]
    if len(row["records"]) == 1 and not row["of"] and row.get("basis") != "official":
        return "reported only", "one coded row, read as it is"
    if row["status"] == "entailed" and row["counts"]:
        return "reported only", "an aggregate of the article, with participants added to it"
    return agreement, ""


def _of_claim(claim: Mapping[str, Any]) -> tuple[Verdict, str]:
    if claim["verdict"] == "undecided":
        return "cannot be computed", f"undecided; it would take {claim['missing']}"
    return "same" if claim["verdict"] == "holds" else "differs", claim["margin"]["words"]


def _of_citation(record: Record, name: str, years: Mapping[str, str]) -> Line:
    year = years.get(name.removeprefix(CITATION))
    if year is None or record["unit"] != "year":
        return Line(record, name, "", "external", "reported only", REASONS["citation"])
    if year == record["value"]:
        return Line(record, name, year, "external", "same", "the year that the work itself carries")
    return Line(record, name, year, "external", "differs", "the work itself carries another year")


def compare(printed: str, value: Value) -> Verdict:
    """Return whether a value is the printed one: the same, the same when rounded to as many digits, or not.

    A half may have been rounded up or to the even digit, since a text does not say which.
    """
    if isinstance(value, str):
        return "same" if printed == value else "differs"
    try:
        told = parse(printed)
    except ValueError:
        return "differs"
    if told == value:
        return "same"
    digits = Decimal(1).scaleb(-len(printed.partition(".")[2]))
    rounded = (Decimal(str(value)).quantize(digits, way) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN))
    return "same after rounding" if isinstance(value, float) and Decimal(str(told)) in rounded else "differs"


def _within(printed: str, low: Value | None, high: Value | None) -> bool:
    try:
        told = parse(printed)
    except ValueError:
        return False
    return (not isinstance(low, int | float) or low <= told) and (not isinstance(high, int | float) or told <= high)


def _interval(row: Mapping[str, Any]) -> str:
    low, high = row["low"], row["high"]
    return f"at least {low}" if high is None else f"at most {high}" if low is None else f"{low} to {high}"


def counts(lines: Iterable[Line]) -> dict[Verdict, dict[str, int]]:
    """Return how many lines have each verdict, by status; every verdict is there, whether it occurs or not."""
    table: dict[Verdict, dict[str, int]] = {verdict: {} for verdict in VERDICTS}
    for line in lines:
        by_status = table[line.verdict]
        by_status[line.status] = by_status.get(line.status, 0) + 1
    return table


COLUMNS = ("id", "page", "section", "place", "printed", "value", "here", "computed", "status", "verdict", "reason")


def to_csv(lines: Iterable[Line]) -> str:
    """Return the lines as CSV with the columns COLUMNS."""
    return delimited.write([COLUMNS, *map(_cells, lines)])


def _cells(line: Line) -> list[str]:
    article = [line.printed[column] for column in ("id", "page", "section", "place", "printed", "value")]
    return [*article, line.name, line.value, line.status, line.verdict, line.reason]
