"""Records: the rows of the data files, each with an identity that every number can point to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

Basis = Literal["stated", "implied", "reported", "official", "cited"]
BASES: tuple[str, ...] = get_args(Basis)


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
