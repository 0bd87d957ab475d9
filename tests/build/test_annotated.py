"""The annotated Word file, read back: each number has what the ledger says of it; the clean editions show nothing."""

import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest

import docx
from programs import needs_office
from study.tables import VALUES
from study.wording import VOICE
from traced.audit import annotations
from traced.audit.trail import Trails
from traced.core.record import records_by_id
from traced.ledger.quantity import STATUS_MEANING
from traced.manuscript import pandoc
from traced.output import word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def paper(built: Path) -> pandoc.Document:
    """The manuscript from which all formats are written."""
    return json.loads((built / "results/.work/manuscript/paper.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def printed(paper: pandoc.Document) -> list[tuple[str, str]]:
    """The name and the text of each number that the manuscript prints, in the order of the text."""
    found: list[tuple[str, str]] = []

    def note(node: pandoc.Node) -> pandoc.Node:
        if node["t"] == "Span" and "number" in dict(node["c"][0][2]):
            found.append((dict(node["c"][0][2])["number"], pandoc.text(node)))
        return node

    pandoc.rebuild([*paper["meta"]["title"]["c"], *paper["blocks"]], note)
    return found


@pytest.fixture(scope="session")
def trails(built: Path) -> Trails:
    """The ledger of the build with the records beneath it."""
    rows = json.loads((built / "results/numbers.json").read_text("utf-8"))["numbers"]
    texts = [(built / f"results/.work/prepare/{part}.json") for part in ("interviews", "statistics", "background")]
    return Trails(rows, records_by_id(text.read_text("utf-8") for text in texts), VALUES, {}, voice=VOICE)


@pytest.fixture(scope="session")
def rest(printed: list[tuple[str, str]], trails: Trails) -> list[str]:
    """The numbers that are used, but printed at no place that can be marked."""
    return [name for name, row in trails.rows.items() if row["used"] and name not in dict(printed)]


@pytest.fixture(scope="session")
def parts(built: Path) -> dict[str, ElementTree.Element]:
    """The XML parts of the annotated Word file."""
    with zipfile.ZipFile(built / "results/paper-annotated.docx") as archive:
        return {n: ElementTree.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith((".xml", ".rels"))}


def test_every_number_has_its_comment(built: Path, printed: list[tuple[str, str]], rest: list[str]) -> None:
    """There are as many comments as numbers in the text, in its order; those of alternative texts follow."""
    comments = list(docx.Document(str(built / "results/paper-annotated.docx")).comments)
    names = [comment.paragraphs[0].text.rpartition(" ")[2] for comment in comments]
    assert len(printed) > 150
    assert names == [*(name for name, _ in printed), *rest]
    assert {(comment.author, comment.initials, comment.timestamp) for comment in comments} == {("Ledger", "L", None)}


def test_each_comment_says_what_the_ledger_says(built: Path, trails: Trails) -> None:
    """Value, definition, status with its meaning, the article's number, rows, rule and code are those of the ledger."""
    for comment in docx.Document(str(built / "results/paper-annotated.docx")).comments:
        text = comment.text.replace("\u00a0", " ")
        trail = trails.number_trail(comment.paragraphs[0].text.rpartition(" ")[2])
        assert text.startswith(f"{trail.value} {trail.name}\n")
        assert trail.definition.lower() in text.lower()
        assert f"Status {trail.status}, {VOICE.text(STATUS_MEANING[trail.status])}" in text
        assert f"Rule {trail.rule}, {trail.code}." in text
        if trail.published:
            quoted = f"“{trail.published['text']}”, p. {trail.published['page']}: {trail.published['verdict']}"
            assert quoted in text
        assert lines_named(text) == {row.id for row in trail.evidence}


def lines_named(text: str) -> set[str]:
    """Return the rows that a text names, one by one or by the lines of their file."""
    found = set(re.findall(r"^Row (\S+:\d+)", text, re.MULTILINE))
    for file, lines in re.findall(r"^Rows (\S+), lines (.+)\.$", text, re.MULTILINE):
        ends = [[int(end) for end in part.split("–")] for part in lines.split(", ")]
        found |= {f"{file}:{n}" for part in ends for n in range(part[0], part[-1] + 1)}
    return found


def test_comments_stand_at_their_numbers(
    parts: dict[str, ElementTree.Element], paper: pandoc.Document, printed: list[tuple[str, str]], rest: list[str]
) -> None:
    """Each comment has a beginning, an end and a reference in one paragraph of the text, around what it is about."""
    body = parts["word/document.xml"]
    count = len(printed) + len(rest)
    for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert [node.get(f"{W}id") for node in body.iter(f"{W}{mark}")] == [str(n) for n in range(count)]
    around = {}
    for paragraph in body.iter(f"{W}p"):
        here: dict[str, str] = {}
        for node in paragraph.iter():
            if node.tag == f"{W}commentRangeStart":
                here[node.attrib[f"{W}id"]] = ""
            elif node.tag == f"{W}commentRangeEnd":
                around[int(node.attrib[f"{W}id"])] = here.pop(node.attrib[f"{W}id"])
            elif node.tag == f"{W}t":
                here = {number: words + (node.text or "") for number, words in here.items()}
        assert not here
    # A footnote has no room for comments: its numbers have theirs at its mark.
    assert all(around[n] in (text, "") for n, (_, text) in enumerate(printed))
    assert [text for n, (_, text) in enumerate(printed) if not around[n]] == in_footnotes(paper)


def in_footnotes(paper: pandoc.Document) -> list[str]:
    """Return the texts of the numbers that stand in footnotes."""
    found: list[str] = []

    def number(node: pandoc.Node) -> pandoc.Node:
        if node["t"] == "Span" and "number" in dict(node["c"][0][2]):
            found.append(pandoc.text(node))
        return node

    def note(node: pandoc.Node) -> pandoc.Node:
        if node["t"] == "Note":
            pandoc.rebuild(node["c"], number)
        return node

    pandoc.rebuild(paper["blocks"], note)
    return found


def test_the_comments_are_parts_that_word_knows(parts: dict[str, ElementTree.Element]) -> None:
    """The part of the comments is declared and related, its identifiers are unique, its styles exist."""
    comments = list(parts["word/comments.xml"])
    assert len({comment.get(f"{W}id") for comment in comments}) == len(comments)
    used = {node.get(f"{W}val") for node in parts["word/comments.xml"].iter() if node.tag.endswith("Style")}
    defined = {style.get(f"{W}styleId") for style in parts["word/styles.xml"].iter(f"{W}style")}
    assert used == {"CommentText", "CommentReference", "VerbatimChar"}
    assert used <= defined
    assert "/word/comments.xml" in {part.get("PartName") for part in parts["[Content_Types].xml"]}
    assert "comments.xml" in {relation.get("Target") for relation in parts["word/_rels/document.xml.rels"]}


def test_the_clean_editions_show_none_of_it(built: Path) -> None:
    """The Word file has no comment and no mark of one; the PDF names no code."""
    with zipfile.ZipFile(built / "results/paper.docx") as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    assert "<w:comment " not in texts["word/comments.xml"]
    assert not [name for name, text in texts.items() if "Ledger" in text or "CommentText" in text]
    assert not re.search(r"commentRange|commentReference|Annotated edition", texts["word/document.xml"])
    clean = pypdf.PdfReader(built / "results/paper.pdf")
    assert "workflow/study" not in "".join(page.extract_text() for page in clean.pages)


def test_the_same_bytes_come_again(built: Path, paper: pandoc.Document, trails: Trails) -> None:
    """Written once more, in another process and folder, the file is the same to the byte."""
    document, comments = annotations.commented(paper, trails)
    written = word.to_docx(document, built / "results/.work", ROOT / "manuscript/styles/word.xml", comments)
    assert written == (built / "results/paper-annotated.docx").read_bytes()


def test_a_text_edit_reaches_the_html_without_them(built: Path) -> None:
    """The HTML page does not need the annotated edition."""
    rules = (ROOT / "workflow/rules/manuscript.smk").read_text("utf-8")
    html = rules.partition("rule html:")[2].partition("rule ")[0]
    assert "annotated" not in html
    assert (built / "results/paper.html").is_file()


@needs_office
def test_an_office_program_finds_the_comments(opened: dict[str, str], printed: list[tuple[str, str]]) -> None:
    """LibreOffice reads every comment, with its author."""
    text = opened["paper-annotated"]
    assert text.count("<office:annotation ") >= len(printed)
    assert text.count("<dc:creator>Ledger</dc:creator>") == text.count("<office:annotation ")
