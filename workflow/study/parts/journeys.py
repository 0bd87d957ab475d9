"""The journeys of the named participants (pp. 69-79): years, dates and durations, and the choice of label."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

from study.sample import INTERVIEWS, everybody
from traced.core.record import Record, Tables
from traced.ledger.cases import Cases
from traced.ledger.number import Member, Part
from traced.ledger.quantity import Quantity, exact, quantity_from, quantity_of, status_of
from traced.reading.variable import Codebook, parse_number, slug

EVENTS = ("event", "label", "start", "end", "qualifier")
UNITS = {"year": "year", "date": "date", "decade": "decade"}


@dataclass(frozen=True)
class Journeys:
    """The coded participants, and the dated events of the article that stand behind their journeys.

    events: fields event, label, start, end, qualifier
    """

    cases: Cases
    events: tuple[Record, ...]


def travels(tables: Tables, codebook: Codebook) -> Journeys:
    return Journeys(everybody(tables, codebook), tables["events"])


part: Part[Journeys] = Part("journeys", travels, reads=(*INTERVIEWS, "events"))


@part.numbers("{key}", unit="")
def stated(journeys: Journeys) -> Iterator[Member]:
    """{}.

    The definition is that of the variable in data/interviews/codebook.yaml, after the participant's name (pp. 69-79).
    """
    cases = journeys.cases
    for variable, entry in cases.codebook["variables"].items():
        unit = str(entry.get("unit") or UNITS.get(entry["type"], ""))
        for participant in cases.coded(variable) if unit else ():
            value = cases.value(participant, variable)
            if value is not None:
                yield Member(f"{slug(participant)}.{variable}", f"{participant}: {entry['definition']}", value, unit)


@part.numbers("{key}", unit="month")
def months(journeys: Journeys) -> Iterator[Member]:
    """{}.

    A month is told from the year and the month that are coded (pp. 78-79).
    """
    cases = journeys.cases
    for event in ("crossing", "arrival"):
        for participant, month in cases.coded(f"{event}_month").items():
            year = cases.coded(f"{event}_year").get(participant)
            if year:
                value = exact(f"{year['value']}-{int(month['value']):02}", "recomputed", (year, month))
                yield Member(f"{slug(participant)}.{event}_month", f"{participant}: month of the {event}", value)


@part.numbers("{key}.nationality_changes_told", unit="changes")
def nationality_changes_told(journeys: Journeys) -> Iterator[Member]:
    """{}: changes of nationality that the article tells one by one (p. 78)."""
    for participant, counted in journeys.cases.coded("nationality_changes").items():
        statuses = journeys.cases.series(participant, "nationality")
        if statuses:
            changes = exact(len(statuses) - 1, "recomputed", [counted, *statuses])
            yield Member(slug(participant), participant, changes)


def arrivals_and_choices(cases: Cases) -> dict[tuple[str, str], Quantity]:
    """Return choice and year of arrival of the participants who are coded with both, by participant and variable."""
    choices, years = cases.coded("nationality_choice"), cases.coded("arrival_year")
    both = [name for name in choices if name in years]
    return {(name, "choice"): quantity_of(choices[name]) for name in both} | {
        (name, "year"): quantity_of(years[name], convert=int) for name in both
    }


def years_of(choice: str, seen: dict[tuple[str, str], Any]) -> list[int]:
    """Return the years of arrival of those who report this choice."""
    return [seen[name, "year"] for name, what in seen if what == "choice" and seen[name, what] == choice]


@part.number("earliest_choice", unit="year")
def earliest_choice(journeys: Journeys) -> Quantity | None:
    """year of the earliest dated arrival among the named participants who could choose their label (p. 79)."""
    return quantity_from(lambda seen: min(years_of("yes", seen), default=None), arrivals_and_choices(journeys.cases))


@part.number("latest_without_choice", unit="year")
def latest_without_choice(journeys: Journeys) -> Quantity | None:
    """year of the latest dated arrival among the named participants who report no choice of label (pp. 78-79)."""
    return quantity_from(lambda seen: max(years_of("no", seen), default=None), arrivals_and_choices(journeys.cases))


@part.numbers("{key}_from", unit="")
def begun(journeys: Journeys) -> Iterator[Member]:
    """{}: when it began (figure of the journeys).

    Only for what went on for a while; of what happened at once the article gives the day itself.
    """
    for event in journeys.events:
        start = event["start"]
        if start and start != event["end"]:
            unit = {4: "year", 7: "month"}.get(len(start), "date")
            value = exact(int(start) if unit == "year" else start, status_of([event]), [event])
            yield Member(event["event"], event["label"], value, unit)


@part.number("choice_since", unit="year")
def choice_since(journeys: Journeys) -> Quantity | None:
    """year around which the article dates the beginning of a choice of label (p. 79)."""
    statement = journeys.cases.reported("since", "nationality_choice", "yes", where="destination=japan")
    return quantity_of(statement, convert=int) if statement else None


def figure(journeys: Journeys) -> list[dict[str, object]]:
    """Return the rows of the figure of journeys, one an event of a participant.

    A known date has the same start and end; an interval that is only implied has both, or one of them empty where it is
    open. A participant without any dated event has one row of kind `none`.
    """
    return [row for name in journeys.cases.names for row in events_of(journeys.cases, name)]


def events_of(cases: Cases, participant: str) -> list[dict[str, object]]:
    """Return the rows of one participant for the figure of journeys."""

    def coded(variable: str) -> Record | None:
        return cases.coded(variable).get(participant)

    def row(kind: str, start: str, end: str, record: Record | None, detail: str) -> dict[str, object]:
        destination = coded("destination")
        return {
            "participant": slug(participant),
            "label": participant,
            "destination": destination["value"] if destination else "",
            "event": detail,
            "kind": kind,
            "start": start,
            "end": end,
            "precision": {0: "", 4: "year", 7: "month"}.get(len(start or end), "day"),
            "basis": record.basis if record else "",
            "detail": detail,
            "page": record["page"] if record else "",
        }

    rows: list[dict[str, object]] = []
    crossing, arrival, episode = coded("crossing_year"), coded("arrival_year"), coded("episode_year")
    earliest, latest = coded("arrival_earliest"), coded("arrival_latest")
    church, detention, interview = coded("church_years"), coded("detention_latest"), coded("interview_date")
    in_china, months = coded("time_in_china"), coded("months_to_arrival")
    if crossing and not (episode and episode["value"] == crossing["value"]):
        rows.append(row("crossing", crossing["value"], crossing["value"], crossing, "crossed into China"))
    if episode:
        rows.append(row("event", episode["value"], episode["value"], episode, "escape from China"))
    if in_china:
        rows.append(row("stay", "", "", in_china, f"{in_china['value']} in China"))
    if crossing and church:
        # Half a year more reaches into the next.
        until = str(int(crossing["value"]) + ceil(parse_number(church["value"])))
        detail = f"{church['value']} years in a church in China"
        rows.append(row("stay", crossing["value"], until, church, detail))
    if detention:
        years, place = coded("detention_years"), coded("detention")
        what = f"{years['value']} years in prison" if years else "detention"
        where = f" in {cases.codes('detention')[place['value']]}" if place else ""
        detail = f"{what}{where}, begun by {detention['value']}"
        rows.append(row("detention", "", detention["value"], detention, detail))
    if arrival:
        month = coded("arrival_month")
        when = f"{arrival['value']}-{int(month['value']):02}" if month else arrival["value"]
        rows.append(row("arrival", when, when, arrival, "arrived"))
    elif earliest or latest:
        start, end = (limit["value"] if limit else "" for limit in (earliest, latest))
        rows.append(row("arrival", start, end, earliest or latest, "arrived"))
    elif months:
        noun = "month" if months["value"] == "1" else "months"
        rows.append(row("arrival", "", "", months, f"arrived after {months['value']} {noun}"))
    if interview:
        rows.append(row("interview", interview["value"], interview["value"], interview, "interviewed"))
    return rows or [row("none", "", "", None, "no year stated")]


def events(journeys: Journeys) -> list[dict[str, object]]:
    """Return the rows of the events behind the journeys, by the columns of EVENTS."""
    return [{column: event[column] for column in EVENTS} for event in journeys.events]
