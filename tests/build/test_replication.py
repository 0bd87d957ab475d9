"""Published against recomputed in the build: one cell turns the right verdicts and claims, and no others."""

import csv
import json
import re
from pathlib import Path

from conftest import differing, edit, snakemake

STATISTICS = "data/statistics/new_entries.csv"


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


def test_one_cell_turns_the_right_verdicts(house: Path, built: Path) -> None:
    """Without the entry of 2009 the statement about the early years holds; its line and that of the cell change."""
    edit(house, STATISTICS, "2009,north_korea,long_term_resident,1,", "2009,north_korea,long_term_resident,0,")
    run = snakemake(house)
    assert run.returncode == 0, run.stderr
    claim = "entries.north_korea_before_stated_year"
    assert changed(claims(built), claims(house)) == {claim: ("fails", "holds")}
    numbers = {
        row["id"]: row["here"]
        for row in csv.DictReader((house / "results/replication.csv").read_text("utf-8").splitlines())
    }
    turned = {numbers[line]: turn for line, turn in changed(verdicts(built), verdicts(house)).items()}
    assert turned == {claim: ("differs", "same"), "entries.north_korea.2009": ("reported only", "differs")}
    before, after = ((where / "results/paper.html").read_text("utf-8") for where in (built, house))
    assert "before 2009" in re.sub(r"<[^>]+>", "", after)
    assert before.count('class="fails"') == after.count('class="fails"') + 1
    findings = (house / "results/findings.html").read_text("utf-8")
    assert findings.index('id="consistent"') < findings.index('id="f=entries_before_2009"')


def test_a_claim_that_newly_fails_stops_a_release_only(house: Path, built: Path) -> None:
    """The author's build marks the sentence and goes on; a release names the sentence and leaves the results alone."""
    assert snakemake(house, "--config", "release=true").returncode == 0
    edit(house, STATISTICS, "2015,north_korea,long_term_resident,0,", "2015,north_korea,long_term_resident,1,")
    release = snakemake(house, "--config", "release=true")
    assert release.returncode != 0
    assert re.search(
        r"workflow/study/claims\.py:\d+: 1: the claim entries\.no_north_korea_since_stated_year fails by 3 years: "
        r"reword manuscript/paper\.md\.j2:\d+, or record",
        release.stderr,
    )
    assert "Traceback" not in release.stderr
    assert not differing(house, built)
    assert snakemake(house).returncode == 0
    assert claims(house)["entries.no_north_korea_since_stated_year"] == "fails"
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
