"""What the unit tests build with: the shipped data as records, and small SYNTHETIC records that no study has collected.

Every row made here is marked SYNTHETIC by the file in its identity, and by the name of its participant.
"""

import csv
import functools
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from study import study
from study.claims import claims as study_claims
from study.claims import ledger_view
from study.parts import entries, journeys, strategies
from study.sample import everybody
from study.tables import TABLES
from traced.claims.claim import Claim
from traced.core.record import Record, Tables
from traced.ledger.cases import Cases
from traced.ledger.number import Number
from traced.ledger.quantity import Quantity, exact
from traced.manuscript.table import Table
from traced.manuscript.template import Renderer

DATA = Path(__file__).resolve().parents[2] / "data"
SYNTHETIC = "tests/SYNTHETIC"
FILES = tuple(f"{table.topic}/{name}" for name, table in TABLES.items() if table.own_file)


@functools.cache
def codebook() -> dict[str, Any]:
    """Return the shipped codebook."""
    return yaml.safe_load((DATA / "interviews/codebook.yaml").read_text(encoding="utf-8"))


@functools.cache
def shipped() -> Tables:
    """Return the records of the shipped data files by table."""
    return {Path(file).name: tuple(read(file)) for file in FILES}


def read(file: str) -> Iterable[Record]:
    """Yield the records of one data file; no cell of these files has a line break."""
    with (DATA / f"{file}.csv").open(encoding="utf-8", newline="") as stream:
        for line, cells in enumerate(csv.DictReader(stream), start=2):
            yield Record(f"data/{file}.csv:{line}", cells.pop("basis"), cells)


def cases_of(tables: Tables) -> Cases:
    """Return the participants of a study."""
    return everybody(tables, codebook())


def typology_of(tables: Tables) -> strategies.Typology:
    """Return what Table 1 is made from."""
    return strategies.typology(tables, codebook())


def statistics_of(tables: Tables) -> entries.Statistics:
    """Return what Table 2 is made from."""
    return entries.statistics(tables, codebook())


def journeys_of(tables: Tables) -> journeys.Journeys:
    """Return what the journeys are made from."""
    return journeys.travels(tables, codebook())


def compute(tables: Tables, parts: Iterable[str] = tuple(study.PARTS)) -> dict[str, Number]:
    """Return the numbers of a study, or of some of its parts, by name."""
    return study.compute(tables, codebook(), parts)


def judged(tables: Tables | None = None, **changes: object) -> dict[str, Claim]:
    """Return the claims of a study, the shipped one by default; `motives__survival=9` changes a number of it."""
    numbers = dict(ledger() if tables is None else compute(tables))
    for name, value in changes.items():
        full = name.replace("__", ".")
        numbers[full] = replace(numbers[full], value=value, low=value, high=value)  # type: ignore[arg-type]
    return study_claims.judge(ledger_view(numbers, (tables or shipped())["aggregates"]))


def renderer(file: str, template: str, tables: Mapping[str, Table], figures: tuple[str, ...]) -> Renderer:
    """Return what fills a template with the shipped study."""
    verdicts = {name: claim.verdict for name, claim in judged().items()}
    findings = [record["finding"] for record in shipped()["findings"]]
    return Renderer(file, template, ledger(), tables, figures, verdicts, findings)


@functools.cache
def ledger() -> dict[str, Number]:
    """Return all numbers of the shipped data by name."""
    return compute(shipped())


def edited(record: Record, **fields: str) -> Record:
    """Return a record with some of its cells changed."""
    return replace(record, fields={**record.fields, **fields})


def edit(tables: Tables, table: str, record: Record, **fields: str) -> Tables:
    """Return a study in which some cells of one record are changed."""
    rows = tuple(edited(r, **fields) if r == record else r for r in tables[table])
    return {**tables, table: rows}


def row(table: str, *, line: int = 2, basis: Any = "stated", **fields: str) -> Record:
    """Return a SYNTHETIC record."""
    return Record(f"{SYNTHETIC}/{table}.csv:{line}", basis, fields)


def codings(coded: Mapping[str, Mapping[str, str]]) -> tuple[Record, ...]:
    """Return SYNTHETIC codings from the values of each participant by variable."""
    lines = count(2)
    return tuple(
        row("codings", line=next(lines), participant=name, variable=variable, value=value, page="1")
        for name, values in coded.items()
        for variable, value in values.items()
    )


def aggregates(*statements: tuple[str, ...]) -> tuple[Record, ...]:
    """Return SYNTHETIC aggregates from tuples of measure, value, variable, code, condition and qualifier."""
    columns = ("measure", "value", "variable", "code", "where", "qualifier")
    return tuple(
        row(
            "aggregates",
            line=line,
            basis="reported",
            statement=f"SYNTHETIC-{line}",
            **dict(zip(columns, cells, strict=True)),
        )
        for line, given in enumerate(statements, start=2)
        for cells in [given + ("",) * (len(columns) - len(given))]
    )


def quantity(value: Any, status: Any = "recomputed", line: int = 2, **changes: Any) -> Quantity:
    """Return a quantity that rests on one SYNTHETIC record."""
    return replace(exact(value, status, [row("cells", line=line)]), **changes)


def number(name: str, value: Any, unit: str = "participants", qualifier: str = "") -> Number:
    """Return a SYNTHETIC row of the ledger."""
    records = (f"{SYNTHETIC}/cells.csv:2",)
    return Number(name, value, value, value, unit, "reported", qualifier, "SYNTHETIC", "rule", "code.py:1", records, ())


@functools.cache
def complete() -> Tables:
    """Return the study with codings for all 26 participants: the shipped ones, and SYNTHETIC ones for the rest.

    The made-up values are dealt out so that the totals that the article reports come out.
    """
    data = shipped()
    known = cases_of(data)
    names = [*known.names, *(f"SYNTHETIC-{n}" for n in range(10, 27))]
    lines = count(2)
    made: list[Record] = []

    def deal(variable: str, to: Iterable[str], wanted: Iterable[str], filler: str = "") -> dict[str, str]:
        """Code those who are not: with the wanted values that nobody has yet, then with the filler."""
        values = {name: record["value"] for name, record in known.coded(variable).items()}
        left = (Counter(wanted) - Counter(values.values())).elements()
        for name in to:
            if name not in values:
                value = values[name] = next(left, filler)
                made.append(row("codings", line=next(lines), participant=name, variable=variable, value=value, page=""))
        return values

    settled = deal("destination", names, ["japan"] * 21 + ["south_korea"] * 5)
    reasons = deal("reason", names, ["involuntary"] * 9 + ["freedom"] * 13 + ["survival"] * 4)
    deal("crossing_year", [name for name in names if reasons[name] == "survival"], ["1997", "2002"], "2000")
    deal("interview_hours", names, ["1", "2.5"], "1.5")
    deal("interview_date", names, ["2017-10-02", "2020-01-31"], "2018-05-05")
    deal("knew_way_to_japan", [name for name in names if settled[name] == "south_korea"], [], "no")
    deal("interview_recorded", names, [], "yes")
    deal("satisfied", [name for name in names if settled[name] == "south_korea"], [], "yes")
    arrivals = ["2010", "2010", "2010", "2011", "2017"]
    deal("arrival_year", [name for name in names if settled[name] == "japan"], arrivals, "2005")
    return {**data, "codings": (*data["codings"], *made)}
