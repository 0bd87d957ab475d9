"""Decode the bytes of a text file, or report what they are and how to save them again."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from traced.core.fault import Fault
from traced.core.record import Place

SAVE_AGAIN = "save the file as CSV with UTF-8"
ENCODINGS = {  # what a mapping may name, as Python calls it; Windows writes more characters than the standards have
    "utf-8": "utf-8-sig",
    "utf-16": "utf-16",
    "shift_jis": "cp932",
    "cp932": "cp932",
    "euc_jp": "euc_jp",
    "cp949": "cp949",
    "euc_kr": "cp949",
    "cp1252": "cp1252",
}
KANA_AND_KANJI = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]")
HANGUL = "cp949 (Hangul)"
FEWEST = 2  # letters from which an encoding is recognised
SHOWN = 3  # places that a summary names


@dataclass(frozen=True, order=True)
class Note:
    """Something harmless that was mended or left out in reading."""

    place: Place
    mended: str

    def __str__(self) -> str:
        return f"{self.place}: {self.mended}"


@dataclass(frozen=True)
class Decoded:
    """A text with \n at the end of each line; it is empty when there are faults."""

    text: str
    notes: tuple[Note, ...] = ()
    faults: tuple[Fault, ...] = ()


def decode(content: bytes, file: str, encoding: str = "") -> Decoded:
    """Return the text of a file in UTF-8, in UTF-16 with its mark, or in the encoding that the caller names.

    A byte order mark and the line ends of another system, which spreadsheet programs write, are removed without a note.
    Nothing is guessed: a text that looks like another encoding is a fault that names it.
    """

    def fault(problem: str, allowed: str, line: int = 1) -> Decoded:
        return Decoded("", faults=(Fault.on_line(file, line, "1", problem, allowed),))

    if not content:
        return fault("the file is empty", "a table with a header")
    if kind := binary_kind(content):
        return fault(f"this is {kind}, not a text", "a table saved as CSV, or a workbook whose name ends in .xlsx")
    notes = []
    if encoding:
        try:
            chosen = ENCODINGS[codecs.lookup(encoding).name]
        except (LookupError, ValueError):
            return fault(f"the encoding {encoding!r} is not known", f"one of {', '.join(ENCODINGS)}")
    elif content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return fault("the file looks like UTF-32", SAVE_AGAIN)
    elif content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        chosen = "utf-16"
        notes.append(Note(Place(file), "read as UTF-16, as its first bytes say"))
    else:
        chosen = "utf-8-sig"
    try:
        text = content.decode(chosen)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        if error.reason in ("unexpected end of data", "truncated data", "incomplete multibyte sequence"):
            return fault("the file breaks off in the middle of a character", "the whole file: copy it again", line)
        looks = "" if encoding else likely_encoding(content)
        problem = f"the file looks like {looks}" if looks else f"a character that is not {encoding or 'UTF-8'}"
        return fault(problem, SAVE_AGAIN, 1 if looks else line)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        if content.count(b"\0") * 3 > len(content):
            return fault("the file looks like UTF-16 without its mark", SAVE_AGAIN)
        return fault("a character without meaning (NUL): the file is damaged", "the whole file: copy it again", line)
    if "\ufffd" in text:
        line = text[: text.index("\ufffd")].count("\n") + 1
        return fault("a character was lost in an earlier saving (\ufffd)", f"from the original, {SAVE_AGAIN}", line)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return fault("the file is empty", "a table with a header")
    return Decoded(text, tuple(notes))


def binary_kind(content: bytes) -> str:
    """Return the kind of a file whose first bytes show that it is no text; empty for others."""
    if content.startswith(b"PK\x03\x04"):
        return "a workbook or another zip"
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return "an old or protected Office file"
    return "a PDF" if content.startswith(b"%PDF-") else ""


def likely_encoding(content: bytes) -> str:
    """Return the encoding in which the bytes would be mostly letters of its language; empty for none.

    Each of the two decodes much of what the other has written, but into rare characters: syllables beyond the 2350
    of the standard, kana of half width.
    """
    scores = {}
    for name, encoding, common in (
        (HANGUL, "cp949", is_common_hangul),
        ("Shift-JIS", "cp932", KANA_AND_KANJI.fullmatch),
    ):
        try:
            letters = [c for c in content.decode(encoding) if ord(c) > 0x7F]
        except UnicodeDecodeError:
            continue
        if len(letters) >= FEWEST:
            scores[name] = sum(1 for letter in letters if common(letter)) / len(letters)
    best = max(scores, key=lambda name: scores[name], default="")
    return best if best and scores[best] > 0.5 else ""


def is_common_hangul(letter: str) -> bool:
    return "가" <= letter <= "힣" and len(letter.encode("euc_kr", "ignore")) == 2


def note_lines(notes: Iterable[Note]) -> list[str]:
    """Return a line for each kind of note in each file or sheet, with the first places and how many more."""

    def kind(note: Note) -> tuple[Place, str]:
        return Place(note.place.file, note.place.sheet), note.mended

    lines = []
    for (whole, mended), group in groupby(sorted(set(notes), key=lambda note: (kind(note), note)), kind):
        cells = [str(note.place).removeprefix(str(whole))[1:] for note in group if note.place.row]
        more = f" and {len(cells) - SHOWN} more" if len(cells) > SHOWN else ""
        lines.append(f"{whole}: {mended}" + (f" ({', '.join(cells[:SHOWN])}{more})" if cells else ""))
    return lines
