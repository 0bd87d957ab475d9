"""Verdicts: each printed number against what is computed here, and never more than was computed."""

import csv
import io
from dataclasses import asdict
from typing import Any

import pytest

from traced.core.voice import NEUTRAL
from traced.ledger.published import (
    REASONS,
    PublishedNumber,
    agreement_of,
    judge_published,
    published_csv,
    verdict_counts,
    verdict_on_number,
)
from traced.reading.bibliography import bibliography_entries, verified_years
from unit.builders import DATA, judged, ledger, row, shipped


def number(**fields: Any) -> dict[str, Any]:
    """Return a SYNTHETIC row of `numbers.json`."""
    return {
        "value": 4,
        "low": 4,
        "high": 4,
        "status": "recomputed",
        "records": ["a:2", "a:3"],
        "of": [],
        "counts": None,
    } | fields


NUMBERS = {
    "n.recomputed": number(),
    "n.single": number(records=["a:2"]),
    "n.official": number(records=["a:2"], basis="official"),
    "n.derived": number(records=["a:2"], of=["n.single"]),
    "n.reported": number(status="reported"),
    "n.cited": number(status="external"),
    "n.share": number(value=0.538461, low=0.538461, high=0.538461, status="entailed"),
    "n.bounded": number(value=None, low=2, high=6, status="bounded"),
    "n.open": number(value=None, low=2, high=None, status="bounded"),
    "n.month": number(value="2006-12", status="entailed"),
}
CLAIMS = {
    "c.holds": {"verdict": "holds", "margin": {"words": "holds by 5 participants"}, "missing": ""},
    "c.fails": {"verdict": "fails", "margin": {"words": "fails by 1 entry"}, "missing": ""},
    "c.open": {"verdict": "undecided", "margin": {"words": ""}, "missing": "a count"},
}
YEARS = {"kato2019": "2019"}


def line(name: str, value: str = "4", rests_on: str = "interviews", unit: str = "participants") -> PublishedNumber:
    """Return the line of one SYNTHETIC printed number."""
    cells = {"id": "p1-01", "page": "1", "section": "1", "place": "text", "printed": value, "value": value}
    record = row("numbers", **cells, rests_on=rests_on, unit=unit, number=name)
    (found,) = judge_published([record], NUMBERS, CLAIMS, YEARS)
    return found


@pytest.mark.parametrize(
    ("name", "printed", "verdict", "reason"),
    [
        ("n.recomputed", "4", "same", ""),
        ("n.recomputed", "5", "differs", ""),
        ("n.derived", "4", "same", ""),
        ("n.single", "4", "reported only", "one coded row, read as it is"),
        ("n.single", "5", "differs", ""),
        ("n.official", "4", "same", ""),
        ("n.reported", "4", "reported only", "stated in the published study itself"),
        ("n.reported", "5", "differs", ""),
        ("n.cited", "4", "reported only", "a cited work"),
        ("n.share", "0.54", "same after rounding", ""),
        ("n.share", "0.5", "same after rounding", ""),
        ("n.share", "0.53", "differs", ""),
        ("n.bounded", "4", "cannot be computed", "only an interval follows"),
        ("n.bounded", "7", "differs", "outside of what is possible"),
        ("n.open", "70", "cannot be computed", "only an interval follows"),
        ("n.open", "1", "differs", "outside of what is possible"),
        ("n.month", "2006-12", "same", ""),
        ("n.gone", "4", "cannot be computed", "these data do not tell it"),
        ("c.holds", "", "same", "holds by 5 participants"),
        ("c.fails", "", "differs", "fails by 1 entry"),
        ("c.open", "", "cannot be computed", "undecided; it would take a count"),
    ],
)
def test_verdicts(name: str, printed: str, verdict: str, reason: str) -> None:
    """What is merely transcribed is never called the same, and what contradicts the print always differs."""
    found = line(name, printed)
    assert (found.verdict, found.reason) == (verdict, reason)


@pytest.mark.parametrize(
    ("key", "year", "verdict"),
    [("@kato2019", "2019", "same"), ("@kato2019", "2018", "differs"), ("@kim1995", "1995", "reported only")],
)
def test_citations(key: str, year: str, verdict: str) -> None:
    """The year of a citation is the same only where the work itself has been seen."""
    assert line(key, year, "citation", "year").verdict == verdict


@pytest.mark.parametrize(
    ("rests_on", "reason"), [*NEUTRAL.texts(REASONS).items(), ("elsewhere", "no rows about it are public")]
)
def test_numbers_without_a_name_say_why(rests_on: str, reason: str) -> None:
    """A printed number that nothing computes has a reason."""
    found = line("", "1", rests_on)
    assert (found.verdict, found.reason) == ("cannot be computed", reason)


def test_words_are_not_rounded() -> None:
    """Nearly half is not exactly half, however it is rounded."""
    cells = {"id": "p1-01", "page": "1", "section": "1", "place": "text", "printed": "Exactly half", "value": "0.5"}
    record = row("numbers", **cells, rests_on="interviews", unit="share", number="n.nearly")
    (found,) = judge_published([record], {"n.nearly": number(value=0.4828, status="entailed")}, CLAIMS, YEARS)
    assert found.verdict == "differs"


def test_participants_who_are_added_reproduce_nothing() -> None:
    """What was reported stays reported when others are counted with it."""
    pooled = number(status="entailed", counts=["reason", "freedom", ""])
    assert verdict_on_number(row("numbers", value="4", printed="4"), pooled)[0] == "reported only"


def test_words_do_not_compare_as_numbers() -> None:
    """A printed word against a number is a difference, not an error."""
    assert agreement_of("several", 4) == "differs"


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [("0.13", "same after rounding"), ("0.12", "same after rounding"), ("0.14", "differs"), ("0.125", "same")],
)
def test_a_half_is_rounded_either_way(printed: str, verdict: str) -> None:
    """Five of forty are 0.13 where halves go up, and 0.12 where they go to the even digit."""
    assert agreement_of(printed, 5 / 40) == verdict


def test_counts_and_table_agree() -> None:
    """The counts add up to the lines, and the table has one row for each."""
    lines = [line("n.recomputed"), line("n.reported"), line("c.fails"), line("", "1", "structure")]
    table = verdict_counts(lines)
    assert sum(sum(by_status.values()) for by_status in table.values()) == len(lines)
    assert table["differs"] == {"claim": 1}
    rows = list(csv.DictReader(io.StringIO(published_csv(lines))))
    assert [r["verdict"] for r in rows] == ["same", "reported only", "differs", "cannot be computed"]


def test_the_printed_numbers_of_the_paper() -> None:
    """Every name in the file of printed numbers means something; what differs is the claim about the early entries."""
    numbers = {name: vars(n) for name, n in ledger().items()}
    claims = {name: asdict(claim) for name, claim in judged().items()}
    years = verified_years((DATA.parent / "manuscript/references.bib").read_text("utf-8"))
    lines = judge_published(shipped()["numbers"], numbers, claims, years)
    assert [found.printed["id"] for found in lines if found.reason == "these data do not tell it"] == []
    assert [(found.name, found.reason) for found in lines if found.verdict == "differs"] == [
        ("entries.north_korea_before_stated_year", "fails by 1 entry")
    ]


def test_citations_name_works_of_the_bibliography() -> None:
    """Every citation among the printed numbers has its work."""
    known = bibliography_entries((DATA.parent / "manuscript/references.bib").read_text("utf-8"))
    named = {r["number"].removeprefix("@") for r in shipped()["numbers"] if r["number"].startswith("@")}
    assert named
    assert named <= known.keys()
