"""Strategies to leave China: Table 1."""

import pytest

from study.parts import strategies
from traced.ledger.style import formatter
from unit.builders import compute, edited, ledger, row, shipped, typology_of


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("total", 3, "reported"),
        ("before_brokers", 2, "reported"),
        ("routes", 4, "reported"),
        ("japan_links_routes", 1, "reported"),
        ("networks_routes", 1, "reported"),
        ("brokers_routes", 2, "reported"),
        ("japan_links_closed", 2010, "reported"),
        ("japan_links_named", 2, "recomputed"),
        ("networks_named", 1, "recomputed"),
        ("brokers_named", 2, "recomputed"),
    ],
)
def test_shipped_numbers(name: str, value: int, status: str) -> None:
    """The shipped data give the numbers of Table 1, each with the status that its rows allow."""
    number = ledger()[f"strategies.{name}"]
    assert (number.value, number.status) == (value, status)


def test_around() -> None:
    """The year since which a strategy has been closed keeps the qualifier of the source."""
    assert ledger()["strategies.japan_links_closed"].qualifier == "around"


def test_table_1() -> None:
    """Table 1 has a row for each route; a strategy's name, details and note stand in its first row alone."""
    texts = strategies.table(typology_of(shipped())).texts(formatter(ledger().values()))
    assert [(name, way, notes) for name, _, way, notes in texts] == [
        (
            "Using links with Japan",
            "North Korea → China → Japan (with the cooperation of the Chinese government)",
            "Impossible since around 2010",
        ),
        (
            "Seeking help from transnational networks",
            "North Korea → China → Southeast Asia (mainly Thailand) → Japan or South Korea",
            "Protection by a church has to come first",
        ),
        (
            "Hiring brokers individually",
            "North Korea → China → Japan or South Korea (on forged passports)",
            "Depends on social support and capital from the destination country",
        ),
        ("", "North Korea → China → Southeast Asia → Japan or South Korea", ""),
    ]
    assert [bool(details) for _, details, _, _ in texts] == [True, True, True, False]


def test_a_new_route_is_a_new_row() -> None:
    """A SYNTHETIC route of a strategy adds a row to Table 1 and one to the counts, and nothing else."""
    leg = {"strategy": "networks", "route": "networks_2", "mainly": "", "means": ""}
    ends = (("1", "north_korea", "china"), ("2", "china", "japan"))
    made = [
        row("routes", line=line, basis="reported", **leg, **dict(zip(("leg", "from", "to"), end, strict=True)))
        for line, end in enumerate(ends, start=2)
    ]
    tables = {**shipped(), "routes": (*shipped()["routes"], *made)}
    before, after = strategies.table(typology_of(shipped())), strategies.table(typology_of(tables))
    assert [r for r in after.rows if r not in before.rows] == [(("",), ("",), ("North Korea → China → Japan",), ("",))]
    numbers = compute(tables, ("strategies",))
    changed = {name: number.value for name, number in numbers.items() if number.value != ledger()[name].value}
    assert changed == {"strategies.routes": 5, "strategies.networks_routes": 2}


def test_a_new_strategy() -> None:
    """A SYNTHETIC strategy gets its rows and its numbers under its own name."""
    said = [
        row("strategies", basis="reported", strategy="alone", variable=variable, value=value, qualifier="")
        for variable, value in (("name", "Going alone"), ("closed_since", "2015"))
    ]
    leg = row("routes", basis="reported", strategy="alone", route="alone_1", leg="1", mainly="", means="", **WAY)
    tables = {**shipped(), "strategies": (*shipped()["strategies"], *said), "routes": (*shipped()["routes"], leg)}
    numbers = compute(tables, ("strategies",))
    (*_, last) = strategies.table(typology_of(tables)).texts(formatter(numbers.values()))
    assert last == ["Going alone", "", "North Korea → Japan", "Impossible since 2015"]
    assert (numbers["strategies.total"].value, numbers["strategies.alone_named"].value) == (4, 0)


WAY = {"from": "north_korea", "to": "japan"}


def test_figure() -> None:
    """The figure has a row for each leg, with the participants coded with its strategy, and with the leg."""
    rows = strategies.figure(typology_of(shipped()))
    assert len(rows) == len(shipped()["routes"])
    assert rows[0] | {"participants": "Nakamura; Aoki", "from_label": "North Korea", "to_label": "China"} == rows[0]
    brokers = [row for row in rows if row["strategy"] == "brokers"]
    assert {row["strategy_participants"] for row in brokers} == {"Ja-hyeong; Chan-il"}
    assert [(row["route"], row["to"], row["participants"]) for row in brokers] == [
        ("brokers_1", "china", "Chan-il"),
        ("brokers_1", "japan", ""),
        ("brokers_1", "south_korea", "Chan-il"),
        ("brokers_2", "china", "Ja-hyeong"),
        ("brokers_2", "southeast_asia", "Ja-hyeong"),  # by way of Myanmar
        ("brokers_2", "japan", ""),
        ("brokers_2", "south_korea", ""),
    ]
    assert rows[3]["via_note"] == "mainly Thailand"
    assert rows[1]["via_note"] == "with the cooperation of the Chinese government"


def test_a_participant_coded_otherwise() -> None:
    """The named participants of a strategy are counted from their codings, and rest on all of them."""
    codings = tuple(edited(r, value="brokers") if r["variable"] == "strategy" else r for r in shipped()["codings"])
    numbers = compute({**shipped(), "codings": codings}, ("strategies",))
    assert [numbers[f"strategies.{s}_named"].value for s in ("japan_links", "networks", "brokers")] == [0, 0, 5]
    assert len(numbers["strategies.networks_named"].records) == 5
