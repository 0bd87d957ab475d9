"""Mappings: any table becomes codings by a file that says what its columns and codes are called here."""

# ruff: noqa: E501  a table of inputs reads best with a line for each, however long its message is

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import followup
from traced.reading.coding import ReadResult
from traced.reading.encoding import ENCODINGS, decode
from traced.reading.formats import mapped
from traced.reading.sheet import Sheet, parse_table
from unit.builders import codebook

BOOK = followup.codebook(codebook())
NAME = "SYNTHETIC-1"
KEYS = "header, sheet, encoding, separator, columns, values, codes, participants"

WIDE = [
    ("Document name", "Gender", "Leaving", "Created"),
    ("doc 1", "F", "Hunger", "today"),
    ("doc 2", "M", "", "today"),
]
NAMES = """
header: {header}
columns:
  Document name: participant
  Gender: sex
  Leaving: main reason for leaving
  Created:
values:
  sex: {{F: female, M: male}}
  reason:
    Hunger: survival
participants:
  doc 1: SYNTHETIC-1
"""


def table(rows: Sequence[Sequence[str]]) -> Sheet:
    """Return a SYNTHETIC table that other software wrote."""
    return parse_table(decode(followup.as_csv(rows), "f.csv"), "f.csv")


def fault_texts(result: ReadResult) -> list[str]:
    """Return the messages of a reading."""
    return [str(fault) for fault in result.faults]


def parsed(text: str) -> mapped.TableMapping:
    """Return a mapping without faults."""
    names, faults = mapped.parse_mapping(text, "m.yaml")
    assert [str(fault) for fault in faults] == []
    return names


def coding_values(result: ReadResult) -> set[tuple[str, str, str, str]]:
    """Return where each coding stands and what it says."""
    return {(r.id, r["participant"], r["variable"], r["value"]) for r in result.records}


def test_a_wide_table() -> None:
    """Columns, values and participants are called as the mapping says, and stay where they stand in the file."""
    sheet = table(WIDE)
    result = mapped.mapped_codings(sheet, BOOK, parsed(NAMES.format(header=sheet.fingerprint())))
    assert fault_texts(result) == []
    assert coding_values(result) == {
        ("f.csv!B2", NAME, "sex", "female"),
        ("f.csv!C2", NAME, "reason", "survival"),
        ("f.csv!B3", "doc 2", "sex", "male"),
    }


def test_a_table_with_a_row_for_each_code() -> None:
    """Coded segments become codings by their code; a code that is mapped to nothing is left out."""
    sheet = table(
        [("Document name", "Code", "Segment"), (NAME, "Leaving > Hunger", "SYNTHETIC words"), (NAME, "Quotes", "x")]
    )
    text = """
        header: %s
        columns: {Document name: participant, Code: code, Segment: ~}
        codes: {Leaving > Hunger: reason/survival, Quotes: ~}
    """
    result = mapped.mapped_codings(sheet, BOOK, parsed(text % sheet.fingerprint()))
    assert (fault_texts(result), coding_values(result)) == ([], {("f.csv!B2", NAME, "reason", "survival")})
    assert result.records[0]["evidence"] == ""


def test_a_long_table() -> None:
    """A table of participant, attribute and value is read by the values of each variable."""
    sheet = table([("Case", "Attribute", "Value"), (NAME, "Gender", "F"), (NAME, "year of crossing", "2001")])
    text = """
        header: %s
        columns: {Case: participant, Attribute: variable, Value: value}
        values: {variable: {Gender: sex, year of crossing: crossing_year}, sex: {F: female}}
    """
    result = mapped.mapped_codings(sheet, BOOK, parsed(text % sheet.fingerprint()))
    assert (fault_texts(result), coding_values(result)) == (
        [],
        {("f.csv!C2", NAME, "sex", "female"), ("f.csv!C3", NAME, "crossing_year", "2001")},
    )


