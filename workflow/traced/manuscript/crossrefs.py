"""Cross-references: number the sections, figures and tables of a document, and write the numbers where they are named.

In the manuscript nobody types such a number. A heading, figure or table has a label, `[](#tbl:strategies){.ref}` names
it, and the reader sees "Table 1".
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from traced.manuscript.pandoc import Document, DocumentError, Node, attributes, rebuild, text

NO_BREAK_SPACE = "\u00a0"
TABLE, FIGURE, SECTION = "Table", "Figure", "Section"

# The classes by which writers and style sheets know what was put in here.
NUMBER_CLASS = "section-number"
LABEL_CLASS = "caption-label"
REFERENCE_CLASS = "ref"
TABLE_CLASS = "table"
NOTE_CLASS = "note"
UNNUMBERED_CLASS = "unnumbered"


def resolve(document: Document) -> Document:
    """Return the document with its parts numbered and its references filled in.

    1. Headings get their section number in front (2.2.1), those of class `unnumbered` none.
    2. Captions of figures, and of tables in a division of class `table`, open with a bold "Figure 2." or "Table 1.".
    3. Links of class `ref` read "Section 2.2.1", "Figure 2" or "Table 1".

    Raises `DocumentError`, naming every fault: a reference to a label that does not exist or has no number, a
    label given twice, a division of class `table` without a table in it.
    """
    parts = _Parts()
    numbered = {**document, "blocks": rebuild(document["blocks"], parts.number)}
    filled: Document = rebuild(numbered, parts.refer)
    faults = parts.faults()
    if faults:
        raise DocumentError("\n".join(faults))
    return filled


def label_of(node: Node) -> str:
    """Return the label of a figure or table, "Table 2", and nothing for other nodes."""
    labels: list[str] = []

    def collect(inner: Node) -> Node:
        if inner["t"] == "Span" and LABEL_CLASS in inner["c"][0][1]:
            labels.append(text(inner))
        return inner

    if node["t"] == "Figure" or (node["t"] == "Div" and TABLE_CLASS in node["c"][0][1]):
        rebuild([node], collect)
    return "".join(labels[:1])


class _Parts:
    """The numbered parts of one document: what each label reads as, and what went wrong on the way."""

    def __init__(self) -> None:
        self._section: list[int] = []
        self._counts: Counter[str] = Counter()
        self._labels: Counter[str] = Counter()
        self._readings: dict[str, str] = {}
        self._unknown: list[str] = []
        self._tableless: list[str] = []

    def number(self, node: Node) -> Node:
        """Return the node with its number, if it is of a kind that has one."""
        match node:
            case {"t": "Header", "c": [level, attr, inlines]}:
                return self._heading(level, attr, inlines)
            case {"t": "Figure", "c": [attr, caption, blocks]}:
                label = self._next(FIGURE, attr[0])
                return {"t": "Figure", "c": [attr, _labelled(caption, label), blocks]}
            case {"t": "Div", "c": [[identifier, classes, _] as attr, blocks]} if TABLE_CLASS in classes:
                if not any(block["t"] == "Table" for block in blocks):
                    self._tableless.append(identifier)
                label = self._next(TABLE, identifier)
                return {"t": "Div", "c": [attr, [_labelled_table(block, label) for block in blocks]]}
        return node

    def refer(self, node: Node) -> Node:
        """Return a link of class `ref` with what its target is called, and any other node as it is."""
        match node:
            case {"t": "Link", "c": [[_, classes, _] as attr, _, [target, title]]} if REFERENCE_CLASS in classes:
                label = target.removeprefix("#")
                if label not in self._readings:
                    self._unknown.append(label)
                reading = self._readings.get(label, label)
                return {"t": "Link", "c": [attr, [{"t": "Str", "c": reading}], [target, title]]}
        return node

    def faults(self) -> list[str]:
        """Return the faults met so far, each once and as a sentence."""
        twice = [label for label, count in self._labels.items() if count > 1]
        without_number = [label for label in self._unknown if label in self._labels]
        unknown = [label for label in self._unknown if label not in self._labels]
        known = ", ".join(sorted(self._readings)) or "none"
        sentences = [
            *(f"label {label}: given twice: each label names one part" for label in twice),
            *(f"division {label}: no table in it: a table and its caption" for label in self._tableless),
            *(f"reference to {label}: the heading has no number: a numbered part" for label in without_number),
            *(f"reference to {label}: unknown label: one of {known}" for label in unknown),
        ]
        return list(dict.fromkeys(sentences))

    def _heading(self, level: int, attr: list[Any], inlines: list[Node]) -> Node:
        identifier, classes, _ = attr
        if UNNUMBERED_CLASS in classes:
            self._labels[identifier] += bool(identifier)
            return {"t": "Header", "c": [level, attr, inlines]}
        above = (self._section + [0] * level)[:level]
        self._section = [*above[:-1], above[-1] + 1]
        number = ".".join(map(str, self._section))
        self._name(identifier, f"{SECTION}{NO_BREAK_SPACE}{number}")
        span = {"t": "Span", "c": [attributes(classes=[NUMBER_CLASS]), [{"t": "Str", "c": number}]]}
        return {"t": "Header", "c": [level, attr, [span, {"t": "Space"}, *inlines]]}

    def _next(self, kind: str, identifier: str) -> str:
        """Count one more figure or table and return what it is called."""
        self._counts[kind] += 1
        reading = f"{kind}{NO_BREAK_SPACE}{self._counts[kind]}"
        self._name(identifier, reading)
        return reading

    def _name(self, identifier: str, reading: str) -> None:
        if identifier:
            self._labels[identifier] += 1
            self._readings.setdefault(identifier, reading)


def _labelled_table(block: Node, label: str) -> Node:
    if block["t"] != "Table":
        return block
    attr, caption, *rest = block["c"]
    return {"t": "Table", "c": [attr, _labelled(caption, label), *rest]}


def _labelled(caption: list[Any], label: str) -> list[Any]:
    """Return a caption that opens with its label, bold and followed by a full stop."""
    short, blocks = caption
    span = {"t": "Span", "c": [attributes(classes=[LABEL_CLASS]), [{"t": "Str", "c": label}]]}
    opening = {"t": "Strong", "c": [span, {"t": "Str", "c": "."}]}
    if not blocks:
        return [short, [{"t": "Plain", "c": [opening]}]]
    first, *others = blocks
    return [short, [{**first, "c": [opening, {"t": "Space"}, *first["c"]]}, *others]]
