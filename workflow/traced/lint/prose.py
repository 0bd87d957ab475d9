"""Prose: the running texts of a document, in which traced numbers are masked.

A run is the text of one paragraph, heading, caption, note, cell, alternative text or entry of the front matter, read
across emphasis, quotation marks and line ends: "twenty-" at the end of a line and "six" in italics are one word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from traced.lint.grammar import normalized
from traced.lint.lexicon import APART, TRACED
from traced.manuscript.crossrefs import TABLE_CLASS
from traced.manuscript.pandoc import Document, Node

INLINE_PARENTS = ("Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps")


@dataclass(frozen=True)
class Run:
    """A running text.

    text: with `lexicon.TRACED` in the place of each traced number, and otherwise as `grammar.normalized` returns it
    traced: the names of the traced numbers in it
    table: the name of the table of which it is a cell; empty for other texts
    """

    text: str
    traced: tuple[str, ...] = ()
    table: str = ""

    def name(self, position: int) -> str:
        """Return the name of the first traced number at a position or behind it."""
        return self.traced[self.text.count(TRACED, 0, position)]


def running_texts(document: Document) -> list[Run]:
    """Return the running texts of a document in its order, the front matter first."""
    reader = _ProseReader()
    reader.collect([*document["meta"].values(), *document["blocks"]])
    return [run for run in reader.runs if run.text.strip()]


class _ProseReader:
    """Collects the runs of a tree node by node."""

    def __init__(self) -> None:
        self.runs: list[Run] = []

    def collect(self, tree: Any, table: str = "", in_cell: bool = False) -> None:
        """Collect the runs of blocks or metadata; table: the name of the table around them."""
        match tree:
            case list():
                for item in tree:
                    self.collect(item, table, in_cell)
            case {"t": "Plain" | "Para" | "MetaInlines", "c": inlines} | {"t": "Header", "c": [_, _, inlines]}:
                self._run(inlines, table if in_cell else "")
            case {"t": "CodeBlock", "c": [_, text]} | {"t": "MetaString", "c": text}:
                self._run([{"t": "Str", "c": text}])
            case {"t": "LineBlock", "c": lines}:
                for line in lines:
                    self._run(line)
            case {"t": "DefinitionList", "c": items}:
                for term, definitions in items:
                    self._run(term)
                    self.collect(definitions, table, in_cell)
            case {"t": "Table", "c": [_, caption, _, *rows]}:
                self.collect(caption)
                self.collect(rows, table, in_cell=True)
            case {"t": "Div", "c": [[identifier, classes, _], blocks]}:
                self.collect(blocks, identifier.partition(":")[2] if TABLE_CLASS in classes else table, in_cell)
            case {"t": "MetaMap", "c": entries}:
                self.collect(list(entries.values()))
            case {"c": content}:
                self.collect(content, table, in_cell)

    def _run(self, inlines: list[Node], table: str = "") -> None:
        parts: list[str] = []
        names: list[str] = []
        self._inlines(inlines, parts, names)
        self.runs.append(Run(normalized("".join(parts))[0], tuple(names), table))

    def _inlines(self, inlines: list[Node], parts: list[str], names: list[str]) -> None:
        for inline in inlines:
            match inline:
                case {"t": "Str", "c": text} | {"t": "Code", "c": [_, text]}:
                    parts.append(text)
                case {"t": "Space" | "SoftBreak" | "LineBreak"}:
                    parts.append(" ")
                case {"t": "Span", "c": [[_, _, pairs], _]} if name := dict(pairs).get("number"):
                    parts.append(TRACED)
                    names.append(name)
                case {"t": "Span", "c": [_, children]} | {"t": "Image", "c": [_, children, _]}:
                    self._inlines(children, parts, names)
                case {"t": "Link", "c": [[_, classes, _], children, _]}:
                    # A reference is empty until its number is put in, and an address is its own text.
                    bare = not children or "uri" in classes or "email" in classes
                    self._inlines([{"t": "Str", "c": APART}] if bare else children, parts, names)
                case {"t": kind, "c": children} if kind in INLINE_PARENTS:
                    self._inlines(children, parts, names)
                case {"t": "Quoted", "c": [_, children]}:
                    self._inlines([{"t": "Str", "c": '"'}, *children, {"t": "Str", "c": '"'}], parts, names)
                case {"t": "Cite", "c": [citations, _]}:
                    for citation in citations:
                        mark = {"t": "Str", "c": f" {APART}"}
                        both = [*citation["citationPrefix"], mark, *citation["citationSuffix"]]
                        self._inlines(both, parts, names)
                case {"t": "Note", "c": blocks}:
                    self.collect(blocks)
