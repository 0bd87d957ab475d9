"""Exemptions: phrases whose numerals need no origin, each with the reason, which is written down once for all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import yaml

from traced.core.fault import Fault
from traced.lint.grammar import find_numerals, foreign_words, normalized, single_spaced

FIELDS = ("words", "reason")


@dataclass(frozen=True)
class Exemption:
    """A phrase as it is printed, why its numerals need no origin, and the line that says so."""

    words: str
    reason: str
    line: int

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrase across line ends."""
        words = normalized(self.words)[0].split()
        return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)")

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where a text has the phrase."""
        return [match.span() for match in self.pattern.finditer(text)]


def parse_exemptions(file: str, text: str) -> tuple[tuple[Exemption, ...], list[Fault]]:
    """Return the exemptions of a YAML file, and its faults: what is incomplete, given twice, or exempts too much."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return (), [Fault.on_line(file, line, str(column), "not valid YAML", "a list of entries with words and reason")]
    nodes = root.value if isinstance(root, yaml.SequenceNode) else []
    exemptions: list[Exemption] = []
    faults: list[Fault] = []
    if root is not None and not isinstance(root, yaml.SequenceNode):
        faults.append(Fault.on_line(file, 1, "1", "not a list", "a list of entries with words and reason"))
    for node in nodes:
        line = node.start_mark.line + 1
        entry = _entry(node)
        if set(entry) != set(FIELDS) or not all(entry.values()):
            faults.append(Fault.on_line(file, line, "1", "incomplete exemption", "words and reason, and nothing else"))
            continue
        exemption = Exemption(entry["words"], entry["reason"], line)
        faults += [
            Fault.on_line(file, line, "words", problem, allowed)
            for problem, allowed in _objections(exemption, exemptions)
        ]
        exemptions.append(exemption)
    return tuple(exemptions), faults


def _entry(node: yaml.Node) -> Mapping[str, str]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {str(key.value): single_spaced(str(value.value)) for key, value in node.value}


def _objections(exemption: Exemption, others: Iterable[Exemption]) -> list[tuple[str, str]]:
    """Return what is wrong with an exemption by itself and beside those before it."""
    words = normalized(exemption.words)[0]
    numerals = find_numerals(words)
    objections = []
    if any(other.words == exemption.words for other in others):
        objections.append((f"{words!r} is exempt twice", "each phrase once"))
    if not numerals and not any(foreign_words(words)):
        objections.append((f"{words!r} has no numeral", "a phrase that has one, or no exemption"))
    elif len(numerals) == 1 and not re.search(r"\w", words[: numerals[0].start] + words[numerals[0].end :]):
        objections.append((f"{words!r} would be exempt everywhere", "the words around it too"))
    return objections
