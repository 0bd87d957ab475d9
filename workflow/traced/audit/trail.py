"""Trails: the evidence for one number or claim, as the terminal, the audit page and the comments in Word show it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from traced.core.fault import nearest
from traced.core.record import Record, place_of
from traced.core.voice import NEUTRAL, Voice
from traced.ledger.published import earned_verdict
from traced.ledger.quantity import STATUS_MEANING
from traced.ledger.style import search_texts, value_in_words
from traced.reading.variable import CASE

AS_IT_IS = "; read from one row as it is"
MANY = 6  # names in a hint


@dataclass(frozen=True)
class Evidence:
    """A row behind a number.

    id: file and line, `data/interviews/codings.csv:57`
    basis: how the row is known; page: the page of its source, may be empty
    cells: the row's cells by column; used: the columns that hold its value
    """

    id: str
    basis: str
    page: str
    cells: Mapping[str, str]
    used: tuple[str, ...]

    def in_words(self) -> str:
        """Return the row on one line: its id, its cells, basis and page."""
        cells = ", ".join(f"{column} {cell}" for column, cell in self.filled_cells())
        return f"{self.id}: {cells} ({self.basis_and_page()})"

    def filled_cells(self) -> list[tuple[str, str]]:
        """Return the cells that are not empty by column, without the page."""
        return [(column, cell) for column, cell in self.cells.items() if cell and column != "page"]

    def basis_and_page(self) -> str:
        """Return for example `stated, p. 73`."""
        return f"{self.basis}, p. {self.page}" if self.page else self.basis


@dataclass(frozen=True)
class Trail:
    """The evidence for one number.

    value: the value with its unit, or the interval
    meaning: what the status means, and whether the number is a single cell as it stands
    source: the text of the function that computed it, empty when it is not at hand
    published: text, page and earned verdict of what the replicated work printed; empty when it printed no such number
    """

    name: str
    value: str
    definition: str
    status: str
    meaning: str
    rule: str
    code: str
    source: str
    evidence: tuple[Evidence, ...]
    of: tuple[str, ...]
    published: Mapping[str, str]
    used: tuple[str, ...]


@dataclass(frozen=True)
class ClaimTrail:
    """The evidence for one claim.

    verdict: holds, fails or undecided; outcome: the verdict with its margin, if that is known
    why: the comparisons that led to it; missing: what would decide it, empty where it is decided
    fragility: whether a single row would turn it, in words, empty where it is undecided
    turning_row, turning_change: an example of such a row, its id and its change (`value 4 → 9`), empty if there is none
    code, source: where the function that decides it begins, and its text
    of: the numbers that it compares; sentences: those that make the claim, each with place and text
    """

    name: str
    definition: str
    verdict: str
    outcome: str
    why: str
    missing: str
    fragility: str
    turning_row: str
    turning_change: str
    code: str
    source: str
    evidence: tuple[Evidence, ...]
    of: tuple[str, ...]
    sentences: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class Trails:
    """The ledger together with the records and the code behind it.

    rows: the rows of results/numbers.json by name
    records: every record by id
    values: the columns that hold the value of a row, by the stem of its file
    sources: the text of each file of code, by its path in the repository
    claims: the rows of results/claims.json by name
    voice: what the texts call the replicated work
    """

    rows: Mapping[str, Mapping[str, Any]]
    records: Mapping[str, Record]
    values: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, str]
    claims: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    voice: Voice = NEUTRAL

    def exact_name(self, wanted: str) -> str:
        """Return the name of a number or claim in its own spelling, whatever the case of `wanted`.

        Raises KeyError with the nearest names for a wrong one.
        """
        names = [*self.rows, *self.claims]
        for name in names:
            if name.casefold() == wanted.casefold():
                return name
        raise KeyError(f"there is no number or claim {wanted}: {name_hint(wanted, names)}")

    def names_with_value(self, value: str) -> list[str]:
        """Return the names of the numbers with a value, given in digits or words, with unit or without."""
        return [n for n, row in self.rows.items() if value.casefold() in map(str.casefold, search_texts(row))]

    def number_trail(self, name: str) -> Trail:
        row = self.rows[name]
        evidence = tuple(map(self.evidence, row["records"]))
        meaning = self.voice.text(STATUS_MEANING[row["status"]])
        return Trail(
            name=name,
            value=value_in_words(row),
            definition=row["definition"],
            status=row["status"],
            meaning=meaning + AS_IT_IS if is_one_cell(row, evidence) else meaning,
            rule=row["rule"],
            code=row["code"],
            source=self.source_at(row["code"]),
            evidence=evidence,
            of=tuple(row["of"]),
            published=published_with_verdict(row),
            used=tuple(row["used"]),
        )

    def claim_trail(self, name: str) -> ClaimTrail:
        row = self.claims[name]
        fragility = row["fragility"] or {"words": "", "example": ()}
        return ClaimTrail(
            name=name,
            definition=row["definition"],
            verdict=row["verdict"],
            outcome=row["margin"]["words"] or row["verdict"],
            why=row["why"],
            missing=row["missing"],
            fragility=fragility["words"],
            turning_row=next((cell["record"] for cell in fragility["example"]), ""),
            turning_change=", ".join("{column} {old} → {new}".format(**cell) for cell in fragility["example"]),
            code=row["code"],
            source=self.source_at(row["code"]),
            evidence=tuple(map(self.evidence, row["records"])),
            of=tuple(row["numbers"]),
            sentences=tuple(row["sentences"]),
        )

    def evidence(self, record_id: str) -> Evidence:
        record = self.records[record_id]
        used = self.values.get(record.table or PurePosixPath(record.file).stem, ())
        return Evidence(record.id, record.basis, record.fields.get("page", ""), record.fields, used)

    def numbers_on(self, wanted: str) -> list[str]:
        """Return the numbers that depend on a record (`FILE:LINE`), file or participant, by name.

        Raises KeyError with the nearest ones where there is no such record, file or participant.
        """
        return self._resting(self.rows, wanted)

    def claims_on(self, wanted: str) -> list[str]:
        """Return the claims that depend on a record, file or participant. Raises as `numbers_on` does."""
        return self._resting(self.claims, wanted)

    def _resting(self, rows: Mapping[str, Mapping[str, Any]], wanted: str) -> list[str]:
        ids = {*self.record_ids(wanted)}
        return [name for name, row in rows.items() if ids.intersection(row["records"])]

    def record_ids(self, wanted: str) -> list[str]:
        """Return the ids of a record, or of the records of a file or participant, whatever the case.

        Raises KeyError with the nearest ones where there is no such record, file or participant.
        """
        names = {i: {i, record.file, record.fields.get(CASE) or i} for i, record in self.records.items()}
        ids = [i for i, called in names.items() if wanted.casefold() in map(str.casefold, called)]
        if not ids:
            known = set[str]().union(*names.values())
            raise KeyError(f"there is no record, file or participant {wanted}: {record_hint(wanted, known)}")
        return ids

    def source_at(self, code: str) -> str:
        """Return the text of the function that begins at `FILE:LINE`, with its decorators; empty when none does."""
        path, _, line = code.rpartition(":")
        return functions_by_line(self.sources.get(path, "")).get(int(line), "")


@cache
def functions_by_line(text: str) -> dict[int, str]:
    """Return the functions of a file of code, each by the line of its first decorator and by that of its name."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return {}
    lines = text.splitlines()
    functions: dict[int, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            functions |= dict.fromkeys((first, node.lineno), "\n".join(lines[first - 1 : node.end_lineno]))
    return functions


def name_hint(wanted: str, names: Iterable[str]) -> str:
    """Return the hint after a wrong name: the names that hold it or look like it, or else the parts of the ledger."""
    known = sorted(names)
    holding = [name for name in known if wanted and wanted in name]
    if holding:
        others = f" or one of {len(holding) - MANY} more" if len(holding) > MANY else ""
        return f"did you mean {' or '.join(holding[:MANY])}{others}?"
    near = nearest(wanted, known)
    parts = ", ".join(dict.fromkeys(name.partition(".")[0] for name in known))
    return near.text if near.close else f"names begin with one of {parts}"


def record_hint(wanted: str, known: Iterable[str]) -> str:
    """Return the hint after a wrong record: the lines of its file, or the nearest names."""
    choices = list(known)
    file, _, _ = wanted.rpartition(":")
    lines = [place_of(other).row for other in choices if other.startswith(f"{file}:")] if file else []
    if lines:
        return f"the rows of {file} are on its lines {min(lines)} to {max(lines)}"
    near = nearest(wanted, choices)
    return near.text if near.close else "FILE:LINE, a data file, or a participant"


def published_with_verdict(row: Mapping[str, Any]) -> dict[str, str]:
    """Return what was published for a row of the ledger, with the earned verdict; empty if nothing was."""
    published = row.get("published")
    return {**published, "verdict": earned_verdict(published["verdict"], row)[0]} if published else {}


def is_one_cell(row: Mapping[str, Any], evidence: Iterable[Evidence]) -> bool:
    """Tell whether a number is the cell of a single row as it stands."""
    cells = [[source.cells.get(column, "") for column in source.used] for source in evidence]
    decade = f"{row['value']}s"
    return not row["of"] and len(cells) == 1 and not {str(row["value"]), decade}.isdisjoint(cells[0])
