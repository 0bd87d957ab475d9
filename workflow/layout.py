"""Layout: which files of a data folder hold what, and which of the shipped ones stand in where it has none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from traced.accepted import ACCEPTED, MAPPING, REFUSED

SHIPPED = Path("data")
TABLES = {
    "interviews": ("codings", "aggregates", "strategies", "routes"),
    "statistics": ("new_entries", "south_korea_arrivals"),
    "background": ("facts", "events"),
    "published": ("numbers", "findings"),
}
OWN_SAMPLE = ("codings", "aggregates")  # where a folder has a sample of its own, the shipped one never stands in


@dataclass(frozen=True)
class Layout:
    """The files of a study.

    codebook: the codebook
    tables: the file of each table by name; none for what the folder leaves out of its own sample
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
        """The files with participants who are not those of the article, as far as the folder tells."""
        own = (self.tables["codings"],) if self.shipped and "codings" in self.tables else ()
        return (*own, *self.sample, *self.further)

    @property
    def files(self) -> tuple[Path, ...]:
        """All files with data, but for the codebook."""
        return (*self.tables.values(), *self.sample, *self.further, *self.statistics, *self.shipped)


def read(data: Path) -> Layout:
    """Return the files of the study on a data folder; a table that the folder does not have is the shipped one."""
    dropped = tuple(dropped_in(data, "interviews"))
    own = any((data / f"interviews/{name}.csv").exists() for name in OWN_SAMPLE)
    tables = {}
    for topic, names in TABLES.items():
        for name in names:
            path = data / topic / f"{name}.csv"
            if path.exists():
                tables[name] = path
            elif name not in OWN_SAMPLE or not (own or dropped):
                tables[name] = SHIPPED / topic / f"{name}.csv"
    codebook = data / "interviews/codebook.yaml"
    article = SHIPPED / "interviews/codings.csv"
    own_sample = tables.get("codings") != article
    return Layout(
        codebook=codebook if codebook.exists() else SHIPPED / "interviews/codebook.yaml",
        tables=tables,
        sample=() if "codings" in tables else dropped,
        further=dropped if "codings" in tables else (),
        statistics=tuple(dropped_in(data, "statistics")),
        shipped=(article,) if own_sample and article.exists() else (),
    )


def dropped_in(data: Path, topic: str) -> Iterator[Path]:
    """Yield the files of a folder that are not its own tables, in the order of their names."""
    for path in sorted((data / topic).glob("*")):
        known = path.stem in TABLES[topic] and path.suffix == ".csv"
        hidden = path.name.startswith((".", "~$"))
        if path.is_file() and not known and not hidden and path.name.lower().endswith((*ACCEPTED, MAPPING, *REFUSED)):
            yield path


def label(path: Path, data: Path) -> str:
    """Return how identities name a file: as its folder was given, but never by a path of this machine.

    Of a folder given by such a path the name alone is told, with that of the folder above where it is the shipped name.
    """
    if not path.is_relative_to(data) or not (data.is_absolute() or ".." in data.parts):
        return str(path)
    folder = Path(os.path.normpath(data.absolute()))
    name = Path(folder.name)
    if name == SHIPPED and folder != SHIPPED.absolute():
        name = Path(folder.parent.name or "root", name)
    return str(name / path.relative_to(data))
