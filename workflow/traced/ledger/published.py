"""Verdicts: each published number beside what is computed here, and why nothing is where nothing is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Any, Literal, NamedTuple, get_args

from traced.core.csv_text import csv_text
from traced.core.record import Record
from traced.core.voice import NEUTRAL, Voice
from traced.ledger.quantity import Value
from traced.reading.variable import parse_number

Agreement = Literal["same", "same after rounding", "differs", "reported only", "cannot be computed"]
AGREEMENTS: tuple[Agreement, ...] = get_args(Agreement)
# What a verdict means; here and below a Voice fills in the replicated work.
AGREEMENT_MEANING: dict[Agreement, str] = {
    "same": "computed here from several rows or numbers, or seen in another source, with the value that {work} prints",
    "same after rounding": "the same once the computed value is rounded as {work} prints it",
    "differs": "the value computed here is another, or the claim does not hold",
    "reported only": "transcribed from {work}, or from a work that it cites: nothing is computed, so nothing is "
    "reproduced",
    "cannot be computed": "no rows from which it could be computed are public, or it counts nothing",
}
# Why a printed number without a number here cannot be computed, by what it rests on.
REASONS = {
    "structure": "{work}'s own numbering",
    "citation": "part of a citation",
    "quantifier": "a word of quantity that no rows decide",
    "background": "counts what the sentence itself names",
}
# Where a value was read, by its status.
READ_FROM = {"reported": "stated in {work} itself", "external": "a cited work"}
ADDED_TO = "an aggregate of {work}, with {case}s added to it"
CITATION = "@"
JsonRows = Mapping[str, Mapping[str, Any]]


class PublishedNumber(NamedTuple):
    """A published number beside what is computed here.

    printed: its record; fields id, page, section, place, printed, value, unit, rests_on, number
    name: the number or claim of this package that it is, or the key of a citation after an @; empty if there is none
    value: the value computed here, as text; of a claim its verdict
    status: the status of the number; of a claim `claim`
    reason: why the verdict is not simply `same`
    """

    printed: Record
    name: str
    value: str
    status: str
    verdict: Agreement
    reason: str


def judge_published(
    printed: Iterable[Record], numbers: JsonRows, claims: JsonRows, years: Mapping[str, str], voice: Voice = NEUTRAL
) -> list[PublishedNumber]:
    """Return the verdict on each published number, in their order.

    numbers, claims: the rows of `numbers.json` and `claims.json`
    years: of the cited works whose year was seen at their own source, the year by citation key
    """
    judged = (_judged(record, numbers, claims, years) for record in printed)
    return [number._replace(reason=voice.text(number.reason)) for number in judged]


def _judged(record: Record, numbers: JsonRows, claims: JsonRows, years: Mapping[str, str]) -> PublishedNumber:
    name = record["number"]
    if name in numbers:
        row = numbers[name]
        value = _interval(row) if row["value"] is None else str(row["value"])
        return PublishedNumber(record, name, value, row["status"], *verdict_on_number(record, row))
    if name in claims:
        return PublishedNumber(record, name, claims[name]["verdict"], "claim", *_of_claim(claims[name]))
    if name.startswith(CITATION):
        return _of_citation(record, name, years)
    reason = "these data do not tell it" if name else REASONS.get(record["rests_on"], "no rows about it are public")
    return PublishedNumber(record, name, "", "", "cannot be computed", reason)


def verdict_on_number(record: Record, row: Mapping[str, Any]) -> tuple[Agreement, str]:
    """Return the verdict on a printed number that is one of the ledger, and the reason if it is not simply the same."""
    printed = record["value"]
    if row["value"] is None:
        if not _within(printed, row["low"], row["high"]):
            return "differs", "outside of what is possible"
        return "cannot be computed", "only an interval follows"
    agreement = agreement_of(printed, row["value"])
    if agreement == "same after rounding" and not re.search("[0-9]", record["printed"]):
        return "differs", "said in words, which are not rounded"
    return earned_verdict(agreement, row)


def earned_verdict(agreement: Agreement, row: Mapping[str, Any]) -> tuple[Agreement, str]:
    """Return the verdict that agreement has earned, and the reason: a value that was only read agrees with itself."""
    if agreement in ("differs", "cannot be computed"):
        return agreement, ""
    if row["status"] in READ_FROM:
        return "reported only", READ_FROM[row["status"]]
    if len(row["records"]) == 1 and not row["of"] and row.get("basis") != "official":
        return "reported only", "one coded row, read as it is"
    if row["status"] == "entailed" and row["counts"]:
        return "reported only", ADDED_TO
    return agreement, ""


def _of_claim(claim: Mapping[str, Any]) -> tuple[Agreement, str]:
    if claim["verdict"] == "undecided":
        return "cannot be computed", f"undecided; it would take {claim['missing']}"
    return "same" if claim["verdict"] == "holds" else "differs", claim["margin"]["words"]


def _of_citation(record: Record, name: str, years: Mapping[str, str]) -> PublishedNumber:
    year = years.get(name.removeprefix(CITATION))
    if year is None or record["unit"] != "year":
        return PublishedNumber(record, name, "", "external", "reported only", REASONS["citation"])
    if year == record["value"]:
        return PublishedNumber(record, name, year, "external", "same", "the year that the work itself carries")
    return PublishedNumber(record, name, year, "external", "differs", "the work itself carries another year")


def agreement_of(printed: str, value: Value | None) -> Agreement:
    """Return how a value agrees with the printed one, whatever it was computed from; None cannot be computed.

    A half may have been rounded up or to the even digit: a text does not say which.
    """
    if value is None:
        return "cannot be computed"
    if isinstance(value, str):
        return "same" if printed == value else "differs"
    try:
        number = parse_number(printed)
    except ValueError:
        return "differs"
    if number == value:
        return "same"
    digits = Decimal(1).scaleb(-len(printed.partition(".")[2]))
    rounded = (Decimal(str(value)).quantize(digits, way) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN))
    return "same after rounding" if isinstance(value, float) and Decimal(str(number)) in rounded else "differs"


def _within(printed: str, low: Value | None, high: Value | None) -> bool:
    try:
        number = parse_number(printed)
    except ValueError:
        return False
    return (not isinstance(low, int | float) or low <= number) and (not isinstance(high, int | float) or number <= high)


def _interval(row: Mapping[str, Any]) -> str:
    low, high = row["low"], row["high"]
    return f"at least {low}" if high is None else f"at most {high}" if low is None else f"{low} to {high}"


def verdict_counts(numbers: Iterable[PublishedNumber]) -> dict[Agreement, dict[str, int]]:
    """Return how many published numbers have each verdict, by status; a verdict without any has an empty entry."""
    table: dict[Agreement, Counter[str]] = {verdict: Counter() for verdict in AGREEMENTS}
    for number in numbers:
        table[number.verdict][number.status] += 1
    return {verdict: dict(by_status) for verdict, by_status in table.items()}


COLUMNS = ("id", "page", "section", "place", "printed", "value", "here", "computed", "status", "verdict", "reason")


def published_csv(numbers: Iterable[PublishedNumber]) -> str:
    """Return published numbers as CSV with the columns COLUMNS."""
    rows = ([*(number.printed[column] for column in COLUMNS[:6]), *number[1:]] for number in numbers)
    return csv_text([COLUMNS, *rows])
