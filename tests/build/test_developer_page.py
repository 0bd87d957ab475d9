"""docs/developer.md: what it says of adding things is done to a copy of the repository, and works."""

import json
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import ROOT, BuildOnce, clone, snakemake

PAGE = (ROOT / "docs/developer.md").read_text("utf-8")
FILES = {"Two": 2, "Three": 3}
STEP = re.compile(
    r"In\s`([^`\n]+)`, (at the end|new|before `([^`\n]+)`):\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


class Step(NamedTuple):
    """A text that goes into a file: at its end, as a new file, or before the first line that begins with `before`."""

    file: str
    place: str
    before: str
    text: str


def sections() -> dict[str, str]:
    """Return the sections of the page on adding something, by what is added."""
    return {
        match[1]: match[2]
        for match in re.finditer(r"^## Add an? ([^\n]+)\n(.*?)(?=^## )", PAGE, re.MULTILINE | re.DOTALL)
    }


def steps(section: str) -> list[Step]:
    """Return what a section says to do."""
    return [Step(*match) for match in STEP.findall(section)]


def follow(step: Step, house: Path) -> None:
    """Do what a step says."""
    path = house / step.file
    if step.place == "new":
        assert not path.exists()
        path.write_text(step.text, "utf-8")
        return
    text = path.read_text("utf-8")
    if step.before:
        begin = re.search(rf"^{re.escape(step.before)}", text, re.MULTILINE)
        assert begin, f"{step.file} has no line that begins with {step.before}"
        gap = "\n" if step.file.endswith(".j2") else ""
        path.write_text(text[: begin.start()] + step.text + gap + text[begin.start() :], "utf-8")
    else:
        blank = "\n\n" if step.file.endswith(".py") else ""
        path.write_text(text + blank + step.text, "utf-8")


@pytest.fixture(scope="module")
def extended(build_once: BuildOnce) -> Path:
    """A copy of the repository in which everything on the page was added, built."""

    def make(house: Path) -> subprocess.CompletedProcess[str]:
        clone(house)
        for section in sections().values():
            for step in steps(section):
                follow(step, house)
        return snakemake(house)

    return build_once("extended", make).house


def test_each_addition_touches_as_many_files_as_promised() -> None:
    """The first words of a section say how many files it takes."""
    assert set(sections()) == {"number", "claim", "figure", "part of the paper", "variable"}
    for name, section in sections().items():
        promised = re.match(r"\s*(\w+) files", section)
        assert promised, name
        assert len({step.file for step in steps(section)}) == FILES[promised[1]], name


def test_everything_that_was_added_is_there(extended: Path) -> None:
    """The number is traced to its rows, the claim judged, the figure drawn, the part computed."""
    results = extended / "results"
    numbers = json.loads((results / "numbers.json").read_text("utf-8"))["numbers"]
    assert (numbers["motives.by_choice"]["value"], numbers["motives.by_choice"]["status"]) == (17, "entailed")
    assert len(numbers["motives.by_choice"]["records"]) == 2
    assert numbers["helpers.helped"]["value"] == len(numbers["helpers.helped"]["records"]) > 0
    claims = json.loads((results / "claims.json").read_text("utf-8"))["claims"]
    assert claims["motives.most_left_by_choice"]["verdict"] == "holds"
    assert claims["motives.most_left_by_choice"]["sentences"]
    assert {"destinations.csv", "destinations.svg"} <= {path.name for path in (results / "figures").iterdir()}
    text = (results / "paper.txt").read_text("utf-8")
    assert "Seventeen participants had left of their own accord." in text
    assert "destinations" in text


def test_the_variable_is_read_and_asked_for(extended: Path) -> None:
    """The new coding is among the records, and the codebook of the build knows its variable."""
    records = json.loads((extended / "results/records.json").read_text("utf-8"))["codings"]
    assert "wished_to_return" in {record["fields"]["variable"] for record in records}
