"""Moments: dates of a year, a month or a day, as positions on an axis of years."""

from __future__ import annotations

from datetime import date


def period(cell: str | None) -> tuple[float, float] | None:
    """Return the beginning and the end of `2006`, `2006-12` or `2006-12-24`; nothing if the cell is no such date."""
    try:
        year, *rest = [int(part) for part in (cell or "").strip().split("-")]
        begin = date(year, *[*rest, 1, 1][:2])
    except (ValueError, TypeError):
        return None
    start = year + (begin.timetuple().tm_yday - 1) / 365.25
    if not rest:
        return float(year), year + 1.0
    return start, start + (1 / 12 if len(rest) == 1 else 1 / 365.25)


def span(start: str | None, end: str | None) -> tuple[float | None, float | None]:
    """Return when what begins and ends on these dates begins and ends, as far as that is known."""
    first, last = period(start), period(end)
    return (first[0] if first else None), (last[1] if last else None)
