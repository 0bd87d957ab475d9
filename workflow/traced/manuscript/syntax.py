"""The syntax of a template: its text and its tags, each with its exact place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token as Parsed
from jinja2.lexer import TokenStream

from traced.core.fault import Fault, Faults

# `{##` opens a comment, since `{#` opens pandoc's identifiers.
SYNTAX: dict[str, Any] = {
    "comment_start_string": "{##",
    "comment_end_string": "##}",
    "keep_trailing_newline": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
}
# What Jinja's lexer yields and its parser does not see.
UNPARSED = ("whitespace", "comment_begin", "comment", "comment_end", "raw_begin", "raw_end")
NOTE = "note_offset"  # the function by which a tag notes where it stands


@dataclass(frozen=True)
class Token:
    """A piece of a template: its type as Jinja has it, its text and the offset at which it begins."""

    type: str
    text: str
    offset: int

    @property
    def end(self) -> int:
        return self.offset + len(self.text)

    @property
    def string(self) -> str:
        """The content of a string, without its quotation marks."""
        return self.text[1:-1]


@dataclass(frozen=True)
class Tag:
    """A tag of a template: an expression `{{ … }}` or a statement `{% … %}`.

    tokens: what stands between the braces, without white space
    end: the offset at which its closing braces begin
    """

    is_expression: bool
    tokens: tuple[Token, ...]
    end: int

    @property
    def keyword(self) -> str:
        """The word that makes a statement, such as `if`; empty for an expression."""
        return "" if self.is_expression or not self.tokens else self.tokens[0].text

    @property
    def offset(self) -> int:
        """The offset of the first word."""
        return self.tokens[0].offset


class _Parsing(Extension):
    """Counts the tokens that Jinja's parser has read, which says where it stopped."""

    count = 0

    def filter_stream(self, stream: TokenStream) -> Iterator[Parsed]:
        try:
            for token in stream:
                self.count += 1
                yield token
        except jinja2.TemplateSyntaxError:
            self.count += 2  # the stream reads one token ahead, and stopped behind that
            raise


def with_plain_line_ends(source: str) -> str:
    """Return a text whose lines end as Jinja has them end."""
    return "\n".join(re.split(r"\r\n|\r|\n", source))


def position(source: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset in a text, both from 1."""
    before = source[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def fault_at(file: str, source: str, offset: int, problem: str, allowed: str) -> Fault:
    """Return a fault with the line and column of an offset."""
    line, column = position(source, offset)
    return Fault.on_line(file, line, str(column), problem, allowed)


def lexed(source: str) -> Iterator[Token]:
    """Yield the tokens of a template whose line ends are plain. Raises jinja2.TemplateSyntaxError."""
    offset = 0
    for _, kind, text in jinja2.Environment(**SYNTAX).lex(source):
        # Jinja leaves out white space around tags, and nothing else; what it yields follows in the source.
        offset = source.index(text, offset)
        yield Token(kind, text, offset)
        offset += len(text)


@cache
def pieces(source: str) -> tuple[Token | Tag, ...]:
    """Return the text and the tags of a template, in their order; comments are left out."""
    found: list[Token | Tag] = []
    inside: list[Token] = []
    for token in lexed(source):
        if token.type in ("variable_begin", "block_begin"):
            inside = []
        elif token.type in ("variable_end", "block_end"):
            found.append(Tag(token.type == "variable_end", tuple(inside), token.offset))
        elif token.type == "data":
            found.append(token)
        elif token.type not in UNPARSED:
            inside.append(token)
    return tuple(found)


def tags(source: str) -> list[Tag]:
    """Return the tags of a template."""
    return [piece for piece in pieces(source) if isinstance(piece, Tag)]


def check_syntax(file: str, source: str) -> None:
    """Raise Faults for a template that Jinja cannot read, at the place where it stops."""
    read: list[Token] = []
    offset = 0
    environment = jinja2.Environment(**SYNTAX, extensions=[_Parsing])
    parsing = environment.extensions[_Parsing.identifier]
    assert isinstance(parsing, _Parsing)
    try:
        for token in lexed(source):
            offset = token.end
            if token.type not in UNPARSED:
                read.append(token)
        offset = 0
        environment.parse(source)
    except jinja2.TemplateSyntaxError as error:
        # Jinja's lexer stops behind the last token, its parser at the last one that it has read.
        offset = offset or read[max(parsing.count, 1) - 1].offset
        raise Faults([fault_at(file, source, offset, str(error.message), "valid Jinja")]) from None


def checked_pieces(file: str, source: str) -> tuple[Token | Tag, ...]:
    """Return the text and the tags of a template. Raises Faults where Jinja's lexer stops."""
    try:
        return pieces(source)
    except jinja2.TemplateSyntaxError:
        check_syntax(file, source)
        raise


def with_offsets(source: str) -> str:
    """Return a template in which each tag notes its offset first: `{{ x }}` becomes `{{ note_offset(3) or (x) }}`.

    The note is false, and so the value of a tag is what it was. No line is added, and none is taken away.
    """
    parts: list[str] = []
    end = 0
    for tag in tags(source):
        if expression := _expression(tag):
            first, last = expression[0].offset, expression[-1].end
            parts += [source[end:first], f"{NOTE}({tag.offset}) or (", source[first:last], ")"]
            end = last
    return "".join([*parts, source[end:]])


def _expression(tag: Tag) -> tuple[Token, ...]:
    """Return the tokens of the first expression that a tag evaluates, none if it has none."""
    texts = [token.text for token in tag.tokens]
    match tag.keyword:
        case "":
            return tag.tokens
        case "if" | "elif":
            return tag.tokens[1:]
        case "set" if "=" in texts:
            return tag.tokens[texts.index("=") + 1 :]
        case "for" if "in" in texts:
            rest = tag.tokens[texts.index("in") + 1 :]
            ends = [index for index, token in enumerate(rest) if token.text in ("if", "recursive")]
            return rest[: min(ends, default=len(rest))]
        case "call":
            return tuple(token for token in tag.tokens if token.type == "string")[:1]
    return ()
