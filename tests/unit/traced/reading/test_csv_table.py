"""Sources: a data file becomes rows that know their line, or a list of faults."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.tables import TABLES
from traced.reading.csv_table import Column, Schema, read_csv
from unit.builders import DATA, shipped

pytestmark = pytest.mark.slow  # pandera takes most of a second to import, and its checks more

COLUMNS = {
    "name": Column("[a-z]+", "small letters"),
    "value": Column("[0-9]+", "a whole number"),
    "basis": Column("stated|implied", "one of stated, implied"),
}
SCHEMA = Schema(columns=COLUMNS, key=("name", "value"))
ANY_NAME = Schema(columns={**COLUMNS, "name": Column(r"(.|\n)*", "any text")}, key=())
HEADER = "name,value,basis\n"


def faults(content: str | bytes) -> list[str]:
    """Return the messages for a SYNTHETIC file."""
    data = content if isinstance(content, bytes) else content.encode()
    return [str(fault) for fault in read_csv(data, "f.csv", SCHEMA).faults]


EXPECTED = "the columns name, value, basis"
QUOTED = "close the quotation mark of the cell, or copy the whole file again"
CELLS = "as many cells as columns; quote a cell with a comma"


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        ("", ["f.csv:1: 1: the file is empty: a table with a header"]),
        (
            "name;value;basis\na;1;stated\n",
            [f"f.csv:1: row: the cells are separated by semicolons: a header with {EXPECTED}, separated by commas"],
        ),
        (HEADER, ["f.csv:1: row: the file has no rows: at least one row below the header"]),
        (HEADER + "\n\n", ["f.csv:1: row: the file has no rows: at least one row below the header"]),
        ("name,value\na,1\n", [f"f.csv:1: basis: this column is missing: {EXPECTED}"]),
        (
            "name,vlaue,basis\na,1,stated\n",
            [
                f"f.csv:1: value: this column is missing: {EXPECTED}",
                "f.csv:1: vlaue: this column is not known: did you mean value?",
            ],
        ),
        (
            "name,,value,basis\na,,1,stated\n",
            ["f.csv:1: (empty): this column is not known: one of basis, name, value"],
        ),
        (
            "name,value,basis,\na,1,stated,\na,2,stated,x\n",
            ["f.csv:3: (no header): 'x' stands under no header: a name above each column"],
        ),
        ("name,value,basis,name\na,1,stated,a\n", ["f.csv:1: name: this column stands twice: each column once"]),
        (HEADER + "a,1\n", [f"f.csv:2: row: the row has 2 cells, the header 3: {CELLS}"]),
        (HEADER + "a,1,stated\nb,1,000,stated\n", [f"f.csv:3: row: the row has 4 cells, the header 3: {CELLS}"]),
        (HEADER + "a,x,stated\n", ["f.csv:2: value: 'x' is not allowed: a whole number"]),
        (HEADER + "a,,stated\n", ["f.csv:2: value: '' is not allowed: a whole number"]),
        (HEADER + "a,1,guessed\n", ["f.csv:2: basis: 'guessed' is not allowed: one of stated, implied"]),
        (
            HEADER + "a,1,stated\na,2,stated\na,1,implied\n",
            [f"f.csv:{line}: value: name 'a' and value '1' stands twice: one row for each" for line in (2, 4)],
        ),
        (
            HEADER + "A,1,stated\n\nb,x,guessed\n",
            [
                "f.csv:2: name: 'A' is not allowed: small letters",
                "f.csv:4: value: 'x' is not allowed: a whole number",
                "f.csv:4: basis: 'guessed' is not allowed: one of stated, implied",
            ],
        ),
        (
            b"name,value,basis\na,1,stated\nCh\x8dsen,1,stated\n",
            ["f.csv:3: 1: a character that is not UTF-8: save the file as CSV with UTF-8"],
        ),
        (
            HEADER + 'a,1,"stated\n',
            [f"f.csv:2: row: the file ends inside a quoted cell: {QUOTED}"],
        ),
        (
            HEADER + 'a,"' + "x" * 200_000 + "\n",
            [f"f.csv:2: row: the row cannot be read (field larger than field limit (131072)): {QUOTED}"],
        ),
    ],
)
def test_bad_files(content: str | bytes, messages: list[str]) -> None:
    """All faults of a file are reported at once, each with line, column and what is allowed."""
    assert sorted(faults(content)) == sorted(messages)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_files_of_any_editor(newline: str, mark: bytes) -> None:
    """A byte order mark, the line ends of other systems, blank lines and blanks around cells do no harm."""
    text = "name,value,basis\na , 1,stated\n\nb,2,implied\n".replace("\n", newline)
    source = read_csv(mark + text.encode(), "f.csv", SCHEMA)
    assert [(r.id, r.basis, dict(r.fields)) for r in source.records()] == [
        ("f.csv:2", "stated", {"name": "a", "value": "1"}),
        ("f.csv:4", "implied", {"name": "b", "value": "2"}),
    ]
    fault_texts = [str(note) for note in source.notes]
    assert fault_texts.count("f.csv:2: spaces around the text were left out") == 2
    assert len(fault_texts) == 2


def test_letters_and_encodings_are_mended() -> None:
    """A file in UTF-16 and letters in pieces are read as what they are, and noted."""
    source = read_csv(f"{HEADER}\u1112\u1161\u11ab,1,stated\n".encode("utf-16"), "f.csv", ANY_NAME)
    assert [record["name"] for record in source.records()] == ["한"]
    assert [str(note) for note in source.notes] == [
        "f.csv: read as UTF-16, as its first bytes say",
        "f.csv:2: letters in pieces were put together (Unicode NFC)",
    ]


@given(st.one_of(st.binary(max_size=40), st.text('nv,"\n;x ', max_size=20).map(str.encode)))
def test_any_bytes(content: bytes) -> None:
    """Whatever the bytes, the file is read or has a fault, and no exception."""
    source = read_csv(content, "f.csv", SCHEMA)
    assert source.faults
    source = read_csv(HEADER.encode() + content, "f.csv", SCHEMA)
    assert source.faults or source.rows


@given(st.lists(st.integers(0, 3), min_size=1, max_size=6))
def test_line_breaks_in_cells_do_not_shift_the_lines(breaks: list[int]) -> None:
    """A fault is at the line on which its row begins, however many line breaks the quoted cells above it have."""
    rows = [f'"{"x" + chr(10) * n + "x"}",y,stated\n' for n in breaks]
    first = [2 + sum(breaks[:position]) + position for position in range(len(breaks))]
    source = read_csv((HEADER + "".join(rows)).encode(), "f.csv", ANY_NAME)
    assert [fault.place.row for fault in source.faults] == first


@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if table.own_file])
def test_shipped_files(name: str) -> None:
    """Each shipped file keeps to its schema, and gives the records that a plain reading of it gives."""
    file = f"{TABLES[name].topic}/{name}.csv"
    source = read_csv((DATA / file).read_bytes(), f"data/{file}", TABLES[name])
    assert source.faults == ()
    assert tuple(source.records()) == shipped()[name]


def test_a_table_that_may_be_empty() -> None:
    """A header alone will do where the schema says so."""
    source = read_csv(HEADER.encode(), "f.csv", replace(SCHEMA, may_be_empty=True))
    assert (source.faults, source.records()) == ((), [])
