"""Snapshots: the contents of a results folder, to be compared with those of another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from traced.changes.rewording import Sentence
from traced.core.csv_text import parse_csv
from traced.core.fault import Fault, Faults
from traced.core.record import Record
from traced.ledger.ledger import SCHEMAS

LedgerRow: TypeAlias = Mapping[str, Any]
LedgerRows: TypeAlias = Mapping[str, LedgerRow]
PATTERNS = ("numbers.json", "claims.json", "records.json", "paper.txt", "tables/*.csv", "figures/*.svg")
# The line that stands for a figure or a table in `paper.txt`, see `manuscript.plain_text`.
EXHIBIT = re.compile(r"!?\[(?P<label>.*?)(?:: (?P<alternative>.*))?\]\((?P<file>(?:figures|tables)/.+)\)")


@dataclass(frozen=True)
class PaperTable:
    """A table of the paper as its file has it, and its label: `Table 2`."""

    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Drawing:
    """A figure as SVG, its label, and its alternative text."""

    label: str
    svg: str
    alternative: str


@dataclass(frozen=True)
class Snapshot:
    """The contents of the results of a build.

    numbers, claims: the rows of `numbers.json` and `claims.json` by name
    records: the records behind them by table; empty when the build did not publish them
    sentences: those of the paper in their order, without the cells of `tables`; empty likewise
    tables, drawings: by the stem of their files
    """

    numbers: LedgerRows = field(default_factory=dict)
    claims: LedgerRows = field(default_factory=dict)
    records: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    sentences: tuple[Sentence, ...] = ()
    tables: Mapping[str, PaperTable] = field(default_factory=dict)
    drawings: Mapping[str, Drawing] = field(default_factory=dict)


def snapshot_files(folder: Path) -> list[Path]:
    """Return the files of a results folder from which a snapshot is read."""
    return [path for pattern in PATTERNS for path in sorted(folder.glob(pattern))]


def snapshot_of(paths: Iterable[Path]) -> Snapshot:
    """Return the snapshot of such files, wherever each of them lies.

    Files of a version with other schemas give the empty snapshot. Raises `Faults` for what no build can have written.
    """
    known = list(paths)
    json_files = {path.stem: _parsed(path) for path in known if path.suffix == ".json"}
    if any(name in json_files and json_files[name].get("schema") != schema for name, schema in SCHEMAS.items()):
        return Snapshot()
    texts = {path.name: path.read_text(encoding="utf-8") for path in known if path.suffix != ".json"}
    sentences, exhibits = sentences_and_exhibits(texts.get("paper.txt", ""))
    tables, drawings = {}, {}
    for name, text in texts.items():
        stem, _, suffix = name.rpartition(".")
        if suffix == "csv":
            label, _ = exhibits.get(f"tables/{stem}", (stem, ""))
            tables[stem] = _table(label, text)
        elif suffix == "svg":
            label, alternative = exhibits.get(f"figures/{stem}", (stem, ""))
            drawings[stem] = Drawing(label, text, alternative)
    return Snapshot(
        numbers=json_files.get("numbers", {}).get("numbers", {}),
        claims=json_files.get("claims", {}).get("claims", {}),
        records={name: [Record(**row) for row in rows] for name, rows in json_files.get("records", {}).items()},
        sentences=sentences,
        tables=tables,
        drawings=drawings,
    )


def sentences_and_exhibits(text: str) -> tuple[tuple[Sentence, ...], dict[str, tuple[str, str]]]:
    """Return the sentences of `paper.txt`, and the label and alternative text of each figure and table by its file."""
    sentences = []
    exhibits = {}
    heading = ""
    for line in filter(None, text.splitlines()):
        if exhibit := EXHIBIT.fullmatch(line):
            exhibits[exhibit["file"]] = (exhibit["label"], exhibit["alternative"] or "")
            continue
        words = line.removeprefix("# ")
        heading = heading if words == line else words
        sentences.append(Sentence(words, heading))
    return tuple(sentences), exhibits


def _parsed(path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        problem, allowed = f"this is not what a build writes: {error}", "a results folder as a build has left it"
        raise Faults([Fault.on_line(str(path), 1, "1", problem, allowed)]) from error
    return content


def _table(label: str, text: str) -> PaperTable:
    columns, *rows = map(tuple, parse_csv(text) or [[]])
    return PaperTable(label, columns, tuple(rows))
