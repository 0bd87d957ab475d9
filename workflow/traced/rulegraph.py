"""The graph of rules: what a workflow makes from what, and the way of a number through it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TypeAlias

# Files that say how a thing is made or looks, not what it says: no number comes out of them.
HOW = (".py", ".lock", ".css", ".csl", ".html", ".js", ".mplstyle", ".typ", ".xml")
NUMBERS = "numbers.json"

Told: TypeAlias = tuple[str, str, Sequence[str], Sequence[str]]


@dataclass(frozen=True)
class Rule:
    """A rule of the workflow.

    says: what it is for, its docstring
    reads, makes: the files that go in, without code and styles, and those that come out
    """

    name: str
    says: str
    reads: tuple[str, ...]
    makes: tuple[str, ...]


@dataclass(frozen=True)
class RuleGraph:
    """The rules of a workflow by name, and the folders of files that no rule makes.

    folders: what the rules read from each folder
    """

    rules: Mapping[str, Rule]
    folders: Mapping[str, frozenset[str]]

    @cached_property
    def edges(self) -> tuple[tuple[str, str], ...]:
        """Every pair of a folder or rule and a rule that reads what is in it or comes from it, sorted."""
        gives = {**self.folders, **{name: frozenset(rule.makes) for name, rule in self.rules.items()}}
        return tuple(
            sorted(
                (giver, name)
                for name, rule in self.rules.items()
                for giver, files in gives.items()
                if files.intersection(rule.reads)
            )
        )

    @cached_property
    def givers(self) -> dict[str, frozenset[str]]:
        """What each rule reads from directly."""
        return {name: frozenset(g for g, reader in self.edges if reader == name) for name in self.rules}

    @cached_property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The edges that a drawing needs: without those from where a longer way leads to the same place.

        A file that several rules read leads to the first of them.
        """
        drawn = set()
        for giver, reader in self.edges:
            others = self.givers[reader] - {giver}
            if giver in self.rules:
                around = any(giver in self.before(other) for other in others)
            else:
                files = self.folders[giver].intersection(self.rules[reader].reads)
                before = self.before(reader) & self.rules.keys()
                around = all(any(file in self.rules[name].reads for name in before) for file in files)
            if not around:
                drawn.add((giver, reader))
        return tuple(sorted(drawn))

    @cached_property
    def ranks(self) -> dict[str, int]:
        """How many steps each folder and rule is from the start, by the longest way."""
        ranks = dict.fromkeys(self.folders, 0)

        def rank(name: str) -> int:
            if name not in ranks:
                ranks[name] = 1 + max((rank(giver) for giver in self.givers[name]), default=-1)
            return ranks[name]

        for name in self.rules:
            rank(name)
        return ranks

    def before(self, name: str) -> frozenset[str]:
        """Return every folder and rule from which a way leads to this one."""
        givers = self.givers.get(name, frozenset())
        return givers.union(*(self.before(giver) for giver in givers))

    def way(self, rule: str, here: str) -> list[str]:
        """Return the rules through which a number that `rule` computed comes from the data to `here`, in order.

        After its rule a number goes where its file of numbers goes: not into a figure that is drawn from another file.
        """
        numbers = {file for file in self.rules[rule].makes if PurePosixPath(file).parts[-2:] == (rule, NUMBERS)}
        readers = {name for name, other in self.rules.items() if numbers.intersection(other.reads)}
        after = {name for name in {here, *self.before(here)} if readers & {name, *self.before(name)}}
        way = {rule, *self.before(rule), *after} & self.rules.keys()
        return sorted(way, key=lambda name: (self.ranks[name], name))


def read(told: Iterable[Told], files: Iterable[str]) -> RuleGraph:
    """Return the graph of rules told as name, docstring, inputs and outputs; rules that make nothing are left out.

    files: the data files by the names that records give them, so that their folders are called the same here
    """
    told = list(told)
    made = {file for _, _, _, makes in told for file in makes}
    rules = {
        name: Rule(name, says, tuple(f for f in reads if f in made or not f.endswith(HOW)), tuple(makes))
        for name, says, reads, makes in told
        if makes
    }
    known = {PurePosixPath(file).parent.name: str(PurePosixPath(file).parent) for file in files}
    found: dict[str, set[str]] = {}
    for file in sorted({file for rule in rules.values() for file in rule.reads} - made):
        found.setdefault(folder_of(file, known), set()).add(file)
    folders: dict[str, set[str]] = {}
    for folder in sorted(found):
        # What lies below another folder goes with it.
        above = [f"{path}/" for path in PurePosixPath(folder).parents if f"{path}/" in folders]
        folders.setdefault(above[0] if above else folder, set()).update(found[folder])
    return RuleGraph(rules, {folder: frozenset(inside) for folder, inside in folders.items()})


def folder_of(file: str, known: Mapping[str, str]) -> str:
    """Return what the folder of a file is called, with a slash after it; never a path of this machine."""
    folder = PurePosixPath(file).parent
    elsewhere = folder.is_absolute() or ".." in folder.parts
    return f"{known.get(folder.name, folder.name if elsewhere else str(folder))}/"
