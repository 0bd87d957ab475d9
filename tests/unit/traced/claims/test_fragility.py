"""Fragility: whether a change of a single row turns a claim and may stand in the data, found by trying."""

import json
from collections.abc import Sequence
from itertools import pairwise, product

import pytest

from study import perturb
from study.fragility import claim_fragilities
from study.sample import first_sample
from traced.claims.claim import ClaimVerdict, Term
from traced.claims.fragility import CellChange, Edit, Fragility, dump_fragilities, fragility_of
from traced.claims.lineage import Change
from traced.core.record import Tables
from traced.inference.bounds import conflict
from unit.builders import codebook, edited, judged, ledger, row, shipped

WORDS = ("yes", "no", "abstain")


def votes(*values: str) -> Tables:
    """Return SYNTHETIC rows, each with one vote."""
    return {"votes": tuple(row("votes", line=2 + n, vote=value) for n, value in enumerate(values))}


def decide(tables: Tables) -> ClaimVerdict:
    """Judge the claim that yes has more votes than no."""
    count = {word: sum(r["vote"] == word for r in tables["votes"]) for word in WORDS}
    yes, no = (Term(count[word], count[word], word, unit="votes") for word in ("yes", "no"))
    return (no < yes).verdict


def alternating(tables: Tables) -> bool:
    """Return whether no two neighbours vote alike."""
    return all(a["vote"] != b["vote"] for a, b in pairwise(tables["votes"]))


def fragile(values: Sequence[str], *, rule: bool = False) -> Fragility:
    """Return the fragility of the claim; with the rule, no two neighbours may vote alike."""
    tables = votes(*values)
    edits = [Edit("votes", r, edited(r, vote=word)) for r in tables["votes"] for word in WORDS if r["vote"] != word]
    return fragility_of(decide(tables), tables, edits, decide, lambda changed, _: not rule or alternating(changed))


@pytest.mark.parametrize("rule", [False, True])
@pytest.mark.parametrize("values", [*product(WORDS, repeat=3)], ids="-".join)
def test_a_single_row(values: tuple[str, ...], rule: bool) -> None:
    """The first change that turns the claim and may stand in the data is the example, as trying each by hand finds."""
    before = decide(votes(*values))
    turning = []
    for place, word in product(range(3), WORDS):
        changed = votes(*values[:place], word, *values[place + 1 :])
        if decide(changed) != before and (alternating(changed) or not rule):
            turning.append((place, word))
    found = fragile(values, rule=rule)
    if not turning:
        assert (found.example, found.rows, str(found)) == ((), None, "no single row that was tried")
    else:
        place, word = turning[0]
        record = votes(*values)["votes"][place]
        assert found.example == (CellChange(record.id, "vote", values[place], word),)
        assert (found.rows, str(found)) == (1, "1 row")


def test_the_claims_of_the_paper() -> None:
    """Each claim that is decided has a fragility; its example turns it, and the build lets it in."""
    found = claim_fragilities(shipped(), codebook(), ledger())
    claims = judged()
    assert found.keys() == {name for name, claim in claims.items() if claim.verdict != "undecided"}
    records = {record.id: (table, record) for table, rows in shipped().items() for record in rows}
    cited = {record["citation"] for record in shipped()["facts"]}
    for name, one in found.items():
        if not one.example:
            continue
        (id_,) = {cell.record for cell in one.example}
        table, record = records[id_]
        assert all(record[cell.column] == cell.old for cell in one.example)
        after = edited(record, **{cell.column: cell.new for cell in one.example})
        tables = Edit(table, record, after).applied(shipped())
        assert {claims[name].verdict, judged(tables)[name].verdict} == {"holds", "fails"}, name
        cells = [Change(table, record, cell.column, cell.new) for cell in one.example]
        assert all(perturb.allowed(codebook(), cited, tables, cell) for cell in cells), name
        assert not conflict(first_sample(tables, codebook())), name
    told = json.loads(dump_fragilities(found))["background.crisis_followed_dissolution"]
    example = {"record": "data/background/facts.csv:12", "column": "value", "old": "1991", "new": "2000"}
    assert told == {"rows": 1, "words": "1 row", "example": [example]}
    assert {name for name, one in found.items() if not one.example} == {
        "motives.survival_is_rarest",
        "motives.freedom_is_half",  # the counts of all reasons have to add up
        "motives.reasons_cover_everybody",
        "participants.interviewed_in_fieldwork",  # no date may lie beyond the fieldwork
    }
