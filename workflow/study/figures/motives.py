"""Figure: the main reasons for leaving North Korea (section 4.1, pages 69-70)."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from .style import (
    BLUE,
    GREY,
    LINE,
    TEXT,
    WIDTH,
    Rows,
    height_of,
    inset,
    no_data,
    styled,
    whole,
    width_of,
    words,
    wrapped,
)

BAR = 0.26  # inches
BLOCKS = 40  # up to so many participants in a bar, each is a block of its own


@styled()
def draw(rows: Rows) -> Figure:
    """Draw the participants who gave each main reason for leaving: a bar for a reason, a block for a participant.

    Columns: `reason`, `label`, `participants`, `low`, `high`, `status`. Where only an interval is known (`low` below
    `high`), the bar is solid up to `low` and hatched from there to `high`. The bars keep the order of the rows.
    """
    if not rows:
        return no_data("no reason for leaving is recorded")
    labels = [wrapped(row.get("label") or words(row.get("reason") or "reason not named"), 2.2, TEXT) for row in rows]
    rooms = [max(BAR, height_of(len(lines), TEXT)) + 0.12 for lines in labels]
    left = max(width_of(line, TEXT) for lines in labels for line in lines) + 0.15
    longest = max(_bounds(row)[1] or 1 for row in rows)
    figure = Figure(figsize=(WIDTH, sum(rooms) + 0.5))
    axes = inset(figure, left, 0.45, 0.1, 0.05)

    middles = []
    below = 0.0
    for row, room in zip(rows, rooms, strict=True):
        middle = below + room / 2
        middles.append(middle)
        below += room
        low, high = _bounds(row)
        value = "not known" if low is None or high is None else f"{low}–{high}" if low < high else str(low)
        low, high = low or 0, high or 0
        axes.barh(middle, low, BAR, color=BLUE, linewidth=0, gid=f"motives-{row.get('reason')}")
        if low < high:
            axes.barh(middle, high - low, BAR, left=low, color="white", edgecolor=BLUE, hatch="/////", linewidth=0.8)
        if longest <= BLOCKS:
            axes.vlines(range(1, low), middle - BAR / 2, middle + BAR / 2, color="white", linewidth=0.9)
        color = GREY if value == "not known" else None
        axes.annotate(value, (high, middle), (4, 0), textcoords="offset points", va="center_baseline", color=color)

    axes.set(xlim=(0, longest * (1 + 0.45 / (WIDTH - left))), ylim=(below, 0))
    axes.set_yticks(middles, ["\n".join(lines) for lines in labels], fontsize=TEXT, linespacing=LINE)
    axes.tick_params(axis="y", length=0, pad=5)
    ticks = MaxNLocator(nbins=9, integer=True).tick_values(0, longest)
    axes.set_xticks([tick for tick in ticks if 0 <= tick <= longest])
    axes.spines["bottom"].set_bounds(0, longest)
    axes.annotate(
        "participants, a block each" if longest <= BLOCKS else "participants",
        (longest / 2, 0),
        (0, -18),
        xycoords=axes.get_xaxis_transform(),
        textcoords="offset points",
        ha="center",
        va="top",
    )
    return figure


def _bounds(row: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Return the fewest and the most participants of a row: its interval, or else twice its number."""
    participants = whole(row.get("participants"))
    low, high = whole(row.get("low")), whole(row.get("high"))
    ends = sorted(end for end in (low, high, participants) if end is not None)
    return (ends[0], ends[-1]) if ends else (None, None)
