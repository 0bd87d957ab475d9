"""Annotations: a comment for each number of a cited document, which says where the number comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from traced.audit.trail import Evidence, Trail, Trails
from traced.core.record import ranges_by_file
from traced.manuscript.crossrefs import NO_BREAK_SPACE, UNNUMBERED_CLASS
from traced.manuscript.pandoc import Document, Node, attributes, styled, words
from traced.output.word import Comment, CommentLine, Piece, anchored

NUMBER = "number"  # the attribute that names the number of a span
EDITION_NOTE = "Annotated edition: every number has a comment with its value, definition, status, rows, rule and code."
UNPRINTED = "Numbers in alternative texts"
WHY_UNPRINTED = "An alternative text has no room for comments. Of these numbers no other place is known:"
SPACE: Piece = ("", " ")
PAGE = f"p.{NO_BREAK_SPACE}"
LONGEST_LIST = 3  # rows or numbers that are listed one by one; longer lists are shortened


def commented(document: Document, trails: Trails) -> tuple[Document, list[Comment]]:
    """Return the document with a comment anchored at each number, and the comments in the order of the text.

    Numbers in the title, in headings, captions, tables and their notes have comments like those of the text. Word
    allows no comments in footnotes, so theirs stand at the mark of the note, nor in alternative texts: numbers that
    occur nowhere else are listed at the end. Authors, date and keywords are plain text and have no comments.
    """
    comments: list[Comment] = []
    printed: set[str] = set()

    def annotate(node: Node, names: list[str]) -> list[Node]:
        first = len(comments)
        comments.extend(comment(trails.number_trail(name), trails.voice.label) for name in names)
        printed.update(names)
        return anchored(range(first, len(comments)), [node])

    meta = {key: with_marks(value, annotate) if key == "title" else value for key, value in document["meta"].items()}
    blocks = with_marks(document["blocks"], annotate)
    closing: list[Node] = []
    if rest := [name for name, row in trails.rows.items() if row["used"] and name not in printed]:
        heading = {"t": "Header", "c": [1, attributes("", [UNNUMBERED_CLASS]), words(UNPRINTED)]}
        values = ({"t": "Strong", "c": words(trails.number_trail(name).value)} for name in rest)
        listed = [paragraph(annotate(value, [name])) for name, value in zip(rest, values, strict=True)]
        closing = [heading, paragraph(words(WHY_UNPRINTED)), *listed]
    opening = styled("Edition Note", [paragraph(words(EDITION_NOTE))])
    return {**document, "meta": meta, "blocks": [opening, *blocks, *closing]}, comments


def with_marks(tree: Any, mark: Callable[[Node, list[str]], list[Node]]) -> Any:
    """Return a copy of the tree in which `mark` replaces each number and each footnote.

    mark: takes a node and the names of the numbers that it prints, in the order of the text; returns nodes
    """
    if isinstance(tree, dict):
        return {key: with_marks(value, mark) for key, value in tree.items()}
    if not isinstance(tree, list):
        return tree
    copy: list[Any] = []
    for item in tree:
        match item:
            case {"t": "Image"}:  # its words are an alternative text
                copy.append(item)
            case {"t": "Span", "c": [[_, _, pairs], _]} if NUMBER in dict(pairs):
                copy.extend(mark(item, [dict(pairs)[NUMBER]]))
            case {"t": "Note", "c": blocks}:
                copy.extend(mark(item, numbers_in(blocks)))
            case _:
                copy.append(with_marks(item, mark))
    return copy


def numbers_in(tree: Any) -> list[str]:
    """Return the names of the numbers that a tree prints, in the order of the text."""
    printed: list[str] = []

    def collect(node: Node, names: list[str]) -> list[Node]:
        printed.extend(names)
        return [node]

    with_marks(tree, collect)
    return printed


def comment(trail: Trail, work: str) -> Comment:
    """Return the comment on a number, a paragraph for each fact.

    work: the label of what the replicated work printed
    """
    return [
        [("strong", trail.value), SPACE, ("code", trail.name)],
        [("", f"{trail.definition[:1].upper()}{trail.definition[1:].rstrip('.')}.")],
        labelled("Status", ("strong", trail.status), ("", f", {trail.meaning}.")),
        labelled(work, ("", printed(trail))),
        *rows(trail),
        *([computed_from(trail)] if trail.of else []),
        labelled("Rule", ("", f"{trail.rule}, "), ("code", trail.code), ("", ".")),
    ]


def printed(trail: Trail) -> str:
    """Return what the replicated work printed for a number, with the verdict."""
    if not trail.published:
        return "prints no such number."
    return "“{text}”, {p}{page}: {verdict}.".format(**trail.published, p=PAGE)


def rows(trail: Trail) -> Iterator[CommentLine]:
    """Yield the rows behind a number: in full if they are few, else the lines of each file."""
    if len(trail.evidence) <= LONGEST_LIST:
        yield from (labelled("Row", *row_in_full(row, trail.definition)) for row in trail.evidence)
        return
    for file, ranges in ranges_by_file(row.id for row in trail.evidence).items():
        kind = "lines" if ranges[0].isdecimal() else "cells"
        yield labelled("Rows", ("code", file), ("", f", {kind} {ranges}."))


def row_in_full(row: Evidence, definition: str) -> CommentLine:
    """Return the cells of a row, those that hold its value in bold, without a cell that repeats the definition."""
    cells = [
        [("strong" if column in row.used else "", f"{column} {cell}")]
        for column, cell in row.filled_cells()
        if cell.rstrip(".") != definition
    ]
    return [("code", row.id), ("", ": "), *listing(cells), ("", f" ({row.basis_and_page().replace('p. ', PAGE)}).")]


def computed_from(trail: Trail) -> CommentLine:
    """Return the other numbers that a number was computed from; of a large family, the first and the last."""
    items: list[CommentLine] = []
    for _, family in groupby(trail.of, key=lambda name: name.rpartition(".")[0]):
        names = list(family)
        if len(names) <= LONGEST_LIST:
            items += [[("code", name)] for name in names]
        else:
            last = names[-1].rpartition(".")[2]
            items.append([("code", names[0]), ("", " to "), ("code", last), ("", f" ({len(names)} numbers)")])
    return [*labelled("Computed from", *listing(items)), ("", ".")]


def labelled(label: str, *pieces: Piece) -> CommentLine:
    """Return a line that begins with its label in italics."""
    return [("emph", label), SPACE, *pieces]


def listing(items: Iterable[CommentLine]) -> CommentLine:
    """Return items with commas between them."""
    return [piece for number, item in enumerate(items) for piece in ([("", ", ")] if number else []) + item]


def paragraph(inlines: list[Node]) -> Node:
    return {"t": "Para", "c": inlines}
