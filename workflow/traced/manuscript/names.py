"""Names: whatever a template names exists, in branches too that these data do not take."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from traced.core.fault import Fault, nearest
from traced.ledger.number import Number
from traced.manuscript.syntax import Tag, Token, fault_at, tags

# Words of Jinja that are no names of the ledger.
WORDS = frozenset("and or not in is if else true false none True False None loop recursive".split())


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


@dataclass(frozen=True)
class Known:
    """The names that a template may use.

    numbers: the ledger by full name; tree: the same along the dots of the names
    filters, tests, functions: those of Jinja and of manuscripts
    parts: by function, what its first argument may be: the tables, the figures …
    """

    numbers: Mapping[str, Number]
    tree: Mapping[str, Number | Namespace]
    filters: Collection[str]
    tests: Collection[str]
    functions: Collection[str]
    parts: Mapping[str, Collection[str]]


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


def unknown_names(file: str, source: str, known: Known) -> Iterator[Fault]:
    """Yield a fault for each number, and each part of the paper, that a template names and nothing has, at its place.

    A name that the conditions around a tag ask for (`is defined`) may be missing from these data.
    """
    every = tags(source)
    own = {name for tag in every for name in _declared(tag)}
    asked: list[set[str]] = []  # what the conditions around a tag ask for, the innermost last
    for tag in every:
        match tag.keyword:
            case "if" | "for":
                asked.append(set(_asked(tag)))
            case "elif":
                asked[-1].update(_asked(tag))
            case "endif" | "endfor":
                asked.pop()
        may_lack = {name for names in (*asked, _asked(tag)) for name in names}
        for offset, problem, allowed in (*_numbers(tag, known, own, may_lack), *_parts(tag, known)):
            yield fault_at(file, source, offset, problem, allowed)


def unknown_words(file: str, source: str, known: Known) -> Iterator[Fault]:
    """Yield a fault for each filter, test and function that a template names and nothing has, at its place."""
    every = tags(source)
    own = {name for tag in every for name in _declared(tag)}
    for tag in every:
        for offset, problem, allowed in (*_filters_and_tests(tag, known), *_functions(tag, known, own)):
            yield fault_at(file, source, offset, problem, allowed)


Wrong = tuple[int, str, str]


def _filters_and_tests(tag: Tag, known: Known) -> Iterator[Wrong]:
    for index, token in enumerate(tag.tokens):
        before, name = _before(tag, index), token.text
        if before == "|" and name not in known.filters:
            yield token.offset, f"there is no filter {name}", nearest(name, known.filters).text
        elif before in ("is", "is not") and name not in ("not", *known.tests):
            yield token.offset, f"there is no test {name}", nearest(name, known.tests).text


def _functions(tag: Tag, known: Known, own: Collection[str]) -> Iterator[Wrong]:
    for path, is_called in _names(tag):
        name = path[0].text
        if is_called and len(path) == 1 and name not in own and name not in (*known.functions, *WORDS):
            yield path[0].offset, f"there is no function {name}", nearest(name, known.functions).text


def _parts(tag: Tag, known: Known) -> Iterator[Wrong]:
    for function, bracket, argument in zip(tag.tokens, tag.tokens[1:], tag.tokens[2:], strict=False):
        allowed = known.parts.get(function.text)
        if allowed is not None and bracket.text == "(" and argument.type == "string" and argument.string not in allowed:
            yield argument.offset + 1, *no_part(function.text, argument.string, allowed)


def _numbers(tag: Tag, known: Known, own: Collection[str], may_lack: Collection[str]) -> Iterator[Wrong]:
    """Yield what is wrong with the names of numbers in a tag.

    own: the names that the template itself gives; may_lack: those that may be missing
    """
    for path, is_called in _names(tag):
        if path[0].text in own or path[0].text in (*known.functions, *WORDS):
            continue
        here: Number | Namespace = Namespace("", known.tree)
        names: list[str] = []
        for part in path[: len(path) - is_called]:
            names.append(part.string if part.type == "string" else part.text)
            full = ".".join(names)
            if isinstance(here, Number):
                if not hasattr(here, names[-1]):
                    yield part.offset, *lacking(full, known.numbers)
                break
            if names[-1] not in here.children:
                if not any(f"{name}.".startswith(f"{full}.") for name in may_lack):
                    yield part.offset, *lacking(full, known.numbers)
                break
            here = here.children[names[-1]]


def lacking(name: str, numbers: Iterable[str]) -> tuple[str, str]:
    """Return what is wrong with a name that the ledger does not have, and the nearest ones."""
    return f"{name} is not in the ledger", nearest(
        name, numbers if "." in name else {n.partition(".")[0] for n in numbers}
    ).text


def no_part(function: str, name: str, allowed: Iterable[str]) -> tuple[str, str]:
    """Return what is wrong with a name that is given to a function, and the nearest ones."""
    kind = "label" if function == "ref" else function
    return f"there is no {kind} {name}", nearest(name, allowed).text


def _names(tag: Tag) -> Iterator[tuple[list[Token], bool]]:
    """Yield the dotted names in a tag, each as its parts, and whether it is called."""
    tokens, index = tag.tokens, 0 if tag.is_expression else 1
    while index < len(tokens):
        token, before = tokens[index], _before(tag, index)
        index += 1
        keyword_argument = index < len(tokens) and tokens[index].text == "="
        if token.type != "name" or before in (".", "|", "is", "is not") or keyword_argument:
            continue
        path = [token]
        while index + 1 < len(tokens):
            joint, part = tokens[index].text, tokens[index + 1]
            closed = joint == "[" and index + 2 < len(tokens) and tokens[index + 2].text == "]"
            if joint == "." and part.type in ("name", "integer"):
                index += 2
            elif closed and part.type in ("integer", "string"):
                index += 3
            else:
                break
            path.append(part)
        yield path, index < len(tokens) and tokens[index].text == "("


def _before(tag: Tag, index: int) -> str:
    """Return the word before a token of a tag; "is not" is one word."""
    before = [token.text for token in tag.tokens[max(0, index - 2) : index]]
    return "is not" if before == ["is", "not"] else before[-1] if before else ""


def _asked(tag: Tag) -> Iterator[str]:
    """Yield the names of which a tag asks whether they are defined."""
    for path, _ in _names(tag):
        behind = [token.text for token in tag.tokens if token.offset > path[-1].offset]
        if behind[:2] == ["is", "defined"] or behind[:3] == ["is", "not", "defined"]:
            yield ".".join(part.string if part.type == "string" else part.text for part in path)


def _declared(tag: Tag) -> Iterator[str]:
    """Yield the names that a tag gives: of loops, of what is set, of macros and their arguments."""
    words = [token for token in tag.tokens[1:] if token.type == "name"]
    match tag.keyword:
        case "for":
            words = list(takewhile(lambda token: token.text != "in", words))
        case "set" | "with":
            words = words[:1]
        case "call" if tag.tokens[1].text == "(":
            words = list(takewhile(lambda token: token.offset < _closing(tag), words))
        case "macro":
            pass
        case _:
            return
    yield from (token.text for token in words)


def _closing(tag: Tag) -> int:
    """Return the offset of the first closing bracket of a tag."""
    return next(token.offset for token in tag.tokens if token.text == ")")
