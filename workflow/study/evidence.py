"""Which cells of a row are its value: what an audit points to, and what a lineage proof changes first."""

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
