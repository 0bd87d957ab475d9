"""What the rows of the input tables may say: rules across rows, across tables, and between a table and the codebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from traced.cases import NUMERIC, slug
from traced.faults import Fault, FaultKind, nearest
from traced.records import Record
from traced.variables import DAY, MONTH, NUMBER, TYPES, YEAR, is_day, value_problem, variable_problem

COUNTED = ("count", "share", "minimum", "maximum", "since")  # the measures that have a figure
EXTREMES = ("minimum", "maximum")
OF_CODES = ("share", "smallest", "most frequent")
NEED_VARIABLE = ("share", "minimum", "maximum", "since", "smallest", "most frequent")
FIGURES = {
    "count": (r"[0-9]+", "a whole number"),
    "share": (NUMBER, "a number with a point for decimals"),
    "since": (YEAR, "a year with four digits"),
}


def coding_faults(codings: Iterable[Record], codebook: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for every coding whose variable or value the codebook does not know."""
    named: dict[str, str] = {}
    told: set[str] = set()
    for record in codings:
        other = named.setdefault(slug(record["participant"]), record["participant"])
        if other != record["participant"] and record["participant"] not in told:
            told.add(record["participant"])
            alike = f"{record['participant']!r} and {other!r} would give their numbers the same names"
            yield fault(record, "participant", alike, "names that differ in a letter or digit")
        if problem := variable_problem(record["variable"], codebook):
            yield fault(record, "variable", *problem)
        elif problem := value_problem(record["value"], record["variable"], codebook):
            yield fault(record, "value", *problem)


