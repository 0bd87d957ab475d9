"""Rewording: the sentences that changed between two texts, and in which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

RewordingKind: TypeAlias = Literal["reworded", "added", "gone"]
WordKind: TypeAlias = Literal["same", "del", "ins"]
ALIKE = 0.5  # the least share of common words for one sentence to be another one reworded


@dataclass(frozen=True)
class Sentence:
    """A sentence of the paper, or a heading, caption line or cell; with the heading of its section."""

    text: str
    heading: str


@dataclass(frozen=True)
class Rewording:
    """A sentence that was reworded, added or removed, with the heading of its section."""

    kind: RewordingKind
    heading: str
    old: str
    new: str

    @property
    def parts(self) -> list[tuple[WordKind, str]]:
        """The words of both: those that stayed, and those that went and came at their place."""
        return list(_parts(self.old.split(), self.new.split()))


def rewordings(old: Sequence[Sentence], new: Sequence[Sentence]) -> list[Rewording]:
    """Return the sentences that were reworded, added and removed, in this order, each in the order of the text.

    A sentence that only moved has not changed. Of the others, those that share half of their words are one reworded.
    """
    left, right = without(old, new), without(new, old)
    pairs = alike([s.text.split() for s in left], [s.text.split() for s in right])
    paired = set(pairs.values())
    return [
        *(
            Rewording("reworded", right[j].heading, left[i].text, right[j].text)
            for i, j in sorted(pairs.items(), key=lambda pair: pair[1])
        ),
        *(Rewording("added", s.heading, "", s.text) for j, s in enumerate(right) if j not in paired),
        *(Rewording("gone", s.heading, s.text, "") for i, s in enumerate(left) if i not in pairs),
    ]


def without(sentences: Iterable[Sentence], others: Iterable[Sentence]) -> list[Sentence]:
    """Return the sentences that are not among the others, each as often as it occurs here more than there."""
    there = Counter(sentence.text for sentence in others)
    left = []
    for sentence in sentences:
        if there[sentence.text]:
            there[sentence.text] -= 1
        else:
            left.append(sentence)
    return left


def alike(left: Sequence[Sequence[str]], right: Sequence[Sequence[str]]) -> dict[int, int]:
    """Return pairs of positions in two lists of words: those with most words in common first, then the nearest."""
    candidates = []
    sets = [set(words) for words in right]
    for i, words in enumerate(map(set, left)):
        for j, others in enumerate(sets):
            share = 2 * len(words & others) / (len(words) + len(others) or 1)
            if share >= ALIKE:
                candidates.append((-share, abs(i - j), i + j, i, j))
    pairs: dict[int, int] = {}
    for *_, i, j in sorted(candidates):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _parts(old: list[str], new: list[str]) -> Iterator[tuple[WordKind, str]]:
    for kind, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", " ".join(old[i:i_end])
            continue
        if i < i_end:
            yield "del", " ".join(old[i:i_end])
        if j < j_end:
            yield "ins", " ".join(new[j:j_end])
