"""Entering the destination (pp. 67, 75-79): entry statistics of Japan (Table 2) beside the participants' arrivals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
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

    def bracketed(self, year: int) -> bool:
        """Tell whether the source prints the stateless entries of a year in brackets."""
        return self.columns[STATELESS][year]["flag"] == "bracketed"


def statistics(tables: Tables, codebook: Codebook) -> Statistics:
    """Return what Table 2 is made from."""
    return Statistics(everybody(tables, codebook), tables["new_entries"], tables["south_korea_arrivals"])


part: Part[Statistics] = Part("entries", statistics, reads=(*INTERVIEWS, "new_entries", "south_korea_arrivals"))


@part.numbers("year.{key}", unit="year")
def year(statistics: Statistics) -> Iterator[Member]:
    """year {} of the series of new entries into Japan (Table 2, p. 77)."""
    for calendar_year, quantity in statistics.years.items():
        yield Member(str(calendar_year), str(calendar_year), quantity)


@part.numbers("north_korea.{key}", unit="entries")
def north_korea(statistics: Statistics) -> Iterator[Member]:
    """new entries into Japan recorded as from North Korea with a long-term resident visa in {} (Table 2, p. 77)."""
    yield from yearly(statistics, NORTH_KOREA)


@part.numbers("stateless.{key}", unit="entries")
def stateless(statistics: Statistics) -> Iterator[Member]:
    """new entries into Japan recorded as stateless with a long-term resident visa in {} (Table 2, p. 77)."""
    yield from yearly(statistics, STATELESS)


def yearly(statistics: Statistics, nationality: str) -> Iterator[Member]:
    """Yield the entries of each year for one nationality."""
    for calendar_year, record in statistics.columns[nationality].items():
        yield Member(str(calendar_year), str(calendar_year), quantity_of(record, "entries", int))


@part.numbers("transcribed.{key}", unit="year")
def transcribed(statistics: Statistics) -> Iterator[Member]:
    """year {} of the series, with values from the article where those of other years are the publisher's own."""
    origins = {y: quantity.status for y, quantity in statistics.years.items()}
    if len(set(origins.values())) > 1:
        for calendar_year, quantity in statistics.years.items():
            if quantity.status == "reported":
                yield Member(str(calendar_year), str(calendar_year), quantity)


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
    plain = [q for y, q in stateless(statistics).items() if not statistics.bracketed(int(y))]
    return sum_of(plain) if plain else None


@part.number("stateless_total_bracketed", unit="entries")
def stateless_total_bracketed(statistics: Statistics) -> Quantity | None:
    """new entries recorded as stateless in the years whose value is printed in brackets."""
    bracketed = [q for y, q in stateless(statistics).items() if statistics.bracketed(int(y))]
    return sum_of(bracketed) if bracketed else None


def by_year(counts: dict[str, Quantity]) -> dict[int, Quantity]:
    """Return the quantities of a family of years by the year as a number."""
    return {int(y): count for y, count in counts.items()}


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
def stateless_largest(statistics: Statistics) -> Quantity:
    """largest yearly number of new entries recorded as stateless."""
    counts = stateless(statistics).values()
    return derive(max(int(count.value or 0) for count in counts), counts)


@part.number("stateless_largest_year", unit="year")
def stateless_largest_year(statistics: Statistics) -> Quantity:
    """last year with the largest number of new entries recorded as stateless."""
    counts = stateless(statistics)
    most = stateless_largest(statistics).value
    return derive(max(int(y) for y, count in counts.items() if count.value == most), counts.values())


@part.numbers("participants.{key}", unit="participants")
def arrived(statistics: Statistics) -> Iterator[Member]:
    """participants who entered Japan in {} (notes of Table 2, p. 77).

    Where participants beyond those of the article may have come in a year that it reports, an interval.
    """
    for calendar_year in map(str, statistics.years):
        count = statistics.cases.count("arrival_year", calendar_year, ENTERED)
        if count.value is not None or statistics.cases.reported("count", "arrival_year", calendar_year, ENTERED):
            yield Member(calendar_year, calendar_year, count)


@part.numbers("named.{key}", unit="participants")
def named(statistics: Statistics) -> Iterator[Member]:
    """named participants whose entry into Japan is dated to {} (pp. 78-79)."""
    for calendar_year in map(str, statistics.years):
        hits = statistics.cases.coded_with({"arrival_year": calendar_year, "destination": "japan"})
        if hits.value:
            yield Member(calendar_year, calendar_year, hits)


SideBySide = dict[tuple[str, int], int]


def side_by_side(statistics: Statistics) -> dict[tuple[str, int], Quantity]:
    """Return the fewest participants known to have entered, and both columns in these years, by column and year."""
    known = {
        y: count if count.value is not None else replace(count, value=count.low)
        for y, count in arrived(statistics).items()
    }
    columns = {"participants": known, NORTH_KOREA: north_korea(statistics), STATELESS: stateless(statistics)}
    return {(name, int(y)): column[y] for name, column in columns.items() for y in known}


def unrecorded(seen: SideBySide) -> list[int]:
    """Return the years in which participants entered Japan while neither column has an entry."""
    years = [y for (column, y), count in seen.items() if column == "participants" and count]
    return [y for y in years if not (seen[NORTH_KOREA, y] or seen[STATELESS, y])]


def gap_years(statistics: Statistics) -> list[int]:
    """Return the years in which participants entered Japan while neither column has an entry."""
    return unrecorded({key: int(count.value or 0) for key, count in side_by_side(statistics).items()})


def only(year_without: int, seen: SideBySide) -> int | None:
    """Return the year if participants entered Japan in it while neither column has an entry."""
    return year_without if year_without in unrecorded(seen) else None


