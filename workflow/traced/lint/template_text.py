"""Literals: what a template itself says, every branch of it, and where in its source each word stands."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import pairwise

from traced.lint.grammar import APART, TRACED, normal
from traced.lint.prose import TOLD
from traced.manuscript.template import NUMBER_STYLES, Token, position, tokens, with_plain_line_ends

# Pandoc's Markdown that says nothing to a reader: attributes, targets of links, keys of citations, tags, marks.
_TOLD = rf"(?i:{'|'.join(TOLD)})="
SILENT = re.compile(
    rf"\{{(?:\s*(?:[#.][\w:.-]+|(?!{_TOLD})[\w:-]+=(?:\"[^\"]*\"|'[^']*'|[^\s}}\"']+)|-))*\s*\}}"
    r"|(?<=\])\([^()\s]*(?=[\s)])"
    r"|-?@\{?[\w:.#$%&+?~/-]*\w\}?"
    rf"|<!--.*?-->|</?[A-Za-z](?:(?!\b{_TOLD})[^>])*>"
    r"|[*_`~^\\\[\]]",
    re.DOTALL,
)
# An attribute that only the template's own means may write, however it is written.
TYPED = re.compile(rf"(?i:\b(?:data-)?(claim\s*=(?!\s*[\"']?{TRACED})[^\s>}}]*))")
ENTITY = re.compile(r"&#?\w+;")
# What prints a number; other filters print words in agreement with it.
PRINTING = (*NUMBER_STYLES, "about", "range", "listing")
# Arguments of these are names or styles; they are not printed.
UNPRINTED = ("ref", "claim", "finding", "about", "About", "listing", "table", "figure", "unit")
COMPARISONS = ("==", "!=", "in", "is", "<", ">", "<=", ">=")


@dataclass(frozen=True)
class Literals:
    """The words of a template.

    markdown: all that it may print, in its order and with every branch taken; in the place of what a filter prints of a
        number is `numerals.TRACED`, and `numerals.APART` for other expressions
    text: the same without Markdown's marks, as `numerals.normal` returns it
    origins: for each character of the text, its place in the source
    claims: the claims that it wraps sentences in, with the line of each
    typed: the attributes of claims that it writes by hand, with the place of each
    source: the template
    """

    markdown: str
    text: str
    origins: tuple[int, ...]
    claims: tuple[tuple[str, int], ...]
    typed: tuple[tuple[str, int], ...]
    source: str

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of a place in the source, both from 1."""
        return position(self.source, offset)

    def table(self, name: str) -> int | None:
        """Return the place of the tag that sets a table, if there is one."""
        match = re.search(rf"\btable\(\s*[\"']{re.escape(name)}[\"']", self.source)
        return match.start() if match else None


def read(source: str) -> Literals:
    """Return the words of a template; its syntax must be valid."""
    source = with_plain_line_ends(source)
    unfolding = _Unfolding()
    tag: list[Token] = []
    for token in tokens(source):
        if token.type == "data":
            unfolding.add(token.text, token.offset)
        elif token.type in ("variable_end", "block_end"):
            if token.type == "variable_end":
                unfolding.expression(tag)
            else:
                unfolding.statement(tag, source)
        elif token.type in ("variable_begin", "block_begin"):
            tag = []
        elif token.type != "whitespace":
            tag.append(token)
    return unfolding.literals(source)


class _Unfolding:
    """A template whose tags are replaced, one after another, by what they may print."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._origins: list[int] = []
        self._claims: list[tuple[str, int]] = []
        self._open: list[str] = []

    def add(self, text: str, offset: int, fixed: bool = False) -> None:
        """Add text of the source, or (fixed) text that stands for what is there."""
        self._parts.append(text)
        self._origins.extend([offset] * len(text) if fixed else range(offset, offset + len(text)))

    def expression(self, tag: list[Token]) -> None:
        """Add what an expression may print: a number, and the texts given in it."""
        first = tag[0]
        filters = {token.text for bar, token in pairwise(tag) if bar.text == "|"}
        around = " "
        if first.text in ("table", "figure"):
            around = "\n\n"
        elif first.type == "string" or not filters.isdisjoint(PRINTING):
            around = ""
        elif first.text != "finding":
            self.add(APART, first.offset, fixed=True)
        self._texts(tag, around, traced=True)

    def statement(self, tag: list[Token], source: str) -> None:
        """Add what a statement may print, and keep the stretches of claims."""
        first, where = tag[0].text, tag[0].offset
        if first in ("else", "elif", "endif"):
            # What is said instead does not go on with what stands before it.
            inline = first != "endif" and not source[where:].partition("%}")[2].startswith("\n")
            self.add(f" {APART} " if inline else " ", where, fixed=True)
        elif first in ("macro", "endmacro", "endset") or (first == "set" and all(t.text != "=" for t in tag)):
            self.add("\n\n", where, fixed=True)  # what is printed elsewhere
        elif first == "call":
            claiming = any(t.text == "claim" for t in tag)
            called = next((t.text[1:-1] for t in tag if t.type == "string"), "") if claiming else ""
            self._open.append(called)
            if called:
                self._claims.append((called, source.count("\n", 0, where) + 1))
                self._texts(tag, " ")
                self.add("[", where, fixed=True)
        elif first == "endcall":
            called = self._open.pop()
            if called:
                self.add(f']{{claim="{TRACED}{called}"}} ', where, fixed=True)
        elif first in ("set", "for", "with", "do"):
            self._texts(tag, "\n\n" if first == "set" else " ")

    def _texts(self, tag: list[Token], around: str, traced: bool = False) -> None:
        """Add the strings of a tag that it may print, and (traced) the numbers; those joined by `~` without a space."""
        between, closing = around, ""
        for index, token in enumerate(tag):
            before = [t.text for t in tag[max(0, index - 2) : index]]
            after = tag[index + 1].text if index + 1 < len(tag) else ""
            named = len(before) == 2 and before[1] == "(" and before[0] in UNPRINTED
            compared = (before and before[-1] in (*COMPARISONS, "[")) or after in COMPARISONS
            if token.text == "~":
                between = ""
                continue
            if token.type == "string" and not named and not compared:
                self.add(between, token.offset, fixed=True)
                self.add(token.text[1:-1], token.offset + 1)
            elif traced and token.text in PRINTING and before[-1:] == ["|"]:
                self.add(between + TRACED, tag[0].offset, fixed=True)
            else:
                continue
            between, closing = around or " ", around
        self.add(closing, tag[-1].offset, fixed=True)

    def literals(self, source: str) -> Literals:
        """Return what has been added."""
        markdown = "".join(self._parts)
        characters: list[str] = []
        origins: list[int] = []

        def keep(start: int, end: int) -> None:
            plain, places = normal(markdown[start:end])
            characters.append(plain)
            part = self._origins[start:end]
            origins.extend(part if len(plain) == len(part) else [part[place] for place in places])

        position = 0
        for match in re.finditer(f"{SILENT.pattern}|{ENTITY.pattern}", markdown, re.DOTALL):
            keep(position, match.start())
            written = match[0]
            shown = html.unescape(written) if written.startswith("&") else APART if "@" in written[:2] else ""
            shown, _ = normal(shown)
            characters.append(shown)
            origins.extend([self._origins[match.start()]] * len(shown))
            position = match.end()
        keep(position, len(markdown))
        typed = tuple((match[1], self._origins[match.start(1)]) for match in TYPED.finditer(markdown))
        return Literals(markdown, "".join(characters), tuple(origins), tuple(self._claims), typed, source)
