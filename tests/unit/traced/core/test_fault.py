"""Faults: said to a person, all at once."""

import pytest

from traced.core.fault import Fault, Faults, nearest, raise_if_any
from traced.core.record import Place

FIRST = Fault.on_line("a.csv", 2, "value", "'x' is not allowed", "a number")
SECOND = Fault.on_line("a.csv", 10, "value", "'y' is not allowed", "a number")


def test_a_fault_is_one_line() -> None:
    """A fault names file, line, column, what is wrong and what is allowed."""
    assert str(FIRST) == "a.csv:2: value: 'x' is not allowed: a number"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place("a.xlsx", "S", 3, 2), "a.xlsx!S!B3"),
        (Place("a.csv", "", 3, 2), "a.csv!B3"),
        (Place("a.xlsx", "S"), "a.xlsx!S"),
        (Place("a.xlsx"), "a.xlsx"),
        (Place("a.csv", "", 3), "a.csv:3"),
    ],
    ids=str,
)
def test_a_fault_says_its_cell(place: Place, said: str) -> None:
    """In a spreadsheet the cell stands in place of the line; of a whole sheet or file only that is named."""
    fault = Fault(place, "value", "'x' is not allowed", "a number")
    assert str(fault) == f"{said}: value: 'x' is not allowed: a number"
    assert fault.place == place


def test_all_faults_at_once() -> None:
    """Faults come together, in the order of the file, each once."""
    with pytest.raises(Faults) as raised:
        raise_if_any([SECOND, FIRST, SECOND])
    assert str(raised.value) == f"{FIRST}\n{SECOND}"


def test_no_faults() -> None:
    """Without a fault nothing is raised."""
    raise_if_any(iter(()))


@pytest.mark.parametrize(
    ("word", "close", "text"),
    [
        ("reson", ("reason",), "did you mean reason?"),
        ("rouse", ("route",), "did you mean route?"),
        ("xyz", (), "one of reason, route, sex"),
    ],
)
def test_nearest(word: str, close: tuple[str, ...], text: str) -> None:
    """A wrong word gets the names that look like it, or else all there are."""
    assert nearest(word, ["sex", "route", "reason"]) == (close, text)
