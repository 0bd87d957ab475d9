"""Drawings: a figure as the files that are published of it, the same bytes on every run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import matplotlib
from matplotlib import style
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, fontManager, get_font
from matplotlib.text import Text

# Text of an SVG is drawn as paths, that of a PDF can be searched. The salt names the clip paths of an SVG, which
# matplotlib would else name at random.
FORMATS: Any = {"svg.fonttype": "path", "svg.hashsalt": "traced", "pdf.fonttype": 3}
# Metadata of each kind of file without what changes from one run to the next.
METADATA: dict[str, dict[str, Any]] = {"svg": {"Date": None}, "pdf": {"CreationDate": None}, "png": {}}


@contextmanager
def styled(sheet: str) -> Iterator[None]:
    """Draw by a style sheet and matplotlib's own defaults, whatever matplotlibrc the reader has.

    Of the fonts that the sheet names, those of this machine are used: each letter is drawn in the first that has it.
    """
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        style.use(sheet)
        present = set(fontManager.get_font_names())
        families = [name for name in matplotlib.rcParams["font.family"] if name in present]
        matplotlib.rcParams.update(FORMATS | {"font.family": families})
        yield


def save(figure: Figure) -> dict[str, bytes]:
    """Return the figure as `svg`, `pdf` and `png`, all laid out alike; to be called where it was `styled`."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for axes in figure.axes:  # the last digits of what the solver of the layout returns vary from run to run
        left, bottom, width, height = (round(float(part), 6) for part in axes.get_position().bounds)
        axes.set_position((left, bottom, width, height))
    files = {}
    for suffix, metadata in METADATA.items():
        content = BytesIO()
        figure.savefig(content, format=suffix, metadata=metadata)
        files[suffix] = content.getvalue()
    return files


def unwritable(figures: Iterable[Figure]) -> list[str]:
    """Return the texts of figures, each once, with a letter that none of the fonts has."""
    faces = [get_font(findfont(name)) for name in matplotlib.rcParams["font.family"]]
    texts = dict.fromkeys(text.get_text() for figure in figures for text in figure.findobj(Text))
    return [
        text
        for text in texts
        if not all(any(face.get_char_index(ord(letter)) for face in faces) for letter in "".join(text.split()))
    ]
