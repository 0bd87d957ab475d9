"""Word: a cited document as a file with live fields and named styles, as editors ask for it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias
from xml.etree import ElementTree
from xml.sax.saxutils import escape
from zlib import crc32

from traced.manuscript.crossrefs import (
    LABEL_CLASS,
    NO_BREAK_SPACE,
    NOTE_CLASS,
    NUMBER_CLASS,
    REFERENCE_CLASS,
    TABLE_CLASS,
)
from traced.manuscript.document import FrontMatter, body, front_matter
from traced.manuscript.pandoc import (
    Document,
    DocumentError,
    Node,
    convert,
    raw,
    rebuild,
    run,
    styled,
    text,
    with_meta,
    words,
)
from traced.output.column_widths import with_widths

PICTURE_SUFFIX = ".png"
FIRST_BOOKMARK = 10_000  # pandoc numbers its own bookmarks from zero
EARLIEST = 315_532_800  # 1980, before which a zip file knows no time

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
BOLD = "<w:rPr><w:b/><w:bCs/></w:rPr>"

# A comment in the margin is lines of text in pieces, each a kind of KINDS and its text. It has a fixed author, no time.
Piece: TypeAlias = tuple[str, str]
CommentLine: TypeAlias = list[Piece]
Comment: TypeAlias = list[CommentLine]
COMMENTATOR = 'w:author="Ledger" w:initials="L"'
CODE = '<w:rPr><w:rStyle w:val="VerbatimChar"/></w:rPr>'
KINDS = {"": "", "strong": BOLD, "emph": "<w:rPr><w:i/><w:iCs/></w:rPr>", "code": CODE}


def to_docx(document: Document, resources: Path, styles: Path, comments: Sequence[Comment] = ()) -> bytes:
    """Return the document as a Word file.

    resources: the folder of a figure named `figures/entries`, which has its `figures/entries.png`
    styles: the styles, the page and its footer, laid over pandoc's own (see `reference`)
    comments: those in the margin; the first where the document has `anchored(0, ...)`, and so on

    Captions count with SEQ fields, and references point to them with REF fields. Each shows its present number, so the
    file reads right before anybody updates it; after an edit in Word, Ctrl+A and F9 number it anew.
    """
    front = front_matter(document)
    clock = max(front.clock, EARLIEST)
    blocks = [*_opening(front), *rebuild(body(document), _Manuscript(resources).change)]
    manuscript = with_meta({**document, "blocks": blocks}, _metadata(front))
    with TemporaryDirectory() as folder:
        base = Path(folder, "reference.docx")
        base.write_bytes(reference(styles.read_text(encoding="utf-8"), clock, annotated=bool(comments)))
        written = convert(manuscript, ["--to=docx", f"--reference-doc={base}", "--output=-"], clock)
    changes = {"word/document.xml": _finished, "word/settings.xml": _modern}
    if comments:
        margin = "".join(
            f'<w:comment w:id="{n}" {COMMENTATOR}>{_comment(c)}</w:comment>' for n, c in enumerate(comments)
        )
        changes["word/comments.xml"] = lambda part: f"{part.rstrip().removesuffix('/>')}>{margin}</w:comments>"
    return _edited(written, changes)


def anchored(numbers: Iterable[int], inlines: list[Node]) -> list[Node]:
    """Return inlines with the comments of these numbers, from zero, in the margin beside them."""
    wanted = list(numbers)
    mark = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{}"/></w:r>'
    starts = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in wanted)
    ends = "".join(f'<w:commentRangeEnd w:id="{number}"/>{mark.format(number)}' for number in wanted)
    return [raw("openxml", starts), *inlines, raw("openxml", ends)] if wanted else inlines


def _comment(lines: Comment) -> str:
    """Return the lines of a comment as XML, the first with the mark that leads to the text."""
    mark = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
    style = '<w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
    bodies = ["".join(_run(text, KINDS[kind]) for kind, text in line) for line in lines]
    return "".join(f"<w:p>{style}{'' if number else mark}{body}</w:p>" for number, body in enumerate(bodies))


def reference(layout: str, clock: int, *, annotated: bool = False) -> bytes:
    """Return the file from which pandoc takes styles and page: its own, with `layout` laid over it.

    layout: XML with `w:styles`, whose members replace those of the same identifier or come in addition; `w:sectPr`, the
    page; `w:ftr`, its footer; and in `annotated` the styles that only a file with comments has besides
    """
    ElementTree.register_namespace("w", W)
    ElementTree.register_namespace("r", R)
    root = ElementTree.fromstring(layout)
    styles, page, footer = (root.find(f"{{{W}}}{name}") for name in ("styles", "sectPr", "ftr"))
    if styles is None or page is None or footer is None:
        raise DocumentError("styles of the Word file: w:styles, w:sectPr and w:ftr: all are required")
    if annotated:
        styles.extend(root.findall("annotated/*"))
    section = _printed(page)
    relation = f'<Relationship Id="rIdFooter" Type="{R}/footer" Target="footer1.xml"/>'
    kind = f'<Override PartName="/word/footer1.xml" ContentType="{PARTS}.footer+xml"/>'
    changes: dict[str, Callable[[str], str]] = {
        "word/styles.xml": lambda part: _merged(part, styles),
        "word/document.xml": lambda part: re.sub(r"<w:sectPr>.*</w:sectPr>", lambda _: section, part, flags=re.DOTALL),
        "word/_rels/document.xml.rels": lambda part: part.replace("</Relationships>", f"{relation}</Relationships>"),
        "[Content_Types].xml": lambda part: part.replace("</Types>", f"{kind}</Types>"),
    }
    own = run(["--print-default-data-file=reference.docx"], clock=clock)
    return _edited(own, changes, {"word/footer1.xml": _printed(footer)})


class _Manuscript:
    """Turns the nodes of a document into those of a Word manuscript, and counts their bookmarks."""

    def __init__(self, resources: Path) -> None:
        self._resources = resources
        self._bookmarks = FIRST_BOOKMARK

    def change(self, node: Node) -> Node | list[Node]:
        match node:
            case {"t": "Image", "c": [attr, alternative, [source, title]]}:
                return {"t": "Image", "c": [attr, alternative, [self._picture(source), title]]}
            case {"t": "Header", "c": [level, attr, [number, _, *inlines]]} if _has_class(number, NUMBER_CLASS):
                bookmarked = self._bookmarked(attr[0], _run(text(number)))
                tab = raw("openxml", "<w:r><w:tab/></w:r>")
                return {"t": "Header", "c": [level, attr, [*bookmarked, tab, *inlines]]}
            case {"t": "Link", "c": [[_, classes, _], inlines, [target, _]]} if REFERENCE_CLASS in classes:
                return _pointer(text(inlines), target.removeprefix("#"))
            case {"t": "Figure", "c": [[identifier, *_], [_, caption], blocks]}:
                return [styled("Figure", _paragraphs(blocks)), self._caption("Figure Caption", caption, identifier)]
            case {"t": "Div", "c": [[identifier, classes, _], blocks]} if TABLE_CLASS in classes:
                return [part for block in blocks for part in self._table(block, identifier)]
            case {"t": "Div", "c": [[_, classes, _], blocks]} if NOTE_CLASS in classes:
                return styled("Table Note", blocks)
        return node

    def _picture(self, source: str) -> str:
        path = self._resources / f"{source}{PICTURE_SUFFIX}"
        if not path.is_file():
            raise DocumentError(f"picture {source}: no file {path}")
        return str(path)

    def _table(self, block: Node, identifier: str) -> list[Node]:
        """Return a table under its caption, its columns and cells set for the page; other blocks as they are."""
        if block["t"] != "Table":
            return [block]
        attr, (short, caption), columns, head, bodies, foot = with_widths(block)["c"]
        parts = [
            *(attr, [short, []], columns),
            [head[0], _cells(head[1], "Table Head")],
            [[part_attr, 0, above, _cells(rows, "Table Text")] for part_attr, _, above, rows in bodies],
            [foot[0], _cells(foot[1], "Table Text")],
        ]
        return [self._caption("Table Caption", caption, identifier), {"t": "Table", "c": parts}]

    def _caption(self, style: str, blocks: list[Node], identifier: str) -> Node:
        """Return a caption whose label is counted by Word."""

        def count(node: Node) -> Node | list[Node]:
            if not _has_class(node, LABEL_CLASS):
                return node
            kind, _, number = text(node).partition(NO_BREAK_SPACE)
            field = _field(f"SEQ {kind} \\* ARABIC", number, BOLD)
            return [raw("openxml", _run(kind + NO_BREAK_SPACE, BOLD)), *self._bookmarked(identifier, field)]

        return styled(style, _paragraphs(rebuild(blocks, count)))

    def _bookmarked(self, label: str, runs: str) -> list[Node]:
        """Return runs inside the bookmark of a label, or bare if there is no label."""
        if not label:
            return [raw("openxml", runs)]
        self._bookmarks += 1
        opening = f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{_bookmark(label)}"/>'
        return [raw("openxml", f'{opening}{runs}<w:bookmarkEnd w:id="{self._bookmarks}"/>')]


def _pointer(reading: str, label: str) -> list[Node]:
    """Return "Table 1" with its number as a field that repeats the bookmark of the label.

    The word stays outside: a field with a no-break space in it is torn apart, or loses its end, in LibreOffice.
    """
    kind, _, number = reading.partition(NO_BREAK_SPACE)
    field = _field(f"REF {_bookmark(label)} \\h \\* MERGEFORMAT", number)
    return [raw("openxml", _run(kind + NO_BREAK_SPACE)), raw("openxml", field)]


def _bookmark(label: str) -> str:
    """Return the hidden bookmark of a label, named as Word names those it makes itself."""
    return f"_Ref{crc32(label.encode()):010d}"


def _run(plain: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(plain)}</w:t></w:r>'


def _field(instruction: str, result: str, properties: str = "") -> str:
    """Return a live field with the result that it shows until it is updated."""
    mark = f'<w:r>{properties}<w:fldChar w:fldCharType="{{}}"/></w:r>'
    code = f'<w:r>{properties}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    return mark.format("begin") + code + mark.format("separate") + _run(result, properties) + mark.format("end")


def _has_class(node: Node, name: str) -> bool:
    return node["t"] == "Span" and name in node["c"][0][1]


def _cells(rows: list[Any], style: str) -> list[Any]:
    return [[attr, [[*cell[:-1], [styled(style, _paragraphs(cell[-1]))]] for cell in cells]] for attr, cells in rows]


def _paragraphs(blocks: list[Node]) -> list[Node]:
    """Return blocks with bare lines made paragraphs; pandoc gives a custom style to nothing else."""
    return [{**block, "t": "Para"} if block["t"] == "Plain" else block for block in blocks]


def _opening(front: FrontMatter) -> list[Node]:
    """Return the blocks between the authors' names and the text: affiliations, date, abstract, keywords."""

    def line(style: str, *inlines: Node) -> Node:
        return styled(style, [{"t": "Para", "c": list(inlines)}])

    affiliations = dict.fromkeys(author.affiliation for author in front.authors if author.affiliation)
    blocks = [line("Affiliation", *words(affiliation)) for affiliation in affiliations]
    blocks.append(line("Date", *words(front.date)))
    if front.abstract:
        blocks += [line("Abstract Title", *words("Abstract")), styled("Abstract", list(front.abstract))]
    if front.keywords:
        title = {"t": "Strong", "c": words("Keywords:")}
        blocks.append(line("Keywords", title, {"t": "Space"}, *words("; ".join(front.keywords))))
    return blocks


