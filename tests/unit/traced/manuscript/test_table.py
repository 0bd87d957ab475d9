"""Tables of the paper: cells of text and of numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traced.core.csv_text import parse_csv
from traced.manuscript.table import Printed, Table, literal, to_csv

TABLE = Table(
    ("Year", "Entries"),
    "lr",
    (((Printed("entries.year", "digits"),), ("(", Printed("entries.count", "words"), ")")), (("none",), ("",))),
)


def write(number: str, style: str) -> str:
    """Print a number as its name and style."""
    return f"<{number}:{style}>"


def test_texts() -> None:
    """A cell is its text with its numbers printed in their styles."""
    assert TABLE.texts(write) == [["<entries.year:digits>", "(<entries.count:words>)"], ["none", ""]]


def test_markdown() -> None:
    """A table is a pipe table with a header."""
    assert TABLE.markdown(write).splitlines() == [
        "| Year | Entries |",
        "| :--- | ---: |",
        "| <entries.year:digits> | (<entries.count:words>) |",
        "| none |  |",
    ]


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("plain, 33(1) – Chōsen-label", "plain, 33(1) – Chōsen-label"),
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        ("a|b", r"a\|b"),
        ("[x](y) {z}", r"\[x\](y) \{z\}"),
        ("<b> & $x$", r"\<b\> \& \$x\$"),
        ("#a ~b~ ^c^ @d \\", r"\#a \~b\~ \^c\^ \@d \\"),
        ("\"a\" 'b'", r"\"a\" \'b\'"),
        ("a--b ... c", r"a-\-b .\.\. c"),
        ("a \n b", "a b"),
    ],
)
def test_the_text_of_a_cell_is_text(text: str, markdown: str) -> None:
    """Whatever Markdown would read as markup, or typeset otherwise, is escaped; a line break becomes a space."""
    assert literal(text) == markdown


@given(st.text(alphabet="ab |\\*_[]{}<>\n", max_size=20))
def test_a_cell_stays_in_its_cell(text: str) -> None:
    """No text of a cell can end the cell or the row: an unescaped bar or a line break does not get out."""
    markdown = literal(text)
    assert "\n" not in markdown
    assert "|" not in markdown.replace(r"\\", "").replace(r"\|", "")


def test_table_survives_the_file() -> None:
    """A table read back is the table that was written."""
    assert Table.from_json(TABLE.to_json()) == TABLE


def test_table_as_csv() -> None:
    """A table as CSV has its header and its cells, quoted where they need it."""
    assert TABLE.to_csv(lambda *_: "1,5") == 'Year,Entries\n"1,5","(1,5)"\nnone,\n'


@given(st.lists(st.fixed_dictionaries({"a": st.text("ab,\"\n'"), "b": st.text("xy;")}), min_size=1, max_size=4))
def test_csv_can_be_read_back(rows: list[dict[str, str]]) -> None:
    """What is written as CSV is read back as it was, commas, quotes and line breaks included."""
    header, *cells = parse_csv(to_csv(rows))
    assert [dict(zip(header, row, strict=True)) for row in cells] == rows


def test_csv_writes_nothing_for_nothing() -> None:
    """A value that is not known is an empty cell."""
    assert to_csv([{"a": None, "b": 0}]) == "a,b\n,0\n"
