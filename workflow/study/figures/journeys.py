"""Figure: the journeys of the named participants in time (sections 4.1-4.3, pages 69-79)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil, floor
from typing import Any, NamedTuple

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.legend_handler import HandlerBase
from matplotlib.lines import Line2D

from study.figures import FigureTable, style
from study.parts import journeys
from traced.core.record import Tables
from traced.reading.variable import Codebook


class Kind(NamedTuple):
    """How a kind of event is drawn."""

    name: str  # in the key
    marker: str
    color: str
    lasts: bool = False  # it goes on from its start to its end, rather than happening at some time between them
    telling: bool = False  # its details are written beside the years


KINDS = {
    "crossing": Kind("crossing into China", ">", style.VERMILION),
    "stay": Kind("stay", "h", style.GREEN, lasts=True, telling=True),
    "detention": Kind("detention begins", "X", style.BROWN, telling=True),
    "event": Kind("other event", "D", style.PLUM, telling=True),
    "arrival": Kind("arrival", "s", style.BLUE),
    "interview": Kind("interview", "o", style.BLACK),
}
NONE = "none"  # the kind of a row that only says that nothing about the participant is dated
UNDATED = "no year stated"
FRINGE = 0.5  # years by which an event `around` a date is drawn wider on both sides; a shorter event is a line

# Inches
LEVEL = 0.125  # from one line of marks or of details to the next
BETWEEN = 0.1  # between two participants
HEADING = 0.2  # the name of a destination
AXIS, BESIDE = 4.6, 1.5  # about the length of the axis of years, and what details beside it take of that
APART = 0.11  # the width of a mark with free paper around it
STUB = 0.2  # an interval of which one end is not stated

MANY = 20  # more lines than this are closer together, with the years above them, too


class Mark(NamedTuple):
    """A row of the table, in decimal years; `point` if its date is known as exactly as it is given."""

    kind: str
    text: str
    start: float | None
    end: float | None
    point: bool = False
    implied: bool = False

    @property
    def look(self) -> Kind:
        return KINDS.get(self.kind) or Kind(style.words(self.kind) or "kind not named", "P", style.GREY, telling=True)

    @property
    def dated(self) -> bool:
        return self.start is not None or self.end is not None

    @property
    def bar(self) -> bool:
        return self.look.lasts and not self.point and self.start is not None and self.end is not None

    def ends(self, stub: float) -> tuple[float, float]:
        """Return the ends in years; one that is not stated is a stub away from the other."""
        start = self.start if self.start is not None else (self.end or 0) - stub
        return start, self.end if self.end is not None else start + stub


@dataclass
class Line:
    """A participant with the rows about them."""

    code: str
    name: str
    destination: str = ""
    marks: list[Mark] = field(default_factory=list)

    @property
    def details(self) -> dict[int, str]:
        """What is written beside the years, by the position of its mark."""
        details = {}
        for number, mark in enumerate(self.marks):
            text = style.wrapped(mark.text or mark.look.name, 28, 3)
            if not mark.dated:
                details[number] = UNDATED if mark.kind == NONE else f"{text}\n({UNDATED})"
            elif mark.look.telling and mark.text:
                details[number] = text
        return details

    def levels(self, inch: float) -> dict[int, int]:
        """Return the level of each dated mark by its position; on no level two are closer than they may be.

        inch: how many years an inch is
        """
        taken: list[list[tuple[float, float]]] = []
        levels = {}
        dated = [(number, mark) for number, mark in enumerate(self.marks) if mark.dated]
        for number, mark in sorted(dated, key=lambda one: (not one[1].point, one[1].look.lasts)):
            start, end = mark.ends(STUB * inch)
            end += APART * inch
            free = (
                level for level, all_ in enumerate(taken) if all(end < left or right < start for left, right in all_)
            )
            levels[number] = next(free, len(taken))
            taken[levels[number] :] = taken[levels[number] :] or [[]]
            taken[levels[number]].append((start, end))
        return levels


def _rows(tables: Tables, codebook: Codebook) -> list[dict[str, object]]:
    """Return a row for each event of a participant."""
    return journeys.figure(journeys.travels(tables, codebook))


def _events(tables: Tables, codebook: Codebook) -> list[dict[str, object]]:
    """Return a row for each event of the article."""
    return journeys.events(journeys.travels(tables, codebook))


TABLES = {
    "journeys": FigureTable(_rows),  # its labels are names of participants, which may have numbers
    "events": FigureTable(_events, labels=("label",), columns=journeys.EVENTS),
}


def draw(rows: style.Rows, events: style.Rows = ()) -> Figure:
    """Draw a line for each participant on an axis of years, before the events of the article.

    Columns of `rows`: `participant`, `label`, `destination`, `event`, `kind`, `start`, `end`, `basis`, `detail`.
    Columns of `events`: `event`, `label`, `start`, `end`, `qualifier`.

    Dates are a year, a month or a day in ISO form. A row with equal `start` and `end` is a marker, with a thin line
    over the year if only the year is known. A row with two dates is a bar if its kind lasts (`stay`); else it happened
    at some time between them: a thin line with closed ends. Where one date is missing, that end of the line is an
    arrow. What has no date stands beside the years. Marks are filled where the `basis` is `stated`, open where it is
    not. Participants are grouped by destination and else keep the order of the rows. An event of the article without
    any date is left out.
    """
    lines = _lines(rows)
    if not lines:
        return style.no_data("no journey is recorded")
    behind = [(*span, row) for row in events if any(span := _span(row))]
    dates = [end for line in lines for mark in line.marks for end in (mark.start, mark.end)]
    known = [end for end in (*dates, *(end for start_end in behind for end in start_end[:2])) if end is not None]
    first = floor(min(known, default=0))
    last = max(ceil(max(known, default=0)), first + 1)
    inch = (last - first) / (AXIS - BESIDE if any(line.details for line in lines) else AXIS)
    many = len(lines) > MANY

    figure = style.new_figure()
    axes = figure.subplots()
    axes.set_xlim(first - STUB * inch, last + STUB * inch)
    y = _draw_lines(axes, lines, inch, BETWEEN / 3 if many else BETWEEN)
    axes.set_xticks([first], [" "])  # room for the years
    axes.set_xticks(range(first, last + 1) if known else [], minor=True)
    axes.tick_params(axis="x", length=0, labeltop=many)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    _draw_events(axes, behind, first, last, 14 if many else 2)
    key: list[Any] = _key([mark for line in lines for mark in line.marks if mark.kind != NONE])
    look: Any = {"handler_map": {Mark: KeyHandler()}, "handlelength": 3, "ncols": 3}
    figure.legend(key, [mark.text for mark in key], loc="outside lower left", **look)
    style.fit_height(figure, [axes], y)
    if known:
        style.print_years(axes, first, last - 1, middle=0.5)
    for tick in axes.xaxis.get_major_ticks():  # the years above the lines cover what leads to the labels of events
        tick.label2.set_bbox(style.CLEAR)
    return figure


def _lines(rows: style.Rows) -> list[Line]:
    """Return the participants, with those of a destination together and those without one at the end."""
    lines: dict[str, Line] = {}
    for row in rows:
        name = row.get("label") or style.words(row.get("participant") or "participant not named")
        code = row.get("participant") or name.replace(" ", "_")
        line = lines.setdefault(code, Line(code, style.wrapped(name, 20, 1)))
        line.destination = line.destination or row.get("destination") or ""
        line.marks.append(_mark(row))
    destinations = list(dict.fromkeys(line.destination for line in lines.values() if line.destination))
    return sorted(lines.values(), key=lambda line: [*destinations, ""].index(line.destination))


def _mark(row: Mapping[str, str]) -> Mark:
    """Return a row as a mark; what lasts is drawn from the middle of its first date to the middle of its last."""
    kind, (start, end) = row.get("kind") or "", _span(row)
    point = start is not None and row.get("start") == row.get("end")
    if kind in KINDS and KINDS[kind].lasts and not point:
        start, end = (sum(span) / 2 if span else None for span in (period(row.get("start")), period(row.get("end"))))
    if start is not None and end is not None and end < start:
        start, end = end, start
    text = row.get("detail") or style.words(row.get("event") or "")
    return Mark(kind, text, start, end, point, row.get("basis") != "stated")


def period(cell: str | None) -> tuple[float, float] | None:
    """Return the beginning and end of `2006`, `2006-12` or `2006-12-24` in decimal years; None for any other text."""
    try:
        year, *rest = [int(part) for part in (cell or "").strip().split("-")]
        begin = date(year, *[*rest, 1, 1][:2])
    except (ValueError, TypeError):
        return None
    start = year + (begin.timetuple().tm_yday - 1) / 365.25
    return start, start + (1, 1 / 12, 1 / 365.25)[len(rest)]


def _span(row: Mapping[str, str]) -> tuple[float | None, float | None]:
    """Return when what a row tells begins and ends, in decimal years, as far as that is known."""
    first, last = period(row.get("start")), period(row.get("end"))
    return (first[0] if first else None), (last[1] if last else None)


def _draw_lines(axes: Axes, lines: Sequence[Line], inch: float, between: float) -> float:
    """Draw the participants under the names of their destinations, and return the height that they take, in inches.

    inch: how many years an inch is; between: inches between two participants
    """
    y = 0.0
    names: dict[float, str] = {}
    headings: dict[float, str] = {}
    for line in lines:
        heading = f"to {style.place(line.destination)}" if line.destination else "destination\nnot stated"
        if heading not in headings.values() and any(one.destination for one in lines):
            y += HEADING * (1 + heading.count("\n") / 2)
            headings[y - HEADING / 2] = heading
        middle = y + (LEVEL + between) / 2
        names[middle] = line.name
        y += between + _draw_line(axes, line, middle, inch)
    axes.set_ylim(y, 0)
    axes.set_yticks([*names, *headings], [*names.values(), *headings.values()], fontsize="medium")
    for label in axes.get_yticklabels()[len(names) :]:
        label.set(color=style.GREY, fontsize=style.SMALL, style="italic")
    return y


def _draw_line(axes: Axes, line: Line, y: float, inch: float) -> float:
    """Draw a participant with the middle of the first level at y, and return the height of the levels."""
    axes.axhline(y, color=style.RULE, linewidth=0.4, zorder=0.6)
    levels = line.levels(inch)
    for number, level in levels.items():
        mark = line.marks[number]
        for stroke in _strokes(mark, *mark.ends(STUB * inch), y + level * LEVEL, f"journeys-{line.code}-{number}"):
            axes.add_line(stroke)
    beside = axes.get_yaxis_transform()
    free = 0  # the first level without details
    for number, text in sorted(line.details.items(), key=lambda detail: levels.get(detail[0], 0)):
        mark, level = line.marks[number], max(free, levels.get(number, 0))
        sample, ends = (mark, (1.02, 1.05)) if mark.bar else (mark._replace(point=True), (1.035, 1.035))
        gid = "" if mark.dated else f"journeys-{line.code}-{number}"
        for stroke in _strokes(sample, *ends, y + level * LEVEL, gid) if mark.kind != NONE else ():
            stroke.set(transform=beside, clip_on=False)
            axes.add_line(stroke)
        look: Any = {"fontsize": style.SMALL, "color": style.GREY, "va": "top", "linespacing": 1.1}
        at = (1.07, y + level * LEVEL - style.SMALL / 144)
        axes.text(*at, text, transform=beside, **look)
        free = level + 1 + text.count("\n")
    return LEVEL * max(1, free, *(1 + level for level in levels.values()))


def _strokes(mark: Mark, left: float, right: float, y: float, gid: str = "") -> Iterator[Line2D]:
    """Yield what a mark is drawn with: a marker, a bar, or a thin line for a time that is not known exactly."""
    color, face = mark.look.color, "white" if mark.implied else mark.look.color
    if mark.bar:
        for width, fill in ((6, color), (4, face)):
            yield Line2D([left, right], [y, y], color=fill, linewidth=width, solid_capstyle="butt", zorder=2, gid=gid)
            gid = ""
        return
    yield Line2D([left, right], [y, y], color=color, linewidth=0.8, zorder=2)
    if not mark.point:
        for x, end, arrow in ((left, mark.start, "<"), (right, mark.end, ">")):
            marker, size = (arrow, 3.5) if end is None else ("|", 6)
            yield Line2D([x], [y], marker=marker, markersize=size, color=color, markeredgewidth=0.8, zorder=2)
    look: Any = {"marker": mark.look.marker, "markersize": 5, "markerfacecolor": face, "markeredgewidth": 0.9}
    yield Line2D([(left + right) / 2], [y], color=color, zorder=3, gid=gid, **look)


def _draw_events(axes: Axes, behind: Sequence[Any], first: int, last: int, rise: float) -> None:
    """Draw the events of the article behind the lines, each with its label on a line of its own above them.

    behind: start, end and row of each event; rise: points between the lines and the lowest label
    """
    for start, end, row in sorted(behind, key=lambda one: -(one[0] or first)):
        start, end = start or first, end or last
        if end - start < FRINGE:
            axes.axvline((start + end) / 2, color=style.GREY, linewidth=0.8, linestyle=(0, (3, 2)), zorder=0.5)
        else:
            fringe = FRINGE if row.get("qualifier") == "around" else 0
            axes.axvspan(start - fringe, end + fringe, color=style.FAINT, linewidth=0, zorder=0.1)
            axes.axvspan(start, end, color=style.SHADE, linewidth=0, zorder=0.2)
        late = start > (first + last) / 2  # the label of a late event stands before it
        label = style.wrapped(row.get("label") or style.words(row.get("event") or ""), 48, 1)
        at: Any = {"xycoords": axes.get_xaxis_transform(), "textcoords": "offset points", "ha": ("left", "right")[late]}
        leader = {"arrowstyle": "-", "color": style.RULE, "linewidth": 0.6, "shrinkA": 0, "shrinkB": 0}
        at["arrowprops"] = {**leader, "relpos": (int(late), 0)}
        axes.annotate(label, (start, 1), (0, rise), color=style.GREY, fontsize=style.SMALL, zorder=1, **at)
        rise += 1.3 * style.SMALL


def _key(marks: Sequence[Mark]) -> list[Mark]:
    """Return a sample of each way of drawing that occurs; its text is what it means."""
    samples = []
    for kind in sorted({mark.kind for mark in marks}, key=lambda kind: ([*KINDS, kind].index(kind), kind)):
        bars = [mark.bar for mark in marks if mark.kind == kind]
        name = style.wrapped(Mark(kind, "", None, None).look.name, 24, 1)
        if any(bars):
            samples.append(Mark(kind, name, 0, 1))
            name = f"{name} of unknown length"
        if not all(bars):
            samples.append(Mark(kind, name, 0, 0, point=True))
    within = [mark for mark in marks if mark.dated and not mark.point and not mark.bar]
    for text, found in (
        ("year only", [mark for mark in marks if mark.point and (mark.end or 0) - (mark.start or 0) > 0.5]),
        ("at some time between", [mark for mark in within if None not in (mark.start, mark.end)]),
        ("other end not stated", [mark for mark in within if None in (mark.start, mark.end)]),
    ):
        samples += [mark._replace(text=text) for mark in found[:1]]
    implied = [mark for mark in marks if mark.implied]
    return [*samples, *(Mark(mark.kind, "open: implied", 0, 0, point=True, implied=True) for mark in implied[:1])]


class KeyHandler(HandlerBase):
    """Draws a mark in the key as it is drawn on a line."""

    def create_artists(self, _legend: Any, mark: Any, *space: Any) -> list[Artist]:
        """Return the strokes of a mark; space: descents, width, height, font size and transform in the key."""
        _, _, width, height, _, transform = space
        left, right = (width / 2, width / 2) if mark.start == mark.end else (0, width)
        strokes: list[Artist] = list(_strokes(mark, left, right, height / 2))
        for stroke in strokes:
            stroke.set_transform(transform)
        return strokes
