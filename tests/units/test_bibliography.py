"""Bibliography: entries by key, and the years that have been seen outside of the citing text."""

from traced.bibliography import entries, seen_years

TEXT = """% A comment, 1999.
@book{one1999,
  author   = {One, {A.}},
  year     = {1999},
  identity = {likely},
  verified = {library.example}
}

@misc{two2000,
  year     = {2000},
  identity = {certain},
  verified = {no; only the event}
}

@misc{three_nd,
  title    = {Undated},
  identity = {certain},
  verified = {library.example}
}

@misc{four2004,
  year     = {2004},
  identity = {candidate},
  verified = {library.example}
}
"""


def test_entries() -> None:
    """Each entry has its fields, braces within them kept."""
    found = entries(TEXT)
    assert list(found) == ["one1999", "two2000", "three_nd", "four2004"]
    assert found["one1999"]["author"] == "One, {A.}"


def test_only_what_was_seen_has_a_year() -> None:
    """A year that rests on the citing text alone is left out, and so is that of a work that may be another."""
    assert seen_years(TEXT) == {"one1999": "1999"}
