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

# A rule as the workflow has it: name, docstring, inputs, outputs.
Step: TypeAlias = tuple[str, str, Sequence[str], Sequence[str]]


@dataclass(frozen=True)
class Rule:
    """A rule of the workflow.

    says: what it is for, its docstring
    reads, makes: its inputs, without code and styles, and its outputs
    """

    name: str
    says: str
    reads: tuple[str, ...]
    makes: tuple[str, ...]


@dataclass(frozen=True)
class RuleGraph:
    """The rules of a workflow by name, in its order, and the folders of files that no rule makes.

    folders: what the rules read from each folder
    """

    rules: Mapping[str, Rule]
    folders: Mapping[str, frozenset[str]]

    @cached_property
    def givers(self) -> dict[str, tuple[str, ...]]:
        """The folders, then the rules, from which each rule reads directly, in their order."""
        files = {**self.folders, **{name: frozenset(rule.makes) for name, rule in self.rules.items()}}
        return {
            name: tuple(giver for giver, given in files.items() if given.intersection(rule.reads))
            for name, rule in self.rules.items()
        }

    @cached_property
    def readers(self) -> dict[str, tuple[str, ...]]:
        """The rules that read what each rule makes, in their order."""
        return {name: tuple(reader for reader in self.rules if name in self.givers[reader]) for name in self.rules}

    def before(self, name: str) -> frozenset[str]:
        """Return every folder and rule from which a way leads to this one."""
        givers = self.givers.get(name, ())
        return frozenset(givers).union(*(self.before(giver) for giver in givers))

    def way(self, rule: str, here: str) -> list[str]:
        """Return the rules through which a number that `rule` computed comes from the data to `here`, in order.

        After its rule a number goes where its file of numbers goes: not into a figure that is drawn from another file.
        """
        numbers = {file for file in self.rules[rule].makes if PurePosixPath(file).parts[-2:] == (rule, NUMBERS)}
        readers = {name for name, other in self.rules.items() if numbers.intersection(other.reads)}
        after = {name for name in {here, *self.before(here)} if readers & {name, *self.before(name)}}
        way = {rule, *self.before(rule), *after}
        return [name for name in self.rules if name in way]


def graph_of(steps: Iterable[Step], files: Iterable[str]) -> RuleGraph:
    """Return the graph of the steps of a workflow; rules that make nothing are left out.

    files: the data files by the names that records give them, so that their folders are called the same here
    """
    steps = list(steps)
    made = {file for _, _, _, makes in steps for file in makes}
    rules = {
        name: Rule(name, says, tuple(f for f in reads if f in made or not f.endswith(HOW)), tuple(makes))
        for name, says, reads, makes in steps
        if makes
    }
    known = {PurePosixPath(file).parent.name: str(PurePosixPath(file).parent) for file in files}
    read: dict[str, set[str]] = {}
    for file in sorted({file for rule in rules.values() for file in rule.reads} - made):
        read.setdefault(folder_of(file, known), set()).add(file)
    folders: dict[str, set[str]] = {}
    for folder in sorted(read):
        # What lies below another folder goes with it.
        above = [f"{path}/" for path in PurePosixPath(folder).parents if f"{path}/" in folders]
        folders.setdefault(above[0] if above else folder, set()).update(read[folder])
    return RuleGraph(rules, {folder: frozenset(inside) for folder, inside in folders.items()})


def folder_of(file: str, known: Mapping[str, str]) -> str:
    """Return the name of a file's folder with a slash after it; never a path of this machine."""
    folder = PurePosixPath(file).parent
    elsewhere = folder.is_absolute() or ".." in folder.parts
    return f"{known.get(folder.name, folder.name if elsewhere else str(folder))}/"
