"""Names: whatever a template names exists, in branches too that these data do not take."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import chain

import jinja2
from jinja2 import nodes

from traced.core.fault import Fault, nearest
from traced.ledger.number import Number
from traced.manuscript.syntax import fault_at, named_calls

GIVEN_BY_JINJA = {"loop", "caller", "varargs", "kwargs"}


@dataclass(frozen=True)
class Namespace:
    """The ledger as the template sees it: `motives.survival`, `entries.north_korea[2009]`."""

    path: str
    children: Mapping[str, Number | Namespace]

    def __getattr__(self, name: str) -> Number | Namespace:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __iter__(self) -> Iterator[Number | Namespace]:
        return iter(self.children.values())

    def __getitem__(self, key: str | int) -> Number | Namespace:
        try:
            return self.children[str(key)]
        except KeyError:
            raise AttributeError(f"{self.path}.{key}") from None


def namespace(numbers: Mapping[str, Number], path: str = "") -> dict[str, Number | Namespace]:
    """Return the numbers as a tree along the dots of their names."""
    branches: dict[str, dict[str, Number]] = {}
    leaves: dict[str, Number | Namespace] = {}
    for name, number in numbers.items():
        head, _, rest = name.partition(".")
        if rest:
            branches.setdefault(head, {})[rest] = number
        else:
            leaves[head] = number
    for head, inner in branches.items():
        full = f"{path}.{head}" if path else head
        leaves[head] = Namespace(full, namespace(inner, full))
    return leaves


@dataclass
class NameCheck:
    """Checks the names in the tree of a template, in every branch.

    file, source: the template's path as faults name it, and its text
    numbers, ledger: the ledger by full name, and along the dots of the names
    environment: has the filters, the tests and the functions
    parts: by function, what its first argument may be: the tables, the figures …
    possible: the names of numbers that other data may have, with `*` for keys; where one is used, it has to be there
    own: the names that the template itself gives
    unknown_names, unknown_words: the faults of numbers and parts; and of filters, tests and functions
    """

    file: str
    source: str
    numbers: Mapping[str, Number]
    ledger: Mapping[str, Number | Namespace]
    environment: jinja2.Environment
    parts: Mapping[str, Collection[str]]
    possible: Collection[str] = ()
    own: set[str] = field(default_factory=set)
    unknown_names: list[Fault] = field(default_factory=list)
    unknown_words: list[Fault] = field(default_factory=list)

    def check(self, tree: nodes.Template) -> None:
        macros = {macro.name for macro in tree.find_all(nodes.Macro)}
        variables = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
        self.own = macros | variables | GIVEN_BY_JINJA
        self._visit(tree, frozenset())
        for function, name, offset in named_calls(tree):
            if function in self.parts and name not in self.parts[function]:
                self._note(self.unknown_names, offset, *no_part(function, name, self.parts[function]))

    def _visit(self, node: nodes.Node, may_lack: frozenset[str]) -> None:
        """Check a node and all below it; the data may lack the numbers of which the conditions around it ask."""
        may_lack |= {".".join(name for name, _ in self._path(asked)) for asked in _asked(node)}
        children = node.iter_child_nodes()
        match node:
            case nodes.Filter(name=name):
                self._word("filter", name, node.lineno, self.environment.filters)
            case nodes.Test(name=name):  # whose offset is that of `is`
                self._word("test", name, self.source.index(name, node.lineno), self.environment.tests)
            case nodes.Call(node=nodes.Name(name=name) as function):
                if name not in self.own:
                    self._word("function", name, function.lineno, self.environment.globals)
                children = node.iter_child_nodes(exclude=["node"])
            case nodes.Call(node=nodes.Getattr(node=called)):
                children = chain([called], node.iter_child_nodes(exclude=["node"]))
            case _ if path := self._path(node):
                self._number(path, may_lack)
                return
        for child in children:
            self._visit(child, may_lack)

    def _path(self, node: nodes.Node) -> list[tuple[str, int]]:
        """Return the parts of a dotted name, each with its offset; none for other expressions."""
        match node:
            case nodes.Name(name=name, ctx="load"):
                return [(name, node.lineno)]
            case nodes.Getattr(node=inner, attr=name) if path := self._path(inner):
                return [*path, (name, self.source.index(name, node.lineno))]
            case nodes.Getitem(node=inner, arg=nodes.Const(value=key) as const) if path := self._path(inner):
                return [*path, (str(key), const.lineno)]
        return []

    def _note(self, faults: list[Fault], offset: int, problem: str, allowed: str) -> None:
        faults.append(fault_at(self.file, self.source, offset, problem, allowed))

    def _word(self, kind: str, name: str, offset: int, known: Collection[str]) -> None:
        if name not in known:
            self._note(self.unknown_words, offset, f"there is no {kind} {name}", nearest(name, known).text)

    def _number(self, path: list[tuple[str, int]], may_lack: Collection[str]) -> None:
        """Follow a dotted name through the ledger to its end, or to the first part that is not there."""
        if path[0][0] in self.own or path[0][0] in self.environment.globals:
            return
        names = [".".join(name for name, _ in path[:end]) for end in range(1, len(path) + 1)]
        if any(fnmatchcase(name, pattern) for name in names for pattern in self.possible):
            return
        here: Number | Namespace = Namespace("", self.ledger)
        full = ""
        for name, offset in path:
            full = f"{full}.{name}" if full else name
            known = hasattr(here, name) if isinstance(here, Number) else name in here.children
            if not known and not any(f"{asked}.".startswith(f"{full}.") for asked in may_lack):
                self._note(self.unknown_names, offset, *lacking(full, self.numbers))
            if not known or isinstance(here, Number):
                return
            here = here.children[name]


def lacking(name: str, numbers: Iterable[str]) -> tuple[str, str]:
    """Return what is wrong with a name that the ledger does not have, and the nearest ones."""
    known = numbers if "." in name else {number.partition(".")[0] for number in numbers}
    return f"{name} is not in the ledger", nearest(name, known).text


def no_part(function: str, name: str, allowed: Iterable[str]) -> tuple[str, str]:
    """Return what is wrong with a name that is given to a function, and the nearest ones."""
    kind = "label" if function == "ref" else function
    return f"there is no {kind} {name}", nearest(name, allowed).text


def _asked(node: nodes.Node) -> Iterator[nodes.Expr]:
    """Yield the expressions of which the conditions of a node ask whether they are defined."""
    conditions: list[nodes.Node] = []
    match node:
        case nodes.If():
            conditions = [node.test, *(branch.test for branch in node.elif_)]
        case nodes.For():
            conditions = [node.iter, *([node.test] if node.test else [])]
        case nodes.Expr():
            conditions = [node]
    for condition in conditions:
        tests = [condition] if isinstance(condition, nodes.Test) else condition.find_all(nodes.Test)
        yield from (test.node for test in tests if test.name == "defined")
