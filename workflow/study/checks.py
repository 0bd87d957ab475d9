"""Check the input tables across rows and tables, and against the codebook."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from traced.core.fault import Fault, nearest
from traced.core.record import Record
from traced.reading.variable import (
    CASE,
    DAY,
    MONTH,
    NUMBER,
    NUMERIC,
    TYPES,
    YEAR,
    is_day,
    slug,
    split_repeat,
    value_problem,
    variable_problem,
)

COUNTED = ("count", "share", "minimum", "maximum", "since")  # the measures with a figure
EXTREMES = ("minimum", "maximum")
OF_CODES = ("share", "smallest", "most frequent")
NEED_VARIABLE = ("share", "minimum", "maximum", "since", "smallest", "most frequent")
FIGURES = {
    "count": (r"[0-9]+", "a whole number"),
    "share": (NUMBER, "a number with a point for decimals"),
    "since": (YEAR, "a year with four digits"),
}
ORIGIN, DESTINATION = "origin", "destination"  # the roles of places at the ends of a journey
ORDER = ("crossing_year", "arrival_year", "interview_date")  # in which the dates of a participant follow


def data_faults(
    rows: Mapping[str, tuple[Record, ...]], codebook: Mapping[str, Any], citation_keys: Iterable[str]
) -> Iterator[Fault]:
    """Check all tables, by themselves and against each other; a table with faults of its form is empty here."""
    yield from row_faults(rows, codebook)
    if rows["strategies"]:
        yield from route_faults(rows["strategies"], rows["routes"], codebook)
    yield from statistics_faults(rows["new_entries"], rows["south_korea_arrivals"])
    yield from citation_faults(rows["facts"], citation_keys)
    yield from sample_faults(rows["codings"], rows["further"])
    yield from order_faults((*rows["codings"], *rows["further"]))


def row_faults(rows: Mapping[str, tuple[Record, ...]], codebook: Mapping[str, Any]) -> Iterator[Fault]:
    """Check each table by itself; tables may be missing."""
    yield from coding_faults((*rows.get("codings", ()), *rows.get("further", ())), codebook)
    yield from aggregate_faults(rows.get("aggregates", ()), codebook)
    yield from fact_faults(rows.get("facts", ()))
    yield from event_faults(rows.get("events", ()))


def sample_faults(sample: Iterable[Record], further: Iterable[Record]) -> Iterator[Fault]:
    """Report further participants who are in the sample already."""
    known: dict[str, str] = {}
    for record in sample:
        known.setdefault(record[CASE], record.id)
    seen: set[str] = set()
    for record in further:
        name = record[CASE]
        if name in known and name not in seen:
            seen.add(name)
            problem = f"{name!r} is a participant of the sample already, in {known[name]}"
            yield Fault(record.place, CASE, problem, "another name, or the new codings beside the old ones")


def coding_faults(codings: Iterable[Record], codebook: Mapping[str, Any]) -> Iterator[Fault]:
    """Report codings whose variable or value is not in the codebook."""
    named: dict[str, str] = {}
    reported: set[str] = set()
    for record in codings:
        other = named.setdefault(slug(record["participant"]), record["participant"])
        if other != record["participant"] and record["participant"] not in reported:
            reported.add(record["participant"])
            alike = f"{record['participant']!r} and {other!r} would give their numbers the same names"
            yield Fault(record.place, "participant", alike, "names that differ in a letter or digit")
        if problem := variable_problem(record["variable"], codebook):
            yield Fault(record.place, "variable", *problem)
        elif problem := value_problem(record["value"], record["variable"], codebook):
            yield Fault(record.place, "value", *problem)


def aggregate_faults(aggregates: Iterable[Record], codebook: Mapping[str, Any]) -> Iterator[Fault]:
    """Report aggregates about an unknown variable or code, and those without the figure that their measure needs."""
    variables = codebook["variables"]
    stated: dict[tuple[str, ...], str] = {}
    for record in aggregates:
        subject = tuple(record[column] for column in ("measure", "variable", "code", "where"))
        if stated.setdefault(subject, record.id) != record.id and record["measure"] in COUNTED:
            yield Fault(record.place, "measure", f"the same is stated in {stated[subject]}", "each statement once")
        yield from subject_faults(record, variables)
        yield from condition_faults(record, variables)
        if record["measure"] in COUNTED:
            yield from figure_faults(record, variables)


def subject_faults(record: Record, variables: Mapping[str, Any]) -> Iterator[Fault]:
    """Report an unknown variable or code, and a measure that does not fit the variable."""
    name, code, measure = record["variable"], record["code"], record["measure"]
    if name and name not in variables:
        allowed = nearest(name, variables).text
        yield Fault(record.place, "variable", f"{name!r} is not in the codebook", allowed, "codebook")
        return
    entry = variables.get(name, {})
    if code and "codes" in entry and code not in entry["codes"]:
        yield Fault(record.place, "code", f"{code!r} is no code of {name}", nearest(code, entry["codes"]).text)
    if not name and measure in NEED_VARIABLE:
        yield Fault(record.place, "variable", f"a {measure} of nothing", nearest("", variables).text)
    elif measure in EXTREMES and entry["type"] in ("code", "path"):
        yield Fault(record.place, "variable", f"{name!r} has no {measure}", "a variable with numbers or dates")
    elif measure in OF_CODES and "codes" not in entry:
        yield Fault(record.place, "variable", f"{name!r} has no codes to be {measure}", "a variable with codes")


def condition_faults(record: Record, variables: Mapping[str, Any]) -> Iterator[Fault]:
    """Report a condition that cannot be met; a figure is of one group, VARIABLE=CODE."""
    for condition in filter(None, record["where"].split(";")):
        name, relation, wanted = [*re.split(r"(<=|>=|<|>|=)", condition, maxsplit=1), "", ""][:3]
        entry = variables.get(name, {})
        known = wanted in entry.get("codes", (wanted,)) if relation == "=" else entry.get("type") in NUMERIC
        figure = record["measure"] in COUNTED and (relation != "=" or condition != record["where"])
        if not entry or not known or figure or (relation != "=" and not re.fullmatch(NUMBER, wanted)):
            allowed = "one condition VARIABLE=CODE of the codebook, or nothing"
            if record["measure"] not in COUNTED:
                allowed = "VARIABLE=CODE, or VARIABLE<NUMBER and the like, separated by semicolons; or nothing"
            yield Fault(record.place, "where", f"{record['where']!r} is no condition", allowed)
            return


def figure_faults(record: Record, variables: Mapping[str, Any]) -> Iterator[Fault]:
    """Report a figure that is missing or does not fit its measure."""
    name, measure, value = record["variable"], record["measure"], record["value"]
    dated = variables.get(name, {}).get("type") == "date"
    extreme = (rf"{MONTH}|{DAY}", "a month or a date") if dated else (NUMBER, "a number")
    pattern, allowed = FIGURES.get(measure, extreme)
    if not value:
        yield Fault(record.place, "value", f"a {measure} without a value", allowed)
    elif not re.fullmatch(pattern, value):
        yield Fault(record.place, "value", f"{value!r} is no {measure} of {name}", allowed)
    elif dated:
        yield from calendar_faults(record, "value")
    elif not name and value == "0":
        yield Fault(record.place, "value", "a study without participants", "at least 1")


def route_faults(
    strategies: Iterable[Record], routes: Iterable[Record], codebook: Mapping[str, Any]
) -> Iterator[Fault]:
    """Report strategies and places of Table 1 that are not in the codebook."""
    places, codes = codebook["lists"]["place"], codebook["variables"]["strategy"]["codes"]
    named = [record["strategy"] for record in strategies if record["variable"] == "name"]
    for record in strategies:
        yield from unknown_faults(record, "strategy", codes, "is no strategy of the codebook")
        if record["variable"] == "closed_since" and not re.fullmatch(YEAR, record["value"]):
            yield Fault(record.place, "value", f"{record['value']!r} is no year", TYPES["year"][1])
    for record in routes:
        yield from unknown_faults(record, "strategy", named, "has no name in strategies.csv")
        for column in ("from", "to", "mainly"):
            if record[column]:
                yield from unknown_faults(record, column, places, "is no place of the codebook")


def statistics_faults(japan: Iterable[Record], south_korea: Iterable[Record]) -> Iterator[Fault]:
    """Report years without one of the two nationalities, and totals that are not male + female."""
    by_year: dict[str, list[Record]] = {}
    for record in japan:
        by_year.setdefault(record["year"], []).append(record)
    for year, rows in by_year.items():
        if len(rows) < 2:
            allowed = "a row for north_korea and one for stateless in each year"
            yield Fault(rows[0].place, "nationality", f"{year} has a row for {rows[0]['nationality']} alone", allowed)
    for record in south_korea:
        total = int(record["male"]) + int(record["female"])
        if total != int(record["total"]):
            yield Fault(record.place, "total", f"{record['total']} is not male + female", f"{total}")


def citation_faults(facts: Iterable[Record], keys: Iterable[str]) -> Iterator[Fault]:
    """Report facts that cite a work which is not in the bibliography."""
    known = set(keys)
    for record in facts:
        yield from unknown_faults(record, "citation", known, "is not in the bibliography")


def fact_faults(facts: Iterable[Record]) -> Iterator[Fault]:
    """Report facts whose value does not fit their unit."""
    patterns = {"date": DAY, "month": MONTH, "year": YEAR, "decade": r"[0-9][0-9][0-9]0", "label": ".+"}
    for record in facts:
        if not re.fullmatch(patterns.get(record["unit"], NUMBER), record["value"]):
            allowed = "a date, month, year or decade for these units, text for a label, else a number"
            yield Fault(record.place, "value", f"{record['value']!r} does not fit the unit {record['unit']}", allowed)
        elif record["unit"] == "date":
            yield from calendar_faults(record, "value")


def event_faults(events: Iterable[Record]) -> Iterator[Fault]:
    """Report events that begin or end on an impossible date."""
    for record in events:
        yield from calendar_faults(record, "start")
        yield from calendar_faults(record, "end")


def order_faults(codings: Iterable[Record]) -> Iterator[Fault]:
    """Report participants who arrive before they cross, or are interviewed before they arrive."""
    dated: dict[str, dict[str, Record]] = {}
    for record in codings:
        if record["variable"] in ORDER:
            dated.setdefault(record[CASE], {})[record["variable"]] = record
    for name, dates in dated.items():
        steps = [dates[variable] for variable in ORDER if variable in dates]
        for earlier, later in pairwise(steps):
            if later["value"][:4] < earlier["value"][:4]:
                before = f"{earlier['variable']} {earlier['value']} ({earlier.id})"
                problem = f"{later['variable']} of {name} is before {before}"
                yield Fault(later.place, "value", problem, "years in the order of the journey")


def leg_faults(codings: Iterable[Record], codebook: Mapping[str, Any]) -> Iterator[Fault]:
    """Report legs that do not continue the one before, and routes that end elsewhere than the coded destination.

    Codings of the wrong form, which have a fault already, are passed over.
    """
    places = codebook["lists"]["place"]
    routes: dict[str, dict[int, Record]] = {}
    settled: dict[str, Record] = {}
    for record in codings:
        stem, number = split_repeat(record["variable"])
        if stem == "route" and all(end in places for end in places_of(record)):
            routes.setdefault(record[CASE], {})[int(number or 1)] = record
        elif record["variable"] == "destination":
            settled[record[CASE]] = record
    for name, legs in routes.items():
        yield from gap_faults(legs, places)
        last = legs[max(legs)]
        to = places_of(last)[-1]
        there = settled.get(name)
        if there and places[to].get("role") == DESTINATION and there["value"] != to:
            problem = f"the route of {name} ends in {to}, but the destination is {there['value']} ({there.id})"
            yield Fault(last.place, "value", problem, "a last leg to the destination, or the other destination")


def gap_faults(legs: Mapping[int, Record], places: Mapping[str, Any]) -> Iterator[Fault]:
    """Report gaps in a journey, whose legs lead on in the order of their numbers from an origin."""
    first = legs[min(legs)]
    begins = places_of(first)[0]
    if min(legs) > 1:
        problem = f"{first['variable']} has no leg before it"
        yield Fault(first.place, "value", problem, "legs that are numbered from 1")
    elif places[begins].get("role") != ORIGIN:
        origins = " or ".join(place for place, entry in places.items() if entry.get("role") == ORIGIN)
        problem = f"the route of {first[CASE]} begins in {begins}"
        yield Fault(first.place, "value", problem, f"a first leg from {origins}")
    for record in legs.values():
        if len(set(places_of(record))) == 1:
            yield Fault(record.place, "value", f"{record['value']!r} leads nowhere", "a leg from one place to another")
    for (number, before), (following, record) in pairwise(sorted(legs.items())):
        if following != number + 1:
            problem = f"between {before['value']} ({before.id}) and {record['value']} a leg is missing"
            yield Fault(record.place, "value", problem, f"legs that are numbered in order: route_{number + 1}")
        elif not may_be_same(places_of(before)[-1], places_of(record)[0], places):
            problem = f"{record['value']} does not go on from {before['value']} ({before.id})"
            yield Fault(record.place, "value", problem, f"a leg from {places_of(before)[-1]}")


def places_of(leg: Record) -> list[str]:
    return leg["value"].split(">")


def may_be_same(one: str, other: str, places: Mapping[str, Any]) -> bool:
    """Return True if two places may be the same, as a region and a country in it may be."""
    return other in (one, places[one].get("part_of")) or places[other].get("part_of") == one


def unknown_faults(record: Record, column: str, names: Collection[str], problem: str) -> Iterator[Fault]:
    """Report a cell that is none of the names."""
    if record[column] not in names:
        yield Fault(record.place, column, f"{record[column]!r} {problem}", nearest(record[column], names).text)


def calendar_faults(record: Record, column: str) -> Iterator[Fault]:
    """Report impossible dates such as 2019-02-30."""
    if re.fullmatch(DAY, record[column]) and not is_day(record[column]):
        yield Fault(record.place, column, f"{record[column]!r} is not in the calendar", "a date as YYYY-MM-DD")
