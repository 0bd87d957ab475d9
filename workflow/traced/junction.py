"""Junction trees: how one large table splits into small ones that together say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

Node = TypeVar("Node")


def cliques(scopes: Iterable[frozenset[Node]]) -> list[frozenset[Node]]:
    """Return sets of nodes such that each scope is within one, and a tree can join them; none is within another.

    scopes: the nodes that must stand in one table; nodes have an order, which decides between equally good choices

    The node with the fewest neighbours is taken out first, after all its neighbours are joined to each other.
    """
    neighbours: dict[Node, set[Node]] = {}
    for scope in scopes:
        for node in scope:
            neighbours.setdefault(node, set()).update(scope - {node})
    found: list[frozenset[Node]] = []
    while neighbours:
        node = min(sorted(neighbours), key=lambda node: len(neighbours[node]))  # type: ignore[type-var]
        around = neighbours.pop(node)
        if not any({node, *around} <= clique for clique in found):
            found.append(frozenset({node, *around}))
        for other in around:
            neighbours[other] = (neighbours[other] | around) - {node, other}
    return found or [frozenset()]


def tree(cliques: Sequence[frozenset[Node]]) -> list[tuple[int, int]]:
    """Return the pairs of cliques, by position, that a tree joins such that what two have in common all between have.

    Each pair is of one that is in the tree already and a new one; of all pairs it has the most in common.
    """
    joined, left = [0], list(range(1, len(cliques)))
    pairs: list[tuple[int, int]] = []
    while left:
        old, new = max(
            ((i, j) for i in joined for j in left), key=lambda pair: len(cliques[pair[0]] & cliques[pair[1]])
        )
        pairs.append((old, new))
        joined.append(new)
        left.remove(new)
    return pairs
