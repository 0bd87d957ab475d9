"""The syntax of a template: its tree, in which each node knows its exact place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.visitor import NodeTransformer

from traced.core.fault import Fault, Faults

# The functions by which a tag, and a filter, note where they stand.
NOTE_TAG, NOTE_FILTER = "note_tag", "note_filter"


class _Offsets(Extension):
    """Gives each token its offset in the source where Jinja has its line, and so each node of the tree."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        self.tokens = list(self._lexed(source, name, filename))
        return source

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        return self.environment.lexer.wrap(self.tokens, stream.name, stream.filename)

    def _lexed(self, source: str, name: str | None, filename: str | None) -> Iterator[tuple[int, str, str]]:
        offset = 0
        try:
            for _, kind, text in self.environment.lexer.tokeniter(source, name, filename):
                # Jinja leaves out white space around tags, and nothing else; what it yields follows in the source.
                offset = source.index(text, offset)
                yield offset, kind, text
                offset += len(text)
        except jinja2.TemplateSyntaxError as error:
            error.lineno = offset
            raise


SYNTAX: dict[str, Any] = {
    "comment_start_string": "{##",  # `{#` opens pandoc's identifiers
    "comment_end_string": "##}",
    "keep_trailing_newline": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": [_Offsets],
}


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


@contextmanager
def syntax_faults(file: str, source: str) -> Iterator[None]:
    """Raise an error of Jinja's syntax as Faults, at the place where Jinja stops."""
    try:
        yield
    except jinja2.TemplateSyntaxError as error:
        raise Faults([fault_at(file, source, error.lineno, str(error.message), "valid Jinja")]) from None


def parse(file: str, source: str) -> nodes.Template:
    """Return the tree of a template with plain line ends; `lineno` of a node is its offset. Raises Faults."""
    with syntax_faults(file, source):
        return jinja2.Environment(**SYNTAX).parse(source)


def begin(node: nodes.Node) -> int:
    """Return the offset of the first word of an expression."""
    return min(inner.lineno for inner in (node, *node.find_all(nodes.Expr)))


def named_calls(node: nodes.Node) -> Iterator[tuple[str, str, int]]:
    """Yield each function that is called with a name first, that name and its offset: `table("ways", …)`."""
    for call in node.find_all(nodes.Call):
        match call:
            case nodes.Call(node=nodes.Name(name=function), args=[nodes.Const(value=str(name)) as const, *_]):
                yield function, name, const.lineno + 1


class OffsetNoter(NodeTransformer):
    """Makes each tag of a tree note its offset before it is evaluated, and each filter its own before it is applied."""

    def visit_Output(self, node: nodes.Output) -> nodes.Output:
        self.generic_visit(node)
        node.nodes = [child if isinstance(child, nodes.TemplateData) else _noted(child) for child in node.nodes]
        return node

    def visit_If(self, node: nodes.If) -> nodes.If:
        self.generic_visit(node)
        node.test = _noted(node.test)
        return node

    def visit_For(self, node: nodes.For) -> nodes.For:
        self.generic_visit(node)
        node.iter = _noted(node.iter)
        return node

    def visit_Assign(self, node: nodes.Assign) -> nodes.Assign:
        self.generic_visit(node)
        node.node = _noted(node.node)
        return node

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.CallBlock:
        self.generic_visit(node)
        node.call.node = _noted(node.call.node)
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Filter:
        self.generic_visit(node)
        if node.node is not None:
            node.node = _call(NOTE_FILTER, node.lineno, node.node)
        return node


def _noted(expression: nodes.Node) -> nodes.Expr:
    """Return `note_tag(offset) or expression`: the note is false, and so the value is what it was."""
    offset = begin(expression)
    return nodes.Or(_call(NOTE_TAG, offset), expression, lineno=offset)


def _call(function: str, offset: int, *arguments: nodes.Expr) -> nodes.Expr:
    given = [nodes.Const(offset, lineno=offset), *arguments]
    return nodes.Call(nodes.Name(function, "load", lineno=offset), given, [], None, None, lineno=offset)
