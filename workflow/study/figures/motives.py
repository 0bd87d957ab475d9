"""Figure: the main reasons for leaving North Korea (section 4.1, pages 69-70)."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from study.figures import FigureTable, style
from study.parts import motives
from study.sample import everybody
from traced.core.record import Tables
from traced.reading.variable import Codebook

ROW, BAR = 0.38, 0.7  # inches from bar to bar, and the share of it that the bar takes
BLOCKS = 40  # up to so many participants in a bar, each is a block of its own


def _rows(tables: Tables, codebook: Codebook) -> list[dict[str, object]]:
    """Return a row for each reason."""
    return motives.figure(everybody(tables, codebook))


TABLES = {"motives": FigureTable(_rows, labels=("label",))}


def draw(rows: style.Rows) -> Figure:
    """Draw the participants who gave each main reason for leaving: a bar for a reason, a block for a participant.

    Columns: `reason`, `label`, `participants`, `low`, `high`. Where only an interval is known (`low` below `high`), the
    bar is solid up to `low` and hatched from there to `high`. The bars keep the order of the rows.
    """
    if not rows:
        return style.no_data("no reason for leaving is recorded")
    names = [row.get("label") or style.words(row.get("reason") or "reason not named") for row in rows]
    labels = [style.wrapped(name, 28, 3) for name in names]
    bounds = [_bounds(row) for row in rows]
    longest = max(high or 1 for _, high in bounds)
    figure = style.new_figure()
    axes = figure.subplots()
    for y, (row, (low, high)) in enumerate(zip(rows, bounds, strict=True)):
        known = low is not None
        value = "not known" if not known else str(low) if low == high else f"{low}–{high}"
        low, high = low or 0, high or 0
        axes.barh(y, low, BAR, color=style.BLUE, linewidth=0, gid=f"motives-{row.get('reason')}")
        if low < high:
            axes.barh(y, high - low, BAR, left=low, color="white", edgecolor=style.BLUE, hatch="/////", linewidth=0.8)
        if longest <= BLOCKS:
            axes.vlines(range(1, low), y - BAR / 2, y + BAR / 2, color="white", linewidth=0.9)
        color = None if known else style.GREY
        axes.annotate(value, (high, y), (4, 0), textcoords="offset points", va="center_baseline", color=color)
    axes.set(xlim=(0, longest), ylim=(len(rows) - 0.5, -0.5))
    axes.set_xlabel("participants, a block each" if longest <= BLOCKS else "participants")
    axes.xaxis.set_major_locator(MaxNLocator(nbins=9, integer=True))
    axes.set_yticks(range(len(rows)), labels, fontsize="medium")
    axes.tick_params(axis="y", length=0)
    lines = 1 + max(label.count("\n") for label in labels)
    style.fit_height(figure, [axes], len(rows) * max(ROW, (lines + 0.5) * style.LINE))
    return figure


def _bounds(row: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Return the fewest and the most participants of a row: its interval, or else twice its number."""
    cells = (row.get(column) for column in ("participants", "low", "high"))
    ends = [end for end in map(style.whole, cells) if end is not None]
    return (min(ends), max(ends)) if ends else (None, None)
