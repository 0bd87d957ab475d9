"""Smallest contradictions: of items that cannot all be true together, the fewest that cannot."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Item = TypeVar("Item")
Clash = Callable[[Sequence[Item]], bool]
ROUNDS = 100  # sets that are looked at before the search for the smallest gives up


def smallest(
    items: Sequence[Item], clash: Clash[Item], found: list[Item], rounds: int = ROUNDS
) -> tuple[list[Item], bool]:
    """Return the fewest of some items that contradict each other, and whether fewer are ruled out.

    clash: tells whether items cannot all be true; those that contain others that cannot are no better
    found: some items that cannot all be true, which are the answer where no fewer are found

    Whatever contradicts itself has an item in common with each set of items whose absence mends all. So the fewest
    items that have one in common with each such set known are a bound from below: if they clash they are the answer,
    and if not, they lead to another such set. After so many rounds the search gives up.
    """
    mending: list[frozenset[int]] = []
    for _ in range(rounds):
        needed = fewest_of_each(mending, len(items))
        if len(needed) >= len(found):
            return found, True
        chosen = [items[n] for n in needed]
        if clash(chosen):
            return chosen, True
        kept = grown(
            needed, [n for n in range(len(items)) if n not in needed], lambda ns: clash([items[n] for n in ns])
        )
        mending.append(frozenset(range(len(items))) - frozenset(kept))
    return found, False


def irreducible(items: Sequence[Item], clash: Clash[Item]) -> list[Item]:
    """Return, of items that contradict each other, some that still do, and no longer without any one of them.

    Whatever can be left out is, the first items first: half of them, then half of that half, down to the single item.
    """

    def needed(among: Sequence[Item], beside: Sequence[Item]) -> list[Item]:
        if clash(beside):
            return []
        if len(among) == 1:
            return [*among]
        half = len(among) // 2
        first = needed(among[:half], [*among[half:], *beside])
        return [*first, *needed(among[half:], [*first, *beside])]

    return needed(items, [])


def grown(kept: Sequence[int], rest: Sequence[int], clash: Clash[int]) -> Sequence[int]:
    """Return positions that do not clash, with as many of the rest as they can stand, the first first."""
    if not clash([*kept, *rest]):
        return [*kept, *rest]
    if len(rest) == 1:
        return kept
    half = len(rest) // 2
    return grown(grown(kept, rest[:half], clash), rest[half:], clash)


def fewest_of_each(sets: Collection[Iterable[int]], size: int) -> list[int]:
    """Return the fewest positions below `size` of which each set has one."""
    if not sets:
        return []
    rows = np.zeros((len(sets), size))
    for row, positions in zip(rows, sets, strict=True):
        row[[*positions]] = 1
    found = milp(
        np.ones(size), integrality=np.ones(size, dtype=int), bounds=Bounds(0, 1), constraints=LinearConstraint(rows, 1)
    )
    if found.x is None:
        raise ArithmeticError(f"the integer program was not solved: {found.message}")
    return [int(n) for n in np.flatnonzero(found.x > 0.5)]