@pytest.mark.parametrize("change", ["Gender", "Leaving", "Document name", "Created"])
def test_a_changed_export_is_noticed(change: str) -> None:
    """A column that is renamed, added or taken away is a fault with its name, and nothing is read."""
    names = parsed(NAMES.format(header=table(WIDE).fingerprint()))
    column = WIDE[0].index(change)
    renamed = [tuple("Renamed" if cell == change else cell for cell in row) for row in WIDE]
    added = [(*row, f"New {n}") for n, row in enumerate(WIDE)]
    taken = [row[:column] + row[column + 1 :] for row in WIDE]
    for rows, new, gone in ((renamed, "Renamed", change), (added, "New 0", ""), (taken, "", change)):
        result = mapped.mapped_codings(table(rows), BOOK, names)
        assert result.records == ()
        assert any("has another header than the mapping was written for" in message for message in fault_texts(result))
        assert not new or any(
            f"the column {new!r} of f.csv is not mapped" in message for message in fault_texts(result)
        )
        assert not gone or any(f"f.csv has no column {gone!r}" in message for message in fault_texts(result))


def test_a_moved_column_is_noticed() -> None:
    """Columns in another order have another fingerprint, which the fault says."""
    names = parsed(NAMES.format(header=table(WIDE).fingerprint()))
    moved = table([row[::-1] for row in WIDE])
    assert fault_texts(mapped.mapped_codings(moved, BOOK, names)) == [
        "m.yaml:2: header: f.csv has another header than the mapping was written for: "
        f"{moved.fingerprint()}, once the columns have been looked through"
    ]


def test_the_first_fingerprint_is_in_the_fault() -> None:
    """Who writes a mapping learns the fingerprint from the fault."""
    sheet = table(WIDE)
    names = parsed(NAMES.format(header="").replace("header: \n", ""))
    (message,) = fault_texts(mapped.mapped_codings(sheet, BOOK, names))
    assert message.startswith("m.yaml: header: the fingerprint of the header is missing")
    assert sheet.fingerprint() in message


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", [f":1: 1: not a mapping: a mapping with {KEYS}"]),
        ("- a\n", [f":1: 1: not a mapping: a mapping with {KEYS}"]),
        ("a: [\n", [f":2: 1: not valid YAML, here or just before (expected the node content, but found '<stream end>'): a mapping with {KEYS}"]),
        ("columns:\n  a sex\n  b: reason\n", [f":3: 4: not valid YAML, here or just before (mapping values are not allowed here): a mapping with {KEYS}"]),
        ("columns: {}\nheader\nsheet: S\n", [f":2: 1: not valid YAML, here or just before (could not find expected ':'): a mapping with {KEYS}"]),
        ("[" * 5000, [f":1: 1: too many brackets within each other: a mapping with {KEYS}"]),
        ("\x07", [f":1: 1: not valid YAML: a mapping with {KEYS}"]),
        ("colums: {a: sex}\n", [":1: colums: this is not known: did you mean columns?", ":1: columns: no column is mapped: columns: with a line THEIR COLUMN: OURS for each"]),
        ("columns: {a: sex}\ncolumns: {b: sex}\n", [":2: columns: this stands twice: each once"]),
        ("columns:\n  a: sex\n  a: reason\n", [":3: a: this stands twice: each once"]),
        ("columns: [a]\n", [":1: columns: this cannot be read: lines THEIR NAME: OUR NAME", ":1: columns: no column is mapped: columns: with a line THEIR COLUMN: OURS for each"]),
        ("columns: {a: sex}\nvalues: {sex: F}\n", [":2: values: this cannot be read: a list VARIABLE: with THEIR VALUE: OUR VALUE"]),
        ("columns: {a: sex}\nheader: [1]\n", [":2: header: this cannot be read: one text"]),
        ("columns: {a: sex}\nencoding: latin\n", [f": encoding: 'latin' is not known: one of {', '.join(ENCODINGS)}"]),
        ("columns: {a: sex}\nseparator: ';;'\n", [": separator: ';;' separates no cells: one mark between quotes: \";\" or \"\\t\""]),
    ],
)  # fmt: skip
def test_bad_mappings(text: str, messages: list[str]) -> None:
    """Each fault of a mapping has its line."""
    _, faults = mapped.parse_mapping(text, "m.yaml")
    assert sorted(map(str, faults)) == sorted(f"m.yaml{message}" for message in messages)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("Gender: sex", "Gender: sx"), "m.yaml:5: columns: 'Gender' is to be 'sx', which is no variable: did you mean sex?"),
        (("  sex: {", "  sx: {"), "m.yaml:9: values: 'sx' is not in the codebook: did you mean sex?"),
        (("F: female", "F: femal"), "m.yaml:9: values: 'femal' is no code of sex: did you mean female or male?; a new code is added in the codebook, under sex"),
        (("{F: female, M: male}", "{F: female}"), "f.csv!B3: sex: 'M' is no code of sex: one of female, male; a new code is added in the codebook, under sex, codes: m: {label: \"M\", definition: what it means}"),
        (("Gender: sex", "Gender: participant"), "f.csv!B1: participant: this column stands twice: each column once"),
    ],
    ids=["variable", "values", "code", "unmapped value", "two participants"],
)  # fmt: skip
def test_names_that_are_none(change: tuple[str, str], message: str) -> None:
    """A mapping to what the codebook does not know, and a value that is not mapped, are faults."""
    sheet = table(WIDE)
    text = NAMES.replace("{{", "{").replace("}}", "}").replace("{header}", sheet.fingerprint()).replace(*change)
    assert message in fault_texts(mapped.mapped_codings(sheet, BOOK, parsed(text)))


