"""Intake: what has been dropped into a data folder becomes the tables of the study, or faults that name every cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from traced import drops
from traced.cases import CASE, slug
from traced.coding import ReadResult
from traced.decoding import Note
from traced.drops import File
from traced.faults import Fault, raise_if_any
from traced.namings import doubles
from traced.records import Record
from traced.sources import CsvTable, read_csv

from . import inputs, legs, publishers, whole
from .tables import TABLES


@dataclass(frozen=True)
class StudyData:
    """The tables of a study by name, the codebook with what exported codebooks add, and what was mended on the way."""

    tables: dict[str, tuple[Record, ...]]
    codebook: dict[str, Any]
    notes: tuple[Note, ...]


def load_study(
    codebook: dict[str, Any],
    tables: Mapping[str, File],
    sample: Sequence[File],
    further: Sequence[File],
    statistics: Sequence[File],
    citation_keys: Iterable[str],
    shipped: File | None = None,
) -> StudyData:
    """Return the data of a study. Raises Faults naming everything that is wrong, in all files at once.

    tables: the files of the study's own tables by name; those that are left out are empty
    sample: files with the interviews that the aggregates are about; further: those with other participants
    statistics: files as their publishers write them, whose numbers take the place of transcribed ones
    shipped: the codings of the article where the sample is another one; nobody else may bear the name of a participant
    of the article, whose story the text tells
    """
    sources = {name: read_csv(file.content, file.name, TABLES[name]) for name, file in tables.items()}
    coded, codebook = drops.interviews(sample, codebook)
    others, codebook = drops.interviews(further, codebook)
    official = [publishers.official_counts(drops.published(file, publishers.ENCODING)) for file in statistics]
    readings = [coded, others, *(reading for _, reading in official)]
    faulty = {name for name, source in sources.items() if source.faults}
    faulty |= {name for name, reading in official if reading.faults}
    rows = {name: tuple(sources[name].records()) if name in {*sources} - faulty else () for name in TABLES}
    rows["codings"] += coded.records
    rows["further"] = others.records
    twice: list[Fault] = []
    for name in dict.fromkeys(name for name, _ in official):
        key = TABLES[name].key
        told = [record for of, reading in official if of == name for record in reading.records]
        twice += repeated(told, key)
        rows[name] = () if name in faulty else replaced(rows[name], told, key)
    raise_if_any(
        [
            *(fault for source in sources.values() for fault in source.faults),
            *(fault for reading in readings for fault in reading.faults),
            *twice,
            *data_faults(rows, codebook, citation_keys),
            *namesakes(shipped, rows["codings"]),
            *beside(sources.get("codings"), codebook),
            *untold(coded, rows["aggregates"]),
            *doubles((*rows["codings"], *rows["further"])),
            *apart(legs.leg_faults((*rows["codings"], *rows["further"]), codebook), readings),
        ]
    )
    raise_if_any(whole.cases(rows, codebook).contradictions())
    notes = (*(note for source in sources.values() for note in source.notes), *noted(readings))
    return StudyData(rows, codebook, notes)


def apart(broken: Iterable[Fault], readings: Iterable[ReadResult]) -> Iterator[Fault]:
    """Yield the faults of journeys but for those in a row of which a leg, or the place of one, is a fault already."""
    known = {
        fault.place._replace(column=0)
        for reading in readings
        for fault in reading.faults
        if fault.kind in ("path", "list", "unnamed")
    }
    yield from (fault for fault in broken if fault.place._replace(column=0) not in known)


def beside(codings: CsvTable | None, codebook: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what the codebook does not allow in a table of codings that has other faults, in the rows without them."""
    said = (CASE, "variable", "value")
    if codings is None or not codings.faults or not {*said, "basis"} <= {*codings.header}:
        return
    told = {fault.place.row for fault in codings.faults if fault.column in said}
    yield from inputs.coding_faults((row for row in codings.records() if row.line not in told), codebook)


def untold(sample: ReadResult, aggregates: Iterable[Record]) -> Iterator[Fault]:
    """Yield a fault for each column that the sample lacks though everybody has a value, if no aggregate tells it."""
    told = {record["variable"] for record in aggregates}
    yield from (fault for variable, fault in sample.absent if variable not in told)


def noted(readings: Iterable[ReadResult]) -> Iterator[Note]:
    """Yield what was mended in reading."""
    for reading in readings:
        yield from reading.notes


