"""Tell where a number comes from, or what rests on a record.

trace.py motives.survival                               the rows, the code and the places behind a number
trace.py --record data/interviews/codings.csv:57        the numbers that rest on a row, a file or a participant

Answers for the last build. Exits with 0 when it found something, with 1 when there is no such number or record or
nothing rests on it, with 2 for a wrong command.
"""
# ruff: noqa: A005, it is run and never imported

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import shutil
import signal
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from study.evidence import VALUES
from traced import records
from traced.records import Place, Record, place
from traced.trail import Evidence, Trail, Trails, value_in_words

ROOT = Path(__file__).resolve().parents[1]
MOST = 12  # rows, or numbers a number is made of, that are told in full without --all
SHOWN = 8  # so many are told when there are more
GUTTER = 12  # the width of the labels on the left
WIDEST, NARROWEST = 120, 44
AGAIN = "--all shows them; with make OPTIONS=--all"


class Unknown(Exception):
    """What was asked cannot be answered, and why."""


# What the build left behind


@dataclass(frozen=True)
class Build:
    """The last build: its ledger and the rows it was made from, and where these lie.

    label: how identities name the data folder; edited: the data files that are not as the build read them
    remarks: what is to be said of the build as a whole
    """

    trails: Trails
    data: Path
    label: PurePosixPath
    edited: tuple[str, ...]
    remarks: tuple[str, ...]

    def notes(self, told: Iterable[str]) -> list[str]:
        """Return what a reader of these records has to know."""
        files = {place(record).file for record in told}
        since = "has been edited since the build, whose rows these are: `make` brings the numbers up to date."
        return [f"{file} {since}" for file in self.edited if file in files] + list(self.remarks)


def last_build(results: Path, given: Path | None) -> Build:
    """Return what the last build left.

    The rows are those that the build itself read and kept: they are what the numbers were computed from, whatever has
    become of the data files since, and whatever their format. They are held against the data files as they stand; where
    the build's own are gone, the rows on the same lines of the data files take their place, and else their identities.
    """
    file = results / "numbers.json"
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))["numbers"]
    except FileNotFoundError:
        raise Unknown(f"{shortest(file)} does not exist: nothing has been built there yet; `make` builds it") from None
    except (json.JSONDecodeError, KeyError, TypeError):
        raise Unknown(f"{shortest(file)} is no ledger: `make` builds it anew") from None
    used = dict.fromkeys(record for row in rows.values() for record in row["records"])
    label = next((PurePosixPath(record).parents[1] for record in used), PurePosixPath("data"))
    data = given if given and given.parts[-len(label.parts) :] == label.parts else ROOT / label
    kept, current = kept_rows(results / ".work"), current_rows(data, label)
    remarks = []
    if not kept and current:
        remarks.append("The build's own copy of the rows is gone; these stand in the data files today.")
    elif not kept:
        remarks.append(f"The rows are not at hand: {shortest(data)} has none. `make` reads them anew.")
    if kept and not finished(rows, results / ".work"):
        remarks.append("A later build has not come to its end: the rows may be newer than the numbers. `make` ends it.")
    at_hand = kept or current
    bare = {record: Record(record, "stated", {}) for record in used if record not in at_hand}
    in_order = {record: (at_hand | bare)[record] for record in sorted(at_hand | bare, key=place)}
    trails = Trails(rows, in_order, VALUES, sources(rows))
    return Build(trails, data, label, tuple(edited(kept, current) if current else ()), tuple(remarks))


def sources(rows: Mapping[str, Any]) -> dict[str, str]:
    """Return the text of the files of code that computed the numbers, as far as they are at hand."""
    paths = {row["code"].rpartition(":")[0] for row in rows.values()}
    return {path: (ROOT / path).read_text(encoding="utf-8") for path in paths if (ROOT / path).is_file()}


def kept_rows(work: Path) -> dict[str, Record]:
    """Return the records as the build read them, by id: none when its work has been cleared away."""
    tables = [records.load(file.read_text(encoding="utf-8")) for file in sorted(work.glob("prepare/*.json"))]
    return {r.id: r for table in tables for rows in table.values() if isinstance(rows, list) for r in rows}


