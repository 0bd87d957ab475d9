"""Pandoc: run the program of the lock, and rebuild the document trees that it reads and writes as JSON.

A document is what `pandoc --to json` prints: a dictionary with `blocks`, `meta` and the version of the form. A node in
it is a dictionary with a type `t` and mostly a content `c`. Both stay plain; no function here changes its argument.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

Node: TypeAlias = dict[str, Any]
Document: TypeAlias = dict[str, Any]


class DocumentError(Exception):
    """A document that cannot be read, cited or written; the message says why, one fault per line."""


@cache
def program() -> Path:
    """Return the pandoc that came with the lock; another on the machine, however new, would give other bytes."""
    package = find_spec("pypandoc")
    if package is None or package.origin is None:
        raise DocumentError("pandoc is missing: install pypandoc_binary from the lock")
    return Path(package.origin).parent / "files" / ("pandoc.exe" if os.name == "nt" else "pandoc")


def run(arguments: Sequence[str], content: bytes = b"", clock: int = 0) -> bytes:
    """Return what pandoc prints for `content`, without the user's settings; its clock shows `clock` (Unix time).

    Raises `DocumentError` for errors and warnings alike: a citation or a picture that is not there is no detail.
    """
    environment = {"LANG": "C.UTF-8", "TZ": "UTC", "SOURCE_DATE_EPOCH": str(clock)}
    if os.name == "nt":
        environment |= {"SYSTEMROOT": os.environ["SYSTEMROOT"]}
    command = [str(program()), f"--data-dir={os.devnull}", "--fail-if-warnings", *arguments]
    try:
        finished = subprocess.run(command, input=content, capture_output=True, env=environment, check=False)
    except OSError as error:
        raise DocumentError(f"pandoc does not start: {error}") from error
    if finished.returncode != 0:
        raise DocumentError(_reason(finished.stderr.decode("utf-8", "replace")))
    return finished.stdout


def convert(document: Document, arguments: Sequence[str], clock: int = 0) -> bytes:
    """Return what pandoc makes of a document tree."""
    return run(["--from=json", *arguments], json.dumps(document, ensure_ascii=False).encode(), clock)


def _reason(report: str) -> str:
    """Return pandoc's complaint without its own framing, one fault per line."""
    lines = [line.removeprefix("[WARNING] ").strip() for line in report.splitlines()]
    faults = [line for line in lines if line and not line.startswith("Failing because")]
    return "\n".join(f"pandoc: {fault}" for fault in dict.fromkeys(faults)) or "pandoc failed without a word"


def rebuild(tree: Any, change: Callable[[Node], Node | list[Node]]) -> Any:
    """Return a copy of the tree in which each node is what `change` makes of it: one node, or a list in its place.

    Children come before their parents and otherwise in the order of the text.
    """
    if isinstance(tree, dict):
        return {key: value if isinstance(value, str) else rebuild(value, change) for key, value in tree.items()}
    if not isinstance(tree, list):
        return tree
    copy: list[Any] = []
    for item in tree:
        new = rebuild(item, change)
        if isinstance(new, dict) and "t" in new:
            changed = change(new)
            copy.extend(changed if isinstance(changed, list) else [changed])
        else:
            copy.append(new)
    return copy


def nodes_of(tree: Any, kind: str) -> list[Node]:
    """Return all nodes of a type, in the order of the text."""
    collected: list[Node] = []

    def collect(node: Node) -> Node:
        if node["t"] == kind:
            collected.append(node)
        return node

    rebuild([tree], collect)
    return collected


def text(tree: Any) -> str:
    """Return the words of a tree as plain text, without footnotes."""
    if isinstance(tree, list):
        return "".join(map(text, tree))
    if not isinstance(tree, dict):
        return ""
    match tree:
        case {"t": "Str" | "MetaString", "c": content}:
            return str(content)
        case {"t": "Code", "c": [_, content]}:
            return str(content)
        case {"t": "Space" | "SoftBreak" | "LineBreak"}:
            return " "
        case {"t": "Note"}:
            return ""
        case {"t": "Quoted", "c": [{"t": kind}, content]}:
            marks = "\u201c{}\u201d" if kind == "DoubleQuote" else "\u2018{}\u2019"
            return marks.format(text(content))
    content = tree.get("c")
    return text(list(content.values())) if isinstance(content, dict) else text(content)


def words(plain: str) -> list[Node]:
    """Return plain text as inline nodes; no-break spaces stay inside a word."""
    return [
        node
        for index, word in enumerate(plain.split(" "))
        for node in ([{"t": "Space"}] if index else []) + [{"t": "Str", "c": word}]
    ]


def attributes(identifier: str = "", classes: Sequence[str] = (), **pairs: str) -> list[Any]:
    """Return the attributes of a node: identifier, classes and `key=value` pairs (`_` stands for `-` in a key)."""
    return [identifier, list(classes), [[key.replace("_", "-"), value] for key, value in pairs.items()]]


def raw(form: str, content: str, *, block: bool = False) -> Node:
    """Return text that the writer of `form` passes through as it stands."""
    return {"t": "RawBlock" if block else "RawInline", "c": [form, content]}


def styled(style: str, blocks: list[Node]) -> Node:
    """Return blocks set in a paragraph style of the word processor."""
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], blocks]}


def with_meta(document: Document, changes: Mapping[str, Node | None]) -> Document:
    """Return the document with these metadata set, or without those that are `None`."""
    meta = {**document["meta"], **changes}
    return {**document, "meta": {key: value for key, value in meta.items() if value is not None}}
