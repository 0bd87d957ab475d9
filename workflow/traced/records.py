"""Records: the rows of the data files, each with an identity that every number can point to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any, Literal, get_args

Basis = Literal["stated", "implied", "reported", "official", "cited"]
BASES: tuple[str, ...] = get_args(Basis)

WITNESS: dict[Basis, str] = {
    "stated": "the article says it of this participant",
    "implied": "the article does not say it, but what it does say leaves little room for anything else",
    "reported": "the article itself reports it, in an aggregate or a table",
    "official": "an official statistic says it, in its publisher's own file",
    "cited": "another work says it, which the article cites",
}


@dataclass(frozen=True)
class Record:
    """One row of a data file.

    id: `data/interviews/codings.csv:57`, file and line as an editor counts them
    basis: how the row is known; it decides the status of the numbers that rest on it
    fields: the cells by column name, as text
    """

    id: str
    basis: Basis
    fields: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.fields[column]

    @property
    def file(self) -> str:
        return self.id.rpartition(":")[0]

    @property
    def line(self) -> int:
        return int(self.id.rpartition(":")[2])


def dump(tables: Mapping[str, Iterable[Record]], **extra: Any) -> str:
    """Return the records of several tables as JSON text; `extra` (a codebook, say) goes along."""
    content = {name: [asdict(record) for record in records] for name, records in tables.items()}
    return json.dumps(content | extra, ensure_ascii=False, indent=1) + "\n"


def load(text: str) -> dict[str, Any]:
    """Return what `dump` wrote: lists of records by table name, and the extras as they were."""
    content = json.loads(text)
    return {
        name: [Record(**row) for row in value] if isinstance(value, list) else value for name, value in content.items()
    }


def by_id(texts: Iterable[str]) -> dict[str, Record]:
    """Return the records of several texts that `dump` wrote, by id."""
    tables = [table for text in texts for table in load(text).values() if isinstance(table, list)]
    return {record.id: record for table in tables for record in table}


def condensed(ids: Iterable[str]) -> dict[str, str]:
    """Return the lines of records by file, those that follow on each other as a range: `2–14, 17`."""
    lines: dict[str, list[int]] = {}
    for record_id in ids:
        file, _, line = record_id.rpartition(":")
        lines.setdefault(file, []).append(int(line))
    return {file: ", ".join(ranges(sorted(found))) for file, found in lines.items()}


def ranges(lines: Iterable[int]) -> Iterator[str]:
    """Yield runs of rising line numbers as text."""
    for _, run in groupby(enumerate(lines), key=lambda pair: pair[1] - pair[0]):
        members = [line for _, line in run]
        yield str(members[0]) if len(members) == 1 else f"{members[0]}–{members[-1]}"
