"""Rewording: which sentences say something else than before, and in which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from .sentences import Sentence

Kind = Literal["reworded", "added", "gone"]
Part = Literal["same", "del", "ins"]
ALIKE = 0.5  # of the words of two sentences, for one to be the other reworded


@dataclass(frozen=True)
class Rewording:
    """A sentence that was reworded, added, or taken out; below the heading where it stands, or stood."""

    kind: Kind
    heading: str
    old: str
    new: str

    @property
    def parts(self) -> list[tuple[Part, str]]:
        """The words of both: those that stayed, and those that went and came at their place."""
        return list(_parts(self.old.split(), self.new.split()))


def rewordings(old: Sequence[Sentence], new: Sequence[Sentence]) -> list[Rewording]:
    """Return what was reworded, added and taken out, in this order, and each in the order of the text.

    A sentence that only moved says what it said. Of the others, those that share half of their words belong together.
    """
    left, right = (_without(one, other) for one, other in ((old, new), (new, old)))
    found = alike([s.text.split() for s in left], [s.text.split() for s in right])
    in_order = sorted(found.items(), key=lambda pair: pair[1])
    there = set(found.values())
    return [
        *(Rewording("reworded", right[j].heading, left[i].text, right[j].text) for i, j in in_order),
        *(Rewording("added", s.heading, "", s.text) for j, s in enumerate(right) if j not in there),
        *(Rewording("gone", s.heading, s.text, "") for i, s in enumerate(left) if i not in found),
    ]


def _without(sentences: Sequence[Sentence], others: Iterable[Sentence]) -> list[Sentence]:
    """Return the sentences whose text is not among the others, each as often as it stands here more than there."""
    there = Counter(sentence.text for sentence in others)
    left = []
    for sentence in sentences:
        if there[sentence.text]:
            there[sentence.text] -= 1
        else:
            left.append(sentence)
    return left


def alike(left: Sequence[Sequence[str]], right: Sequence[Sequence[str]]) -> dict[int, int]:
    """Return which of one list belongs to which of another, by position: most words in common first, then nearest."""
    pairs = []
    sets = [set(words) for words in right]
    for i, words in enumerate(map(set, left)):
        for j, others in enumerate(sets):
            share = 2 * len(words & others) / (len(words) + len(others) or 1)
            if share >= ALIKE:
                pairs.append((-share, abs(i - j), i + j, i, j))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in sorted(pairs):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _parts(old: list[str], new: list[str]) -> Iterator[tuple[Part, str]]:
    for kind, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", " ".join(old[i:i_end])
            continue
        if i < i_end:
            yield "del", " ".join(old[i:i_end])
        if j < j_end:
            yield "ins", " ".join(new[j:j_end])
