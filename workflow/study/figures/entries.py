"""Figure: new entries into Japan with a long-term resident visa, by year (Table 2, page 77; section 4.3, page 78)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from .style import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    SHADE,
    SMALL,
    TEXT,
    UMBER,
    WIDTH,
    Box,
    Rows,
    height_of,
    inset,
    no_data,
    spaced,
    styled,
    whole,
    width_of,
    wrapped,
)

BRACKETED = "bracketed"  # the flag of a value that the table prints in brackets
AT_LEAST = ("named", "bounded")  # a number of participants with this status is only a floor

LEFT, BOTTOM, RIGHT, TOP = 0.5, 0.22, 0.05, 0.06  # inches around the axes
TALLEST = 1.75  # inches: the highest bar
STEP, BAR = 0.3, 0.23  # years: from bar to bar, and the width of one
DOT = 5.2  # points: the diameter of a participant
CROWDED = 0.3  # inches: a year narrower than this has no room for values
AIR = 0.03  # inches between a bar and what is written over it


class Year(NamedTuple):
    """A row of the table; nothing where a cell is empty."""

    year: int
    north_korea: int | None
    stateless: int | None
    bracketed: bool
    participants: int
    at_least: bool

    @property
    def in_gap(self) -> bool:
        """Tell whether participants arrived in a year for which the table has nobody."""
        return self.north_korea == 0 and self.stateless == 0 and self.participants > 0


@dataclass(frozen=True)
class Scale:
    """Inches of years and of people, from the lower left corner of the axes."""

    first: int
    year: float
    person: float

    def x(self, year: float) -> float:
        return (year - self.first + 0.55) * self.year


class Series(NamedTuple):
    """What is drawn in one way: its name, the colour of its name, and the stretches of paper right above it."""

    name: str
    color: str
    tops: list[Box]


@styled()
def draw(rows: Rows) -> Figure:
    """Draw the entries of each year as a bar for a category, and beside them a dot for each participant who arrived.

    Columns: `year`, `north_korea`, `stateless`, `stateless_flag`, `participants`, `participants_status`. A value with
    the flag `bracketed` is hatched and printed in brackets; zero is printed, and a missing value is a dash. Years in
    which both categories are zero although participants arrived lie in a shaded band. The dots are open where the
    status is `named` or `bounded`: at least so many participants arrived.
    """
    years = _read(rows)
    if not years:
        return no_data("no year of entries is recorded")
    span = years[-1].year - years[0].year + 1.1
    highest = max(max(row.north_korea or 0, row.stateless or 0, row.participants) for row in years)
    across = WIDTH - LEFT - RIGHT
    scale = Scale(years[0].year, across / span, TALLEST / max(highest, 1))

    figure = Figure(figsize=(WIDTH, 1.0))
    axes = inset(figure, LEFT, BOTTOM, RIGHT, TOP)
    gaps = _gaps(years)
    for first, last in gaps:
        axes.axvspan(first - 0.5, last + 0.5, color=SHADE, linewidth=0, zorder=0, gid=f"entries-gap-{first}")
    taken, series = _bars(axes, years, scale)
    for first, last in gaps:
        middle = scale.x((first + last) / 2)
        inside = [box for box in taken if scale.x(first - 0.5) < box.right and box.left < scale.x(last + 0.5)]
        lines = wrapped("nobody recorded", (last - first + 1) * scale.year - 0.04, SMALL)
        height = height_of(len(lines), SMALL)
        bottom = max(box.top for box in inside) + 0.08
        half = max(width_of(line, SMALL) for line in lines) / 2
        taken.append(Box(middle - half, bottom, middle + half, bottom + height))
        axes.text(
            (first + last) / 2,
            bottom / scale.person,
            "\n".join(lines),
            color=GREY,
            fontsize=SMALL,
            ha="center",
            va="bottom",
        )
    for one in series:
        if one.tops:
            taken.append(_name(axes, one, taken, scale, across))

    up = max(box.top for box in taken) + 0.04
    figure.set_size_inches(WIDTH, up + BOTTOM + TOP)
    axes.set_position((LEFT / WIDTH, BOTTOM / (up + BOTTOM + TOP), across / WIDTH, up / (up + BOTTOM + TOP)))
    axes.set(xlim=(scale.first - 0.55, scale.first - 0.55 + span), ylim=(0, up / scale.person))
    axes.set_xticks(spaced(years[0].year, years[-1].year, scale.year, width_of("2000", SMALL) + 0.06))
    axes.tick_params(axis="x", length=0)
    ticks = MaxNLocator(nbins=7, integer=True).tick_values(0, highest)
    axes.set_yticks([tick for tick in ticks if 0 <= tick <= highest])
    axes.spines["left"].set_bounds(0, highest)
    axes.set_ylabel("entries in the year")
    axes.yaxis.set_label_coords(-0.34 / across, highest / 2, transform=axes.get_yaxis_transform())
    return figure


def _read(rows: Rows) -> list[Year]:
    """Return the rows that have a year, by year."""
    years = [
        Year(
            year,
            whole(row.get("north_korea")),
            whole(row.get("stateless")),
            row.get("stateless_flag") == BRACKETED,
            whole(row.get("participants")) or 0,
            row.get("participants_status") in AT_LEAST,
        )
        for row in rows
        if (year := whole(row.get("year"))) is not None
    ]
    return sorted(years, key=lambda row: row.year)


def _gaps(years: Sequence[Year]) -> list[tuple[int, int]]:
    """Return the first and the last year of each unbroken run of years in a gap."""
    runs: list[tuple[int, int]] = []
    for year in (row.year for row in years if row.in_gap):
        if runs and runs[-1][1] == year - 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return runs


def _bars(axes: Axes, years: Sequence[Year], scale: Scale) -> tuple[list[Box], list[Series]]:
    """Draw bars, values and dots; return the paper they take and the series they belong to."""
    north_korea = Series("from North Korea", BLUE, [])
    stateless = Series("as stateless", UMBER, [])
    bracketed = Series("as stateless,\nin brackets", UMBER, [])
    floor = any(row.participants and row.at_least for row in years)
    arrived = Series("participants\nof this study" + ("\n(open: named only)" if floor else ""), INK, [])
    taken: list[Box] = []
    shift = STEP if any(row.participants for row in years) else STEP / 2
    for row in years:
        columns: list[tuple[float, int | None, Series, dict[str, Any]]] = [
            (row.year - shift, row.north_korea, north_korea, {"color": BLUE}),
            (row.year - shift + STEP, row.stateless, stateless, {"color": ORANGE}),
        ]
        if row.bracketed:
            hatched = {"facecolor": "white", "edgecolor": UMBER, "hatch": "//////"}
            columns[1] = (columns[1][0], row.stateless, bracketed, hatched)
        for x, value, series, look in columns:
            name = "stateless" if series is not north_korea else "north_korea"
            axes.bar(x, value or 0, BAR, linewidth=0.8, gid=f"entries-{name}-{row.year}", **look)
            text = "–" if value is None else f"({value})" if series is bracketed else str(value)
            box = _value(axes, x, value or 0, text, INK if value else GREY, scale)
            half = BAR / 2 * scale.year
            taken += [Box(scale.x(x) - half, 0, scale.x(x) + half, (value or 0) * scale.person), box]
            if value:
                series.tops.append(Box(scale.x(x) - half, box.top, scale.x(x) + half, box.top))
        if row.participants:
            x = row.year - shift + 2 * STEP
            top = _dots(axes, row, x, scale)
            half = DOT / 144
            taken.append(Box(scale.x(x) - half, 0, scale.x(x) + half, top))
            arrived.tops.append(Box(scale.x(x) - half, top, scale.x(x) + half, top))
    return taken, [arrived, north_korea, bracketed, stateless]


def _value(axes: Axes, x: float, value: int, text: str, color: str, scale: Scale) -> Box:
    """Print a value over its bar, if there is room for values, and return the paper it takes."""
    bottom = value * scale.person
    if scale.year < CROWDED:
        return Box(scale.x(x), bottom, scale.x(x), bottom)
    axes.text(x, (bottom + AIR) / scale.person, text, fontsize=SMALL, ha="center", va="baseline", color=color)
    half = width_of(text, SMALL) / 2
    return Box(scale.x(x) - half, bottom, scale.x(x) + half, bottom + AIR + SMALL / 72)


def _dots(axes: Axes, row: Year, x: float, scale: Scale) -> float:
    """Draw a dot for each participant or, where they would not fit, one on a stem; return how high they reach."""
    face = "white" if row.at_least else INK
    stacked = scale.person * 72 > DOT + 1
    heights = [number + 0.5 for number in range(row.participants)] if stacked else [float(row.participants)]
    if not stacked:
        axes.vlines(x, 0, row.participants, color=INK, linewidth=0.8)
    axes.plot(
        [x] * len(heights),
        heights,
        linestyle="none",
        marker="o",
        markersize=DOT,
        markerfacecolor=face,
        markeredgecolor=INK,
        markeredgewidth=0.9,
        gid=f"entries-participants-{row.year}",
    )
    return heights[-1] * scale.person + DOT / 144


def _name(axes: Axes, series: Series, taken: Sequence[Box], scale: Scale, across: float) -> Box:
    """Write the name of a series over one of its bars, where it meets nothing, and return the paper it takes.

    The tallest bar is tried first; where all that is over the bars is taken, the name rises, on a leader line. Where
    no leader line can pass, the name stands above everything.
    """
    lines = series.name.split("\n")
    width, height = max(width_of(line, TEXT) for line in lines), height_of(len(lines), TEXT)
    tops = sorted(series.tops, key=lambda top: -top.top)
    places = list(product(range(200), tops, ("left", "center", "right")))
    for clear, (rise, top, side) in product((True, False), places):
        left = {"left": top.left, "center": (top.left + top.right - width) / 2, "right": top.right - width}[side]
        left = left if clear else max(min(left, across - width), 0.0)
        bottom = top.top + 0.02 + rise * 0.05
        middle = (top.left + top.right) / 2
        box = Box(left, bottom, left + width, bottom + height)
        leader = Box(middle - 0.01, top.top + 0.01, middle + 0.01, bottom)
        if clear and (left < 0 or box.right > across or any(leader.meets(other) for other in taken)):
            continue
        if any(box.meets(other) for other in taken):
            continue
        year = scale.first - 0.55
        if clear and rise > 1:
            stem = year + middle / scale.year
            axes.vlines(stem, (top.top + 0.02) / scale.person, bottom / scale.person, color=series.color, linewidth=0.6)
        x, ha = {"left": (left, "left"), "center": (left + width / 2, "center"), "right": (box.right, "right")}[side]
        at = (year + x / scale.year, (bottom + AIR) / scale.person)
        axes.annotate(series.name, at, ha=ha, va="bottom", color=series.color)
        return box
    raise AssertionError("above everything there is room")
