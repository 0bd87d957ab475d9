"""Runs: what a document says, as running texts in which traced numbers are masked.

A run is the text of one paragraph, heading, caption, note, cell, alternative text or entry of the front matter, read
across emphasis, quotation marks and line ends: "twenty-" at the end of a line and "six" in italics are one word.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from traced.lint.grammar import APART, TRACED, normal
from traced.manuscript.alternatives import ALTERNATIVE_CLASS
from traced.manuscript.crossrefs import NOTE_CLASS, REFERENCE_CLASS, TABLE_CLASS
from traced.manuscript.pandoc import Document, Node, rebuild
from traced.manuscript.pandoc import text as words_of

Cover = Literal["claim", "citation", "own"]
# The day of publication and the language code belong to the file, not to its statements.
OWN_METADATA = ("date", "lang")
# A locator is one or more numbers after a term (pp. 3-5), or by themselves (65); "17 guides" is none.
_TERM = (
    r"(?:(?:pp?|pages?|ch(?:ap(?:ters?)?)?s?|sec(?:tions?)?|para?s?|arts?|articles?|vols?|nos?|figs?|tables?|cols?)\.?\s*"
    r"|[§¶]+\s*)"
)
_NUMBER = r"[\divxlcdm]+f{0,2}\b(?:\s*[-–—]\s*[\divxlcdm]+\b)?"
_LOCATOR = rf"(?:{_TERM}{_NUMBER}|{_NUMBER}(?!\s*[-–—]?\s*(?!and\s+\d)[^\W_]))"
LOCATOR = re.compile(rf"\s*,?\s*{_LOCATOR}(?:\s*(?:[,&]|and\b)\s*{_LOCATOR})*", re.IGNORECASE)
TAG = re.compile(r"<!--.*?-->|</?[a-z](?:\"[^\"]*\"|'[^']*'|[^'\">])*>", re.DOTALL | re.IGNORECASE)
# Attributes that a reader meets: on pointing, by ear, where a picture is missing, or as the number of an item.
TOLD = {
    "title": "title",
    "alt": "alternative text",
    "aria-label": "label",
    "aria-description": "label",
    "aria-roledescription": "label",
    "aria-valuetext": "label",
    "aria-valuenow": "label",
    "label": "label",
    "placeholder": "label",
    "summary": "label",
    "value": "number of an item",
    "start": "number of an item",
}
TOLD_IN_TAG = re.compile(rf"(?<![\w-])({'|'.join(TOLD)})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
# What is written for one format only, or runs, or is set from commands, says what this reader does not read.
RUNNING = re.compile(r"<(?:script|style|iframe|object|embed|template|math|svg)\b", re.IGNORECASE)
READ_FORMATS = ("html", "html4", "html5")
INLINE_PARENTS = ("Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps")


@dataclass(frozen=True)
class Run:
    """A running text.

    text: with `numerals.TRACED` in the place of each traced number, and otherwise as `numerals.normal` returns it
    covers: stretches that have an origin by themselves, each with start, end and what covers it
    place: the kind of text it is, in words
    table: the name of the table that it stands in, if any
    traced: the traced numbers in it, each with its place in the text, its name, and the words that a reader sees
    """

    text: str
    covers: tuple[tuple[int, int, Cover], ...]
    place: str
    table: str = ""
    traced: tuple[tuple[int, str, str], ...] = ()


@dataclass
class _Line:
    """A run that is being read."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    covers: list[tuple[int, int, Cover]] = field(default_factory=list)
    traced: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, text: str) -> None:
        plain = text if text.isascii() else normal(text)[0]
        self.parts.append(plain)
        self.length += len(plain)

    def cover(self, start: int, kind: Cover) -> None:
        self.covers.append((start, self.length, kind))


Trust = Callable[[str], bool]


def read(document: Document, trusted: Trust = bool, claimed: Trust = bool) -> list[Run]:
    """Return the running texts of a document in its order, the front matter first.

    trusted, claimed: whether the `number`, and the `claim`, that a span carries was put there by the template's filters
    """
    reader = _Reader(trusted, claimed)
    for key, value in document["meta"].items():
        reader.metadata(value, own=key in OWN_METADATA)
    reader.blocks(document["blocks"], "prose", "", False)
    return [run for run in reader.runs if run.text.strip()]


