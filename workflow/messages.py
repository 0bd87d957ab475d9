"""Messages: what a build says for each step, at its end and when it fails."""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

from snakemake.common import NOTHING_TO_BE_DONE_MSG
from snakemake_interface_logger_plugins.common import LogEvent

import data_folder
from data_folder import DataFolder

# Functions of Snakemake that report on planning and scheduling, in lines without an event.
PLANNING = ("_build_dag", "execute", "schedule", "logfile_hint", "log_workflow_runtime")
TARGET = "all"  # the rule that makes nothing by itself
UP_TO_DATE = "Nothing to do: the results are up to date."
MOST = 20  # files passed over that are named
START = time.monotonic()


class StepLines(logging.Formatter):
    """Snakemake's terminal log, with one line for each step that says what it makes.

    Where the scripts have noted faults, Snakemake's own report of the failed job is left out: the faults are shown at
    the end of the build.
    """

    def __init__(self, usual: logging.Formatter, sentence: Callable[[str], str], faults: Callable[[], Iterable[str]]):
        super().__init__()
        self.usual, self.sentence, self.faults = usual, sentence, faults

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a log record is shown."""
        event = getattr(record, "event", None)
        if event == LogEvent.JOB_INFO:
            return bool(record.__dict__["rule_name"] != TARGET)
        if event in (LogEvent.JOB_STARTED, LogEvent.RUN_INFO):
            return False
        if record.levelno == logging.ERROR:
            return not any(self.faults())
        planning = event is None and record.levelno == logging.INFO and record.funcName in PLANNING
        return not planning or record.msg == NOTHING_TO_BE_DONE_MSG

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a log record."""
        if getattr(record, "event", None) == LogEvent.JOB_INFO:
            name = record.__dict__["rule_name"]
            return f"{name:<15}{self.sentence(name)}"
        return UP_TO_DATE if record.msg == NOTHING_TO_BE_DONE_MSG else self.usual.format(record)


def show_steps(sentence: Callable[[str], str], faults: Callable[[], Iterable[str]]) -> None:
    """Give Snakemake's terminal log the form of StepLines.

    sentence: returns the sentence that says what a rule makes
    faults: returns the faults of the data that the scripts of this build have noted
    """
    for handler in logging.getLogger("snakemake.logging").handlers:
        if handler.name == "DefaultStreamHandler" and handler.formatter:
            steps = StepLines(handler.formatter, sentence, faults)
            handler.setFormatter(steps)
            handler.addFilter(steps.filter)


def say(*lines: object) -> None:
    """Print lines to the terminal, set off by an empty line."""
    print("", *lines, sep="\n", file=sys.stderr, flush=True)


def stop(*faults: object) -> NoReturn:
    """Print faults, a line each, and end the build before it begins."""
    say(*faults)
    sys.exit(1)


def took() -> str:
    """Return how long the build has taken so far: `13 s`."""
    return f"{time.monotonic() - START:.0f} s"


def note_lines(work: Path) -> list[str]:
    """Return the lines that the scripts of this build have noted: faults of the data, and what could not be drawn."""
    logs = sorted((work / "logs").glob("*.log"))
    return [line for log in logs for line in log.read_text(encoding="utf-8").splitlines()]


def clear_notes(work: Path) -> None:
    """Delete what scripts of earlier builds have noted."""
    for file in (work / "logs").glob("*.*"):
        file.unlink()


def codebook_lines(work: Path, folder: Path, data: DataFolder) -> list[str]:
    """Return a line that says where codes and places are added, when the codebook lacks one that the data have."""
    files = (work / "logs").glob("*.json")
    kinds = {kind for file in files for kind in json.loads(file.read_text(encoding="utf-8"))}
    if kinds.isdisjoint(("codebook", "list")):
        return []
    own = folder / data_folder.CODES
    shipped = f", which is the shipped one: a copy as {data_folder.file_label(own, folder)} may have more"
    codebook = data_folder.file_label(data.codebook, folder)
    return [f"The codebook is {codebook}{'' if data.codebook == own else shipped}."]


def data_lines(work: Path, folder: Path, data: DataFolder) -> list[str]:
    """Return a line for each thing that reading the data has mended or left out, and for each file passed over."""
    notes = (work / "prepare/notes.txt").read_text(encoding="utf-8").splitlines()
    passed_over = [str(data_folder.unread_fault(path, folder)) for path in data_folder.unread_files(folder, data)]
    more = [f"and {len(passed_over) - MOST} more files of {folder.name}"] if len(passed_over) > MOST else []
    return [f"Noted: {note}" for note in (*notes, *passed_over[:MOST], *more)]


def change_lines(work: Path) -> list[str]:
    """Return what the last finished build has changed, a line for each thing; nothing when it was returned before."""
    summary = work / "changes/summary.txt"
    shown = summary.with_name("shown")
    made = str(summary.stat().st_mtime_ns) if summary.exists() else ""
    if made == (shown.read_text(encoding="utf-8") if shown.exists() else ""):
        return []
    shown.write_text(made, encoding="utf-8")
    return summary.read_text(encoding="utf-8").splitlines()
