"""Settings: what the configuration may hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

FOLDER = (str, "the name of a folder")
SETTINGS: dict[str, tuple[type, str]] = {
    "data": FOLDER,
    "results": FOLDER,
    "against": (str, 'the name of a folder, or ""'),
    "release": (bool, "true or false"),
}
MAY_BE_EMPTY = ("against",)
TRUTH = {"true": True, "false": False}  # as words of the command line


def with_types(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings, with true and false as truth values also where the command line gave them as words."""
    return {
        name: TRUTH.get(value, value) if SETTINGS.get(name, FOLDER)[0] is bool and isinstance(value, str) else value
        for name, value in config.items()
    }


def setting_faults(config: Mapping[str, Any]) -> Iterator[str]:
    """Yield one line for each unknown setting, and for each value of the wrong type."""
    for name, value in config.items():
        if name not in SETTINGS:
            close = get_close_matches(name, SETTINGS, n=1)
            hint = f"did you mean {close[0]}?" if close else f"the settings are {', '.join(SETTINGS)}"
            yield f"config: {name}: there is no such setting: {hint}"
            continue
        kind, allowed = SETTINGS[name]
        if type(value) is not kind or (value == "" and name not in MAY_BE_EMPTY):
            yield f"config: {name}: {value!r} is no value of this setting: {allowed}"
