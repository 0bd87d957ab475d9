"""The words of a template, those of every branch, with the offset in the source of each letter."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from jinja2 import nodes

from traced.lint.grammar import Numeral, find_numerals, normalized
from traced.lint.lexicon import APART, TRACED
from traced.manuscript.syntax import begin, parse, with_plain_line_ends
from traced.manuscript.template import NUMBER_STYLES

# What gives a numeral an origin: a claim (words of quantity and rank only), a citation's locator, the document's own
# numbering; and what may be in other letters than Latin ones: names in the front matter.
Cover = Literal["claim", "citation", "own", "names"]
Stretch = tuple[int, int, Cover]

# Pandoc's Markdown that a reader does not see: attributes but for those in quotation marks, targets of links, labels
# of footnotes, addresses, keys of citations, marks.
SILENT = re.compile(
    r"\{(?:\s*(?:[#.][\w:.-]+|[\w:-]+=[^\s}\"']+|(?:claim|number)=(?:\"[^\"]*\"|'[^']*')|-))*\s*(?=[\w:-]+=[\"']|\})\}?"
    r"|(?<=[\"'])\s*\}"
    r"|(?<=\])\([^()\s]*(?=[\s)])"
    r"|\[\^[^\]\s]+\]:?"
    r"|^[ ]{0,3}(?:>[ ]?)+"
    r"|<(?:https?:[^>\s]*|[\w.+-]+@[^>\s]*)>"
    r"|(?<!\w)-?@\{?[\w:.#$%&+?~/-]*\w\}?"
    r"|\^(?!\d+(?![\d^]))|[*_`~\\\[\]]",
    re.MULTILINE,
)
KEY = re.compile(r"(?<![\w`])@\{?([\w:.#$%&+?~/-]*\w)\}?")
MARKUP = re.compile(rf"{SILENT.pattern}|&#?\w+;", re.MULTILINE)  # and the characters that have names

# A locator is one or more numbers after a term (pp. 3-5), or by themselves (65); "17 guides" is none.
_TERM = (
    r"(?:(?:pp?|pages?|ch(?:ap(?:ters?)?)?s?|sec(?:tions?)?|para?s?|arts?|articles?|vols?|nos?|figs?|tables?|cols?)\.?\s*"
    r"|[§¶]+\s*)"
)
_NUMBER = r"[\divxlcdm]+f{0,2}\b(?:\s*[-–—]{1,3}\s*[\divxlcdm]+\b)?"
_LOCATOR = rf"(?:{_TERM}{_NUMBER}|{_NUMBER}(?!\s*[-–—]*\s*(?!and\s+\d)[^\W_]))"
# After the key of a citation, and inside its brackets.
LOCATOR = re.compile(
    rf"(?:\s*,|\s*\[)?\s*{_LOCATOR}(?:\s*(?:[,&]|and\b)\s*{_LOCATOR})*(?=[^\[\]]*\])",
    re.IGNORECASE,
)
FRONT_MATTER = re.compile(r"\A---\n.*?^(?:---|\.\.\.)$", re.DOTALL | re.MULTILINE)
# The day of publication and the language code belong to the file, not to its statements.
OWN_METADATA = re.compile(r"^(?:date|lang):.*$", re.MULTILINE)
NAMES = re.compile(r"^(?!(?:sub)?title:).*$", re.MULTILINE)  # of authors, places and keywords, in any script
MARKER = re.compile(r"^[ ]{0,3}(\d+)[.)](?=\s)", re.MULTILINE)  # of an item in a list
# A paragraph ends at an empty line, and before an item, a heading, a quotation and a line of a table.
BREAK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+>|:]|#{1,6}|\d+[.)])\s)")

# What prints a number; other filters print words in agreement with it.
PRINTING = (*NUMBER_STYLES, "about", "range", "listing")
# The first argument of these is a name or a style, which is not printed.
UNPRINTED = ("ref", "claim", "finding", "about", "About", "listing", "table", "figure", "unit")


@dataclass(frozen=True)
class Passage:
    """A paragraph of the template's own words, without Markdown's marks, as `grammar.normalized` returns it.

    A number that a filter prints is `lexicon.TRACED`; a citation, and any other expression, is `lexicon.APART`.

    offsets: for each character, its place in the source
    """

    text: str
    offsets: tuple[int, ...]

    @cached_property
    def numerals(self) -> list[Numeral]:
        """The numerals of the text."""
        return find_numerals(self.text)

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part of the text begins and ends in the source."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True)
class TemplateText:
    """The words of a template.

    passages: its paragraphs, with every branch taken, in the order of the source
    covers: the stretches of the source in which numerals have an origin
    claims, citations: the names of claims and the keys of works that it names, each with its offset
    source, tree: the template, its line ends plain, and its tree
    """

    passages: tuple[Passage, ...]
    covers: tuple[Stretch, ...]
    claims: tuple[tuple[str, int], ...]
    citations: tuple[tuple[str, int], ...]
    source: str
    tree: nodes.Template


def extract_text(file: str, source: str) -> TemplateText:
    """Return the words of a template, which faults call `file`. Raises Faults where Jinja cannot read it."""
    source = with_plain_line_ends(source)
    tree = parse(file, source)
    unfolding = _Unfolding(source)
    unfolding.visit(tree)
    return unfolding.text(tree)


class _Unfolding:
    """A template whose tags are replaced, one after another, by what they may print."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._offsets: list[int] = []
        self._claims: list[tuple[str, int]] = []
        self._covers: list[Stretch] = []

    def visit(self, node: nodes.Node) -> None:
        """Add what a node may print, and keep the stretches of claims."""
        match node:
            case nodes.TemplateData(data=text):
                self._add(text, node.lineno)
            case nodes.Expr():
                self._expression(node)
            case nodes.If():
                self._all(node.body)
                for other in (*(branch.body for branch in node.elif_), node.else_):
                    self._otherwise(other)
                self._separate(" ")
            case nodes.For():
                self._texts(node.iter, " ")
                self._all(node.body)
                self._otherwise(node.else_)
            case nodes.CallBlock(call=nodes.Call(args=[nodes.Const(value=str(name)) as const, *_]) as call):
                self._claims.append((name, const.lineno + 1))
                self._texts(call, " ")
                first = len(self._offsets)
                self._all(node.body)
                if inside := self._offsets[first:]:
                    self._covers.append((min(inside), max(inside) + 1, "claim"))
                self._separate(" ")
            case nodes.Macro() | nodes.AssignBlock():  # what is printed elsewhere
                self._separate("\n\n")
                self._all(node.body)
                self._separate("\n\n")
            case nodes.Assign():
                self._texts(node.node, "\n\n")
            case _:
                self._all(node.iter_child_nodes())

    def _all(self, several: Iterable[nodes.Node]) -> None:
        for node in several:
            self.visit(node)

    def _otherwise(self, branch: list[nodes.Node]) -> None:
        """Add another branch, set apart from the one before it."""
        if branch:
            self._separate(f" {APART} ")
            self._all(branch)

    def _add(self, text: str, offset: int) -> None:
        """Add text of the source, or a substitute, all of whose letters have one place."""
        own = self._source.startswith(text, offset)
        self._parts.append(text)
        self._offsets.extend(range(offset, offset + len(text)) if own else [offset] * len(text))

    def _separate(self, mark: str) -> None:
        """Add a mark, at the place of the letter before it."""
        self._add(mark, self._offsets[-1] if self._offsets else 0)

    def _expression(self, node: nodes.Expr) -> None:
        """Add what an expression may print: a number, and the texts given in it."""
        function = node.node.name if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) else ""
        printed = [*_printed(node)]
        around = " "
        if function in ("table", "figure"):
            around = "\n\n"
        elif any(text == TRACED or offset == begin(node) + 1 for offset, text, _ in printed):
            around = ""
        elif function != "finding":
            self._add(APART, begin(node))
        self._texts(node, around)

    def _texts(self, node: nodes.Node, around: str) -> None:
        """Add the texts and numbers that an expression may print, those joined by `~` without a space."""
        place, between, after = begin(node), around, ""
        for offset, text, is_joined in _printed(node):
            self._add("" if is_joined else between, place)
            self._add(text, place if text == TRACED else offset)
            between, after = around or " ", around
        self._add(after, place)

    def text(self, tree: nodes.Template) -> TemplateText:
        """Return what has been added."""
        markdown = "".join(self._parts)
        self._cover(markdown)
        edges = [0, *(edge for match in BREAK.finditer(markdown) for edge in match.span()), len(markdown)]
        passages = [self._passage(markdown, *span) for span in zip(edges[::2], edges[1::2], strict=True)]
        return TemplateText(
            tuple(passage for passage in passages if passage.text.strip()),
            tuple(self._covers),
            tuple(self._claims),
            tuple((match[1], self._offsets[match.start()]) for match in KEY.finditer(markdown)),
            self._source,
            tree,
        )

    def _cover(self, markdown: str) -> None:
        """Add the stretches of locators, of the front matter and of the numbers of items."""
        spans: list[Stretch] = []
        for key in KEY.finditer(markdown):
            if locator := LOCATOR.match(markdown, key.end()):
                spans.append((*locator.span(), "citation"))
        if front := FRONT_MATTER.match(markdown):
            spans += [(*match.span(), "names") for match in NAMES.finditer(markdown, 0, front.end()) if match[0]]
            spans += [(*match.span(), "own") for match in OWN_METADATA.finditer(markdown, 0, front.end())]
        last = 0
        for match in MARKER.finditer(markdown):
            # A list that does not begin at the beginning is a typed number that pandoc takes for a list.
            if int(match[1]) in (1, last + 1):
                spans.append((*match.span(1), "own"))
                last = int(match[1])
        self._covers += [(self._offsets[start], self._offsets[end - 1] + 1, kind) for start, end, kind in spans]

    def _passage(self, markdown: str, start: int, end: int) -> Passage:
        """Return a part of the Markdown without its marks."""
        characters: list[str] = []
        offsets: list[int] = []

        def keep(first: int, last: int) -> None:
            plain, places = normalized(markdown[first:last])
            characters.append(plain)
            offsets.extend(self._offsets[first + place] for place in places)

        position = start
        for match in MARKUP.finditer(markdown, start, end):
            keep(position, match.start())
            if match[0].startswith("&"):
                shown, _ = normalized(html.unescape(match[0]))
            elif "@" in match[0]:
                shown = APART
            else:
                shown = " " if match[0].startswith("{") else ""
            characters.append(shown)
            offsets.extend([self._offsets[match.start()]] * len(shown))
            position = match.end()
        keep(position, end)
        return Passage("".join(characters), tuple(offsets))


def _printed(node: nodes.Node, is_joined: bool = False) -> Iterator[tuple[int, str, bool]]:
    """Yield the texts and numbers (TRACED) that an expression may print.

    Each has its offset, and whether `~` joins it to what stands before it.
    """
    match node:
        case nodes.Const(value=str(text)):
            yield node.lineno + 1, text, is_joined
        case nodes.Compare() | nodes.Test():
            pass
        case nodes.CondExpr():
            yield from _printed(node.expr1, is_joined)
            if node.expr2:
                yield from _printed(node.expr2, is_joined)
        case nodes.Getitem():
            yield from _printed(node.node, is_joined)
        case nodes.Concat():
            for index, part in enumerate(node.nodes):
                yield from _printed(part, is_joined or index > 0)
        case nodes.Filter(name=name) | nodes.Call(node=nodes.Name(name=name)):
            if isinstance(node, nodes.Filter) and node.node:
                yield from _printed(node.node, is_joined)
                if name in PRINTING:
                    yield node.lineno, TRACED, is_joined
            for argument in (*node.args[name in UNPRINTED :], *node.kwargs):
                yield from _printed(argument)
        case _:
            for child in node.iter_child_nodes():
                yield from _printed(child, is_joined)