def repeated(official: Iterable[Record], key: Sequence[str]) -> Iterator[Fault]:
    """Yield a fault for each row of a publisher that is about the same as one in another of the files."""
    first: dict[tuple[str, ...], Record] = {}
    for record in official:
        known = first.setdefault(tuple(record[column] for column in key), record)
        if known.file != record.file:
            problem = f"{' '.join(record[column] for column in key)} stands in {known.id} already"
            yield Fault(record.place, key[0], problem, "each year in one of the files")


def replaced(rows: tuple[Record, ...], official: Sequence[Record], key: Sequence[str]) -> tuple[Record, ...]:
    """Return the rows with those of a publisher in the place of others about the same."""
    told = {tuple(record[column] for column in key) for record in official}
    return (*(row for row in rows if tuple(row[column] for column in key) not in told), *official)


def data_faults(
    rows: Mapping[str, tuple[Record, ...]], codebook: Mapping[str, Any], citation_keys: Iterable[str]
) -> Iterator[Fault]:
    """Yield what is wrong with the rows beyond the form of each; a table that cannot be read is empty here."""
    yield from row_faults(rows, codebook)
    if rows["strategies"]:
        yield from inputs.route_faults(rows["strategies"], rows["routes"], codebook)
    yield from inputs.statistics_faults(rows["new_entries"], rows["south_korea_arrivals"])
    yield from inputs.citation_faults(rows["facts"], citation_keys)
    yield from strangers(rows["codings"], rows["further"])
    yield from impossible((*rows["codings"], *rows["further"]))


def row_faults(rows: Mapping[str, tuple[Record, ...]], codebook: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what is wrong with rows whatever else stands in the other tables, of which any may be left out."""
    yield from inputs.coding_faults((*rows.get("codings", ()), *rows.get("further", ())), codebook)
    yield from inputs.aggregate_faults(rows.get("aggregates", ()), codebook)
    yield from inputs.fact_faults(rows.get("facts", ()))
    yield from inputs.event_faults(rows.get("events", ()))


def strangers(sample: Iterable[Record], further: Iterable[Record]) -> Iterator[Fault]:
    """Yield a fault for each further participant who is one of the sample already."""
    known: dict[str, str] = {}
    for record in sample:
        known.setdefault(record[CASE], record.id)
    seen: set[str] = set()
    for record in further:
        name = record[CASE]
        if name in known and name not in seen:
            seen.add(name)
            problem = f"{name!r} is a participant of the sample already, in {known[name]}"
            yield Fault(record.place, CASE, problem, "another name, or the new codings beside the old ones")


def namesakes(shipped: File | None, codings: Iterable[Record]) -> Iterator[Fault]:
    """Yield a fault for each participant who has the name of one of the article and is mostly coded otherwise.

    Names are the same when the numbers about them would have the same names.
    """
    if shipped is None:
        return
    known = read_csv(shipped.content, shipped.name, TABLES["codings"]).records()
    told = {(slug(record[CASE]), record["variable"]): record for record in known}
    shared: dict[str, list[tuple[Record, Record]]] = {}
    for record in codings:
        name = slug(record[CASE])
        if (name, record["variable"]) in told:
            shared.setdefault(name, []).append((record, told[name, record["variable"]]))
    for pairs in shared.values():
        unlike = [(ours, theirs) for ours, theirs in pairs if ours["value"] != theirs["value"]]
        if len(unlike) * 2 > len(pairs):
            ours, theirs = unlike[0]
            problem = (
                f"{ours[CASE]!r} is a participant of the article, "
                f"with {theirs['variable']} {theirs['value']} ({theirs.id})"
            )
            yield Fault(ours.place, CASE, problem, "another pseudonym: the text tells that person's story")


ORDER = ("crossing_year", "arrival_year", "interview_date")


def impossible(codings: Iterable[Record]) -> Iterator[Fault]:
    """Yield a fault for each participant who arrives before crossing, or is interviewed before arriving."""
    told: dict[str, dict[str, Record]] = {}
    for record in codings:
        if record["variable"] in ORDER:
            told.setdefault(record[CASE], {})[record["variable"]] = record
    for name, found in told.items():
        steps = [found[variable] for variable in ORDER if variable in found]
        for earlier, later in pairwise(steps):
            if later["value"][:4] < earlier["value"][:4]:
                before = f"{earlier['variable']} {earlier['value']} ({earlier.id})"
                problem = f"{later['variable']} of {name} is before {before}"
                yield Fault(later.place, "value", problem, "years in the order of the journey")
