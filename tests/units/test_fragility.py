"""Fragility: the fewest rows whose change turns a claim, found by trying."""

import json
from collections.abc import Iterator

import pytest

from study import sensitivity
from traced.claims import Judgement, Term
from traced.fragility import Fragility, fragility, to_json
from traced.proof import Change, Tables
from units.builders import codebook, judged, ledger, row, shipped


def votes(*values: str) -> Tables:
    """Return SYNTHETIC rows, each with one vote."""
    return {"votes": tuple(row("votes", line=2 + n, vote=value) for n, value in enumerate(values))}


def decide(name: str, tables: Tables, _: str) -> Judgement:
    """Judge one of two claims: that yes has more votes than no, and that nobody abstains."""
    count = {word: sum(r["vote"] == word for r in tables["votes"]) for word in ("yes", "no", "abstain")}
    yes, no, none = (Term(n, n, word, unit="votes") for word, n in count.items())
    return no < yes if name == "more" else none.equals(0)


def changes(tables: Tables, rows: frozenset[str]) -> Iterator[Change]:
    """Yield every other vote of each row."""
    for record in tables["votes"]:
        for value in ("yes", "no", "abstain"):
            if record["vote"] != value and record.id in rows:
                yield Change("votes", record, "vote", value)


def fragile(*values: str) -> Fragility:
    """Return the fragility of the first claim, which rests on all votes."""
    tables = votes(*values)
    verdict = decide("more", tables, "votes").verdict
    return fragility("more", verdict, tables, frozenset(r.id for r in tables["votes"]), changes, decide)


@pytest.mark.parametrize(
    ("yes", "no", "rows", "words"),
    [
        (2, 1, 1, "1 row"),  # one vote moves, and they are equal
        (3, 0, 2, "2 rows"),
        (4, 1, 2, "2 rows"),
        (5, 0, 3, "at most 3 rows"),
        (1, 3, 2, "2 rows"),  # what fails turns as well
    ],
)
def test_the_fewest_rows(yes: int, no: int, rows: int, words: str) -> None:
    """As many rows are named as have to change, and no fewer."""
    found = fragile(*["yes"] * yes, *["no"] * no)
    assert (found.rows, str(found), len(found.changes)) == (rows, words, rows)


def test_the_example_turns_the_claim() -> None:
    """The changes that are told, made together, turn the claim."""
    values = ["yes"] * 4 + ["no"]
    for told in fragile(*values).changes:
        place, _, value = told.partition(": vote ")
        line = int(place.rpartition(":")[2])
        values[line - 2] = value.partition(" → ")[2]
    assert decide("more", votes(*values), "votes").verdict == "fails"


def test_a_claim_that_nothing_turns() -> None:
    """Where no change reaches a claim, that is said."""
    found = fragility("nobody", "holds", votes("yes", "no"), frozenset(), changes, decide)
    assert str(found).startswith("no change")


def test_the_claims_of_the_paper() -> None:
    """Each claim that is decided has a fragility, and its example names rows that the claim rests on."""
    found = sensitivity.of_claims(shipped(), codebook(), ledger())
    claims = judged()
    assert found.keys() == {name for name, claim in claims.items() if claim.verdict != "undecided"}
    for name, fragile_one in found.items():
        assert fragile_one.rows is not None, name
        assert all(change.partition(": ")[0] in claims[name].records for change in fragile_one.changes), name
    assert json.loads(to_json(found))["motives.freedom_is_half"]["words"] == "1 row"
