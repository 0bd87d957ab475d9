"""Citations: each key that a manuscript cites is one of its bibliography."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from traced.core.fault import Fault, nearest
from traced.lint.template_text import TemplateText
from traced.manuscript.syntax import fault_at


def unknown_citations(file: str, literals: TemplateText, bibliography: str, works: Collection[str]) -> Iterator[Fault]:
    """Yield a fault for each key that is cited and not in the bibliography, where it stands first in the template.

    file, literals: the template's path as faults name it, and its words, those of every branch
    bibliography, works: the path of the bibliography, and its keys
    """
    first: dict[str, int] = {}
    for key, offset in literals.citations:
        first.setdefault(key, offset)
    for key, offset in first.items():
        if key not in works:
            problem = f"there is no @{key} in {bibliography}"
            yield fault_at(file, literals.source, offset, problem, nearest(key, works).text)
