"""Tags: what coding software writes, a row for each passage and its code, becomes codings of participants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .coding import Codings, Remarks
from .decoding import Note
from .faults import nearest
from .sheets import Row
from .variables import Problem, entry_of, matching, named, stem_of, titles, understand

ALLOWED = "a tag VARIABLE/CODE, as reason/survival, or a line for it under codes in the mapping"


@dataclass
class Tags:
    """The tags of a sheet as they become codings.

    names: their tag, and what it is called here: `variable/code`; empty for a tag that is left out

    A tag of a repeated variable without a number gets the next one, in the order of the rows. The same tag again for
    the same participant says nothing new. What is wrong with a tag is said once, where it stands first.
    """

    codings: Codings
    names: Mapping[str, str]
    meanings: dict[tuple[str, ...], tuple[str, str] | None] = field(default_factory=dict)
    seen: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(
        self, row: Row, column: int, participant: str, tag: str, categories: Iterable[str] = (), **told: str
    ) -> None:
        """Add what a row says: a tag of a participant, and the categories in which the code stands."""
        key = (tag, *categories)
        if key not in self.meanings:
            self.meanings[key] = self.meaning(row, column, tag, list(categories))
        meant = self.meanings[key]
        if meant is None:
            return
        variable, value = meant
        entry = entry_of(variable, self.codings.codebook) or {}
        if entry.get("repeat") and stem_of(variable, self.codings.codebook) == variable:
            values = self.seen.setdefault((participant, variable), [])
            if value in values:
                return
            values.append(value)
            if len(values) == 2:
                mended = f"tags of {variable} without a number were numbered in the order of the rows"
                self.codings.notes.append(Note(self.codings.sheet.whole(), mended))
            variable = f"{variable}_{len(values)}"
        self.codings.add(row, column, participant, variable, value, Remarks(**told))

    def meaning(self, row: Row, column: int, tag: str, categories: list[str]) -> tuple[str, str] | None:
        """Return variable and value of a tag; None for one that is left out, and, with a fault, for one without."""
        codebook, ours = self.codings.codebook, self.names.get(tag, tag)
        if not ours:
            return None
        title, slash, code = (part.strip() for part in ours.partition("/"))
        if slash:
            found = [(variable, code) for variable in named(title, codebook)]
        else:
            of_categories = dict.fromkeys(variable for category in categories for variable in named(category, codebook))
            found = [(v, ours) for v in of_categories if matching(ours, (entry_of(v, codebook) or {}).get("codes", {}))]
        problem: Problem | None = None
        if len(found) == 1:
            meant = understand(found[0][1], found[0][0], codebook)
            if meant.problem is None:
                return found[0][0], meant.value
            problem = meant.problem
        elif found:
            problem = Problem(f"{tag!r} may be of {' or '.join(variable for variable, _ in found)}", ALLOWED)
        else:
            near = nearest(title.casefold(), titles(codebook) if slash else ())
            allowed = f"{near.text} {ALLOWED}" if near.close else ALLOWED
            problem = Problem(f"{tag!r} is no variable and code", allowed)
        self.codings.faults.append(self.codings.sheet.fault(row, column, *problem))
        return None
