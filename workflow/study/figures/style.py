"""The look that the figures share: paper, ink, type and the measuring of text.

Colours are those of Okabe and Ito (2008), safe for colour-blind readers; each is always paired with a shape, a line
style or a hatch, so that the figures also print in grey.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

Rows = Sequence[Mapping[str, str]]

WIDTH = 144 / 25.4  # inches: the text width of the PDF, in which no figure is scaled, so that type keeps its size
POINT = 1 / 72  # inches

TEXT = 8.0  # points: labels
SMALL = 7.0  # points: values, ticks and notes
LINE = 1.25  # line height, in type sizes
LETTERS = 24  # of a word that is printed whole

FONT = "DejaVu Sans"  # comes with matplotlib, so that the same letters look the same everywhere
# For letters that it lacks, those of these that the machine has: what systems bring along for Korean and Japanese.
OTHERS = (
    *("Noto Sans CJK KR", "Noto Sans CJK JP", "Noto Sans KR", "Noto Sans JP", "NanumGothic", "IPAexGothic"),
    *("Apple SD Gothic Neo", "Hiragino Sans", "Malgun Gothic", "Yu Gothic", "Droid Sans Fallback"),
)

INK = "#1a1a1a"
GREY = "#5f5f5f"
RULE = "#b3b3b3"
SHADE = "#e9e9e9"
FAINT = "#f5f5f5"
BLUE = "#0072B2"
ORANGE = "#E69F00"
UMBER = "#8A5F00"  # orange dark enough for type and outlines
VERMILION = "#BF5200"  # darkened like the next two, so that it can be type: 4.5 to 1 on white
GREEN = "#00805E"
PLUM = "#A3487C"

SETTINGS: Any = {
    "font.size": TEXT,
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in a label is a dollar sign
    "axes.edgecolor": RULE,
    "axes.labelcolor": INK,
    "axes.labelsize": TEXT,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": RULE,
    "ytick.color": RULE,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "hatch.linewidth": 0.7,
}


class Box(NamedTuple):
    """A rectangle of paper, in inches."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles overlap; a shared edge is no overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top


@contextmanager
def styled() -> Iterator[None]:
    """Draw with these settings and matplotlib's own defaults, whatever the reader's matplotlibrc says."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(SETTINGS | {"font.family": fonts()})
        yield


def fonts() -> list[str]:
    """Return the fonts of the figures; each letter is drawn in the first that has it."""
    present = set(fontManager.get_font_names())
    return [FONT, *(name for name in OTHERS if name in present)]


def unwritable(figures: Iterable[Figure]) -> list[str]:
    """Return the texts of figures, each once, with a letter that none of the fonts has."""
    faces = [get_font(findfont(name)) for name in fonts()]
    texts = dict.fromkeys(text.get_text() for figure in figures for text in figure.findobj(Text))
    return [
        text
        for text in texts
        if not all(any(face.get_char_index(ord(letter)) for face in faces) for letter in "".join(text.split()))
    ]


def paper(figure: Figure) -> Axes:
    """Return invisible axes that cover the whole figure, measured in inches from its lower left corner."""
    width, height = figure.get_size_inches()
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0), frameon=False)
    axes.set(xlim=(0, width), ylim=(0, height), xticks=[], yticks=[])
    return axes


def inset(figure: Figure, left: float, bottom: float, right: float, top: float) -> Axes:
    """Return axes with these margins to the edges of the figure, in inches."""
    width, height = figure.get_size_inches()
    box = (left / width, bottom / height, (width - left - right) / width, (height - bottom - top) / height)
    return figure.add_axes(box)


def no_data(what: str) -> Figure:
    """Return the figure of an empty table: it says that there is nothing to draw."""
    figure = Figure(figsize=(WIDTH, 0.9))
    text = f"No data: {what}."
    paper(figure).text(WIDTH / 2, 0.45, text, ha="center", va="center", color=GREY, style="italic")
    return figure


def whole(cell: str | None) -> int | None:
    """Return the whole number in a cell, or nothing where the cell is empty or holds something else."""
    try:
        return round(float(cell or ""))
    except (ValueError, OverflowError):
        return None


def words(code: str) -> str:
    """Return a code as words: `south_korea` is `South Korea`; for codes that come without a label."""
    text = code.replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def place(code: str) -> str:
    """Return the code of a country as its name: `south_korea` is `South Korea`."""
    return code.replace("_", " ").strip().title()


def width_of(text: str, size: float) -> float:
    """Return the width in inches of one line of text."""
    measured: tuple[float, float, float] = text_to_path.get_text_width_height_descent(
        text, FontProperties(family=fonts(), size=size), False
    )
    return measured[0] * POINT


def height_of(lines: int, size: float) -> float:
    """Return the height in inches of so many lines of text."""
    return lines * size * LINE * POINT


def wrapped(text: str, width: float, size: float, at_most: int | None = None) -> list[str]:
    """Return the lines of a text that is to fit a width in inches; what exceeds `at_most` lines ends in an ellipsis.

    So does a word with more letters than any that is spoken, which would make the figure as wide as it is.
    """
    lines: list[str] = []
    for word in (word if len(word) <= LETTERS else f"{word[: LETTERS - 1]}…" for word in text.split()):
        if lines and width_of(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if at_most is None or len(lines) <= at_most:
        return lines
    last = lines[at_most - 1].split()
    while len(last) > 1 and width_of(" ".join(last) + " …", size) > width:
        last.pop()
    return [*lines[: at_most - 1], " ".join(last) + " …"]


def spaced(first: int, last: int, unit: float, room: float) -> list[int]:
    """Return the years to print on an axis with so many inches a year, if a printed year needs this room."""
    step = next((step for step in (1, 2, 5, 10, 20, 50) if step * unit >= room), 100)
    return [year for year in range(first, last + 1) if year % step == 0] or [first]
