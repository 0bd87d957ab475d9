"""Border-crossing: why the participants left."""

import pytest

from study.parts import motives
from traced.ledger.cases import Cases
from unit.builders import cases_of, codebook, codings, ledger, shipped


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("survival", 4, "reported"),
        ("freedom", 13, "reported"),
        ("involuntary", 9, "reported"),
        ("types", 3, "entailed"),
        ("survival_share", 4 / 26, "entailed"),
        ("freedom_share", 0.5, "entailed"),
        ("involuntary_share", 9 / 26, "entailed"),
        ("survival_first_crossing", 1997, "reported"),
        ("survival_last_crossing", 2002, "reported"),
    ],
)
def test_shipped_numbers(name: str, value: float, status: str) -> None:
    """The shipped data give the article's numbers, each with the status that its rows allow."""
    number = ledger()[f"motives.{name}"]
    assert (number.value, number.status) == (value, status)


def test_a_share_rests_on_numerator_and_denominator() -> None:
    """A share names its two numbers, and has the rows of both."""
    share, survival, total = (ledger()[n] for n in ("motives.survival_share", "motives.survival", "participants.total"))
    assert share.of == ("motives.survival", "participants.total")
    assert set(share.records) == {*survival.records, *total.records}


def test_the_definition_names_the_code() -> None:
    """The words for a code come from the codebook."""
    assert ledger()["motives.survival"].definition == (
        "participants whose main reason for leaving was survival (pp. 69-70)"
    )


def test_a_small_study() -> None:
    """Three participants with two reasons give two types, and the crossings of those who left to survive."""
    coded = {
        "SYNTHETIC-1": {"reason": "survival", "crossing_year": "1999"},
        "SYNTHETIC-2": {"reason": "freedom", "crossing_year": "2010"},
        "SYNTHETIC-3": {"reason": "survival", "crossing_year": "2004"},
    }
    found = {n.name: n.value for n in motives.part.compute(Cases(codings(coded), (), codebook()))}
    assert found == {
        "motives.survival": 2,
        "motives.freedom": 1,
        "motives.involuntary": 0,
        "motives.types": 2,
        "motives.survival_share": 2 / 3,
        "motives.freedom_share": 1 / 3,
        "motives.involuntary_share": 0,
        "motives.survival_first_crossing": 1999,
        "motives.survival_last_crossing": 2004,
    }


def test_figure() -> None:
    """The figure has a row for each reason, in the order of the codebook."""
    rows = motives.figure(cases_of(shipped()))
    assert [(r["reason"], r["participants"], r["low"], r["high"], r["status"]) for r in rows] == [
        ("survival", 4, 4, 4, "reported"),
        ("freedom", 13, 13, 13, "reported"),
        ("involuntary", 9, 9, 9, "reported"),
    ]
