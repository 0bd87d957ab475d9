"""Exports of coding software: highlights, coding reports, case attributes and codebooks become what we code with."""

# ruff: noqa: E501  a table of inputs reads best with a line for each, however long its message is

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import followup
from traced.reading.coding import ReadResult
from traced.reading.encoding import decode
from traced.reading.formats import wide
from traced.reading.formats.refi_qda import read_refi, with_codes
from traced.reading.formats.tagged import QUALCODER, TAGUETTE, tagged_codings
from traced.reading.sheet import Sheet, choose_sheet, parse_table
from traced.reading.workbook import read_workbook
from unit.builders import codebook

BOOK = followup.codebook(codebook())
NAME = "SYNTHETIC-1"


def table(rows: Sequence[Sequence[str]], mark: str = "") -> Sheet:
    """Return a SYNTHETIC export as CSV."""
    return parse_table(decode(followup.as_csv(rows, mark), "f.csv"), "f.csv")


def fault_texts(result: ReadResult) -> list[str]:
    """Return the messages of a reading."""
    return [str(fault) for fault in result.faults]


def coding_values(*readings: ReadResult) -> set[tuple[str, str, str]]:
    """Return what the codings of several files say together."""
    return {(r["participant"], r["variable"], r["value"]) for result in readings for r in result.records}


def test_taguette_gives_the_same_codings() -> None:
    """The SYNTHETIC follow-up is the same from highlights, as CSV and as a workbook; their words are left behind."""
    rows = followup.taguette()
    workbook = choose_sheet(read_workbook(followup.as_xlsx({"highlights": rows}), "f.xlsx"), "f.xlsx")
    for sheet in (table(rows), workbook):
        result = tagged_codings(sheet, BOOK, TAGUETTE)
        assert fault_texts(result) == []
        assert coding_values(result) == set(followup.codings())
        assert not any("words" in text for record in result.records for text in record.fields.values())
    assert result.records[0].id == "f.xlsx!highlights!C2"
    assert result.records[0]["evidence"] == "highlight 1"


def test_repeated_variables_without_a_number() -> None:
    """Tags of a repeated variable are numbered in the order of the rows, each code once, and that is noted."""
    tags = ["helper/church", "helper/broker", "helper/church", "helper/NGO", "reason/freedom", "reason/freedom"]
    result = tagged_codings(table([("id", "document", "tag"), *(("1", NAME, tag) for tag in tags)]), BOOK, TAGUETTE)
    assert fault_texts(result) == []
    assert coding_values(result) == {
        (NAME, "helper_1", "church"),
        (NAME, "helper_2", "broker"),
        (NAME, "helper_3", "ngo"),
        (NAME, "reason", "freedom"),
    }
    assert [str(note) for note in result.notes] == [
        "f.csv: tags of helper without a number were numbered in the order of the rows"
    ]


ALLOWED = "a tag VARIABLE/CODE, as sex/female, or a line for it under codes in the mapping"


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        ([("id", "document", "tags"), ("1", NAME, "sex/male")], [": tag: this column is missing: a column tag (found: id, document, tags)"]),
        ([("id", "document", "tag"), ("1", NAME, "important"), ("2", "SYNTHETIC-2", "important")], [f"!C2: tag: 'important' is no variable and code: {ALLOWED}"]),
        ([("id", "document", "tag"), ("1", NAME, "reson/freedom")], [f"!C2: tag: 'reson/freedom' is no variable and code: did you mean reason? {ALLOWED}"]),
        ([("id", "document", "tag"), ("1", NAME, "reason/fredom")], ["!C2: tag: 'fredom' is no code of reason: did you mean freedom?; a new code is added in the codebook, under reason"]),
        ([("id", "document", "tag"), ("1", NAME, "reason/freedom"), ("2", NAME, "reason/survival")], [f"!C3: reason: {NAME} has 'survival' here and 'freedom' in f.csv!C2: one value for each"]),
        ([("id", "document", "tag"), ("1", "", "reason/freedom")], ["!B2: document: the row names no participant: the name or number of the participant in each row"]),
        ([("id", "document", "tag")], [": row: the table has no rows: at least one row below the header"]),
    ],
    ids=["column", "no variable", "variable", "code", "two values", "nobody", "empty"],
)  # fmt: skip
def test_bad_highlights(rows: list[Sequence[str]], messages: list[str]) -> None:
    """A wrong tag is one fault, at its first cell."""
    assert fault_texts(tagged_codings(table(rows), BOOK, TAGUETTE)) == [f"f.csv{message}" for message in messages]


