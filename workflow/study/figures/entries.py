"""Figure: new entries into Japan with a long-term resident visa, by year (Table 2, page 77; section 4.3, page 78)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from study.figures import FigureTable, style
from study.parts import entries
from traced.core.record import Tables
from traced.reading.variable import Codebook

BRACKETED = "bracketed"  # the flag of a value that the table prints in brackets
AT_LEAST = ("named", "bounded")  # a number of participants with this status is only a floor

# Inches
BARS = 0.95  # the height of the bars of a category
DOT, DOTS = 0.13, 2.5  # from dot to dot, and the height that no column of dots exceeds
AXIS = 5.3  # about the length of the axis of years

HATCHED: Any = {"facecolor": "white", "edgecolor": style.BROWN, "hatch": "//////", "linewidth": 0.8}
FILLED: Any = {"linestyle": "none", "marker": "o", "markersize": 5, "color": style.BLACK, "markeredgewidth": 0.9}
OPEN: Any = FILLED | {"markerfacecolor": "white"}


class Year(NamedTuple):
    """A row of the table; None where a cell is empty."""

    year: int
    north_korea: int | None
    stateless: int | None
    bracketed: bool
    participants: int
    at_least: bool

    @property
    def in_gap(self) -> bool:
        """True if participants arrived in a year for which the table has nobody."""
        return self.north_korea == 0 and self.stateless == 0 and self.participants > 0


def _rows(tables: Tables, codebook: Codebook) -> list[dict[str, object]]:
    """Return a row for each year."""
    return entries.figure(entries.statistics(tables, codebook))


TABLES = {"entries": FigureTable(_rows)}


def draw(rows: style.Rows) -> Figure:
    """Draw the entries of each year as bars, one panel a category, and below a dot for each participant who arrived.

    Columns: `year`, `north_korea`, `stateless`, `stateless_flag`, `participants`, `participants_status`. A value with
    the flag `bracketed` is hatched and printed in brackets; zero is printed, and a missing value is a dash. Years in
    which both categories are zero although participants arrived are shaded. The dots are open where the status is
    `named` or `bounded`: at least so many participants arrived.
    """
    years = _years(rows)
    if not years:
        return style.no_data("no year of entries is recorded")
    first, last = years[0].year, years[-1].year
    most = max(row.participants for row in years)
    heights = [BARS, BARS, *([min(most * DOT, DOTS)] if most else [])]
    figure = style.new_figure()
    panels = figure.subplots(len(heights), sharex=True, height_ratios=heights)
    for panel in panels:
        panel.tick_params(axis="x", length=0)
        for row in years:
            if row.in_gap:
                panel.axvspan(row.year - 0.5, row.year + 0.5, color=style.SHADE, linewidth=0, zorder=0)
    _bars(panels[:2], years, AXIS / (last - first + 1))
    if most:
        _dots(panels[2], years, most, heights[2])
    panels[-1].set_xlim(first - 0.55, last + 0.55)
    figure.legend(handles=_key(years), loc="outside lower left", ncols=2)
    style.fit_height(figure, panels, sum(heights))
    style.print_years(panels[-1], first, last)
    return figure


def _years(rows: style.Rows) -> list[Year]:
    """Return the rows that have a year, by year."""
    years = [
        Year(
            year,
            style.whole(row.get("north_korea")),
            style.whole(row.get("stateless")),
            row.get("stateless_flag") == BRACKETED,
            style.whole(row.get("participants")) or 0,
            row.get("participants_status") in AT_LEAST,
        )
        for row in rows
        if (year := style.whole(row.get("year"))) is not None
    ]
    return sorted(years, key=lambda row: row.year)


def _bars(panels: Sequence[Axes], years: Sequence[Year], room: float) -> None:
    """Draw a bar a year for each category, on one scale, and print its value.

    room: inches from one year to the next; values are left out where the longest needs more
    """
    highest = max(1, *(value or 0 for row in years for value in (row.north_korea, row.stateless)))
    longest = len(str(highest)) + 2 * any(row.bracketed for row in years)
    for panel, name, title, color in (
        (panels[0], "north_korea", "entries from North Korea", style.BLUE),
        (panels[1], "stateless", "entries as stateless", style.BROWN),
    ):
        panel.set_title(title, color=color)
        panel.set_ylim(0, highest * 1.2)
        panel.yaxis.set_major_locator(MaxNLocator(nbins=3, integer=True))
        for row in years:
            value: int | None = getattr(row, name)
            hatched = row.bracketed and name == "stateless"
            fill = HATCHED if hatched else {"color": color}
            panel.bar(row.year, value or 0, 0.55, gid=f"entries-{name}-{row.year}", **fill)
            if (longest + 0.5) * style.DIGIT < room:
                text = "–" if value is None else f"({value})" if hatched else str(value)
                look: Any = {"color": None if value else style.GREY, "fontsize": style.SMALL, "ha": "center"}
                panel.annotate(text, (row.year, value or 0), (0, 2), textcoords="offset points", **look)


def _dots(panel: Axes, years: Sequence[Year], most: int, high: float) -> None:
    """Draw a dot for each participant in the year of arrival.

    high: inches for the dots of the year with most of them
    """
    panel.set_title("arrivals of participants of this study")
    for row in years:
        dots = panel.plot([row.year] * row.participants, [number + 0.5 for number in range(row.participants)])
        dots[0].set(**(OPEN if row.at_least else FILLED), gid=f"entries-participants-{row.year}")
        dots[0].set_markersize(0.55 * 72 * high / most)
    panel.set(ylim=(0, most), yticks=[])
    panel.spines["left"].set_visible(False)


def _key(years: Sequence[Year]) -> list[Patch | Line2D]:
    """Return a sample of what needs an explanation and occurs."""
    arrivals = [row.at_least for row in years if row.participants]
    samples: list[tuple[bool, Patch | Line2D]] = [
        (any(row.bracketed for row in years), Patch(**HATCHED, label="printed in brackets")),
        (any(row.in_gap for row in years), Patch(color=style.SHADE, label="participants arrived, nobody recorded")),
        (False in arrivals, Line2D([], [], **FILLED, label="participant who arrived in the year")),
        (True in arrivals, Line2D([], [], **OPEN, label="named participant: at least so many arrived")),
    ]
    return [sample for occurs, sample in samples if occurs]