def current_rows(data: Path, label: PurePosixPath) -> dict[str, Record]:
    """Return the records that stand in the data files now, by id; a record is a row with a basis."""
    found: dict[str, Record] = {}
    for file in sorted(data.glob("*/*.csv")):
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            reader = csv.reader(stream)
            header = next(reader, [])
            line = reader.line_num + 1
            for cells in reader:
                if cells and "basis" in header:
                    fields = dict(zip(header, (cell.strip() for cell in cells), strict=False))
                    name = f"{label}/{file.parent.name}/{file.name}:{line}"
                    found[name] = Record(name, fields.pop("basis", ""), fields)  # type: ignore[arg-type]
                line = reader.line_num + 1
    return found


def edited(kept: Mapping[str, Record], current: Mapping[str, Record]) -> list[str]:
    """Return the files whose rows are not those that the build read, of the files that both know."""
    files = {record.file for record in kept.values()} & {record.file for record in current.values()}
    differing = (r for r in (*kept.values(), *current.values()) if kept.get(r.id) != current.get(r.id))
    return sorted({record.file for record in differing} & files)


def finished(rows: Mapping[str, Any], work: Path) -> bool:
    """Tell whether the numbers of all parts as they were computed last are those of the ledger."""
    computed: dict[str, Any] = {}
    for file in {*work.glob("*/numbers.json")} - {work / "ledger/numbers.json"}:
        computed |= json.loads(file.read_text(encoding="utf-8"))["numbers"]
    return computed.keys() == rows.keys() and all(row.items() <= rows[name].items() for name, row in computed.items())


def shortest(path: Path) -> str:
    """Return a path as seen from the repository, or from where one stands."""
    for folder in (ROOT, Path.cwd()):
        if path.absolute().is_relative_to(folder):
            return str(path.absolute().relative_to(folder))
    return str(path)


def identity(wanted: str, build: Build) -> str:
    """Return a record or file as its identity says it, when it was given as a path on this machine."""
    at = place(wanted) if re.search(r":\d+$|![A-Z]+\d+$", wanted) else Place(wanted)
    for base in (Path.cwd(), ROOT):
        file = Path(os.path.normpath(base / at.file))
        if file.is_file() and file.is_relative_to(build.data.absolute()):
            return str(at._replace(file=str(build.label / file.relative_to(build.data.absolute()))))
    return wanted


# The answer as JSON


def number_as_json(build: Build, name: str) -> dict[str, Any]:
    """Return the ledger row of a number, with its rows, the source of its function, and the words for it."""
    trail = build.trails.of(name)
    return {
        "name": name,
        **build.trails.rows[name],
        "in_words": trail.value,
        "meaning": trail.meaning,
        "source": trail.source,
        "evidence": [asdict(evidence) for evidence in trail.evidence],
        "notes": build.notes(build.trails.rows[name]["records"]),
    }


def record_as_json(build: Build, wanted: str) -> dict[str, Any]:
    """Return what rests on a record, file or participant, with the rows that are meant."""
    told = ("value", "low", "high", "unit", "status", "definition", "used")
    resting = {name: build.trails.rows[name] for name in build.trails.resting_on(wanted)}
    records = build.trails.matching(wanted)
    return {
        "record": wanted,
        "evidence": [asdict(build.trails.evidence(record)) for record in records],
        "numbers": {
            name: {key: row[key] for key in told} | {"in_words": value_in_words(row)} for name, row in resting.items()
        },
        "notes": build.notes(records),
    }


# The answer on a terminal


