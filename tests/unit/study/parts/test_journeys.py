"""The journeys of the named participants."""

import pytest

from study.parts import journeys
from traced.ledger.cases import Cases
from unit.builders import aggregates, codebook, codings, journeys_of, ledger, row, shipped


@pytest.mark.parametrize(
    ("name", "value", "unit"),
    [
        ("nakamura.age_band", 40, "decade"),
        ("aoki.age_band", 70, "decade"),
        ("aoki.episode_year", 2007, "year"),
        ("suk_young.church_years", 5, "years"),
        ("suk_young.wait_years", 1, "years"),
        ("ja_hyeong.detention_years", 3, "years"),
        ("chan_il.months_to_arrival", 1, "months"),
        ("danbi.nationality_changes", 3, "changes"),
        ("danbi.arrival_year", 2004, "year"),
        ("seol_mae.arrival_month", "2006-12", "month"),
        ("eun_hye.arrival_year", 2007, "year"),
        ("in_jae.interview_date", "2019-03-11", "date"),
        ("direct_route_closes_from", "2009-04", "month"),
        ("earliest_choice", 2006, "year"),
        ("latest_without_choice", 2004, "year"),
        ("choice_since", 2005, "year"),
    ],
)
def test_shipped_numbers(name: str, value: float | str, unit: str) -> None:
    """The shipped codings give what the article states of the named participants."""
    number = ledger()[f"journeys.{name}"]
    assert (number.value, number.unit) == (value, unit)


def test_choice_since_is_approximate() -> None:
    """The beginning of a choice is reported, with the qualifier of the article."""
    number = ledger()["journeys.choice_since"]
    assert (number.status, number.qualifier) == ("reported", "around")


@pytest.mark.parametrize(("name", "slug"), [("Seol-mae", "seol_mae"), ("Aoki", "aoki"), ("P. 12", "p__12")])
def test_slug(name: str, slug: str) -> None:
    """A name becomes a form that can stand in the name of a number."""
    assert journeys.slug(name) == slug


def study(coded: dict[str, dict[str, str]], *statements: tuple[str, ...]) -> journeys.Journeys:
    """Return SYNTHETIC journeys."""
    return journeys.Journeys(Cases(codings(coded), aggregates(*statements), codebook()), ())


def test_a_small_study() -> None:
    """The earliest choice and the latest arrival without one are found among those whose arrival is dated."""
    found = {
        n.name: n.value
        for n in journeys.part.compute(
            study(
                {
                    "SYNTHETIC-1": {"arrival_year": "2009", "nationality_choice": "yes"},
                    "SYNTHETIC-2": {"arrival_year": "2007", "nationality_choice": "yes"},
                    "SYNTHETIC-3": {"nationality_choice": "yes"},
                    "SYNTHETIC-4": {"arrival_year": "2003", "arrival_month": "2", "nationality_choice": "no"},
                    "SYNTHETIC-5": {"arrival_year": "1990"},
                }
            )
        )
    }
    assert found == {
        "journeys.synthetic_1.arrival_year": 2009,
        "journeys.synthetic_2.arrival_year": 2007,
        "journeys.synthetic_4.arrival_year": 2003,
        "journeys.synthetic_4.arrival_month": "2003-02",
        "journeys.synthetic_5.arrival_year": 1990,
        "journeys.earliest_choice": 2007,
        "journeys.latest_without_choice": 2003,
    }


def events(**coded: str) -> list[tuple[object, ...]]:
    """Return kind, start, end and precision of the events of one SYNTHETIC participant."""
    rows = journeys.figure(study({"SYNTHETIC": coded}))
    return [(r["kind"], r["start"], r["end"], r["precision"]) for r in rows]


@pytest.mark.parametrize(
    ("coded", "rows"),
    [
        ({"sex": "male"}, [("none", "", "", "")]),
        ({"crossing_year": "2005"}, [("crossing", "2005", "2005", "year")]),
        ({"crossing_year": "2005", "episode_year": "2005"}, [("event", "2005", "2005", "year")]),
        ({"arrival_year": "2006", "arrival_month": "2"}, [("arrival", "2006-02", "2006-02", "month")]),
        ({"arrival_earliest": "2010", "arrival_latest": "2011"}, [("arrival", "2010", "2011", "year")]),
        ({"arrival_earliest": "2010"}, [("arrival", "2010", "", "year")]),
        ({"arrival_latest": "2011"}, [("arrival", "", "2011", "year")]),
        ({"arrival_year": "2009", "arrival_earliest": "2008"}, [("arrival", "2009", "2009", "year")]),
        ({"detention_latest": "2007"}, [("detention", "", "2007", "year")]),
        ({"interview_date": "2018-11-03"}, [("interview", "2018-11-03", "2018-11-03", "day")]),
        (
            {"crossing_year": "2005", "church_years": "2.5"},
            [("crossing", "2005", "2005", "year"), ("stay", "2005", "2008", "year")],
        ),
    ],
)
def test_events_of_a_participant(coded: dict[str, str], rows: list[tuple[str, ...]]) -> None:
    """Known dates have one date, intervals two, open ends none; who has no date at all still has a row."""
    assert events(**coded) == rows


def test_shipped_figure() -> None:
    """Every named participant is in the figure, and implied events are marked as such."""
    rows = journeys.figure(journeys_of(shipped()))
    assert {str(r["label"]) for r in rows} == {r["participant"] for r in shipped()["codings"]}
    suk_young = [(r["kind"], r["start"], r["end"], r["basis"]) for r in rows if r["participant"] == "suk_young"]
    assert suk_young == [
        ("crossing", "2005", "2005", "stated"),
        ("stay", "2005", "2010", "stated"),
        ("arrival", "2010", "2018", "implied"),
        ("interview", "2018-11-03", "2018-11-03", "stated"),
    ]
    detention = [r["detail"] for r in rows if r["kind"] == "detention"]
    assert detention == ["3 years in prison in Myanmar, begun by 2007"]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2002", "2003", [(2002, "year")]),
        ("2002-05-08", "2002-06", [("2002-05-08", "date")]),
        ("2002-05-08", "2002-05-08", []),
        ("", "2003", []),
    ],
)
def test_what_went_on_for_a_while_has_a_beginning(start: str, end: str, found: list[tuple[object, str]]) -> None:
    """The beginning of a SYNTHETIC event is a number, unless it happened at once or has no beginning."""
    record = row("events", basis="cited", event="SYNTHETIC", label="Event", start=start, end=end, qualifier="")
    numbers = journeys.part.compute(journeys.Journeys(study({"A": {"sex": "male"}}).cases, (record,)))
    assert [(n.value, n.unit) for n in numbers if n.name.endswith("_from")] == found


def test_events() -> None:
    """The events behind the journeys are handed on with their dates and qualifiers alone."""
    cells = {"event": "SYNTHETIC", "label": "Event", "start": "2002", "end": "2003", "qualifier": "around"}
    record = row("events", basis="cited", citation="x", page="1", **cells)
    assert journeys.events(journeys.Journeys(study({"A": {"sex": "male"}}).cases, (record,))) == [cells]