@part.numbers("gap.{key}", unit="year")
def gap(statistics: Statistics) -> Iterator[Member]:
    """year {}, in which participants entered Japan while neither column has an entry (pp. 77-78)."""
    for year_without in gap_years(statistics):
        quantity = quantity_from(partial(only, year_without), side_by_side(statistics))
        if quantity is not None:
            yield Member(str(year_without), str(year_without), quantity)


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
    if any(arrived(statistics)[str(y)].value is None for y in gap_years(statistics)):
        return None
    return quantity_from(
        lambda seen: sum(seen["participants", y] for y in unrecorded(seen)) or None, side_by_side(statistics)
    )


@part.number("stateless_match_year", unit="year")
def stateless_match_year(statistics: Statistics) -> Quantity | None:
    """last year in which a participant entered Japan while only the stateless column has entries (pp. 77-78)."""

    def matching(seen: SideBySide) -> int | None:
        years = [y for (column, y), count in seen.items() if column == "participants" and count]
        return max((y for y in years if seen[STATELESS, y] and not seen[NORTH_KOREA, y]), default=None)

    return quantity_from(matching, side_by_side(statistics))


def single_years(statistics: Statistics) -> dict[int, Quantity]:
    """Return the arrivals in South Korea of each single year up to the end of the Japanese series."""
    single = [r for r in statistics.south_korea if r["period"].isdigit()]
    last = max(statistics.years)
    return {int(r["period"]): quantity_of(r, "total", int) for r in single if int(r["period"]) <= last}


@part.numbers("south_korea.{key}", unit="arrivals")
def south_korea(statistics: Statistics) -> Iterator[Member]:
    """North Korean defectors who arrived in South Korea in {}, both sexes."""
    for calendar_year, count in single_years(statistics).items():
        yield Member(str(calendar_year), str(calendar_year), count)


@part.number("south_korea_least", unit="arrivals")
def south_korea_least(statistics: Statistics) -> Quantity | None:
    """least number of arrivals in South Korea in a single year, up to the end of the Japanese series."""
    counts = south_korea(statistics).values()
    return derive(min(int(n.value or 0) for n in counts), counts) if counts else None


@part.number("south_korea_most", unit="arrivals")
def south_korea_most(statistics: Statistics) -> Quantity | None:
    """greatest number of arrivals in South Korea in a single year, up to the end of the Japanese series."""
    counts = south_korea(statistics).values()
    return derive(max(int(n.value or 0) for n in counts), counts) if counts else None


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
    least = south_korea_least(statistics)
    if least is None:
        return None
    floor = max(int(least.value or 0) - 1, 0) // THOUSAND * THOUSAND
    return derive(floor, south_korea(statistics).values(), qualifier="over")


def table(statistics: Statistics) -> Table:
    """Return Table 2: year, entries from North Korea, entries as stateless, notes (p. 77)."""
    rows: list[tuple[Cell, ...]] = []
    for calendar_year in statistics.years:
        count = Printed(f"entries.stateless.{calendar_year}", "digits")
        rows.append(
            (
                (Printed(f"entries.year.{calendar_year}", "digits"),),
                (Printed(f"entries.north_korea.{calendar_year}", "digits"),),
                ("(", count, ")") if statistics.bracketed(calendar_year) else (count,),
                note(statistics, calendar_year),
            )
        )
    columns = (
        "Year",
        "New entries from North Korea with a long-term resident visa",
        "New entries as stateless with a long-term resident visa",
        "Notes",
    )
    return Table(columns, "lccl", tuple(rows))


def note(statistics: Statistics, calendar_year: int) -> Cell:
    """Return the note on a year: participants who entered and are not, or must be otherwise, on record."""
    key = str(calendar_year)
    if north_korea(statistics)[key].value:
        return ("",)
    year: Cell = (Printed(f"entries.year.{key}", "digits"),)
    counted = int(stateless(statistics)[key].value or 0)
    count, known = arrived(statistics).get(key), named(statistics).get(key)
    if count is not None and count.high:
        entered: Cell = (Printed(f"entries.participants.{key}", "Words"), f" {people(count)} entered in ", *year)
        if not counted:
            return (*entered, f" but {'does' if count.value == 1 else 'do'} not appear in this table")
        if int(count.high) > counted:
            return (*entered, ", more than this table can have counted")
        return (*entered, ", presumably counted as stateless")
    if count is None and known is not None:
        entered = (Printed(f"entries.named.{key}", "Words"), f" {people(known)} known to have entered in ", *year)
        one = known.value == 1
        missing = f" {'does' if one else 'do'} not appear in this table"
        return (*entered, f" {'is' if one else 'are'} presumably counted as stateless" if counted else missing)
    return ("",)


def people(count: Quantity) -> str:
    """Return the noun for so many participants."""
    return "participant" if count.value == 1 else plural("participant")


def figure(statistics: Statistics) -> list[dict[str, object]]:
    """Return the rows of the figure of entries, one a year, with the fewest participants who can have entered."""
    counts, fewest = arrived(statistics), named(statistics)
    rows: list[dict[str, object]] = []
    for calendar_year in statistics.years:
        key = str(calendar_year)
        known = counts.get(key) or fewest.get(key)
        least = None if known is None else known.low if known.value is None else known.value
        rows.append(
            {
                "year": key,
                "north_korea": north_korea(statistics)[key].value,
                "stateless": stateless(statistics)[key].value,
                "stateless_flag": "bracketed" if statistics.bracketed(calendar_year) else "",
                "participants": least,
                "participants_status": "" if not known else known.status if key in counts else "named",
            }
        )
    return rows
