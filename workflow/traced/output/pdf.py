"""PDF: a cited document as pages, set by Typst with its own fonts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typst

from traced.manuscript.crossrefs import NOTE_CLASS, NUMBER_CLASS, TABLE_CLASS
from traced.manuscript.document import FrontMatter, body, front_matter
from traced.manuscript.pandoc import Document, DocumentError, Node, convert, raw, rebuild, text, with_meta
from traced.output.column_widths import with_widths

PICTURE_SUFFIX = ".svg"

MISSING = re.compile(r'the text `"(.+)"` could not be displayed')
# Archival (PDF/A) and accessible (PDF/UA): tagged, with title, language and alternative texts. Either of them also
# makes Typst refuse a character that its fonts have no glyph for, in the text as in the pictures.
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]


def to_pdf(document: Document, resources: Path, template: Path) -> bytes:
    """Return the document as a PDF: the same on every machine, unless it has letters that Typst's own fonts lack.

    resources: the folder of a figure named `figures/entries`, which has its `figures/entries.svg`
    template: the pages in Typst, in pandoc's template language

    Raises `DocumentError` for what Typst cannot set, such as a missing picture.
    """
    front = front_matter(document)
    blocks = rebuild(rebuild(body(document), _described(resources)), _placed)
    pages = with_meta({**document, "blocks": blocks}, _metadata(front))
    # Citations are written out already; without the extension off pandoc would hand them to Typst to resolve again.
    layout = ["--to=typst-citations-smart", "--wrap=none", f"--template={template.resolve()}"]
    source = convert(pages, layout, front.clock)
    return _compiled(source, resources, front.clock)


def _metadata(front: FrontMatter) -> dict[str, Node | None]:
    return {
        "running-title": {"t": "MetaString", "c": front.running_title},
        "running-author": {"t": "MetaString", "c": " & ".join(author.name.split()[-1] for author in front.authors)},
        "date": {"t": "MetaString", "c": front.date},
        "abstract": {"t": "MetaBlocks", "c": list(front.abstract)} if front.abstract else None,
    }


def _described(resources: Path) -> Callable[[Node], Node]:
    """Return the change that gives each picture its alternative text, which pandoc's own writer leaves out."""

    def describe(node: Node) -> Node:
        match node:
            case {"t": "Image", "c": [_, alternative, [source, _]]}:
                if not (resources / f"{source}{PICTURE_SUFFIX}").is_file():
                    raise DocumentError(f"picture {source}: no file {resources / source}{PICTURE_SUFFIX}")
                picture = f"#image({_quoted(f'/{source}{PICTURE_SUFFIX}')}, alt: {_quoted(text(alternative))})"
                return raw("typst", picture)
        return node

    return describe


def _placed(node: Node) -> Node | list[Node]:
    """Return a table with its widths, and divisions for tables and notes as calls of the template's functions."""
    match node:
        case {"t": "Table"}:
            return with_widths(node)
        case {"t": "Span", "c": [[_, classes, _], _]} if NUMBER_CLASS in classes:
            return [node, raw("typst", "#h(0.3em)")]
        case {"t": "Div", "c": [[_, classes, _], blocks]} if NOTE_CLASS in classes:
            return [raw("typst", "#note[", block=True), *blocks, raw("typst", "]", block=True)]
        case {"t": "Div", "c": [[_, classes, _], _]} if TABLE_CLASS in classes:
            return [raw("typst", "#exhibit[", block=True), node, raw("typst", "]", block=True)]
    return node


def _quoted(plain: str) -> str:
    """Return plain text as a Typst string."""
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _compiled(source: bytes, root: Path, clock: int, *, system_fonts: bool = False) -> bytes:
    """Return the pages of a Typst source; its warnings count as errors.

    A character that Typst's own fonts lack is set in a font of this machine. One that these lack too is set as its code
    point, (U+671D), so that nothing of the data is lost.
    """
    try:
        pages, warnings = _compile(source, root, clock, system_fonts=system_fonts)
    except typst.TypstError as error:
        absent = {*"".join(map(_unescaped, MISSING.findall(error.diagnostic)))}
        if absent and not system_fonts:
            return _compiled(source, root, clock, system_fonts=True)
        coded = source.decode().translate({ord(c): f"(U+{ord(c):04X})" for c in absent}).encode()
        if coded == source:
            raise DocumentError(_reasons(error.diagnostic) or f"typst: {error.message}") from error
        return _compiled(coded, root, clock, system_fonts=True)
    if warnings or not isinstance(pages, bytes):
        raise DocumentError("\n".join(f"typst: {warning.message}" for warning in warnings) or "typst: no pages")
    return pages


def _compile(source: bytes, root: Path, clock: int, *, system_fonts: bool) -> tuple[Any, list[Any]]:
    inputs = {"fallback": "yes"} if system_fonts else {}
    compiler = typst.Compiler(source, root=root, ignore_system_fonts=not system_fonts, sys_inputs=inputs)
    return compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS, timestamp=clock)


def _unescaped(report: str) -> str:
    """Return characters of Typst's report as they are: it writes what cannot be seen by itself as `\\u{378}`."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda escape: chr(int(escape[1], 16)), report)


def _reasons(diagnostic: str) -> str:
    """Return Typst's report as one line per fault; a character without a glyph is named with its code point."""
    lines = []
    for fault in re.findall(r"^error: (.+)$", diagnostic, flags=re.MULTILINE):
        if missing := MISSING.search(fault):
            points = " ".join(f"U+{ord(character):04X}" for character in missing[1])
            lines.append(f"pdf: character {missing[1]} ({points}): no glyph in the fonts: write it in Latin letters")
        else:
            lines.append(f"typst: {fault}")
    return "\n".join(dict.fromkeys(lines))
