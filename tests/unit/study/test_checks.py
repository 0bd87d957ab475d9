"""Inputs: what the tables may hold, and the rules that go across files."""

import re
from collections.abc import Iterable

import pytest

from study import checks
from study.tables import TABLES
from traced.core.fault import Fault
from traced.core.record import Record
from traced.ledger.cases import Cases
from traced.reading.csv_table import read_csv
from unit.builders import DATA, codebook, row, shipped


def fault_texts(faults: Iterable[Fault]) -> list[str]:
    """Return the messages of faults without the name of the SYNTHETIC file."""
    return [str(fault).partition(".csv:")[2] for fault in faults]


def test_the_shipped_data_are_without_fault() -> None:
    """The shipped tables keep all rules, agree with each other, and cite works of the bibliography."""
    data, book = shipped(), codebook()
    bibliography = (DATA.parent / "manuscript/references.bib").read_text(encoding="utf-8")
    keys = re.findall(r"^@\w+\{([^,\s]+),", bibliography, re.MULTILINE)
    assert [
        *checks.coding_faults(data["codings"], book),
        *checks.aggregate_faults(data["aggregates"], book),
        *checks.route_faults(data["strategies"], data["routes"], book),
        *checks.statistics_faults(data["new_entries"], data["south_korea_arrivals"]),
        *checks.fact_faults(data["facts"]),
        *checks.citation_faults(data["facts"], keys),
        *Cases(data["codings"], data["aggregates"], book).contradictions(),
    ] == []


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("reson", "freedom", "variable: 'reson' is not in the codebook: did you mean reason?"),
        ("reason", "fredom", "value: 'fredom' is no code of reason: did you mean freedom?"),
        ("helper_2", "brokr", "value: 'brokr' is no code of helper: did you mean broker?"),
        ("reason_2", "freedom", "variable: 'reason' cannot be given several times: one row for each participant"),
        ("reson_2", "x", "variable: 'reson_2' is not in the codebook: did you mean "),
        ("route_1", "china>jpan", "value: 'china>jpan' is no path: FROM>TO with two of north_korea, china, "),
        ("route_1", "north_korea>china>japan", "value: 'north_korea>china>japan' is no path: FROM>TO with two of "),
        ("route", "china", "value: 'china' is no path: FROM>TO with two of "),
        ("crossing_year", "97", "value: '97' is no year: a year with four digits, 1500 to 2099"),
        ("crossing_year", "20１0", "value: '20１0' is no year: a year with four digits, 1500 to 2099"),
        ("crossing_month", "13", "value: '13' is no month: a month from 1 to 12"),
        ("interview_date", "19.11.2017", "value: '19.11.2017' is no date: a date as YYYY-MM-DD"),
        ("age_band", "45", "value: '45' is no decade: a decade of life, 40s"),
        ("guarantors", "1.5", "value: '1.5' is no integer: a whole number"),
        ("church_years", "2,5", "value: '2,5' is no number: a number with a point for decimals"),
    ],
)
def test_coding_faults(variable: str, value: str, message: str) -> None:
    """A coding that the codebook does not know is named with what is nearest, or with what is allowed."""
    record = row("codings", line=7, participant="SYNTHETIC", variable=variable, value=value)
    (fault,) = fault_texts(checks.coding_faults([record], codebook()))
    assert fault.startswith(f"7: {message}")


@pytest.mark.parametrize(
    ("variable", "value"),
    [("helper_12", "broker"), ("route_1", "china>japan"), ("church_years", "2.5"), ("nationality_choice", "no")],
)
def test_codings_without_fault(variable: str, value: str) -> None:
    """Repeated variables may be numbered, measures may have decimals."""
    record = row("codings", participant="SYNTHETIC", variable=variable, value=value)
    assert fault_texts(checks.coding_faults([record], codebook())) == []


