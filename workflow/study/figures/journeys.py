"""Figure: the journeys of the named participants in time (sections 4.1-4.3, pages 69-79)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

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
    Box,
    Rows,
    height_of,
    no_data,
    paper,
    spaced,
    styled,
    width_of,
    words,
    wrapped,
)


class Kind(NamedTuple):
    """How a kind of event is drawn: its name in the key, its marker and colour, and whether it lasts."""

    name: str
    marker: str
    color: str
    size: float = 5.5
    lasts: bool = False
    hatch: str = ""
    telling: bool = False  # its details are written at it


KINDS = {
    "crossing": Kind("crossing into China", ">", VERMILION, 6.0),
    "arrival": Kind("arrival", "s", BLUE, 5.2),
    "interview": Kind("interview", "o", INK, 4.6),
    "event": Kind("other event", "D", PLUM, 4.8, telling=True),
    "stay": Kind("stay", "h", GREEN, 6.0, lasts=True, telling=True),
    "detention": Kind("detention", "X", UMBER, 6.2, lasts=True, hatch="//////", telling=True),
}
NONE = "none"  # the kind of a row that only says that nothing about the participant is dated
AROUND = 0.5  # years by which a date that is `around` may be off, as drawn

# Inches
EDGE = 0.04  # free paper around the drawing
LEVEL = 0.1  # from one level of a row to the next
HALF = 0.045  # half the height of a mark
ROW = 0.12  # free height between two rows
STUB = 0.35  # length of an interval without an end
BESIDE = 1.45  # the column for what has no date
LONGEST = 2.6  # the longest text at a mark
AXIS = 0.22  # for the years under the rows
FAINT = "#F4F4F4"


class Mark(NamedTuple):
    """A row of the table: what happened, in years from the beginning of the first day to the end of the last.

    point: the date is known, as exactly as it is given
    """

    kind: str
    text: str
    start: float | None
    end: float | None
    point: bool
    implied: bool

    @property
    def look(self) -> Kind:
        return KINDS.get(self.kind) or Kind(words(self.kind or "kind not named").lower(), "P", GREY, telling=True)

    @property
    def dated(self) -> bool:
        return self.start is not None or self.end is not None


@dataclass
class Line:
    """The line of a participant: the marks with their stretches in inches and their levels, and the texts at them."""

    name: str
    destination: str
    marks: list[Mark]
    placed: list[tuple[Mark, float, float, int]] = field(default_factory=list)
    texts: list[tuple[float, float, str]] = field(default_factory=list)
    beside: list[tuple[Mark, list[str]]] = field(default_factory=list)
    above: float = HALF
    below: float = HALF


@styled()
def draw(rows: Rows, events: Rows = ()) -> Figure:
    """Draw a line for each participant on an axis of years, before the events of the article.

    Columns of `rows`: `participant`, `label`, `destination`, `event`, `kind`, `start`, `end`, `precision`, `basis`,
    `detail`, `page`. Columns of `events`: `event`, `label`, `start`, `end`, `qualifier`.

    Dates are a year, a month or a day in ISO form. A row with equal `start` and `end` is a marker, with a thin line
    over the year if only the year is known. A row with two dates is a bar if its kind lasts (`stay`, `detention`);
    else it happened at some time between them: a thin line with closed ends and an open marker. Where one date is
    missing, that end of the line is an arrow. What has no date stands beside the axis. Markers are filled where the
    `basis` is `stated`, open where it is `implied`.
    """
    lines = _lines(rows)
    if not lines:
        return no_data("no journey is recorded")
    dates = [_span(event) for event in events]
    ends = [end for line in lines for mark in line.marks for end in (mark.start, mark.end) if end is not None]
    ends += [end for span in dates for end in span if end is not None]
    first, last = (int(min(ends)), int(-(-max(ends) // 1))) if ends else (0, 0)

    left = EDGE + max(width_of(line.name, TEXT) for line in lines) + 0.12
    undated = any(mark.kind != NONE and not mark.dated for line in lines for mark in line.marks)
    right = WIDTH - EDGE - (BESIDE if undated else 0.05)
    year = (right - left - STUB) / max(last - first, 1)

    def x(moment: float) -> float:
        return left + STUB + (moment - first) * year

    return Figure()
