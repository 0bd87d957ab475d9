"""What the input tables may hold: a schema for each file, and the rules that go across files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandera.pandas as pa

from traced.cases import NUMERIC, slug
from traced.faults import Fault, FaultKind, nearest
from traced.printing import PREFIXES
from traced.records import Record
from traced.sources import MAY_BE_EMPTY
from traced.variables import DAY, MONTH, NUMBER, TYPES, YEAR, is_day, unknown, wrong

NAME = r"[a-z][a-z0-9_]*"
PAGE = r"([0-9]+)?"

MEASURES = (
    "count",
    "share",
    "minimum",
    "maximum",
    "since",
    "smallest",
    "most frequent",
    "some",
    "several",
    "many",
    "most",
    "all",
)
COUNTED = ("count", "share", "minimum", "maximum", "since")

EXTREMES = ("minimum", "maximum")
OF_CODES = ("share", "smallest", "most frequent")
NEED_VARIABLE = ("share", "minimum", "maximum", "since", "smallest", "most frequent")
FIGURES = {
    "count": (r"[0-9]+", "a whole number"),
    "share": (NUMBER, "a number with a point for decimals"),
    "since": (YEAR, "a year with four digits"),
}


def text(pattern: str, allowed: str) -> pa.Column:
    """Return a column of text in which every cell matches a pattern; `allowed` says it to a person."""
    return pa.Column(str, pa.Check.str_matches(rf"^({pattern})$", error=allowed))


def one_of(*values: str) -> pa.Column:
    """Return a column of text with a closed list of values."""
    return pa.Column(str, pa.Check.isin(values, error=f"one of {', '.join(v or '(empty)' for v in values)}"))


FILLED = text(r"(.|\n)+", "some text")
ANY = pa.Column(str)
PAGED = text(PAGE, "a page number, or nothing")
COUNT = text(r"[0-9]+", "a whole number of persons, digits only")
REPORTED = one_of("reported")
QUALIFIER = one_of(*PREFIXES)
CODE = text(NAME, "lower-case letters, digits and underscores")


FROM_TO: dict[str, Any] = {"from": CODE, "to": CODE}  # `from` is a word of Python


def schema(unique: list[str], *, empty: bool = False, **columns: pa.Column) -> pa.DataFrameSchema:
    """Return the schema of a file: its columns in order, those that together may not repeat, and if it may be empty."""
    return pa.DataFrameSchema(columns, unique=unique, strict=True, metadata={MAY_BE_EMPTY: empty})


SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "interviews/codings.csv": schema(
        ["participant", "variable"],
        participant=FILLED,
        variable=CODE,
        value=FILLED,
        basis=one_of("stated", "implied"),
        page=PAGED,
        evidence=ANY,
    ),
    "interviews/aggregates.csv": schema(
        ["statement"],
        empty=True,
        statement=FILLED,
        variable=ANY,
        code=ANY,
        where=ANY,
        measure=one_of(*MEASURES),
        value=text(rf"({NUMBER}|{MONTH}|{DAY})?", "a number, a year, a month or nothing"),
        qualifier=QUALIFIER,
        basis=REPORTED,
        page=PAGED,
        locator=ANY,
        evidence=ANY,
    ),
    "interviews/strategies.csv": schema(
        ["strategy", "variable"],
        strategy=CODE,
        variable=one_of("name", "details", "condition", "closed_since"),
        value=FILLED,
        qualifier=QUALIFIER,
        basis=REPORTED,
        page=PAGED,
        locator=ANY,
    ),
    "interviews/routes.csv": schema(
        ["route", "leg", "from", "to"],
        strategy=CODE,
        route=CODE,
        leg=text(r"[1-9][0-9]*", "the number of the leg, from 1"),
        **FROM_TO,
        mainly=text(rf"({NAME})?", "a place of the codebook, or nothing"),
        means=ANY,
        basis=REPORTED,
        page=PAGED,
        locator=ANY,
    ),
    "statistics/new_entries.csv": schema(
        ["year", "nationality", "residence_status"],
        year=text(YEAR, "a year with four digits"),
        nationality=one_of("north_korea", "stateless"),
        residence_status=one_of("long_term_resident"),
        entries=COUNT,
        flag=one_of("", "bracketed", "dash", "blank"),
        basis=one_of("reported", "official"),
        source=FILLED,
        page=PAGED,
        locator=ANY,
    ),
    "statistics/south_korea_arrivals.csv": schema(
        ["period"],
        period=text(
            rf"{YEAR}|~{YEAR}|{YEAR}-{YEAR}|{YEAR}-[01][0-9]\.\.[01][0-9]", "a year, 1999-2001, ~1998 or 2024-01..09"
        ),
        male=COUNT,
        female=COUNT,
        total=COUNT,
        status=ANY,
        basis=one_of("official"),
        source=FILLED,
    ),
    "background/facts.csv": schema(
        ["fact"],
        fact=CODE,
        value=FILLED,
        unit=FILLED,
        qualifier=QUALIFIER,
        statement=FILLED,
        basis=one_of("reported", "cited"),
        citation=FILLED,
        locator=ANY,
        page=PAGED,
    ),
    "background/events.csv": schema(
        ["event"],
        empty=True,
        event=CODE,
        label=FILLED,
        start=text(rf"{YEAR}|{MONTH}|{DAY}", "a year, month or date"),
        end=text(rf"{YEAR}|{MONTH}|{DAY}", "a year, month or date"),
        qualifier=QUALIFIER,
        basis=one_of("reported", "cited"),
        citation=FILLED,
        page=PAGED,
    ),
    "published/numbers.csv": schema(
        ["id"],
        empty=True,
        id=text(r"p[0-9]+-[0-9]+", "page and running number, p69-03"),
        page=text(r"[0-9]+", "a page number"),
        section=FILLED,
        place=one_of("text", "table 1", "table 2", "table note", "heading", "quotation", "footer"),
        printed=FILLED,
        value=ANY,
        unit=ANY,
        rests_on=one_of("interviews", "statistics", "background", "citation", "structure", "quantifier"),
        number=ANY,
        basis=REPORTED,
        context=ANY,
    ),
    "published/findings.csv": schema(
        ["finding"],
        empty=True,
        finding=CODE,
        kind=one_of("internal", "external", "wording"),
        outcome=one_of("disagrees", "open", "consistent", "not_taken"),
        page=text(r"[0-9]+([-;][0-9]+)*", "printed pages, 77 or 69-70 or 67;79"),
        says=FILLED,
        against=FILLED,
        evidence=ANY,
        source=ANY,
        touches=ANY,
        claims=ANY,
        candidate=ANY,
        basis=one_of("reported", "cited"),
    ),
}
TOPICS = {
    "interviews": ("codings", "further", "aggregates", "strategies", "routes"),
    "statistics": ("new_entries", "south_korea_arrivals"),
    "background": ("facts", "events"),
    "published": ("numbers", "findings"),
}
NAMES = tuple(name for names in TOPICS.values() for name in names)
EXEMPTIONS = schema([], empty=True, page=text(r"[0-9]+", "a page number"), text=FILLED, reason=FILLED)


def schema_of(table: str) -> pa.DataFrameSchema:
    """Return the schema of a table by its name."""
    file = "codings" if table == "further" else table
    return next(schema for name, schema in SCHEMAS.items() if name.endswith(f"/{file}.csv"))


def permits(column: pa.Column, value: str) -> bool:
    """Tell whether the checks of a column let a value in, without a table around it."""
    for check in column.checks:
        told = check.statistics
        if "allowed_values" in told and value not in told["allowed_values"]:
            return False
        if "pattern" in told and not re.match(told["pattern"], value):
            return False
    return True


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
        if problem := unknown(record["variable"], codebook):
            yield fault(record, "variable", *problem)
        elif problem := wrong(record["value"], record["variable"], codebook):
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
    elif measure in EXTREMES and entry["type"] in ("code", "leg"):
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
