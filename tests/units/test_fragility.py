"""Fragility: the fewest rows whose change turns a claim and may stand in the data, found by trying."""

import json
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, product

import pytest

from study import sensitivity, variations, whole
from traced import fragility as module
from traced.claims import Judgement, Term
from traced.entailment import conflict
from traced.fragility import Edit, Edits, Fragility, Rules, fragility, to_json
from traced.proof import Change, Tables
from units.builders import codebook, edited, judged, ledger, row, shipped

WORDS = ("yes", "no", "abstain")


def votes(*values: str) -> Tables:
    """Return SYNTHETIC rows, each with one vote."""
    return {"votes": tuple(row("votes", line=2 + n, vote=value) for n, value in enumerate(values))}


def decide(tables: Tables) -> Judgement:
    """Judge the claim that yes has more votes than no."""
    count = {word: sum(r["vote"] == word for r in tables["votes"]) for word in WORDS}
    yes, no = (Term(count[word], count[word], word, unit="votes") for word in ("yes", "no"))
    return no < yes


def unequal(tables: Tables) -> list[frozenset[str]]:
    """Return the couples that do not vote alike: the first row and the second, the third and the fourth."""
    couples = [*pairwise(tables["votes"])][::2]
    return [frozenset([a.id, b.id]) for a, b in couples if a["vote"] != b["vote"]]


def rules(tables: Tables, *, alike: bool) -> Rules:
    """Return rules that let in any vote, or only couples that vote alike."""

    def edits(rows: frozenset[str]) -> Iterator[Edit]:
        for record in tables["votes"]:
            for value in WORDS:
                if record["vote"] != value and record.id in rows:
                    yield Edit("votes", record, edited(record, vote=value))

    def objections(changed: Tables, made: Edits) -> int:
        assert made
        return len(unequal(changed)) if alike else 0

    return Rules(edits, objections, lambda changed: unequal(changed)[0])


def fragile(values: Sequence[str], *, alike: bool = False) -> Fragility:
    """Return the fragility of the claim, which rests on all votes."""
    tables = votes(*values)
    everything = frozenset(record.id for record in tables["votes"])
    return fragility(decide(tables).verdict, tables, everything, rules(tables, alike=alike), decide)


@pytest.mark.parametrize(
    ("yes", "no", "rows", "words"),
    [
        (2, 1, 1, "1 row"),  # one vote moves, and they are equal
        (3, 0, 2, "2 rows"),
        (4, 1, 2, "2 rows"),
        (5, 0, 3, "3 rows"),
        (1, 3, 2, "2 rows"),  # what fails turns as well
        (7, 0, None, "more than 3 rows"),
    ],
)
def test_the_fewest_rows(monkeypatch: pytest.MonkeyPatch, yes: int, no: int, rows: int | None, words: str) -> None:
    """As many rows are named as have to change, and no fewer."""
    monkeypatch.setattr(module, "LIMIT", dict.fromkeys((1, 2, 3), 1000))
    found = fragile(["yes"] * yes + ["no"] * no)
    assert (found.rows, str(found), len(found.changes)) == (rows, words, rows or 0)


@pytest.mark.parametrize("couples", [*product(WORDS, repeat=3)], ids="-".join)
def test_what_may_not_stand_turns_nothing(monkeypatch: pytest.MonkeyPatch, couples: tuple[str, ...]) -> None:
    """Where rows depend on each other, those that have to follow are counted: as going through all changes finds."""
    monkeypatch.setattr(module, "LIMIT", dict.fromkeys((1, 2, 3), 10_000))
    values = [word for word in couples for _ in range(2)]
    before = decide(votes(*values)).verdict

    def turns(size: int) -> bool:
        for places in combinations(range(len(values)), size):
            for new in product(WORDS, repeat=size):
                changed = dict(zip(places, new, strict=True))
                tables = votes(*(changed.get(n, value) for n, value in enumerate(values)))
                if decide(tables).verdict != before and not unequal(tables):
                    return True
        return False

    fewest = next((size for size in (1, 2, 3) if turns(size)), None)
    found = fragile(values, alike=True)
    assert (found.rows, found.more_than) == (fewest, fewest - 1 if fewest else 3)


@pytest.mark.parametrize(
    ("limits", "yes", "words"),
    [
        ((3, 3, 3), 1, "1 row"),
        ((3, 3, 9), 3, "at most 2 rows"),
        ((9, 3, 3), 5, "at most 3 rows"),
        ((15, 3, 3), 7, "more than 1 row"),
    ],
)
def test_a_search_that_is_cut_says_so(
    monkeypatch: pytest.MonkeyPatch, limits: tuple[int, ...], yes: int, words: str
) -> None:
    """What has not been tried is not claimed."""
    monkeypatch.setattr(module, "LIMIT", dict(enumerate(limits, start=1)))
    values = ["yes"] * yes
    assert str(fragile(values)) == words


def test_the_example_turns_the_claim() -> None:
    """The changes that are told, made together, turn the claim."""
    values = ["yes"] * 4 + ["no"]
    for told in fragile(values).changes:
        place, _, value = told.partition(": vote ")
        line = int(place.rpartition(":")[2])
        values[line - 2] = value.partition(" → ")[2]
    assert decide(votes(*values)).verdict == "fails"


def test_a_claim_that_nothing_turns() -> None:
    """Where no row can be changed, that is said."""
    tables = votes("yes")
    found = fragility("holds", tables, frozenset(), rules(tables, alike=False), decide)
    assert str(found) == "no change that was tried turns it"


def test_the_claims_of_the_paper() -> None:
    """Each claim that is decided has a fragility; made together, its changes turn it, and the build lets them in."""
    found = sensitivity.of_claims(shipped(), codebook(), ledger())
    claims = judged()
    assert found.keys() == {name for name, claim in claims.items() if claim.verdict != "undecided"}
    records = {record.id: (table, record) for table, rows in shipped().items() for record in rows}
    cited = {record["citation"] for record in shipped()["facts"]}
    for name, fragile_one in found.items():
        if fragile_one.rows is None:
            assert fragile_one.more_than, name
            continue
        tables, cells = shipped(), []
        for told in fragile_one.changes:
            place, _, changes = told.partition(": ")
            table, record = records[place]
            after = record
            for change in changes.split(", "):
                cell, _, value = change.partition(" → ")
                column = cell.partition(" ")[0]
                assert cell == f"{column} {record[column]}"
                after = edited(after, **{column: value})
                cells.append(Change(table, record, column, value))
            tables = Edit(table, record, after).applied(tables)
        assert {claims[name].verdict, judged(tables)[name].verdict} == {"holds", "fails"}, name
        assert all(variations.allowed(codebook(), cited, tables, cell) for cell in cells), name
        assert not conflict(whole.sample(tables, codebook())), name
    rarest = json.loads(to_json(found))["motives.survival_is_rarest"]
    assert (rarest["words"], rarest["least"]) == ("at most 3 rows", False)
    assert {name: fragile_one.rows for name, fragile_one in found.items() if fragile_one.rows != 1} == {
        "motives.survival_is_rarest": 3,
        "motives.freedom_is_half": None,  # the counts of all reasons have to add up
        "motives.reasons_cover_everybody": None,
        "participants.interviewed_in_fieldwork": None,  # no date may lie beyond the fieldwork
    }
