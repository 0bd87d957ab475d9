"""Routes that participants tell: those that no route of Table 1 covers become routes of their own."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import followup
from study.parts import strategies
from study.parts.strategies import Typology
from study.routes import deciding_codings, new_legs
from traced.core.record import Record
from traced.ledger.cases import Cases
from unit.builders import codebook, codings, row, shipped

BOOK = followup.codebook(codebook())
BOATS = followup.codebook(codebook())
BOATS["variables"]["strategy"]["codes"]["boats"] = {"label": "Going by boat", "definition": "SYNTHETIC"}
CHINA, SOUTH_KOREA, JAPAN = "north_korea>china", "china>south_korea", "china>japan"


def trip(strategy: str, *legs: str) -> dict[str, str]:
    """Return the SYNTHETIC codings of a participant who tells a route."""
    return {"strategy": strategy} | {f"route_{number}": leg for number, leg in enumerate(legs, start=1)}


def known(*routes: Sequence[tuple[str, str]], strategy: str = "networks") -> tuple[Record, ...]:
    """Return the legs of SYNTHETIC routes; legs with the same start are alternatives."""
    result = []
    for name, legs in enumerate(routes):
        starts = list(dict.fromkeys(start for start, _ in legs))
        for start, end in legs:
            fields = {"from": start, "to": end, "mainly": "", "means": "", "leg": str(starts.index(start) + 1)}
            line = len(result) + 2
            result.append(row("routes", line=line, basis="reported", strategy=strategy, route=f"r{name}", **fields))
    return tuple(result)


def ways(cases: Cases, legs: tuple[Record, ...] = ()) -> dict[str, list[str]]:
    """Return the legs of each route that only participants tell."""
    result: dict[str, list[str]] = {}
    for leg in new_legs(cases, legs):
        result.setdefault(leg["route"], []).append(f"{leg['from']}>{leg['to']}")
    return result


VIA_ASIA = (("north_korea", "china"), ("china", "southeast_asia"), ("southeast_asia", "japan"))


@pytest.mark.parametrize(
    ("legs", "new"),
    [
        ((CHINA, "china>southeast_asia", "southeast_asia>japan"), False),
        ((CHINA, "china>thailand", "thailand>japan"), False),  # Thailand is a part of Southeast Asia
        ((CHINA, "china>mongolia", "mongolia>japan"), True),
        ((CHINA, "china>southeast_asia", "southeast_asia>south_korea"), True),  # another end
        ((CHINA, JAPAN), True),  # fewer legs
        ((CHINA, "china>laos", "laos>thailand", "thailand>japan"), True),  # more legs
        ((CHINA, "china>thailand", "southeast_asia>japan"), False),  # broken: it does not go on where it has come to
        ((CHINA, "china>southeast_asia"), False),  # no destination
        (("china>southeast_asia", "southeast_asia>south_korea"), False),  # no origin
        ((), False),
    ],
)  # fmt: skip
def test_what_is_a_new_route(legs: tuple[str, ...], new: bool) -> None:
    """A whole route from the origin to a destination that no known one of its strategy covers is new."""
    cases = Cases(codings({"SYNTHETIC-A": trip("networks", *legs)}), (), BOOK)
    assert ways(cases, known(VIA_ASIA)) == ({"networks_synthetic_a": [*legs]} if new else {})


def test_alternatives_cover_each() -> None:
    """A known leg with two ends covers a route to either; a region does not stand for its part the other way round."""
    to_either = known((("north_korea", "china"), ("china", "japan"), ("china", "south_korea")))
    cases = Cases(
        codings({"A": trip("networks", CHINA, JAPAN), "B": trip("networks", CHINA, SOUTH_KOREA)}),
        (),
        BOOK,
    )
    assert ways(cases, to_either) == {}
    by_thailand = known((("north_korea", "china"), ("china", "thailand"), ("thailand", "japan")))
    cases = Cases(codings({"A": trip("networks", CHINA, "china>southeast_asia", "southeast_asia>japan")}), (), BOOK)
    assert [*ways(cases, by_thailand)] == ["networks_a"]


def test_a_route_is_known_of_its_strategy_only() -> None:
    """The same way by another strategy is another route, and one without a strategy is none."""
    legs = (CHINA, "china>thailand", "thailand>japan")
    coded = {"SYNTHETIC-A": trip("brokers", *legs), "SYNTHETIC-B": {"route_1": CHINA, "route_2": JAPAN}}
    assert [*ways(Cases(codings(coded), (), BOOK), known(VIA_ASIA))] == ["brokers_synthetic_a"]


def test_two_who_tell_the_same_route() -> None:
    """The same way of two participants is one route, with the records of the first; another way is another."""
    coded = {
        "SYNTHETIC-A": trip("networks", CHINA, "china>mongolia", "mongolia>canada"),
        "SYNTHETIC-B": trip("networks", CHINA, "china>mongolia", "mongolia>canada"),
        "SYNTHETIC-C": trip("networks", CHINA, "china>mongolia", "mongolia>japan"),
    }
    cases = Cases(codings(coded), (), BOOK)
    assert [*ways(cases)] == ["networks_synthetic_a", "networks_synthetic_c"]
    legs = new_legs(cases, ())
    first = [record for record in cases.codings if record["participant"] == "SYNTHETIC-A"]
    assert [leg.id for leg in legs[:3]] == [record.id for record in first[1:]]


def test_the_shipped_routes_are_all_known() -> None:
    """What the article tells of its participants is all in its Table 1."""
    data = shipped()
    assert ways(Cases(data["codings"], (), codebook()), data["routes"]) == {}


def test_a_new_strategy_is_a_row_of_table_1() -> None:
    """A strategy of the codebook that only participants tell has its label, its route, and no details or notes."""
    cases = Cases(codings({"SYNTHETIC-A": trip("boats", "north_korea>japan")}), (), BOATS)
    typology = Typology(cases, shipped()["strategies"], shipped()["routes"])
    rows = strategies.table(typology).texts(lambda name, _: name)
    assert rows[-1] == ["Going by boat", "", "North Korea → Japan", ""]
    assert len(rows) == 5
    numbers = {number.name: number for number in strategies.part.compute(typology)}
    assert (numbers["strategies.boats_routes"].value, numbers["strategies.boats_named"].value) == (1, 1)
    assert set(numbers["strategies.boats_routes"].records) == {record.id for record in cases.codings}
    assert numbers["strategies.routes"].value == 5


SMALL = {
    "lists": {"place": {"o": {"role": "origin"}, "t": {}, "d": {"role": "destination"}, "e": {"role": "destination"}}},
    "variables": {"strategy": {"codes": {code: {"label": code} for code in "xy"}}},
}
ENDS = [f"{start}>{end}" for start in SMALL["lists"]["place"] for end in SMALL["lists"]["place"]]
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from("xy"), st.lists(st.sampled_from(["o>t", "t>d", "o>d", "t>e", "d>t"]), min_size=1, max_size=2)
    ),
    max_size=4,
)


def counts(cases: Cases, known_ones: tuple[Record, ...]) -> Counter[str]:
    """Return how many routes are new, by strategy, and under "" in all."""
    new = {leg["route"]: leg["strategy"] for leg in new_legs(cases, known_ones)}
    return Counter(new.values()) + Counter({"": len(new)})


@given(PEOPLE, st.booleans())
def test_what_decides_is_what_can_change_the_count(people: list[tuple[str, list[str]]], one_known: bool) -> None:
    """A coding is named exactly where some other value of it changes the number of new routes (brute force)."""
    known_ones = known((("o", "t"), ("t", "d")), strategy="x") if one_known else ()
    coded = codings({f"SYNTHETIC-{n}": trip(strategy, *legs) for n, (strategy, legs) in enumerate(people)})
    before = counts(Cases(coded, (), SMALL), known_ones)
    expected: dict[str, set[str]] = {}
    for record in coded:
        for value in "xy" if record["variable"] == "strategy" else ENDS:
            changed = replace(record, fields={**record.fields, "value": value})
            rows = tuple(changed if r is record else r for r in coded)
            after = counts(Cases(rows, (), SMALL), known_ones)
            for of in before.keys() | after.keys():
                if before[of] != after[of]:
                    expected.setdefault(of, set()).add(record.id)
    result = deciding_codings(Cases(coded, (), SMALL), known_ones)
    assert {of: {record.id for record in records} for of, records in result.items()} == expected
