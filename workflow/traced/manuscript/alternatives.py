"""Alternative texts: what stands for a figure where it cannot be seen, moved into the figure as plain words.

The template sets an alternative text as a division beside its figure, in which numbers keep their names.
"""

from __future__ import annotations

from traced.manuscript.pandoc import Document, DocumentError, Node, rebuild, text, words

ALTERNATIVE_CLASS = "alternative"


def take_in(document: Document) -> Document:
    """Return the document with each division of class `alternative` made the text of the picture that it names.

    Raises `DocumentError` for one that names no figure of the document.
    """
    found: dict[str, str] = {}

    def collect(node: Node) -> Node | list[Node]:
        match node:
            case {"t": "Div", "c": [[_, classes, pairs], blocks]} if ALTERNATIVE_CLASS in classes:
                found[dict(pairs).get("figure", "")] = " ".join(" ".join(map(text, blocks)).split())
                return []
        return node

    def describe(node: Node) -> Node:
        match node:
            case {"t": "Figure", "c": [[identifier, _, _], _, _] as content} if identifier in found:
                alternative = found.pop(identifier)
                return {"t": "Figure", "c": rebuild(content, lambda inner: _described(inner, alternative))}
        return node

    blocks = rebuild(rebuild(document["blocks"], collect), describe)
    if found:
        raise DocumentError("\n".join(f"alternative text: there is no figure {name!r}" for name in found))
    return {**document, "blocks": blocks}


def _described(node: Node, alternative: str) -> Node:
    """Return an image with its alternative text, which is what its content means, and any other node as it is."""
    match node:
        case {"t": "Image", "c": [attr, _, target]}:
            return {"t": "Image", "c": [attr, words(alternative), target]}
    return node
