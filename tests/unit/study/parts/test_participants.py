"""Data and methods: the numbers of the participants."""

import pytest

from study.parts import participants
from traced.ledger.cases import Cases
from unit.builders import aggregates, cases_of, codebook, codings, complete, compute, edit, ledger


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("total", 26, "reported"),
        ("japan", 21, "reported"),
        ("south_korea", 5, "reported"),
        ("named", 9, "recomputed"),
        ("unnamed", 17, "entailed"),
        ("destinations", 2, "entailed"),
        ("fieldwork_start", "2017-10", "reported"),
        ("fieldwork_end", "2020-01", "reported"),
        ("interview_shortest", 1, "reported"),
        ("interview_longest", 2.5, "reported"),
        ("knew_way_to_japan", 0, "reported"),
    ],
)
def test_shipped_numbers(name: str, value: float | str, status: str) -> None:
    """The shipped data give the article's numbers, each with the status that its rows allow."""
    number = ledger()[f"participants.{name}"]
    assert (number.value, number.status) == (value, status)


def test_unnamed_is_made_of_total_and_named() -> None:
    """The number of those without codings names the two numbers it is the difference of."""
    assert ledger()["participants.unnamed"].of == ("participants.named", "participants.total")


def test_a_small_study() -> None:
    """Two of three coded participants, with a reported total, leave the destinations open."""
    coded = codings({"SYNTHETIC-1": {"destination": "japan"}, "SYNTHETIC-2": {"destination": "japan"}})
    found = {n.name: n for n in participants.part.compute(Cases(coded, aggregates(("count", "3")), codebook()))}
    japan, korea = found["participants.japan"], found["participants.south_korea"]
    assert (japan.value, japan.low, japan.high, japan.status) == (None, 2, 3, "bounded")
    assert (korea.value, korea.low, korea.high, korea.status) == (None, 0, 1, "bounded")
    destinations = found["participants.destinations"]
    assert (destinations.value, destinations.low, destinations.high) == (None, 1, 2)
    assert found["participants.unnamed"].value == 1
    assert "participants.fieldwork_start" not in found


def test_complete_codings_turn_reported_into_recomputed() -> None:
    """With all 26 participants coded (17 of them SYNTHETIC), what was reported is recomputed, with the same value."""
    found = compute(complete(), ("participants", "motives", "entries"))
    counted = [number for number in found.values() if not number.name.startswith("participants.said.")]
    about_people = [n for n in counted if n.rule != "entries" or n.name.startswith("entries.participants.")]
    assert {number.status for number in about_people} == {"recomputed"}
    reported = [number for number in about_people if number.name in ledger()]
    changed = {n.name: n.value for n in reported if n.value != ledger()[n.name].value}
    assert len(reported) > 20
    assert changed == {
        "participants.named": 26,
        "participants.unnamed": 0,
        "participants.interviews_recorded": 26,  # intervals without codings
        "participants.satisfied_in_south_korea": 5,
    }


def test_complete_codings_agree_with_the_aggregates() -> None:
    """The aggregates then become checks: they agree, and one that does not is a contradiction."""
    tables = complete()
    assert list(cases_of(tables).contradictions()) == []
    (four,) = (r for r in tables["aggregates"] if r["statement"] == "reason-survival")
    (fault,) = cases_of(edit(tables, "aggregates", four, value="5")).contradictions()
    assert str(fault).startswith(f"{four.id}: value: reason-survival is reported as 5, but the codings have 4 (see ")


def test_what_is_said_without_a_number() -> None:
    """Where the article says "most", the ledger says so too, and it follows the row."""
    said = ledger()["participants.said.interviews_recorded"]
    assert (said.value, said.unit, said.status, len(said.records)) == ("most", "label", "reported", 1)