@pytest.mark.parametrize(
    ("cells", "messages"),
    [
        ({"variable": "reson"}, ["variable: 'reson' is not in the codebook: did you mean reason?"]),
        (
            {"variable": "reason", "code": "survial"},
            ["code: 'survial' is no code of reason: did you mean survival?"],
        ),
        ({"value": ""}, ["value: a count without a value: a whole number"]),
        ({"value": "2.5"}, ["value: '2.5' is no count of reason: a whole number"]),
        ({"where": "destinaton=japan"}, ["where: 'destinaton=japan' is no condition: one condition VARIABLE=CODE of "]),
        ({"where": "destination=jpan"}, ["where: 'destination=jpan' is no condition: one condition VARIABLE=CODE of "]),
        (
            {"variable": "reson", "value": ""},
            ["variable: 'reson' is not in the codebook: ", "value: a count without a value: "],
        ),
        ({"measure": "minimum", "variable": "interview_date", "value": "2017-10"}, []),
        (
            {"measure": "minimum", "variable": "interview_date", "value": "2017"},
            ["value: '2017' is no minimum of interview_date: a month or a date"],
        ),
        ({"measure": "since", "value": "2005-06"}, ["value: '2005-06' is no since of reason: a year with four digits"]),
        ({"where": "destination=japan;sex=male"}, ["where: 'destination=japan;sex=male' is no condition: one "]),
        ({"where": "arrival_year=2010;sex=male"}, ["where: 'arrival_year=2010;sex=male' is no condition: one "]),
        ({"where": "arrival_year=2010"}, []),
        ({"measure": "share", "value": "0.5"}, []),
        ({"measure": "most", "value": "", "where": "destination=japan;arrival_year<2005"}, []),
        ({"where": "destination=japan"}, []),
    ],
)
def test_aggregate_faults(cells: dict[str, str], messages: list[str]) -> None:
    """An aggregate is about what the codebook knows, and has the figure that its measure needs."""
    usual = {"variable": "reason", "code": "", "where": "", "measure": "count", "value": "4"}
    faults = fault_texts(checks.aggregate_faults([row("aggregates", line=3, **(usual | cells))], codebook()))
    assert len(faults) == len(messages)
    assert all(fault.startswith(f"3: {message}") for fault, message in zip(faults, messages, strict=True))


@pytest.mark.parametrize(
    ("strategy", "leg", "message"),
    [
        ({"strategy": "broker"}, {}, "2: strategy: 'broker' is no strategy of the codebook: did you mean brokers?"),
        ({"variable": "closed_since", "value": "soon"}, {}, "2: value: 'soon' is no year: a year with four digits"),
        ({}, {"strategy": "broker"}, "2: strategy: 'broker' has no name in strategies.csv: did you mean brokers?"),
        ({}, {"to": "jpan"}, "2: to: 'jpan' is no place of the codebook: did you mean japan?"),
        ({}, {"mainly": "tailand"}, "2: mainly: 'tailand' is no place of the codebook: did you mean thailand?"),
    ],
)
def test_route_faults(strategy: dict[str, str], leg: dict[str, str], message: str) -> None:
    """Strategies and places of Table 1 are those of the codebook."""
    named = row("strategies", strategy="brokers", variable="name", value="SYNTHETIC")
    said_of = row("strategies", **({"strategy": "brokers", "variable": "details", "value": "x"} | strategy))
    usual = {"strategy": "brokers", "from": "china", "to": "japan", "mainly": ""}
    (fault,) = fault_texts(checks.route_faults([named, said_of], [row("routes", **(usual | leg))], codebook()))
    assert fault.startswith(message)


def test_statistics_faults() -> None:
    """Each year has both columns, and a total is the sum of its parts."""

    def entry(year: str, nationality: str, line: int) -> Record:
        return row("new_entries", line=line, year=year, nationality=nationality)

    japan = [entry("2006", "north_korea", 2), entry("2006", "stateless", 3), entry("2007", "stateless", 4)]
    korea = [
        row("arrivals", line=2, male="1", female="2", total="3"),
        row("arrivals", line=3, male="1", female="2", total="4"),
    ]
    assert fault_texts(checks.statistics_faults(japan, korea)) == [
        "4: nationality: 2007 has a row for stateless alone: a row for north_korea and one for stateless in each year",
        "3: total: 4 is not male + female: 3",
    ]


