"""The audit page: the manuscript with all that is told of its numbers, in one file that needs nothing beside it."""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from .documents import front_matter
from .html import fragment
from .layering import BOX, lay_out
from .marking import Marked, Place, mark
from .numbers import place
from .pandoc import Document, text
from .printing import spoken
from .quantities import STATUS_MEANING
from .records import BASIS_MEANING, Record, ranges
from .rulegraph import RuleGraph
from .trail import ClaimTrail, Evidence, Trail, Trails
from .verdicts import of_number

# What is said where the article's list of numbers has none for a number: of one that it reports, and of others.
UNLISTED, ABSENT = "not listed by itself", "not in the article"
# What the verdicts of claims mean, in the order in which claims are told.
JUDGED = {"fails": "the data say otherwise", "undecided": "the data do not tell", "holds": "the data say so too"}
SAYS_WHO = ("citation", "source")
CASE = "participant"
REFERENCE = "ref-"
SHORT = 5  # rows that a list without script shows of many
EARLY = 'document.documentElement.classList.add("js")'


@dataclass(frozen=True)
class Look:
    """What the page is made with: its template, style sheet, and script."""

    template: str
    style: str
    script: str


@dataclass(frozen=True)
class Printed:
    """A place of the article that printed a number: what it printed, and how the ledger's value stands to that."""

    text: str
    page: str
    section: str
    place: str
    verdict: str


@dataclass(frozen=True)
class Witness:
    """Rows of one file that are known in one way: how many, who says so, and on which pages of the article."""

    file: str
    rows: int
    basis: str
    who: tuple[str, ...]
    pages: str


@dataclass(frozen=True)
class Entry:
    """All that the page tells of one number.

    order: its place among the numbers, those of the text first
    verdict: how it stands to what the article printed first, or that it is not among what the article printed
    said: what a reader may look for besides its name and definition
    into: the numbers computed from it
    way: the rules through which it comes from the data to the page
    """

    order: int
    trail: Trail
    verdict: str
    said: str
    printed: tuple[Printed, ...]
    witnesses: tuple[Witness, ...]
    places: tuple[Place, ...]
    into: tuple[str, ...]
    way: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """All that the page tells of one claim.

    said: what a reader may look for besides its name and definition
    """

    trail: ClaimTrail
    said: str
    witnesses: tuple[Witness, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Sheet:
    """A data file as a table of its rows, each with what rests on it.

    columns: what each column holds, its value, how that is known, or what else there is; those of the value first
    rows: the rows, each with the entries (`n=NAME`, `c=NAME`) that rest on it
    """

    file: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Evidence, tuple[str, ...]], ...]


def page(
    document: Document,
    resources: Path,
    trails: Trails,
    published: Iterable[Record],
    claims: Mapping[str, Mapping[str, Any]],
    graph: RuleGraph,
    here: str,
    look: Look,
) -> str:
    """Return the audit page.

    document: the cited manuscript; resources: the folder with its pictures
    published: what the article printed; fields number, printed, value, page, section, place
    claims: the rows of `claims.json` by name
    here: the name of the rule that makes the page

    What comes from data is text wherever it goes: the template escapes it, the script puts it in as text only, and the
    page tells the browser to run no other script than its own.
    """
    front = front_matter(document)
    trails = replace(trails, claims=claims)
    marked = mark(
        document,
        numbers={name: row["status"] for name, row in trails.rows.items()},
        claims={name: row["verdict"] for name, row in claims.items()},
    )
    entries = tell(trails, marked, list(published), graph, here)
    told = tell_claims(trails, marked)
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["hash"] = lambda name: quote(name, safe="/:=")
    content = {
        "front": front,
        "text": Markup(fragment({**document, "blocks": marked.blocks}, resources, shift=2)),
        "sections": marked.sections,
        "entries": entries,
        "claims": told,
        "values": {entry.trail.name: entry.trail.value for entry in entries},
        "statuses": counted((entry.trail.status for entry in entries), STATUS_MEANING),
        "verdicts": counted(entry.verdict for entry in entries),
        "judged": counted((claim.trail.verdict for claim in told), JUDGED),
        "meaning": trails.voice.texts(STATUS_MEANING) | JUDGED,
        "through": counted(rule for entry in entries for rule in entry.way),
        "printed": sum(bool(entry.places) for entry in entries),
        "unprinted": sum(bool(entry.trail.used) and not entry.places for entry in entries),
        "places": sum(len(entry.places) for entry in entries),
        "witness": trails.voice.texts(BASIS_MEANING),
        "sheets": sheets(trails),
        "folders": {f"{record.file.rpartition('/')[0]}/" for record in trails.records.values()},
        "records": len(trails.records),
        "cases": sorted({r.fields[CASE] for r in trails.records.values() if CASE in r.fields}),
        "functions": {code: trails.function(code) for code in codes(entries, told)},
        "graph": graph,
        "drawing": lay_out(graph.ranks, graph.lines),
        "box": BOX,
        "references": references(marked.blocks),
        "short": SHORT,
        "index": Markup(index(entries, told, trails, marked, graph)),
        "style": Markup(look.style.strip()),
        "early": Markup(EARLY),
        "script": Markup(look.script.strip()),
        "script_sources": Markup(" ".join(map(source, (EARLY, look.script.strip())))),
    }
    return environment.from_string(look.template).render(content) + "\n"


