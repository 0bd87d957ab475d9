"""Legs: a coded journey goes from the origin on, leg by leg, to the place where the participant has settled."""

import pytest

import followup
from study import checks
from traced.core.record import Record
from unit.builders import codebook, shipped

NAME = "SYNTHETIC-1"


def coding_values(**values: str) -> list[Record]:
    """Return the SYNTHETIC codings of one participant, each in a row of its own, in the order given."""
    return [
        Record(f"f.csv!B{n}", "stated", {"participant": NAME, "variable": variable, "value": value})
        for n, (variable, value) in enumerate(values.items(), start=2)
    ]


OUT = {"route_1": "north_korea>china"}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            {**OUT, "route_3": "thailand>japan"},
            "B3: value: between north_korea>china (f.csv!B2) and thailand>japan a leg is missing: "
            "legs that are numbered in order: route_2",
        ),
        (
            {**OUT, "route_2": "vietnam>laos"},
            "B3: value: vietnam>laos does not go on from north_korea>china (f.csv!B2): a leg from china",
        ),
        (
            {"route_2": "laos>japan", "route_1": "north_korea>china"},
            "B2: value: laos>japan does not go on from north_korea>china (f.csv!B3): a leg from china",
        ),
        ({"route_1": "china>laos"}, f"B2: value: the route of {NAME} begins in china: a first leg from north_korea"),
        ({"route_2": "china>laos"}, "B2: value: route_2 has no leg before it: legs that are numbered from 1"),
        (
            {**OUT, "route_2": "china>china"},
            "B3: value: 'china>china' leads nowhere: a leg from one place to another",
        ),
        (
            {"destination": "japan", **OUT, "route_2": "china>south_korea"},
            f"B4: value: the route of {NAME} ends in south_korea, but the destination is japan (f.csv!B2): "
            "a last leg to the destination, or the other destination",
        ),
    ],
    ids=["gap", "apart", "apart in another order", "origin", "no first", "nowhere", "destination"],
)
def test_journeys_that_cannot_be(values: dict[str, str], message: str) -> None:
    """An impossible leg is a fault at its cell, with the cell that it contradicts."""
    assert list(map(str, checks.leg_faults(coding_values(**values), codebook()))) == [f"f.csv!{message}"]


@pytest.mark.parametrize(
    "values",
    [
        {**OUT, "route_2": "china>southeast_asia", "route_3": "thailand>japan", "destination": "japan"},
        {**OUT, "route_2": "china>laos", "route_3": "southeast_asia>japan"},
        {"route": "north_korea>china", "route_2": "china>myanmar", "destination": "south_korea"},
        {**OUT, "route_2": "china > nowhere", "destination": "japan"},
        {"destination": "japan"},
    ],
    ids=["region", "country", "unfinished", "no leg", "no route"],
)
def test_journeys_that_can_be(values: dict[str, str]) -> None:
    """A region may stand for a country in it, and a route may be coded in part."""
    assert list(checks.leg_faults(coding_values(**values), codebook())) == []


def test_all_known_journeys_can_be() -> None:
    """Neither the shipped codings nor those of the SYNTHETIC follow-up have such a fault."""
    assert list(checks.leg_faults(shipped()["codings"], codebook())) == []
    rows = [
        Record(f"f.csv!B{n}", "stated", {"participant": name, "variable": variable, "value": value})
        for n, (name, variable, value) in enumerate(followup.codings(), start=2)
    ]
    assert list(checks.leg_faults(rows, followup.codebook(codebook()))) == []
