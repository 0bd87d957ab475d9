"""Summaries: the changes between two builds as a few lines for a terminal, and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from traced.changes.compare import Changes, ClaimChange, NumberChange
from traced.core.csv_text import csv_text
from traced.core.english import plural

MANY = 8  # numbers that a terminal shows
LENGTH = 70  # characters of a sentence that a terminal shows
PAGE = "changes.html"
SHOWN = ("fell", "undecided", "weaker", "rose")  # the kinds of claims that a terminal shows
KINDS = {
    "status": "in another status",
    "undecided": "now undecided",
    "weaker": "more fragile",
    "redrawn": "drawn anew",
}
TABLES = {"added": "added to", "changed": "changed in", "gone": "gone from"}
COLUMNS = ("kind", "name", "old", "new", "old_status", "new_status", "unit", "causes")


def change_counts(changes: Changes) -> list[str]:
    """Return how many changes of each kind there are: `3 numbers changed`, `1 row added to Table 2`."""
    kinds = [
        *(("number", change.kind) for change in changes.numbers),
        *(("sentence", change.kind) for change in changes.sentences),
        *(("claim", change.kind) for change in changes.claims),
        *((change.part, f"{TABLES[change.kind]} {change.table}") for change in changes.tables),
        *(("figure", change.kind) for change in changes.figures),
    ]
    return [
        f"{count} {noun if count == 1 else plural(noun)} {KINDS.get(kind, kind)}"
        for (noun, kind), count in Counter(kinds).items()
    ]


def changes_summary(changes: Changes | None, against: str) -> str:
    """Return the lines for the terminal at the end of a build.

    changes: None when there was nothing to compare with
    against: the folder of the other results, empty for those of the earlier build in the same folder
    """
    if changes is None:
        return f"Against {against}: nothing was compared, another version of the package built it.\n" if against else ""
    what = ", ".join(change_counts(changes)) or "no number, sentence, claim, table or figure changed"
    lines = [f"{f'Against {against}' if against else 'Since the earlier build'}: {what}."]
    lines += [_claim(change) for change in changes.claims if change.kind in SHOWN]
    changed = [change for change in changes.numbers if change.kind == "changed"]
    lines += [_number(change) for change in changed[:MANY]]
    if len(changed) > MANY:
        lines.append(f"and {len(changed) - MANY} more: {PAGE}")
    # A value is data: characters that cannot be printed might be commands to the terminal.
    return "".join(f"{''.join(filter(str.isprintable, ' '.join(line.split())))}\n" for line in lines)


def _claim(change: ClaimChange) -> str:
    places = [f"{sentence['place']} “{shortened(sentence['text'])}”" for sentence in change.row["sentences"]]
    reasons = ", ".join(margins_in_words(change))
    line = f"{change.kind}: {change.name}{f' ({reasons})' if reasons != change.kind else ''}"
    return f"{line}: {'; '.join(places)}" if places else line


def margins_in_words(change: ClaimChange) -> Iterator[str]:
    """Yield the margin or verdict of a claim; of a weaker one also its earlier margin and fragility."""
    old, new = change.old, change.new
    yield (new or old)["margin"]["words"] or (new or old)["verdict"]
    if change.kind == "weaker":
        if old["margin"] != new["margin"]:
            yield f"before {old['margin']['words'].removeprefix('holds ')}"
        before, now = (side["fragility"]["words"] for side in (old, new))
        if before != now:
            took = "nothing that was tried turned it" if old["fragility"]["rows"] is None else f"it took {before}"
            yield f"before {took}, now {now} would turn it"


def _number(change: NumberChange) -> str:
    causes = causes_in_words(change.causes[:1], change.more + len(change.causes) - 1)
    return f"{change.name}: {change.old} → {change.new}{f' ({causes})' if causes else ''}"


def causes_in_words(causes: Iterable[object], more: int) -> str:
    """Return causes separated by semicolons, and how many more there are."""
    return "; ".join([*map(str, causes), *([f"and {more} more"] if more > 0 else [])])


def shortened(text: str) -> str:
    return text if len(text) <= LENGTH else f"{text[:LENGTH].rpartition(' ')[0]} …"


def changes_csv(changes: Changes) -> str:
    """Return the changes as CSV with the columns COLUMNS."""
    return csv_text([COLUMNS, *_rows(changes)])


def _rows(changes: Changes) -> Iterator[list[str]]:
    for n in changes.numbers:
        causes = causes_in_words(n.causes, n.more)
        yield [f"number {n.kind}", n.name, n.old, n.new, n.old_status, n.new_status, n.row["unit"], causes]
    for s in changes.sentences:
        yield [f"sentence {s.kind}", s.heading, s.old, s.new, "", "", "", ""]
    for c in changes.claims:
        margins = [side["margin"]["words"] if side else "" for side in (c.old, c.new)]
        verdicts = [side.get("verdict", "") for side in (c.old, c.new)]
        yield [f"claim {c.kind}", c.name, *margins, *verdicts, "", "; ".join(c.numbers)]
    for t in changes.tables:
        old, new = ("; ".join(f"{cell[0]}: {cell[n]}" for cell in t.cells if cell[n]) for n in (1, 2))
        yield [f"{t.part} {t.kind}", f"{t.table}: {t.name}", old, new, "", "", "", ""]
    for f in changes.figures:
        yield [f"figure {f.kind}", f.label, "", "", "", "", "", ""]
