"""Layered drawings: boxes in rows, each below all that leads to it, joined by curves that keep clear of other boxes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import TypeAlias

Edge: TypeAlias = tuple[str, str]
Spot: TypeAlias = tuple[str, ...]

BOX = (112.0, 38.0)
GAP, DROP, MARGIN, BEND = 14.0, 34.0, 4.0, 12.0
SWEEPS = 24


@dataclass(frozen=True)
class Box:
    """A box of the drawing: its name and the place of its upper left corner."""

    name: str
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """A drawing of so many units: boxes of the size `BOX`, and for each edge the path of its curve as SVG has it."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    curves: Mapping[Edge, str]


def lay_out(ranks: Mapping[str, int], edges: Iterable[Edge]) -> Drawing:
    """Return the drawing of boxes in rows by rank. An edge over several rows gets a spot of its own in each of them.

    The order in a row is that of the neighbours in the rows above and below, by their mean, swept down and up.
    """
    paths = {edge: [(edge[0],), *between(edge, ranks), (edge[1],)] for edge in sorted(edges)}
    rows: list[list[Spot]] = [[] for _ in range(max(ranks.values()) + 1)]
    for name, rank in ranks.items():
        rows[rank].append((name,))
    for edge, path in paths.items():
        for step, spot in enumerate(path[1:-1], ranks[edge[0]] + 1):
            rows[step].append(spot)
    above: dict[Spot, list[Spot]] = {}
    below: dict[Spot, list[Spot]] = {}
    for path in paths.values():
        for upper, lower in pairwise(path):
            below.setdefault(upper, []).append(lower)
            above.setdefault(lower, []).append(upper)
    middle = {spot: x for row in rows for spot, x in zip(row, packed(row, [0.0] * len(row)), strict=True)}
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            near = above if sweep % 2 == 0 else below
            wish = {s: fmean([middle[n] for n in near[s]]) if s in near else middle[s] for s in row}
            row.sort(key=lambda spot: (wish[spot], spot))
            middle.update(zip(row, packed(row, [wish[spot] for spot in row]), strict=True))
    left = min(middle[spot] - width(spot) / 2 for spot in middle) - MARGIN
    right = max(middle[spot] + width(spot) / 2 for spot in middle) + MARGIN
    boxes = tuple(Box(name, middle[name,] - left - BOX[0] / 2, top(rank)) for name, rank in ranks.items())
    curves = {
        edge: curve([(middle[spot] - left, top(row)) for row, spot in enumerate(path, ranks[edge[0]])])
        for edge, path in paths.items()
    }
    return Drawing(right - left, top(len(rows) - 1) + BOX[1] + MARGIN, boxes, curves)


def between(edge: Edge, ranks: Mapping[str, int]) -> list[Spot]:
    """Return the spots of an edge in the rows between its ends."""
    return [(*edge, str(rank)) for rank in range(ranks[edge[0]] + 1, ranks[edge[1]])]


def width(spot: Spot) -> float:
    """Return the room that a box needs in its row, or the passage of a curve."""
    return BOX[0] if len(spot) == 1 else 0.0


def top(row: int) -> float:
    """Return the upper edge of a row."""
    return MARGIN + row * (BOX[1] + DROP)


def packed(row: Sequence[Spot], wish: Sequence[float]) -> list[float]:
    """Return the middles of a row's spots in their order: where they wish to be, but none upon another."""
    placed: list[float] = []
    for spot, wanted in zip(row, wish, strict=True):
        if placed:
            before = row[len(placed) - 1]
            wanted = max(wanted, placed[-1] + (width(before) + width(spot)) / 2 + GAP)
        placed.append(wanted)
    shift = fmean([w - p for w, p in zip(wish, placed, strict=True)]) if placed else 0.0
    return [x + shift for x in placed]


def curve(points: Sequence[tuple[float, float]]) -> str:
    """Return the path from the foot of the first box, straight down past the rows between, to the head of the last."""
    x, y = points[0]
    height = BOX[1]
    parts = [f"M{x:.1f} {y + height:.1f}"]
    for index, (to, upper) in enumerate(points[1:], 1):
        half = y + height + DROP / 2
        parts.append(f"C{x:.1f} {half:.1f} {to:.1f} {half:.1f} {to:.1f} {upper:.1f}")
        if index < len(points) - 1:
            parts.append(f"V{upper + height:.1f}")
        x, y = to, upper
    return "".join(parts)
