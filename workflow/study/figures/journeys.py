"""Figure: the journeys of the named participants in time (sections 4.1-4.3, pages 69-79)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, inf
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from .moments import period, span
from .style import (
    BLUE,
    FAINT,
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
    place,
    spaced,
    styled,
    width_of,
    words,
    wrapped,
)


class Kind(NamedTuple):
    """How a kind of event is drawn."""

    name: str  # in the key
    marker: str
    size: float  # points
    color: str
    lasts: bool = False  # it goes on from its start to its end, rather than happening at some time between them
    telling: bool = False  # its details are written at it


KINDS = {
    "crossing": Kind("crossing into China", ">", 6.0, VERMILION),
    "stay": Kind("stay", "h", 6.0, GREEN, lasts=True, telling=True),
    "detention": Kind("detention begins", "X", 6.2, UMBER, telling=True),
    "event": Kind("other event", "D", 4.6, PLUM, telling=True),
    "arrival": Kind("arrival", "s", 5.0, BLUE),
    "interview": Kind("interview", "o", 4.6, INK),
}
NONE = "none"  # the kind of a row that only says that nothing about the participant is dated
UNDATED = "no year stated"

FRINGE = 0.5  # years by which an event `around` a date is drawn wider on both sides

# Inches
EDGE = 0.04  # free paper around the drawing
LEVEL = 0.11  # from a level of a line to the next
HALF = 0.045  # half the height of a mark
BETWEEN = 0.15  # free height between two lines
STUB = 0.3  # an interval without an end, and free paper on both sides of the years
HEADING = 0.2  # height of the name of a destination
BESIDE = 1.4  # width of the column for what has no date
LONGEST = 2.6  # of a text at a mark
YEARS = 0.2  # height of the years under the lines
KEY = 0.17  # height of a line of the key
TALL = 5.0  # a figure with more paper for its lines than this has the years at the top, too


class Mark(NamedTuple):
    """A row of the table, in years; `point` if its date is known as exactly as it is given."""

    kind: str
    text: str
    start: float | None
    end: float | None
    point: bool
    implied: bool

    @property
    def look(self) -> Kind:
        name = words(self.kind).lower() or "kind not named"
        return KINDS.get(self.kind) or Kind(name, "P", 6.0, GREY, telling=True)

    @property
    def dated(self) -> bool:
        return self.start is not None or self.end is not None

    @property
    def known(self) -> bool:
        return self.start is not None and self.end is not None


class Placed(NamedTuple):
    """A mark on the paper: from left to right, and how far under the middle of its line."""

    mark: Mark
    left: float
    right: float
    drop: float

    @property
    def box(self) -> Box:
        """Return the paper that the mark takes, counted upwards from the middle of its line."""
        half = 0.0 if self.mark.look.lasts and self.mark.known else HALF
        middle = (self.left + self.right) / 2
        left, right = min(self.left, middle - half), max(self.right, middle + half)
        return Box(left, -self.drop - HALF, right, -self.drop + HALF)


@dataclass
class Line:
    """A participant: the marks, where they are placed, and the texts at them with the paper that they take."""

    code: str
    name: str
    destination: str
    marks: list[Mark] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    texts: list[tuple[Box, str]] = field(default_factory=list)

    @property
    def undated(self) -> list[Mark]:
        return [mark for mark in self.marks if not mark.dated and mark.kind != NONE]

    @property
    def beside(self) -> list[tuple[Mark, list[str]]]:
        """Return the marks without a date, each with its text in lines."""
        room = BESIDE - 0.25
        return [(mark, wrapped(mark.text or mark.look.name, room, SMALL, at_most=3)) for mark in self.undated]

    @property
    def above(self) -> float:
        boxes = [placed.box for placed in self.placed] + [box for box, _ in self.texts]
        return max([TEXT / 144, *(box.top for box in boxes)])

    @property
    def below(self) -> float:
        boxes = [placed.box for placed in self.placed] + [box for box, _ in self.texts]
        beside = height_of(sum(len(lines) for _, lines in self.beside), SMALL) - SMALL / 144
        return max([TEXT / 144, beside, *(-box.bottom for box in boxes)])


class Scale(NamedTuple):
    """Where the years are on the paper."""

    first: int
    last: int
    left: float
    right: float

    @property
    def year(self) -> float:
        return (self.right - self.left - 2 * STUB) / max(self.last - self.first, 1)

    def x(self, moment: float) -> float:
        return self.left + STUB + (moment - self.first) * self.year


class Banner(NamedTuple):
    """An event of the article: the paper it takes behind the lines, and its label."""

    left: float
    right: float
    fringe: float  # on both sides, if the date is only approximate
    label: list[str]
    at: float  # left end of the label
    level: int

    @property
    def thin(self) -> bool:
        return self.right - self.left < HALF

    @property
    def stroke(self) -> Box:
        """Return the paper that the stroke of a thin banner takes, whatever the line it crosses."""
        middle = (self.left + self.right) / 2
        return Box(middle - 0.03, -inf, middle + 0.03, inf)


@styled()
def draw(rows: Rows, events: Rows = ()) -> Figure:
    """Draw a line for each participant on an axis of years, before the events of the article.

    Columns of `rows`: `participant`, `label`, `destination`, `event`, `kind`, `start`, `end`, `precision`, `basis`,
    `detail`, `page`. Columns of `events`: `event`, `label`, `start`, `end`, `qualifier`.

    Dates are a year, a month or a day in ISO form. A row with equal `start` and `end` is a marker, with a thin line
    over the year if only the year is known. A row with two dates is a bar if its kind lasts (`stay`, `detention`);
    else it happened at some time between them: a thin line with closed ends. Where one date is missing, that end of
    the line is an arrow. What has no date stands beside the axis. Markers are filled where the `basis` is `stated`,
    open where it is not. Participants are grouped by destination and else keep the order of the rows. An event without
    any date is left out.
    """
    lines = _lines(rows)
    if not lines:
        return no_data("no journey is recorded")
    scale = _scale(lines, events)
    banners = _banners(events, scale)
    for line in lines:
        _place(line, scale, [banner.stroke for banner in banners if banner.thin])
    tops = _tops(lines)
    key = _key(lines)

    years = YEARS if scale.last > scale.first else 0.0
    foot = EDGE + KEY * (1 + max((row for _, row in key), default=-1)) + 0.06  # the lower end of the years
    low, high = foot + years, foot + years + tops[-1]  # the ends of the paper with the lines
    tall = years if tops[-1] > TALL else 0.0
    labels = high + tall + 0.03
    height = labels + EDGE + height_of(sum(_levels(banners)), SMALL)
    figure = Figure(figsize=(WIDTH, max(height, high + 0.2)))
    axes = paper(figure)
    _draw_banners(axes, banners, scale, low, high + tall, labels)
    if years:
        _draw_years(axes, scale, low, high, above=bool(tall))
    if any(line.undated for line in lines):
        axes.text(scale.right + 0.12, high + 0.03, UNDATED, fontsize=SMALL, color=GREY, style="italic")
    heading = None
    for line, top in zip(lines, tops, strict=False):
        if line.destination != heading and any(one.destination for one in lines):
            heading = line.destination
            axes.text(EDGE, high - top + 0.03, _heading(heading), color=GREY, fontsize=SMALL, style="italic")
        _draw_line(axes, line, scale, high - top - BETWEEN / 2 - line.above)
    for placed, row in key:
        y = foot - 0.06 - KEY * (row + 0.5)
        _draw_mark(axes, placed, y)
        axes.text(placed.right + 0.08, y, placed.mark.text, va="center_baseline", fontsize=SMALL)
    return figure


def _heading(destination: str) -> str:
    """Return what stands over the participants with a destination."""
    return f"to {place(destination)}" if destination else "destination\nnot stated"


def _lines(rows: Rows) -> list[Line]:
    """Return the participants, with those of a destination together and those without one at the end."""
    lines: dict[str, Line] = {}
    for row in rows:
        name = row.get("label") or words(row.get("participant") or "participant not named")
        code = row.get("participant") or name.replace(" ", "_")
        line = lines.setdefault(code, Line(code, wrapped(name, 1.3, TEXT, at_most=1)[0], ""))
        line.destination = line.destination or row.get("destination") or ""
        line.marks.append(_mark(row))
    destinations = list(dict.fromkeys(line.destination for line in lines.values() if line.destination))
    return sorted(lines.values(), key=lambda line: [*destinations, ""].index(line.destination))


def _mark(row: Mapping[str, str]) -> Mark:
    """Return a row as a mark; what lasts is drawn from the middle of its first date to the middle of its last."""
    kind = row.get("kind") or ""
    first, last = period(row.get("start")), period(row.get("end"))
    start, end = (first[0] if first else None), (last[1] if last else None)
    point = first is not None and row.get("start") == row.get("end")
    if kind in KINDS and KINDS[kind].lasts and not point:
        start, end = (sum(first) / 2 if first else None), (sum(last) / 2 if last else None)
    if start is not None and end is not None and end < start:
        start, end = end, start
    text = row.get("detail") or words(row.get("event") or "").lower()
    return Mark(kind, text, start, end, point, row.get("basis") != "stated")


def _scale(lines: Sequence[Line], events: Rows) -> Scale:
    """Return the years that all dates lie in, on the paper between the names and what has no date."""
    ends = [end for line in lines for mark in line.marks for end in (mark.start, mark.end) if end is not None]
    ends += [end for event in events for end in span(event.get("start"), event.get("end")) if end is not None]
    names = [width_of(line.name, TEXT) for line in lines]
    names += [width_of(text, SMALL) for line in lines for text in _heading(line.destination).split("\n")]
    left = EDGE + max(names) + 0.1
    right = WIDTH - EDGE - (BESIDE if any(line.undated for line in lines) else 0)
    return Scale(floor(min(ends)), ceil(max(ends)), left, right) if ends else Scale(0, 0, left, right)


def _place(line: Line, scale: Scale, strokes: Sequence[Box]) -> None:
    """Place the marks of a line, and the texts at them, so that none covers another and no stroke crosses a text."""
    dated = [mark for mark in line.marks if mark.dated]
    for mark in sorted(dated, key=lambda mark: (not mark.point, mark.look.lasts)):
        left = scale.x(mark.start) if mark.start is not None else scale.x(mark.end or 0) - STUB
        right = scale.x(mark.end) if mark.end is not None else left + STUB
        level = 0
        while any(Placed(mark, left, right, level * LEVEL).box.meets(other.box) for other in line.placed):
            level = -level if level > 0 else 1 - level  # 0, 1, -1, 2, -2 …
        line.placed.append(Placed(mark, left, right, level * LEVEL))
    for placed in line.placed:
        if placed.mark.look.telling and placed.mark.text:
            _tell(line, placed, scale, strokes)
    if not dated:
        left = scale.left + STUB
        width, half = width_of(UNDATED, SMALL), SMALL / 144
        for stroke in sorted(strokes):
            if Box(left, -half, left + width, half).meets(stroke):
                left = stroke.right
        line.texts.append((Box(left, -half, left + width, half), UNDATED))


def _tell(line: Line, placed: Placed, scale: Scale, strokes: Sequence[Box]) -> None:
    """Place the text of a mark: after it, before it or, if both are taken, under the line."""
    text = wrapped(placed.mark.text, LONGEST, SMALL, at_most=1)[0]
    width, half = width_of(text, SMALL), SMALL / 144
    box = placed.box
    taken = [other.box for other in line.placed] + [other for other, _ in line.texts]
    for left in (box.right + 0.05, box.left - 0.05 - width):
        spot = Box(left, -placed.drop - half, left + width, -placed.drop + half)
        if scale.left < left and spot.right < scale.right and not any(map(spot.meets, (*taken, *strokes))):
            line.texts.append((spot, text))
            return
    left = max(min(box.left, scale.right - width), scale.left)
    top = min(other.bottom for other in taken) - 0.02
    line.texts.append((Box(left, top - 2 * half, left + width, top), text))


def _tops(lines: Sequence[Line]) -> list[float]:
    """Return how far under the upper end of the paper each line begins, and at last where the paper ends."""
    tops = [0.0]
    previous = None
    for line in lines:
        if line.destination != previous and any(one.destination for one in lines):
            tops[-1] += HEADING + height_of(_heading(line.destination).count("\n"), SMALL)
            previous = line.destination
        tops.append(tops[-1] + line.above + line.below + BETWEEN)
    return tops


def _banners(events: Rows, scale: Scale) -> list[Banner]:
    """Return the dated events from right to left, each with its label above all labels that it would cover."""
    banners: list[Banner] = []
    dated = []
    for event in events:
        start, end = span(event.get("start"), event.get("end"))
        if start is not None or end is not None:
            dated.append((scale.first if start is None else start, scale.last if end is None else end, event))
    for start, end, event in sorted(dated, key=lambda one: -one[0]):
        label = wrapped(event.get("label") or words(event.get("event") or ""), 1.5, SMALL)
        width = max((width_of(line, SMALL) for line in label), default=0)
        at = max(min(scale.x(start) + 0.03, WIDTH - EDGE - width), 0)
        over = [one for one in banners if at < one.at + max(width_of(line, SMALL) for line in one.label) + 0.08]
        level = max((one.level + 1 for one in over if one.at < at + width + 0.08), default=0)
        fringe = FRINGE * scale.year if event.get("qualifier") == "around" else 0
        banners.append(Banner(scale.x(start), scale.x(end), fringe, label, at, level))
    return banners


def _levels(banners: Sequence[Banner]) -> list[int]:
    """Return how many lines of text each level of labels needs, from the lowest upwards."""
    levels = range(1 + max((banner.level for banner in banners), default=-1))
    return [max((len(banner.label) for banner in banners if banner.level == level), default=0) for level in levels]


def _key(lines: Sequence[Line]) -> list[tuple[Placed, int]]:
    """Return a sample of each way of drawing that occurs, with the line of the key that it stands in."""
    marks = [mark for line in lines for mark in line.marks if mark.kind != NONE]
    samples = []
    for kind in sorted({mark.kind for mark in marks}, key=lambda kind: ([*KINDS, kind].index(kind), kind)):
        own = [mark for mark in marks if mark.kind == kind]
        name = own[0].look.name
        bars = [mark for mark in own if mark.look.lasts and mark.known and not mark.point]
        if bars:
            samples.append(Mark(kind, name, 0, 1, point=False, implied=False))
            name = f"{name} of unknown length"
        if len(bars) < len(own):
            samples.append(Mark(kind, name, 0, 0, point=True, implied=False))
    within = [mark for mark in marks if mark.known and not mark.point and not mark.look.lasts]
    ajar = [mark for mark in marks if mark.dated and not mark.known]
    yearly = [mark for mark in marks if mark.point and (mark.end or 0) - (mark.start or 0) > 0.5]
    samples += [Mark(mark.kind, "year only", 0, 1, True, mark.implied) for mark in yearly[:1]]
    samples += [Mark(mark.kind, "at some time between", 0, 1, False, mark.implied) for mark in within[:1]]
    samples += [Mark(mark.kind, "other end not stated", mark.start, mark.end, False, mark.implied) for mark in ajar[:1]]
    samples += [Mark(mark.kind, "open: implied", 0, 0, True, True) for mark in marks if mark.implied][:1]
    key: list[tuple[Placed, int]] = []
    x, row = EDGE + 0.06, 0
    for mark in samples:
        long = 0.0 if mark.start == mark.end else STUB
        width = long + 0.08 + width_of(mark.text, SMALL)
        if key and x + width > WIDTH - EDGE:
            x, row = EDGE + 0.06, row + 1
        key.append((Placed(mark, x, x + long, 0), row))
        x += width + 0.22
    return key


def _draw_banners(axes: Axes, banners: Sequence[Banner], scale: Scale, low: float, high: float, labels: float) -> None:
    """Draw the events of the article behind the lines, from the years up to the labels."""
    levels = _levels(banners)
    for banner in banners:
        bottom = labels + height_of(sum(levels[: banner.level]), SMALL)
        middle = (banner.left + banner.right) / 2
        if banner.thin:
            axes.vlines(middle, low, bottom, color=GREY, linewidth=0.8, linestyle=(0, (3, 2)), zorder=0.5)
        else:
            for edge, color, order in ((banner.fringe, FAINT, 0.1), (0.0, SHADE, 0.2)):
                left, right = max(banner.left - edge, scale.left), min(banner.right + edge, scale.right)
                band = Rectangle((left, low), right - left, high - low, color=color, linewidth=0, zorder=order)
                axes.add_patch(band)
            axes.vlines(banner.left, high, bottom, color=RULE, linewidth=0.6, zorder=0.5)
        text = "\n".join(banner.label)
        axes.text(banner.at, bottom, text, va="bottom", fontsize=SMALL, color=GREY, linespacing=LINE)


def _draw_years(axes: Axes, scale: Scale, low: float, high: float, *, above: bool) -> None:
    """Draw the axis under the lines, and over them too if they are many."""
    axes.hlines(low, scale.left, scale.right, color=RULE, linewidth=0.6)
    for year in range(scale.first, scale.last + 1):
        axes.vlines(scale.x(year), low - 0.03, low, color=RULE, linewidth=0.6)
    for year in spaced(scale.first, scale.last - 1, scale.year, width_of("2000", SMALL) + 0.05):
        middle = scale.x(year + 0.5)
        axes.text(middle, low - 0.05, str(year), ha="center", va="top", fontsize=SMALL)
        if above:
            axes.text(middle, high + 0.05, str(year), ha="center", va="bottom", fontsize=SMALL)


def _draw_line(axes: Axes, line: Line, scale: Scale, y: float) -> None:
    """Draw a participant: the name, the marks and their texts, and beside the axis what has no date."""
    axes.text(EDGE, y, line.name, va="center_baseline")
    start = scale.left
    for box in sorted(box for box, _ in line.texts if box.bottom < 0 < box.top):
        axes.hlines(y, start, box.left - 0.04, color=RULE, linewidth=0.4, zorder=0.6)
        start = box.right + 0.04
    axes.hlines(y, start, scale.right, color=RULE, linewidth=0.4, zorder=0.6)
    for number, placed in enumerate(line.placed):
        _draw_mark(axes, placed, y, f"journeys-{line.code}-{number}")
    for box, text in line.texts:
        axes.text(box.left, y + (box.bottom + box.top) / 2, text, va="center_baseline", fontsize=SMALL, color=GREY)
    top = y
    for number, (mark, lines) in enumerate(line.beside):
        x = scale.right + 0.18
        _draw_mark(axes, Placed(mark._replace(point=True), x, x, 0), top, f"journeys-{line.code}-undated-{number}")
        at = top + SMALL / 144
        axes.text(x + 0.09, at, "\n".join(lines), va="top", fontsize=SMALL, color=GREY, linespacing=LINE)
        top -= height_of(len(lines), SMALL)


def _draw_mark(axes: Axes, placed: Placed, y: float, gid: str | None = None) -> None:
    """Draw a mark on the line at this height: a marker, a bar, or a thin line for a time that is not known exactly."""
    mark, left, right, drop = placed
    look, y = mark.look, y - drop
    middle = (left + right) / 2
    if look.lasts and mark.known and not mark.point:
        bar = Rectangle((left, y - HALF), right - left, 2 * HALF, zorder=2, gid=gid)
        bar.set(facecolor="white" if mark.implied else look.color, edgecolor=look.color, linewidth=0.9)
        bar.set_linestyle((0, (2.5, 1.2)) if mark.implied else "solid")
        axes.add_patch(bar)
        return
    axes.hlines(y, left, right, color=look.color, linewidth=0.8, zorder=2)
    if not mark.point:
        for x, end, arrow in ((left, mark.start, "<"), (right, mark.end, ">")):
            marker, size = ("|", 6.0) if end is not None else (arrow, 3.5)
            axes.plot([x], [y], marker=marker, markersize=size, color=look.color, markeredgewidth=0.8, zorder=2)
    face = "white" if mark.implied else look.color
    shape = axes.plot([middle], [y], marker=look.marker, markersize=look.size, color=look.color, zorder=3, gid=gid)[0]
    shape.set(markerfacecolor=face, markeredgewidth=0.9)
