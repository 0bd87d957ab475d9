"""Every input table of the study: its folder, its columns, its key, and the cells that are its values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from traced.ledger.style import PREFIXES
from traced.reading.csv_table import Column, Schema
from traced.reading.variable import DAY, MONTH, NUMBER, YEAR

MEASURES = "count, share, minimum, maximum, since, smallest, most frequent, some, several, many, most, all".split(", ")
NAME = r"[a-z][a-z0-9_]*"
LISTS = ("place",)  # the lists of the codebook that the study cannot do without
NOTES = ("page", "locator", "evidence", "source", "citation")  # the origin of a row: no number depends on it


def one_of(*values: str) -> Column:
    return Column("|".join(map(re.escape, values)), f"one of {', '.join(value or '(empty)' for value in values)}")


ANY = Column("(?s).*", "any text")
FILLED = Column(r"(.|\n)+", "some text")
PAGED = Column(r"([0-9]+)?", "a page number, or nothing")
COUNT = Column(r"[0-9]+", "a whole number of persons, digits only")
REPORTED = one_of("reported")
IN_ARTICLE = {"basis": REPORTED, "page": PAGED, "locator": ANY}  # where a row of the article stands
QUALIFIER = one_of(*PREFIXES)
CODE = Column(NAME, "lower-case letters, digits and underscores")
MOMENT = Column(rf"{YEAR}|{MONTH}|{DAY}", "a year, month or date")
PERIOD = Column(
    rf"{YEAR}|~{YEAR}|{YEAR}-{YEAR}|{YEAR}-[01][0-9]\.\.[01][0-9]", "a year, 1999-2001, ~1998 or 2024-01..09"
)


@dataclass(frozen=True, kw_only=True)
class InputTable(Schema):
    """An input table of the study.

    topic: the folder of its file, which is named as the table
    values: the columns with the value of a row; none for a table from which nothing is computed
    own_file: whether it has a file of its own; otherwise its rows come from files that are dropped in
    """

    topic: str
    values: tuple[str, ...] = ()
    own_file: bool = True


CODINGS = InputTable(
    topic="interviews",
    key=("participant", "variable"),
    values=("value",),
    columns={
        "participant": FILLED,
        "variable": CODE,
        "value": FILLED,
        "basis": one_of("stated", "implied"),
        "page": PAGED,
        "evidence": ANY,
    },
)
TABLES: Mapping[str, InputTable] = {
    "codings": CODINGS,
    "further": replace(CODINGS, own_file=False),  # the codings of participants that the aggregates are not about
    "aggregates": InputTable(
        topic="interviews",
        key=("statement",),
        values=("value", "measure"),
        may_be_empty=True,
        columns={
            "statement": FILLED,
            "variable": ANY,
            "code": ANY,
            "where": ANY,
            "measure": one_of(*MEASURES),
            "value": Column(rf"({NUMBER}|{MONTH}|{DAY})?", "a number, a year, a month or nothing"),
            "qualifier": QUALIFIER,
            **IN_ARTICLE,
            "evidence": ANY,
        },
    ),
    "strategies": InputTable(
        topic="interviews",
        key=("strategy", "variable"),
        values=("value",),
        columns={
            "strategy": CODE,
            "variable": one_of("name", "details", "condition", "closed_since"),
            "value": FILLED,
            "qualifier": QUALIFIER,
            **IN_ARTICLE,
        },
    ),
    "routes": InputTable(
        topic="interviews",
        key=("route", "leg", "from", "to"),
        values=("from", "to"),
        columns={
            "strategy": CODE,
            "route": CODE,
            "leg": Column(r"[1-9][0-9]*", "the number of the leg, from 1"),
            "from": CODE,
            "to": CODE,
            "mainly": Column(rf"({NAME})?", "a place of the codebook, or nothing"),
            "means": ANY,
            **IN_ARTICLE,
        },
    ),
    "new_entries": InputTable(
        topic="statistics",
        key=("year", "nationality", "residence_status"),
        values=("entries",),
        columns={
            "year": Column(YEAR, "a year with four digits"),
            "nationality": one_of("north_korea", "stateless"),
            "residence_status": one_of("long_term_resident"),
            "entries": COUNT,
            "flag": one_of("", "bracketed", "dash", "blank"),
            "basis": one_of("reported", "official"),
            "source": FILLED,
            "page": PAGED,
            "locator": ANY,
        },
    ),
    "south_korea_arrivals": InputTable(
        topic="statistics",
        key=("period",),
        values=("total",),
        columns={
            "period": PERIOD,
            "male": COUNT,
            "female": COUNT,
            "total": COUNT,
            "status": ANY,
            "basis": one_of("official"),
            "source": FILLED,
        },
    ),
    "facts": InputTable(
        topic="background",
        key=("fact",),
        values=("value",),
        columns={
            "fact": CODE,
            "value": FILLED,
            "unit": FILLED,
            "qualifier": QUALIFIER,
            "statement": FILLED,
            "basis": one_of("reported", "cited"),
            "citation": FILLED,
            "locator": ANY,
            "page": PAGED,
        },
    ),
    "events": InputTable(
        topic="background",
        key=("event",),
        values=("start", "end"),
        may_be_empty=True,
        columns={
            "event": CODE,
            "label": FILLED,
            "start": MOMENT,
            "end": MOMENT,
            "qualifier": QUALIFIER,
            "basis": one_of("reported", "cited"),
            "citation": FILLED,
            "page": PAGED,
        },
    ),
    "numbers": InputTable(
        topic="published",
        key=("id",),
        may_be_empty=True,
        columns={
            "id": Column(r"p[0-9]+-[0-9]+", "page and running number, p69-03"),
            "page": Column(r"[0-9]+", "a page number"),
            "section": FILLED,
            "place": one_of("text", "table 1", "table 2", "table note", "heading", "quotation", "footer"),
            "printed": FILLED,
            "value": ANY,
            "unit": ANY,
            "rests_on": one_of("interviews", "statistics", "background", "citation", "structure", "quantifier"),
            "number": ANY,
            "basis": REPORTED,
            "context": ANY,
        },
    ),
    "findings": InputTable(
        topic="published",
        key=("finding",),
        may_be_empty=True,
        columns={
            "finding": CODE,
            "kind": one_of("internal", "external", "wording"),
            "outcome": one_of("disagrees", "open", "consistent", "not_taken"),
            "page": Column(r"[0-9]+([-;][0-9]+)*", "printed pages, 77 or 69-70 or 67;79"),
            "says": FILLED,
            "against": FILLED,
            "evidence": ANY,
            "source": ANY,
            "touches": ANY,
            "claims": ANY,
            "candidate": ANY,
            "basis": one_of("reported", "cited"),
        },
    ),
}

# Numerals of the article that need no row of `numbers`; only the check of the transcript reads it.
EXEMPTIONS = Schema(
    key=(),
    may_be_empty=True,
    columns={"page": Column(r"[0-9]+", "a page number"), "text": FILLED, "reason": FILLED},
)

# The value columns and the key of each table from which numbers are computed, and the tables of each topic.
VALUES = {name: table.values for name, table in TABLES.items() if table.values}
KEYS = {name: TABLES[name].key for name in VALUES}
TOPICS = {
    topic: tuple(name for name, table in TABLES.items() if table.topic == topic)
    for topic in dict.fromkeys(table.topic for table in TABLES.values())
}
