"""How sensitive the claims of the paper are to its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from traced.claims import Evidence, Judgement
from traced.fragility import Fragility, fragility
from traced.numbers import Number
from traced.proof import Change

from . import variations, whole
from .claims import claims
from .whole import Codebook, Tables


def of_claims(tables: Tables, codebook: Codebook, numbers: Mapping[str, Number]) -> dict[str, Fragility]:
    """Return how few rows turn each claim that the data decide, by name."""

    def evidence(changed: Tables, ledger: Mapping[str, Number]) -> Evidence:
        return Evidence(ledger, {record["statement"]: record for record in changed["aggregates"]})

    def decide(changed: Tables, table: str) -> dict[str, Judgement]:
        parts = whole.READERS[table]
        kept = {name: number for name, number in numbers.items() if number.rule not in parts}
        return claims.decide(evidence(changed, kept | whole.compute(changed, codebook, parts)))

    judged = claims.judge(evidence(tables, numbers))
    rows = {name: frozenset(claim.records) for name, claim in judged.items() if claim.verdict != "undecided"}
    touched = frozenset().union(*rows.values())

    def changes(changed: Tables) -> Iterator[Change]:
        return variations.of_values(changed, codebook, touched)

    return fragility(tables, rows, changes, decide)
