"""Load the files of a data folder as the checked tables of the study, or report every fault in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from study import checks
from study.publishers import ENCODING, official_counts
from study.sample import everybody
from study.tables import TABLES
from traced.core.fault import Fault, raise_if_any
from traced.core.record import Record
from traced.reading.coding import ReadResult
from traced.reading.csv_table import CsvTable, read_csv
from traced.reading.encoding import Note
from traced.reading.interviews import File, read_interviews, read_published
from traced.reading.participant_names import double_name_faults
from traced.reading.variable import CASE, slug


@dataclass(frozen=True)
class StudyData:
    """The tables of a study by name, the codebook with what exported codebooks add, and notes on what was mended."""

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
    """Return the data of a study. Raises Faults with everything that is wrong, in all files at once.

    tables: the files of the study's own tables by name; a table without a file is empty
    sample: files with the interviews that the aggregates are about; further: those with other participants
    statistics: files as their publishers write them, whose numbers replace transcribed ones
    shipped: the codings of the article where the sample is another one; nobody else may have the name of a participant
    of the article, whose story the text tells
    """
    sources = {name: read_csv(file.content, file.name, TABLES[name]) for name, file in tables.items()}
    coded, codebook = read_interviews(sample, codebook)
    others, codebook = read_interviews(further, codebook)
    official = [official_counts(read_published(file, ENCODING)) for file in statistics]
    dropped = ReadResult.merged([coded, others, *(result for _, result in official)])
    faulty = {name for name, source in sources.items() if source.faults}
    faulty |= {name for name, result in official if result.faults}
    rows = {name: tuple(sources[name].records()) if name in {*sources} - faulty else () for name in TABLES}
    rows["codings"] += coded.records
    rows["further"] = others.records
    repeated: list[Fault] = []
    for name in dict.fromkeys(name for name, _ in official):
        key = TABLES[name].key
        counts = [record for of, result in official if of == name for record in result.records]
        repeated += repeated_count_faults(counts, key)
        rows[name] = () if name in faulty else with_official_counts(rows[name], counts, key)
    raise_if_any(
        [
            *(fault for source in sources.values() for fault in source.faults),
            *dropped.faults,
            *repeated,
            *checks.data_faults(rows, codebook, citation_keys),
            *namesake_faults(shipped, rows["codings"]),
            *sound_row_faults(sources.get("codings"), codebook),
            *missing_column_faults(coded, rows["aggregates"]),
            *double_name_faults((*rows["codings"], *rows["further"])),
            *further_leg_faults(checks.leg_faults((*rows["codings"], *rows["further"]), codebook), dropped.faults),
        ]
    )
    raise_if_any(everybody(rows, codebook).contradictions())
    notes = (*(note for source in sources.values() for note in source.notes), *dropped.notes)
    return StudyData(rows, codebook, notes)


def further_leg_faults(faults: Iterable[Fault], earlier: Iterable[Fault]) -> Iterator[Fault]:
    """Yield the faults of journeys, without those in a row in which a leg or its place has an earlier fault."""
    known = {fault.place._replace(column=0) for fault in earlier if fault.kind in ("path", "list", "unnamed")}
    yield from (fault for fault in faults if fault.place._replace(column=0) not in known)


def sound_row_faults(codings: CsvTable | None, codebook: Mapping[str, Any]) -> Iterator[Fault]:
    """Check the sound rows of a table of codings that has other faults against the codebook."""
    columns = (CASE, "variable", "value")
    if codings is None or not codings.faults or not {*columns, "basis"} <= {*codings.header}:
        return
    faulty = {fault.place.row for fault in codings.faults if fault.column in columns}
    yield from checks.coding_faults((row for row in codings.records() if row.line not in faulty), codebook)


def missing_column_faults(sample: ReadResult, aggregates: Iterable[Record]) -> Iterator[Fault]:
    """Report columns that the sample lacks though everybody has a value, unless an aggregate is about them."""
    aggregated = {record["variable"] for record in aggregates}
    yield from (fault for variable, fault in sample.absent if variable not in aggregated)


def repeated_count_faults(official: Iterable[Record], key: Sequence[str]) -> Iterator[Fault]:
    """Report rows of publishers with the key of an earlier row, in another sheet or file."""
    first: dict[tuple[str, ...], Record] = {}
    for record in official:
        known = first.setdefault(tuple(record[column] for column in key), record)
        if known is not record:
            problem = f"{' '.join(record[column] for column in key)} stands in {known.id} already"
            yield Fault(record.place, key[0], problem, "each year once")


def with_official_counts(
    rows: tuple[Record, ...], official: Sequence[Record], key: Sequence[str]
) -> tuple[Record, ...]:
    """Return the rows, each replaced by the publisher's row with the same key, and further rows of the publisher."""
    counted = {tuple(record[column] for column in key) for record in official}
    return (*(row for row in rows if tuple(row[column] for column in key) not in counted), *official)


def namesake_faults(shipped: File | None, codings: Iterable[Record]) -> Iterator[Fault]:
    """Report participants who have the name of one in the article but are mostly coded otherwise.

    Names are the same when the numbers about them would have the same names.
    """
    if shipped is None:
        return
    known = read_csv(shipped.content, shipped.name, TABLES["codings"]).records()
    of_article = {(slug(record[CASE]), record["variable"]): record for record in known}
    shared: dict[str, list[tuple[Record, Record]]] = {}
    for record in codings:
        name = slug(record[CASE])
        if (name, record["variable"]) in of_article:
            shared.setdefault(name, []).append((record, of_article[name, record["variable"]]))
    for pairs in shared.values():
        unlike = [(ours, theirs) for ours, theirs in pairs if ours["value"] != theirs["value"]]
        if len(unlike) * 2 > len(pairs):
            ours, theirs = unlike[0]
            problem = (
                f"{ours[CASE]!r} is a participant of the article, "
                f"with {theirs['variable']} {theirs['value']} ({theirs.id})"
            )
            yield Fault(ours.place, CASE, problem, "another pseudonym: the text tells that person's story")
