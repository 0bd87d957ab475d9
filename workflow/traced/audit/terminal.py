"""The trail of a number, claim or record as lines for a terminal, or as JSON for a program."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar

from traced.audit.last_build import Build
from traced.audit.trail import ClaimTrail, Evidence, Trail, Trails
from traced.core.record import ranges_by_file
from traced.ledger.published import agreement_of, earned_verdict
from traced.ledger.style import value_in_words

Item = TypeVar("Item")

MOST = 12  # rows, or numbers a number is made of, that are listed in full without --all
SHOWN = 8  # how many are listed when there are more
GUTTER = 12  # the width of the labels on the left
AGAIN = "--all shows them; with make OPTIONS=--all"
IN_WORDS = {"same": "the same", "differs": "this differs", "cannot be computed": "this cannot be computed"}


@dataclass(frozen=True)
class Comparison:
    """A row with a published value: the number that it is compared with, and the verdict."""

    record: str
    number: str
    verdict: str


def comparisons(trails: Trails, ids: Iterable[str]) -> list[Comparison]:
    """Return the comparisons of records with numbers; only records of published values have one."""
    compared = []
    for record in (trails.records[one] for one in ids):
        name, value = record.fields.get("number", ""), record.fields.get("value", "")
        if name in trails.rows and value:
            agreement = agreement_of(value, trails.rows[name]["value"])
            compared.append(Comparison(record.id, name, earned_verdict(agreement, trails.rows[name])[0]))
    return compared


# As JSON


def entry_as_json(build: Build, name: str) -> dict[str, Any]:
    """Return the row of a number or claim, with its rows of data, the source of its function, and the words for it."""
    trail = trail_of(build, name)
    row = build.trails.rows.get(name) or build.trails.claims[name]
    words = {"in_words": trail.value, "meaning": trail.meaning} if isinstance(trail, Trail) else {}
    return {
        "name": name,
        **row,
        **words,
        "source": trail.source,
        "evidence": [asdict(evidence) for evidence in trail.evidence],
        "notes": build.notes(row["records"]),
    }


def trail_of(build: Build, name: str) -> Trail | ClaimTrail:
    trails = build.trails
    return trails.number_trail(name) if name in trails.rows else trails.claim_trail(name)


def numbers_as_json(trails: Trails, names: Iterable[str]) -> dict[str, Any]:
    """Return short entries of numbers, by name."""
    keys = ("value", "low", "high", "unit", "status", "definition", "used")
    rows = {name: trails.rows[name] for name in names}
    return {name: {key: row[key] for key in keys} | {"in_words": value_in_words(row)} for name, row in rows.items()}


def record_as_json(build: Build, wanted: str) -> dict[str, Any]:
    """Return what rests on a record, file or participant or is compared with it, with its rows."""
    trails = build.trails
    keys = ("verdict", "margin", "missing", "definition", "sentences")
    ids = trails.record_ids(wanted)
    return {
        "record": wanted,
        "evidence": [asdict(trails.evidence(record)) for record in ids],
        "numbers": numbers_as_json(trails, trails.numbers_on(wanted)),
        "claims": {name: {key: trails.claims[name][key] for key in keys} for name in trails.claims_on(wanted)},
        "compared": [asdict(comparison) for comparison in comparisons(trails, ids)],
        "notes": build.notes(ids),
    }


# As text


@dataclass(frozen=True)
class Terminal:
    """How to write: the width of a line, with colour or not, long lists in full or not, and the indent of lines."""

    width: int
    colour: bool
    full: bool
    gutter: int = GUTTER

    def strong(self, text: str) -> str:
        return f"\033[1m{text}\033[0m" if self.colour and text else text

    def quiet(self, text: str) -> str:
        return f"\033[2m{text}\033[0m" if self.colour and text else text

    def wrapped(self, text: str, indent: str = "") -> list[str]:
        """Return text in lines that fit beside the labels on the left; no path is broken."""
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

    def some(self, items: Sequence[Item]) -> Sequence[Item]:
        """Return all items of a short list, and the first ones of a long one."""
        return items if self.full or len(items) <= MOST else items[:SHOWN]


def entry_as_text(build: Build, name: str, terminal: Terminal, source: bool) -> Iterator[str]:
    """Yield the trail of a number or claim line by line, on request with the function that computes it."""
    trail = trail_of(build, name)
    equals, outcome = (" =", trail.value) if isinstance(trail, Trail) else (":", trail.outcome)
    yield f"{terminal.strong(name)}{equals} {terminal.strong(outcome)}"
    yield from textwrap.wrap(f"{trail.definition[:1].upper()}{trail.definition[1:]}.", terminal.width)
    yield ""
    if isinstance(trail, Trail):
        yield from number_as_text(build, trail, terminal)
    else:
        yield from claim_as_text(build, trail, terminal)
    if source:
        yield ""
        yield from trail.source.splitlines() or [f"{trail.code} is no longer the function that made it."]
    yield from terminal.notes(build.notes(row.id for row in trail.evidence))


def number_as_text(build: Build, trail: Trail, terminal: Terminal) -> Iterator[str]:
    yield from terminal.entry("Status", terminal.wrapped(f"{trail.status} ({trail.meaning})"))
    yield from terminal.entry(build.trails.voice.label, terminal.wrapped(printed(trail.published, trail.status)))
    yield from evidence_as_text(trail.evidence, terminal)
    yield from terminal.entry("Made of", numbers_as_text(build.trails, trail.of, terminal) or ["its rows alone"])
    made_by = f"{trail.code} {signature(trail.source)}(rule {trail.rule})"
    yield from terminal.entry("Made by", terminal.wrapped(made_by))
    yield from terminal.entry("Printed at", trail.used or ["no place of the manuscript"])


def claim_as_text(build: Build, trail: ClaimTrail, terminal: Terminal) -> Iterator[str]:
    example = f", for example {trail.turning_row}: {trail.turning_change}" if trail.turning_row else ""
    yield from terminal.entry("Because", terminal.wrapped(trail.why))
    yield from terminal.entry("Missing", terminal.wrapped(trail.missing))
    yield from terminal.entry("Fragility", terminal.wrapped(trail.fragility + example))
    yield from evidence_as_text(trail.evidence, terminal)
    yield from terminal.entry("Decided by", numbers_as_text(build.trails, trail.of, terminal) or ["no number"])
    yield from terminal.entry("Made by", terminal.wrapped(f"{trail.code} {signature(trail.source)}".rstrip()))
    sentences = (terminal.wrapped(f"{made['place']} “{made['text'].lstrip(', ')}”") for made in trail.sentences)
    yield from terminal.entry("Claimed at", [line for lines in sentences for line in lines])


def evidence_as_text(evidence: Sequence[Evidence], terminal: Terminal) -> Iterator[str]:
    """Yield the rows behind a number or claim."""
    label = "Row" if len(evidence) == 1 else f"Rows ({len(evidence)})" if evidence else "Rows"
    return terminal.entry(label, rows_as_text(evidence, terminal) or ["none"])


def printed(published: Mapping[str, str], status: str) -> str:
    """Return what was published for a number, on which page, and the verdict on it."""
    if not published:
        return "no number of its own is listed for it" if status == "reported" else "does not print it"
    page = f" on p. {published['page']}" if published["page"] else ""
    return f"“{published['text']}”{page}: {IN_WORDS.get(published['verdict'], published['verdict'])}"


def signature(source: str) -> str:
    """Return the name of a function, with a space after it; empty where its source is not at hand."""
    match = re.search(r"^def (\w+)", source, re.MULTILINE)
    return f"{match[1]} " if match else ""


def rows_as_text(evidence: Sequence[Evidence], terminal: Terminal) -> list[str]:
    """Return rows: where each stands and how it is known, and below it its value before its other cells."""
    lines: list[str] = []
    shown = terminal.some(evidence)
    for row in shown:
        cells = dict(row.filled_cells())
        used = ", ".join(f"{column} = {cells[column]}" for column in row.used if column in cells)
        others = [f"{column} {text}" for column, text in cells.items() if column not in row.used]
        lines.append(row.id + terminal.quiet(f"  {row.basis_and_page()}") if cells else row.id)
        wrapped = terminal.wrapped(" · ".join([*([used] if used else []), *others]), "  ")
        lines += [line.replace(used, terminal.strong(used)) if n == 0 else line for n, line in enumerate(wrapped)]
    left = evidence[len(shown) :]
    return lines + (terminal.wrapped(f"and {len(left)} more: {places(left)} ({AGAIN})") if left else [])


def places(evidence: Iterable[Evidence]) -> str:
    """Return where rows stand, by file, consecutive ones as a range: `codings.csv:2, 9-123`."""
    by_file = ranges_by_file(row.id for row in evidence)
    return "; ".join(
        f"{file}{':' if runs[0].isdecimal() else '!'}{runs.replace('–', '-')}" for file, runs in by_file.items()
    )


def numbers_as_text(trails: Trails, names: Sequence[str], terminal: Terminal) -> list[str]:
    """Return numbers with their values and statuses, a line each."""
    shown = terminal.some(names)
    rows = ((name, trails.rows[name]) for name in shown)
    lines = in_columns([(name, value_in_words(row), terminal.quiet(row["status"])) for name, row in rows])
    return lines + ([f"and {len(names) - len(shown)} more ({AGAIN})"] if len(names) > len(shown) else [])


def in_columns(table: Sequence[Sequence[str]]) -> list[str]:
    """Return the rows of a table as lines, its columns aligned."""
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
    """Yield the rows of a record, file or participant, and the numbers and claims that rest on them, line by line."""
    trails = build.trails
    evidence = [trails.evidence(record) for record in trails.record_ids(wanted)]
    several = [row.id for row in evidence] != [wanted]
    if several:
        yield f"{terminal.strong(wanted)}: {len(evidence)} {'rows' if len(evidence) > 1 else 'row'}"
    indent = "  " if several else ""
    yield from (indent + line for line in rows_as_text(evidence, replace(terminal, gutter=len(indent))))
    numbers, claims = trails.numbers_on(wanted), trails.claims_on(wanted)
    lines = numbers_as_text(trails, numbers, replace(terminal, full=True))
    yield from list_as_text(resting("number", len(numbers), len(evidence)), lines)
    lines = in_columns([(name, trails.claim_trail(name).outcome) for name in claims])
    yield from list_as_text(resting("claim", len(claims), len(evidence)), lines)
    compared = [
        (c.record, c.number, value_in_words(trails.rows[c.number]), IN_WORDS.get(c.verdict, c.verdict))
        for c in comparisons(trails, (row.id for row in evidence))
    ]
    yield from list_as_text(trails.voice.text("What {work} printed there is compared with:"), in_columns(compared))
    yield from terminal.notes(build.notes(row.id for row in evidence))


def value_as_text(trails: Trails, value: str, names: Sequence[str], terminal: Terminal) -> Iterator[str]:
    """Yield the numbers that have a value."""
    have = "number has" if len(names) == 1 else "numbers have"
    yield f"{len(names)} {have} the value {terminal.strong(value)}:"
    yield from (f"  {line}" for line in numbers_as_text(trails, names, replace(terminal, full=True)))


def nothing_rests(build: Build, wanted: str) -> str:
    """Return the message on a record on which nothing rests, with what rests on the rest of its file."""
    trails = build.trails
    used = {record for row in (*trails.rows.values(), *trails.claims.values()) for record in row["records"]}
    record = trails.records[trails.record_ids(wanted)[0]]
    rows = trails.record_ids(record.file)
    bearing = len(used.intersection(rows))
    others = f"on {bearing} of its {len(rows)} rows" if bearing else "on none of its rows"
    compared_with = "; what it printed is compared with no number" if "number" in record.fields else ""
    of_file = f" (of {record.file}, {others})" if wanted != record.file else ""
    return f"nothing rests on {wanted}{of_file}{compared_with}"
