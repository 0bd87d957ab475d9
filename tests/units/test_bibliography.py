"""Bibliography: entries by key, and the years that have been seen outside of the citing text."""

from traced.bibliography import entries, seen_years

TEXT = """% A comment, 1999.
@book{one1999,
  author   = {One, {A.}},
  year     = {1999},
  verified = {library.example}
}

@misc{two2000,
  year     = {2000},
  verified = {no; only the event}
}

@misc{three_nd,
  title    = {Undated},
  verified = {library.example}
}
"""


def test_entries() -> None:
    """Each entry has its fields, braces within them kept."""
    found = entries(TEXT)
    assert list(found) == ["one1999", "two2000", "three_nd"]
    assert found["one1999"]["author"] == "One, {A.}"


def test_only_what_was_seen_has_a_year() -> None:
    """A year that rests on the citing text alone is left out."""
    assert seen_years(TEXT) == {"one1999": "1999"}