@dataclass(frozen=True)
class Terminal:
    """How to write: the width of a line, whether with colour, whether everything in full, and how far set in."""

    width: int
    colour: bool
    full: bool
    gutter: int = GUTTER

    def strong(self, text: str) -> str:
        """Return text that stands out, where there is colour."""
        return f"\033[1m{text}\033[0m" if self.colour and text else text

    def quiet(self, text: str) -> str:
        """Return text that stands back, where there is colour."""
        return f"\033[2m{text}\033[0m" if self.colour and text else text

    def wrapped(self, text: str, indent: str = "") -> list[str]:
        """Return text in lines that fit beside what stands on the left; no path is broken."""
        options: dict[str, Any] = {"break_long_words": False, "break_on_hyphens": False}
        return textwrap.wrap(text, self.width - self.gutter, initial_indent=indent, subsequent_indent=indent, **options)

    def entry(self, label: str, lines: Iterable[str]) -> Iterator[str]:
        """Yield lines with a label before the first of them."""
        for n, line in enumerate(lines):
            yield (" " * GUTTER if n else self.quiet(label) + " " * (GUTTER - len(label))) + line

    def notes(self, notes: Iterable[str]) -> Iterator[str]:
        """Yield notes below the answer."""
        for n, note in enumerate(notes):
            yield from ["", *textwrap.wrap(f"Note: {note}", self.width)][bool(n) :]

    def some(self, items: Sequence[Any]) -> Sequence[Any]:
        """Return all items of a short list, and the first ones of a long one."""
        return items if self.full or len(items) <= MOST else items[:SHOWN]


def number_as_text(build: Build, name: str, terminal: Terminal, source: bool) -> Iterator[str]:
    """Yield the trail of a number, line by line."""
    trail = build.trails.of(name)
    yield f"{terminal.strong(name)} = {terminal.strong(trail.value)}"
    yield from textwrap.wrap(f"{trail.definition[:1].upper()}{trail.definition[1:]}.", terminal.width)
    yield ""
    yield from terminal.entry("Status", terminal.wrapped(f"{trail.status} ({trail.meaning})"))
    yield from terminal.entry("Article", terminal.wrapped(printed(trail.published)))
    rows = f"Rows ({len(trail.evidence)})" if len(trail.evidence) > 1 else "Row"
    yield from terminal.entry(rows, rows_as_text(trail.evidence, terminal))
    yield from terminal.entry("Made of", numbers_as_text(build.trails, trail.of, terminal) or ["its rows alone"])
    yield from terminal.entry("Made by", terminal.wrapped(f"{trail.code} {signature(trail)}(rule {trail.rule})"))
    yield from terminal.entry("Printed at", trail.used or ["no place of the manuscript"])
    if source:
        yield ""
        yield from trail.source.splitlines() or [f"{trail.code} is no longer the function that made it."]
    yield from terminal.notes(build.notes(row.id for row in trail.evidence))


def printed(published: Mapping[str, str]) -> str:
    """Return what the article printed, where, and how the number stands to it."""
    if not published:
        return "does not print it"
    page = f" on p. {published['page']}" if published["page"] else ""
    return f"“{published['text']}”{page}: {VERDICTS.get(published['verdict'], published['verdict'])}"


VERDICTS = {"same": "the same", "differs": "this differs", "cannot be computed": "this cannot be computed"}


def signature(trail: Trail) -> str:
    """Return how the function of a number begins, as far as it is at hand."""
    found = re.search(r"^def (\w+)", trail.source, re.MULTILINE)
    return f"{found[1]} " if found else ""


def rows_as_text(evidence: Sequence[Evidence], terminal: Terminal) -> list[str]:
    """Return rows: where each stands and how it is known, and below it its value before its other cells."""
    lines: list[str] = []
    for row in terminal.some(evidence):
        cells = dict(row.told())
        used = ", ".join(f"{column} = {cells[column]}" for column in row.used if column in cells)
        others = [f"{column} {text}" for column, text in cells.items() if column not in row.used]
        lines.append(row.id + terminal.quiet(f"  {row.known()}") if cells else row.id)
        said = terminal.wrapped(" · ".join([*([used] if used else []), *others]), "  ")
        lines += [line.replace(used, terminal.strong(used)) if n == 0 else line for n, line in enumerate(said)]
    left = evidence[len(terminal.some(evidence)) :]
    return lines + (terminal.wrapped(f"and {len(left)} more: {places(left)} ({AGAIN})") if left else [])