def refused(document: Document) -> list[tuple[str, str]]:
    """Return what a document says in a way that is not read, each with its kind: mathematics, and most raw text."""
    found: list[tuple[str, str]] = []

    def look(node: Node) -> Node:
        match node:
            case {"t": "Math", "c": [_, text]}:
                found.append(("mathematics", text))
            case {"t": "RawBlock" | "RawInline", "c": [form, text]} if form not in READ_FORMATS or RUNNING.search(text):
                found.append((f"raw {form}", text))
        return node

    rebuild(document["meta"], look)
    rebuild(document["blocks"], look)
    return found


class _Reader:
    """Reads a tree node by node into runs."""

    def __init__(self, trusted: Trust, claimed: Trust) -> None:
        self.runs: list[Run] = []
        self._trusted = trusted
        self._claimed = claimed

    def metadata(self, value: Any, own: bool) -> None:
        match value:
            case {"t": "MetaMap", "c": entries}:
                for entry in entries.values():
                    self.metadata(entry, own)
            case {"t": "MetaList", "c": entries}:
                for entry in entries:
                    self.metadata(entry, own)
            case {"t": "MetaBlocks", "c": blocks}:
                self.blocks(blocks, "front matter", "", False)
            case {"t": "MetaInlines", "c": inlines}:
                self._run(inlines, "front matter", "", "own" if own else None)
            case {"t": "MetaString", "c": text}:
                self._run([{"t": "Str", "c": text}], "front matter", "", "own" if own else None)

    def blocks(self, blocks: list[Node], place: str, table: str, claimed: bool) -> None:
        for block in blocks:
            self._block(block, place, table, claimed)

    def _block(self, block: Node, place: str, table: str, claimed: bool) -> None:
        cover: Cover | None = "claim" if claimed else None
        self._told(block, table)
        match block:
            case {"t": "Plain" | "Para", "c": inlines}:
                self._run(inlines, place, table, cover)
            case {"t": "Header", "c": [_, _, inlines]}:
                self._run(inlines, "heading", table, cover)
            case {"t": "LineBlock", "c": lines}:
                for line in lines:
                    self._run(line, place, table, cover)
            case {"t": "CodeBlock" | "RawBlock" as kind, "c": [_, text]}:
                shown = text if kind == "CodeBlock" else html.unescape(TAG.sub("", text))
                self._run([{"t": "Str", "c": shown}], place, table, cover)
            case {"t": "BlockQuote", "c": blocks}:
                self.blocks(blocks, place, table, claimed)
            case {"t": "OrderedList", "c": [[start, {"t": style}, _], items]}:
                # A list that does not begin at the beginning is a typed number that the reader took for a list.
                if start != 1 and style != "Example":
                    self._run([{"t": "Str", "c": str(start)}], place, table, None)
                for item in items:
                    self.blocks(item, place, table, claimed)
            case {"t": "BulletList", "c": items}:
                for item in items:
                    self.blocks(item, place, table, claimed)
            case {"t": "DefinitionList", "c": items}:
                for term, definitions in items:
                    self._run(term, place, table, cover)
                    for definition in definitions:
                        self.blocks(definition, place, table, claimed)
            case {"t": "Figure", "c": [_, [_, caption], blocks]}:
                self.blocks(caption, "caption", table, claimed)
                # Without a text of its own, the picture in a figure repeats the caption.
                repeated = [block["c"] for block in caption]
                for block in blocks:
                    silent = _pictured(block) in repeated
                    self._block(_emptied(block) if silent else block, "alternative text", table, claimed)
            case {"t": "Table", "c": [_, [_, caption], _, head, bodies, foot]}:
                self.blocks(caption, "caption", "", claimed)
                groups = [head[1], *(rows for body in bodies for rows in body[2:]), foot[1]]
                for _, cells in (row for rows in groups for row in rows):
                    for cell in cells:
                        self.blocks(cell[4], "cell", table, claimed)
            case {"t": "Div", "c": [[identifier, classes, pairs], blocks]}:
                inside = identifier.partition(":")[2] if TABLE_CLASS in classes else table
                kind = "note" if NOTE_CLASS in classes else place
                kind = "alternative text" if ALTERNATIVE_CLASS in classes else kind
                self.blocks(blocks, kind, inside, claimed or self._claimed(dict(pairs).get("claim", "")))

    def _run(self, inlines: list[Node], place: str, table: str, cover: Cover | None) -> None:
        line = _Line()
        self._inlines(inlines, line, table)
        if cover:
            line.cover(0, cover)
        self.runs.append(Run("".join(line.parts), tuple(line.covers), place, table, tuple(line.traced)))

    def _inlines(self, inlines: list[Node], line: _Line, table: str) -> None:
        for inline in inlines:
            self._inline(inline, line, table)

    def _inline(self, inline: Node, line: _Line, table: str) -> None:
        self._told(inline, table)
        match inline:
            case {"t": "Str", "c": text}:
                line.add(text)
            case {"t": "Space" | "SoftBreak" | "LineBreak"}:
                line.add(" ")
            case {"t": "Span", "c": [[_, _, pairs], inlines]}:
                attributes = dict(pairs)
                if self._trusted(name := attributes.get("number", "")):
                    line.traced.append((line.length, name, words_of(inlines)))
                    line.add(TRACED)
                    return
                start = line.length
                self._inlines(inlines, line, table)
                if self._claimed(attributes.get("claim", "")):
                    line.cover(start, "claim")
            case {"t": kind, "c": inlines} if kind in INLINE_PARENTS:
                self._inlines(inlines, line, table)
            case {"t": "Quoted", "c": [_, inlines]}:
                line.add('"')
                self._inlines(inlines, line, table)
                line.add('"')
            case {"t": "Cite", "c": [citations, _]}:
                for citation in citations:
                    self._citation(citation, line, table)
            case {"t": "Code", "c": [_, text]}:
                line.add(text)
            case {"t": "RawInline", "c": [_, text]}:
                line.add(html.unescape(TAG.sub("", text)))
            case {"t": "Link", "c": [[_, classes, _], inlines, [url, title]]}:
                start = line.length
                self._inlines(inlines, line, table)
                # A reference is empty until its number is put in, and an address is its own text.
                if (REFERENCE_CLASS in classes and not inlines) or words_of(inlines) == url.removeprefix("mailto:"):
                    line.add(APART)
                    line.cover(start, "own")
                self._aside(title, "title of a link", table)
            case {"t": "Image", "c": [_, inlines, [_, title]]}:
                self._inlines(inlines, line, table)
                self._aside(title, "title of a picture", table)
            case {"t": "Note", "c": blocks}:
                self.blocks(blocks, "footnote", table, False)

    def _citation(self, citation: dict[str, Any], line: _Line, table: str) -> None:
        """Read a citation: the words before it are prose, and so are those after its locator."""
        self._inlines(citation["citationPrefix"], line, table)
        line.add(f" {APART}")
        suffix = _Line()
        self._inlines(citation["citationSuffix"], suffix, table)
        text = "".join(suffix.parts)
        locator = LOCATOR.match(text)
        start = line.length
        line.add(text[: locator.end()] if locator else "")
        line.cover(start, "citation")
        offset = line.length - (locator.end() if locator else 0)
        line.add(text[locator.end() :] if locator else text)
        line.covers.extend((start + offset, end + offset, kind) for start, end, kind in suffix.covers)
        line.traced.extend((at + offset, name, shown) for at, name, shown in suffix.traced)

    def _told(self, node: Node, table: str) -> None:
        """Read the attributes of a node that a reader meets, those of a tag too."""
        for key, value in _attributes(node):
            if key.lower() in TOLD:
                self._aside(value, TOLD[key.lower()], table)

    def _aside(self, text: str, place: str, table: str) -> None:
        if text:
            self.runs.append(Run(normal(text)[0], (), place, table))


def _attributes(node: Node) -> Iterator[tuple[str, str]]:
    """Yield the attributes of a node that has some: `key=value`."""
    match node:
        case {"t": "RawBlock" | "RawInline", "c": [_, text]}:
            for tag in TAG.findall(text):
                for key, *value in TOLD_IN_TAG.findall(tag):
                    yield key, html.unescape("".join(value))
        case {"t": "Header", "c": [_, [_, _, pairs], _]} | {"c": [[str(), list(), list(pairs)], *_]}:
            yield from map(tuple, pairs)


def _pictured(block: Node) -> list[Node] | None:
    """Return the text of the picture that is all of a block, if it is one."""
    match block:
        case {"t": "Plain", "c": [{"t": "Image", "c": [_, inlines, _]}]}:
            return list(inlines)
    return None


def _emptied(block: Node) -> Node:
    """Return a picture without its text."""
    (image,) = block["c"]
    attr, _, target = image["c"]
    return {"t": "Plain", "c": [{"t": "Image", "c": [attr, [], target]}]}
