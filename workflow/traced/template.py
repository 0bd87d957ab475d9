"""The manuscript template: Jinja in which every number is printed through a filter, and remembered."""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import jinja2

from . import printing, words
from .faults import Fault, nearest, raise_if_any
from .numbers import Number
from .tabular import Table

SPAN = re.compile(r"\[([^\[\]]*)\]\{number=\"[^\"]*\"\}")
# `{##` opens a comment, since `{#` opens pandoc's identifiers.
SYNTAX: dict[str, Any] = {
    "comment_start_string": "{##",
    "comment_end_string": "##}",
    "keep_trailing_newline": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
}
NUMBER_STYLES = (*printing.STYLES, "Words", "Proportion", "Fraction", "Ordinal", "Date", "About")


# What a reader is told of a statement that fails, where the template has no note of its own.
FAILS = "On the data of this edition, this statement does not hold."
FAILS_CLASS = "fails"


@dataclass
class Manuscript:
    """A filled template: pandoc Markdown, and the lines that print each number.

    uses: by number, the places `file:line` in the order of the text, each once
    sentences: by claim, the sentences that make it, each with `place` and `text`
    noted: by finding, the places that note it
    """

    markdown: str
    uses: dict[str, list[str]]
    sentences: dict[str, list[dict[str, str]]]
    noted: dict[str, list[str]]


@dataclass(frozen=True)
class Namespace:
    """The ledger as the template sees it: `motives.survival`, `entries.north_korea[2009]`."""

    path: str
    children: Mapping[str, Number | Namespace]

    def __getattr__(self, name: str) -> Number | Namespace:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __iter__(self) -> Iterator[Number | Namespace]:
        return iter(self.children.values())

    def __getitem__(self, key: str | int) -> Number | Namespace:
        try:
            return self.children[str(key)]
        except KeyError:
            raise AttributeError(f"{self.path}.{key}") from None


