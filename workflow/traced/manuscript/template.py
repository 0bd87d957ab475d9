"""The manuscript template: Jinja in which every number is printed through a filter, and remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import partial, wraps
from typing import Any, NoReturn

import jinja2

from traced.core import english
from traced.core.fault import Fault, Faults, raise_if_any
from traced.core.voice import NEUTRAL, Voice
from traced.ledger.number import Number
from traced.ledger.style import STYLES, format_number
from traced.manuscript.names import NameCheck, Namespace, lacking, namespace, no_part
from traced.manuscript.syntax import (
    NOTE_FILTER,
    NOTE_TAG,
    SYNTAX,
    OffsetNoter,
    fault_at,
    named_calls,
    parse,
    position,
    syntax_faults,
    with_plain_line_ends,
)
from traced.manuscript.table import Table, literal

SPAN = re.compile(r"\[([^\[\]]*)\]\{number=\"[^\"]*\"\}")
LABEL = re.compile(r"\{[^{}#]*#([\w:.-]+)")  # of a heading, table or figure, as Markdown writes it
LABELS = {"table": "tbl", "figure": "fig"}
NUMBER_STYLES = (*STYLES, "Words", "Proportion", "Fraction", "Ordinal", "Date", "About")
# The footnote of a statement that fails, where the template has no note of its own.
FAILS = "On the data of this edition, this statement does not hold."
# The same where the wording follows the verdict, and so is true of the data; a Voice fills in the replicated work.
REWORDED = "Worded by the data of this edition; {work} states it otherwise."
FAILS_CLASS = "fails"
FINDINGS = "findings.html"  # the page that lists them, beside the documents
WHOLE = "a printed number cannot be cut, changed or gone through"


class Shown(str):
    """A number as it is printed, which stays whole: half of "fourteen" is another number."""

    def __getitem__(self, _: Any) -> NoReturn:
        raise jinja2.TemplateRuntimeError(WHOLE)

    def __iter__(self) -> NoReturn:
        raise jinja2.TemplateRuntimeError(WHOLE)


def sparing(change: Callable[..., Any]) -> Callable[..., Any]:
    """Return one of Jinja's filters so that it refuses to change a printed number."""

    @wraps(change)
    def spared(*values: Any, **named: Any) -> Any:
        if any(isinstance(value, Shown) for value in values):
            raise jinja2.TemplateRuntimeError(WHOLE)
        return change(*values, **named)

    return spared


@dataclass
class Manuscript:
    """A filled template: pandoc Markdown, and the lines that print each number.

    uses: by number, the places `file:line` in the order of the text, each once
    sentences: by claim, the sentences that make it, each with `place` and `text`
    outputs: what each expression of the template prints, with the offset of its tag
    """

    markdown: str
    uses: dict[str, list[str]]
    sentences: dict[str, list[dict[str, str]]]
    outputs: list[tuple[int, str]]


