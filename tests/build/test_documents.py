"""What was built, read back: the numbers of the ledger stand in the HTML, the Word file and the PDF."""

import csv
import html
import json
import re
import subprocess
import unicodedata
import zipfile
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pypdf
import pytest
from docx.document import Document

import docx
from programs import POPPLER, needs_office, needs_poppler
from traced.ledger.style import STYLES, format_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPAN = re.compile(r'<span data-number="([^"]+)">(.*?)</span>', re.DOTALL)
ROOT = Path(__file__).resolve().parents[2]


def plain(text: str) -> str:
    """Return text with every run of space as one, and soft hyphens and ligatures undone."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").split())


@pytest.fixture(scope="session")
def numbers(built: Path) -> dict[str, SimpleNamespace]:
    """The ledger of the build, by name."""
    rows = json.loads((built / "results/numbers.json").read_text("utf-8"))["numbers"]
    return {name: SimpleNamespace(**row) for name, row in rows.items()}


@pytest.fixture(scope="session")
def page(built: Path) -> str:
    """The HTML page."""
    return (built / "results/paper.html").read_text("utf-8")


@pytest.fixture(scope="session")
def word(built: Path) -> Document:
    """The Word file."""
    return docx.Document(str(built / "results/paper.docx"))


@pytest.fixture(scope="session")
def pages(built: Path) -> pypdf.PdfReader:
    """The PDF."""
    return pypdf.PdfReader(built / "results/paper.pdf")


@pytest.fixture(scope="session")
def sentences(built: Path) -> list[str]:
    """The sentences of the filled manuscript that print a number, as plain text without references and citations.

    Alternative texts are left out, which no page shows.
    """
    filled = (built / "results/.work/manuscript/paper.md").read_text("utf-8")
    filled = re.sub(r"^::: \{\.alternative.*?^:::$", "", filled, flags=re.MULTILINE | re.DOTALL)
    lines = [line for line in filled.splitlines() if 'number="' in line and not line.startswith(("|", "!", ":"))]
    bare = [re.sub(r"\[([^\[\]]*)\]\{(?:number|claim)=\"[^\"]*\"\}", r"\1", line) for line in lines]
    bare = [re.sub(r"\[([^\[\]]*)\]\{claim=\"[^\"]*\"\}", r"\1", line) for line in bare]
    return [plain(line).replace("*", "").replace("'", "’") for line in bare if not re.search(r"[\[@]|\(\*n\*", line)]


def test_every_number_of_the_page_is_the_ledgers(page: str, numbers: dict[str, SimpleNamespace]) -> None:
    """Each number in the HTML says its name, and reads as some style of printing says the ledger's value."""
    found = [(name, plain(html.unescape(re.sub(r"<[^>]+>", "", text)))) for name, text in SPAN.findall(page)]
    assert len(found) > 150
    for name, text in found:
        assert text in renderings(numbers[name]), (name, text)


def renderings(number: SimpleNamespace) -> set[str]:
    """Return all ways in which the styles of printing can say a number."""
    styles = [*STYLES, *(f"about_{style}" for style in STYLES)]
    texts = set()
    for style in styles:
        try:
            text = format_number(number, style)
        except (ValueError, KeyError, TypeError, IndexError):
            continue
        texts |= {plain(text), plain(text[:1].upper() + text[1:])}
    return texts


def test_what_the_ledger_says_is_used_is_printed(page: str, numbers: dict[str, SimpleNamespace]) -> None:
    """The numbers printed in the page, and in alternative texts, are those that the ledger knows to be used."""
    used = {name for name, number in numbers.items() if number.used}
    assert {name for name, _ in SPAN.findall(page)} <= used
    assert len(used) > 120


