"""The words of a template, those of every branch, with the offset in the source of each letter."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from traced.lint.grammar import QUOTES, Numeral, find_numerals, normalized
from traced.lint.lexicon import APART, TRACED
from traced.manuscript.syntax import Tag, Token, checked_pieces, with_plain_line_ends
from traced.manuscript.template import NUMBER_STYLES

# What gives a numeral an origin: a claim (words of quantity and rank only), a citation's locator, the document's own
# numbering; and what may be in other letters than Latin ones: names in the front matter.
Cover = Literal["claim", "citation", "own", "names"]
Stretch = tuple[int, int, Cover]

# Pandoc's Markdown that says nothing to a reader: attributes but for those in quotation marks, targets of links, labels
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
# The first argument of these is a name or a style; it is not printed.
UNPRINTED = ("ref", "claim", "finding", "about", "About", "listing", "table", "figure", "unit")
COMPARISONS = ("==", "!=", "in", "is", "<", ">", "<=", ">=")


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
    source: the template, its line ends plain
    """

    passages: tuple[Passage, ...]
    covers: tuple[Stretch, ...]
    claims: tuple[tuple[str, int], ...]
    citations: tuple[tuple[str, int], ...]
    source: str


def extract_text(file: str, source: str) -> TemplateText:
    """Return the words of a template. Raises Faults where Jinja cannot tell its text from its tags.

    file: its path as faults name it
    """
    source = with_plain_line_ends(source)
    unfolding = _Unfolding()
    for piece in checked_pieces(file, source):
        if isinstance(piece, Token):
            unfolding.add(piece.text, piece.offset)
        elif piece.is_expression:
            unfolding.expression(piece)
        else:
            unfolding.statement(piece)
    return unfolding.literals(source)


class _Unfolding:
    """A template whose tags are replaced, one after another, by what they may print."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._offsets: list[int] = []
        self._open: list[tuple[str, int]] = []
        self._claims: list[tuple[str, int]] = []
        self._covers: list[Stretch] = []

    def add(self, text: str, offset: int, fixed: bool = False) -> None:
        """Add text of the source, or (fixed) text that stands for what is there."""
        self._parts.append(text)
        self._offsets.extend([offset] * len(text) if fixed else range(offset, offset + len(text)))

    def expression(self, tag: Tag) -> None:
        """Add what an expression may print: a number, and the texts given in it."""
        first = tag.tokens[0]
        filters = {token.text for bar, token in pairwise(tag.tokens) if bar.text == "|"}
        around = " "
        if first.text in ("table", "figure"):
            around = "\n\n"
        elif first.type == "string" or not filters.isdisjoint(PRINTING):
            around = ""
        elif first.text != "finding":
            self.add(APART, first.offset, fixed=True)
        self._texts(tag, around, traced=True)

    def statement(self, tag: Tag) -> None:
        """Add what a statement may print, and keep the stretches of claims."""
        where = tag.offset
        match tag.keyword:
            case "else" | "elif":
                # What is said instead does not go on with what stands before it.
                self.add(f" {APART} ", where, fixed=True)
            case "endif":
                self.add(" ", where, fixed=True)
            case "macro" | "endmacro" | "endset":
                self.add("\n\n", where, fixed=True)  # what is printed elsewhere
            case "set" if all(token.text != "=" for token in tag.tokens):
                self.add("\n\n", where, fixed=True)
            case "call":
                name = next((t for t in tag.tokens if t.type == "string"), None)
                self._open.append((name.string if name else "", tag.end))
                if name:
                    self._claims.append((name.string, name.offset + 1))
                    self._texts(tag, " ")
            case "endcall" if self._open:
                name_of, begin = self._open.pop()
                if name_of:
                    self._covers.append((begin, where, "claim"))
                self.add(" ", where, fixed=True)
            case "set" | "for" | "with":
                self._texts(tag, "\n\n" if tag.keyword == "set" else " ")

    def _texts(self, tag: Tag, around: str, traced: bool = False) -> None:
        """Add the strings of a tag that it may print, and (traced) the numbers; those joined by `~` without a space."""
        tokens = tag.tokens
        between, closing = around, ""
        for index, token in enumerate(tokens):
            before = [t.text for t in tokens[max(0, index - 2) : index]]
            after = tokens[index + 1].text if index + 1 < len(tokens) else ""
            named = len(before) == 2 and before[1] == "(" and before[0] in UNPRINTED
            compared = (before and before[-1] in (*COMPARISONS, "[")) or after in COMPARISONS
            if token.text == "~":
                between = ""
                continue
            if token.type == "string" and not named and not compared:
                self.add(between, token.offset, fixed=True)
                self.add(token.string, token.offset + 1)
            elif traced and token.text in PRINTING and before[-1:] == ["|"]:
                self.add(between + TRACED, tokens[0].offset, fixed=True)
            else:
                continue
            between, closing = around or " ", around
        self.add(closing, tokens[-1].offset, fixed=True)

    def literals(self, source: str) -> TemplateText:
        """Return what has been added."""
        markdown = "".join(self._parts)
        self._cover(markdown)
        ends = [*BREAK.finditer(markdown)]
        starts = [0, *(match.end() for match in ends)]
        stops = [*(match.start() for match in ends), len(markdown)]
        passages = [self._passage(markdown, start, end) for start, end in zip(starts, stops, strict=True)]
        return TemplateText(
            tuple(passage for passage in passages if passage.text.strip()),
            tuple(self._covers),
            tuple(self._claims),
            tuple((match[1], self._offsets[match.start()]) for match in KEY.finditer(markdown)),
            source,
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
            written = match[0]
            if written.startswith("&"):
                shown = html.unescape(written)
            elif "@" in written:
                shown = APART
            else:
                shown = " " if written.startswith("{") else ""
            shown, _ = normalized(shown)
            characters.append(shown)
            offsets.extend([self._offsets[match.start()]] * len(shown))
            position = match.end()
        keep(position, end)
        return Passage("".join(characters).translate(QUOTES), tuple(offsets))