def places(evidence: Iterable[Evidence]) -> str:
    """Return where rows stand, by file, with those that follow each other as one: `codings.csv:2, 9-123`."""
    found = records.condensed(row.id for row in evidence)
    return "; ".join(
        f"{file}{':' if runs[0].isdecimal() else '!'}{runs.replace('–', '-')}" for file, runs in found.items()
    )


def numbers_as_text(trails: Trails, names: Sequence[str], terminal: Terminal) -> list[str]:
    """Return numbers with their values and how they are known, a line each, in columns."""
    shown = terminal.some(names)
    table = [(name, value_in_words(trails.rows[name]), str(trails.rows[name]["status"])) for name in shown]
    widths = [max((len(row[column]) for row in table), default=0) for column in range(2)]
    lines = [f"{name:<{widths[0]}}  {value:<{widths[1]}}  {terminal.quiet(status)}" for name, value, status in table]
    return lines + ([f"and {len(names) - len(shown)} more ({AGAIN})"] if len(names) > len(shown) else [])


def record_as_text(build: Build, wanted: str, terminal: Terminal) -> Iterator[str]:
    """Yield the rows that are meant and the numbers that rest on them, line by line."""
    trails = build.trails
    evidence = [trails.evidence(record) for record in trails.matching(wanted)]
    resting = trails.resting_on(wanted)
    several = [row.id for row in evidence] != [wanted]
    if several:
        yield f"{terminal.strong(wanted)}: {len(evidence)} {'rows' if len(evidence) > 1 else 'row'}"
    indent = "  " if several else ""
    yield from (indent + line for line in rows_as_text(evidence, replace(terminal, gutter=len(indent))))
    if resting:
        yield ""
        what = "numbers rest" if len(resting) > 1 else "number rests"
        yield f"{len(resting)} {what} on {'them' if len(evidence) > 1 else 'it'}:"
        yield from (f"  {line}" for line in numbers_as_text(trails, resting, replace(terminal, full=True)))
    yield from terminal.notes(build.notes(row.id for row in evidence))


def nothing_rests(build: Build, wanted: str) -> str:
    """Return what to say of a record on which no number rests, with how it stands with the rest of its file."""
    used = {record for row in build.trails.rows.values() for record in row["records"]}
    file = build.trails.records[build.trails.matching(wanted)[0]].file
    rows = build.trails.matching(file)
    bearing = len(used.intersection(rows))
    told = f"on {bearing} of its {len(rows)} rows" if bearing else "on none of its rows"
    return f"no number rests on {wanted}" + (f" (of {file}, {told})" if wanted != file else "")


# The command


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """Return what was asked for. Exits with 2 for a wrong command."""
    parser = argparse.ArgumentParser(
        prog="trace.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("name", nargs="?", metavar="NAME", help="a number: motives.survival")
    asked.add_argument("--record", metavar="R", help="a row FILE:LINE, a data file, or a participant")
    parser.add_argument(
        "--results", type=Path, metavar="DIR", default=ROOT / "results", help="what was built (default: results)"
    )
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="what it was built from, when that lies outside the repository"
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.add_argument("--all", action="store_true", help="tell long lists in full")
    parser.add_argument("--source", action="store_true", help="show the function that made the number")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Answer, and return the exit status."""
    asked = arguments(given)
    columns = shutil.get_terminal_size((100, 24)).columns
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    terminal = Terminal(max(min(columns, WIDEST), NARROWEST), colour, asked.all)
    found = True
    try:
        build = last_build(asked.results, asked.data)
        wanted = identity(asked.record, build) if asked.record is not None else ""
        if asked.json:
            answer = number_as_json(build, asked.name) if asked.name is not None else record_as_json(build, wanted)
            lines = [json.dumps(answer, ensure_ascii=False, indent=1)]
        elif asked.name is not None:
            lines = [*number_as_text(build, asked.name, terminal, asked.source)]
        else:
            lines = [*record_as_text(build, wanted, terminal)]
        found = asked.name is not None or bool(build.trails.resting_on(wanted))
    except (Unknown, KeyError) as problem:
        print(problem.args[0], file=sys.stderr)
        return 1
    print("\n".join(line.rstrip() for line in lines))
    if not found:
        print(nothing_rests(build, wanted), file=sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())
