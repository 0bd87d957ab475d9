"""The last build: its ledger and claims, and the rows that they were computed from."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from traced.audit.trail import Trails
from traced.core.record import Place, Record, place_of, records_by_id
from traced.core.voice import NEUTRAL, Voice
from traced.ledger.ledger import load_rows
from traced.ledger.number import REPOSITORY
from traced.reading.csv_table import read_csv


class NoBuild(Exception):
    """There are no results to read; the message says why."""


@dataclass(frozen=True)
class Build:
    """The ledger and claims of the last build, with the rows beneath them.

    data: the data folder; label: its name in the ids of records
    edited: the data files that changed after the build read them
    remarks: notes on the build as a whole
    """

    trails: Trails
    data: Path
    label: PurePosixPath
    edited: tuple[str, ...]
    remarks: tuple[str, ...]

    def notes(self, record_ids: Iterable[str]) -> list[str]:
        """Return the notes for a reader of these records."""
        files = {place_of(record).file for record in record_ids}
        since = "has been edited since the build, whose rows these are: `make` brings the numbers up to date."
        return [f"{file} {since}" for file in self.edited if file in files] + list(self.remarks)


def last_build(
    results: Path, given: Path | None, values: Mapping[str, tuple[str, ...]], voice: Voice = NEUTRAL
) -> Build:
    """Read the last build. Raises NoBuild where there is none.

    given: the data folder, if it is not the one that the ids name
    values: the columns that hold the value of a row, by table; voice: the names of the replicated work

    The rows are those that the build itself read and kept, whatever has become of the data files since. Where they are
    gone, the rows on the same lines of the data files take their place; where these are gone too, only the ids remain.
    """
    rows = rows_in(results / "numbers.json")
    claims = rows_in(results / "claims.json") if (results / "claims.json").exists() else {}
    used = dict.fromkeys(record for row in (*rows.values(), *claims.values()) for record in row["records"])
    label = next((PurePosixPath(record).parents[1] for record in used), PurePosixPath("data"))
    given = Path(os.path.normpath(given.absolute())) if given else None
    data = given if given and given.parts[-len(label.parts) :] == label.parts else REPOSITORY / label
    kept, current = kept_rows(results / ".work"), current_rows(data, label)
    remarks = []
    if not kept and current:
        remarks.append("The build's own copy of the rows is gone; these stand in the data files today.")
    elif not kept:
        remarks.append(f"The rows are not at hand: {shortest(data)} has none. `make` reads them anew.")
    if kept and not finished(rows, results / ".work"):
        remarks.append("A later build has not come to its end: the rows may be newer than the numbers. `make` ends it.")
    at_hand = kept or current
    bare = {record: Record(record, "stated", {}) for record in used if record not in at_hand}
    in_order = sorted((at_hand | bare).items(), key=lambda item: place_of(item[0]))
    trails = Trails(rows, dict(in_order), values, sources([*rows.values(), *claims.values()]), claims, voice)
    return Build(trails, data, label, tuple(edited_files(kept, current)), tuple(remarks))


def rows_in(file: Path) -> dict[str, Any]:
    """Return the rows of `numbers.json` or `claims.json` by name.

    Raises NoBuild where the file is missing, is something else, or was built by a version with another schema.
    """
    try:
        return load_rows(file.stem, file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NoBuild(f"{shortest(file)} does not exist: nothing has been built there yet; `make` builds it") from None
    except (ValueError, KeyError, TypeError):
        raise NoBuild(f"{shortest(file)} is not what a build of this version leaves: `make` builds it anew") from None


def sources(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the text of the code files that computed numbers and decided claims, by path; of those that exist."""
    paths = {row["code"].rpartition(":")[0] for row in rows}
    return {path: (REPOSITORY / path).read_text(encoding="utf-8") for path in paths if (REPOSITORY / path).is_file()}


def kept_rows(work: Path) -> dict[str, Record]:
    """Return the records that the build read, by id; none when its work folder has been cleared."""
    return records_by_id(map(whole_json, sorted(work.glob("prepare/*.json"))))


def whole_json(file: Path) -> str:
    """Return the JSON text of a file; an empty object for a file that breaks off because a build was killed."""
    text = file.read_text(encoding="utf-8", errors="replace")
    try:
        json.loads(text)
    except ValueError:
        return "{}"
    return text


def current_rows(data: Path, label: PurePosixPath) -> dict[str, Record]:
    """Return the records in the data files as they are now, by id; a record is a row with a basis."""
    rows: dict[str, Record] = {}
    for file in sorted(data.glob("*/*.csv")):
        table = read_csv(file.read_bytes(), f"{label}/{file.parent.name}/{file.name}")
        if "basis" in table.header:
            rows |= {record.id: record for record in table.records()}
    return rows


def edited_files(kept: Mapping[str, Record], current: Mapping[str, Record]) -> list[str]:
    """Return the files that the build read and whose rows are different now."""
    files = {record.file for record in kept.values()} & {record.file for record in current.values()}
    differing = (r for r in (*kept.values(), *current.values()) if kept.get(r.id) != current.get(r.id))
    return sorted({record.file for record in differing} & files)


def finished(rows: Mapping[str, Any], work: Path) -> bool:
    """Tell whether the numbers that the parts computed last are those of the ledger."""
    computed: dict[str, Any] = {}
    for file in {*work.glob("*/numbers.json")} - {work / "ledger/numbers.json"}:
        computed |= json.loads(whole_json(file)).get("numbers", {})
    return computed.keys() == rows.keys() and all(row.items() <= rows[name].items() for name, row in computed.items())


def shortest(path: Path) -> str:
    """Return a path relative to the repository or the current folder, if it lies in one of them."""
    for folder in (REPOSITORY, Path.cwd()):
        if path.absolute().is_relative_to(folder):
            return str(path.absolute().relative_to(folder))
    return str(path)


def identity(wanted: str, build: Build) -> str:
    """Return the id of a record or file that was given as a path on this machine; anything else as it is."""
    at = place_of(wanted) if re.search(r":\d+$|![A-Z]+\d+$", wanted) else Place(wanted)
    for base in (Path.cwd(), REPOSITORY):
        file = Path(os.path.normpath(base / at.file))
        if file.is_file() and file.is_relative_to(build.data.absolute()):
            return str(at._replace(file=str(build.label / file.relative_to(build.data.absolute()))))
    return wanted
