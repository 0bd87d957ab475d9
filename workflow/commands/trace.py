"""Say where a number or claim comes from, or what rests on a record.

trace.py motives.survival                               the rows, the code and the places behind a number
trace.py motives.survival_is_rarest                     what decides a claim, by how much, and what would turn it
trace.py 13                                             the numbers that have a value
trace.py --record data/interviews/codings.csv:57        what rests on a row, a file or a participant

Answers for the last build. Exits with 0 when it found something, with 1 when there is no such number, claim or record
or nothing rests on it, with 2 for a wrong command.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # where the packages are

from study.tables import VALUES
from study.wording import VOICE
from traced.audit.last_build import Build, NoBuild, identity, last_build
from traced.audit.terminal import (
    Terminal,
    entry_as_json,
    entry_as_text,
    nothing_rests,
    numbers_as_json,
    record_as_json,
    record_as_text,
    value_as_text,
)
from traced.ledger.number import REPOSITORY

WIDEST, NARROWEST = 120, 44  # columns of a terminal that are used


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """Return what was asked for. Exits with 2 for a wrong command."""
    parser = argparse.ArgumentParser(
        prog="trace.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("name", nargs="?", metavar="NAME", help="a number or claim: motives.survival; or a value: 13")
    asked.add_argument("--record", metavar="R", help="a row FILE:LINE, a data file, or a participant")
    parser.add_argument(
        "--results", type=Path, metavar="DIR", default=REPOSITORY / "results", help="what was built (default: results)"
    )
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="what it was built from, when that lies outside the repository"
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.add_argument("--all", action="store_true", help="list everything, however long")
    parser.add_argument(
        "--source", action="store_true", help="show the function that made the number or decided the claim"
    )
    return parser.parse_args(given)


def about_name(build: Build, asked: argparse.Namespace, terminal: Terminal) -> Iterator[str]:
    """Yield the answer to a name, or to a value that is no name. Raises KeyError for what is neither."""
    trails, names = build.trails, build.trails.names_with_value(asked.name)
    try:
        name = trails.exact_name(asked.name)
    except KeyError:
        if not names:
            raise
        if asked.json:
            yield as_json({"value": asked.name, "numbers": numbers_as_json(trails, names)})
        else:
            yield from value_as_text(trails, asked.name, names, terminal)
        return
    if asked.json:
        yield as_json(entry_as_json(build, name))
    else:
        yield from entry_as_text(build, name, terminal, asked.source)


def as_json(answer: Mapping[str, Any]) -> str:
    """Return an answer for a program."""
    return json.dumps(answer, ensure_ascii=False, indent=1)


def main(given: Sequence[str] | None = None) -> int:
    """Answer, and return the exit status."""
    asked = arguments(given)
    columns = shutil.get_terminal_size((100, 24)).columns
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    terminal = Terminal(max(min(columns, WIDEST), NARROWEST), colour, asked.all)
    complaint = ""
    try:
        build = last_build(asked.results, asked.data, VALUES, VOICE)
        if asked.name is not None:
            lines = [*about_name(build, asked, terminal)]
        else:
            wanted = identity(asked.record, build)
            answer = record_as_json(build, wanted)
            lines = [as_json(answer)] if asked.json else [*record_as_text(build, wanted, terminal)]
            if not (answer["numbers"] or answer["claims"] or answer["compared"]):
                complaint = nothing_rests(build, wanted)
    except (NoBuild, KeyError) as problem:
        print(problem.args[0], file=sys.stderr)
        return 1
    print("\n".join(line.rstrip() for line in lines))
    if complaint:
        print(complaint, file=sys.stderr)
    return 1 if complaint else 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())
