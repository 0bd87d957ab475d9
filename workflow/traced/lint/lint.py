"""Lint: every digit, number word and word of quantity that a reader may see has an origin, or the build stops.

The net is the document's tree, in which nothing escapes by way of template logic. The template's own words give the
place, and are judged by themselves where no branch that was taken prints them. A numeral has an origin when it is
printed from the ledger, stands in a citation or in the document's own numbering, in a sentence marked as a claim (words
of quantity and rank only: a count in it still comes from the ledger), or in a phrase that is exempt with a reason.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from traced.core.fault import Fault, nearest
from traced.ledger import style as printing
from traced.ledger.number import Number
from traced.lint import grammar
from traced.lint.exemptions import Exemption
from traced.lint.exemptions import read as read_exemptions
from traced.lint.grammar import TRACED, Numeral
from traced.lint.prose import Run, refused
from traced.lint.prose import read as running_texts
from traced.lint.template_text import Literals
from traced.manuscript.pandoc import Document

CLAIMABLE = ("quantifier", "rank", "multiple")
Origin = Literal["", "claim", "citation", "own", "exempt"]
CONTEXT = 24
HINTS, LENGTH = 2, 60  # numbers that a hint names at the most, and letters of the definition of each
# What Markdown's marks and pandoc's quotation marks make of a text is the same text.
QUOTES = str.maketrans("‘’“”", "''\"\"")
MARKS = re.compile(r"[\s*_`~\\\"'“”‘’]+")


@dataclass(frozen=True)
class Finding:
    """A numeral of a run, and its origin; empty if it has none."""

    run: Run
    numeral: Numeral
    origin: Origin

    @property
    def text(self) -> str:
        return self.run.text[self.numeral.start : self.numeral.end]


@dataclass(frozen=True)
class Place:
    """A numeral in the words of the template, with the letters that stand around it."""

    numeral: Numeral
    text: str
    before: str
    after: str


def inspect(
    file: str,
    literals: Literals,
    document: Document,
    branches: Document,
    numbers: Mapping[str, Number],
    claims: Mapping[str, str],
    exemptions_file: str,
    exemptions: str,
) -> list[Fault]:
    """Return what is wrong with the words of a manuscript, all of it.

    file, literals: its template's path as faults name it, and the words of the template
    document: the tree of the filled template, before its parts are numbered and its citations written out
    branches: the tree of the words of the template, those of branches too that were not taken
    numbers: the ledger; claims: those of the study, each with the place `file:line` of its definition
    exemptions_file, exemptions: the path and the text of the exemptions
    """
    exempt, faults = read_exemptions(exemptions_file, exemptions)
    made = {name for name, _ in literals.claims}
    runs = running_texts(document, claimed=made.__contains__)
    return [
        *faults,
        *_refused(file, literals, [*refused(document), *refused(branches)]),
        *_unused(exemptions_file, exempt, [literals.text, *(run.text for run in runs)]),
        *_claims(file, literals, claims),
        *_untraced(file, literals, runs, branches, numbers, exempt),
        *_altered(file, literals, runs, numbers),
    ]


def _refused(file: str, literals: Literals, found: Iterable[tuple[str, str]]) -> list[Fault]:
    """Return a fault for each stretch of a tree in which no number could be found, at its place in the template."""
    faults = []
    for kind, text in dict.fromkeys(found):
        first = text.strip().partition("\n")[0]
        offset = next((at for t in (f"${first}", first) if (at := literals.source.find(t)) >= 0), 0)
        line, column = literals.position(offset)
        shown = textwrap.shorten(text, LENGTH, placeholder=" …")
        faults.append(
            Fault.on_line(file, line, str(column), f"{kind} says what is not looked through: {shown}", "plain words")
        )
    return faults


def _altered(file: str, literals: Literals, runs: list[Run], numbers: Mapping[str, Number]) -> list[Fault]:
    """Return a fault for each traced number of which a reader sees what no filter prints of it."""
    altered: dict[str, list[tuple[Finding, str]]] = {}
    for run in runs:
        for at, name, shown in run.traced:
            if name not in numbers or _unmarked(shown) not in map(_unmarked, _printed(numbers[name])):
                finding = Finding(run, Numeral(at, at + 1, "traced"), "")
                altered.setdefault(name, []).append((finding, shown))
    faults = []
    for name, found in altered.items():
        places = _printers(name, literals)
        for (finding, shown), index in zip(found, _match([f for f, _ in found], places, literals), strict=True):
            offset = literals.source.find(f'{shown}]{{number="{name}"')  # typed by hand
            if offset < 0:
                offset = _offset(finding, literals) if index is None else literals.origins[places[index].numeral.start]
            line, column = literals.position(offset)
            problem = f"what is printed for {name} was changed after the filter"
            faults.append(
                Fault.on_line(file, line, str(column), problem, "a number of the ledger as its filter prints it")
            )
    return faults


def _printers(name: str, literals: Literals) -> list[Place]:
    """Return the places that may print a number otherwise than by its filter: those that name it, or else any."""
    path = re.escape(_path(name))
    masks = [match.start() for match in re.finditer(TRACED, literals.text)]
    tags = {i: literals.source[literals.origins[i] :].partition("}}")[0] for i in masks}
    naming = [i for i, tag in tags.items() if re.search(rf"{path}(?!\s*\|\s*\w+(?:\([^()]*\))?\s*\Z)", tag)]
    return [_place(literals.text, Numeral(i, i + 1, "traced")) for i in naming or tags]


def _printed(number: Number) -> Iterator[str]:
    """Yield what the filters print of a number, at the begin of a sentence too."""
    for style in (*printing.STYLES, *(f"about_{style}" for style in printing.STYLES)):
        with suppress(ValueError, KeyError, TypeError):
            text = printing.write(number, style)
            yield from (text, text[:1].upper() + text[1:])


def _unmarked(text: str) -> str:
    return re.sub("[–—-]+", "-", MARKS.sub("", grammar.normal(text)[0]))


def _untraced(
    file: str,
    literals: Literals,
    runs: list[Run],
    branches: Document,
    numbers: Mapping[str, Number],
    exempt: Sequence[Exemption],
) -> list[Fault]:
    """Return a fault for each numeral without origin, at its line and column of the template."""
    places = _places(literals.text)
    printed = account(runs, exempt)
    matched = _match(printed, places, literals)
    found = list(zip(printed, matched, strict=True))
    if doubtful := set(range(len(places))) - set(matched):
        # Words that nothing printed: they are markup, or stand in a branch that was not taken. Only a tree can tell.
        own = running_texts(branches, lambda name: name.startswith(TRACED), lambda name: name.startswith(TRACED))
        possible = account(own, exempt)
        of_places = _match(possible, places, literals)
        found += [(f, i) for f, i in zip(possible, of_places, strict=True) if i in doubtful]
    untraced: dict[tuple[int, str], Finding] = {}
    for finding, index in found:
        if not finding.origin:
            offset = _offset(finding, literals) if index is None else literals.origins[places[index].numeral.start]
            untraced.setdefault((offset, _plain(finding.text)), finding)
    return [_fault(file, literals.position(offset), finding, numbers) for (offset, _), finding in untraced.items()]


def account(runs: Iterable[Run], exemptions: Iterable[Exemption] = ()) -> list[Finding]:
    """Return the numerals of running texts, each with its origin."""
    exempt = list(exemptions)
    found: list[Finding] = []
    for run in runs:
        inside = grammar.find(run.text)
        spans = [span for exemption in exempt for span in exemption.spans(run.text)] if inside else []
        found += [Finding(run, numeral, _origin(run, numeral, spans)) for numeral in inside]
    return found


def _origin(run: Run, numeral: Numeral, exempt: list[tuple[int, int]]) -> Origin:
    for start, end, cover in run.covers:
        if start <= numeral.start and numeral.end <= end and (cover != "claim" or numeral.kind in CLAIMABLE):
            return cover
    if any(start <= numeral.start and numeral.end <= end for start, end in exempt):
        return "exempt"
    return ""


def _unused(file: str, exemptions: Iterable[Exemption], texts: Iterable[str]) -> list[Fault]:
    """Return a fault for each exemption whose phrase stands neither in the document nor in a branch of the template."""
    everything = list(texts)
    return [
        Fault.on_line(
            file, exemption.line, "words", f"{exemption.words!r} stands nowhere", "a phrase of the manuscript"
        )
        for exemption in exemptions
        if not any(exemption.spans(text) for text in everything)
    ]


def _claims(file: str, literals: Literals, defined: Mapping[str, str]) -> list[Fault]:
    """Return a fault for each claim that is made but not defined, and for each defined that no sentence makes."""
    faults = []
    for name, line in literals.claims:
        if name not in defined:
            column = literals.source.split("\n")[line - 1].find(name) + 1
            faults.append(
                Fault.on_line(file, line, str(max(column, 1)), f"there is no claim {name}", nearest(name, defined).text)
            )
    for attribute, offset in literals.typed:
        line, at = literals.position(offset)
        allowed = '{% call claim("name") %}…{% endcall %}'
        faults.append(Fault.on_line(file, line, str(at), f"{attribute} is typed by hand".replace('"', ""), allowed))
    made = {name for name, _ in literals.claims}
    for name, place in defined.items():
        if name not in made:
            code, _, line_of_code = place.rpartition(":")
            allowed = f'{{% call claim("{name}") %}} around a sentence of {file}'
            faults.append(Fault.on_line(code, int(line_of_code), "1", f"no sentence makes the claim {name}", allowed))
    return faults


def _places(text: str) -> list[Place]:
    """Return the numerals in the words of a template."""
    return [_place(text, numeral) for numeral in grammar.find(text)]


def _place(text: str, numeral: Numeral) -> Place:
    return Place(numeral, _plain(text[numeral.start : numeral.end]), *_context(text, numeral))


def _context(text: str, numeral: Numeral) -> tuple[str, str]:
    """Return the letters before and after a numeral, as far as they are looked at."""
    before = _letters(text[max(0, numeral.start - 4 * CONTEXT) : numeral.start])
    return before[-CONTEXT:], _letters(text[numeral.end : numeral.end + 4 * CONTEXT])[:CONTEXT]


def _plain(text: str) -> str:
    return grammar.spaced(text).lower().translate(QUOTES)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _match(findings: list[Finding], places: list[Place], literals: Literals) -> list[int | None]:
    """Return, for each finding, the place in the template that prints it, or None for what comes from the data.

    It is the one in the most similar words; of equal ones, that which nothing has been found to print before.
    """
    by_text: dict[str, list[int]] = {}
    for index, place in enumerate(places):
        by_text.setdefault(place.text, []).append(index)
    taken: set[int] = set()
    matched: list[int | None] = []
    for finding in findings:
        before, after = _context(finding.run.text, finding.numeral)
        scores = {i: _likeness(before, after, places[i]) for i in by_text.get(_plain(finding.text), ())}
        if finding.run.table and finding.run.place == "cell" and literals.table(finding.run.table) is not None:
            scores = {}
        best = max(scores, key=lambda i: (scores[i], i not in taken, -i), default=None)
        matched.append(best)
        if best is not None:
            taken.add(best)
    return matched


def _likeness(before: str, after: str, place: Place) -> int:
    """Return how many letters around a numeral are the same as around a place."""
    return _common(before[::-1], place.before[::-1]) + _common(after, place.after)


def _common(left: str, right: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def _offset(finding: Finding, literals: Literals) -> int:
    """Return where the template comes nearest to what a finding stands in.

    That is the tag of its table, or the end of the words before it, or the begin of those after it.
    """
    tag = literals.table(finding.run.table) if finding.run.place == "cell" and finding.run.table else None
    if tag is not None:
        return tag
    letters = [(c, o) for c, o in zip(literals.text.lower(), literals.origins, strict=True) if c.isalnum()]
    text = "".join(c for c, _ in letters)
    before, after = _context(finding.run.text, finding.numeral)
    for size in range(CONTEXT, 3, -1):
        if len(before) >= size and (found := text.find(before[-size:])) >= 0:
            return letters[found + size - 1][1] + 1
        if len(after) >= size and (found := text.find(after[:size])) >= 0:
            return letters[found][1]
    return 0


def _fault(file: str, place: tuple[int, int], finding: Finding, numbers: Mapping[str, Number]) -> Fault:
    line, column = place
    cell = f" in a cell of table {finding.run.table}".rstrip()
    where = {"cell": cell, "prose": ""}.get(finding.run.place, f" in the {finding.run.place}")
    shown = grammar.spaced(finding.text).replace(TRACED, "…")
    problem = "makes another number of one that is traced" if finding.numeral.kind == "glued" else "has no origin"
    return Fault.on_line(file, line, str(column), f'"{shown}"{where} {problem}', hint(finding, numbers))


def hint(finding: Finding, numbers: Mapping[str, Number]) -> str:
    """Return what to write instead: the ledger numbers with that value, those nearest to the sentence first."""
    kind = finding.numeral.kind
    if kind in CLAIMABLE:
        return 'wrap the sentence in a claim, {% call claim("name") %}…{% endcall %}'
    if kind in ("glued", "comparator"):
        return "a number by one filter, with nothing set against it: `about` prints the qualifier of its source"
    if kind == "reference":
        return '{{ ref("label") }}'
    found = [(number, style) for number in numbers.values() if (style := _style(number, finding))]
    if not found:
        return "a number of the ledger, or an exemption with its reason"
    around = _letters_and_spaces(finding.run.text)

    def distance(entry: tuple[Number, str]) -> tuple[bool, float, str]:
        number, _ = entry
        words = _letters_and_spaces(f"{number.name} {number.definition}").split()
        shared = sum(len(word) > 3 and word in around for word in words)
        return number.unit not in around, -shared / (len(words) or 1), number.name

    chosen = sorted(found, key=distance)[:HINTS]
    return "write " + " or ".join(
        f"{{{{ {_path(number.name)} | {style} }}}} ({_short(number.definition)})" for number, style in chosen
    )


def _short(definition: str) -> str:
    return textwrap.shorten(definition, LENGTH, break_on_hyphens=False, placeholder=" …")


def _path(name: str) -> str:
    """Return a number's name as the template writes it: `entries.north_korea.2009` is `entries.north_korea[2009]`."""
    return re.sub(r"\.(\d+)(?=\.|$)", r"[\1]", name)


def _letters_and_spaces(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).lower()


def _style(number: Number, finding: Finding) -> str:
    """Return the filter by which a number would print a finding, empty if it has another value."""
    value, kind = finding.numeral.value, finding.numeral.kind
    core = finding.text.split()[-1]
    styles = {
        "digits": ("digits", "label"),
        "cardinal": ("words",),
        "ordinal": ("ordinal",),
        "fraction": ("fraction", "proportion", "words"),
        "percentage": ("percent",),
        "decade": ("decade",),
        "date": ("date",),
        "collective": ("label",),
    }.get(kind, ())
    for style in styles:
        try:
            text = printing.write(number, style)
        except (ValueError, KeyError, TypeError):
            continue
        same = value is not None and number.value == value and style not in ("date", "label", "proportion")
        if same or text.lower() in (finding.text.lower(), core.lower()):
            return style.capitalize() if text[:1].islower() and finding.text[:1].isupper() else style
    return ""
