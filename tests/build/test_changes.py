"""What changed, in the build: listed at its end and on a page, against what stood there before or in another folder."""

import csv
import json
import re
import shutil
from pathlib import Path

from conftest import CODINGS, EDITS, STATISTICS, Build, copied, differing, edit, snakemake, steps
from messages import UP_TO_DATE

CLAIM = "entries.no_north_korea_since_stated_year"


def rows(house: Path, results: str = "results") -> dict[tuple[str, str], dict[str, str]]:
    """Return the rows of changes.csv by kind and name."""
    text = (house / results / "changes.csv").read_text("utf-8")
    return {(row["kind"], row["name"]): row for row in csv.DictReader(text.splitlines())}


def words(page: Path) -> str:
    """Return what a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", "", page.read_text("utf-8")).split())


def test_a_first_build_has_nothing_to_compare(built: Path) -> None:
    """Where nothing stood before, the page says so, and the terminal shows nothing."""
    assert "nothing to compare with yet" in words(built / "results/changes.html")
    assert not rows(built)
    assert (built / "results/.work/changes/summary.txt").read_text("utf-8") == ""


def test_what_changed_stands_in_the_terminal_and_on_the_page(edited: Build) -> None:
    """Both name the edited cells, the numbers and sentences that follow them, and the claims that fell or rose."""
    coding, entry = f"{CODINGS}:65: value 5 → 6", f"{STATISTICS}:20: entries 0 → 2"
    assert re.search(
        r"^Since the earlier build: 17 numbers changed, \d+ numbers new, .*3 claims fell, .*1 claim rose",
        edited.output,
        re.MULTILINE,
    )
    assert re.search(
        rf"^fell: {CLAIM} \(fails by 3 years\): manuscript/paper\.md\.j2:\d+ “since 2016 no new arrival",
        edited.output,
        re.MULTILINE,
    )
    assert re.search(r"^rose: entries\.north_korea_before_stated_year \(holds exactly\): ", edited.output, re.MULTILINE)
    assert f"entries.north_korea.2015: 0 entries → 2 entries ({entry})" in edited.output
    changes = rows(edited.house)
    assert changes["number changed", "journeys.suk_young.church_years"]["causes"] == coding
    assert changes["number changed", "entries.north_korea.2015"]["causes"] == entry
    assert changes["row changed", "Table 2: 2015"]["new"].endswith(": 2")
    page = words(edited.house / "results/changes.html")
    assert coding in page
    assert entry in page
    assert "Stranded there, they spent five six years" in page
    assert {name for kind, name in changes if kind == "figure redrawn"} == {"Figure 3", "Figure 4"}


def test_the_way_back_leads_to_the_same_files(edited: Build, built: Path, tmp_path: Path) -> None:
    """Nothing is reported twice; with the old data all is as it was, but for the page of changes."""
    house = copied(edited.house, tmp_path / "house")
    again = snakemake(house).stderr
    assert again.splitlines()[-1] == UP_TO_DATE
    assert "Since the earlier build" not in again
    for file, *_ in EDITS:
        shutil.copyfile(built / file, house / file)
    assert f"rose: {CLAIM}" in snakemake(house).stderr
    assert differing(house, built) == {"changes.html", "changes.csv"}


def test_a_text_edit_recomputes_nothing_and_is_listed(house: Path) -> None:
    """A sentence that is edited leads to documents alone; lines of data that move are no change."""
    edit(house, "manuscript/paper.md.j2", "Stranded there, they spent", "Stranded there, both spent")
    planned = set(steps(snakemake(house, "--dry-run").stdout))
    assert {"manuscript", "html"} <= planned
    assert planned.isdisjoint({"prepare", "participants", "entries", "claims", "figures", "fragility"})
    text = (house / CODINGS).read_text("utf-8")
    header, first, *others = text.splitlines(keepends=True)
    (house / CODINGS).write_text("".join([header, *others, first]), "utf-8")
    run = snakemake(house)
    assert "Since the earlier build: 1 sentence reworded.\n" in run.stderr, run.stderr


def test_other_data_are_compared_with_the_shipped_study(house: Path, built: Path) -> None:
    """Other data go into another folder and leave the shipped results alone; the changes are those against them."""
    shutil.copytree(house / "data", house / "Han's follow-up")
    with (house / "Han's follow-up/interviews/codings.csv").open("a", encoding="utf-8") as codings:
        codings.write("SYNTHETIC-10,sex,female,stated,1,made up\n")
    edit(house, "Han's follow-up/interviews/codings.csv", "Suk-young,church_years,5,", "Suk-young,church_years,7,")
    other = ("--config", "data=Han's follow-up", "results=its results")
    run = snakemake(house, *other)
    assert run.returncode == 0, run.stderr
    assert "Against results: " in run.stderr
    named = rows(house, "its results")["number changed", "participants.named"]
    assert named["causes"].endswith(
        "new row Han's follow-up/interviews/codings.csv:125 (participant SYNTHETIC-10, variable sex: female)"
    )
    number = json.loads((house / "its results/numbers.json").read_text("utf-8"))["numbers"][
        "journeys.suk_young.church_years"
    ]
    assert (number["value"], number["records"]) == (7, ["Han's follow-up/interviews/codings.csv:65"])
    assert "results in results:" in words(house / "its results/changes.html")
    assert UP_TO_DATE in snakemake(house, *other).stderr
    assert not differing(house, built)


def test_a_folder_to_compare_with_is_an_input(house: Path) -> None:
    """The audit page is of this build alone; when a file changes in the other folder, the comparison is made again."""
    shutil.copytree(house / "results", house / "before", ignore=shutil.ignore_patterns(".work"))
    audit = (house / "results/audit.html").read_bytes()
    run = snakemake(house, "--config", "against=before")
    assert "Against before: no number, sentence, claim, table or figure changed." in run.stderr
    assert (house / "results/audit.html").read_bytes() == audit
    edit(house, "before/tables/entries.csv", "2012,2,", "2012,9,")
    assert "1 row changed in Table 2" in snakemake(house, "--config", "against=before").stderr


def test_a_folder_without_results_is_named(house: Path, built: Path) -> None:
    """A folder to compare with that holds nothing is named, without a traceback and before anything is built."""
    run = snakemake(house, "--config", "against=nowhere")
    assert run.returncode != 0
    assert (
        run.stderr.splitlines()[-1]
        == "config: against: nowhere holds no results: build them first, or name another folder"
    )
    assert not differing(house, built)
