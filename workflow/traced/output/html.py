"""HTML: a cited document as one page that needs nothing beside it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from traced.manuscript.crossrefs import TABLE_CLASS
from traced.manuscript.document import FrontMatter, body, front_matter
from traced.manuscript.pandoc import Document, DocumentError, Node, attributes, convert, raw, rebuild, text, with_meta

PICTURE_SUFFIX = ".svg"


def to_html(document: Document, resources: Path, template: Path, styles: Iterable[Path]) -> bytes:
    """Return the document as one HTML page, its style sheets and pictures inside.

    resources: the folder of a figure named `figures/entries`, which has its `figures/entries.svg`
    template: the page in pandoc's template language; it finds the style sheets in `$style$`

    A picture goes in as an image, not as drawing elements: the ids of several drawings on one page would clash. A table
    becomes a figure; tables and pictures stand in boxes that scroll sideways on a narrow screen.
    """
    front = front_matter(document)
    blocks = rebuild(rebuild(body(document), _embedder(resources)), _boxed)
    page = with_meta({**document, "blocks": blocks}, _metadata(front))
    layout = ["--to=html5", "--wrap=none", "--section-divs", "--shift-heading-level-by=1", "--toc", "--toc-depth=4"]
    sheet = "\n".join(style.read_text(encoding="utf-8").strip() for style in styles)
    return convert(page, [*layout, f"--template={template.resolve()}", f"--variable=style={sheet}"], front.clock)


def fragment(document: Document, resources: Path, shift: int) -> str:
    """Return the blocks of a document as HTML for another page, with tables and pictures as in `to_html`.

    shift: by how many levels its headings go down
    """
    blocks = rebuild(rebuild(document["blocks"], _embedder(resources)), _boxed)
    layout = ["--to=html5", "--wrap=none", "--section-divs", f"--shift-heading-level-by={shift}"]
    return convert({**document, "blocks": blocks, "meta": {}}, layout).decode()


def _metadata(front: FrontMatter) -> dict[str, Node | None]:
    return {
        "pagetitle": {"t": "MetaString", "c": front.title},
        "date": {"t": "MetaString", "c": front.date},
        "date-iso": {"t": "MetaString", "c": front.published.isoformat()},
        "abstract": {"t": "MetaBlocks", "c": list(front.abstract)} if front.abstract else None,
    }


def _embedder(resources: Path) -> Callable[[Node], Node]:
    """Return the change that puts the file of each picture into the page."""

    def embed(node: Node) -> Node:
        match node:
            case {"t": "Image", "c": [attr, alternative, [source, title]]}:
                path = resources / f"{source}{PICTURE_SUFFIX}"
                try:
                    content = b64encode(path.read_bytes()).decode("ascii")
                except OSError as error:
                    raise DocumentError(f"picture {source}: cannot read {path}: {error.strerror}") from error
                address = f"data:image/svg+xml;base64,{content}"
                return {"t": "Image", "c": [attr, alternative, [address, title]]}
        return node

    return embed


def _boxed(node: Node) -> Node | list[Node]:
    """Return a division of class `table` as a figure: caption, the table in a box that scrolls, note.

    Of a figure with a picture, the picture goes into such a box, called after the opening of its caption: "Figure 1".
    """
    match node:
        case {"t": "Figure", "c": [attr, [_, caption] as captions, blocks]}:
            called = f"Drawing: {text(caption).partition('.')[0]}"
            box = attributes(classes=["scroll"], role="region", tabindex="0", aria_label=called)
            return {"t": "Figure", "c": [attr, captions, [{"t": "Div", "c": [box, blocks]}]]}
        case {"t": "Div", "c": [[identifier, classes, _], blocks]} if TABLE_CLASS in classes:
            caption_id = f"{identifier}-caption"
            inner = [part for block in blocks for part in _captioned(block, caption_id)]
            opening = f'<figure id="{identifier}" class="{TABLE_CLASS}">'
            return [raw("html", opening, block=True), *inner, raw("html", "</figure>", block=True)]
    return node


def _captioned(block: Node, caption_id: str) -> list[Node]:
    if block["t"] != "Table":
        return [block]
    _, (short, caption), columns, head, bodies, foot = block["c"]
    attr = attributes(aria_labelledby=caption_id)
    table = [attr, [short, []], columns, _scoped(head), [_headed(part) for part in bodies], foot]
    box = attributes(classes=["scroll"], role="region", tabindex="0", aria_labelledby=caption_id)
    return [
        raw("html", f'<figcaption id="{caption_id}">', block=True),
        *caption,
        raw("html", "</figcaption>", block=True),
        {"t": "Div", "c": [box, [{"t": "Table", "c": table}]]},
    ]


def _scoped(head: list[Any]) -> list[Any]:
    attr, rows = head
    return [attr, [[row_attr, [_with_scope(cell, "col") for cell in cells]] for row_attr, cells in rows]]


def _headed(part: list[Any]) -> list[Any]:
    """Return a part of a table whose first column heads the rows, unless a row has nothing there."""
    attr, _, above, rows = part
    if not all(cells and text(cells[0][-1]) for _, cells in rows):
        return part
    return [attr, 1, above, [[row, [_with_scope(cells[0], "row"), *cells[1:]]] for row, cells in rows]]


def _with_scope(cell: list[Any], scope: str) -> list[Any]:
    return [attributes(scope=scope), *cell[1:]]
