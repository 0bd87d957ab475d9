"""Annotations: a cited document in which every number says where it comes from, in comments or in an appendix."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

from .crossrefs import LABEL_CLASS, NO_BREAK_SPACE, TABLE_CLASS, UNNUMBERED_CLASS
from .pandoc import Document, Node, attributes, rebuild, styled, text
from .pdf import call
from .quantities import STATUS_MEANING
from .records import condensed
from .trail import Evidence, Trail, Trails
from .word import Comment, Line, Piece, anchored

NUMBER = "number"  # the attribute that names the number of a span
ABSTRACT = "abstract"  # the identifier of the division that holds it
APPENDIX = "Where the numbers come from"
UNPRINTED = "Numbers in alternative texts"
SPACE: Piece = ("", " ")
PAGE = f"p.{NO_BREAK_SPACE}"
LONGEST_LIST = 3  # rows that are told one by one; of more only their places are told


@dataclass(frozen=True)
class Place:
    """Where a document prints a number.

    position: its rank in the order of the text, from zero
    section: the heading above it; exhibit: the figure or table whose caption, cells or note it stands in, or nothing
    """

    position: int
    number: str
    section: str
    exhibit: str


Mark: TypeAlias = Callable[[Node, list[Place]], list[Node]]


def commented(document: Document, trails: Trails) -> tuple[Document, list[Comment]]:
    """Return the document with a comment anchored at each number, and the comments in their order.

    Numbers in the title, in headings, captions, tables and their notes have comments like those of the text. Footnotes
    have no room for them: their numbers have theirs at the mark of the note. Nor have alternative texts: numbers that
    stand there and nowhere else are listed at the end. Names, date and keywords are plain text, and have none.
    """
    comments: list[Comment] = []

    def mark(node: Node, places: list[Place]) -> list[Node]:
        first = len(comments)
        comments.extend(comment(trails.of(place.number)) for place in places)
        return anchored(range(first, len(comments)), [node])

    reader = _Reader(mark, whole_notes=True)
    title = {key: reader.read(value) for key, value in document["meta"].items() if key == "title"}
    blocks = reader.read(document["blocks"])
    note = "Annotated edition: every number has a comment with its value, definition, status, rows, rule and code."
    closing: list[Node] = []
    if rest := unprinted(trails, reader.places):
        known = [(strong(trails.of(name).value), Place(0, name, "", "")) for name in rest]
        because = "An alternative text has no room for comments. Of these numbers no other place is known:"
        closing = [heading(1, UNPRINTED), para(plain(because)), *(para(mark(node, [place])) for node, place in known)]
    opening = styled("Edition Note", [para(plain(note))])
    return {**document, "meta": document["meta"] | title, "blocks": [opening, *blocks, *closing]}, comments


def linked(document: Document, trails: Trails) -> Document:
    """Return the document with each number linked to its entry in an appendix, which links back to all its places.

    The title has no room for links, since it is what the file calls itself, nor have alternative texts: numbers that
    stand there and nowhere else have their entries at the end.
    """

    def mark(node: Node, places: list[Place]) -> list[Node]:
        for place in places:
            return call("traced-number", place.number, str(place.position), content=[node])
        return [node]

    reader = _Reader(mark, whole_notes=False)
    blocks = reader.read(document["blocks"])
    link = {"t": "Link", "c": [attributes(), plain(APPENDIX), [f"#{APPENDIX_LABEL}", ""]]}
    note = [
        *plain("Annotated edition: every number links to its entry in "),
        link,
        *plain(", and each entry links back."),
    ]
    opening = call("edition-note", content=[para(note)], block=True)
    return {**document, "blocks": [*opening, *blocks, *appendix(reader.places, trails)]}


APPENDIX_LABEL = "numbers"


def appendix(places: list[Place], trails: Trails) -> list[Node]:
    """Return the appendix: what the statuses mean, and the entries in the order of the text, section by section."""
    by_number: dict[str, list[Place]] = {}
    for place in places:
        by_number.setdefault(place.number, []).append(place)
    rest = unprinted(trails, places)
    listed = {*by_number, *rest}
    sections = [
        {"title": title, "entries": [entry(trails.of(found[0].number), found, listed) for found in group]}
        for title, group in groupby(by_number.values(), key=lambda found: found[0].section)
    ]
    if rest:
        sections.append({"title": UNPRINTED, "entries": [entry(trails.of(name), [], listed) for name in rest]})
    counts = Counter(trails.rows[name]["status"] for name in listed)
    opening = (
        "The entries stand in the order in which the text first prints their numbers; the pages at the end of an entry"
        " lead back. In a row, the cell that holds the value is bold. The status says how a number is known:"
    )
    statuses = [
        [para([strong(status), *plain(f": {meaning} ({counts[status]} of these numbers)")])]
        for status, meaning in trails.voice.texts(STATUS_MEANING).items()
        if counts[status]
    ]
    front = [heading(1, APPENDIX, APPENDIX_LABEL), para(plain(opening)), {"t": "BulletList", "c": statuses}]
    entries = call("traced-entries", json.dumps(sections, ensure_ascii=False), block=True)
    return call("traced-appendix", content=[*front, *entries], block=True)


def entry(trail: Trail, places: list[Place], listed: set[str]) -> dict[str, Any]:
    """Return the entry of a number as the template reads it; the numbers that it names are links if they are listed."""
    lines = [
        head(trail),
        [*definition(trail), SPACE, *labelled("Status", ("", f"{trail.status}. ")), *article(trail)],
        *rows(trail),
        *([computed_from(trail)] if trail.of else []),
        rule(trail),
        *([] if places else [labelled("Used at", ("code", ", ".join(trail.used)))]),
    ]
    bare = [
        [("code", said) if kind == "number" and said not in listed else (kind, said) for kind, said in line]
        for line in lines
    ]
    return {"name": trail.name, "lines": bare, "places": [[str(p.position), p.exhibit] for p in places]}


def comment(trail: Trail) -> Comment:
    """Return what a comment tells of a number: a paragraph for each thing told."""
    return [
        head(trail),
        definition(trail),
        labelled("Status", ("strong", trail.status), ("", f", {trail.meaning}.")),
        article(trail),
        *rows(trail),
        *([computed_from(trail)] if trail.of else []),
        rule(trail),
    ]


def head(trail: Trail) -> Line:
    """Return the value of a number, and its name."""
    return [("strong", trail.value), SPACE, ("code", trail.name)]


def definition(trail: Trail) -> Line:
    """Return the definition as a sentence."""
    return [("", f"{trail.definition[:1].upper()}{trail.definition[1:].rstrip('.')}.")]


def article(trail: Trail) -> Line:
    """Return what the article printed for a number, and how that compares."""
    if not trail.published:
        return labelled("Article", ("", "prints no such number."))
    printed, page, verdict = (trail.published[key] for key in ("text", "page", "verdict"))
    return labelled("Article", ("", f"“{printed}”, {PAGE}{page}: {verdict}."))


def rows(trail: Trail) -> Iterator[Line]:
    """Yield the rows behind a number: what each says if they are few, and else where they stand."""
    if len(trail.evidence) <= LONGEST_LIST:
        yield from (labelled("Row", *row_in_full(row, trail.definition)) for row in trail.evidence)
        return
    for file, found in condensed(row.id for row in trail.evidence).items():
        kind = "lines" if found[0].isdecimal() else "cells"
        yield labelled("Rows", ("code", file), ("", f", {kind} {found}."))


def row_in_full(row: Evidence, known: str) -> Line:
    """Return what a row says, with the cells that hold its value in bold, and without what is known of it already."""
    said = [
        [("strong" if column in row.used else "", f"{column} {cell}")]
        for column, cell in row.told()
        if cell.rstrip(".") != known
    ]
    return [("code", row.id), ("", ": "), *listing(said), ("", f" ({row.known().replace('p. ', PAGE)}).")]


def computed_from(trail: Trail) -> Line:
    """Return the other numbers that a number was computed from, large families of them in short."""
    families = [list(names) for _, names in groupby(trail.of, key=lambda name: name.rpartition(".")[0])]
    named = [
        item
        for names in families
        for item in ([[("number", name)] for name in names] if len(names) <= LONGEST_LIST else [family(names)])
    ]
    return [*labelled("Computed from", *listing(named)), ("", ".")]


def family(names: list[str]) -> Line:
    """Return numbers whose names differ in their last part, in short."""
    last = names[-1].rpartition(".")[2]
    return [("number", names[0]), ("", " to "), ("code", last), ("", f" ({len(names)} numbers)")]


def rule(trail: Trail) -> Line:
    """Return the rule that made a number, and where its function stands."""
    return labelled("Rule", ("", f"{trail.rule}, "), ("code", trail.code), ("", "."))


def unprinted(trails: Trails, places: list[Place]) -> list[str]:
    """Return the numbers that the manuscript uses, but at no place that can be marked."""
    marked = {place.number for place in places}
    return [name for name, row in trails.rows.items() if row["used"] and name not in marked]


def labelled(label: str, *said: Piece) -> Line:
    """Return a line that says first what it tells of."""
    return [("emph", label), SPACE, *said]


def listing(items: list[Line]) -> Line:
    """Return items with commas between them."""
    return [piece for number, item in enumerate(items) for piece in ([("", ", ")] if number else []) + item]


def plain(said: str) -> list[Node]:
    """Return text as inlines."""
    return [{"t": "Str", "c": said}]


def strong(said: str) -> Node:
    """Return text in bold."""
    return {"t": "Strong", "c": plain(said)}


def para(inlines: list[Node]) -> Node:
    """Return a paragraph."""
    return {"t": "Para", "c": inlines}


def heading(level: int, said: str, identifier: str = "") -> Node:
    """Return a heading without number."""
    return {"t": "Header", "c": [level, attributes(identifier, [UNNUMBERED_CLASS]), plain(said)]}


class _Reader:
    """Reads a document in the order of its text, and puts what `mark` makes of each number in its place.

    whole_notes: mark a footnote as a whole, with the places of all numbers in it
    """

    def __init__(self, mark: Mark, *, whole_notes: bool) -> None:
        self._mark = mark
        self._whole_notes = whole_notes
        self._section = "Beginning"
        self._exhibit = ""
        self.places: list[Place] = []

    def read(self, tree: Any) -> Any:
        """Return a copy of the tree with its numbers marked."""
        if isinstance(tree, dict):
            return {key: self.read(value) for key, value in tree.items()}
        if not isinstance(tree, list):
            return tree
        copy: list[Any] = []
        for item in tree:
            copy.extend(self._node(item) if isinstance(item, dict) and "t" in item else [self.read(item)])
        return copy

    def _node(self, node: Node) -> list[Node]:
        if not isinstance(node.get("c"), list):  # a word, or the space between two
            return [node]
        match node:
            case {"t": "Image"}:  # its words are an alternative text
                return [node]
            case {"t": "Span", "c": [[_, _, pairs], _]} if NUMBER in dict(pairs):
                return self._mark(node, [self._place(dict(pairs)[NUMBER])])
            case {"t": "Note", "c": blocks} if self._whole_notes:
                return self._mark(node, [self._place(name) for name in numbers_in(blocks)])
            case {"t": "Header", "c": [_, _, inlines]}:
                self._section = text(inlines)
            case {"t": "Div", "c": [[identifier, *_], _]} if identifier == ABSTRACT:
                self._section = ABSTRACT.capitalize()
        label = exhibit(node)
        self._exhibit = label or self._exhibit
        copy: Node = self.read(node)
        self._exhibit = "" if label else self._exhibit
        return [copy]

    def _place(self, number: str) -> Place:
        place = Place(len(self.places), number, self._section, self._exhibit)
        self.places.append(place)
        return place


def exhibit(node: Node) -> str:
    """Return what a figure or table is called, "Table 2", and nothing for other nodes."""
    labels: list[str] = []

    def note(inner: Node) -> Node:
        if inner["t"] == "Span" and LABEL_CLASS in inner["c"][0][1]:
            labels.append(text(inner))
        return inner

    if node["t"] == "Figure" or (node["t"] == "Div" and TABLE_CLASS in node["c"][0][1]):
        rebuild([node], note)
    return "".join(labels[:1])


def numbers_in(tree: Any) -> list[str]:
    """Return the names of the numbers that a tree prints, in the order of the text."""
    reader = _Reader(lambda node, _: [node], whole_notes=False)
    reader.read(tree)
    return [place.number for place in reader.places]
