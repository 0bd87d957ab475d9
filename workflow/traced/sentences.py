"""Sentences: a page of HTML read back as what it says, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from html.parser import HTMLParser

# Tags within a sentence; every other one ends it.
INLINE = frozenset("a abbr b bdi cite code em i q s small span strong sub sup time u var wbr".split())
EMPTY = frozenset("area br col embed hr img input link meta source track wbr".split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
SILENT = frozenset(("head", "style", "script", "nav"))
MARKS = frozenset(("footnote-ref", "footnote-back", "skip"))
NOTES = "footnotes"
ENTRY = "csl-entry"
# A sentence ends with its mark, unless that closes an initial or an abbreviation, or a small letter follows.
END = re.compile(
    r"(?<![.\s(][A-Z]\.)(?<!\bpp\.)(?<!\bp\.)(?<!\bal\.)(?<!\bcf\.)(?<!\bvol\.)(?<!\bed\.)(?<!\beds\.)"
    r"(?:(?<=[.!?…])|(?<=[.!?…][”’\"')\]]))\s+(?=[“‘\"'(\[]?[A-Z0-9])"
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a page, or what stands in place of one: a heading, a caption, a cell.

    heading: that of the section in which it stands
    """

    text: str
    heading: str


def split(text: str) -> list[str]:
    """Return the sentences of a paragraph whose words are one space apart."""
    return END.split(text)


class Page(HTMLParser):
    """What a page says, once it has been fed: without its contents, footnote marks and what is not seen.

    sentences: in the order of the page
    labels: what a figure or table is called, `Table 2`, by its identifier; alternatives: the text of its picture
    """

    def __init__(self, left_out: Collection[str] = ()) -> None:
        """Begin to read; the cells of the tables with the identifiers `left_out` are passed over."""
        super().__init__()
        self.sentences: list[Sentence] = []
        self.labels: dict[str, str] = {}
        self.alternatives: dict[str, str] = {}
        self._left_out = left_out
        self._silent: list[str] = []
        self._figure = ""
        self._heading = ""
        self._text = ""
        self._is_label = False
        self._is_entry = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        classes = attributes.get("class", "").split()
        if tag not in INLINE:
            self._end()
            self._is_entry = ENTRY in classes
        if NOTES in classes:
            self._heading = "Notes"
        if tag == "figure":
            self._figure = attributes.get("id", "")
        if tag == "img":
            self.alternatives[self._figure] = attributes.get("alt", "")
        self._is_label = "caption-label" in classes
        passed_over = (
            tag in SILENT or MARKS.intersection(classes) or (tag == "table" and self._figure in self._left_out)
        )
        if (self._silent or passed_over) and tag not in EMPTY:
            self._silent.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent.pop()
        elif tag not in INLINE:
            self._end(is_heading=tag in HEADINGS)

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self._text += data
        if self._is_label:
            self.labels[self._figure] = " ".join(data.split())
            self._is_label = False

    def close(self) -> None:
        super().close()
        self._end()

    def _end(self, *, is_heading: bool = False) -> None:
        """End a paragraph, a heading or a cell; an entry of the references is taken whole."""
        whole = " ".join(self._text.split())
        if is_heading:
            self._heading = whole
        said = [whole] if self._is_entry else split(whole)
        self.sentences += [Sentence(text, self._heading) for text in said if text]
        self._text = ""


def of(html: str, left_out: Collection[str] = ()) -> Page:
    """Return a page that has been read."""
    page = Page(left_out)
    page.feed(html)
    page.close()
    return page
