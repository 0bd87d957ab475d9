"""Plain text: the paper with one sentence a line, so that any program that compares texts shows what changed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from traced.manuscript.crossrefs import label_of
from traced.manuscript.document import body, front_matter
from traced.manuscript.pandoc import Document, Node, nodes_of, text

REFERENCE_CLASS = "csl-entry"
# A sentence ends with its mark, unless that closes an initial or an abbreviation, or a small letter follows.
END = re.compile(
    r"(?<![.\s(][A-Z]\.)(?<!\bpp\.)(?<!\bp\.)(?<!\bal\.)(?<!\bcf\.)(?<!\bvol\.)(?<!\bed\.)(?<!\beds\.)"
    r"(?:(?<=[.!?…])|(?<=[.!?…][”’\"')\]]))\s+(?=[“‘\"'(\[]?[A-Z0-9])"
)


def to_text(document: Document, tables: Collection[str]) -> str:
    """Return the paper as plain text, with an empty line between its blocks.

    tables: names of the tables whose cells stand in files of their own

    Headings begin with `#`. Above its caption a figure is `![Figure 1: alternative text](figures/NAME)`, and each of
    `tables` is `[Table 1](tables/NAME)`; every cell of another table is a block. Footnotes come last.
    """
    front = front_matter(document)
    content = list(body(document))
    blocks = [
        [f"# {front.title}"],
        *([f"{author.name} {author.affiliation}".strip()] for author in front.authors),
        [front.date],
        *([["# Abstract"], *paragraphs(list(front.abstract), tables)] if front.abstract else []),
        *([[f"Keywords: {'; '.join(front.keywords)}"]] if front.keywords else []),
        *paragraphs(content, tables),
    ]
    if notes := [block for note in nodes_of([*front.abstract, *content], "Note") for block in note["c"]]:
        blocks += [["# Notes"], *paragraphs(notes, tables)]
    return "\n\n".join("\n".join(filter(None, lines)) for lines in blocks if any(lines)) + "\n"


def paragraphs(tree: Any, tables: Collection[str]) -> Iterator[list[str]]:
    """Yield the lines of each block of a tree, in the order of the text; of an entry of the references, one line."""
    if isinstance(tree, list):
        for item in tree:
            yield from paragraphs(item, tables)
    if not isinstance(tree, dict):
        return
    match tree:
        case {"t": "Header", "c": [_, _, inlines]}:
            yield [f"# {one_line(inlines)}"]
        case {"t": "Para" | "Plain", "c": inlines}:
            yield sentences(one_line(inlines))
        case {"t": "LineBlock", "c": lines}:
            yield list(map(one_line, lines))
        case {"t": "CodeBlock", "c": [_, code]}:
            yield code.splitlines()
        case {"t": "DefinitionList", "c": items}:
            for term, definitions in items:
                yield [one_line(term)]
                yield from paragraphs(definitions, tables)
        case {"t": "Figure", "c": [_, [_, caption], blocks]}:
            yield [f"![{one_line(label_of(tree))}: {one_line(a)}]({source})" for a, source in images(blocks)]
            yield from paragraphs(caption, tables)
        case {"t": "Div", "c": [[_, classes, _], blocks]} if REFERENCE_CLASS in classes:
            yield [one_line(blocks)]
        case {"t": "Div", "c": [[identifier, _, _], blocks]} if identifier.removeprefix("tbl:") in tables:
            yield [f"[{one_line(label_of(tree))}](tables/{identifier.removeprefix('tbl:')})"]
            # A table is attributes, caption, and then its columns and cells.
            yield from paragraphs([block["c"][1] if block["t"] == "Table" else block for block in blocks], tables)
        case {"c": content}:
            yield from paragraphs(content, tables)


def one_line(tree: Any) -> str:
    """Return the words of a tree with one space between them."""
    return " ".join((tree if isinstance(tree, str) else text(tree)).split())


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph whose words are one space apart."""
    return END.split(paragraph)


def images(tree: list[Node]) -> list[tuple[list[Node], str]]:
    """Return the alternative text and the source of each picture."""
    return [(image["c"][1], image["c"][2][0]) for image in nodes_of(tree, "Image")]
