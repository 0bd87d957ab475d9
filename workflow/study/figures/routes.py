"""Figure: the ways from North Korea to the destinations, by strategy (Table 1, page 71)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path

from study.figures import FigureTable, style
from study.parts import strategies
from traced.core.record import Tables
from traced.reading.variable import Codebook

NAMES = 4  # up to so many participants are named at a strategy

# Across, the unit is the distance from one column to the next; down, it is an inch.
HALF = 0.33  # half the width of a country
BETWEEN = 0.1  # between two countries one above the other; between two strategies twice that
AIR = 0.03  # between an arrow and its note


class Leg(NamedTuple):
    """A part of a route: from one country to the next, with the note at its arrow."""

    source: str
    target: str
    note: str


class ArrowNote(NamedTuple):
    """What is written at an arrow, above or below this spot."""

    x: float
    y: float
    text: str
    below: bool

    @property
    def height(self) -> float:
        return style.LINE * (1 + self.text.count("\n")) + AIR


class Grid(NamedTuple):
    """Where the countries are: the column and the name of each, and inches from one column to the next."""

    columns: Mapping[str, int]
    names: Mapping[str, str]
    unit: float

    @property
    def box(self) -> float:
        """The height of a country."""
        return style.LINE * (1.5 + max(name.count("\n") for name in self.names.values()))


def _rows(tables: Tables, codebook: Codebook) -> list[dict[str, object]]:
    """Return a row for each leg."""
    return strategies.figure(strategies.typology(tables, codebook))


LABELS = ("strategy_label", "route_label", "from_label", "to_label", "via_note")
TABLES = {"routes": FigureTable(_rows, labels=LABELS)}


def draw(rows: style.Rows) -> Figure:
    """Draw the routes of each strategy as arrows from country to country, under its name and its participants.

    Columns: `strategy`, `strategy_label`, `route`, `leg`, `from`, `to`, `from_label`, `to_label`, `via_note`,
    `strategy_participants`; a row is a leg, and rows of one route with the same leg number are alternatives. A country
    stands in the same column everywhere. A note stands at its arrow. All arrows are equally wide, because the article
    gives no number of people on a route.
    """
    rows = [row for row in rows if row.get("from") and row.get("to") and row["from"] != row["to"]]
    if not rows:
        return style.no_data("no route is recorded")
    columns = _columns([(row["from"], row["to"]) for row in rows])
    last = max(columns.values())
    unit = style.width() / (last + 2 * HALF + 0.06)
    labels = {row[end]: row.get(f"{end}_label") or style.place(row[end]) for row in rows for end in ("from", "to")}
    names = {code: style.wrapped(label, int(2 * HALF * unit / 0.07), 3) for code, label in labels.items()}
    figure = Figure()
    axes = figure.add_axes((0, 0, 1, 1))
    for text, x in (("origin", 0), ("transit", last / 2), ("destination", last)):
        if text != "transit" or last > 1:
            axes.text(x, 0.04, text, ha="center", va="top", color=style.GREY, fontsize=style.SMALL)
    y = 0.2
    by_strategy: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        by_strategy.setdefault(row.get("strategy") or "strategy not named", []).append(row)
    for number, (strategy, own) in enumerate(by_strategy.items()):
        color = style.COLORS[number % len(style.COLORS)]
        y = _heading(axes, y, strategy, own, color)
        routes: dict[str, list[Leg]] = {}
        for row in own:
            leg = Leg(row["from"], row["to"], row.get("via_note") or "")
            routes.setdefault(row.get("route") or "", []).append(leg)
        for route, legs in routes.items():
            y = _route(axes, Grid(columns, names, unit), f"routes-{number}-{route}", legs, y, color)
        y += 2 * BETWEEN
    y -= BETWEEN
    figure.set_figheight(y)
    axes.set(xlim=(-HALF - 0.03, last + HALF + 0.03), ylim=(y, 0))
    axes.set_axis_off()
    return figure


def _columns(legs: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return the column of each country: after all from which it is reached, the last one if no leg leaves it.

    A leg that would close a circle has no say in it.
    """
    origins: dict[str, set[str]] = {country: set() for leg in legs for country in leg}

    def before(country: str) -> set[str]:
        return origins[country].union(*map(before, origins[country]))

    for source, target in legs:
        if target not in before(source):
            origins[target].add(source)
    columns: dict[str, int] = {}
    for country in sorted(origins, key=lambda country: len(before(country))):
        columns[country] = max((columns[origin] + 1 for origin in origins[country]), default=0)
    last = max(columns.values())
    left = set().union(*origins.values())
    return {country: column if country in left else last for country, column in columns.items()}


