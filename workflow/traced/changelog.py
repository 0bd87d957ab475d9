"""Changelog: what changed between two builds, told in a few lines for a terminal, and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from . import delimited
from .changes import Changes, ClaimChange, NumberChange
from .words import plural

MANY = 8  # numbers that a terminal is told
LENGTH = 70  # of a sentence that a terminal is told
PAGE = "changes.html"
TOLD = ("fell", "undecided", "weaker", "rose")  # the claims that a terminal is told
TABLES = {"added": "added to", "changed": "changed in", "gone": "gone from"}
COLUMNS = ("kind", "name", "old", "new", "old_status", "new_status", "unit", "causes")


def counts(changes: Changes) -> list[str]:
    """Return how much of each kind changed, in words: `3 numbers changed`, `1 row added to Table 2`."""
    found: Counter[tuple[str, str]] = Counter()
    found.update(("number", {"status": "in another status"}.get(c.kind, c.kind)) for c in changes.numbers)
    found.update(("sentence", c.kind) for c in changes.sentences)
    found.update(
        ("claim", {"undecided": "now undecided", "weaker": "more fragile"}.get(c.kind, c.kind)) for c in changes.claims
    )
    for change in changes.tables:
        noun, how = change.kind.split()
        found[noun, f"{TABLES[how]} {change.table}"] += 1
    found.update(("figure", {"redrawn": "drawn anew"}.get(c.kind, c.kind)) for c in changes.figures)
    return [f"{count} {noun if count == 1 else plural(noun)} {what}" for (noun, what), count in found.items()]


def summary(changes: Changes | None, against: str) -> str:
    """Return what a terminal is told at the end of a build, a line for each thing.

    changes: None when there was nothing to compare with
    against: the folder that was compared with, empty for the build that stood in the same folder before
    """
    if changes is None:
        return f"Against {against}: nothing was compared, another version of the package built it.\n" if against else ""
    what = ", ".join(counts(changes)) or "no number, sentence, claim, table or figure changed"
    lines = [f"{f'Against {against}' if against else 'Since the earlier build'}: {what}."]
    lines += [_claim(change) for change in changes.claims if change.kind in TOLD]
    changed = [change for change in changes.numbers if change.kind == "changed"]
    lines += [_number(change) for change in changed[:MANY]]
    if len(changed) > MANY:
        lines.append(f"and {len(changed) - MANY} more: {PAGE}")
    # A value is data: what is not to be printed would be a command to the terminal.
    return "".join(f"{''.join(filter(str.isprintable, ' '.join(line.split())))}\n" for line in lines)


def _claim(change: ClaimChange) -> str:
    places = [f"{sentence['place']} “{shortened(sentence['text'])}”" for sentence in change.row["sentences"]]
    why = ", ".join(turn(change))
    said = f"{change.kind}: {change.name}{f' ({why})' if why != change.kind else ''}"
    return f"{said}: {'; '.join(places)}" if places else said


def turn(change: ClaimChange) -> Iterator[str]:
    """Yield what a claim is now and was before, as far as that is told."""
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
    causes = told(change.causes[:1], change.more + len(change.causes) - 1)
    return f"{change.name}: {change.old} → {change.new}{f' ({causes})' if causes else ''}"


def told(causes: Iterable[object], more: int) -> str:
    """Return causes in words, and how many are not told."""
    return "; ".join([*map(str, causes), *([f"and {more} more"] if more > 0 else [])])


def shortened(text: str) -> str:
    """Return the first words of a sentence."""
    return text if len(text) <= LENGTH else f"{text[:LENGTH].rpartition(' ')[0]} …"


def to_csv(changes: Changes) -> str:
    """Return the changes as CSV with the columns COLUMNS."""
    return delimited.write([COLUMNS, *_rows(changes)])


def _rows(changes: Changes) -> Iterator[list[str]]:
    for n in changes.numbers:
        causes = told(n.causes, n.more)
        yield [f"number {n.kind}", n.name, n.old, n.new, n.old_status, n.new_status, n.row["unit"], causes]
    for s in changes.sentences:
        yield [f"sentence {s.kind}", s.heading, s.old, s.new, "", "", "", ""]
    for c in changes.claims:
        margins = [side["margin"]["words"] if side else "" for side in (c.old, c.new)]
        verdicts = [side.get("verdict", "") for side in (c.old, c.new)]
        yield [f"claim {c.kind}", c.name, *margins, *verdicts, "", "; ".join(c.numbers)]
    for t in changes.tables:
        old, new = ("; ".join(f"{cell[0]}: {cell[n]}" for cell in t.cells if cell[n]) for n in (1, 2))
        yield [t.kind, f"{t.table}: {t.name}", old, new, "", "", "", ""]
    for f in changes.figures:
        yield [f"figure {f.kind}", f.label, "", "", "", "", "", ""]
