"""What a build does: all of it, nothing twice, the right things after a change, and nothing halfway."""

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sysconfig
import time
import venv
from pathlib import Path

import pytest

from code_files import code_files
from conftest import ROOT, SNAKEMAKE, clone, differing, edit, files, snakemake

EDITIONS = (
    *("audit.html", "paper-annotated.docx", "replication.html", "replication.csv"),
    *("changes.html", "changes.csv"),
)
EDITS = {
    # file, old text, new text, the numbers that must change
    "a duration": (
        "data/interviews/codings.csv",
        "Suk-young,church_years,5,",
        "Suk-young,church_years,6,",
        {"journeys.suk_young.church_years"},
    ),
    "an aggregate": (
        "data/interviews/aggregates.csv",
        "survival-last-crossing,crossing_year,,reason=survival,maximum,2002,",
        "survival-last-crossing,crossing_year,,reason=survival,maximum,2003,",
        {"motives.survival_last_crossing"},
    ),
    "a statistic": (
        "data/statistics/new_entries.csv",
        "2012,north_korea,long_term_resident,2,",
        "2012,north_korea,long_term_resident,3,",
        {"entries.north_korea.2012", "entries.north_korea_total"},
    ),
    "a year of silence": (
        "data/statistics/new_entries.csv",
        "2011,stateless,long_term_resident,0,",
        "2011,stateless,long_term_resident,4,",
        {
            "entries.stateless.2011",
            "entries.stateless_total_plain",
            "entries.gap.2011",
            "entries.gap_last",
            "entries.gap_participants",
        },
    ),
}


def values(house: Path) -> dict[str, object]:
    """Return the value of each number of a built house."""
    numbers = json.loads((house / "results/numbers.json").read_text("utf-8"))["numbers"]
    return {name: number["value"] for name, number in numbers.items()}


def test_a_fresh_clone_plans_every_rule(tmp_path: Path) -> None:
    """In a clone that has built nothing, the bare command plans the whole house."""
    plan = snakemake(clone(tmp_path / "house"), "--dry-run", "--quiet", "reason")
    assert plan.returncode == 0, plan.stderr
    rules = set(re.findall(r"^(\w+) +\d+$", plan.stdout + plan.stderr, re.MULTILINE)) - {"total"}
    written = re.findall(r"^rule (\w+):", "".join(p.read_text("utf-8") for p in rule_files()), re.MULTILINE)
    assert rules == set(written)


def rule_files() -> list[Path]:
    """Return the files that hold rules."""
    root = Path(__file__).resolve().parents[2]
    return [root / "Snakefile", *(root / "workflow/rules").glob("*.smk")]


def test_a_second_build_has_nothing_to_do(house: Path) -> None:
    """Once built, the same command plans no job, not even after every file was touched."""
    for path in [*house.rglob("data/**/*"), *house.rglob("manuscript/**/*")]:
        path.touch()
    again = snakemake(house, "--dry-run")
    assert "Nothing to be done" in again.stdout + again.stderr


@pytest.mark.parametrize("name", EDITS)
def test_a_changed_cell_changes_what_rests_on_it_and_nothing_else(house: Path, built: Path, name: str) -> None:
    """After one cell has changed, exactly the numbers that rest on it have another value."""
    file, old, new, expected = EDITS[name]
    edit(house, file, old, new)
    run = snakemake(house)
    assert run.returncode == 0, run.stderr
    before, after = values(built), values(house)
    assert {n for n in before.keys() | after.keys() if before.get(n) != after.get(n)} == expected


def test_a_changed_cell_reaches_text_table_and_figure(house: Path, built: Path) -> None:
    """A statistic that changes is changed in Table 2, in the figure, in the rows beside it and in the paper."""
    edit(house, *EDITS["a statistic"][:3])
    assert snakemake(house).returncode == 0
    entries = {f"figures/entries.{suffix}" for suffix in ("csv", "svg", "pdf", "png")}
    assert (
        differing(house, built)
        == {"paper.html", "paper.docx", "paper.pdf", "paper.txt", "numbers.json", "records.json", *EDITIONS}
        | {"tables/entries.csv"}
        | entries
    )
    rows = list(csv.reader(files(house)["tables/entries.csv"].decode().splitlines()))
    assert ["2012", "3", "0", ""] in rows


def test_a_changed_coding_reaches_the_words(house: Path) -> None:
    """A coded duration that changes is changed in the sentence, as a word."""
    edit(house, *EDITS["a duration"][:3])
    assert snakemake(house).returncode == 0
    page = (house / "results/paper.html").read_text("utf-8")
    assert re.findall(r'data-number="journeys.suk_young.church_years">(\w+)<', page)[0] == "six"