def test_codes_that_are_none() -> None:
    """A code mapped to what is no variable and code is a fault at its line, once for all its rows."""
    sheet = table([("Case", "Code"), (NAME, "a"), (NAME, "b"), (NAME, "c"), (NAME, "b")])
    text = "columns: {Case: participant, Code: code}\ncodes:\n  a: survival\n  b: reason/fredom\n  c:\nheader: %s\n"
    assert fault_texts(mapped.mapped_codings(sheet, BOOK, parsed(text % sheet.fingerprint()))) == [
        "m.yaml:3: codes: 'survival' is no variable and code: VARIABLE/CODE, as sex/female",
        "m.yaml:4: codes: 'fredom' is no code of reason: did you mean freedom?; a new code is added in the codebook, under reason",
    ]


def test_names_that_stand_nowhere() -> None:
    """What a mapping says of values and participants that the table does not have is noted with its line."""
    sheet = table(WIDE)
    text = NAMES.format(header=sheet.fingerprint()).replace("M: male", "M: male, X:")
    result = mapped.mapped_codings(
        sheet, BOOK, parsed(text.replace("Hunger:", "Hungr: freedom\n    Hunger:") + "  doc 3: SYN\n")
    )
    assert fault_texts(result) == []
    assert list(map(str, result.notes)) == [
        "m.yaml:15: 'doc 3' stands nowhere in f.csv",
        "m.yaml:9: 'X' stands nowhere in f.csv",
        "m.yaml:11: 'Hungr' stands nowhere in f.csv",
    ]


def test_encoding_and_separator() -> None:
    """A mapping may say how the text of a table is written."""
    names = parsed('columns: {a: sex}\nencoding: cp949\nseparator: "\\t"\nsheet: S\n')
    assert (names.encoding, names.separator, names.sheet) == ("cp949", "\t", "S")


@given(st.text(max_size=40))
def test_any_mapping(text: str) -> None:
    """Whatever the text, there is a mapping or a fault, and no exception."""
    names, faults = mapped.parse_mapping(text, "m.yaml")
    assert faults or names.columns


@given(st.lists(st.lists(st.text("abF ", max_size=2), min_size=3, max_size=3), min_size=1, max_size=3))
def test_any_table(rows: list[list[str]]) -> None:
    """Whatever the cells, a table is read by its mapping or refused, and no exception."""
    sheet = table(rows)
    columns = dict(zip(sheet.header, ("participant", "sex", "reason"), strict=False))
    columns.pop("", None)
    result = mapped.mapped_codings(sheet, BOOK, mapped.TableMapping("m.yaml", sheet.fingerprint(), columns=columns))
    assert result.faults or result.records
