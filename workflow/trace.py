"""Tell where a number or claim comes from, or what rests on a record.

trace.py motives.survival                               the rows, the code and the places behind a number
trace.py motives.survival_is_rarest                     what decides a claim, by how much, and what would turn it
trace.py 13                                             the numbers that have a value
trace.py --record data/interviews/codings.csv:57        what rests on a row, a file or a participant

Answers for the last build. Exits with 0 when it found something, with 1 when there is no such number, claim or record
or nothing rests on it, with 2 for a wrong command.
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
from traced import ledger, records, verdicts
from traced.records import Place, Record, place
from traced.trail import ClaimTrail, Evidence, Trails, value_in_words

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
    """The last build: its ledger and claims, the rows it was made from, and where these lie.

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
    rows = kept_in(results / "numbers.json")
    claims = kept_in(results / "claims.json") if (results / "claims.json").exists() else {}
    used = dict.fromkeys(record for row in (*rows.values(), *claims.values()) for record in row["records"])
    label = next((PurePosixPath(record).parents[1] for record in used), PurePosixPath("data"))
    given = Path(os.path.normpath(given.absolute())) if given else None
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
    trails = Trails(rows, in_order, VALUES, sources([*rows.values(), *claims.values()]), claims)
    return Build(trails, data, label, tuple(edited(kept, current) if current else ()), tuple(remarks))


def kept_in(file: Path) -> dict[str, Any]:
    """Return the rows by name that a file of the build holds under its own name: `numbers` in `numbers.json`.

    Raises Unknown where the file is missing, or is something else.
    """
    try:
        rows: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))[file.stem]
    except FileNotFoundError:
        raise Unknown(f"{shortest(file)} does not exist: nothing has been built there yet; `make` builds it") from None
    except (ValueError, KeyError, TypeError):
        raise Unknown(f"{shortest(file)} is not what a build leaves: `make` builds it anew") from None
    return rows


