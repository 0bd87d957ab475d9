"""The whole study: from the tables of records to the numbers of every part."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from traced.cases import Cases, pool
from traced.numbers import Number, Part
from traced.records import Record

from . import background, entries, journeys, motives, participants, strategies

Tables = Mapping[str, tuple[Record, ...]]
Codebook = Mapping[str, Any]


def cases(tables: Tables, codebook: Codebook) -> Cases:
    """Return the participants."""
    return pool(tables["codings"], tables["aggregates"], codebook, tables.get("further", ()))


def sample(tables: Tables, codebook: Codebook) -> Cases:
    """Return the participants that the aggregates are about, without further ones."""
    return Cases(tables["codings"], tables["aggregates"], codebook)


def typology(tables: Tables, codebook: Codebook) -> strategies.Typology:
    """Return what Table 1 is made from."""
    return strategies.Typology(cases(tables, codebook), tables["strategies"], tables["routes"])


def statistics(tables: Tables, codebook: Codebook) -> entries.Statistics:
    """Return what Table 2 is made from."""
    return entries.Statistics(cases(tables, codebook), tables["new_entries"], tables["south_korea_arrivals"])


def told(tables: Tables, codebook: Codebook) -> journeys.Journeys:
    """Return what the journeys are made from."""
    return journeys.Journeys(cases(tables, codebook), tables["events"])


# Each part with what it is made from.
PARTS: dict[str, tuple[Part[Any], Callable[[Tables, Codebook], Any]]] = {
    "participants": (participants.part, cases),
    "motives": (motives.part, cases),
    "strategies": (strategies.part, typology),
    "entries": (entries.part, statistics),
    "journeys": (journeys.part, told),
    "background": (background.part, lambda tables, _: background.Background(tables["facts"])),
}

# Which parts read which table.
READERS = {
    "codings": ("participants", "motives", "strategies", "entries", "journeys"),
    "further": ("participants", "motives", "strategies", "entries", "journeys"),
    "aggregates": ("participants", "motives", "strategies", "entries", "journeys"),
    "strategies": ("strategies",),
    "routes": ("strategies",),
    "new_entries": ("entries",),
    "south_korea_arrivals": ("entries",),
    "events": ("journeys",),
    "facts": ("background",),
    "numbers": (),
    "findings": (),
}


def compute(
    tables: Tables, codebook: Codebook, parts: Iterable[str] = tuple(PARTS), names: Collection[str] = ()
) -> dict[str, Number]:
    """Return the numbers of the study by name, or those of some of its parts, or some numbers with their families."""
    made = (part.compute(data(tables, codebook), names) for part, data in map(PARTS.__getitem__, parts))
    return {number.name: number for numbers in made for number in numbers}