def _metadata(front: FrontMatter) -> dict[str, Node | None]:
    names = [{"t": "MetaInlines", "c": words(author.name)} for author in front.authors]
    return {"author": {"t": "MetaList", "c": names}, "date": None}


def _merged(part: str, additions: ElementTree.Element) -> str:
    """Return the styles of a reference file; `additions` replace those of the same id or follow them."""
    styles = ElementTree.fromstring(part)
    identifier = f"{{{W}}}styleId"
    for new in additions:
        old = [style for style in styles if style.tag == new.tag and style.get(identifier) == new.get(identifier)]
        position = list(styles).index(old[0]) if old else len(styles)
        for style in old:
            styles.remove(style)
        styles.insert(position, new)
    return _printed(styles)


def _printed(element: ElementTree.Element) -> str:
    return ElementTree.tostring(element, encoding="unicode")


def _edited(
    archive: bytes,
    changes: Mapping[str, Callable[[str], str]],
    additions: Mapping[str, str] | None = None,
) -> bytes:
    """Return a zip file with some of its parts changed and others added, and no time in it."""
    edited = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(edited, "w") as new:
        parts = {name: old.read(name) for name in old.namelist()}
        for name, change in changes.items():
            parts[name] = change(parts[name].decode("utf-8")).encode()
        parts |= {name: content.encode() for name, content in (additions or {}).items()}
        for name, content in parts.items():
            new.writestr(zipfile.ZipInfo(name), content, compress_type=zipfile.ZIP_DEFLATED)
    return edited.getvalue()


