"""Files with interviews: which table is read, and one fault where the file itself is wrong."""

# ruff: noqa: E501  a table of inputs reads best with a line for each, however long its message is

import pytest

import followup
from study.publishers import ENCODING
from traced.reading.coding import ReadResult
from traced.reading.interviews import File, read_interviews, read_published
from unit.builders import codebook

BOOK = followup.codebook(codebook())
HEADER = ["participant", "sex", "destination"]
ROW = ["SYNTHETIC-1", "female", "japan"]
OTHER = ["SYNTHETIC-2", "male", "canada"]


def reading(*files: File) -> ReadResult:
    """Return what is read of SYNTHETIC files that were dropped in."""
    return read_interviews(files, BOOK)[0]


def table(*rows: list[str], name: str = "f.csv") -> File:
    """Return a SYNTHETIC table as a file."""
    return File(name, followup.as_csv(rows))


def fault_texts(result: ReadResult) -> list[str]:
    """Return the messages of a reading."""
    return list(map(str, result.faults))


ABOVE = "header: the header seems to be in row {}: delete the rows above it"
AGAIN = "header: this row looks like a second header: one row of names above the table: delete it"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["Interviews of 2024"], HEADER, ROW], f":2: {ABOVE.format(2)}"),
        ([["Person", "", "where"], ["", "", ""], HEADER, ROW], f":3: {ABOVE.format(3)}"),
        ([HEADER, ["Participant", "SEX", "Destination"], ROW], f":2: {AGAIN}"),
    ],
    ids=["title", "two rows", "labels"],
)
def test_a_header_in_another_row(rows: list[list[str]], message: str) -> None:
    """A title above the header, or a second header, is one fault; the cells have none."""
    assert fault_texts(reading(table(*rows))) == [f"f.csv{message}"]
    book = File("f.xlsx", followup.as_xlsx({"S": rows}))
    assert fault_texts(reading(book)) == [f"f.xlsx!S{message}"]


def test_a_copy_of_a_file() -> None:
    """A file with the same codings as another one is one fault; with others, each repeated coding is one."""
    first = table(HEADER, ROW, OTHER, name="i/f.csv")
    copy = table(["participant", "destination", "sex"], ["SYNTHETIC-1", "Japan", "female"], name="i/f (1).csv")
    assert fault_texts(reading(table(HEADER, OTHER, ROW, name="i/f (1).csv"), first)) == [
        "i/f (1).csv: file: the same rows as f.csv: one of the two: delete the other"
    ]
    assert len(fault_texts(reading(first, copy))) == len(HEADER) - 1


LEFT = (
    "participant: this sheet has interviews, but no such column in row 1: its rows in the sheet that is read, "
    "or a sheet without names of variables; delete what is not needed"
)


@pytest.mark.parametrize(
    ("rows", "faults", "notes"),
    [
        ([["participants", *HEADER[1:]], OTHER], [f"f.xlsx!2025: {LEFT}"], ["f.xlsx!2025: this sheet was not read"]),
        ([["Interviews of 2025"], HEADER, OTHER], [f"f.xlsx!2025: {LEFT}"], ["f.xlsx!2025: this sheet was not read"]),
        ([["destination", "how many"], ["japan", "1"]], [], ["f.xlsx!2025: this sheet was not read"]),
    ],
    ids=["misspelt", "title", "no interviews"],
)
def test_a_second_sheet(rows: list[list[str]], faults: list[str], notes: list[str]) -> None:
    """A second sheet with interviews is never left out; another one is noted, one of the template's own is not."""
    sheets = {"Interviews": [HEADER, ROW], "2025": rows, "Codes": [["variable", "code"], ["sex", "male"]]}
    result = reading(File("f.xlsx", followup.as_xlsx(sheets)))
    assert fault_texts(result) == faults
    assert list(map(str, result.notes)) == notes


@pytest.mark.parametrize(
    ("text", "encoding", "notes", "faults"),
    [
        ("入国目的,国籍・地域\n", "utf-8", [], []),
        ("入国目的,国籍・地域\n", "cp932", ["f.csv: read as shift_jis, in which its publisher writes"], []),
        ("구분,남,여,합계\n", "cp949", [], ["f.csv:1: 1: the file looks like cp949 (Hangul): save the file as CSV with UTF-8"]),
    ],
)  # fmt: skip
def test_the_encoding_of_a_publisher(text: str, encoding: str, notes: list[str], faults: list[str]) -> None:
    """The usual encoding of the publisher is read and noted; another one is named in a fault."""
    (sheet,) = read_published(File("f.csv", text.encode(encoding)), ENCODING)
    assert (list(map(str, sheet.notes)), list(map(str, sheet.faults))) == (notes, faults)
