"""Irreducible conflicts: of items that cannot all be true, some that cannot either, none of which can be spared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def irreducible(items: Sequence[Item], clash: Callable[[Sequence[Item]], bool]) -> list[Item]:
    """Return an irreducible conflict: items that clash, and no longer do without any one of them.

    items: they clash together; those that come first are spared first
    clash: whether some items cannot all be true; adding an item never mends a clash

    A deletion filter: one item at a time is left out for good if the others still clash.
    """
    kept = [*items]
    for item in items:
        others = [other for other in kept if other is not item]
        if clash(others):
            kept = others
    return kept
