"""Which cells of a row are its value, which name it, and which only say where it comes from."""

from __future__ import annotations

VALUES: dict[str, tuple[str, ...]] = {
    "codings": ("value",),
    "further": ("value",),
    "aggregates": ("value", "measure"),
    "strategies": ("value",),
    "routes": ("from", "to"),
    "new_entries": ("entries",),
    "south_korea_arrivals": ("total",),
    "facts": ("value",),
    "events": ("start", "end"),
}

# What names a row, wherever in its file it stands: the columns that together may not repeat.
KEYS: dict[str, tuple[str, ...]] = {
    "codings": ("participant", "variable"),
    "further": ("participant", "variable"),
    "aggregates": ("statement",),
    "strategies": ("strategy", "variable"),
    "routes": ("route", "leg", "from", "to"),
    "new_entries": ("year", "nationality", "residence_status"),
    "south_korea_arrivals": ("period",),
    "facts": ("fact",),
    "events": ("event",),
}

# Where a row comes from, for its reader: no number follows these cells.
NOTES = ("page", "locator", "evidence", "source", "citation")
