"""Facts from other works."""

import pytest

from study.parts import background
from unit.builders import ledger, row, shipped


def test_every_fact_is_in_the_ledger() -> None:
    """Each row of the facts is a number with its unit and qualifier, and rests on that row alone."""
    for record in shipped()["facts"]:
        number = ledger()[f"background.{record['fact']}"]
        assert (number.unit, number.qualifier, number.records) == (record["unit"], record["qualifier"], (record.id,))
        assert number.definition == record["statement"].rstrip(".")
        assert number.status == ("external" if record.basis == "cited" else "reported")


@pytest.mark.parametrize(
    ("unit", "text", "value"),
    [
        ("people", "93000", 93_000),
        ("trillion won", "8.5", 8.5),
        ("year", "1959", 1959),
        ("decade", "1990", 1990),
        ("date", "2002-05-08", "2002-05-08"),
        ("month", "2002-11", "2002-11"),
        ("label", "33", "33"),
    ],
)
def test_values(unit: str, text: str, value: float | str) -> None:
    """Dates, months and labels stay text; all else is a number."""
    fact = row("facts", basis="cited", fact="SYNTHETIC", value=text, unit=unit, qualifier="", statement="A {fact}.")
    (number,) = background.part.compute(background.Background((fact,)))
    assert (number.name, number.value, number.definition) == ("background.SYNTHETIC", value, "A {fact}")
    assert type(number.value) is type(value)