def test_every_file_is_an_input_of_some_rule(house: Path) -> None:
    """All data, all that is written and all code is an input, but for what Snakemake follows by itself and programs."""
    plan = snakemake(house, "--dry-run", "--forceall", "--quiet", "host")
    named = re.findall(r"^    input: (.+)$", plan.stdout + plan.stderr, re.MULTILINE)
    inputs = {file.strip() for line in named for file in line.split(",")}
    written = {
        str(path.relative_to(house))
        for folder in ("data", "manuscript", "workflow")
        for path in (house / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    followed = ("workflow/rules/", "workflow/scripts/", "workflow/config.yaml", "workflow/envs/")
    commands = [f"commands.{path.stem}" for path in (house / "workflow/commands").glob("*.py")]
    programs = {str(path.relative_to(ROOT)) for path in code_files("data_folder", "code_files", *commands)}
    unseen = {file for file in written - inputs - programs if not file.startswith(followed)}
    assert unseen == {"data/README.md", "data/published/exemptions.csv"}


@pytest.mark.parametrize(
    "file",
    [
        "requirements.lock",
        "workflow/study/parts/motives.py",
        "workflow/study/figures/motives.py",
        "workflow/traced/core/english.py",
        "workflow/scripts/entries.py",
        "manuscript/references.bib",
        "manuscript/styles/paper.css",
        "manuscript/styles/apa.csl",
        "data/interviews/codebook.yaml",
        "data/published/findings.csv",
        "workflow/data_folder.py",
        "workflow/study/publishers/e_stat.py",
        "workflow/traced/reading/formats/refi_qda.py",
        "manuscript/styles/findings.html",
    ],
)
def test_no_input_changes_unseen(house: Path, file: str) -> None:
    """A change of any file that a result can depend on leaves work to do."""
    with (house / file).open("a", encoding="utf-8") as text:
        text.write("\n")
    plan = snakemake(house, "--dry-run")
    assert "Nothing to be done" not in plan.stdout + plan.stderr


def test_a_fault_is_told_and_leaves_the_results_whole(house: Path, built: Path) -> None:
    """Two wrong cells are told at once, each with file, line and column; there is no traceback and no loss."""
    edit(house, "data/interviews/codings.csv", "Aoki,sex,male,", "Aoki,sex,mail,")
    edit(house, "data/interviews/codings.csv", "Danbi,arrival_year,2004,", "Danbi,arrival_year,204,")
    run = snakemake(house)
    assert run.returncode != 0
    assert re.search(
        r"data/interviews/codings\.csv:\d+: value: 'mail' is no code of sex: did you mean male", run.stderr
    )
    assert re.search(r"codings\.csv:\d+: value: '204' is no year: a year with four digits", run.stderr)
    assert "Traceback" not in run.stderr
    assert not differing(house, built)


def test_an_undefined_name_is_told_by_its_place(house: Path, built: Path) -> None:
    """A misspelt number in the template stops the build with line, column and the nearest names."""
    edit(house, "manuscript/paper.md.j2", "{{ motives.types | words }}", "{{ motives.typs | words }}")
    run = snakemake(house)
    assert run.returncode != 0
    assert re.search(r"manuscript/paper\.md\.j2:\d+: \d+: motives\.typs is not in the ledger: did you mean", run.stderr)
    assert not differing(house, built)


def test_the_same_input_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """Another folder, locale, time zone, hash seed and number of cores make no difference to a single byte.

    The name of the folder has spaces, an apostrophe and other scripts, and the interpreter lies inside.
    That holds for the page of changes too, as long as both folders held the same before: here, nothing.
    """
    other = clone(tmp_path / "Han's study (copy) 폴더" / "house")
    environment = {"LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "HOME": str(tmp_path)}
    python = own_environment(other)
    run = called(other, python, "-m", "snakemake", "--cores", "1", **environment)
    assert run.returncode == 0, run.stderr
    assert not differing(other, built)
    again = called(other, "make", **environment)
    assert "Nothing to be done" in again.stderr


def own_environment(house: Path) -> Path:
    """Return the interpreter of an environment inside a house, which `make` takes for installed.

    It borrows the packages of this one, so that nothing is downloaded.
    """
    venv.create(house / ".venv", symlinks=True)
    scheme = {"base": str(house / ".venv"), "platbase": str(house / ".venv")}
    borrowing = Path(sysconfig.get_path("purelib", "venv", scheme), "borrowed.pth")
    borrowing.write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    (house / ".venv/ready").touch()
    return house / ".venv/bin/python"


def called(house: Path, *command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a house and return what it said."""
    return subprocess.run(
        command, cwd=house, env=os.environ | environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_other_data_go_into_another_folder(house: Path, built: Path) -> None:
    """The same study runs on a folder of other data, beside the shipped one and without touching its results."""
    shutil.copytree(house / "data", house / "Han's follow-up")
    edit(house, "Han's follow-up/interviews/codings.csv", "Suk-young,church_years,5,", "Suk-young,church_years,7,")
    run = snakemake(house, "--config", "data=Han's follow-up", "results=its results")
    assert run.returncode == 0, run.stderr
    numbers = json.loads((house / "its results/numbers.json").read_text("utf-8"))["numbers"]
    assert numbers["journeys.suk_young.church_years"]["value"] == 7
    assert numbers["journeys.suk_young.church_years"]["records"][0].startswith(
        "Han's follow-up/interviews/codings.csv:"
    )
    assert not differing(house, built)


@pytest.mark.parametrize("seconds", [1.2, 2.0, 3.0])
def test_a_killed_build_is_finished_by_the_same_command(built: Path, tmp_path: Path, seconds: float) -> None:
    """Killed without warning at any moment, the build ends with the same bytes when it is started again."""
    other = clone(tmp_path / "house")
    process = subprocess.Popen(
        SNAKEMAKE, cwd=other, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    run = snakemake(other)
    assert run.returncode == 0, run.stderr
    assert not differing(other, built)


def test_two_builds_at_once_take_turns(built: Path, tmp_path: Path) -> None:
    """Two commands started together both end well, and what they leave is what one leaves."""
    other = clone(tmp_path / "house")
    both = [subprocess.Popen(SNAKEMAKE, cwd=other, stderr=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate()[1].decode() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert not differing(other, built)


def test_a_build_needs_no_network(tmp_path: Path) -> None:
    """Once installed, the build runs where there is no network at all."""
    alone = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("this machine cannot take the network away from a process (unshare --net)")
    other = clone(tmp_path / "house")
    run = subprocess.run([*alone, *SNAKEMAKE], cwd=other, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
