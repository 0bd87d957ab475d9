"""Voice: what the texts of the engine call the work that a study replicates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

Key = TypeVar("Key", bound=str)


@dataclass(frozen=True)
class Voice:
    """The names of the replicated work; a study passes its own.

    work: as it stands in a sentence
    label: before what the work printed
    """

    work: str = "the published study"
    label: str = "Published"

    def text(self, template: str) -> str:
        return template.replace("{work}", self.work)

    def texts(self, templates: Mapping[Key, str]) -> dict[Key, str]:
        return {key: self.text(template) for key, template in templates.items()}


NEUTRAL = Voice()
