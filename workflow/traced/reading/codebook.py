"""Read the codebook: the YAML file that defines each variable and its codes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from traced.core.fault import Fault, nearest, raise_if_any
from traced.reading.variable import NUMERIC, TYPES, parse_number
from traced.reading.yaml_mapping import LEFT_OUT, parse_yaml_mapping, repeated_key_faults

CODE, PATH = "code", "path"
ALL_TYPES = (*TYPES, CODE, PATH)
BASES = ("stated", "implied")
PARTS = ("basis", "totals", "lists", "variables")
OF_NAME = ("label", "role", "part_of")  # the keys of a name in a list
OF_CODE = ("label", "definition")
OF_VARIABLE = (*OF_CODE, "type", "codes", "list", "repeat", "unit", "least", "most", "each")
ENDS = ("least", "most")
SWITCH = {"yes": True, "true": True, "no": False, "false": False}
DEPTH = 4  # variables, their keys, their codes, the keys of each


@dataclass(frozen=True)
class KeyLine:
    """A line of the codebook: its number, its key and its value."""

    line: int
    name: str
    node: yaml.Node


def checked_codebook(file: str, content: bytes, lists: Iterable[str] = ()) -> dict[str, Any]:
    """Return a codebook. Raises Faults with all that is wrong with it.

    lists: the lists that the study needs
    """
    codebook, faults = read_codebook(file, content, lists)
    raise_if_any(faults)
    return codebook


def read_codebook(file: str, content: bytes, lists: Iterable[str] = ()) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """Return a codebook and its faults; it is empty where other files cannot be checked against it.

    lists: the lists that the study needs

    Every scalar stays text: a code `no` is not false. `repeat` becomes true or false, `least` and `most` numbers.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return {}, (Fault.on_line(file, line, "1", "this is not UTF-8", "the file saved as UTF-8"),)
    root, faults = parse_yaml_mapping(text, file, f"a codebook with {', '.join(PARTS)}")
    if root is None:
        return {}, faults
    reader = _CodebookReader(file, list(dict.fromkeys(repeated_key_faults(root, file, DEPTH))))
    codebook = reader.codebook(KeyLine(1, "codebook", root), lists)
    return codebook if reader.usable else {}, tuple(reader.faults)


