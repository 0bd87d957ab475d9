"""Plain text: the paper with one sentence a line, whatever its blocks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traced.changes.snapshot import sentences_and_exhibits
from traced.manuscript.crossrefs import resolve
from traced.manuscript.document import parse_markdown
from traced.manuscript.plain_text import sentences, to_text

FRONT = """---
title: SYNTHETIC boats
author:
  - name: A. Nobody
    affiliation: Nowhere
date: 2020-12-31
lang: en
keywords: [boats, rows]
---

::: {#abstract}
In short.
:::

"""
TEXT = """# First

Of *five* people, [two]{number="part.two"} left.^[A note. And more.] Others
stayed (Kim et al. 2010, pp. 3-4). "So be it." M. Kim said.

![[Bars]{.x} of it](figures/f "Title"){#fig:f alt="A bar"}

::: {#tbl:t .table}
| Year | Boats |
|------|-------|
| 2011 | 1     |

: All boats

::: {.note}
*Note.* None sank.
:::
:::

| one | two |
|-----|-----|
| a   | b   |

- An item. Another.

Term
:   Its meaning.

::: {#refs}
::: {#ref-kim .csl-entry}
Kim. (2010). *On it*. Press.
:::
:::
"""


def lines_of(markdown: str, *tables: str) -> list[str]:
    """Return the lines of a text that are not empty."""
    document = resolve(parse_markdown(FRONT + markdown))
    return [line for line in to_text(document, tables).splitlines() if line]


def test_a_paper_as_plain_text() -> None:
    """Each sentence, heading, caption, cell and entry of the references is a line; tables with files are named."""
    assert lines_of(TEXT, "t") == [
        *("# SYNTHETIC boats", "A. Nobody Nowhere", "December 31, 2020"),
        *("# Abstract", "In short.", "Keywords: boats; rows"),
        *("# 1 First", "Of five people, two left.", "Others stayed (Kim et al. 2010, pp. 3-4).", "“So be it.”"),
        *("M. Kim said.", "![Figure 1: A bar](figures/f)", "Figure 1.", "Bars of it"),
        *("[Table 1](tables/t)", "Table 1.", "All boats", "Note.", "None sank."),
        *("one", "two", "a", "b"),
        *("An item.", "Another.", "Term", "Its meaning.", "Kim. (2010). On it. Press."),
        *("# Notes", "A note.", "And more."),
    ]
    assert "2011" in lines_of(TEXT)


def test_what_is_written_is_read() -> None:
    """The labels and descriptions of figures and tables come back from the text."""
    _, exhibits = sentences_and_exhibits("\n".join(lines_of(TEXT, "t")))
    assert exhibits == {"figures/f": ("Figure 1", "A bar"), "tables/t": ("Table 1", "")}


@pytest.mark.parametrize(
    ("paragraph", "count"),
    [
        ("It went. It came.", 2),
        ("He said “No.” She left.", 2),
        ("See J. Kim et al. (2010, pp. 3).", 1),
        ("It cost 3.5. Five followed!", 2),
        ("It ended … and began.", 1),
    ],
)
def test_sentences_end_with_their_marks(paragraph: str, count: int) -> None:
    """Initials, abbreviations and a small letter do not end a sentence."""
    assert len(sentences(paragraph)) == count


@given(st.lists(st.from_regex(r"[A-Z][a-z ]{0,9}[a-z][.!?]", fullmatch=True), max_size=5))
def test_sentences_add_up(texts: list[str]) -> None:
    """Nothing of a paragraph is lost."""
    paragraph = re.sub(r" +", " ", " ".join(texts))
    assert " ".join(sentences(paragraph)) == paragraph
