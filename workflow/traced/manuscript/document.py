"""Documents: from the text of a manuscript to a tree with its citations resolved, ready for the writers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from traced.core import english
from traced.manuscript.pandoc import Document, DocumentError, Node, convert, run, text, with_meta

# Other languages are not read: HTML, TeX and mathematics in the text mean their own letters, which the lint reads.
READER = "markdown-raw_html-raw_attribute-raw_tex-tex_math_dollars-native_divs-native_spans-markdown_in_html_blocks"
REFERENCES_TITLE = "References"


def parse_markdown(markdown: str) -> Document:
    """Return the tree of a manuscript in pandoc's Markdown."""
    document: Document = json.loads(run([f"--from={READER}", "--to=json"], markdown.encode()))
    return document


def cite(document: Document, bibliography: Path, csl: Path) -> Document:
    """Return the document with its citations written out in the style `csl` and linked to a list of references.

    The list goes into the division `refs` where the manuscript has one, and else to the end under a heading without
    number. Raises `DocumentError` naming every citation that is not in the bibliography.
    """
    has_place = any(_is_division(block, "refs") for block in document["blocks"])
    title = [] if has_place else [f"--metadata=reference-section-title={REFERENCES_TITLE}"]
    citing = ["--citeproc", f"--bibliography={bibliography}", f"--csl={csl}", "--metadata=link-citations=true"]
    cited = json.loads(convert(document, ["--to=json", *citing, *title]))
    # Paths of this machine have no place in what follows.
    return with_meta(cited, {"bibliography": None, "csl": None})


@dataclass(frozen=True)
class Author:
    """An author as the title block names them; the affiliation may be empty."""

    name: str
    affiliation: str


@dataclass(frozen=True)
class FrontMatter:
    """The metadata of a document as plain text, and the blocks of its abstract."""

    title: str
    authors: tuple[Author, ...]
    published: date
    date: str
    language: str
    keywords: tuple[str, ...]
    abstract: tuple[Node, ...]

    @property
    def clock(self) -> int:
        """Publication date as Unix time, for SOURCE_DATE_EPOCH."""
        return int(datetime(self.published.year, self.published.month, self.published.day, tzinfo=UTC).timestamp())

    @property
    def running_title(self) -> str:
        """The title up to its colon, for the head of a page."""
        return self.title.partition(":")[0]


def front_matter(document: Document) -> FrontMatter:
    """Return the front matter of a document.

    Raises `DocumentError` naming each of title, author, date and lang that is missing or unreadable. A date is written
    `2020-12-31`, `2020-12` or `2020`, or as it is to be printed: `December 31, 2020`.
    """
    meta = document["meta"]
    faults = [f"metadata: no {key}: required" for key in ("title", "author", "date", "lang") if not text(meta.get(key))]
    published = _day(text(meta.get("date"))) if text(meta.get("date")) else None
    if not faults and published is None:
        faults.append(f"metadata: date {text(meta['date'])!r}: 2020-12-31, 2020-12, 2020 or December 31, 2020")
    authors = tuple(_author(entry) for entry in _entries(meta.get("author")))
    if any(not author.name.strip() for author in authors):
        faults.append("metadata: an author without name: name and affiliation, or the name alone")
    if faults or published is None:
        raise DocumentError("\n".join(faults))
    return FrontMatter(
        title=text(meta["title"]),
        authors=authors,
        published=published,
        date=_spelled(text(meta["date"])),
        language=text(meta["lang"]),
        keywords=tuple(text(entry) for entry in _entries(meta.get("keywords"))),
        abstract=tuple(
            inner for block in document["blocks"] if _is_division(block, "abstract") for inner in block["c"][1]
        ),
    )


def body(document: Document) -> list[Node]:
    """Return the blocks of a document without its abstract."""
    return [block for block in document["blocks"] if not _is_division(block, "abstract")]


def _is_division(block: Node, identifier: str) -> bool:
    return bool(block["t"] == "Div" and block["c"][0][0] == identifier)


def _entries(value: Any) -> list[Any]:
    """Return the entries of a metadata list; a lone value is a list of one."""
    if value is None:
        return []
    return list(value["c"]) if value["t"] == "MetaList" else [value]


def _author(entry: Node) -> Author:
    if entry["t"] == "MetaMap":
        return Author(text(entry["c"].get("name")), text(entry["c"].get("affiliation")))
    return Author(text(entry), "")


def _day(written: str) -> date | None:
    """Return the day that a date means, its first day if it is a month or a year; `None` if it cannot be read."""
    months = {month: number for number, month in enumerate(english.MONTHS, start=1)}
    try:
        if match := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", written):
            return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        if (match := re.fullmatch(r"([A-Z][a-z]+) (?:(\d\d?), )?(\d{4})", written)) and match[1] in months:
            return date(int(match[3]), months[match[1]], int(match[2] or 1))
    except ValueError:
        return None
    return None


def _spelled(written: str) -> str:
    """Return a date as it is printed: `2020-12-31` as December 31, 2020, and what is spelled out already as it is."""
    try:
        return english.date(written)
    except ValueError:
        return written