def _finished(part: str) -> str:
    """Return the text of the file with tables that stay in one piece with their note, and described pictures in line.

    Rows do not break over pages, and each stays with the next: the style says so too, but LibreOffice ignores it there.
    Without distances LibreOffice leaves blank space beside a picture.
    """
    whole = (
        part.replace("<w:tr><w:tc>", "<w:tr><w:trPr></w:trPr><w:tc>")
        .replace("<w:trPr>", "<w:trPr><w:cantSplit/>")
        .replace("<w:p /></w:tc>", '<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p></w:tc>')
        .replace("<wp:inline>", '<wp:inline distT="0" distB="0" distL="0" distR="0">')
    )
    whole = re.sub(r'<w:pStyle w:val="Table(?:Head|Text)" ?/>', r"\g<0><w:keepNext/>", whole)
    # pandoc describes the picture by its path, which is of no use to a reader and names this machine
    return re.sub(
        r'(<wp:docPr descr=("[^"]*").*?<pic:cNvPr descr=)"[^"]*"',
        lambda found: f"{found[1]}{found[2]}",
        whole,
        flags=re.DOTALL,
    )


def _modern(part: str) -> str:
    """Return settings that open the file as one of today, not in the compatibility mode of Word 2007."""
    setting = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat>'
    )
    return re.sub(r"<w:compat>.*?</w:compat>|<w:compat ?/>", "", part).replace("<w:rsids", f"{setting}<w:rsids", 1)
