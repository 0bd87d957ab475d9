"""Citations: a key that is not in the bibliography is said with its place."""

import pytest

from traced.lint.citations import unknown_citations
from traced.lint.template_text import extract_text

WORKS = {"kato2019": {}, "mizunomun2015": {}}


@pytest.mark.parametrize(
    ("source", "messages"),
    [
        ("A [@kato2019, p. 6; -@mizunomun2015], B [@kato2019].", []),
        ("A mail to a@b.org, and `@code`.", []),
        ("{## @kato209 ##}\n\nA [@kato2019].", []),
        ("---\nnocite: '@*'\n---\n\nA.", []),
        ("A.\n\nB [@kato2019; @kato209].", ["3: 15: there is no @kato209 in r.bib: did you mean kato2019?"]),
        ("A [see @{kato209}].", ["1: 8: there is no @kato209 in r.bib: did you mean kato2019?"]),
        (
            "A @x and @kato209. @kato209x",
            [
                "1: 3: there is no @x in r.bib: one of kato2019, mizunomun2015",
                "1: 10: there is no @kato209 in r.bib: did you mean kato2019?",
                "1: 20: there is no @kato209x in r.bib: did you mean kato2019?",
            ],
        ),
        ("{% if false %}\nA @kato209.\n{% endif %}\n", ["2: 3: there is no @kato209 in r.bib: did you mean kato2019?"]),
        ('{% set note = "by @kato209" %}', ["1: 19: there is no @kato209 in r.bib: did you mean kato2019?"]),
    ],
)
def test_unknown_keys(source: str, messages: list[str]) -> None:
    """Each unknown key is told once, with the nearest ones; of branches that were not taken too."""
    found = unknown_citations("p.md.j2", extract_text("p.md.j2", source), "r.bib", WORKS)
    assert [str(fault) for fault in found] == [f"p.md.j2:{message}" for message in messages]