def sources(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the text of the files of code that computed numbers and decided claims, as far as they are at hand."""
    paths = {row["code"].rpartition(":")[0] for row in rows}
    return {path: (ROOT / path).read_text(encoding="utf-8") for path in paths if (ROOT / path).is_file()}


def kept_rows(work: Path) -> dict[str, Record]:
    """Return the records as the build read them, by id: none when its work has been cleared away."""
    return records.by_id(map(text_of, sorted(work.glob("prepare/*.json"))))


def text_of(file: Path) -> str:
    """Return the JSON of a file; nothing of one that breaks off, as where a build was killed while it wrote."""
    try:
        text = file.read_text(encoding="utf-8")
        json.loads(text)
    except ValueError:
        return "{}"
    return text


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
        computed |= json.loads(text_of(file)).get("numbers", {})
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
        "meaning": trail.status_in_words(),
        "source": trail.source,
        "evidence": [asdict(evidence) for evidence in trail.evidence],
        "notes": build.notes(build.trails.rows[name]["records"]),
    }


def claim_as_json(build: Build, name: str) -> dict[str, Any]:
    """Return the row of a claim, with its rows and the source of its function."""
    trail = build.trails.of_claim(name)
    return {
        "name": name,
        **build.trails.claims[name],
        "source": trail.source,
        "evidence": [asdict(evidence) for evidence in trail.evidence],
        "notes": build.notes(build.trails.claims[name]["records"]),
    }


def numbers_as_json(trails: Trails, names: Iterable[str]) -> dict[str, Any]:
    """Return numbers by name, each in short."""
    told = ("value", "low", "high", "unit", "status", "definition", "used")
    rows = {name: trails.rows[name] for name in names}
    return {name: {key: row[key] for key in told} | {"in_words": value_in_words(row)} for name, row in rows.items()}


def record_as_json(build: Build, wanted: str) -> dict[str, Any]:
    """Return what rests on a record, file or participant or is compared with it, with the rows that are meant."""
    trails = build.trails
    told = ("verdict", "margin", "missing", "definition", "sentences")
    ids = trails.matching(wanted)
    return {
        "record": wanted,
        "evidence": [asdict(trails.evidence(record)) for record in ids],
        "numbers": numbers_as_json(trails, trails.resting_on(wanted)),
        "claims": {name: {key: trails.claims[name][key] for key in told} for name in trails.claims_on(wanted)},
        "compared": [asdict(comparison) for comparison in compared(trails, ids)],
        "notes": build.notes(ids),
    }


@dataclass(frozen=True)
class Comparison:
    """A row of what the article printed: the number that it is compared with, and how that stands to it."""

    record: str
    number: str
    verdict: str


def compared(trails: Trails, ids: Iterable[str]) -> list[Comparison]:
    """Return the comparisons that some records are for; most records are for none."""
    found = []
    for record in (trails.records[one] for one in ids):
        name, value = record.fields.get("number", ""), record.fields.get("value", "")
        if name in trails.rows and value:
            agreement = ledger.verdict(value, trails.rows[name]["value"])
            found.append(Comparison(record.id, name, verdicts.earned(agreement, trails.rows[name])[0]))
    return found


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
    yield from textwrap.wrap(sentence(trail.definition), terminal.width)
    yield ""
    yield from terminal.entry("Status", terminal.wrapped(f"{trail.status} ({trail.status_in_words()})"))
    yield from terminal.entry("Article", terminal.wrapped(printed(trail.published, trail.status)))
    yield from evidence_as_text(trail.evidence, terminal)
    yield from terminal.entry("Made of", numbers_as_text(build.trails, trail.of, terminal) or ["its rows alone"])
    made_by = f"{trail.code} {signature(trail.source)}(rule {trail.rule})"
    yield from terminal.entry("Made by", terminal.wrapped(made_by))
    yield from terminal.entry("Printed at", trail.used or ["no place of the manuscript"])
    yield from source_as_text(trail.source, trail.code) if source else ()
    yield from terminal.notes(build.notes(row.id for row in trail.evidence))


def claim_as_text(build: Build, name: str, terminal: Terminal, source: bool) -> Iterator[str]:
    """Yield the trail of a claim, line by line."""
    trail = build.trails.of_claim(name)
    yield f"{terminal.strong(name)}: {terminal.strong(trail.told)}"
    yield from textwrap.wrap(sentence(trail.definition), terminal.width)
    yield ""
    yield from terminal.entry("Because", terminal.wrapped(trail.why))
    yield from terminal.entry("Missing", terminal.wrapped(trail.missing))
    yield from terminal.entry("Fragility", terminal.wrapped(trail.fragility + example(trail)))
    yield from evidence_as_text(trail.evidence, terminal)
    yield from terminal.entry("Decided by", numbers_as_text(build.trails, trail.of, terminal) or ["no number"])
    yield from terminal.entry("Made by", terminal.wrapped(f"{trail.code} {signature(trail.source)}".rstrip()))
    said = (terminal.wrapped(f"{made['place']} “{made['text'].lstrip(', ')}”") for made in trail.sentences)
    yield from terminal.entry("Claimed at", [line for lines in said for line in lines])
    yield from source_as_text(trail.source, trail.code) if source else ()
    yield from terminal.notes(build.notes(row.id for row in trail.evidence))


def example(trail: ClaimTrail) -> str:
    """Return an example of the changes that turn a claim, as it follows how many they are."""
    return f", for example {'; '.join(trail.changes)}" if trail.changes else ""


def sentence(text: str) -> str:
    """Return a definition as a sentence."""
    return f"{text[:1].upper()}{text[1:]}."


def evidence_as_text(evidence: Sequence[Evidence], terminal: Terminal) -> Iterator[str]:
    """Yield the rows behind a number or claim."""
    label = "Row" if len(evidence) == 1 else f"Rows ({len(evidence)})" if evidence else "Rows"
    return terminal.entry(label, rows_as_text(evidence, terminal) or ["none"])


def source_as_text(source: str, code: str) -> Iterator[str]:
    """Yield the text of a function."""
    yield ""
    yield from source.splitlines() or [f"{code} is no longer the function that made it."]


def printed(published: Mapping[str, str], status: str) -> str:
    """Return what the article printed, where, and how the number stands to it."""
    if not published:
        return "no number of its own is listed for it" if status == "reported" else "does not print it"
    page = f" on p. {published['page']}" if published["page"] else ""
    return f"“{published['text']}”{page}: {VERDICTS.get(published['verdict'], published['verdict'])}"


VERDICTS = {"same": "the same", "differs": "this differs", "cannot be computed": "this cannot be computed"}


def signature(source: str) -> str:
    """Return how a function begins, as far as it is at hand."""
    found = re.search(r"^def (\w+)", source, re.MULTILINE)
    return f"{found[1]} " if found else ""


def rows_as_text(evidence: Sequence[Evidence], terminal: Terminal) -> list[str]:
    """Return rows: where each stands and how it is known, and below it its value before its other cells."""
    lines: list[str] = []
    for row in terminal.some(evidence):
        cells = dict(row.filled_cells())
        used = ", ".join(f"{column} = {cells[column]}" for column in row.used if column in cells)
        others = [f"{column} {text}" for column, text in cells.items() if column not in row.used]
        lines.append(row.id + terminal.quiet(f"  {row.basis_and_page()}") if cells else row.id)
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
    """Return numbers with their values and how they are known, a line each."""
    shown = terminal.some(names)
    rows = ((name, trails.rows[name]) for name in shown)
    lines = in_columns([(name, value_in_words(row), terminal.quiet(row["status"])) for name, row in rows])
    return lines + ([f"and {len(names) - len(shown)} more ({AGAIN})"] if len(names) > len(shown) else [])


def in_columns(table: Sequence[Sequence[str]]) -> list[str]:
    """Return the rows of a table as lines, its columns one below the other."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)][:-1]
    return ["  ".join([*map(str.ljust, row, widths), row[-1]]) for row in table]


def list_as_text(heading: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield a list below a heading, and nothing for an empty one."""
    if lines:
        yield from ("", heading, *(f"  {line}" for line in lines))


def resting(noun: str, count: int, rows: int) -> str:
    """Return the heading of what rests on so many rows."""
    return f"{count} {noun}{' rests' if count == 1 else 's rest'} on {'it' if rows == 1 else 'them'}:"


def record_as_text(build: Build, wanted: str, terminal: Terminal) -> Iterator[str]:
    """Yield the rows that are meant, and the numbers and claims that rest on them, line by line."""
    trails = build.trails
    evidence = [trails.evidence(record) for record in trails.matching(wanted)]
    several = [row.id for row in evidence] != [wanted]
    if several:
        yield f"{terminal.strong(wanted)}: {len(evidence)} {'rows' if len(evidence) > 1 else 'row'}"
    indent = "  " if several else ""
    yield from (indent + line for line in rows_as_text(evidence, replace(terminal, gutter=len(indent))))
    numbers, claims = trails.resting_on(wanted), trails.claims_on(wanted)
    lines = numbers_as_text(trails, numbers, replace(terminal, full=True))
    yield from list_as_text(resting("number", len(numbers), len(evidence)), lines)
    told = in_columns([(name, trails.of_claim(name).told) for name in claims])
    yield from list_as_text(resting("claim", len(claims), len(evidence)), told)
    comparisons = [
        (c.record, c.number, value_in_words(trails.rows[c.number]), VERDICTS.get(c.verdict, c.verdict))
        for c in compared(trails, (row.id for row in evidence))
    ]
    yield from list_as_text("What the article printed there is compared with:", in_columns(comparisons))
    yield from terminal.notes(build.notes(row.id for row in evidence))


def value_as_text(trails: Trails, value: str, names: Sequence[str], terminal: Terminal) -> Iterator[str]:
    """Yield the numbers that have a value."""
    have = "number has" if len(names) == 1 else "numbers have"
    yield f"{len(names)} {have} the value {terminal.strong(value)}:"
    yield from (f"  {line}" for line in numbers_as_text(trails, names, replace(terminal, full=True)))


def nothing_rests(build: Build, wanted: str) -> str:
    """Return what to say of a record on which nothing rests, with how it stands with the rest of its file."""
    trails = build.trails
    used = {record for row in (*trails.rows.values(), *trails.claims.values()) for record in row["records"]}
    record = trails.records[trails.matching(wanted)[0]]
    rows = trails.matching(record.file)
    bearing = len(used.intersection(rows))
    told = f"on {bearing} of its {len(rows)} rows" if bearing else "on none of its rows"
    compared_with = "; what it printed is compared with no number" if "number" in record.fields else ""
    return (
        f"nothing rests on {wanted}" + (f" (of {record.file}, {told})" if wanted != record.file else "") + compared_with
    )


# The command


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """Return what was asked for. Exits with 2 for a wrong command."""
    parser = argparse.ArgumentParser(
        prog="trace.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("name", nargs="?", metavar="NAME", help="a number or claim: motives.survival; or a value: 13")
    asked.add_argument("--record", metavar="R", help="a row FILE:LINE, a data file, or a participant")
    parser.add_argument(
        "--results", type=Path, metavar="DIR", default=ROOT / "results", help="what was built (default: results)"
    )
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="what it was built from, when that lies outside the repository"
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.add_argument("--all", action="store_true", help="tell long lists in full")
    parser.add_argument(
        "--source", action="store_true", help="show the function that made the number or decided the claim"
    )
    return parser.parse_args(given)


def about_name(build: Build, asked: argparse.Namespace, terminal: Terminal) -> Iterator[str]:
    """Yield the answer to a name, or to a value that is no name. Raises KeyError for what is neither."""
    trails, having = build.trails, build.trails.having(asked.name)
    try:
        name = trails.exact_name(asked.name)
    except KeyError:
        if not having:
            raise
        if asked.json:
            yield as_json({"value": asked.name, "numbers": numbers_as_json(trails, having)})
        else:
            yield from value_as_text(trails, asked.name, having, terminal)
        return
    if asked.json:
        yield as_json(number_as_json(build, name) if name in trails.rows else claim_as_json(build, name))
    else:
        told = number_as_text if name in trails.rows else claim_as_text
        yield from told(build, name, terminal, asked.source)


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
        build = last_build(asked.results, asked.data)
        if asked.name is not None:
            lines = [*about_name(build, asked, terminal)]
        else:
            wanted = identity(asked.record, build)
            found = record_as_json(build, wanted)
            lines = [as_json(found)] if asked.json else [*record_as_text(build, wanted, terminal)]
            complaint = "" if found["numbers"] or found["claims"] or found["compared"] else nothing_rests(build, wanted)
    except (Unknown, KeyError) as problem:
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