def namespace(numbers: Mapping[str, Number], path: str = "") -> dict[str, Number | Namespace]:
    """Return the numbers as a tree along the dots of their names."""
    branches: dict[str, dict[str, Number]] = {}
    leaves: dict[str, Number | Namespace] = {}
    for name, number in numbers.items():
        head, _, rest = name.partition(".")
        if rest:
            branches.setdefault(head, {})[rest] = number
        else:
            leaves[head] = number
    for head, inner in branches.items():
        full = f"{path}.{head}" if path else head
        leaves[head] = Namespace(full, namespace(inner, full))
    return leaves


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
    """

    file: str
    source: str
    numbers: Mapping[str, Number]
    tables: Mapping[str, Table]
    figures: tuple[str, ...]
    verdicts: Mapping[str, str] = field(default_factory=dict)
    findings: Collection[str] = ()
    uses: dict[str, list[str]] = field(default_factory=dict)
    sentences: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    noted: dict[str, list[str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def render(self) -> Manuscript:
        """Return the filled manuscript. Raises Faults naming every undefined name and unprintable value at once."""
        try:
            markdown = self.environment().from_string(self.source).render(namespace(self.numbers))
        except jinja2.TemplateSyntaxError as error:
            self.faults.append(Fault(self.file, error.lineno, "1", str(error.message), self.filter_hint(str(error))))
            markdown = ""
        except (jinja2.TemplateRuntimeError, TypeError, ArithmeticError) as error:
            lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == "<template>"]
            allowed = "a number through a filter, or its `.value` in a condition"
            self.faults.append(Fault(self.file, (lines or [1])[-1] or 1, "1", str(error), allowed))
            markdown = ""
        raise_if_any(self.faults)
        return Manuscript(markdown, self.uses, self.sentences, self.noted)

    def filter_hint(self, problem: str) -> str:
        """Return what is allowed where a template cannot be read; for an unknown filter, the nearest ones."""
        named = re.search(r"No filter named '(\w+)'", problem)
        return nearest(named[1], self.environment().filters) if named else "valid Jinja"

    def environment(self) -> jinja2.Environment:
        """Return the Jinja environment of manuscripts."""
        renderer = self

        class Missing(jinja2.ChainableUndefined):
            """An undefined name, noted as a fault wherever it is used; what is asked of it is missing likewise."""

            def note(self, *_: Any) -> Any:
                renderer.note_missing(self)
                return ""

            def __bool__(self) -> bool:
                return bool(self.note())

            def __iter__(self) -> Any:
                return iter(self.note())

            __str__ = __eq__ = __ne__ = __lt__ = __gt__ = __le__ = __ge__ = note
            __hash__ = jinja2.ChainableUndefined.__hash__

        class Environment(jinja2.Environment):
            """An environment in which asking a number for its value is a use of it."""

            def getattr(self, obj: Any, attribute: str) -> Any:
                if isinstance(obj, Number):
                    renderer.use(obj)
                return super().getattr(obj, attribute)

        environment = Environment(**SYNTAX, undefined=Missing, finalize=self.finalize)
        for style in NUMBER_STYLES:
            environment.filters[style] = self.filter(style)
        environment.filters |= {
            "about": self.about("about"),
            "About": self.about("About"),
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

    def line(self) -> int:
        """Return the line of the template that is being rendered."""
        frame = sys._getframe()
        while frame:
            template = frame.f_globals.get("__jinja_template__")
            if template is not None:
                return int(template.get_corresponding_lineno(frame.f_lineno))
            frame = frame.f_back  # type: ignore[assignment]
        return 1

    def fault(self, culprit: str, problem: str, allowed: str) -> str:
        """Note a fault at the place of the current line where the culprit is written; return nothing to print."""
        line = self.line()
        lines = self.source.splitlines()
        column = lines[line - 1].find(culprit) + 1 if 0 < line <= len(lines) else 0
        self.faults.append(Fault(self.file, line, str(max(column, 1)), problem, allowed))
        return ""

    def note_missing(self, missing: Any) -> None:
        """Note a name that the ledger does not have, with the nearest ones."""
        inner, name = missing._undefined_obj, str(missing._undefined_name)
        full = f"{full_name(inner)}.{name}" if isinstance(inner, Number | Namespace) else name
        known = list(self.numbers) if "." in full else {n.partition(".")[0] for n in self.numbers}
        self.fault(name, f"{full} is not in the ledger", nearest(full, known))

    def finalize(self, value: Any) -> Any:
        """Refuse a number that no filter has put into words, and the bare value of one."""
        allowed = f"one of {', '.join(NUMBER_STYLES)}"
        if isinstance(value, Number | Namespace):
            name = full_name(value)
            return self.fault(name, f"{name} is printed without a filter", allowed)
        if isinstance(value, int | float):
            return self.fault("value", f"{value} is printed without the number it belongs to", allowed)
        return value

    def number(self, value: Any, style: str) -> Number | None:
        """Return the number that a filter was given, or note the fault."""
        if isinstance(value, Number):
            return value
        if isinstance(value, jinja2.Undefined):
            self.note_missing(value)
        else:
            shown = value.path if isinstance(value, Namespace) else repr(value)
            self.fault(style, f"{shown} is no ledger number", f"a ledger number before `| {style}`")
        return None

    def print(self, value: Any, style: str, label: str) -> str:
        """Return a number in a style as a span that carries its name, and remember the use."""
        number = self.number(value, label)
        if number is None:
            return ""
        try:
            text = printing.write(number, style)
        except (ValueError, KeyError) as error:
            return self.fault(label, f"{number.name} cannot be printed by `{label}`", str(error.args[0]))
        self.use(number)
        return f'[{text}]{{number="{number.name}"}}'

    def use(self, number: Number) -> None:
        """Remember that the current line prints a number, or decides its wording by it."""
        places = self.uses.setdefault(number.name, [])
        here = f"{self.file}:{self.line()}"
        if here not in places:
            places.append(here)

    def filter(self, style: str) -> Callable[[Any], str]:
        """Return the filter of a style."""
        return lambda value: self.print(value, style, style)

    def about(self, label: str) -> Callable[..., str]:
        """Return the filter that puts the source's qualifier before the number, which is in digits unless said."""
        return lambda value, style="digits": self.print(value, f"{label}_{style}", label)

    def range(self, first: Any, last: Any) -> str:
        """Print two years or numbers as a range with an en dash; the same twice as one."""
        start, end = self.print(first, "digits", "range"), self.print(last, "digits", "range")
        same = isinstance(first, Number) and isinstance(last, Number) and first.value == last.value
        return start if same else f"{start}–{end}"

    def listing(self, values: Any, style: str = "digits") -> str:
        """Print several numbers as a list with "and"."""
        return words.listing([self.print(value, style, "listing") for value in values])

    def noun(self, value: Any, noun: str, plural: str = "") -> str:
        """Print a noun in agreement with a number."""
        number = self.number(value, "noun")
        return "" if number is None else noun if number.value == 1 else plural or words.plural(noun)

    def verb(self, value: Any, singular: str, plural: str) -> str:
        """Print a verb in agreement with a number."""
        number = self.number(value, "verb")
        return "" if number is None else singular if number.value == 1 else plural

    def ref(self, label: str) -> str:
        """Print a cross-reference by label; its number is put in when the document is read."""
        return f"[](#{label}){{.ref}}"

    def table(self, name: str, caption: str, note: str = "") -> str:
        """Set a table of the study, with its caption and an optional note."""
        if name not in self.tables:
            return self.fault(name, f"there is no table {name}", nearest(name, self.tables))
        body = self.tables[name].markdown(lambda number, style: self.print(self.numbers[number], style, "table"))
        below = f"\n::: {{.note}}\n*Note.* {note}\n:::\n" if note else ""
        return f"\n::: {{#tbl:{name} .table}}\n\n{body}\n\n: {caption}\n{below}\n:::\n"

    def figure(self, name: str, caption: str, alt: str) -> str:
        """Set a figure of the study, with its caption and the text that stands for it where it cannot be seen."""
        if name not in self.figures:
            return self.fault(name, f"there is no figure {name}", nearest(name, self.figures))
        division = f'::: {{.alternative figure="fig:{name}"}}\n{" ".join(alt.split())}\n:::'
        return f"\n![{' '.join(caption.split())}](figures/{name}){{#fig:{name}}}\n\n{division}\n"

    def claim(self, name: str, caller: Callable[..., str], note: str = "") -> str:
        """Mark a sentence, or a part of one, as making a claim: `{% call claim("name") %}…{% endcall %}`.

        With `{% call(verdict) … %}` its wording can follow the verdict. One that fails is marked, and a footnote says
        so to the reader: in the words of the note, or in words for any.
        """
        verdict = self.verdicts.get(name, "undecided")
        body = str(caller(verdict) if getattr(caller, "arguments", ()) else caller())
        text = body.strip()
        if "\n\n" in text:
            return self.fault(name, f"claim {name} goes over several paragraphs", "a sentence or a part of one")
        place = f"{self.file}:{self.line()}"
        self.sentences.setdefault(name, []).append({"place": place, "text": " ".join(plain_text(text).split())})
        before, after = body[: len(body) - len(body.lstrip())], body[len(body.rstrip()) :]
        # Jinja takes away the line end after a block; after the end of a sentence it is needed.
        if not after and text.endswith((".", "?", "!")):
            after = "\n"
        mark, told = (f" .{FAILS_CLASS}", footnote(note or FAILS)) if verdict == "fails" else ("", "")
        return f'{before}[{text}]{{claim="{name}"{mark}}}{told}{after}'

    def finding(self, name: str, note: str) -> str:
        """Set a footnote where the article disagrees with itself or with others: `{{ finding("name", note) }}`."""
        if name not in self.findings:
            return self.fault(name, f"there is no finding {name}", nearest(name, self.findings))
        self.noted.setdefault(name, []).append(f"{self.file}:{self.line()}")
        return footnote(note)


def footnote(note: str) -> str:
    """Return a footnote in Markdown."""
    return f"^[{' '.join(note.split())}]"


def full_name(value: Number | Namespace) -> str:
    """Return the name of a number, or the part that several names begin with."""
    return value.name if isinstance(value, Number) else value.path


def plain_text(markdown: str) -> str:
    """Return text without the spans that numbers are printed in."""
    return SPAN.sub(r"\1", markdown)
