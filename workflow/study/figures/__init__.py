"""The figures of the study, one module each; the workflow finds them here by their names.

A module declares in `TABLES` what it draws, first the table with its own name, and has a function `draw` that takes
their rows in this order and returns a figure. The rows are mappings of text to text, as their CSV files hold them; an
empty cell is a missing value. A table without rows draws a figure that says so, and a code that a module does not know
is drawn in a neutral way, never dropped. Caption and alternative text stand in the manuscript. A further table of a
figure, beside the one with its name, is also named in MORE_TABLES in workflow/rules/common.smk.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from traced.core.record import Tables
from traced.reading.variable import Codebook


class FigureTable(NamedTuple):
    """A table that a figure draws.

    rows: computes its rows from the tables of records and the codebook
    labels: the columns with words of the data that are drawn, in which a number would have no origin
    columns: the header; without it, that of the first row
    """

    rows: Callable[[Tables, Codebook], list[dict[str, object]]]
    labels: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
