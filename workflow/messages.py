"""Messages: what a build says for each step, at its end and when it fails."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable

from snakemake.common import NOTHING_TO_BE_DONE_MSG
from snakemake_interface_logger_plugins.common import LogEvent

# Modules of Snakemake that report on planning and scheduling, in lines without an event.
PLANNING = ("dag", "job_scheduler", "logging", "workflow")
TARGET = "all"  # the rule that makes nothing by itself
UP_TO_DATE = "Nothing to do: the results are up to date."


class StepLines(logging.Formatter):
    """Snakemake's terminal log, with one line for each step that says what it makes.

    Where the scripts have noted faults, Snakemake's own report of the failed job is left out: the faults are shown at the
    end of the build.
    """

    def __init__(self, usual: logging.Formatter, sentence: Callable[[str], str], faults: Callable[[], Iterable[str]]):
        super().__init__()
        self.usual, self.sentence, self.faults = usual, sentence, faults

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a log record is shown."""
        event = getattr(record, "event", None)
        if event == LogEvent.JOB_INFO:
            return record.__dict__["rule_name"] != TARGET
        if event in (LogEvent.JOB_STARTED, LogEvent.RUN_INFO):
            return False
        if record.levelno == logging.ERROR:
            return not any(self.faults())
        planning = event is None and record.levelno == logging.INFO and record.module in PLANNING
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


def say(*lines: str) -> None:
    """Print lines to the terminal, set off by an empty line."""
    print("", *lines, sep="\n", file=sys.stderr, flush=True)
