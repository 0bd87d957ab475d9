"""How sensitive the claims of the paper are to its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from traced.claims import Evidence, Judgement
from traced.entailment import contradictory, some_conflict
from traced.fragility import Edit, Edits, Fragility, Rules, fragility
from traced.numbers import Number
from traced.proof import Change
from traced.records import Record

from . import variations, whole
from .claims import claims
from .tables import Codebook, Tables

VAGUE = "some"  # of the measures that count nothing one is tried for all
PARTICIPANTS = ("codings", "aggregates")  # the tables in which rows may contradict each other


def of_claims(tables: Tables, codebook: Codebook, numbers: Mapping[str, Number]) -> dict[str, Fragility]:
    """Return how few rows turn each claim that the data decide, by name."""
    judged = claims.judge(evidence(tables, numbers))
    rules = rules_of(tables, codebook)

    def of_claim(name: str) -> Fragility:
        asked = judged[name].numbers
        looked_at = whole.compute(tables, codebook, names=asked)
        others = {key: number for key, number in numbers.items() if key not in looked_at}

        def decide(changed: Tables) -> Judgement:
            return claims.decide(name, evidence(changed, others | whole.compute(changed, codebook, names=asked)))

        return fragility(judged[name].verdict, tables, frozenset(judged[name].records), rules, decide)

    return {name: of_claim(name) for name, claim in judged.items() if claim.verdict != "undecided"}


def rules_of(tables: Tables, codebook: Codebook) -> Rules:
    """Return what the build lets in: the rules on the data, and that all participants can be as they are told to be."""
    works = {cited for rows in tables.values() for record in rows if (cited := record.fields.get("citation"))}
    known: list[list[Record]] = []  # rows that were found to contradict each other

    def edits(rows: frozenset[str]) -> Iterator[Edit]:
        changes = variations.of_values(tables, codebook, rows)
        return (whole_row(change) for change in changes if change.column != "measure" or change.value == VAGUE)

    def objections(changed: Tables, made: Edits) -> int:
        told = any(edit.table in PARTICIPANTS for edit in made)
        found = sum(1 for _ in whole.sample(changed, codebook).contradictions()) if told else 0
        if found or not all(variations.allowed(codebook, works, changed, change) for change in cells(made)):
            return found + 3
        if not told:
            return 0
        # Where the counts alone agree, less is to be mended: a rank, a share or an extreme.
        rows = {edit.before.id for edit in made}
        counts = {**changed, "aggregates": tuple(r for r in changed["aggregates"] if r["measure"] == "count")}
        weighed = ((2, counts), (1, changed))
        return next((n for n, part in weighed if contradictory(whole.sample(part, codebook), rows)), 0)

    def reasons(changed: Tables) -> frozenset[str]:
        clash = seen_before(changed) or some_conflict(whole.sample(changed, codebook))
        if clash and clash not in known:
            known.append(clash)
        return frozenset(record.id for record in clash)

    def seen_before(changed: Tables) -> list[Record]:
        rows = {record.id: record for name in PARTICIPANTS for record in changed[name]}
        return next((clash for clash in known if all(rows[record.id] == record for record in clash)), [])

    return Rules(edits, objections, reasons)


def cells(edits: Edits) -> Iterator[Change]:
    """Yield the changed cells of edits one by one."""
    for edit in edits:
        for column in edit.columns:
            yield Change(edit.table, edit.before, column, edit.after[column])


def whole_row(change: Change) -> Edit:
    """Return a change of one cell as that of its row: men and women make up the total of arrivals."""
    after = change.changed
    if change.table == "south_korea_arrivals":
        men = max(int(change.value) - int(after["female"]), 0)
        women = int(change.value) - men
        after = replace(after, fields={**after.fields, "male": str(men), "female": str(women)})
    return Edit(change.table, change.record, after)


def evidence(tables: Tables, numbers: Mapping[str, Number]) -> Evidence:
    """Return what the claims may ask."""
    return Evidence(numbers, {record["statement"]: record for record in tables["aggregates"]})
