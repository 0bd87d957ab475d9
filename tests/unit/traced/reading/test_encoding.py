"""Decoding: bytes become text, or a fault that says what they are and how to save them again."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from traced.core.record import Place
from traced.reading.encoding import ENCODINGS, Note, decode, note_lines

SAVE = "save the file as CSV with UTF-8"
TABLE = "a table with a header"
KANJI, HANGUL = "年次,国籍・地域\n平成三十年,無国籍\n", "이름,국적\n가나다,무국적\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", f"1: 1: the file is empty: {TABLE}"),
        (b" \r\n\n", f"1: 1: the file is empty: {TABLE}"),
        (b"\xef\xbb\xbf", f"1: 1: the file is empty: {TABLE}"),
        (HANGUL.encode("cp949"), f"1: 1: the file looks like cp949 (Hangul): {SAVE}"),
        (KANJI.encode("cp932"), f"1: 1: the file looks like Shift-JIS: {SAVE}"),
        ("a\n김하나\n".encode("cp949"), f"1: 1: the file looks like cp949 (Hangul): {SAVE}"),
        ("a\n佐藤\n".encode("cp932"), f"1: 1: the file looks like Shift-JIS: {SAVE}"),
        (KANJI.encode("utf-16-le"), f"1: 1: a character that is not UTF-8: {SAVE}"),
        ("a,b\n1,2\n".encode("utf-16-le"), f"1: 1: the file looks like UTF-16 without its mark: {SAVE}"),
        ("a,b".encode("utf-32"), f"1: 1: the file looks like UTF-32: {SAVE}"),
        (
            "a,b".encode("utf-16")[:-1],
            "1: 1: the file breaks off in the middle of a character: the whole file: copy it again",
        ),
        (
            "a\nb,Chōs".encode()[:-2],
            "2: 1: the file breaks off in the middle of a character: the whole file: copy it again",
        ),
        (b"a,b\nCh\x8dsen,1\n", f"2: 1: a character that is not UTF-8: {SAVE}"),
        (
            b"a,b\n1,2\n3\0,4 and more of it",
            "3: 1: a character without meaning (NUL): the file is damaged: the whole file: copy it again",
        ),
        (
            "a\nCh\ufffdsen\n".encode(),
            f"2: 1: a character was lost in an earlier saving (\ufffd): from the original, {SAVE}",
        ),
        (
            b"PK\x03\x04...",
            "1: 1: this is a workbook or another zip, not a text: "
            "a table saved as CSV, or a workbook whose name ends in .xlsx",
        ),
    ],
)
def test_bad_bytes(content: bytes, message: str) -> None:
    """Each says what the file is, or where it is damaged, and what to do."""
    decoded = decode(content, "f.csv")
    assert [str(fault) for fault in decoded.faults] == [f"f.csv:{message}"]
    assert decoded.text == ""


@pytest.mark.parametrize(
    ("content", "encoding", "notes"),
    [
        (b"a\nb\n", "", []),
        (b"a\r\nb\r\n", "", []),
        (b"a\rb\r", "", []),
        (b"\xef\xbb\xbfa\nb\n", "", []),
        ("a\nb\n".encode("utf-16"), "", ["read as UTF-16, as its first bytes say"]),
        ("\ufeffa\nb\n".encode("utf-16-be"), "", ["read as UTF-16, as its first bytes say"]),
        ("a\nb\n".encode("cp932"), "Shift-JIS", []),
    ],
)
def test_what_is_mended_is_said(content: bytes, encoding: str, notes: list[str]) -> None:
    """Line ends and the mark that every program writes do no harm and are passed over; an encoding is noted."""
    decoded = decode(content, "f.csv", encoding)
    assert (decoded.text, decoded.faults) == ("a\nb\n", ())
    assert [note.mended for note in decoded.notes] == notes


@pytest.mark.parametrize(
    ("encoding", "message"),
    [
        ("cp950", f"1: 1: the encoding 'cp950' is not known: one of {', '.join(ENCODINGS)}"),
        ("rot13", f"1: 1: the encoding 'rot13' is not known: one of {', '.join(ENCODINGS)}"),
        ("\0", f"1: 1: the encoding '\\x00' is not known: one of {', '.join(ENCODINGS)}"),
        ("shift_jis", f"1: 1: a character that is not shift_jis: {SAVE}"),
    ],
)
def test_a_named_encoding_has_to_fit(encoding: str, message: str) -> None:
    """An encoding that is named is the only one tried."""
    assert [str(fault) for fault in decode(b"a\x81 b\n", "f.csv", encoding).faults] == [f"f.csv:{message}"]


@pytest.mark.parametrize(
    ("encoding", "text"), [("cp932", KANJI), ("euc_jp", KANJI), ("cp949", HANGUL), ("euc-kr", HANGUL)]
)
def test_a_named_encoding_is_read(encoding: str, text: str) -> None:
    """The files of publishers are read by the encoding that a mapping names."""
    assert decode(text.encode(encoding), "f.csv", encoding).text == text


@given(st.binary(max_size=60), st.sampled_from(["", *ENCODINGS]))
@example(b"\xff\xfe\x00\xd8", "")
@example(b"+/v8-", "")
def test_any_bytes(content: bytes, encoding: str) -> None:
    """Whatever the bytes, there is a text or one fault, never both; a text has neither NUL nor foreign line ends."""
    decoded = decode(content, "f.csv", encoding)
    assert bool(decoded.text) != bool(decoded.faults)
    assert not {"\0", "\r"} & {*decoded.text}


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufffd\ufeff"), min_size=1))
def test_a_text_stays_as_it_is(text: str) -> None:
    """A text in UTF-8, and in UTF-16 with its mark, comes out unchanged."""
    if text.strip():
        assert decode(text.encode(), "f.csv").text == text
        assert decode(text.encode("utf-16"), "f.csv").text == text


def test_notes_in_short() -> None:
    """Notes are one line for each kind, with the first places and how many more there are."""
    cells = [Note(Place("f.xlsx", "S", row, 2), "spaces were left out") for row in range(2, 7)]
    assert note_lines([*cells, Note(Place("f.xlsx"), "a sheet was not read"), cells[0]]) == [
        "f.xlsx: a sheet was not read",
        "f.xlsx!S: spaces were left out (B2, B3, B4 and 2 more)",
    ]
