"""Published against recomputed in the build: one cell turns the right verdicts and claims, and no others."""

import csv
import json
import re
from pathlib import Path

from conftest import STATISTICS, Build, differing, edit, snakemake

CLAIM = "entries.no_north_korea_since_stated_year"
EARLY = "entries.north_korea_before_stated_year"


def verdicts(house: Path) -> dict[str, str]:
    """Return the verdict of each printed number of a built house, by its id."""
    rows = csv.DictReader((house / "results/replication.csv").read_text("utf-8").splitlines())
    return {row["id"]: row["verdict"] for row in rows}


def claims(house: Path) -> dict[str, str]:
    """Return the verdict of each claim of a built house."""
    judged = json.loads((house / "results/claims.json").read_text("utf-8"))["claims"]
    return {name: claim["verdict"] for name, claim in judged.items()}


def changed(before: dict[str, str], after: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Return what has another verdict than before."""
    return {name: (before[name], after[name]) for name in before if before[name] != after[name]}


def test_an_edit_turns_the_right_verdicts(edited: Build, built: Path) -> None:
    """What the article printed is the same or differs with the edited cells; no other verdict turns."""
    house = edited.house
    assert changed(claims(built), claims(house)) == {
        EARLY: ("fails", "holds"),
        CLAIM: ("holds", "fails"),
        "entries.nobody_in_gap_years": ("holds", "fails"),
        "entries.south_korea_over_a_thousand": ("holds", "fails"),
    }
    numbers = {
        row["id"]: row["here"]
        for row in csv.DictReader((house / "results/replication.csv").read_text("utf-8").splitlines())
    }
    turned = {numbers[line]: turn for line, turn in changed(verdicts(built), verdicts(house)).items()}
    assert turned.pop(EARLY) == ("differs", "same")
    assert {after for _, after in turned.values()} == {"differs"}
    assert turned.keys() == {
        "journeys.suk_young.church_years",
        "motives.survival_last_crossing",
        CLAIM,
        "entries.nobody_in_gap_years",
        "entries.north_korea.2009",
        "entries.north_korea.2015",
        "entries.north_korea_none_since",
        "entries.stateless.2011",
        "entries.gap_last",
        "entries.last_year",
        "entries.south_korea_floor",
    }
    findings = (house / "results/findings.html").read_text("utf-8")
    assert findings.index('id="consistent"') < findings.index('id="f=entries_before_2009"')


def test_a_claim_that_newly_fails_stops_a_release_only(house: Path, built: Path) -> None:
    """A release names the sentence and leaves the results alone; the author's build marks it and reports the change."""
    assert snakemake(house, "--config", "release=true").returncode == 0
    edit(house, STATISTICS, "2015,north_korea,long_term_resident,0,", "2015,north_korea,long_term_resident,1,")
    release = snakemake(house, "--config", "release=true")
    assert release.returncode != 0
    assert re.search(
        rf"workflow/study/claims\.py:\d+: 1: the claim {re.escape(CLAIM)} fails by 3 years: "
        r"reword manuscript/paper\.md\.j2:\d+, or record",
        release.stderr,
    )
    assert "Traceback" not in release.stderr
    assert "Since the earlier build" not in release.stderr
    assert not differing(house, built)
    run = snakemake(house)
    assert run.returncode == 0, run.stderr
    assert f"fell: {CLAIM}" in run.stderr
    assert claims(house)[CLAIM] == "fails"
    assert "the article states it otherwise" in (house / "results/paper.html").read_text("utf-8")


def test_statements_that_cannot_be_true_together_are_named(house: Path, built: Path) -> None:
    """More arrivals in Japan than people who settled there contradict each other, and the build names the rows."""
    edit(
        house,
        "data/interviews/aggregates.csv",
        "arrived-2010,arrival_year,2010,destination=japan,count,3,",
        "arrived-2010,arrival_year,2010,destination=japan,count,15,",
    )
    edit(
        house,
        "data/interviews/aggregates.csv",
        "arrived-2017,arrival_year,2017,destination=japan,count,1,",
        "arrived-2017,arrival_year,2017,destination=japan,count,9,",
    )
    run = snakemake(house)
    assert run.returncode != 0
    named = set(re.findall(r"^(data/\S+:\d+): value: cannot be true beside", run.stderr, re.MULTILINE))
    lines = (house / "data/interviews/aggregates.csv").read_text("utf-8").splitlines()
    statements = {
        lines[int(place.rpartition(":")[2]) - 1].partition(",")[0] for place in named if "aggregates" in place
    }
    assert {"arrived-2010", "arrived-2017"} <= statements
    assert "Traceback" not in run.stderr
    assert not differing(house, built)
