"""Entering the destination (pp. 67, 75-79): entry statistics of Japan (Table 2) beside the participants' arrivals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from study.sample import INTERVIEWS, everybody
from traced.core.english import plural
from traced.core.record import Record, Tables
from traced.ledger.cases import Cases
from traced.ledger.number import Member, Part
from traced.ledger.quantity import Quantity, derive, exact, quantity_from, quantity_of, status_of, sum_of
from traced.manuscript.table import Cell, Printed, Table
from traced.reading.variable import Codebook

NORTH_KOREA, STATELESS = "north_korea", "stateless"
ENTERED = "destination=japan"
THOUSAND = 1000
VISA = "with a long-term resident visa"


@dataclass(frozen=True)
class Statistics:
    """New entries into Japan and arrivals in South Korea, beside the coded participants.

    japan: one record per year and nationality; entries in persons, flag `bracketed` where the source prints brackets
    south_korea: one record per period with the arrivals in persons; single years have a period of four digits
    """

    cases: Cases
    japan: tuple[Record, ...]
    south_korea: tuple[Record, ...]

    @cached_property
    def years(self) -> dict[int, Quantity]:
        """The years of the Japanese series, which are those that stand in both columns, in order."""
        first, second = self.columns.values()
        rows = {year: (first[year], second[year]) for year in first if year in second}
        return {year: exact(year, status_of(pair), pair) for year, pair in rows.items()}

    @cached_property
    def columns(self) -> dict[str, dict[int, Record]]:
        """The record of each year by nationality, in order of the years."""
        columns: dict[str, dict[int, Record]] = {NORTH_KOREA: {}, STATELESS: {}}
        for record in sorted(self.japan, key=lambda record: int(record["year"])):
            columns[record["nationality"]][int(record["year"])] = record
        return columns

    def entries(self, nationality: str) -> dict[int, Quantity]:
        return {year: quantity_of(record, "entries", int) for year, record in self.columns[nationality].items()}

    def bracketed(self, year: int) -> bool:
        """Return whether the source prints the stateless entries of a year in brackets."""
        return self.columns[STATELESS][year]["flag"] == "bracketed"


def statistics(tables: Tables, codebook: Codebook) -> Statistics:
    return Statistics(everybody(tables, codebook), tables["new_entries"], tables["south_korea_arrivals"])


part: Part[Statistics] = Part("entries", statistics, reads=(*INTERVIEWS, "new_entries", "south_korea_arrivals"))


def yearly(quantities: Mapping[int, Quantity]) -> Iterator[Member]:
    for calendar_year, quantity in quantities.items():
        yield Member(str(calendar_year), str(calendar_year), quantity)


def by_year(family: dict[str, Quantity]) -> dict[int, Quantity]:
    return {int(key): quantity for key, quantity in family.items()}


@part.numbers("year.{key}", unit="year")
def year(statistics: Statistics) -> Iterator[Member]:
    """year {} of the series of new entries into Japan (Table 2, p. 77)."""
    return yearly(statistics.years)


@part.numbers("north_korea.{key}", unit="entries")
def north_korea(statistics: Statistics) -> Iterator[Member]:
    """new entries into Japan recorded as from North Korea with a long-term resident visa in {} (Table 2, p. 77)."""
    return yearly(statistics.entries(NORTH_KOREA))


@part.numbers("stateless.{key}", unit="entries")
def stateless(statistics: Statistics) -> Iterator[Member]:
    """new entries into Japan recorded as stateless with a long-term resident visa in {} (Table 2, p. 77)."""
    return yearly(statistics.entries(STATELESS))


@part.numbers("transcribed.{key}", unit="year")
def transcribed(statistics: Statistics) -> Iterator[Member]:
    """year {} of the series, with values from the article where those of other years are the publisher's own."""
    reported = {y: quantity for y, quantity in statistics.years.items() if quantity.status == "reported"}
    return yearly(reported if len(reported) < len(statistics.years) else {})


@part.numbers("lacking.{key}", unit="year")
def lacking(statistics: Statistics) -> Iterator[Member]:
    """year {}, for which the series has no values although it has those of earlier and later years."""
    years = sorted(statistics.years)
    for absent in sorted({*range(years[0], years[-1])} - {*years}):
        beside = [max(y for y in years if y < absent), min(y for y in years if y > absent)]
        yield Member(str(absent), str(absent), derive(absent, [statistics.years[y] for y in beside]))


