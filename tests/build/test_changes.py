"""What changed, in the build: listed at its end and on a page, against what stood there before or in another folder."""

import csv
import re
import shutil
from pathlib import Path

from conftest import differing, edit, snakemake

STATISTICS = "data/statistics/new_entries.csv"
CODINGS = "data/interviews/codings.csv"
CLAIM = "entries.no_north_korea_since_stated_year"
CHANGES = {"changes.html", "changes.csv"}


def rows(house: Path, results: str = "results") -> dict[tuple[str, str], dict[str, str]]:
    """Return the rows of changes.csv by kind and name."""
    text = (house / results / "changes.csv").read_text("utf-8")
    return {(row["kind"], row["name"]): row for row in csv.DictReader(text.splitlines())}


def words(page: Path) -> str:
    """Return what a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", "", page.read_text("utf-8")).split())


def test_a_first_build_has_nothing_to_compare(built: Path) -> None:
    """Where nothing stood before, the page says so, and the terminal says nothing."""
    assert "nothing to compare with yet" in words(built / "results/changes.html")
    assert not rows(built)
    assert (built / "results/.work/changes/summary.txt").read_text("utf-8") == ""


def test_changes_are_listed_in_the_terminal_and_on_the_page(house: Path, built: Path) -> None:
    """Two cells are edited: the end of the build and the page name both, their numbers, sentences, and what fell."""
    edit(house, CODINGS, "Suk-young,church_years,5,", "Suk-young,church_years,6,")
    edit(house, STATISTICS, "2015,north_korea,long_term_resident,0,", "2015,north_korea,long_term_resident,1,")
    run = snakemake(house)
    assert run.returncode == 0, run.stderr
    coding, entry = (f"{CODINGS}:65: value 5 → 6", f"{STATISTICS}:20: entries 0 → 1")
    assert re.search(
        r"^Since the earlier build: 5 numbers changed, \d+ sentences reworded, .*1 claim fell", run.stderr, re.M
    )
    assert re.search(
        rf"^fell: {CLAIM} \(fails by 3 years\): manuscript/paper\.md\.j2:\d+ “since 2016 no new arrival",
        run.stderr,
        re.M,
    )
    assert f"journeys.suk_young.church_years: 5 years → 6 years ({coding})" in run.stderr
    changes = rows(house)
    assert changes["number changed", "journeys.suk_young.church_years"]["causes"] == coding
    assert changes["number changed", "entries.north_korea.2015"]["causes"] == entry
    assert changes["row changed", "Table 2: 2015"]["new"].endswith(": 1")
    page = words(house / "results/changes.html")
    assert coding in page
    assert entry in page
    assert "Stranded there, they spent five six years" in page
    drawn = {name for kind, name in changes if kind == "figure redrawn"}
    assert drawn == {"Figure 3", "Figure 4"}

    again = snakemake(house)
    assert "Nothing to be done" in again.stderr
    assert "Since the earlier build" not in again.stderr
    # The way back: all is as it was, but for the page that tells what was there before.
    for file in (CODINGS, STATISTICS):
        shutil.copyfile(built / file, house / file)
    assert f"rose: {CLAIM}" in snakemake(house).stderr
    assert differing(house, built) == CHANGES


def test_a_text_edit_recomputes_nothing_and_is_listed(house: Path) -> None:
    """A sentence that is edited leads to documents alone; lines of data that move are no change."""
    edit(house, "manuscript/paper.md.j2", "Stranded there, they spent", "Stranded there, both spent")
    plan = snakemake(house, "--dry-run", "--quiet", "host")
    planned = set(re.findall(r"^rule (\w+):", plan.stdout + plan.stderr, re.MULTILINE))
    assert {"manuscript", "html"} <= planned
    assert planned.isdisjoint({"prepare", "participants", "entries", "claims", "figures", "fragility"})
    text = (house / CODINGS).read_text("utf-8")
    header, first, *others = text.splitlines(keepends=True)
    (house / CODINGS).write_text("".join([header, *others, first]), "utf-8")
    run = snakemake(house)
    assert "Since the earlier build: 1 sentence reworded.\n" in run.stderr, run.stderr


def test_a_change_is_listed_by_the_build_that_ends_well(house: Path) -> None:
    """A build that stops lists no changes; the one after it does, whatever is left for it to do."""
    edit(house, STATISTICS, "2015,north_korea,long_term_resident,0,", "2015,north_korea,long_term_resident,1,")
    stopped = snakemake(house, "--config", "release=true")
    assert stopped.returncode != 0
    assert "Since the earlier build" not in stopped.stderr
    assert f"fell: {CLAIM}" in snakemake(house).stderr


def test_other_data_are_compared_with_the_shipped_study(house: Path, built: Path) -> None:
    """Other data are compared with the shipped study without being asked, or against the folder that is named."""
    shutil.copytree(house / "data", house / "followup")
    with (house / "followup/interviews/codings.csv").open("a", encoding="utf-8") as codings:
        codings.write("SYNTHETIC-10,sex,female,stated,1,made up\n")
    edit(house, "followup/interviews/codings.csv", "Suk-young,church_years,5,", "Suk-young,church_years,7,")
    other = ("--config", "data=followup", "results=followup-results")
    run = snakemake(house, *other)
    assert run.returncode == 0, run.stderr
    assert "Against results: " in run.stderr
    named = rows(house, "followup-results")["number changed", "participants.named"]
    assert named["causes"].endswith(
        "new row followup/interviews/codings.csv:125 (participant SYNTHETIC-10, variable sex: female)"
    )
    assert "results in results:" in words(house / "followup-results/changes.html")
    assert "Nothing to be done" in snakemake(house, *other).stderr
    assert not differing(house, built)
    # The audit page tells of this build alone, whatever it is compared with.
    audit = (house / "followup-results/audit.html").read_bytes()
    shutil.copytree(house / "followup-results", house / "before", ignore=shutil.ignore_patterns(".work"))
    run = snakemake(house, *other, "against=before")
    assert "Against before: no number, sentence, claim, table or figure changed." in run.stderr
    assert (house / "followup-results/audit.html").read_bytes() == audit
    # The other folder is an input: when it changes there is something to do.
    edit(house, "before/tables/entries.csv", "2012,2,", "2012,9,")
    assert "1 row changed in Table 2" in snakemake(house, *other, "against=before").stderr


def test_a_folder_without_results_is_a_fault(house: Path, built: Path) -> None:
    """A folder to compare with that holds nothing is named, without a traceback and before anything is built."""
    run = snakemake(house, "--config", "against=nowhere")
    assert run.returncode != 0
    assert "against=nowhere: this folder holds no results: build them first, or name another folder" in run.stderr
    assert "Traceback" not in run.stderr
    assert not differing(house, built)
