"""Figure: the ways from North Korea to the destinations, by strategy (Table 1, page 71)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon
from matplotlib.path import Path

from .lanes import Layout, Leg, Route, layout
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
    place,
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
SHORTEST = 0.6  # lines of a note are not shorter than this, even if they lie over a line that turns
NARROWEST = 0.5  # the narrowest gap


CLEAR = {"facecolor": "white", "linewidth": 0, "pad": 0.5}  # under a text that may lie over a line


@dataclass(frozen=True)
class Strategy:
    """What the routes of a strategy share: the name and the participants, in lines, and the look."""

    routes: list[Route]
    title: list[str]
    below: list[str]
    color: str
    dashes: tuple[float, ...]

    @property
    def between(self) -> bool:
        """Tell whether the words stand between two lines; else they stand above and below one."""
        return len(self.routes) > 1 and self.routes[0].start == self.routes[1].start


@dataclass(frozen=True)
class Plan:
    """The measures of the drawing, in inches from its lower left corner.

    left, right: the ends of each column
    lanes: where each lane begins, from the lowest upwards, and where the highest ends
    destinations: the lower and the upper end of the boxes in the last column
    ports: where the legs arrive there
    """

    layout: Layout
    names: dict[str, list[str]]
    strategies: list[Strategy]
    left: list[float]
    right: list[float]
    lanes: list[float]
    height: float
    destinations: dict[str, tuple[float, float]]
    ports: dict[tuple[str, Leg], float]

    def y(self, route: Route, country: str, column: int | None = None) -> float:
        """Return the height of a route at a country or, in a column further right, of its line from there."""
        if self.layout.columns[country] == self.layout.last:
            return sum(self.destinations[country]) / 2
        return self.inches(self.layout.height(route, country, column))

    def inches(self, lanes: float) -> float:
        """Return a height that is counted in lanes."""
        whole = min(int(lanes), len(self.lanes) - 2)
        return self.lanes[whole] + (lanes - whole) * (self.lanes[whole + 1] - self.lanes[whole])


@styled()
def draw(rows: Rows) -> Figure:
    """Draw each route as a line from country to country, in the colour and the dashes of its strategy.

    Columns: `strategy`, `strategy_label`, `route`, `route_label`, `leg`, `from`, `to`, `from_label`, `to_label`,
    `via_note`, `strategy_participants`; a row is a leg, and rows of one route with the same leg number are
    alternatives. The name of a strategy stands at its first leg, with the participants coded with it; a note stands at
    its leg. All lines are equally wide, because the article gives no number of people on a route.
    """
    rows = [row for row in rows if row.get("from") and row.get("to") and row["from"] != row["to"]]
    if not rows:
        return no_data("no route is recorded")
    plan = _plan(rows)
    figure = Figure(figsize=(WIDTH, plan.height))
    axes = paper(figure)
    for strategy in plan.strategies:
        for route in strategy.routes:
            for leg in route.legs:
                _line(axes, plan, strategy, route, leg)
            for country, note in _notes(route, plan.names).items():
                if country != route.start:
                    lines = wrapped(note, _straight(plan.layout, plan.left, plan.right, route, country), SMALL)
                    _write(axes, plan, route, country, lines, GREY, above=True)
        _words(axes, plan, strategy)
    for block in plan.layout.blocks():
        _box(axes, plan, block.country, plan.inches(block.bottom), plan.inches(block.top))
    for country, (bottom, top) in plan.destinations.items():
        _box(axes, plan, country, bottom, top)
    last = plan.layout.last
    for word, first, final in (("origin", 0, 0), ("transit", 1, last - 1), ("destination", last, last)):
        if first <= final:
            middle = (plan.left[first] + plan.right[final]) / 2
            axes.text(middle, plan.height - EDGE, word, ha="center", va="top", color=GREY, fontsize=SMALL)
    return figure


def _plan(rows: Rows) -> Plan:
    """Measure all words and return the plan that has room for them."""
    sketch = layout(
        (strategy, row.get("route") or strategy, Leg(row["from"], row["to"], row.get("via_note") or ""))
        for row in rows
        for strategy in [row.get("strategy") or "strategy not named"]
    )
    names = {
        row[end]: wrapped(row.get(f"{end}_label") or place(row[end]), BOX, TEXT)
        for row in rows
        for end in ("from", "to")
    }
    left, right = _columns(sketch, names)

    strategies = []
    for number, code in enumerate(dict.fromkeys(route.strategy for route in sketch.routes)):
        routes = [route for route in sketch.routes if route.strategy == code]
        of_it = [row for row in rows if (row.get("strategy") or "strategy not named") == code]
        room = min(_straight(sketch, left, right, route, route.start) for route in routes)
        label = next((row["strategy_label"] for row in of_it if row.get("strategy_label")), words(code))
        people = [name.strip() for row in of_it for name in (row.get("strategy_participants") or "").split(";")]
        notes = [_notes(route, names).get(route.start, "") for route in routes]
        below = [line for text in dict.fromkeys([_listed(people), *notes]) for line in wrapped(text, room, SMALL)]
        strategies.append(Strategy(routes, wrapped(label, room, TEXT), below, *LOOKS[number % len(LOOKS)]))

    tallest = max(height_of(len(lines), TEXT) for lines in names.values()) + 2 * PAD + 2 * INSET
    bands = {route.name: tallest * route.lanes for route in sketch.routes}
    for strategy in strategies:
        over, under = height_of(len(strategy.title), TEXT), height_of(len(strategy.below), SMALL)
        for route in strategy.routes[: 2 if strategy.between else 1]:
            needed = over + under + 3 * AIR if strategy.between else 2 * max(over, under) + 4 * AIR
            bands[route.name] = max(bands[route.name], needed)
    for route in sketch.routes:
        for country, note in _notes(route, names).items():
            lines = wrapped(note, _straight(sketch, left, right, route, country), SMALL)
            bands[route.name] = max(bands[route.name], 2 * height_of(len(lines), SMALL) + 3 * AIR)

    arrivals = sketch.arrivals()
    sizes = {
        country: max((len(legs) - 1) * PORT, height_of(len(names[country]), TEXT)) + 2 * PAD
        for country, legs in arrivals.items()
    }
    needed = sum(sizes.values()) + (len(sizes) - 1) * 2 * INSET
    high = max(sum(bands.values()), needed)
    between = (high - sum(sizes.values())) / len(sizes)
    top = EDGE + high - between / 2
    destinations, ports = {}, {}
    for country, legs in arrivals.items():
        destinations[country] = (top - sizes[country], top)
        for number, (_, route, leg) in enumerate(legs):
            ports[route.name, leg] = top - sizes[country] / 2 + ((len(legs) - 1) / 2 - number) * PORT
        top -= sizes[country] + between
    lanes = [EDGE + (high - sum(bands.values())) / 2]
    for route in reversed(sketch.routes):
        lanes += [lanes[-1] + bands[route.name] * lane / route.lanes for lane in range(1, route.lanes + 1)]
    height = EDGE + high + HEAD
    return Plan(sketch, names, strategies, left, right, lanes, height, destinations, ports)


def _columns(sketch: Layout, names: dict[str, list[str]]) -> tuple[list[float], list[float]]:
    """Return the left and the right end of each column; what the boxes leave free goes to the gaps between them."""
    widths = [0.0] * (sketch.last + 1)
    for country, column in sketch.columns.items():
        widths[column] = max(widths[column], *(width_of(line, TEXT) + 2 * PAD for line in names[country]))
    shares = [GAPS[0], *[GAPS[1]] * (sketch.last - 2), *GAPS[2:]][: sketch.last]
    free = max(WIDTH - 2 * EDGE - sum(widths), NARROWEST * sketch.last)
    left, right = [EDGE], []
    for width, share in zip(widths, [*shares, 0.0], strict=True):
        right.append(left[-1] + width)
        left.append(right[-1] + free * share / sum(shares))
    return left, right


def _straight(sketch: Layout, left: list[float], right: list[float], route: Route, country: str) -> float:
    """Return how far there is room for words at the line of a route that leaves a country, before it turns or ends."""
    start = sketch.columns[country]
    if start == sketch.last:
        return right[start] - left[start]
    height = sketch.height(route, country)
    legs = [leg for leg in route.legs if leg.source == country and sketch.columns[leg.target] > start]
    column = start + 1
    while column < sketch.last and all(
        sketch.columns[leg.target] > column and sketch.height(route, country, column) == height for leg in legs
    ):
        column += 1
    turns = column == sketch.last or any(
        sketch.height(route, *((leg.target,) if sketch.columns[leg.target] == column else (country, column))) != height
        for leg in legs
    )
    return max(left[column] - right[start] - ARROW - 2 * AIR - (TURN if turns else 0), SHORTEST)


def _listed(people: Sequence[str]) -> str:
    """Return the names once each; of many, the first few and how many more there are."""
    names = [name for name in dict.fromkeys(people) if name]
    if len(names) <= NAMES + 1:
        return ", ".join(names)
    return f"{', '.join(names[:NAMES])} and {len(names) - NAMES} more"


def _notes(route: Route, names: dict[str, list[str]]) -> dict[str, str]:
    """Return what is noted at the line from each country; where alternatives differ, each says where it goes."""
    notes: dict[str, str] = {}
    for country in dict.fromkeys(leg.source for leg in route.legs):
        legs = [leg for leg in route.legs if leg.source == country]
        if len({leg.note for leg in legs}) == 1:
            text = legs[0].note
        else:
            text = "; ".join(f"{' '.join(names[leg.target])}: {leg.note}" for leg in legs if leg.note)
        if text:
            notes[country] = text
    return notes


def _line(axes: Axes, plan: Plan, strategy: Strategy, route: Route, leg: Leg) -> None:
    """Draw a leg with an arrow head at its end."""
    start, end = plan.layout.columns[leg.source], plan.layout.columns[leg.target]
    y = plan.y(route, leg.source)
    forward = end > start
    if forward:
        points = [(plan.right[start], y)]
        for column in range(start + 1, end):
            passing = plan.y(route, leg.source, column)
            points += [(plan.left[column], passing), (plan.right[column], passing)]
        tip = (plan.left[end], plan.ports[route.name, leg] if end == plan.layout.last else plan.y(route, leg.target))
        points.append((tip[0] - ARROW * 0.8, tip[1]))
    else:  # a way back, below the way there
        y -= 0.1
        tip = (plan.right[end], y)
        points = [(plan.left[start], y), (tip[0] + ARROW * 0.8, y)]
    vertices, codes = [points[0]], [Path.MOVETO]
    for (x, from_y), (to_x, to_y) in pairwise(points):
        if from_y == to_y:
            vertices.append((to_x, to_y))
            codes.append(Path.LINETO)
            continue
        turn = to_x - max(x + AIR, to_x - TURN) if to_x < plan.left[-2] - ARROW else (to_x - x) * 0.94
        middle = to_x - turn / 2
        vertices += [(to_x - turn, from_y), (middle, from_y), (middle, to_y), (to_x, to_y)]
        codes += [Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    dashes = (0, strategy.dashes) if strategy.dashes else "solid"
    name = f"routes-{route.name}-{leg.source}-{leg.target}"
    line = PathPatch(
        Path(vertices, codes),
        fill=False,
        edgecolor=strategy.color,
        linewidth=STROKE,
        linestyle=dashes,
        capstyle="butt",
        gid=name,
    )
    axes.add_patch(line)
    back = -ARROW if forward else ARROW
    head = [tip, (tip[0] + back, tip[1] + ARROW * 0.42), (tip[0] + back, tip[1] - ARROW * 0.42)]
    axes.add_patch(Polygon(head, color=strategy.color, linewidth=0, zorder=3))


def _words(axes: Axes, plan: Plan, strategy: Strategy) -> None:
    """Write the name of a strategy and its participants at its first leg."""
    route = strategy.routes[0]
    if not strategy.between:
        _write(axes, plan, route, route.start, strategy.title, strategy.color, above=True, size=TEXT)
        _write(axes, plan, route, route.start, strategy.below, GREY, above=False)
        return
    x = plan.right[plan.layout.columns[route.start]] + AIR
    title, below = height_of(len(strategy.title), TEXT), height_of(len(strategy.below), SMALL)
    middle = (plan.y(route, route.start) + plan.y(strategy.routes[1], route.start)) / 2
    top = middle + (title + below) / 2
    look: Any = {"va": "top", "linespacing": LINE}
    axes.text(x, top, "\n".join(strategy.title), color=strategy.color, **look)
    axes.text(x, top - title, "\n".join(strategy.below), color=GREY, fontsize=SMALL, **look)


def _write(
    axes: Axes,
    plan: Plan,
    route: Route,
    country: str,
    lines: list[str],
    color: str,
    *,
    above: bool,
    size: float = SMALL,
) -> None:
    """Write lines at the beginning of the line by which a route leaves a country."""
    x = plan.right[plan.layout.columns[country]] + AIR
    y = plan.y(route, country) + (AIR if above else -AIR)
    va = "bottom" if above else "top"
    axes.text(x, y, "\n".join(lines), va=va, color=color, fontsize=size, linespacing=LINE, bbox=CLEAR)


def _box(axes: Axes, plan: Plan, country: str, bottom: float, top: float) -> None:
    """Draw a country."""
    column = plan.layout.columns[country]
    left, width = plan.left[column], plan.right[column] - plan.left[column]
    box = FancyBboxPatch(
        (left, bottom + INSET),
        width,
        top - bottom - 2 * INSET,
        boxstyle="round,pad=0,rounding_size=0.06",
        facecolor=SHADE,
        edgecolor=RULE,
        linewidth=0.6,
        zorder=2,
    )
    axes.add_patch(box)
    name = "\n".join(plan.names[country])
    axes.text(
        left + width / 2, (bottom + top) / 2, name, ha="center", va="center", color=INK, linespacing=LINE, zorder=4
    )