def test_documents_name_people() -> None:
    """The ending of a document is no part of a name, and leaving it out is noted; two alike but for it keep theirs."""
    documents = ["SYNTHETIC-1.docx", "SYNTHETIC-1.docx", "SYNTHETIC-2", "SYNTHETIC-3.txt", "synthetic-3.pdf"]
    rows = [("id", "document", "tag"), *(("1", document, "reason/freedom") for document in documents)]
    result = tagged_codings(table(rows), BOOK, TAGUETTE)
    assert [r["participant"] for r in result.records] == ["SYNTHETIC-1", *documents[2:]]
    note = "the endings of documents in document were left out (.docx, .txt …)"
    assert [str(note) for note in result.notes] == [f"f.csv: {note}"]
    report = tagged_codings(table([("File", "Codename"), ("SYNTHETIC-1.txt", "reason/freedom")]), BOOK, QUALCODER)
    assert coding_values(report) == {("SYNTHETIC-1", "reason", "freedom")}


def test_qualcoder_gives_the_same_codings() -> None:
    """Case attributes and the coding report together are the SYNTHETIC follow-up, with a byte order mark or without."""
    attributes = wide.wide_codings(table(followup.attributes()), BOOK)
    report = tagged_codings(table(followup.report(), "\ufeff"), BOOK, QUALCODER)
    assert fault_texts(attributes) + fault_texts(report) == []
    assert coding_values(attributes, report) == set(followup.codings())
    assert not any("words" in text for record in report.records for text in record.fields.values())


HEADER = ("File", "Coder", "Id", "Codename", "Category", "Category", "CaseVar_sex")


@pytest.mark.parametrize(
    ("code", "categories", "expected"),
    [
        ("church", ("helper", "journey"), "helper_1"),
        ("church", ("journey", "helper"), "helper_1"),
        ("reason/survival", ("journey", ""), "reason"),
        ("broker", ("helper", "helper at the crossing"), "!D2: Codename: 'broker' may be of helper or crossing_helper"),
        ("church", ("journey", ""), "!D2: Codename: 'church' is no variable and code"),
        ("chruch", ("helper", ""), "!D2: Codename: 'chruch' is no variable and code"),
    ],
)
def test_the_categories_of_qualcoder(code: str, categories: tuple[str, str], expected: str) -> None:
    """A code belongs to the variable that one of its categories is called by; two such are a fault."""
    result = tagged_codings(table([HEADER, (NAME, "A", "ctid:7", code, *categories, "male")]), BOOK, QUALCODER)
    if expected.startswith("!"):
        assert fault_texts(result) == [f"f.csv{expected}: {ALLOWED}"]
    else:
        (record,) = result.records
        assert (record["variable"], record["evidence"]) == (expected, "coding ctid:7")
    assert [str(note) for note in result.notes][:1] == ["f.csv!G1: the column CaseVar_sex was not read"]


SPACE = 'xmlns="urn:QDA-XML:codebook:1.0"'


def qdc(codes: str, space: str = SPACE) -> bytes:
    """Return a SYNTHETIC codebook."""
    return f'<?xml version="1.0" encoding="utf-8"?><CodeBook {space}><Codes>{codes}</Codes></CodeBook>'.encode()


NESTED = (
    '<Code guid="1" name="Reason" isCodable="false"><Description>why</Description>'
    '<Code guid="2" name="Family call"><Description>asked\n to come</Description></Code><Code guid="3" name="survival"/></Code>'
)
FLAT = '<Code name="Reason/Family call"><Description>asked to come</Description></Code><Code name="Reason/survival"/>'


