"""Drawings: a figure as the files that are published of it, the same bytes on every run."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import matplotlib
from matplotlib.figure import Figure

SALT = "traced"  # names the clip paths of an SVG; without it matplotlib draws lots
DOTS_PER_INCH = 300

# What each kind of file is told about itself: nothing that changes from one run to the next.
METADATA: dict[str, dict[str, Any]] = {
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
    "png": {},
}


def save(figure: Figure) -> dict[str, bytes]:
    """Return the figure as `svg` (text as paths), `pdf` (text that can be searched) and `png` (300 dots an inch).

    The settings are matplotlib's own defaults plus those named here, so a matplotlibrc of the reader changes nothing.
    """
    files = {}
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update({"svg.fonttype": "path", "svg.hashsalt": SALT, "pdf.fonttype": 3})
        for suffix, metadata in METADATA.items():
            content = BytesIO()
            figure.savefig(content, format=suffix, dpi=DOTS_PER_INCH, metadata=metadata)
            files[suffix] = content.getvalue()
    return files
