"""Figure: the ways from North Korea to the destinations, by strategy (Table 1, page 71).

The table is read as a graph and laid out from left to right. A country stands in the column after the last country
from which it is reached; a country that no leg leaves is a destination and stands in the last column. A route runs in
a lane of its own. Where it has alternatives, its lane is shared between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, permutations
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon
from matplotlib.path import Path

from .style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    LINE,
    ORANGE,
    PLUM,
    RULE,
    SMALL,
    TEXT,
    VERMILION,
    WIDTH,
    Rows,
    height_of,
    no_data,
    paper,
    styled,
    width_of,
    words,
    wrapped,
)

# Strategies differ in colour and in dashes (lengths in line widths); after the last look the first comes again.
LOOKS: tuple[tuple[str, tuple[float, ...]], ...] = (
    (BLUE, ()),
    (VERMILION, (4.5, 1.4)),
    (GREEN, (5.0, 1.3, 1.0, 1.3)),
    (PLUM, (1.0, 1.1)),
    (INK, (9.0, 1.8)),
    (ORANGE, (3.0, 1.2, 1.0, 1.2, 1.0, 1.2)),
)
STROKE = 1.6  # points: every line alike, since nobody knows how many went which way
ARROW = 0.085  # inches: length of an arrow head
EDGE = 0.04  # inches to the edge of the figure
HEAD = 0.24  # inches for the words over the columns
PAD = 0.09  # inches between a box and its text
FEWEST = 0.5  # inches: the lowest lane
PORT = 0.2  # inches between two arrows into a destination
NAMES = 4  # up to so many participants are named at a strategy

Leg = Mapping[str, str]


@dataclass
class Route:
    """A route: its legs, and what stands where.

    places: for each column but the last, what the route shows there from top to bottom: a country, or, where it only
    passes by, the country it comes from after a sign
    """

    strategy: str
    name: str
    legs: list[Leg]
    places: list[list[str]] = field(default_factory=list)

    @property
    def lanes(self) -> int:
        return max((len(places) for places in self.places), default=1)


class Block(NamedTuple):
    """A box of the drawing: a country in a column, from the lower to the upper end."""

    country: str
    column: int
    bottom: float
    top: float


PASSING = ">"
