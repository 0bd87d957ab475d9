"""The title block of a manuscript: what every document needs of it."""

import pytest

from traced.manuscript.document import front_matter, parse_markdown
from traced.manuscript.pandoc import DocumentError


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        ("author: [{affiliation: A}]\ndate: 2020", "metadata: an author without name"),
        ("author: [B, {name: ' ', affiliation: A}]\ndate: 2020", "metadata: an author without name"),
        ("author: A\ndate: soon", "metadata: date 'soon'"),
    ],
)
def test_front_matter_that_cannot_be_set(metadata: str, message: str) -> None:
    """A title block that lacks what every document needs is a fault in words."""
    document = parse_markdown(f"---\ntitle: SYNTHETIC\nlang: en\n{metadata}\n---\n\nA.\n")
    with pytest.raises(DocumentError, match=message):
        front_matter(document)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("2020-12-31", "December 31, 2020"),
        ("2020-12", "December 2020"),
        ("2020", "2020"),
        ("May 8, 2002", "May 8, 2002"),
    ],
)
def test_dates_of_publication(written: str, printed: str) -> None:
    """A date is printed as a sentence has it, however it is written."""
    document = parse_markdown(f"---\ntitle: SYNTHETIC\nlang: en\nauthor: A\ndate: '{written}'\n---\n\nA.\n")
    assert front_matter(document).date == printed
