"""The whole study: from the tables of records to the numbers of every part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from traced.cases import Cases
from traced.numbers import Number
from traced.pooled import pool
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


PARTS: dict[str, Callable[[Tables, Codebook], list[Number]]] = {
    "participants": lambda tables, codebook: participants.part.compute(cases(tables, codebook)),
    "motives": lambda tables, codebook: motives.part.compute(cases(tables, codebook)),
    "strategies": lambda tables, codebook: strategies.part.compute(typology(tables, codebook)),
    "entries": lambda tables, codebook: entries.part.compute(statistics(tables, codebook)),
    "journeys": lambda tables, codebook: journeys.part.compute(told(tables, codebook)),
    "background": lambda tables, _: background.part.compute(background.Background(tables["facts"])),
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


def compute(tables: Tables, codebook: Codebook, parts: Iterable[str] = tuple(PARTS)) -> dict[str, Number]:
    """Return the numbers of the study, or of some of its parts, by name."""
    return {number.name: number for part in parts for number in PARTS[part](tables, codebook)}