def test_the_places_of_use_are_right(numbers: dict[str, SimpleNamespace]) -> None:
    """Each line of the template that the ledger names as a use holds the name, its family, or a loop over it."""
    lines = (ROOT / "manuscript/paper.md.j2").read_text("utf-8").splitlines()
    for name, number in numbers.items():
        for place in number.used:
            file, _, line = place.rpartition(":")
            text = lines[int(line) - 1]
            assert file == "manuscript/paper.md.j2"
            assert name in text or ".".join(name.split(".")[:2]) in text or "table(" in text or "year | digits" in text


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_the_sentences_with_numbers_stand_in_every_format(
    form: str, sentences: list[str], page: str, word: Document, pages: pypdf.PdfReader
) -> None:
    """Every sentence with a number reads the same in HTML, Word and PDF, letter for letter."""
    texts = {
        "html": lambda: html.unescape(re.sub(r"<[^>]+>", "", page)),
        "docx": lambda: "\n".join(text_of(p._p) for p in word.paragraphs),
        "pdf": lambda: pdf_text(pages),
    }
    text = squeezed(texts[form]())
    missing = [sentence for sentence in sentences if not stands(squeezed(sentence), text)]
    assert len(sentences) > 50
    assert not missing


def stands(sentence: str, text: str) -> bool:
    """Tell whether a sentence stands in a text, whole or with a page break, and what floats there, in it."""
    return any(sentence[:cut] in text and sentence[cut:] in text for cut in range(len(sentence), 0, -1))


def squeezed(text: str) -> str:
    """Return text without any space, hyphen or quotation mark: what line breaks and typography may change."""
    return re.sub(r"[\s\u00ad\u2010\u2011\-“”\"‘’']", "", unicodedata.normalize("NFKC", text))


def pdf_text(pages: pypdf.PdfReader) -> str:
    """Return the running text of the PDF, without the heads and feet of its pages."""
    text = ""
    for number, sheet in enumerate(pages.pages, 1):
        lines = sheet.extract_text().splitlines()
        head = 1 if number > 1 else 0
        text += "\n".join(line for line in lines[head:] if line.strip() != str(number)) + "\n"
    return text


def text_of(element: ElementTree.Element) -> str:
    """Return the text of a Word element, with what its fields show."""
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def test_tables_read_back_from_word_are_the_csv(built: Path, word: Document) -> None:
    """Both tables of the Word file have, cell for cell, what the tables beside the paper have."""
    for table, name in zip(word.tables, ["strategies", "entries"], strict=True):
        with (built / f"results/tables/{name}.csv").open(encoding="utf-8", newline="") as file:
            expected = [[plain(cell) for cell in row] for row in csv.reader(file)]
        assert [[plain(cell.text) for cell in row.cells] for row in table.rows] == expected


def test_table_2_of_the_paper_is_the_printed_one(built: Path) -> None:
    """Table 2 holds the values that the article printed, brackets and all."""
    with (built / "results/tables/entries.csv").open(encoding="utf-8", newline="") as file:
        rows = [row[:3] for row in list(csv.reader(file))[1:]]
    printed = "5 (2) 10 (6) 5 (4) 1 (3) 0 0 0 0 2 0 0 1 0 0 0 0 0 0 0 1 0 7 0 13".split()
    assert rows == [[str(year), *printed[2 * i : 2 * i + 2]] for i, year in enumerate(range(2006, 2020))]


def test_the_word_file_is_one_an_editor_can_use(built: Path, word: Document) -> None:
    """Headings, captions and notes have styles, captions count, references are live, table heads repeat."""
    styles = {p.style.name for p in word.paragraphs}
    assert {"Title", "Author", "Abstract", "Heading 1", "Heading 2", "Heading 3", "Bibliography"} <= styles
    with zipfile.ZipFile(built / "results/paper.docx") as archive:
        body = archive.read("word/document.xml").decode()
    assert body.count("SEQ Figure") == 4
    assert body.count("SEQ Table") == 2
    bookmarks = set(re.findall(r'<w:bookmarkStart[^>]*w:name="([^"]+)"', body))
    targets = re.findall(r"\bREF (\S+)", body)
    assert len(targets) >= 6
    assert set(targets) <= bookmarks
    assert body.count("<w:tblHeader") == 2
    assert not re.search(r'<wp:docPr [^>]*descr=""', body)
    assert word.core_properties.title.startswith("Migration Trajectories")