@part.number("first_year", unit="year")
def first_year(statistics: Statistics) -> Quantity:
    """first year of the series of new entries into Japan (Table 2, p. 77)."""
    first = min(statistics.years)
    return derive(first, [statistics.years[first]])


@part.number("last_year", unit="year")
def last_year(statistics: Statistics) -> Quantity:
    """last year of the series of new entries into Japan (Table 2, p. 77)."""
    last = max(statistics.years)
    return derive(last, [statistics.years[last]])


@part.number("years", unit="years")
def years(statistics: Statistics) -> Quantity:
    """years that the series of new entries into Japan covers (Table 2, p. 77)."""
    return derive(len(statistics.years), statistics.years.values())


@part.number("north_korea_total", unit="entries")
def north_korea_total(statistics: Statistics) -> Quantity:
    """new entries recorded as from North Korea in all years of the series together."""
    return sum_of(north_korea(statistics).values())


@part.number("stateless_total_plain", unit="entries")
def stateless_total_plain(statistics: Statistics) -> Quantity | None:
    """new entries recorded as stateless in the years whose value is printed without brackets."""
    return stateless_total(statistics, bracketed=False)


@part.number("stateless_total_bracketed", unit="entries")
def stateless_total_bracketed(statistics: Statistics) -> Quantity | None:
    """new entries recorded as stateless in the years whose value is printed in brackets."""
    return stateless_total(statistics, bracketed=True)


def stateless_total(statistics: Statistics, *, bracketed: bool) -> Quantity | None:
    """Return the stateless entries of the years that are bracketed, or of the others; None where there are none."""
    counts = [count for y, count in by_year(stateless(statistics)).items() if statistics.bracketed(y) == bracketed]
    return sum_of(counts) if counts else None


def recorded(entries: dict[int, int]) -> list[int]:
    """Return the years with at least one entry."""
    return [y for y, count in entries.items() if count]


@part.number("north_korea_first_recorded", unit="year")
def north_korea_first_recorded(statistics: Statistics) -> Quantity | None:
    """first year with a new entry from North Korea on record."""
    return quantity_from(lambda entries: min(recorded(entries), default=None), by_year(north_korea(statistics)))


@part.number("north_korea_last_recorded", unit="year")
def north_korea_last_recorded(statistics: Statistics) -> Quantity | None:
    """last year with a new entry from North Korea on record."""
    return quantity_from(lambda entries: max(recorded(entries), default=None), by_year(north_korea(statistics)))


@part.number("north_korea_last_early", unit="year")
def north_korea_last_early(statistics: Statistics) -> Quantity | None:
    """last year of the unbroken run of years, from the first on record, with new entries from North Korea."""

    def end_of_run(entries: dict[int, int]) -> int | None:
        years = recorded(entries)
        return max(takewhile(lambda y: y - years[0] == years.index(y), years), default=None)

    return quantity_from(end_of_run, by_year(north_korea(statistics)))


@part.number("north_korea_none_since", unit="year")
def north_korea_none_since(statistics: Statistics) -> Quantity | None:
    """first year from which on no new entry from North Korea is on record (p. 78)."""

    def next_year(entries: dict[int, int]) -> int | None:
        last = max(recorded(entries), default=None)
        return None if last in (None, max(entries)) else last + 1

    return quantity_from(next_year, by_year(north_korea(statistics)))


@part.number("stateless_largest", unit="entries")
def stateless_largest(statistics: Statistics) -> Quantity | None:
    """largest yearly number of new entries recorded as stateless."""
    return extreme_count(max, stateless(statistics))


@part.number("stateless_largest_year", unit="year")
def stateless_largest_year(statistics: Statistics) -> Quantity:
    """last year with the largest number of new entries recorded as stateless."""
    counts = by_year(stateless(statistics))
    return derive(max(counts, key=lambda y: (counts[y].value or 0, y)), counts.values())


def extreme_count(pick: Callable[[Iterable[int]], int], counts: dict[str, Quantity]) -> Quantity | None:
    """Return the count that `min` or `max` picks; it rests on all. None where there are none."""
    return derive(pick(int(count.value or 0) for count in counts.values()), counts.values()) if counts else None


