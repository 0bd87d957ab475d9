"""Lint: every digit, number word and word of quantity that a reader may see has an origin, or the build stops.

The template's own words are searched in every branch, so that a fault has its line and column. Then the filled template
is searched for numerals that are neither among these words nor traced: they come from the data, or two tags make them
together. A numeral has an origin when it is printed from the ledger, stands in a citation or in the
document's own numbering, in a sentence marked as a claim (words of quantity and rank only: a count in it still comes
from the ledger), or in a phrase that is exempt with a reason.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from traced.core.fault import Fault, nearest
from traced.ledger.number import Number
from traced.ledger.style import format_number
from traced.lint.exemptions import Exemption
from traced.lint.grammar import Numeral, find_numerals, foreign_words, single_spaced
from traced.lint.lexicon import TRACED
from traced.lint.prose import Run
from traced.lint.template_text import Passage, TemplateText
from traced.manuscript.syntax import fault_at, named_calls

CLAIMABLE = ("quantifier", "rank", "multiple")
HINTS, LENGTH = 2, 60  # numbers that a hint names at the most, and letters of the definition of each
# What pandoc does not interpret (`document.READER`): a reader would see it as it is typed. Code may show it.
UNREAD = re.compile(
    r"(?P<HTML><(?:!--|[A-Za-z][\w-]*(?:\s[^<>]*)?/?>))"
    r"|(?P<mathematics>\$(?=\S)[^$\n]*(?<=\S)\$(?!\d))"
    r"|(?P<raw>(?:`{3,}\s*)?\{=\w+\})"
    r"|`[^`]*`"
)


@dataclass(frozen=True)
class Untraced:
    """A numeral without origin, and the text in which it stands."""

    numeral: Numeral
    text: str

    @property
    def words(self) -> str:
        return single_spaced(self.text[self.numeral.start : self.numeral.end])


def template_faults(
    file: str,
    literals: TemplateText,
    numbers: Mapping[str, Number],
    claims: Mapping[str, str],
    exempt: Sequence[Exemption],
) -> Iterator[Fault]:
    """Yield what is wrong with the template's own words, in every branch.

    file, literals: its path as faults name it, and its words
    numbers: the ledger; claims: those of the study, each with the place `file:line` of its definition
    """
    for passage in literals.passages:
        for numeral in _untraced(literals, passage, exempt):
            offset, _ = passage.stretch(numeral.start, numeral.end)
            yield fault_at(file, literals.source, offset, *_problem(Untraced(numeral, passage.text), "", numbers))
    yield from _unread(file, literals)
    yield from _claims(file, literals, claims)


def document_faults(
    file: str,
    literals: TemplateText,
    runs: Iterable[Run],
    outputs: Sequence[tuple[int, str]],
    numbers: Mapping[str, Number],
    exempt: Sequence[Exemption],
) -> Iterator[Fault]:
    """Yield what is wrong with the filled template beyond the template's own words, each at the tag that prints it.

    runs: the texts of the document, before its parts are numbered and its citations written out
    outputs: what the expressions of the template print, each with the offset of its tag
    """
    own = {Untraced(numeral, p.text).words.lower() for p in literals.passages for numeral in p.numerals}
    tables = {name: offset for function, name, offset in named_calls(literals.tree) if function == "table"}
    for run in runs:
        in_data = run.table in tables
        for numeral in find_numerals(run.text):
            untraced = Untraced(numeral, run.text)
            if _exempt(run.text, numeral, exempt) or (not in_data and untraced.words.lower() in own):
                continue
            offset = tables[run.table] if in_data else _printer(run, untraced, outputs, literals.source)
            where = f" in a cell of table {run.table}" if in_data else ""
            yield fault_at(file, literals.source, offset, *_problem(untraced, where, numbers))


def unused_exemptions(
    file: str, exemptions: Iterable[Exemption], literals: TemplateText, runs: Iterable[Run]
) -> Iterator[Fault]:
    """Yield a fault for each exemption of a file whose phrase stands neither in the template nor in the document."""
    texts = [*(passage.text for passage in literals.passages), *(run.text for run in runs)]
    for exemption in exemptions:
        if not any(exemption.spans(text) for text in texts):
            problem = f"{exemption.words!r} stands nowhere"
            yield Fault.on_line(file, exemption.line, "words", problem, "a phrase of the manuscript")


def _untraced(literals: TemplateText, passage: Passage, exempt: Iterable[Exemption]) -> Iterator[Numeral]:
    """Yield the numerals of a passage that have no origin, and its words in other letters than Latin ones."""
    for numeral in (*passage.numerals, *foreign_words(passage.text)):
        start, end = passage.stretch(numeral.start, numeral.end)
        kinds = {kind for first, last, kind in literals.covers if first <= start and end <= last}
        covered = "names" in kinds if numeral.kind == "script" else kinds & {"citation", "own"}
        claimed = "claim" in kinds and numeral.kind in CLAIMABLE
        if not (covered or claimed or _exempt(passage.text, numeral, exempt)):
            yield numeral


def _exempt(text: str, numeral: Numeral, exemptions: Iterable[Exemption]) -> bool:
    return any(
        start <= numeral.start and numeral.end <= end
        for exemption in exemptions
        for start, end in exemption.spans(text)
    )


def _printer(run: Run, untraced: Untraced, outputs: Iterable[tuple[int, str]], source: str) -> int:
    """Return the offset of the tag that prints a numeral, or else of the words in the source."""
    numeral = untraced.numeral
    is_traced = TRACED in untraced.words
    needle = f'{{number="{run.name(numeral.start)}"}}' if is_traced else untraced.words
    printed = next((offset for offset, text in outputs if needle in text), None)
    return max(source.find(untraced.words), 0) if printed is None else printed


def _unread(file: str, literals: TemplateText) -> Iterator[Fault]:
    """Yield a fault for each piece of HTML, of mathematics, and of text for one format only."""
    for data in literals.tree.find_all(nodes.TemplateData):
        for match in UNREAD.finditer(data.data):
            if kind := match.lastgroup:
                what = "for one format only" if kind == "raw" else kind
                problem = f'"{single_spaced(match[0])}" is {what} and would be printed as it stands'
                allowed = "Markdown, or a comment {## … ##}"
                yield fault_at(file, literals.source, data.lineno + match.start(), problem, allowed)


def _claims(file: str, literals: TemplateText, defined: Mapping[str, str]) -> Iterator[Fault]:
    """Yield a fault for each claim that is made but not defined, and for each defined that no sentence makes."""
    for name, offset in literals.claims:
        if name not in defined:
            yield fault_at(file, literals.source, offset, f"there is no claim {name}", nearest(name, defined).text)
    made = {name for name, _ in literals.claims}
    for name, place in defined.items():
        if name not in made:
            code, _, line = place.rpartition(":")
            allowed = f'{{% call claim("{name}") %}} around a sentence of {file}'
            yield Fault.on_line(code, int(line), "1", f"no sentence makes the claim {name}", allowed)


def _problem(untraced: Untraced, where: str, numbers: Mapping[str, Number]) -> tuple[str, str]:
    """Return what is wrong with a numeral without origin, and what to write instead."""
    shown = untraced.words.replace(TRACED, "…")
    if untraced.numeral.kind == "script":
        return f'"{shown}"{where} is not in Latin letters', "an English word, or an exemption with its reason"
    problem = "makes another number of one that is traced" if untraced.numeral.kind == "glued" else "has no origin"
    return f'"{shown}"{where} {problem}', hint(untraced, numbers)


def hint(untraced: Untraced, numbers: Mapping[str, Number]) -> str:
    """Return what to write instead: the ledger numbers with that value, those nearest to the sentence first."""
    kind = untraced.numeral.kind
    if kind in CLAIMABLE:
        return 'wrap the sentence in a claim, {% call claim("name") %}…{% endcall %}'
    if kind in ("glued", "comparator"):
        return "a number by one filter, with nothing set against it: `about` prints the qualifier of its source"
    if kind == "reference":
        return '{{ ref("label") }}'
    equal = [(number, style) for number in numbers.values() if (style := _style(number, untraced))]
    if not equal:
        return "a number of the ledger, or an exemption with its reason"
    around = _letters_and_spaces(untraced.text)

    def distance(entry: tuple[Number, str]) -> tuple[bool, float, str]:
        number, _ = entry
        words = _letters_and_spaces(f"{number.name} {number.definition}").split()
        shared = sum(len(word) > 3 and word in around for word in words)
        return number.unit not in around, -shared / (len(words) or 1), number.name

    chosen = sorted(equal, key=distance)[:HINTS]
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


def _style(number: Number, untraced: Untraced) -> str:
    """Return the filter by which a number would print a numeral, empty if it has another value."""
    value, kind = untraced.numeral.value, untraced.numeral.kind
    core = untraced.words.split()[-1]
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
            text = format_number(number, style)
        except (ValueError, KeyError, TypeError):
            continue
        same = value is not None and number.value == value and style not in ("date", "label", "proportion")
        if same or text.lower() in (untraced.words.lower(), core.lower()):
            return style.capitalize() if text[:1].islower() and untraced.words[:1].isupper() else style
    return ""
