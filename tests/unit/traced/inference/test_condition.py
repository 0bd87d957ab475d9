"""Conditions: each value compares like one of the values that stand for all."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traced.inference.condition import Attribute, Condition, Uncountable, condition, days, event

CODEBOOK = {
    "variables": {
        "reason": {"type": "code", "each": "one", "codes": {"hunger": {}, "hope": {}}},
        "tag": {"type": "code", "repeat": True, "codes": {"x": {}, "y": {}}},
        "year": {"type": "year"},
        "age": {"type": "decade"},
        "day": {"type": "date"},
    }
}

SINGLE = {
    "year": st.integers(1990, 2000).map(str),
    "integer": st.integers(0, 9).map(str),
    "month": st.integers(1, 12).map(str),
    "decade": st.integers(1, 9).map("{}0s".format),
    "number": st.integers(0, 20).map(lambda n: str(n / 4)),
    "date": st.dates(date(1999, 11, 1), date(2000, 3, 31)).map(str),
    "leg": st.sampled_from(["a>b", "b>c", "c>d"]),
}
PRECISE = st.sampled_from([4, 7, 10])


@given(st.sampled_from(sorted(SINGLE)), st.data())
def test_values_stand_for_all(kind: str, data: st.DataObject) -> None:
    """Whatever a value and the conditions, some value that stands for others, or none at all, meets the same ones."""
    attribute = Attribute("what", kind)
    relations = ["=", "!="] if kind == "leg" else ["=", "!=", "<", ">", "<=", ">="]
    wanted = data.draw(st.lists(SINGLE[kind], max_size=3), label="wanted")
    if kind == "date":
        wanted = [text[: data.draw(PRECISE, label="precision")] for text in wanted]
    conditions = [
        Condition(attribute, data.draw(st.sampled_from(relations), label="relation"), attribute.value(text))
        for text in wanted
    ]
    standing = attribute.values(c.wanted for c in conditions if c.wanted is not None)
    value = attribute.value(data.draw(st.just("") | SINGLE[kind], label="value"))
    assert [c.meets(value) for c in conditions] in [[c.meets(other) for c in conditions] for other in standing]


@pytest.mark.parametrize(
    ("kind", "wanted", "values"),
    [
        ("year", ["1997", "1998"], [1996, 1997, 1998, 1999]),
        ("year", ["1997", "2002"], [1996, 1997, 1998, 2001, 2002, 2003]),
        ("year", ["1997.5"], [1996, 1997, 1998]),
        ("integer", ["0"], [0, 1]),
        ("number", ["1", "2.5"], [0, 1, 2.5, 0.5, 1.75, 3.5]),
        ("month", ["1"], list(range(1, 13))),
        ("decade", ["40s"], [10, 20, 30, 40, 50, 60, 70, 80, 90]),
        ("date", ["2020-02"], ["2020-01-31", "2020-02-01", "2020-03-01"]),
        ("date", ["2019-12-31"], ["2019-12-30", "2019-12-31", "2020-01-01"]),
        ("leg", ["a>b"], ["a>b", ""]),
    ],
)
def test_values(kind: str, wanted: list[str], values: list[Any]) -> None:
    """There is no value between two whole ones that follow each other, none below nothing, and no 13th month."""
    attribute = Attribute("what", kind)
    found = attribute.values(attribute.value(text) for text in wanted)
    assert [*dict.fromkeys(found)] == [*values, None]


def test_values_of_codes() -> None:
    """Codes stand for themselves; where everybody has one, having none is no choice."""
    (reason,) = event(CODEBOOK, "reason", "hope", "")
    (tag,) = event(CODEBOOK, "tag", "x", "")
    assert reason.attribute.values(["hope"]) == ["hunger", "hope"]
    assert tag.attribute.values(["x"]) == ["x", None]
    assert tag.attribute != condition(CODEBOOK, "tag", "=", "y").attribute


@pytest.mark.parametrize(
    ("where", "value", "met"),
    [
        ("year<2005", "2004", True),
        ("year<2005", "2005", False),
        ("year<=2005", "2005", True),
        ("year>=2005", "", False),
        ("year=2005", "", False),
        ("age>40", "50s", True),
        ("age=40s", "40s", True),
        ("day=2017-10", "2017-10-31", True),
        ("day=2017-10", "2017-11-01", False),
    ],
)
def test_meets(where: str, value: str, met: bool) -> None:
    """A value meets a condition as numbers, or dates to the month, do; having none meets no comparison."""
    (only,) = event(CODEBOOK, "", "", where)
    assert only.meets(only.attribute.value(value)) is met


def test_event() -> None:
    """A code and each condition of a group come together; nobody's condition is everybody."""
    assert event(CODEBOOK, "", "", "") == frozenset()
    assert event(CODEBOOK, "reason", "hope", "year<2005;tag=x") == {
        condition(CODEBOOK, "reason", "=", "hope"),
        condition(CODEBOOK, "year", "<", "2005"),
        condition(CODEBOOK, "tag", "=", "x"),
    }


@pytest.mark.parametrize(
    ("variable", "code", "where", "reason"),
    [
        ("reson", "hope", "", "'reson' is not in the codebook"),
        ("reason", "hop", "", "'hop' is no code of reason"),
        ("tag", "z", "", "'z' is no code of tag"),
        ("tag", "", "", "'tag' takes several values"),
        ("year", "2010..2011", "", "'2010..2011' is no single year"),
        ("day", "2017-13", "", "'2017-13' is no single date"),
        ("", "", "reason", "'reason' is no condition"),
        ("", "", "reason<hope", "'reason' has no order"),
        ("", "", "tag>x", "'tag' takes several values"),
    ],
)
def test_unknown(variable: str, code: str, where: str, reason: str) -> None:
    """What the codebook does not know, or has no single value, is refused with the reason."""
    with pytest.raises(Uncountable, match=reason):
        event(CODEBOOK, variable, code, where)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017", "2017-01-01", "2017-12-31"),
        ("2017-02", "2017-02-01", "2017-02-28"),
        ("2017-02-03", "2017-02-03", "2017-02-03"),
    ],
)
def test_days(text: str, first: str, last: str) -> None:
    """A year, a month and a day each have a first and a last day."""
    assert days(text) == (date.fromisoformat(first), date.fromisoformat(last))
