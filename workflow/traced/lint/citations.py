"""Citations: each key that a manuscript cites is one of its bibliography."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from traced.core.fault import Fault, nearest
from traced.manuscript.template import position, with_plain_line_ends

ALL = "*"  # what pandoc calls all works at once


def unknown(file: str, source: str, tree: Any, bibliography: str, works: Collection[str]) -> Iterator[Fault]:
    """Yield a fault for each key that is cited and not in the bibliography, where it stands first in the template.

    file, source: the template's path as faults name it, and its text
    tree: the words of the template as pandoc reads them, those of branches that were not taken too
    bibliography, works: the path of the bibliography, and its keys
    """
    source = with_plain_line_ends(source)
    for key in dict.fromkeys(cited(tree)):
        if key not in works and key != ALL:
            found = re.search(rf"@\{{?{re.escape(key)}(?!\w)", source)
            line, column = position(source, found.start() if found else 0)
            yield Fault.on_line(
                file, line, str(column), f"there is no @{key} in {bibliography}", nearest(key, works).text
            )


def cited(tree: Any) -> Iterator[str]:
    """Yield the keys of the citations in a tree, in the order of the text."""
    if isinstance(tree, list):
        for item in tree:
            yield from cited(item)
    elif isinstance(tree, dict):
        if tree.get("t") == "Cite":
            yield from (citation["citationId"] for citation in tree["c"][0])
        yield from cited(list(tree.values()))