def test_the_pdf_is_tagged_and_speaks(pages: pypdf.PdfReader) -> None:
    """The PDF has a language, a title, tags, an outline, and an alternative text for each figure."""
    root = pages.trailer["/Root"]
    assert root["/Lang"].startswith("en")
    assert root["/MarkInfo"]["/Marked"]
    assert pages.metadata.title.startswith("Migration Trajectories")
    assert len(pages.outline) > 4
    alternatives = [str(node["/Alt"]) for node in tags(root["/StructTreeRoot"]) if "/Alt" in node]
    assert len([text for text in alternatives if len(text) > 40]) == 4


def tags(node: object) -> list[pypdf.generic.DictionaryObject]:
    """Return every element of a PDF's tree of tags."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [tag for child in node for tag in tags(child)]
    if not isinstance(node, dict):
        return []
    return [node, *tags(node.get("/K", []))]


def test_tables_and_pictures_lie_as_they_should_in_word(built: Path) -> None:
    """Each row of a table keeps to what follows it and in one piece, and no picture has free paper beside it."""
    with zipfile.ZipFile(built / "results/paper.docx") as archive:
        tree = ElementTree.fromstring(archive.read("word/document.xml"))
    rows = list(tree.iter(f"{W}tr"))
    assert rows
    for row in rows:
        assert row.find(f"{W}trPr/{W}cantSplit") is not None
        assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p"))
    pictures = [node for node in tree.iter() if node.tag.endswith("}inline")]
    assert len(pictures) == 4
    assert {node.get(f"dist{side}") for node in pictures for side in "TBLR"} == {"0"}


def test_every_glyph_is_there(pages: pypdf.PdfReader) -> None:
    """Letters that fonts often lack come out of the PDF as themselves."""
    text = "".join(sheet.extract_text() for sheet in pages.pages)
    assert "Chōsen" in text
    assert "North Korea → China" in plain(text)
    assert "–" in text
    assert "\ufffd" not in text


def test_the_page_stands_alone(page: str) -> None:
    """The HTML page loads nothing: links to other places, and from notes to findings, are for readers to follow."""
    assert not re.search(r'(src|href)="(?!data:|#|findings\.html#\w|https://doi\.org/|https?://)[^"]*"', page)
    assert not re.search(r'src="(?!data:)', page)
    assert not re.search(r"<link|@import|url\((?!data:)", page)
    assert page.count('<img src="data:') == 4
    assert len(re.findall(r'<img[^>]*alt="[^"]{40,}"', page)) == 4


def test_references_are_complete(built: Path, page: str) -> None:
    """Each work cited is in the list of references and each reference is cited, with no warning of the file printed."""
    keys = set(re.findall(r"^@\w+\{([^,]+),", (built / "manuscript/references.bib").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r'id="ref-([\w-]+)"', page)) == keys
    assert "CANDIDATE" not in page
    assert "from memory" not in page


def test_nothing_of_the_template_is_left(page: str) -> None:
    """No tag, empty reference or doubled word of a template shows in the page."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]))
    assert not re.search(r"\{\{|\}\}|\{%|\?\?|\bnan\b|None\b|\[\]|\{#", text)
    for paragraph in re.findall(r"<p>(.*?)</p>", page, re.DOTALL):
        words = plain(html.unescape(re.sub(r"<[^>]+>", "", paragraph)))
        assert not re.search(r"\b(\w{3,}) \1\b", words, re.IGNORECASE), words


def test_the_paper_is_as_long_as_the_article(word: Document) -> None:
    """The whole article is there: seven thousand words and more."""
    text = " ".join(text_of(p._p) for p in word.paragraphs)
    assert len(text.split()) > 7000


@needs_office
def test_an_office_program_opens_the_word_file(opened: dict[str, str]) -> None:
    """LibreOffice reads captions and numbers in their sentences out of the Word file."""
    text = plain(html.unescape(re.sub(r"<[^>]+>", "", opened["paper"])))
    assert "Table 2. New entries" in text
    assert "exactly half of the participants (n = 13)" in text


@needs_poppler
def test_another_reader_agrees_on_the_pdf(built: Path) -> None:
    """Poppler, too, reads the numbers out of the PDF in their sentences."""
    call = [str(POPPLER), "-layout", built / "results/paper.pdf", "-"]
    text = plain(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
    assert "over 93,000 Koreans" in text