@pytest.mark.parametrize(
    ("unit", "value", "right"),
    [
        ("year", "1959", True),
        ("year", "59", False),
        ("decade", "1990", True),
        ("decade", "1995", False),
        ("date", "2002-05-08", True),
        ("date", "2002-05", False),
        ("month", "2002-11", True),
        ("month", "2002-13", False),
        ("people", "93000", True),
        ("people", "93,000", False),
        ("share", "0.9", True),
        ("label", "33(1)", True),
    ],
)
def test_fact_faults(unit: str, value: str, right: bool) -> None:
    """The value of a fact fits its unit."""
    faults = fault_texts(checks.fact_faults([row("facts", unit=unit, value=value)]))
    assert [fault.partition(": a date")[0] for fault in faults] == (
        [] if right else [f"2: value: {value!r} does not fit the unit {unit}"]
    )


def test_days_that_are_not_in_the_calendar() -> None:
    """A fact, an event and a reported extreme may not have a day that no month has."""
    variables = {"day": {"type": "date", "label": "day"}}
    reported = {"measure": "minimum", "variable": "day", "code": "", "where": "", "value": "2002-02-31"}
    assert [
        *fault_texts(checks.fact_faults([row("facts", unit="date", value="2002-02-31")])),
        *fault_texts(checks.event_faults([row("events", start="2002-02-28", end="2002-02-31")])),
        *fault_texts(checks.event_faults([row("events", start="2002", end="2002-02")])),
        *fault_texts(checks.aggregate_faults([row("aggregates", **reported)], {"variables": variables})),
    ] == [
        f"2: {column}: '2002-02-31' is not in the calendar: a date as YYYY-MM-DD"
        for column in ("value", "end", "value")
    ]


def test_citation_faults() -> None:
    """A fact cites a work of the bibliography; the nearest key is offered."""
    facts = [row("facts", citation="kato2019"), row("facts", line=3, citation="kat2019")]
    assert fault_texts(checks.citation_faults(facts, ["kato2019", "bell2016"])) == [
        "3: citation: 'kat2019' is not in the bibliography: did you mean kato2019?"
    ]


@pytest.mark.parametrize(
    ("table", "column", "value", "allowed"),
    [
        ("codings", "basis", "guessed", "one of stated, implied"),
        ("codings", "page", "p. 69", "a page number, or nothing"),
        ("codings", "variable", "Reason", "lower-case letters, digits and underscores"),
        ("codings", "participant", " ", "some text"),
        ("aggregates", "measure", "number", "one of count, share, "),
        ("aggregates", "qualifier", "about", "one of (empty), over, "),
        ("aggregates", "value", "four", "a number, a year, a month or nothing"),
        ("routes", "leg", "0", "the number of the leg, from 1"),
        ("new_entries", "entries", "1_000", "a whole number of persons, digits only"),
        ("new_entries", "entries", "５", "a whole number of persons, digits only"),
        ("new_entries", "flag", "(", "one of (empty), bracketed"),
        ("events", "start", "1 May", "a year, month or date"),
        ("numbers", "id", "69-1", "page and running number, p69-03"),
    ],
)
@pytest.mark.slow  # pandera takes most of a second to import, and its checks more
def test_columns(table: str, column: str, value: str, allowed: str) -> None:
    """A cell that its column does not permit is named with what it may hold."""
    first = shipped()[table][0]
    cells = {"basis": first.basis, **first.fields, column: value}
    content = ",".join(cells) + "\n" + ",".join(f'"{cell}"' for cell in cells.values()) + "\n"
    (fault,) = read_csv(content.encode(), f"{table}.csv", TABLES[table]).faults
    assert str(fault).startswith(f"{table}.csv:2: {column}: {value.strip()!r} is not allowed: {allowed}")
    assert not TABLES[table].columns[column].permits(value.strip())
