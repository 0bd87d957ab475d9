"""Proof of lineage: a number that hides a row is caught, and so is one that names a row for nothing."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from traced.claims.lineage import NO_ROW, Change, Proof, prove
from traced.core.record import Record, Tables
from traced.ledger.number import Number
from traced.ledger.quantity import quantity_from
from unit.builders import number, quantity, row

ROWS = tuple(row("cells", line=line, value=str(line)) for line in (2, 3, 4))


Compute = Callable[[Tables, str, Collection[str]], Mapping[str, Number]]


def study(names: Callable[[tuple[Record, ...]], tuple[str, ...]]) -> Compute:
    """Return a SYNTHETIC study: the sum of the first and the second row, which names the rows it is told to."""

    def compute(tables: Tables, _: str, __: Collection[str]) -> Mapping[str, Number]:
        first, second, _third = tables["cells"]
        total = int(first["value"]) + int(second["value"])
        return {"sum": replace(number("sum", total), records=names(tables["cells"]))}

    return compute


def tried(compute: Compute, refused: str = "") -> Proof:
    """Change the value of each row to 7 and to 8."""
    changes = [Change("cells", record, "value", value) for record in ROWS for value in ("7", "8")]
    return prove({"cells": ROWS}, changes, compute, lambda _, change: change.record.id != refused)


def test_what_is_sound_and_tight_passes() -> None:
    """A number that names just the rows it adds up has no miss."""
    proof = tried(study(lambda rows: (rows[0].id, rows[1].id)))
    assert (proof.unsound, proof.loose, proof.held) == ([], [], [])
    assert (proof.cells, proof.changes, proof.refused, proof.numbers, len(proof.watched)) == (3, 6, 0, 1, 2)


def test_a_hidden_row_is_caught() -> None:
    """A number that moves with a row that it does not name is unsound, and the change is told."""
    proof = tried(study(lambda rows: (rows[0].id,)))
    assert {(name, change.record.id, change.value) for name, change in proof.unsound} == {
        ("sum", ROWS[1].id, "7"),
        ("sum", ROWS[1].id, "8"),
    }


def test_a_number_without_rows_is_caught() -> None:
    """A number that names no row at all is loose, and unsound where a row moves it."""
    proof = tried(study(lambda _: ()))
    assert proof.loose == [("sum", NO_ROW)]
    assert {change.record.id for _, change in proof.unsound} == {ROWS[0].id, ROWS[1].id}


def test_a_hidden_basis_is_caught() -> None:
    """A number whose status hangs on how a row is known that it does not name is unsound."""

    def compute(tables: Tables, _: str, __: Collection[str]) -> Mapping[str, Number]:
        first, _second, third = tables["cells"]
        status = "recomputed" if third.basis == "stated" else "reported"
        return {"one": replace(number("one", int(first["value"])), status=status, records=(first.id,))}

    cited = [Change("cells", record, "basis", "cited") for record in ROWS]
    proof = prove({"cells": ROWS}, cited, compute, lambda *_: True)
    assert [(name, change.record.id) for name, change in proof.unsound] == [("one", ROWS[2].id)]


def test_a_row_named_for_nothing_is_caught() -> None:
    """A number that names a row which never moves it is loose there."""
    proof = tried(study(lambda rows: tuple(record.id for record in rows)))
    assert proof.loose == [("sum", ROWS[2].id)]


def test_a_row_that_the_rules_hold_is_told_apart() -> None:
    """Where the rules on the data refuse every change that moves the number, the pair is told apart, and is no miss."""
    proof = tried(study(lambda rows: (rows[0].id, rows[1].id)), refused=ROWS[1].id)
    assert (proof.loose, proof.held, proof.refused) == ([], [("sum", ROWS[1].id)], 2)


def test_a_refused_change_that_moves_nothing_proves_nothing() -> None:
    """A row named for nothing is caught, although the rules refuse its changes as well."""
    proof = tried(study(lambda rows: tuple(record.id for record in rows)), refused=ROWS[2].id)
    assert (proof.loose, proof.held, proof.refused) == ([("sum", ROWS[2].id)], [], 2)


def test_a_refused_change_that_stops_everything_proves_nothing() -> None:
    """A change with which nothing can be computed any more shows of no row that it belongs to a number."""

    def compute(tables: Tables, _: str, __: Collection[str]) -> Mapping[str, Number]:
        values = [int(record["value"]) for record in tables["cells"]]
        return {"sum": replace(number("sum", sum(values[:2])), records=tuple(r.id for r in tables["cells"]))}

    proof = prove({"cells": ROWS}, [Change("cells", ROWS[2], "value", "seven")], compute, lambda *_: False)
    assert ("sum", ROWS[2].id) in proof.loose


def test_a_number_that_goes_has_changed() -> None:
    """A number that cannot be computed any more counts as changed, and so does one that comes."""

    def compute(tables: Tables, _: str, __: Collection[str]) -> Mapping[str, Number]:
        return {} if tables["cells"][0]["value"] == "7" else {"sum": replace(number("sum", 1), records=())}

    assert {change.value for _, change in tried(compute).unsound} == {"7"}


def test_two_halves_make_a_whole() -> None:
    """Proofs of two sets of changes add up."""
    compute = study(lambda rows: (rows[0].id, rows[1].id))
    changes = [Change("cells", record, "value", "7") for record in ROWS]
    halves = [prove({"cells": ROWS}, part, compute, lambda *_: True) for part in (changes[:1], changes[1:])]
    whole = halves[0].merged(halves[1])
    assert (whole.cells, whole.changes, whole.loose, whole.unsound) == (3, 3, [], [])
    assert halves[0].loose == [("sum", ROWS[1].id)]


@given(st.lists(st.integers(0, 5), min_size=1, max_size=6))
def test_what_is_found_rests_on_what_decides_it(values: list[int]) -> None:
    """The last year with an entry rests on that year and the empty ones after it; the greatest value on all."""
    used = {year: quantity(value, line=year) for year, value in enumerate(values, start=2)}
    last = quantity_from(lambda seen: max((y for y, n in seen.items() if n), default=None), used)
    if last is None:
        assert not any(values)
    else:
        lines = {int(record.rpartition(":")[2]) for record in last.records}
        assert lines == {year for year in used if year >= last.value}
    greatest = quantity_from(lambda seen: max(seen.values()), used)
    assert greatest is not None
    assert len(greatest.records) == len(values)
