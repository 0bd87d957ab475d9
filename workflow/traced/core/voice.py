"""Voice: what the texts of the engine call the work that a study replicates, and those whom its rows are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

Key = TypeVar("Key", bound=str)


@dataclass(frozen=True)
class Voice:
    """The names that a study passes in.

    work: the replicated work, as it stands in a sentence
    label: the replicated work, before what it printed
    case: one of those whom the rows are about
    """

    work: str = "the published study"
    label: str = "Published"
    case: str = "case"

    def text(self, template: str) -> str:
        return template.replace("{work}", self.work).replace("{case}", self.case)

    def texts(self, templates: Mapping[Key, str]) -> dict[Key, str]:
        return {key: self.text(template) for key, template in templates.items()}


NEUTRAL = Voice()
