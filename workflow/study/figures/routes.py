"""Figure: the ways from North Korea to the destinations, by strategy (Table 1, page 71)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon
from matplotlib.path import Path

from .lanes import Block, Layout, Leg, Route, layout
from .style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    LINE,
    PLUM,
    RULE,
    SHADE,
    SMALL,
    TEXT,
    UMBER,
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
    (GREEN, (6.0, 1.3, 1.1, 1.3)),
    (PLUM, (1.1, 1.1)),
    (INK, (10.0, 2.0)),
    (UMBER, (3.0, 1.2, 1.0, 1.2, 1.0, 1.2)),
)
STROKE = 1.5  # points: every line alike, since nobody knows how many people went which way
NAMES = 4  # up to so many participants are named at a strategy

# Inches
ARROW = 0.085  # length of an arrow head
EDGE = 0.04  # free paper around the drawing
HEAD = 0.22  # for the words over the columns
BOX = 0.62  # up to here the name of a country stands on one line
PAD = 0.09  # between a box and its text
INSET = 0.05  # between a box and the edge of its lanes
AIR = 0.05  # between a line and what is written at it
PORT = 0.2  # between two arrows into a destination
TURN = 0.4  # a line that changes its height in a gap does so at its end
GAPS = (1.75, 1.0, 1.2)  # shares of the paper: the first gap between columns, those in the middle, the last
NARROWEST = 0.5  # the narrowest gap


@dataclass(frozen=True)
class Plan:
    """The drawing before it is drawn: the layout and its measures in inches from the lower left corner.

    left, right: the ends of each column
    lane: the height of a lane; base: where the lowest begins
    ports: where the legs arrive at the destinations
    """

    layout: Layout
    labels: dict[str, list[str]]
    left: list[float]
    right: list[float]
    lane: float
    base: float
    height: float
    destinations: list[Block]
    ports: dict[tuple[str, Leg], float]

    def y(self, route: Route, country: str, column: int | None = None) -> float:
        """Return the height of a route at a country or, in a column further right, of its line from there."""
        return self.base + self.lane * self.layout.height(route, country, column)


@styled()
def draw(rows: Rows) -> Figure:
    """Draw each route as a line from country to country, in the colour and the dashes of its strategy.

    Columns: `strategy`, `strategy_label`, `route`, `route_label`, `leg`, `from`, `to`, `from_label`, `to_label`,
    `via_note`, `participants`; a row is a leg, and rows of one route with the same leg number are alternatives. The
    name of a strategy stands at its first leg, with the participants coded with it; a note stands at its leg. All
    lines are equally wide, because the article gives no number of people on a route.
    """
    rows = [row for row in rows if row.get("from") and row.get("to") and row["from"] != row["to"]]
    if not rows:
        return no_data("no route is recorded")
    plan = _plan(rows)
    figure = Figure(figsize=(WIDTH, plan.height))
    axes = paper(figure)
    looks = {route.strategy: None for route in plan.layout.routes}
    for number, strategy in enumerate(looks):
        color, dashes = LOOKS[number % len(LOOKS)]
    return figure
