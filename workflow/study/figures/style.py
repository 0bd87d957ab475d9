"""What the figures share; their look is in manuscript/styles/figures.mplstyle."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

Rows = Sequence[Mapping[str, str]]

# The colours of the style sheet. Each is always paired with words, a shape or a hatch, so that figures print in grey.
BLUE, VERMILION, GREEN, PLUM, BROWN, BLACK = COLORS = tuple(f"C{number}" for number in range(6))
GREY = "#5f5f5f"  # words of second rank: 4.5 to 1 on SHADE
RULE = "#b3b3b3"
SHADE = "#e9e9e9"
FAINT = "#f5f5f5"
CLEAR: Any = {"facecolor": "white", "linewidth": 0, "pad": 0.8}  # under text that may lie over a line

SMALL = 7.0  # points: values, ticks and notes
DIGIT = 0.062  # inches: the width of a digit of that size, and about that of a letter
LINE = 0.14  # inches: the height of a line of text


def new_figure() -> Figure:
    """Return an empty figure, as wide as the style sheet says, which makes room for all that is written around axes.

    It is high enough for whatever that is; `fit_height` changes its height.
    """
    return Figure(figsize=(width(), 8.0), layout="constrained")


def width() -> float:
    """Return the width of the figures in inches."""
    return float(matplotlib.rcParams["figure.figsize"][0])


def fit_height(figure: Figure, axes: Sequence[Axes], inches: float) -> None:
    """Change the height of a figure so that its axes, one above the other, have this height together."""
    figure.draw_without_rendering()
    now = sum(one.get_window_extent().height for one in axes) / figure.dpi
    figure.set_figheight(round(figure.get_figheight() + inches - now, 2))


def no_data(what: str) -> Figure:
    """Return the figure of an empty table: it says that there is nothing to draw."""
    figure = Figure(figsize=(width(), 0.9))
    figure.text(0.5, 0.5, f"No data: {what}.", ha="center", va="center", color=GREY, style="italic")
    return figure


def whole(cell: str | None) -> int | None:
    """Return the whole number in a cell, None where the cell is empty or holds something else."""
    try:
        return round(float(cell or ""))
    except (ValueError, OverflowError):
        return None


def words(code: str) -> str:
    """Return a code as words: `second_marriage` is `second marriage`; for codes that come without a label."""
    return code.replace("_", " ").strip()


def place(code: str) -> str:
    """Return the code of a country as its name: `south_korea` is `South Korea`."""
    return words(code).title()


def wrapped(text: str, letters: int, lines: int) -> str:
    """Return text in lines of at most so many letters; longer words and more lines end in an ellipsis."""
    text = " ".join(word if len(word) <= letters else f"{word[: letters - 1]}…" for word in text.split())
    return "\n".join(textwrap.wrap(text, letters, max_lines=lines, placeholder=" …", break_on_hyphens=False))


def print_years(axes: Axes, first: int, last: int, middle: float = 0.0) -> None:
    """Print years at an axis that has been laid out, as many as it has room for.

    middle: where a year is printed, in years from its beginning
    """
    room = axes.get_window_extent().width / axes.figure.dpi / (last - first + 1)
    step = next((step for step in (1, 2, 5, 10, 20, 50) if step * room >= 5.5 * DIGIT), 100)
    years = [year for year in range(first, last + 1) if year % step == 0] or [first]
    axes.set_xticks([year + middle for year in years], [str(year) for year in years])
