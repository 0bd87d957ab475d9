"""Entering the destination: Table 2 beside the participants' arrivals."""

from dataclasses import replace

import pytest

from study.parts import entries
from traced.ledger.cases import Cases
from traced.ledger.number import Number
from traced.ledger.style import formatter
from unit.builders import aggregates, codebook, codings, complete, compute, ledger, row, shipped, statistics_of


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("first_year", 2006),
        ("last_year", 2019),
        ("north_korea.2007", 10),
        ("stateless.2018", 7),
        ("north_korea_total", 23),
        ("stateless_total_plain", 22),
        ("stateless_total_bracketed", 15),
        ("north_korea_first_recorded", 2006),
        ("north_korea_last_recorded", 2012),
        ("north_korea_none_since", 2013),
        ("north_korea_last_early", 2009),
        ("gap_first", 2010),
        ("gap_last", 2011),
        ("gap_participants", 4),
        ("participants.2010", 3),
        ("participants.2011", 1),
        ("participants.2017", 1),
        ("stateless_match_year", 2017),
        ("stateless_largest", 13),
        ("stateless_largest_year", 2019),
        ("south_korea_floor", 1000),
        ("south_korea_least", 1047),
        ("south_korea_least_year", 2019),
        ("south_korea_most", 2914),
        ("south_korea_most_year", 2009),
    ],
)
def test_shipped_numbers(name: str, value: int) -> None:
    """The shipped data give the numbers of Table 2 and of the ministry's table."""
    assert ledger()[f"entries.{name}"].value == value


def test_statuses() -> None:
    """What comes from the ministry's own table is recomputed, what the article prints is reported or entailed."""
    numbers = ledger()
    assert numbers["entries.south_korea_floor"].status == "recomputed"
    assert numbers["entries.south_korea_floor"].qualifier == "over"
    assert numbers["entries.north_korea.2007"].status == "reported"
    assert numbers["entries.north_korea_total"].status == "entailed"


def study(
    north_korea: dict[int, int], stateless: dict[int, int], arrived: dict[int, int], korea: dict[str, int] | None = None
) -> entries.Statistics:
    """Return a SYNTHETIC study of entries and reported arrivals by year, the stateless of 2001 in brackets."""
    lines = {"north_korea": north_korea, "stateless": stateless}
    japan = [
        row("new_entries", line=year * 2 + position, basis="reported", year=str(year), nationality=nationality,
            entries=str(count), flag="bracketed" if (nationality, year) == ("stateless", 2001) else "")
        for position, (nationality, counts) in enumerate(lines.items())
        for year, count in counts.items()
    ]  # fmt: skip
    told = [("count", str(n), "arrival_year", str(year), "destination=japan") for year, n in arrived.items()]
    coded = codings({"SYNTHETIC-1": {"destination": "japan"}})
    ministry = [row("arrivals", basis="official", period=p, total=str(n)) for p, n in (korea or {}).items()]
    cases = Cases(coded, aggregates(("count", "9"), *told), codebook())
    return entries.Statistics(cases, tuple(japan), tuple(ministry))


def computed(statistics: entries.Statistics) -> dict[str, Number]:
    """Return the numbers of a SYNTHETIC study without the name of the rule."""
    return {n.name.removeprefix("entries."): n for n in entries.part.compute(statistics)}


SMALL = study(
    {2001: 3, 2002: 2, 2003: 0, 2004: 1, 2005: 0, 2006: 0},
    {2001: 4, 2002: 0, 2003: 0, 2004: 5, 2005: 2, 2006: 5},
    {2001: 1, 2003: 2, 2005: 1},
    {"~1998": 900, "1999-2001": 50, "2002": 2001, "2003": 3500, "2006": 4000, "2007": 7},
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("first_year", 2001),
        ("last_year", 2006),
        ("north_korea_total", 6),
        ("stateless_total_plain", 12),
        ("stateless_total_bracketed", 4),
        ("north_korea_first_recorded", 2001),
        ("north_korea_last_recorded", 2004),
        ("north_korea_last_early", 2002),
        ("north_korea_none_since", 2005),
        ("gap_first", 2003),
        ("gap_last", 2003),
        ("gap_participants", 2),
        ("stateless_match_year", 2005),
        ("stateless_largest", 5),
        ("stateless_largest_year", 2006),
        ("south_korea_least", 2001),
        ("south_korea_least_year", 2002),
        ("south_korea_most_year", 2006),
        ("south_korea_floor", 2000),
    ],
)
def test_a_small_study(name: str, value: int) -> None:
    """The numbers of a study small enough to be counted by hand: periods and later years are left out."""
    assert computed(SMALL)[name].value == value


def test_what_does_not_exist_is_not_in_the_ledger() -> None:
    """Without a gap, a match, entries or arrivals there is no number about them."""
    found = computed(study({2001: 0, 2002: 0}, {2001: 1, 2002: 1}, {}))
    absent = (
        "gap_first gap_last gap_participants stateless_match_year north_korea_first_recorded "
        "north_korea_last_recorded north_korea_last_early north_korea_none_since south_korea_least south_korea_floor"
    )
    assert [name for name in absent.split() if name in found] == []
    assert "north_korea_none_since" not in computed(study({2001: 1}, {2001: 1}, {}))


def test_the_floor_is_exceeded_in_every_year() -> None:
    """A year with exactly two thousand arrivals is over one thousand only, and one with a thousand over nothing."""
    for least, floor in ((1001, 1000), (2000, 1000), (2001, 2000)):
        found = computed(study({2001: 1}, {2001: 1}, {}, {"2001": least, "2000": 9000}))
        assert found["south_korea_floor"].value == floor
    assert computed(study({2001: 1}, {2001: 1}, {}, {"2001": 1000}))["south_korea_floor"].value == 0