def _heading(axes: Axes, y: float, strategy: str, rows: style.Rows, color: str) -> float:
    """Write the name of a strategy and its participants, and return how far down they reach."""
    label = next((row["strategy_label"] for row in rows if row.get("strategy_label")), style.words(strategy))
    people = dict.fromkeys(name.strip() for row in rows for name in (row.get("strategy_participants") or "").split(";"))
    named = [style.wrapped(name, 24, 1) for name in people if name]
    listed = ", ".join(named)
    if len(named) > NAMES + 1:
        listed = f"{', '.join(named[:NAMES])} and {len(named) - NAMES} more"
    for text, look in (
        (style.wrapped(label, 70, 2), {"color": color, "weight": "bold"}),
        (style.wrapped(listed, 80, 2), {"color": style.GREY, "fontsize": style.SMALL}),
    ):
        if text:
            axes.text(-HALF, y, text, va="top", **look)
            y += style.LINE * (1 + text.count("\n"))
    return y + BETWEEN / 2


def _route(axes: Axes, grid: Grid, name: str, legs: Sequence[Leg], top: float, color: str) -> float:
    """Draw the arrows, notes and countries of a route under a height, and return how far down they reach."""
    columns = grid.columns
    # What is in each column from top to bottom: countries, and the lines that pass it, by where they come from.
    stacks: dict[int, list[str]] = {}
    for leg in legs:
        passed = [(column, leg.source) for column in range(columns[leg.source], columns[leg.target])]
        for column, country in (*passed, (columns[leg.source], leg.source), (columns[leg.target], leg.target)):
            if country not in stacks.setdefault(column, []):
                stacks[column].append(country)
    high = (grid.box + BETWEEN) * max(map(len, stacks.values()))

    def spot(column: int, country: str) -> tuple[float, float]:
        return column, high * (stacks[column].index(country) + 0.5) / len(stacks[column])

    arrows: dict[Leg, list[tuple[float, float]]] = {}
    for leg in legs:
        start, end = columns[leg.source], columns[leg.target]
        (x, y), (to_x, to_y) = spot(start, leg.source), spot(end, leg.target)
        if start < end:
            stops = [*(spot(column, leg.source) for column in range(start, end)), (to_x, to_y)]
            arrows[leg] = [(column + side, height) for column, height in stops for side in (-HALF, HALF)][1:-1]
        else:  # a way back, below the way there
            arrows[leg] = [(x - HALF, y + 0.3 * grid.box), (to_x + HALF, to_y + 0.3 * grid.box)]
    notes = _notes(grid, arrows)
    top += max([0.0, *(note.height - note.y for note in notes if not note.below)])
    for number, points in enumerate(arrows.values()):
        axes.add_patch(_arrow([(x, top + y) for x, y in points], color, f"{name}-{number}"))
    look: Any = {"color": style.GREY, "fontsize": style.SMALL}
    for note in notes:
        y = top + note.y + (AIR if note.below else -AIR)
        axes.text(note.x + AIR, y, note.text, va="top" if note.below else "bottom", **look)
    look = {"facecolor": style.SHADE, "edgecolor": style.RULE, "linewidth": 0.6, "mutation_aspect": grid.unit}
    for country in dict.fromkeys(country for leg in legs for country in (leg.source, leg.target)):
        x, y = spot(columns[country], country)
        corner = (x - HALF, top + y - grid.box / 2)
        axes.add_patch(FancyBboxPatch(corner, 2 * HALF, grid.box, "round,pad=0,rounding_size=0.03", **look))
        axes.text(x, top + y, grid.names[country], ha="center", va="center_baseline", linespacing=1.1)
    return top + max([high, *(note.y + note.height for note in notes if note.below)])


def _notes(grid: Grid, arrows: Mapping[Leg, Sequence[tuple[float, float]]]) -> list[ArrowNote]:
    """Return the notes at the arrows; one that alternatives share stands at the first of them."""
    first = {(leg.source, leg.note): leg for leg in reversed(list(arrows)) if leg.note}
    notes = []
    for leg in first.values():
        points = sorted(arrows[leg])
        (x, y), (_, to_y), (end, _) = points[0], points[1], points[-1]
        text = style.wrapped(leg.note, max(int((end - x) * grid.unit / style.DIGIT), 9), 3)
        below = to_y > y or grid.columns[leg.target] < grid.columns[leg.source]
        notes.append(ArrowNote(x, to_y, text, below))
    return notes


def _arrow(points: Sequence[tuple[float, float]], color: str, gid: str) -> FancyArrowPatch:
    """Return an arrow through points, straight where they are equally high and bent where they are not."""
    vertices = [points[0]]
    for (x, y), (to_x, to_y) in pairwise(points):
        vertices += [((x + to_x) / 2, y), ((x + to_x) / 2, to_y), (to_x, to_y)]
    path = Path(vertices, [Path.MOVETO, *[Path.CURVE4] * (len(vertices) - 1)])
    look: Any = {"arrowstyle": "-|>", "mutation_scale": 8, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0}
    return FancyArrowPatch(path=path, color=color, gid=gid, **look)
