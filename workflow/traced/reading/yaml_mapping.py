"""Read a YAML file as a mapping of texts whose keys know their lines."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from traced.core.fault import Fault

LEFT_OUT = ("", "~", "null")  # texts by which YAML says that there is no value


def parse_yaml_mapping(text: str, file: str, usual: str) -> tuple[yaml.MappingNode | None, tuple[Fault, ...]]:
    """Return the mapping of a YAML file as nodes with their lines; None, with a fault, for anything else.

    usual: what such a file contains, for the fault
    """
    line, column = 1, 1
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        if isinstance(root, yaml.MappingNode):
            return root, ()
        problem = "not a mapping"
    except yaml.MarkedYAMLError as error:
        # A key without its colon is noticed on the next line; the key itself is where the context is.
        at_key = error.context == "while scanning a simple key"
        if mark := (error.context_mark if at_key else None) or error.problem_mark or error.context_mark:
            line, column = mark.line + 1, mark.column + 1
        problem = f"not valid YAML, here or just before ({error.problem})"
    except yaml.YAMLError:
        problem = "not valid YAML"
    except RecursionError:
        problem = "too many brackets within each other"
    return None, (Fault.on_line(file, line, str(column), problem, usual),)


def repeated_key_faults(node: yaml.Node, file: str, depth: int = 2) -> Iterator[Fault]:
    """Yield a fault for every key that a mapping has twice, of which YAML would keep the last."""
    seen: set[str] = set()
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        name = str(key.value)
        if name in seen:
            yield Fault.on_line(file, key.start_mark.line + 1, name, "this stands twice", "each once")
        seen.add(name)
        yield from repeated_key_faults(value, file, depth - 1) if depth else ()