def source(script: str) -> str:
    """Return how a page's policy names a script that may run: by its hash."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def tell(trails: Trails, marked: Marked, published: Sequence[Record], graph: RuleGraph, here: str) -> tuple[Entry, ...]:
    """Return the entries of all numbers: those of the text in its order, then the others by name."""
    names = [*marked.numbers, *sorted(trails.rows.keys() - marked.numbers.keys())]
    ways = {rule: tuple(graph.way(rule, here)) for rule in {row["rule"] for row in trails.rows.values()}}
    into: dict[str, list[str]] = {}
    for name in names:
        for origin in trails.rows[name]["of"]:
            into.setdefault(origin, []).append(name)
    printed: dict[str, list[Printed]] = {}
    for record in published:
        if record["value"] and record["number"] in trails.rows:
            verdict, _ = of_number(record, trails.rows[record["number"]])
            there = Printed(record["printed"], record["page"], record["section"], record["place"], verdict)
            printed.setdefault(record["number"], []).append(there)
    return tuple(
        Entry(
            order=order,
            trail=trail,
            verdict=printed[name][0].verdict if name in printed else UNLISTED if trail.status == "reported" else ABSENT,
            said=looked_for(
                [*spoken(trails.rows[name]), *(at.text for at in places), *(there.text for there in found)],
                [*(row.page for row in trail.evidence), *(there.page for there in found)],
            ),
            printed=found,
            witnesses=witnesses(trail.evidence),
            places=places,
            into=tuple(into.get(name, ())),
            way=ways[trail.rule],
        )
        for order, name in enumerate(names, 1)
        for trail, places, found in [
            (trails.of(name), tuple(marked.numbers.get(name, ())), tuple(printed.get(name, ())))
        ]
    )


def tell_claims(trails: Trails, marked: Marked) -> tuple[Claim, ...]:
    """Return what is told of all claims, the failing ones first; else in the order of the text, then by name."""
    names = [*marked.claims, *sorted(trails.claims.keys() - marked.claims.keys())]
    rank = [*JUDGED].index
    return tuple(
        Claim(
            trail=trail,
            said=looked_for([trail.told, trail.missing], [row.page for row in trail.evidence]),
            witnesses=witnesses(trail.evidence),
            places=tuple(marked.claims.get(name, ())),
        )
        for name in sorted(names, key=lambda name: rank(trails.claims[name]["verdict"]))
        for trail in [trails.of_claim(name)]
    )


def looked_for(said: Iterable[str], pages: Iterable[str]) -> str:
    """Return what a reader may type to find an entry: what is said of it, and the pages of the article."""
    return " ".join(dict.fromkeys([*said, *(f"page {page}" for page in pages if page)]))


def witnesses(evidence: Iterable[Evidence]) -> tuple[Witness, ...]:
    """Return who says what rows say: those of one file and one basis together."""

    def kind(row: Evidence) -> tuple[str, str]:
        return place(row.id).file, row.basis

    found = []
    for (file, basis), group in groupby(sorted(evidence, key=kind), kind):
        rows = list(group)
        who = dict.fromkeys(row.cells[column] for row in rows for column in SAYS_WHO if row.cells.get(column))
        pages = ranges(sorted({int(row.page) for row in rows if row.page}))
        found.append(Witness(file, len(rows), basis, tuple(who), ", ".join(pages)))
    return tuple(found)


def sheets(trails: Trails) -> tuple[Sheet, ...]:
    """Return the data files that numbers may rest on, in the order of their records."""
    resting: dict[str, list[str]] = {}
    for kind, rows in (("n", trails.rows), ("c", trails.claims)):
        for name, row in sorted(rows.items()):
            for record in row["records"]:
                resting.setdefault(record, []).append(f"{kind}={name}")
    return tuple(
        Sheet(file, columns(rows[0]), tuple((row, tuple(resting.get(row.id, ()))) for row in rows))
        for file, group in groupby(trails.records.values(), lambda record: record.file)
        for rows in [[trails.evidence(record.id) for record in group]]
    )


def columns(row: Evidence) -> tuple[tuple[str, str], ...]:
    """Return the columns of a row's file with what they hold: first its value, then how that is known."""
    known = [column for column in ("page", "basis") if column == "basis" or column in row.cells]
    kinds = [(column, "used") for column in row.used] + [(column, "known") for column in known]
    return (*kinds, *((column, "else") for column in row.cells if column not in dict(kinds)))