@dataclass
class _CodebookReader:
    """The reading of a codebook.

    usable: whether other files can be checked against the variables
    """

    file: str
    faults: list[Fault] = field(default_factory=list)
    usable: bool = True

    def fault(self, part: KeyLine, problem: str, allowed: str) -> None:
        self.faults.append(Fault.on_line(self.file, part.line, part.name, problem, allowed))

    def codebook(self, root: KeyLine, needed: Iterable[str]) -> dict[str, Any]:
        parts = self.parts(root, PARTS)
        basis = {name: self.text(part) for name, part in self.parts(parts.get("basis"), BASES).items()}
        totals = self.words(parts["totals"]) if "totals" in parts else []
        lists = {name: self.parts(part) for name, part in self.parts(parts.get("lists")).items()}
        variables = self.parts(parts.get("variables"))
        for name, part in (*((f"lists: {name}", lists.get(name)) for name in needed), ("variables", variables)):
            if not part:
                self.usable = False
                self.fault(root, f"{name} has nothing in it", f"{name}: with a line for each")
        return {
            **({"basis": basis} if basis else {}),
            **({"totals": totals} if totals else {}),
            "lists": {
                name: {item: self.name_in_list(part, name, names) for item, part in names.items()}
                for name, names in lists.items()
            },
            "variables": {name: self.variable(part, lists) for name, part in variables.items()},
        }

    def name_in_list(self, part: KeyLine, of: str, names: Collection[str]) -> dict[str, str]:
        entry = self.texts(part, self.parts(part, OF_NAME), needed=("label",))
        if "part_of" in entry and entry["part_of"] not in names:
            allowed = nearest(entry["part_of"], names).text
            self.fault(part, f"part_of {entry['part_of']!r} is not in the list {of}", allowed)
        return entry

    def variable(self, part: KeyLine, lists: Collection[str]) -> dict[str, Any]:
        parts = self.parts(part, OF_VARIABLE)
        with_text = {name: line for name, line in parts.items() if name not in ("codes", "repeat", *ENDS)}
        entry: dict[str, Any] = self.texts(part, with_text, needed=(*OF_CODE, "type"))
        kind = entry["type"]
        if kind and kind not in ALL_TYPES:
            self.fault(parts["type"], f"{kind!r} is no type", nearest(kind, ALL_TYPES).text)
        self.usable &= kind in ALL_TYPES
        if kind == CODE:
            codes = self.parts(parts.get("codes"))
            entry["codes"] = {
                name: self.texts(code, self.parts(code, OF_CODE), needed=OF_CODE) for name, code in codes.items()
            }
            if not codes:
                self.usable = False
                self.fault(part, "a code without codes", "codes: with a line CODE: {label: …, definition: …} for each")
        elif "codes" in parts and kind:
            self.fault(parts["codes"], f"codes of a {kind}", f"type: {CODE}, or no codes")
        if kind == PATH:
            if entry.get("list") not in lists:
                self.usable = False
                problem = f"{entry['list']!r} is no list" if "list" in entry else f"a {PATH} without a list"
                self.fault(parts.get("list", part), problem, f"list: {nearest(entry.get('list', ''), lists).text}")
        elif "list" in parts and kind:
            self.fault(parts["list"], f"a list of a {kind}", f"type: {PATH}, or no list")
        if entry.get("each", "one") != "one":
            self.fault(parts["each"], f"{entry['each']!r} is not known", "each: one, or no such line")
        if "repeat" in parts:
            entry["repeat"] = self.switch(parts["repeat"])
        ends = {name: self.end(parts[name], kind) for name in ENDS if name in parts}
        entry |= {name: value for name, value in ends.items() if value is not None}
        return entry

    def parts(self, of: KeyLine | None, known: Iterable[str] = ()) -> dict[str, KeyLine]:
        """Return the lines of a mapping by key; of a repeated key the first. Keys have to be `known`, if any are."""
        if of is None or (isinstance(of.node, yaml.ScalarNode) and of.node.value in LEFT_OUT):
            return {}
        if not isinstance(of.node, yaml.MappingNode):
            self.fault(of, "this cannot be read", "lines NAME: with the keys of each below it")
            return {}
        parts: dict[str, KeyLine] = {}
        for key, node in of.node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            part = KeyLine(key.start_mark.line + 1, name or of.name, node)
            if not name:
                self.fault(part, "a name is missing", "NAME: with its keys below it")
            elif known and name not in known:
                self.fault(part, "this is not known", nearest(name, known).text)
            else:
                parts.setdefault(name, part)
        return parts

    def texts(self, of: KeyLine, parts: Mapping[str, KeyLine], needed: Iterable[str]) -> dict[str, str]:
        """Return texts by key; a missing required key is reported and set to ""."""
        texts = {name: self.text(part) for name, part in parts.items()}
        for name in needed:
            if name not in parts:
                self.fault(of, f"the {name} is missing", f"a line {name}:")
        return dict.fromkeys(needed, "") | texts

    def text(self, part: KeyLine) -> str:
        """Return the text of a line; an empty one is a fault."""
        value = str(part.node.value) if isinstance(part.node, yaml.ScalarNode) else ""
        if value.strip() in LEFT_OUT:
            self.fault(part, "the value is empty", "one text")
            return ""
        return value

    def words(self, part: KeyLine) -> list[str]:
        """Return the texts of a list in brackets, or with a dash before each."""
        nodes = part.node.value if isinstance(part.node, yaml.SequenceNode) else [part.node]
        texts = [self.text(KeyLine(node.start_mark.line + 1, part.name, node)) for node in nodes]
        return [text for text in texts if text]

    def switch(self, part: KeyLine) -> bool:
        value = self.text(part).lower()
        if value and value not in SWITCH:
            self.fault(part, f"{value!r} is neither yes nor no", "yes or no")
        return SWITCH.get(value, False)

    def end(self, part: KeyLine, kind: str) -> int | float | None:
        """Return the least or most number of a variable; None, with a fault, for text that is no number."""
        value = self.text(part)
        if kind in ALL_TYPES and kind not in NUMERIC:
            self.fault(part, f"a {kind} has no {part.name}", f"a type of {', '.join(NUMERIC)}, or no such line")
        try:
            return parse_number(value) if value else None
        except ValueError:
            self.fault(part, f"{value!r} is no number", "a number")
            return None
