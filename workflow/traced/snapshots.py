"""Snapshots: what a results folder says, read back so that it can be compared with another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import delimited, sentences
from .faults import Fault, Faults
from .records import Record
from .sentences import Sentence

Rows = Mapping[str, Mapping[str, Any]]
PATTERNS = ("numbers.json", "claims.json", "records.json", "paper.html", "tables/*.csv", "figures/*.svg")


@dataclass(frozen=True)
class Table:
    """A table of the paper as its file has it, and what the paper calls it: `Table 2`."""

    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Drawing:
    """A figure as SVG, what the paper calls it, and its alternative text."""

    label: str
    svg: str
    alternative: str


@dataclass(frozen=True)
class Snapshot:
    """What a build said.

    numbers, claims: the rows of `numbers.json` and `claims.json` by name
    records: the records behind them by table; empty when the build did not publish them
    sentences: those of the paper in their order, without the cells of `tables`
    tables, drawings: by the stem of their files
    """

    numbers: Rows = field(default_factory=dict)
    claims: Rows = field(default_factory=dict)
    records: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    sentences: tuple[Sentence, ...] = ()
    tables: Mapping[str, Table] = field(default_factory=dict)
    drawings: Mapping[str, Drawing] = field(default_factory=dict)


def files(folder: Path) -> list[Path]:
    """Return the files of a results folder that a snapshot is read from, as far as they are there."""
    return [path for pattern in PATTERNS for path in sorted(folder.glob(pattern))]


def read(paths: Iterable[Path]) -> Snapshot:
    """Return the snapshot of such files, wherever each of them lies.

    Raises `Faults` for a file that no build can have written.
    """
    known = list(paths)
    texts = {path.name: path.read_text(encoding="utf-8") for path in known if path.suffix == ".html"}
    rows = {path.name: _parsed(path) for path in known if path.suffix == ".json"}
    tables = {path.stem: path.read_text(encoding="utf-8") for path in known if path.suffix == ".csv"}
    drawings = {path.stem: path.read_text(encoding="utf-8") for path in known if path.suffix == ".svg"}
    paper = sentences.of(texts.get("paper.html", ""), left_out={f"tbl:{stem}" for stem in tables})
    records = rows.get("records.json", {})
    return Snapshot(
        numbers=rows.get("numbers.json", {}).get("numbers", {}),
        claims=rows.get("claims.json", {}).get("claims", {}),
        records={table: [Record(**row) for row in found] for table, found in records.items()},
        sentences=tuple(paper.sentences),
        tables={stem: _table(paper.labels.get(f"tbl:{stem}", stem), text) for stem, text in tables.items()},
        drawings={
            stem: Drawing(paper.labels.get(f"fig:{stem}", stem), svg, paper.alternatives.get(f"fig:{stem}", ""))
            for stem, svg in drawings.items()
        },
    )


def _parsed(path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        allowed = "a results folder as a build has left it"
        raise Faults(
            [Fault.on_line(str(path), 1, "1", f"this is not what a build writes: {error}", allowed)]
        ) from error
    return content


def _table(label: str, text: str) -> Table:
    columns, *rows = map(tuple, delimited.parse(text) or [[]])
    return Table(label, columns, tuple(rows))