def notes(statistics: entries.Statistics) -> dict[str, str]:
    """Return the notes of Table 2 by year, printed."""
    write = formatter(entries.part.compute(statistics))
    return {year: note for year, *_, note in entries.table(statistics).texts(write) if note}


def test_table_2() -> None:
    """Table 2 has a row for each year; the early stateless entries are in brackets, the gap and the match noted."""
    texts = entries.table(statistics_of(shipped())).texts(formatter(ledger().values()))
    assert [row[:3] for row in texts[:5]] == [
        ["2006", "5", "(2)"],
        ["2007", "10", "(6)"],
        ["2008", "5", "(4)"],
        ["2009", "1", "(3)"],
        ["2010", "0", "0"],
    ]
    assert len(texts) == 14
    assert notes(statistics_of(shipped())) == {
        "2010": "Three participants entered in 2010 but do not appear in this table",
        "2011": "One participant entered in 2011 but does not appear in this table",
        "2017": "One participant entered in 2017, presumably counted as stateless",
    }


def test_notes_agree_in_number() -> None:
    """The note has singular and plural, and says nothing of years with entries from North Korea or without arrivals."""
    assert notes(SMALL) == {
        "2003": "Two participants entered in 2003 but do not appear in this table",
        "2005": "One participant entered in 2005, presumably counted as stateless",
    }
    many = study({2001: 0, 2002: 0}, {2001: 9, 2002: 0}, {2001: 2, 2002: 1})
    assert notes(many) == {
        "2001": "Two participants entered in 2001, presumably counted as stateless",
        "2002": "One participant entered in 2002 but does not appear in this table",
    }


def test_a_note_claims_no_more_than_the_table_can_hold() -> None:
    """Where more participants entered than the stateless column has, they cannot all be counted there."""
    few = study({2001: 0, 2002: 0}, {2001: 9, 2002: 1}, {2002: 2})
    assert notes(few) == {"2002": "Two participants entered in 2002, more than this table can have counted"}


def test_a_series_of_several_sources() -> None:
    """Years without values are told, and so are those of the article where others are the publisher's own."""
    mixed = study({2001: 0, 2002: 0, 2005: 1}, {2001: 9, 2002: 1, 2005: 0}, {})
    official = tuple(replace(r, basis="official") if r["year"] == "2002" else r for r in mixed.japan)
    found = computed(replace(mixed, japan=official))
    told = {name: n.value for name, n in found.items() if name.startswith(("transcribed.", "lacking."))}
    assert told == {"transcribed.2001": 2001, "transcribed.2005": 2005, "lacking.2003": 2003, "lacking.2004": 2004}
    assert not [name for name in computed(SMALL) if name.startswith(("transcribed.", "lacking."))]


def test_a_new_year() -> None:
    """A SYNTHETIC year of statistics is a row of Table 2, and the last year of the series."""
    usual = {"basis": "reported", "year": "2020", "residence_status": "long_term_resident", "flag": ""}
    made = [
        row("new_entries", **usual, nationality=nationality, entries="3")
        for nationality in ("north_korea", "stateless")
    ]
    tables = {**shipped(), "new_entries": (*shipped()["new_entries"], *made)}
    numbers = compute(tables, ("entries",))
    assert numbers["entries.last_year"].value == 2020
    assert numbers["entries.north_korea_last_recorded"].value == 2020
    assert "entries.north_korea_none_since" not in numbers
    assert len(entries.table(statistics_of(tables)).rows) == 15


def test_complete_codings_count_every_year() -> None:
    """With all arrivals coded (SYNTHETIC), each year has its count, none included, and the notes stay."""
    numbers = compute(complete(), ("entries",))
    found = [numbers[f"entries.participants.{year}"].value for year in range(2006, 2020)]
    assert found == [1, 1, 0, 0, 3, 1, 0, 0, 0, 0, 0, 1, 0, 0]
    assert notes(statistics_of(complete())) == notes(statistics_of(shipped()))


def test_figure_with_an_undated_arrival() -> None:
    """Where a further participant (SYNTHETIC) may have come in any year, the fewest are drawn, as an interval."""
    further = codings({"SYNTHETIC-A": {"destination": "japan"}})
    statistics = statistics_of({**shipped(), "further": further})
    rows = {str(r["year"]): (r["participants"], r["participants_status"]) for r in entries.figure(statistics)}
    assert {year: rows[year] for year in ("2010", "2011", "2017")} == {
        "2010": (3, "bounded"),
        "2011": (1, "bounded"),
        "2017": (1, "bounded"),
    }
    assert [*entries.gap(statistics)] == ["2010", "2011"]


def test_figure() -> None:
    """The figure has a row for each year; where only named participants are known, it says so."""
    rows = {str(r["year"]): r for r in entries.figure(statistics_of(shipped()))}
    told = {year: (r["participants"], r["participants_status"]) for year, r in rows.items() if r["participants"]}
    assert told == {
        "2006": (1, "named"),
        "2007": (1, "named"),
        "2010": (3, "reported"),
        "2011": (1, "reported"),
        "2017": (1, "reported"),
    }
    assert [(r["north_korea"], r["stateless"], r["stateless_flag"]) for r in rows.values()][3:5] == [
        (1, 3, "bracketed"),
        (0, 0, ""),
    ]
