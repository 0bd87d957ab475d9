"""Drops: files with interviews in whatever accepted shape become codings; the shape is told by the header."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from . import long, mapping, wide, workbooks
from .accepted import ACCEPTED, CODEBOOK, MAPPING, TEXTS, WORKBOOKS
from .cases import CASE
from .coding import Reading
from .decoding import decode
from .exports import qualcoder, refi, taguette
from .faults import Fault
from .mapping import Names
from .records import Place, Record
from .sheets import Sheet, choose, from_text


@dataclass(frozen=True)
class File:
    """A file that was dropped: its name in identities and messages, and its bytes."""

    name: str
    content: bytes


def interviews(files: Iterable[File], codebook: Mapping[str, Any]) -> tuple[Reading, dict[str, Any]]:
    """Return the codings of all files together, and the codebook with what they add to it.

    A codebook (.qdc) adds variables and codes. A mapping `NAME.mapping.yaml` says how the table `NAME.*` is to be read.
    No participant and variable may be coded in two of the files.
    """
    dropped = list(files)
    codebook, readings = extended(dropped, codebook)
    names = {stem(file): file for file in dropped if ends(file, MAPPING)}
    tables = [file for file in dropped if not ends(file, CODEBOOK, MAPPING)]
    for name, file in names.items():
        if name not in map(stem, tables):
            allowed = f"the table {name}.xlsx or {name}.csv beside it"
            readings.append(Reading((), (), (Fault.at(Place(file.name), "file", "this maps no table", allowed),)))
    readings += [read(file, codebook, names.get(stem(file))) for file in tables]
    records = tuple(record for reading in readings for record in reading.records)
    faults = [fault for reading in readings for fault in reading.faults]
    coded: dict[tuple[str, str], Record] = {}
    for record in records:
        other = coded.setdefault((record[CASE], record["variable"]), record)
        if other.file != record.file:
            problem = f"{record['variable']} of {record[CASE]} is coded in {other.id} already"
            faults.append(Fault.at(record.place, "value", problem, "each participant and variable in one of the files"))
    notes = tuple(note for reading in readings for note in reading.notes)
    absent = tuple(
        (variable, fault)
        for reading in readings
        for variable, fault in reading.absent
        if not any((record[CASE], variable) in coded for record in reading.records)
    )
    return Reading(records, notes, tuple(faults), absent), codebook


def extended(files: Iterable[File], codebook: Mapping[str, Any]) -> tuple[dict[str, Any], list[Reading]]:
    """Return the codebook with what exported codebooks add, and what is to be said of these."""
    readings = []
    book = dict(codebook)
    for file in files:
        if ends(file, CODEBOOK):
            entries = refi.read(file.content, file.name)
            readings.append(Reading((), entries.notes, entries.faults))
            book = refi.extended(book, entries.variables)
    return book, readings


def read(file: File, codebook: Mapping[str, Any], mapped: File | None = None) -> Reading:
    """Return the codings of one table."""
    names, faults = mapping.parse(mapped.content.decode("utf-8", "replace"), mapped.name) if mapped else (None, ())
    if faults:
        return Reading((), (), tuple(faults))
    sheet = table(file, names or Names(""), CASE if names is None else "")
    if names is not None:
        return mapping.read(sheet, codebook, names)
    header = {title.casefold() for title in sheet.header}
    if {"document", "tag"} <= header:
        return taguette.read(sheet, codebook)
    if "codename" in header:
        return qualcoder.report(sheet, codebook)
    if {"variable", "value"} <= header:
        return long.read(sheet, codebook)
    return wide.read(sheet, codebook)


def table(file: File, names: Names, column: str = "") -> Sheet:
    """Return the table of a file: of a workbook the sheet that is named, or that has this column."""
    if ends(file, *WORKBOOKS):
        return choose(workbooks.read(file.content, file.name), file.name, names.sheet, column)
    if ends(file, *TEXTS):
        separator = names.separator or ("\t" if ends(file, ".tsv") else ",")
        return from_text(decode(file.content, file.name, names.encoding), file.name, separator)
    allowed = f"a file that ends in {', '.join(ACCEPTED)}"
    return Sheet(file.name, "", (), (), (Fault.at(Place(file.name), "file", "this kind of file is not read", allowed),))


def published(file: File, encoding: str) -> tuple[Sheet, ...]:
    """Return the tables of a publisher's file, whose layout is theirs; text is UTF-8, or in their usual encoding."""
    if ends(file, *WORKBOOKS):
        return workbooks.read(file.content, file.name, published=True)
    decoded = decode(file.content, file.name)
    if decoded.faults:
        decoded = decode(file.content, file.name, encoding)
    return (from_text(decoded, file.name, titles=True),)


def ends(file: File, *endings: str) -> bool:
    """Tell whether the name of a file has one of these endings, in any case."""
    return file.name.lower().endswith(endings)


def stem(file: File) -> str:
    """Return the name of a file without folder and ending; that of a mapping is that of its table."""
    name = PurePosixPath(file.name).name
    return next((name[: -len(ending)] for ending in (MAPPING, *ACCEPTED) if ends(file, ending)), name)
