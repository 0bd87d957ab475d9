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
import zipfile
from functools import cache
from pathlib import Path

import pytest
from snakemake.common import NOTHING_TO_BE_DONE_MSG

from code_files import code_files, imported_names
from conftest import (
    CODINGS,
    EDITS,
    ROOT,
    SNAKEMAKE,
    Build,
    BuildOnce,
    clone,
    copied,
    differing,
    edit,
    files,
    snakemake,
    steps,
)
from messages import UP_TO_DATE


def values(house: Path) -> dict[str, object]:
    """Return the value of each number of a built house."""
    numbers = json.loads((house / "results/numbers.json").read_text("utf-8"))["numbers"]
    return {name: number["value"] for name, number in numbers.items()}


def test_a_fresh_clone_plans_every_rule(tmp_path: Path) -> None:
    """In a clone that has built nothing, the bare command plans the whole house."""
    plan = snakemake(clone(tmp_path / "house"), "--dry-run")
    assert plan.returncode == 0, plan.stderr
    assert sorted(steps(plan.stdout)) == sorted(rule_names() - {"all"})


@cache
def rule_names() -> set[str]:
    """Return the names of all rules."""
    paths = [ROOT / "Snakefile", *(ROOT / "workflow/rules").glob("*.smk")]
    return set(re.findall(r"^rule (\w+):", "".join(path.read_text("utf-8") for path in paths), re.MULTILINE))


def test_a_second_build_has_nothing_to_do(house: Path) -> None:
    """Once built, the same command runs no job, not even after every file was touched."""
    for path in [*house.rglob("data/**/*"), *house.rglob("manuscript/**/*")]:
        path.touch()
    again = snakemake(house)
    assert again.stderr.splitlines()[-1] == UP_TO_DATE


RESTING = {
    "the years in a church": "journeys.suk_young.church_years",
    "the last crossing to survive": "motives.survival_last_crossing",
    "2009, no entry": "entries.north_korea.2009 entries.north_korea_last_early entries.north_korea_total",
    "2011, four entries": "entries.gap.2011 entries.gap_last entries.gap_participants entries.stateless.2011"
    " entries.stateless_total_plain",
    "2015, two entries": "entries.north_korea.2015 entries.north_korea_last_recorded entries.north_korea_none_since"
    " entries.north_korea_total",
    "the rows of 2020": "entries.last_year entries.years entries.year.2020 entries.north_korea.2020"
    " entries.stateless.2020 entries.south_korea.2020 entries.south_korea_floor entries.south_korea_least"
    " entries.south_korea_least_year",
}


def test_an_edit_changes_what_rests_on_it_and_nothing_else(edited: Build, built: Path) -> None:
    """Exactly the numbers that rest on the edited cells and the added rows have another value."""
    before, after = values(built), values(edited.house)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed == set(" ".join(RESTING.values()).split())


def test_an_edit_reaches_text_table_and_figure(edited: Build, built: Path) -> None:
    """What the edited cells do not touch is the same to the byte."""
    same = files(built).keys() - differing(edited.house, built)
    figures = {f"figures/{name}.{suffix}" for name in ("motives", "routes") for suffix in ("csv", "svg", "pdf", "png")}
    assert same == figures | {"README.md", "entailed.json", "figures/events.csv", "tables/strategies.csv"}
    rows = list(csv.reader(files(edited.house)["tables/entries.csv"].decode().splitlines()))
    assert ["2015", "2", "0", ""] in rows
    page = (edited.house / "results/paper.html").read_text("utf-8")
    assert re.findall(r'data-number="journeys.suk_young.church_years">(\w+)<', page)[0] == "six"


