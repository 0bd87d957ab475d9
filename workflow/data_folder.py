"""Find the files of a data folder, and the shipped ones that stand in for missing tables."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from study.tables import TABLES
from traced.core.fault import Fault
from traced.core.record import Place
from traced.reading.file_types import ACCEPTED, CODEBOOK, DATA_FILES, MAPPING

SHIPPED = Path("data")
FILES = {name: f"{table.topic}/{name}.csv" for name, table in TABLES.items() if table.own_file}
CODES = "interviews/codebook.yaml"
NO_DATA = "published/exemptions.csv"  # which only make coverage reads
SET_ASIDE = "restricted"  # a folder that no build may read
CLUTTER = ("readme.md", "thumbs.db", "desktop.ini")  # files without data that people and systems leave in folders
BRACKETS = "<>{}"  # a name with one is a pattern to Snakemake
OWN_SAMPLE = ("codings", "aggregates")  # the shipped ones never stand in for those of another sample
BESIDE = (CODEBOOK, MAPPING)  # files that go with interviews and have none


@dataclass(frozen=True)
class DataFolder:
    """The files of a study.

    tables: the file of each table by name; a table of its own sample that the folder lacks is left out
    sample: other files with the interviews of the sample, where there is no codings.csv
    further: other files with interviews beside codings.csv, of participants that the aggregates are not about
    statistics: files as their publishers write them
    shipped: the codings of the article, where the sample is another one
    """

    codebook: Path
    tables: dict[str, Path]
    sample: tuple[Path, ...]
    further: tuple[Path, ...]
    statistics: tuple[Path, ...]
    shipped: tuple[Path, ...] = ()

    @property
    def others(self) -> tuple[Path, ...]:
        """The interview files with participants who are not in the article."""
        own = (self.tables["codings"],) if self.shipped and "codings" in self.tables else ()
        return (*own, *self.sample, *self.further)

    @property
    def files(self) -> tuple[Path, ...]:
        """All files with data, but for the codebook."""
        return (*self.tables.values(), *self.sample, *self.further, *self.statistics, *self.shipped)


def find_files(data: Path) -> DataFolder:
    """Return the files of the study in a data folder; the shipped tables stand in for missing ones."""
    dropped = tuple(dropped_in(data, "interviews"))
    own = any((data / FILES[name]).is_file() for name in OWN_SAMPLE)
    tables = {}
    for name, file in FILES.items():
        if (data / file).is_file():
            tables[name] = data / file
        elif name not in OWN_SAMPLE or not (own or dropped):
            tables[name] = SHIPPED / file
    codebook = data / CODES
    article = SHIPPED / FILES["codings"]
    own_sample = tables.get("codings") != article
    return DataFolder(
        codebook=codebook if codebook.is_file() else SHIPPED / CODES,
        tables=tables,
        sample=() if "codings" in tables else dropped,
        further=dropped if "codings" in tables else (),
        statistics=tuple(dropped_in(data, "statistics")),
        shipped=(article,) if own_sample and article.exists() else (),
    )


def dropped_in(data: Path, topic: str) -> Iterator[Path]:
    """Yield the files of a folder that are not its own tables, in the order of their names."""
    for path in sorted((data / topic).glob("*")):
        own = f"{topic}/{path.name}" in FILES.values()
        if path.is_file() and not own and not is_clutter(path) and path.name.lower().endswith(DATA_FILES):
            yield path


def is_clutter(path: Path) -> bool:
    """Return True for files that programs and systems leave beside those of a person."""
    return path.name.startswith((".", "~$")) or path.name.endswith("~") or path.name.lower() in CLUTTER


def unread_files(data: Path, folder: DataFolder) -> list[Path]:
    """Return the files of a folder, down to three levels, that no build reads, sorted by name."""
    read = {*folder.files, folder.codebook, data / NO_DATA}
    beneath = (path for depth in ("*", "*/*", "*/*/*") for path in data.glob(depth))
    return sorted(
        path
        for path in beneath
        if not path.is_dir()
        and path not in read
        and not is_clutter(path)
        and not any(part.startswith(".") or part == SET_ASIDE for part in path.relative_to(data).parts)
    )


def unread_fault(path: Path, data: Path) -> Fault:
    """Return the fault of a file that no build reads, with what to do."""
    name = file_label(path, data)
    if not path.name.lower().endswith(DATA_FILES):
        return Fault(Place(name), "file", "this kind of file is not read", f"a file that ends in {', '.join(ACCEPTED)}")
    folder = file_label(data, data)
    places = f"{folder}/interviews for interviews, {folder}/statistics for official statistics"
    return Fault(Place(name), "file", "no file is looked for here, and it is not read", places)


def folder_faults(data: Path, folder: DataFolder) -> list[Fault]:
    """Report a folder that is missing, has no data, or has a file whose name cannot be used."""
    odd = [path for path in folder.files if set(BRACKETS) & set(str(path))]
    if odd:
        allowed = f"a name without {' '.join(BRACKETS)}"
        return [Fault(Place(file_label(path, data)), "file", "a bracket in the name", allowed) for path in odd]
    if any(path.is_relative_to(data) and not path.name.lower().endswith(BESIDE) for path in folder.files):
        return []
    name = file_label(data, data)
    problem = "no interviews or statistics in this folder" if data.is_dir() else "there is no such folder"
    allowed = (
        f"interviews in {name}/interviews ({', '.join(ACCEPTED)}), or official statistics in {name}/statistics; "
        "make form writes an empty spreadsheet for interviews"
    )
    unread = [unread_fault(path, data) for path in unread_files(data, folder)]
    return [Fault(Place(name), "folder", problem, allowed), *unread]


def file_label(path: Path, data: Path) -> str:
    """Return the name of a file in identities: its path as the folder was given, but no path of this machine.

    Of a folder given by such a path only the name is used, with that of the folder above where it is the shipped name.
    """
    if not path.is_relative_to(data) or not (data.is_absolute() or ".." in data.parts):
        return str(path)
    folder = Path(os.path.normpath(data.absolute()))
    name = Path(folder.name)
    if name == SHIPPED and folder != SHIPPED.absolute():
        name = Path(folder.parent.name or "root", name)
    return str(name / path.relative_to(data))
