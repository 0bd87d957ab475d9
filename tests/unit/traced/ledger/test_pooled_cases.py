"""Pooled cases: what is reported of one sample and coded of another is counted together, and nothing twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study import study
from study.parts import entries
from traced.ledger.cases import Cases, Pooled, pool
from traced.manuscript.table import Printed
from unit.builders import aggregates, codebook, codings, edit, ledger, shipped

CODED = {
    "SYNTHETIC-A": ("freedom", "japan", "2015", "2022-05-01"),
    "SYNTHETIC-B": ("survival", "south_korea", "2005", "2022-06-01"),
    "SYNTHETIC-C": ("freedom", "japan", "2010", "2023-01-09"),
}
VARIABLES = ("reason", "destination", "crossing_year", "interview_date")
FURTHER = codings({name: dict(zip(VARIABLES, values, strict=True)) for name, values in CODED.items()})


def pooled() -> Cases:
    """Return the shipped participants with three SYNTHETIC ones."""
    tables = shipped()
    return pool(tables["codings"], tables["aggregates"], codebook(), FURTHER)


def test_without_further_participants_nothing_changes() -> None:
    """No pool is made of one sample."""
    tables = shipped()
    assert not isinstance(pool(tables["codings"], tables["aggregates"], codebook(), ()), Pooled)


def test_counts_add_up() -> None:
    """Each count is that of the article's sample and that of the further one together, with the rows of both."""
    cases = pooled()
    assert (cases.total().value, cases.named().value) == (29, 12)
    freedom = cases.count("reason", "freedom")
    assert (freedom.value, freedom.status) == (15, "entailed")
    assert {r.partition(":")[0] for r in freedom.records} == {
        "data/interviews/aggregates.csv",
        "tests/SYNTHETIC/codings.csv",
    }
    assert cases.count("reason", "survival").value == 5
    assert cases.count("destination", "japan").value == 23


def test_the_whole_study_follows() -> None:
    """Half of all is no longer half, and names, dates and extremes come from both samples."""
    tables = {**shipped(), "further": FURTHER}
    numbers = study.compute(tables, codebook())
    assert numbers["motives.freedom_share"].value == pytest.approx(15 / 29)
    assert numbers["motives.survival_last_crossing"].value == 2005
    assert numbers["motives.survival_first_crossing"].value == ledger()["motives.survival_first_crossing"].value
    assert numbers["participants.fieldwork_end"].value == "2023-01"
    assert numbers["journeys.synthetic_a.crossing_year"].value == 2015
    arrived = numbers["entries.participants.2010"]
    assert (arrived.value, arrived.low, arrived.high) == (None, 3, 5)  # two of them settled in Japan, nobody knows when
    assert numbers["entries.gap_first"].value == 2010
    assert "entries.gap_participants" not in numbers


def test_an_arrival_that_is_known_has_its_note() -> None:
    """Where nobody knows how many came in a year, those who are known to have come stand in the note of Table 2."""
    came = {"SYNTHETIC-A": {"destination": "japan", "arrival_year": "2016"}, "SYNTHETIC-B": {"destination": "japan"}}
    tables = {**shipped(), "further": codings(came)}
    statistics = entries.statistics(tables, codebook())
    table = entries.table(statistics)
    notes = dict(zip(statistics.years, (row[-1] for row in table.rows), strict=True))
    assert notes[2016][1:] == (
        " participant known to have entered in ",
        Printed("entries.year.2016", "digits"),
        " does not appear in this table",
    )
    assert notes[2015] == ("",)


def test_an_extreme_needs_both_samples() -> None:
    """Where further participants are concerned and do not tell, there is no extreme; where none is, there is."""
    tables = shipped()
    silent = codings({"SYNTHETIC-A": {"reason": "survival"}})
    cases = pool(tables["codings"], tables["aggregates"], codebook(), silent)
    assert cases.extreme("maximum", "crossing_year", "reason=survival") is None
    other = codings({"SYNTHETIC-A": {"reason": "freedom"}})
    cases = pool(tables["codings"], tables["aggregates"], codebook(), other)
    found = cases.extreme("maximum", "crossing_year", "reason=survival")
    assert found is not None
    assert found.value == 2002


def test_what_the_further_sample_leaves_open_is_an_interval() -> None:
    """A further participant without a reason may have any."""
    tables = shipped()
    cases = pool(
        tables["codings"], tables["aggregates"], codebook(), codings({"SYNTHETIC-A": {"destination": "japan"}})
    )
    freedom = cases.count("reason", "freedom")
    assert (freedom.value, freedom.low, freedom.high, freedom.status) == (None, 13, 14, "bounded")


def test_aggregates_are_about_their_own_sample() -> None:
    """Twenty further settlers contradict nothing that the article reports of its own participants."""
    many = codings({f"SYNTHETIC-{n}": {"destination": "japan"} for n in range(30)})
    tables = shipped()
    assert not list(pool(tables["codings"], tables["aggregates"], codebook(), many).contradictions())
    wrong = edit(tables, "aggregates", tables["aggregates"][1], value="1")
    assert list(pool(wrong["codings"], wrong["aggregates"], codebook(), many).contradictions())


@given(st.lists(st.sampled_from(["survival", "freedom", "involuntary"]), min_size=2, max_size=9), st.integers(1, 8))
def test_it_makes_no_difference_how_coded_cases_are_split(reasons: list[str], at: int) -> None:
    """Cases that are all coded give the same counts as one sample and as two."""
    people = {f"SYNTHETIC-{n}": {"reason": reason, "crossing_year": str(2000 + n)} for n, reason in enumerate(reasons)}
    names = list(people)
    cut = min(at, len(names) - 1)
    first = codings({name: people[name] for name in names[:cut]})
    second = codings({name: people[name] for name in names[cut:]})
    one, two = Cases(codings(people), (), codebook()), pool(first, aggregates(), codebook(), second)
    assert one.total().value == two.total().value
    for reason in ("survival", "freedom", "involuntary"):
        assert one.count("reason", reason).value == two.count("reason", reason).value
        ends = [cases.extreme("minimum", "crossing_year", f"reason={reason}") for cases in (one, two)]
        assert len({end.value if end else None for end in ends}) == 1