@dataclass
class Renderer:
    """Fills one template, gathering its faults and the uses of each number.

    file: the template's path as faults and uses name it
    source: its text
    numbers: the ledger by name
    tables: the tables that `table("name", caption)` can set
    figures: the figures that `figure("name", caption, alt)` can set
    verdicts: the verdict of each claim that `claim("name")` can make
    findings: those that `finding("name", note)` can note
    voice: what notes to the reader call the replicated work
    possible: the names of numbers that other data may have, with `*` for keys
    """

    file: str
    source: str
    numbers: Mapping[str, Number]
    tables: Mapping[str, Table]
    figures: tuple[str, ...]
    verdicts: Mapping[str, str] = field(default_factory=dict)
    findings: Collection[str] = ()
    voice: Voice = NEUTRAL
    possible: Collection[str] = ()
    uses: dict[str, list[str]] = field(default_factory=dict)
    sentences: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    references: list[tuple[str, int]] = field(default_factory=list)
    outputs: list[tuple[int, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    spelled_out: set[str] = field(default_factory=set)  # what is wrong with the names that the template spells out
    tag: int = 0  # offset of the tag that is being rendered
    filter: int = 0  # offset of the filter that it applies, of the tag itself before the first one

    def __post_init__(self) -> None:
        self.source = with_plain_line_ends(self.source)

    def render(self) -> Manuscript:
        """Return the filled manuscript. Raises Faults naming every undefined name and unprintable value at once."""
        environment = self.environment()
        tree = parse(self.file, self.source)
        labels = {f"{LABELS[kind]}:{name}" for kind, name, _ in named_calls(tree) if kind in LABELS}
        parts = {
            "table": self.tables,
            "figure": self.figures,
            "finding": self.findings,
            "ref": labels | set(LABEL.findall(self.source)),
        }
        ledger = namespace(self.numbers)
        names = NameCheck(self.file, self.source, self.numbers, ledger, environment, parts, self.possible)
        names.check(tree)
        self.faults += names.unknown_names
        self.spelled_out = {fault.problem for fault in names.unknown_names}
        if names.unknown_words:  # without which Jinja does not start
            raise Faults([*self.faults, *names.unknown_words])
        environment.globals |= {NOTE_TAG: self.note_tag, NOTE_FILTER: self.note_filter}
        with syntax_faults(self.file, self.source):
            template = environment.from_string(OffsetNoter().visit(tree))
        markdown = ""
        try:
            markdown = template.render(ledger)
            self.follow(set(LABEL.findall(markdown)))
        except (jinja2.TemplateRuntimeError, TypeError, ArithmeticError) as error:
            self.fault(str(error), "a number through a filter, or its `.value` in a condition", self.tag)
        raise_if_any(self.faults)
        return Manuscript(markdown, self.uses, self.sentences, self.outputs)

    def environment(self) -> jinja2.Environment:
        renderer = self

        class Missing(jinja2.ChainableUndefined):
            """An undefined name, noted as a fault wherever it is used, as are its attributes."""

            def note(self, *_: Any, **__: Any) -> Any:
                renderer.note_missing(self)
                return ""

            def __bool__(self) -> bool:
                return bool(self.note())

            def __iter__(self) -> Any:
                return iter(self.note())

            __call__ = __str__ = __eq__ = __ne__ = __lt__ = __gt__ = __le__ = __ge__ = note
            __hash__ = jinja2.ChainableUndefined.__hash__

        class Environment(jinja2.Environment):
            """An environment in which asking a number for its value is a use of it."""

            def getattr(self, obj: Any, attribute: str) -> Any:
                if isinstance(obj, Shown):
                    raise jinja2.TemplateRuntimeError(WHOLE)
                if isinstance(obj, Number):
                    renderer.use(obj)
                return super().getattr(obj, attribute)

        # Not optimized: Jinja would work out what is constant before it renders, when no tag has noted its offset.
        environment = Environment(**SYNTAX, undefined=Missing, finalize=self.finalize, optimized=False)
        environment.filters = {name: sparing(change) for name, change in environment.filters.items()}
        environment.filters |= {style: partial(self.print, style=style, label=style) for style in NUMBER_STYLES}
        environment.filters |= {
            "about": partial(self.about, "about"),
            "About": partial(self.about, "About"),
            "range": self.range,
            "listing": self.listing,
            "noun": self.noun,
            "verb": self.verb,
        }
        environment.globals = {
            "ref": self.ref,
            "table": self.table,
            "figure": self.figure,
            "claim": self.claim,
            "finding": self.finding,
        }
        return environment

    def note_tag(self, offset: int) -> str:
        """Note which tag is being rendered; the result is false."""
        self.tag = self.filter = offset
        return ""

    def note_filter(self, offset: int, value: Any) -> Any:
        """Note which filter is applied to a value, and return the value."""
        self.filter = offset
        return value

    def here(self) -> str:
        """Return the line of the tag that is being rendered, as `file:line`."""
        return f"{self.file}:{position(self.source, self.tag)[0]}"

    def fault(self, problem: str, allowed: str, offset: int | None = None) -> str:
        """Note a fault, at the current filter by default; return nothing to print."""
        at = self.filter if offset is None else offset
        self.faults.append(fault_at(self.file, self.source, at, problem, allowed))
        return ""

    def unknown(self, problem: str, allowed: str, offset: int | None = None) -> str:
        """Note a name that is not there, unless it is spelled out, and so noted already at each of its places."""
        return "" if problem in self.spelled_out else self.fault(problem, allowed, offset)

    def note_missing(self, missing: Any) -> None:
        """Note a name that the ledger does not have, with the nearest ones."""
        inner, name = missing._undefined_obj, str(missing._undefined_name)
        full = f"{full_name(inner)}.{name}" if isinstance(inner, Number | Namespace) else name
        self.unknown(*lacking(full, self.numbers))

    def finalize(self, value: Any) -> Any:
        """Refuse a number that no filter has put into words, and the bare value of one."""
        allowed = f"one of {', '.join(NUMBER_STYLES)}"
        if isinstance(value, Number | Namespace):
            return self.fault(f"{full_name(value)} is printed without a filter", allowed, self.tag)
        if not isinstance(value, str | jinja2.Undefined):
            shown = value if isinstance(value, int | float) else f"a {type(value).__name__}"
            return self.fault(f"{shown} is printed without the number it belongs to", allowed, self.tag)
        if value:
            self.outputs.append((self.tag, str(value)))
        return value

    def number(self, value: Any, style: str) -> Number | None:
        """Return the number that a filter was given, or note the fault."""
        if isinstance(value, Number):
            return value
        if isinstance(value, jinja2.Undefined):
            self.note_missing(value)
        else:
            shown = value.path if isinstance(value, Namespace) else repr(value)
            self.fault(f"{shown} is no ledger number", f"a ledger number before `| {style}`")
        return None

    def print(self, value: Any, style: str, label: str) -> str:
        """Return a number in a style as a span that carries its name, and remember the use."""
        number = self.number(value, label)
        if number is None:
            return ""
        try:
            text = format_number(number, style)
        except (ValueError, KeyError) as error:
            return self.fault(f"{number.name} cannot be printed by `{label}`", str(error.args[0]))
        self.use(number)
        # A text of the data is text: it is no markup, whatever it looks like.
        written = literal(text) if isinstance(number.value, str) and style.lower() in ("label", "unit") else text
        return Shown(f'[{written}]{{number="{number.name}"}}')

    def use(self, number: Number) -> None:
        """Remember that the current line prints a number, or decides its wording by it."""
        places = self.uses.setdefault(number.name, [])
        here = self.here()
        if here not in places:
            places.append(here)

    def about(self, label: str, value: Any, style: str = "digits") -> str:
        """Print a number after the qualifier of its source."""
        return self.print(value, f"{label}_{style}", label)

    def range(self, first: Any, last: Any) -> str:
        """Print two years or numbers as a range with an en dash; the same twice as one."""
        start, end = self.print(first, "digits", "range"), self.print(last, "digits", "range")
        same = isinstance(first, Number) and isinstance(last, Number) and first.value == last.value
        return start if same else Shown(f"{start}–{end}")

    def listing(self, values: Any, style: str = "digits") -> str:
        """Print several numbers as a list with "and"."""
        return Shown(english.listing([self.print(value, style, "listing") for value in values]))

    def noun(self, value: Any, noun: str, plural: str = "") -> str:
        """Print a noun in agreement with a number."""
        number = self.number(value, "noun")
        return "" if number is None else noun if number.value == 1 else plural or english.plural(noun)

    def verb(self, value: Any, singular: str, plural: str) -> str:
        """Print a verb in agreement with a number."""
        number = self.number(value, "verb")
        return "" if number is None else singular if number.value == 1 else plural

    def ref(self, label: str) -> str:
        """Print a cross-reference by label; its number is put in when the document is read."""
        self.references.append((label, self.tag))
        return f"[](#{label}){{.ref}}"

    def follow(self, labels: Collection[str]) -> None:
        """Note a fault for each cross-reference to a label that the text does not have."""
        for label, offset in self.references:
            if label not in labels:
                self.unknown(*no_part("ref", label, labels), offset)

    def table(self, name: str, caption: str, note: str = "") -> str:
        """Set a table of the study, with its caption and an optional note."""
        if name not in self.tables:
            return self.unknown(*no_part("table", name, self.tables))
        body = self.tables[name].markdown(lambda number, style: self.print(self.numbers[number], style, "table"))
        below = f"\n::: {{.note}}\n*Note.* {note}\n:::\n" if note else ""
        return f"\n::: {{#tbl:{name} .table}}\n\n{body}\n\n: {caption}\n{below}\n:::\n"

    def figure(self, name: str, caption: str, alt: str) -> str:
        """Set a figure of the study, with its caption and the text that stands for it where it cannot be seen."""
        if name not in self.figures:
            return self.unknown(*no_part("figure", name, self.figures))
        division = f'::: {{.alternative figure="fig:{name}"}}\n{" ".join(alt.split())}\n:::'
        return f"\n![{' '.join(caption.split())}](figures/{name}){{#fig:{name}}}\n\n{division}\n"

    def claim(self, name: str, caller: Callable[..., str], note: str = "") -> str:
        """Mark a sentence, or a part of one, as making a claim: `{% call claim("name") %}…{% endcall %}`.

        With `{% call(verdict) … %}` its wording can follow the verdict. One that fails is marked, and a footnote says
        so to the reader: in the words of the note, or in words for any.
        """
        verdict = self.verdicts.get(name, "undecided")
        place, line = self.tag, self.here()
        reworded = bool(getattr(caller, "arguments", ()))
        body = str(caller(verdict) if reworded else caller())
        text = body.strip()
        if "\n\n" in text:
            return self.fault(f"claim {name} goes over several paragraphs", "a sentence or a part of one", place)
        self.sentences.setdefault(name, []).append({"place": line, "text": " ".join(plain_text(text).split())})
        before, after = body[: len(body) - len(body.lstrip())], body[len(body.rstrip()) :]
        # Jinja takes away the line end after a block; after the end of a sentence it is needed.
        if not after and text.endswith((".", "?", "!")):
            after = "\n"
        if verdict != "fails":
            return f'{before}[{text}]{{claim="{name}"}}{after}'
        remark = footnote(note or (self.voice.text(REWORDED) if reworded else FAILS))
        return f'{before}[{text}]{{claim="{name}" .{FAILS_CLASS}}}{remark}{after}'

    def finding(self, name: str, note: str) -> str:
        """Set a footnote where the article disagrees with itself or with others: `{{ finding("name", note) }}`.

        It ends with a link to the finding, which has the evidence and the sources.
        """
        if name not in self.findings:
            return self.unknown(*no_part("finding", name, self.findings))
        return footnote(f"{note} [Evidence and sources.]({FINDINGS}#{name})")


def footnote(note: str) -> str:
    """Return a footnote in Markdown."""
    return f"^[{' '.join(note.split())}]"


def full_name(value: Number | Namespace) -> str:
    """Return the name of a number, or the part that several names begin with."""
    return value.name if isinstance(value, Number) else value.path


def plain_text(markdown: str) -> str:
    """Return text without the spans that numbers are printed in."""
    return SPAN.sub(r"\1", markdown)
