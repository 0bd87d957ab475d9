"""Smallest contradictions: as going through all sets of items finds them."""

from collections.abc import Callable, Sequence
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from traced.smallest import irreducible, smallest

ITEMS = "abcdefgh"
systems = st.lists(st.frozensets(st.sampled_from(ITEMS), min_size=1), min_size=1, max_size=8)


def clash_of(contradictions: Sequence[frozenset[str]]) -> Callable[[Sequence[str]], bool]:
    """Return what tells whether items contain one of several contradictions."""
    return lambda items: any(contradiction <= {*items} for contradiction in contradictions)


@given(systems)
def test_irreducible(contradictions: list[frozenset[str]]) -> None:
    """What is found clashes, and no longer does without any one of its items."""
    clash = clash_of(contradictions)
    found = irreducible(ITEMS, clash)
    assert clash(found)
    assert not any(clash([item for item in found if item != left_out]) for left_out in found)


@given(systems)
def test_smallest(contradictions: list[frozenset[str]]) -> None:
    """What is found clashes, and is said to be the smallest just where it is sure to be."""
    clash = clash_of(contradictions)
    found, sure = smallest(ITEMS, clash, irreducible(ITEMS, clash))
    assert (clash(found), len(found), sure) == (True, min(map(len, contradictions)), True)


def test_a_search_that_gives_up_says_so() -> None:
    """Where the rounds do not suffice, the items known to clash are the answer, and it is said not to be sure."""
    clash = clash_of([frozenset(chosen) for chosen in combinations(ITEMS, 4)])
    assert smallest(ITEMS, clash, [*"abcd"], rounds=3) == ([*"abcd"], False)
    assert smallest(ITEMS, clash, [*"abcde"])[1]
