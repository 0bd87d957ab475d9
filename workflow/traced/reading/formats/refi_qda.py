"""Read a REFI-QDA codebook (.qdc), the exchange format of coding software, as entries of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

from traced.core.fault import Fault
from traced.core.record import Place
from traced.reading.coding import ReadResult
from traced.reading.encoding import Note
from traced.reading.sheet import mend, name_key
from traced.reading.workbook import Unsafe, check_xml

SPACE = "urn:QDA-XML:codebook:"
NAME = re.compile(r"[a-z][a-z0-9_]*")


def read_refi(content: bytes, file: str) -> tuple[dict[str, Any], ReadResult]:
    """Return the variables of an exported codebook with their codes, in our form, and its notes and faults.

    The codes at the top are variables, those in them their codes; without nesting a code is called `variable/code`, as
    in Taguette. The name of a code becomes its label, its description its definition.
    """

    def fault(where: str, problem: str, allowed: str) -> Fault:
        return Fault(Place(file), where, problem, allowed)

    try:
        check_xml(content)
        root = ElementTree.fromstring(content)
    except Unsafe as error:
        return {}, ReadResult(faults=(fault("file", str(error), "a codebook as the software exported it"),))
    except (ExpatError, ElementTree.ParseError, ValueError, LookupError) as error:
        problem = "the file is empty" if not content else f"this is no XML, or breaks off ({error})"
        return {}, ReadResult(faults=(fault("file", problem, "a REFI-QDA codebook (.qdc), exported again"),))
    if not root.tag.startswith(f"{{{SPACE}"):
        allowed = "a codebook exported as REFI-QDA (.qdc), not a project"
        return {}, ReadResult(faults=(fault("file", "this is no REFI-QDA codebook", allowed),))
    variables: dict[str, Any] = {}
    notes, faults = [], []
    for path, definition in codes(root):
        labels = []
        for part in path:
            label, mended = mend(part)
            notes += [Note(Place(file), f"{label}: {what}") for what in mended]
            labels.append(label)
        where = " > ".join(labels) or "Code"
        names = [name_key(label) for label in labels]
        if len(labels) > 2:
            allowed = "two levels: the variable, then its codes"
            faults.append(fault(where, "a code within a code within a code", allowed))
        elif not all(names):
            faults.append(fault(where, "a code without a name", "a name for each code"))
        elif not NAME.fullmatch(names[0]):
            allowed = "a name of Latin letters, digits and spaces for each variable"
            faults.append(fault(labels[0], f"{labels[0]!r} cannot name a variable", allowed))
        else:
            entry = variables.setdefault(names[0], {"label": labels[0], "definition": "", "type": "code", "codes": {}})
            if len(names) == 1:
                entry["definition"] = definition
            elif names[1] in entry["codes"]:
                faults.append(fault(where, "this code stands twice", "each code once"))
            else:
                entry["codes"][names[1]] = {"label": labels[1], "definition": definition}
    for name, entry in variables.items():
        if not entry["codes"]:
            allowed = f"codes within it, or names as {name}/CODE"
            faults.append(fault(str(entry["label"]), f"{name!r} has no codes", allowed))
    return variables, ReadResult((), tuple(notes), tuple(dict.fromkeys(faults)))


def codes(root: ElementTree.Element) -> Iterator[tuple[list[str], str]]:
    """Yield the names on the way to each code, and its description, without recursion however deep they are nested."""
    waiting: list[tuple[ElementTree.Element, list[str]]] = [(root, [])]
    while waiting:
        element, above = waiting.pop()
        inner = []
        for child in element:
            name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            if name == "Code":
                called = child.get("name", "")
                path = [*above, *(called.split("/", 1) if not above and "/" in called else [called])]
                description = next((each.text or "" for each in child if str(each.tag).endswith("}Description")), "")
                yield path, " ".join(description.split())
                inner.append((child, path))
            elif name in ("Codes", "CodeBook"):
                inner.append((child, above))
        waiting += reversed(inner)


def with_codes(codebook: Mapping[str, Any], variables: Mapping[str, Any]) -> dict[str, Any]:
    """Return a codebook with the variables and codes that it does not have; what it has stays as it is."""
    known = dict(codebook["variables"])
    for name, entry in variables.items():
        if name not in known:
            known[name] = dict(entry)
        elif "codes" in known[name]:
            new = {code: of_code for code, of_code in entry["codes"].items() if code not in known[name]["codes"]}
            known[name] = {**known[name], "codes": known[name]["codes"] | new}
    return {**codebook, "variables": known}