@pytest.mark.parametrize(("codes", "definition"), [(NESTED, "why"), (FLAT, "")], ids=["nested", "flat"])
def test_a_codebook_becomes_entries(codes: str, definition: str) -> None:
    """Nested or with slashes, a codebook gives variables with codes in the form of ours."""
    variables, result = read_refi(qdc(codes), "f.qdc")
    assert fault_texts(result) == []
    assert variables == {
        "reason": {
            "label": "Reason",
            "definition": definition,
            "type": "code",
            "codes": {
                "family_call": {"label": "Family call", "definition": "asked to come"},
                "survival": {"label": "survival", "definition": ""},
            },
        }
    }


def test_a_codebook_is_added_to_ours() -> None:
    """What we have stays as it is, in its place; codes and variables that we lack follow."""
    codes = NESTED + '<Code name="Mood"><Code name="good"/></Code>'
    book = with_codes(BOOK, read_refi(qdc(codes), "f.qdc")[0])
    ours = BOOK["variables"]["reason"]
    assert list(book["variables"]["reason"]["codes"]) == [*ours["codes"], "family_call"]
    assert book["variables"]["reason"]["codes"]["survival"] == ours["codes"]["survival"]
    assert list(book["variables"]) == [*BOOK["variables"], "mood"]
    assert "family_call" not in ours["codes"]


AGAIN = "a REFI-QDA codebook (.qdc), exported again"


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        (b"", [f"file: the file is empty: {AGAIN}"]),
        (qdc("")[:60], [f"file: this is no XML, or breaks off (unclosed token: line 1, column 38): {AGAIN}"]),
        (b'<!DOCTYPE x [<!ENTITY a "b">]>' + qdc("")[38:], ["file: the file declares entities of its own: a codebook as the software exported it"]),
        (qdc("", 'xmlns="urn:QDA-XML:project:1.0"'), ["file: this is no REFI-QDA codebook: a codebook exported as REFI-QDA (.qdc), not a project"]),
        (qdc('<Code name="a"/>'), ["a: 'a' has no codes: codes within it, or names as a/CODE"]),
        (qdc('<Code name="a"><Code name="b"><Code name="c"/></Code></Code>'), ["a > b > c: a code within a code within a code: two levels: the variable, then its codes"]),
        (qdc('<Code name="a"><Code name="b"/><Code name="B"/></Code>'), ["a > B: this code stands twice: each code once"]),
        (qdc('<Code name="a"><Code/></Code>'), ["a > : a code without a name: a name for each code", "a: 'a' has no codes: codes within it, or names as a/CODE"]),
        (qdc('<Code name="이유"><Code name="b"/></Code>'), ["이유: '이유' cannot name a variable: a name of Latin letters, digits and spaces for each variable"]),
    ],
    ids=["empty", "truncated", "entities", "project", "no codes", "three levels", "twice", "no name", "letters"],
)  # fmt: skip
def test_bad_codebooks(content: bytes, messages: list[str]) -> None:
    """A file that is no codebook, or not one of variables and codes, is a fault."""
    assert fault_texts(read_refi(content, "f.qdc")[1]) == [f"f.qdc: {message}" for message in messages]


@given(st.one_of(st.binary(max_size=60), st.text(max_size=30).map(lambda text: qdc(text))))
def test_any_codebook(content: bytes) -> None:
    """Whatever the bytes, there are variables or faults, or a codebook without codes, and no exception."""
    variables, result = read_refi(content, "f.qdc")
    assert result.faults or not variables or all(entry["codes"] for entry in variables.values())


CELLS = st.sampled_from(
    ["id", "document", "tag", "Case", "File", "Codename", "Category", "reason/freedom", "freedom", "/", "reason", ""]
)


@given(st.lists(st.lists(st.one_of(CELLS, st.text(max_size=3)), max_size=4), max_size=4))
def test_any_export(rows: list[list[str]]) -> None:
    """Whatever the cells, there are codings or faults, and no exception."""
    sheet = table(rows)
    for result in (tagged_codings(sheet, BOOK, TAGUETTE), tagged_codings(sheet, BOOK, QUALCODER)):
        assert result.faults or result.records
