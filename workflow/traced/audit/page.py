"""The audit page: the manuscript with the evidence for each number and claim, in one file that opens offline."""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from traced.audit.marks import Marked, Mention, mark
from traced.audit.rule_graph import RuleGraph
from traced.audit.trail import ClaimTrail, Evidence, Trail, Trails
from traced.core.record import BASIS_MEANING, Record, place_of, ranges
from traced.ledger.published import verdict_on_number
from traced.ledger.quantity import STATUS_MEANING
from traced.ledger.style import search_texts
from traced.manuscript.document import front_matter
from traced.manuscript.pandoc import Document, text
from traced.output.html import fragment
from traced.reading.variable import CASE

# The verdict on a number that the list of printed numbers does not have: on one that is reported, and on others.
UNLISTED, ABSENT = "not listed by itself", "not in {work}"
# What the verdicts of claims mean, in the order in which claims are listed.
JUDGED = {"fails": "the data say otherwise", "undecided": "the data do not tell", "holds": "the data say so too"}
SAYS_WHO = ("citation", "source")
REFERENCE = "ref-"
SHORT = 5  # rows that a list without script shows of many
EARLY = 'document.documentElement.classList.add("js")'


@dataclass(frozen=True)
class PageFiles:
    """The files that make the page: its template, style sheets and script, as text."""

    template: str
    styles: tuple[str, ...]
    script: str


@dataclass(frozen=True)
class Witness:
    """The source of some rows: how many rows of a file have the same basis, who says so, and on which pages."""

    file: str
    rows: int
    basis: str
    who: tuple[str, ...]
    pages: str


@dataclass(frozen=True)
class NumberEntry:
    """The content of the page about one number.

    order: its position among the numbers, those of the text first
    verdict: on the first place of the article that prints it, or that the article does not print it
    search: words that find it, besides its name and definition
    printed: the records of the places that print it, each with the verdict on it
    places: where the manuscript prints it
    into: the numbers computed from it
    way: the rules through which it comes from the data to the page
    """

    order: int
    trail: Trail
    verdict: str
    search: str
    printed: tuple[tuple[Record, str], ...]
    witnesses: tuple[Witness, ...]
    places: tuple[Mention, ...]
    into: tuple[str, ...]
    way: tuple[str, ...]


@dataclass(frozen=True)
class ClaimEntry:
    """The content of the page about one claim; `search` is words that find it, besides its name and definition."""

    trail: ClaimTrail
    search: str
    witnesses: tuple[Witness, ...]
    places: tuple[Mention, ...]


@dataclass(frozen=True)
class DataFile:
    """A data file as a table of its rows, each with the numbers and claims that rest on it.

    columns: each column with its kind: `used` for the value, `known` for page and basis, `else`; in this order
    rows: the rows, each with the entries (`n=NAME`, `c=NAME`) that rest on it
    """

    file: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Evidence, tuple[str, ...]], ...]


def audit_page(
    document: Document,
    resources: Path,
    trails: Trails,
    published: Iterable[Record],
    graph: RuleGraph,
    here: str,
    files: PageFiles,
) -> str:
    """Return the audit page.

    document: the cited manuscript; resources: the folder with its pictures
    published: what the article printed; fields number, printed, value, page, section, place
    here: the name of the rule that makes the page

    What comes from data is text wherever it goes: the template escapes it, the script puts it in as text only, and the
    page tells the browser to run no other script than its own.
    """
    marked = mark(
        document,
        numbers={name: row["status"] for name, row in trails.rows.items()},
        claims={name: row["verdict"] for name, row in trails.claims.items()},
    )
    numbers = number_entries(trails, marked, published, graph, here)
    claims = claim_entries(trails, marked)
    script = files.script.strip()
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["hash"] = lambda name: quote(name, safe="/:=")
    content = {
        "front": front_matter(document),
        "text": Markup(fragment({**document, "blocks": marked.blocks}, resources, shift=2)),
        "sections": marked.sections,
        "entries": numbers,
        "claims": claims,
        "values": {entry.trail.name: entry.trail.value for entry in numbers},
        "statuses": counts(STATUS_MEANING, (entry.trail.status for entry in numbers)),
        "verdicts": counts((), (entry.verdict for entry in numbers)),
        "judged": counts(JUDGED, (claim.trail.verdict for claim in claims)),
        "meaning": trails.voice.texts(STATUS_MEANING) | JUDGED,
        "through": counts((), (rule for entry in numbers for rule in entry.way)),
        "printed": sum(bool(entry.places) for entry in numbers),
        "unprinted": sum(bool(entry.trail.used) and not entry.places for entry in numbers),
        "places": sum(len(entry.places) for entry in numbers),
        "witness": trails.voice.texts(BASIS_MEANING),
        "voice": trails.voice,
        "sheets": data_files(trails),
        "folders": {f"{record.file.rpartition('/')[0]}/" for record in trails.records.values()},
        "records": len(trails.records),
        "cases": sorted({r.fields[CASE] for r in trails.records.values() if CASE in r.fields}),
        "functions": functions(trails, [*numbers, *claims]),
        "graph": graph,
        "references": references(marked.blocks),
        "short": SHORT,
        "index": Markup(search_index(numbers, claims, trails, marked, graph)),
        "style": Markup("\n".join(sheet.strip() for sheet in files.styles)),
        "early": Markup(EARLY),
        "script": Markup(script),
        "script_sources": Markup(" ".join(map(script_source, (EARLY, script)))),
    }
    return environment.from_string(files.template).render(content) + "\n"


