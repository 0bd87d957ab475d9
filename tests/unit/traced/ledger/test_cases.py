"""Cases: codings beside reported aggregates, answered as well as they allow and no better."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traced.ledger.cases import Cases
from traced.reading.variable import parse_number, split_repeat
from unit.builders import aggregates, codings

CODEBOOK = {
    "variables": {
        "reason": {"type": "code", "codes": {"survival": {"label": "survival"}, "freedom": {"label": "hope"}}},
        "destination": {"type": "code", "codes": {"japan": {"label": "Japan"}, "korea": {"label": "Korea"}}},
        "year": {"type": "year"},
        "age": {"type": "decade"},
        "hours": {"type": "number"},
        "day": {"type": "date"},
        "route": {"type": "leg", "repeat": True},
    }
}
ABC = {
    "A": {"reason": "survival", "destination": "japan", "year": "1997", "hours": "2.5", "day": "2017-10-02"},
    "B": {"reason": "freedom", "destination": "japan", "year": "2002", "hours": "1", "day": "2020-01-31"},
    "C": {"reason": "survival", "destination": "korea", "year": "2007", "hours": "1.5", "day": "2018-05-05"},
}


def cases(coded: dict[str, dict[str, str]], *statements: tuple[str, ...]) -> Cases:
    """Return SYNTHETIC cases."""
    return Cases(codings(coded), aggregates(*statements), CODEBOOK)


def lines(found: object) -> list[str]:
    """Return the rows of a quantity, as `codings:2`."""
    files = (record.rpartition("/")[2].replace(".csv", "") for record in found.records)
    return sorted(files)


@pytest.mark.parametrize(("text", "value"), [("26", 26), ("0.5", 0.5), ("2.0", 2.0), ("40s", 40), ("1990", 1990)])
def test_number(text: str, value: float) -> None:
    """A cell gives a whole number, a measure with a point, or the beginning of a decade."""
    assert parse_number(text) == value
    assert type(parse_number(text)) is type(value)


@pytest.mark.parametrize("text", ["", "many", "2017-10", "1,000"])
def test_number_refuses_the_rest(text: str) -> None:
    """What is no number is not read as one."""
    with pytest.raises(ValueError, match="invalid literal"):
        parse_number(text)


def test_total() -> None:
    """The number of participants is reported until as many have codings of their own."""
    assert (cases(ABC, ("count", "26")).total().value, cases(ABC, ("count", "26")).total().status) == (26, "reported")
    assert (cases(ABC, ("count", "3")).total().value, cases(ABC, ("count", "3")).total().status) == (3, "recomputed")
    assert (cases(ABC).total().value, cases(ABC).total().status) == (3, "recomputed")
    assert cases(ABC, ("count", "26")).named().value == 3


def test_count_of_complete_codings() -> None:
    """When everybody is coded, a count is recomputed, whatever an aggregate says, and rests on every coding."""
    found = cases(ABC, ("count", "9", "reason", "survival")).count("reason", "survival")
    assert (found.value, found.low, found.high, found.status) == (2, 2, 2, "recomputed")
    assert lines(found) == ["codings:12", "codings:2", "codings:7"]


def test_count_from_an_aggregate() -> None:
    """When not everybody is coded, the aggregate that states just this is read."""
    found = cases(ABC, ("count", "26"), ("count", "4", "reason", "survival")).count("reason", "survival")
    assert (found.value, found.status, lines(found)) == (4, "reported", ["aggregates:3"])


def test_count_without_either() -> None:
    """With neither, the count lies between those coded so and those and all that are not coded."""
    found = cases(ABC, ("count", "26")).count("reason", "survival")
    assert (found.value, found.low, found.high, found.status) == (None, 2, 25, "bounded")
    assert lines(found) == ["aggregates:2", "codings:12", "codings:2", "codings:7"]


def test_count_within_a_condition() -> None:
    """Such a count rests on the codings of those who meet the condition, and the conditions of those with the code."""
    found = cases(ABC).count("reason", "survival", where="destination=japan")
    assert (found.value, found.status) == (1, "recomputed")
    assert lines(found) == ["codings:13", "codings:2", "codings:3", "codings:7"]


def test_count_within_a_reported_group() -> None:
    """Of a group whose size is reported, the interval reaches to that size."""
    found = cases(ABC, ("count", "26"), ("count", "21", "destination", "japan")).count(
        "reason", "survival", where="destination=japan"
    )
    assert (found.low, found.high, found.status) == (1, 20, "bounded")


def test_count_of_an_open_total() -> None:
    """Of a total that is "over 20", no upper end follows that would be too low."""
    (total,) = aggregates(("count", "20"))
    total.fields["qualifier"] = "over"
    found = Cases(codings(ABC), (total,), CODEBOOK).count("reason", "survival")
    assert found.value is None
    assert found.low == 2
    assert found.high is None


people = st.lists(
    st.tuples(st.sampled_from(["survival", "freedom"]), st.sampled_from(["japan", "korea"])), min_size=1, max_size=8
)
CONDITIONS = ("", "destination=japan", "destination=korea")


@given(people, st.data())
def test_the_truth_is_in_the_interval(everybody: list[tuple[str, str]], data: st.DataObject) -> None:
    """However many codings are hidden and aggregates withheld, each count has the true value in its interval."""

    def truth(reason: str, where: str) -> int:
        return sum(r == reason and d == (where.partition("=")[2] or d) for r, d in everybody)

    coded: dict[str, dict[str, str]] = {}
    for position, (reason, destination) in enumerate(everybody):
        full = {"reason": reason, "destination": destination}
        coded[f"SYNTHETIC-{position}"] = {k: v for k, v in full.items() if data.draw(st.booleans(), label=f"keep {k}")}
    statements = [
        *(("count", str(truth(r, w)), "reason", r, w) for r, w in product(("survival", "freedom"), CONDITIONS)),
        *(("count", str(sum(d == c for _, d in everybody)), "destination", c) for c in ("japan", "korea")),
    ]
    known = [statement for statement in statements if data.draw(st.booleans(), label="told")]
    found = cases(coded, ("count", str(len(everybody))), *known)
    assert list(found.contradictions()) == []
    for reason, where in product(("survival", "freedom"), CONDITIONS):
        count = found.count("reason", reason, where)
        assert count.low <= truth(reason, where) <= count.high
        assert count.value in (None, truth(reason, where))
        assert (count.value is None) == (count.status == "bounded")


@pytest.mark.parametrize(
    ("measure", "variable", "where", "value"),
    [
        ("minimum", "year", "", 1997),
        ("maximum", "year", "", 2007),
        ("maximum", "year", "destination=japan", 2002),
        ("minimum", "year", "reason=survival", 1997),
        ("minimum", "hours", "", 1),
        ("maximum", "hours", "", 2.5),
        ("minimum", "day", "", "2017-10"),
        ("maximum", "day", "", "2020-01"),
    ],
)
def test_extremes_of_complete_codings(measure: str, variable: str, where: str, value: float | str) -> None:
    """With everybody coded, the least and the greatest value are recomputed; dates as precise as they are reported."""
    found = cases(ABC, (measure, "2222", variable, "", where)).extreme(measure, variable, where)
    assert (found.value, found.status) == (value, "recomputed")


def test_extremes_otherwise() -> None:
    """With somebody uncoded, the extreme is the reported one, or nothing."""
    many = ("count", "26")
    found = cases(ABC, many, ("minimum", "1990", "year")).extreme("minimum", "year")
    assert (found.value, found.status) == (1990, "reported")
    assert cases(ABC, many, ("maximum", "2020-01", "day")).extreme("maximum", "day").value == "2020-01"
    assert cases(ABC, many).extreme("minimum", "year") is None
    assert cases(ABC, many, ("minimum", "1990", "year", "", "reason=survival")).extreme("minimum", "year") is None


def test_value() -> None:
    """What is coded of a participant is a number where its type is one, else text."""
    found = cases({"A": {"age": "40s", "hours": "2.5", "day": "2017-10-02"}})
    assert [found.value("A", v).value for v in ("age", "hours", "day")] == [40, 2.5, "2017-10-02"]
    assert found.value("A", "year") is None
    assert found.value("nobody", "age") is None


def test_series() -> None:
    """The codings of a repeated variable come in the order of their numbers, as numbers; one alone needs none."""
    route = {f"route_{n}": f"{n}>x" for n in (10, 2, 1)}
    found = cases({"A": route, "B": {"route": "a>b"}})
    assert [r["value"] for r in found.series("A", "route")] == ["1>x", "2>x", "10>x"]
    assert [r["value"] for r in found.series("B", "route")] == ["a>b"]
    assert found.series("C", "route") == []


@pytest.mark.parametrize(
    ("variable", "parts"),
    [("route_2", ("route", "2")), ("route", ("route", "")), ("age_band", ("age_band", "")), ("_2", ("_2", ""))],
)
def test_split_repeat(variable: str, parts: tuple[str, str]) -> None:
    """Only a number after the last underscore counts repetitions."""
    assert split_repeat(variable) == parts


@pytest.mark.parametrize(
    ("statements", "problem"),
    [
        (
            [("count", "26"), ("count", "1", "reason", "survival")],
            "3: value: SYNTHETIC-3 is reported as 1, but the codings have 2 (see tests/SYNTHETIC/codings.csv:2)",
        ),
        (
            [("count", "3"), ("count", "2", "reason", "freedom")],
            "3: value: SYNTHETIC-3 is reported as 2, but the codings have 1 (see tests/SYNTHETIC/codings.csv:7)",
        ),
        ([("count", "2")], "2: value: SYNTHETIC-2 is reported as 2, but the codings have 3"),
        (
            [("count", "26"), ("count", "0", "reason", "survival", "destination=korea")],
            "3: value: SYNTHETIC-3 is reported as 0, but the codings have 1 (see tests/SYNTHETIC/codings.csv:12)",
        ),
        (
            [("count", "26"), ("all", "", "reason", "freedom", "destination=japan;year>=1990")],
            "3: value: all are reported to have freedom, but tests/SYNTHETIC/codings.csv:2 has survival",
        ),
        (
            [("count", "26"), ("minimum", "2000", "year")],
            "3: value: the minimum is reported as 2000, but tests/SYNTHETIC/codings.csv:4 has 1997",
        ),
        (
            [("count", "26"), ("count", "1", "", "", "destination=japan")],
            "3: value: SYNTHETIC-3 is reported as 1, but the codings have 2",
        ),
    ],
)
def test_contradictions(statements: list[tuple[str, ...]], problem: str) -> None:
    """An aggregate that the codings exceed, or differ from when complete, is named with a coding against it."""
    (fault,) = cases(ABC, *statements).contradictions()
    assert str(fault).startswith(f"tests/SYNTHETIC/aggregates.csv:{problem}: correct the coding or the aggregate")


@pytest.mark.parametrize(
    "statements",
    [
        [("count", "26"), ("count", "4", "reason", "survival")],
        [("count", "3"), ("count", "2", "reason", "survival")],
        [("count", "26"), ("count", "2", "", "", "destination=japan")],
        [("count", "26"), ("most", "", "reason", "survival")],
        [("count", "26"), ("all", "", "reason", "freedom", "destination=japan;year>2000")],
    ],
)
def test_agreement(statements: list[tuple[str, ...]]) -> None:
    """An aggregate that the codings do not reach, or confirm, is no contradiction."""
    assert list(cases(ABC, *statements).contradictions()) == []
