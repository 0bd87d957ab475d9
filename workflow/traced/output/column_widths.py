"""Column widths of tables on pages of a fixed width."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from traced.manuscript.pandoc import Node, text

# In characters of the text: no column counts as longer than this, and each has this much room besides.
LONGEST = 60
PADDING = 6
HEADING_LINES = 3


def with_widths(table: Node) -> Node:
    """Return the table with its columns as wide, in proportion, as the longest of their cells.

    A heading may take several lines, so it counts as a part of its length. The dashes in the Markdown are ignored.
    """
    attr, caption, columns, head, bodies, foot = table["c"]
    lengths = [1] * len(columns)
    for is_heading, cells in _rows(head, bodies, foot):
        for position, cell in enumerate(cells[: len(columns)]):
            plain = text(cell[-1])
            lengths[position] = max(lengths[position], len(plain) // HEADING_LINES if is_heading else len(plain))
    shares = [min(length, LONGEST) + PADDING for length in lengths]
    widths = [{"t": "ColWidth", "c": share / sum(shares)} for share in shares]
    sized = [[alignment, width] for (alignment, _), width in zip(columns, widths, strict=True)]
    return {"t": "Table", "c": [attr, caption, sized, head, bodies, foot]}


def _rows(head: Any, bodies: Any, foot: Any) -> Iterator[tuple[bool, list[Any]]]:
    """Yield the cells of each row, from the head down, and whether it is a heading."""
    below = [*(row for _, _, above, rows in bodies for row in [*above, *rows]), *foot[1]]
    yield from ((True, cells) for _, cells in head[1])
    yield from ((False, cells) for _, cells in below)
