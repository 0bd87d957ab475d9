"""Bibliography: entries by key, what they are called, and the years that have been seen outside of the citing text."""

import json
from pathlib import Path

import pytest

from traced.manuscript import pandoc
from traced.reading.bibliography import bibliography_entries, citation_texts, surnames, verified_years

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
    result = bibliography_entries(TEXT)
    assert list(result) == ["one1999", "two2000", "three_nd", "four2004"]
    assert result["one1999"]["author"] == "One, {A.}"


FORMS = {
    "brace after the last value": "@book{one,\n  author = {One, A.},\n  year = {1999}}\n@book{two,\n  year = {2000}}\n",
    "on one line": "@book{one, author = {One, A.}, year = {1999}}\n@book{two, year={2000},}\n",
    "quoted and bare": '@book{one,\n  author = "One, A.",\n  year = 1999\n}\n\n@book{two,\n  year = "2000"\n}\n',
    "capitals and indents": "@Book{ one ,\n\tAuthor = {One, A.},\n\tYear = 1999,\n }\n"
    " @BOOK{two,\n\tYEAR = {2000}\n }\n",
    "over two lines": "@book{one,\n  author = {One,\n    A.},\n  year =\n    1999,\n}\n"
    "@book{two,\n  year = {2000},\n}\n",
    "comments and texts": '@comment{x, year = {1}}\n@string{a = "b"}\n'
    "@book{one,\n  title = {In year = {1888}, or @home},\n  author = {One, A.},\n  year = {1999}\n}\n"
    "@preamble{b, c}\n@book{two,\n  year = {2000}\n}\n",
    "Windows": "@book{one,\r\n  author = {One, A.},\r\n  year = {1999}}\r\n@book{two,\r\n  year = {2000}}\r\n",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_forms_of_entries(text: str) -> None:
    """However a program writes an entry, it ends before the next, and has the same author and year."""
    result = bibliography_entries(text)
    assert list(result) == ["one", "two"]
    assert (result["one"]["author"], result["one"]["year"], result["two"]["year"]) == ("One, A.", "1999", "2000")


def test_the_shipped_entries_are_those_that_pandoc_reads() -> None:
    """Keys and years are those that the program finds which writes the list of references."""
    text = (Path(__file__).resolve().parents[4] / "manuscript/references.bib").read_text("utf-8")
    for written in (text, *FORMS.values()):
        works = json.loads(pandoc.run(["--from=bibtex", "--to=csljson"], written.encode()))
        years = {work["id"]: str(work["issued"]["date-parts"][0][0]) for work in works if "issued" in work}
        result = bibliography_entries(written)
        assert result.keys() == {work["id"] for work in works}
        assert {key: fields["year"] for key, fields in result.items() if "year" in fields} == years


def test_only_what_was_seen_has_a_year() -> None:
    """A year that rests on the citing text alone is left out, and so is that of a work that may be another."""
    assert verified_years(TEXT) == {"one1999": "1999"}


@pytest.mark.parametrize(
    ("authors", "surname_text"),
    [
        ("One, {A.}", "One"),
        ("One, A. and Two, B.", "One and Two"),
        ("One, A. and Two, B. and Three", "One et al."),
        ("{{Ministry of One and Two}}", "Ministry of One and Two"),
    ],
)
def test_surnames(authors: str, surname_text: str) -> None:
    """One or two authors are named, of several the first; a name in braces is one name."""
    assert surnames(authors) == surname_text


def test_works_are_called_by_author_and_year() -> None:
    """A work without an author is called by its key, and one without a year is undated."""
    assert citation_texts(TEXT) == {
        "one1999": "One (1999)",
        "two2000": "two2000 (2000)",
        "three_nd": "three_nd (n.d.)",
        "four2004": "four2004 (2004)",
    }