def script_source(script: str) -> str:
    """Return the hash by which the policy of a page allows a script."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def number_entries(
    trails: Trails, marked: Marked, published: Iterable[Record], graph: RuleGraph, here: str
) -> tuple[NumberEntry, ...]:
    """Return the entries of all numbers: those of the text in its order, then the others by name."""
    names = [*marked.numbers, *sorted(trails.rows.keys() - marked.numbers.keys())]
    ways = {rule: tuple(graph.way(rule, here)) for rule in {row["rule"] for row in trails.rows.values()}}
    into: dict[str, list[str]] = {}
    for name in names:
        for origin in trails.rows[name]["of"]:
            into.setdefault(origin, []).append(name)
    printed: dict[str, list[tuple[Record, str]]] = {}
    for record in published:
        name = record["number"]
        if record["value"] and name in trails.rows:
            verdict, _ = verdict_on_number(record, trails.rows[name])
            printed.setdefault(name, []).append((record, verdict))

    def entry(order: int, name: str) -> NumberEntry:
        trail, in_article = trails.number_trail(name), tuple(printed.get(name, ()))
        places = tuple(marked.numbers.get(name, ()))
        absent = UNLISTED if trail.status == "reported" else trails.voice.text(ABSENT)
        texts = [*(place.text for place in places), *(record["printed"] for record, _ in in_article)]
        pages = [*(row.page for row in trail.evidence), *(record["page"] for record, _ in in_article)]
        return NumberEntry(
            order=order,
            trail=trail,
            verdict=in_article[0][1] if in_article else absent,
            search=search_words([*search_texts(trails.rows[name]), *texts], pages),
            printed=in_article,
            witnesses=witnesses(trail.evidence),
            places=places,
            into=tuple(into.get(name, ())),
            way=ways[trail.rule],
        )

    return tuple(entry(order, name) for order, name in enumerate(names, 1))


def claim_entries(trails: Trails, marked: Marked) -> tuple[ClaimEntry, ...]:
    """Return the entries of all claims, the failing ones first; else in the order of the text, then by name."""
    names = [*marked.claims, *sorted(trails.claims.keys() - marked.claims.keys())]
    rank = [*JUDGED].index
    ranked = sorted(names, key=lambda name: rank(trails.claims[name]["verdict"]))
    return tuple(
        ClaimEntry(
            trail=trail,
            search=search_words([trail.outcome, trail.missing], [row.page for row in trail.evidence]),
            witnesses=witnesses(trail.evidence),
            places=tuple(marked.claims.get(trail.name, ())),
        )
        for trail in map(trails.claim_trail, ranked)
    )


def search_words(words: Iterable[str], pages: Iterable[str]) -> str:
    """Return what a reader may type to find an entry: words, and pages of the article."""
    return " ".join(dict.fromkeys([*words, *(f"page {page}" for page in pages if page)]))


def witnesses(evidence: Iterable[Evidence]) -> tuple[Witness, ...]:
    """Return the sources of rows, one for each file and basis."""

    def kind(row: Evidence) -> tuple[str, str]:
        return place_of(row.id).file, row.basis

    sources = []
    for (file, basis), group in groupby(sorted(evidence, key=kind), kind):
        rows = list(group)
        who = dict.fromkeys(row.cells[column] for row in rows for column in SAYS_WHO if row.cells.get(column))
        pages = ranges(sorted({int(row.page) for row in rows if row.page}))
        sources.append(Witness(file, len(rows), basis, tuple(who), ", ".join(pages)))
    return tuple(sources)


def data_files(trails: Trails) -> tuple[DataFile, ...]:
    """Return the data files that numbers may rest on, in the order of their records."""
    resting: dict[str, list[str]] = {}
    for kind, rows in (("n", trails.rows), ("c", trails.claims)):
        for name, row in sorted(rows.items()):
            for record in row["records"]:
                resting.setdefault(record, []).append(f"{kind}={name}")
    return tuple(
        DataFile(file, columns(rows[0]), tuple((row, tuple(resting.get(row.id, ()))) for row in rows))
        for file, group in groupby(trails.records.values(), lambda record: record.file)
        for rows in [[trails.evidence(record.id) for record in group]]
    )


def columns(row: Evidence) -> tuple[tuple[str, str], ...]:
    """Return the columns of a row's file, each with its kind: `used`, `known` or `else`, in this order."""
    known = [column for column in ("page", "basis") if column == "basis" or column in row.cells]
    kinds = [(column, "used") for column in row.used] + [(column, "known") for column in known]
    return (*kinds, *((column, "else") for column in row.cells if column not in dict(kinds)))


