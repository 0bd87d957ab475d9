"""The ledger: all numbers of a build, what was published for them, and where the manuscript uses them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from .numbers import Number
from .quantities import Value
from .records import Record
from .verdicts import Agreement, compare


def dump(numbers: Iterable[Number]) -> str:
    """Return numbers as JSON text, by name and sorted."""
    content = {n.name: {k: v for k, v in asdict(n).items() if k != "name"} for n in numbers}
    return json.dumps({"numbers": content}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def load(texts: Iterable[str]) -> dict[str, Number]:
    """Return the numbers of several parts by name.

    Raises ValueError for a name that two parts define, and for a name that is the beginning of another (`a.b` and
    `a.b.c`), since templates look names up part by part.
    """
    numbers: dict[str, Number] = {}
    for text in texts:
        for name, entry in json.loads(text)["numbers"].items():
            if name in numbers:
                raise ValueError(f"{name} is defined by both {numbers[name].rule} and {entry['rule']}")
            counts = tuple(entry["counts"]) if entry["counts"] else None
            fields = entry | {"records": tuple(entry["records"]), "of": tuple(entry["of"]), "counts": counts}
            numbers[name] = Number(name=name, **fields)
    for name in numbers:
        for hidden in numbers.keys() & prefixes(name):
            raise ValueError(f"{hidden} cannot be a number while {name} is one")
    return numbers


def prefixes(name: str) -> list[str]:
    """Return the beginnings of a name, up to each of its dots: `a` and `a.b` of `a.b.c`."""
    parts = name.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts))]


def assemble(
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
        entry = {k: v for k, v in asdict(number).items() if k != "name"}
        entry["used"] = uses.get(name, [])
        if number.records and official.issuperset(number.records):
            entry["basis"] = "official"
        if name in first:
            record = first[name]
            entry["published"] = {
                "text": record["printed"],
                "page": record["page"],
                "verdict": verdict(record["value"], number.value),
            }
        rows[name] = entry
    return rows


def verdict(printed: str, value: Value | None) -> Agreement:
    """Return how a value compares with the printed one, whatever it was computed from."""
    return "cannot be computed" if value is None else compare(printed, value)


def to_json(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the text of `results/numbers.json`: sorted, without clock, host or path of a machine."""
    return json.dumps({"numbers": rows}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