@part.numbers("participants.{key}", unit="participants")
def arrived(statistics: Statistics) -> Iterator[Member]:
    """participants who entered Japan in {} (notes of Table 2, p. 77).

    Where participants beyond those of the article may have come in a year that it reports, an interval.
    """
    for key in map(str, statistics.years):
        count = statistics.cases.count("arrival_year", key, ENTERED)
        if count.value is not None or statistics.cases.reported("count", "arrival_year", key, ENTERED):
            yield Member(key, key, count)


@part.numbers("named.{key}", unit="participants")
def named(statistics: Statistics) -> Iterator[Member]:
    """named participants whose entry into Japan is dated to {} (pp. 78-79)."""
    for key in map(str, statistics.years):
        count = statistics.cases.coded_with({"arrival_year": key, "destination": "japan"})
        if count.value:
            yield Member(key, key, count)


SideBySide = dict[tuple[str, int], int]  # persons by column and year


def side_by_side(statistics: Statistics) -> dict[tuple[str, int], Quantity]:
    """Return the fewest participants known to have entered, and both columns in these years, by column and year."""
    counts = arrived(statistics)
    known = {y: replace(count, value=count.low) if count.value is None else count for y, count in counts.items()}
    columns = {"participants": known, NORTH_KOREA: north_korea(statistics), STATELESS: stateless(statistics)}
    return {(name, int(y)): column[y] for name, column in columns.items() for y in known}


def arrival_years(seen: SideBySide) -> list[int]:
    """Return the years in which participants entered Japan."""
    return [y for (column, y), count in seen.items() if column == "participants" and count]


def unrecorded(seen: SideBySide) -> list[int]:
    """Return the years in which participants entered Japan while neither column has an entry."""
    return [y for y in arrival_years(seen) if not (seen[NORTH_KOREA, y] or seen[STATELESS, y])]


@part.numbers("gap.{key}", unit="year")
def gap(statistics: Statistics) -> Iterator[Member]:
    """year {}, in which participants entered Japan while neither column has an entry (pp. 77-78)."""
    for key in arrived(statistics):

        def this_year(seen: SideBySide, y: int = int(key)) -> int | None:
            return y if y in unrecorded(seen) else None

        quantity = quantity_from(this_year, side_by_side(statistics))
        if quantity is not None:
            yield Member(key, key, quantity)


@part.number("gap_first", unit="year")
def gap_first(statistics: Statistics) -> Quantity | None:
    """first year in which participants entered Japan while neither column has an entry (pp. 77-78)."""
    return quantity_from(lambda seen: min(unrecorded(seen), default=None), side_by_side(statistics))


@part.number("gap_last", unit="year")
def gap_last(statistics: Statistics) -> Quantity | None:
    """last year in which participants entered Japan while neither column has an entry (pp. 77-78)."""
    return quantity_from(lambda seen: max(unrecorded(seen), default=None), side_by_side(statistics))


@part.number("gap_participants", unit="participants")
def gap_participants(statistics: Statistics) -> Quantity | None:
    """participants who entered Japan in the years in which neither column has an entry (p. 77)."""
    if any(arrived(statistics)[key].value is None for key in gap(statistics)):
        return None

    def arrivals(seen: SideBySide) -> int | None:
        return sum(seen["participants", y] for y in unrecorded(seen)) or None

    return quantity_from(arrivals, side_by_side(statistics))


@part.number("stateless_match_year", unit="year")
def stateless_match_year(statistics: Statistics) -> Quantity | None:
    """last year in which a participant entered Japan while only the stateless column has entries (pp. 77-78)."""

    def matching(seen: SideBySide) -> int | None:
        return max((y for y in arrival_years(seen) if seen[STATELESS, y] and not seen[NORTH_KOREA, y]), default=None)

    return quantity_from(matching, side_by_side(statistics))


@part.numbers("south_korea.{key}", unit="arrivals")
def south_korea(statistics: Statistics) -> Iterator[Member]:
    """North Korean defectors who arrived in South Korea in {}, both sexes."""
    last = max(statistics.years)
    single = {int(r["period"]): r for r in statistics.south_korea if r["period"].isdigit()}
    return yearly({y: quantity_of(record, "total", int) for y, record in single.items() if y <= last})


