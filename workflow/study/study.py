"""The whole study: from the tables of records to the numbers of every part."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from study.parts import background, entries, journeys, motives, participants, strategies
from study.tables import PARTS, Codebook, Tables
from traced.ledger.cases import Cases, pool
from traced.ledger.number import Number, Part


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


def travels(tables: Tables, codebook: Codebook) -> journeys.Journeys:
    """Return what the journeys are made from."""
    return journeys.Journeys(cases(tables, codebook), tables["events"])


# Each part with the function that returns what it is made from.
MADE_FROM: dict[str, tuple[Part[Any], Callable[[Tables, Codebook], Any]]] = {
    "participants": (participants.part, cases),
    "motives": (motives.part, cases),
    "strategies": (strategies.part, typology),
    "journeys": (journeys.part, travels),
    "entries": (entries.part, statistics),
    "background": (background.part, lambda tables, _: background.Background(tables["facts"])),
}


def compute(
    tables: Tables, codebook: Codebook, parts: Iterable[str] = PARTS, names: Collection[str] = ()
) -> dict[str, Number]:
    """Return the numbers of the study by name, or those of some of its parts, or some numbers with their families."""
    made = (part.compute(data(tables, codebook), names) for part, data in map(MADE_FROM.__getitem__, parts))
    return {number.name: number for numbers in made for number in numbers}
