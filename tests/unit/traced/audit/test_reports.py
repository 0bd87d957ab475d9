"""Reports: the pages beside the audit page speak as a reader does."""

import pytest
from markupsafe import Markup

from traced.audit.reports import breakable, cited_pages, touching, with_works
from traced.claims.finding import judge_findings
from unit.builders import row

WORKS = {"one1999": "One (1999)"}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("61", "p. 61"), ("61-62", "pp. 61–62"), ("61;63", "pp. 61, 63"), ("75;78-79", "pp. 75, 78–79")],
)
def test_pages(cell: str, expected: str) -> None:
    """One page is a page, and several are pages."""
    assert cited_pages(cell) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (", fewer than @one1999 says.", "fewer than One (1999) says."),
        ("By @other2000, so.", "By @other2000, so."),
        ("A sentence.", "A sentence."),
    ],
)
def test_sentences(sentence: str, expected: str) -> None:
    """A known work is called by its name, and nothing stands before the first word."""
    assert with_works(sentence, WORKS) == expected


def test_names_break_between_their_parts() -> None:
    """A line may end after a full stop or a low line in a name, which is text and never markup."""
    assert breakable("part.of_it") == Markup("part.<wbr>of_<wbr>it")
    assert breakable("a_<b>") == Markup("a_&lt;b&gt;")


def test_what_findings_touch() -> None:
    """A printed number or claim leads to each finding that names it, once."""
    cells = {"kind": "internal", "outcome": "open", "page": "1"}
    claims = {"part.claim": {"verdict": "holds"}}
    rows = [
        row("findings", **cells, finding="one", touches="p1-01; part.claim", claims="part.claim"),
        row("findings", **cells, finding="two", touches="p1-01", claims=""),
    ]
    assert touching(judge_findings(rows, claims)) == {"p1-01": ["one", "two"], "part.claim": ["one"]}