def functions(trails: Trails, entries: Iterable[NumberEntry | ClaimEntry]) -> dict[str, str]:
    """Return the source of the functions that compute numbers and decide claims, by place, in the order of files."""
    return {code: trails.source_at(code) for code in sorted({entry.trail.code for entry in entries}, key=place_of)}


def counts(order: Iterable[str], values: Iterable[str]) -> dict[str, int]:
    """Return how often each value occurs, in this order; sorted where none is given."""
    number = Counter(values)
    return {value: number[value] for value in order or sorted(number) if value in number}


def references(tree: Any) -> dict[str, str]:
    """Return the name of each work in the list of references, authors and year, by its key."""
    if isinstance(tree, list):
        return {key: name for item in tree for key, name in references(item).items()}
    if not isinstance(tree, dict):
        return {}
    if tree.get("t") == "Div" and tree["c"][0][0].startswith(REFERENCE):
        name, bracket, _ = text(tree["c"][1]).partition(")")
        return {tree["c"][0][0].removeprefix(REFERENCE): name + bracket}
    return references(tree.get("c"))


def search_index(
    numbers: Iterable[NumberEntry], claims: Iterable[ClaimEntry], trails: Trails, marked: Marked, graph: RuleGraph
) -> str:
    """Return the search index as JSON, `<` escaped for use in a script element."""
    position = {record: number for number, record in enumerate(trails.records)}

    def indexed(entry: NumberEntry | ClaimEntry) -> dict[str, Any]:
        return {
            "definition": entry.trail.definition,
            "search": entry.search,
            "sections": sections_around(entry.places, marked),
            "places": [[at.id, str(at)] for at in entry.places],
            "records": [position[row.id] for row in entry.trail.evidence],
        }

    cases: dict[str, list[int]] = {}
    for record in trails.records.values():
        if CASE in record.fields:
            cases.setdefault(record.fields[CASE], []).append(position[record.id])
    content = {
        "numbers": {
            entry.trail.name: indexed(entry)
            | {"value": entry.trail.value, "status": entry.trail.status, "verdict": entry.verdict, "way": entry.way}
            for entry in numbers
        },
        "claims": {
            claim.trail.name: indexed(claim)
            | {"value": claim.trail.outcome, "verdict": claim.trail.verdict, "note": claim_note(claim.trail)}
            for claim in claims
        },
        "case": trails.voice.case,
        "records": list(trails.records),
        "cases": cases,
        "rules": {name: rule.says for name, rule in graph.rules.items()},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def claim_note(trail: ClaimTrail) -> str:
    """Return the note on a claim in a list: what would decide it, or whether a single row would turn it."""
    if trail.missing:
        return f"missing: {trail.missing}"
    return f"turned by {trail.fragility}" if trail.fragility else ""


def sections_around(places: Iterable[Mention], marked: Marked) -> list[str]:
    """Return the ids of the sections of some places, and of those around them."""
    wanted = {at.section.id for at in places}
    sections: dict[str, None] = {}
    outer = 0
    for heading in reversed(marked.sections):
        if heading.id in wanted or heading.level < outer:
            sections[heading.id] = None
            outer = heading.level
    return list(sections)
