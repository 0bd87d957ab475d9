"""Messages: one line for each step, the faults instead of Snakemake's report of a failed job, and each change once."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from snakemake.common import NOTHING_TO_BE_DONE_MSG
from snakemake_interface_logger_plugins.common import LogEvent

import data_folder
import messages
from messages import StepLines

SENTENCES = {"prepare": "Read the data files.", "all": "Make everything."}


def log_record(message: str = "", level: int = logging.INFO, function: str = "run", **fields: Any) -> logging.LogRecord:
    """Return a record as Snakemake logs it."""
    record = logging.LogRecord("snakemake.logging", level, "scheduler.py", 1, message, (), None, function)
    record.__dict__.update(fields)
    return record


def shown(record: logging.LogRecord, *faults: str) -> str | None:
    """Return the line of a log record on the terminal; None if it is not shown."""
    steps = StepLines(logging.Formatter("%(message)s"), SENTENCES.__getitem__, lambda: faults)
    return steps.format(record) if steps.filter(record) else None


@pytest.mark.parametrize(
    ("record", "line"),
    [
        (log_record(event=LogEvent.JOB_INFO, rule_name="prepare"), "prepare        Read the data files."),
        (log_record(event=LogEvent.JOB_INFO, rule_name="all"), None),
        (log_record(event=LogEvent.JOB_STARTED), None),
        (log_record(event=LogEvent.RUN_INFO), None),
        (log_record("Building DAG of jobs...", function="_build_dag"), None),
        (log_record("Select jobs to execute...", function="schedule"), None),
        (log_record(NOTHING_TO_BE_DONE_MSG, function="execute"), messages.UP_TO_DATE),
        (log_record("A remark of another kind."), "A remark of another kind."),
        (log_record("Planned otherwise.", logging.WARNING, "schedule"), "Planned otherwise."),
    ],
)
def test_a_step_is_one_line(record: logging.LogRecord, line: str | None) -> None:
    """Planning and scheduling are not shown, and warnings are."""
    assert shown(record) == line


def test_an_error_is_shown_unless_faults_explain_it() -> None:
    """The report of a failed job says nothing beyond the faults of the data; without any it is all there is."""
    error = log_record("Error in rule prepare", logging.ERROR, event=LogEvent.JOB_ERROR)
    assert shown(error, "a.csv:2: value: wrong: right") is None
    assert shown(error) == "Error in rule prepare"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """The folder in which a build works, with the logs of two jobs."""
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs/prepare.log").write_text("b.csv:2: value: wrong: right\nb.csv:3: value: wrong: right\n", "utf-8")
    (tmp_path / "logs/figures.log").write_text("c.csv:1: a letter without a font: 조\n", "utf-8")
    return tmp_path


def test_notes_are_those_of_this_build(work: Path) -> None:
    """The notes of all scripts, until the next build clears them."""
    assert [line[:7] for line in messages.note_lines(work)] == ["c.csv:1", "b.csv:2", "b.csv:3"]
    messages.clear_notes(work)
    assert messages.note_lines(work) == []


@pytest.mark.parametrize(
    ("kinds", "own", "line"),
    [
        ([], False, []),
        (["value"], False, []),
        (["codebook"], True, ["The codebook is followup/interviews/codebook.yaml."]),
        (
            ["list"],
            False,
            [
                "The codebook is data/interviews/codebook.yaml, which is the shipped one: "
                "a copy as followup/interviews/codebook.yaml may have more."
            ],
        ),
    ],
)
def test_the_codebook_is_named_where_it_lacks_a_code(work: Path, kinds: list[str], own: bool, line: list[str]) -> None:
    """It is the kind of a fault that decides, not its words."""
    (work / "logs/prepare.json").write_text(json.dumps(kinds), "utf-8")
    folder = work / "followup"
    (folder / "interviews").mkdir(parents=True)
    if own:
        (folder / "interviews/codebook.yaml").touch()
    assert messages.codebook_lines(work, folder, data_folder.find_files(folder)) == line


def test_what_was_mended_and_what_is_passed_over(work: Path) -> None:
    """Each is a line, and many files that no build reads are counted after the first ones."""
    folder = work / "followup"
    folder.mkdir()
    for number in range(messages.MOST + 3):
        (folder / f"{number:02}.docx").touch()
    (work / "prepare").mkdir()
    (work / "prepare/notes.txt").write_text("a.csv: spaces around the text were left out (B2)\n", "utf-8")
    lines = messages.data_lines(work, folder, data_folder.find_files(folder))
    assert lines[0] == "Noted: a.csv: spaces around the text were left out (B2)"
    assert lines[1].startswith("Noted: followup/00.docx: file: this kind of file is not read: ")
    assert lines[-1] == "Noted: and 3 more files of followup"
    assert len(lines) == 1 + messages.MOST + 1


def test_changes_are_shown_once(work: Path) -> None:
    """By the first build that ends well after they were written, and by no other; nothing before the first summary."""
    (work / "changes").mkdir()
    assert messages.change_lines(work) == []
    (work / "changes/summary.txt").write_text("Since the earlier build: 1 number changed.\n", "utf-8")
    assert messages.change_lines(work) == ["Since the earlier build: 1 number changed."]
    assert messages.change_lines(work) == []
