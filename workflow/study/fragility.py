"""How sensitive the claims of the paper are to single rows of the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from study import perturb, study
from study.claims import claims, ledger_view
from study.sample import first_sample
from traced.claims.claim import ClaimVerdict
from traced.claims.fragility import CellChange, Edit, Fragility, fragility_of
from traced.claims.lineage import Change
from traced.core.record import Tables
from traced.inference.bounds import contradictory
from traced.ledger.number import Number
from traced.reading.variable import Codebook

MOST = 200  # changes that are tried for a claim
VAGUE = "some"  # the one measure without a number that is tried; the others count as little
PARTICIPANTS = ("codings", "aggregates")  # the tables in which rows may contradict each other


def claim_fragilities(tables: Tables, codebook: Codebook, numbers: Mapping[str, Number]) -> dict[str, Fragility]:
    """Return the fragility of each claim that the data decide, by name."""
    judged = claims.judge(ledger_view(numbers, tables["aggregates"]))
    works = {cited for rows in tables.values() for record in rows if (cited := record.fields.get("citation"))}
    known: dict[tuple[CellChange, ...], bool] = {}  # several claims rest on the same rows

    def let_in(changed: Tables, edit: Edit) -> bool:
        if edit.cells not in known:
            known[edit.cells] = allowed(codebook, works, changed, edit)
        return known[edit.cells]

    def of_claim(name: str) -> Fragility:
        asked = judged[name].numbers
        recomputed = study.compute(tables, codebook, names=asked).keys()
        others = {key: number for key, number in numbers.items() if key not in recomputed}

        def decide(changed: Tables) -> ClaimVerdict:
            ledger = others | study.compute(changed, codebook, names=asked)
            return claims.decide(name, ledger_view(ledger, changed["aggregates"])).verdict

        edits = islice(row_edits(tables, codebook, frozenset(judged[name].records)), MOST)
        return fragility_of(judged[name].verdict, tables, edits, decide, let_in)

    return {name: of_claim(name) for name, claim in judged.items() if claim.verdict != "undecided"}


def row_edits(tables: Tables, codebook: Codebook, rows: frozenset[str]) -> Iterator[Edit]:
    """Yield other values for rows, given by their ids; near values come first."""
    for change in perturb.value_changes(tables, codebook, rows):
        if change.column != "measure" or change.value == VAGUE:
            yield whole_row(change)


def allowed(codebook: Codebook, works: set[str], changed: Tables, edit: Edit) -> bool:
    """Return whether the build reads tables with an edited row, and all that they say of participants can be true.

    works: the keys of the works that may be cited
    """
    cells = (Change(edit.table, edit.before, cell.column, cell.new) for cell in edit.cells)
    if not all(perturb.allowed(codebook, works, changed, cell) for cell in cells):
        return False
    return edit.table not in PARTICIPANTS or not contradictory(first_sample(changed, codebook), [edit.before.id])


def whole_row(change: Change) -> Edit:
    """Return a change of one cell as that of its row: men and women add up to the total of arrivals."""
    after = change.changed
    if change.table == "south_korea_arrivals":
        men = max(int(change.value) - int(after["female"]), 0)
        women = int(change.value) - men
        after = replace(after, fields={**after.fields, "male": str(men), "female": str(women)})
    return Edit(change.table, change.record, after)
