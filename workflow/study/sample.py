"""The participants: all who were interviewed, or only those that the aggregates are about."""

from __future__ import annotations

from traced.core.record import Tables
from traced.ledger.cases import Cases, pool
from traced.reading.variable import Codebook

INTERVIEWS = ("codings", "further", "aggregates")  # the tables that they are read from


def everybody(tables: Tables, codebook: Codebook) -> Cases:
    return pool(tables["codings"], tables["aggregates"], codebook, tables.get("further", ()))


def first_sample(tables: Tables, codebook: Codebook) -> Cases:
    """Return the participants that the aggregates are about, without further ones."""
    return Cases(tables["codings"], tables["aggregates"], codebook)