def aggregate_faults(aggregates: Iterable[Record], codebook: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for every aggregate about an unknown variable or code, or without the figure that it needs."""
    variables = codebook["variables"]
    stated: dict[tuple[str, ...], str] = {}
    for record in aggregates:
        told = tuple(record[column] for column in ("measure", "variable", "code", "where"))
        if stated.setdefault(told, record.id) != record.id and record["measure"] in COUNTED:
            yield fault(record, "measure", f"the same is stated in {stated[told]}", "each statement once")
        yield from subject_faults(record, variables)
        yield from condition_faults(record, variables)
        if record["measure"] in COUNTED:
            yield from figure_faults(record, variables)


def subject_faults(record: Record, variables: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault when an aggregate is about what is not there, or has a measure that does not fit it."""
    name, code, measure = record["variable"], record["code"], record["measure"]
    if name and name not in variables:
        allowed = nearest(name, variables).text
        yield fault(record, "variable", f"{name!r} is not in the codebook", allowed, "codebook")
        return
    entry = variables.get(name, {})
    if code and "codes" in entry and code not in entry["codes"]:
        yield fault(record, "code", f"{code!r} is no code of {name}", nearest(code, entry["codes"]).text)
    if not name and measure in NEED_VARIABLE:
        yield fault(record, "variable", f"a {measure} of nothing", nearest("", variables).text)
    elif measure in EXTREMES and entry["type"] in ("code", "path"):
        yield fault(record, "variable", f"{name!r} has no {measure}", "a variable with numbers or dates")
    elif measure in OF_CODES and "codes" not in entry:
        yield fault(record, "variable", f"{name!r} has no codes to be {measure}", "a variable with codes")


def condition_faults(record: Record, variables: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for every condition of an aggregate that cannot be met; a figure is of one group, VARIABLE=CODE."""
    for condition in filter(None, record["where"].split(";")):
        name, relation, wanted = [*re.split(r"(<=|>=|<|>|=)", condition, maxsplit=1), "", ""][:3]
        entry = variables.get(name, {})
        known = wanted in entry.get("codes", (wanted,)) if relation == "=" else entry.get("type") in NUMERIC
        figure = record["measure"] in COUNTED and (relation != "=" or condition != record["where"])
        if not entry or not known or figure or (relation != "=" and not re.fullmatch(NUMBER, wanted)):
            allowed = "one condition VARIABLE=CODE of the codebook, or nothing"
            if record["measure"] not in COUNTED:
                allowed = "VARIABLE=CODE, or VARIABLE<NUMBER and the like, separated by semicolons; or nothing"
            yield fault(record, "where", f"{record['where']!r} is no condition", allowed)
            return


def figure_faults(record: Record, variables: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault when an aggregate lacks the figure of its measure, or has one that cannot be it."""
    name, measure, value = record["variable"], record["measure"], record["value"]
    dated = variables.get(name, {}).get("type") == "date"
    extreme = (rf"{MONTH}|{DAY}", "a month or a date") if dated else (NUMBER, "a number")
    pattern, allowed = FIGURES.get(measure, extreme)
    if not value:
        yield fault(record, "value", f"a {measure} without a value", allowed)
    elif not re.fullmatch(pattern, value):
        yield fault(record, "value", f"{value!r} is no {measure} of {name}", allowed)
    elif dated:
        yield from calendar_faults(record, "value")
    elif not name and value == "0":
        yield fault(record, "value", "a study without participants", "at least 1")


def route_faults(
    strategies: Iterable[Record], routes: Iterable[Record], codebook: Mapping[str, Any]
) -> Iterator[Fault]:
    """Yield a fault for every route with an unknown strategy or place, and every strategy unknown to the codebook."""
    places, codes = codebook["lists"]["place"], codebook["variables"]["strategy"]["codes"]
    named = [record["strategy"] for record in strategies if record["variable"] == "name"]
    for record in strategies:
        if record["strategy"] not in codes:
            problem = f"{record['strategy']!r} is no strategy of the codebook"
            yield fault(record, "strategy", problem, nearest(record["strategy"], codes).text)
        if record["variable"] == "closed_since" and not re.fullmatch(YEAR, record["value"]):
            yield fault(record, "value", f"{record['value']!r} is no year", TYPES["year"][1])
    for record in routes:
        if record["strategy"] not in named:
            problem = f"{record['strategy']!r} has no name in strategies.csv"
            yield fault(record, "strategy", problem, nearest(record["strategy"], named).text)
        for column in ("from", "to", "mainly"):
            if record[column] and record[column] not in places:
                yield fault(
                    record,
                    column,
                    f"{record[column]!r} is no place of the codebook",
                    nearest(record[column], places).text,
                )


def statistics_faults(japan: Iterable[Record], south_korea: Iterable[Record]) -> Iterator[Fault]:
    """Yield a fault for every year that lacks one of the columns, and every total that is not male + female."""
    columns: dict[str, list[Record]] = {}
    for record in japan:
        columns.setdefault(record["year"], []).append(record)
    for year, found in columns.items():
        if len(found) < 2:
            allowed = "a row for north_korea and one for stateless in each year"
            yield fault(found[0], "nationality", f"{year} has a row for {found[0]['nationality']} alone", allowed)
    for record in south_korea:
        total = int(record["male"]) + int(record["female"])
        if total != int(record["total"]):
            yield fault(record, "total", f"{record['total']} is not male + female", f"{total}")


def citation_faults(facts: Iterable[Record], keys: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for every fact whose citation the bibliography does not have."""
    known = set(keys)
    for record in facts:
        if record["citation"] not in known:
            yield fault(
                record,
                "citation",
                f"{record['citation']!r} is not in the bibliography",
                nearest(record["citation"], known).text,
            )


def fact_faults(facts: Iterable[Record]) -> Iterator[Fault]:
    """Yield a fault for every fact whose value does not fit its unit."""
    patterns = {"date": DAY, "month": MONTH, "year": YEAR, "decade": r"[0-9][0-9][0-9]0", "label": ".+"}
    for record in facts:
        if not re.fullmatch(patterns.get(record["unit"], NUMBER), record["value"]):
            allowed = "a date, month, year or decade for these units, text for a label, else a number"
            yield fault(record, "value", f"{record['value']!r} does not fit the unit {record['unit']}", allowed)
        elif record["unit"] == "date":
            yield from calendar_faults(record, "value")


def event_faults(events: Iterable[Record]) -> Iterator[Fault]:
    """Yield a fault for every day of an event that is not in the calendar."""
    for record in events:
        yield from calendar_faults(record, "start")
        yield from calendar_faults(record, "end")


def calendar_faults(record: Record, column: str) -> Iterator[Fault]:
    """Yield a fault when a cell has the form of a date, and is none."""
    if re.fullmatch(DAY, record[column]) and not is_day(record[column]):
        yield fault(record, column, f"{record[column]!r} is not in the calendar", "a date as YYYY-MM-DD")


def fault(record: Record, column: str, problem: str, allowed: str, kind: FaultKind = "") -> Fault:
    """Return a fault of one cell."""
    return Fault(record.place, column, problem, allowed, kind)
