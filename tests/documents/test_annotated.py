"""The annotated editions, read back: each number leads to what the ledger has of it; the clean ones show nothing."""

import json
import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdf
import pytest

import docx
from documents.programs import needs_office
from study.evidence import VALUES
from traced import annotate, pandoc, pdf, records, word
from traced.quantities import MEANING
from traced.trail import Trails

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROOT = Path(__file__).resolve().parents[2]


def squeezed(text: str) -> str:
    """Return text without any space or hyphen: what line breaks may change."""
    return re.sub(r"[\s\u00ad\-–]", "", unicodedata.normalize("NFKC", text))


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
    return Trails(rows, records.by_id(text.read_text("utf-8") for text in texts), VALUES, {})


@pytest.fixture(scope="session")
def rest(printed: list[tuple[str, str]], trails: Trails) -> list[str]:
    """The numbers that are used, but printed at no place that can be marked."""
    return [name for name, row in trails.rows.items() if row["used"] and name not in dict(printed)]


@pytest.fixture(scope="session")
def parts(built: Path) -> dict[str, ElementTree.Element]:
    """The XML parts of the annotated Word file."""
    with zipfile.ZipFile(built / "results/paper-annotated.docx") as archive:
        return {n: ElementTree.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith((".xml", ".rels"))}


@pytest.fixture(scope="session")
def pages(built: Path) -> pypdf.PdfReader:
    """The annotated PDF."""
    return pypdf.PdfReader(built / "results/paper-annotated.pdf")


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
        trail = trails.of(comment.paragraphs[0].text.rpartition(" ")[2])
        assert text.startswith(f"{trail.value} {trail.name}\n")
        assert trail.definition.lower() in text.lower()
        assert f"Status {trail.status}, {MEANING[trail.status]}." in text
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
                here = {number: said + (node.text or "") for number, said in here.items()}
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


Link = tuple[int, list[float], tuple[int, float, float]]


def links(pages: pypdf.PdfReader) -> list[Link]:
    """Return each link within a PDF: its page, its rectangle, and the page and point that it leads to."""
    number = {page.indirect_reference.idnum: n for n, page in enumerate(pages.pages)}
    named = {name: (d.raw_get("/Page").idnum, d["/Left"], d["/Top"]) for name, d in pages.named_destinations.items()}
    found = []
    for n, page in enumerate(pages.pages):
        for annotation in (reference.get_object() for reference in page.get("/Annots", [])):
            if annotation["/Subtype"] != "/Link" or "/Dest" not in annotation:
                continue
            target = annotation["/Dest"].get_object()
            at = named[target] if isinstance(target, str) else (target[0].idnum, target[2], target[3])
            rectangle = [float(end) for end in annotation["/Rect"]]
            found.append((n, rectangle, (number[at[0]], round(float(at[1]), 1), round(float(at[2]), 1))))
    return found


def first_of_appendix(pages: pypdf.PdfReader) -> int:
    """Return the page, from zero, on which the appendix begins."""
    heading = squeezed(annotate.APPENDIX)
    return next(n for n, p in enumerate(pages.pages) if n > 1 and heading in squeezed(p.extract_text()))


def test_numbers_lead_to_their_entries_and_back(pages: pypdf.PdfReader, printed: list[tuple[str, str]]) -> None:
    """From each place that an entry names, the number there leads to that entry."""
    start = first_of_appendix(pages)
    forward = [link for link in links(pages) if link[0] < start <= link[2][0]]
    back = [link for link in links(pages) if link[0] >= start > link[2][0]]
    assert len({target for _, _, target in back}) == len(printed)
    entries = {target for _, _, target in forward}
    for page, (left, _, _, top), target in back:
        above = [e for e in entries if e[0] == page and e[2] > top and same_column(e[1], left)]
        entry = min(above, key=lambda e: e[2])
        assert [link for link in forward if link[2] == entry and stands_at(link, target)], (page, left, top, target)


def stands_at(link: Link, point: tuple[int, float, float]) -> bool:
    """Tell whether a link stands on the page and the line of a point."""
    page, (_, bottom, _, top), _ = link
    return page == point[0] and bottom - 16 < point[2] < top + 16


def same_column(left: float, other: float) -> bool:
    """Tell whether two points are in the same half of a page."""
    return (left < 297) == (other < 297)


def test_each_entry_says_what_the_ledger_says(
    pages: pypdf.PdfReader, trails: Trails, printed: list[tuple[str, str]], rest: list[str]
) -> None:
    """The appendix has one entry for each number used, with value, definition, status, rows, rule and the article's."""
    text = squeezed("".join(page.extract_text() for page in pages.pages[first_of_appendix(pages) :]))
    names = [*dict(printed), *rest]
    for name in names:
        trail = trails.of(name)
        start = text.index(squeezed(f"{trail.value} {name} {annotate.definition(trail)[0][1]}"))
        following = text[start : start + 1500]
        assert squeezed(f"Status {trail.status}. Article ") in following
        assert squeezed(f"Rule {trail.rule}, {trail.code}.") in following
        assert squeezed(trail.evidence[0].id.rpartition(":")[0]) in following
        if trail.published:
            assert squeezed(f"“{trail.published['text']}”, p. {trail.published['page']}") in following
    assert text.count("Rule") == len(names)


def test_the_annotated_pdf_is_tagged(pages: pypdf.PdfReader) -> None:
    """The file has tags, a title, and the appendix in its outline; Typst holds it to PDF/UA when it writes it."""
    root = pages.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "ua-1" in pdf.STANDARDS
    assert annotate.APPENDIX in [entry["/Title"] for entry in pages.outline if not isinstance(entry, list)]


def test_the_clean_editions_show_none_of_it(built: Path, pages: pypdf.PdfReader) -> None:
    """The Word file has no comment and no mark of one; the PDF has no appendix, and no number in it is a link."""
    with zipfile.ZipFile(built / "results/paper.docx") as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    assert "<w:comment " not in texts["word/comments.xml"]
    assert not [name for name, text in texts.items() if "Ledger" in text or "CommentText" in text]
    assert not re.search(r"commentRange|commentReference|Annotated edition", texts["word/document.xml"])
    clean = pypdf.PdfReader(built / "results/paper.pdf")
    text = squeezed("".join(page.extract_text() for page in clean.pages))
    assert squeezed(annotate.APPENDIX) not in text
    assert "workflow/study" not in text
    start = first_of_appendix(pages)
    others = [link for link in links(pages) if link[0] < start and link[2][0] < start]
    assert abs(len(links(clean)) - len(others)) <= 5  # a link over two lines is two
    assert len(clean.pages) <= start


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_same_bytes_come_again(form: str, built: Path, paper: pandoc.Document, trails: Trails) -> None:
    """Written once more, in another process and folder, each edition is the same to the byte."""
    work, styles = built / "results/.work", ROOT / "manuscript/styles"
    write: dict[str, Callable[[], Any]] = {
        "docx": lambda: commented_file(paper, trails, work, styles),
        "pdf": lambda: pdf.to_pdf(annotate.linked(paper, trails), work, styles / "paper.typ"),
    }
    assert write[form]() == (built / f"results/paper-annotated.{form}").read_bytes()


def commented_file(paper: pandoc.Document, trails: Trails, work: Path, styles: Path) -> bytes:
    """Return the annotated Word file."""
    document, comments = annotate.commented(paper, trails)
    return word.to_docx(document, work, styles / "word.xml", comments)


def test_a_text_edit_reaches_the_html_without_them(built: Path) -> None:
    """The HTML page needs neither of the annotated editions."""
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
