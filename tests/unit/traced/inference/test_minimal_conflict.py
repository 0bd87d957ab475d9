"""Irreducible conflicts of SYNTHETIC items."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from traced.inference.minimal_conflict import irreducible

ITEMS = "abcdefgh"
systems = st.lists(st.frozensets(st.sampled_from(ITEMS), min_size=1), min_size=1, max_size=8)


@given(systems)
def test_irreducible(contradictions: list[frozenset[str]]) -> None:
    """What is found clashes, and no longer does without any one of its items."""

    def clash(items: Sequence[str]) -> bool:
        return any(contradiction <= {*items} for contradiction in contradictions)

    found = irreducible(ITEMS, clash)
    assert clash(found)
    assert not any(clash([item for item in found if item != left_out]) for left_out in found)


def test_the_first_items_are_spared_first() -> None:
    """Of several conflicts the one that does without the first items is found."""
    assert irreducible("abcd", lambda items: {"a", "b"} <= {*items} or {"b", "d"} <= {*items}) == ["b", "d"]
