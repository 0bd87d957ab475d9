"""Bibliography: entries by key, what they are called, and the years that have been seen outside of the citing text."""

import pytest

from traced.bibliography import called, entries, seen_years, surnames

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


@pytest.mark.parametrize(
    ("authors", "said"),
    [
        ("One, {A.}", "One"),
        ("One, A. and Two, B.", "One and Two"),
        ("One, A. and Two, B. and Three", "One et al."),
        ("{{Ministry of One and Two}}", "Ministry of One and Two"),
    ],
)
def test_surnames(authors: str, said: str) -> None:
    """One or two authors are named, of several the first; a name in braces is one name."""
    assert surnames(authors) == said


def test_works_are_called_by_author_and_year() -> None:
    """A work without an author is called by its key, and one without a year is undated."""
    assert called(TEXT) == {"one1999": "One (1999)", "two2000": "two2000 (2000)", "three_nd": "three_nd (n.d.)"}
