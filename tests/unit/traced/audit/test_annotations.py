"""Annotations: each number of a document gets its comment, and nothing else changes."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.tables import VALUES
from traced.audit.annotations import UNPRINTED, commented
from traced.audit.trail import Trails
from traced.core.record import dump_records, ranges_by_file, records_by_id
from traced.manuscript import pandoc
from traced.manuscript.crossrefs import resolve
from traced.manuscript.document import parse_markdown
from traced.output.word import Comment, to_docx
from unit.builders import SYNTHETIC, row

STYLES = Path(__file__).resolve().parents[4] / "manuscript/styles"
FRONT = "---\ntitle: Of [four]{number='part.total'} boats\nauthor: SYNTHETIC\ndate: 2020\nlang: en\n---\n\n"
RECORDS = [
    row("codings", line=n, participant=f"SYNTHETIC-{n}", variable="boat", value=str(n), page="7") for n in range(2, 9)
]


def entry(value: Any, *lines: int, **changes: Any) -> dict[str, Any]:
    """Return a SYNTHETIC row of the ledger that rests on these lines of the codings."""
    plain = {
        "value": value,
        "low": value,
        "high": value,
        "unit": "boats",
        "status": "recomputed",
        "qualifier": "",
        "definition": "SYNTHETIC boats on a line",
        "rule": "part",
        "code": "workflow/study/part.py:7",
        "records": [f"{SYNTHETIC}/codings.csv:{line}" for line in lines],
        "of": [],
        "used": ["paper.md.j2:1"],
    }
    return plain | changes


LEDGER = {
    "part.total": entry(4, 2, published={"text": "four", "page": "9", "verdict": "same"}),
    "part.all": entry(
        7, *range(2, 9), of=["part.boats.1", "part.boats.2", "part.boats.3", "part.boats.4", "part.total"]
    ),
    "part.seen": entry(1, 3, status="entailed", of=["part.total", "part.boats.4"]),
    "part.idle": entry(0, 4, used=[]),
}
TRAILS = Trails(LEDGER, {record.id: record for record in RECORDS}, VALUES, {})


def document(text: str) -> pandoc.Document:
    """Return the tree of a manuscript."""
    return resolve(parse_markdown(FRONT + text))


def comment_text(comment: Comment) -> str:
    """Return the text of a comment."""
    return "\n".join("".join(piece for _, piece in line) for line in comment)


def marks(tree: Any) -> list[str]:
    """Return the ends of comments and the words of a tree, in their order."""
    found: list[str] = []

    def note(node: pandoc.Node) -> pandoc.Node:
        if node["t"] == "RawInline":
            found.extend(
                "<" if kind == "Start" else ">" for kind in re.findall(r"commentRange(Start|End)", node["c"][1])
            )
        elif node["t"] == "Str":
            found.append(node["c"])
        return node

    pandoc.rebuild([tree] if isinstance(tree, dict) else tree, note)
    return found


def test_a_comment_has_what_the_ledger_has() -> None:
    """A comment has value, definition, status and its meaning, the article's own number, row, rule and code."""
    _, comments = commented(document("[four]{number='part.total'}"), TRAILS)
    assert comment_text(comments[1]).replace("\u00a0", " ") == (
        "4 boats part.total\n"
        "SYNTHETIC boats on a line.\n"
        "Status recomputed, computed from primary rows: individual codings, or an official statistic.\n"
        "Published “four”, p. 9: reported only.\n"
        f"Row {SYNTHETIC}/codings.csv:2: participant SYNTHETIC-2, variable boat, value 2 (stated, p. 7).\n"
        "Rule part, workflow/study/part.py:7."
    )
    assert ("strong", "value 2") in comments[1][4]


def test_long_lists_are_shortened() -> None:
    """Many rows are named by their lines, and many numbers of one family by the first and the last."""
    _, comments = commented(document("[seven]{number='part.all'}"), TRAILS)
    assert f"Rows {SYNTHETIC}/codings.csv, lines 2–8." in comment_text(comments[1])
    assert "Computed from part.boats.1 to 4 (4 numbers), part.total." in comment_text(comments[1])
    assert "prints no such number" in comment_text(comments[1])


