"""How sensitive the claims of the paper are to its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from traced.claims import Evidence, Judgement
from traced.fragility import Fragility, fragility
from traced.numbers import Number
from traced.proof import Change

from . import variations, whole
from .claims import claims
from .whole import Codebook, Tables


def of_claims(tables: Tables, codebook: Codebook, numbers: Mapping[str, Number]) -> dict[str, Fragility]:
    """Return how few rows turn each claim that the data decide, by name."""
    judged = claims.judge(evidence(tables, numbers))

    @cache
    def others(name: str) -> dict[str, Number]:
        """Return the numbers that a claim does not look at, nor their families."""
        looked_at = whole.compute(tables, codebook, names=judged[name].numbers)
        return {key: number for key, number in numbers.items() if key not in looked_at}

    def decide(name: str, changed: Tables, _: str) -> Judgement:
        asked = judged[name].numbers
        now = whole.compute(changed, codebook, names=asked)
        return claims.decide(name, evidence(changed, others(name) | now))

    def changes(changed: Tables, rows: frozenset[str]) -> Iterator[Change]:
        return variations.of_values(changed, codebook, rows)

    return {
        name: fragility(name, claim.verdict, tables, frozenset(claim.records), changes, decide)
        for name, claim in judged.items()
        if claim.verdict != "undecided"
    }


def evidence(tables: Tables, numbers: Mapping[str, Number]) -> Evidence:
    """Return what the claims may ask."""
    return Evidence(numbers, {record["statement"]: record for record in tables["aggregates"]})
