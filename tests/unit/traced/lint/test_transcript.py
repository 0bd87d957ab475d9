"""Coverage: nothing that the text counts is without a line, and no line is of what the text does not say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.tables import EXEMPTIONS
from traced.core.fault import Faults
from traced.lint.grammar import find_numerals
from traced.lint.transcript import Entry, check_coverage, parse_article
from traced.reading.csv_table import read_csv
from unit.builders import DATA, shipped

Lines = tuple[tuple[int, str, str], ...]

PAGES = """\
 Nine boats left in 1901, and nine came back
to two ports, in all
\t \xa0
Spring 1903 | 12

Most of the crews went out again.
 The second year was better.
"""  # SYNTHETIC
ROWS = (
    (11, "Nine", "Nine boats left"),
    (11, "1901", "boats left in 1901"),
    (11, "nine", "and nine came back"),
    (11, "two", "back to two ports"),
    (12, "1903", "Spring 1903 | 12"),
    (12, "12", "Spring 1903 | 12"),
    (12, "Most", "Most of the crews"),
)
EXEMPT = ((13, "second year", ""),)


def entries(file: str, lines: Lines) -> list[Entry]:
    """Return the lines of a SYNTHETIC file: page, words and context of each, counted from 2."""
    return [Entry(file, number, *line) for number, line in enumerate(lines, start=2)]


def check(rows: Lines = ROWS, exempt: Lines = EXEMPT, text: str = PAGES) -> list[str]:
    """Return the faults of a small text."""
    found = check_coverage(parse_article("a.txt", text), entries("rows", rows), entries("exempt", exempt))
    return sorted(map(str, found.faults))


def nothing(place: str, numeral: str, around: str) -> str:
    """Return the fault of a numeral without a line."""
    return f"a.txt:{place}: nothing accounts for {numeral!r} in {around!r}: one line for each place"


def test_pages() -> None:
    """A page begins at a line set apart or at its running title, which fixes the count; lines are those of the file."""
    article = parse_article("a.txt", PAGES)
    places = [(word, (article.text.index(word), 0)) for word in ("Nine", "ports", "Spring", "Most", "second")]
    assert [(word, article.page(place), article.line(place)) for word, place in places] == [
        ("Nine", 11, 1),
        ("ports", 11, 2),
        ("Spring", 12, 4),
        ("Most", 12, 6),
        ("second", 13, 7),
    ]


def test_pages_without_running_titles() -> None:
    """They are counted from one, whether or not the first line is set apart."""
    article = parse_article("a.txt", "One\n two\n three\n")
    assert article.text == "One two three"
    assert article.pages == (1, 2, 3)


def test_running_titles_that_do_not_agree() -> None:
    """A page too few or too many between two running titles is a fault, not a shift of all that follows."""
    with pytest.raises(Faults, match=r"^a.txt:3: page: the running title does not follow from the one before: "):
        parse_article("a.txt", "Spring | 12\nand\nSpring | 14\n")


def test_what_is_covered() -> None:
    """Nothing is missing, and the counts tell by page what each file accounts for."""
    found = check_coverage(parse_article("a.txt", PAGES), entries("rows", ROWS), entries("exempt", EXEMPT))
    assert found.faults == ()
    assert found.counts == {11: {"rows": 4}, 12: {"rows": 3}, 13: {"exempt": 1}}


@pytest.mark.parametrize(
    ("rows", "exempt", "faults"),
    [
        pytest.param(
            (ROWS[0], *ROWS[2:]),
            EXEMPT,
            [nothing("1: page 11", "1901", "boats left in 1901, and nine came")],
            id="missing",
        ),
        pytest.param(
            (*ROWS[:4], *ROWS[5:]),
            EXEMPT,
            [nothing("4: page 12", "1903", "in all Spring 1903 | 12 Most")],
            id="running title",
        ),
        pytest.param(
            ROWS, (), [nothing("7: page 13", "second", "out again. The second year was better.")], id="no exemption"
        ),
        pytest.param(
            (*ROWS, (12, "ten", "ten of the crews")),
            EXEMPT,
            ["rows:9: context: 'ten of the crews' is not in the text: words of the text, one after the other"],
            id="extra row",
        ),
        pytest.param(
            ROWS,
            (*EXEMPT, (13, "third year", "")),
            ["exempt:3: printed: 'third year' is not in the text: words of the text, one after the other"],
            id="extra exemption",
        ),
        pytest.param(
            (*ROWS, ROWS[-1]),
            EXEMPT,
            ["rows:9: printed: rows:8 accounts for 'Most of the crews' already: one line for each place"],
            id="doubled",
        ),
        pytest.param(
            ROWS,
            ((12, "Most of", ""), *EXEMPT),
            ["exempt:2: printed: rows:8 accounts for 'Most of' already: one line for each place"],
            id="row and exemption",
        ),
        pytest.param(
            (*ROWS[:6], (11, "Most", "Most of the crews")),
            EXEMPT,
            [
                nothing("6: page 12", "Most", "1903 | 12 Most of the crews"),
                "rows:8: page: 'Most of the crews' is not on page 11: page 12",
            ],
            id="wrong page",
        ),
        pytest.param(
            (ROWS[1], ROWS[0], *ROWS[2:]),
            EXEMPT,
            ["rows:3: printed: 'Nine' stands before what the line above has: lines in the order of the text"],
            id="wrong order",
        ),
        pytest.param(
            (*ROWS[:6], (12, "Many", "Most of the crews")),
            EXEMPT,
            [
                nothing("6: page 12", "Most", "1903 | 12 Most of the crews"),
                "rows:8: context: 'Most of the crews' is without 'Many': words around what is printed",
            ],
            id="context without the words",
        ),
        pytest.param(
            ((11, "Nine boats left in 1901", ""), *ROWS[1:]),
            EXEMPT,
            ["rows:3: printed: rows:2 accounts for 'boats left in 1901' already: one line for each place"],
            id="phrase over the place of the next",
        ),
        pytest.param((*ROWS[:3], (11, "two ports, in all", ""), *ROWS[4:]), EXEMPT, [], id="phrase around"),
        pytest.param((*ROWS, (13, "better", "year was better")), EXEMPT, [], id="words that count nothing"),
    ],
)
def test_faults(rows: Lines, exempt: Lines, faults: list[str]) -> None:
    """Each fault says where, what, and what is allowed; nothing else is told with it."""
    assert check(rows, exempt) == faults


def test_equal_numerals_are_told_apart_by_their_context() -> None:
    """The row of the one does not account for the other."""
    text = "They sent two boats, and two came back."
    fault = nothing("1: page 1", "two", "They sent two boats, and two")
    assert check(((1, "two", "two came back"),), (), text) == [fault]


def test_equal_cells_are_taken_in_their_order() -> None:
    """Where the words around are the same, each row has a place of its own, and one too many has none."""
    rows = ((1, "1901", "1901 0 0"), (1, "0", "1901 0 0"), (1, "0", "1901 0 0"))
    assert check(rows, (), "Year\n1901 0 0") == []
    assert check(rows[:2], (), "Year\n1901 0 0") == [nothing("2: page 1", "0", "Year 1901 0 0")]
    fault = "rows:5: printed: rows:3 accounts for '1901 0 0' already: one line for each place"
    assert check((*rows, rows[2]), (), "Year\n1901 0 0") == [fault]


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("on May 8, 1902, he left", "1902", "May 8, 1902"),
        ("over 93,500 went", "93", "over 93,500"),
        ("by Article 33(1) of it", "33", "Article 33(1)"),
        ("some twenty-six of them", "six", "twenty-six"),
        ("in three quarters of all", "three", "three quarters"),
    ],
)
def test_part_of_a_numeral(text: str, part: str, whole: str) -> None:
    """A row has a numeral whole, or not at all."""
    assert f"rows:2: printed: {part!r} is part of a numeral: the whole of it" in check(((1, part, ""),), (), text)
    assert check(((1, whole, ""),), (), text) == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        pytest.param("some twenty-\nsix went", "twenty-six", id="hyphen of the word"),
        pytest.param("some hun-\ndred went", "hundred", id="hyphen of the line end"),
        pytest.param("some nine\u2010 \n  teen went", "nineteen", id="typographic hyphen"),
        pytest.param("two-and-a-\nhalf hours", "two-and-a-half", id="long compound"),
        pytest.param("on May\n8,\n\n1902 they", "May 8, 1902", id="date"),
        pytest.param("the first-\nborn of them", "first-born", id="word of which a numeral is part"),
        pytest.param("of non-\nmembers, two", "non-members, two", id="word that is no numeral"),
        pytest.param("in １９０２", "1902", id="full-width digits"),
    ],
)
def test_broken_lines(text: str, whole: str) -> None:
    """A word that a line end breaks is read as it was before, and so is a numeral over several lines."""
    assert check(((1, whole, ""),), (), text) == []


@pytest.mark.parametrize("text", ["some twenty-\n six went", "some hun-\n dred went", "of the two\n hundred that went"])
def test_page_break(text: str) -> None:
    """A numeral over a page break is one, and belongs to the page on which it begins; so does the place of a row."""
    article = parse_article("a.txt", text)
    (found,) = find_numerals(article.text)
    numeral = article.text[found.start : found.end]
    assert article.pages == (1, 2)
    assert check(((1, numeral, article.text),), (), text) == []
    assert f"rows:2: page: {numeral!r} is not on page 2: page 1" in check(((2, numeral, ""),), (), text)


WORDS = ("the", "boats", "came.", "1901", "two", "May 8, 1902", "twenty-six", "0", "most", "half", "of", "(3)", "|")


@given(st.lists(st.sampled_from(WORDS)), st.sets(st.integers(0, 60)), st.data())
def test_each_numeral_needs_its_line(words: list[str], breaks: set[int], data: st.DataObject) -> None:
    """A line for each numeral, page by page, covers a text; whichever is taken away, one numeral has no line."""
    text = "".join(("\n " if place in breaks else " ") + word for place, word in enumerate(words))
    article = parse_article("a.txt", text)
    spans = [(found.start, found.end) for found in find_numerals(article.text)]
    rows = [(article.page(span), article.text[slice(*span)], "") for span in spans]
    assert check(tuple(rows), (), text) == []
    if rows:
        rows.remove(data.draw(st.sampled_from(rows)))
        (fault,) = check(tuple(rows), (), text)
        assert "nothing accounts for" in fault


# The shipped transcription, as far as it can be judged without the article


def test_rows_name_their_page() -> None:
    """The page is in the name of a row, and the pages follow each other."""
    rows = shipped()["numbers"]
    assert [row["id"] for row in rows if not row["id"].startswith(f"p{row['page']}-")] == []
    assert [int(row["page"]) for row in rows] == sorted(int(row["page"]) for row in rows)


def test_contexts_are_short_and_have_the_words() -> None:
    """A context says where the printed words stand, and quotes no more of the article than that takes."""
    rows = shipped()["numbers"]
    assert [row["id"] for row in rows if row["printed"] not in row["context"]] == []
    assert [row["id"] for row in rows if len(row["context"].split()) > 8] == []


def test_exemptions_have_reasons() -> None:
    """The file keeps its schema."""
    file = DATA / "published/exemptions.csv"
    assert read_csv(file.read_bytes(), file.name, EXEMPTIONS).faults == ()