@part.number("south_korea_least", unit="arrivals")
def south_korea_least(statistics: Statistics) -> Quantity | None:
    """least number of arrivals in South Korea in a single year, up to the end of the Japanese series."""
    return extreme_count(min, south_korea(statistics))


@part.number("south_korea_most", unit="arrivals")
def south_korea_most(statistics: Statistics) -> Quantity | None:
    """greatest number of arrivals in South Korea in a single year, up to the end of the Japanese series."""
    return extreme_count(max, south_korea(statistics))


@part.number("south_korea_least_year", unit="year")
def south_korea_least_year(statistics: Statistics) -> Quantity | None:
    """year with the least arrivals in South Korea, up to the end of the Japanese series."""
    counts = south_korea(statistics)
    return derive(int(min(counts, key=lambda y: counts[y].value or 0)), counts.values()) if counts else None


@part.number("south_korea_most_year", unit="year")
def south_korea_most_year(statistics: Statistics) -> Quantity | None:
    """year with the most arrivals in South Korea, up to the end of the Japanese series."""
    counts = south_korea(statistics)
    return derive(int(max(counts, key=lambda y: counts[y].value or 0)), counts.values()) if counts else None


@part.number("south_korea_floor", unit="arrivals")
def south_korea_floor(statistics: Statistics) -> Quantity | None:
    """greatest full thousand that the arrivals in South Korea exceed in every single year (p. 67)."""
    counts = south_korea(statistics).values()
    floors = [max(int(count.value or 0) - 1, 0) // THOUSAND * THOUSAND for count in counts]
    return derive(min(floors), counts, qualifier="over") if counts else None


def table(statistics: Statistics) -> Table:
    """Return Table 2: year, entries from North Korea, entries as stateless, notes (p. 77)."""
    columns = ("Year", f"New entries from North Korea {VISA}", f"New entries as stateless {VISA}", "Notes")
    rows: list[tuple[Cell, ...]] = []
    for y in statistics.years:
        count = printed(STATELESS, y)
        counted_as_stateless: Cell = ("(", count, ")") if statistics.bracketed(y) else (count,)
        rows.append(((printed("year", y),), (printed(NORTH_KOREA, y),), counted_as_stateless, note(statistics, y)))
    return Table(columns, "lccl", tuple(rows))


def printed(family: str, calendar_year: int, style: str = "digits") -> Printed:
    return Printed(f"entries.{family}.{calendar_year}", style)


def entered(statistics: Statistics) -> dict[str, Quantity]:
    """Return the participants known to have entered Japan, by year; where not all are counted, the named ones."""
    return {**named(statistics), **arrived(statistics)}


def note(statistics: Statistics, calendar_year: int) -> Cell:
    """Return the note on a year: participants who entered and are not, or must be otherwise, on record."""
    key = str(calendar_year)
    count = entered(statistics).get(key)
    if north_korea(statistics)[key].value or count is None or not count.high:
        return ("",)
    stateless_entries = int(stateless(statistics)[key].value or 0)
    people, are, do = ("participant", "is", "does") if count.value == 1 else (plural("participant"), "are", "do")
    year = printed("year", calendar_year)
    if key not in arrived(statistics):
        ending = f"{are} presumably counted as stateless" if stateless_entries else f"{do} not appear in this table"
        return (printed("named", calendar_year, "Words"), f" {people} known to have entered in ", year, f" {ending}")
    if not stateless_entries:
        ending = f" but {do} not appear in this table"
    elif int(count.high) > stateless_entries:
        ending = ", more than this table can have counted"
    else:
        ending = ", presumably counted as stateless"
    return (printed("participants", calendar_year, "Words"), f" {people} entered in ", year, ending)


def figure(statistics: Statistics) -> list[dict[str, object]]:
    """Return the rows of the figure of entries, one a year, with the fewest participants who can have entered."""
    rows: list[dict[str, object]] = []
    for key in map(str, statistics.years):
        count = entered(statistics).get(key)
        status = count.status if count and key in arrived(statistics) else "named" if count else ""
        rows.append(
            {
                "year": key,
                "north_korea": north_korea(statistics)[key].value,
                "stateless": stateless(statistics)[key].value,
                "stateless_flag": "bracketed" if statistics.bracketed(int(key)) else "",
                "participants": count and (count.low if count.value is None else count.value),
                "participants_status": status,
            }
        )
    return rows