def test_every_place_has_its_comment() -> None:
    """Title, heading, text, emphasis, caption, cell and table note: each number is between the ends of its comment."""
    text = """# The [four]{number='part.total'} boats

Of *the [seven]{number='part.all'}* boats.

::: {#tbl:boats .table}

| Boats |
| :---- |
| [1]{number='part.seen'} |

: All [7]{number='part.all'} of them

::: {.note}
*Note.* Not [one]{number='part.seen'}.
:::

:::
"""
    marked, comments = commented(document(text), TRAILS)
    names = [comment[0][2][1] for comment in comments]
    total, everything, seen = "part.total", "part.all", "part.seen"
    assert names == [total, total, everything, everything, seen, seen]
    words = marks(marked["meta"]["title"]) + marks(marked["blocks"])
    between = [words[i + 1] for i, word in enumerate(words) if word == "<" and words[i + 2] == ">"]
    assert between == ["four", "four", "seven", "7", "1", "one"]


def test_a_footnote_has_its_comments_at_its_mark() -> None:
    """Word has no room for comments in a footnote: they stand around its mark, one for each of its numbers."""
    marked, comments = commented(
        document("Boats.^[Of [seven]{number='part.all'}, [four]{number='part.total'}.]"), TRAILS
    )
    assert [comment[0][2][1] for comment in comments][1:3] == ["part.all", "part.total"]
    paragraph = marked["blocks"][1]["c"]
    kinds = [node["t"] for node in paragraph]
    assert kinds == ["Str", "RawInline", "Note", "RawInline"]
    assert "comment" not in json.dumps(paragraph[2])


def test_numbers_of_alternative_texts_are_listed_at_the_end() -> None:
    """A number that is used, but stands at no place that can be marked, has its comment under a heading of its own."""
    marked, comments = commented(document("[four]{number='part.total'}"), TRAILS)
    assert UNPRINTED in pandoc.text(marked["blocks"])
    assert {comment[0][2][1] for comment in comments} == {"part.total", "part.all", "part.seen"}
    everywhere = "".join(f"[x]{{number='{name}'}} " for name in ("part.all", "part.seen"))
    assert UNPRINTED not in pandoc.text(commented(document(everywhere), TRAILS)[0]["blocks"])


def test_the_document_itself_stays_as_it_was() -> None:
    """The annotations are made in a copy."""
    before = document("[four]{number='part.total'}^[[one]{number='part.seen'}]")
    kept = json.dumps(before)
    commented(before, TRAILS)
    assert json.dumps(before) == kept


def test_the_word_file_has_the_comments(tmp_path: Path) -> None:
    """The file holds the comments in order, its title is without them, and it is the same twice."""
    marked, comments = commented(document("A & B: [four]{number='part.total'}."), TRAILS)
    written = to_docx(marked, tmp_path, STYLES / "word.xml", comments)
    assert written == to_docx(marked, tmp_path, STYLES / "word.xml", comments)
    file = tmp_path / "boats.docx"
    file.write_bytes(written)
    docx = pytest.importorskip("docx").Document(str(file))
    assert [comment.comment_id for comment in docx.comments] == list(range(len(comments)))
    assert [comment.text for comment in docx.comments] == [comment_text(comment) for comment in comments]
    assert {comment.author for comment in docx.comments} == {"Ledger"}
    assert {comment.timestamp for comment in docx.comments} == {None}
    assert docx.core_properties.title == "Of four boats"


@given(st.sets(st.integers(2, 200), min_size=1))
def test_condensed_lines_are_the_lines(lines: set[int]) -> None:
    """Ranges say exactly the lines that went in, and no shorter list would."""
    runs = ranges_by_file(f"SYNTHETIC.csv:{line}" for line in lines)["SYNTHETIC.csv"].split(", ")
    ends = [[int(end) for end in part.split("–")] for part in runs]
    assert [n for part in ends for n in range(part[0], part[-1] + 1)] == sorted(lines)
    assert all(left[-1] + 1 < right[0] for left, right in pairwise(ends))


def test_records_are_found_by_id() -> None:
    """The tables of several texts are one; what goes along with them is left out."""
    texts = [dump_records({"codings": RECORDS[:2]}, codebook={"a": 1}), dump_records({"more": RECORDS[2:]})]
    assert records_by_id(texts) == {record.id: record for record in RECORDS}
