"""Named numbers: a documented function becomes a row of the ledger."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from traced.ledger.number import Member, Part
from traced.ledger.quantity import Quantity
from unit.builders import quantity


@dataclass(frozen=True)
class Group:
    """SYNTHETIC data."""

    people: int


def of_people(_tables: object, _codebook: object) -> Group:
    """Return the data of a part; no table is read here."""
    return Group(3)


def part_of_two() -> Part[Group]:
    """Return a part with a number, a family and a number made of both."""
    part: Part[Group] = Part("part", of_people, reads=())

    @part.number("size", unit="people")
    def size(data: Group) -> Quantity:
        """people in the
        group (p. 1).

        A second paragraph is for those who read the code.
        """
        return quantity(data.people, line=9)

    @part.numbers("group.{key}", unit="people")
    def groups(data: Group) -> Iterator[Member]:
        """people in the group {} (p. 2)."""
        yield Member("a", "of the first letter", quantity(data.people - 1, line=10))
        yield Member("b", "of the second letter", quantity(1, line=2), "men")

    @part.number("share", unit="share")
    def share(data: Group) -> Quantity:
        """share of the first group."""
        return groups(data)["a"] / size(data)

    @part.number("unknown", unit="people")
    def unknown(_: Group) -> Quantity | None:
        """people of whom nothing is known."""
        return None

    return part


def test_rows_of_the_ledger() -> None:
    """Names come from rule and pattern, definitions from the docstring's first paragraph, in the module's order."""
    rows = part_of_two().compute(Group(4))
    assert [(r.name, r.value, r.unit, r.definition, r.rule) for r in rows] == [
        ("part.size", 4, "people", "people in the group (p. 1)", "part"),
        ("part.group.a", 3, "people", "people in the group of the first letter (p. 2)", "part"),
        ("part.group.b", 1, "men", "people in the group of the second letter (p. 2)", "part"),
        ("part.share", 0.75, "share", "share of the first group", "part"),
    ]


def test_origin_of_a_number() -> None:
    """A row names the numbers it is made of, and its records sorted by line as a number."""
    share = part_of_two().compute(Group(4))[-1]
    assert share.of == ("part.group.a", "part.size")
    assert share.records == ("tests/SYNTHETIC/cells.csv:9", "tests/SYNTHETIC/cells.csv:10")


def test_code_points_to_the_function() -> None:
    """The place in the code is a file and a line, the same wherever the repository lies."""
    code = part_of_two().compute(Group(4))[0].code
    lines = Path(__file__).read_text("utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, start=1) if '@part.number("size", unit="people")' in text)
    assert code == f"tests/unit/traced/ledger/test_number.py:{line}"


def test_a_name_given_twice_is_refused() -> None:
    """Two numbers of one part cannot share a name."""
    part = part_of_two()

    @part.number("size", unit="people")
    def again(data: Group) -> Quantity:
        """people counted another way."""
        return quantity(data)

    with pytest.raises(ValueError, match=r"defined twice: part\.size"):
        part.compute(Group(4))


def test_a_number_without_definition_is_refused() -> None:
    """A function without a docstring cannot define a number."""
    with pytest.raises(ValueError, match="no docstring"):
        Part("part", of_people, reads=()).number("size", unit="people")(lambda _: quantity(1))
