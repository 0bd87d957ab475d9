"""The ledger: all numbers of a build, what was published for them, and where the manuscript uses them.

`results/numbers.json` is `{"numbers": {NAME: ROW}, "schema": 1}`. A row has the fields of `Number` in
`traced.ledger.number`, but the name; `used`, the places of the manuscript that print it, as `file:line`; `basis`,
"official" where all of its rows are official; and `published` (text, page, verdict) where the work prints it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from traced.core.record import Record
from traced.ledger.number import Number
from traced.ledger.published import agreement_of

# The version of each published file, by its name; it grows when a field changes its form or meaning, or goes.
SCHEMAS = {"numbers": 1, "claims": 1}


def dump_rows(name: str, rows: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the text of `numbers.json` or `claims.json`: sorted, without clock, host or path of a machine."""
    content = {name: rows, "schema": SCHEMAS[name]}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def load_rows(name: str, text: str) -> dict[str, dict[str, Any]]:
    """Return the rows of `numbers.json` or `claims.json` by name. Raises ValueError for text of another schema."""
    content = json.loads(text)
    schema = content.get("schema") if isinstance(content, dict) else None
    if schema != SCHEMAS[name]:
        raise ValueError(f"{name}.json has schema {schema}, and this version of the package reads {SCHEMAS[name]}")
    rows: dict[str, dict[str, Any]] = content[name]
    return rows


def dump_numbers(numbers: Iterable[Number]) -> str:
    """Return numbers as JSON text, by name and sorted."""
    return dump_rows("numbers", {number.name: row_of(number) for number in numbers})


def row_of(number: Number) -> dict[str, Any]:
    row = asdict(number)
    del row["name"]
    return row


def load_numbers(texts: Iterable[str]) -> dict[str, Number]:
    """Return the numbers of several parts by name.

    Raises ValueError for a name that two parts define, and for a name that is the beginning of another (`a.b` and
    `a.b.c`), since templates look names up part by part.
    """
    numbers: dict[str, Number] = {}
    for text in texts:
        for name, entry in load_rows("numbers", text).items():
            if name in numbers:
                raise ValueError(f"{name} is defined by both {numbers[name].rule} and {entry['rule']}")
            counts = tuple(entry["counts"]) if entry["counts"] else None
            fields = entry | {"records": tuple(entry["records"]), "of": tuple(entry["of"]), "counts": counts}
            numbers[name] = Number(name=name, **fields)
    for name in numbers:
        parts = name.split(".")
        hidden = next((start for n in range(1, len(parts)) if (start := ".".join(parts[:n])) in numbers), None)
        if hidden:
            raise ValueError(f"{hidden} cannot be a number while {name} is one")
    return numbers


def ledger_rows(
    numbers: Mapping[str, Number],
    printed: Iterable[Record],
    uses: Mapping[str, list[str]],
    records: Iterable[Record] = (),
) -> dict[str, dict[str, Any]]:
    """Return the rows of `results/numbers.json` by name.

    printed: published numbers; fields number, printed, value, page; the first record of each number counts
    uses: the places of the manuscript that print each number, as `file:line`
    records: those of the data; a number whose rows are all official gets the basis `official`
    """
    first: dict[str, Record] = {}
    for record in printed:
        if record["value"]:
            first.setdefault(record["number"], record)
    official = {record.id for record in records if record.basis == "official"}
    rows: dict[str, dict[str, Any]] = {}
    for name, number in numbers.items():
        rows[name] = row_of(number) | {"used": uses.get(name, [])}
        if number.records and official.issuperset(number.records):
            rows[name]["basis"] = "official"
        if name in first:
            record = first[name]
            verdict = agreement_of(record["value"], number.value)
            rows[name]["published"] = {"text": record["printed"], "page": record["page"], "verdict": verdict}
    return rows