def test_every_file_is_an_input_of_some_rule(built: Path) -> None:
    """All data, all that is written and all code is an input, but for what Snakemake follows by itself and programs."""
    summary = snakemake(built, "--detailed-summary")
    outputs = csv.DictReader(summary.stdout.splitlines(), delimiter="\t")
    inputs = {file for output in outputs for file in output["input-file(s)"].split(",")}
    written = {
        str(path.relative_to(built))
        for folder in ("data", "manuscript", "workflow")
        for path in (built / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    followed = ("workflow/rules/", "workflow/scripts/", "workflow/envs/", "workflow/report/")
    commands = [f"commands.{path.stem}" for path in (built / "workflow/commands").glob("*.py")]
    common = imported_names(built / "workflow/rules/common.smk")
    programs = {str(path.relative_to(ROOT)) for path in code_files(*common, *commands)}
    unseen = {file for file in written - inputs - programs if not file.startswith(followed)}
    assert unseen == {"data/README.md", "data/published/exemptions.csv"}


@pytest.mark.parametrize(
    "file",
    ["requirements.lock", "workflow/traced/core/english.py", "workflow/scripts/part.py", "manuscript/styles/apa.csl"],
)
def test_no_input_changes_unseen(house: Path, file: str) -> None:
    """A change of a module that a script imports, of a script, a style or the lock leaves work to do."""
    with (house / file).open("a", encoding="utf-8") as text:
        text.write("\n")
    plan = snakemake(house, "--dry-run")
    assert plan.returncode == 0, plan.stderr
    assert NOTHING_TO_BE_DONE_MSG not in plan.stdout + plan.stderr


def test_a_failing_build_shows_the_faults_and_leaves_the_results_whole(house: Path, built: Path) -> None:
    """Two wrong cells are named at once, with file, line and column, each time; no frame of Snakemake, and no loss."""
    edit(house, CODINGS, "Aoki,sex,male,", "Aoki,sex,mail,")
    edit(house, CODINGS, "Suk-young,church_years,5,", "Suk-young,church_years,five,")
    runs = [snakemake(house) for _ in range(2)]
    assert [run.returncode for run in runs] == [1, 1]
    printed = runs[0].stderr
    assert runs[1].stderr == printed
    stopped, *faults, codebook = printed.splitlines()[-4:]
    assert stopped == "The build stopped, and results is as it was before."
    assert re.match(rf"{CODINGS}:\d+: value: 'mail' is no code of sex: did you mean male or female\?", faults[0])
    assert re.match(rf"{CODINGS}:\d+: value: 'five' is no ", faults[1])
    assert codebook == "The codebook is data/interviews/codebook.yaml."
    assert not re.search(r"Error in rule|Traceback|File \"|Complete log|Exiting because", printed)
    assert not differing(house, built)


def test_an_undefined_name_is_named_with_its_place(house: Path, built: Path) -> None:
    """A misspelt number in the template stops the build with line, column and the nearest names."""
    edit(house, "manuscript/paper.md.j2", "{{ motives.types | words }}", "{{ motives.typs | words }}")
    run = snakemake(house)
    assert run.returncode != 0
    assert re.search(r"manuscript/paper\.md\.j2:\d+: \d+: motives\.typs is not in the ledger: did you mean", run.stderr)
    assert not differing(house, built)


@pytest.fixture(scope="module")
def elsewhere(build_once: BuildOnce) -> Path:
    """A second build, elsewhere: another folder, locale, time zone, hash seed, home and number of cores, no network.

    The name of the folder has spaces, an apostrophe and other scripts, and the interpreter lies inside.
    """

    def make(house: Path) -> subprocess.CompletedProcess[str]:
        clone(house)
        environment = {"LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "HOME": str(house.parent)}
        command = [own_environment(house), "-m", "snakemake", "--cores", "1"]
        return called(house, *(ALONE if can_be_alone() else ()), *command, **environment)

    return build_once("Han's study (copy) 폴더", make).house


def test_the_same_input_gives_the_same_bytes(elsewhere: Path, built: Path) -> None:
    """Not a single byte differs, the page of changes included, since both folders held the same before: nothing."""
    assert not differing(elsewhere, built)


def test_make_does_what_snakemake_does(elsewhere: Path) -> None:
    """In a folder with spaces and an apostrophe in its name, `make` finds all done."""
    assert UP_TO_DATE in called(elsewhere, "make").stderr


def test_a_build_needs_no_network(elsewhere: Path) -> None:
    """The build elsewhere ran where there is no network at all."""
    if not can_be_alone():
        pytest.skip("this machine cannot take the network away from a process (unshare --net)")
    assert (elsewhere / "results/paper.pdf").is_file()


ALONE = ("unshare", "--map-root-user", "--net")


@cache
def can_be_alone() -> bool:
    """Return True where a process can be run without network."""
    return shutil.which("unshare") is not None and not subprocess.run([*ALONE, "true"], check=False).returncode


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
    """Run a command in a house and return what it printed."""
    return subprocess.run(
        command, cwd=house, env=os.environ | environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_killed_builds_are_finished_by_two_at_once(edited: Build, built: Path, tmp_path: Path) -> None:
    """After an edit, killed in three steps and then started twice at once, the build leaves the same bytes."""
    house = copied(built, tmp_path / "house")
    for file, *_ in EDITS:
        shutil.copyfile(edited.house / file, house / file)
    for step in ("prepare/interviews.json", "strategies/numbers.json", "html/paper.html"):
        kill_in_step(house, house / "results/.work" / step)
    both = [subprocess.Popen(SNAKEMAKE, cwd=house, stderr=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(2)]
    printed = [process.communicate()[1].decode() for process in both]
    assert [process.returncode for process in both] == [0, 0], printed
    assert not differing(house, edited.house)


def kill_in_step(house: Path, made: Path) -> None:
    """Start a build and kill it without warning once it has begun to make a file."""
    before = made.stat().st_mtime_ns if made.exists() else 0

    def begun() -> bool:
        try:
            return made.stat().st_mtime_ns > before
        except FileNotFoundError:  # Snakemake deletes a file before it is made again
            return before > 0

    build = subprocess.Popen(
        SNAKEMAKE, cwd=house, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while not begun() and build.poll() is None:
        time.sleep(0.01)
    assert build.poll() is None, f"the build ended before it began to make {made.name}"
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()


class TestTerminal:
    """What the terminal shows."""

    def test_each_step_is_one_line_and_the_last_names_documents_and_time(self, first_build: Build) -> None:
        """The lines of the steps are the rules' own sentences; nothing of Snakemake's planning is between them."""
        lines = first_build.output.splitlines()
        shown = [line for line in lines if steps(line)]
        assert sorted(steps(first_build.output)) == sorted(rule_names() - {"all"})
        start = lines.index(shown[0])
        assert lines[start : start + len(shown)] == shown
        assert re.fullmatch(r"Done in \d+ s: results/paper\.html, paper\.docx and paper\.pdf\.", lines[-1])

    def test_the_rules_are_listed_as_a_table_of_contents(self, built: Path) -> None:
        """`snakemake --list` has a line for each rule, with its sentence."""
        listed = snakemake(built, "--list")
        assert listed.returncode == 0, listed.stderr
        assert rule_names() <= set(re.findall(r"^ *(\w+)", listed.stdout, re.MULTILINE))
        assert "Write the paper as a tagged PDF." in listed.stdout

    def test_the_graph_of_rules_can_be_drawn(self, built: Path) -> None:
        """`snakemake --rulegraph` prints a graph with each rule, and nothing else."""
        graph = snakemake(built, "--rulegraph")
        assert graph.returncode == 0, graph.stderr
        assert graph.stdout.startswith("digraph")
        assert set(re.findall(r'label = "(\w+)"', graph.stdout)) == rule_names()

    def test_wrong_settings_stop_the_build(self, built: Path) -> None:
        """They are named before anything is planned, and nothing else is shown."""
        run = snakemake(built, "--config", "dta=data", "release=maybe", "results=2024")
        assert run.returncode == 1
        assert sorted(run.stderr.partition("\n\n")[2].splitlines()) == [
            "config: dta: there is no such setting: did you mean data?",
            "config: release: 'maybe' is no value of this setting: true or false",
            "config: results: 2024 is no value of this setting: the name of a folder",
        ]


def test_the_report_is_a_tour_of_the_paper(built: Path, tmp_path: Path) -> None:
    """`snakemake --report` gathers documents, tables and figures, each with its caption, under three headings."""
    run = snakemake(built, "--report", str(tmp_path / "report.zip"))
    assert run.returncode == 0, run.stderr
    with zipfile.ZipFile(tmp_path / "report.zip") as archive:
        names = {Path(name).name for name in archive.namelist()}
        texts = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith((".html", ".js")))
    assert {"paper.pdf", "audit.html", "entries.csv", "routes.svg"} <= names
    for heading in ("Documents", "Tables", "Figures", "Where the numbers come from"):
        assert heading in texts
    for caption in (built / "workflow/report").glob("*.rst"):
        first = re.split(r"[.:`]", caption.read_text("utf-8"))[0]
        assert first in texts, caption.name
