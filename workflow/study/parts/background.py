"""Facts that the article takes from other works or states of the world (pp. 61-79)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from traced.core.record import Record, Tables
from traced.ledger.number import Member, Part
from traced.ledger.quantity import quantity_of
from traced.reading.variable import Codebook, parse_number

TEXT_UNITS = ("date", "month", "label")


@dataclass(frozen=True)
class Background:
    """Facts, one record each; fields fact, value, unit, qualifier, statement, citation, locator."""

    facts: tuple[Record, ...]


def background(tables: Tables, _: Codebook) -> Background:
    """Return the facts from other works."""
    return Background(tables["facts"])


part: Part[Background] = Part("background", background, reads=("facts",))


@part.numbers("{key}", unit="")
def facts(background: Background) -> Iterator[Member]:
    """{}.

    The definition is the statement of the fact in data/background/facts.csv.
    """
    for record in background.facts:
        value = quantity_of(record, convert=str if record["unit"] in TEXT_UNITS else parse_number)
        yield Member(record["fact"], record["statement"].rstrip("."), value, record["unit"])
