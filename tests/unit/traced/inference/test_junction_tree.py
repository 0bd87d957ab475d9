"""Junction trees: whatever must stand together does, and what two tables share is never lost between them."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traced.inference.integer_program import cliques, tree

scopes = st.lists(st.frozensets(st.integers(0, 7), max_size=3), max_size=8)


@pytest.mark.parametrize(
    ("given_scopes", "found"),
    [
        ([], [""]),
        ([""], [""]),
        (["ab", "bc"], ["ab", "bc"]),
        (["abc", "bc", "a"], ["abc"]),
        (["a", "b"], ["a", "b"]),
        (["ab", "bc", "cd", "da"], ["abd", "bcd"]),
    ],
)
def test_cliques(given_scopes: list[str], found: list[str]) -> None:
    """Scopes within others go; a ring gets a chord."""
    assert cliques(map(frozenset, given_scopes)) == [*map(frozenset, found)]


@given(scopes)
def test_nothing_is_lost(wanted: list[frozenset[int]]) -> None:
    """Each scope is within a clique, no clique within another, and all nodes are there, whatever the order."""
    found = cliques(wanted)
    assert all(any(scope <= clique for clique in found) for scope in wanted)
    assert not any(a <= b or b <= a for a, b in combinations(found, 2))
    assert frozenset().union(*found) == frozenset().union(*wanted)
    assert cliques(reversed(wanted)) == found


@given(scopes)
def test_tree(wanted: list[frozenset[int]]) -> None:
    """The pairs join all cliques without a ring, and those that have a node hang together."""
    found = cliques(wanted)
    pairs = tree(found)
    joined = {0}
    for old, new in pairs:
        assert old in joined
        assert new not in joined
        joined.add(new)
    assert joined == {*range(len(found))}
    for node in frozenset().union(*found):
        having = {n for n, clique in enumerate(found) if node in clique}
        within = [pair for pair in pairs if having.issuperset(pair)]
        assert len(within) == len(having) - 1
