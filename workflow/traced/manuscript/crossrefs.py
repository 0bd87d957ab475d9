"""Cross-references: number the sections, figures and tables of a document, and write the numbers where they are named.

In the manuscript nobody types such a number. A heading, figure or table has a label, `[](#tbl:strategies){.ref}` names
it, and the reader sees "Table 1". Alternative texts move into their figures as well.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from traced.manuscript.pandoc import Document, DocumentError, Node, attributes, nodes_of, rebuild, text, words

NO_BREAK_SPACE = "\u00a0"
TABLE, FIGURE, SECTION = "Table", "Figure", "Section"

# The classes by which writers and style sheets know what was put in here.
NUMBER_CLASS = "section-number"
LABEL_CLASS = "caption-label"
REFERENCE_CLASS = "ref"
TABLE_CLASS = "table"
NOTE_CLASS = "note"
UNNUMBERED_CLASS = "unnumbered"
ALTERNATIVE_CLASS = "alternative"


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
    if node["t"] == "Figure" or (node["t"] == "Div" and TABLE_CLASS in node["c"][0][1]):
        spans = (span for span in nodes_of(node, "Span") if LABEL_CLASS in span["c"][0][1])
        return next(map(text, spans), "")
    return ""


def describe_figures(document: Document) -> Document:
    """Return the document with the words of each division of class `alternative` as alternative text of its figure.

    The template sets that text as a division, in which numbers keep their names. Raises `DocumentError` for one that
    names no figure of the document.
    """
    divisions = [d["c"] for d in nodes_of(document["blocks"], "Div") if ALTERNATIVE_CLASS in d["c"][0][1]]
    alternatives = {
        dict(attr[2]).get("figure", ""): " ".join(" ".join(map(text, blocks)).split()) for attr, blocks in divisions
    }
    figures = [figure["c"][0][0] for figure in nodes_of(document["blocks"], "Figure")]
    if missing := [name for name in alternatives if name not in figures]:
        raise DocumentError("\n".join(f"alternative text: there is no figure {name!r}" for name in missing))

    def change(node: Node) -> Node | list[Node]:
        match node:
            case {"t": "Div", "c": [[_, classes, _], _]} if ALTERNATIVE_CLASS in classes:
                return []
            case {"t": "Figure", "c": [[name, _, _], _, _] as content} if name in alternatives:
                return {"t": "Figure", "c": rebuild(content, lambda inner: _described(inner, alternatives[name]))}
        return node

    return {**document, "blocks": rebuild(document["blocks"], change)}


def _described(node: Node, alternative: str) -> Node:
    match node:
        case {"t": "Image", "c": [attr, _, target]}:
            return {"t": "Image", "c": [attr, words(alternative), target]}
    return node


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
        known = ", ".join(sorted(self._readings)) or "none"
        sentences = [
            f"label {label}: given twice: each label names one part" for label, n in self._labels.items() if n > 1
        ]
        sentences += [f"division {label}: no table in it: a table and its caption" for label in self._tableless]
        for label in self._unknown:
            problem = "the heading has no number: a numbered part"
            if label not in self._labels:
                problem = f"unknown label: one of {known}"
            sentences.append(f"reference to {label}: {problem}")
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