def codes(entries: Iterable[Entry], claims: Iterable[Claim]) -> list[str]:
    """Return where the functions that computed numbers and decided claims begin, in the order of their files."""
    found = {*(entry.trail.code for entry in entries), *(claim.trail.code for claim in claims)}
    return sorted(found, key=place)


def counted(values: Iterable[str], order: Iterable[str] = ()) -> dict[str, int]:
    """Return how often each value occurs, the values in a given order or in their own."""
    counts = Counter(values)
    return {value: counts[value] for value in order or sorted(counts) if value in counts}


def references(tree: Any) -> dict[str, str]:
    """Return how each work in the list of references is called, by its key: up to the bracket that closes its year."""
    if isinstance(tree, list):
        return {key: name for item in tree for key, name in references(item).items()}
    if not isinstance(tree, dict):
        return {}
    if tree.get("t") == "Div" and tree["c"][0][0].startswith(REFERENCE):
        name, bracket, _ = text(tree["c"][1]).partition(")")
        return {tree["c"][0][0].removeprefix(REFERENCE): name + bracket}
    return references(tree.get("c"))


def index(entries: Iterable[Entry], claims: Iterable[Claim], trails: Trails, marked: Marked, graph: RuleGraph) -> str:
    """Return what the script needs to search and count, as JSON that cannot end the element it stands in."""
    place_of = {record: number for number, record in enumerate(trails.records)}
    content = {
        "numbers": {
            entry.trail.name: common(entry, marked, place_of)
            | {
                "value": entry.trail.value,
                "status": entry.trail.status,
                "verdict": entry.verdict,
                "way": entry.way,
            }
            for entry in entries
        },
        "claims": {
            claim.trail.name: common(claim, marked, place_of)
            | {"value": claim.trail.told, "verdict": claim.trail.verdict, "note": note(claim)}
            for claim in claims
        },
        "records": list(trails.records),
        "cases": cases(trails, place_of),
        "rules": {name: rule.says for name, rule in graph.rules.items()},
        "lines": graph.lines,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def note(claim: Claim) -> str:
    """Return what a list says of a claim: what would decide it, or whether a single row would turn it."""
    if claim.trail.missing:
        return f"missing: {claim.trail.missing}"
    return f"turned by {claim.trail.fragility}" if claim.trail.fragility else ""


def common(told: Entry | Claim, marked: Marked, place_of: Mapping[str, int]) -> dict[str, Any]:
    """Return what the script needs of numbers and claims alike."""
    return {
        "definition": told.trail.definition,
        "said": told.said,
        "sections": around(told.places, marked),
        "places": [[at.id, str(at)] for at in told.places],
        "records": [place_of[row.id] for row in told.trail.evidence],
    }


def cases(trails: Trails, place_of: Mapping[str, int]) -> dict[str, list[int]]:
    """Return the records of each participant that has some, as their places in the list of all."""
    found: dict[str, list[int]] = {}
    for record in trails.records.values():
        if CASE in record.fields:
            found.setdefault(record.fields[CASE], []).append(place_of[record.id])
    return found


def around(places: Iterable[Place], marked: Marked) -> list[str]:
    """Return the sections that places are in, with those that these are part of."""
    wanted = {at.section.id for at in places}
    found: dict[str, None] = {}
    outer = 0
    for heading in reversed(marked.sections):
        if heading.id in wanted or heading.level < outer:
            found[heading.id] = None
            outer = heading.level
    return list(found)
